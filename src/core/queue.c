/* The queue's commands: every change of a ticket. Reading is in queue_read.c. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/change.h"
#include "core/dispatch.h"
#include "core/wait.h"

enum { SURNAME_MAX = 20, REASON_MAX = 100 };

/* ---- issue ---- */

static bool next_number(struct change *c, const char *prefix, int64_t *out)
{
    struct stmt *q = db_prepare(c->db, "INSERT INTO number_range (day, prefix, last) VALUES ($1, $2, 1)"
                                       " ON CONFLICT (day, prefix) DO UPDATE SET last = last + 1 RETURNING last");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, prefix);
    *out = stmt_step(q) ? stmt_int(q, 0) : 0;
    return change_end(c, q);
}

static void new_token(char out[TOKEN_SIZE])
{
    unsigned char bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(out, TOKEN_SIZE, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* What the visitor is told at issue: kept beside the ticket, to be held against what then happens. */
static bool estimate(struct change *c, int service, ms_t rank, int *ahead, struct wait *wait)
{
    struct wait_state state;
    struct err err;
    struct stmt *q = db_prepare(c->db, "SELECT count(*) FROM ticket"
                                       " WHERE day = $1 AND service = $2 AND state = 0 AND rank <= $3");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, c->hall->services[service].code);
    stmt_bind_int(q, 3, rank);
    *ahead = stmt_step(q) ? (int)stmt_int(q, 0) : 0;
    if (!change_end(c, q)) return false;
    if (!wait_read(c->db, c->hall, c->now, &state, &err))
        return change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
    *wait = wait_estimate(&state, service, 0, rank);
    return true;
}

static bool insert_ticket(struct change *c, int service, int class, ms_t rank, int64_t *id)
{
    const struct command *cmd = c->command;
    const struct service *s = &c->hall->services[service];
    char token[TOKEN_SIZE], code[SLIP_CODE_SIZE];
    int64_t seq;
    int ahead;
    struct wait wait;
    if (!estimate(c, service, rank, &ahead, &wait) || !next_number(c, s->prefix, &seq)) return false;
    new_token(token);
    snprintf(code, sizeof code, "%04u", (unsigned)randombytes_uniform(10000));
    struct stmt *q = db_prepare(
        c->db, "INSERT INTO ticket (day, prefix, seq, service, class, state, rank, lang, surname, token, code, print,"
               " issued_at, ahead, wait_p50_s, wait_p80_s)"
               " VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, s->prefix);
    stmt_bind_int(q, 3, seq);
    stmt_bind_text(q, 4, s->code);
    stmt_bind_text(q, 5, c->hall->classes[class].code);
    stmt_bind_int(q, 6, rank);
    stmt_bind_int(q, 7, cmd->lang);
    stmt_bind_text(q, 8, cmd->surname && *cmd->surname ? cmd->surname : NULL);
    stmt_bind_text(q, 9, token);
    stmt_bind_text(q, 10, code);
    stmt_bind_int(q, 11, cmd->print);
    stmt_bind_int(q, 12, c->now);
    stmt_bind_int(q, 13, ahead);
    if (wait.known) {
        stmt_bind_int(q, 14, wait.p50_s);
        stmt_bind_int(q, 15, wait.p80_s);
    }
    if (!change_run(c, q)) return false;
    *id = db_insert_id(c->db);
    return true;
}

void queue_issue(struct change *c)
{
    const struct command *cmd = c->command;
    int service = hall_service(c->hall, cmd->service);
    int class = cmd->class && *cmd->class ? hall_class(c->hall, cmd->class) : 0;
    int64_t id;
    if (service < 0) {
        change_refuse(c, OUT_UNKNOWN_SERVICE, "there is no service \"%.40s\"", cmd->service ? cmd->service : "");
        return;
    }
    if (class < 0) {
        change_refuse(c, OUT_UNKNOWN_CLASS, "there is no class of visitor \"%.40s\"", cmd->class);
        return;
    }
    if (!change_text_ok(c, "surname", cmd->surname, SURNAME_MAX)) return;
    if (!hall_is_open(c->hall, c->now)) {
        change_refuse(c, OUT_CLOSED, "the hall is closed now");
        return;
    }
    ms_t rank = dispatch_rank(c->now, &c->hall->classes[class]);
    if (!change_clock_ok(c) || !insert_ticket(c, service, class, rank, &id) || !ticket_load(c, id)) return;
    const struct ticket *t = &c->out->ticket;
    change_journal(c, "ticket.issued", id, 0,
                   json_pack("{s:s, s:s, s:s, s:s, s:I}", "number", t->number, "service", t->service, "class",
                             t->class, "channel", cmd->channel ? cmd->channel : "program", "rank",
                             (json_int_t)t->rank));
}

/* ---- next ---- */

static bool read_heads(struct change *c, const struct counter *counter, struct queue_head heads[MAX_SERVICES])
{
    for (int i = 0; i < c->hall->service_count; i++) {
        heads[i] = (struct queue_head){0};
        if (counter_serves(counter, i) == SERVES_NOT) continue;
        struct stmt *q =
            db_prepare(c->db, "SELECT id, rank, issued_at FROM ticket WHERE day = $1 AND service = $2 AND state = 0"
                              " ORDER BY rank, id LIMIT 1");
        stmt_bind_text(q, 1, c->day);
        stmt_bind_text(q, 2, c->hall->services[i].code);
        if (stmt_step(q)) heads[i] = (struct queue_head){stmt_int(q, 0), stmt_int(q, 1), stmt_int(q, 2)};
        if (!change_end(c, q)) return false;
    }
    return true;
}

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
    struct queue_head heads[MAX_SERVICES];
    const struct counter *counter = hall_counter(c->hall, c->command->counter);
    bool busy;
    if (!counter) {
        change_refuse(c, OUT_NOT_FOUND, "there is no counter %d", c->command->counter);
        return;
    }
    if (!change_clock_ok(c) || !counter_take(c, counter->number) || !ticket_in_hand(c, counter->number, &busy))
        return;
    if (busy) {
        change_refuse(c, OUT_COUNTER_BUSY, "counter %d still has %s; finish it or mark it absent first",
                      counter->number, c->out->ticket.number);
        return;
    }
    if (!read_heads(c, counter, heads)) return;
    int service = dispatch_pick(counter, heads, c->now, (ms_t)c->hall->wait_target_s * 1000);
    if (service < 0) {
        c->out->ticket = (struct ticket){0};
        change_refuse(c, OUT_NOBODY, "nobody waits for counter %d", counter->number);
        return;
    }
    if (!call_ticket(c, heads[service].id, counter->number)) return;
    const struct ticket *t = &c->out->ticket;
    change_journal(c, "ticket.called", t->id, counter->number,
                   json_pack("{s:s, s:s, s:I, s:i}", "number", t->number, "service", t->service, "rank",
                             (json_int_t)t->rank, "calls", t->calls));
}

/* ---- the other moves ---- */

#define IN(state) (1U << TICKET_##state)

/* Which command takes a ticket from which states to which. */
static const struct move {
    enum command_kind kind;
    unsigned from;
    enum ticket_state to;
    bool stays;  /* keeps the state it has */
    bool holder; /* only for the clerk who has the ticket in hand, or a supervisor */
    const char *verb, *journal;
} moves[] = {
    {CMD_RECALL, IN(CALLED) | IN(SERVING), TICKET_CALLED, true, true, "called again", "ticket.recalled"},
    {CMD_START, IN(CALLED), TICKET_SERVING, false, true, "started", "ticket.started"},
    {CMD_FINISH, IN(SERVING), TICKET_DONE, false, true, "finished", "ticket.finished"},
    {CMD_ABSENT, IN(CALLED), TICKET_ABSENT, false, true, "marked absent", "ticket.absent"},
    {CMD_CANCEL, IN(WAITING) | IN(CALLED), TICKET_CANCELLED, false, false, "cancelled", "ticket.cancelled"},
};

static const struct move *move_of(enum command_kind kind)
{
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
        if (moves[i].kind == kind) return &moves[i];
    return NULL;
}

static bool move_allowed(struct change *c, const struct move *move)
{
    const struct ticket *t = &c->out->ticket;
    if (!(move->from & 1U << t->state))
        return change_refuse(c, OUT_WRONG_STATE, "%s is %s and cannot be %s", t->number, ticket_state_name(t->state),
                             move->verb);
    if (move->holder && t->staff != c->command->staff && change_role(c) < ROLE_SUPERVISOR)
        return change_refuse(c, OUT_NOT_YOURS, "%s is in the hands of counter %d", t->number, t->counter);
    return true;
}

static bool write_move(struct change *c, const struct move *move)
{
    const struct ticket *t = &c->out->ticket;
    bool ends = move->to == TICKET_DONE || move->to == TICKET_ABSENT || move->to == TICKET_CANCELLED;
    struct stmt *q = db_prepare(c->db, "UPDATE ticket SET state = $3,"
                                       " called_at = CASE WHEN $5 THEN $4 ELSE called_at END, calls = calls + $5,"
                                       " started_at = CASE WHEN $6 THEN $4 ELSE started_at END,"
                                       " ended_at = CASE WHEN $7 THEN $4 ELSE ended_at END"
                                       " WHERE id = $1 AND state = $2");
    stmt_bind_int(q, 1, t->id);
    stmt_bind_int(q, 2, t->state);
    stmt_bind_int(q, 3, move->stays ? t->state : move->to);
    stmt_bind_int(q, 4, c->now);
    stmt_bind_int(q, 5, move->kind == CMD_RECALL);
    stmt_bind_int(q, 6, move->kind == CMD_START);
    stmt_bind_int(q, 7, ends);
    if (!change_run(c, q)) return false;
    return db_changes(c->db) == 1 || change_refuse(c, OUT_WRONG_STATE, "%s was changed by somebody else", t->number);
}

void queue_move(struct change *c)
{
    const struct command *cmd = c->command;
    const struct move *move = move_of(cmd->kind);
    if (!change_text_ok(c, "reason", cmd->text, REASON_MAX)) return;
    if (!(cmd->token ? ticket_load_token(c, cmd->token) : ticket_load(c, cmd->ticket))) return;
    if (!move_allowed(c, move) || !write_move(c, move) || !ticket_load(c, c->out->ticket.id)) return;
    const struct ticket *t = &c->out->ticket;
    json_t *body = json_pack("{s:s, s:s, s:i}", "number", t->number, "service", t->service, "calls", t->calls);
    if (cmd->text && *cmd->text) json_object_set_new(body, "reason", json_string(cmd->text));
    if (cmd->channel) json_object_set_new(body, "channel", json_string(cmd->channel));
    change_journal(c, move->journal, t->id, t->counter, body);
}

/* ---- receipts ---- */

static bool set_print(struct change *c, enum print_state state)
{
    struct stmt *q = db_prepare(c->db, "UPDATE ticket SET print = $2 WHERE id = $1");
    stmt_bind_int(q, 1, c->out->ticket.id);
    stmt_bind_int(q, 2, state);
    return change_run(c, q) && ticket_load(c, c->out->ticket.id);
}

void queue_reprint(struct change *c)
{
    if (!ticket_load(c, c->command->ticket) || !set_print(c, PRINT_PENDING)) return;
    change_journal(c, "ticket.reprint", c->out->ticket.id, 0, json_pack("{s:s}", "number", c->out->ticket.number));
}

void queue_printed(struct change *c)
{
    if (!ticket_load(c, c->command->ticket) || !set_print(c, c->command->print)) return;
    change_journal(
        c, "ticket.print", c->out->ticket.id, 0,
        json_pack("{s:s, s:s}", "number", c->out->ticket.number, "print", print_state_name(c->command->print)));
}

void queue_code_wrong(struct change *c)
{
    if (!ticket_load(c, c->command->ticket)) return;
    struct stmt *q = db_prepare(c->db, "UPDATE ticket SET wrong_codes = wrong_codes + 1 WHERE id = $1");
    stmt_bind_int(q, 1, c->command->ticket);
    if (!change_run(c, q)) return;
    change_journal(c, "ticket.wrong_code", c->command->ticket, 0,
                   json_pack("{s:s}", "number", c->out->ticket.number));
}
