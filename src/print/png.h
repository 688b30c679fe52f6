/* png.h - a bitmap as a PNG file of one bit a dot. */
#ifndef PRINT_PNG_H
#define PRINT_PNG_H

#include <stdbool.h>

#include "base/err.h"
#include "print/bitmap.h"

/* Writes path, whole or not at all, over an older one. The file says 8 dots a millimetre, so that
 * it prints in its true size. False with err. */
bool png_save(const struct bitmap *bitmap, const char *path, struct err *err);

#endif
