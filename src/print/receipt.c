#include "print/receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/wait.h"
#include "print/logo.h"
#include "print/sheet.h"

enum { LOGO = 56 };

struct receipt_art *receipt_art_load(const char *fonts, const char *font_family, const char *assets, struct err *err)
{
    struct receipt_art *art = mem_zalloc(1, sizeof *art);
    char path[1024];
    snprintf(path, sizeof path, "%s/icons/logo.svg", assets);
    art->lettering = lettering_load(fonts, font_family, err);
    /* Fonts that can't be read are told now, not when a visitor waits for paper. */
    if (art->lettering && lettering_open(art->lettering, LANG_ZH_CN, err)) art->logo = logo_load(path, LOGO, err);
    if (art->logo) return art;
    receipt_art_free(art);
    return NULL;
}

void receipt_art_rest(struct receipt_art *art)
{
    lettering_rest(art->lettering);
}

void receipt_art_free(struct receipt_art *art)
{
    if (!art) return;
    lettering_free(art->lettering);
    bitmap_free(art->logo);
    free(art);
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
    snprintf(out, size, sheet_say(s, "Priority: %s"), name);
}

static void put_badge(struct sheet *s, struct style style, int x, int y, const char *text)
{
    int width = sheet_width(s, style, text) + 2 * BADGE_PADDING;
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
    struct style bold = sheet_style(s, 36, true), small = sheet_style(s, LEAST_TEXT, true),
                 plain = sheet_style(s, 28, false);
    struct tm at = clock_local(s->ticket->issued_at);
    strftime(time, sizeof time, sheet_say(s, "%-d %b %H:%M"), &at);
    badge_text(s, badge, sizeof badge);

    const char *name = service_name(s);
    bold = lettering_fit(s->art->lettering, bold, name, s->inner, LEAST_TEXT);
    int name_width = sheet_width(s, bold, name), time_width = sheet_width(s, plain, time);
    int badge_width = *badge ? sheet_width(s, small, badge) + 2 * BADGE_PADDING + BADGE_GAP : 0;
    bool badge_fits = name_width + badge_width <= s->inner;
    bool time_fits = name_width + badge_width + GAP + time_width <= s->inner;

    int right = s->width - s->margin;
    int y = sheet_take(s, LINE) + MIDDLE;
    lettering_draw(s->art->lettering, bold, s->paper, s->margin, y + 1, ALIGN_LEFT, true, name);
    if (*badge && badge_fits) put_badge(s, small, s->margin + name_width + BADGE_GAP, y, badge);
    if (!time_fits) y = sheet_take(s, SECOND_LINE) + SECOND_MIDDLE;
    if (*badge && !badge_fits) put_badge(s, small, s->margin, y, badge);
    lettering_draw(s->art->lettering, plain, s->paper, right, y, ALIGN_RIGHT, true, time);
}

/* ---- the box below the number ---- */

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
    struct style plain = sheet_style(s, BOX_LABEL, false), bold = sheet_style(s, BOX_VALUE, true);
    sheet_line(s, plain, max, middle, top + BOX_LABEL_MIDDLE, ALIGN_CENTRE, label);
    sheet_line(s, bold, max, middle, top + BOX_VALUE_MIDDLE, ALIGN_CENTRE, value);
}

/* A sentence where the wait would stand: one line if it can be, else two smaller ones. */
static void put_sentence(struct sheet *s, int middle, int top, int max, const char *text)
{
    enum { LEAST_ONE_LINE = 30, PITCH = 38 };
    struct style style = sheet_style(s, BOX_VALUE, true);
    style = lettering_fit(s->art->lettering, style, text, max, LEAST_ONE_LINE);
    bool one = sheet_width(s, style, text) <= max;
    int y = top + BOX_HEIGHT / 2 - (one ? 0 : PITCH / 2);
    sheet_lines(s, style, max, middle, y, PITCH, ALIGN_CENTRE, text);
}

static void put_wait(struct sheet *s, int middle, int top, int max)
{
    char value[64];
    int lo, hi;
    if (!s->ticket->wait_at_issue.known) {
        put_sentence(s, middle, top, max, sheet_say(s, "when counters open"));
    } else if (!wait_minutes(&s->ticket->wait_at_issue, &lo, &hi)) {
        put_sentence(s, middle, top, max, sheet_say(s, "No wait now"));
    } else {
        snprintf(value, sizeof value, sheet_say(s, "%d–%d min"), lo, hi);
        put_figure(s, middle, top, max, sheet_say(s, "Wait about"), value);
    }
}

static void draw_box(struct sheet *s)
{
    enum { RADIUS = 16, LINE = 4, LEFT_SHARE = 204, OF = 528 };
    char ahead[64];
    int top = sheet_take(s, BOX_HEIGHT);
    int left = s->inner * LEFT_SHARE / OF, right = s->inner - left - LINE;
    int divider = s->margin + left;
    bitmap_box(s->paper, s->margin, top, s->inner, BOX_HEIGHT, RADIUS, LINE);
    bitmap_fill(s->paper, divider, top, LINE, BOX_HEIGHT, true);

    int people = s->ticket->ahead_at_issue;
    snprintf(ahead, sizeof ahead, people == 1 ? sheet_say(s, "%d person") : sheet_say(s, "%d people"), people);
    int left_max = left - LINE - 2 * BOX_PADDING, right_max = right - LINE - 2 * BOX_PADDING;
    put_figure(s, s->margin + (left + LINE) / 2, top, left_max, sheet_say(s, "Ahead"), ahead);
    put_wait(s, divider + LINE + (right - LINE) / 2, top, right_max);
}

/* ---- advice, the gas leak, the closing line ---- */

static void draw_advice(struct sheet *s)
{
    enum { GAP = 12, BELOW = 23, ROWS = 3 };
    int service = hall_service(s->hall, s->ticket->service);
    const char *bring = service < 0 ? "" : text_in(&s->hall->services[service].bring, s->lang);
    const struct {
        const char *label, *text;
    } rows[ROWS] = {
        {sheet_say(s, "Bring"), bring},
        {sheet_say(s, "Next"), sheet_say(s, "take a seat, watch the board")},
        {sheet_say(s, "Missed"), sheet_say(s, "ask at any counter, no need to queue again")},
    };
    struct style bold = sheet_style(s, ADVICE_TEXT, true), plain = sheet_style(s, ADVICE_TEXT, false);
    int labels = 0;
    for (int i = 0; i < ROWS; i++) {
        int width = *rows[i].text ? sheet_width(s, bold, rows[i].label) : 0;
        if (width > labels) labels = width;
    }
    int x = s->margin + labels + GAP;
    for (int i = 0; i < ROWS; i++) {
        if (!*rows[i].text) continue;
        int y = sheet_take(s, ADVICE_LINE) + ADVICE_LINE / 2;
        lettering_draw(s->art->lettering, bold, s->paper, s->margin, y, ALIGN_LEFT, true, rows[i].label);
        int max = s->width - s->margin - x;
        int lines = sheet_lines(s, plain, max, x, y, ADVICE_NEXT_LINE, ALIGN_LEFT, rows[i].text);
        sheet_take(s, (lines - 1) * ADVICE_NEXT_LINE);
    }
    sheet_take(s, BELOW);
}

static bool draw_qr(struct sheet *s, const char *public_url, struct err *err)
{
    const struct sheet_uses uses = {
        sheet_say(s, "Scan by phone"),
        {sheet_say(s, "see your place"), sheet_say(s, "leave the queue"), sheet_say(s, "rate your visit")},
        3};
    char url[512];
    snprintf(url, sizeof url, "%s/t/%s", public_url, s->ticket->token);
    return sheet_qr(s, url, &uses, s->ticket->code, err);
}

static void draw_closing(struct sheet *s)
{
    char text[256];
    struct hours hours = hall_hours_at(s->hall, s->ticket->issued_at);
    if (s->hall->always_open)
        snprintf(text, sizeof text, "%s", sheet_say(s, "Open at all hours, thank you for waiting"));
    else
        snprintf(text, sizeof text, sheet_say(s, "Open %02d:%02d–%02d:%02d, thank you for waiting"), hours.opens / 60,
                 hours.opens % 60, hours.closes / 60, hours.closes % 60);
    sheet_closing(s, text);
}

struct bitmap *receipt_ticket(struct receipt_art *art, const struct hall *hall, const struct ticket *ticket,
                              const char *public_url, int width, struct err *err)
{
    struct sheet s;
    if (!sheet_begin(&s, art, hall, ticket->lang, width, err)) return NULL;
    s.ticket = ticket;
    sheet_head(&s);
    draw_service(&s);
    sheet_number(&s, ticket->number, s.narrow ? 148 : 214);
    draw_box(&s);
    if (!draw_qr(&s, public_url, err)) {
        bitmap_free(s.paper);
        return NULL;
    }
    sheet_dashes(&s);
    draw_advice(&s);
    sheet_leak(&s);
    draw_closing(&s);
    return s.paper;
}
