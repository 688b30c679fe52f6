/* clock.h - time. It is passed in as a value, so that tests set it.
 *
 * All stored times are milliseconds UTC since 1970. Local time is that of the hall, one
 * zone for the process, set once by clock_zone(). */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

typedef int64_t ms_t;

struct clock {
    ms_t (*now)(void *arg);
    void *arg;
};

/* The machine's clock. */
extern const struct clock clock_system;
/* A clock that stands at *at until the test moves it. */
struct clock clock_fake(ms_t *at);

ms_t clock_now(const struct clock *clock);
/* Milliseconds that never run backwards, for time-outs and measuring. */
ms_t clock_monotonic(void);

/* Sets the process's time zone, an IANA name such as Asia/Shanghai; false when unknown. */
bool clock_zone(const char *name);
/* Broken-down local time of t. */
struct tm clock_local(ms_t t);
/* Local wall time to ms; dst guessed by the zone. month 1-12. */
ms_t clock_from_local(int year, int month, int day, int hour, int minute);

#define CLOCK_RFC3339 32
#define CLOCK_DAY 11
/* No day before this one can be today: the program did not exist. */
#define CLOCK_EARLIEST "2026-01-01"
/* 2026-11-18T10:24:00+08:00, local with offset, whole seconds. */
void clock_rfc3339(ms_t t, char out[CLOCK_RFC3339]);
/* 10:24 */
void clock_hhmm(ms_t t, char out[8]);
/* The business day t belongs to, YYYY-MM-DD: a day runs from day_starts (minutes after
 * local midnight) to the same minute of the next day. */
void clock_day(ms_t t, int day_starts, char out[CLOCK_DAY]);
/* Is s a real date YYYY-MM-DD? */
bool clock_is_day(const char *s);
/* The date n days after day (n may be negative). */
void clock_add_days(const char *day, int n, char out[CLOCK_DAY]);

#endif
