/* complaint_move.h - inside the core only: the moves that have a file of their own. Each acts on c->out->complaint once
 * the move was found legal, and ends the command with a refusal where it returns false. */
#ifndef CORE_COMPLAINT_MOVE_H
#define CORE_COMPLAINT_MOVE_H

#include "core/complaint_change.h"

/* complaint_said.c: what is said to a case, and who is shown what */
bool case_reveal(struct change *c, const struct case_move *move);
bool case_correct(struct change *c, const struct case_move *move, const struct case_reader *reader);
bool case_message(struct change *c, const struct case_move *move);
bool case_answer(struct change *c, const struct case_move *move);

#endif
