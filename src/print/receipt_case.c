/* The receipt of a case: its number, what it is about, how to follow it. */
#include <stdio.h>
#include <string.h>

#include "print/receipt.h"
#include "print/sheet.h"

enum { NUMBER = 100, NUMBER_NARROW = 64 };

static const char *title(const struct sheet *s)
{
    switch (s->filed->kind) {
    case CASE_SUGGESTION:
        return sheet_say(s, "Suggestion slip");
    case CASE_ENQUIRY:
        return sheet_say(s, "Enquiry slip");
    case CASE_PRAISE:
        return sheet_say(s, "Praise slip");
    default:
        return sheet_say(s, "Complaint slip");
    }
}

static void draw_title(struct sheet *s)
{
    enum { GAP = 16, LINE = 71, MIDDLE = 43 };
    char time[64];
    struct tm at = clock_local(s->filed->filed_at);
    struct style bold = sheet_style(s, 36, true), plain = sheet_style(s, 28, false);
    int y = sheet_take(s, LINE) + MIDDLE;
    strftime(time, sizeof time, sheet_say(s, "%-d %b %H:%M"), &at);
    int room = s->inner - GAP - sheet_width(s, plain, time);
    sheet_line(s, bold, room, s->margin, y + 1, ALIGN_LEFT, title(s));
    sheet_line(s, plain, s->inner, s->width - s->margin, y, ALIGN_RIGHT, time);
}

/* 2号窗口, 过户 and whatever else of it is known. */
static void about(const struct sheet *s, char *out, size_t size)
{
    const struct complaint *filed = s->filed;
    int service = hall_service(s->hall, filed->service);
    const char *name = service < 0 ? filed->service : text_in(&s->hall->services[service].name, s->lang);
    char counter[64] = "";
    if (filed->counter) snprintf(counter, sizeof counter, sheet_say(s, "Counter %d"), filed->counter);
    if (!counter[0] && !name[0] && !filed->ticket[0]) {
        snprintf(out, size, "%s", filed->about == ABOUT_HALL ? sheet_say(s, "The hall") : sheet_say(s, "Not named"));
        return;
    }
    snprintf(out, size, "%s%s%s%s%s", filed->ticket, filed->ticket[0] && (counter[0] || name[0]) ? " · " : "",
             counter, counter[0] && name[0] ? " · " : "", name);
}

static void draw_facts(struct sheet *s)
{
    enum { GAP = 40, BELOW = 12 };
    char what[256];
    about(s, what, sizeof what);
    const struct {
        const char *label, *text;
    } rows[] = {{sheet_say(s, "About"), what},
                {sheet_say(s, "Contact"), s->filed->phone[0] ? s->filed->phone : sheet_say(s, "none, anonymous")}};
    struct style bold = sheet_style(s, ADVICE_TEXT, true), plain = sheet_style(s, ADVICE_TEXT, false);
    int labels = 0;
    for (int i = 0; i < 2; i++) {
        int width = sheet_width(s, bold, rows[i].label);
        if (width > labels) labels = width;
    }
    int x = s->margin + labels + GAP, max = s->width - s->margin - x;
    for (int i = 0; i < 2; i++) {
        int y = sheet_take(s, ADVICE_LINE) + ADVICE_LINE / 2;
        sheet_line(s, bold, labels, s->margin, y, ALIGN_LEFT, rows[i].label);
        int lines = sheet_lines(s, plain, max, x, y, ADVICE_NEXT_LINE, ALIGN_LEFT, rows[i].text);
        sheet_take(s, (lines - 1) * ADVICE_NEXT_LINE);
    }
    sheet_take(s, BELOW);
}

static bool draw_qr(struct sheet *s, const char *public_url, struct err *err)
{
    const struct sheet_uses uses = {
        sheet_say(s, "Scan by phone"), {sheet_say(s, "see how far it is"), sheet_say(s, "at any time")}, 2};
    char url[512];
    snprintf(url, sizeof url, "%s/c/%s", public_url, s->filed->token);
    return sheet_qr(s, url, &uses, s->filed->code, err);
}

static void draw_notes(struct sheet *s)
{
    enum { BELOW = 23 };
    const char *notes[] = {sheet_say(s, "Slip lost? Any counter can tell by the number."),
                           s->filed->phone[0] ? sheet_say(s, "Your number is used for this case only.") : ""};
    struct style plain = sheet_style(s, ADVICE_TEXT, false);
    for (int i = 0; i < 2; i++) {
        if (!notes[i][0]) continue;
        int y = sheet_take(s, ADVICE_LINE) + ADVICE_LINE / 2;
        int lines = sheet_lines(s, plain, s->inner, s->margin, y, ADVICE_NEXT_LINE, ALIGN_LEFT, notes[i]);
        sheet_take(s, (lines - 1) * ADVICE_NEXT_LINE);
    }
    sheet_take(s, BELOW);
}

struct bitmap *receipt_case(struct receipt_art *art, const struct hall *hall, const struct complaint *filed,
                            const char *public_url, int width, struct err *err)
{
    struct sheet s;
    if (!sheet_begin(&s, art, hall, filed->lang, width, err)) return NULL;
    s.filed = filed;
    sheet_head(&s);
    draw_title(&s);
    sheet_number(&s, filed->number, s.narrow ? NUMBER_NARROW : NUMBER);
    draw_facts(&s);
    if (!draw_qr(&s, public_url, err)) {
        bitmap_free(s.paper);
        return NULL;
    }
    sheet_dashes(&s);
    draw_notes(&s);
    sheet_leak(&s);
    sheet_closing(&s, sheet_say(&s, "Thank you for telling us"));
    return s.paper;
}
