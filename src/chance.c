#include "chance.h"

#include <math.h>

struct chance chance_seed(uint64_t seed)
{
    return (struct chance){seed};
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t next(struct chance *chance)
{
    uint64_t z = chance->state += 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return z ^ z >> 31;
}

double chance_uniform(struct chance *chance)
{
    return (double)(next(chance) >> 11) * 0x1p-53;
}

int chance_below(struct chance *chance, int n)
{
    return (int)(chance_uniform(chance) * n);
}

double chance_lognormal(struct chance *chance, double mean, double sigma)
{
    /* Box-Muller; 1 - u so that the logarithm never sees 0. */
    double r = sqrt(-2 * log(1 - chance_uniform(chance)));
    double normal = r * cos(2 * 3.14159265358979323846 * chance_uniform(chance));
    return mean * exp(sigma * normal - sigma * sigma / 2);
}

int chance_weighted(struct chance *chance, const double *weights, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++) sum += weights[i];
    double x = chance_uniform(chance) * sum;
    for (int i = 0; i < n - 1; i++) {
        x -= weights[i];
        if (x < 0) return i;
    }
    return n - 1;
}
