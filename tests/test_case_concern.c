/* Nobody handles a case about themselves, nor hears of it: every move and every way of reading. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/journal.h"
#include "support/cases.h"
#include "support/cmocka_all.h"

static void note_id(void *arg, const struct complaint *found, const char *text)
{
    (void)text;
    *(int64_t *)arg = found->id;
}

/* How many cases of that filter the reader is shown, and counted. */
static int listed(struct cases *t, int64_t staff, enum staff_role role, struct case_filter filter)
{
    struct case_reader reader = {staff, role};
    int64_t last = 0;
    int total;
    struct err err;
    filter.now = t->f.now;
    if (!complaint_list(t->f.db, &t->vault, &reader, &filter, 0, 50, note_id, &last, &total, &err))
        fail_msg("%s", err.text);
    assert_int_equal(total > 0, last > 0);
    return total;
}

static int counted(struct cases *t, int64_t staff, enum staff_role role)
{
    struct case_reader reader = {staff, role};
    struct case_counts counts;
    assert_true(complaint_counts(t->f.db, &t->f.hall, &reader, t->f.now, &counts, NULL));
    assert_true(counts.mine <= counts.all);
    return counts.all;
}

static bool readable(struct cases *t, int64_t staff, enum staff_role role, int64_t id)
{
    struct case_reader reader = {staff, role};
    struct complaint found;
    struct err err;
    bool there = complaint_by_id(t->f.db, &t->vault, &reader, id, &found, &err);
    if (!there) assert_string_equal(err.text, "");
    return there;
}

static void no_way_of_reading_shows_it(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_about_clerk(t, 0);
    const struct case_filter filters[] = {{0},
                                          {.search = c.number},
                                          {.search = "等了"},
                                          {.search = "5678"},
                                          {.day = "2026-11-18"},
                                          {.owner = -1},
                                          {.states = 1U << CASE_FILED},
                                          {.kinds = 1U << CASE_COMPLAINT}};
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        assert_int_equal(listed(t, t->f.clerks[0], ROLE_CLERK, filters[i]), 0);
        assert_int_equal(listed(t, t->f.clerks[1], ROLE_CLERK, filters[i]), 1);
    }
    assert_int_equal(counted(t, t->f.clerks[0], ROLE_CLERK), 0);
    assert_int_equal(counted(t, t->f.clerks[1], ROLE_CLERK), 1);
    assert_false(readable(t, t->f.clerks[0], ROLE_CLERK, c.id));
    assert_false(readable(t, t->f.clerks[0], ROLE_CLERK, 999));
    assert_true(readable(t, t->f.clerks[1], ROLE_CLERK, c.id));
    /* Closed, it stays so. */
    case_made(t, CMD_CASE_GIVE_UP, c.id, t->manager);
    assert_int_equal(listed(t, t->f.clerks[0], ROLE_CLERK, filters[0]), 0);
    assert_int_equal(listed(t, t->f.clerks[1], ROLE_CLERK, filters[0]), 1);
}

static enum outcome_code try_move(struct cases *t, const struct case_move *move, const struct complaint *c,
                                  int64_t staff)
{
    struct outcome out = case_make(t, move->kind, c->id, staff,
                                   (struct command){.login = "c2", .event = 1, .severity = SEVERITY_MAJOR});
    if (out.code == OUT_NOT_FOUND) {
        assert_null(strstr(out.message, c->number));
        assert_int_equal(out.complaint.id, 0);
    }
    assert_string_equal(out.revealed.phone, "");
    return out.code;
}

/* In the words, too, there is no telling a case about oneself from one that is not there. */
static void unknown_and_hidden_are_told_alike(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_about_clerk(t, 0);
    struct outcome hidden = case_make(t, CMD_CASE_NOTE, c.id, t->f.clerks[0], (struct command){0});
    struct outcome unknown = case_make(t, CMD_CASE_NOTE, c.id + 1, t->f.clerks[0], (struct command){0});
    assert_int_equal(hidden.code, OUT_NOT_FOUND);
    assert_int_equal(unknown.code, OUT_NOT_FOUND);
    char words[64];
    snprintf(words, sizeof words, "there is no case %lld", (long long)c.id);
    assert_string_equal(hidden.message, words);
    snprintf(words, sizeof words, "there is no case %lld", (long long)c.id + 1);
    assert_string_equal(unknown.message, words);
}

static void no_move_is_made_by_whom_it_is_about(void **state)
{
    struct cases *t = *state;
    for (int i = 0; i < case_move_count; i++) {
        const struct case_move *move = &case_moves[i];
        for (int s = 0; s < CASE_STATE_COUNT && move->who != CASE_VISITOR; s++) {
            struct complaint c = case_brought(t, case_about_clerk(t, -1).id, (enum case_state)s);
            const struct {
                const char *login;
                int64_t staff;
                enum outcome_code code;
            } people[] = {{"c3", t->f.clerks[2], OUT_NOT_FOUND},
                          {"boss", t->f.supervisor, OUT_NOT_FOUND},
                          {"chief", t->manager, OUT_NOT_ALLOWED}}; /* a manager sees, and does nothing */
            for (int p = 0; p < 3; p++) {
                struct command about = {.login = people[p].login};
                assert_int_equal(case_make(t, CMD_CASE_CONCERN, c.id, t->supervisor2, about).code, OUT_OK);
                assert_int_equal(try_move(t, move, &c, people[p].staff), people[p].code);
            }
            assert_int_equal(case_now(t, c.id).state, c.state);
        }
    }
}

static void nobody_it_is_about_becomes_its_owner(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_about_clerk(t, 1);
    case_made(t, CMD_CASE_ACCEPT, c.id, t->f.clerks[0]);
    struct command to = {.login = "c2"};
    assert_int_equal(case_make(t, CMD_CASE_ASSIGN, c.id, t->f.supervisor, to).code, OUT_NOT_ALLOWED);
    /* Going up passes by a supervisor it is about. */
    to.login = "boss";
    assert_int_equal(case_make(t, CMD_CASE_CONCERN, c.id, t->supervisor2, to).code, OUT_OK);
    assert_int_equal(case_made(t, CMD_CASE_ESCALATE, c.id, t->f.clerks[0]).owner, t->supervisor2);
}

static void an_owner_it_turns_out_to_be_about_loses_it(void **state)
{
    struct cases *t = *state;
    struct complaint c = case_brought(t, case_about_clerk(t, -1).id, CASE_OPEN);
    struct command about = {.login = "c1"};
    struct outcome out = case_make(t, CMD_CASE_CONCERN, c.id, t->f.supervisor, about);
    assert_int_equal(out.code, OUT_OK);
    assert_int_equal(out.complaint.owner, 0);
    assert_int_equal(out.complaint.state, CASE_OPEN);
    assert_int_equal(case_make(t, CMD_CASE_CONCERN, c.id, t->f.supervisor, about).code, OUT_WRONG_STATE);
    assert_false(readable(t, t->f.clerks[0], ROLE_CLERK, c.id));
    /* Somebody else takes it over, without losing its deadlines. */
    c = case_made(t, CMD_CASE_ACCEPT, c.id, t->f.clerks[1]);
    assert_int_equal(c.owner, t->f.clerks[1]);
    assert_true(c.since == c.filed_at);
}

static bool is_concerned(struct cases *t, int64_t id, int64_t staff)
{
    struct staff people[8];
    int count;
    bool found = false, alone;
    assert_true(complaint_concerned(t->f.db, id, people, 8, &count, NULL));
    for (int i = 0; i < count; i++) found |= people[i].id == staff;
    assert_true(case_concerns(t->f.db, id, staff, &alone, NULL));
    assert_int_equal(alone, found);
    return found;
}

static void of_a_counter_whoever_sat_there_that_day(void **state)
{
    struct cases *t = *state;
    struct command command = case_command("2号窗口态度差");
    command.about = ABOUT_COUNTER;
    command.counter = 2;
    /* The second clerk was there yesterday, the first this morning, the third now. */
    struct command sit = {.kind = CMD_COUNTER_OPEN, .counter = 2, .staff = t->f.clerks[1]};
    fixture_do(&t->f, sit);
    sit.kind = CMD_COUNTER_CLOSE;
    fixture_do(&t->f, sit);
    t->f.now += 24 * 3600 * (ms_t)1000;
    sit = (struct command){.kind = CMD_COUNTER_OPEN, .counter = 2, .staff = t->f.clerks[0]};
    fixture_do(&t->f, sit);
    sit.counter = 1;
    fixture_do(&t->f, sit);
    sit = (struct command){.kind = CMD_COUNTER_OPEN, .counter = 2, .staff = t->f.clerks[2]};
    fixture_do(&t->f, sit);
    struct complaint c = case_file(t, command);
    assert_true(is_concerned(t, c.id, t->f.clerks[0]));
    assert_false(is_concerned(t, c.id, t->f.clerks[1]));
    assert_true(is_concerned(t, c.id, t->f.clerks[2]));
    command.counter = 0; /* which one is not known */
    c = case_file(t, command);
    assert_false(is_concerned(t, c.id, t->f.clerks[0]));
}

/* A visit that was handed on is about everybody who had it. */
static void of_a_visit_whoever_called_it(void **state)
{
    struct cases *t = *state;
    struct ticket ticket = fixture_issue(&t->f, "pay", NULL);
    fixture_next(&t->f, 1);
    struct command on = {.kind = CMD_TRANSFER, .ticket = ticket.id, .service = "open", .staff = t->f.clerks[0]};
    assert_int_equal(fixture_do(&t->f, on).code, OUT_OK);
    fixture_next(&t->f, 2);
    struct command command = case_command("两个窗口推来推去");
    command.about = ABOUT_VISIT;
    command.token = ticket.token;
    struct complaint c = case_file(t, command);
    assert_true(is_concerned(t, c.id, t->f.clerks[0]));
    assert_true(is_concerned(t, c.id, t->f.clerks[1]));
    assert_false(is_concerned(t, c.id, t->f.clerks[2]));
}

/* Held at one counter, taken up at another and handed on from there: who took it up called nobody. */
static void of_a_visit_whoever_had_it_in_hand(void **state)
{
    struct cases *t = *state;
    struct ticket ticket = fixture_issue(&t->f, "pay", NULL);
    fixture_next(&t->f, 1);
    const struct command moves[] = {
        {.kind = CMD_START, .staff = t->f.clerks[0]},
        {.kind = CMD_HOLD, .staff = t->f.clerks[0], .text = "paper"},
        {.kind = CMD_COUNTER_OPEN, .staff = t->f.clerks[2], .counter = 3},
        {.kind = CMD_RESUME, .staff = t->f.clerks[2]},
        {.kind = CMD_TRANSFER, .staff = t->f.clerks[2], .service = "open"},
    };
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        struct command move = moves[i];
        move.ticket = ticket.id;
        struct outcome out = fixture_do(&t->f, move);
        if (out.code != OUT_OK) fail_msg("%d: %s", move.kind, out.message);
    }
    struct command command = case_command("第二个人不耐烦");
    command.about = ABOUT_VISIT;
    command.token = ticket.token;
    struct complaint c = case_file(t, command);
    assert_true(is_concerned(t, c.id, t->f.clerks[0]));
    assert_false(is_concerned(t, c.id, t->f.clerks[1]));
    assert_true(is_concerned(t, c.id, t->f.clerks[2]));
}

static void of_a_person_the_one_named(void **state)
{
    struct cases *t = *state;
    struct command command = case_command("态度差");
    command.about = ABOUT_STAFF;
    command.login = "c2";
    assert_int_equal(fixture_do(&t->f, command).code, OUT_NOT_ALLOWED); /* visitors know no accounts */
    command.staff = t->f.clerks[0];
    struct complaint c = case_file(t, command);
    assert_int_equal(c.about_staff, t->f.clerks[1]);
    assert_true(is_concerned(t, c.id, t->f.clerks[1]));
    command.login = "nobody";
    assert_int_equal(fixture_do(&t->f, command).code, OUT_NOT_FOUND);
}

static void nobody_takes_in_a_case_about_themselves(void **state)
{
    struct cases *t = *state;
    struct command command = case_command("态度差");
    command.about = ABOUT_STAFF;
    command.login = "c2";
    command.staff = t->f.clerks[1];
    struct outcome out = fixture_do(&t->f, command);
    assert_int_equal(out.code, OUT_NOT_ALLOWED);
    assert_int_equal(listed(t, t->manager, ROLE_MANAGER, (struct case_filter){0}), 0);
}

static void note_entry(void *arg, const struct journal_entry *entry)
{
    if (strncmp(entry->kind, "complaint.", 10) != 0) return;
    ++*(int *)arg;
    assert_int_equal(entry->ticket, 0);
    assert_int_equal(entry->counter, 0);
    assert_null(strstr(entry->body, "\"c3\""));
}

/* The journal feeds consoles: whose visit it was would tell its clerk. */
static void the_journal_does_not_tell_whom_it_is_about(void **state)
{
    struct cases *t = *state;
    int entries = 0;
    struct complaint c = case_about_clerk(t, 0);
    struct command about = {.login = "c3"};
    assert_int_equal(case_make(t, CMD_CASE_CONCERN, c.id, t->f.supervisor, about).code, OUT_OK);
    assert_true(journal_read(t->f.db, 0, 1000, note_entry, &entries, NULL));
    assert_int_equal(entries, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, cases_open, cases_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_way_of_reading_shows_it),
        TEST(unknown_and_hidden_are_told_alike),
        TEST(no_move_is_made_by_whom_it_is_about),
        TEST(nobody_it_is_about_becomes_its_owner),
        TEST(an_owner_it_turns_out_to_be_about_loses_it),
        TEST(of_a_counter_whoever_sat_there_that_day),
        TEST(of_a_visit_whoever_called_it),
        TEST(of_a_visit_whoever_had_it_in_hand),
        TEST(of_a_person_the_one_named),
        TEST(nobody_takes_in_a_case_about_themselves),
        TEST(the_journal_does_not_tell_whom_it_is_about),
    };
    return cmocka_run_group_tests_name("case_concern", tests, NULL, NULL);
}
