/* sheet.h - inside print only: a receipt being drawn from the top down, and the parts all receipts share.
 *
 * Measures are dots, 8 a millimetre; the y of a text is the middle of its em box. */
#ifndef PRINT_SHEET_H
#define PRINT_SHEET_H

#include "core/complaint.h"
#include "core/service.h"
#include "core/ticket.h"
#include "print/bitmap.h"
#include "print/lettering.h"

enum { LEAST_TEXT = 24, ADVICE_TEXT = 28, ADVICE_LINE = 44, ADVICE_NEXT_LINE = 38 };

struct receipt_art {
    struct lettering *lettering;
    struct bitmap *logo;
};

struct sheet {
    struct receipt_art *art;
    const struct hall *hall;
    const struct ticket *ticket;   /* what it is for: either */
    const struct complaint *filed; /* or */
    enum lang lang;
    struct bitmap *paper;
    int y; /* everything above is drawn */
    int width, margin, inner;
    bool narrow; /* the QR stands above its text */
};

/* An empty sheet of that width; paper is to be freed by the caller. False with err and no paper: the language's
 * fonts can't be read. */
bool sheet_begin(struct sheet *s, struct receipt_art *art, const struct hall *hall, enum lang lang, int width,
                 struct err *err);

/* The text in the visitor's language, context "receipt". */
const char *sheet_say(const struct sheet *s, const char *msgid) __attribute__((format_arg(2)));
/* Takes the next h rows of paper; returns the first of them. */
int sheet_take(struct sheet *s, int h);
struct style sheet_style(const struct sheet *s, int size, bool bold);
int sheet_width(struct sheet *s, struct style style, const char *text);
/* One line, made smaller until it is at most max wide. */
void sheet_line(struct sheet *s, struct style style, int max, int x, int y, enum align align, const char *text);
/* Draws text broken into lines of at most max dots, the first centred on y; returns how many. */
int sheet_lines(struct sheet *s, struct style style, int max, int x, int y, int pitch, enum align align,
                const char *text);
int sheet_count_lines(struct sheet *s, struct style style, int max, const char *text);

/* Logo, name of the hall, rule. */
void sheet_head(struct sheet *s);
void sheet_number(struct sheet *s, const char *number, int size);
/* The QR of url, what it is for (n lines below their head), and the 小票码 below it. */
struct sheet_uses {
    const char *head, *lines[3];
    int n;
};
bool sheet_qr(struct sheet *s, const char *url, const struct sheet_uses *uses, const char *code, struct err *err);
void sheet_dashes(struct sheet *s);
/* The black band with the emergency number; nothing when the hall has none. */
void sheet_leak(struct sheet *s);
/* The last lines, and the paper below them. */
void sheet_closing(struct sheet *s, const char *text);

#endif
