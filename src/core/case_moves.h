/* case_moves.h - the one table of what may be done with a case, in which state, and by whom. The commands, the
 * API's answers, the pages' keys and the documentation all read it. */
#ifndef CORE_CASE_MOVES_H
#define CORE_CASE_MOVES_H

#include "core/writer.h"

/* Nobody whom the case is about, whatever their role. */
enum case_who {
    CASE_ANY,        /* any clerk */
    CASE_OWNER,      /* the owner, or a supervisor; while resolved also the caller, to see the number and to close */
    CASE_OTHER,      /* any clerk but the owner: the follow-up is made by somebody else */
    CASE_SUPERVISOR, /* a supervisor or a manager */
    CASE_MANAGER,    /* a manager */
    CASE_VISITOR,    /* by the case's link */
    CASE_PROGRAM,    /* the hall itself, at its time */
};

struct case_move {
    enum command_kind kind;
    const char *name;    /* as in the API: POST /complaints/ID/name */
    unsigned from;       /* one bit a state: 1 << state */
    enum case_state to;  /* CASE_STATE_COUNT: the state stays */
    enum case_who who;
    const char *event;   /* the kind of its event; the journal's entry is complaint.EVENT */
    const char *done;    /* "T261118-001 is closed and cannot be …" */
};

extern const struct case_move case_moves[];
extern const int case_move_count;

const struct case_move *case_move_of(enum command_kind kind); /* NULL when that command is no move of a case */
const struct case_move *case_move_named(const char *name);    /* NULL when there is none */
bool case_move_allows(const struct case_move *move, enum case_state state);
const char *case_who_name(enum case_who who); /* any owner other supervisor manager visitor program */
/* May that reader, whom the case is not about, make this move with this case now? When not, *why is an English
 * msgid that says what is missing: "reply first", "only a manager" … */
bool case_move_open(const struct case_move *move, const struct complaint *found, const struct hall *hall,
                    const struct case_reader *reader, const char **why);

#endif
