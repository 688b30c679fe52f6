/* Ratings: one a visit, never edited, never deleted (the schema refuses both). */
#include <stdlib.h>
#include <string.h>

#include "core/complaint_change.h"
#include "core/queue.h"

enum { COMMENT_MAX = 500, BAD_SCORE = 2 /* so bad or worse opens a case */ };

/* The ticked reasons as a JSON array of codes; NULL after refusing one that is not offered. */
static json_t *reasons_of(struct change *c)
{
    const struct command *cmd = c->command;
    json_t *codes = json_array();
    for (int i = 0; i < cmd->reason_count; i++) {
        if (!hall_reason(c->hall, cmd->score, cmd->reasons[i])) {
            change_refuse(c, OUT_UNKNOWN_REASON, "there is no reason \"%.40s\" for level %d", cmd->reasons[i],
                          cmd->score);
            json_decref(codes);
            return NULL;
        }
        for (int k = 0; k < i; k++) {
            if (strcmp(cmd->reasons[k], cmd->reasons[i]) != 0) continue;
            change_refuse(c, OUT_INVALID, "reason \"%.40s\" is given twice", cmd->reasons[i]);
            json_decref(codes);
            return NULL;
        }
        json_array_append_new(codes, json_string(cmd->reasons[i]));
    }
    return codes;
}

static bool rateable(struct change *c)
{
    const struct ticket *t = &c->out->ticket;
    if (!visit_open(c)) return false;
    if (t->score)
        return change_refuse(c, OUT_ALREADY_RATED, "%s is rated already; one visit has one rating", t->number);
    if (t->state != TICKET_DONE)
        return change_refuse(c, OUT_NOT_RATEABLE, "%s is %s; a visit is rated when it is done", t->number,
                             ticket_state_name(t->state));
    return true;
}

static bool insert_rating(struct change *c, const char *reasons)
{
    const struct command *cmd = c->command;
    struct sealed comment;
    if (!case_seal(c, cmd->text, &comment)) return false;
    struct stmt *q = db_prepare(c->db, "INSERT INTO rating (ticket, score, reasons, sealed, channel, given_at)"
                                       " VALUES ($1, $2, $3, $4, $5, $6)");
    stmt_bind_int(q, 1, c->out->ticket.id);
    stmt_bind_int(q, 2, cmd->score);
    stmt_bind_text(q, 3, reasons);
    case_bind_sealed(q, 4, &comment);
    stmt_bind_text(q, 5, cmd->channel ? cmd->channel : "program");
    stmt_bind_int(q, 6, c->now);
    if (!change_run(c, q)) return false;
    c->out->id = db_insert_id(c->db);
    return true;
}

/* The comment stays in the rating alone, sealed: the journal is read by more people. */
static bool journal_rating(struct change *c, json_t *codes)
{
    const struct command *cmd = c->command;
    return change_journal(c, "rating.given", c->out->ticket.id, c->out->ticket.counter,
                          json_pack("{s:s, s:s, s:i, s:O, s:s}", "number", c->out->ticket.number, "service",
                                    c->out->ticket.service, "score", cmd->score, "reasons", codes, "channel",
                                    cmd->channel ? cmd->channel : "program"));
}

bool rating_fit(struct change *c)
{
    const struct command *cmd = c->command;
    if (cmd->score < 1 || cmd->score > 5) return change_refuse(c, OUT_INVALID, "score is a whole number from 1 to 5");
    return change_text_ok(c, "comment", cmd->text, COMMENT_MAX);
}

bool rating_add(struct change *c)
{
    if (!rateable(c)) return false;
    json_t *codes = reasons_of(c);
    if (!codes) return false;
    char *text = change_json(c, json_incref(codes));
    bool ok = text && insert_rating(c, text) && journal_rating(c, codes) &&
              (c->command->score > BAD_SCORE || case_open_bad_rating(c, c->out->id, codes));
    free(text);
    json_decref(codes);
    return ok && ticket_load(c, c->out->ticket.id);
}

void rating_give(struct change *c)
{
    if (rating_fit(c) && ticket_load_token(c, c->command->token)) rating_add(c);
}
