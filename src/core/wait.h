/* wait.h - the wait estimate: what a visitor is told, from playing the dispatch rule forward.
 *
 * WAIT_RUNS times the hall is played on from what it is now: handling times are drawn as the model learned them
 * (wait_model.h), visitors go on coming, counters open, take breaks and close by the roster as punctually as they
 * usually do, and every free counter takes whom dispatch_pick tells it to. P50 and P80 are quantiles of the runs, at
 * levels that are moved after each outcome until the truth keeps the promise (struct wait_levels).
 *
 * Without a roster the counters stay as they are. */
#ifndef CORE_WAIT_H
#define CORE_WAIT_H

#include "core/ticket.h"
#include "core/wait_model.h"
#include "core/wait_roster.h"

enum { WAIT_RUNS = 200, WAIT_MAX_QUEUE = 1000, WAIT_RECENT_S = 3600 };

/* One waiting ticket, and one counter, as the estimate sees them. */
struct wait_ticket {
    int64_t id;
    int service;
    ms_t rank, issued;
    int sent_to; /* index of the counter it was transferred to, -1: any */
};
enum wait_presence { WAIT_AWAY, WAIT_PAUSED, WAIT_OPEN }; /* paused: not foreseen by the roster */
struct wait_counter {
    const struct counter *conf;
    enum wait_presence presence;
    int64_t clerk;    /* who sits there; 0: not known */
    int busy_service; /* the service in hand, -1: free */
    bool called;      /* the visitor in hand was called and is not there yet */
    ms_t busy_since;  /* the first call of the ticket in hand */
    struct wait_planned upcoming[WAIT_UPCOMING]; /* wait_roster_upcoming */
    int upcoming_count;
};
struct wait_state {
    ms_t now, day_start;  /* day_start: local midnight of the business day */
    ms_t closes;          /* when the hall closes; 0: never */
    ms_t wait_target;     /* milliseconds */
    ms_t head_start[MAX_CLASSES];
    struct wait_ticket queue[WAIT_MAX_QUEUE]; /* ordered by rank, then id */
    int queued;
    struct wait_counter counters[MAX_COUNTERS]; /* all that the hall has */
    int counter_count;
    struct wait_model model;
    struct wait_levels levels;
    /* today so far */
    double log_sum;       /* of what visits took, over what the model expected of them */
    int visits;
    int arrived;          /* visitors */
    int recent[MAX_SERVICES]; /* visitors of the last hour */
};

struct db;
struct err;
/* Fills state from the tables: a handful of look-ups that do not grow with the history. */
bool wait_read(struct db *db, const struct hall *hall, ms_t now, struct wait_state *out, struct err *err);

/* The wait of a ticket of that service and rank; id 0 stands for one that would be issued now. Not known when no
 * open counter serves the service and none is due. Pure: same state, same answer. */
struct wait wait_estimate(const struct wait_state *state, int service, int64_t id, ms_t rank);
/* The same for many at the cost of one. */
struct wait_ask {
    int service;
    int64_t id;
    ms_t rank;
    struct wait wait; /* the answer */
};
void wait_estimate_all(const struct wait_state *state, struct wait_ask *asks, int count);

/* What to show: whole minutes, lo rounded down and hi up, at least one apart.
 * Returns false when there is nothing to wait for (under a minute). */
bool wait_minutes(const struct wait *wait, int *lo, int *hi);

#endif
