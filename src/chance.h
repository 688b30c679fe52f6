/* chance.h - random numbers that are the same for the same seed on every machine. Never for secrets. */
#ifndef CHANCE_H
#define CHANCE_H

#include <stdint.h>

struct chance {
    uint64_t state;
};

struct chance chance_seed(uint64_t seed);
/* 0 <= x < 1 */
double chance_uniform(struct chance *chance);
/* A whole number 0…n-1. */
int chance_below(struct chance *chance, int n);
/* Lognormal with that mean; sigma is that of its logarithm. */
double chance_lognormal(struct chance *chance, double mean, double sigma);
/* The index of a weight, each as likely as it is heavy. */
int chance_weighted(struct chance *chance, const double *weights, int n);

#endif
