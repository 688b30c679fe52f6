/* dispatch.h - who is next. Pure functions over plain values: the queue picks by them for
 * real and the wait estimate plays them forward.
 *
 * A ticket's rank is its issue time less its class's head start. A counter takes the lowest
 * rank among its own services. It helps out with others when its own are empty, or with a
 * ticket there that has waited past the wait target: such a ticket competes by rank like one
 * of its own. Equal ranks go by ticket id.
 *
 * So within a counter's own services nobody is overtaken by a ticket issued more than the
 * largest head start later: rank(u) <= rank(t) means issued(u) <= issued(t) + head start(u). */
#ifndef CORE_DISPATCH_H
#define CORE_DISPATCH_H

#include "core/service.h"

/* The first waiting ticket of one service; id 0 when nobody waits. */
struct queue_head {
    int64_t id;
    ms_t rank, issued;
};

/* Index of the service whose head that counter takes at `now`, or -1 when it has nobody to call.
 * heads has one entry for each of the hall's services. wait_target in milliseconds. */
int dispatch_pick(const struct counter *counter, const struct queue_head *heads, ms_t now, ms_t wait_target);
/* The rank of a ticket issued at `issued` in that class. */
ms_t dispatch_rank(ms_t issued, const struct visitor_class *class);

#endif
