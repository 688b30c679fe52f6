/* dispatch.h - who is next. Pure functions over plain values: the queue picks by them for
 * real and the wait estimate plays them forward.
 *
 * A ticket's rank is its issue time less its class's head start. A counter takes the lowest
 * rank among its own services and the tickets that were sent to it by name. It helps out with
 * others when none of those waits, or with a ticket that has waited past the wait target: such
 * a ticket competes by rank like one of its own. Equal ranks go by ticket id.
 *
 * So within a counter's own services nobody is overtaken by a ticket issued more than the
 * largest head start later: rank(u) <= rank(t) means issued(u) <= issued(t) + head start(u). */
#ifndef CORE_DISPATCH_H
#define CORE_DISPATCH_H

#include "core/service.h"

/* The first waiting ticket of one service, or of those sent to one counter; id 0 when nobody waits. */
struct queue_head {
    int64_t id;
    ms_t rank, issued;
};

/* Why a ticket was picked. */
enum dispatch_why {
    WHY_OWN,          /* the lowest rank of the counter's own */
    WHY_HELP,         /* nobody waited for its own */
    WHY_HELP_OVERDUE, /* past the wait target elsewhere, and of lower rank than its own */
    WHY_SENT,         /* transferred to this counter */
};
const char *dispatch_why_name(enum dispatch_why why); /* own help help_overdue sent */

enum { DISPATCH_NOBODY = -1, DISPATCH_SENT = MAX_SERVICES };

/* Index of the service whose head that counter takes at `now`, DISPATCH_SENT for the ticket sent to it,
 * or DISPATCH_NOBODY. heads has one entry for each of the hall's services; sent and why may be NULL.
 * wait_target in milliseconds. */
int dispatch_pick(const struct counter *counter, const struct queue_head *heads, const struct queue_head *sent,
                  ms_t now, ms_t wait_target, enum dispatch_why *why);
/* The rank of a ticket issued at `issued` in that class. */
ms_t dispatch_rank(ms_t issued, const struct visitor_class *class);

#endif
