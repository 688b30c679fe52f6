/* The moves of a ticket that is there already; moves.c says which are legal. */
#include <string.h>

#include "core/change.h"
#include "core/moves.h"
#include "core/wait_store.h"

enum { REASON_MAX = 60 };

/* ---- may it be made? ---- */

static bool is_today(struct change *c)
{
    const struct ticket *t = &c->out->ticket;
    if (strcmp(t->day, c->day) == 0 || t->state == TICKET_SERVING) return true;
    return change_refuse(c, OUT_WRONG_STATE, "%s is of %s and %s; only today's tickets move", t->number, t->day,
                         ticket_state_name(t->state));
}

/* Whoever called the ticket has it, and whoever now sits at its counter; a supervisor may act for them. */
static bool holds(struct change *c)
{
    const struct ticket *t = &c->out->ticket;
    if (t->staff == c->command->staff) return true;
    struct stmt *q = db_prepare(c->db, "SELECT 1 FROM seat WHERE counter = $1 AND staff = $2");
    stmt_bind_int(q, 1, t->counter);
    stmt_bind_int(q, 2, c->command->staff);
    bool sits = stmt_step(q);
    if (!change_end(c, q)) return false;
    enum staff_role role;
    if (sits) return true;
    if (!change_role(c, &role)) return false;
    return role >= ROLE_SUPERVISOR ||
           change_refuse(c, OUT_NOT_YOURS, "%s is in the hands of counter %d; ask there", t->number, t->counter);
}

static bool allowed(struct change *c, const struct move *move)
{
    const struct ticket *t = &c->out->ticket;
    if (!move_allows(move, t->state))
        return change_refuse(c, OUT_WRONG_STATE, "%s is %s and cannot be %s", t->number, ticket_state_name(t->state),
                             move->done);
    if (!is_today(c)) return false;
    /* A visitor who was called belongs to that counter, but may leave of their own will. */
    bool in_hand = t->state == TICKET_CALLED || t->state == TICKET_HELD;
    bool of_clerk = move->who == WHO_ANYONE && !c->command->token && in_hand;
    return (move->who != WHO_HOLDER && !of_clerk) || holds(c);
}

/* ---- the plain ones ---- */

static bool moved_one(struct change *c)
{
    return db_changes(c->db) == 1 ||
           change_refuse(c, OUT_WRONG_STATE, "%s was changed by somebody else", c->out->ticket.number);
}

/* Recall, start, finish, absent, hold, cancel differ in the state and in which times are set. */
static bool write_plain(struct change *c, const struct move *move)
{
    const struct ticket *t = &c->out->ticket;
    enum ticket_state to = move->to == TICKET_STATE_COUNT ? t->state : move->to;
    bool ends = to == TICKET_DONE || to == TICKET_ABSENT || to == TICKET_CANCELLED;
    struct stmt *q =
        db_prepare(c->db, "UPDATE ticket SET state = $3,"
                          " called_at = CASE WHEN $5 <> 0 THEN $4 ELSE called_at END, calls = calls + $5,"
                          " started_at = CASE WHEN $6 <> 0 THEN coalesce(started_at, $4) ELSE started_at END,"
                          " served_ms = CASE WHEN $8 <> 0 AND stint_at IS NOT NULL"
                          "   THEN served_ms + max(0, $4 - stint_at) ELSE served_ms END,"
                          " stint_at = CASE WHEN $6 <> 0 THEN $4 WHEN $8 <> 0 THEN NULL ELSE stint_at END,"
                          " held_at = CASE WHEN $3 = 3 THEN $4 ELSE NULL END,"
                          " reason = CASE WHEN $9 IS NULL THEN reason ELSE $9 END,"
                          " ended_at = CASE WHEN $7 <> 0 THEN $4 ELSE ended_at END"
                          " WHERE id = $1 AND state = $2");
    stmt_bind_int(q, 1, t->id);
    stmt_bind_int(q, 2, t->state);
    stmt_bind_int(q, 3, to);
    stmt_bind_int(q, 4, c->now);
    stmt_bind_int(q, 5, move->kind == CMD_RECALL && t->state == TICKET_CALLED);
    stmt_bind_int(q, 6, move->kind == CMD_START);
    stmt_bind_int(q, 7, ends);
    stmt_bind_int(q, 8, to != TICKET_SERVING);
    stmt_bind_text(q, 9, c->command->text && *c->command->text ? c->command->text : NULL);
    return change_run(c, q) && moved_one(c);
}

/* ---- those that go somewhere ---- */

/* The counter the acting clerk sits at, open; 0 with a refusal when there is none. */
static int own_counter(struct change *c)
{
    struct stmt *q = db_prepare(c->db, "SELECT counter FROM seat WHERE staff = $1");
    stmt_bind_int(q, 1, c->command->staff);
    int counter = stmt_step(q) ? (int)stmt_int(q, 0) : 0;
    if (!change_end(c, q)) return 0;
    if (!counter) change_refuse(c, OUT_WRONG_STATE, "sit down at a counter first");
    return counter;
}

static bool resume(struct change *c)
{
    struct ticket t = c->out->ticket;
    bool busy;
    int counter = c->command->counter ? c->command->counter : own_counter(c);
    if (!counter || !counter_take(c, counter) || !ticket_in_hand(c, counter, &busy)) return false;
    if (busy)
        return change_refuse(c, OUT_COUNTER_BUSY, "counter %d still has %s; finish it or hold it first", counter,
                             c->out->ticket.number);
    c->out->ticket = t;
    struct stmt *q = db_prepare(c->db, "UPDATE ticket SET state = 2, counter = $2, staff = $3, stint_at = $4,"
                                       " held_at = NULL WHERE id = $1 AND state = 3");
    stmt_bind_int(q, 1, t.id);
    stmt_bind_int(q, 2, counter);
    stmt_bind_int(q, 3, c->command->staff);
    stmt_bind_int(q, 4, c->now);
    return change_run(c, q) && moved_one(c);
}

/* Where a transfer leads: a service, a counter, or both; both have to fit together. */
static bool target(struct change *c, int *service, const struct counter **counter)
{
    const struct command *cmd = c->command;
    bool named = cmd->service && *cmd->service;
    *service = hall_service(c->hall, named ? cmd->service : c->out->ticket.service);
    *counter = cmd->counter ? hall_counter(c->hall, cmd->counter) : NULL;
    if (!named && !cmd->counter) return change_refuse(c, OUT_INVALID, "name the service or the counter to go to");
    if (*service < 0) return change_refuse(c, OUT_UNKNOWN_SERVICE, "there is no service \"%.40s\"", cmd->service);
    if (cmd->counter && !*counter) return change_refuse(c, OUT_NOT_FOUND, "there is no counter %d", cmd->counter);
    if (*counter && named && counter_serves(*counter, *service) == SERVES_NOT)
        return change_refuse(c, OUT_NOT_SERVED_THERE, "counter %d does not serve %s", cmd->counter,
                             text_in(&c->hall->services[*service].name, LANG_ZH_CN));
    return true;
}

/* The place is kept: the rank stays that of the issue. */
static bool transfer(struct change *c)
{
    int service;
    const struct counter *counter;
    if (!target(c, &service, &counter)) return false;
    struct stmt *q =
        db_prepare(c->db, "UPDATE ticket SET state = 0, service = $3, sent_to = $4, counter = NULL,"
                          " staff = NULL, held_at = NULL, reason = $6,"
                          " served_ms = served_ms + CASE WHEN stint_at IS NULL THEN 0"
                          " ELSE max(0, $5 - stint_at) END, stint_at = NULL WHERE id = $1 AND state = $2");
    stmt_bind_int(q, 1, c->out->ticket.id);
    stmt_bind_int(q, 2, c->out->ticket.state);
    stmt_bind_text(q, 3, c->hall->services[service].code);
    if (counter) stmt_bind_int(q, 4, counter->number);
    stmt_bind_int(q, 5, c->now);
    stmt_bind_text(q, 6, c->command->text && *c->command->text ? c->command->text : NULL);
    return change_run(c, q) && moved_one(c);
}

/* Back in line as if issued a small grace ago: before those who come now, behind those who came in time. */
static bool requeue(struct change *c)
{
    struct stmt *q = db_prepare(c->db, "UPDATE ticket SET state = 0, rank = max(rank, $2), counter = NULL,"
                                       " staff = NULL, ended_at = NULL, sent_to = NULL WHERE id = $1 AND state = 5");
    stmt_bind_int(q, 1, c->out->ticket.id);
    stmt_bind_int(q, 2, c->now - (ms_t)c->hall->return_grace_s * 1000);
    return change_run(c, q) && moved_one(c);
}

/* ---- the command ---- */

static bool write_move(struct change *c, const struct move *move)
{
    switch (move->kind) {
    case CMD_RESUME:
        return resume(c);
    case CMD_TRANSFER:
        return transfer(c);
    case CMD_REQUEUE:
        return requeue(c);
    default:
        return write_plain(c, move);
    }
}

static bool journal_move(struct change *c, const struct move *move, int counter)
{
    const struct ticket *t = &c->out->ticket;
    json_t *body = json_pack("{s:s, s:s, s:i}", "number", t->number, "service", t->service, "calls", t->calls);
    if (c->command->text && *c->command->text) json_object_set_new(body, "reason", json_string(c->command->text));
    if (c->command->channel) json_object_set_new(body, "channel", json_string(c->command->channel));
    if (move->kind == CMD_TRANSFER && t->sent_to) json_object_set_new(body, "sent_to", json_integer(t->sent_to));
    return change_journal(c, move->journal, t->id, counter, body);
}

void queue_move(struct change *c)
{
    const struct command *cmd = c->command;
    const struct move *move = move_of(cmd->kind);
    if (!change_line_ok(c, "reason", cmd->text, REASON_MAX)) return;
    if (!(cmd->token ? ticket_load_token(c, cmd->token) : ticket_load(c, cmd->ticket))) return;
    if (cmd->token && !visit_open(c)) return;
    int counter = c->out->ticket.counter; /* a transfer forgets it */
    bool waited = c->out->ticket.state == TICKET_WAITING;
    if (!allowed(c, move) || !write_move(c, move) || !ticket_load(c, c->out->ticket.id)) return;
    if (waited && !wait_left(c, c->out->ticket.id)) return;
    if (c->out->ticket.state == TICKET_DONE && !wait_finished(c)) return;
    journal_move(c, move, c->out->ticket.counter ? c->out->ticket.counter : counter);
}

/* ---- the end of a day ---- */

bool day_end_due(struct db *db, const char *day, ms_t day_start, bool *due, struct err *err)
{
    struct stmt *q =
        db_prepare(db, "SELECT 1 WHERE EXISTS (SELECT 1 FROM ticket WHERE state IN (0, 1, 3) AND day < $1)"
                       " OR EXISTS (SELECT 1 FROM ticket WHERE print = 1 AND day < $1)"
                       " OR EXISTS (SELECT 1 FROM seat WHERE since < $2 AND counter NOT IN"
                       " (SELECT counter FROM ticket WHERE state IN (1, 2)))");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, day_start);
    *due = stmt_step(q);
    return stmt_end(q, err);
}

/* The oldest ticket that an earlier day left waiting, called or held. */
static bool next_leftover(struct change *c, int64_t *id)
{
    struct stmt *q =
        db_prepare(c->db, "SELECT id FROM ticket WHERE state IN (0, 1, 3) AND day < $1 ORDER BY day LIMIT 1");
    stmt_bind_text(q, 1, c->day);
    *id = stmt_step(q) ? stmt_int(q, 0) : 0;
    return change_end(c, q);
}

/* Somebody who is being served past midnight is served to the end; all else of an earlier day is over. */
void queue_day_end(struct change *c)
{
    const struct move *move = move_of(CMD_DAY_END);
    int64_t id;
    for (int i = 0; i < DAY_END_BATCH; i++) {
        if (!next_leftover(c, &id)) return;
        if (!id) break;
        struct stmt *q =
            db_prepare(c->db, "UPDATE ticket SET state = 7, ended_at = $2, held_at = NULL WHERE id = $1");
        stmt_bind_int(q, 1, id);
        stmt_bind_int(q, 2, c->now);
        if (!change_run(c, q) || !ticket_load(c, id) || !journal_move(c, move, c->out->ticket.counter)) return;
    }
    if (print_day_end(c)) counter_day_end(c);
}
