/* The review of ratings, and the tablet at a counter. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/fixture.h"

#include "core/report.h"
#include "core/review.h"

static int64_t second_boss;

static int setup(void **state)
{
    static struct fixture f;
    fixture_open(&f);
    struct outcome out = fixture_do(&f, (struct command){.kind = CMD_STAFF_ADD,
                                                         .login = "boss2",
                                                         .name = "boss2",
                                                         .role = ROLE_SUPERVISOR,
                                                         .secret = FIXTURE_SECRET});
    assert_int_equal(out.code, OUT_OK);
    second_boss = out.id;
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    fixture_close(*state);
    return 0;
}

/* A visit at counter 1, served by clerk 0, rated so. Returns the rating. */
static int64_t rate(struct fixture *f, int score)
{
    struct ticket t = fixture_visit(f, "pay", 60, 120);
    struct outcome out =
        fixture_do(f, (struct command){.kind = CMD_RATE, .token = t.token, .score = score, .text = "张三说的"});
    if (out.code != OUT_OK) fail_msg("%s", out.message);
    return out.id;
}

static enum outcome_code ask(struct fixture *f, int64_t rating, int64_t staff)
{
    return fixture_do(f, (struct command){.kind = CMD_REVIEW_ASK, .rating = rating, .staff = staff, .text = "点错了"})
        .code;
}

static enum outcome_code decide(struct fixture *f, int64_t rating, int64_t staff, bool agrees)
{
    return fixture_do(
               f,
               (struct command){
                   .kind = CMD_REVIEW_DECIDE, .rating = rating, .staff = staff, .agrees = agrees, .text = "核实过"})
        .code;
}

static struct rating_row figures(struct fixture *f)
{
    struct rating_row *rows, row;
    struct err err;
    int count;
    if (!report_ratings(f->db, &f->hall, "2026-11-18", "2026-11-18", BY_ALL, LANG_ZH_CN, &rows, &count, &err))
        fail_msg("%s", err.text);
    row = rows[0];
    free(rows);
    return row;
}

static void what_is_set_aside_leaves_the_figures_and_stays_counted(void **state)
{
    struct fixture *f = *state;
    int64_t bad = rate(f, 1);
    rate(f, 5);
    assert_int_equal(ask(f, bad, f->clerks[0]), OUT_OK);
    assert_int_equal(figures(f).rated, 2);
    assert_int_equal(decide(f, bad, f->supervisor, true), OUT_OK);
    struct rating_row row = figures(f);
    assert_int_equal(row.rated, 1);
    assert_int_equal(row.level[1], 0);
    assert_int_equal(row.set_aside, 1);
}

static void what_is_upheld_stays_in_the_figures(void **state)
{
    struct fixture *f = *state;
    int64_t bad = rate(f, 2);
    assert_int_equal(ask(f, bad, f->clerks[0]), OUT_OK);
    assert_int_equal(decide(f, bad, f->supervisor, false), OUT_OK);
    assert_int_equal(figures(f).rated, 1);
    assert_int_equal(figures(f).set_aside, 0);
}

static void only_a_supervisor_who_is_not_part_of_it_decides(void **state)
{
    struct fixture *f = *state;
    int64_t bad = rate(f, 1);
    assert_int_equal(decide(f, bad, f->supervisor, true), OUT_WRONG_STATE); /* nobody asked */
    assert_int_equal(ask(f, bad, f->supervisor), OUT_OK);
    assert_int_equal(decide(f, bad, f->clerks[1], true), OUT_NOT_ALLOWED);
    assert_int_equal(decide(f, bad, f->supervisor, true), OUT_NOT_ALLOWED); /* asked for it */
    assert_int_equal(decide(f, bad, 0, true), OUT_NOT_ALLOWED);
    assert_int_equal(decide(f, bad, second_boss, true), OUT_OK);
}

static void whoever_was_rated_does_not_decide(void **state)
{
    struct fixture *f = *state;
    struct ticket t = fixture_issue(f, "pay", NULL);
    struct command move = {.kind = CMD_NEXT, .counter = 1, .staff = second_boss};
    assert_int_equal(fixture_do(f, move).code, OUT_OK);
    for (size_t i = 0; i < 2; i++) {
        move = (struct command){.kind = i ? CMD_FINISH : CMD_START, .ticket = t.id, .staff = second_boss};
        assert_int_equal(fixture_do(f, move).code, OUT_OK);
    }
    int64_t bad = fixture_do(f, (struct command){.kind = CMD_RATE, .token = t.token, .score = 1}).id;
    assert_int_equal(ask(f, bad, f->clerks[0]), OUT_OK);
    assert_int_equal(decide(f, bad, second_boss, true), OUT_NOT_ALLOWED);
    assert_int_equal(decide(f, bad, f->supervisor, true), OUT_OK);
}

static void a_rating_is_reviewed_once(void **state)
{
    struct fixture *f = *state;
    int64_t bad = rate(f, 1);
    assert_int_equal(ask(f, bad, f->clerks[0]), OUT_OK);
    assert_int_equal(ask(f, bad, f->clerks[1]), OUT_WRONG_STATE);
    assert_int_equal(decide(f, bad, f->supervisor, false), OUT_OK);
    assert_int_equal(decide(f, bad, second_boss, true), OUT_WRONG_STATE);
    assert_int_equal(ask(f, bad, f->clerks[0]), OUT_WRONG_STATE);
}

static void bad_input_is_refused(void **state)
{
    struct fixture *f = *state;
    int64_t bad = rate(f, 1);
    struct command command = {.kind = CMD_REVIEW_ASK, .rating = bad, .staff = f->clerks[0]};
    assert_int_equal(fixture_do(f, command).code, OUT_INVALID);
    command.text = "a\x01z";
    assert_int_equal(fixture_do(f, command).code, OUT_INVALID);
    assert_int_equal(ask(f, 999, f->clerks[0]), OUT_NOT_FOUND);
    assert_int_equal(ask(f, bad, 0), OUT_NOT_ALLOWED); /* a visitor */
    assert_int_equal(ask(f, bad, f->clerks[0]), OUT_OK);
    command = (struct command){.kind = CMD_REVIEW_DECIDE, .rating = bad, .staff = f->supervisor};
    assert_int_equal(fixture_do(f, command).code, OUT_INVALID); /* without a reason */
    assert_int_equal(decide(f, 999, f->supervisor, true), OUT_NOT_FOUND);
}

/* The rows themselves hold to it, whoever writes. */
static void a_decided_review_stays(void **state)
{
    struct fixture *f = *state;
    struct err err;
    char path[128];
    int64_t bad = rate(f, 1);
    ask(f, bad, f->clerks[0]);
    snprintf(path, sizeof path, "%s/kiosk.db", f->dir);
    struct db *db = db_open(path, DB_WRITE, 1000, &err);
    assert_false(db_exec(db, "UPDATE rating SET set_aside = 1", &err));
    assert_non_null(strstr(err.text, "only by a review"));
    assert_int_equal(decide(f, bad, f->supervisor, true), OUT_OK);
    assert_false(db_exec(db, "UPDATE rating_review SET set_aside = 0", &err));
    assert_false(db_exec(db, "UPDATE rating SET set_aside = 0", &err));
    assert_false(db_exec(db, "DELETE FROM rating_review", &err));
    db_close(db);
}

/* ---- reading ---- */

struct seen {
    int count;
    struct rated first;
    char comment[32], reason[32], why[32];
};

static void see(void *arg, const struct rated *rated)
{
    struct seen *seen = arg;
    if (seen->count++ > 0) return;
    seen->first = *rated;
    snprintf(seen->comment, sizeof seen->comment, "%s", rated->comment);
    if (!rated->review.id) return;
    snprintf(seen->reason, sizeof seen->reason, "%s", rated->review.reason);
    snprintf(seen->why, sizeof seen->why, "%s", rated->review.why);
}

static struct seen read_ratings(struct fixture *f, int64_t staff, bool only_asked)
{
    struct seen seen = {0};
    struct err err;
    struct vault vault;
    writer_vault(f->writer, &vault);
    if (!ratings_read(f->db, &vault, staff, only_asked, 10, see, &seen, &err)) fail_msg("%s", err.text);
    return seen;
}

static void ratings_are_read_with_their_review(void **state)
{
    struct fixture *f = *state;
    rate(f, 5);
    int64_t bad = rate(f, 1);
    assert_int_equal(read_ratings(f, 0, false).count, 2);
    assert_int_equal(read_ratings(f, f->clerks[0], false).count, 2);
    assert_int_equal(read_ratings(f, f->clerks[1], false).count, 0);
    assert_int_equal(read_ratings(f, 0, true).count, 0);
    ask(f, bad, f->clerks[0]);
    struct seen seen = read_ratings(f, f->clerks[0], true);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.first.rating, bad);
    assert_int_equal(seen.first.score, 1);
    assert_string_equal(seen.comment, "张三说的");
    assert_string_equal(seen.first.day, "2026-11-18");
    assert_string_equal(seen.first.review.asked_by, "c1");
    assert_string_equal(seen.reason, "点错了");
    assert_int_equal(seen.first.review.decided_at, 0);
    assert_false(seen.first.set_aside);
    decide(f, bad, f->supervisor, true);
    seen = read_ratings(f, 0, true);
    assert_true(seen.first.set_aside);
    assert_string_equal(seen.first.review.decided_by, "boss");
    assert_string_equal(seen.why, "核实过");
}

/* ---- the tablet ---- */

static struct outcome rate_there(struct fixture *f, int counter)
{
    return fixture_do(
        f, (struct command){.kind = CMD_RATE_COUNTER, .counter = counter, .score = 4, .channel = "tablet"});
}

static void the_tablet_rates_what_was_just_finished(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(rate_there(f, 1).code, OUT_NOTHING_TO_RATE);
    struct ticket t = fixture_visit(f, "pay", 60, 120);
    assert_int_equal(rate_there(f, 2).code, OUT_NOTHING_TO_RATE); /* another counter */
    f->now += 119 * 1000;
    struct outcome out = rate_there(f, 1);
    assert_int_equal(out.code, OUT_OK);
    assert_int_equal(out.ticket.id, t.id);
    assert_int_equal(out.ticket.score, 4);
    assert_int_equal(rate_there(f, 1).code, OUT_NOTHING_TO_RATE); /* one visit, one rating */
    struct command by_phone = {.kind = CMD_RATE, .token = t.token, .score = 5};
    assert_int_equal(fixture_do(f, by_phone).code, OUT_ALREADY_RATED);
}

static void the_tablet_forgets_after_two_minutes(void **state)
{
    struct fixture *f = *state;
    struct ticket visit;
    struct err err;
    fixture_visit(f, "pay", 60, 120);
    f->now += TABLET_S * 1000;
    assert_true(tablet_visit(f->db, 1, f->now, &visit, &err));
    f->now += 1;
    assert_false(tablet_visit(f->db, 1, f->now, &visit, &err));
    assert_string_equal(err.text, "");
    assert_int_equal(rate_there(f, 1).code, OUT_NOTHING_TO_RATE);
}

/* The next visitor must not rate for the one before. */
static void the_tablet_forgets_when_the_next_is_called(void **state)
{
    struct fixture *f = *state;
    fixture_visit(f, "pay", 60, 120);
    struct ticket next = fixture_issue(f, "pay", NULL);
    assert_int_equal(fixture_next(f, 1).code, OUT_OK);
    assert_int_equal(rate_there(f, 1).code, OUT_NOTHING_TO_RATE);
    struct command absent = {.kind = CMD_ABSENT, .ticket = next.id, .staff = f->clerks[0]};
    assert_int_equal(fixture_do(f, absent).code, OUT_OK);
    assert_int_equal(rate_there(f, 1).code, OUT_NOTHING_TO_RATE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_set_aside_leaves_the_figures_and_stays_counted),
        TEST(what_is_upheld_stays_in_the_figures),
        TEST(only_a_supervisor_who_is_not_part_of_it_decides),
        TEST(whoever_was_rated_does_not_decide),
        TEST(a_rating_is_reviewed_once),
        TEST(bad_input_is_refused),
        TEST(a_decided_review_stays),
        TEST(ratings_are_read_with_their_review),
        TEST(the_tablet_rates_what_was_just_finished),
        TEST(the_tablet_forgets_after_two_minutes),
        TEST(the_tablet_forgets_when_the_next_is_called),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
