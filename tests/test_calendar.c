/* Opening hours, special days, what can be had when, and the business day over odd clocks. */
#include <string.h>

#include "support/cmocka_all.h"
#include "support/fixture.h"

static struct hall hall;

static int setup(void **state)
{
    (void)state;
    fixture_hall(&hall);
    assert_true(clock_zone("Asia/Shanghai"));
    hall.week[0] = (struct hours){0, 0};            /* closed on Sundays */
    hall.week[6] = (struct hours){9 * 60, 12 * 60}; /* Saturday morning */
    hall.holidays[0] = (struct special_day){.days = {"2026-10-01", "2026-10-10"}};
    hall.holiday_count = 1;
    hall.workdays[0] = (struct special_day){.days = {"2026-10-10", "2026-10-10"}}; /* a Saturday; a Monday's hours */
    hall.workday_count = 1;
    hall.last_ticket_s = 900;
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

static void hours_go_by_weekday_and_special_day(void **state)
{
    (void)state;
    assert_true(hall_is_open(&hall, at(11, 18, 8, 0)));
    assert_false(hall_is_open(&hall, at(11, 18, 7, 59)));
    assert_false(hall_is_open(&hall, at(11, 18, 17, 0)));
    assert_true(hall_is_open(&hall, at(11, 21, 9, 30))); /* Saturday */
    assert_false(hall_is_open(&hall, at(11, 21, 13, 0)));
    assert_false(hall_is_open(&hall, at(11, 22, 10, 0))); /* Sunday */
    assert_false(hall_is_open(&hall, at(10, 5, 10, 0)));  /* a Monday in the holiday */
    assert_true(hall_is_open(&hall, at(10, 10, 16, 0)));  /* a Saturday that is worked */
}

static void the_next_opening_skips_what_is_closed(void **state)
{
    (void)state;
    assert_int_equal(hall_next_open(&hall, at(11, 18, 6, 0)), at(11, 18, 8, 0));
    assert_int_equal(hall_next_open(&hall, at(11, 18, 18, 0)), at(11, 19, 8, 0));
    assert_int_equal(hall_next_open(&hall, at(11, 21, 12, 0)), at(11, 23, 8, 0)); /* over Sunday */
    assert_int_equal(hall_next_open(&hall, at(9, 30, 17, 0)), at(10, 10, 8, 0));  /* over the holiday */
    for (int i = 0; i < 7; i++) hall.week[i] = (struct hours){0, 0};
    hall.workday_count = 0;
    assert_int_equal(hall_next_open(&hall, at(11, 18, 6, 0)), 0);
}

static void a_service_has_its_days_and_its_cap(void **state)
{
    (void)state;
    struct service *open = &hall.services[1];
    assert_int_equal(hall_offer(&hall, 1, at(11, 18, 10, 0), 10000), OFFER_NOW);
    open->cap = 20;
    assert_int_equal(hall_offer(&hall, 1, at(11, 18, 10, 0), 19), OFFER_NOW);
    assert_int_equal(hall_offer(&hall, 1, at(11, 18, 10, 0), 20), OFFER_SOLD_OUT);
    assert_int_equal(hall_offer(&hall, 1, at(11, 18, 16, 44), 0), OFFER_NOW);
    assert_int_equal(hall_offer(&hall, 1, at(11, 18, 16, 45), 0), OFFER_AFTER_LAST);
    assert_int_equal(hall_offer(&hall, 1, at(11, 18, 17, 0), 0), OFFER_HALL_CLOSED);
    open->weekdays = 1U << 2 | 1U << 4; /* Tuesdays and Thursdays */
    assert_int_equal(hall_offer(&hall, 1, at(11, 18, 10, 0), 0), OFFER_NOT_TODAY);
    assert_int_equal(hall_next_offer(&hall, 1, at(11, 18, 10, 0)), at(11, 19, 8, 0));
    open->closed[0] = (struct day_span){"2026-11-19", "2026-11-19"};
    open->closed_count = 1;
    assert_int_equal(hall_next_offer(&hall, 1, at(11, 18, 10, 0)), at(11, 24, 8, 0));
}

static void an_always_open_hall_never_closes(void **state)
{
    (void)state;
    hall.always_open = true;
    assert_true(hall_is_open(&hall, at(11, 22, 3, 0)));
    assert_int_equal(hall_offer(&hall, 0, at(11, 22, 23, 59), 0), OFFER_NOW);
}

static void daylight_saving_neither_loses_nor_doubles_a_day(void **state)
{
    (void)state;
    char day[CLOCK_DAY];
    assert_true(clock_zone("America/New_York"));
    hall.day_starts = 4 * 60;
    /* 2026-03-08 has 23 hours, 2026-11-01 has 25. */
    for (int hour = 0; hour < 24; hour++) {
        hall_day(&hall, clock_from_local(2026, 3, 8, 4, 0) + hour * 3600000LL, day);
        assert_string_equal(day, "2026-03-08");
        hall_day(&hall, clock_from_local(2026, 11, 1, 4, 0) + hour * 3600000LL, day);
        assert_string_equal(day, "2026-11-01");
    }
    hall_day(&hall, clock_from_local(2026, 3, 8, 4, 0) + 24 * 3600000LL, day);
    assert_string_equal(day, "2026-03-09");
    hall_day(&hall, clock_from_local(2026, 11, 1, 3, 59), day);
    assert_string_equal(day, "2026-10-31");
    assert_int_equal(hall_next_open(&hall, at(3, 7, 18, 0)), at(3, 9, 8, 0)); /* Sunday is closed */
    assert_true(clock_zone("Asia/Shanghai"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(hours_go_by_weekday_and_special_day),
        CASE(the_next_opening_skips_what_is_closed),
        CASE(a_service_has_its_days_and_its_cap),
        CASE(an_always_open_hall_never_closes),
        CASE(daylight_saving_neither_loses_nor_doubles_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
