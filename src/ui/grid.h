/* grid.h - places for keys of one size. */
#ifndef UI_GRID_H
#define UI_GRID_H

#include "ui/scene.h"

/* Places for count keys of about the same size within an area. */
struct grid {
    struct place first; /* the size of each */
    float gap_x, gap_y; /* lip included */
    int columns;
};
/* As few columns as do, from `columns` on, so that each is at least `least` high, at most `most`. */
struct grid grid_in(struct place area, int count, int columns, float gap_x, float gap_y, float least, float most);
/* Few keys fill the room: the least number of columns, up to `columns`, in which each is `most` high. */
int grid_few(struct place area, int count, int columns, float gap_y, float most);
struct place grid_place(const struct grid *grid, int index);

#endif
