#include "ui/tour_cast.h"

#include <stdio.h>
#include <string.h>

/* The play goes on at minutes counted back from its end. */
struct play {
    struct writer *writer;
    const struct hall *hall;
    ms_t *now, end;
    int service; /* of the three who are followed */
    int64_t clerks[MAX_COUNTERS];
    struct err *err;
};

static void set_clock(struct play *p, int minutes)
{
    *p->now = p->end + (ms_t)minutes * 60 * 1000;
}

/* A service may not be offered on the day of the tour; then nobody comes for it. */
static bool act(struct play *p, struct command command, struct outcome *out)
{
    command.channel = "program";
    writer_do(p->writer, &command, out);
    return out->code == OUT_OK || out->code == OUT_SERVICE_CLOSED || out->code == OUT_NOBODY ||
           err_set(p->err, "tour: %s", out->message);
}

static bool issue(struct play *p, int service, struct ticket *ticket)
{
    struct outcome out;
    bool ok = act(p,
                  (struct command){.kind = CMD_ISSUE,
                                   .service = p->hall->services[service].code,
                                   .class = p->hall->classes[0].code,
                                   .print = PRINT_PRINTED},
                  &out);
    if (ticket) *ticket = out.ticket;
    return ok;
}

/* What that counter does with its visitor. */
static bool serve(struct play *p, int counter, enum command_kind kind, struct ticket *ticket)
{
    struct outcome out;
    bool ok = act(p,
                  (struct command){.kind = kind,
                                   .counter = p->hall->counters[counter].number,
                                   .staff = p->clerks[counter],
                                   .ticket = ticket->id},
                  &out);
    *ticket = out.ticket;
    return ok;
}

static bool open_counters(struct play *p)
{
    struct outcome out;
    struct ticket none = {0};
    char login[LOGIN_SIZE];
    for (int i = 0; i < p->hall->counter_count; i++) {
        snprintf(login, sizeof login, "tour%d", i + 1);
        struct command add = {.kind = CMD_STAFF_ADD,
                              .login = login,
                              .name = login,
                              .secret = "nobody can log in with this",
                              .role = ROLE_CLERK};
        if (!act(p, add, &out)) return false;
        p->clerks[i] = out.id;
        if (!serve(p, i, CMD_COUNTER_OPEN, &none)) return false;
    }
    return true;
}

/* A visitor for that service, called and served at the counter at those minutes. */
static bool visit(struct play *p, int counter, int service, const int minutes[3], struct ticket *ticket)
{
    *ticket = (struct ticket){0};
    set_clock(p, minutes[0]);
    if (!issue(p, service, NULL)) return false;
    set_clock(p, minutes[1]);
    if (!serve(p, counter, CMD_NEXT, ticket)) return false;
    set_clock(p, minutes[2]);
    return !ticket->id || serve(p, counter, CMD_START, ticket);
}

/* Visitors at every service but one, where nobody waits. */
static bool queue_up(struct play *p, struct ticket *followed)
{
    static const int waiting[] = {4, 5, 2, 0, 1, 3};
    for (int n = 0; n < 5; n++) {
        set_clock(p, n - 5);
        for (int i = 0; i < p->hall->service_count; i++)
            if (n < waiting[(i - p->service + 6) % 6] && !issue(p, i, i == p->service ? followed : NULL))
                return false;
    }
    return true;
}

static int counter_for(const struct hall *hall, int service)
{
    int i = 0;
    while (i < hall->counter_count - 1 && counter_serves(&hall->counters[i], service) != SERVES_OWN) i++;
    return i;
}

static bool play(struct play *p, struct tour_cast *out)
{
    static const int followed[] = {-18, -11, -10}, others[] = {-9, -8, -7}, at_once[] = {-6, -6, -6};
    struct ticket in_hand;
    int first = counter_for(p->hall, p->service);
    set_clock(p, -30);
    if (!open_counters(p) || !visit(p, first, p->service, followed, &out->done)) return false;
    for (int i = 0; i < p->hall->counter_count; i++)
        if (i != first && !visit(p, i, p->hall->counters[i].own[0], others, &in_hand)) return false;
    set_clock(p, -6);
    if (!serve(p, first, CMD_FINISH, &out->done) || !visit(p, first, p->service, at_once, &in_hand)) return false;
    if (!queue_up(p, &out->waiting)) return false;
    set_clock(p, 0);
    return issue(p, p->service, &out->fresh);
}

bool tour_cast_play(struct writer *writer, ms_t *now, struct tour_cast *out, struct err *err)
{
    struct play p = {.writer = writer, .hall = writer_hall(writer), .now = now, .end = *now, .err = err};
    while (p.service < p.hall->service_count && hall_offer(p.hall, p.service, *now, 0) != OFFER_NOW) p.service++;
    if (p.service == p.hall->service_count) return err_set(err, "tour: no service is offered on the day it shows");
    bool ok = play(&p, out);
    *now = p.end;
    return ok;
}
