/* The queue's commands and views: issue, next, recall, start, finish, absent, cancel; counters; numbers. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/journal.h"
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
    /* Whatever a test did, the chain holds. */
    if (!journal_verify(f->db, &err)) fail_msg("%s", err.text);
    fixture_close(f);
    return 0;
}

static struct outcome move(struct fixture *f, enum command_kind kind, int64_t ticket, int64_t staff)
{
    return fixture_do(f, (struct command){.kind = kind, .ticket = ticket, .staff = staff});
}

static void numbers_run_per_prefix_and_day(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(fixture_issue(f, "pay", NULL).number, "B001");
    assert_string_equal(fixture_issue(f, "pay", NULL).number, "B002");
    assert_string_equal(fixture_issue(f, "open", NULL).number, "A001");
    fixture_restart(f);
    assert_string_equal(fixture_issue(f, "pay", NULL).number, "B003");
    f->now += 24 * 3600 * 1000;
    struct ticket t = fixture_issue(f, "pay", NULL);
    assert_string_equal(t.number, "B001");
    assert_string_equal(t.day, "2026-11-19");
}

static void after_999_comes_1000(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 999; i++) fixture_issue(f, "ask", NULL);
    assert_string_equal(fixture_issue(f, "ask", NULL).number, "F1000");
    struct ticket t;
    assert_true(queue_by_number(f->db, &f->hall, f->now, "f1000", &t, NULL));
    assert_string_equal(t.number, "F1000");
}

static void a_ticket_has_what_the_visitor_needs(void **state)
{
    struct fixture *f = *state;
    struct ticket again, t = fixture_issue(f, "pay", "elderly");
    assert_true(token_is_wellformed(t.token));
    assert_int_equal(strlen(t.code), 4);
    assert_int_equal(t.state, TICKET_WAITING);
    assert_string_equal(t.class, "elderly");
    assert_int_equal(t.rank, t.issued_at - 900 * 1000);
    assert_true(queue_by_token(f->db, t.token, &again, NULL));
    assert_int_equal(again.id, t.id);
    assert_false(queue_by_token(f->db, "AAAAAAAAAAAAAAAAAAAAAA", &again, NULL));
    assert_false(queue_by_token(f->db, "' OR 1=1 --", &again, NULL));
}

static void nobody_gets_a_number_that_is_not_offered(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(fixture_do(f, (struct command){.kind = CMD_ISSUE, .service = "gold"}).code, OUT_UNKNOWN_SERVICE);
    assert_int_equal(fixture_do(f, (struct command){.kind = CMD_ISSUE}).code, OUT_UNKNOWN_SERVICE);
    struct command c = {.kind = CMD_ISSUE, .service = "pay", .class = "king"};
    assert_int_equal(fixture_do(f, c).code, OUT_UNKNOWN_CLASS);
    c = (struct command){.kind = CMD_ISSUE, .service = "pay", .surname = "\xff\xfe"};
    assert_int_equal(fixture_do(f, c).code, OUT_INVALID);
    f->now = clock_from_local(2026, 11, 18, 17, 0);
    c = (struct command){.kind = CMD_ISSUE, .service = "pay"};
    assert_int_equal(fixture_do(f, c).code, OUT_CLOSED);
    f->now = clock_from_local(2026, 11, 18, 10, 0);
    assert_string_equal(fixture_issue(f, "pay", NULL).number, "B001"); /* no number was used up */
}

static void a_visit_goes_its_way(void **state)
{
    struct fixture *f = *state;
    struct ticket t = fixture_issue(f, "pay", NULL);
    f->now += 60000;
    struct outcome out = fixture_next(f, 1);
    assert_int_equal(out.code, OUT_OK);
    assert_int_equal(out.ticket.id, t.id);
    assert_int_equal(out.ticket.state, TICKET_CALLED);
    assert_int_equal(out.ticket.counter, 1);
    assert_int_equal(out.ticket.called_at, f->now);
    out = move(f, CMD_RECALL, t.id, f->clerks[0]);
    assert_int_equal(out.ticket.calls, 2);
    assert_int_equal(out.ticket.state, TICKET_CALLED);
    assert_int_equal(move(f, CMD_START, t.id, f->clerks[0]).ticket.state, TICKET_SERVING);
    f->now += 120000;
    out = move(f, CMD_FINISH, t.id, f->clerks[0]);
    assert_int_equal(out.ticket.state, TICKET_DONE);
    assert_int_equal(out.ticket.ended_at - out.ticket.started_at, 120000);
}

static void wrong_moves_name_the_state_and_change_nothing(void **state)
{
    struct fixture *f = *state;
    struct ticket now, t = fixture_issue(f, "pay", NULL);
    enum command_kind kinds[] = {CMD_START, CMD_FINISH, CMD_ABSENT, CMD_RECALL};
    int64_t before, after;
    assert_true(journal_last(f->db, &before, NULL));
    for (size_t i = 0; i < 4; i++) {
        struct outcome out = move(f, kinds[i], t.id, f->clerks[0]);
        assert_int_equal(out.code, OUT_WRONG_STATE);
        assert_int_equal(out.ticket.state, TICKET_WAITING);
        assert_non_null(strstr(out.message, "waiting"));
    }
    assert_int_equal(move(f, CMD_START, 4711, f->clerks[0]).code, OUT_NOT_FOUND);
    assert_true(journal_last(f->db, &after, NULL));
    assert_int_equal(after, before);
    fixture_next(f, 1);
    assert_int_equal(move(f, CMD_START, t.id, f->clerks[1]).code, OUT_NOT_YOURS);
    assert_int_equal(move(f, CMD_START, t.id, f->supervisor).code, OUT_OK);
    assert_int_equal(move(f, CMD_CANCEL, t.id, f->clerks[0]).code, OUT_WRONG_STATE);
    assert_true(queue_ticket(f->db, t.id, &now, NULL));
    assert_int_equal(now.state, TICKET_SERVING);
}

static void the_absent_and_the_cancelled_leave(void **state)
{
    struct fixture *f = *state;
    struct ticket a = fixture_issue(f, "pay", NULL), b = fixture_issue(f, "pay", NULL);
    fixture_next(f, 1);
    assert_int_equal(move(f, CMD_ABSENT, a.id, f->clerks[0]).ticket.state, TICKET_ABSENT);
    struct command cancel = {.kind = CMD_CANCEL, .token = b.token};
    assert_int_equal(fixture_do(f, cancel).ticket.state, TICKET_CANCELLED);
    assert_int_equal(fixture_do(f, cancel).code, OUT_WRONG_STATE);
    assert_int_equal(fixture_next(f, 1).code, OUT_NOBODY);
}

static void own_services_come_before_help(void **state)
{
    struct fixture *f = *state;
    struct ticket ask = fixture_issue(f, "ask", NULL);
    f->now += 1000;
    struct ticket pay = fixture_issue(f, "pay", NULL);
    assert_int_equal(fixture_next(f, 1).ticket.id, pay.id); /* own, though younger */
    move(f, CMD_ABSENT, pay.id, f->clerks[0]);
    assert_int_equal(fixture_next(f, 1).ticket.id, ask.id); /* helps when its own are none */
}

static void the_elderly_get_their_head_start_and_no_more(void **state)
{
    struct fixture *f = *state;
    struct ticket early = fixture_issue(f, "open", NULL);
    f->now += 901 * 1000;
    struct ticket normal = fixture_issue(f, "open", NULL);
    f->now += 1000;
    struct ticket elderly = fixture_issue(f, "open", "elderly");
    int64_t order[3];
    for (int i = 0; i < 3; i++) {
        order[i] = fixture_next(f, 2).ticket.id;
        move(f, CMD_ABSENT, order[i], f->clerks[1]);
    }
    assert_int_equal(order[0], early.id); /* issued more than the head start before */
    assert_int_equal(order[1], elderly.id);
    assert_int_equal(order[2], normal.id);
}

static void one_ticket_in_hand_a_counter(void **state)
{
    struct fixture *f = *state;
    struct ticket t = fixture_issue(f, "pay", NULL);
    fixture_issue(f, "pay", NULL);
    fixture_next(f, 1);
    struct outcome out = fixture_next(f, 1);
    assert_int_equal(out.code, OUT_COUNTER_BUSY);
    assert_int_equal(out.ticket.id, t.id);
    struct command close = {.kind = CMD_COUNTER_CLOSE, .counter = 1, .staff = f->clerks[0]};
    assert_int_equal(fixture_do(f, close).code, OUT_COUNTER_BUSY);
}

static void a_counter_has_one_clerk_and_a_clerk_one_counter(void **state)
{
    struct fixture *f = *state;
    struct command open = {.kind = CMD_COUNTER_OPEN, .counter = 1, .staff = f->clerks[0]};
    assert_int_equal(fixture_do(f, open).code, OUT_OK);
    assert_int_equal(fixture_do(f, open).code, OUT_OK); /* again is no fault */
    open.staff = f->clerks[1];
    assert_int_equal(fixture_do(f, open).code, OUT_COUNTER_TAKEN);
    open.counter = 9;
    assert_int_equal(fixture_do(f, open).code, OUT_NOT_FOUND);
    open = (struct command){.kind = CMD_COUNTER_OPEN, .counter = 2, .staff = f->clerks[0]};
    assert_int_equal(fixture_do(f, open).code, OUT_OK);
    struct hall_view view;
    assert_true(queue_view(f->db, &f->hall, f->now, &view, NULL));
    assert_int_equal(view.counters[0].seat, SEAT_CLOSED);
    assert_int_equal(view.counters[1].seat, SEAT_OPEN);
    assert_string_equal(view.counters[1].staff_name, "c1");
}

static void nobody_waiting_still_seats_the_clerk(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(fixture_next(f, 1).code, OUT_NOBODY);
    struct hall_view view;
    assert_true(queue_view(f->db, &f->hall, f->now, &view, NULL));
    assert_int_equal(view.counters[0].seat, SEAT_OPEN);
}

static void a_pause_has_a_reason_and_ends_with_next(void **state)
{
    struct fixture *f = *state;
    struct command c = {.kind = CMD_COUNTER_PAUSE, .counter = 1, .staff = f->clerks[0], .text = "午休"};
    assert_int_equal(fixture_do(f, c).code, OUT_WRONG_STATE);
    fixture_next(f, 1);
    assert_int_equal(fixture_do(f, c).code, OUT_OK);
    struct hall_view view;
    assert_true(queue_view(f->db, &f->hall, f->now, &view, NULL));
    assert_int_equal(view.counters[0].seat, SEAT_PAUSED);
    assert_string_equal(view.counters[0].reason, "午休");
    fixture_issue(f, "pay", NULL);
    assert_int_equal(fixture_next(f, 1).code, OUT_OK);
}

static void ahead_and_views_count_the_same(void **state)
{
    struct fixture *f = *state;
    struct ticket t[4];
    for (int i = 0; i < 4; i++) {
        t[i] = fixture_issue(f, "pay", NULL);
        assert_int_equal(t[i].ahead_at_issue, i);
        f->now += 1000;
    }
    int ahead;
    assert_true(queue_ahead(f->db, &f->hall, &t[3], &ahead, NULL));
    assert_int_equal(ahead, 3);
    fixture_next(f, 1);
    assert_true(queue_ahead(f->db, &f->hall, &t[3], &ahead, NULL));
    assert_int_equal(ahead, 2);
    struct hall_view view;
    assert_true(queue_view(f->db, &f->hall, f->now, &view, NULL));
    assert_int_equal(view.waiting, 3);
    assert_int_equal(view.services[0].waiting, 3);
    assert_string_equal(view.services[0].next, "B002");
    assert_int_equal(view.services[0].oldest, t[1].issued_at);
    assert_int_equal(view.counters[0].ticket.id, t[0].id);
    assert_int_equal(view.recent_count, 1);
    int64_t last;
    assert_true(journal_last(f->db, &last, NULL));
    assert_int_equal(view.journal, last);
}

static void five_wrong_codes_close_a_number(void **state)
{
    struct fixture *f = *state;
    struct ticket t = fixture_issue(f, "pay", NULL);
    char wrong[SLIP_CODE_SIZE];
    memcpy(wrong, t.code, sizeof wrong);
    wrong[0] = wrong[0] == '9' ? '0' : (char)(wrong[0] + 1);
    struct command try = {.kind = CMD_CODE, .ticket = t.id, .text = t.code};
    assert_int_equal(fixture_do(f, try).code, OUT_OK);
    try.text = wrong;
    for (int i = 0; i < 5; i++) assert_int_equal(fixture_do(f, try).code, OUT_WRONG_CODE);
    fixture_restart(f);
    try.text = t.code;
    assert_int_equal(fixture_do(f, try).code, OUT_CODE_LOCKED);
}

static void print_jobs_wait_in_the_table(void **state)
{
    struct fixture *f = *state;
    struct ticket t;
    struct command issue = {.kind = CMD_ISSUE, .service = "pay", .print = PRINT_PENDING};
    struct outcome out = fixture_do(f, issue);
    assert_int_equal(out.ticket.print, PRINT_PENDING);
    fixture_restart(f);
    assert_true(queue_next_print(f->db, &f->hall, f->now, &t, NULL));
    assert_int_equal(t.id, out.ticket.id);
    struct command printed = {.kind = CMD_PRINTED, .ticket = t.id, .print = PRINT_FAILED};
    assert_int_equal(fixture_do(f, printed).ticket.print, PRINT_FAILED);
    assert_false(queue_next_print(f->db, &f->hall, f->now, &t, NULL));
    assert_int_equal(move(f, CMD_REPRINT, t.id, 0).ticket.print, PRINT_PENDING);
}

static void receipts_of_yesterday_are_given_up(void **state)
{
    struct fixture *f = *state;
    struct ticket t;
    struct command issue = {.kind = CMD_ISSUE, .service = "pay", .print = PRINT_PENDING};
    struct ticket served = fixture_do(f, issue).ticket, waiting = fixture_do(f, issue).ticket;
    assert_int_equal(fixture_next(f, 1).ticket.id, served.id);
    assert_int_equal(move(f, CMD_START, served.id, f->clerks[0]).code, OUT_OK);
    assert_int_equal(move(f, CMD_FINISH, served.id, f->clerks[0]).code, OUT_OK);
    f->now += 24 * 3600 * 1000;
    assert_false(queue_next_print(f->db, &f->hall, f->now, &t, NULL));
    assert_int_equal(move(f, CMD_REPRINT, served.id, f->clerks[0]).code, OUT_WRONG_STATE);
    assert_true(queue_ticket(f->db, served.id, &t, NULL)); /* the day's end came with that command */
    assert_int_equal(t.print, PRINT_FAILED);
    assert_true(queue_ticket(f->db, waiting.id, &t, NULL));
    assert_int_equal(t.print, PRINT_FAILED);
    assert_int_equal(t.state, TICKET_EXPIRED);
}

static bool is_next(struct fixture *f, const struct ticket *ticket)
{
    struct next_calls next;
    assert_true(queue_next_calls(f->db, &f->hall, f->now, &next, NULL));
    return queue_is_next(&next, ticket);
}

static void only_whom_a_counter_would_call_is_next(void **state)
{
    struct fixture *f = *state;
    struct ticket pay = fixture_issue(f, "pay", NULL), open = fixture_issue(f, "open", NULL);
    struct ticket ask = fixture_issue(f, "ask", NULL), ask2 = fixture_issue(f, "ask", NULL);
    assert_false(is_next(f, &ask)); /* nobody sits anywhere */
    fixture_do(f, (struct command){.kind = CMD_COUNTER_OPEN, .counter = 3, .staff = f->clerks[2]});
    assert_true(is_next(f, &ask)); /* counter 3's own; it would help out with the others */
    assert_false(is_next(f, &pay));
    assert_false(is_next(f, &open));
    assert_false(is_next(f, &ask2));
    fixture_do(f, (struct command){.kind = CMD_COUNTER_OPEN, .counter = 2, .staff = f->clerks[1]});
    assert_true(is_next(f, &open));
    assert_true(is_next(f, &ask));
    assert_false(is_next(f, &pay));
    assert_int_equal(fixture_next(f, 2).ticket.id, open.id);
    assert_int_equal(fixture_next(f, 3).ticket.id, ask.id);
    struct command send = {
        .kind = CMD_TRANSFER, .ticket = ask.id, .staff = f->clerks[2], .service = "pay", .counter = 3};
    ask = fixture_do(f, send).ticket;
    assert_true(is_next(f, &ask));  /* sent to counter 3 by name */
    assert_true(is_next(f, &ask2)); /* counter 2's */
    assert_false(is_next(f, &pay));
}

static void a_clock_that_fell_back_is_a_fault_not_a_day(void **state)
{
    struct fixture *f = *state;
    fixture_issue(f, "pay", NULL);
    f->now -= 24 * 3600 * 1000;
    struct outcome out = fixture_do(f, (struct command){.kind = CMD_ISSUE, .service = "pay"});
    assert_int_equal(out.code, OUT_CLOCK_BEHIND);
    assert_non_null(strstr(out.message, "2026-11-18"));
    assert_int_equal(fixture_next(f, 1).code, OUT_CLOCK_BEHIND);
    /* It was ahead before and is right now: a person says so, and the hall goes on. */
    assert_int_equal(fixture_do(f, (struct command){.kind = CMD_CLOCK_ACCEPT}).code, OUT_OK);
    assert_string_equal(fixture_issue(f, "pay", NULL).day, "2026-11-17");
    assert_int_equal(fixture_next(f, 1).code, OUT_OK);
    assert_int_equal(fixture_do(f, (struct command){.kind = CMD_CLOCK_ACCEPT}).code, OUT_OK);
    f->now += 24 * 3600 * 1000; /* the day that was recorded ahead of time comes: its numbers go on */
    assert_string_equal(fixture_issue(f, "pay", NULL).number, "B002");
    assert_int_equal(fixture_do(f, (struct command){.kind = CMD_CLOCK_ACCEPT}).code, OUT_WRONG_STATE);
}

static void a_clock_of_1970_issues_nothing(void **state)
{
    struct fixture *f = *state;
    f->now = 3600 * 1000;
    assert_int_equal(fixture_do(f, (struct command){.kind = CMD_ISSUE, .service = "pay"}).code, OUT_CLOCK_BEHIND);
}

static void messages_stay_utf8_when_they_quote(void **state)
{
    struct fixture *f = *state;
    struct command c = {.kind = CMD_ISSUE, .service = "非非非非非非非非非非非非非非非非非非非非"};
    struct outcome out = fixture_do(f, c);
    assert_int_equal(out.code, OUT_UNKNOWN_SERVICE);
    assert_true(utf8_valid(out.message, strlen(out.message)));
    c = (struct command){.kind = CMD_ISSUE, .service = "pay", .surname = "王\n李"};
    assert_int_equal(fixture_do(f, c).code, OUT_INVALID);
    c.surname = "王\xe2\x80\xae李"; /* U+202E */
    assert_int_equal(fixture_do(f, c).code, OUT_INVALID);
}

static void a_disabled_clerks_seat_is_free(void **state)
{
    struct fixture *f = *state;
    struct ticket t = fixture_issue(f, "pay", NULL);
    fixture_next(f, 1);
    assert_int_equal(move(f, CMD_CANCEL, t.id, f->clerks[1]).code, OUT_NOT_YOURS);
    fixture_do(f, (struct command){.kind = CMD_STAFF_DISABLE, .login = "c1"});
    struct command open = {.kind = CMD_COUNTER_OPEN, .counter = 1, .staff = f->clerks[1]};
    assert_int_equal(fixture_do(f, open).code, OUT_OK);
    assert_int_equal(move(f, CMD_START, t.id, f->clerks[1]).code, OUT_OK);
}

static void a_broken_disk_is_told_and_nothing_is_half_done(void **state)
{
    struct fixture *f = *state;
    struct err err;
    char path[128];
    snprintf(path, sizeof path, "%s/kiosk.db", f->dir);
    struct db *other = db_open(path, DB_WRITE, 100, &err);
    assert_non_null(other);
    assert_true(db_begin(other, &err)); /* another program holds the lock past the writer's patience */
    struct outcome out = fixture_do(f, (struct command){.kind = CMD_ISSUE, .service = "pay"});
    assert_int_equal(out.code, OUT_UNAVAILABLE);
    assert_non_null(strstr(out.message, "another program"));
    db_rollback(other);
    db_close(other);
    assert_string_equal(fixture_issue(f, "pay", NULL).number, "B001");
}

static void the_journal_finds_what_was_changed(void **state)
{
    struct fixture *f = *state;
    struct err err;
    char path[128];
    fixture_issue(f, "pay", NULL);
    fixture_issue(f, "pay", NULL);
    snprintf(path, sizeof path, "%s/kiosk.db", f->dir);
    struct db *db = db_open(path, DB_WRITE, 1000, &err);
    assert_false(db_exec(db, "UPDATE journal SET body = '{}' WHERE id = 2", &err));
    assert_false(db_exec(db, "DELETE FROM journal WHERE id = 2", &err));
    assert_true(db_exec(db, "DROP TRIGGER journal_keeps; DROP TRIGGER journal_stays", &err));
    assert_true(db_exec(db, "UPDATE journal SET at = at + 1 WHERE id = 2", &err));
    assert_false(journal_verify(f->db, &err));
    assert_non_null(strstr(err.text, "entry 2"));
    assert_true(db_exec(db, "UPDATE journal SET at = at - 1 WHERE id = 2", &err));
    assert_true(db_exec(
        db, "CREATE TABLE kept AS SELECT * FROM journal WHERE id = 3; DELETE FROM journal WHERE id = 3", &err));
    assert_false(journal_verify(f->db, &err));
    assert_non_null(strstr(err.text, "entry 3"));
    assert_true(db_exec(db, "INSERT INTO journal SELECT * FROM kept", &err));
    db_close(db);
    if (!journal_verify(f->db, &err)) fail_msg("%s", err.text);
}

static void the_journal_misses_an_end_that_was_cut_off(void **state)
{
    struct fixture *f = *state;
    struct err err;
    char path[128];
    fixture_issue(f, "pay", NULL);
    fixture_issue(f, "pay", NULL); /* entry 6, behind four accounts and a ticket */
    snprintf(path, sizeof path, "%s/kiosk.db", f->dir);
    struct db *db = db_open(path, DB_WRITE, 1000, &err);
    assert_true(
        db_exec(db, "DROP TRIGGER journal_stays; CREATE TABLE kept AS SELECT * FROM journal WHERE id > 4", &err));
    assert_true(db_exec(db, "DELETE FROM journal WHERE id = 6", &err));
    assert_false(journal_verify(f->db, &err));
    assert_non_null(strstr(err.text, "entry 6"));
    fixture_issue(f, "pay", NULL); /* what comes later does not cover it up */
    assert_false(journal_verify(f->db, &err));
    assert_non_null(strstr(err.text, "entry 6"));
    assert_true(db_exec(db, "INSERT INTO journal SELECT * FROM kept WHERE id = 6", &err));
    if (!journal_verify(f->db, &err)) fail_msg("%s", err.text);
    /* Nor does a head that was turned back with it: the engine has counted the ids. */
    assert_true(db_exec(db,
                        "CREATE TABLE head AS SELECT * FROM journal_head; CREATE TABLE seven AS"
                        " SELECT * FROM journal WHERE id = 7; DELETE FROM journal WHERE id = 7;"
                        "UPDATE journal_head SET last = 6, hash = (SELECT hash FROM journal WHERE id = 6)",
                        &err));
    assert_false(journal_verify(f->db, &err));
    assert_non_null(strstr(err.text, "entry 7"));
    assert_true(db_exec(db,
                        "INSERT INTO journal SELECT * FROM seven; UPDATE journal_head SET last = 7,"
                        " hash = (SELECT hash FROM head)",
                        &err));
    db_close(db);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(numbers_run_per_prefix_and_day),
        CASE(after_999_comes_1000),
        CASE(a_ticket_has_what_the_visitor_needs),
        CASE(nobody_gets_a_number_that_is_not_offered),
        CASE(a_visit_goes_its_way),
        CASE(wrong_moves_name_the_state_and_change_nothing),
        CASE(the_absent_and_the_cancelled_leave),
        CASE(own_services_come_before_help),
        CASE(the_elderly_get_their_head_start_and_no_more),
        CASE(one_ticket_in_hand_a_counter),
        CASE(a_counter_has_one_clerk_and_a_clerk_one_counter),
        CASE(nobody_waiting_still_seats_the_clerk),
        CASE(a_pause_has_a_reason_and_ends_with_next),
        CASE(ahead_and_views_count_the_same),
        CASE(five_wrong_codes_close_a_number),
        CASE(print_jobs_wait_in_the_table),
        CASE(receipts_of_yesterday_are_given_up),
        CASE(only_whom_a_counter_would_call_is_next),
        CASE(a_clock_that_fell_back_is_a_fault_not_a_day),
        CASE(a_clock_of_1970_issues_nothing),
        CASE(messages_stay_utf8_when_they_quote),
        CASE(a_disabled_clerks_seat_is_free),
        CASE(a_broken_disk_is_told_and_nothing_is_half_done),
        CASE(the_journal_finds_what_was_changed),
        CASE(the_journal_misses_an_end_that_was_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
