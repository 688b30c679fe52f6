#include "core/moves.h"

#include <string.h>

#include "base/str.h"

#define IN(state) (1U << TICKET_##state)

/* clang-format off */
const struct move moves[] = {
    {CMD_NEXT,     "next",     IN(WAITING),                          TICKET_CALLED,      WHO_CLERK,  "called",          "ticket.called"},
    {CMD_RECALL,   "recall",   IN(CALLED) | IN(SERVING),             TICKET_STATE_COUNT, WHO_HOLDER, "called again",    "ticket.recalled"},
    {CMD_START,    "start",    IN(CALLED),                           TICKET_SERVING,     WHO_HOLDER, "started",         "ticket.started"},
    {CMD_FINISH,   "finish",   IN(SERVING),                          TICKET_DONE,        WHO_HOLDER, "finished",        "ticket.finished"},
    {CMD_ABSENT,   "absent",   IN(CALLED),                           TICKET_ABSENT,      WHO_HOLDER, "marked absent",   "ticket.absent"},
    {CMD_HOLD,     "hold",     IN(SERVING),                          TICKET_HELD,        WHO_HOLDER, "held",            "ticket.held"},
    {CMD_RESUME,   "resume",   IN(HELD),                             TICKET_SERVING,     WHO_CLERK,  "resumed",         "ticket.resumed"},
    {CMD_TRANSFER, "transfer", IN(CALLED) | IN(SERVING) | IN(HELD),  TICKET_WAITING,     WHO_HOLDER, "transferred",     "ticket.transferred"},
    {CMD_REQUEUE,  "requeue",  IN(ABSENT),                           TICKET_WAITING,     WHO_CLERK,  "put back in line", "ticket.requeued"},
    {CMD_CANCEL,   "cancel",   IN(WAITING) | IN(CALLED) | IN(HELD),  TICKET_CANCELLED,   WHO_ANYONE, "cancelled",       "ticket.cancelled"},
    {CMD_DAY_END,  "expire",   IN(WAITING) | IN(CALLED) | IN(HELD),  TICKET_EXPIRED,     WHO_HALL,   "expired",         "ticket.expired"},
};
/* clang-format on */
const int move_count = sizeof moves / sizeof *moves;

const struct move *move_of(enum command_kind kind)
{
    for (int i = 0; i < move_count; i++)
        if (moves[i].kind == kind) return &moves[i];
    return NULL;
}

bool move_allows(const struct move *move, enum ticket_state state)
{
    return (move->from >> state & 1U) != 0;
}

void move_from_names(const struct move *move, char *out, size_t size)
{
    struct str names = {0};
    for (int state = 0; state < TICKET_STATE_COUNT; state++)
        if (move_allows(move, (enum ticket_state)state))
            str_addf(&names, "%s%s", names.n ? " " : "", ticket_state_name((enum ticket_state)state));
    str_copy(out, size, names.s);
    str_free(&names);
}
