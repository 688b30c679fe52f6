/* tour_cast.h - the hall behind the tour's pictures: counters at work, a queue, and the three visitors who are
 * followed. All of it by the commands of a real day. */
#ifndef UI_TOUR_CAST_H
#define UI_TOUR_CAST_H

#include "core/writer.h"

struct tour_cast {
    struct ticket done;    /* drawn 18 minutes ago, served, not rated yet */
    struct ticket waiting; /* drawn a few minutes ago */
    struct ticket fresh;   /* drawn right now */
};

/* Plays the half hour before *now in an empty hall; *now is the writer's clock and ends where it began. */
bool tour_cast_play(struct writer *writer, ms_t *now, struct tour_cast *out, struct err *err);

#endif
