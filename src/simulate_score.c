#include "simulate_score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PROMISED 0.8

void scores_office(struct scores *scores, int counters)
{
    scores->counters = mem_resize(scores->counters, (size_t)scores->office_count + 1, sizeof *scores->counters);
    scores->counters[scores->office_count++] = counters;
}

void scores_add(struct scores *scores, const struct told *told)
{
    if (!told->waits || (!told->scored && !told->day_one)) return;
    if (told->scored && !told->called) scores->unserved++;
    if (told->scored && told->called && !told->known) scores->unknown++;
    if (!told->called || !told->known) return;
    if (scores->count == scores->room) {
        scores->room = scores->room ? 2 * scores->room : 4096;
        scores->told = mem_resize(scores->told, (size_t)scores->room, sizeof *scores->told);
    }
    scores->told[scores->count++] = *told;
}

void scores_free(struct scores *scores)
{
    free(scores->told);
    free(scores->counters);
    *scores = (struct scores){0};
}

/* ---- figures ---- */

static bool in_group(const struct told *t, enum score_group group)
{
    switch (group) {
    case SCORE_ALL:
        return t->scored;
    case SCORE_NEAR:
        return t->scored && t->near;
    case SCORE_ELSEWHERE:
        return t->scored && !t->near;
    default:
        return t->day_one;
    }
}

/* What that estimator says the truth is at or below with 50 and 80 %; false when it says nothing of the kind. */
static bool range_of(const struct told *t, enum estimator e, double *p50, double *p80)
{
    *p50 = e == EST_KIOSK ? t->p50 : t->point[EST_ORACLE];
    *p80 = e == EST_KIOSK ? t->p80 : t->oracle_p80;
    return e == EST_KIOSK || e == EST_ORACLE;
}

/* office < 0: all of them. */
static struct score score_of(const struct scores *scores, enum estimator e, enum score_group group, int office,
                             int *count)
{
    double error = 0, p50, p80;
    int n = 0, below50 = 0, below80 = 0;
    for (int i = 0; i < scores->count; i++) {
        const struct told *t = &scores->told[i];
        if (!in_group(t, group) || (office >= 0 && t->office != office)) continue;
        n++;
        /* One who says "never" is as wrong as one who says "now". */
        error += isinf(t->point[e]) ? t->truth : fabs(t->point[e] - t->truth);
        if (!range_of(t, e, &p50, &p80)) continue;
        below50 += t->truth <= p50;
        below80 += t->truth <= p80;
    }
    bool ranged = e == EST_KIOSK || e == EST_ORACLE;
    if (count) *count = n;
    return (struct score){n ? error / n / 60 : NAN, n && ranged ? (double)below50 / n : NAN,
                          n && ranged ? (double)below80 / n : NAN};
}

static double pinball(double truth, double told)
{
    return truth > told ? PROMISED * (truth - told) : (1 - PROMISED) * (told - truth);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The one factor that makes work_ahead_roster hold as often as `coverage`, known only afterwards: the best such a
 * rule could do. */
static double roster_factor(const struct scores *scores, double coverage)
{
    double *ratio = mem_zalloc((size_t)scores->count + 1, sizeof *ratio);
    int n = 0;
    for (int i = 0; i < scores->count; i++) {
        const struct told *t = &scores->told[i];
        if (t->scored) ratio[n++] = t->truth / fmax(t->point[EST_WORK_AHEAD_ROSTER], 1);
    }
    qsort(ratio, (size_t)n, sizeof *ratio, by_size);
    double factor = n > 0 ? ratio[(int)(coverage * (n - 1))] : 1;
    free(ratio);
    return factor;
}

static double pinball_of(const struct scores *scores, enum estimator e, double coverage)
{
    double factor = e == EST_WORK_AHEAD_ROSTER ? roster_factor(scores, coverage) : 1, sum = 0, p50, p80;
    int n = 0;
    if (e != EST_KIOSK && e != EST_ORACLE && e != EST_WORK_AHEAD_ROSTER) return NAN;
    for (int i = 0; i < scores->count; i++) {
        const struct told *t = &scores->told[i];
        if (!t->scored) continue;
        if (!range_of(t, e, &p50, &p80)) p80 = factor * fmax(t->point[e], 1);
        if (isinf(p80)) p80 = t->point[e];
        if (isinf(p80)) continue;
        sum += pinball(t->truth, p80);
        n++;
    }
    return n > 0 ? sum / n / 60 : NAN;
}

static double mean_wait(const struct scores *scores, int office)
{
    double sum = 0;
    int n = 0;
    for (int i = 0; i < scores->count; i++) {
        const struct told *t = &scores->told[i];
        if (!t->scored || (office >= 0 && t->office != office)) continue;
        sum += t->truth;
        n++;
    }
    return n > 0 ? sum / n / 60 : NAN;
}

static void report_office(const struct scores *scores, int office, struct office_report *out)
{
    out->counters = scores->counters[office];
    out->mean_wait = mean_wait(scores, office);
    out->kiosk = score_of(scores, EST_KIOSK, SCORE_ALL, office, &out->tickets);
    out->best_simple = INFINITY;
    for (int e = EST_LES; e <= EST_QUEUE_LENGTH; e++)
        out->best_simple = fmin(out->best_simple, score_of(scores, (enum estimator)e, SCORE_ALL, office, NULL).mae);
}

void scores_report(const struct scores *scores, struct simulate_report *out)
{
    *out = (struct simulate_report){.unserved = scores->unserved,
                                    .unknown = scores->unknown,
                                    .mean_wait = mean_wait(scores, -1),
                                    .office_count = scores->office_count};
    for (int e = 0; e < ESTIMATORS; e++)
        for (int g = 0; g < SCORE_GROUPS; g++)
            out->estimators[e].score[g] =
                score_of(scores, (enum estimator)e, (enum score_group)g, -1, g == SCORE_ALL ? &out->tickets : NULL);
    for (int e = 0; e < ESTIMATORS; e++)
        out->estimators[e].p80_pinball =
            pinball_of(scores, (enum estimator)e, out->estimators[EST_KIOSK].score[SCORE_ALL].p80_coverage);
    out->offices = mem_zalloc((size_t)scores->office_count + 1, sizeof *out->offices);
    for (int i = 0; i < scores->office_count; i++) report_office(scores, i, &out->offices[i]);
}
