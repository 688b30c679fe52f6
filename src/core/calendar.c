/* When the hall is open and a service is offered. Pure functions of the conf and a time. */
#include <stdio.h>
#include <string.h>

#include "core/service.h"

enum { YEAR_DAYS = 366, MIDNIGHT = 24 * 60, MONDAY = 1 };

static void calendar_date(ms_t t, char out[CLOCK_DAY])
{
    clock_day(t, 0, out);
}

ms_t hall_minute(const char *day, int minute)
{
    int y = 1970, m = 1, d = 1;
    sscanf(day, "%4d-%2d-%2d", &y, &m, &d);
    return clock_from_local(y, m, d, minute / 60, minute % 60);
}

int hall_weekday(const char *day)
{
    return clock_local(hall_minute(day, 12 * 60)).tm_wday;
}

static bool within(const struct day_span *span, const char *day)
{
    return strcmp(day, span->from) >= 0 && strcmp(day, span->to) <= 0;
}

void hall_day(const struct hall *hall, ms_t t, char out[CLOCK_DAY])
{
    clock_day(t, hall->day_starts, out);
}

ms_t hall_day_start(const struct hall *hall, ms_t t)
{
    char day[CLOCK_DAY];
    hall_day(hall, t, day);
    return hall_minute(day, hall->day_starts);
}

static const struct special_day *find(const struct special_day *days, int count, const char *day)
{
    for (int i = 0; i < count; i++)
        if (within(&days[i].days, day)) return &days[i];
    return NULL;
}

const struct special_day *hall_makeup_day(const struct hall *hall, const char *day)
{
    return find(hall->workdays, hall->workday_count, day);
}

const struct special_day *hall_holiday(const struct hall *hall, const char *day)
{
    return hall_makeup_day(hall, day) ? NULL : find(hall->holidays, hall->holiday_count, day);
}

struct hours hall_hours(const struct hall *hall, const char *day)
{
    if (hall->always_open) return (struct hours){0, MIDNIGHT};
    const struct special_day *worked = hall_makeup_day(hall, day);
    if (worked) return worked->hours.closes ? worked->hours : hall->week[MONDAY];
    return hall_holiday(hall, day) ? (struct hours){0, 0} : hall->week[hall_weekday(day)];
}

struct hours hall_hours_at(const struct hall *hall, ms_t t)
{
    char day[CLOCK_DAY];
    calendar_date(t, day);
    return hall_hours(hall, day);
}

static int minute_of_day(ms_t t)
{
    struct tm tm = clock_local(t);
    return tm.tm_hour * 60 + tm.tm_min;
}

bool hall_is_open(const struct hall *hall, ms_t t)
{
    struct hours h = hall_hours_at(hall, t);
    int minute = minute_of_day(t);
    return minute >= h.opens && minute < h.closes;
}

/* Is that service offered on that date, as far as the calendar goes? */
static bool offered_on(const struct hall *hall, int service, const char *day)
{
    const struct service *s = &hall->services[service];
    if (s->weekdays && !(s->weekdays >> hall_weekday(day) & 1U)) return false;
    for (int i = 0; i < s->closed_count; i++)
        if (within(&s->closed[i], day)) return false;
    return true;
}

/* The first opening at or after t, on a date that suits the service (-1: any). Dates are stepped at noon, so
 * that a day of 23 or 25 hours is no trouble. */
static ms_t next_opening(const struct hall *hall, int service, ms_t t)
{
    char day[CLOCK_DAY];
    calendar_date(t, day);
    for (int i = 0; i < YEAR_DAYS; i++) {
        struct hours h = hall_hours(hall, day);
        ms_t opens = hall_minute(day, h.opens);
        bool suits = h.opens < h.closes && (service < 0 || offered_on(hall, service, day));
        if (suits && opens >= t) return opens;
        clock_add_days(day, 1, day);
    }
    return 0;
}

ms_t hall_next_open(const struct hall *hall, ms_t t)
{
    return hall_is_open(hall, t) ? t : next_opening(hall, -1, t);
}

const char *offer_name(enum offer offer)
{
    static const char *const names[] = {"now", "hall_closed", "after_last_ticket", "not_today", "sold_out"};
    return names[offer];
}

enum offer hall_offer(const struct hall *hall, int service, ms_t t, int issued)
{
    char day[CLOCK_DAY];
    const struct service *s = &hall->services[service];
    calendar_date(t, day);
    if (!hall_is_open(hall, t)) return OFFER_HALL_CLOSED;
    if (!offered_on(hall, service, day)) return OFFER_NOT_TODAY;
    if (!hall->always_open && t >= hall_minute(day, hall_hours(hall, day).closes) - (ms_t)hall->last_ticket_s * 1000)
        return OFFER_AFTER_LAST;
    return s->cap && issued >= s->cap ? OFFER_SOLD_OUT : OFFER_NOW;
}

ms_t hall_next_offer(const struct hall *hall, int service, ms_t t)
{
    return next_opening(hall, service, t);
}
