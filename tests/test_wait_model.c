/* What the wait estimate learns, from a history one can reckon by hand: pure functions. */
#include <math.h>

#include "core/wait_random.h"
#include "core/wait_roster.h"
#include "support/cmocka_all.h"

enum { MINUTE_MS = 60000, NOON = 12 * 60 };

static ms_t at(int minute)
{
    return (ms_t)minute * MINUTE_MS;
}

static bool close_to(double a, double b, double by)
{
    return fabs(a - b) <= by;
}

/* ---- handling times ---- */

static struct wait_history history;
static struct wait_model model;

static void forget(void)
{
    history = (struct wait_history){.services = 2, .expected_s = {180, 360}};
}

static void without_a_history_the_manager_is_believed(void **state)
{
    (void)state;
    forget();
    wait_model_learn(&model, &history);
    assert_true(close_to(wait_model_mean_s(&model, 0), 180, 1));
    assert_true(close_to(wait_model_mean_s(&model, 1), 360, 1));
}

static void one_service_tells_about_the_other(void **state)
{
    (void)state;
    forget();
    for (int i = 0; i < 200; i++) wait_history_add_visit(&history, 0, 1, 1, 36000, i % 2 ? 300 : 420);
    wait_model_learn(&model, &history);
    assert_true(close_to(wait_model_mean_s(&model, 0), 358, 25));
    assert_true(wait_model_mean_s(&model, 1) > 600); /* twice as long as the other, as the manager says */
    assert_true(model.service[1].doubt > model.service[0].doubt * 3);
}

static void a_slow_clerk_and_a_slow_afternoon_are_told_apart(void **state)
{
    (void)state;
    forget();
    for (int i = 0; i < 2000; i++) {
        int clerk = 1 + i % 2, second = i % 4 < 2 ? 9 * 3600 : 15 * 3600;
        double seconds = 300 * (clerk == 2 ? 1.3 : 1) * (second > 43200 ? 1.2 : 1) * (i % 8 < 4 ? .7 : 1 / .7);
        wait_history_add_visit(&history, 0, clerk, i / 100, second, seconds);
    }
    wait_model_learn(&model, &history);
    assert_true(close_to(wait_model_clerk(&model, 2) - wait_model_clerk(&model, 1), log(1.3), .02));
    double morning = wait_model_log_s(&model, 0, 1, 9 * 3600), afternoon = wait_model_log_s(&model, 0, 1, 15 * 3600);
    assert_true(close_to(afternoon - morning, log(1.2), .03));
    assert_true(wait_model_clerk(&model, 99) == 0);
    assert_true(close_to(model.service[0].sigma, -log(.7), .02));
}

static void days_that_differ_are_believed_sooner(void **state)
{
    (void)state;
    double prior[2];
    for (int differ = 0; differ < 2; differ++) {
        forget();
        for (int i = 0; i < 2000; i++) {
            double pace = differ ? (i / 200 % 2 ? 1.2 : 1 / 1.2) : 1;
            wait_history_add_visit(&history, 0, 1, i / 200, 36000, 300 * pace * (i % 2 ? .6 : 1 / .6));
        }
        wait_model_learn(&model, &history);
        prior[differ] = model.day_prior;
    }
    assert_true(prior[1] < 20 && prior[0] > 100);
}

static void only_the_newest_are_kept(void **state)
{
    (void)state;
    forget();
    for (int i = 0; i < WAIT_VISITS; i++) wait_history_add_visit(&history, 0, 1, 1, 36000, 100);
    for (int i = 0; i < WAIT_VISITS; i++) wait_history_add_visit(&history, 0, 1, 2, 36000, 400);
    wait_history_add_visit(&history, 7, 1, 2, 36000, 400); /* no such service */
    wait_model_learn(&model, &history);
    assert_true(close_to(exp(model.service[0].log_s + model.part[6] + model.clerks[0].effect), 400, 4));
    assert_int_equal(history.visit_count, 2 * WAIT_VISITS);
}

/* ---- arrivals ---- */

static void arrivals_are_drawn_to_their_mean(void **state)
{
    (void)state;
    forget();
    history.days = 4;
    history.arrivals[0][16] = 40; /* from 08:00 */
    history.arrivals[0][17] = 0;
    history.arrivals[1][17] = 4;
    wait_model_learn(&model, &history);
    double mean = 40 / 2.0 / 4;
    assert_true(close_to((double)model.rate[0][16], (40 + 2 * mean) / 6, .001));
    assert_true(close_to((double)model.rate[0][17], 2 * mean / 6, .001));
    assert_true(model.rate[0][18] == 0); /* nobody ever came then */
    double by_half_past = wait_model_arrived(&model, 17 * WAIT_SLOT_S);
    assert_true(close_to(by_half_past, (double)(model.rate[0][16] + model.rate[1][16]), .001));
    assert_true(wait_model_arrived(&model, 86400) > by_half_past);
}

/* ---- levels ---- */

static void levels_go_to_where_the_promise_holds(void **state)
{
    (void)state;
    struct wait_levels levels;
    uint64_t seed = 7;
    wait_levels_init(&levels);
    assert_true(wait_levels_rough(&levels));
    /* The truth is below the 40 % quantile in 50 % of cases. */
    for (int i = 0; i < 20000; i++)
        wait_levels_learn(&levels, WAIT_P50, wait_uniform(&seed) < levels.at[WAIT_P50] * 1.25);
    assert_true(close_to(levels.at[WAIT_P50], .4, .06));
    for (int i = 0; i < 20000; i++) wait_levels_learn(&levels, WAIT_P80, false);
    assert_true(levels.at[WAIT_P80] == .97); /* and not beyond */
    assert_false(wait_levels_rough(&levels));
}

static void dice_are_fair(void **state)
{
    (void)state;
    uint64_t seed = 42;
    double sum = 0, squares = 0;
    const double *normals = wait_normals();
    for (int i = 0; i < WAIT_NORMALS; i++) {
        sum += normals[i];
        squares += normals[i] * normals[i];
        assert_true(i == 0 || normals[i] > normals[i - 1]);
    }
    assert_true(close_to(sum, 0, 1e-6) && close_to(squares / WAIT_NORMALS, 1, .002));
    int counts[3] = {0};
    for (int i = 0; i < 30000; i++) counts[wait_choice(&seed, 3)]++;
    for (int i = 0; i < 3; i++) assert_in_range(counts[i], 9600, 10400);
}

/* ---- the roster ---- */

static const struct wait_roster roster = {
    .shifts = {{8 * 60 * MINUTE_MS, 12 * 60 * MINUTE_MS}, {13 * 60 * MINUTE_MS, 17 * 60 * MINUTE_MS}}, .count = 2};

static void a_day_goes_by_the_roster(void **state)
{
    (void)state;
    struct wait_planned next[WAIT_UPCOMING];
    struct wait_seen seen[] = {
        {at(8 * 60 - 3), true, false}, {at(NOON + 4), false, true}, {at(NOON + 62), true, false}};
    assert_int_equal(wait_roster_upcoming(&roster, seen, 0, at(7 * 60), next), 4);
    assert_int_equal(next[0].change, WAIT_OPENING);
    assert_int_equal(next[3].change, WAIT_CLOSING);
    assert_int_equal(wait_roster_upcoming(&roster, seen, 1, at(9 * 60), next), 3);
    assert_int_equal(next[0].change, WAIT_BREAK);
    assert_int_equal(wait_roster_upcoming(&roster, seen, 2, at(NOON + 5), next), 2);
    assert_int_equal(next[0].change, WAIT_RETURN);
    assert_int_equal(wait_roster_upcoming(&roster, seen, 3, at(13 * 60 + 2), next), 1);
    assert_int_equal(next[0].change, WAIT_CLOSING);
}

static void what_is_overdue_is_not_waited_for(void **state)
{
    (void)state;
    struct wait_planned next[WAIT_UPCOMING];
    struct wait_seen seen[] = {{at(8 * 60), true, false}};
    assert_int_equal(wait_roster_upcoming(&roster, seen, 0, at(8 * 60 + 11), next), 4);
    assert_int_equal(wait_roster_upcoming(&roster, seen, 0, at(8 * 60 + 13), next), 0); /* away today */
    assert_int_equal(wait_roster_upcoming(&roster, seen, 1, at(NOON + 11), next), 3);
    assert_int_equal(wait_roster_upcoming(&roster, seen, 1, at(NOON + 13), next), 1); /* works on */
    assert_int_equal(next[0].change, WAIT_CLOSING);
}

static void an_early_break_is_not_taken_twice(void **state)
{
    (void)state;
    struct wait_planned next[WAIT_UPCOMING];
    struct wait_seen seen[] = {{at(8 * 60), true, false}, {at(NOON - 25), false, true}, {at(NOON), true, false}};
    assert_int_equal(wait_roster_upcoming(&roster, seen, 3, at(NOON + 1), next), 1);
    assert_int_equal(next[0].change, WAIT_CLOSING);
}

static void a_short_pause_is_no_break(void **state)
{
    (void)state;
    struct wait_planned next[WAIT_UPCOMING];
    struct wait_seen seen[] = {{at(8 * 60), true, false}, {at(10 * 60), false, true}};
    assert_true(wait_roster_unforeseen(&roster, seen, 2));
    assert_int_equal(wait_roster_upcoming(&roster, seen, 2, at(10 * 60 + 2), next), 3);
    assert_int_equal(next[0].change, WAIT_BREAK);
}

static void without_a_roster_nothing_is_planned(void **state)
{
    (void)state;
    struct wait_planned next[WAIT_UPCOMING];
    struct wait_roster none = {.count = 0};
    struct wait_seen seen[] = {{at(8 * 60), true, false}};
    assert_int_equal(wait_roster_upcoming(&none, seen, 1, at(9 * 60), next), 0);
    assert_int_equal(wait_roster_upcoming(&none, seen, 0, at(9 * 60), next), 0);
}

static void punctuality_is_learned_from_whole_days(void **state)
{
    (void)state;
    struct wait_seen day[] = {{at(8 * 60 + 2), true, false},  {at(10 * 60), false, true},
                              {at(10 * 60 + 5), true, false}, {at(NOON + 6), false, true},
                              {at(13 * 60 - 1), true, false}, {at(17 * 60 + 9), false, false}};
    forget();
    wait_roster_learn(&roster, day, 6, at(17 * 60), &history);
    assert_int_equal(history.offsets[WAIT_OPENING].count, 1);
    assert_true(history.offsets[WAIT_OPENING].s[0] == 120);
    assert_true(history.offsets[WAIT_BREAK].s[0] == 360);
    assert_true(history.offsets[WAIT_RETURN].s[0] == -420); /* 60 minutes after it left would be 13:06 */
    assert_int_equal(history.offsets[WAIT_CLOSING].count, 0); /* stays until the hall is empty */
    assert_int_equal(history.pauses, 1);
    assert_true(history.pause_s == 300);
    wait_roster_learn(&roster, day, 0, at(17 * 60), &history);
    assert_true(isinf(history.offsets[WAIT_OPENING].s[1])); /* never came */
    assert_int_equal(history.offsets[WAIT_BREAK].count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_history_the_manager_is_believed),
        cmocka_unit_test(one_service_tells_about_the_other),
        cmocka_unit_test(a_slow_clerk_and_a_slow_afternoon_are_told_apart),
        cmocka_unit_test(days_that_differ_are_believed_sooner),
        cmocka_unit_test(only_the_newest_are_kept),
        cmocka_unit_test(arrivals_are_drawn_to_their_mean),
        cmocka_unit_test(levels_go_to_where_the_promise_holds),
        cmocka_unit_test(dice_are_fair),
        cmocka_unit_test(a_day_goes_by_the_roster),
        cmocka_unit_test(what_is_overdue_is_not_waited_for),
        cmocka_unit_test(an_early_break_is_not_taken_twice),
        cmocka_unit_test(a_short_pause_is_no_break),
        cmocka_unit_test(without_a_roster_nothing_is_planned),
        cmocka_unit_test(punctuality_is_learned_from_whole_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
