/* logo.h - the hall's logo in black and white. */
#ifndef PRINT_LOGO_H
#define PRINT_LOGO_H

#include "base/err.h"
#include "print/bitmap.h"

/* Draws the SVG file size × size dots: dark colours black, light ones and clear ground white.
 * To be freed with bitmap_free; NULL with err. */
struct bitmap *logo_load(const char *path, int size, struct err *err);

#endif
