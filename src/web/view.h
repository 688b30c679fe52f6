/* view.h - the core's values as the API's JSON. Each function returns a new reference; NULL only when memory
 * is gone or a text is not UTF-8, which reply_json answers. */
#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include <jansson.h>

#include "core/queue.h"

json_t *view_time(ms_t t); /* RFC 3339; null for 0 */
json_t *view_text(const struct text *text);
json_t *view_wait(const struct wait *wait); /* null when unknown */
json_t *view_number(int64_t n);             /* null for 0 */

/* Where a ticket stands now: all but past is zero unless it waits. */
struct standing {
    int ahead;
    struct wait wait;
    bool next; /* an open counter's next call takes it */
    bool past; /* it is of an earlier day: what was left unfinished has expired, noted in the database or not */
};

json_t *view_ticket(const struct ticket *ticket, const struct standing *standing);
/* The newest call of a ticket: whom it overtook and why. */
json_t *view_call(const struct call_record *call);
/* The same ticket for its visitor: no id, no name, no reason, nobody of the staff. */
json_t *view_visit(const struct ticket *ticket, const struct standing *standing, ms_t now);

json_t *view_service(const struct service *service);
/* Can a ticket be had, and from when on if not: {offer, next_offer}. */
json_t *view_offer(const struct service_view *view);
/* The live figures of one service. */
json_t *view_service_live(const struct service *service, const struct service_view *view);
/* A counter, with the ticket in hand; you is the asking clerk. */
json_t *view_counter(const struct hall *hall, const struct counter *counter, const struct counter_view *view,
                     int64_t you);
/* The codes of services by their indexes. */
json_t *view_codes(const struct hall *hall, const int *services, int count);

#endif
