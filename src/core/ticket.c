#include "core/ticket.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/change.h"
#include "core/queue.h"

static const char *const states[TICKET_STATE_COUNT] = {"waiting", "called", "serving",   "held",
                                                       "done",    "absent", "cancelled", "expired"};
static const char *const prints[PRINT_STATE_COUNT] = {"none", "pending", "printed", "failed", "unknown"};

const char *ticket_state_name(enum ticket_state state)
{
    return states[state];
}

const char *print_state_name(enum print_state state)
{
    return prints[state];
}

bool token_is_wellformed(const char *token)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return token && strlen(token) == TOKEN_SIZE - 1 && strspn(token, letters) == TOKEN_SIZE - 1;
}

void ticket_number(const char *prefix, int64_t seq, char out[NUMBER_SIZE])
{
    snprintf(out, NUMBER_SIZE, "%.3s%03d", prefix, (int)seq);
}

void ticket_read(struct stmt *q, struct ticket *t)
{
    *t = (struct ticket){.id = stmt_int(q, 0)};
    ticket_number(stmt_text(q, 1), stmt_int(q, 2), t->number);
    str_copy(t->day, sizeof t->day, stmt_text(q, 3));
    str_copy(t->service, sizeof t->service, stmt_text(q, 4));
    str_copy(t->class, sizeof t->class, stmt_text(q, 5));
    t->state = (enum ticket_state)stmt_int(q, 6);
    t->print = (enum print_state)stmt_int(q, 7);
    t->lang = stmt_int(q, 8) >= 0 && stmt_int(q, 8) < LANG_COUNT ? (enum lang)stmt_int(q, 8) : LANG_ZH_CN;
    t->issued_at = stmt_int(q, 9);
    t->called_at = stmt_int(q, 10);
    t->started_at = stmt_int(q, 11);
    t->ended_at = stmt_int(q, 12);
    t->rank = stmt_int(q, 13);
    t->counter = (int)stmt_int(q, 14);
    t->staff = stmt_int(q, 15);
    t->calls = (int)stmt_int(q, 16);
    str_copy(t->surname, sizeof t->surname, stmt_text(q, 17));
    str_copy(t->token, sizeof t->token, stmt_text(q, 18));
    str_copy(t->code, sizeof t->code, stmt_text(q, 19));
    t->ahead_at_issue = (int)stmt_int(q, 20);
    t->wait_at_issue.known = !stmt_is_null(q, 21);
    t->wait_at_issue.p50_s = (int)stmt_int(q, 21);
    t->wait_at_issue.p80_s = (int)stmt_int(q, 22);
    t->score = (int)stmt_int(q, 23);
    t->held_at = stmt_int(q, 24);
    t->served_ms = stmt_int(q, 25);
    t->sent_to = (int)stmt_int(q, 26);
    str_copy(t->reason, sizeof t->reason, stmt_text(q, 27));
    t->stint_at = stmt_int(q, 28);
    t->wait_at_issue.rough = stmt_int(q, 29) != 0;
}

bool ticket_one(struct stmt *q, struct ticket *out, bool *found, struct err *err)
{
    *found = stmt_step(q);
    if (*found) ticket_read(q, out);
    return stmt_end(q, err);
}

/* Ends a look-up inside a command. */
static bool loaded(struct change *c, struct stmt *q, bool *found)
{
    struct err err;
    return ticket_one(q, &c->out->ticket, found, &err) || change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

bool ticket_load(struct change *c, int64_t id)
{
    bool found;
    struct stmt *q = db_prepare(c->db, "SELECT " TICKET_COLUMNS TICKET_TABLES "WHERE t.id = $1");
    stmt_bind_int(q, 1, id);
    if (!loaded(c, q, &found)) return false;
    return found || change_refuse(c, OUT_NOT_FOUND, "there is no ticket %lld", (long long)id);
}

bool ticket_load_token(struct change *c, const char *token)
{
    bool found;
    struct stmt *q = db_prepare(c->db, "SELECT " TICKET_COLUMNS TICKET_TABLES "WHERE t.token = $1");
    stmt_bind_text(q, 1, token);
    if (!loaded(c, q, &found)) return false;
    return found || change_refuse(c, OUT_NOT_FOUND, "there is no ticket with this link");
}

bool visit_open(struct change *c)
{
    return !queue_link_expired(c->hall, &c->out->ticket, c->now) ||
           change_refuse(c, OUT_EXPIRED, "%s is too long ago; its page no longer shows or does anything",
                         c->out->ticket.number);
}

bool ticket_in_hand(struct change *c, int counter, bool *busy)
{
    struct stmt *q =
        db_prepare(c->db, "SELECT " TICKET_COLUMNS TICKET_TABLES "WHERE t.counter = $1 AND t.state IN (1, 2)");
    stmt_bind_int(q, 1, counter);
    return loaded(c, q, busy);
}
