#include "simulate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "simulate_hall.h"
#include "simulate_rivals.h"
#include "simulate_score.h"

const char *estimator_name(enum estimator estimator)
{
    static const char *const names[ESTIMATORS] = {
        "kiosk", "les", "last10", "queue_length", "work_ahead", "work_ahead_roster", "oracle"};
    return names[estimator];
}

/* One office on one of its days. */
struct sitting {
    struct world *world;
    struct hall_watched *hall;
    struct wait_state *state;
    struct told *told; /* what was told to each ticket of today, by number - 1 */
    int office, day;   /* day 0 is the first */
    struct scores *scores;
};

/* Does the roster of a counter for this service change from 15 minutes ago to in half an hour? */
static bool near_change(const struct hall_watched *hall, int service, ms_t now)
{
    enum { BEFORE_MS = 30 * 60000, AFTER_MS = 15 * 60000 };
    for (int c = 0; c < hall->desk_count; c++) {
        const struct hall_desk *d = &hall->desks[c];
        if (counter_serves(d->conf, service) == SERVES_NOT) continue;
        for (int i = 0; i < 2 * d->roster.count; i++) {
            const struct wait_shift *shift = &d->roster.shifts[i / 2];
            ms_t at = i % 2 ? shift->to : shift->from;
            if (now >= at - BEFORE_MS && now <= at + AFTER_MS) return true;
        }
    }
    return false;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void ask_oracle(const struct sitting *s, int64_t ticket, struct told *told)
{
    double runs[WORLD_RUNS];
    world_oracle(s->world, ticket, runs);
    qsort(runs, WORLD_RUNS, sizeof *runs, by_size);
    told->point[EST_ORACLE] = runs[WORLD_RUNS / 2];
    told->oracle_p80 = runs[WORLD_RUNS * 8 / 10];
}

/* Could a free counter take the visitor now? Then there is nothing to tell. */
static bool at_once(const struct wait_state *state, int service)
{
    for (int c = 0; c < state->counter_count; c++) {
        const struct wait_counter *counter = &state->counters[c];
        if (counter->presence == WAIT_OPEN && counter->busy_service < 0 &&
            counter_serves(counter->conf, service) != SERVES_NOT)
            return true;
    }
    return false;
}

/* Everybody tells the visitor how long it will be. */
static void tell_all(struct sitting *s, const struct happening *h)
{
    struct hall_ticket *t = hall_ticket(s->hall, h->ticket);
    struct told *told = &s->told[h->ticket - 1];
    hall_settle(s->hall, t->issued);
    hall_state(s->hall, t->issued, h->ticket, s->state);
    t->wait = wait_estimate(s->state, t->service, 0, t->rank);
    *told = (struct told){.office = s->office,
                          .scored = s->day >= SIMULATE_LEARN,
                          .day_one = s->day == 0,
                          .waits = !at_once(s->state, t->service),
                          .near = near_change(s->hall, t->service, t->issued),
                          .known = t->wait.known,
                          .p50 = t->wait.p50_s,
                          .p80 = t->wait.p80_s};
    if (!told->waits || (!told->scored && !told->day_one)) return;
    told->point[EST_KIOSK] = t->wait.p50_s;
    told->point[EST_LES] = rival_les(s->hall, t->service);
    told->point[EST_LAST10] = rival_last10(s->hall, t->service);
    told->point[EST_QUEUE_LENGTH] = rival_queue_length(s->state, t->service, t->rank);
    told->point[EST_WORK_AHEAD] = rival_work_ahead(s->state, t->service, t->rank);
    told->point[EST_WORK_AHEAD_ROSTER] = rival_work_ahead_roster(s->state, t->service, t->rank);
    ask_oracle(s, h->ticket, told);
}

static void watch(void *arg, const struct happening *h)
{
    struct sitting *s = arg;
    hall_note(s->hall, h);
    if (h->kind == HAPPENED_ISSUE) tell_all(s, h);
    if (h->kind == HAPPENED_CALL) {
        const struct hall_ticket *t = hall_ticket(s->hall, h->ticket);
        s->told[h->ticket - 1].called = true;
        s->told[h->ticket - 1].truth = (double)(t->called - t->issued) / 1000;
    }
}

static void sit(struct sitting *s, int days)
{
    int count;
    const struct counter *counters = world_counters(s->world, &count);
    hall_open(s->hall, counters, count);
    scores_office(s->scores, count);
    for (s->day = 0; s->day < SIMULATE_LEARN + days; s->day++) {
        hall_begin_day(s->hall);
        world_day(s->world, watch, s);
        hall_settle(s->hall, hall_time(s->hall, 24 * 3600));
        hall_end_day(s->hall);
        for (int i = 0; i < s->hall->issued; i++) scores_add(s->scores, &s->told[i]);
    }
}

void simulate(int days, uint64_t seed, bool harsh, struct simulate_report *out)
{
    struct scores scores = {0};
    struct sitting s = {.scores = &scores};
    s.hall = mem_zalloc(1, sizeof *s.hall);
    s.state = mem_zalloc(1, sizeof *s.state);
    s.told = mem_zalloc(HALL_TICKETS, sizeof *s.told);
    for (int left = days; left > 0; left -= SIMULATE_OFFICE_DAYS, s.office++) {
        s.world = world_new(seed * 1000003 + (uint64_t)s.office, harsh);
        sit(&s, left < SIMULATE_OFFICE_DAYS ? left : SIMULATE_OFFICE_DAYS);
        world_free(s.world);
    }
    scores_report(&scores, out);
    out->days = days;
    scores_free(&scores);
    free(s.told);
    free(s.state);
    free(s.hall);
}

void simulate_free(struct simulate_report *report)
{
    free(report->offices);
    report->offices = NULL;
}
