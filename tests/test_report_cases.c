/* Managers' figures of cases: what counts, from when on, and for whom. */
#include <stdlib.h>
#include <string.h>

#include "core/report_answer.h"
#include "support/cases.h"
#include "support/cmocka_all.h"

static const char day[] = "2026-11-18";

/* The row of that key; the last one of the answer, which ends with the sum, for NULL. */
static struct case_row row(struct cases *t, enum report_by by, const char *key, int64_t reader)
{
    struct case_row *rows, found = {.accepted = -1};
    struct err err;
    int count;
    if (!report_cases(t->f.db, &t->f.hall, day, day, by, LANG_ZH_CN, t->f.now, reader, &rows, &count, &err))
        fail_msg("%s", err.text);
    for (int i = 0; i < count; i++)
        if (strcmp(rows[i].key, key) == 0) found = rows[i];
    free(rows);
    return found;
}

static void every_kind_has_a_row(void **state)
{
    struct cases *t = *state;
    struct command praise = case_command("谢谢");
    praise.case_kind = CASE_PRAISE;
    case_file(t, case_command("等了很久"));
    case_file(t, case_command("又等了很久"));
    case_file(t, praise);
    assert_int_equal(row(t, BY_KIND, "complaint", 0).accepted, 2);
    assert_int_equal(row(t, BY_KIND, "complaint", 0).unfinished, 2);
    assert_int_equal(row(t, BY_KIND, "praise", 0).accepted, 1);
    assert_int_equal(row(t, BY_KIND, "bad_rating", 0).accepted, 0);
    assert_int_equal(row(t, BY_ALL, "", 0).accepted, 3);
    assert_int_equal(row(t, BY_DAY, day, 0).accepted, 3);
}

static void a_deadline_counts_once_it_has_come(void **state)
{
    struct cases *t = *state;
    struct complaint answered = case_file(t, case_command("等了很久"));
    case_file(t, case_command("没人理"));
    case_brought(t, answered.id, CASE_RESOLVED);
    struct case_row r = row(t, BY_KIND, "complaint", 0);
    assert_int_equal(r.reply_due, 0);
    assert_int_equal(r.resolve_due, 0);
    assert_int_equal(r.overdue, 0);
    t->f.now = answered.reply_due;
    r = row(t, BY_KIND, "complaint", 0);
    assert_int_equal(r.reply_due, 2);
    assert_int_equal(r.replied_in_time, 1);
    assert_int_equal(r.resolve_due, 0);
    t->f.now = answered.resolve_due + 1;
    r = row(t, BY_KIND, "complaint", 0);
    assert_int_equal(r.resolve_due, 2);
    assert_int_equal(r.resolved_in_time, 1);
    assert_int_equal(r.overdue, 2); /* one has no reply, the other no follow-up call */
    assert_int_equal(r.unfinished, 1);
}

static void the_follow_up_tells_who_is_content(void **state)
{
    struct cases *t = *state;
    struct complaint done = case_brought(t, case_file(t, case_command("等了很久")).id, CASE_RESOLVED);
    struct command answer = {.case_result = RESULT_SOLVED, .case_content = CONTENT_YES};
    t->f.now = done.follow_up_due + 1;
    assert_int_equal(row(t, BY_ALL, "", 0).follow_up_due, 1);
    assert_int_equal(row(t, BY_ALL, "", 0).followed_up, 0);
    assert_int_equal(case_make(t, CMD_CASE_FOLLOW_UP, done.id, t->f.clerks[1], answer).code, OUT_OK);
    struct case_row r = row(t, BY_ALL, "", 0);
    assert_int_equal(r.followed_up, 1);
    assert_int_equal(r.asked, 1);
    assert_int_equal(r.satisfied, 1);
    assert_int_equal(r.overdue, 0);
    assert_int_equal(row(t, BY_STAFF, "c1", 0).accepted, 1); /* whoever owns it */
}

static int64_t rate(struct cases *t, int score)
{
    struct ticket visit = fixture_visit(&t->f, "pay", 60, 120);
    return fixture_do(&t->f, (struct command){.kind = CMD_RATE, .token = visit.token, .score = score}).id;
}

static void ratings_set_aside_are_not_among_the_bad(void **state)
{
    struct cases *t = *state;
    rate(t, 1);
    int64_t mistaken = rate(t, 2);
    rate(t, 5);
    struct case_row r = row(t, BY_KIND, "bad_rating", 0);
    assert_int_equal(r.accepted, 2);
    assert_int_equal(r.bad, 2);
    assert_int_equal(r.put_right, 0);
    struct command review = {
        .kind = CMD_REVIEW_ASK, .rating = mistaken, .staff = t->f.clerks[0], .text = "点错了", .agrees = true};
    assert_int_equal(fixture_do(&t->f, review).code, OUT_OK);
    review.kind = CMD_REVIEW_DECIDE;
    review.staff = t->f.supervisor;
    assert_int_equal(fixture_do(&t->f, review).code, OUT_OK);
    r = row(t, BY_KIND, "bad_rating", 0);
    assert_int_equal(r.bad, 1);
    assert_int_equal(r.set_aside, 1);
    assert_int_equal(r.accepted, 2);
}

/* Nobody learns from a figure that there is a case about themselves. */
static void cases_about_the_reader_are_left_out(void **state)
{
    struct cases *t = *state;
    struct command about = case_command("冷淡");
    about.about = ABOUT_STAFF;
    about.staff = t->f.clerks[0];
    about.login = "boss";
    case_file(t, about);
    assert_int_equal(row(t, BY_ALL, "", 0).accepted, 1);
    assert_int_equal(row(t, BY_ALL, "", t->f.supervisor).accepted, 0);
    assert_int_equal(row(t, BY_ALL, "", t->supervisor2).accepted, 1);
}

static void expect_in(struct cases *t, enum report_form form, const char *text)
{
    struct report_question q = {
        .kind = REPORT_CASES, .from = day, .to = day, .form = form, .lang = LANG_ZH_CN, .at = t->f.now};
    struct report_answer answer;
    struct str out = {0};
    struct err err;
    if (!report_read(t->f.db, &t->f.hall, &q, &answer, &err) || !report_write(&t->f.hall, &q, &answer, &out, &err))
        fail_msg("%s", err.text);
    if (!memmem(out.s, out.n, text, strlen(text))) fail_msg("no \"%s\" in:\n%s", text, out.s);
    report_answer_free(&answer);
    str_free(&out);
}

static void it_is_written_in_every_form(void **state)
{
    struct cases *t = *state;
    case_file(t, case_command("等了很久"));
    expect_in(t, REPORT_TEXT, "案件  2026-11-18 – 2026-11-18");
    expect_in(t, REPORT_TEXT, "全部");
    expect_in(t, REPORT_CSV, "\r\n\"complaint\",\"投诉\",1,1,0,0,0,0,0,0,0,0,0,,,,0,0,0\r\n");
    expect_in(t, REPORT_JSON, "\"by\": \"kind\"");
    expect_in(t, REPORT_JSON, "\"follow_up_rate\": null");
    expect_in(t, REPORT_XLSX, "PK");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, cases_open, cases_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_has_a_row),
        TEST(a_deadline_counts_once_it_has_come),
        TEST(the_follow_up_tells_who_is_content),
        TEST(ratings_set_aside_are_not_among_the_bad),
        TEST(cases_about_the_reader_are_left_out),
        TEST(it_is_written_in_every_form),
    };
    if (!i18n_init(KIOSK_BINARY_DIR "/locale")) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
