#include "web/standing.h"

#include <string.h>

#include "base/log.h"
#include "core/queue.h"
#include "web/reader.h"

bool standing_read(struct db *db, const struct hall *hall, const struct wait_state *state,
                   const struct ticket *ticket, struct standing *out, struct err *err)
{
    *out = (struct standing){0};
    if (ticket->state != TICKET_WAITING) return true;
    int service = hall_service(hall, ticket->service);
    if (!queue_ahead(db, hall, ticket, &out->ahead, err)) return false;
    /* A service that was taken out of kiosk.conf has no counter any more. */
    if (service >= 0) out->wait = wait_estimate(state, service, ticket->id, ticket->rank);
    return true;
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
    struct wait_state state;
    *out = (struct standing){.past = is_past(hall, ticket, request->now)};
    if (ticket->state != TICKET_WAITING || out->past) return;
    struct db *db = reader_get(request->env->readers, &err);
    if (db && wait_read(db, hall, request->now, &state, &err) && standing_read(db, hall, &state, ticket, out, &err))
        return;
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
