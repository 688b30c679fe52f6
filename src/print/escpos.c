#include "print/escpos.h"

#include <stdio.h>

enum { DLE = 0x10, EOT = 0x04, ESC = 0x1B, GS = 0x1D, FEED_LINES = 3 };

static void add_bytes(struct str *out, const uint8_t *bytes, size_t n)
{
    str_add_n(out, (const char *)bytes, n);
}

static void add_band(struct str *out, const struct bitmap *bitmap, int y, int rows)
{
    const uint8_t head[] = {GS,
                            'v',
                            '0',
                            0,
                            (uint8_t)(bitmap->stride & 0xFF),
                            (uint8_t)(bitmap->stride >> 8),
                            (uint8_t)(rows & 0xFF),
                            (uint8_t)(rows >> 8)};
    add_bytes(out, head, sizeof head);
    add_bytes(out, bitmap->rows + (size_t)y * bitmap->stride, (size_t)rows * bitmap->stride);
}

void escpos_receipt(const struct bitmap *bitmap, struct str *out)
{
    static const uint8_t reset[] = {ESC, '@'};
    static const uint8_t feed[] = {ESC, 'd', FEED_LINES};
    static const uint8_t cut[] = {GS, 'V', 66, 0}; /* on to the knife, then a partial cut */
    add_bytes(out, reset, sizeof reset);
    for (int y = 0; y < bitmap->height; y += ESCPOS_BAND_ROWS) {
        int left = bitmap->height - y;
        add_band(out, bitmap, y, left < ESCPOS_BAND_ROWS ? left : ESCPOS_BAND_ROWS);
    }
    add_bytes(out, feed, sizeof feed);
    add_bytes(out, cut, sizeof cut);
}

/* A bit (or several, any of which counts) of a status byte and what it means. */
struct meaning {
    uint8_t bits;
    enum escpos_flag flag;
};
enum { MEANINGS = 4 };

static const struct meaning answers[ESCPOS_QUERIES][MEANINGS] = {
    {{0x04, ESCPOS_DRAWER}, {0x08, ESCPOS_OFFLINE}, {0x20, ESCPOS_WAITING}, {0x40, ESCPOS_FEED_BUTTON}},
    {{0x04, ESCPOS_COVER_OPEN}, {0x08, ESCPOS_FED_BY_BUTTON}, {0x20, ESCPOS_PAPER_STOP}, {0x40, ESCPOS_ERROR}},
    {{0x04, ESCPOS_RECOVERABLE},
     {0x08, ESCPOS_CUTTER},
     {0x20, ESCPOS_UNRECOVERABLE},
     {0x40, ESCPOS_AUTO_RECOVERABLE}},
    {{0x0C, ESCPOS_NEAR_END}, {0x60, ESCPOS_PAPER_OUT}},
};
static const struct meaning automatic[ESCPOS_AUTOMATIC_SIZE][MEANINGS] = {
    {{0x08, ESCPOS_OFFLINE}, {0x20, ESCPOS_COVER_OPEN}},
    {{0x04, ESCPOS_RECOVERABLE},
     {0x08, ESCPOS_CUTTER},
     {0x20, ESCPOS_UNRECOVERABLE},
     {0x40, ESCPOS_AUTO_RECOVERABLE}},
    {{0x03, ESCPOS_NEAR_END}, {0x0C, ESCPOS_PAPER_OUT}},
};

static unsigned meanings_of(const struct meaning table[MEANINGS], uint8_t byte)
{
    unsigned flags = 0;
    for (int i = 0; i < MEANINGS; i++)
        if (byte & table[i].bits) flags |= (unsigned)table[i].flag;
    return flags;
}

void escpos_query(int n, uint8_t out[3])
{
    out[0] = DLE;
    out[1] = EOT;
    out[2] = (uint8_t)n;
}

bool escpos_read_answer(int n, uint8_t byte, unsigned *flags)
{
    if (n < 1 || n > ESCPOS_QUERIES || (byte & 0x93) != 0x12) return false;
    *flags |= meanings_of(answers[n - 1], byte);
    return true;
}

bool escpos_is_automatic(uint8_t byte)
{
    return (byte & 0x93) == 0x10;
}

bool escpos_read_automatic(const uint8_t bytes[ESCPOS_AUTOMATIC_SIZE], unsigned *flags)
{
    if (!escpos_is_automatic(bytes[0])) return false;
    for (int i = 0; i < ESCPOS_AUTOMATIC_SIZE; i++) *flags |= meanings_of(automatic[i], bytes[i]);
    return true;
}

/* The gravest first. An open cover goes before the paper, whose bits may then be stale. */
static const struct {
    unsigned flags; /* any of these */
    enum printer_state state;
    const char *words;
} judgements[] = {
    {ESCPOS_COVER_OPEN, PRINTER_COVER_OPEN, "the printer's cover is open; close it"},
    {ESCPOS_PAPER_OUT | ESCPOS_PAPER_STOP, PRINTER_PAPER_OUT, "the printer is out of paper; put in a new roll"},
    {ESCPOS_CUTTER, PRINTER_OFFLINE, "the printer's cutter is stuck; clear it and switch the printer off and on"},
    {ESCPOS_UNRECOVERABLE, PRINTER_OFFLINE, "the printer has a fault that needs repair"},
    {ESCPOS_ERROR | ESCPOS_RECOVERABLE | ESCPOS_AUTO_RECOVERABLE, PRINTER_OFFLINE,
     "the printer reports an error; switch it off and on"},
    {ESCPOS_FEED_BUTTON | ESCPOS_FED_BY_BUTTON, PRINTER_OFFLINE, "paper is being fed by the printer's button"},
    {ESCPOS_OFFLINE | ESCPOS_WAITING, PRINTER_OFFLINE, "the printer is offline; switch it online"},
    {ESCPOS_NEAR_END, PRINTER_NEAR_END, "the printer is ready, but its paper is near the end"},
    {0, PRINTER_READY, "the printer is ready"},
};

void escpos_judge(unsigned flags, struct printer_status *out)
{
    size_t i = 0;
    while (judgements[i].flags && !(judgements[i].flags & flags)) i++;
    out->state = judgements[i].state;
    snprintf(out->words, sizeof out->words, "%s", judgements[i].words);
}
