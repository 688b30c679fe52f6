#include "print/bitmap.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct bitmap *bitmap_new(int width, int height)
{
    struct bitmap *bitmap = mem_zalloc(1, sizeof *bitmap);
    bitmap->width = width;
    bitmap->stride = ((size_t)width + 7) / 8;
    bitmap_extend(bitmap, height);
    return bitmap;
}

void bitmap_free(struct bitmap *bitmap)
{
    if (!bitmap) return;
    free(bitmap->rows);
    free(bitmap);
}

void bitmap_extend(struct bitmap *bitmap, int height)
{
    if (height <= bitmap->height) return;
    size_t before = (size_t)bitmap->height * bitmap->stride;
    bitmap->rows = mem_resize(bitmap->rows, (size_t)height, bitmap->stride);
    memset(bitmap->rows + before, 0, (size_t)height * bitmap->stride - before);
    bitmap->height = height;
}

static bool inside(const struct bitmap *bitmap, int x, int y)
{
    return x >= 0 && y >= 0 && x < bitmap->width && y < bitmap->height;
}

static uint8_t mask(int x)
{
    return (uint8_t)(0x80 >> (x & 7));
}

bool bitmap_get(const struct bitmap *bitmap, int x, int y)
{
    if (!inside(bitmap, x, y)) return false;
    return bitmap->rows[(size_t)y * bitmap->stride + (size_t)x / 8] & mask(x);
}

void bitmap_set(struct bitmap *bitmap, int x, int y, bool black)
{
    if (!inside(bitmap, x, y)) return;
    uint8_t *byte = &bitmap->rows[(size_t)y * bitmap->stride + (size_t)x / 8];
    *byte = black ? (uint8_t)(*byte | mask(x)) : (uint8_t)(*byte & ~mask(x));
}

void bitmap_fill(struct bitmap *bitmap, int x, int y, int w, int h, bool black)
{
    for (int row = y; row < y + h; row++)
        for (int col = x; col < x + w; col++) bitmap_set(bitmap, col, row, black);
}

/* Is the centre of that dot of a w × h rectangle within its round corners? In half dots, so
 * that it stays with whole numbers. */
static bool within_corners(int col, int row, int w, int h, int radius)
{
    int dx = 2 * col + 1, dy = 2 * row + 1, r = 2 * radius;
    int cx = dx < r ? r : dx > 2 * w - r ? 2 * w - r : dx;
    int cy = dy < r ? r : dy > 2 * h - r ? 2 * h - r : dy;
    return (dx - cx) * (dx - cx) + (dy - cy) * (dy - cy) <= r * r;
}

void bitmap_fill_round(struct bitmap *bitmap, int x, int y, int w, int h, int radius, bool black)
{
    for (int row = 0; row < h; row++)
        for (int col = 0; col < w; col++)
            if (within_corners(col, row, w, h, radius)) bitmap_set(bitmap, x + col, y + row, black);
}

void bitmap_box(struct bitmap *bitmap, int x, int y, int w, int h, int radius, int line)
{
    bitmap_fill_round(bitmap, x, y, w, h, radius, true);
    bitmap_fill_round(bitmap, x + line, y + line, w - 2 * line, h - 2 * line, radius - line, false);
}

void bitmap_dashes(struct bitmap *bitmap, int x, int y, int w, int h, int on, int off)
{
    for (int at = 0; at < w; at += on + off) bitmap_fill(bitmap, x + at, y, at + on < w ? on : w - at, h, true);
}

void bitmap_put(struct bitmap *bitmap, const struct bitmap *src, int x, int y, int scale)
{
    for (int row = 0; row < src->height; row++)
        for (int col = 0; col < src->width; col++)
            if (bitmap_get(src, col, row)) bitmap_fill(bitmap, x + col * scale, y + row * scale, scale, scale, true);
}
