/* view_case.h - cases as the API's JSON, for staff. Whom a case is about gets nothing of it: the core's reading leaves
 * it out, and what is read by other ways must not come here. */
#ifndef WEB_VIEW_CASE_H
#define WEB_VIEW_CASE_H

#include <jansson.h>

#include "core/case_moves.h"
#include "core/complaint.h"

/* A row of a list: contact masked, all texts but the first left out. */
json_t *view_case(struct db *db, const struct complaint *found, const char *text, ms_t now);
/* The same with its story, who stands aside, the days until it is due and what may be done with it now. NULL with err
 * when the database fails. */
json_t *view_whole_case(struct db *db, struct vault *vault, const struct hall *hall,
                        const struct case_reader *reader, const struct complaint *found, ms_t now, struct err *err);

/* A program text in every language: {zh_CN, zh_TW, en}. */
json_t *view_tr(const char *msgid);
/* What is due next and when, {what, at}; null when nothing is. */
json_t *view_due(const struct complaint *found);
/* {name, phone}, masked by the core; null: anonymous, or erased. */
json_t *view_contact(const struct complaint *found);

/* The move that staff call by POST /complaints/ID/text[0..n), or NULL. */
const struct case_move *case_move_called(const char *text, size_t n);
/* The table of moves for who writes a client: [{name, from, to, who}]. */
json_t *view_case_moves(void);

#endif
