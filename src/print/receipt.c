#include "print/receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/wait.h"
#include "print/lettering.h"
#include "print/logo.h"
#include "print/qr.h"

/* Measures in dots, 8 a millimetre; y's within a part count from the part's top. */
enum {
    LOGO = 56,
    LEAST_TEXT = 24,
    MODULE = 8,
    QUIET = QR_QUIET * MODULE,
    CODE_LINE = 40,
    ADVICE_TEXT = 28,
    ADVICE_LINE = 44,
    ADVICE_NEXT_LINE = 38,
    BAND = 76,
};

struct receipt_art {
    struct lettering *lettering;
    struct bitmap *logo;
};

/* A receipt being drawn, from the top down. */
struct sheet {
    struct receipt_art *art;
    const struct hall *hall;
    const struct ticket *ticket;
    enum lang lang;
    struct bitmap *paper;
    int y; /* everything above is drawn */
    int width, margin, inner;
    int number_size;
    bool narrow; /* the QR stands above its text */
};

struct receipt_art *receipt_art_load(const char *fonts, const char *font_family, const char *assets, struct err *err)
{
    struct receipt_art *art = mem_zalloc(1, sizeof *art);
    char path[1024];
    snprintf(path, sizeof path, "%s/icons/logo.svg", assets);
    art->lettering = lettering_load(fonts, font_family, err);
    if (art->lettering) art->logo = logo_load(path, LOGO, err);
    if (art->logo) return art;
    receipt_art_free(art);
    return NULL;
}

void receipt_art_free(struct receipt_art *art)
{
    if (!art) return;
    lettering_free(art->lettering);
    bitmap_free(art->logo);
    free(art);
}

static const char *say(const struct sheet *s, const char *msgid) __attribute__((format_arg(2)));
static const char *say(const struct sheet *s, const char *msgid)
{
    return trc(s->lang, "receipt", msgid);
}

/* Takes the next h rows of paper; returns the first of them. */
static int take(struct sheet *s, int h)
{
    int top = s->y;
    s->y += h;
    bitmap_extend(s->paper, s->y);
    return top;
}

static struct style style_of(const struct sheet *s, int size, bool bold)
{
    return (struct style){.lang = s->lang, .bold = bold, .size = size};
}

/* One line, made smaller until it is at most max wide. */
static void put_line(struct sheet *s, struct style style, int max, int x, int y, enum align align, const char *text)
{
    style = lettering_fit(s->art->lettering, style, text, max, LEAST_TEXT);
    lettering_draw(s->art->lettering, style, s->paper, x, y, align, true, text);
}

static int width_of(struct sheet *s, struct style style, const char *text)
{
    return lettering_width(s->art->lettering, style, text);
}

/* Draws text broken into lines of at most max dots, the first centred on y; returns how many. */
static int put_lines(struct sheet *s, struct style style, int max, int x, int y, int pitch, enum align align,
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

static int count_lines(struct sheet *s, struct style style, int max, const char *text)
{
    int count = 0;
    for (; *text; count++) text += lettering_break(s->art->lettering, style, text, max);
    return count;
}

/* A name too long for one line of 30 takes more lines of 26. */
static void draw_head(struct sheet *s)
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
    struct style style = lettering_fit(s->art->lettering, style_of(s, 36, true), name, max, ONE_LINE_LEAST);
    int name_width = width_of(s, style, name);
    if (name_width > max) {
        style.size = MORE_LINES;
        name_width = max;
    }
    int lines = count_lines(s, style, max, name);
    int height = lines * PITCH > LOGO ? lines * PITCH : LOGO;
    int y = take(s, TOP + height + RULE_GAP + RULE) + TOP;
    int x = (s->width - LOGO - GAP - name_width) / 2, middle = y + height / 2;
    int text = middle + HANZI_SINK - (lines - 1) * PITCH / 2;
    bitmap_put(s->paper, s->art->logo, x, middle - LOGO / 2, 1);
    put_lines(s, style, max, x + LOGO + GAP, text, PITCH, ALIGN_LEFT, name);
    bitmap_fill(s->paper, s->margin, y + height + RULE_GAP, s->inner, RULE, true);
}

/* ---- service, class, time ---- */

enum { BADGE_HEIGHT = 42, BADGE_PADDING = 10, BADGE_GAP = 12 };

/* What a visitor who is helped first has on the receipt, openly; "" for the ordinary class. */
static void badge_text(const struct sheet *s, char *out, size_t size)
{
    int class = hall_class(s->hall, s->ticket->class);
    *out = '\0';
    if (class <= 0) return;
    const char *name = text_in(&s->hall->classes[class].name, s->lang);
    snprintf(out, size, say(s, "Priority: %s"), name);
}

static void put_badge(struct sheet *s, struct style style, int x, int y, const char *text)
{
    int width = width_of(s, style, text) + 2 * BADGE_PADDING;
    bitmap_fill_round(s->paper, x, y - BADGE_HEIGHT / 2, width, BADGE_HEIGHT, 12, true);
    lettering_draw(s->art->lettering, style, s->paper, x + BADGE_PADDING, y, ALIGN_LEFT, false, text);
}

static const char *service_name(const struct sheet *s)
{
    int service = hall_service(s->hall, s->ticket->service);
    /* A service that the conf no longer has: its code is better than nothing. */
    return service < 0 ? s->ticket->service : text_in(&s->hall->services[service].name, s->lang);
}

static void draw_service(struct sheet *s)
{
    enum { GAP = 16, LINE = 71, MIDDLE = 43, SECOND_LINE = 46, SECOND_MIDDLE = 18 };
    char badge[256], time[64];
    struct style bold = style_of(s, 36, true), small = style_of(s, LEAST_TEXT, true), plain = style_of(s, 28, false);
    struct tm at = clock_local(s->ticket->issued_at);
    strftime(time, sizeof time, say(s, "%-d %b %H:%M"), &at);
    badge_text(s, badge, sizeof badge);

    const char *name = service_name(s);
    bold = lettering_fit(s->art->lettering, bold, name, s->inner, LEAST_TEXT);
    int name_width = width_of(s, bold, name), time_width = width_of(s, plain, time);
    int badge_width = *badge ? width_of(s, small, badge) + 2 * BADGE_PADDING + BADGE_GAP : 0;
    bool badge_fits = name_width + badge_width <= s->inner;
    bool time_fits = name_width + badge_width + GAP + time_width <= s->inner;

    int right = s->width - s->margin;
    int y = take(s, LINE) + MIDDLE;
    lettering_draw(s->art->lettering, bold, s->paper, s->margin, y + 1, ALIGN_LEFT, true, name);
    if (*badge && badge_fits) put_badge(s, small, s->margin + name_width + BADGE_GAP, y, badge);
    if (!time_fits) y = take(s, SECOND_LINE) + SECOND_MIDDLE;
    if (*badge && !badge_fits) put_badge(s, small, s->margin, y, badge);
    lettering_draw(s->art->lettering, plain, s->paper, right, y, ALIGN_RIGHT, true, time);
}

/* ---- number and the box below it ---- */

static void draw_number(struct sheet *s)
{
    enum { ABOVE = 23, BELOW = 29, CAPITAL_PER_MILLE = 733, BASELINE_PER_MILLE = 380 };
    const char *number = s->ticket->number;
    struct style style = style_of(s, s->number_size, true);
    style = lettering_fit(s->art->lettering, style, number, s->inner, LEAST_TEXT);
    int capital = (style.size * CAPITAL_PER_MILLE + 500) / 1000;
    int baseline = take(s, ABOVE + capital + BELOW) + ABOVE + capital;
    int y = baseline - style.size * BASELINE_PER_MILLE / 1000;
    lettering_draw(s->art->lettering, style, s->paper, s->width / 2, y, ALIGN_CENTRE, true, number);
}

enum {
    BOX_PADDING = 8,
    BOX_LABEL = 26,
    BOX_VALUE = 46,
    BOX_LABEL_MIDDLE = 30,
    BOX_VALUE_MIDDLE = 76,
    BOX_HEIGHT = 112
};

static void put_figure(struct sheet *s, int middle, int top, int max, const char *label, const char *value)
{
    struct style plain = style_of(s, BOX_LABEL, false), bold = style_of(s, BOX_VALUE, true);
    put_line(s, plain, max, middle, top + BOX_LABEL_MIDDLE, ALIGN_CENTRE, label);
    put_line(s, bold, max, middle, top + BOX_VALUE_MIDDLE, ALIGN_CENTRE, value);
}

/* A sentence where the wait would stand: one line if it can be, else two smaller ones. */
static void put_sentence(struct sheet *s, int middle, int top, int max, const char *text)
{
    enum { LEAST_ONE_LINE = 30, PITCH = 38 };
    struct style style = style_of(s, BOX_VALUE, true);
    style = lettering_fit(s->art->lettering, style, text, max, LEAST_ONE_LINE);
    bool one = width_of(s, style, text) <= max;
    int y = top + BOX_HEIGHT / 2 - (one ? 0 : PITCH / 2);
    put_lines(s, style, max, middle, y, PITCH, ALIGN_CENTRE, text);
}

static void put_wait(struct sheet *s, int middle, int top, int max)
{
    char value[64];
    int lo, hi;
    if (!s->ticket->wait_at_issue.known) {
        put_sentence(s, middle, top, max, say(s, "when counters open"));
    } else if (!wait_minutes(&s->ticket->wait_at_issue, &lo, &hi)) {
        put_sentence(s, middle, top, max, say(s, "No wait now"));
    } else {
        snprintf(value, sizeof value, say(s, "%d–%d min"), lo, hi);
        put_figure(s, middle, top, max, say(s, "Wait about"), value);
    }
}

static void draw_box(struct sheet *s)
{
    enum { RADIUS = 16, LINE = 4, LEFT_SHARE = 204, OF = 528 };
    char ahead[64];
    int top = take(s, BOX_HEIGHT);
    int left = s->inner * LEFT_SHARE / OF, right = s->inner - left - LINE;
    int divider = s->margin + left;
    bitmap_box(s->paper, s->margin, top, s->inner, BOX_HEIGHT, RADIUS, LINE);
    bitmap_fill(s->paper, divider, top, LINE, BOX_HEIGHT, true);

    int people = s->ticket->ahead_at_issue;
    snprintf(ahead, sizeof ahead, people == 1 ? say(s, "%d person") : say(s, "%d people"), people);
    int left_max = left - LINE - 2 * BOX_PADDING, right_max = right - LINE - 2 * BOX_PADDING;
    put_figure(s, s->margin + (left + LINE) / 2, top, left_max, say(s, "Ahead"), ahead);
    put_wait(s, divider + LINE + (right - LINE) / 2, top, right_max);
}

/* ---- the QR, what it is for, and the code that does the same ---- */

static void put_uses(struct sheet *s, int x, int y, int max, enum align align)
{
    enum { HEAD_TO_LINE = 49, PITCH = 46 };
    const char *uses[] = {say(s, "see your place"), say(s, "leave the queue"), say(s, "rate your visit")};
    put_line(s, style_of(s, 36, true), max, x, y, align, say(s, "Scan by phone"));
    for (int i = 0; i < 3; i++)
        put_line(s, style_of(s, 30, false), max, x, y + HEAD_TO_LINE + i * PITCH, align, uses[i]);
}

/* 小票码 12 34: the label plain and small, the digits bold, both centred on x. */
static void put_code(struct sheet *s, int x)
{
    enum { GAP = 12 };
    char digits[8];
    const char *code = s->ticket->code, *label = say(s, "Slip code");
    struct style plain = style_of(s, LEAST_TEXT, false), bold = style_of(s, 30, true);
    snprintf(digits, sizeof digits, "%.2s %.2s", code, code + 2);
    int label_width = width_of(s, plain, label);
    int left = x - (label_width + GAP + width_of(s, bold, digits)) / 2;
    int y = take(s, CODE_LINE) + CODE_LINE / 2;
    lettering_draw(s->art->lettering, plain, s->paper, left, y, ALIGN_LEFT, true, label);
    lettering_draw(s->art->lettering, bold, s->paper, left + label_width + GAP, y, ALIGN_LEFT, true, digits);
}

static void put_qr(struct sheet *s, const struct bitmap *qr)
{
    enum { ABOVE = QUIET + 8, USES_ABOVE_MIDDLE = 67, USES = 212, USES_TOP = 40 };
    int most = s->narrow ? s->width - 2 * QUIET : s->width * 37 / 72;
    int module = qr->width * MODULE <= most ? MODULE : most / qr->width;
    int size = qr->width * module;
    int x = s->narrow ? (s->width - size) / 2 : QUIET;
    int y = take(s, ABOVE + size + QUIET) + ABOVE;
    bitmap_put(s->paper, qr, x, y, module);
    if (!s->narrow) {
        int text = x + size + QUIET;
        put_uses(s, text, y + size / 2 - USES_ABOVE_MIDDLE, s->width - s->margin - text, ALIGN_LEFT);
    }
    put_code(s, x + size / 2);
    if (s->narrow) put_uses(s, s->width / 2, take(s, USES) + USES_TOP, s->inner, ALIGN_CENTRE);
}

static bool draw_qr(struct sheet *s, const char *public_url, struct err *err)
{
    char url[512];
    snprintf(url, sizeof url, "%s/t/%s", public_url, s->ticket->token);
    struct bitmap *qr = qr_encode(url, err);
    if (!qr) return false;
    put_qr(s, qr);
    bitmap_free(qr);
    return true;
}

/* ---- advice, the gas leak, the closing line ---- */

static void draw_dashes(struct sheet *s)
{
    enum { ABOVE = 16, LINE = 4, BELOW = 21 };
    bitmap_dashes(s->paper, s->margin, take(s, ABOVE + LINE + BELOW) + ABOVE, s->inner, LINE, 12, 8);
}

static void draw_advice(struct sheet *s)
{
    enum { GAP = 12, BELOW = 23, ROWS = 3 };
    int service = hall_service(s->hall, s->ticket->service);
    const char *bring = service < 0 ? "" : text_in(&s->hall->services[service].bring, s->lang);
    const struct {
        const char *label, *text;
    } rows[ROWS] = {
        {say(s, "Bring"), bring},
        {say(s, "Next"), say(s, "take a seat, watch the board")},
        {say(s, "Missed"), say(s, "ask at any counter, no need to queue again")},
    };
    struct style bold = style_of(s, ADVICE_TEXT, true), plain = style_of(s, ADVICE_TEXT, false);
    int labels = 0;
    for (int i = 0; i < ROWS; i++) {
        int width = *rows[i].text ? width_of(s, bold, rows[i].label) : 0;
        if (width > labels) labels = width;
    }
    int x = s->margin + labels + GAP;
    for (int i = 0; i < ROWS; i++) {
        if (!*rows[i].text) continue;
        int y = take(s, ADVICE_LINE) + ADVICE_LINE / 2;
        lettering_draw(s->art->lettering, bold, s->paper, s->margin, y, ALIGN_LEFT, true, rows[i].label);
        int max = s->width - s->margin - x;
        int lines = put_lines(s, plain, max, x, y, ADVICE_NEXT_LINE, ALIGN_LEFT, rows[i].text);
        take(s, (lines - 1) * ADVICE_NEXT_LINE);
    }
    take(s, BELOW);
}

static void draw_leak(struct sheet *s)
{
    enum { RADIUS = 12, PADDING = 24, GAP = 16, SECOND_LINE = 56, LEAST_BESIDE = 28 };
    if (!s->hall->emergency[0]) return;
    const char *text = say(s, "Gas leak? Call at once"), *number = s->hall->emergency;
    struct style small = style_of(s, 32, true), large = style_of(s, 48, true);
    int max = s->inner - 2 * PADDING;
    int beside = max - GAP - width_of(s, large, number);
    struct style fitted = lettering_fit(s->art->lettering, small, text, beside, LEAST_BESIDE);
    bool one = width_of(s, fitted, text) <= beside;
    int height = one ? BAND : BAND + SECOND_LINE;
    int top = take(s, height);
    bitmap_fill_round(s->paper, s->margin, top, s->inner, height, RADIUS, true);
    small = one ? fitted : lettering_fit(s->art->lettering, small, text, max, LEAST_TEXT);
    int first = top + BAND / 2, second = one ? first : first + SECOND_LINE;
    int left = s->margin + PADDING, right = s->width - left, middle = s->width / 2;
    lettering_draw(s->art->lettering, small, s->paper, one ? left : middle, first, one ? ALIGN_LEFT : ALIGN_CENTRE,
                   false, text);
    lettering_draw(s->art->lettering, large, s->paper, one ? right : middle, second, one ? ALIGN_RIGHT : ALIGN_CENTRE,
                   false, number);
}

static void draw_closing(struct sheet *s)
{
    enum { ABOVE = 32, PITCH = 34, BELOW = 81 };
    char text[256];
    struct hours hours = hall_hours_at(s->hall, s->ticket->issued_at);
    if (s->hall->always_open)
        snprintf(text, sizeof text, "%s", say(s, "Open at all hours, thank you for waiting"));
    else
        snprintf(text, sizeof text, say(s, "Open %02d:%02d–%02d:%02d, thank you for waiting"), hours.opens / 60,
                 hours.opens % 60, hours.closes / 60, hours.closes % 60);
    int y = take(s, ABOVE) + ABOVE;
    struct style style = style_of(s, LEAST_TEXT, false);
    int lines = put_lines(s, style, s->inner, s->width / 2, y, PITCH, ALIGN_CENTRE, text);
    take(s, (lines - 1) * PITCH + BELOW);
}

struct bitmap *receipt_ticket(struct receipt_art *art, const struct hall *hall, const struct ticket *ticket,
                              const char *public_url, int width, struct err *err)
{
    bool narrow = width < RECEIPT_WIDTH_80;
    struct sheet s = {.art = art,
                      .hall = hall,
                      .ticket = ticket,
                      .lang = ticket->lang,
                      .width = width,
                      .narrow = narrow,
                      .margin = narrow ? 16 : 24,
                      .number_size = narrow ? 148 : 214};
    s.inner = s.width - 2 * s.margin;
    s.paper = bitmap_new(width, 0);
    draw_head(&s);
    draw_service(&s);
    draw_number(&s);
    draw_box(&s);
    if (!draw_qr(&s, public_url, err)) {
        bitmap_free(s.paper);
        return NULL;
    }
    draw_dashes(&s);
    draw_advice(&s);
    draw_leak(&s);
    draw_closing(&s);
    return s.paper;
}
