/* wait_random.h - the dice of the wait estimate: quick, and the same on every machine. */
#ifndef CORE_WAIT_RANDOM_H
#define CORE_WAIT_RANDOM_H

#include <stdint.h>

/* The standard normal distribution as this many values of equal weight, in order: a draw is one look-up. */
enum { WAIT_NORMALS = 4096 };
const double *wait_normals(void);

/* xorshift64* (Vigna 2016); the seed is never 0. */
static inline uint64_t wait_dice(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return *seed * 0x2545F4914F6CDD1DULL;
}

/* Between 0 and 1, never either. */
static inline double wait_uniform(uint64_t *seed)
{
    return ((double)(wait_dice(seed) >> 11) + 0.5) / 9007199254740992.0;
}

/* 0 … n - 1 */
static inline int wait_choice(uint64_t *seed, int n)
{
    return (int)((wait_dice(seed) >> 33) * (uint64_t)n >> 31);
}

#endif
