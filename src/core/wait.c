#include "core/wait.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "core/wait_play.h"

/* Before the levels have been tried the upper end is this much higher. */
#define ROUGH_MARGIN 0.05

static int by_size(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Between the two runs next to it. */
static double quantile(const float *sorted, double level)
{
    double at = level * WAIT_RUNS - 0.5;
    int below = (int)at;
    if (at <= 0) return sorted[0];
    if (below >= WAIT_RUNS - 1) return sorted[WAIT_RUNS - 1];
    if (isinf(sorted[below + 1])) return sorted[below];
    return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
}

/* runs is put in order. A wait that half the runs see no end of is not known. */
static struct wait conclude(const struct wait_levels *levels, float *runs)
{
    qsort(runs, WAIT_RUNS, sizeof *runs, by_size);
    bool rough = wait_levels_rough(levels);
    double p50 = quantile(runs, levels->at[WAIT_P50]);
    double p80 = quantile(runs, fmin(.97, levels->at[WAIT_P80] + (rough ? ROUGH_MARGIN : 0)));
    if (isinf(p50)) return (struct wait){.known = false};
    for (int last = WAIT_RUNS - 1; isinf(p80) && last >= 0; last--) p80 = runs[last];
    return (struct wait){true, (int)lround(p50), (int)lround(fmax(p80, p50)), rough};
}

void wait_estimate_all(const struct wait_state *state, struct wait_ask *asks, int count)
{
    if (count <= 0) return;
    float *runs = mem_zalloc((size_t)count * WAIT_RUNS, sizeof *runs);
    wait_play(state, asks, count, runs);
    for (int i = 0; i < count; i++) asks[i].wait = conclude(&state->levels, runs + (size_t)i * WAIT_RUNS);
    free(runs);
}

struct wait wait_estimate(const struct wait_state *state, int service, int64_t id, ms_t rank)
{
    struct wait_ask ask = {.service = service, .id = id, .rank = rank};
    wait_estimate_all(state, &ask, 1);
    return ask.wait;
}

bool wait_minutes(const struct wait *wait, int *lo, int *hi)
{
    *lo = wait->p50_s / 60;
    *hi = (wait->p80_s + 59) / 60;
    if (*hi <= *lo) *hi = *lo + 1;
    return wait->p80_s >= 60;
}
