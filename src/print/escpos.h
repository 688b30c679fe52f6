/* escpos.h - Epson's ESC/POS: a bitmap as a byte stream, and what the printer's status bytes mean. */
#ifndef PRINT_ESCPOS_H
#define PRINT_ESCPOS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "print/bitmap.h"
#include "print/printer.h"

/* Rows in one GS v 0: small enough for the buffers of cheap printers. */
enum { ESCPOS_BAND_ROWS = 128 };

/* Appends a whole receipt: reset, raster in bands, feed to the knife, cut. */
void escpos_receipt(const struct bitmap *bitmap, struct str *out);

/* What a printer says of itself, gathered from one or more status bytes. */
enum escpos_flag {
    ESCPOS_DRAWER = 1 << 0, /* drawer pin 3 is high */
    ESCPOS_OFFLINE = 1 << 1,
    ESCPOS_WAITING = 1 << 2, /* for recovery */
    ESCPOS_FEED_BUTTON = 1 << 3,
    ESCPOS_COVER_OPEN = 1 << 4,
    ESCPOS_FED_BY_BUTTON = 1 << 5,
    ESCPOS_PAPER_STOP = 1 << 6, /* stopped at the paper's end */
    ESCPOS_ERROR = 1 << 7,
    ESCPOS_RECOVERABLE = 1 << 8,
    ESCPOS_CUTTER = 1 << 9,
    ESCPOS_UNRECOVERABLE = 1 << 10,
    ESCPOS_AUTO_RECOVERABLE = 1 << 11,
    ESCPOS_NEAR_END = 1 << 12,
    ESCPOS_PAPER_OUT = 1 << 13,
};

enum { ESCPOS_QUERIES = 4, ESCPOS_AUTOMATIC_SIZE = 4 };

/* The request DLE EOT n, n = 1…ESCPOS_QUERIES. */
void escpos_query(int n, uint8_t out[3]);
/* Adds what the answer to DLE EOT n says to *flags. False when byte is no such answer. */
bool escpos_read_answer(int n, uint8_t byte, unsigned *flags);
/* Does byte begin an automatic status (GS a) of ESCPOS_AUTOMATIC_SIZE bytes? */
bool escpos_is_automatic(uint8_t byte);
/* Adds what an automatic status says to *flags. False when bytes is none. */
bool escpos_read_automatic(const uint8_t bytes[ESCPOS_AUTOMATIC_SIZE], unsigned *flags);

/* The state those flags amount to, with words for a person. */
void escpos_judge(unsigned flags, struct printer_status *out);

#endif
