#include "simulate_rivals.h"

#include <math.h>

double rival_les(const struct hall_watched *hall, int service)
{
    int n = hall->waited[service];
    return n > 0 ? hall->waits[service][(n - 1) % HALL_LAST] : 0;
}

double rival_last10(const struct hall_watched *hall, int service)
{
    int n = hall->waited[service] < HALL_LAST ? hall->waited[service] : HALL_LAST;
    double sum = 0;
    for (int i = 0; i < n; i++) sum += hall->waits[service][i];
    return n > 0 ? sum / n : 0;
}

static bool serves(const struct wait_counter *counter, int service)
{
    return counter_serves(counter->conf, service) != SERVES_NOT;
}

static bool present(const struct wait_counter *counter)
{
    return counter->presence == WAIT_OPEN;
}

static int open_for(const struct wait_state *state, int service)
{
    int n = 0;
    for (int c = 0; c < state->counter_count; c++)
        n += present(&state->counters[c]) && serves(&state->counters[c], service);
    return n;
}

double rival_queue_length(const struct wait_state *state, int service, ms_t rank)
{
    int ahead = 0, open = open_for(state, service);
    for (int i = 0; i < state->queued; i++)
        ahead += state->queue[i].service == service && state->queue[i].rank <= rank;
    return ahead * wait_model_mean_s(&state->model, service) / (open > 0 ? open : 1);
}

/* The share of a service's work that falls to the open counters which also take `mine`. */
static double share(const struct wait_state *state, int service, int mine)
{
    int all = 0, both = 0;
    for (int c = 0; c < state->counter_count; c++) {
        const struct wait_counter *counter = &state->counters[c];
        if (!present(counter) || !serves(counter, service)) continue;
        all++;
        both += serves(counter, mine);
    }
    return all > 0 ? (double)both / all : service == mine;
}

/* Seconds of work before this ticket: all who wait with a lower rank, and the rest of what is in hand. */
static double work_before(const struct wait_state *state, int service, ms_t rank)
{
    double work = 0, part[MAX_SERVICES];
    for (int s = 0; s < state->model.services; s++)
        part[s] = share(state, s, service) * wait_model_mean_s(&state->model, s) * (1 - state->model.absent_share);
    for (int i = 0; i < state->queued; i++)
        if (state->queue[i].rank <= rank) work += part[state->queue[i].service];
    for (int c = 0; c < state->counter_count; c++) {
        const struct wait_counter *counter = &state->counters[c];
        if (counter->busy_service < 0 || !serves(counter, service)) continue;
        work += wait_model_mean_s(&state->model, counter->busy_service) / 2;
    }
    return work;
}

double rival_work_ahead(const struct wait_state *state, int service, ms_t rank)
{
    int open = open_for(state, service);
    return work_before(state, service, rank) / (open > 0 ? open : 1);
}

/* How many counters for that service the roster says are there at t: those there now, as their plans go on. */
static int there_at(const struct wait_state *state, int service, ms_t t)
{
    int n = 0;
    for (int c = 0; c < state->counter_count; c++) {
        const struct wait_counter *counter = &state->counters[c];
        bool there = counter->presence != WAIT_AWAY; /* who takes a short rest is as good as there */
        if (!serves(counter, service)) continue;
        for (int i = 0; i < counter->upcoming_count && counter->upcoming[i].at <= t; i++) {
            bool stays = state->closes && counter->upcoming[i].at >= state->closes;
            if (!stays)
                there = counter->upcoming[i].change == WAIT_OPENING || counter->upcoming[i].change == WAIT_RETURN;
        }
        n += there;
    }
    return n;
}

double rival_work_ahead_roster(const struct wait_state *state, int service, ms_t rank)
{
    enum { STEP_S = 30, MOST_S = 6 * 3600 };
    double work = work_before(state, service, rank);
    for (int t = 0; t < MOST_S; t += STEP_S) {
        int there = there_at(state, service, state->now + t * (ms_t)1000);
        if (there * STEP_S >= work) return there > 0 ? t + work / there : t;
        work -= there * STEP_S;
    }
    return MOST_S;
}
