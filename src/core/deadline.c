#include "core/deadline.h"

#include <string.h>

enum {
    HOUR_MS = 3600 * 1000,
    LAST_MINUTE =
        24 * 60 - 1,       /* a hall that closes at midnight: due on that day, not at the next one's first moment */
    SEARCH_DAYS = 2 * 366, /* without a working day for so long, the conf names none: any day will do */
};

bool deadline_workday(const struct hall *hall, const char *day)
{
    if (hall_makeup_day(hall, day)) return true;
    return !hall_holiday(hall, day) && (hall->workdays_of_week >> hall_weekday(day) & 1U);
}

/* The first working day after that date. */
static void next_workday(const struct hall *hall, const char *after, char out[CLOCK_DAY])
{
    clock_add_days(after, 1, out);
    for (int i = 0; i < SEARCH_DAYS && !deadline_workday(hall, out); i++) clock_add_days(out, 1, out);
}

/* The date of day N: that of `from` counts for nothing. */
static void nth_workday(const struct hall *hall, ms_t from, int n, char out[CLOCK_DAY])
{
    clock_day(from, 0, out);
    for (int i = 0; i < n; i++) next_workday(hall, out, out);
}

static ms_t after_hours(const struct hall *hall, ms_t from, int hours)
{
    char day[CLOCK_DAY];
    ms_t end = from + (ms_t)hours * HOUR_MS;
    clock_day(end, 0, day);
    if (deadline_workday(hall, day)) return end;
    struct tm tm = clock_local(end);
    next_workday(hall, day, day);
    return hall_minute(day, tm.tm_hour * 60 + tm.tm_min) + end % (60 * 1000);
}

ms_t deadline_on(const struct hall *hall, const char *day)
{
    struct hours hours = hall_hours(hall, day);
    bool open = hours.opens < hours.closes; /* a working day on which the hall is shut lasts until midnight */
    return hall_minute(day, open && hours.closes < LAST_MINUTE ? hours.closes : LAST_MINUTE);
}

ms_t deadline_due(const struct hall *hall, ms_t from, struct term term)
{
    char day[CLOCK_DAY];
    if (term.hours > 0) return after_hours(hall, from, term.hours);
    if (term.days <= 0) return 0;
    nth_workday(hall, from, term.days, day);
    return deadline_on(hall, day);
}

ms_t deadline_goes_up(const struct hall *hall, ms_t from, struct term term)
{
    char day[CLOCK_DAY];
    if (term.hours > 0) return after_hours(hall, from, term.hours);
    if (term.days <= 0) return 0;
    nth_workday(hall, from, term.days, day);
    return hall_minute(day, hall_hours(hall, day).opens);
}

/* Working days after the first date until the second, which is the later one; 1 at least. */
static int workdays_between(const struct hall *hall, const char *first, const char *second)
{
    char day[CLOCK_DAY];
    int n = 0;
    memcpy(day, first, sizeof day);
    while (n < DEADLINE_FAR && strcmp(day, second) < 0) {
        next_workday(hall, day, day);
        if (strcmp(day, second) <= 0) n++;
    }
    return n > 0 ? n : 1;
}

int deadline_days_left(const struct hall *hall, ms_t now, ms_t due)
{
    char today[CLOCK_DAY], last[CLOCK_DAY];
    clock_day(now, 0, today);
    clock_day(due, 0, last);
    int order = strcmp(today, last);
    if (order == 0) return 0;
    return order < 0 ? workdays_between(hall, today, last) : -workdays_between(hall, last, today);
}
