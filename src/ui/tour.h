/* tour.h - the walk through every screen, language, mode and orientation, for pictures and for tests. */
#ifndef UI_TOUR_H
#define UI_TOUR_H

#include "ui/terminal.h"

/* What is up: ui_scene() tells the rest. */
struct tour_stop {
    const char *name;     /* of the screen, or of a state of it: ticket_cancel */
    const char *mode;     /* "" : none; large contrast low voice, two of them with a point between */
    bool mixed;           /* two modes at once */
    bool landscape;
};

/* Called with the stop described; false ends the walk. */
typedef bool tour_see(void *arg, struct ui *ui, const struct tour_stop *stop, struct err *err);

/* How much of it: everything, or only the home screen and what its groups lead to, in a hall that has groups. */
enum tour_part { TOUR_ALL, TOUR_GROUPS };

/* A made-up hall on the writer's data is behind it, which must be empty. */
bool tour_walk(const struct ui_conf *conf, struct writer *writer, enum tour_part part, tour_see *see, void *arg, struct err *err);

#endif
