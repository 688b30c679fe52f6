/* api_moves.h - core's table of moves as calls of the API. */
#ifndef WEB_API_MOVES_H
#define WEB_API_MOVES_H

#include <jansson.h>

#include "core/moves.h"

/* Is it called as POST /tickets/ID/NAME? `next` is a counter's call, and what the hall does by itself is none. */
bool move_is_call(const struct move *move);
/* The move whose call has the name text[0..n), or NULL. */
const struct move *move_called(const char *text, size_t n);

/* The names of the calls that state allows, for a visitor or for a clerk: new reference. */
json_t *view_moves(enum ticket_state state, bool visitor);
/* The whole table: new reference. */
json_t *view_move_table(void);

#endif
