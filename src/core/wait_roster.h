/* wait_roster.h - a counter's roster held against what happens: what is still to come, and how punctual it was.
 *
 * The roster is believed, but a change that is WAIT_OVERDUE_MS late is not waited for any longer: who has not come
 * by then is away today, who has not gone to lunch by then stays. Pure. */
#ifndef CORE_WAIT_ROSTER_H
#define CORE_WAIT_ROSTER_H

#include "core/wait_model.h"

enum {
    WAIT_OVERDUE_MS = 12 * 60 * 1000,
    WAIT_MATCH_MS = 30 * 60 * 1000, /* a change this near to a planned one is taken for it */
    WAIT_UPCOMING = 2 * MAX_SHIFTS,
};

/* A stretch that a counter is to be open. */
struct wait_shift {
    ms_t from, to;
};
struct wait_roster {
    struct wait_shift shifts[MAX_SHIFTS];
    int count;
};
/* What happened at a counter today: it opened, or it was left (paused or closed). */
struct wait_seen {
    ms_t at;
    bool opened, paused;
};
struct wait_planned {
    enum wait_change change;
    ms_t at;
};

/* A return is planned so long after the counter was left for the break as the break is long.
 *
 * What is still to come at a counter in time order, turn by turn leaving and coming when it is open (or in a pause
 * the roster did not foresee), coming and leaving when it is not. seen is the day so far in time order. Returns how many, at most WAIT_UPCOMING. */
int wait_roster_upcoming(const struct wait_roster *roster, const struct wait_seen *seen, int seen_count, ms_t now,
                         struct wait_planned *out);
/* Is the pause that began last one the roster did not foresee? */
bool wait_roster_unforeseen(const struct wait_roster *roster, const struct wait_seen *seen, int seen_count);
/* Adds a whole day's punctuality and unforeseen pauses to the history. Who stays until the last visitor is gone
 * tells nothing: closings at or after `last` (the hall's closing time) are left out. */
void wait_roster_learn(const struct wait_roster *roster, const struct wait_seen *seen, int seen_count, ms_t last,
                       struct wait_history *history);

#endif
