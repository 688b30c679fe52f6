/* The story of a case: what is said to it, who is shown what, and that nothing of it is unsaid. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/journal.h"
#include "support/cases.h"
#include "support/cmocka_all.h"

/* A story as lines "seq kind who: text". */
struct told {
    char lines[4096];
    char body[512]; /* of the last one */
};

static void note_event(void *arg, const struct case_event *event)
{
    struct told *told = arg;
    size_t n = strlen(told->lines);
    snprintf(told->lines + n, sizeof told->lines - n, "%d %s %s: %s\n", event->seq, event->kind, event->staff_name,
             event->text     ? event->text
             : event->erased ? "erased"
                             : "-");
    snprintf(told->body, sizeof told->body, "%s", event->body);
}

static struct told story(struct cases *t, int64_t id, bool for_visitor)
{
    struct told told = {.lines = ""};
    struct err err;
    if (!complaint_story(t->f.db, &t->vault, id, for_visitor, note_event, &told, &err)) fail_msg("%s", err.text);
    return told;
}

static void it_tells_everything_in_order(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_about_clerk(t, -1);
    case_made(t, CMD_CASE_ACCEPT, c.id, t->f.clerks[0]);
    case_make(t, CMD_CASE_NOTE, c.id, t->f.clerks[1], (struct command){.text = "只在内部看"});
    case_make(t, CMD_CASE_REPLY, c.id, t->f.clerks[0], (struct command){.text = "给您添麻烦了"});
    assert_string_equal(
        story(t, c.id, false).lines,
        "1 filed : 等了很久\n2 accepted c1: 核实过了\n3 noted c2: 只在内部看\n4 replied c1: 给您添麻烦了\n");
    /* The visitor is told what is meant for them, and nobody's notes. */
    assert_string_equal(story(t, c.id, true).lines,
                        "1 filed : 等了很久\n2 accepted c1: -\n4 replied c1: 给您添麻烦了\n");
}

static void a_correction_stands_beside_what_it_corrects(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_about_clerk(t, -1);
    case_made(t, CMD_CASE_ACCEPT, c.id, t->f.clerks[0]);
    case_make(t, CMD_CASE_REPLY, c.id, t->f.clerks[0], (struct command){.text = "11月16日来"});
    struct command right = {.event = 3, .text = "11月13日来"};
    assert_int_equal(case_make(t, CMD_CASE_CORRECT, c.id, t->f.clerks[1], right).code, OUT_NOT_ALLOWED);
    assert_int_equal(case_make(t, CMD_CASE_CORRECT, c.id, t->f.clerks[0], right).code, OUT_OK);
    assert_string_equal(story(t, c.id, false).body, "{\"beside\":false,\"corrects\":3}");
    assert_non_null(strstr(story(t, c.id, true).lines, "3 replied c1: 11月16日来\n4 corrected c1: 11月13日来\n"));
    right.event = 9;
    assert_int_equal(case_make(t, CMD_CASE_CORRECT, c.id, t->f.supervisor, right).code, OUT_NOT_FOUND);
    /* Beside the visitor's words stands a note, for staff. */
    right.event = 1;
    assert_int_equal(case_make(t, CMD_CASE_CORRECT, c.id, t->f.clerks[1], right).code, OUT_NOT_ALLOWED);
    assert_int_equal(case_make(t, CMD_CASE_CORRECT, c.id, t->f.clerks[0], right).code, OUT_OK);
    assert_string_equal(story(t, c.id, false).body, "{\"beside\":true,\"corrects\":1}");
    assert_null(strstr(story(t, c.id, true).lines, "5 corrected"));
}

static void a_contact_is_shown_with_a_reason_and_a_trace(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_OPEN);
    assert_int_equal(case_make(t, CMD_CASE_REVEAL, c.id, t->f.clerks[0], (struct command){.text = ""}).code,
                     OUT_INVALID);
    struct outcome out = case_make(t, CMD_CASE_REVEAL, c.id, t->f.clerks[0], (struct command){.text = "打电话核实"});
    assert_int_equal(out.code, OUT_OK);
    assert_string_equal(out.revealed.phone, CASE_PHONE);
    assert_string_equal(out.revealed.name, "张三丰");
    assert_non_null(strstr(story(t, c.id, false).lines, "3 revealed c1: 打电话核实"));
    assert_null(strstr(story(t, c.id, true).lines, "revealed"));
    /* Whoever makes the follow-up call needs it, and nobody else. */
    assert_int_equal(case_make(t, CMD_CASE_REVEAL, c.id, t->f.clerks[1], (struct command){0}).code, OUT_NOT_ALLOWED);
    case_made(t, CMD_CASE_REPLY, c.id, t->f.clerks[0]);
    case_made(t, CMD_CASE_RESOLVE, c.id, t->f.clerks[0]);
    out = case_make(t, CMD_CASE_REVEAL, c.id, t->f.clerks[1], (struct command){0});
    assert_string_equal(out.revealed.phone, CASE_PHONE);
    c = case_brought(t, case_file(t, case_command("匿名")).id, CASE_OPEN);
    assert_int_equal(case_make(t, CMD_CASE_REVEAL, c.id, t->f.clerks[0], (struct command){0}).code, OUT_WRONG_STATE);
}

static struct outcome visitor(struct cases *t, enum command_kind kind, const struct complaint *c, const char *text,
                              bool satisfied)
{
    return case_make(t, kind, 0, 0, (struct command){.token = c->token, .text = text, .satisfied = satisfied});
}

static void a_visitor_adds_to_a_case_in_any_state(void **state)
{
    struct cases *t = *state;
    for (int s = 0; s < CASE_STATE_COUNT; s++) {
        struct complaint c = case_brought(t, case_about_clerk(t, -1).id, (enum case_state)s);
        struct outcome out = visitor(t, CMD_CASE_MESSAGE, &c, "还有一件事", false);
        assert_int_equal(out.code, OUT_OK);
        assert_int_equal(out.complaint.state, s); /* a closed one does not open again by it */
        assert_non_null(strstr(story(t, c.id, true).lines, "message : 还有一件事"));
        assert_non_null(strstr(story(t, c.id, false).lines, "message : 还有一件事"));
        assert_int_equal(visitor(t, CMD_CASE_MESSAGE, &c, "  ", false).code, OUT_INVALID);
        c.token[0] = c.token[0] == 'A' ? 'B' : 'A';
        assert_int_equal(visitor(t, CMD_CASE_MESSAGE, &c, "x", false).code, OUT_NOT_FOUND);
    }
}

static void danger_in_a_message_is_weighed_at_once(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_OPEN);
    c = visitor(t, CMD_CASE_MESSAGE, &c, "现在漏气了", false).complaint;
    assert_int_equal(c.severity, SEVERITY_URGENT);
    assert_int_equal(c.owner, t->manager);
}

static void the_visitors_answer_is_the_follow_up(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_OPEN);
    assert_int_equal(visitor(t, CMD_CASE_ANSWER, &c, "", true).code, OUT_WRONG_STATE);
    c = case_brought(t, case_about_clerk(t, -1).id, CASE_RESOLVED);
    struct complaint answered = visitor(t, CMD_CASE_ANSWER, &c, "", true).complaint;
    assert_true(answered.answered);
    assert_int_equal(answered.content, CONTENT_YES);
    assert_int_equal(visitor(t, CMD_CASE_ANSWER, &c, "", true).code, OUT_WRONG_STATE);
    case_made(t, CMD_CASE_CLOSE, c.id, t->f.clerks[0]);
    /* Not solved after all: open again, for two weeks. */
    struct outcome out = visitor(t, CMD_CASE_ANSWER, &c, "又坏了", false);
    assert_int_equal(out.complaint.state, CASE_OPEN);
    assert_false(out.complaint.answered);
    c = case_brought(t, case_about_clerk(t, -1).id, CASE_CLOSED);
    t->f.now += 14 * 24 * 3600 * (ms_t)1000;
    assert_int_equal(visitor(t, CMD_CASE_ANSWER, &c, "又坏了", false).code, OUT_EXPIRED);
    assert_int_equal(case_now(t, c.id).state, CASE_CLOSED);
}

/* A closed case that staff reply to: they are told, and nothing is lost. */
static void a_closed_case_is_not_replied_to(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_CLOSED);
    struct outcome out = case_make(t, CMD_CASE_REPLY, c.id, t->f.clerks[0], (struct command){0});
    assert_int_equal(out.code, OUT_WRONG_STATE);
    assert_non_null(strstr(out.message, "is closed (c1, "));
    assert_non_null(strstr(out.message, "cannot be replied to"));
}

static void texts_that_are_not_fit_are_refused(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_OPEN);
    static char long_text[10001];
    memset(long_text, 'x', 10000);
    const char *const bad[] = {"",
                               " \t\n",
                               "\u3000\u3000",
                               "\u200b\ufeff",
                               long_text,
                               "\xff\xfe",
                               "a\x01"
                               "b",
                               "x\xe2\x80\xae"
                               "y"};
    const char *const good[] = {"😀👨‍👩‍👧", "<script>alert(1)</script>", "一行\n又一行",
                                "'; DROP TABLE complaint; --"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(fixture_do(&t->f, case_command(bad[i])).code, OUT_INVALID);
        assert_int_equal(case_make(t, CMD_CASE_NOTE, c.id, t->f.clerks[0], (struct command){.text = bad[i]}).code,
                         OUT_INVALID);
        assert_int_equal(visitor(t, CMD_CASE_MESSAGE, &c, bad[i], false).code, OUT_INVALID);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct complaint made = case_file(t, case_command(good[i]));
        assert_non_null(strstr(story(t, made.id, false).lines, good[i]));
    }
}

/* ---- nothing is unsaid ---- */

static struct db *open_to_write(struct cases *t)
{
    char path[128];
    struct err err;
    snprintf(path, sizeof path, "%s/kiosk.db", t->f.dir);
    struct db *db = db_open(path, DB_WRITE, 1000, &err);
    if (!db) fail_msg("%s", err.text);
    return db;
}

static void the_tables_refuse_to_forget(void **state)
{
    struct cases *t = *state;
    case_brought(t, case_about_clerk(t, 2).id, CASE_CLOSED);
    struct db *db = open_to_write(t);
    static const char *const attempts[] = {
        "UPDATE complaint_event SET kind = 'noted'",
        "UPDATE complaint_event SET body = '{}', text_hash = NULL WHERE seq = 1",
        "DELETE FROM complaint_event",
        "UPDATE complaint_text SET sealed = x'00'",
        "DELETE FROM complaint_text",
        "DELETE FROM complaint",
        "UPDATE complaint SET kind = 1",
        "UPDATE complaint SET filed_at = 1",
        "UPDATE complaint SET about_staff = 1",
        "UPDATE complaint SET phone = NULL",
        "UPDATE complaint SET name = NULL, phone = NULL, phone_tail = NULL",
        "DELETE FROM complaint_concerned",
        "UPDATE complaint_concerned SET staff = 1",
        "INSERT OR REPLACE INTO complaint_event SELECT * FROM complaint_event WHERE seq = 1",
        "INSERT OR REPLACE INTO complaint_text SELECT * FROM complaint_text",
        "INSERT OR REPLACE INTO complaint SELECT * FROM complaint",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal",
    };
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
        if (db_exec(db, attempts[i], NULL)) fail_msg("allowed: %s", attempts[i]);
    db_close(db);
    assert_true(complaint_verify(t->f.db, NULL));
}

static void rate_and_close_the_day(struct cases *t)
{
    struct ticket visit = fixture_visit(&t->f, "pay", 60, 60);
    struct command rate = {.kind = CMD_RATE, .token = visit.token, .score = 3};
    assert_int_equal(fixture_do(&t->f, rate).code, OUT_OK);
    assert_int_equal(fixture_do(&t->f, (struct command){.kind = CMD_CLOSING, .staff = t->f.supervisor}).code, OUT_OK);
}

/* Somebody with the file and a tool takes the guards away first: then the journal tells. */
static const struct {
    const char *sql, *told;
} tamperings[] = {
    {"DROP TRIGGER event_keeps; UPDATE complaint_event SET body = '{\"outcome\":\"partly\"}' WHERE id = 4",
     "entry 4 of its story was changed"},
    {"DROP TRIGGER event_keeps; UPDATE complaint_event SET staff = 3 WHERE id = 3",
     "entry 3 of its story was changed"},
    {"DROP TRIGGER event_keeps; UPDATE complaint_event SET at = 7 WHERE id = 3", "entry 3 of its story was changed"},
    {"DROP TRIGGER text_stays; DELETE FROM complaint_text WHERE event = 3",
     "the text of entry 3 of its story is missing"},
    {"DROP TRIGGER text_keeps; UPDATE complaint_text SET sealed = x'00' WHERE event = 3",
     "the text of entry 3 of its story was changed"},
    {"DROP TRIGGER text_stays; DROP TRIGGER event_stays; DELETE FROM complaint_text WHERE event = 5;"
     " DELETE FROM complaint_event WHERE id = 5",
     "entry 5 of its story is missing"},
    {"INSERT INTO complaint_event (complaint, seq, at, kind, channel, body) SELECT id, 7, 1, 'noted', 'x', '{}'"
     " FROM complaint",
     "their stories have"},
    {"UPDATE complaint SET state = 2, owner = 1", "not as its story left it"},
    {"UPDATE complaint SET resolve_due = resolve_due + 86400000", "not as its story left it"},
    {"UPDATE complaint SET level = 2", "not as its story left it"},
    {"UPDATE complaint SET token = 'AAAAAAAAAAAAAAAAAAAAAA'", "not as its story left it"},
    {"DROP TRIGGER complaint_keeps; UPDATE complaint SET kind = 1", "not as its story left it"},
    {"DROP TRIGGER complaint_contact; UPDATE complaint SET phone = x'00'", "not as its story left it"},
    {"INSERT INTO complaint_concerned SELECT c.id, s.id FROM complaint c, staff s LIMIT 1",
     "not as its story left it"},
    {"DROP TRIGGER text_keeps; UPDATE complaint_text SET sealed = (SELECT sealed FROM complaint_text"
     " WHERE event = 1) WHERE event = 3",
     "the text of entry 3 of its story was changed"},
    {"DROP TRIGGER rating_keeps; UPDATE rating SET score = 5", "the rating of B001, 2026-11-18, is not as"},
    {"DROP TRIGGER rating_aside; UPDATE rating SET set_aside = 1", "the rating of B001, 2026-11-18, is not as"},
    {"DROP TRIGGER rating_stays; PRAGMA foreign_keys = OFF; DELETE FROM rating",
     "the rating of B001, 2026-11-18, is not as"},
    {"DROP TRIGGER closing_keeps; UPDATE closing SET hash = replace(hash, 'a', 'b')", "closing report of 2026-11-18"},
};

static void what_was_tampered_with_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tamperings / sizeof *tamperings; i++) {
        void *fresh;
        struct err err = {""};
        cases_open(&fresh);
        struct cases *t = fresh;
        case_brought(t, case_about_clerk(t, -1).id, CASE_CLOSED);
        rate_and_close_the_day(t);
        if (!complaint_verify(t->f.db, &err)) fail_msg("%s", err.text);
        struct db *db = open_to_write(t);
        if (!db_exec(db, tamperings[i].sql, &err)) fail_msg("%s", err.text);
        db_close(db);
        if (complaint_verify(t->f.db, &err)) fail_msg("not found: %s", tamperings[i].told);
        if (!strstr(err.text, tamperings[i].told)) fail_msg("%s, not: %s", err.text, tamperings[i].told);
        assert_true(journal_verify(t->f.db, NULL));
        cases_close(&fresh);
    }
}

static void without_the_key_the_story_stays(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_about_clerk(t, -1);
    struct vault other;
    struct told told = {.lines = ""};
    vault_init(&other, "/nowhere");
    assert_true(complaint_story(t->f.db, &other, c.id, false, note_event, &told, NULL));
    assert_string_equal(told.lines, "1 filed : *\n");
    assert_true(complaint_verify(t->f.db, NULL));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, cases_open, cases_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_tells_everything_in_order),
        TEST(a_correction_stands_beside_what_it_corrects),
        TEST(a_contact_is_shown_with_a_reason_and_a_trace),
        TEST(a_visitor_adds_to_a_case_in_any_state),
        TEST(danger_in_a_message_is_weighed_at_once),
        TEST(the_visitors_answer_is_the_follow_up),
        TEST(a_closed_case_is_not_replied_to),
        TEST(texts_that_are_not_fit_are_refused),
        TEST(the_tables_refuse_to_forget),
        cmocka_unit_test(what_was_tampered_with_is_named),
        TEST(without_the_key_the_story_stays),
    };
    return cmocka_run_group_tests_name("case_story", tests, NULL, NULL);
}
