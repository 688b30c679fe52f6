#include "ui/latency.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void latency_add(struct latency *latency, double ms)
{
    latency->ms[latency->count++ % LATENCY_KEPT] = (float)ms;
}

static int ascending(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

double latency_quantile(const struct latency *latency, double share)
{
    float sorted[LATENCY_KEPT];
    int n = latency->count < LATENCY_KEPT ? latency->count : LATENCY_KEPT;

    if (!n) return 0;
    memcpy(sorted, latency->ms, (size_t)n * sizeof *sorted);
    qsort(sorted, (size_t)n, sizeof *sorted, ascending);
    return (double)sorted[(int)ceil(share * n) - (share > 0 ? 1 : 0)];
}
