/* service_tile.h - the key of a service, in every size that a screen may give it. */
#ifndef UI_SERVICE_TILE_H
#define UI_SERVICE_TILE_H

#include "ui/grid.h"
#include "ui/screen.h"

enum tile_form {
    TILE_FULL,  /* icon, name, one plain line, wait and people */
    TILE_LARGE, /* icon, name, wait, people, one below the other, in large print */
    TILE_QUICK, /* a flat key: icon, name, wait */
    TILE_NAME,  /* icon above the name only */
};

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
