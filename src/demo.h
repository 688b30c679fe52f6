/* demo.h - believable days in the hall, played through the real writer on a clock of their own. */
#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"

struct writer;

struct demo_totals {
    int visits, served, absent, cancelled, ratings, told;
};

enum { DEMO_CLERKS = 6 };

/* Plays one business day up to `until`: visitors come in peaks, counters open, pause and close, visits are
 * served and rated, cases are told and worked on. clerks are the ids of DEMO_CLERKS accounts. *now is the writer's clock, which this moves.
 * The same seed and day give the same visits. Adds to totals. False with err when a command is
 * refused that should not be. */
bool demo_day(struct writer *writer, const char *day, uint64_t seed, const int64_t clerks[DEMO_CLERKS], ms_t until,
              ms_t *now, struct demo_totals *totals, struct err *err);

#endif
