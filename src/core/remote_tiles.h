/* remote_tiles.h - the terminal's picture as who looks from afar gets it: in tiles, of which only those are sent that
 * have changed. Under the lock of whoever has it. */
#ifndef CORE_REMOTE_TILES_H
#define CORE_REMOTE_TILES_H

#include "core/remote.h"

/* Zero is no picture. */
struct tiles {
    uint32_t *pixels;       /* NULL: there is no picture */
    int w, h, across, down; /* across, down: tiles */
    uint64_t *changed;      /* of each tile: the turn */
};

/* Wipes and frees it: what a visitor typed may be in it. */
void tiles_drop(struct tiles *tiles);
bool tiles_fit(const struct tiles *tiles, int w, int h);
/* An empty picture of that size in place of the one there is; none when the size is out of reason. */
void tiles_make(struct tiles *tiles, int w, int h);
/* Copies what is in the box; its tiles have changed in that turn. */
void tiles_take(struct tiles *tiles, const struct remote_picture *picture, const struct remote_box *box,
                uint64_t turn);
/* Adds the size, and the tiles that have changed after that turn. */
void tiles_put(const struct tiles *tiles, uint64_t since, struct str *out);

#endif
