/* receipt.h - what stands on a visitor's receipt: one layout, one bitmap, whatever prints it. */
#ifndef PRINT_RECEIPT_H
#define PRINT_RECEIPT_H

#include "base/err.h"
#include "core/closing.h"
#include "core/complaint.h"
#include "core/service.h"
#include "core/ticket.h"
#include "print/bitmap.h"

/* Fonts and logo, loaded once. */
struct receipt_art;
struct receipt_art *receipt_art_load(const char *fonts, const char *font_family, const char *assets, struct err *err);
/* No receipt is expected soon: gives back the memory that drawing one takes. */
void receipt_art_rest(struct receipt_art *art);
void receipt_art_free(struct receipt_art *art); /* NULL allowed */

enum { RECEIPT_WIDTH_58 = 384, RECEIPT_WIDTH_80 = 576 }; /* dots on paper of 58 and 80 mm */

/* Draws the receipt of a ticket in the visitor's language, with the figures of when it was issued,
 * so that a second copy says the same. width is RECEIPT_WIDTH_58 or RECEIPT_WIDTH_80; the QR is
 * public_url/t/TOKEN. To be freed with bitmap_free; NULL with err. */
struct bitmap *receipt_ticket(struct receipt_art *art, const struct hall *hall, const struct ticket *ticket,
                              const char *public_url, int width, struct err *err);
/* The same of a case; the QR is public_url/c/TOKEN. */
struct bitmap *receipt_case(struct receipt_art *art, const struct hall *hall, const struct complaint *filed,
                            const char *public_url, int width, struct err *err);
/* The day's closing report, in the language it was made in. */
struct bitmap *receipt_closing(struct receipt_art *art, const struct hall *hall, const struct closing *closing,
                               int width, struct err *err);

#endif
