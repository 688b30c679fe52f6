/* latency.h - how long the last touches took from finger to changed picture. */
#ifndef UI_LATENCY_H
#define UI_LATENCY_H

enum { LATENCY_KEPT = 2048 };

struct latency {
    float ms[LATENCY_KEPT];
    int count; /* of all time; the last LATENCY_KEPT are kept */
    long frames, redraws;
    long redraws_told; /* at the last reading */
};

void latency_add(struct latency *latency, double ms);
/* The share-quantile (0…1) of what is kept, 0 when nothing is. */
double latency_quantile(const struct latency *latency, double share);

#endif
