/* The day's closing report: figures of the day, and where the journal ends as 64 characters to hold it to. */
#include <stdio.h>
#include <string.h>

#include "core/report.h"
#include "print/receipt.h"
#include "print/sheet.h"

enum { ROW = 43, SMALL = LEAST_TEXT, PLAIN = 28, VALUE = 32, GAP = 12 };

static void draw_title(struct sheet *s, ms_t made_at)
{
    enum { LINE = 84, MIDDLE = 46 };
    char time[64];
    struct tm at = clock_local(made_at);
    int y = sheet_take(s, LINE) + MIDDLE;
    strftime(time, sizeof time, sheet_say(s, "%-d %b %H:%M"), &at);
    int room = s->inner - GAP - sheet_width(s, sheet_style(s, PLAIN, false), time);
    sheet_line(s, sheet_style(s, 36, true), room, s->margin, y, ALIGN_LEFT, sheet_say(s, "Closing report"));
    sheet_line(s, sheet_style(s, PLAIN, false), s->inner, s->width - s->margin, y, ALIGN_RIGHT, time);
}

static void draw_boxes(struct sheet *s, const struct closing_figures *f)
{
    enum {
        BOXES = 4,
        HEIGHT = 122,
        LINE = 4,
        RADIUS = 16,
        LABEL_MIDDLE = 31,
        VALUE_MIDDLE = 81,
        PADDING = 8,
        SIZE = 52
    };
    const struct {
        const char *label;
        int n;
    } boxes[BOXES] = {{sheet_say(s, "Tickets"), f->issued},
                      {sheet_say(s, "Served"), f->served},
                      {sheet_say(s, "Absent"), f->absent},
                      {sheet_say(s, "Cancelled"), f->cancelled}};
    int top = sheet_take(s, HEIGHT), width = s->inner / BOXES, max = width - LINE - 2 * PADDING;
    bitmap_box(s->paper, s->margin, top, s->inner, HEIGHT, RADIUS, LINE);
    for (int i = 0; i < BOXES; i++) {
        char n[16];
        int left = s->margin + i * width, middle = left + width / 2;
        snprintf(n, sizeof n, "%d", boxes[i].n);
        if (i > 0) bitmap_fill(s->paper, left - LINE / 2, top, LINE, HEIGHT, true);
        sheet_line(s, sheet_style(s, 26, false), max, middle, top + LABEL_MIDDLE, ALIGN_CENTRE, boxes[i].label);
        sheet_line(s, sheet_style(s, SIZE, true), max, middle, top + VALUE_MIDDLE, ALIGN_CENTRE, n);
    }
}

static void draw_section(struct sheet *s, const char *name)
{
    enum { ABOVE = 19, HEIGHT = 40, BELOW = 4, PADDING = 14, RADIUS = 8, TEXT = 26 };
    struct style bold = sheet_style(s, TEXT, true);
    int top = sheet_take(s, ABOVE + HEIGHT + BELOW) + ABOVE;
    bitmap_fill_round(s->paper, s->margin, top, sheet_width(s, bold, name) + 2 * PADDING, HEIGHT, RADIUS, true);
    lettering_draw(s->art->lettering, bold, s->paper, s->margin + PADDING, top + HEIGHT / 2 + 1, ALIGN_LEFT, false,
                   name);
}

/* Label, what it is made of (small), value. Where all three are too long the small one goes below them. */
static void draw_row(struct sheet *s, const char *label, const char *small, const char *value)
{
    enum { BELOW = 36 };
    struct style plain = sheet_style(s, PLAIN, false), little = sheet_style(s, SMALL, false),
                 bold = sheet_style(s, VALUE, true);
    int y = sheet_take(s, ROW) + ROW / 2, right = s->width - s->margin;
    int value_width = sheet_width(s, bold, value), small_width = sheet_width(s, little, small);
    int room = s->inner - value_width - GAP;
    bool beside = sheet_width(s, plain, label) + GAP + small_width <= room;
    sheet_line(s, plain, beside ? room - small_width - GAP : room, s->margin, y, ALIGN_LEFT, label);
    lettering_draw(s->art->lettering, bold, s->paper, right, y, ALIGN_RIGHT, true, value);
    if (!*small) return;
    if (!beside) y = sheet_take(s, BELOW) + BELOW / 2;
    sheet_line(s, little, beside ? small_width : s->inner, beside ? right - value_width - GAP : right, y, ALIGN_RIGHT,
               small);
}

/* ---- the figures ---- */

enum { WORDS = 96 };

static void minutes(const struct sheet *s, int seconds, char out[WORDS])
{
    snprintf(out, WORDS, sheet_say(s, "%d min"), (seconds + 59) / 60);
}

/* k of n as a share, "–" of none. */
static void share(int k, int n, char of[WORDS], char out[WORDS])
{
    of[0] = '\0';
    snprintf(out, WORDS, "–");
    if (n == 0) return;
    snprintf(of, WORDS, "%d / %d", k, n);
    snprintf(out, WORDS, "%.1f%%", 100.0 * k / n);
}

static void draw_waits(struct sheet *s, const struct closing_figures *f)
{
    char label[WORDS], small[WORDS], value[WORDS], time[8];
    draw_section(s, sheet_say(s, "Waiting"));
    snprintf(label, sizeof label, sheet_say(s, "Called within %d min"), f->wait_target_s / 60);
    share(f->within_target, f->called, small, value);
    draw_row(s, label, small, value);
    if (f->called == 0) return;
    snprintf(small, sizeof small, sheet_say(s, "90%% within %d min"), (f->wait_p90_s + 59) / 60);
    minutes(s, f->wait_median_s, value);
    draw_row(s, sheet_say(s, "Median"), small, value);
    if (!f->longest[0]) return;
    clock_hhmm(f->longest_at, time);
    snprintf(small, sizeof small, sheet_say(s, "%s, at %s"), f->longest, time);
    minutes(s, f->wait_longest_s, value);
    draw_row(s, sheet_say(s, "Longest"), small, value);
}

static void draw_handling(struct sheet *s, const struct closing_figures *f)
{
    char small[WORDS], value[WORDS];
    if (f->service_count == 0) return;
    draw_section(s, sheet_say(s, "Handling"));
    for (int i = 0; i < f->service_count; i++) {
        int service = hall_service(s->hall, f->services[i].code), target = f->services[i].target_s;
        const char *name = service < 0 ? f->services[i].code : text_in(&s->hall->services[service].name, s->lang);
        small[0] = '\0';
        if (target) snprintf(small, sizeof small, sheet_say(s, "target %d:%02d"), target / 60, target % 60);
        snprintf(value, sizeof value, "%d:%02d", f->services[i].mean_s / 60, f->services[i].mean_s % 60);
        draw_row(s, name, small, value);
    }
}

static void draw_ratings(struct sheet *s, const struct closing_figures *f)
{
    enum { LINE = 36 };
    char small[WORDS], value[WORDS], text[WORDS];
    bool enough = f->rated >= REPORT_LEAST;
    struct interval range = wilson95(f->satisfied, f->rated);
    draw_section(s, sheet_say(s, "Ratings"));
    share(f->satisfied, f->rated, small, value);
    draw_row(s, sheet_say(s, "Satisfaction"), small, enough ? value : sheet_say(s, "too few"));
    if (enough) {
        snprintf(text, sizeof text, sheet_say(s, "95%% interval %.1f–%.1f%%, %.1f%% rated"), range.lo * 100,
                 range.hi * 100, f->served ? 100.0 * f->rated / f->served : 0);
        int y = sheet_take(s, LINE) + LINE / 2;
        sheet_line(s, sheet_style(s, SMALL, false), s->inner, s->margin, y, ALIGN_LEFT, text);
    }
    snprintf(value, sizeof value, trc(s->lang, "count of ratings", "%d"), f->bad);
    draw_row(s, sheet_say(s, "Bad ratings"), f->bad ? sheet_say(s, "each has opened a case") : "", value);
}

static void draw_cases(struct sheet *s, const struct closing_figures *f)
{
    const struct {
        const char *label;
        int n;
    } rows[] = {{sheet_say(s, "Filed"), f->filed},
                {sheet_say(s, "Resolved"), f->resolved},
                {sheet_say(s, "Overdue"), f->overdue}};
    draw_section(s, sheet_say(s, "Cases"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char value[WORDS];
        snprintf(value, sizeof value, trc(s->lang, "count of cases", "%d"), rows[i].n);
        draw_row(s, rows[i].label, "", value);
    }
}

/* Number, who sat there, how many they served, how long each took. */
static void draw_counters(struct sheet *s, const struct closing_figures *f)
{
    enum { MEAN_ROOM = 108, SERVED_ROOM = 128 };
    if (f->counter_count == 0) return;
    draw_section(s, sheet_say(s, "Counters"));
    struct style plain = sheet_style(s, PLAIN, false), bold = sheet_style(s, PLAIN, true);
    for (int i = 0; i < f->counter_count; i++) {
        char number[WORDS], served[WORDS], mean[WORDS];
        int y = sheet_take(s, ROW) + ROW / 2, right = s->width - s->margin;
        snprintf(number, sizeof number, sheet_say(s, "No. %d"), f->counters[i].counter);
        snprintf(served, sizeof served, sheet_say(s, "%d served"), f->counters[i].served);
        snprintf(mean, sizeof mean, "%d:%02d", f->counters[i].mean_s / 60, f->counters[i].mean_s % 60);
        int name = s->margin + sheet_width(s, bold, number) + 2 * GAP;
        sheet_line(s, bold, s->inner, s->margin, y, ALIGN_LEFT, number);
        sheet_line(s, plain, right - MEAN_ROOM - SERVED_ROOM - name, name, y, ALIGN_LEFT, f->counters[i].name);
        sheet_line(s, plain, SERVED_ROOM, right - MEAN_ROOM, y, ALIGN_RIGHT, served);
        sheet_line(s, plain, MEAN_ROOM, right, y, ALIGN_RIGHT, mean);
    }
}

static void draw_receipts(struct sheet *s, const struct closing_figures *f)
{
    char small[WORDS], value[WORDS];
    draw_section(s, sheet_say(s, "Receipts"));
    snprintf(small, sizeof small, sheet_say(s, "%d not printed"), f->unprinted);
    snprintf(value, sizeof value, trc(s->lang, "count of slips", "%d"), f->printed);
    draw_row(s, sheet_say(s, "Printed"), small, value);
}

/* ---- the journal's end, who signs ---- */

/* 184,203 */
static void thousands(int64_t n, char out[32])
{
    char digits[24];
    size_t length = (size_t)snprintf(digits, sizeof digits, "%lld", (long long)n), at = 0;
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) out[at++] = ',';
        out[at++] = digits[i];
    }
    out[at] = '\0';
}

static void draw_hash(struct sheet *s, const char *hash)
{
    enum { GROUPS = 4, DIGITS = 4, PITCH = 44, PADDING = 15, LINE = 3, RADIUS = 16, SIZE = 34, BELOW = 14 };
    int height = GROUPS * PITCH + 2 * PADDING, top = sheet_take(s, height + BELOW), column = s->inner / GROUPS;
    bitmap_box(s->paper, s->margin, top, s->inner, height, RADIUS, LINE);
    for (int i = 0; i < GROUPS * GROUPS && strlen(hash) >= (size_t)(i + 1) * DIGITS; i++) {
        char group[DIGITS + 1];
        snprintf(group, sizeof group, "%.*s", DIGITS, hash + i * DIGITS);
        int x = s->margin + i % GROUPS * column + column / 2, y = top + PADDING + i / GROUPS * PITCH + PITCH / 2;
        sheet_line(s, sheet_style(s, SIZE, true), column - GAP, x, y, ALIGN_CENTRE, group);
    }
}

static void draw_journal(struct sheet *s, const struct closing *closing)
{
    enum { PITCH = 34, BELOW = 56 };
    char count[32], entry[WORDS];
    thousands(closing->entry, count);
    snprintf(entry, sizeof entry, sheet_say(s, "entry %s"), count);
    int y = sheet_take(s, ROW + 4) + ROW / 2;
    int room = s->inner - GAP - sheet_width(s, sheet_style(s, PLAIN, false), entry);
    sheet_line(s, sheet_style(s, PLAIN, true), room, s->margin, y, ALIGN_LEFT, sheet_say(s, "The journal ends"));
    sheet_line(s, sheet_style(s, PLAIN, false), s->inner, s->width - s->margin, y, ALIGN_RIGHT, entry);
    draw_hash(s, closing->hash);
    y = sheet_take(s, PITCH) + PITCH / 2;
    int lines = sheet_lines(s, sheet_style(s, SMALL, false), s->inner, s->margin, y, PITCH, ALIGN_LEFT,
                            sheet_say(s, "Every record up to now is in these 64 characters: change one, and they no"
                                         " longer fit. Please pin this into the duty book."));
    sheet_take(s, (lines - 1) * PITCH + BELOW);
}

static void draw_signatures(struct sheet *s)
{
    enum { BETWEEN = 24, LINE = 3, LABEL = 52 };
    const char *const who[] = {sheet_say(s, "Closed up by"), sheet_say(s, "Duty supervisor")};
    int width = (s->inner - BETWEEN) / 2, top = sheet_take(s, LINE + LABEL);
    for (int i = 0; i < 2; i++) {
        int x = s->margin + i * (width + BETWEEN);
        bitmap_fill(s->paper, x, top, width, LINE, true);
        sheet_line(s, sheet_style(s, PLAIN, false), width, x, top + LINE + LABEL / 2, ALIGN_LEFT, who[i]);
    }
}

static void draw_thanks(struct sheet *s, ms_t made_at)
{
    enum { DAY_MS = 24 * 3600 * 1000 };
    char time[64], text[WORDS * 2];
    ms_t opens = hall_next_open(s->hall, hall_day_start(s->hall, made_at) + DAY_MS);
    struct tm at = clock_local(opens);
    strftime(time, sizeof time, sheet_say(s, "%-d %b %H:%M"), &at);
    snprintf(text, sizeof text, sheet_say(s, "Thank you all, see you on %s"), time);
    sheet_closing(s, opens && !s->hall->always_open ? text : sheet_say(s, "Thank you all"));
}

struct bitmap *receipt_closing(struct receipt_art *art, const struct hall *hall, const struct closing *closing,
                               int width, struct err *err)
{
    const struct closing_figures *f = &closing->figures;
    struct sheet s;
    if (!sheet_begin(&s, art, hall, closing->lang, width, err)) return NULL;
    sheet_head(&s);
    draw_title(&s, closing->made_at);
    draw_boxes(&s, f);
    draw_waits(&s, f);
    draw_handling(&s, f);
    draw_ratings(&s, f);
    draw_cases(&s, f);
    draw_counters(&s, f);
    draw_receipts(&s, f);
    sheet_dashes(&s);
    draw_journal(&s, closing);
    draw_signatures(&s);
    draw_thanks(&s, closing->made_at);
    return s.paper;
}
