/* Deadlines: the drawings' own dates, and a decade of days against a reckoning that shares nothing with the program's. */
#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/fixture.h"

#include "core/deadline.h"

enum { FROM_YEAR = 2020, TO_YEAR = 2030, DECADE = 11 * 366, MINUTES = 24 * 60, NOON = MINUTES / 2 };

static struct hall hall;

static int setup(void **state)
{
    (void)state;
    fixture_hall(&hall);
    assert_true(clock_zone("Asia/Shanghai"));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    hall_free(&hall);
    return 0;
}

static ms_t at(int month, int day, int hour, int minute)
{
    return clock_from_local(2026, month, day, hour, minute);
}

static struct term days(int n)
{
    return (struct term){.days = n};
}

static struct term hours(int n)
{
    return (struct term){.hours = n};
}

static void a_complaint_of_the_drawings(void **state)
{
    (void)state;
    ms_t filed = at(11, 18, 10, 45); /* a Wednesday */
    assert_int_equal(deadline_due(&hall, filed, hall.reply[CASE_COMPLAINT]), at(11, 23, 17, 0));
    assert_int_equal(deadline_due(&hall, filed, hall.resolve[CASE_COMPLAINT]), at(11, 25, 17, 0));
    assert_int_equal(deadline_due(&hall, filed, hall.extended), at(11, 27, 17, 0));
    assert_int_equal(deadline_goes_up(&hall, filed, hall.to_supervisor), at(11, 20, 8, 0));
    assert_int_equal(deadline_goes_up(&hall, filed, hall.to_manager), at(11, 27, 8, 0));
}

static void the_time_of_day_makes_no_difference(void **state)
{
    (void)state;
    static const int minutes[] = {0, 1, 7 * 60 + 59, 8 * 60, 17 * 60, 17 * 60 + 1, 23 * 60 + 59};
    for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++)
        assert_int_equal(deadline_due(&hall, at(11, 18, 0, minutes[i]), days(1)), at(11, 19, 17, 0));
    assert_int_equal(deadline_due(&hall, at(11, 21, 12, 0), days(1)), at(11, 23, 17, 0)); /* on a Saturday */
}

static void hours_end_on_a_working_day(void **state)
{
    (void)state;
    assert_int_equal(deadline_due(&hall, at(11, 18, 10, 45), hours(24)), at(11, 19, 10, 45));
    assert_int_equal(deadline_due(&hall, at(11, 20, 10, 45), hours(24)), at(11, 23, 10, 45)); /* a Friday */
    assert_int_equal(deadline_due(&hall, at(11, 20, 10, 45) + 12345, hours(24)), at(11, 23, 10, 45) + 12345);
    assert_int_equal(deadline_goes_up(&hall, at(11, 20, 10, 45), hours(24)), at(11, 23, 10, 45));
    assert_int_equal(deadline_due(&hall, at(11, 20, 0, 0), hours(24)), at(11, 23, 0, 0));
    assert_int_equal(deadline_due(&hall, at(11, 19, 23, 59), hours(24)), at(11, 20, 23, 59));
}

static void no_term_is_no_time(void **state)
{
    (void)state;
    assert_int_equal(deadline_due(&hall, at(11, 18, 10, 45), hall.reply[CASE_PRAISE]), 0);
    assert_int_equal(deadline_due(&hall, at(11, 18, 10, 45), hall.resolve[CASE_SUGGESTION]), 0);
    assert_int_equal(deadline_goes_up(&hall, at(11, 18, 10, 45), (struct term){0}), 0);
}

static void holidays_and_make_up_days_count(void **state)
{
    (void)state;
    hall.holidays[0] = (struct special_day){.days = {"2026-10-01", "2026-10-07"}};
    hall.holiday_count = 1;
    hall.workdays[0] = (struct special_day){.days = {"2026-10-10", "2026-10-10"}, .hours = {9 * 60, 16 * 60}};
    hall.workday_count = 1;
    assert_false(deadline_workday(&hall, "2026-10-05"));
    assert_true(deadline_workday(&hall, "2026-10-10")); /* a Saturday */
    ms_t filed = at(9, 30, 15, 0);
    assert_int_equal(deadline_due(&hall, filed, days(1)), at(10, 8, 17, 0));
    assert_int_equal(deadline_due(&hall, filed, days(3)), at(10, 10, 16, 0));
    assert_int_equal(deadline_goes_up(&hall, filed, days(3)), at(10, 10, 9, 0));
    assert_int_equal(deadline_due(&hall, filed, days(4)), at(10, 12, 17, 0));
    assert_int_equal(deadline_due(&hall, filed, hours(24)), at(10, 8, 15, 0));
    /* A make-up workday goes before a holiday. */
    hall.workdays[1] = (struct special_day){.days = {"2026-10-06", "2026-10-06"}};
    hall.workday_count = 2;
    assert_int_equal(deadline_due(&hall, filed, days(1)), at(10, 6, 17, 0));
}

static void open_at_any_time_is_due_before_midnight(void **state)
{
    (void)state;
    hall.always_open = true;
    assert_int_equal(deadline_due(&hall, at(11, 18, 10, 45), days(3)), at(11, 23, 23, 59));
    assert_int_equal(deadline_goes_up(&hall, at(11, 18, 10, 45), days(2)), at(11, 20, 0, 0));
    assert_int_equal(deadline_days_left(&hall, at(11, 18, 10, 45), at(11, 23, 23, 59)), 3);
}

static void a_working_day_without_hours_lasts_until_midnight(void **state)
{
    (void)state;
    hall.week[4] = (struct hours){0, 0}; /* the hall is shut on Thursdays, the office is not */
    assert_int_equal(deadline_due(&hall, at(11, 18, 10, 45), days(1)), at(11, 19, 23, 59));
}

static void a_calendar_without_working_days_ends(void **state)
{
    (void)state;
    hall.holidays[0] = (struct special_day){.days = {"2020-01-01", "2099-12-31"}};
    hall.holiday_count = 1;
    assert_true(deadline_due(&hall, at(11, 18, 10, 45), days(2)) > at(11, 18, 10, 45));
    assert_int_equal(deadline_days_left(&hall, at(1, 1, 0, 0), at(12, 31, 0, 0)), 1);
}

static void days_left_are_told_by_dates(void **state)
{
    (void)state;
    ms_t due = at(11, 25, 17, 0); /* a Wednesday */
    assert_int_equal(deadline_days_left(&hall, at(11, 18, 10, 45), due), 5);
    assert_int_equal(deadline_days_left(&hall, at(11, 24, 23, 59), due), 1);
    assert_int_equal(deadline_days_left(&hall, at(11, 25, 0, 0), due), 0);
    assert_int_equal(deadline_days_left(&hall, at(11, 25, 23, 59), due), 0);
    assert_int_equal(deadline_days_left(&hall, at(11, 26, 0, 0), due), -1);
    assert_int_equal(deadline_days_left(&hall, at(11, 30, 9, 0), due), -3);
    /* Over on a Saturday, though no working day has passed; and one day off before. */
    assert_int_equal(deadline_days_left(&hall, at(11, 28, 9, 0), at(11, 27, 17, 0)), -1);
    assert_int_equal(deadline_days_left(&hall, at(11, 27, 9, 0), at(11, 28, 12, 0)), 1);
    assert_int_equal(deadline_days_left(&hall, 0, due), DEADLINE_FAR);
}

/* ---- a decade, reckoned anew ---- */

/* A day of the decade as the reckoning sees it. */
struct reckoned {
    int y, m, d, weekday;
    bool worked;
    struct hours hours;
};

static struct reckoned decade[DECADE];
static int decade_days;

static int month_days(int y, int m)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return m == 2 && leap ? 29 : lengths[m - 1];
}

/* Ordinary weeks with a Saturday morning, a first week of May and of October off, made up on the Sunday before. */
static void reckon_decade(void)
{
    int weekday = 3; /* 2020-01-01 was a Wednesday */
    decade_days = 0;
    for (int y = FROM_YEAR; y <= TO_YEAR; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= month_days(y, m); d++, weekday = (weekday + 1) % 7) {
                struct reckoned *r = &decade[decade_days++];
                bool off = (m == 5 || m == 10) && d <= 7;
                *r = (struct reckoned){y, m, d, weekday, weekday >= 1 && weekday <= 5 && !off, {8 * 60, 17 * 60}};
                if (weekday == 5) r->hours.closes = 16 * 60 + 30;
                if (weekday == 6) r->hours = (struct hours){9 * 60, 12 * 60};
            }
    for (int i = 0; i < decade_days; i++) {
        if ((decade[i].m != 5 && decade[i].m != 10) || decade[i].d != 1) continue;
        int sunday = i - 1;
        while (decade[sunday].weekday != 0) sunday--;
        decade[sunday].worked = true;
        decade[sunday].hours = (struct hours){10 * 60, 15 * 60};
    }
}

/* The same calendar as kiosk.conf would have it. */
static void conf_decade(void)
{
    hall.week[5].closes = 16 * 60 + 30;
    hall.week[6] = (struct hours){9 * 60, 12 * 60};
    hall.holiday_count = hall.workday_count = 0;
    for (int i = 0; i < decade_days; i++) {
        const struct reckoned *r = &decade[i];
        char day[32], last[32];
        snprintf(day, sizeof day, "%04d-%02d-%02d", r->y, r->m, r->d);
        snprintf(last, sizeof last, "%04d-%02d-07", r->y, r->m);
        if ((r->m == 5 || r->m == 10) && r->d == 1) {
            struct day_span *span = &hall.holidays[hall.holiday_count++].days;
            memcpy(span->from, day, CLOCK_DAY);
            memcpy(span->to, last, CLOCK_DAY);
        } else if (r->weekday == 0 && r->worked) {
            struct special_day *made = &hall.workdays[hall.workday_count++];
            made->hours = r->hours;
            memcpy(made->days.from, day, CLOCK_DAY);
            memcpy(made->days.to, day, CLOCK_DAY);
        }
    }
    assert_int_equal(hall.holiday_count, 22);
    assert_int_equal(hall.workday_count, 22);
}

static void expect_local(ms_t t, int day, int minute)
{
    struct tm tm = clock_local(t);
    const struct reckoned *r = &decade[day];
    if (tm.tm_year + 1900 == r->y && tm.tm_mon + 1 == r->m && tm.tm_mday == r->d &&
        tm.tm_hour * 60 + tm.tm_min == minute)
        return;
    fail_msg("%04d-%02d-%02d %02d:%02d instead of %04d-%02d-%02d %02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1,
             tm.tm_mday, tm.tm_hour, tm.tm_min, r->y, r->m, r->d, minute / 60, minute % 60);
}

static int reckon_workday(int from, int n)
{
    while (n > 0) n -= decade[++from].worked;
    return from;
}

/* Filed on that day of the decade, at that minute. */
static void expect_deadlines(int day, int minute)
{
    static const int terms[] = {1, 2, 3, 5, 7};
    const struct reckoned *r = &decade[day];
    ms_t filed = clock_from_local(r->y, r->m, r->d, minute / 60, minute % 60);
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        int due = reckon_workday(day, terms[i]);
        ms_t t = deadline_due(&hall, filed, days(terms[i]));
        expect_local(t, due, decade[due].hours.closes);
        expect_local(deadline_goes_up(&hall, filed, days(terms[i])), due, decade[due].hours.opens);
        if (minute == NOON) assert_int_equal(deadline_days_left(&hall, filed, t), terms[i]);
        if (minute == NOON && r->worked) assert_int_equal(deadline_days_left(&hall, t, filed), -terms[i]);
    }
}

static void expect_hours(int day, int minute)
{
    const struct reckoned *r = &decade[day];
    ms_t filed = clock_from_local(r->y, r->m, r->d, minute / 60, minute % 60);
    int end = day + 1;
    while (!decade[end].worked) end++;
    expect_local(deadline_due(&hall, filed, hours(24)), end, minute);
}

/* Before opening, in between, as it closes, after that, and around midnight. */
static const int minutes[] = {0, 7 * 60, 8 * 60, NOON, 17 * 60, 20 * 60, MINUTES - 1};

static void a_decade_of_days(void **state)
{
    (void)state;
    enum { LAST_DAYS = 40 };
    reckon_decade();
    conf_decade();
    assert_int_equal(decade_days, 4018);
    for (int day = 0; day < decade_days - LAST_DAYS; day++) {
        for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
            expect_deadlines(day, minutes[i]);
            expect_hours(day, minutes[i]);
        }
    }
}

/* Where days have 23 and 25 hours; what is due at a time of day is due at that time by the clock on the wall. */
static void a_decade_with_summer_time(void **state)
{
    (void)state;
    enum { LAST_DAYS = 40 };
    reckon_decade();
    conf_decade();
    assert_true(clock_zone("Europe/Berlin"));
    for (int day = 0; day < decade_days - LAST_DAYS; day++) expect_deadlines(day, NOON);
    assert_true(clock_zone("America/Sao_Paulo"));
    for (int day = 0; day < decade_days - LAST_DAYS; day++) expect_deadlines(day, 0);
    /* 24 hours are hours: filed at noon before the change, they end at 13:00 on the day of 23 hours. */
    assert_true(clock_zone("Europe/Berlin"));
    hall.workdays_of_week = 0x7f;
    assert_int_equal(deadline_due(&hall, at(3, 28, 12, 0), hours(24)), at(3, 29, 13, 0));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_complaint_of_the_drawings),
        TEST(the_time_of_day_makes_no_difference),
        TEST(hours_end_on_a_working_day),
        TEST(no_term_is_no_time),
        TEST(holidays_and_make_up_days_count),
        TEST(open_at_any_time_is_due_before_midnight),
        TEST(a_working_day_without_hours_lasts_until_midnight),
        TEST(a_calendar_without_working_days_ends),
        TEST(days_left_are_told_by_dates),
        TEST(a_decade_of_days),
        TEST(a_decade_with_summer_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
