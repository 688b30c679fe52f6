#include "core/dispatch.h"

const char *dispatch_why_name(enum dispatch_why why)
{
    static const char *const names[] = {"own", "help", "help_overdue", "sent"};
    return names[why];
}

static bool before(const struct queue_head *a, const struct queue_head *b)
{
    return a->rank < b->rank || (a->rank == b->rank && a->id < b->id);
}

/* The service with the lowest head of those that were issued by `issued_by`, or DISPATCH_NOBODY. */
static int lowest(const int *services, int count, const struct queue_head *heads, ms_t issued_by)
{
    int best = DISPATCH_NOBODY;
    for (int i = 0; i < count; i++) {
        const struct queue_head *head = &heads[services[i]];
        if (head->id == 0 || head->issued > issued_by) continue;
        if (best == DISPATCH_NOBODY || before(head, &heads[best])) best = services[i];
    }
    return best;
}

int dispatch_pick(const struct counter *counter, const struct queue_head *heads, const struct queue_head *sent,
                  ms_t now, ms_t wait_target, enum dispatch_why *why)
{
    enum dispatch_why because = WHY_OWN;
    int pick = lowest(counter->own, counter->own_count, heads, INT64_MAX);
    const struct queue_head *best = pick == DISPATCH_NOBODY ? NULL : &heads[pick];
    if (sent && sent->id && (!best || before(sent, best))) {
        pick = DISPATCH_SENT;
        best = sent;
        because = WHY_SENT;
    }
    int help = lowest(counter->helps, counter->helps_count, heads, best ? now - wait_target - 1 : INT64_MAX);
    if (help != DISPATCH_NOBODY && (!best || before(&heads[help], best))) {
        because = best ? WHY_HELP_OVERDUE : WHY_HELP;
        pick = help;
    }
    if (why) *why = because;
    return pick;
}

ms_t dispatch_rank(ms_t issued, const struct visitor_class *class)
{
    return issued - (ms_t) class->head_start_s * 1000;
}
