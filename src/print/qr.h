/* qr.h - text as a QR code. */
#ifndef PRINT_QR_H
#define PRINT_QR_H

#include "base/err.h"
#include "print/bitmap.h"

/* The clear space a scanner needs on each side, in modules. */
enum { QR_QUIET = 4 };

/* The code of text, one dot a module, without the quiet zone; error correction M, as paper gets
 * creased. To be freed with bitmap_free; NULL with err when text is too long. */
struct bitmap *qr_encode(const char *text, struct err *err);

#endif
