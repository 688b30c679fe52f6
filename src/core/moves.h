/* moves.h - the one table of what may be done with a ticket in which state. The queue's
 * commands, the API's answers and the documentation all read it. */
#ifndef CORE_MOVES_H
#define CORE_MOVES_H

#include "core/writer.h"

/* Who may make a move. */
enum move_who {
    WHO_HOLDER, /* the clerk who has the ticket, or a supervisor */
    WHO_CLERK,  /* any clerk who sits at a counter */
    WHO_ANYONE, /* any clerk, and the visitor with the ticket's link */
    WHO_HALL,   /* the program itself */
};

struct move {
    enum command_kind kind;
    const char *name;     /* as in the API: POST /tickets/ID/name */
    unsigned from;        /* one bit a state: 1 << state */
    enum ticket_state to; /* TICKET_STATE_COUNT: the state stays */
    enum move_who who;
    const char *done;     /* "B012 is waiting and cannot be …" */
    const char *journal;  /* the kind of its journal entry */
};

extern const struct move moves[];
extern const int move_count;

/* NULL when that command is no move of a ticket. */
const struct move *move_of(enum command_kind kind);
bool move_allows(const struct move *move, enum ticket_state state);
/* waiting called … of a move's `from`, separated by blanks. */
void move_from_names(const struct move *move, char *out, size_t size);

#endif
