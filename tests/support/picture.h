/* picture.h - what must hold of a described picture in any window. What does not is told with the picture's name. */
#ifndef TESTS_PICTURE_H
#define TESTS_PICTURE_H

#include "ui/tour.h"

#define CAPITALS 0.733 /* as high as that share of the em */

/* A picture under examination. */
struct picture {
    const struct scene *scene;
    SDL_Rect
        seen[SCENE_NODES]; /* of each node: the part of a text's box that capitals and figures fill, else its box */
    bool covered[SCENE_NODES]; /* the text is painted over, by a sheet or its dimmed surroundings, say */
};

/* The pictures of this walk so far, and what was wrong with them. */
extern struct picture_tally {
    char where[240]; /* the picture that is looked at */
    int pictures, complaints;
} picture_tally;

void picture_complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Takes up what the terminal shows; state tells it from others of the same stop. */
void picture_begin(struct picture *picture, const struct ui *ui, const struct tour_stop *stop, const char *state);
/* Takes up any scene, which must outlive the picture. */
void picture_take(struct picture *picture, const struct scene *scene);

/* Is the node painted over by one of those behind it, before `end`? */
bool picture_is_covered(const struct picture *picture, int index, int end);
bool picture_is_key(const struct item *item);
bool picture_is_inside(const SDL_Rect *in, const SDL_Rect *around);
/* The room between two boxes; negative: they overlap. */
int picture_gap(const SDL_Rect *a, const SDL_Rect *b);

/* The text is inside of the window, and on no later one. */
void picture_check_text(const struct picture *picture, int index);
/* No line had to be cut. */
void picture_check_cut(const struct picture *picture);

/* Walks as walk_hall does, and fails after that if there was a complaint. */
void picture_walk(int width, int height, const struct tour_plan *plan, void make(struct hall *hall));

#endif
