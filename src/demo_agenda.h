/* demo_agenda.h - what is still to happen on a day of the demo, in the order of time. */
#ifndef DEMO_AGENDA_H
#define DEMO_AGENDA_H

#include <stdbool.h>

#include "core/ticket.h"

/* What may happen, and at which counter or to whom. */
enum event_kind {
    EV_ARRIVE,
    EV_GIVE_UP,
    EV_SIT,
    EV_PAUSE,
    EV_LEAVE,
    EV_NEXT,
    EV_RECALL,
    EV_ABSENT,
    EV_START,
    EV_FINISH,
    EV_RATE,
    EV_TOLD,
    EV_CASES
};
struct event {
    ms_t at;
    int order; /* of two at the same time, the one planned first */
    enum event_kind kind;
    int seat;
    int64_t ticket; /* in hand at that counter when this was planned */
    char token[TOKEN_SIZE];
    int64_t wait_s; /* EV_RATE: how long that visitor had waited */
};

/* Begins as {0}; to be freed. */
struct agenda {
    struct event *events; /* a heap, the earliest first */
    int count, room;
    int planned; /* ever */
};
void agenda_add(struct agenda *agenda, struct event event);
/* Takes the earliest one away; false when there is none by then. */
bool agenda_next(struct agenda *agenda, ms_t until, struct event *out);
void agenda_free(struct agenda *agenda);

#endif
