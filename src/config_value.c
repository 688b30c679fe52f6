/* config_value.c - how each kind of value in kiosk.conf is read. */
#include <arpa/inet.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hostport.h"
#include "base/mem.h"
#include "config_table.h"
#include "print/printer.h"
#include "web/terminal.h"

bool code_is_wellformed(const char *code)
{
    size_t n = strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_-");
    return n > 0 && n < CODE_SIZE && code[n] == '\0';
}

/* ---- keys ---- */

/* One piece of a key, up to the next dot: what it stands for against a piece of the row's key. */
static bool piece_matches(const char *pattern, size_t n, const char *piece, struct key_match *out)
{
    long long number;
    if (n == 1 && pattern[0] == '#') {
        if (!str_to_int(piece, 1, MAX_DOCUMENTS, &number)) return false;
        out->index = (int)number - 1;
        return true;
    }
    if (n == 1 && pattern[0] == '*') {
        if (!code_is_wellformed(piece)) return false;
        return str_copy(out->code, sizeof out->code, piece);
    }
    return strlen(piece) == n && strncmp(pattern, piece, n) == 0;
}

static bool has_languages(enum value_type type)
{
    return type == VALUE_TEXT || type == VALUE_DOCUMENT || type == VALUE_REASON || type == VALUE_HOLIDAY;
}

bool setting_matches(const struct setting *setting, const char *key, struct key_match *out)
{
    char pieces[64];
    *out = (struct key_match){.lang = LANG_ZH_CN};
    if (!str_copy(pieces, sizeof pieces, key)) return false;
    char *rest = pieces;
    for (const char *p = setting->key; p;) {
        size_t n = strcspn(p, ".");
        char *piece = strsep(&rest, ".");
        if (!piece || !piece_matches(p, n, piece, out)) return false;
        p = p[n] ? p + n + 1 : NULL;
    }
    return !rest || (has_languages(setting->type) && lang_parse(rest, &out->lang));
}

/* ---- values ---- */

static bool read_text(const struct setting *s, const char *value, enum lang lang, struct text *at, struct err *err)
{
    if (!utf8_printable(value) || strchr(value, '\t')) return err_set(err, "holds a control character");
    size_t n = utf8_length(value);
    if ((long long)n < s->lo) return err_set(err, "is empty");
    if ((long long)n > s->hi) return err_set(err, "has %zu characters", n);
    free(at->in[lang]);
    at->in[lang] = n > 0 ? mem_strdup(value) : NULL;
    return true;
}

/* NAME | NOTE; the note may be left out. */
static bool read_document(const struct setting *s, const char *value, enum lang lang, struct document *at,
                          struct err *err)
{
    char copy[1024];
    str_copy(copy, sizeof copy, value);
    char *note = strchr(copy, '|');
    if (note) *note++ = '\0';
    if (!read_text(s, str_trim(copy), lang, &at->name, err)) return false;
    return !note || read_text(s, str_trim(note), lang, &at->note, err);
}

static bool read_seconds(const char *value, long long lo, long long hi, int *at)
{
    static const struct {
        const char *name;
        int seconds;
    } units[] = {{"", 1}, {"s", 1}, {"min", 60}, {"h", 3600}};
    char number[16];
    size_t n = strspn(value, "0123456789");
    if (n == 0 || n >= 9) return false;
    str_copy(number, n + 1, value);
    const char *unit = value + n + strspn(value + n, " ");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(unit, units[i].name) != 0) continue;
        long long seconds = atoll(number) * units[i].seconds;
        if (seconds < lo || seconds > hi) return false;
        *at = (int)seconds;
        return true;
    }
    return false;
}

/* N d, N h or none. */
static bool read_term(const char *value, long long lo, long long hi, struct term *at)
{
    char number[8];
    long long n;
    size_t digits = strspn(value, "0123456789");
    if (lo == 0 && strcmp(value, "none") == 0) {
        *at = (struct term){0};
        return true;
    }
    if (digits == 0 || digits >= sizeof number) return false;
    str_copy(number, digits + 1, value);
    const char *unit = value + digits + strspn(value + digits, " ");
    bool days = strcmp(unit, "d") == 0;
    if ((!days && strcmp(unit, "h") != 0) || !str_to_int(number, 1, days ? hi : hi * 24, &n)) return false;
    *at = days ? (struct term){.days = (int)n} : (struct term){.hours = (int)n};
    return true;
}

/* HH:MM up to 24:00, as minutes. */
static bool read_time(const char *value, int *at)
{
    int h, m, end = 0;
    if (strspn(value, "0123456789:") != strlen(value)) return false;
    if (sscanf(value, "%2d:%2d%n", &h, &m, &end) != 2 || value[end] || end != 5) return false;
    if (h > 24 || m > 59 || h * 60 + m > 24 * 60) return false;
    *at = h * 60 + m;
    return true;
}

/* HH:MM-HH:MM within one day. */
static bool read_span_of_day(const char *value, struct hours *at, struct err *err)
{
    char from[16];
    struct hours hours;
    size_t n = strcspn(value, "-");
    if (value[n] != '-' || n >= sizeof from) return false;
    str_copy(from, n + 1, value);
    if (!read_time(str_trim(from), &hours.opens) ||
        !read_time(value + n + 1 + strspn(value + n + 1, " "), &hours.closes))
        return false;
    if (hours.opens >= hours.closes) return err_set(err, "\"%s\" ends before it begins", value);
    *at = hours;
    return true;
}

static bool read_day_hours(const char *value, struct hours *at, struct err *err)
{
    if (!*value) return true;
    if (strcmp(value, "closed") != 0) return read_span_of_day(value, at, err);
    *at = (struct hours){0, 0};
    return true;
}

static bool read_hours(const char *value, struct hall *hall, struct err *err)
{
    struct hours hours;
    hall->always_open = strcmp(value, "always") == 0;
    if (hall->always_open) return true;
    if (!read_span_of_day(value, &hours, err)) return false;
    for (int i = 0; i < 7; i++) hall->week[i] = hours;
    return true;
}

/* HH:MM-HH:MM HH:MM-HH:MM …: one after the other */
static bool read_roster(const char *value, struct counter *at, struct err *err)
{
    char copy[128];
    if (!str_copy(copy, sizeof copy, value)) return false;
    char *rest = copy;
    at->shift_count = 0;
    for (char *word; (word = strsep(&rest, " \t,")) != NULL;) {
        struct hours hours;
        if (!*word) continue;
        if (at->shift_count == MAX_SHIFTS) return err_set(err, "has more than %d stretches", MAX_SHIFTS);
        if (!read_span_of_day(word, &hours, err)) return false;
        if (at->shift_count > 0 && hours.opens <= at->shifts[at->shift_count - 1].to)
            return err_set(err, "\"%s\" does not come after the stretch before it", word);
        at->shifts[at->shift_count++] = (struct shift){hours.opens, hours.closes};
    }
    return true;
}

/* YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD */
static bool read_days(const char *value, struct day_span *at, struct err *err)
{
    char copy[32];
    if (!str_copy(copy, sizeof copy, value)) return false;
    char *to = strstr(copy, "..");
    if (to) {
        *to = '\0';
        to += 2;
    }
    if (!clock_is_day(copy) || (to && !clock_is_day(to))) return err_set(err, "\"%s\" is no date", value);
    if (to && strcmp(to, copy) < 0) return err_set(err, "\"%s\" ends before it begins", value);
    str_copy(at->from, sizeof at->from, copy);
    return str_copy(at->to, sizeof at->to, to ? to : copy);
}

/* DAYS | the rest; returns the rest, "" when there is none. */
static const char *read_special(const char *value, char *copy, size_t size, struct special_day *at, struct err *err)
{
    str_copy(copy, size, value);
    char *rest = strchr(copy, '|');
    if (rest) *rest++ = '\0';
    if (!read_days(str_trim(copy), &at->days, err)) return NULL;
    return rest ? str_trim(rest) : "";
}

static bool read_holiday(const struct setting *s, const char *value, enum lang lang, struct special_day *at,
                         struct err *err)
{
    char copy[256];
    if (lang != LANG_ZH_CN) return read_text(s, value, lang, &at->name, err); /* only the name is translated */
    const char *name = read_special(value, copy, sizeof copy, at, err);
    return name && read_text(s, name, lang, &at->name, err);
}

static bool read_workday(const char *value, struct special_day *at, struct err *err)
{
    char copy[256];
    const char *hours = read_special(value, copy, sizeof copy, at, err);
    return hours && (!*hours || read_span_of_day(hours, &at->hours, err));
}

static const char *const weekdays[7] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

static bool read_weekdays(const struct setting *s, const char *value, unsigned *at, struct err *err)
{
    char copy[128];
    if (!str_copy(copy, sizeof copy, value)) return false;
    unsigned days = 0;
    char *rest = copy;
    for (char *word; (word = strsep(&rest, " \t,")) != NULL;) {
        int day = 0;
        if (!*word) continue;
        while (day < 7 && strcmp(word, weekdays[day]) != 0) day++;
        if (day == 7) return err_set(err, "\"%s\" is no weekday", word);
        days |= 1U << day;
    }
    if (!days && s->lo > 0) return err_set(err, "names no weekday");
    *at = days;
    return true;
}

static bool read_spans(const char *value, struct service *at, struct err *err)
{
    char copy[512];
    if (!str_copy(copy, sizeof copy, value)) return false;
    char *rest = copy;
    at->closed_count = 0;
    for (char *word; (word = strsep(&rest, " \t,")) != NULL;) {
        if (!*word) continue;
        if (at->closed_count == MAX_CLOSED_SPANS) return err_set(err, "names more than %d spans", MAX_CLOSED_SPANS);
        if (!read_days(word, &at->closed[at->closed_count], err)) return false;
        at->closed_count++;
    }
    return true;
}

int setting_most(const struct setting *setting)
{
    bool day = setting->type == VALUE_HOLIDAY || setting->type == VALUE_WORKDAY;
    return day ? MAX_SPECIAL_DAYS : setting->type == VALUE_DOCUMENT ? MAX_DOCUMENTS : MAX_REASONS;
}

static bool read_real(const char *value, double lo, double hi, double *at)
{
    char *end;
    if (value[0] == '\0' || strspn(value, "0123456789.") != strlen(value)) return false;
    double x = strtod(value, &end);
    if (*end || !isfinite(x) || x < lo || x > hi) return false;
    *at = x;
    return true;
}

static bool read_percent(const char *value, double *at)
{
    char number[16];
    size_t n = strcspn(value, "%");
    if (n >= sizeof number || (value[n] && value[n + 1])) return false;
    str_copy(number, n + 1, value);
    if (!read_real(str_trim(number), 0, 100, at)) return false;
    *at /= 100;
    return true;
}

static bool read_reach(const char *value, int *out)
{
    static const char *const names[] = {[TERMINAL_OFF] = "off", [TERMINAL_LOCAL] = "local", [TERMINAL_ON] = "on"};
    for (int i = 0; i < (int)(sizeof names / sizeof *names); i++) {
        if (strcmp(value, names[i]) != 0) continue;
        *out = i;
        return true;
    }
    return false;
}

static bool read_bool(const char *value, bool *at)
{
    bool yes = strcmp(value, "yes") == 0;
    if (!yes && strcmp(value, "no") != 0) return false;
    *at = yes;
    return true;
}

/* One the program has texts in. */
static bool read_lang(const char *value, enum lang *at)
{
    enum lang lang;
    if (!lang_parse(value, &lang) || !i18n_has(lang)) return false;
    *at = lang;
    return true;
}

static bool read_listen(const char *value)
{
    struct hostport at;
    return hostport_parse(value, 0, &at);
}

static bool read_address(const char *value)
{
    unsigned char bytes[sizeof(struct in6_addr)];
    return inet_pton(AF_INET, value, bytes) == 1 || inet_pton(AF_INET6, value, bytes) == 1;
}

static bool read_url(const char *value)
{
    if (value[0] == '\0') return true;
    size_t scheme = strncmp(value, "https://", 8) == 0 ? 8 : strncmp(value, "http://", 7) == 0 ? 7 : 0;
    size_t n = strlen(value);
    if (scheme == 0 || n == scheme || value[n - 1] == '/') return false;
    for (const char *p = value; *p; p++)
        if (*p <= ' ' || *p > '~' || strchr("\"<>\\^`{|}?#", *p)) return false;
    return true;
}

static bool read_services(const struct setting *s, const struct hall *hall, const char *value,
                          struct service_list *at, struct err *err)
{
    char copy[1024];
    str_copy(copy, sizeof copy, value);
    char *rest = copy;
    at->count = 0;
    for (char *word; (word = strsep(&rest, " \t,")) != NULL;) {
        if (!*word) continue;
        int service = hall_service(hall, word);
        if (service < 0) return err_set(err, "names the unknown service \"%s\"", word);
        for (int i = 0; i < at->count; i++)
            if (at->index[i] == service) return err_set(err, "names \"%s\" twice", word);
        at->index[at->count++] = service;
    }
    if (at->count < s->lo) return err_set(err, "names no service");
    if (s->hi && at->count > s->hi) return err_set(err, "names more than %lld services", s->hi);
    return true;
}

static bool read_letters(const char *value, const char *letters, size_t size)
{
    size_t n = strspn(value, letters);
    return n > 0 && n < size && value[n] == '\0';
}

/* A value kept as it is written, once it was found fit. */
static bool keep(bool fit, const char *value, char *at, size_t size)
{
    return fit && str_copy(at, size, value);
}

/* A number, or one of a few words. */
static bool read_scalar(const struct setting *setting, const char *value, void *at)
{
    long long number;
    switch (setting->type) {
    case VALUE_TIME:
        return read_time(value, at) && *(int *)at < 24 * 60;
    case VALUE_TERM:
        return read_term(value, setting->lo, setting->hi, at);
    case VALUE_SECONDS:
        return read_seconds(value, setting->lo, setting->hi, at);
    case VALUE_INT:
        if (!str_to_int(value, setting->lo, setting->hi, &number)) return false;
        *(int *)at = (int)number;
        return true;
    case VALUE_REAL:
        return read_real(value, (double)setting->lo, (double)setting->hi, at);
    case VALUE_PERCENT:
        return read_percent(value, at);
    case VALUE_BOOL:
        return read_bool(value, at);
    case VALUE_LANG:
        return read_lang(value, at);
    case VALUE_REACH:
        return read_reach(value, at);
    default:
        return false;
    }
}

/* A value that is kept as it is written. */
static bool read_string(const struct setting *setting, const char *value, char *at)
{
    size_t size = (size_t)setting->hi;
    switch (setting->type) {
    case VALUE_STRING:
        return keep(utf8_printable(value) && (long long)strlen(value) >= setting->lo, value, at, size);
    case VALUE_CODE:
        return keep(code_is_wellformed(value), value, at, CODE_SIZE);
    case VALUE_PREFIX:
        return keep(read_letters(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", PREFIX_SIZE), value, at, PREFIX_SIZE);
    case VALUE_PHONE:
        return keep(read_letters(value, "0123456789+- ", size), value, at, size);
    case VALUE_ZONE:
        return keep(clock_zone(value), value, at, size);
    case VALUE_LISTEN:
        return keep(read_listen(value), value, at, size);
    case VALUE_ADDRESS:
        return keep(!*value || read_address(value), value, at, size);
    case VALUE_URL:
        return keep(read_url(value), value, at, size);
    case VALUE_DEVICE:
        return keep(printer_device_ok(value, NULL), value, at, size);
    default:
        return read_scalar(setting, value, at);
    }
}

bool setting_read(const struct setting *setting, const struct hall *hall, const char *value, enum lang lang, void *at,
                  struct err *err)
{
    err->text[0] = '\0';
    switch (setting->type) {
    case VALUE_TEXT:
        return read_text(setting, value, lang, at, err);
    case VALUE_DOCUMENT:
        return read_document(setting, value, lang, at, err);
    case VALUE_REASON:
        return read_text(setting, value, lang, &((struct reason *)at)->name, err);
    case VALUE_HOURS:
        return read_hours(value, at, err);
    case VALUE_DAY_HOURS:
        return read_day_hours(value, at, err);
    case VALUE_HOLIDAY:
        return read_holiday(setting, value, lang, at, err);
    case VALUE_WORKDAY:
        return read_workday(value, at, err);
    case VALUE_WEEKDAYS:
        return read_weekdays(setting, value, at, err);
    case VALUE_SPANS:
        return read_spans(value, at, err);
    case VALUE_ROSTER:
        return read_roster(value, at, err);
    case VALUE_SERVICES:
        return read_services(setting, hall, value, at, err);
    default:
        return read_string(setting, value, at);
    }
}
