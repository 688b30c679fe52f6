#include "simulate_world.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "simulate_law.h"

enum { MOST_WAITING = 400, MOST_TURNS = 8 };

/* ---- a day under way ---- */

struct person {
    int64_t id;
    ms_t rank, issued;
    double t; /* of issue */
    int class;
};

enum desk_state { EMPTY, FREE, WORKING, RESTING };

/* A clerk's day as it will be: comes at turn[0], goes at turn[1], comes again … */
struct desk {
    double turn[MOST_TURNS];
    int turns, next;
    enum desk_state state;
    double since, until;
    int64_t clerk;
    int64_t ticket; /* in hand */
    int service, class;
    bool absent; /* the visitor called will not come */
    bool started;
};

/* All that changes during a day; flat, so that the oracle copies it. */
struct day {
    double t, next_visitor;
    double pace, crowd; /* today's effects on handling times and arrivals */
    struct dice dice;
    int64_t issued;
    struct desk desks[WORLD_COUNTERS];
    int waiting_count[WORLD_SERVICES];
    struct person waiting[WORLD_SERVICES][MOST_WAITING]; /* by rank, then id; copied as far as it is used */
};

struct world {
    struct office office;
    struct dice dice;
    int days;
    struct day day;
};

/* Who lives through a day: the world itself or an oracle. */
struct life {
    const struct office *office;
    struct day *day;
    world_watch *watch; /* NULL: nobody looks */
    void *arg;
    int64_t awaited; /* the oracle's ticket */
    double called;
};

static void tell(struct life *l, enum happening_kind kind, int64_t ticket, int service, int class, int counter)
{
    if (kind == HAPPENED_CALL && ticket == l->awaited) l->called = l->day->t;
    if (!l->watch) return;
    int64_t clerk = counter >= 0 ? l->day->desks[counter].clerk : 0;
    struct happening h = {kind, l->day->t, ticket, service, class, counter, clerk};
    l->watch(l->arg, &h);
}

static void tell_desk(struct life *l, enum happening_kind kind, int counter)
{
    const struct desk *d = &l->day->desks[counter];
    tell(l, kind, d->ticket, d->service, d->class, counter);
}

/* ---- clerks ---- */

/* Comes or goes then, but not within 5 minutes of the last time. */
static void add_turn(struct desk *d, double t)
{
    if (d->turns > 0) t = fmax(t, d->turn[d->turns - 1] + 300);
    d->turn[d->turns++] = t;
}

/* How long the break before that shift is planned. */
static double gap_s(const struct counter *counter, int shift)
{
    return (counter->shifts[shift].from - counter->shifts[shift - 1].to) * 60.0;
}

/* When this clerk will come and go today. */
static void plan_desk(const struct office *office, struct dice *dice, int c, struct desk *d)
{
    const struct counter *counter = &office->counters[c];
    *d = (struct desk){.clerk = law_clerk(office, dice, c)};
    if (dice_chance(dice, LAW_AWAY)) return;
    for (int i = 0; i < counter->shift_count; i++) {
        bool last = i == counter->shift_count - 1;
        double from = counter->shifts[i].from * 60.0 + law_unpunctual(dice);
        double to = counter->shifts[i].to * 60.0 + law_unpunctual(dice);
        if (i > 0) from = d->turn[d->turns - 1] + law_break_s(dice, gap_s(counter, i));
        if (last && office->harsh && dice_chance(dice, LAW_EARLY)) to -= law_early(dice);
        if (i > 0 && dice_chance(dice, LAW_NO_BREAK))
            d->turns--; /* goes on working */
        else
            add_turn(d, from);
        add_turn(d, to);
    }
}

/* A hall without any clerk is no day. */
static void plan_desks(const struct office *office, struct dice *dice, struct day *day)
{
    int there = 0;
    for (int c = 0; c < office->counter_count; c++) {
        plan_desk(office, dice, c, &day->desks[c]);
        there += day->desks[c].turns > 0;
    }
    while (there == 0) {
        plan_desk(office, dice, 0, &day->desks[0]);
        there = day->desks[0].turns > 0;
    }
    for (int c = 0; c < office->counter_count; c++)
        day->desks[c].until = day->desks[c].turns > 0 ? day->desks[c].turn[0] : INFINITY;
}

static double next_turn(const struct desk *d)
{
    return d->next < d->turns ? d->turn[d->next] : INFINITY;
}

/* Takes one out of a lane. */
static struct person take_out(struct day *day, int s, int i)
{
    struct person p = day->waiting[s][i];
    day->waiting_count[s]--;
    memmove(&day->waiting[s][i], &day->waiting[s][i + 1],
            (size_t)(day->waiting_count[s] - i) * sizeof(struct person));
    return p;
}

/* Calls somebody out of order: any of those the counter calls its own. False when there is none. */
static bool pick_oddly(struct life *l, int c, int *service, int *index)
{
    const struct counter *counter = &l->office->counters[c];
    int all = 0;
    for (int i = 0; i < counter->own_count; i++) all += l->day->waiting_count[counter->own[i]];
    if (all == 0) return false;
    int nth = dice_below(&l->day->dice, all);
    for (int i = 0; i < counter->own_count; i++) {
        *service = counter->own[i];
        if (nth < l->day->waiting_count[*service]) {
            *index = nth;
            return true;
        }
        nth -= l->day->waiting_count[*service];
    }
    return false;
}

static bool pick_by_rule(struct life *l, int c, int *service)
{
    struct queue_head heads[WORLD_SERVICES];
    for (int s = 0; s < WORLD_SERVICES; s++) {
        const struct person *p = &l->day->waiting[s][0];
        heads[s] = (struct queue_head){0};
        if (l->day->waiting_count[s] > 0) heads[s] = (struct queue_head){p->id, p->rank, p->issued};
    }
    *service = dispatch_pick(&l->office->counters[c], heads, NULL, (ms_t)(l->day->t * 1000),
                             WORLD_WAIT_TARGET_S * 1000, NULL);
    return *service >= 0;
}

/* A free clerk calls the next visitor, or waits. */
static bool call_next(struct life *l, int c)
{
    struct day *day = l->day;
    struct desk *d = &day->desks[c];
    int s = -1, i = 0;
    bool odd = l->office->harsh && dice_chance(&day->dice, LAW_OUT_OF_ORDER) && pick_oddly(l, c, &s, &i);
    if (!odd && !pick_by_rule(l, c, &s)) {
        d->state = FREE;
        d->until = fmax(next_turn(d), day->t);
        return false;
    }
    struct person p = take_out(day, s, i);
    d->state = WORKING;
    d->since = day->t;
    d->ticket = p.id;
    d->service = s;
    d->class = p.class;
    d->started = false;
    d->absent = law_absent(l->office, &day->dice, day->t - p.t);
    d->until = day->t + (d->absent ? law_absent_s(&day->dice) : LAW_WALK_S);
    tell_desk(l, HAPPENED_CALL, c);
    return true;
}

static void go(struct life *l, int c)
{
    struct desk *d = &l->day->desks[c];
    double late = l->day->t - d->turn[d->next++];
    if (d->next < d->turns) d->turn[d->next] += late; /* a break is as long all the same */
    d->state = EMPTY;
    d->until = next_turn(d);
    d->ticket = 0;
    tell_desk(l, d->next < d->turns ? HAPPENED_PAUSE : HAPPENED_CLOSE, c);
}

/* Between two visitors: goes, rests, or calls. Who works until the hall closes stays while anybody waits. */
static void carry_on(struct life *l, int c)
{
    struct desk *d = &l->day->desks[c];
    bool due = next_turn(d) <= l->day->t;
    bool final = due && d->next == d->turns - 1 && law_stays(l->office, c, d->turn[d->next]);
    if (final && call_next(l, c)) return;
    if (due) {
        go(l, c);
    } else if (d->state == WORKING && l->office->harsh && dice_chance(&l->day->dice, LAW_REST)) {
        d->state = RESTING;
        d->until = l->day->t + law_rest_s(&l->day->dice);
        d->ticket = 0;
        tell_desk(l, HAPPENED_PAUSE, c);
    } else {
        call_next(l, c);
    }
}

static void desk_event(struct life *l, int c)
{
    struct day *day = l->day;
    struct desk *d = &day->desks[c];
    switch (d->state) {
    case EMPTY:
        d->next++;
        tell_desk(l, HAPPENED_OPEN, c);
        carry_on(l, c);
        break;
    case RESTING:
        tell_desk(l, HAPPENED_OPEN, c);
        carry_on(l, c);
        break;
    case FREE:
        carry_on(l, c);
        break;
    case WORKING:
        if (!d->started && !d->absent) {
            d->started = true;
            d->until = d->since + law_handling(l->office, &day->dice, d->service, d->clerk, d->since, day->pace);
            tell_desk(l, HAPPENED_START, c);
        } else {
            tell_desk(l, d->absent ? HAPPENED_ABSENT : HAPPENED_END, c);
            carry_on(l, c);
        }
        break;
    }
}

/* ---- visitors ---- */

/* Minutes of work waiting a counter, among those who may take this service. */
static double work_per_counter(const struct life *l, int service)
{
    double work = 0;
    int open = 0;
    bool shared[WORLD_SERVICES] = {false};
    for (int c = 0; c < l->office->counter_count; c++) {
        enum desk_state state = l->day->desks[c].state;
        if (state == EMPTY || counter_serves(&l->office->counters[c], service) == SERVES_NOT) continue;
        open++;
        for (int s = 0; s < WORLD_SERVICES; s++)
            shared[s] |= counter_serves(&l->office->counters[c], s) == SERVES_OWN;
    }
    shared[service] = true;
    for (int s = 0; s < WORLD_SERVICES; s++)
        if (shared[s]) work += l->day->waiting_count[s] * l->office->mean_s[s] / 60;
    return work / (open > 0 ? open : 1);
}

static void plan_visitor(struct life *l)
{
    struct day *day = l->day;
    /* Thinning (Lewis and Shedler 1979) against the highest rate of the day. */
    double most = l->office->most_visitors * day->crowd;
    double t = day->next_visitor;
    do t -= log(dice_uniform(&day->dice)) / most;
    while (t < WORLD_CLOSES_S && !dice_chance(&day->dice, law_visitors(l->office, t) * day->crowd / most));
    day->next_visitor = t < LAW_LAST_TICKET_S ? t : INFINITY;
}

static void visitor(struct life *l)
{
    struct day *day = l->day;
    day->t = day->next_visitor;
    plan_visitor(l);
    int s = law_service(l->office, &day->dice);
    int class = dice_chance(&day->dice, LAW_PRIORITY) ? 1 : 0;
    if (dice_chance(&day->dice, law_balks(work_per_counter(l, s)))) return;
    if (day->waiting_count[s] == MOST_WAITING) return;
    ms_t now = (ms_t)(day->t * 1000);
    struct person p = {++day->issued, now - (class ? WORLD_HEAD_START_S * 1000 : 0), now, day->t, class};
    int i = day->waiting_count[s]++;
    for (; i > 0 && day->waiting[s][i - 1].rank > p.rank; i--) day->waiting[s][i] = day->waiting[s][i - 1];
    day->waiting[s][i] = p;
    tell(l, HAPPENED_ISSUE, p.id, s, class, -1);
    int first = dice_below(&day->dice, l->office->counter_count);
    for (int k = 0; k < l->office->counter_count; k++) {
        int c = (first + k) % l->office->counter_count;
        if (day->desks[c].state == FREE && call_next(l, c)) return;
    }
}

/* ---- living ---- */

/* One thing happens; false when the day is over. */
static bool live(struct life *l)
{
    struct day *day = l->day;
    int c = 0;
    for (int i = 1; i < l->office->counter_count; i++)
        if (day->desks[i].until < day->desks[c].until) c = i;
    if (isinf(day->desks[c].until) && isinf(day->next_visitor)) return false;
    if (day->next_visitor <= day->desks[c].until) {
        visitor(l);
    } else {
        day->t = day->desks[c].until;
        desk_event(l, c);
    }
    return true;
}

void world_day(struct world *world, world_watch *watch, void *arg)
{
    struct day *day = &world->day;
    struct life l = {.office = &world->office, .day = day, .watch = watch, .arg = arg, .awaited = -1};
    memset(day, 0, sizeof *day);
    law_new_day(&world->office, &world->dice, &day->pace, &day->crowd);
    plan_desks(&world->office, &world->dice, day);
    day->dice = dice_split(&world->dice);
    day->next_visitor = LAW_FIRST_TICKET_S;
    plan_visitor(&l);
    while (live(&l)) continue;
}

/* What is under way ends by the laws, not as it happens to be written down already. */
static void forget_future(struct life *l)
{
    struct day *day = l->day;
    day->next_visitor = day->t;
    plan_visitor(l);
    for (int c = 0; c < l->office->counter_count; c++) {
        struct desk *d = &day->desks[c];
        if (d->state == RESTING) d->until = day->t + law_rest_s(&day->dice);
        if (d->state != WORKING || !d->started) continue;
        double least = day->t - d->since, whole = 0;
        for (int i = 0; i < 60 && whole <= least; i++)
            whole = law_handling(l->office, &day->dice, d->service, d->clerk, d->since, day->pace);
        d->until = d->since + fmax(whole, least * 1.1);
    }
}

static void copy_day(struct day *to, const struct day *from)
{
    memcpy(to, from, offsetof(struct day, waiting));
    for (int s = 0; s < WORLD_SERVICES; s++)
        memcpy(to->waiting[s], from->waiting[s], (size_t)from->waiting_count[s] * sizeof(struct person));
}

void world_oracle(const struct world *world, int64_t ticket, double out[WORLD_RUNS])
{
    struct day *copy = mem_zalloc(1, sizeof *copy);
    struct dice dice = {(uint64_t)ticket * 0x9E3779B97F4A7C15ULL + world->day.dice.state};
    for (int k = 0; k < WORLD_RUNS; k++) {
        struct life l = {.office = &world->office, .day = copy, .awaited = ticket, .called = INFINITY};
        copy_day(copy, &world->day);
        copy->dice = dice_split(&dice);
        forget_future(&l);
        for (int c = 0; c < l.office->counter_count; c++)
            if (copy->desks[c].state == FREE) call_next(&l, c);
        while (isinf(l.called) && live(&l)) continue;
        out[k] = l.called - world->day.t;
    }
    free(copy);
}

struct world *world_new(uint64_t seed, bool harsh)
{
    struct world *world = mem_zalloc(1, sizeof *world);
    world->dice.state = seed;
    law_new_office(&world->office, &world->dice, harsh);
    return world;
}

void world_free(struct world *world)
{
    free(world);
}

const struct counter *world_counters(const struct world *world, int *count)
{
    *count = world->office.counter_count;
    return world->office.counters;
}
