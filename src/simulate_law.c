#include "simulate_law.h"

#include <math.h>
#include <string.h>

/* ---- dice ---- */

static uint64_t roll(struct dice *dice)
{
    uint64_t z = dice->state += 0x9E3779B97F4A7C15ULL;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
    return z ^ z >> 31;
}

double dice_uniform(struct dice *dice)
{
    return ((double)(roll(dice) >> 12) + 0.5) / 4503599627370496.0;
}

bool dice_chance(struct dice *dice, double probability)
{
    return dice_uniform(dice) < probability;
}

int dice_below(struct dice *dice, int n)
{
    return (int)(dice_uniform(dice) * n);
}

/* Marsaglia's polar method. */
double dice_normal(struct dice *dice)
{
    for (;;) {
        double x = 2 * dice_uniform(dice) - 1, y = 2 * dice_uniform(dice) - 1, r = x * x + y * y;
        if (r < 1) return x * sqrt(-2 * log(r) / r);
    }
}

struct dice dice_split(struct dice *dice)
{
    return (struct dice){roll(dice)};
}

static double between(struct dice *dice, double lo, double hi)
{
    return lo + (hi - lo) * dice_uniform(dice);
}

/* ---- an office ---- */

/* Share of the day's visitors by half hour from 08:00: a morning peak, a smaller one after lunch. */
static const double usual_day[LAW_SLOTS] = {1.20, 1.50, 1.60, 1.50, 1.30, 1.05, 0.80, 0.60, 0.50,
                                            0.60, 0.85, 1.05, 1.10, 1.00, 0.90, 0.80, 0.70, 0.0};

static void make_services(struct office *o, struct dice *dice)
{
    double sum = 0;
    for (int s = 0; s < WORLD_SERVICES; s++) {
        o->mean_s[s] = 60 * 3 * pow(4, dice_uniform(dice)); /* 3 to 12 minutes */
        o->sigma[s] = between(dice, 0.36, 0.74);
        o->share[s] = sum += exp(between(dice, -0.7, 0.7));
    }
    for (int s = 0; s < WORLD_SERVICES; s++) o->share[s] /= sum;
}

static void shuffle(struct dice *dice, int *values, int n)
{
    for (int i = n - 1; i > 0; i--) {
        int j = dice_below(dice, i + 1), v = values[i];
        values[i] = values[j];
        values[j] = v;
    }
}

/* Each counter serves some and helps with others; dealt in turn, so that each service has its counters. */
static void make_counters(struct office *o, struct dice *dice)
{
    int order[WORLD_SERVICES], next = 0, n = o->counter_count;
    int own = n <= 2 ? 4 : 3, helps = 2;
    for (int s = 0; s < WORLD_SERVICES; s++) order[s] = s;
    shuffle(dice, order, WORLD_SERVICES);
    for (int c = 0; c < n; c++) {
        struct counter *counter = &o->counters[c];
        *counter = (struct counter){.number = c + 1};
        for (int i = 0; i < own + helps; i++) {
            int s = order[(next + i) % WORLD_SERVICES];
            if (i < own)
                counter->own[counter->own_count++] = s;
            else
                counter->helps[counter->helps_count++] = s;
        }
        next += own;
    }
}

/* Most are ready 15 minutes before opening and work until closing, with lunch by turns from 11:15 to 13:30; some come
 * later or go earlier. */
static void make_roster(struct office *o, struct dice *dice)
{
    for (int c = 0; c < o->counter_count; c++) {
        struct counter *counter = &o->counters[c];
        int from = WORLD_OPENS_S / 60 - 15, to = WORLD_CLOSES_S / 60, lunch = 11 * 60 + 15 + c % 3 * 45;
        if (c >= 2 && dice_chance(dice, 0.25)) from += 30 * (1 + dice_below(dice, 3));
        if (c >= 2 && dice_chance(dice, 0.25)) to -= 30 * (1 + dice_below(dice, 4));
        counter->shifts[0] = (struct shift){from, lunch};
        counter->shifts[1] = (struct shift){lunch + 45, to};
        counter->shift_count = 2;
    }
}

/* Mean minutes a visitor takes in this office, and how many counters are there on average. */
static double capacity(const struct office *o)
{
    double mean = 0, desks = 0;
    for (int s = 0; s < WORLD_SERVICES; s++) mean += o->mean_s[s] * (o->share[s] - (s ? o->share[s - 1] : 0));
    for (int c = 0; c < o->counter_count; c++)
        for (int i = 0; i < o->counters[c].shift_count; i++)
            desks += (o->counters[c].shifts[i].to - o->counters[c].shifts[i].from) * 60.0;
    return desks * (1 - LAW_AWAY) / (WORLD_CLOSES_S - WORLD_OPENS_S) / mean;
}

static void make_visitors(struct office *o, struct dice *dice)
{
    double load = between(dice, 0.78, 1.02), each = capacity(o);
    double morning = between(dice, 0.8, 1.2);
    o->most_visitors = 0;
    for (int k = 0; k < LAW_SLOTS; k++) {
        o->visitors[k] = load * each * (usual_day[k] > 1 && k < 6 ? 1 + (usual_day[k] - 1) * morning : usual_day[k]);
        o->most_visitors = fmax(o->most_visitors, o->visitors[k]);
    }
}

void law_new_office(struct office *o, struct dice *dice, bool harsh)
{
    memset(o, 0, sizeof *o);
    o->harsh = harsh;
    o->counter_count = 2 + dice_below(dice, WORLD_COUNTERS - 1);
    make_services(o, dice);
    make_counters(o, dice);
    make_roster(o, dice);
    for (int i = 0; i < 2 * WORLD_COUNTERS; i++) o->clerk[i] = 0.12 * dice_normal(dice);
    o->weariness = between(dice, -0.05, 0.12);
    make_visitors(o, dice);
}

/* ---- a day ---- */

void law_new_day(struct office *o, struct dice *dice, double *pace, double *crowd)
{
    *pace = 0.06 * dice_normal(dice);
    *crowd = exp(0.10 * dice_normal(dice));
    if (dice_chance(dice, 1.0 / 6)) *crowd *= 1.35; /* pay-day */
    for (int s = 0; s < WORLD_SERVICES && o->harsh; s++) o->mean_s[s] *= exp(0.03 * dice_normal(dice));
}

int64_t law_clerk(const struct office *o, struct dice *dice, int counter)
{
    return dice_chance(dice, 0.08) ? 1 + WORLD_COUNTERS + dice_below(dice, o->counter_count) : 1 + counter;
}

double law_unpunctual(struct dice *dice)
{
    double minutes;
    do minutes = 4.5 * dice_normal(dice);
    while (fabs(minutes) > 10);
    return 60 * minutes;
}

double law_break_s(struct dice *dice, double planned_s)
{
    return fmax(60, planned_s + 2 * 60 * dice_normal(dice));
}

double law_early(struct dice *dice)
{
    return 60 * between(dice, 20, 60);
}

double law_rest_s(struct dice *dice)
{
    return -8 * 60 * log(dice_uniform(dice));
}

bool law_stays(const struct office *o, int counter, double leaves)
{
    const struct counter *c = &o->counters[counter];
    return c->shifts[c->shift_count - 1].to * 60 >= WORLD_CLOSES_S && leaves > WORLD_CLOSES_S - 15 * 60;
}

double law_handling(const struct office *o, struct dice *dice, int service, int64_t clerk, double t, double pace)
{
    double sigma = o->sigma[service], day = (t - WORLD_OPENS_S) / (WORLD_CLOSES_S - WORLD_OPENS_S);
    double log_s =
        log(o->mean_s[service]) - sigma * sigma / 2 + o->clerk[clerk - 1] + o->weariness * (day - 0.5) + pace;
    double seconds = exp(log_s + sigma * dice_normal(dice));
    /* Harsh: a heavy tail, Pareto with index 2. */
    if (o->harsh && dice_chance(dice, 0.04)) seconds *= 2 / sqrt(dice_uniform(dice));
    return LAW_WALK_S + fmin(seconds, 2 * 3600);
}

bool law_absent(const struct office *o, struct dice *dice, double waited)
{
    double chance = 0.08;
    /* Harsh: visitors leave without a word, at the same rate all the time. */
    if (o->harsh) chance = 1 - (1 - chance) * exp(-waited / (3 * 3600));
    return dice_chance(dice, chance);
}

double law_absent_s(struct dice *dice)
{
    return between(dice, 60, 150);
}

double law_visitors(const struct office *o, double t)
{
    int k = ((int)t - WORLD_OPENS_S) / 1800;
    return o->visitors[t < WORLD_OPENS_S ? 0 : k < LAW_SLOTS ? k : LAW_SLOTS - 1];
}

int law_service(const struct office *o, struct dice *dice)
{
    double u = dice_uniform(dice);
    int s = 0;
    while (s < WORLD_SERVICES - 1 && u >= o->share[s]) s++;
    return s;
}

double law_balks(double minutes)
{
    return fmin(1, fmax(0, (minutes - 30) / 20));
}
