/* The demo's day: visitors come, clerks call and serve them, all through the real commands. */
#include "demo.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "chance.h"
#include "core/writer.h"
#include "demo_agenda.h"
#include "demo_cases.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE };

struct seat {
    const struct counter *counter;
    int64_t clerk;
    double pace;  /* this clerk's handling time against the usual */
    bool staffed; /* today */
    bool open, busy, wants_pause, leaving;
    struct ticket ticket;
};

struct day {
    struct writer *writer;
    const struct hall *hall;
    ms_t *now;
    ms_t opens, closes;
    struct chance chance;
    struct agenda agenda;
    struct seat seats[MAX_COUNTERS];
    const int64_t *clerks;
    struct demo_totals *totals;
    struct err *err;
    bool failed;
};

/* ---- events ---- */

static void plan(struct day *d, struct event event)
{
    agenda_add(&d->agenda, event);
}

static void plan_at_seat(struct day *d, enum event_kind kind, int seat, double seconds)
{
    plan(d, (struct event){.at = *d->now + (ms_t)(seconds * SECOND),
                           .kind = kind,
                           .seat = seat,
                           .ticket = d->seats[seat].ticket.id});
}

/* ---- commands ---- */

/* The hall is open, but has no ticket for this visitor, who goes home. */
static bool turned_away(enum outcome_code code)
{
    return code == OUT_AFTER_LAST || code == OUT_SERVICE_CLOSED || code == OUT_SOLD_OUT;
}

/* Runs one command; an outcome other than ok, a visitor turned away and `expected` ends the demo. */
static enum outcome_code act(struct day *d, struct command *command, enum outcome_code expected, struct outcome *out)
{
    command->channel = command->channel ? command->channel : "console";
    writer_do(d->writer, command, out);
    if (out->code == OUT_OK || out->code == expected || turned_away(out->code)) return out->code;
    d->failed = true;
    err_set(d->err, "%s", out->message);
    return out->code;
}

static enum outcome_code act_at_seat(struct day *d, struct seat *seat, enum command_kind kind,
                                     enum outcome_code expected)
{
    struct outcome out;
    struct command command = {.kind = kind,
                              .staff = seat->clerk,
                              .counter = seat->counter->number,
                              .ticket = seat->ticket.id,
                              .text = kind == CMD_COUNTER_PAUSE ? "午休" : NULL};
    enum outcome_code code = act(d, &command, expected, &out);
    if (code == OUT_OK && out.ticket.id) seat->ticket = out.ticket;
    return code;
}

/* ---- visitors ---- */

static const char *pick_class(struct day *d)
{
    int n = hall_self_classes(d->hall);
    if (n < 2 || chance_uniform(&d->chance) > 0.1) return d->hall->classes[0].code;
    /* The first of them, the elderly, are the most. */
    return d->hall->classes[chance_uniform(&d->chance) < 0.6 ? 1 : 1 + chance_below(&d->chance, n - 1)].code;
}

static int pick_service(struct day *d)
{
    static const double shares[] = {36, 16, 11, 8, 9, 20};
    double weights[MAX_SERVICES];
    int n = d->hall->service_count;
    for (int i = 0; i < n; i++) weights[i] = shares[i % 6];
    return chance_weighted(&d->chance, weights, n);
}

static const char *pick_surname(struct day *d)
{
    static const char *const names[] = {"王女士", "李先生", "张先生", "刘女士",
                                        "陈女士", "杨先生", "赵先生", "黄女士"};
    if (chance_uniform(&d->chance) > 0.3) return NULL;
    return names[chance_below(&d->chance, sizeof names / sizeof *names)];
}

/* The first free counter that may take it looks up. */
static void wake_seat(struct day *d, int service)
{
    for (int i = 0; i < d->hall->counter_count; i++) {
        struct seat *seat = &d->seats[i];
        if (!seat->open || seat->busy || counter_serves(seat->counter, service) == SERVES_NOT) continue;
        seat->busy = true;
        plan_at_seat(d, EV_NEXT, i, 3 + 5 * chance_uniform(&d->chance));
        return;
    }
}

static void arrive(struct day *d)
{
    struct outcome out;
    int service = pick_service(d);
    struct command issue = {.kind = CMD_ISSUE,
                            .channel = "terminal",
                            .service = d->hall->services[service].code,
                            .class = pick_class(d),
                            .surname = pick_surname(d),
                            .print = PRINT_PRINTED};
    issue.lang = chance_uniform(&d->chance) < 0.03 ? LANG_EN : LANG_ZH_CN;
    if (act(d, &issue, OUT_OK, &out) != OUT_OK) return;
    d->totals->visits++;
    if (chance_uniform(&d->chance) < 0.03) {
        struct event give_up = {.at = *d->now + (5 + chance_below(&d->chance, 15)) * MINUTE, .kind = EV_GIVE_UP};
        str_copy(give_up.token, sizeof give_up.token, out.ticket.token);
        plan(d, give_up);
    }
    wake_seat(d, service);
}

/* Cancels on the phone, unless served by then. */
static void give_up(struct day *d, const struct event *e)
{
    struct outcome out;
    struct command cancel = {.kind = CMD_CANCEL, .channel = "phone", .token = e->token};
    if (act(d, &cancel, OUT_WRONG_STATE, &out) != OUT_OK) return;
    d->totals->cancelled++;
    for (int i = 0; i < d->hall->counter_count; i++) {
        struct seat *seat = &d->seats[i];
        if (seat->ticket.id != out.ticket.id) continue;
        seat->ticket = (struct ticket){0};
        plan_at_seat(d, EV_NEXT, i, 5);
    }
}

static void rate(struct day *d, const struct event *e)
{
    static const double content[] = {1, 3, 10, 26, 60}, kept_waiting[] = {8, 14, 22, 32, 24};
    static const char *const praise[] = {"办得很快，谢谢", "讲得很清楚", "态度很好", "一次就办好了"};
    static const char *const blame[] = {"等得有点久", "窗口开得太少", "说要再来一次", "材料要求没讲清楚"};
    struct outcome out;
    struct command rating = {.kind = CMD_RATE, .token = e->token};
    bool late = e->wait_s > d->hall->wait_target_s;
    int offered, ticks = chance_below(&d->chance, 3);
    rating.score = 1 + chance_weighted(&d->chance, late ? kept_waiting : content, 5);
    rating.channel = chance_uniform(&d->chance) < 0.6 ? "terminal" : "phone";
    const struct reason *reasons = hall_reasons(d->hall, rating.score, &offered);
    int first = offered ? chance_below(&d->chance, offered) : 0;
    for (int i = 0; i < ticks && i < offered; i++)
        rating.reasons[rating.reason_count++] = reasons[(first + i) % offered].code;
    const char *const *comments = rating.score >= 4 ? praise : blame;
    if (chance_uniform(&d->chance) < 0.12) rating.text = comments[chance_below(&d->chance, 4)];
    if (act(d, &rating, OUT_OK, &out) == OUT_OK) d->totals->ratings++;
}

/* ---- cases ---- */

static void told(struct day *d)
{
    if (demo_case_told(d->writer, &d->chance, d->clerks[chance_below(&d->chance, DEMO_CLERKS)], d->err))
        d->totals->told++;
    else
        d->failed = true;
}

static void work_on_cases(struct day *d)
{
    if (!demo_case_work(d->writer, &d->chance, d->clerks, DEMO_CLERKS, *d->now, d->err)) d->failed = true;
}

/* ---- counters ---- */

static void sit(struct day *d, int i)
{
    struct seat *seat = &d->seats[i];
    if (act_at_seat(d, seat, CMD_COUNTER_OPEN, OUT_OK) != OUT_OK) return;
    seat->open = seat->busy = true;
    seat->wants_pause = false;
    plan_at_seat(d, EV_NEXT, i, 1);
}

static void pause_seat(struct day *d, int i)
{
    struct seat *seat = &d->seats[i];
    seat->wants_pause = seat->busy;
    if (seat->busy || !seat->open) return;
    act_at_seat(d, seat, CMD_COUNTER_PAUSE, OUT_OK);
    seat->open = false;
    plan_at_seat(d, EV_SIT, i, 30 * 60 + 300 * chance_uniform(&d->chance));
}

static void leave(struct day *d, int i)
{
    struct seat *seat = &d->seats[i];
    seat->leaving = true;
    if (seat->busy || !seat->open) return;
    act_at_seat(d, seat, CMD_COUNTER_CLOSE, OUT_OK);
    seat->open = false;
}

/* The counter has nobody in hand: pause, next visitor, or waiting for one. */
static void next(struct day *d, int i)
{
    struct seat *seat = &d->seats[i];
    seat->ticket = (struct ticket){0};
    seat->busy = false;
    if (seat->wants_pause) {
        pause_seat(d, i);
        return;
    }
    if (act_at_seat(d, seat, CMD_NEXT, OUT_NOBODY) != OUT_OK) {
        if (seat->leaving) leave(d, i);
        return;
    }
    seat->busy = true;
    if (chance_uniform(&d->chance) < 0.05)
        plan_at_seat(d, EV_RECALL, i, d->hall->recall_after_s);
    else
        plan_at_seat(d, EV_START, i, 10 + 25 * chance_uniform(&d->chance));
}

static void recall(struct day *d, int i)
{
    act_at_seat(d, &d->seats[i], CMD_RECALL, OUT_OK);
    if (chance_uniform(&d->chance) < 0.4)
        plan_at_seat(d, EV_START, i, 20);
    else
        plan_at_seat(d, EV_ABSENT, i, 60);
}

static void absent(struct day *d, int i)
{
    act_at_seat(d, &d->seats[i], CMD_ABSENT, OUT_OK);
    d->totals->absent++;
    plan_at_seat(d, EV_NEXT, i, 5);
}

static void start(struct day *d, int i)
{
    struct seat *seat = &d->seats[i];
    if (act_at_seat(d, seat, CMD_START, OUT_OK) != OUT_OK) return;
    const struct service *service = &d->hall->services[hall_service(d->hall, seat->ticket.service)];
    plan_at_seat(d, EV_FINISH, i, 20 + chance_lognormal(&d->chance, service->expected_s * seat->pace, 0.5));
}

static void finish(struct day *d, int i)
{
    struct seat *seat = &d->seats[i];
    if (act_at_seat(d, seat, CMD_FINISH, OUT_OK) != OUT_OK) return;
    d->totals->served++;
    if (chance_uniform(&d->chance) < 0.52) {
        struct event e = {.at = *d->now + (20 + chance_below(&d->chance, 300)) * SECOND, .kind = EV_RATE};
        e.wait_s = (seat->ticket.called_at - seat->ticket.issued_at) / SECOND;
        str_copy(e.token, sizeof e.token, seat->ticket.token);
        plan(d, e);
    }
    plan_at_seat(d, EV_NEXT, i, 5 + 15 * chance_uniform(&d->chance));
}

/* Is this about a ticket that is no longer in hand? A visitor may have cancelled it. */
static bool is_stale(const struct day *d, const struct event *e)
{
    bool of_ticket = e->kind == EV_RECALL || e->kind == EV_ABSENT || e->kind == EV_START || e->kind == EV_FINISH;
    return of_ticket && e->ticket != d->seats[e->seat].ticket.id;
}

static void happen(struct day *d, const struct event *e)
{
    if (is_stale(d, e)) return;
    switch (e->kind) {
    case EV_ARRIVE:
        arrive(d);
        break;
    case EV_GIVE_UP:
        give_up(d, e);
        break;
    case EV_SIT:
        sit(d, e->seat);
        break;
    case EV_PAUSE:
        pause_seat(d, e->seat);
        break;
    case EV_LEAVE:
        leave(d, e->seat);
        break;
    case EV_NEXT:
        next(d, e->seat);
        break;
    case EV_RECALL:
        recall(d, e->seat);
        break;
    case EV_ABSENT:
        absent(d, e->seat);
        break;
    case EV_START:
        start(d, e->seat);
        break;
    case EV_FINISH:
        finish(d, e->seat);
        break;
    case EV_RATE:
        rate(d, e);
        break;
    case EV_TOLD:
        told(d);
        break;
    case EV_CASES:
        work_on_cases(d);
        break;
    }
}

/* ---- planning a day ---- */

static int staffed_count(const struct day *d)
{
    int n = 0;
    for (int i = 0; i < d->hall->counter_count; i++) n += d->seats[i].staffed;
    return n;
}

static bool covered(const struct day *d, int service)
{
    for (int i = 0; i < d->hall->counter_count; i++)
        if (d->seats[i].staffed && counter_serves(d->seats[i].counter, service) == SERVES_OWN) return true;
    return false;
}

static bool adds_cover(const struct day *d, int seat)
{
    const struct counter *c = d->seats[seat].counter;
    for (int k = 0; k < c->own_count; k++)
        if (!covered(d, c->own[k])) return true;
    return false;
}

/* The next clerk who has no seat yet takes this one. */
static void take_seat(struct day *d, int i, int turn, const int64_t clerks[DEMO_CLERKS])
{
    static const double paces[DEMO_CLERKS] = {0.9, 1.05, 0.95, 1.0, 1.1, 1.0};
    int clerk = (staffed_count(d) + turn) % DEMO_CLERKS;
    d->seats[i].staffed = true;
    d->seats[i].clerk = clerks[clerk];
    d->seats[i].pace = paces[clerk];
}

/* Who sits where: about two thirds of the counters, every service among them, another start each day. */
static void staff_counters(struct day *d, int turn, const int64_t clerks[DEMO_CLERKS])
{
    int n = d->hall->counter_count, most = (2 * n + 2) / 3 < DEMO_CLERKS ? (2 * n + 2) / 3 : DEMO_CLERKS;
    for (int i = 0; i < n; i++) d->seats[i].counter = &d->hall->counters[i];
    for (int round = 0; round < 2; round++)
        for (int k = 0; k < n; k++) {
            int i = (k + turn) % n;
            bool room = staffed_count(d) < (round == 0 ? DEMO_CLERKS : most);
            if (room && !d->seats[i].staffed && (round > 0 || adds_cover(d, i))) take_seat(d, i, turn, clerks);
        }
}

static void plan_counters(struct day *d)
{
    int place = 0;
    for (int i = 0; i < d->hall->counter_count; i++) {
        if (!d->seats[i].staffed) continue;
        ms_t late = chance_below(&d->chance, 10) * MINUTE;
        ms_t lunch = d->opens + (d->closes - d->opens) * 4 / 10 + (place++ % 2) * 40 * MINUTE + late;
        plan(d, (struct event){.at = d->opens - 15 * MINUTE + late, .kind = EV_SIT, .seat = i});
        if (d->closes - d->opens > 6 * HOUR) plan(d, (struct event){.at = lunch, .kind = EV_PAUSE, .seat = i});
        plan(d, (struct event){.at = d->closes + MINUTE, .kind = EV_LEAVE, .seat = i});
    }
}

/* As many as keep the counters busy for most of the day, in a morning and an afternoon peak. */
static void plan_visitors(struct day *d, int weekday)
{
    static const double by_weekday[] = {0.85, 1.1, 0.95, 0.95, 0.9, 1.1, 1.2};
    static const double by_tenth[] = {6, 10, 14, 13, 8, 6, 8, 11, 10, 4};
    double seconds = 0, length = (double)(d->closes - d->opens);
    for (int i = 0; i < d->hall->service_count; i++) seconds += d->hall->services[i].expected_s;
    double each = seconds / d->hall->service_count + 50;
    double n =
        chance_lognormal(&d->chance, 0.72 * by_weekday[weekday], 0.08) * length / SECOND * staffed_count(d) / each;
    for (int i = 0; i < (int)n; i++) {
        double tenth = chance_weighted(&d->chance, by_tenth, 10) + chance_uniform(&d->chance);
        plan(d, (struct event){.at = d->opens + (ms_t)(length * tenth / 10), .kind = EV_ARRIVE});
    }
}

/* Cases are worked on every hour; a few are told each day. */
static void plan_cases(struct day *d)
{
    for (int n = 1 + chance_below(&d->chance, 4); n > 0; n--)
        plan(d, (struct event){.at = d->opens + (ms_t)((double)(d->closes - d->opens) * chance_uniform(&d->chance)),
                               .kind = EV_TOLD});
    for (ms_t at = d->opens + HOUR / 2; at < d->closes; at += HOUR)
        plan(d, (struct event){.at = at, .kind = EV_CASES});
}

bool demo_day(struct writer *writer, const char *day, uint64_t seed, const int64_t clerks[DEMO_CLERKS], ms_t until,
              ms_t *now, struct demo_totals *totals, struct err *err)
{
    int year = 0, month = 0, mday = 0;
    sscanf(day, "%d-%d-%d", &year, &month, &mday);
    const struct hall *hall = writer_hall(writer);
    struct hours hours = hall->always_open ? (struct hours){8 * 60, 17 * 60} : hall_hours(hall, day);
    if (hours.opens == hours.closes) return true; /* a closed day has no visitors */
    struct day d = {.writer = writer, .hall = hall, .now = now, .clerks = clerks, .totals = totals, .err = err};
    d.opens = clock_from_local(year, month, mday, hours.opens / 60, hours.opens % 60);
    d.closes = clock_from_local(year, month, mday, hours.closes / 60, hours.closes % 60);
    struct tm local = clock_local(d.opens);
    d.chance = chance_seed(seed * 1000003U + (uint64_t)local.tm_yday);
    staff_counters(&d, local.tm_yday, clerks);
    plan_counters(&d);
    plan_visitors(&d, local.tm_wday);
    plan_cases(&d);
    struct event e;
    while (!d.failed && agenda_next(&d.agenda, until, &e)) {
        if (e.at > *now) *now = e.at;
        happen(&d, &e);
    }
    agenda_free(&d.agenda);
    return !d.failed;
}
