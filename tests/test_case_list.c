/* Finding cases: which come first, how many, by what they are searched; a lost receipt; the case of a bad rating. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cases.h"
#include "support/cmocka_all.h"

static const ms_t day_ms = 24 * 3600 * (ms_t)1000;

static void note_case(void *arg, const struct complaint *found, const char *text)
{
    char *told = arg;
    size_t n = strlen(told);
    (void)found;
    snprintf(told + n, 512 - n, "%s ", *text ? text : "-");
}

/* The texts (-: none) in the order they come, and how many there are in all. */
static int list(struct cases *t, struct case_filter filter, int skip, int max, char told[512])
{
    struct case_reader reader = {t->f.supervisor, ROLE_SUPERVISOR};
    struct err err;
    int total;
    filter.now = t->f.now;
    told[0] = '\0';
    if (!complaint_list(t->f.db, &t->vault, &reader, &filter, skip, max, note_case, told, &total, &err))
        fail_msg("%s", err.text);
    return total;
}

static struct complaint file_kind(struct cases *t, enum case_kind kind, const char *text)
{
    struct command command = case_command(text);
    command.case_kind = kind;
    return case_file(t, command);
}

static void what_is_due_first_comes_first(void **state)
{
    struct cases *t = *state;
    char told[512];
    file_kind(t, CASE_PRAISE, "谢");    /* due never */
    file_kind(t, CASE_COMPLAINT, "慢"); /* in three days */
    file_kind(t, CASE_ENQUIRY, "问");   /* in 24 hours */
    int64_t old = file_kind(t, CASE_COMPLAINT, "旧").id;
    case_brought(t, old, CASE_CLOSED);                                     /* closed */
    case_brought(t, file_kind(t, CASE_COMPLAINT, "回").id, CASE_RESOLVED); /* a call tomorrow */
    t->f.now += 60000;
    case_brought(t, file_kind(t, CASE_COMPLAINT, "新").id, CASE_CLOSED); /* closed later */
    assert_int_equal(list(t, (struct case_filter){0}, 0, 50, told), 6);
    assert_string_equal(told, "问 回 慢 谢 新 旧 ");
    /* By pages, across the two parts of the list. */
    for (int skip = 0; skip < 7; skip++) {
        static const char *const pages[] = {"问 回 ", "回 慢 ", "慢 谢 ", "谢 新 ", "新 旧 ", "旧 ", ""};
        assert_int_equal(list(t, (struct case_filter){0}, skip, 2, told), 6);
        assert_string_equal(told, pages[skip]);
    }
}

static void filters(void **state)
{
    struct cases *t = *state;
    char told[512];
    file_kind(t, CASE_PRAISE, "谢");
    struct complaint late = file_kind(t, CASE_COMPLAINT, "慢");
    case_brought(t, late.id, CASE_OPEN);
    case_brought(t, file_kind(t, CASE_COMPLAINT, "回").id, CASE_RESOLVED);
    t->f.now += day_ms;
    file_kind(t, CASE_ENQUIRY, "问");
    list(t, (struct case_filter){.kinds = 1U << CASE_PRAISE | 1U << CASE_ENQUIRY}, 0, 50, told);
    assert_string_equal(told, "问 谢 ");
    list(t, (struct case_filter){.states = 1U << CASE_OPEN}, 0, 50, told);
    assert_string_equal(told, "慢 ");
    list(t, (struct case_filter){.owner = t->f.clerks[0]}, 0, 50, told);
    assert_string_equal(told, "回 慢 ");
    list(t, (struct case_filter){.owner = -1}, 0, 50, told);
    assert_string_equal(told, "问 谢 ");
    list(t, (struct case_filter){.day = "2026-11-19"}, 0, 50, told);
    assert_string_equal(told, "问 ");
    list(t, (struct case_filter){.to_follow_up = true}, 0, 50, told);
    assert_string_equal(told, "回 ");
    /* Overdue is reckoned, not kept: it comes with the time. */
    assert_int_equal(list(t, (struct case_filter){.overdue = true}, 0, 50, told), 0);
    t->f.now = late.reply_due + 1;
    assert_int_equal(list(t, (struct case_filter){.overdue = true}, 0, 50, told), 3);
    assert_string_equal(told, "回 问 慢 ");
}

static void search_opens_the_texts(void **state)
{
    struct cases *t = *state;
    char told[512];
    struct complaint with_phone = case_about_clerk(t, -1);
    struct complaint plain = file_kind(t, CASE_COMPLAINT, "Long QUEUE");
    case_brought(t, plain.id, CASE_OPEN);
    case_make(t, CMD_CASE_NOTE, plain.id, t->f.clerks[0], (struct command){.text = "表具编号 7788"});
    case_brought(t, with_phone.id, CASE_CLOSED);
    char number[CASE_NUMBER_SIZE];
    snprintf(number, sizeof number, "t%.18s", plain.number + 1);
    const struct {
        const char *search, *found;
    } cases[] = {{"T261118", "Long QUEUE 等了很久 "},
                 {number, "Long QUEUE "},
                 {"queue", "Long QUEUE "},
                 {"7788", "Long QUEUE "},
                 {"5678", "等了很久 "},
                 {"678", ""},
                 {"nowhere", ""},
                 {"很久", "等了很久 "}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        list(t, (struct case_filter){.search = cases[i].search}, 0, 50, told);
        assert_string_equal(told, cases[i].found);
    }
    assert_int_equal(list(t, (struct case_filter){.search = "T261118"}, 1, 1, told), 2);
    assert_string_equal(told, "等了很久 ");
}

static void counts_are_by_when_it_is_due(void **state)
{
    struct cases *t = *state;
    struct case_reader reader = {t->f.clerks[0], ROLE_CLERK};
    struct case_counts n;
    file_kind(t, CASE_ENQUIRY, "问");                                      /* tomorrow at ten */
    case_brought(t, file_kind(t, CASE_COMPLAINT, "慢").id, CASE_OPEN);     /* in three days, mine */
    case_brought(t, file_kind(t, CASE_COMPLAINT, "回").id, CASE_RESOLVED); /* tomorrow at five, mine */
    case_brought(t, file_kind(t, CASE_COMPLAINT, "完").id, CASE_CLOSED);
    assert_true(complaint_counts(t->f.db, &t->f.hall, &reader, t->f.now, &n, NULL));
    assert_int_equal(n.mine, 2);
    assert_int_equal(n.all, 3);
    assert_int_equal(n.overdue, 0);
    assert_int_equal(n.today, 0);
    assert_int_equal(n.tomorrow, 2);
    assert_int_equal(n.later, 1);
    assert_int_equal(n.to_follow_up, 1);
    assert_true(complaint_counts(t->f.db, &t->f.hall, &reader, t->f.now + day_ms + 3600000, &n, NULL));
    assert_int_equal(n.overdue, 1);
    assert_int_equal(n.today, 1);
}

/* ---- a lost receipt ---- */

static struct outcome tail(struct cases *t, const char *number, const char *digits)
{
    return fixture_do(&t->f, (struct command){.kind = CMD_CASE_TAIL, .number = number, .text = digits});
}

static void a_lost_receipt_is_found_by_number_and_digits(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_about_clerk(t, -1);
    struct outcome out = tail(t, c.number, "5678");
    assert_int_equal(out.code, OUT_OK);
    assert_string_equal(out.complaint.token, c.token);
    assert_int_equal(tail(t, "T261118-1", "5678").code, OUT_INVALID);
    char longer[CASE_NUMBER_SIZE + 1];
    snprintf(longer, sizeof longer, "T261118-0%.11s", c.number + 8);
    assert_int_equal(tail(t, longer, "5678").code, OUT_OK);
    static const char *const bad[] = {
        "", "T", "T261318-001", "X261118-001", "T261118-00a", "T261118-000", "001", "T261118-99999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_int_equal(tail(t, bad[i], "5678").code, OUT_INVALID);
    assert_int_equal(tail(t, c.number, "567").code, OUT_INVALID);
    assert_int_equal(tail(t, c.number, "56a8").code, OUT_INVALID);
}

/* A number that there is, one that there is not, and one without a phone: five tries a day each, the same words. */
static void wrong_digits_are_counted_and_tell_nothing(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_about_clerk(t, -1), anonymous = case_file(t, case_command("匿名"));
    const char *const numbers[] = {c.number, "T261118-7777", anonymous.number};
    for (int i = 0; i < CASE_TRIES; i++)
        for (int n = 0; n < 3; n++) {
            struct outcome out = tail(t, numbers[n], "0000");
            assert_int_equal(out.code, OUT_WRONG_CODE);
            assert_string_equal(out.message, "number and digits do not fit together");
            assert_int_equal(out.complaint.id, 0);
        }
    for (int n = 0; n < 3; n++) assert_int_equal(tail(t, numbers[n], "5678").code, OUT_CODE_LOCKED);
    fixture_restart(&t->f);
    assert_int_equal(tail(t, c.number, "5678").code, OUT_CODE_LOCKED);
    t->f.now += day_ms;
    assert_int_equal(tail(t, c.number, "5678").code, OUT_OK);
}

/* ---- other ways in ---- */

static int64_t last_case(struct cases *t)
{
    struct err err;
    struct stmt *q = db_prepare(t->f.db, "SELECT max(id) FROM complaint");
    int64_t id = stmt_step(q) ? stmt_int(q, 0) : 0;
    assert_true(stmt_end(q, &err));
    return id;
}

static void a_bad_rating_opens_a_case_of_itself(void **state)
{
    struct cases *t = *state;
    for (int score = 1; score <= 5; score++) {
        struct ticket ticket = fixture_visit(&t->f, "pay", 60, 60);
        struct command rate = {.kind = CMD_RATE, .token = ticket.token, .score = score, .channel = "phone"};
        if (score == 2) rate.text = "等太久";
        if (score <= 2) {
            rate.reasons[0] = "long_wait";
            rate.reason_count = 1;
        }
        struct outcome out = fixture_do(&t->f, rate);
        assert_int_equal(out.code, OUT_OK);
        assert_int_equal(out.id, score); /* the rating's, not the case's */
    }
    char told[512];
    assert_int_equal(list(t, (struct case_filter){.kinds = 1U << CASE_BAD_RATING}, 0, 50, told), 2);
    assert_string_equal(told, "- 等太久 ");
    struct complaint c = case_now(t, last_case(t));
    assert_int_equal(c.number[0], 'P');
    assert_int_equal(c.score, 2);
    assert_int_equal(c.rating, 2);
    assert_int_equal(c.severity, SEVERITY_NORMAL);
    assert_string_equal(c.service, "pay");
    bool concerned;
    assert_true(case_concerns(t->f.db, c.id, t->f.clerks[0], &concerned, NULL));
    assert_true(concerned);
    struct command again = {.kind = CMD_COMPLAIN, .case_kind = CASE_BAD_RATING, .text = "x"};
    assert_int_equal(fixture_do(&t->f, again).code, OUT_INVALID); /* nobody files one by hand */
}

static void staff_file_for_those_who_call(void **state)
{
    struct cases *t = *state;
    struct ticket visit = fixture_visit(&t->f, "pay", 60, 60);
    struct command command = case_command("电话里说的");
    command.channel = "console";
    command.staff = t->f.clerks[1];
    command.about = ABOUT_VISIT;
    command.ticket = visit.id;
    command.severity = SEVERITY_MAJOR;
    command.phone = CASE_PHONE;
    struct complaint c = case_file(t, command);
    assert_string_equal(c.ticket, visit.number);
    assert_string_equal(c.channel, "console");
    assert_int_equal(c.severity, SEVERITY_MAJOR);
    assert_int_equal(c.owner, t->manager);
    /* A visitor names no ticket by its id, nor weighs the case. */
    command.staff = 0;
    command.token = NULL;
    assert_int_equal(fixture_do(&t->f, command).code, OUT_NOT_FOUND);
    command.token = visit.token;
    assert_int_equal(case_file(t, command).severity, SEVERITY_NORMAL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, cases_open, cases_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_due_first_comes_first),
        TEST(filters),
        TEST(search_opens_the_texts),
        TEST(counts_are_by_when_it_is_due),
        TEST(a_lost_receipt_is_found_by_number_and_digits),
        TEST(wrong_digits_are_counted_and_tell_nothing),
        TEST(a_bad_rating_opens_a_case_of_itself),
        TEST(staff_file_for_those_who_call),
    };
    return cmocka_run_group_tests_name("case_list", tests, NULL, NULL);
}
