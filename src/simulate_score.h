/* simulate_score.h - how good what was told turned out to be. */
#ifndef SIMULATE_SCORE_H
#define SIMULATE_SCORE_H

#include "simulate.h"

/* What the estimators told one visitor, and what became of it. Seconds. */
struct told {
    int office;
    bool scored, day_one; /* of which days it is */
    bool waits;           /* nobody was free at once */
    bool near;            /* a change of staff is near */
    bool known, called;
    double point[ESTIMATORS];
    double p50, p80, oracle_p80;
    double truth;
};

struct scores {
    struct told *told;
    int count, room;
    int office_count, unserved, unknown;
    int *counters; /* by office */
};

void scores_office(struct scores *scores, int counters); /* a new office begins */
void scores_add(struct scores *scores, const struct told *told);
void scores_report(const struct scores *scores, struct simulate_report *out);
void scores_free(struct scores *scores); /* what it holds */

#endif
