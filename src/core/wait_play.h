/* wait_play.h - inside the estimate: plays the hall forward. */
#ifndef CORE_WAIT_PLAY_H
#define CORE_WAIT_PLAY_H

#include "core/wait.h"

/* Plays WAIT_RUNS runs. out holds WAIT_RUNS seconds until the call for each ask, run by run as they came;
 * INFINITY: never called. */
void wait_play(const struct wait_state *state, const struct wait_ask *asks, int count, float *out);

#endif
