/* service_tile.h - the key of a service, in every size that a screen may give it. */
#ifndef UI_SERVICE_TILE_H
#define UI_SERVICE_TILE_H

#include "ui/screen.h"

enum tile_form {
    TILE_FULL,  /* icon, name, one plain line, wait and people */
    TILE_LARGE, /* icon, name, wait, people, one below the other, in large print */
    TILE_QUICK, /* a flat key: icon, name, wait */
    TILE_NAME,  /* icon above the name only */
};

/* Places for count keys of about the same size within an area. */
struct grid {
    struct place first; /* the size of each */
    float gap_x, gap_y; /* lip included */
    int columns;
};
/* As few columns as do, from `columns` on, so that each is at least `least` high, at most `most`. */
struct grid grid_in(struct place area, int count, int columns, float gap_x, float gap_y, float least, float most);
struct place grid_place(const struct grid *grid, int index);

/* The keys of those services at the grid's places from `first` on, their names in one size; a tile too low for
 * TILE_FULL is a flat key. Ids are "service.CODE"; disabled, with the reason, while no number can be had. */
void service_tiles(struct ui *ui, struct scene *scene, const int *services, int count, const struct grid *grid,
                   int first, enum tile_form form);

/* How one waits for a service, in words: “约 [8–12] 分钟”, “现在不用等”, “窗口还没开”. False for the
 * latter two, which are words and no figure. */
bool service_wait_words(struct ui *ui, int service, char out[SCENE_TEXT]);
/* 4 人等候 */
void people_words(struct ui *ui, int waiting, char out[SCENE_TEXT]);
/* Is the wait longer than the hall wants it to be? */
bool service_over_target(const struct ui *ui, int service);

/* Low mode: rows to be read, one a service: name, wait, people. */
void service_list(struct ui *ui, struct scene *scene, const int *services, int count, struct place place);

#endif
