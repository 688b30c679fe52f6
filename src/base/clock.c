#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static ms_t of(clockid_t id)
{
    struct timespec ts;
    clock_gettime(id, &ts);
    return (ms_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static ms_t system_now(void *arg)
{
    (void)arg;
    return of(CLOCK_REALTIME);
}

const struct clock clock_system = {system_now, NULL};

static ms_t fake_now(void *arg)
{
    return *(const ms_t *)arg;
}

struct clock clock_fake(ms_t *at)
{
    return (struct clock){fake_now, at};
}

ms_t clock_now(const struct clock *clock)
{
    return clock->now(clock->arg);
}

ms_t clock_monotonic(void)
{
    return of(CLOCK_MONOTONIC);
}

bool clock_zone(const char *name)
{
    char path[256];
    /* tzset() takes an unknown name for UTC without a word, so look for the file it would read. */
    if (!*name || *name == '/' || strstr(name, "..")) return false;
    snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
    if (access(path, R_OK) != 0 && strcmp(name, "UTC") != 0) return false;
    setenv("TZ", name, 1);
    tzset();
    return true;
}

struct tm clock_local(ms_t t)
{
    struct tm tm = {0};
    time_t s = (time_t)(t / 1000 - (t % 1000 < 0));
    localtime_r(&s, &tm);
    return tm;
}

ms_t clock_from_local(int year, int month, int day, int hour, int minute)
{
    struct tm tm = {.tm_year = year - 1900,
                    .tm_mon = month - 1,
                    .tm_mday = day,
                    .tm_hour = hour,
                    .tm_min = minute,
                    .tm_isdst = -1};
    return (ms_t)mktime(&tm) * 1000;
}

void clock_rfc3339(ms_t t, char out[CLOCK_RFC3339])
{
    struct tm tm = clock_local(t);
    long off = tm.tm_gmtoff / 60;
    char when[24];
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%S", &tm);
    snprintf(out, CLOCK_RFC3339, "%s%c%02ld:%02ld", when, off < 0 ? '-' : '+', labs(off) / 60 % 24, labs(off) % 60);
}

void clock_hhmm(ms_t t, char out[8])
{
    struct tm tm = clock_local(t);
    strftime(out, 8, "%H:%M", &tm);
}

static void write_day(const struct tm *tm, char out[CLOCK_DAY])
{
    /* Years outside 0-9999 do not fit the form; such a clock is broken anyway. */
    if (strftime(out, CLOCK_DAY, "%Y-%m-%d", tm) == 0) strcpy(out, "9999-12-31");
}

void clock_day(ms_t t, int day_starts, char out[CLOCK_DAY])
{
    struct tm tm = clock_local(t);
    if (tm.tm_hour * 60 + tm.tm_min < day_starts) {
        struct tm before = {
            .tm_year = tm.tm_year, .tm_mon = tm.tm_mon, .tm_mday = tm.tm_mday - 1, .tm_hour = 12, .tm_isdst = -1};
        mktime(&before);
        tm = before;
    }
    write_day(&tm, out);
}

static bool parse_day(const char *s, int *y, int *m, int *d)
{
    char tail;
    if (!s || strlen(s) != 10 || s[4] != '-' || s[7] != '-') return false;
    for (int i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (s[i] < '0' || s[i] > '9')) return false;
    return sscanf(s, "%4d-%2d-%2d%c", y, m, d, &tail) == 3;
}

bool clock_is_day(const char *s)
{
    int y, m, d;
    if (!parse_day(s, &y, &m, &d) || y < 1970 || m < 1 || m > 12 || d < 1 || d > 31) return false;
    struct tm tm = {.tm_year = y - 1900, .tm_mon = m - 1, .tm_mday = d, .tm_hour = 12};
    timegm(&tm);
    return tm.tm_mon == m - 1 && tm.tm_mday == d;
}

void clock_add_days(const char *day, int n, char out[CLOCK_DAY])
{
    int y = 1970, m = 1, d = 1;
    parse_day(day, &y, &m, &d);
    struct tm tm = {.tm_year = y - 1900, .tm_mon = m - 1, .tm_mday = d + n, .tm_hour = 12};
    timegm(&tm);
    write_day(&tm, out);
}
