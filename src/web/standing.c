#include "web/standing.h"

#include <string.h>

#include "base/log.h"
#include "core/queue.h"
#include "web/reader.h"

bool outlook_read(struct db *db, const struct hall *hall, ms_t now, struct outlook *out, struct err *err)
{
    return wait_read(db, hall, now, &out->waits, err) && queue_next_calls(db, hall, now, &out->next, err);
}

bool standing_read(struct db *db, const struct hall *hall, const struct outlook *outlook, const struct ticket *ticket,
                   struct standing *out, struct err *err)
{
    *out = (struct standing){0};
    if (ticket->state != TICKET_WAITING) return true;
    int service = hall_service(hall, ticket->service);
    if (!queue_ahead(db, hall, ticket, &out->ahead, err)) return false;
    /* A service that was taken out of kiosk.conf has no counter any more. */
    if (service >= 0) out->wait = wait_estimate(&outlook->waits, service, ticket->id, ticket->rank);
    out->next = queue_is_next(&outlook->next, ticket);
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
    struct outlook outlook;
    *out = (struct standing){.past = is_past(hall, ticket, request->now)};
    if (ticket->state != TICKET_WAITING || out->past) return;
    struct db *db = reader_get(request->env->readers, &err);
    if (db && outlook_read(db, hall, request->now, &outlook, &err) &&
        standing_read(db, hall, &outlook, ticket, out, &err))
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
