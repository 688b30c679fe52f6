/* guide_plan.h - where the parts of a service's guide stand, by orientation and mode. Design units. */
#ifndef UI_GUIDE_PLAN_H
#define UI_GUIDE_PLAN_H

#include "ui/scene.h"

struct guide_plan {
    struct place box; /* of the icon */
    float name_x, name_y, name_w;
    int name_size;
    struct place about;                /* first baseline; h 0: none */
    struct place panel;                /* who waits, how long */
    float divide, caption_y, figure_y; /* from the panel's corner */
    float bring_y;
    int bring_size;
    struct place documents; /* at most so high */
    float row;
    bool columns;   /* name and note side by side */
    float advice_y; /* 0: none */
    struct place take, priority;
    float take_icon;
    bool stacked;         /* the priority key in two lines */
    struct place caption; /* h 0: it has no room of its own (scene.h) */
};

/* Never NULL. */
const struct guide_plan *guide_plan(const struct scene *scene);

#endif
