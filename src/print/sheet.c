#include "print/sheet.h"

#include <stdio.h>
#include <string.h>

#include "print/qr.h"

enum { LOGO = 56, MODULE = 8, QUIET = QR_QUIET * MODULE, CODE_LINE = 40, BAND = 76 };

bool sheet_begin(struct sheet *s, struct receipt_art *art, const struct hall *hall, enum lang lang, int width,
                 struct err *err)
{
    bool narrow = width < 576;
    if (!lettering_open(art->lettering, lang, err)) return false;
    *s = (struct sheet){.art = art, .hall = hall, .lang = lang, .width = width, .narrow = narrow};
    s->margin = narrow ? 16 : 24;
    s->inner = s->width - 2 * s->margin;
    s->paper = bitmap_new(width, 0);
    return true;
}

const char *sheet_say(const struct sheet *s, const char *msgid)
{
    return trc(s->lang, "receipt", msgid);
}

/* Takes the next h rows of paper; returns the first of them. */
int sheet_take(struct sheet *s, int h)
{
    int top = s->y;
    s->y += h;
    bitmap_extend(s->paper, s->y);
    return top;
}

struct style sheet_style(const struct sheet *s, int size, bool bold)
{
    return (struct style){.lang = s->lang, .bold = bold, .size = size};
}

/* One line, made smaller until it is at most max wide. */
void sheet_line(struct sheet *s, struct style style, int max, int x, int y, enum align align, const char *text)
{
    style = lettering_fit(s->art->lettering, style, text, max, LEAST_TEXT);
    lettering_draw(s->art->lettering, style, s->paper, x, y, align, true, text);
}

int sheet_width(struct sheet *s, struct style style, const char *text)
{
    return lettering_width(s->art->lettering, style, text);
}

/* Draws text broken into lines of at most max dots, the first centred on y; returns how many. */
int sheet_lines(struct sheet *s, struct style style, int max, int x, int y, int pitch, enum align align,
                const char *text)
{
    char line[512];
    int count = 0;
    while (*text) {
        size_t n = lettering_break(s->art->lettering, style, text, max);
        snprintf(line, sizeof line, "%.*s", (int)n, text);
        size_t end = strlen(line);
        while (end > 0 && line[end - 1] == ' ') line[--end] = '\0';
        int at = y + count * pitch;
        bitmap_extend(s->paper, at + style.size);
        lettering_draw(s->art->lettering, style, s->paper, x, at, align, true, line);
        text += n;
        count++;
    }
    return count;
}

int sheet_count_lines(struct sheet *s, struct style style, int max, const char *text)
{
    int count = 0;
    for (; *text; count++) text += lettering_break(s->art->lettering, style, text, max);
    return count;
}

/* A name too long for one line of 30 takes more lines of 26. */
void sheet_head(struct sheet *s)
{
    enum {
        TOP = 28,
        GAP = 16,
        RULE_GAP = 20,
        RULE = 3,
        ONE_LINE_LEAST = 30,
        MORE_LINES = 26,
        PITCH = 32,
        HANZI_SINK = 2
    };
    const char *name = text_in(&s->hall->name, s->lang);
    int max = s->inner - LOGO - GAP;
    struct style style = lettering_fit(s->art->lettering, sheet_style(s, 36, true), name, max, ONE_LINE_LEAST);
    int name_width = sheet_width(s, style, name);
    if (name_width > max) {
        style.size = MORE_LINES;
        name_width = max;
    }
    int lines = sheet_count_lines(s, style, max, name);
    int height = lines * PITCH > LOGO ? lines * PITCH : LOGO;
    int y = sheet_take(s, TOP + height + RULE_GAP + RULE) + TOP;
    int x = (s->width - LOGO - GAP - name_width) / 2, middle = y + height / 2;
    int text = middle + HANZI_SINK - (lines - 1) * PITCH / 2;
    bitmap_put(s->paper, s->art->logo, x, middle - LOGO / 2, 1);
    sheet_lines(s, style, max, x + LOGO + GAP, text, PITCH, ALIGN_LEFT, name);
    bitmap_fill(s->paper, s->margin, y + height + RULE_GAP, s->inner, RULE, true);
}

void sheet_number(struct sheet *s, const char *number, int size)
{
    enum { ABOVE = 23, BELOW = 29, CAPITAL_PER_MILLE = 733, BASELINE_PER_MILLE = 380 };
    struct style style = sheet_style(s, size, true);
    style = lettering_fit(s->art->lettering, style, number, s->inner, LEAST_TEXT);
    int capital = (style.size * CAPITAL_PER_MILLE + 500) / 1000;
    int baseline = sheet_take(s, ABOVE + capital + BELOW) + ABOVE + capital;
    int y = baseline - style.size * BASELINE_PER_MILLE / 1000;
    lettering_draw(s->art->lettering, style, s->paper, s->width / 2, y, ALIGN_CENTRE, true, number);
}

/* ---- the QR, what it is for, and the code that does the same ---- */

static void put_uses(struct sheet *s, const struct sheet_uses *uses, int x, int y, int max, enum align align)
{
    enum { HEAD_TO_LINE = 49, PITCH = 46 };
    sheet_line(s, sheet_style(s, 36, true), max, x, y, align, uses->head);
    for (int i = 0; i < uses->n; i++)
        sheet_line(s, sheet_style(s, 30, false), max, x, y + HEAD_TO_LINE + i * PITCH, align, uses->lines[i]);
}

/* 小票码 12 34: the label plain and small, the digits bold, both centred on x. */
static void put_code(struct sheet *s, int x, const char *code)
{
    enum { GAP = 12 };
    char digits[8];
    const char *label = sheet_say(s, "Ticket code");
    struct style plain = sheet_style(s, LEAST_TEXT, false), bold = sheet_style(s, 30, true);
    snprintf(digits, sizeof digits, "%.2s %.2s", code, code + 2);
    int label_width = sheet_width(s, plain, label);
    int left = x - (label_width + GAP + sheet_width(s, bold, digits)) / 2;
    int y = sheet_take(s, CODE_LINE) + CODE_LINE / 2;
    lettering_draw(s->art->lettering, plain, s->paper, left, y, ALIGN_LEFT, true, label);
    lettering_draw(s->art->lettering, bold, s->paper, left + label_width + GAP, y, ALIGN_LEFT, true, digits);
}

static void put_qr(struct sheet *s, const struct bitmap *qr, const struct sheet_uses *uses, const char *code)
{
    enum { ABOVE = QUIET + 8, USES_ABOVE_MIDDLE = 67, USES = 212, USES_TOP = 40 };
    int most = s->narrow ? s->width - 2 * QUIET : s->width * 37 / 72;
    int module = qr->width * MODULE <= most ? MODULE : most / qr->width;
    int size = qr->width * module;
    int x = s->narrow ? (s->width - size) / 2 : QUIET;
    int y = sheet_take(s, ABOVE + size + QUIET) + ABOVE;
    bitmap_put(s->paper, qr, x, y, module);
    if (!s->narrow) {
        int text = x + size + QUIET;
        put_uses(s, uses, text, y + size / 2 - USES_ABOVE_MIDDLE, s->width - s->margin - text, ALIGN_LEFT);
    }
    put_code(s, x + size / 2, code);
    if (s->narrow) put_uses(s, uses, s->width / 2, sheet_take(s, USES) + USES_TOP, s->inner, ALIGN_CENTRE);
}

bool sheet_qr(struct sheet *s, const char *url, const struct sheet_uses *uses, const char *code, struct err *err)
{
    struct bitmap *qr = qr_encode(url, err);
    if (!qr) return false;
    put_qr(s, qr, uses, code);
    bitmap_free(qr);
    return true;
}

/* ---- the leak, the closing line ---- */

void sheet_dashes(struct sheet *s)
{
    enum { ABOVE = 16, LINE = 4, BELOW = 21 };
    bitmap_dashes(s->paper, s->margin, sheet_take(s, ABOVE + LINE + BELOW) + ABOVE, s->inner, LINE, 12, 8);
}

void sheet_leak(struct sheet *s)
{
    enum { RADIUS = 12, PADDING = 24, GAP = 16, SECOND_LINE = 56, LEAST_BESIDE = 28 };
    if (!s->hall->emergency[0]) return;
    const char *text = sheet_say(s, "Gas leak? Call at once"), *number = s->hall->emergency;
    struct style small = sheet_style(s, 32, true), large = sheet_style(s, 48, true);
    int max = s->inner - 2 * PADDING;
    int beside = max - GAP - sheet_width(s, large, number);
    struct style fitted = lettering_fit(s->art->lettering, small, text, beside, LEAST_BESIDE);
    bool one = sheet_width(s, fitted, text) <= beside;
    int height = one ? BAND : BAND + SECOND_LINE;
    int top = sheet_take(s, height);
    bitmap_fill_round(s->paper, s->margin, top, s->inner, height, RADIUS, true);
    small = one ? fitted : lettering_fit(s->art->lettering, small, text, max, LEAST_TEXT);
    int first = top + BAND / 2, second = one ? first : first + SECOND_LINE;
    int left = s->margin + PADDING, right = s->width - left, middle = s->width / 2;
    lettering_draw(s->art->lettering, small, s->paper, one ? left : middle, first, one ? ALIGN_LEFT : ALIGN_CENTRE,
                   false, text);
    lettering_draw(s->art->lettering, large, s->paper, one ? right : middle, second, one ? ALIGN_RIGHT : ALIGN_CENTRE,
                   false, number);
}

void sheet_closing(struct sheet *s, const char *text)
{
    enum { ABOVE = 32, PITCH = 34, BELOW = 81 };
    int y = sheet_take(s, ABOVE) + ABOVE;
    struct style style = sheet_style(s, LEAST_TEXT, false);
    int lines = sheet_lines(s, style, s->inner, s->width / 2, y, PITCH, ALIGN_CENTRE, text);
    sheet_take(s, (lines - 1) * PITCH + BELOW);
}
