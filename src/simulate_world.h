/* simulate_world.h - the synthetic halls of `kiosk simulate`: visitors, clerks, and what they do.
 *
 * The world knows its own laws; whoever watches it learns only what happens (struct happening) and what a real hall
 * would have in its conf (world_counters). It shares the dispatch rule with the real hall, and no code with the wait
 * estimate. */
#ifndef SIMULATE_WORLD_H
#define SIMULATE_WORLD_H

#include "core/dispatch.h"

enum {
    WORLD_SERVICES = 6,
    WORLD_COUNTERS = 8, /* at most */
    WORLD_CLASSES = 2,  /* ordinary, priority */
    WORLD_HEAD_START_S = 900,
    WORLD_WAIT_TARGET_S = 900,
    WORLD_OPENS_S = 8 * 3600,
    WORLD_CLOSES_S = 17 * 3600,
    WORLD_RUNS = 200, /* of the oracle */
};

struct world; /* one office */

/* The same seed makes the same office and the same days. Never NULL. */
struct world *world_new(uint64_t seed, bool harsh);
void world_free(struct world *world);
const struct counter *world_counters(const struct world *world, int *count); /* with their roster */

enum happening_kind {
    HAPPENED_ISSUE, HAPPENED_CALL, HAPPENED_START, HAPPENED_END, HAPPENED_ABSENT,
    HAPPENED_OPEN, HAPPENED_PAUSE, HAPPENED_CLOSE
};
struct happening {
    enum happening_kind kind;
    double t;            /* seconds after midnight */
    int64_t ticket;      /* of the first five kinds; numbers start at 1 each day */
    int service, class;  /* the ticket's */
    int counter;         /* index; of all but the first kind */
    int64_t clerk;       /* who sits there, from 1 */
};

/* Lives through one day from opening to the last visitor. An issue is told before any counter has reacted to it. */
typedef void world_watch(void *arg, const struct happening *happening);
void world_day(struct world *world, world_watch *watch, void *arg);

/* To be called from the watch at an issue: one who knows the laws and how the clerks will come and go today plays
 * the day on, WORLD_RUNS times, and says how many seconds that ticket waits in each; INFINITY: it is never called. */
void world_oracle(const struct world *world, int64_t ticket, double out[WORLD_RUNS]);

#endif
