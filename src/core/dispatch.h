/* dispatch.h - who is next. Pure functions over plain values: the queue picks by them for
 * real and the wait estimate plays them forward.
 *
 * A ticket's rank is its issue time less its class's head start. A counter takes the lowest
 * rank among its own services; when none of those waits, the lowest among the services it
 * helps out with. Equal ranks go by ticket id. */
#ifndef CORE_DISPATCH_H
#define CORE_DISPATCH_H

#include "core/service.h"

/* The first waiting ticket of one service; id 0 when nobody waits. */
struct queue_head {
    int64_t id;
    ms_t rank;
};

/* Index of the service whose head that counter takes, or -1 when it has nobody to call.
 * heads has one entry for each of the hall's services. */
int dispatch_pick(const struct counter *counter, const struct queue_head *heads);
/* The rank of a ticket issued at `issued` in that class. */
ms_t dispatch_rank(ms_t issued, const struct visitor_class *class);

#endif
