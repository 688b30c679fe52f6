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

void words_date(enum lang lang, ms_t t, char out[WORDS])
{
    char weekday[WORDS], day[WORDS];

    words_weekday(lang, t, weekday);
    words_day(lang, t, day);
    snprintf(out, WORDS, tr(lang, "%1$s %2$s"), weekday, day);
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
