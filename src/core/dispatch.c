#include "core/dispatch.h"

static bool before(const struct queue_head *a, const struct queue_head *b)
{
    return a->rank < b->rank || (a->rank == b->rank && a->id < b->id);
}

/* The better of best and the lowest head of those services that was issued at or before `issued_by`. */
static int lowest(const int *services, int count, const struct queue_head *heads, ms_t issued_by, int best)
{
    for (int i = 0; i < count; i++) {
        const struct queue_head *head = &heads[services[i]];
        if (head->id == 0 || head->issued > issued_by) continue;
        if (best < 0 || before(head, &heads[best])) best = services[i];
    }
    return best;
}

int dispatch_pick(const struct counter *counter, const struct queue_head *heads, ms_t now, ms_t wait_target)
{
    int best = lowest(counter->own, counter->own_count, heads, now, -1);
    ms_t issued_by = best < 0 ? now : now - wait_target - 1;
    return lowest(counter->helps, counter->helps_count, heads, issued_by, best);
}

ms_t dispatch_rank(ms_t issued, const struct visitor_class *class)
{
    return issued - (ms_t) class->head_start_s * 1000;
}
