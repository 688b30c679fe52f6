#include "web/standing.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "core/queue.h"
#include "web/reader.h"

/* Asks for the waits of those that wait; asks and asked have room for all. Returns how many there are. A service
 * that was taken out of kiosk.conf has no counter any more. */
static int ask(const struct hall *hall, const struct ticket *tickets, int count, struct wait_ask *asks, int *asked)
{
    int n = 0;
    for (int i = 0; i < count; i++) {
        int service = hall_service(hall, tickets[i].service);
        if (tickets[i].state != TICKET_WAITING || service < 0) continue;
        asks[n] = (struct wait_ask){.service = service, .id = tickets[i].id, .rank = tickets[i].rank};
        asked[n++] = i;
    }
    return n;
}

bool standings_read(struct db *db, const struct hall *hall, ms_t now, const struct ticket *tickets, int count,
                    struct standing *out, struct err *err)
{
    struct wait_state state;
    struct next_calls next;
    struct wait_ask *asks = mem_zalloc((size_t)count + 1, sizeof *asks);
    int *asked = mem_zalloc((size_t)count + 1, sizeof *asked);
    int n = ask(hall, tickets, count, asks, asked);
    bool ok = true;
    for (int i = 0; i < count; i++) out[i] = (struct standing){0};
    for (int i = 0; ok && i < count; i++)
        if (tickets[i].state == TICKET_WAITING) ok = queue_ahead(db, hall, &tickets[i], &out[i].ahead, err);
    if (ok && n > 0) ok = wait_read(db, hall, now, &state, err) && queue_next_calls(db, hall, now, &next, err);
    if (ok && n > 0) wait_estimate_all(&state, asks, n);
    for (int i = 0; ok && i < n; i++) {
        out[asked[i]].wait = asks[i].wait;
        out[asked[i]].next = queue_is_next(&next, &tickets[asked[i]]);
    }
    free(asks);
    free(asked);
    return ok;
}

static bool is_past(const struct hall *hall, const struct ticket *ticket, ms_t now)
{
    char today[CLOCK_DAY];
    hall_day(hall, now, today);
    return strcmp(ticket->day, today) < 0;
}

void request_standing(struct request *request, const struct ticket *ticket, struct standing *out)
{
    const struct hall *hall = request_hall(request);
    struct err err = {0};
    *out = (struct standing){.past = is_past(hall, ticket, request->now)};
    if (ticket->state != TICKET_WAITING || out->past) return;
    struct db *db = reader_get(request->env->readers, &err);
    if (db && standings_read(db, hall, request->now, ticket, 1, out, &err)) return;
    log_error("web: place and wait of a ticket could not be read: %s", err.text);
    if (db) reader_drop(request->env->readers);
}

bool request_view(struct request *request, struct reply *reply, struct hall_view *view)
{
    struct err err = {0};
    struct db *db = request_db(request, reply);
    if (!db) return false;
    if (queue_view(db, request_hall(request), request->now, view, &err)) return true;
    request_read_failed(request, reply, &err);
    return false;
}
