/* api_moves.c - the table of moves: which may be called, and the table itself for who writes a client. */
#include "web/api_moves.h"

#include <string.h>

#include "web/handlers.h"
#include "web/request.h"
#include "web/view_case.h"

bool move_is_call(const struct move *move)
{
    return move->kind != CMD_NEXT && move->who != WHO_HALL;
}

const struct move *move_called(const char *text, size_t n)
{
    for (int i = 0; i < move_count; i++)
        if (move_is_call(&moves[i]) && strlen(moves[i].name) == n && memcmp(moves[i].name, text, n) == 0)
            return &moves[i];
    return NULL;
}

json_t *view_moves(enum ticket_state state, bool visitor)
{
    json_t *list = json_array();
    for (int i = 0; i < move_count; i++) {
        bool may = move_is_call(&moves[i]) && (!visitor || moves[i].who == WHO_ANYONE);
        if (may && move_allows(&moves[i], state)) json_array_append_new(list, json_string(moves[i].name));
    }
    return list;
}

static json_t *view_from(const struct move *move)
{
    json_t *list = json_array();
    for (int state = 0; state < TICKET_STATE_COUNT; state++)
        if (move_allows(move, (enum ticket_state)state))
            json_array_append_new(list, json_string(ticket_state_name((enum ticket_state)state)));
    return list;
}

json_t *view_move_table(void)
{
    static const char *const who[] = {
        [WHO_HOLDER] = "holder", [WHO_CLERK] = "clerk", [WHO_ANYONE] = "anyone", [WHO_HALL] = "hall"};
    json_t *list = json_array();
    for (int i = 0; i < move_count; i++) {
        const struct move *m = &moves[i];
        const char *to = m->to == TICKET_STATE_COUNT ? NULL : ticket_state_name(m->to);
        json_array_append_new(list, json_pack("{s:s, s:o, s:s?, s:s}", "name", m->name, "from", view_from(m), "to",
                                              to, "who", who[m->who]));
    }
    return list;
}

void moves_get(struct request *request, struct reply *reply)
{
    (void)request;
    reply_json(reply, MHD_HTTP_OK,
               json_pack("{s:o, s:o}", "moves", view_move_table(), "case_moves", view_case_moves()));
}
