/* simulate_law.h - the laws of the synthetic halls: how long things take, who comes, how punctual clerks are.
 * For simulate_world.c only; the wait estimate never sees them. */
#ifndef SIMULATE_LAW_H
#define SIMULATE_LAW_H

#include "simulate_world.h"

/* ---- dice: splitmix64 (Steele, Lea and Flood 2014) ---- */

struct dice {
    uint64_t state;
};
double dice_uniform(struct dice *dice); /* between 0 and 1, never either */
bool dice_chance(struct dice *dice, double probability);
int dice_below(struct dice *dice, int n);
double dice_normal(struct dice *dice);
struct dice dice_split(struct dice *dice); /* another pair, of its own */

/* ---- one office ---- */

enum { LAW_SLOTS = 18 }; /* half hours from opening to closing */
struct office {
    bool harsh;
    struct counter counters[WORLD_COUNTERS];
    int counter_count;
    double mean_s[WORLD_SERVICES]; /* handling */
    double sigma[WORLD_SERVICES];  /* of its logarithm */
    double clerk[2 * WORLD_COUNTERS]; /* effect on the logarithm; the second half are stand-ins */
    double weariness;                 /* effect of a long day on the logarithm */
    double share[WORLD_SERVICES];     /* of the visitors, cumulated */
    double visitors[LAW_SLOTS];       /* a second, on a usual day */
    double most_visitors;
};

/* Chances. */
#define LAW_AWAY 0.10         /* a clerk does not come today */
#define LAW_NO_BREAK 0.10     /* does not take that break */
#define LAW_PRIORITY 0.10     /* a visitor is of the priority class */
#define LAW_EARLY 0.20        /* harsh: a clerk goes home early */
#define LAW_OUT_OF_ORDER 0.10 /* harsh: a call does not go by the rule */
#define LAW_REST 0.04         /* harsh: a pause after a visit */

enum {
    LAW_WALK_S = 20, /* from call to start */
    LAW_FIRST_TICKET_S = WORLD_OPENS_S,
    LAW_LAST_TICKET_S = WORLD_CLOSES_S - 30 * 60,
};

void law_new_office(struct office *office, struct dice *dice, bool harsh);
/* A new day begins: its pace and crowd; in a harsh world handling times drift. */
void law_new_day(struct office *office, struct dice *dice, double *pace, double *crowd);
int64_t law_clerk(const struct office *office, struct dice *dice, int counter); /* who sits there today, from 1 */
double law_unpunctual(struct dice *dice);                                        /* seconds, within 10 minutes */
double law_break_s(struct dice *dice, double planned_s); /* how long a break takes that is planned so long */
double law_early(struct dice *dice);
double law_rest_s(struct dice *dice); /* memoryless */
/* Does that counter serve on after closing time until nobody waits? */
bool law_stays(const struct office *office, int counter, double leaves);

/* Seconds from call to end. */
double law_handling(const struct office *office, struct dice *dice, int service, int64_t clerk, double t, double pace);
bool law_absent(const struct office *office, struct dice *dice, double waited);
double law_absent_s(struct dice *dice);
double law_visitors(const struct office *office, double t); /* a second */
int law_service(const struct office *office, struct dice *dice);
/* The chance that a visitor turns away who sees so many minutes of work a counter. */
double law_balks(double minutes);

#endif
