/* Reading the queue, on the reader's own connection. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "core/change.h"
#include "core/journal.h"
#include "core/queue.h"
#include "core/wait.h"

/* Ends a look-up of at most one ticket: "no such ticket" is told by an empty error text. */
static bool found_one(struct stmt *q, struct ticket *out, struct err *err)
{
    bool found;
    if (!ticket_one(q, out, &found, err)) return false;
    return found || err_set(err, "%s", "");
}

bool queue_ticket(struct db *db, int64_t id, struct ticket *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT " TICKET_COLUMNS TICKET_TABLES "WHERE t.id = $1");
    stmt_bind_int(q, 1, id);
    return found_one(q, out, err);
}

bool queue_by_token(struct db *db, const char *token, struct ticket *out, struct err *err)
{
    if (!token_is_wellformed(token)) return err_set(err, "%s", "");
    struct stmt *q = db_prepare(db, "SELECT " TICKET_COLUMNS TICKET_TABLES "WHERE t.token = $1");
    stmt_bind_text(q, 1, token);
    return found_one(q, out, err);
}

bool queue_by_number(struct db *db, const struct hall *hall, ms_t now, const char *number, struct ticket *out,
                     struct err *err)
{
    char prefix[PREFIX_SIZE] = "", day[CLOCK_DAY];
    size_t letters = 0;
    long long seq;
    while (letters < PREFIX_SIZE - 1 && isalpha((unsigned char)number[letters])) {
        prefix[letters] = (char)toupper((unsigned char)number[letters]);
        letters++;
    }
    if (letters == 0 || strlen(number) > NUMBER_SIZE || !str_to_int(number + letters, 1, 999999999, &seq))
        return err_set(err, "%s", "");
    hall_day(hall, now, day);
    struct stmt *q =
        db_prepare(db, "SELECT " TICKET_COLUMNS TICKET_TABLES "WHERE t.day = $1 AND t.prefix = $2 AND t.seq = $3");
    stmt_bind_text(q, 1, day);
    stmt_bind_text(q, 2, prefix);
    stmt_bind_int(q, 3, seq);
    return found_one(q, out, err);
}

bool queue_link_expired(const struct hall *hall, const struct ticket *ticket, ms_t now)
{
    char last[CLOCK_DAY], today[CLOCK_DAY];
    clock_add_days(ticket->day, hall->link_days, last);
    hall_day(hall, now, today);
    return strcmp(today, last) > 0;
}

bool queue_ahead(struct db *db, const struct hall *hall, const struct ticket *ticket, int *out, struct err *err)
{
    (void)hall;
    *out = 0;
    if (ticket->state != TICKET_WAITING) return true;
    struct stmt *q = db_prepare(db, "SELECT count(*) FROM ticket WHERE day = $1 AND service = $2 AND state = 0"
                                    " AND (rank < $3 OR (rank = $3 AND id < $4))");
    stmt_bind_text(q, 1, ticket->day);
    stmt_bind_text(q, 2, ticket->service);
    stmt_bind_int(q, 3, ticket->rank);
    stmt_bind_int(q, 4, ticket->id);
    if (stmt_step(q)) *out = (int)stmt_int(q, 0);
    return stmt_end(q, err);
}

/* ---- the whole hall ---- */

static bool view_seats(struct db *db, const struct hall *hall, struct hall_view *view, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT s.counter, s.state, s.since, s.staff, p.name, s.reason FROM seat s"
                                    " JOIN staff p ON p.id = s.staff");
    while (stmt_step(q)) {
        const struct counter *counter = hall_counter(hall, (int)stmt_int(q, 0));
        if (!counter) continue; /* taken out of the conf since */
        struct counter_view *v = &view->counters[counter - hall->counters];
        v->seat = (enum seat_state)stmt_int(q, 1);
        v->since = stmt_int(q, 2);
        v->staff = stmt_int(q, 3);
        str_copy(v->staff_name, sizeof v->staff_name, stmt_text(q, 4));
        str_copy(v->reason, sizeof v->reason, stmt_text(q, 5));
    }
    return stmt_end(q, err);
}

static bool view_in_hand(struct db *db, const struct hall *hall, struct hall_view *view, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT " TICKET_COLUMNS TICKET_TABLES "WHERE t.state IN (1, 2)"
                                    " AND t.counter IS NOT NULL");
    while (stmt_step(q)) {
        struct ticket t;
        ticket_read(q, &t);
        const struct counter *counter = hall_counter(hall, t.counter);
        if (counter) view->counters[counter - hall->counters].ticket = t;
    }
    return stmt_end(q, err);
}

static bool view_recent(struct db *db, struct hall_view *view, struct err *err)
{
    struct stmt *q =
        db_prepare(db, "SELECT " TICKET_COLUMNS TICKET_TABLES "WHERE t.day = $1 AND t.called_at IS NOT NULL"
                       " ORDER BY t.called_at DESC, t.id DESC LIMIT $2");
    stmt_bind_text(q, 1, view->day);
    stmt_bind_int(q, 2, RECENT_CALLS);
    while (stmt_step(q) && view->recent_count < RECENT_CALLS) ticket_read(q, &view->recent[view->recent_count++]);
    return stmt_end(q, err);
}

/* How long somebody of the ordinary class would wait who came now, for each service. */
static void view_waits(const struct hall *hall, const struct wait_state *state, struct hall_view *view)
{
    struct wait_ask asks[MAX_SERVICES];
    for (int i = 0; i < hall->service_count; i++) asks[i] = (struct wait_ask){.service = i, .rank = view->at};
    wait_estimate_all(state, asks, hall->service_count);
    for (int i = 0; i < hall->service_count; i++) view->services[i].wait = asks[i].wait;
}

static bool view_services(struct db *db, const struct hall *hall, struct hall_view *view, struct err *err)
{
    for (int i = 0; i < hall->service_count; i++) {
        struct service_view *v = &view->services[i];
        struct stmt *q = db_prepare(db, "SELECT count(*), min(issued_at) FROM ticket"
                                        " WHERE day = $1 AND service = $2 AND state = 0");
        stmt_bind_text(q, 1, view->day);
        stmt_bind_text(q, 2, hall->services[i].code);
        if (stmt_step(q)) {
            v->waiting = (int)stmt_int(q, 0);
            v->oldest = stmt_int(q, 1);
        }
        if (!stmt_end(q, err)) return false;
        q = db_prepare(db, "SELECT prefix, seq FROM ticket WHERE day = $1 AND service = $2 AND state = 0"
                           " ORDER BY rank, id LIMIT 1");
        stmt_bind_text(q, 1, view->day);
        stmt_bind_text(q, 2, hall->services[i].code);
        if (stmt_step(q)) ticket_number(stmt_text(q, 0), stmt_int(q, 1), v->next);
        if (!stmt_end(q, err)) return false;
        view->waiting += v->waiting;
    }
    return true;
}

/* What can be had now: the calendar, and how many tickets of a capped service are out. */
static bool view_offers(struct db *db, const struct hall *hall, struct hall_view *view, struct err *err)
{
    for (int i = 0; i < hall->service_count; i++) {
        struct service_view *v = &view->services[i];
        struct stmt *q = db_prepare(db, "SELECT last FROM number_range WHERE day = $1 AND prefix = $2");
        stmt_bind_text(q, 1, view->day);
        stmt_bind_text(q, 2, hall->services[i].prefix);
        int issued = stmt_step(q) ? (int)stmt_int(q, 0) : 0;
        if (!stmt_end(q, err)) return false;
        v->offer = view->stopped ? OFFER_HALL_CLOSED : hall_offer(hall, i, view->at, issued);
        if (v->offer != OFFER_NOW) v->next_offer = hall_next_offer(hall, i, view->at);
    }
    return true;
}

static void count_open(const struct hall *hall, struct hall_view *view)
{
    for (int c = 0; c < hall->counter_count; c++) {
        if (view->counters[c].seat != SEAT_OPEN) continue;
        for (int s = 0; s < hall->service_count; s++)
            view->services[s].open_counters += counter_serves(&hall->counters[c], s) != SERVES_NOT;
    }
}

bool queue_view(struct db *db, const struct hall *hall, ms_t now, struct hall_view *out, struct err *err)
{
    struct wait_state waits;
    *out = (struct hall_view){.at = now, .open = hall_is_open(hall, now)};
    hall_day(hall, now, out->day);
    if (!db_begin_read(db, err)) return false;
    bool ok = journal_last(db, &out->journal, err) && hall_stopped(db, out->day, &out->stopped, err) &&
              view_seats(db, hall, out, err) && view_in_hand(db, hall, out, err) && view_recent(db, out, err) &&
              wait_read(db, hall, now, &waits, err) && view_services(db, hall, out, err) &&
              view_offers(db, hall, out, err);
    db_rollback(db);
    if (ok) view_waits(hall, &waits, out);
    count_open(hall, out);
    if (out->stopped) out->open = false;
    return ok;
}

static bool is_among(const int *services, int count, int service)
{
    for (int i = 0; i < count; i++)
        if (services[i] == service) return true;
    return false;
}

static int service_of_prefix(const struct hall *hall, const char *prefix)
{
    for (int i = 0; i < hall->service_count; i++)
        if (strcmp(hall->services[i].prefix, prefix) == 0) return i;
    return -1;
}

bool queue_busiest(struct db *db, const struct hall *hall, ms_t now, int *out, int max, struct err *err)
{
    enum { DAYS = 28 };
    char today[CLOCK_DAY], from[CLOCK_DAY];
    int n = 0;
    hall_day(hall, now, today);
    clock_add_days(today, -DAYS, from);
    struct stmt *q = db_prepare(db, "SELECT prefix, sum(last) FROM number_range WHERE day >= $1 AND day < $2"
                                    " GROUP BY prefix ORDER BY sum(last) DESC, prefix");
    stmt_bind_text(q, 1, from);
    stmt_bind_text(q, 2, today);
    while (stmt_step(q)) {
        int service = service_of_prefix(hall, stmt_text(q, 0)); /* -1: the hall has it no more */
        if (service >= 0 && n < max) out[n++] = service;
    }
    for (int i = 0; i < hall->service_count && n < max; i++)
        if (!is_among(out, n, i)) out[n++] = i;
    return stmt_end(q, err);
}

bool queue_list(struct db *db, const struct hall *hall, ms_t now, enum ticket_state state, struct ticket *out,
                int max, int *count, int *total, struct err *err)
{
    char day[CLOCK_DAY];
    *count = *total = 0;
    hall_day(hall, now, day);
    struct stmt *q = db_prepare(db, "SELECT count(*) FROM ticket WHERE day = $1 AND state = $2");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, state);
    if (stmt_step(q)) *total = (int)stmt_int(q, 0);
    if (!stmt_end(q, err)) return false;
    q = db_prepare(db, "SELECT " TICKET_COLUMNS TICKET_TABLES "WHERE t.day = $1 AND t.state = $2"
                       " ORDER BY t.rank, t.id LIMIT $3");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, state);
    stmt_bind_int(q, 3, max);
    while (*count < max && stmt_step(q)) ticket_read(q, &out[(*count)++]);
    return stmt_end(q, err);
}

bool queue_last_call(struct db *db, int64_t ticket, struct call_record *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT called_at, counter, staff, rank, why, overtaken FROM call"
                                    " WHERE ticket = $1 ORDER BY id DESC LIMIT 1");
    stmt_bind_int(q, 1, ticket);
    bool found = stmt_step(q);
    if (found) {
        *out = (struct call_record){.called_at = stmt_int(q, 0),
                                    .counter = (int)stmt_int(q, 1),
                                    .staff = stmt_int(q, 2),
                                    .rank = stmt_int(q, 3)};
        str_copy(out->why, sizeof out->why, stmt_text(q, 4));
        str_copy(out->overtaken, sizeof out->overtaken, stmt_text(q, 5));
    }
    if (!stmt_end(q, err)) return false;
    return found || err_set(err, "%s", "");
}

bool queue_receipts(struct db *db, const struct hall *hall, ms_t now, struct ticket *out, int max, int *count,
                    struct err *err)
{
    char day[CLOCK_DAY];
    hall_day(hall, now, day);
    *count = 0;
    /* 3 and 4: failed, unknown */
    struct stmt *q =
        db_prepare(db, "SELECT " TICKET_COLUMNS TICKET_TABLES "WHERE t.day = $1 AND t.print <> 0"
                       " ORDER BY t.state = 0 AND t.print IN (3, 4) DESC, t.id DESC LIMIT $2");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, max);
    while (*count < max && stmt_step(q)) ticket_read(q, &out[(*count)++]);
    return stmt_end(q, err);
}

bool queue_next_print(struct db *db, const struct hall *hall, ms_t now, struct ticket *out, struct err *err)
{
    char day[CLOCK_DAY];
    hall_day(hall, now, day);
    struct stmt *q = db_prepare(db, "SELECT " TICKET_COLUMNS TICKET_TABLES
                                    "WHERE t.print = 1 AND t.day = $1 ORDER BY t.id LIMIT 1");
    stmt_bind_text(q, 1, day);
    return found_one(q, out, err);
}
