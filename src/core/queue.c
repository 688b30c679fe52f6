/* Issuing tickets, and their receipts. Calling is in queue_next.c, the other moves in queue_move.c. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/change.h"
#include "core/dispatch.h"
#include "core/queue.h"
#include "core/wait_store.h"

enum { SURNAME_MAX = 15, WRONG_CODES_MAX = 5 };

/* ---- issue ---- */

static bool next_number(struct change *c, const char *prefix, int64_t *out)
{
    struct stmt *q =
        db_prepare(c->db, "INSERT INTO number_range (day, prefix, last) VALUES ($1, $2, 1)"
                          " ON CONFLICT (day, prefix) DO UPDATE SET last = number_range.last + 1 RETURNING last");
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
    if (!change_end(c, q) || !wait_settle(c)) return false;
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
               " issued_at, ahead, wait_p50_s, wait_p80_s, wait_rough)"
               " VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
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
    stmt_bind_int(q, 16, wait.rough);
    if (!change_run(c, q)) return false;
    *id = db_insert_id(c->db);
    return wait_promised(c, *id, &wait);
}

/* How many tickets of that service are out today: the number range knows, however many there are. */
static bool issued_today(struct change *c, const struct service *s, int *out)
{
    struct stmt *q = db_prepare(c->db, "SELECT last FROM number_range WHERE day = $1 AND prefix = $2");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, s->prefix);
    *out = stmt_step(q) ? (int)stmt_int(q, 0) : 0;
    return change_end(c, q);
}

static bool offered(struct change *c, int service)
{
    static const enum outcome_code codes[] = {[OFFER_NOW] = OUT_OK,
                                              [OFFER_HALL_CLOSED] = OUT_CLOSED,
                                              [OFFER_AFTER_LAST] = OUT_AFTER_LAST,
                                              [OFFER_NOT_TODAY] = OUT_SERVICE_CLOSED,
                                              [OFFER_SOLD_OUT] = OUT_SOLD_OUT};
    static const char *const words[] = {[OFFER_NOW] = "",
                                        [OFFER_HALL_CLOSED] = "the hall is closed now",
                                        [OFFER_AFTER_LAST] = "no more tickets are issued today",
                                        [OFFER_NOT_TODAY] = "this service is not offered today",
                                        [OFFER_SOLD_OUT] = "all of today's tickets for this service are issued"};
    int issued;
    char when[CLOCK_RFC3339] = "";
    struct err err;
    bool stopped;
    if (!hall_stopped(c->db, c->day, &stopped, &err)) return change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
    if (stopped) return change_refuse(c, OUT_CLOSED, "tickets are stopped for today");
    if (!issued_today(c, &c->hall->services[service], &issued)) return false;
    enum offer offer = hall_offer(c->hall, service, c->now, issued);
    if (offer == OFFER_NOW) return true;
    ms_t next = hall_next_offer(c->hall, service, c->now);
    if (next) clock_rfc3339(next, when);
    return change_refuse(c, codes[offer], "%s%s%s", words[offer], next ? "; next " : "", when);
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
    if (class >= 0 && !cmd->staff && c->hall->classes[class].desk_only) class = -1;
    if (class < 0) {
        change_refuse(c, OUT_UNKNOWN_CLASS, "there is no class of visitor \"%.40s\"", cmd->class);
        return;
    }
    if (!change_line_ok(c, "surname", cmd->surname, SURNAME_MAX)) return;
    ms_t rank = dispatch_rank(c->now, &c->hall->classes[class]);
    if (!change_clock_ok(c) || !offered(c, service) || !insert_ticket(c, service, class, rank, &id) ||
        !ticket_load(c, id))
        return;
    const struct ticket *t = &c->out->ticket;
    change_journal(c, "ticket.issued", id, 0,
                   json_pack("{s:s, s:s, s:s, s:s, s:I}", "number", t->number, "service", t->service, "class",
                             t->class, "channel", cmd->channel ? cmd->channel : "program", "rank",
                             (json_int_t)t->rank));
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
    if (!ticket_load(c, c->command->ticket)) return;
    if (c->out->ticket.state == TICKET_CANCELLED || c->out->ticket.state == TICKET_EXPIRED) {
        change_refuse(c, OUT_WRONG_STATE, "%s is %s and has no receipt any more", c->out->ticket.number,
                      ticket_state_name(c->out->ticket.state));
        return;
    }
    if (strcmp(c->out->ticket.day, c->day) != 0) {
        change_refuse(c, OUT_WRONG_STATE, "%s is of %s; only today's tickets are printed", c->out->ticket.number,
                      c->out->ticket.day);
        return;
    }
    if (!set_print(c, PRINT_PENDING)) return;
    change_journal(c, "ticket.reprint", c->out->ticket.id, 0, json_pack("{s:s}", "number", c->out->ticket.number));
}

static bool printed(struct change *c, int64_t ticket, enum print_state state)
{
    return ticket_load(c, ticket) && set_print(c, state) &&
           change_journal(c, "ticket.print", ticket, 0,
                          json_pack("{s:s, s:s}", "number", c->out->ticket.number, "print", print_state_name(state)));
}

void queue_printed(struct change *c)
{
    printed(c, c->command->ticket, c->command->print);
}

bool print_day_end(struct change *c)
{
    for (int i = 0; i < DAY_END_BATCH; i++) {
        struct stmt *q = db_prepare(c->db, "SELECT id FROM ticket WHERE print = 1 AND day < $1 ORDER BY id LIMIT 1");
        stmt_bind_text(q, 1, c->day);
        int64_t id = stmt_step(q) ? stmt_int(q, 0) : 0;
        if (!change_end(c, q)) return false;
        if (!id) return true;
        if (!printed(c, id, PRINT_FAILED)) return false;
    }
    return true;
}

static bool count_wrong_code(struct change *c, const struct ticket *t)
{
    struct stmt *q = db_prepare(c->db, "UPDATE ticket SET wrong_codes = wrong_codes + 1 WHERE id = $1");
    stmt_bind_int(q, 1, t->id);
    return change_run(c, q) &&
           change_journal(c, "ticket.wrong_code", t->id, 0, json_pack("{s:s}", "number", t->number));
}

/* The check and the count are one command, so that nobody tries without being counted. */
void queue_code(struct change *c)
{
    const char *code = c->command->text ? c->command->text : "";
    if (!ticket_load(c, c->command->ticket)) return;
    const struct ticket *t = &c->out->ticket;
    struct stmt *q = db_prepare(c->db, "SELECT wrong_codes FROM ticket WHERE id = $1");
    stmt_bind_int(q, 1, t->id);
    bool locked = !stmt_step(q) || stmt_int(q, 0) >= WRONG_CODES_MAX;
    if (!change_end(c, q)) return;
    if (locked) {
        change_refuse(c, OUT_CODE_LOCKED, "too many wrong codes for %s today", t->number);
        return;
    }
    if (strlen(code) == SLIP_CODE_SIZE - 1 && sodium_memcmp(code, t->code, SLIP_CODE_SIZE - 1) == 0) return;
    if (count_wrong_code(c, t)) change_refuse(c, OUT_WRONG_CODE, "the code does not fit %s", t->number);
}
