/* wait_outlook.h - inside the estimate: what all runs start from. Reckoned once, then only read. */
#ifndef CORE_WAIT_OUTLOOK_H
#define CORE_WAIT_OUTLOOK_H

#include "core/dispatch.h"
#include "core/wait.h"

enum {
    PLAY_SLOTS = 16, /* half hours looked ahead, counted from now */
    /* One line of tickets for each service, and one for each counter's own that were sent to it. */
    LANES = MAX_SERVICES + MAX_COUNTERS,
};

/* A ticket that waits now, in calling order. */
struct entry {
    struct queue_head head;
    int lane, service;
    int ask;      /* index of the ask it is, -1: none */
    bool phantom; /* asked for but not issued: takes nobody's time */
};

struct outlook {
    const struct wait_state *state;
    struct entry *order;
    int start[LANES + 1];                   /* lane i is order[start[i]] … order[start[i + 1] - 1] */
    double second;                          /* of the day, now */
    double today, today_spread;             /* effect of the day on log handling times */
    double arrivals, arrivals_spread;       /* level of today's arrivals */
    double rate[PLAY_SLOTS];                /* visitors a second */
    double share[PLAY_SLOTS][MAX_SERVICES]; /* cumulated over the services */
    double clerk[MAX_COUNTERS];
    uint32_t serves[MAX_COUNTERS]; /* bit a service */
};

/* Does a rank before b? */
static inline bool ranks_before(const struct queue_head *a, const struct queue_head *b)
{
    return a->rank < b->rank || (a->rank == b->rank && a->id < b->id);
}

/* state must outlive the outlook. */
void outlook_open(struct outlook *outlook, const struct wait_state *state, const struct wait_ask *asks, int count);
void outlook_close(struct outlook *outlook); /* frees what it holds */

#endif
