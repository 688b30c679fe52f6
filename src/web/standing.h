/* standing.h - the hall now, and a ticket's place and wait in it, read for an answer. */
#ifndef WEB_STANDING_H
#define WEB_STANDING_H

#include "core/queue.h"
#include "core/wait.h"
#include "web/request.h"
#include "web/view.h"

/* The hall as it is now; false after answering 503. */
bool request_view(struct request *request, struct reply *reply, struct hall_view *view);

/* The places and waits of some tickets at `now`, out[i] of tickets[i]; those that do not wait have none. All
 * waits together cost what one does. False with err when the database fails. */
bool standings_read(struct db *db, const struct hall *hall, ms_t now, const struct ticket *tickets, int count,
                    struct standing *out, struct err *err);
/* The same for one ticket of an answer. It never fails: what was done stays done and is told, if need be
 * without place and wait. */
void request_standing(struct request *request, const struct ticket *ticket, struct standing *out);

#endif
