/* The dispatch rule and the wait estimate that plays it forward. */
#include <string.h>

#include "core/dispatch.h"
#include "core/wait.h"
#include "support/cmocka_all.h"
#include "support/fixture.h"

static struct hall hall;

static int setup_hall(void **state)
{
    (void)state;
    fixture_hall(&hall);
    return 0;
}

static int free_hall(void **state)
{
    (void)state;
    hall_free(&hall);
    return 0;
}

static int pick(int counter, const struct queue_head *heads, ms_t now)
{
    return dispatch_pick(&hall.counters[counter], heads, NULL, now, 900 * 1000, NULL);
}

static void the_lowest_rank_of_the_own_services_is_next(void **state)
{
    (void)state;
    struct queue_head heads[MAX_SERVICES] = {{0}};
    assert_int_equal(pick(0, heads, 1000), -1);
    heads[2] = (struct queue_head){7, 100, 100};
    assert_int_equal(pick(0, heads, 1000), 2); /* helps */
    heads[0] = (struct queue_head){8, 200, 200};
    assert_int_equal(pick(0, heads, 1000), 0); /* own first */
    heads[1] = (struct queue_head){6, 100, 100};
    assert_int_equal(pick(1, heads, 1000), 1); /* equal rank: the lower id */
    assert_int_equal(dispatch_rank(1000000, &hall.classes[1]), 1000000 - 900 * 1000);
}

static void help_comes_once_the_wait_target_is_past(void **state)
{
    (void)state;
    struct queue_head heads[MAX_SERVICES] = {{8, 200, 200}, {0}, {7, 100, 100}};
    assert_int_equal(pick(0, heads, 100 + 900 * 1000), 0);
    assert_int_equal(pick(0, heads, 101 + 900 * 1000), 2);
    heads[2].rank = 300; /* past the target, but the own one ranks before it */
    assert_int_equal(pick(0, heads, 101 + 900 * 1000), 0);
}

static void the_reason_is_told(void **state)
{
    (void)state;
    const struct counter *one = &hall.counters[0]; /* pay is its own, ask it helps with */
    struct queue_head heads[MAX_SERVICES] = {{8, 200, 200}, {0}, {7, 100, 100}}, sent = {9, 150, 150};
    enum dispatch_why why;
    const ms_t target = 900 * 1000;
    assert_int_equal(dispatch_pick(one, heads, NULL, 1000, target, &why), 0);
    assert_int_equal(why, WHY_OWN);
    assert_int_equal(dispatch_pick(one, heads, &sent, 1000, target, &why), DISPATCH_SENT);
    assert_int_equal(why, WHY_SENT);
    assert_int_equal(dispatch_pick(one, heads, &sent, 101 + target, target, &why), 2);
    assert_int_equal(why, WHY_HELP_OVERDUE);
    heads[0].id = 0;
    assert_int_equal(dispatch_pick(one, heads, NULL, 1000, target, &why), 2);
    assert_int_equal(why, WHY_HELP);
}

static struct wait_state idle(void)
{
    struct wait_state s = {.now = 0, .wait_target = 900 * 1000, .mean_s = {180, 300, 240}};
    return s;
}

static void open_counter(struct wait_state *s, int counter, int busy_service)
{
    s->counters[s->counters_open++] = (struct wait_counter){&hall.counters[counter], busy_service, s->now};
}

static void queue_up(struct wait_state *s, int service, int n)
{
    for (int i = 0; i < n; i++) {
        s->queue[s->queued] = (struct wait_ticket){s->queued + 1, service, s->queued, 0};
        s->queued++;
    }
}

static void no_open_counter_no_minutes(void **state)
{
    (void)state;
    struct wait_state s = idle();
    assert_false(wait_estimate(&s, 0, 0, 0).known);
    open_counter(&s, 1, -1); /* serves open and ask, not pay */
    assert_false(wait_estimate(&s, 0, 0, 0).known);
    assert_true(wait_estimate(&s, 1, 0, 0).known);
}

static void a_free_counter_means_no_wait(void **state)
{
    (void)state;
    struct wait_state s = idle();
    int lo, hi;
    open_counter(&s, 0, -1);
    struct wait w = wait_estimate(&s, 0, 0, 0);
    assert_int_equal(w.p80_s, 0);
    assert_false(wait_minutes(&w, &lo, &hi));
}

static void five_ahead_at_one_counter_take_five_times_as_long(void **state)
{
    (void)state;
    struct wait_state s = idle();
    open_counter(&s, 0, -1);
    queue_up(&s, 0, 5);
    struct wait w = wait_estimate(&s, 0, 0, 1000);
    assert_in_range(w.p50_s, 5 * 180 * 3 / 4, 5 * 180 * 5 / 4);
    assert_true(w.p80_s > w.p50_s);
    struct wait third = wait_estimate(&s, 0, 3, 2); /* the third of those waiting: two ahead */
    assert_in_range(third.p50_s, 2 * 180 * 3 / 5, 2 * 180 * 7 / 5);
    open_counter(&s, 2, -1); /* a second counter helps out with pay */
    assert_true(wait_estimate(&s, 0, 0, 1000).p50_s < w.p50_s * 3 / 4);
    assert_int_equal(wait_estimate(&s, 0, 0, 1000).p80_s, wait_estimate(&s, 0, 0, 1000).p80_s); /* no dice at large */
}

static void minutes_are_rounded_outwards(void **state)
{
    (void)state;
    int lo, hi;
    assert_true(wait_minutes(&(struct wait){true, 8 * 60 + 59, 11 * 60 + 1}, &lo, &hi));
    assert_int_equal(lo, 8);
    assert_int_equal(hi, 12);
    assert_true(wait_minutes(&(struct wait){true, 120, 120}, &lo, &hi));
    assert_int_equal(hi, 3);
    assert_false(wait_minutes(&(struct wait){true, 20, 59}, &lo, &hi));
}

static void the_estimate_learns_from_visits(void **state)
{
    (void)state;
    struct fixture f;
    static struct wait_state before, after;
    fixture_open(&f);
    assert_true(wait_read(f.db, &f.hall, f.now, &before, NULL));
    for (int i = 0; i < 6; i++) fixture_visit(&f, "pay", 60, 360);
    assert_true(wait_read(f.db, &f.hall, f.now, &after, NULL));
    assert_int_equal((int)before.mean_s[0], 180);
    assert_int_equal((int)after.mean_s[0], (3 * 180 + 6 * 360) / 9);
    assert_int_equal(after.counters_open, 1);
    assert_int_equal(after.counters[0].busy_service, -1);
    fixture_close(&f);
}

static void what_was_told_is_kept_with_the_ticket(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    assert_false(fixture_issue(&f, "pay", NULL).wait_at_issue.known);
    fixture_next(&f, 1);
    struct ticket t = fixture_issue(&f, "pay", NULL);
    assert_true(t.wait_at_issue.known);
    assert_in_range(t.wait_at_issue.p50_s, 60, 360);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lowest_rank_of_the_own_services_is_next),
        cmocka_unit_test(help_comes_once_the_wait_target_is_past),
        cmocka_unit_test(the_reason_is_told),
        cmocka_unit_test(no_open_counter_no_minutes),
        cmocka_unit_test(a_free_counter_means_no_wait),
        cmocka_unit_test(five_ahead_at_one_counter_take_five_times_as_long),
        cmocka_unit_test(minutes_are_rounded_outwards),
        cmocka_unit_test(the_estimate_learns_from_visits),
        cmocka_unit_test(what_was_told_is_kept_with_the_ticket),
    };
    return cmocka_run_group_tests(tests, setup_hall, free_hall);
}
