/* simulate.h - `kiosk simulate`: the real dispatch rule and the real wait estimate in synthetic halls, held against
 * what then happens and against simpler estimates.
 *
 * Each office learns for SIMULATE_LEARN days, which are not scored (the first day is, apart from the rest), and
 * then up to SIMULATE_OFFICE_DAYS days count. A wait counts when no free counter could take the visitor at once. */
#ifndef SIMULATE_H
#define SIMULATE_H

#include <stdbool.h>
#include <stdint.h>

enum { SIMULATE_LEARN = 5, SIMULATE_OFFICE_DAYS = 11 };

enum estimator { EST_KIOSK, EST_LES, EST_LAST10, EST_QUEUE_LENGTH, EST_WORK_AHEAD, EST_WORK_AHEAD_ROSTER, EST_ORACLE,
                 ESTIMATORS };
const char *estimator_name(enum estimator estimator);

/* Means over the waits of one group; NAN where there is nothing to tell. Minutes. */
struct score {
    double mae, p50_coverage, p80_coverage;
};
enum score_group { SCORE_ALL, SCORE_NEAR, SCORE_ELSEWHERE, SCORE_DAY_ONE, SCORE_GROUPS };
struct estimator_report {
    struct score score[SCORE_GROUPS];
    double p80_pinball; /* minutes; of work_ahead_roster when it is scaled to the estimate's coverage */
};
struct office_report {
    int counters, tickets;
    double mean_wait;
    struct score kiosk;
    double best_simple; /* the least mean absolute error of les, last10, queue_length */
};
struct simulate_report {
    int days, tickets; /* scored */
    int unserved;      /* scored days' tickets that were never called */
    int unknown;       /* waits of scored days that no minutes were told for */
    double mean_wait;  /* minutes */
    struct estimator_report estimators[ESTIMATORS];
    struct office_report *offices; /* freed by simulate_free */
    int office_count;
};

/* days > 0. The same seed gives the same report. */
void simulate(int days, uint64_t seed, bool harsh, struct simulate_report *out);
void simulate_free(struct simulate_report *report);

#endif
