#include "ui/words.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/wait.h"

static const char *month_name(enum lang lang, int month)
{
    static const char *const names[12] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
                                          N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};

    return tr(lang, names[month % 12]);
}

void words_day(enum lang lang, ms_t t, char out[WORDS])
{
    struct tm tm = clock_local(t);

    snprintf(out, WORDS, tr(lang, "%1$d %2$s"), tm.tm_mday, month_name(lang, tm.tm_mon));
}

void words_weekday(enum lang lang, ms_t t, char out[WORDS])
{
    static const char *const names[7] = {N_("Sun"), N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat")};

    str_copy(out, WORDS, tr(lang, names[clock_local(t).tm_wday % 7]));
}

void words_weekday_brief(enum lang lang, ms_t t, char out[WORDS])
{
    static const char *const names[7] = {NC_("brief", "Sun"), NC_("brief", "Mon"), NC_("brief", "Tue"),
                                         NC_("brief", "Wed"), NC_("brief", "Thu"), NC_("brief", "Fri"),
                                         NC_("brief", "Sat")};

    str_copy(out, WORDS, trc(lang, "brief", names[clock_local(t).tm_wday % 7]));
}

void words_date(enum lang lang, ms_t t, char out[WORDS])
{
    char weekday[WORDS], day[WORDS];

    words_weekday(lang, t, weekday);
    words_day(lang, t, day);
    snprintf(out, WORDS, tr(lang, "%1$s %2$s"), weekday, day);
}

void words_days(enum lang lang, ms_t from, ms_t to, char out[2 * WORDS])
{
    struct tm first = clock_local(from), last = clock_local(to);
    char day[WORDS], until[WORDS];

    words_day(lang, from, day);
    words_day(lang, to, until);
    if (first.tm_year == last.tm_year && first.tm_yday == last.tm_yday)
        str_copy(out, 2 * WORDS, day);
    else if (first.tm_year == last.tm_year && first.tm_mon == last.tm_mon)
        snprintf(out, 2 * WORDS, tr(lang, "%1$d–%2$d %3$s"), first.tm_mday, last.tm_mday,
                 month_name(lang, first.tm_mon));
    else
        snprintf(out, 2 * WORDS, "%.90s–%.90s", day, until);
}

void words_when(enum lang lang, ms_t now, ms_t t, char out[WORDS])
{
    char today[CLOCK_DAY], tomorrow[CLOCK_DAY], next_week[CLOCK_DAY], day[CLOCK_DAY], hhmm[8], named[WORDS];

    clock_day(now, 0, today);
    clock_add_days(today, 1, tomorrow);
    clock_add_days(today, 7, next_week);
    clock_day(t, 0, day);
    clock_hhmm(t, hhmm);
    if (strcmp(day, today) == 0) {
        str_copy(out, WORDS, hhmm);
    } else if (strcmp(day, tomorrow) == 0) {
        snprintf(out, WORDS, tr(lang, "tomorrow %s"), hhmm);
    } else {
        if (strcmp(day, next_week) < 0)
            words_weekday(lang, t, named);
        else
            words_day(lang, t, named);
        snprintf(out, WORDS, "%.80s %s", named, hhmm);
    }
}

void words_hours(const struct hall *hall, ms_t t, char out[WORDS])
{
    struct hours hours = hall_hours_at(hall, t);

    out[0] = '\0';
    if (hours.opens == hours.closes) return;
    snprintf(out, WORDS, "%02d:%02d–%02d:%02d", hours.opens / 60, hours.opens % 60, hours.closes / 60,
             hours.closes % 60);
}

bool words_opens_today(const struct hall *hall, ms_t now)
{
    char today[CLOCK_DAY], then[CLOCK_DAY];

    clock_day(now, 0, today);
    clock_day(hall_next_open(hall, now), 0, then);
    return strcmp(today, then) == 0;
}

bool words_range(const struct wait *wait, char out[WORDS])
{
    int lo, hi;

    out[0] = '\0';
    if (!wait->known || !wait_minutes(wait, &lo, &hi)) return false;
    snprintf(out, WORDS, "%d–%d", lo, hi);
    return true;
}

const char *words_no_range(enum lang lang, const struct wait *wait, bool open)
{
    if (!open) return tr(lang, "No counter open yet");
    return wait->known ? tr(lang, "No wait now") : tr(lang, "Wait unknown");
}

const char *words_no_range_brief(enum lang lang, const struct wait *wait, bool open)
{
    if (!open) return tr(lang, "No counter yet");
    return wait->known ? tr(lang, "No wait") : tr(lang, "Wait unknown");
}

const char *words_comma(enum lang lang)
{
    return lang == LANG_EN ? ", " : "，";
}
