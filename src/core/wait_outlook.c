#include "core/wait_outlook.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

/* How sure today's level of arrivals is before today was seen, in visitors. */
#define ARRIVALS_PRIOR 30.0
/* Spread of the arrival level on day one. */
#define DAY_ONE_SPREAD 0.30
#define PI 3.14159265358979323846

static int by_lane(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->lane != y->lane) return x->lane - y->lane;
    return ranks_before(&y->head, &x->head) - ranks_before(&x->head, &y->head);
}

static struct entry *find_entry(struct entry *order, int n, int64_t id)
{
    for (int i = 0; i < n; i++)
        if (order[i].head.id == id) return &order[i];
    return NULL;
}

/* The waiting and the asked-for, lane by lane in calling order. */
static void fill_lanes(struct outlook *outlook, const struct wait_ask *asks, int count)
{
    const struct wait_state *state = outlook->state;
    int n = 0;
    outlook->order = mem_zalloc((size_t)(state->queued + count) + 1, sizeof *outlook->order);
    for (int i = 0; i < state->queued; i++) {
        const struct wait_ticket *t = &state->queue[i];
        int lane = t->sent_to >= 0 ? MAX_SERVICES + t->sent_to : t->service;
        outlook->order[n++] = (struct entry){{t->id, t->rank, t->issued}, lane, t->service, -1, false};
    }
    for (int a = 0; a < count; a++) {
        struct entry *there = asks[a].id ? find_entry(outlook->order, n, asks[a].id) : NULL;
        if (there)
            there->ask = a;
        else /* not issued yet, or beyond what was read of a very long queue */
            outlook->order[n++] = (struct entry){
                {INT64_MAX / 2 - a, asks[a].rank, state->now}, asks[a].service, asks[a].service, a, true};
    }
    qsort(outlook->order, (size_t)n, sizeof *outlook->order, by_lane);
    for (int lane = 0, i = 0; lane <= LANES; lane++) {
        while (i < n && outlook->order[i].lane < lane) i++;
        outlook->start[lane] = i;
    }
}

/* Where a visit that is still under way stands, in standard deviations of its service's logarithm. */
static double progress(const struct outlook *outlook, const struct wait_counter *counter, double *elapsed)
{
    const struct wait_state *state = outlook->state;
    double second = fmax(0, (double)(counter->busy_since - state->day_start) / 1000);
    *elapsed = fmax(1, (double)(state->now - counter->busy_since) / 1000);
    double usual = wait_model_log_s(&state->model, counter->busy_service, counter->clerk, (int)second);
    return (log(*elapsed) - usual) / state->model.service[counter->busy_service].sigma;
}

/* The visits done are the shorter ones of those begun: one under way counts as long as one that lasts at least so
 * long does on average. */
static void count_under_way(const struct outlook *outlook, double *log_sum, double *visits)
{
    const struct wait_state *state = outlook->state;
    for (int c = 0; c < state->counter_count; c++) {
        const struct wait_counter *counter = &state->counters[c];
        double elapsed, z, beyond;
        if (counter->busy_service < 0 || counter->called) continue;
        z = fmin(progress(outlook, counter, &elapsed), 4);
        beyond = erfc(z / sqrt(2)) / 2;
        *log_sum += state->model.service[counter->busy_service].sigma * exp(-z * z / 2) / sqrt(2 * PI) / beyond;
        *visits += 1;
    }
}

/* What one knows of today: of its pace and of how many come, and how far that may be off. */
static void judge_today(struct outlook *outlook)
{
    const struct wait_state *state = outlook->state;
    const struct wait_model *m = &state->model;
    double expected = wait_model_arrived(m, (int)outlook->second);
    bool day_one = m->days == 0;
    double spread = 0;
    for (int s = 0; s < m->services; s++) spread += m->service[s].sigma / m->services;
    double log_sum = state->log_sum, visits = state->visits + m->day_prior;
    count_under_way(outlook, &log_sum, &visits);
    outlook->today = day_one ? 0 : log_sum / visits;
    outlook->today_spread = day_one ? 0 : spread / sqrt(visits);
    outlook->arrivals = day_one ? 1 : (ARRIVALS_PRIOR + state->arrived) / (ARRIVALS_PRIOR + expected);
    outlook->arrivals_spread = day_one ? DAY_ONE_SPREAD : 1 / sqrt(ARRIVALS_PRIOR + expected);
}

static void expect_arrivals(struct outlook *outlook)
{
    const struct wait_state *state = outlook->state;
    const struct wait_model *m = &state->model;
    for (int k = 0; k < PLAY_SLOTS; k++) {
        int slot = (int)outlook->second / WAIT_SLOT_S + k;
        ms_t at = state->day_start + (ms_t)slot * WAIT_SLOT_S * 1000;
        bool open = !state->closes || at < state->closes;
        double sum = 0;
        for (int s = 0; s < m->services; s++) {
            double usual = m->days == 0 ? (double)state->recent[s] * WAIT_SLOT_S / WAIT_RECENT_S
                                        : (double)m->rate[s][slot % WAIT_SLOTS];
            outlook->share[k][s] = sum += open ? usual : 0;
        }
        outlook->rate[k] = sum / WAIT_SLOT_S;
    }
}

void outlook_open(struct outlook *outlook, const struct wait_state *state, const struct wait_ask *asks, int count)
{
    *outlook = (struct outlook){.state = state};
    outlook->second = fmax(0, (double)(state->now - state->day_start) / 1000);
    judge_today(outlook);
    expect_arrivals(outlook);
    for (int c = 0; c < state->counter_count; c++) {
        outlook->clerk[c] = wait_model_clerk(&state->model, state->counters[c].clerk);
        for (int s = 0; s < state->model.services; s++)
            if (counter_serves(state->counters[c].conf, s) != SERVES_NOT) outlook->serves[c] |= 1U << s;
    }
    fill_lanes(outlook, asks, count);
}

void outlook_close(struct outlook *outlook)
{
    free(outlook->order);
}
