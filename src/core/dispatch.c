#include "core/dispatch.h"

static int lowest(const int *services, int count, const struct queue_head *heads)
{
    int best = -1;
    for (int i = 0; i < count; i++) {
        const struct queue_head *head = &heads[services[i]];
        if (head->id == 0) continue;
        const struct queue_head *than = best < 0 ? NULL : &heads[best];
        if (!than || head->rank < than->rank || (head->rank == than->rank && head->id < than->id)) best = services[i];
    }
    return best;
}

int dispatch_pick(const struct counter *counter, const struct queue_head *heads)
{
    int own = lowest(counter->own, counter->own_count, heads);
    return own >= 0 ? own : lowest(counter->helps, counter->helps_count, heads);
}

ms_t dispatch_rank(ms_t issued, const struct visitor_class *class)
{
    return issued - (ms_t) class->head_start_s * 1000;
}
