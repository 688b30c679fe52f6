/* wait_store.h - inside the core: what the wait estimate learns in the real hall, and keeps in the database. */
#ifndef CORE_WAIT_STORE_H
#define CORE_WAIT_STORE_H

#include "core/change.h"
#include "core/wait.h"

/* The model as it was last learned, or what can be believed before anything was. */
bool wait_load_model(struct db *db, const struct hall *hall, struct wait_model *out, struct err *err);
bool wait_load_levels(struct db *db, struct wait_levels *out, struct err *err);
/* Local midnight of a business day, the roster's zero. */
ms_t wait_midnight(const struct hall *hall, const char *day);
/* A counter's roster on the day that began at that midnight. */
void wait_roster_of(const struct counter *counter, ms_t midnight, struct wait_roster *out);
/* The openings and leavings of each counter from `from` on, in time order. */
struct wait_seats {
    struct wait_seen *seen[MAX_COUNTERS]; /* by index in hall.counters */
    int count[MAX_COUNTERS];
};
bool wait_read_seats(struct db *db, const struct hall *hall, ms_t from, struct wait_seats *out, struct err *err);
void wait_free_seats(struct wait_seats *seats);
/* Seconds a visit took a counter: from call to start, and being served; holds left out. */
double wait_handling_s(ms_t called, ms_t started, ms_t served_ms);

/* ---- to be called by the commands of the queue ---- */

/* A ticket was issued and its visitor told `wait`. */
bool wait_promised(struct change *c, int64_t ticket, const struct wait *wait);
/* It was called: was the promise kept? Only the first call counts. */
bool wait_called(struct change *c, int64_t ticket);
/* It left the queue in another way: nothing can be said. */
bool wait_left(struct change *c, int64_t ticket);
/* Those who still wait past what they were told are misses already. */
bool wait_settle(struct change *c);
/* A visit was finished. Learns on the first of a day, and on the hall's first day every so often. */
bool wait_finished(struct change *c);

#endif
