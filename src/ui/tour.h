/* tour.h - the walk through every screen, language, mode and orientation, for pictures and for tests. */
#ifndef UI_TOUR_H
#define UI_TOUR_H

#include "ui/terminal.h"

/* What is up: ui_scene() tells the rest. */
struct tour_stop {
    const char *name; /* of the screen, or of a state of it: ticket_cancel */
    const char *mode; /* "" : none; large contrast low voice, two of them with a point between */
    bool mixed;       /* two modes at once */
    bool landscape;
};

/* Called with the stop described; false ends the walk. */
typedef bool tour_see(void *arg, struct ui *ui, const struct tour_stop *stop, struct err *err);

/* How much of it: everything, or only the home screen and what its groups lead to, in a hall that has groups. */
enum tour_part { TOUR_ALL, TOUR_GROUPS };

struct tour_plan {
    enum tour_part part;
    bool painted; /* on ui->canvas; else each stop is only described, which takes a fraction of the time */
    tour_see *see;
    void *arg;
};

/* A made-up hall on the writer's data is behind it, which must be empty. */
bool tour_walk(const struct ui_conf *conf, struct writer *writer, const struct tour_plan *plan, struct err *err);

/* Describes the screen that is up as it is now, without painting it. Not within a walk that paints. */
void tour_describe(struct ui *ui, int w, int h);

#endif
