#include "core/wait_play.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "core/wait_outlook.h"
#include "core/wait_random.h"

enum {
    FRESH_MAX = 1024, /* visitors to come in one run; more cannot matter to those here */
    HORIZON_S = PLAY_SLOTS * WAIT_SLOT_S,
    OFFSET_TRIES = 12,
};

/* A visitor who was called so many seconds ago and is not there yet most likely does not come. */
#define LATE_S 45
#define LATE_ABSENT 0.85
#define NEVER INFINITY

enum phase { DESK_IDLE, DESK_BUSY, DESK_PAUSED, DESK_AWAY };
struct desk {
    enum phase phase;
    double at;                  /* what comes next: end of the visit, departure, return */
    double plan[WAIT_UPCOMING]; /* when it leaves and comes, in turns; the next is plan[next] */
    int next, planned;
    bool stays; /* the last departure waits until nobody is there any more */
};

struct fresh {
    struct queue_head head;
    int after; /* index of the one behind it, -1: the last */
};

struct run {
    const struct outlook *outlook;
    const double *normals;
    uint64_t seed;
    double t; /* seconds from now */
    double log_s[MAX_SERVICES];
    int at[LANES];                  /* next of the waiting */
    struct queue_head heads[LANES]; /* the first of each lane, waiting or fresh */
    int first[LANES], last[LANES];  /* of the fresh ones, -1: none */
    struct fresh fresh[FRESH_MAX];
    int fresh_count;
    double level, arrival; /* the next visitor to come */
    struct desk desks[MAX_COUNTERS];
    float *out;
    int left; /* asks still without an answer */
};

static double normal(struct run *r)
{
    return r->normals[wait_dice(&r->seed) >> 52];
}
_Static_assert(WAIT_NORMALS == 4096, "twelve bits choose one");

static double exponential(struct run *r, double mean)
{
    return -mean * log(wait_uniform(&r->seed));
}

/* ---- the queue ---- */

static const struct entry *waiting(const struct run *r, int s)
{
    return r->at[s] < r->outlook->start[s + 1] ? &r->outlook->order[r->at[s]] : NULL;
}

static void find_head(struct run *r, int s)
{
    const struct entry *old = waiting(r, s);
    const struct queue_head *fresh = r->first[s] >= 0 ? &r->fresh[r->first[s]].head : NULL;
    if (old && (!fresh || ranks_before(&old->head, fresh)))
        r->heads[s] = old->head;
    else if (fresh)
        r->heads[s] = *fresh;
    else
        r->heads[s] = (struct queue_head){0};
}

/* Takes the head of a service away; returns the waiting ticket it was, NULL: a fresh one. */
static const struct entry *pop(struct run *r, int s)
{
    const struct entry *old = waiting(r, s);
    if (old && old->head.id == r->heads[s].id) {
        r->at[s]++;
    } else {
        old = NULL;
        r->first[s] = r->fresh[r->first[s]].after;
        if (r->first[s] < 0) r->last[s] = -1;
    }
    find_head(r, s);
    return old;
}

static void push(struct run *r, int s, struct queue_head head)
{
    int i = r->fresh_count++, last = r->last[s];
    struct fresh *new = &r->fresh[i];
    new->head = head;
    new->after = -1;
    if (last >= 0 && !ranks_before(&head, &r->fresh[last].head)) {
        r->fresh[last].after = r->last[s] = i;
        return; /* the head stays */
    }
    int *link = &r->first[s];
    while (*link >= 0 && !ranks_before(&head, &r->fresh[*link].head)) link = &r->fresh[*link].after;
    new->after = *link;
    *link = i;
    if (new->after < 0) r->last[s] = i;
    find_head(r, s);
}

/* ---- counters ---- */

static int part_at(const struct run *r, double t)
{
    return (int)(r->outlook->second + t) / WAIT_PART_S % WAIT_PARTS;
}

static double draw_visit(struct run *r, int c, int s)
{
    const struct wait_model *m = &r->outlook->state->model;
    return exp(r->log_s[s] + r->outlook->clerk[c] + m->part[part_at(r, r->t)] + m->service[s].sigma * normal(r));
}

/* When this desk next leaves, NEVER: not by any plan. */
static double leaves_at(const struct desk *d)
{
    return d->next < d->planned ? d->plan[d->next] : NEVER;
}

static void leave(struct run *r, struct desk *d)
{
    double late = r->t - d->plan[d->next++];
    d->phase = DESK_AWAY;
    d->at = NEVER;
    if (d->next == d->planned) return;
    d->plan[d->next] += late; /* a visitor in hand does not cut the break short */
    d->at = d->plan[d->next];
}

/* The desk takes whom the rule names, or waits. Asked-for tickets on the way get their answer. */
static bool take(struct run *r, int c)
{
    const struct wait_state *state = r->outlook->state;
    struct desk *d = &r->desks[c];
    for (;;) {
        int s = dispatch_pick(state->counters[c].conf, r->heads, &r->heads[MAX_SERVICES + c],
                              state->now + (ms_t)(r->t * 1000), state->wait_target, NULL);
        if (s == DISPATCH_NOBODY) {
            d->phase = DESK_IDLE;
            d->at = fmax(leaves_at(d), r->t);
            return false;
        }
        const struct entry *e = pop(r, s == DISPATCH_SENT ? MAX_SERVICES + c : s);
        if (e) s = e->service;
        if (e && e->ask >= 0) {
            r->out[(size_t)e->ask * WAIT_RUNS] = (float)r->t;
            r->left--;
            if (e->phantom) continue;
        }
        bool absent = wait_uniform(&r->seed) < state->model.absent_share;
        d->phase = DESK_BUSY;
        d->at = r->t + (absent ? state->model.absent_s : draw_visit(r, c, s));
        return true;
    }
}

/* What happens at a desk when its time has come. */
static void wake(struct run *r, int c)
{
    const struct wait_model *m = &r->outlook->state->model;
    struct desk *d = &r->desks[c];
    bool free = d->phase == DESK_BUSY, back = d->phase == DESK_AWAY;
    if (back) d->next++;
    bool due = leaves_at(d) <= r->t;
    bool last = due && d->stays && d->next == d->planned - 1;
    if (last && take(r, c)) return;
    if (due) {
        leave(r, d);
        return;
    }
    if (free && m->pause_share > 0 && wait_uniform(&r->seed) < m->pause_share) {
        d->phase = DESK_PAUSED;
        d->at = r->t + exponential(r, m->pause_s);
        return;
    }
    take(r, c);
}

/* ---- visitors to come ---- */

/* Moves arrival on to the next visitor. */
static void next_arrival(struct run *r)
{
    double need = exponential(r, 1), t = r->arrival;
    double into = fmod(r->outlook->second, WAIT_SLOT_S);
    while (t < HORIZON_S - into) {
        int slot = (int)((into + t) / WAIT_SLOT_S);
        double ends = (slot + 1) * (double)WAIT_SLOT_S - into, rate = r->outlook->rate[slot] * r->level;
        if (rate * (ends - t) >= need) {
            r->arrival = t + need / rate;
            return;
        }
        need -= rate * (ends - t);
        t = ends;
    }
    r->arrival = NEVER;
}

static int choose_service(struct run *r)
{
    int slot = (int)((fmod(r->outlook->second, WAIT_SLOT_S) + r->t) / WAIT_SLOT_S);
    const double *share = r->outlook->share[slot < PLAY_SLOTS ? slot : PLAY_SLOTS - 1];
    double u = wait_uniform(&r->seed) * share[r->outlook->state->model.services - 1];
    int s = 0;
    while (s < r->outlook->state->model.services - 1 && u >= share[s]) s++;
    return s;
}

static int choose_class(struct run *r)
{
    double u = wait_uniform(&r->seed);
    int class = 0;
    while (class < MAX_CLASSES - 1 && u >= r->outlook->state->model.class_share[class])
        u -= r->outlook->state->model.class_share[class ++];
    return class;
}

static void arrive(struct run *r)
{
    const struct wait_state *state = r->outlook->state;
    r->t = r->arrival;
    int s = choose_service(r);
    ms_t issued = state->now + (ms_t)(r->t * 1000);
    /* Above all numbers given out; a phantom stands before them. */
    int64_t id = INT64_MAX / 2 + 1 + r->fresh_count;
    push(r, s, (struct queue_head){id, issued - state->head_start[choose_class(r)], issued});
    if (r->fresh_count == FRESH_MAX)
        r->arrival = NEVER;
    else
        next_arrival(r);
    for (int c = 0; c < state->counter_count; c++)
        if (r->desks[c].phase == DESK_IDLE && (r->outlook->serves[c] >> s & 1) && take(r, c)) return;
}

/* ---- the start of a run ---- */

/* How late a change will be that was planned `late` seconds ago (below 0: still ahead) and has not happened. */
static double draw_offset(struct run *r, enum wait_change change, double late)
{
    const struct wait_offsets *o = &r->outlook->state->model.offsets[change];
    int n = o->count < WAIT_OFFSETS ? o->count : WAIT_OFFSETS;
    for (int i = 0; n > 0 && i < OFFSET_TRIES; i++) {
        double s = (double)o->s[wait_choice(&r->seed, n)];
        if (s > late) return s;
    }
    return late;
}

/* Draws when the desk leaves and comes back. A break that is not taken leaves its return out; who does not come at
 * all does not leave either. */
static void draw_plan(struct run *r, const struct wait_counter *counter, struct desk *d)
{
    const struct wait_state *state = r->outlook->state;
    double t = 0, late = 0; /* the last change, and by how much it comes later than planned */
    for (int i = 0; i < counter->upcoming_count; i++) {
        const struct wait_planned *u = &counter->upcoming[i];
        double at = (double)(u->at - state->now) / 1000;
        if (u->change == WAIT_RETURN) at += late; /* the break is as long */
        double offset = draw_offset(r, u->change, fmax(-at, t - at));
        if (isinf(offset) && u->change == WAIT_BREAK) {
            i++;
            continue;
        }
        if (isinf(offset)) break;
        d->plan[d->planned++] = t = fmax(t, at + offset);
        late = t - at;
        d->stays = u->change == WAIT_CLOSING && state->closes && u->at >= state->closes;
    }
}

/* What is left of the visit in hand, given that it lasts since `elapsed` seconds already. */
static double draw_rest(struct run *r, int c, const struct wait_counter *counter)
{
    const struct wait_model *m = &r->outlook->state->model;
    int s = counter->busy_service;
    double elapsed = fmax(1, (double)(r->outlook->state->now - counter->busy_since) / 1000);
    double absent = elapsed < LATE_S ? m->absent_share : LATE_ABSENT;
    if (counter->called && wait_uniform(&r->seed) < absent) return fmax(0, m->absent_s - elapsed);
    double log_s =
        r->log_s[s] + r->outlook->clerk[c] + m->part[part_at(r, -elapsed < -r->outlook->second ? 0 : -elapsed)];
    double z = (log(elapsed) - log_s) / m->service[s].sigma;
    int lo = 0, hi = WAIT_NORMALS; /* the first normal above z */
    while (lo < hi) {
        int middle = (lo + hi) / 2;
        if (r->normals[middle] <= z)
            lo = middle + 1;
        else
            hi = middle;
    }
    /* Far longer than any such visit: nobody knows, but what lasted so long may go on. */
    if (lo >= WAIT_NORMALS - 2) return exponential(r, elapsed / 4);
    return exp(log_s + m->service[s].sigma * r->normals[lo + wait_choice(&r->seed, WAIT_NORMALS - lo)]) - elapsed;
}

static void seat(struct run *r, int c)
{
    const struct wait_counter *counter = &r->outlook->state->counters[c];
    struct desk *d = &r->desks[c];
    d->next = d->planned = 0;
    d->stays = false;
    draw_plan(r, counter, d);
    if (counter->busy_service >= 0) {
        d->phase = DESK_BUSY;
        d->at = draw_rest(r, c, counter);
    } else if (counter->presence == WAIT_OPEN) {
        d->phase = DESK_IDLE;
        d->at = leaves_at(d);
    } else if (counter->presence == WAIT_PAUSED) {
        d->phase = DESK_PAUSED;
        d->at = exponential(r, r->outlook->state->model.pause_s);
    } else {
        d->phase = DESK_AWAY;
        d->at = leaves_at(d);
    }
}

static void start(struct run *r)
{
    const struct outlook *p = r->outlook;
    const struct wait_model *m = &p->state->model;
    double today = p->today + p->today_spread * normal(r);
    r->t = r->arrival = 0;
    r->fresh_count = 0;
    r->level = p->arrivals * exp(p->arrivals_spread * normal(r) - p->arrivals_spread * p->arrivals_spread / 2);
    for (int s = 0; s < m->services; s++) {
        r->log_s[s] = m->service[s].log_s + today + m->service[s].doubt * normal(r);
    }
    for (int lane = 0; lane < LANES; lane++) {
        r->at[lane] = p->start[lane];
        r->first[lane] = r->last[lane] = -1;
        find_head(r, lane);
    }
    for (int c = 0; c < p->state->counter_count; c++) seat(r, c);
    next_arrival(r);
}

/* The desk with the earliest event. */
static int soonest(const struct run *r)
{
    int c = 0;
    for (int i = 1; i < r->outlook->state->counter_count; i++)
        if (r->desks[i].at < r->desks[c].at) c = i;
    return c;
}

/* Is any desk at work or to come? If not, nobody waiting will ever be called. */
static bool goes_on(const struct run *r, int c)
{
    if (r->desks[c].at >= HORIZON_S) return false;
    for (int i = 0; i < r->outlook->state->counter_count; i++)
        if (r->desks[i].phase != DESK_IDLE && r->desks[i].at < HORIZON_S) return true;
    return false;
}

static void run(struct run *r)
{
    const struct wait_state *state = r->outlook->state;
    start(r);
    for (int c = 0; c < state->counter_count; c++)
        if (r->desks[c].phase == DESK_IDLE) take(r, c);
    while (r->left > 0 && state->counter_count > 0) {
        int c = soonest(r);
        if (!goes_on(r, c)) return;
        if (r->arrival < r->desks[c].at) {
            arrive(r);
        } else {
            r->t = r->desks[c].at;
            wake(r, c);
        }
    }
}

void wait_play(const struct wait_state *state, const struct wait_ask *asks, int count, float *out)
{
    struct outlook outlook;
    struct run *r = mem_zalloc(1, sizeof *r);
    outlook_open(&outlook, state, asks, count);
    r->outlook = &outlook;
    r->normals = wait_normals();
    r->seed = 0x9E3779B97F4A7C15ULL ^ (uint64_t)state->now;
    for (int i = 0; i < count * WAIT_RUNS; i++) out[i] = NEVER;
    for (int k = 0; k < WAIT_RUNS; k++) {
        r->out = out + k;
        r->left = count;
        run(r);
    }
    free(r);
    outlook_close(&outlook);
}
