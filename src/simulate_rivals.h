/* simulate_rivals.h - simpler ways to tell a wait, printed beside the estimate. Seconds; they know what the
 * estimate knows. */
#ifndef SIMULATE_RIVALS_H
#define SIMULATE_RIVALS_H

#include "simulate_hall.h"

/* The wait of the last of that service to be called. */
double rival_les(const struct hall_watched *hall, int service);
/* The mean wait of the last ten. */
double rival_last10(const struct hall_watched *hall, int service);
/* Those ahead in that service x mean / counters open for it. */
double rival_queue_length(const struct wait_state *state, int service, ms_t rank);
/* The work of all whom the rule serves before this ticket / open counters that may take them. */
double rival_work_ahead(const struct wait_state *state, int service, ms_t rank);
/* The same drained through the roster. */
double rival_work_ahead_roster(const struct wait_state *state, int service, ms_t rank);

#endif
