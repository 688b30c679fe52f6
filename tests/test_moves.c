/* Every move from every state; holds, transfers, returns, the end of a day. */
#include <string.h>

#include "core/journal.h"
#include "core/moves.h"
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
    struct err err;
    struct fixture *f = *state;
    if (!journal_verify(f->db, &err)) fail_msg("%s", err.text);
    fixture_close(f);
    return 0;
}

static struct outcome move(struct fixture *f, enum command_kind kind, int64_t ticket)
{
    return fixture_do(f, (struct command){.kind = kind, .ticket = ticket, .staff = f->clerks[0], .text = "原因"});
}

static const enum command_kind next_kind = CMD_NEXT;

/* A ticket of pay at counter 1, brought into that state by legal moves. */
static struct ticket ticket_in(struct fixture *f, enum ticket_state state)
{
    static const enum command_kind ways[TICKET_STATE_COUNT][4] = {
        [TICKET_WAITING] = {COMMAND_COUNT},
        [TICKET_CALLED] = {CMD_NEXT, COMMAND_COUNT},
        [TICKET_SERVING] = {CMD_NEXT, CMD_START, COMMAND_COUNT},
        [TICKET_HELD] = {CMD_NEXT, CMD_START, CMD_HOLD, COMMAND_COUNT},
        [TICKET_DONE] = {CMD_NEXT, CMD_START, CMD_FINISH, COMMAND_COUNT},
        [TICKET_ABSENT] = {CMD_NEXT, CMD_ABSENT, COMMAND_COUNT},
        [TICKET_CANCELLED] = {CMD_CANCEL, COMMAND_COUNT},
        [TICKET_EXPIRED] = {COMMAND_COUNT},
    };
    struct ticket t = fixture_issue(f, "pay", NULL);
    for (const enum command_kind *way = ways[state]; *way != COMMAND_COUNT; way++) {
        struct outcome out = *way == next_kind ? fixture_next(f, 1) : move(f, *way, t.id);
        if (out.code != OUT_OK) fail_msg("%s", out.message);
        t = out.ticket;
    }
    if (state == TICKET_EXPIRED) {
        f->now += 24 * 3600 * 1000;
        assert_int_equal(fixture_do(f, (struct command){.kind = CMD_DAY_END}).code, OUT_OK);
        assert_true(queue_ticket(f->db, t.id, &t, NULL));
    }
    assert_int_equal(t.state, state);
    return t;
}

static void the_table_is_the_law(void **state)
{
    (void)state;
    for (int s = 0; s < TICKET_STATE_COUNT; s++)
        for (int m = 0; m < move_count; m++) {
            if (moves[m].kind == CMD_NEXT || moves[m].kind == CMD_DAY_END) continue;
            struct fixture f;
            fixture_open(&f);
            struct ticket t = ticket_in(&f, (enum ticket_state)s);
            struct outcome out = fixture_do(
                &f,
                (struct command){
                    .kind = moves[m].kind, .ticket = t.id, .staff = f.clerks[0], .text = "原因", .service = "open"});
            bool legal = move_allows(&moves[m], (enum ticket_state)s);
            if ((out.code == OUT_OK) != legal)
                fail_msg("%s of a ticket that is %s: %s %s", moves[m].name, ticket_state_name((enum ticket_state)s),
                         outcome_name(out.code), out.message);
            if (!legal) {
                assert_int_equal(out.code, OUT_WRONG_STATE);
                assert_int_equal(out.ticket.state, s);
                assert_non_null(strstr(out.message, ticket_state_name((enum ticket_state)s)));
            } else {
                assert_int_equal(out.ticket.state, moves[m].to == TICKET_STATE_COUNT ? s : (int)moves[m].to);
            }
            fixture_close(&f);
        }
}

static void a_hold_frees_the_counter_and_its_time_is_not_service(void **state)
{
    struct fixture *f = *state;
    struct ticket t = ticket_in(f, TICKET_SERVING), other = fixture_issue(f, "pay", NULL);
    f->now += 60000;
    assert_int_equal(move(f, CMD_HOLD, t.id).ticket.held_at, f->now);
    assert_int_equal(fixture_next(f, 1).ticket.id, other.id);
    f->now += 600000;
    assert_int_equal(move(f, CMD_RESUME, t.id).code, OUT_COUNTER_BUSY);
    move(f, CMD_ABSENT, other.id);
    struct outcome out = move(f, CMD_RESUME, t.id);
    assert_int_equal(out.ticket.state, TICKET_SERVING);
    assert_string_equal(out.ticket.reason, "原因");
    f->now += 30000;
    assert_int_equal(move(f, CMD_FINISH, t.id).ticket.served_ms, 90000);
}

static void another_clerk_may_resume_a_held_visitor(void **state)
{
    struct fixture *f = *state;
    struct ticket t = ticket_in(f, TICKET_HELD);
    struct command c = {.kind = CMD_RESUME, .ticket = t.id, .staff = f->clerks[2]};
    assert_int_equal(fixture_do(f, c).code, OUT_WRONG_STATE); /* sits nowhere */
    fixture_do(f, (struct command){.kind = CMD_COUNTER_OPEN, .counter = 3, .staff = f->clerks[2]});
    struct outcome out = fixture_do(f, c);
    assert_int_equal(out.code, OUT_OK);
    assert_int_equal(out.ticket.counter, 3);
    assert_int_equal(out.ticket.staff, f->clerks[2]);
}

static void a_transfer_keeps_the_place(void **state)
{
    struct fixture *f = *state;
    struct ticket t = fixture_issue(f, "pay", NULL);
    fixture_next(f, 1);
    f->now += 60000;
    struct ticket later = fixture_issue(f, "open", NULL);
    struct command c = {.kind = CMD_TRANSFER, .ticket = t.id, .staff = f->clerks[0], .service = "open"};
    struct outcome out = fixture_do(f, c);
    assert_int_equal(out.ticket.state, TICKET_WAITING);
    assert_string_equal(out.ticket.number, t.number);
    assert_int_equal(out.ticket.rank, t.rank);
    assert_int_equal(fixture_next(f, 2).ticket.id, t.id); /* before the one who came later */
    (void)later;
}

static void sent_to_a_counter_waits_for_that_one_alone(void **state)
{
    struct fixture *f = *state;
    struct ticket t = fixture_issue(f, "pay", NULL);
    fixture_next(f, 1);
    struct command c = {.kind = CMD_TRANSFER, .ticket = t.id, .staff = f->clerks[0], .counter = 2};
    assert_int_equal(fixture_do(f, c).ticket.sent_to, 2);
    assert_int_equal(fixture_next(f, 1).code, OUT_NOBODY);
    struct outcome out = fixture_next(f, 2);
    assert_int_equal(out.ticket.id, t.id);
    struct call_record call;
    assert_true(queue_last_call(f->db, t.id, &call, NULL));
    assert_string_equal(call.why, "sent");
}

static void a_transfer_must_lead_somewhere(void **state)
{
    struct fixture *f = *state;
    struct ticket t = ticket_in(f, TICKET_SERVING);
    struct command c = {.kind = CMD_TRANSFER, .ticket = t.id, .staff = f->clerks[0]};
    assert_int_equal(fixture_do(f, c).code, OUT_INVALID);
    c.service = "gold";
    assert_int_equal(fixture_do(f, c).code, OUT_UNKNOWN_SERVICE);
    c.service = "pay";
    c.counter = 77;
    assert_int_equal(fixture_do(f, c).code, OUT_NOT_FOUND);
    c.counter = 2;
    assert_int_equal(fixture_do(f, c).code, OUT_NOT_SERVED_THERE);
    struct ticket now;
    assert_true(queue_ticket(f->db, t.id, &now, NULL));
    assert_int_equal(now.state, TICKET_SERVING);
}

static void who_comes_back_is_next_but_not_before_those_in_time(void **state)
{
    struct fixture *f = *state;
    struct ticket gone = ticket_in(f, TICKET_ABSENT);
    f->now += 600000;
    struct ticket in_time = fixture_issue(f, "pay", NULL);
    f->now += 600000;
    assert_int_equal(move(f, CMD_REQUEUE, gone.id).ticket.rank, f->now - 120000);
    f->now += 1000;
    struct ticket after = fixture_issue(f, "pay", NULL);
    int64_t order[3];
    for (int i = 0; i < 3; i++) {
        order[i] = fixture_next(f, 1).ticket.id;
        move(f, CMD_ABSENT, order[i]);
    }
    assert_int_equal(order[0], in_time.id);
    assert_int_equal(order[1], gone.id);
    assert_int_equal(order[2], after.id);
}

static void a_call_tells_who_was_overtaken(void **state)
{
    struct fixture *f = *state;
    struct ticket normal = fixture_issue(f, "pay", NULL);
    f->now += 60000;
    struct ticket elderly = fixture_issue(f, "pay", "elderly");
    struct call_record call;
    assert_false(queue_last_call(f->db, elderly.id, &call, NULL));
    assert_int_equal(fixture_next(f, 1).ticket.id, elderly.id);
    assert_true(queue_last_call(f->db, elderly.id, &call, NULL));
    assert_string_equal(call.why, "own");
    assert_non_null(strstr(call.overtaken, normal.number));
    assert_non_null(strstr(call.overtaken, "\"waited_longer_s\":60"));
    assert_non_null(strstr(call.overtaken, "head_start"));
}

static void a_new_day_clears_the_old_one(void **state)
{
    struct fixture *f = *state;
    struct ticket held = ticket_in(f, TICKET_HELD), serving = ticket_in(f, TICKET_SERVING);
    struct ticket waiting = fixture_issue(f, "open", NULL), t;
    fixture_do(f, (struct command){.kind = CMD_COUNTER_OPEN, .counter = 2, .staff = f->clerks[1]});
    f->now += 24 * 3600 * 1000;
    /* The first command of the new day finds the old one cleared. */
    assert_string_equal(fixture_issue(f, "open", NULL).number, "A001");
    assert_true(queue_ticket(f->db, held.id, &t, NULL));
    assert_int_equal(t.state, TICKET_EXPIRED);
    assert_true(queue_ticket(f->db, waiting.id, &t, NULL));
    assert_int_equal(t.state, TICKET_EXPIRED);
    assert_true(queue_ticket(f->db, serving.id, &t, NULL));
    assert_int_equal(t.state, TICKET_SERVING); /* served to the end, however late */
    struct hall_view view;
    assert_true(queue_view(f->db, &f->hall, f->now, &view, NULL));
    assert_int_equal(view.counters[0].seat, SEAT_OPEN);
    assert_int_equal(view.counters[1].seat, SEAT_CLOSED);
    assert_int_equal(move(f, CMD_FINISH, serving.id).ticket.state, TICKET_DONE);
    assert_int_equal(move(f, CMD_REQUEUE, waiting.id).code, OUT_WRONG_STATE);
}

static void a_call_before_midnight_ends_with_the_day(void **state)
{
    struct fixture *f = *state;
    f->hall.always_open = true;
    f->now = clock_from_local(2026, 11, 18, 23, 59);
    struct ticket t = ticket_in(f, TICKET_CALLED), now;
    f->now += 120000;
    assert_int_equal(fixture_next(f, 1).code, OUT_NOBODY);
    assert_true(queue_ticket(f->db, t.id, &now, NULL));
    assert_int_equal(now.state, TICKET_EXPIRED);
    assert_string_equal(fixture_issue(f, "pay", NULL).day, "2026-11-19");
}

static void caps_and_days_are_refused_with_their_reason(void **state)
{
    struct fixture *f = *state;
    f->hall.services[0].cap = 2;
    f->hall.last_ticket_s = 900;
    fixture_issue(f, "pay", NULL);
    fixture_issue(f, "pay", NULL);
    struct command c = {.kind = CMD_ISSUE, .service = "pay"};
    struct outcome out = fixture_do(f, c);
    assert_int_equal(out.code, OUT_SOLD_OUT);
    assert_non_null(strstr(out.message, "2026-11-19T08:00"));
    c.service = "open";
    f->now = clock_from_local(2026, 11, 18, 16, 50);
    assert_int_equal(fixture_do(f, c).code, OUT_AFTER_LAST);
    f->hall.services[1].weekdays = 1;
    f->now = clock_from_local(2026, 11, 18, 11, 0);
    assert_int_equal(fixture_do(f, c).code, OUT_SERVICE_CLOSED);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_the_law),
        CASE(a_hold_frees_the_counter_and_its_time_is_not_service),
        CASE(another_clerk_may_resume_a_held_visitor),
        CASE(a_transfer_keeps_the_place),
        CASE(sent_to_a_counter_waits_for_that_one_alone),
        CASE(a_transfer_must_lead_somewhere),
        CASE(who_comes_back_is_next_but_not_before_those_in_time),
        CASE(a_call_tells_who_was_overtaken),
        CASE(a_new_day_clears_the_old_one),
        CASE(a_call_before_midnight_ends_with_the_day),
        CASE(caps_and_days_are_refused_with_their_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
