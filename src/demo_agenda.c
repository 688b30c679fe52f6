#include "demo_agenda.h"

#include <stdlib.h>

#include "base/mem.h"

static bool earlier(const struct event *a, const struct event *b)
{
    return a->at != b->at ? a->at < b->at : a->order < b->order;
}

static void swap(struct event *a, struct event *b)
{
    struct event c = *a;
    *a = *b;
    *b = c;
}

void agenda_add(struct agenda *agenda, struct event event)
{
    if (agenda->count == agenda->room) {
        agenda->room = agenda->room ? agenda->room * 2 : 256;
        agenda->events = mem_resize(agenda->events, (size_t)agenda->room, sizeof *agenda->events);
    }
    struct event *events = agenda->events;
    int i = agenda->count++;
    event.order = agenda->planned++;
    events[i] = event;
    for (; i > 0 && earlier(&events[i], &events[(i - 1) / 2]); i = (i - 1) / 2)
        swap(&events[i], &events[(i - 1) / 2]);
}

bool agenda_next(struct agenda *agenda, ms_t until, struct event *out)
{
    struct event *events = agenda->events;
    if (agenda->count == 0 || events[0].at > until) return false;
    *out = events[0];
    events[0] = events[--agenda->count];
    for (int i = 0;;) {
        int least = i;
        for (int child = 2 * i + 1; child <= 2 * i + 2 && child < agenda->count; child++)
            if (earlier(&events[child], &events[least])) least = child;
        if (least == i) return true;
        swap(&events[i], &events[least]);
        i = least;
    }
}

void agenda_free(struct agenda *agenda)
{
    free(agenda->events);
    *agenda = (struct agenda){0};
}
