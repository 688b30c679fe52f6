/* wait.h - the wait estimate: what a visitor is told, from playing the dispatch rule forward.
 *
 * Each of WAIT_RUNS runs draws a handling time for everybody ahead and lets the open counters
 * take tickets by dispatch_pick until it is this ticket's turn; P50 and P80 are quantiles of
 * the runs. Handling times are lognormal (sigma WAIT_SIGMA) about the service's mean, which is
 * the mean of its last 60 visits shrunk towards the expected time in kiosk.conf. */
#ifndef CORE_WAIT_H
#define CORE_WAIT_H

#include "core/service.h"
#include "core/ticket.h"

enum { WAIT_RUNS = 100, WAIT_MAX_QUEUE = 1000 };

/* One waiting ticket, and one counter, as the estimate sees them. */
struct wait_ticket {
    int64_t id;
    int service;
    ms_t rank, issued;
};
struct wait_counter {
    const struct counter *conf;
    int busy_service; /* the service in hand, -1: free */
    ms_t busy_since;
};
struct wait_state {
    ms_t now;
    ms_t wait_target;                /* milliseconds */
    double mean_s[MAX_SERVICES];     /* handling time by service */
    struct wait_ticket queue[WAIT_MAX_QUEUE]; /* ordered by rank, then id */
    int queued;
    struct wait_counter counters[MAX_COUNTERS]; /* open ones only */
    int counters_open;
};

struct db;
struct err;
/* Fills state from the tables. */
bool wait_read(struct db *db, const struct hall *hall, ms_t now, struct wait_state *out, struct err *err);
/* The wait of a ticket of that service and rank; id 0 stands for one that would be issued now.
 * Not known when no open counter serves the service. Pure: same state, same answer. */
struct wait wait_estimate(const struct wait_state *state, int service, int64_t id, ms_t rank);

/* What to show: whole minutes, lo rounded down and hi up, at least one apart.
 * Returns false when there is nothing to wait for (under a minute). */
bool wait_minutes(const struct wait *wait, int *lo, int *hi);

#endif
