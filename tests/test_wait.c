/* The dispatch rule, the wait estimate that plays it forward, and what the hall keeps of it. */
#include <string.h>

#include "core/dispatch.h"
#include "core/wait_store.h"
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

/* ---- the estimate ---- */

/* Nine in the morning, three counters without a roster, all closed; everything as the manager expects it. */
static struct wait_state idle(void)
{
    static struct wait_history nothing = {.services = 3, .expected_s = {180, 300, 240}};
    struct wait_state s = {.now = 9 * 3600 * 1000, .wait_target = 900 * 1000, .counter_count = 3};
    wait_model_learn(&s.model, &nothing);
    wait_levels_init(&s.levels);
    for (int c = 0; c < 3; c++) s.counters[c] = (struct wait_counter){.conf = &hall.counters[c], .busy_service = -1};
    return s;
}

static void open_counter(struct wait_state *s, int counter, int busy_service)
{
    s->counters[counter].presence = WAIT_OPEN;
    s->counters[counter].busy_service = busy_service;
    s->counters[counter].busy_since = s->now;
}

static void queue_up(struct wait_state *s, int service, int n)
{
    for (int i = 0; i < n; i++, s->queued++)
        s->queue[s->queued] = (struct wait_ticket){s->queued + 1, service, s->now - 1000 + s->queued, s->now, -1};
}

static void no_open_counter_no_minutes(void **state)
{
    (void)state;
    struct wait_state s = idle();
    assert_false(wait_estimate(&s, 0, 0, s.now).known);
    open_counter(&s, 1, -1); /* serves open and ask, not pay */
    assert_false(wait_estimate(&s, 0, 0, s.now).known);
    assert_true(wait_estimate(&s, 1, 0, s.now).known);
}

static void a_counter_that_is_due_gives_minutes(void **state)
{
    (void)state;
    struct wait_state s = idle();
    s.counters[0].upcoming[0] = (struct wait_planned){WAIT_OPENING, s.now + 20 * 60000};
    s.counters[0].upcoming_count = 1;
    struct wait w = wait_estimate(&s, 0, 0, s.now);
    assert_true(w.known);
    assert_in_range(w.p50_s, 15 * 60, 25 * 60);
}

static void a_break_ahead_makes_the_wait_longer(void **state)
{
    (void)state;
    struct wait_state s = idle();
    open_counter(&s, 0, -1);
    queue_up(&s, 0, 8);
    int without = wait_estimate(&s, 0, 0, s.now).p50_s;
    s.counters[0].upcoming[0] = (struct wait_planned){WAIT_BREAK, s.now + 10 * 60000};
    s.counters[0].upcoming[1] = (struct wait_planned){WAIT_RETURN, s.now + 40 * 60000};
    s.counters[0].upcoming_count = 2;
    assert_in_range(wait_estimate(&s, 0, 0, s.now).p50_s, without + 20 * 60, without + 40 * 60);
}

static void who_works_until_the_hall_closes_serves_everybody(void **state)
{
    (void)state;
    struct wait_state s = idle();
    open_counter(&s, 0, -1);
    queue_up(&s, 0, 8);
    s.counters[0].upcoming[0] = (struct wait_planned){WAIT_CLOSING, s.now + 60000};
    s.counters[0].upcoming_count = 1;
    assert_false(wait_estimate(&s, 0, 0, s.now).known);
    s.closes = s.now + 60000;
    assert_true(wait_estimate(&s, 0, 0, s.now).known);
}

static void a_free_counter_means_no_wait(void **state)
{
    (void)state;
    struct wait_state s = idle();
    int lo, hi;
    open_counter(&s, 0, -1);
    struct wait w = wait_estimate(&s, 0, 0, s.now);
    assert_int_equal(w.p80_s, 0);
    assert_false(wait_minutes(&w, &lo, &hi));
}

static void five_ahead_at_one_counter_take_five_times_as_long(void **state)
{
    (void)state;
    struct wait_state s = idle();
    open_counter(&s, 0, -1);
    queue_up(&s, 0, 5);
    struct wait w = wait_estimate(&s, 0, 0, s.now);
    assert_in_range(w.p50_s, 5 * 180 * 3 / 4, 5 * 180 * 5 / 4);
    assert_true(w.p80_s > w.p50_s);
    struct wait third = wait_estimate(&s, 0, 3, s.queue[2].rank); /* the third of those waiting: two ahead */
    assert_in_range(third.p50_s, 2 * 180 * 3 / 5, 2 * 180 * 7 / 5);
    open_counter(&s, 2, -1); /* a second counter helps out with pay */
    assert_true(wait_estimate(&s, 0, 0, s.now).p50_s < w.p50_s * 3 / 4);
    assert_int_equal(wait_estimate(&s, 0, 0, s.now).p80_s, wait_estimate(&s, 0, 0, s.now).p80_s);
}

static void many_asked_at_once_get_what_each_gets_alone(void **state)
{
    (void)state;
    struct wait_state s = idle();
    open_counter(&s, 0, -1);
    open_counter(&s, 1, 1);
    queue_up(&s, 0, 6);
    queue_up(&s, 1, 3);
    struct wait_ask asks[] = {{.service = 0, .rank = s.now}, {.service = 0, .id = 4, .rank = s.queue[3].rank}};
    wait_estimate_all(&s, asks, 2);
    for (int i = 0; i < 2; i++) {
        int alone = wait_estimate(&s, asks[i].service, asks[i].id, asks[i].rank).p50_s;
        assert_in_range(asks[i].wait.p50_s, alone * 85 / 100, alone * 115 / 100);
    }
    assert_true(asks[1].wait.p50_s < asks[0].wait.p50_s);
}

static void visitors_to_come_make_the_wait_longer_when_they_go_first(void **state)
{
    (void)state;
    struct wait_state s = idle();
    open_counter(&s, 0, -1);
    queue_up(&s, 0, 10);
    s.head_start[1] = 900 * 1000;
    int without = wait_estimate(&s, 0, 0, s.now).p80_s;
    s.recent[0] = 60; /* day one: a visitor a minute, each tenth of them with a head start */
    assert_true(wait_estimate(&s, 0, 0, s.now).p80_s > without + 60);
}

static void a_ticket_sent_to_a_counter_is_served_there(void **state)
{
    (void)state;
    struct wait_state s = idle();
    open_counter(&s, 0, -1);
    open_counter(&s, 2, -1);
    queue_up(&s, 0, 1);
    s.queue[0].sent_to = 1;
    assert_false(wait_estimate(&s, 0, 1, s.queue[0].rank).known); /* that one is closed */
    s.queue[0].sent_to = 2;
    assert_true(wait_estimate(&s, 0, 1, s.queue[0].rank).known);
}

static void minutes_are_rounded_outwards(void **state)
{
    (void)state;
    int lo, hi;
    assert_true(wait_minutes(&(struct wait){.known = true, .p50_s = 8 * 60 + 59, .p80_s = 11 * 60 + 1}, &lo, &hi));
    assert_int_equal(lo, 8);
    assert_int_equal(hi, 12);
    assert_true(wait_minutes(&(struct wait){.known = true, .p50_s = 120, .p80_s = 120}, &lo, &hi));
    assert_int_equal(hi, 3);
    assert_false(wait_minutes(&(struct wait){.known = true, .p50_s = 20, .p80_s = 59}, &lo, &hi));
}

/* ---- in the real hall ---- */

static struct wait_state read_state(struct fixture *f)
{
    static struct wait_state s;
    struct err err;
    if (!wait_read(f->db, &f->hall, f->now, &s, &err)) fail_msg("%s", err.text);
    return s;
}

static void the_estimate_learns_from_visits(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    struct wait_state fresh = read_state(&f);
    double before = wait_model_mean_s(&fresh.model, 0);
    for (int i = 0; i < 21; i++) fixture_visit(&f, "pay", 60, 360);
    struct wait_state after = read_state(&f);
    assert_true(before > 170 && before < 190);
    assert_true(wait_model_mean_s(&after.model, 0) > 300);
    assert_int_equal(after.model.days, 0);
    assert_int_equal(after.counters[0].presence, WAIT_OPEN);
    assert_int_equal(after.counters[0].busy_service, -1);
    assert_int_equal(after.arrived, 21);
    fixture_close(&f);
}

static void the_next_day_knows_when_visitors_come(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    for (int i = 0; i < 6; i++) fixture_visit(&f, "pay", 60, 120);
    f.now += 24 * 3600 * (ms_t)1000;
    fixture_visit(&f, "pay", 60, 120); /* its end is the day's first: time to learn */
    struct wait_state s = read_state(&f);
    assert_int_equal(s.model.days, 1);
    assert_true(s.model.rate[0][20] > 1 && s.model.rate[0][30] == 0); /* from ten to half past */
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
    assert_true(t.wait_at_issue.rough);
    assert_in_range(t.wait_at_issue.p50_s, 60, 360);
    fixture_close(&f);
}

static void a_promise_is_settled_by_the_call_or_by_time(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    struct ticket first = fixture_issue(&f, "pay", NULL);
    fixture_next(&f, 1);
    fixture_issue(&f, "pay", NULL); /* told to wait: two promises */
    assert_int_equal(read_state(&f).levels.outcomes[WAIT_P80], 0);
    f.now += 1000;
    fixture_do(&f, (struct command){.kind = CMD_ABSENT, .ticket = first.id, .staff = f.clerks[0]});
    fixture_next(&f, 1); /* sooner than told: both are kept */
    struct wait_levels levels = read_state(&f).levels;
    assert_int_equal(levels.outcomes[WAIT_P50], 1);
    assert_true(levels.at[WAIT_P50] < .5 && levels.at[WAIT_P80] < .8);
    struct ticket late = fixture_issue(&f, "pay", NULL);
    assert_true(late.wait_at_issue.p80_s > 0);
    f.now += (late.wait_at_issue.p80_s + 1) * (ms_t)1000;
    fixture_issue(&f, "ask", NULL); /* whoever comes next finds both broken */
    levels = read_state(&f).levels;
    assert_int_equal(levels.outcomes[WAIT_P50], 2);
    assert_int_equal(levels.outcomes[WAIT_P80], 2);
    fixture_close(&f);
}

static void who_leaves_says_nothing_about_the_promise(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    fixture_issue(&f, "pay", NULL);
    fixture_next(&f, 1);
    struct ticket t = fixture_issue(&f, "pay", NULL);
    fixture_do(&f, (struct command){.kind = CMD_CANCEL, .token = t.token});
    f.now += 3600 * 1000;
    fixture_issue(&f, "ask", NULL);
    assert_int_equal(read_state(&f).levels.outcomes[WAIT_P80], 0);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lowest_rank_of_the_own_services_is_next),
        cmocka_unit_test(help_comes_once_the_wait_target_is_past),
        cmocka_unit_test(the_reason_is_told),
        cmocka_unit_test(no_open_counter_no_minutes),
        cmocka_unit_test(a_counter_that_is_due_gives_minutes),
        cmocka_unit_test(a_break_ahead_makes_the_wait_longer),
        cmocka_unit_test(who_works_until_the_hall_closes_serves_everybody),
        cmocka_unit_test(a_free_counter_means_no_wait),
        cmocka_unit_test(five_ahead_at_one_counter_take_five_times_as_long),
        cmocka_unit_test(many_asked_at_once_get_what_each_gets_alone),
        cmocka_unit_test(visitors_to_come_make_the_wait_longer_when_they_go_first),
        cmocka_unit_test(a_ticket_sent_to_a_counter_is_served_there),
        cmocka_unit_test(minutes_are_rounded_outwards),
        cmocka_unit_test(the_estimate_learns_from_visits),
        cmocka_unit_test(the_next_day_knows_when_visitors_come),
        cmocka_unit_test(what_was_told_is_kept_with_the_ticket),
        cmocka_unit_test(a_promise_is_settled_by_the_call_or_by_time),
        cmocka_unit_test(who_leaves_says_nothing_about_the_promise),
    };
    return cmocka_run_group_tests(tests, setup_hall, free_hall);
}
