/* Calling the next visitor, and keeping why it was this one. */
#include <stdlib.h>
#include <string.h>

#include "core/change.h"
#include "core/dispatch.h"
#include "core/queue.h"
#include "core/wait_store.h"

enum { OVERTAKEN_MAX = 5 }; /* as many are named; a call's cost must not grow with the queue */

/* The first waiting of each service that counter serves, and of those sent to it. */
struct heads {
    struct queue_head services[MAX_SERVICES], sent;
};

static struct queue_head read_head(struct stmt *q)
{
    return stmt_step(q) ? (struct queue_head){stmt_int(q, 0), stmt_int(q, 1), stmt_int(q, 2)}
                        : (struct queue_head){0};
}

static bool read_heads(struct db *db, const struct hall *hall, const char *day, const struct counter *counter,
                       struct heads *out, struct err *err)
{
    memset(out, 0, sizeof *out);
    for (int i = 0; i < hall->service_count; i++) {
        if (counter_serves(counter, i) == SERVES_NOT) continue;
        struct stmt *q = db_prepare(db, "SELECT id, rank, issued_at FROM ticket WHERE day = $1 AND service = $2"
                                        " AND state = 0 AND sent_to IS NULL ORDER BY rank, id LIMIT 1");
        stmt_bind_text(q, 1, day);
        stmt_bind_text(q, 2, hall->services[i].code);
        out->services[i] = read_head(q);
        if (!stmt_end(q, err)) return false;
    }
    struct stmt *q = db_prepare(db, "SELECT id, rank, issued_at FROM ticket WHERE day = $1 AND sent_to = $2"
                                    " AND state = 0 ORDER BY rank, id LIMIT 1");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, counter->number);
    out->sent = read_head(q);
    return stmt_end(q, err);
}

/* The ticket that counter takes next, 0: nobody waits for it. */
static int64_t pick(const struct hall *hall, const struct counter *counter, const struct heads *heads, ms_t now,
                    enum dispatch_why *why)
{
    int at = dispatch_pick(counter, heads->services, &heads->sent, now, (ms_t)hall->wait_target_s * 1000, why);
    if (at == DISPATCH_NOBODY) return 0;
    return at == DISPATCH_SENT ? heads->sent.id : heads->services[at].id;
}

/* ---- who is next ---- */

/* The counters where somebody sits and works. */
static bool read_open(struct db *db, const struct hall *hall, const struct counter *out[MAX_COUNTERS], int *count,
                      struct err *err)
{
    *count = 0;
    struct stmt *q = db_prepare(db, "SELECT counter FROM seat WHERE state = 1");
    while (*count < MAX_COUNTERS && stmt_step(q)) {
        const struct counter *counter = hall_counter(hall, (int)stmt_int(q, 0));
        if (counter) out[(*count)++] = counter;
    }
    return stmt_end(q, err);
}

bool queue_next_calls(struct db *db, const struct hall *hall, ms_t now, struct next_calls *out, struct err *err)
{
    const struct counter *open[MAX_COUNTERS];
    struct heads heads;
    char day[CLOCK_DAY];
    hall_day(hall, now, day);
    if (!read_open(db, hall, open, &out->count, err)) return false;
    for (int i = 0; i < out->count; i++) {
        if (!read_heads(db, hall, day, open[i], &heads, err)) return false;
        out->tickets[i] = pick(hall, open[i], &heads, now, NULL);
    }
    return true;
}

bool queue_is_next(const struct next_calls *next, const struct ticket *ticket)
{
    for (int i = 0; i < next->count; i++)
        if (next->tickets[i] == ticket->id) return ticket->state == TICKET_WAITING;
    return false;
}

/* ---- why this one ---- */

static void add_overtaken(json_t *list, struct stmt *q, const char *why)
{
    char number[NUMBER_SIZE];
    ticket_number(stmt_text(q, 0), stmt_int(q, 1), number);
    json_array_append_new(list, json_pack("{s:s, s:I, s:s}", "number", number, "waited_longer_s",
                                          (json_int_t)stmt_int(q, 2) / 1000, "why", why));
}

/* Those of the same service that came earlier and rank behind: the head start did it. */
static bool overtaken_by_rank(struct change *c, const struct ticket *t, json_t *list)
{
    struct stmt *q =
        db_prepare(c->db, "SELECT prefix, seq, $3 - issued_at FROM ticket WHERE day = $1 AND service = $2"
                          " AND state = 0 AND sent_to IS NULL AND rank BETWEEN $4 AND $3"
                          " AND id < $6 ORDER BY rank, id LIMIT $5");
    stmt_bind_text(q, 1, t->day);
    stmt_bind_text(q, 2, t->service);
    stmt_bind_int(q, 3, t->issued_at);
    stmt_bind_int(q, 4, t->rank);
    stmt_bind_int(q, 5, OVERTAKEN_MAX);
    stmt_bind_int(q, 6, t->id); /* ids count up: a lower one came earlier, even within a millisecond */
    while (stmt_step(q)) add_overtaken(list, q, "head_start");
    return change_end(c, q);
}

/* Those at the head of another service of this counter that came earlier. */
static bool overtaken_elsewhere(struct change *c, const struct counter *counter, const struct heads *heads,
                                const struct ticket *t, json_t *list)
{
    for (int i = 0; i < c->hall->service_count && json_array_size(list) < OVERTAKEN_MAX; i++) {
        const struct queue_head *head = &heads->services[i];
        if (!head->id || head->id >= t->id) continue;
        if (strcmp(c->hall->services[i].code, t->service) == 0) continue; /* told by rank */
        struct stmt *q = db_prepare(c->db, "SELECT prefix, seq, $2 - issued_at FROM ticket WHERE id = $1");
        stmt_bind_int(q, 1, head->id);
        stmt_bind_int(q, 2, t->issued_at);
        if (stmt_step(q))
            add_overtaken(list, q, counter_serves(counter, i) == SERVES_OWN ? "head_start" : "own_first");
        if (!change_end(c, q)) return false;
    }
    return true;
}

/* Writes the row of the call; overtaken stays the caller's. */
static bool insert_call(struct change *c, int counter, const char *why, json_t *overtaken)
{
    const struct ticket *t = &c->out->ticket;
    char *text = change_json(c, json_incref(overtaken));
    if (!text) return false;
    struct stmt *q = db_prepare(c->db, "INSERT INTO call (ticket, counter, staff, called_at, rank, why, overtaken)"
                                       " VALUES ($1, $2, $3, $4, $5, $6, $7)");
    stmt_bind_int(q, 1, t->id);
    stmt_bind_int(q, 2, counter);
    stmt_bind_int(q, 3, c->command->staff);
    stmt_bind_int(q, 4, c->now);
    stmt_bind_int(q, 5, t->rank);
    stmt_bind_text(q, 6, why);
    stmt_bind_text(q, 7, text);
    free(text);
    return change_run(c, q);
}

static bool keep_call(struct change *c, const struct counter *counter, const struct heads *heads, const char *why)
{
    const struct ticket *t = &c->out->ticket;
    json_t *overtaken = json_array();
    bool ok = overtaken_by_rank(c, t, overtaken) && overtaken_elsewhere(c, counter, heads, t, overtaken) &&
              insert_call(c, counter->number, why, overtaken);
    json_t *body = json_pack("{s:s, s:s, s:I, s:i, s:s, s:o}", "number", t->number, "service", t->service, "rank",
                             (json_int_t)t->rank, "calls", t->calls, "why", why, "overtaken", overtaken);
    if (ok) return change_journal(c, "ticket.called", t->id, counter->number, body);
    json_decref(body);
    return false;
}

/* ---- the call ---- */

static bool call_ticket(struct change *c, int64_t id, int counter)
{
    /* The condition on the state makes a ticket that somebody else called in the meantime a failure, not a
     * second call. */
    struct stmt *q = db_prepare(c->db, "UPDATE ticket SET state = 1, counter = $2, staff = $3, called_at = $4,"
                                       " first_called_at = coalesce(first_called_at, $4), calls = calls + 1"
                                       " WHERE id = $1 AND state = 0");
    stmt_bind_int(q, 1, id);
    stmt_bind_int(q, 2, counter);
    stmt_bind_int(q, 3, c->command->staff);
    stmt_bind_int(q, 4, c->now);
    if (!change_run(c, q)) return false;
    if (db_changes(c->db) != 1) return change_refuse(c, OUT_WRONG_STATE, "the ticket no longer waits");
    return ticket_load(c, id);
}

void queue_next(struct change *c)
{
    struct heads heads;
    struct err err;
    enum dispatch_why why;
    bool busy;
    const struct counter *counter = hall_counter(c->hall, c->command->counter);
    if (!counter) {
        change_refuse(c, OUT_NOT_FOUND, "there is no counter %d", c->command->counter);
        return;
    }
    if (!change_clock_ok(c) || !counter_take(c, counter->number) || !ticket_in_hand(c, counter->number, &busy))
        return;
    if (busy) {
        change_refuse(c, OUT_COUNTER_BUSY, "counter %d still has %s; finish it, hold it or mark it absent first",
                      counter->number, c->out->ticket.number);
        return;
    }
    if (!read_heads(c->db, c->hall, c->day, counter, &heads, &err)) {
        change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
        return;
    }
    int64_t id = pick(c->hall, counter, &heads, c->now, &why);
    if (!id) {
        c->out->ticket = (struct ticket){0};
        change_refuse(c, OUT_NOBODY, "nobody waits for counter %d", counter->number);
        return;
    }
    if (call_ticket(c, id, counter->number) && wait_called(c, id))
        keep_call(c, counter, &heads, dispatch_why_name(why));
}
