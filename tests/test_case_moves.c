/* What may be done with a case, in which order, and what it does to owner, level and deadlines. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/deadline.h"
#include "support/cases.h"
#include "support/cmocka_all.h"

#define NOTHING ((struct command){0})

static enum outcome_code code_of(struct cases *t, enum command_kind kind, int64_t id, int64_t staff)
{
    return case_make(t, kind, id, staff, NOTHING).code;
}

static void the_way_of_a_complaint(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_about_clerk(t, -1);
    ms_t due;
    assert_int_equal(c.state, CASE_FILED);
    assert_int_equal(c.since, t->f.now);
    assert_true(c.reply_due == deadline_due(&t->f.hall, t->f.now, (struct term){.days = 3}));
    assert_true(c.resolve_due == deadline_due(&t->f.hall, t->f.now, (struct term){.days = 5}));
    assert_int_equal(case_due(&c, &due), DUE_REPLY);
    c = case_brought(t, c.id, CASE_OPEN);
    assert_int_equal(c.owner, t->f.clerks[0]);
    assert_string_equal(c.owner_name, "c1");
    c = case_brought(t, case_about_clerk(t, -1).id, CASE_RESOLVED);
    assert_int_equal(c.outcome, CASE_UPHELD);
    assert_int_equal(c.resolved_by, t->f.clerks[0]);
    assert_int_equal(case_due(&c, &due), DUE_FOLLOW_UP);
    assert_true(due == deadline_due(&t->f.hall, t->f.now, (struct term){.days = 1}));
    c = case_brought(t, case_about_clerk(t, -1).id, CASE_CLOSED);
    assert_true(c.answered);
    assert_int_equal(c.closed_at, t->f.now);
    assert_int_equal(case_due(&c, &due), DUE_NOTHING);
}

/* Each move is legal exactly in the states that the table gives it. */
static void a_move_is_made_in_its_states_only(void **state)
{
    struct cases *t = *state;
    for (int i = 0; i < case_move_count; i++) {
        const struct case_move *move = &case_moves[i];
        for (int s = 0; s < CASE_STATE_COUNT; s++) {
            struct complaint c = case_brought(t, case_about_clerk(t, -1).id, (enum case_state)s);
            if (case_move_allows(move, c.state)) continue;
            struct outcome out = case_make(t, move->kind, move->who == CASE_VISITOR ? 0 : c.id,
                                           move->who == CASE_VISITOR ? 0 : t->manager,
                                           (struct command){.token = c.token, .login = "c2", .event = 1});
            /* The follow-up is made by somebody else, so a manager may try it as well. */
            assert_int_equal(out.code, OUT_WRONG_STATE);
            assert_non_null(strstr(out.message, c.number));
            assert_int_equal(out.complaint.state, c.state);
            assert_int_equal(case_now(t, c.id).state, c.state);
        }
    }
}

static void who_may_is_as_the_table_says(void **state)
{
    struct cases *t = *state;
    for (int i = 0; i < case_move_count; i++) {
        const struct case_move *move = &case_moves[i];
        for (int s = 0; s < CASE_STATE_COUNT; s++) {
            struct complaint c = case_brought(t, case_about_clerk(t, -1).id, (enum case_state)s);
            if (!case_move_allows(move, c.state)) continue;
            enum outcome_code other = code_of(t, move->kind, c.id, t->f.clerks[2]);
            bool call = (move->kind == CMD_CASE_REVEAL || move->kind == CMD_CASE_CLOSE) && c.state == CASE_RESOLVED;
            if (move->who == CASE_OWNER && !call) assert_int_equal(other, OUT_NOT_ALLOWED);
            if (move->who == CASE_SUPERVISOR || move->who == CASE_MANAGER) assert_int_equal(other, OUT_NOT_ALLOWED);
            if (move->who == CASE_MANAGER)
                assert_int_equal(code_of(t, move->kind, c.id, t->f.supervisor), OUT_NOT_ALLOWED);
            if (move->who == CASE_OTHER) {
                struct complaint again = case_brought(t, case_about_clerk(t, -1).id, CASE_RESOLVED);
                assert_int_equal(code_of(t, move->kind, again.id, t->f.clerks[0]), OUT_NOT_ALLOWED);
            }
            /* Nobody at all, and somebody who is not there. */
            if (move->who != CASE_VISITOR) {
                assert_int_equal(code_of(t, move->kind, c.id, 0), OUT_NOT_ALLOWED);
                assert_int_equal(code_of(t, move->kind, c.id, 999), OUT_NOT_ALLOWED);
                assert_int_equal(code_of(t, move->kind, 999, t->manager), OUT_NOT_FOUND);
            }
        }
    }
}

static void two_who_resolve_at_once(void **state)
{
    struct cases *t = *state;
    int64_t id = case_about_clerk(t, -1).id;
    case_brought(t, id, CASE_OPEN);
    case_made(t, CMD_CASE_REPLY, id, t->f.clerks[0]);
    case_made(t, CMD_CASE_RESOLVE, id, t->f.clerks[0]);
    struct outcome out = case_make(t, CMD_CASE_RESOLVE, id, t->f.supervisor, NOTHING);
    assert_int_equal(out.code, OUT_WRONG_STATE);
    assert_non_null(strstr(out.message, "c1, 2026-11-18 10:00"));
    assert_int_equal(case_now(t, id).resolved_by, t->f.clerks[0]);
}

static void two_who_accept_at_once(void **state)
{
    struct cases *t = *state;
    int64_t id = case_about_clerk(t, -1).id;
    case_made(t, CMD_CASE_ACCEPT, id, t->f.clerks[0]);
    struct outcome out = case_make(t, CMD_CASE_ACCEPT, id, t->f.clerks[1], NOTHING);
    assert_int_equal(out.code, OUT_WRONG_STATE);
    assert_non_null(strstr(out.message, "c1, 2026-11-18 10:00"));
    assert_int_equal(case_now(t, id).owner, t->f.clerks[0]);
}

static void a_reply_comes_before_the_outcome(void **state)
{
    struct cases *t = *state;
    int64_t owner = t->f.clerks[0], id = case_about_clerk(t, -1).id;
    const char *why;
    case_made(t, CMD_CASE_ACCEPT, id, owner);
    struct outcome out = case_make(t, CMD_CASE_RESOLVE, id, owner, NOTHING);
    assert_int_equal(out.code, OUT_WRONG_STATE);
    assert_non_null(strstr(out.message, "reply first"));
    struct complaint c = case_now(t, id);
    struct case_reader reader = {owner, ROLE_CLERK};
    assert_false(case_move_open(case_move_of(CMD_CASE_RESOLVE), &c, &t->f.hall, &reader, &why));
    assert_string_equal(why, "reply first");
    case_made(t, CMD_CASE_REPLY, id, owner);
    assert_int_equal(case_make(t, CMD_CASE_RESOLVE, id, owner, (struct command){.text = " \n"}).code, OUT_INVALID);
    struct command none = {.case_outcome = CASE_NOT_RESOLVABLE};
    assert_int_equal(case_make(t, CMD_CASE_RESOLVE, id, owner, none).code, OUT_INVALID);
    case_made(t, CMD_CASE_RESOLVE, id, owner);
    /* A later reply does not move the time of the first. */
    ms_t replied = case_now(t, id).replied_at;
    t->f.now += 60000;
    case_made(t, CMD_CASE_REPLY, id, owner);
    assert_true(case_now(t, id).replied_at == replied);
}

static void praise_is_recorded_and_passed_on(void **state)
{
    struct cases *t = *state;
    struct command praise = case_command("谢谢");
    praise.case_kind = CASE_PRAISE;
    struct complaint c = case_file(t, praise);
    assert_int_equal(c.reply_due + c.resolve_due, 0);
    case_made(t, CMD_CASE_ACCEPT, c.id, t->f.clerks[0]);
    struct command passed = {.case_outcome = CASE_PASSED_ON};
    assert_int_equal(case_make(t, CMD_CASE_RESOLVE, c.id, t->f.clerks[0], passed).code, OUT_OK);
    assert_int_equal(code_of(t, CMD_CASE_FOLLOW_UP, c.id, t->f.clerks[1]), OUT_WRONG_STATE);
    assert_int_equal(case_made(t, CMD_CASE_CLOSE, c.id, t->f.clerks[0]).state, CASE_CLOSED);
}

static void a_suggestion_is_promised_a_date(void **state)
{
    struct cases *t = *state;
    struct command suggestion = case_command("加一台取号机");
    ms_t soon = t->f.now + 10 * 24 * 3600 * (ms_t)1000;
    suggestion.case_kind = CASE_SUGGESTION;
    int64_t id = case_file(t, suggestion).id, owner = t->f.clerks[0];
    assert_int_equal(code_of(t, CMD_CASE_ACCEPT, id, owner), OUT_INVALID);
    struct command past = {.due = t->f.now - 1}, far = {.due = soon * 2}, due = {.due = soon};
    assert_int_equal(case_make(t, CMD_CASE_ACCEPT, id, owner, past).code, OUT_INVALID);
    assert_int_equal(case_make(t, CMD_CASE_ACCEPT, id, owner, far).code, OUT_INVALID);
    assert_true(case_make(t, CMD_CASE_ACCEPT, id, owner, due).complaint.resolve_due == soon);
    /* One that was assigned is promised a date by whoever got it. */
    id = case_file(t, suggestion).id;
    struct command to = {.login = "c2"};
    assert_int_equal(case_make(t, CMD_CASE_ASSIGN, id, t->f.supervisor, to).complaint.owner, t->f.clerks[1]);
    case_made(t, CMD_CASE_REPLY, id, t->f.clerks[1]);
    assert_int_equal(code_of(t, CMD_CASE_RESOLVE, id, t->f.clerks[1]), OUT_WRONG_STATE);
    assert_int_equal(case_make(t, CMD_CASE_ACCEPT, id, t->f.clerks[1], due).code, OUT_OK);
    case_made(t, CMD_CASE_RESOLVE, id, t->f.clerks[1]);
    /* Nothing else is. */
    assert_int_equal(case_make(t, CMD_CASE_ACCEPT, case_about_clerk(t, -1).id, owner, due).code, OUT_INVALID);
}

static void a_case_is_closed_when_the_visitor_was_heard(void **state)
{
    struct cases *t = *state;
    int64_t owner = t->f.clerks[0], other = t->f.clerks[1];
    struct command unreached = {.case_result = RESULT_UNREACHED};
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_RESOLVED);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(code_of(t, CMD_CASE_CLOSE, c.id, owner), OUT_WRONG_STATE);
        assert_int_equal(case_make(t, CMD_CASE_FOLLOW_UP, c.id, other, unreached).complaint.attempts, i + 1);
    }
    case_made(t, CMD_CASE_CLOSE, c.id, owner);
    /* Without a phone number one try is all that can be made. */
    c = case_brought(t, case_file(t, case_command("匿名")).id, CASE_RESOLVED);
    assert_int_equal(code_of(t, CMD_CASE_CLOSE, c.id, owner), OUT_WRONG_STATE);
    assert_int_equal(case_make(t, CMD_CASE_FOLLOW_UP, c.id, other, unreached).code, OUT_OK);
    /* By whoever made the call, too. */
    case_made(t, CMD_CASE_CLOSE, c.id, other);
}

static void unsolved_opens_it_again_from_the_start(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_RESOLVED);
    t->f.now += 3 * 24 * 3600 * (ms_t)1000;
    struct command unsolved = {.case_result = RESULT_UNSOLVED, .case_content = CONTENT_NO};
    c = case_make(t, CMD_CASE_FOLLOW_UP, c.id, t->f.clerks[1], unsolved).complaint;
    assert_int_equal(c.state, CASE_OPEN);
    assert_int_equal(c.owner, t->f.clerks[0]);
    assert_true(c.since == t->f.now);
    assert_true(c.resolve_due == deadline_due(&t->f.hall, t->f.now, (struct term){.days = 5}));
    assert_int_equal(c.replied_at + c.resolved_at + c.follow_up_due + c.closed_at + c.attempts, 0);
    assert_int_equal(c.outcome, CASE_NO_OUTCOME);
    assert_int_equal(code_of(t, CMD_CASE_RESOLVE, c.id, t->f.clerks[0]), OUT_WRONG_STATE); /* reply anew */
}

static void a_complaint_is_extended_once(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_OPEN);
    t->f.now += 24 * 3600 * (ms_t)1000;
    ms_t due = deadline_due(&t->f.hall, c.since, (struct term){.days = 7});
    assert_true(case_made(t, CMD_CASE_EXTEND, c.id, t->f.clerks[0]).resolve_due == due);
    assert_int_equal(code_of(t, CMD_CASE_EXTEND, c.id, t->f.clerks[0]), OUT_WRONG_STATE);
    struct command enquiry = case_command("怎么过户");
    enquiry.case_kind = CASE_ENQUIRY;
    c = case_brought(t, case_file(t, enquiry).id, CASE_OPEN);
    assert_int_equal(code_of(t, CMD_CASE_EXTEND, c.id, t->f.clerks[0]), OUT_WRONG_STATE);
}

static void going_up_gives_it_to_the_one_with_the_fewest(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_OPEN);
    c = case_made(t, CMD_CASE_ESCALATE, c.id, t->f.clerks[0]);
    assert_int_equal(c.level, LEVEL_SUPERVISOR);
    assert_int_equal(c.owner, t->f.supervisor); /* nobody has any: by id */
    c = case_brought(t, case_about_clerk(t, -1).id, CASE_OPEN);
    assert_int_equal(case_made(t, CMD_CASE_ESCALATE, c.id, t->f.clerks[0]).owner, t->supervisor2);
    c = case_made(t, CMD_CASE_ESCALATE, c.id, t->supervisor2);
    assert_int_equal(c.level, LEVEL_MANAGER);
    assert_int_equal(c.owner, t->manager);
    assert_int_equal(code_of(t, CMD_CASE_ESCALATE, c.id, t->manager), OUT_WRONG_STATE);
    /* It does not come down again. */
    struct command to = {.login = "c1"};
    assert_int_equal(case_make(t, CMD_CASE_ASSIGN, c.id, t->manager, to).code, OUT_NOT_ALLOWED);
}

static void it_goes_up_though_nobody_is_there(void **state)
{
    struct cases *t = *state;
    struct command disable = {.kind = CMD_STAFF_DISABLE, .login = "chief", .staff = t->manager};
    assert_int_equal(fixture_do(&t->f, disable).code, OUT_OK);
    struct command major = case_command("塌了");
    major.channel = "console";
    major.staff = t->f.clerks[1];
    major.severity = SEVERITY_MAJOR;
    struct complaint c = case_file(t, major);
    assert_int_equal(c.level, LEVEL_MANAGER);
    assert_int_equal(c.owner, 0);
    assert_int_equal(c.state, CASE_FILED);
    assert_int_equal(code_of(t, CMD_CASE_ACCEPT, c.id, t->f.supervisor), OUT_NOT_ALLOWED);
}

static void a_major_matter_goes_to_the_manager_at_once(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_OPEN);
    struct command major = {.severity = SEVERITY_MAJOR};
    c = case_make(t, CMD_CASE_SEVERITY, c.id, t->f.clerks[0], major).complaint;
    assert_int_equal(c.level, LEVEL_MANAGER);
    assert_int_equal(c.owner, t->manager);
    assert_int_equal(case_make(t, CMD_CASE_SEVERITY, c.id, t->manager, major).code, OUT_WRONG_STATE);
    c = case_file(t, case_command("家里漏气了"));
    assert_true(c.urgent);
    assert_int_equal(c.owner, t->manager);
    assert_int_equal(c.state, CASE_OPEN);
}

static void a_manager_alone_gives_up(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_OPEN);
    c = case_made(t, CMD_CASE_GIVE_UP, c.id, t->manager);
    assert_int_equal(c.state, CASE_CLOSED);
    assert_int_equal(c.outcome, CASE_NOT_RESOLVABLE);
    c = case_made(t, CMD_CASE_REOPEN, c.id, t->f.supervisor);
    assert_int_equal(c.state, CASE_OPEN);
    assert_int_equal(c.closed_at, 0);
}

static void handing_on(void **state)
{
    struct cases *t = *state;
    struct command to = {.login = "c2"}, nobody = {.login = "nobody"};
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_OPEN);
    assert_int_equal(case_make(t, CMD_CASE_ASSIGN, c.id, t->f.clerks[0], nobody).code, OUT_NOT_FOUND);
    assert_int_equal(case_make(t, CMD_CASE_ASSIGN, c.id, t->f.clerks[0], to).complaint.owner, t->f.clerks[1]);
    assert_int_equal(case_make(t, CMD_CASE_ASSIGN, c.id, t->f.clerks[1], to).code, OUT_WRONG_STATE);
    struct command disable = {.kind = CMD_STAFF_DISABLE, .login = "c3", .staff = t->manager};
    assert_int_equal(fixture_do(&t->f, disable).code, OUT_OK);
    to.login = "c3";
    assert_int_equal(case_make(t, CMD_CASE_ASSIGN, c.id, t->f.clerks[1], to).code, OUT_NOT_ALLOWED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, cases_open, cases_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_way_of_a_complaint),
        TEST(a_move_is_made_in_its_states_only),
        TEST(who_may_is_as_the_table_says),
        TEST(two_who_resolve_at_once),
        TEST(two_who_accept_at_once),
        TEST(a_reply_comes_before_the_outcome),
        TEST(praise_is_recorded_and_passed_on),
        TEST(a_suggestion_is_promised_a_date),
        TEST(a_case_is_closed_when_the_visitor_was_heard),
        TEST(unsolved_opens_it_again_from_the_start),
        TEST(a_complaint_is_extended_once),
        TEST(going_up_gives_it_to_the_one_with_the_fewest),
        TEST(it_goes_up_though_nobody_is_there),
        TEST(a_major_matter_goes_to_the_manager_at_once),
        TEST(a_manager_alone_gives_up),
        TEST(handing_on),
    };
    return cmocka_run_group_tests_name("case_moves", tests, NULL, NULL);
}
