/* In the message: u16 width, u16 height, and per tile u16 x, y, w, h, u32 bytes, then runs of u8 length - 1, u8 red,
 * u8 green, u8 blue from left to right, top to bottom; numbers little-endian. */
#include "core/remote_tiles.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { TILE = 64, SIDE_MAX = 8192 };

void tiles_drop(struct tiles *tiles)
{
    mem_free_wiped(tiles->pixels);
    free(tiles->changed);
    *tiles = (struct tiles){0};
}

bool tiles_fit(const struct tiles *tiles, int w, int h)
{
    return tiles->pixels && tiles->w == w && tiles->h == h;
}

void tiles_make(struct tiles *tiles, int w, int h)
{
    tiles_drop(tiles);
    if (w < 1 || h < 1 || w > SIDE_MAX || h > SIDE_MAX) return;
    *tiles = (struct tiles){.w = w, .h = h, .across = (w + TILE - 1) / TILE, .down = (h + TILE - 1) / TILE};
    tiles->pixels = mem_zalloc((size_t)w * (size_t)h, sizeof *tiles->pixels);
    tiles->changed = mem_zalloc((size_t)tiles->across * (size_t)tiles->down, sizeof *tiles->changed);
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

void tiles_take(struct tiles *tiles, const struct remote_picture *picture, const struct remote_box *box,
                uint64_t turn)
{
    int x0 = most(0, box->x), y0 = most(0, box->y);
    int x1 = least(tiles->w, box->x + box->w), y1 = least(tiles->h, box->y + box->h);

    if (x0 >= x1 || y0 >= y1) return;
    for (int y = y0; y < y1; y++)
        memcpy(tiles->pixels + (size_t)y * (size_t)tiles->w + x0,
               picture->pixels + (size_t)y * (size_t)picture->stride + x0, (size_t)(x1 - x0) * sizeof *tiles->pixels);
    for (int ty = y0 / TILE; ty <= (y1 - 1) / TILE; ty++)
        for (int tx = x0 / TILE; tx <= (x1 - 1) / TILE; tx++) tiles->changed[ty * tiles->across + tx] = turn;
}

/* A tile's pixels as runs of one colour. */
static void put_tile(struct str *out, const struct tiles *tiles, int tx, int ty)
{
    int x0 = tx * TILE, y0 = ty * TILE, w = least(TILE, tiles->w - x0), h = least(TILE, tiles->h - y0);
    unsigned char runs[TILE * TILE * 4];
    size_t n = 0;
    uint32_t colour = 0;
    int length = 0;

    for (int i = 0; i < w * h; i++) {
        uint32_t pixel = tiles->pixels[(size_t)(y0 + i / w) * (size_t)tiles->w + (size_t)(x0 + i % w)] & 0xFFFFFF;

        if (length && pixel == colour && length < 256) {
            length++;
            runs[n - 4] = (unsigned char)(length - 1);
            continue;
        }
        colour = pixel;
        length = 1;
        runs[n++] = 0;
        runs[n++] = (unsigned char)(pixel >> 16);
        runs[n++] = (unsigned char)(pixel >> 8);
        runs[n++] = (unsigned char)pixel;
    }
    str_add_le(out, (uint32_t)x0, 2);
    str_add_le(out, (uint32_t)y0, 2);
    str_add_le(out, (uint32_t)w, 2);
    str_add_le(out, (uint32_t)h, 2);
    str_add_le(out, (uint32_t)n, 4);
    str_add_n(out, (const char *)runs, n);
}

void tiles_put(const struct tiles *tiles, uint64_t since, struct str *out)
{
    str_add_le(out, (uint32_t)tiles->w, 2);
    str_add_le(out, (uint32_t)tiles->h, 2);
    for (int i = 0; i < tiles->across * tiles->down; i++)
        if (tiles->changed[i] > since) put_tile(out, tiles, i % tiles->across, i / tiles->across);
}
