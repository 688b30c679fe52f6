/* Ratings and managers' figures. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/report.h"
#include "support/cmocka_all.h"
#include "support/fixture.h"

static int setup(void **state)
{
    static struct fixture f;
    fixture_open(&f);
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    fixture_close(*state);
    return 0;
}

static struct outcome rate(struct fixture *f, const struct ticket *t, int score)
{
    return fixture_do(f, (struct command){.kind = CMD_RATE, .token = t->token, .score = score, .channel = "phone"});
}

static void a_visit_is_rated_once(void **state)
{
    struct fixture *f = *state;
    struct ticket t = fixture_visit(f, "pay", 60, 100);
    struct outcome out = rate(f, &t, 4);
    assert_int_equal(out.code, OUT_OK);
    assert_int_equal(out.ticket.score, 4);
    assert_int_equal(rate(f, &t, 1).code, OUT_ALREADY_RATED);
    struct ticket again;
    assert_true(queue_ticket(f->db, t.id, &again, NULL));
    assert_int_equal(again.score, 4);
}

static void only_finished_visits_are_rated(void **state)
{
    struct fixture *f = *state;
    struct ticket waiting = fixture_issue(f, "open", NULL);
    assert_int_equal(rate(f, &waiting, 5).code, OUT_NOT_RATEABLE);
    struct ticket t = fixture_visit(f, "pay", 60, 100);
    assert_int_equal(rate(f, &t, 0).code, OUT_INVALID);
    assert_int_equal(rate(f, &t, 6).code, OUT_INVALID);
    f->now += 8LL * 24 * 3600 * 1000;
    assert_int_equal(rate(f, &t, 5).code, OUT_EXPIRED);
    struct command leave = {.kind = CMD_CANCEL, .token = waiting.token};
    assert_int_equal(fixture_do(f, leave).code, OUT_EXPIRED);
    struct ticket nobody = {.token = "AAAAAAAAAAAAAAAAAAAAAA"};
    assert_int_equal(rate(f, &nobody, 5).code, OUT_NOT_FOUND);
}

static void reasons_belong_to_their_level(void **state)
{
    struct fixture *f = *state;
    struct ticket t = fixture_visit(f, "pay", 60, 100);
    struct command c = {.kind = CMD_RATE, .token = t.token, .score = 5, .reasons = {"long_wait"}, .reason_count = 1};
    assert_int_equal(fixture_do(f, c).code, OUT_UNKNOWN_REASON);
    c.reasons[0] = c.reasons[1] = "kind";
    c.reason_count = 2;
    assert_int_equal(fixture_do(f, c).code, OUT_INVALID);
    c.reasons[1] = "fast";
    c.text = "很好\x01";
    assert_int_equal(fixture_do(f, c).code, OUT_INVALID);
    c.text = "很好，谢谢";
    assert_int_equal(fixture_do(f, c).code, OUT_OK);
}

static void nothing_unsays_a_rating(void **state)
{
    struct fixture *f = *state;
    struct ticket t = fixture_visit(f, "pay", 60, 100);
    rate(f, &t, 1);
    char path[128];
    snprintf(path, sizeof path, "%s/kiosk.db", f->dir);
    struct db *db = db_open(path, DB_WRITE, 1000, NULL);
    assert_false(db_exec(db, "UPDATE rating SET score = 5", NULL));
    assert_false(db_exec(db, "UPDATE rating SET channel = 'console'", NULL));
    assert_false(db_exec(db, "UPDATE rating SET id = id + 1", NULL));
    assert_false(db_exec(db, "DELETE FROM rating", NULL));
    db_close(db);
}

static void close_to(double a, double b)
{
    if (fabs(a - b) > 0.00005) fail_msg("%f is not %f", a, b);
}

static void wilson_gives_the_known_values(void **state)
{
    (void)state;
    struct interval i = wilson95(18, 20);
    close_to(i.lo, 0.6990);
    close_to(i.hi, 0.9721);
    i = wilson95(10, 10);
    close_to(i.lo, 0.7225);
    close_to(i.hi, 1);
    i = wilson95(0, 5);
    close_to(i.lo, 0);
    close_to(i.hi, 0.4345);
    i = wilson95(0, 0);
    close_to(i.hi - i.lo, 1);
}

static void the_summary_counts_what_happened(void **state)
{
    struct fixture *f = *state;
    const int scores[] = {5, 5, 4, 3, 2, 0};
    for (size_t i = 0; i < 6; i++) {
        struct ticket t = fixture_visit(f, "pay", 60 + 60 * (int)i, 200);
        if (scores[i]) rate(f, &t, scores[i]);
    }
    struct rating_row *rows;
    int n;
    assert_true(report_ratings(f->db, &f->hall, "2026-11-18", "2026-11-18", BY_ALL, LANG_ZH_CN, &rows, &n, NULL));
    assert_int_equal(n, 1);
    assert_int_equal(rows->served, 6);
    assert_int_equal(rows->rated, 5);
    assert_int_equal(rows->satisfied, 4);
    assert_int_equal(rows->level[5], 2);
    assert_int_equal(rows->level[2], 1);
    close_to(rows->participation, 5.0 / 6);
    close_to(rows->satisfaction, 0.8);
    close_to(rows->mean, 3.8);
    assert_false(rows->enough);
    free(rows);
    assert_true(report_ratings(f->db, &f->hall, "2026-11-18", "2026-11-18", BY_SERVICE, LANG_ZH_CN, &rows, &n, NULL));
    assert_int_equal(n, 3);
    assert_string_equal(rows[0].label, "燃气缴费");
    assert_int_equal(rows[0].rated, 5);
    assert_int_equal(rows[1].rated, 0);
    free(rows);
    assert_true(report_ratings(f->db, &f->hall, "2026-11-19", "2026-11-30", BY_DAY, LANG_ZH_CN, &rows, &n, NULL));
    assert_int_equal(n, 0);
    free(rows);
}

static void waits_are_held_against_the_target(void **state)
{
    struct fixture *f = *state;
    fixture_visit(f, "pay", 60, 100);
    fixture_visit(f, "pay", 120, 200);
    fixture_visit(f, "pay", 1000, 300);
    fixture_issue(f, "open", NULL);
    struct wait_row *rows;
    int n;
    assert_true(report_waits(f->db, &f->hall, "2026-11-18", "2026-11-18", BY_SERVICE, LANG_ZH_CN, &rows, &n, NULL));
    assert_int_equal(n, 3);
    assert_int_equal(rows[0].called, 3);
    assert_int_equal(rows[0].within_target, 2);
    assert_int_equal(rows[0].wait_median_s, 120);
    assert_int_equal(rows[0].wait_p90_s, 1000);
    assert_int_equal(rows[0].handling_mean_s, 200);
    assert_int_equal(rows[0].handling_target_s, 180);
    assert_int_equal(rows[1].waiting, 1);
    free(rows);
    assert_true(report_waits(f->db, &f->hall, "2026-11-18", "2026-11-18", BY_STAFF, LANG_ZH_CN, &rows, &n, NULL));
    assert_int_equal(n, 1);
    assert_string_equal(rows[0].key, "c1");
    free(rows);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_visit_is_rated_once),
        CASE(only_finished_visits_are_rated),
        CASE(reasons_belong_to_their_level),
        CASE(nothing_unsays_a_rating),
        cmocka_unit_test(wilson_gives_the_known_values),
        CASE(the_summary_counts_what_happened),
        CASE(waits_are_held_against_the_target),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
