/* frame.h - where the parts of every screen stand, by orientation and mode. Design units. */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include "ui/scene.h"

struct frame {
    float x, w;            /* column of the content */
    float top, bottom;     /* the content is between them */
    float side, side_w;    /* column of the title: that of the content in portrait, left of it in landscape */
    float reach;           /* keys are below it: the middle of the window in low mode, else 0 */
    struct place back, home, primary; /* the action row */
    struct place left, right;         /* the same in halves, where the left act belongs to the screen */
    struct place again;               /* beside the strip or within the bar, for the key that speaks; h 0: no room */
    float strip, strip_h;  /* the leak strip; on a resting screen it may have a place of its own */
    float bar;             /* top of the mode bar; it reaches down to the window's foot */
};

/* Never NULL. */
const struct frame *frame_of(const struct scene *scene);

/* Low mode: the mark between what is read above and what is pressed below; y is its middle. */
void frame_mark(struct scene *scene, float y);

#endif
