/* simulate_hall.h - what a real hall would know of a synthetic one: its tickets and counters as they happen, and
 * from them the state the wait estimate starts from. Does for the simulation what wait_read does for the database. */
#ifndef SIMULATE_HALL_H
#define SIMULATE_HALL_H

#include "core/wait.h"
#include "simulate_world.h"

enum { HALL_LAST = 10, HALL_TICKETS = 2000, HALL_SEEN = 64 };

/* A ticket of today. */
struct hall_ticket {
    int service, class;
    ms_t issued, rank, called; /* called 0: still waiting */
    bool settled[WAIT_LEVELS]; /* the outcome at that level is known */
    struct wait wait;          /* what the visitor was told */
};

struct hall_desk {
    const struct counter *conf;
    struct wait_roster roster;
    struct wait_seen seen[HALL_SEEN]; /* today */
    int seen_count;
    int64_t clerk, ticket; /* ticket 0: free */
    bool started;
};

/* All of one hall; to be started with hall_open. */
struct hall_watched {
    struct hall_desk desks[WORLD_COUNTERS];
    int desk_count;
    ms_t midnight; /* of today */
    struct hall_ticket tickets[HALL_TICKETS]; /* by number - 1 */
    int issued;
    int arrivals[MAX_SERVICES][WAIT_SLOTS]; /* today, for the history when the day is whole */
    double log_sum;
    int visits;
    double waits[WORLD_SERVICES][HALL_LAST]; /* seconds, of the last called of each service */
    int waited[WORLD_SERVICES];              /* how many there were */
    struct wait_history history;
    struct wait_model model;
    struct wait_levels levels;
};

void hall_open(struct hall_watched *hall, const struct counter *counters, int count);
void hall_begin_day(struct hall_watched *hall);
/* Takes note. Of an issue this makes the ticket; what its visitor is told is set by the caller. */
void hall_note(struct hall_watched *hall, const struct happening *h);
void hall_end_day(struct hall_watched *hall);
/* The hall as it is, without the ticket `but` that is just being issued. */
void hall_state(const struct hall_watched *hall, ms_t now, int64_t but, struct wait_state *out);
/* Those who still wait longer than they were told are misses already. */
void hall_settle(struct hall_watched *hall, ms_t now);
struct hall_ticket *hall_ticket(struct hall_watched *hall, int64_t number);
ms_t hall_time(const struct hall_watched *hall, double t);

#endif
