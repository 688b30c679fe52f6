/* Guessing gets slow, nobody is locked out for good, and a clerk's own machine is not held up by a stranger. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "web/backoff.h"

#define CLERK "10.0.0.3"
#define STRANGER "10.0.0.66"

static struct backoff *b;
static ms_t now;

static int set_up(void **state)
{
    (void)state;
    b = backoff_new();
    now = 1000;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    backoff_free(b);
    return 0;
}

static void fail_times(const char *address, const char *login, int times)
{
    for (int i = 0; i < times; i++) backoff_failed(b, address, login, now);
}

static void few_slips_cost_nothing(void **state)
{
    (void)state;
    fail_times(CLERK, "limin", BACKOFF_FREE_ACCOUNT - 1);
    assert_int_equal(backoff_wait(b, CLERK, "limin", now), 0);
    backoff_passed(b, CLERK, "limin", now);
    fail_times(CLERK, "limin", BACKOFF_FREE_ACCOUNT - 1);
    assert_int_equal(backoff_wait(b, CLERK, "limin", now), 0);
}

static void pauses_double_up_to_a_minute(void **state)
{
    int last = 0;
    (void)state;
    fail_times(STRANGER, "limin", BACKOFF_FREE_ACCOUNT);
    for (int i = 0; i < 100; i++) {
        int wait = backoff_wait(b, STRANGER, "limin", now);
        assert_true(wait >= last && wait >= 1 && wait <= BACKOFF_LONGEST_S);
        last = wait;
        now += (ms_t)wait * 1000;
        assert_int_equal(backoff_wait(b, STRANGER, "limin", now), 0);
        fail_times(STRANGER, "limin", 1);
    }
    assert_int_equal(last, BACKOFF_LONGEST_S);
}

static void the_clerks_own_machine_goes_on(void **state)
{
    (void)state;
    backoff_passed(b, CLERK, "limin", now);
    fail_times(STRANGER, "limin", 1000);
    assert_true(backoff_wait(b, STRANGER, "limin", now) > 0);
    assert_true(backoff_wait(b, "10.0.0.9", "limin", now) > 0);
    assert_int_equal(backoff_wait(b, CLERK, "limin", now), 0);
}

static void one_address_over_many_accounts(void **state)
{
    char login[16];
    (void)state;
    for (int i = 0; i < BACKOFF_FREE_ADDRESS; i++) {
        snprintf(login, sizeof login, "clerk%d", i);
        fail_times(STRANGER, login, 1);
    }
    assert_true(backoff_wait(b, STRANGER, "another", now) > 0);
    assert_int_equal(backoff_wait(b, CLERK, "another", now), 0);
    /* An account of one's own buys no free tries at others. */
    backoff_passed(b, STRANGER, "own", now);
    assert_true(backoff_wait(b, STRANGER, "another", now) > 0);
}

static void quiet_forgets(void **state)
{
    (void)state;
    fail_times(STRANGER, "limin", 20);
    now += (ms_t)(BACKOFF_FORGET_S + 1) * 1000;
    fail_times(STRANGER, "limin", 1);
    assert_int_equal(backoff_wait(b, STRANGER, "limin", now), 0);
}

static void more_names_than_places(void **state)
{
    char login[64];
    (void)state;
    for (int i = 0; i < 5000; i++) {
        snprintf(login, sizeof login, "somebody-with-quite-a-long-login-%030d", i);
        fail_times(login, login, 1);
        now++;
    }
    assert_int_equal(backoff_wait(b, CLERK, "limin", now), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(few_slips_cost_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pauses_double_up_to_a_minute, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_clerks_own_machine_goes_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_address_over_many_accounts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quiet_forgets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(more_names_than_places, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
