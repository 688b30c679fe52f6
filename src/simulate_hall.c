#include "simulate_hall.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MS = 86400000, EXPECTED_S = 300, LEARN_EVERY = 10 };

ms_t hall_time(const struct hall_watched *hall, double t)
{
    return hall->midnight + (ms_t)(t * 1000);
}

struct hall_ticket *hall_ticket(struct hall_watched *hall, int64_t number)
{
    return &hall->tickets[number - 1];
}

void hall_open(struct hall_watched *hall, const struct counter *counters, int count)
{
    memset(hall, 0, sizeof *hall);
    hall->desk_count = count;
    hall->history.services = WORLD_SERVICES;
    /* This manager expects five minutes of everything. */
    for (int s = 0; s < WORLD_SERVICES; s++) hall->history.expected_s[s] = EXPECTED_S;
    for (int c = 0; c < count; c++) hall->desks[c].conf = &counters[c];
    wait_levels_init(&hall->levels);
}

void hall_begin_day(struct hall_watched *hall)
{
    hall->midnight += DAY_MS;
    hall->issued = hall->visits = 0;
    hall->log_sum = 0;
    memset(hall->arrivals, 0, sizeof hall->arrivals);
    for (int c = 0; c < hall->desk_count; c++) {
        struct hall_desk *d = &hall->desks[c];
        d->seen_count = 0;
        d->ticket = d->clerk = 0;
        d->roster.count = d->conf->shift_count;
        for (int i = 0; i < d->conf->shift_count; i++) {
            d->roster.shifts[i].from = hall->midnight + (ms_t)d->conf->shifts[i].from * 60000;
            d->roster.shifts[i].to = hall->midnight + (ms_t)d->conf->shifts[i].to * 60000;
        }
    }
    wait_model_learn(&hall->model, &hall->history);
}

void hall_end_day(struct hall_watched *hall)
{
    struct wait_history *history = &hall->history;
    ms_t closes = hall_time(hall, WORLD_CLOSES_S);
    for (int c = 0; c < hall->desk_count; c++)
        wait_roster_learn(&hall->desks[c].roster, hall->desks[c].seen, hall->desks[c].seen_count, closes, history);
    for (int s = 0; s < WORLD_SERVICES; s++)
        for (int k = 0; k < WAIT_SLOTS; k++) history->arrivals[s][k] += hall->arrivals[s][k];
    history->days++;
}

/* ---- what happens ---- */

static void settle(struct hall_watched *hall, struct hall_ticket *t, enum wait_level which, bool hit)
{
    if (t->settled[which] || !t->wait.known || t->wait.p80_s == 0) return;
    t->settled[which] = true;
    wait_levels_learn(&hall->levels, which, hit);
}

void hall_settle(struct hall_watched *hall, ms_t now)
{
    for (int i = 0; i < hall->issued; i++) {
        struct hall_ticket *t = &hall->tickets[i];
        if (t->called) continue;
        if (now - t->issued > t->wait.p50_s * (ms_t)1000) settle(hall, t, WAIT_P50, false);
        if (now - t->issued > t->wait.p80_s * (ms_t)1000) settle(hall, t, WAIT_P80, false);
    }
}

static void note_issue(struct hall_watched *hall, const struct happening *h)
{
    ms_t now = hall_time(hall, h->t);
    if (h->ticket > HALL_TICKETS) abort(); /* the world gives out far fewer numbers a day */
    hall->issued = (int)h->ticket;
    *hall_ticket(hall, h->ticket) = (struct hall_ticket){
        .service = h->service,
        .class = h->class,
        .issued = now,
        .rank = now - (h->class > 0 ? WORLD_HEAD_START_S * (ms_t)1000 : 0),
    };
    hall->arrivals[h->service][(int)h->t / WAIT_SLOT_S]++;
    hall->history.classes[h->class]++;
}

static void note_call(struct hall_watched *hall, const struct happening *h)
{
    struct hall_desk *d = &hall->desks[h->counter];
    struct hall_ticket *t = hall_ticket(hall, h->ticket);
    t->called = hall_time(hall, h->t);
    d->ticket = h->ticket;
    d->started = false;
    hall->history.called++;
    ms_t wait = t->called - t->issued;
    hall->waits[h->service][hall->waited[h->service]++ % HALL_LAST] = (double)wait / 1000;
    settle(hall, t, WAIT_P50, wait <= t->wait.p50_s * (ms_t)1000);
    settle(hall, t, WAIT_P80, wait <= t->wait.p80_s * (ms_t)1000);
}

static void note_end(struct hall_watched *hall, const struct happening *h)
{
    struct hall_desk *d = &hall->desks[h->counter];
    ms_t called = hall_ticket(hall, h->ticket)->called;
    int second = (int)((called - hall->midnight) / 1000);
    double seconds = (double)(hall_time(hall, h->t) - called) / 1000;
    wait_history_add_visit(&hall->history, h->service, h->clerk, hall->history.days, second, seconds);
    hall->log_sum += log(fmax(1, seconds)) - wait_model_log_s(&hall->model, h->service, h->clerk, second);
    hall->visits++;
    d->ticket = 0;
    /* On day one all that is known was learned today. */
    if (hall->history.days == 0 && hall->visits % LEARN_EVERY == 0) wait_model_learn(&hall->model, &hall->history);
}

static void note_seat(struct hall_watched *hall, const struct happening *h)
{
    struct hall_desk *d = &hall->desks[h->counter];
    d->clerk = h->clerk;
    if (d->seen_count == HALL_SEEN) return;
    d->seen[d->seen_count++] =
        (struct wait_seen){hall_time(hall, h->t), h->kind == HAPPENED_OPEN, h->kind == HAPPENED_PAUSE};
}

void hall_note(struct hall_watched *hall, const struct happening *h)
{
    switch (h->kind) {
    case HAPPENED_ISSUE:
        note_issue(hall, h);
        break;
    case HAPPENED_CALL:
        note_call(hall, h);
        break;
    case HAPPENED_START:
        hall->desks[h->counter].started = true;
        break;
    case HAPPENED_END:
        note_end(hall, h);
        break;
    case HAPPENED_ABSENT:
        hall->history.absent++;
        hall->history.absent_s += (double)(hall_time(hall, h->t) - hall_ticket(hall, h->ticket)->called) / 1000;
        hall->desks[h->counter].ticket = 0;
        break;
    case HAPPENED_OPEN:
    case HAPPENED_PAUSE:
    case HAPPENED_CLOSE:
        note_seat(hall, h);
        break;
    }
}

/* ---- the state ---- */

static int by_rank(const void *a, const void *b)
{
    const struct wait_ticket *x = a, *y = b;
    if (x->rank != y->rank) return (x->rank > y->rank) - (x->rank < y->rank);
    return (x->id > y->id) - (x->id < y->id);
}

static void state_counter(const struct hall_watched *hall, const struct hall_desk *d, ms_t now,
                          struct wait_counter *out)
{
    const struct hall_ticket *t = d->ticket ? &hall->tickets[d->ticket - 1] : NULL;
    const struct wait_seen *last = d->seen_count > 0 ? &d->seen[d->seen_count - 1] : NULL;
    *out = (struct wait_counter){.conf = d->conf, .presence = WAIT_AWAY, .clerk = d->clerk, .busy_service = -1};
    if (last && last->opened) out->presence = WAIT_OPEN;
    if (wait_roster_unforeseen(&d->roster, d->seen, d->seen_count)) out->presence = WAIT_PAUSED;
    if (t) {
        out->busy_service = t->service;
        out->busy_since = t->called;
        out->called = !d->started;
    }
    out->upcoming_count = wait_roster_upcoming(&d->roster, d->seen, d->seen_count, now, out->upcoming);
}

void hall_state(const struct hall_watched *hall, ms_t now, int64_t but, struct wait_state *out)
{
    out->now = now;
    out->day_start = hall->midnight;
    out->closes = hall_time(hall, WORLD_CLOSES_S);
    out->wait_target = WORLD_WAIT_TARGET_S * 1000;
    memset(out->head_start, 0, sizeof out->head_start);
    out->head_start[1] = WORLD_HEAD_START_S * 1000;
    out->model = hall->model;
    out->levels = hall->levels;
    out->log_sum = hall->log_sum;
    out->visits = hall->visits;
    out->arrived = hall->issued;
    out->queued = 0;
    memset(out->recent, 0, sizeof out->recent);
    for (int i = 0; i < hall->issued; i++) {
        const struct hall_ticket *t = &hall->tickets[i];
        if (now - t->issued <= WAIT_RECENT_S * (ms_t)1000) out->recent[t->service]++;
        if (t->called || i + 1 == but || out->queued == WAIT_MAX_QUEUE) continue;
        out->queue[out->queued++] = (struct wait_ticket){i + 1, t->service, t->rank, t->issued, -1};
    }
    qsort(out->queue, (size_t)out->queued, sizeof *out->queue, by_rank);
    out->counter_count = hall->desk_count;
    for (int c = 0; c < hall->desk_count; c++) state_counter(hall, &hall->desks[c], now, &out->counters[c]);
}
