#include "core/wait.h"

#include <math.h>
#include <stdlib.h>

#include "core/dispatch.h"
#include "store/db.h"

/* Spread of log handling times, a usual figure for office work of one kind. */
#define WAIT_SIGMA 0.6
/* How many visits the expected time of kiosk.conf weighs as much as. */
#define WAIT_PRIOR 3.0
enum { LEARN_FROM = 60 };

/* ---- reading ---- */

static bool read_mean(struct db *db, const struct service *service, double *out, struct err *err)
{
    /* From call to end: the time the counter was taken up by one visitor. */
    struct stmt *q = db_prepare(db, "SELECT count(*), coalesce(sum(ended_at - called_at), 0) FROM"
                                    " (SELECT ended_at, called_at FROM ticket WHERE service = $1 AND state = 4"
                                    " ORDER BY ended_at DESC LIMIT $2)");
    stmt_bind_text(q, 1, service->code);
    stmt_bind_int(q, 2, LEARN_FROM);
    *out = service->expected_s;
    if (stmt_step(q))
        *out = (WAIT_PRIOR * service->expected_s + (double)stmt_int(q, 1) / 1000) /
               (WAIT_PRIOR + (double)stmt_int(q, 0));
    if (*out < 1) *out = 1;
    return stmt_end(q, err);
}

static bool read_queue(struct db *db, const struct hall *hall, const char *day, struct wait_state *out,
                       struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT id, service, rank, issued_at FROM ticket WHERE day = $1 AND state = 0"
                                    " ORDER BY rank, id LIMIT $2");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, WAIT_MAX_QUEUE);
    while (stmt_step(q) && out->queued < WAIT_MAX_QUEUE) {
        int service = hall_service(hall, stmt_text(q, 1));
        if (service >= 0)
            out->queue[out->queued++] = (struct wait_ticket){stmt_int(q, 0), service, stmt_int(q, 2), stmt_int(q, 3)};
    }
    return stmt_end(q, err);
}

static bool read_counters(struct db *db, const struct hall *hall, struct wait_state *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT s.counter, t.service, t.called_at FROM seat s"
                                    " LEFT JOIN ticket t ON t.counter = s.counter AND t.state IN (1, 2)"
                                    " WHERE s.state = 1 ORDER BY s.counter");
    while (stmt_step(q) && out->counters_open < MAX_COUNTERS) {
        const struct counter *conf = hall_counter(hall, (int)stmt_int(q, 0));
        if (conf)
            out->counters[out->counters_open++] =
                (struct wait_counter){conf, hall_service(hall, stmt_text(q, 1)), stmt_int(q, 2)};
    }
    return stmt_end(q, err);
}

bool wait_read(struct db *db, const struct hall *hall, ms_t now, struct wait_state *out, struct err *err)
{
    char day[CLOCK_DAY];
    out->now = now;
    out->wait_target = (ms_t)hall->wait_target_s * 1000;
    out->queued = out->counters_open = 0;
    hall_day(hall, now, day);
    for (int i = 0; i < hall->service_count; i++)
        if (!read_mean(db, &hall->services[i], &out->mean_s[i], err)) return false;
    return read_queue(db, hall, day, out, err) && read_counters(db, hall, out, err);
}

/* ---- playing forward ---- */

/* xorshift64* (Vigna 2016): quick, and the same on every machine. */
static double uniform(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return ((double)(*seed * 0x2545F4914F6CDD1DULL >> 11) + 0.5) / 9007199254740992.0;
}

/* A lognormal handling time in seconds with that mean (Box and Muller 1958 for the normal). */
static double draw(uint64_t *seed, double mean)
{
    double z = sqrt(-2 * log(uniform(seed))) * cos(2 * 3.14159265358979323846 * uniform(seed));
    return mean * exp(WAIT_SIGMA * z - WAIT_SIGMA * WAIT_SIGMA / 2);
}

/* How much longer a visitor stays who is here since `elapsed` seconds. */
static double draw_rest(uint64_t *seed, double mean, double elapsed)
{
    for (int i = 0; i < 8; i++) {
        double whole = draw(seed, mean);
        if (whole > elapsed) return whole - elapsed;
    }
    return mean / 4; /* far past what is usual: nobody knows, but it can't be long */
}

/* The waiting tickets, one lane a service in calling order, the asked one among them with id -1. */
struct lanes {
    struct queue_head order[WAIT_MAX_QUEUE + 1];
    int start[MAX_SERVICES + 1]; /* lane s is order[start[s]] … order[start[s + 1] - 1] */
};

static void fill_lanes(struct lanes *lanes, const struct wait_state *state, int service, int64_t id, ms_t rank)
{
    struct queue_head asked = {-1, rank, state->now};
    int n = 0;
    for (int s = 0; s < MAX_SERVICES; s++) {
        bool placed = s != service;
        lanes->start[s] = n;
        for (int i = 0; i < state->queued; i++) {
            const struct wait_ticket *t = &state->queue[i];
            if (t->service != s) continue;
            /* A ticket still to be issued stands behind those of equal rank. */
            if (!placed && (t->id == id || t->rank > rank)) {
                if (t->id == id) asked.issued = t->issued;
                lanes->order[n++] = asked;
                placed = true;
            }
            if (s != service || t->id != id) lanes->order[n++] = (struct queue_head){t->id, t->rank, t->issued};
        }
        if (!placed) lanes->order[n++] = asked;
    }
    lanes->start[MAX_SERVICES] = n;
}

/* One run: seconds until the asked ticket is called. */
static double play(const struct wait_state *state, const struct lanes *lanes, int asked_service, uint64_t *seed)
{
    double free_at[MAX_COUNTERS];
    int at[MAX_SERVICES];
    struct queue_head heads[MAX_SERVICES];
    for (int s = 0; s < MAX_SERVICES; s++) {
        at[s] = lanes->start[s];
        heads[s] = at[s] < lanes->start[s + 1] ? lanes->order[at[s]] : (struct queue_head){0};
    }
    for (int c = 0; c < state->counters_open; c++) {
        const struct wait_counter *counter = &state->counters[c];
        free_at[c] = counter->busy_service < 0 ? 0
                                               : draw_rest(seed, state->mean_s[counter->busy_service],
                                                           (double)(state->now - counter->busy_since) / 1000);
    }
    for (;;) {
        int c = 0;
        for (int i = 1; i < state->counters_open; i++)
            if (free_at[i] < free_at[c]) c = i;
        if (isinf(free_at[c])) return INFINITY;
        int s = dispatch_pick(state->counters[c].conf, heads, NULL, state->now + (ms_t)(free_at[c] * 1000),
                              state->wait_target, NULL);
        if (s < 0) {
            free_at[c] = INFINITY; /* nobody left for it */
            continue;
        }
        if (s == asked_service && heads[s].id == -1) return free_at[c];
        free_at[c] += draw(seed, state->mean_s[s]);
        at[s]++;
        heads[s] = at[s] < lanes->start[s + 1] ? lanes->order[at[s]] : (struct queue_head){0};
    }
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct wait wait_estimate(const struct wait_state *state, int service, int64_t id, ms_t rank)
{
    bool served = false;
    for (int c = 0; c < state->counters_open; c++)
        served |= counter_serves(state->counters[c].conf, service) != SERVES_NOT;
    if (!served) return (struct wait){0};
    double runs[WAIT_RUNS];
    uint64_t seed = 0x9E3779B97F4A7C15ULL;
    struct lanes lanes;
    fill_lanes(&lanes, state, service, id, rank);
    for (int i = 0; i < WAIT_RUNS; i++) runs[i] = play(state, &lanes, service, &seed);
    qsort(runs, WAIT_RUNS, sizeof *runs, by_size);
    return (struct wait){true, (int)lround(runs[WAIT_RUNS / 2]), (int)lround(runs[WAIT_RUNS * 8 / 10])};
}

bool wait_minutes(const struct wait *wait, int *lo, int *hi)
{
    *lo = wait->p50_s / 60;
    *hi = (wait->p80_s + 59) / 60;
    if (*hi <= *lo) *hi = *lo + 1;
    return wait->p80_s >= 60;
}
