/* Cases go up by themselves when their time is over. */
#include <jansson.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/due.h"

#include "core/journal.h"

static void keep_body(void *arg, const struct case_event *event)
{
    if (strcmp(event->kind, "escalated") == 0) snprintf(arg, 256, "%s", event->body);
}

static void it_goes_up_when_the_second_day_begins(void **state)
{
    struct fixture *f = *state;
    char body[256] = "";
    struct err err;
    int64_t id = due_file(f, CASE_COMPLAINT);
    due_must(f, (struct command){.kind = CMD_CASE_ACCEPT, .complaint = id, .staff = f->clerks[1]});
    f->now = due_at(2026, 11, 20, 8, 0) - 1;
    due_run(f);
    assert_int_equal(due_look(f, id).level, LEVEL_CLERK);
    f->now++;
    due_run(f);
    assert_int_equal(due_look(f, id).level, LEVEL_SUPERVISOR);
    assert_int_equal(due_look(f, id).owner, f->supervisor);
    due_run(f);
    assert_int_equal(due_events(f, "escalated"), 1);
    assert_true(complaint_story(f->db, NULL, id, false, keep_body, body, &err));
    assert_non_null(strstr(body, "\"due\":\"2026-11-20T08:00:00+08:00\""));
    assert_non_null(strstr(body, "\"level\":\"supervisor\""));
}

static void then_to_the_manager(void **state)
{
    struct fixture *f = *state;
    int64_t manager = due_staff(f, "manager", ROLE_MANAGER);
    int64_t id = due_file(f, CASE_COMPLAINT);
    f->now = due_at(2026, 11, 20, 8, 0);
    due_run(f);
    assert_int_equal(due_look(f, id).owner, f->supervisor);
    f->now = due_at(2026, 11, 27, 8, 0) - 1;
    due_run(f);
    assert_int_equal(due_look(f, id).level, LEVEL_SUPERVISOR);
    f->now++;
    due_run(f);
    assert_int_equal(due_look(f, id).level, LEVEL_MANAGER);
    assert_int_equal(due_look(f, id).owner, manager);
    f->now = due_at(2027, 11, 27, 8, 0);
    due_run(f);
    assert_int_equal(due_events(f, "escalated"), 2);
}

/* Off from the day of filing until the tenth: it goes to where it belongs by now, and the story says since when. */
static void a_machine_that_was_off_catches_up(void **state)
{
    struct fixture *f = *state;
    char body[256] = "";
    struct err err;
    int64_t id = due_file(f, CASE_COMPLAINT);
    f->now = due_at(2026, 12, 3, 7, 30);
    fixture_restart(f);
    due_run(f);
    assert_int_equal(due_look(f, id).level, LEVEL_MANAGER);
    assert_int_equal(due_look(f, id).owner, 0); /* there is no manager */
    assert_int_equal(due_look(f, id).state, CASE_FILED);
    assert_int_equal(due_events(f, "escalated"), 1);
    assert_true(complaint_story(f->db, NULL, id, false, keep_body, body, &err));
    assert_non_null(strstr(body, "\"due\":\"2026-11-27T08:00:00+08:00\""));
}

static void nobody_gets_a_case_about_themselves(void **state)
{
    struct fixture *f = *state;
    int64_t second = due_staff(f, "boss2", ROLE_SUPERVISOR);
    int64_t id = due_must(f, (struct command){.kind = CMD_COMPLAIN,
                                              .about = ABOUT_STAFF,
                                              .staff = f->clerks[0],
                                              .login = "boss",
                                              .text = "冷淡"})
                     .complaint.id;
    f->now = due_at(2026, 11, 20, 8, 0);
    due_run(f);
    assert_int_equal(due_look(f, id).owner, second);
}

static void what_is_done_or_has_no_time_stays(void **state)
{
    struct fixture *f = *state;
    int64_t praise = due_file(f, CASE_PRAISE), done = due_file(f, CASE_COMPLAINT),
            idea = due_file(f, CASE_SUGGESTION);
    struct command move = {.complaint = done, .staff = f->clerks[0], .text = "已处理", .case_outcome = CASE_UPHELD};
    static const enum command_kind moves[] = {CMD_CASE_ACCEPT, CMD_CASE_REPLY, CMD_CASE_RESOLVE};
    for (size_t i = 0; i < 3; i++) {
        move.kind = moves[i];
        due_must(f, move);
    }
    due_must(
        f, (struct command){
               .kind = CMD_CASE_ACCEPT, .complaint = idea, .staff = f->clerks[0], .due = due_at(2026, 12, 9, 17, 0)});
    f->now = due_at(2026, 12, 9, 8, 0);
    due_run(f);
    assert_int_equal(due_look(f, praise).level, LEVEL_CLERK);
    assert_int_equal(due_look(f, done).level, LEVEL_CLERK);
    assert_int_equal(due_look(f, idea).level, LEVEL_CLERK); /* not before the promised date */
    f->now = due_at(2026, 12, 11, 8, 0);
    due_run(f);
    assert_int_equal(due_look(f, idea).level, LEVEL_SUPERVISOR);
    assert_int_equal(due_look(f, praise).level, LEVEL_CLERK);
}

static void many_go_up_a_batch_at_a_time(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 60; i++) due_file(f, CASE_COMPLAINT);
    f->now = due_at(2026, 11, 20, 9, 0);
    due_run(f);
    assert_int_equal(due_events(f, "escalated"), 50);
    due_run(f);
    assert_int_equal(due_events(f, "escalated"), 60);
    struct err err;
    assert_true(complaint_verify(f->db, &err));
    assert_true(journal_verify(f->db, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DUE_TEST(it_goes_up_when_the_second_day_begins), DUE_TEST(then_to_the_manager),
        DUE_TEST(a_machine_that_was_off_catches_up),     DUE_TEST(nobody_gets_a_case_about_themselves),
        DUE_TEST(what_is_done_or_has_no_time_stays),     DUE_TEST(many_go_up_a_batch_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
