#include "core/case_moves.h"

#include <string.h>

#include "base/i18n.h"
#include "core/complaint_change.h"

#define IN(state) (1U << CASE_##state)
#define UNFINISHED (IN(FILED) | IN(OPEN))
#define ALWAYS (UNFINISHED | IN(RESOLVED) | IN(CLOSED))
#define STAYS CASE_STATE_COUNT

/* clang-format off */
const struct case_move case_moves[] = {
    {CMD_CASE_ACCEPT,    "accept",         UNFINISHED,               CASE_OPEN,     CASE_ANY,        "accepted",       "accepted"},
    {CMD_CASE_ASSIGN,    "assign",         UNFINISHED,               CASE_OPEN,     CASE_OWNER,      "assigned",       "assigned"},
    {CMD_CASE_NOTE,      "note",           ALWAYS,                   STAYS,         CASE_ANY,        "noted",          "noted on"},
    {CMD_CASE_REPLY,     "reply",          IN(OPEN) | IN(RESOLVED),  STAYS,         CASE_OWNER,      "replied",        "replied to"},
    {CMD_CASE_RESOLVE,   "resolve",        IN(OPEN),                 CASE_RESOLVED, CASE_OWNER,      "resolved",       "resolved"},
    {CMD_CASE_FOLLOW_UP, "follow-up",      IN(RESOLVED),             STAYS,         CASE_OTHER,      "followed_up",    "followed up"},
    {CMD_CASE_CLOSE,     "close",          IN(RESOLVED),             CASE_CLOSED,   CASE_OWNER,      "closed",         "closed"},
    {CMD_CASE_GIVE_UP,   "not-resolvable", UNFINISHED,               CASE_CLOSED,   CASE_MANAGER,    "not_resolvable", "given up"},
    {CMD_CASE_REOPEN,    "reopen",         IN(RESOLVED) | IN(CLOSED), CASE_OPEN,    CASE_SUPERVISOR, "reopened",       "reopened"},
    {CMD_CASE_EXTEND,    "extend",         UNFINISHED,               STAYS,         CASE_OWNER,      "extended",       "extended"},
    {CMD_CASE_ESCALATE,  "escalate",       UNFINISHED,               STAYS,         CASE_OWNER,      "escalated",      "sent up"},
    {CMD_CASE_SEVERITY,  "severity",       UNFINISHED,               STAYS,         CASE_OWNER,      "severity",       "weighed anew"},
    {CMD_CASE_CONCERN,   "concern",        ALWAYS,                   STAYS,         CASE_SUPERVISOR, "concerned",      "said to be about somebody"},
    {CMD_CASE_REVEAL,    "reveal",         ALWAYS,                   STAYS,         CASE_OWNER,      "revealed",       "revealed"},
    {CMD_CASE_CORRECT,   "correct",        ALWAYS,                   STAYS,         CASE_ANY,        "corrected",      "corrected"},
    {CMD_CASE_KEEP,      "keep",           ALWAYS,                   STAYS,         CASE_SUPERVISOR, "kept",           "kept longer"},
    {CMD_CASE_RECHECK,   "recheck",        ALWAYS,                   STAYS,         CASE_MANAGER,    "rechecked",      "checked again"},
    {CMD_CASE_MESSAGE,   "message",        ALWAYS,                   STAYS,         CASE_VISITOR,    "message",        "added to"},
    {CMD_CASE_ANSWER,    "answer",         IN(RESOLVED) | IN(CLOSED), STAYS,        CASE_VISITOR,    "answered",       "answered"},
};
/* clang-format on */
const int case_move_count = sizeof case_moves / sizeof *case_moves;

const struct case_move *case_move_of(enum command_kind kind)
{
    for (int i = 0; i < case_move_count; i++)
        if (case_moves[i].kind == kind) return &case_moves[i];
    return NULL;
}

const struct case_move *case_move_named(const char *name)
{
    for (int i = 0; i < case_move_count; i++)
        if (strcmp(case_moves[i].name, name) == 0) return &case_moves[i];
    return NULL;
}

bool case_move_allows(const struct case_move *move, enum case_state state)
{
    return (move->from >> state & 1U) != 0;
}

const char *case_who_name(enum case_who who)
{
    static const char *const names[] = {[CASE_ANY] = "any",         [CASE_OWNER] = "owner",
                                        [CASE_OTHER] = "other",     [CASE_SUPERVISOR] = "supervisor",
                                        [CASE_MANAGER] = "manager", [CASE_VISITOR] = "visitor",
                                        [CASE_PROGRAM] = "program"};
    return names[who];
}

/* ---- who ---- */

static bool no(const char **why, const char *reason)
{
    *why = reason;
    return false;
}

static bool handled_it(const struct complaint *found, int64_t staff)
{
    return found->owner == staff || found->resolved_by == staff;
}

static bool is_owner(const struct complaint *found, const struct case_reader *reader)
{
    return found->owner == reader->staff || reader->role >= ROLE_SUPERVISOR;
}

/* Of a level above a clerk only those may take it whom it went up to. */
static bool reaches(const struct complaint *found, const struct case_reader *reader, const char **why)
{
    if (reader->role >= case_level_role(found->level)) return true;
    return no(why, found->level == LEVEL_MANAGER ? N_("only a manager") : N_("only a supervisor"));
}

bool case_who_may(const struct case_move *move, const struct complaint *found, const struct case_reader *reader,
                  const char **why)
{
    bool staff = reader->role >= ROLE_CLERK;
    switch (move->who) {
    case CASE_ANY:
        if (!staff) return no(why, N_("only who works here"));
        return move->kind != CMD_CASE_ACCEPT || reaches(found, reader, why);
    case CASE_OWNER:
        if (staff && is_owner(found, reader)) return true;
        /* Whoever makes the follow-up call needs the number, and puts the case away once the visitor was heard. */
        if (staff && (move->kind == CMD_CASE_REVEAL || move->kind == CMD_CASE_CLOSE) &&
            found->state == CASE_RESOLVED && !handled_it(found, reader->staff))
            return true;
        return no(why, N_("only its owner or a supervisor"));
    case CASE_OTHER:
        return (staff && !handled_it(found, reader->staff)) || no(why, N_("only somebody who did not handle it"));
    case CASE_SUPERVISOR:
        return reader->role >= ROLE_SUPERVISOR || no(why, N_("only a supervisor"));
    case CASE_MANAGER:
        return reader->role >= ROLE_MANAGER || no(why, N_("only a manager"));
    case CASE_VISITOR:
        return reader->role == ROLE_NONE || no(why, N_("only the visitor"));
    case CASE_PROGRAM:
        break;
    }
    return no(why, N_("it happens by itself"));
}

/* ---- what has to be done first ---- */

/* An open case is taken over only when it lost its owner, or by a suggestion's owner who has to promise a date. */
static bool may_accept(const struct complaint *found, const struct case_reader *reader, const char **why)
{
    if (found->state == CASE_FILED || !found->owner) return true;
    if (found->owner == reader->staff && found->kind == CASE_SUGGESTION && !found->resolve_due) return true;
    return no(why, N_("somebody has it already"));
}

static bool may_resolve(const struct complaint *found, const char **why)
{
    if (found->kind == CASE_PRAISE) return true;
    if (found->kind == CASE_SUGGESTION && !found->resolve_due) return no(why, N_("promise a date first"));
    return found->replied_at || no(why, N_("reply first"));
}

/* A case without a phone number can't be called back: that it was tried is enough. */
static bool may_close(const struct complaint *found, const struct hall *hall, const char **why)
{
    int attempts = found->phone[0] ? hall->call_attempts : 1;
    return found->kind == CASE_PRAISE || found->answered || found->attempts >= attempts ||
           no(why, N_("make the follow-up call first"));
}

bool case_ready(const struct case_move *move, const struct complaint *found, const struct hall *hall,
                const struct case_reader *reader, const char **why)
{
    if (found->erased_at) return no(why, N_("its personal data is erased"));
    switch (move->kind) {
    case CMD_CASE_ACCEPT:
        return may_accept(found, reader, why);
    case CMD_CASE_RESOLVE:
        return may_resolve(found, why);
    case CMD_CASE_FOLLOW_UP:
        if (found->kind == CASE_PRAISE) return no(why, N_("praise needs no follow-up"));
        return !found->answered || no(why, N_("the visitor has answered"));
    case CMD_CASE_CLOSE:
        return may_close(found, hall, why);
    case CMD_CASE_EXTEND:
        if (found->kind != CASE_COMPLAINT) return no(why, N_("only a complaint can be extended"));
        return !found->extended || no(why, N_("it was extended already"));
    case CMD_CASE_ESCALATE:
        return found->level < LEVEL_MANAGER || no(why, N_("it is with the manager already"));
    case CMD_CASE_REVEAL:
        return found->phone[0] || found->name[0] || no(why, N_("no contact was left"));
    default:
        return true;
    }
}

bool case_move_open(const struct case_move *move, const struct complaint *found, const struct hall *hall,
                    const struct case_reader *reader, const char **why)
{
    static const char *const not_now[CASE_STATE_COUNT] = {N_("accept it first"), N_("resolve it first"),
                                                          N_("it is resolved"), N_("it is closed")};
    if (!case_move_allows(move, found->state)) return no(why, not_now[found->state]);
    return case_who_may(move, found, reader, why) && case_ready(move, found, hall, reader, why);
}
