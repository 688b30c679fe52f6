/* Guessing gets slow, nobody is locked out, and a clerk's own machine is not held up by anybody. */
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

static struct attempt at(const char *address, const char *login)
{
    return (struct attempt){.address = address, .login = login};
}

static void fail_times(const char *address, const char *login, int times)
{
    const struct attempt attempt = at(address, login);
    for (int i = 0; i < times; i++) backoff_failed(b, &attempt, now);
}

/* Lines up and returns the wait in ms; -1: refused. */
static ms_t line_up(struct attempt attempt)
{
    ms_t wait;
    bool got = backoff_line_up(b, &attempt, now, &wait);
    assert_true(wait >= 0 && (got || wait > 0) && wait <= 60000);
    return got ? wait : -1;
}

static void few_slips_cost_nothing(void **state)
{
    const struct attempt clerk = at(CLERK, "limin");
    (void)state;
    fail_times(CLERK, "limin", BACKOFF_FREE_ACCOUNT - 1);
    assert_int_equal(line_up(clerk), 0);
    backoff_passed(b, &clerk, now);
    fail_times(CLERK, "limin", BACKOFF_FREE_ACCOUNT - 1);
    assert_int_equal(line_up(clerk), 0);
}

/* Behind one address with a guesser, at a machine that is not known yet. */
static void there_is_room_beside_one_guesser(void **state)
{
    (void)state;
    fail_times(STRANGER, "limin", 1000);
    for (int i = 0; i < 50; i++) {
        ms_t guess = line_up(at(STRANGER, "limin")), clerk = line_up(at(STRANGER, "limin"));
        assert_true(guess >= 0 && clerk > guess && clerk <= 2 * BACKOFF_ADDRESS_S * 1000);
        now += clerk;
        fail_times(STRANGER, "limin", 1);
    }
}

/* One after the other, each as soon as its turn comes. */
static void pauses_grow_to_some_seconds(void **state)
{
    ms_t last = 0;
    (void)state;
    fail_times(STRANGER, "limin", BACKOFF_FREE_ADDRESS);
    for (int i = 0; i < 100; i++) {
        ms_t wait = line_up(at(STRANGER, "limin"));
        assert_true(wait >= last && wait >= 1000 && wait <= BACKOFF_ADDRESS_S * 1000);
        last = wait;
        now += wait;
        fail_times(STRANGER, "limin", 1);
    }
    assert_int_equal(last, BACKOFF_ADDRESS_S * 1000);
}

static void the_owner_comes_in_between_strangers(void **state)
{
    (void)state;
    fail_times(STRANGER, "limin", 1000);
    for (int i = 0; i < 50; i++) {
        assert_true(line_up(at(STRANGER, "limin")) > 0);
        ms_t wait = line_up(at(CLERK, "limin"));
        assert_true(wait >= 0 && wait <= 2 * (BACKOFF_ACCOUNT_S + BACKOFF_ADDRESS_S) * 1000);
        now += 60000;
        fail_times(STRANGER, "limin", 1);
    }
}

static void a_line_is_bounded_and_ones_share_of_it(void **state)
{
    char address[32];
    ms_t wait = 0;
    int places = 0;
    (void)state;
    fail_times(STRANGER, "limin", 1000);
    for (int i = 0; i < 100; i++) places += line_up(at(STRANGER, "limin")) > 0;
    assert_int_equal(places, 2);
    while (wait >= 0 && places < 1000) {
        snprintf(address, sizeof address, "10.1.0.%d", places++);
        wait = line_up(at(address, "limin"));
        assert_true(wait <= BACKOFF_LINE_S * 1000);
    }
    assert_in_range(places, 4, BACKOFF_LINE_S);
}

static void a_device_of_the_account_is_not_held_up(void **state)
{
    const struct attempt own = {.address = STRANGER, .login = "limin", .device = "5eaf00d"};
    (void)state;
    fail_times(STRANGER, "limin", 1000);
    fail_times(STRANGER, "zhoulin", 1000);
    assert_true(line_up(at(STRANGER, "limin")) > 0);
    assert_int_equal(line_up(own), 0);
    /* But there, too, guessing gets slow; and nobody else is held up by it. */
    for (int i = 0; i < 100; i++) backoff_failed(b, &own, now);
    assert_int_equal(line_up(own), BACKOFF_ADDRESS_S * 1000);
    assert_int_equal(line_up(at("10.0.0.9", "chen")), 0);
}

static void one_address_over_many_accounts(void **state)
{
    char login[16];
    const struct attempt own = at(STRANGER, "own");
    (void)state;
    for (int i = 0; i < BACKOFF_FREE_ADDRESS; i++) {
        snprintf(login, sizeof login, "clerk%d", i);
        fail_times(STRANGER, login, 1);
    }
    assert_true(line_up(at(STRANGER, "another")) > 0);
    assert_int_equal(line_up(at(CLERK, "another2")), 0);
    /* An account of one's own buys no free tries at others. */
    backoff_passed(b, &own, now);
    assert_true(line_up(at(STRANGER, "a third")) > 0);
}

static void quiet_forgets(void **state)
{
    (void)state;
    fail_times(STRANGER, "limin", 20);
    now += (ms_t)(BACKOFF_FORGET_S + 1) * 1000;
    fail_times(STRANGER, "limin", 1);
    assert_int_equal(line_up(at(STRANGER, "limin")), 0);
}

static void wrong_links_slow_their_own_address_down(void **state)
{
    ms_t wait;
    (void)state;
    for (int i = 0; i < BACKOFF_FREE_ADDRESS; i++) {
        assert_true(backoff_may_guess(b, STRANGER, now, &wait));
        backoff_guessed_wrong(b, STRANGER, now);
    }
    assert_false(backoff_may_guess(b, STRANGER, now, &wait));
    assert_in_range(wait, 1, BACKOFF_ADDRESS_S * 1000);
    assert_true(backoff_may_guess(b, CLERK, now, &wait));
    assert_int_equal(line_up(at(STRANGER, "limin")), 0); /* signing in is another matter */
    now += (ms_t)BACKOFF_ADDRESS_S * 1000;
    assert_true(backoff_may_guess(b, STRANGER, now, &wait));
    for (int i = 0; i < 100; i++) backoff_guessed_wrong(b, STRANGER, now);
    assert_false(backoff_may_guess(b, STRANGER, now, &wait));
    assert_int_equal(wait, BACKOFF_ADDRESS_S * 1000);
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
    assert_int_equal(line_up(at(CLERK, "limin")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(few_slips_cost_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pauses_grow_to_some_seconds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_owner_comes_in_between_strangers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_is_bounded_and_ones_share_of_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(there_is_room_beside_one_guesser, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_device_of_the_account_is_not_held_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_address_over_many_accounts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quiet_forgets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_links_slow_their_own_address_down, set_up, tear_down),
        cmocka_unit_test_setup_teardown(more_names_than_places, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
