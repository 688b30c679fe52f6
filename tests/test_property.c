/* Random commands against a small model: no ticket lost, none in two places, ranks respected, every state reached
 * by a legal move only, and the journal replayed gives the tables. */
#include <stdlib.h>
#include <string.h>

#include "core/journal.h"
#include "core/moves.h"
#include "support/cmocka_all.h"
#include "support/fixture.h"

enum { RUNS = 12, STEPS = 400, TICKETS = STEPS + 1 };

struct model {
    struct ticket tickets[TICKETS]; /* as the last answer said; index is the order of issue */
    bool requeued[TICKETS];
    int count;
};

static uint64_t seed;

static int pick(int n)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (int)((seed >> 33) % (uint64_t)n);
}

static int find(const struct model *m, int64_t id)
{
    for (int i = 0; i < m->count; i++)
        if (m->tickets[i].id == id) return i;
    return -1;
}

static void issue(struct fixture *f, struct model *m)
{
    static const char *const services[] = {"pay", "open", "ask"};
    struct command c = {.kind = CMD_ISSUE, .service = services[pick(3)], .class = pick(4) ? "normal" : "elderly"};
    struct outcome out = fixture_do(f, c);
    assert_int_equal(out.code, OUT_OK);
    assert_int_equal(find(m, out.ticket.id), -1);
    m->tickets[m->count++] = out.ticket;
}

/* Within the counter's own services nobody waits who was issued more than the head start before the called. */
static void ranks_respected(const struct fixture *f, const struct model *m, const struct ticket *called)
{
    const struct counter *counter = hall_counter(&f->hall, called->counter);
    for (int i = 0; i < m->count; i++) {
        const struct ticket *t = &m->tickets[i];
        int service = hall_service(&f->hall, t->service);
        if (t->state != TICKET_WAITING || t->id == called->id || m->requeued[i] || t->sent_to) continue;
        if (counter_serves(counter, service) != SERVES_OWN) continue;
        if (called->issued_at > t->issued_at + 900 * 1000)
            fail_msg("%s was overtaken by %s", t->number, called->number);
    }
}

static void next(struct fixture *f, struct model *m)
{
    struct outcome out = fixture_next(f, 1 + pick(3));
    if (out.code != OUT_OK) {
        assert_true(out.code == OUT_NOBODY || out.code == OUT_COUNTER_BUSY);
        return;
    }
    int i = find(m, out.ticket.id);
    assert_in_range(i, 0, m->count - 1);
    assert_int_equal(m->tickets[i].state, TICKET_WAITING);
    ranks_respected(f, m, &out.ticket);
    m->tickets[i] = out.ticket;
}

static void any_move(struct fixture *f, struct model *m)
{
    if (m->count == 0) return;
    const struct move *move = &moves[pick(move_count)];
    if (move->kind == CMD_NEXT || move->kind == CMD_DAY_END) return;
    int i = pick(m->count);
    struct ticket before = m->tickets[i];
    struct command c = {.kind = move->kind, .ticket = before.id, .staff = f->clerks[pick(3)], .text = "x"};
    if (pick(2)) c.service = "ask";
    if (pick(3) == 0) c.counter = 1 + pick(3);
    struct outcome out = fixture_do(f, c);
    if (out.code != OUT_OK) {
        if (out.code == OUT_WRONG_STATE && out.ticket.id == before.id) assert_int_equal(out.ticket.state, before.state);
        return;
    }
    assert_true(move_allows(move, before.state));
    assert_int_equal(out.ticket.state, move->to == TICKET_STATE_COUNT ? before.state : move->to);
    assert_string_equal(out.ticket.number, before.number);
    m->tickets[i] = out.ticket;
    m->requeued[i] |= move->kind == CMD_REQUEUE;
}

/* ---- the tables against the model, and against the journal ---- */

static void tables_are_the_model(struct fixture *f, const struct model *m)
{
    int in_hand[8] = {0};
    for (int i = 0; i < m->count; i++) {
        struct ticket t;
        assert_true(queue_ticket(f->db, m->tickets[i].id, &t, NULL));
        if (t.state != m->tickets[i].state)
            fail_msg("%s is %s, the model says %s", t.number, ticket_state_name(t.state),
                     ticket_state_name(m->tickets[i].state));
        assert_string_equal(t.service, m->tickets[i].service);
        if (t.state == TICKET_CALLED || t.state == TICKET_SERVING) assert_int_equal(++in_hand[t.counter], 1);
    }
}

struct replay {
    const struct model *m;
    int states[TICKETS]; /* -1: not issued yet */
};

static void replay_one(void *arg, const struct journal_entry *e)
{
    struct replay *r = arg;
    int i = e->ticket ? find(r->m, e->ticket) : -1;
    if (i < 0) return;
    if (strcmp(e->kind, "ticket.issued") == 0) {
        assert_int_equal(r->states[i], -1);
        r->states[i] = TICKET_WAITING;
        return;
    }
    for (int k = 0; k < move_count; k++) {
        if (strcmp(e->kind, moves[k].journal) != 0) continue;
        assert_true(move_allows(&moves[k], (enum ticket_state)r->states[i]));
        if (moves[k].to != TICKET_STATE_COUNT) r->states[i] = (int)moves[k].to;
    }
}

static void the_journal_is_the_tables(struct fixture *f, const struct model *m)
{
    static struct replay r;
    r.m = m;
    memset(r.states, -1, sizeof r.states);
    assert_true(journal_read(f->db, 0, 1000000, replay_one, &r, NULL));
    for (int i = 0; i < m->count; i++) assert_int_equal(r.states[i], m->tickets[i].state);
}

static void any_sequence_keeps_the_promises(void **state)
{
    (void)state;
    for (int run = 0; run < RUNS; run++) {
        static struct model m;
        struct fixture f;
        struct err err;
        memset(&m, 0, sizeof m);
        seed = 1000 + (uint64_t)run;
        fixture_open(&f);
        for (int step = 0; step < STEPS; step++) {
            int what = pick(10);
            f.now += 1000 * pick(60);
            if (what < 3) issue(&f, &m);
            else if (what < 6) next(&f, &m);
            else any_move(&f, &m);
            if (step % 100 == 99) fixture_restart(&f);
        }
        tables_are_the_model(&f, &m);
        the_journal_is_the_tables(&f, &m);
        if (!journal_verify(f.db, &err)) fail_msg("%s", err.text);
        fixture_close(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(any_sequence_keeps_the_promises)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
