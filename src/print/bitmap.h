/* bitmap.h - a picture of black and white dots, as a receipt printer knows them.
 *
 * Rows are packed eight dots a byte, the leftmost dot in the highest bit, 1 = black. Drawing
 * outside of the picture does nothing. */
#ifndef PRINT_BITMAP_H
#define PRINT_BITMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bitmap {
    int width, height; /* dots */
    size_t stride;     /* bytes a row */
    uint8_t *rows;     /* height * stride bytes, owned */
};

/* All white. width >= 1, height >= 0. To be freed with bitmap_free. */
struct bitmap *bitmap_new(int width, int height);
void bitmap_free(struct bitmap *bitmap); /* NULL allowed */
/* Adds white rows at the bottom until it is at least that high. */
void bitmap_extend(struct bitmap *bitmap, int height);

bool bitmap_get(const struct bitmap *bitmap, int x, int y); /* black? Outside is white */
void bitmap_set(struct bitmap *bitmap, int x, int y, bool black);
void bitmap_fill(struct bitmap *bitmap, int x, int y, int w, int h, bool black);
/* A filled rectangle with round corners. */
void bitmap_fill_round(struct bitmap *bitmap, int x, int y, int w, int h, int radius, bool black);
/* A black outline `line` dots thick with round corners and white inside. */
void bitmap_box(struct bitmap *bitmap, int x, int y, int w, int h, int radius, int line);
/* A line of dashes, each `on` wide and `off` apart. */
void bitmap_dashes(struct bitmap *bitmap, int x, int y, int w, int h, int on, int off);
/* Puts the black dots of src there, each as a square of scale × scale. */
void bitmap_put(struct bitmap *bitmap, const struct bitmap *src, int x, int y, int scale);

#endif
