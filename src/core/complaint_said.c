/* What visitors add to their case, what is set right, and showing a contact. */
#include <sodium.h>
#include <string.h>

#include "base/str.h"
#include "core/complaint_move.h"
#include "core/vault.h"

/* ---- the contact ---- */

/* One sealed field of the case in clear; "" when there is none. */
static bool open_field(struct change *c, struct stmt *q, int col, char *out, size_t size)
{
    char clear[VAULT_TEXT] = "";
    struct err err;
    size_t n;
    const void *sealed = stmt_blob(q, col, &n);
    bool ok = !sealed || vault_open(c->vault, sealed, n, clear, &err) ||
              change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
    str_copy(out, size, clear);
    sodium_memzero(clear, sizeof clear);
    return ok;
}

bool case_reveal(struct change *c, const struct case_move *move)
{
    struct outcome *out = c->out;
    if (!case_event(c, move->event, json_object(), c->command->text)) return false;
    struct stmt *q = db_prepare(c->db, "SELECT phone, name FROM complaint WHERE id = $1");
    stmt_bind_int(q, 1, out->complaint.id);
    bool ok = stmt_step(q) && open_field(c, q, 0, out->revealed.phone, sizeof out->revealed.phone) &&
              open_field(c, q, 1, out->revealed.name, sizeof out->revealed.name);
    ok = change_end(c, q) && ok;
    if (!ok) sodium_memzero(&out->revealed, sizeof out->revealed);
    return ok;
}

/* ---- setting right ---- */

/* Staff correct what they wrote, a supervisor what anybody did; beside a visitor's words the owner may put a note. */
static bool may_correct(struct change *c, const struct case_reader *reader, int64_t author)
{
    const struct complaint *found = &c->out->complaint;
    bool own = author ? author == reader->staff : found->owner == reader->staff;
    return own || reader->role >= ROLE_SUPERVISOR ||
           change_refuse(c, OUT_NOT_ALLOWED, "entry %d is corrected by who wrote it, or by a supervisor",
                         c->command->event);
}

bool case_correct(struct change *c, const struct case_move *move, const struct case_reader *reader)
{
    int seq = c->command->event;
    struct stmt *q = db_prepare(c->db, "SELECT staff FROM complaint_event WHERE complaint = $1 AND seq = $2");
    stmt_bind_int(q, 1, c->out->complaint.id);
    stmt_bind_int(q, 2, seq);
    bool there = stmt_step(q);
    int64_t author = there ? stmt_int(q, 0) : 0;
    if (!change_end(c, q)) return false;
    if (!there) return change_refuse(c, OUT_NOT_FOUND, "%s has no entry %d", c->out->complaint.number, seq);
    return may_correct(c, reader, author) &&
           case_event(c, move->event, json_pack("{s:i, s:b}", "corrects", seq, "beside", !author), c->command->text);
}

/* ---- the visitor ---- */

/* Danger is weighed at once, whatever the case was about so far. What is done stays done: the page shows the emergency
 * number. */
static bool weigh_danger(struct change *c)
{
    struct complaint *found = &c->out->complaint;
    bool weighs = found->state < CASE_RESOLVED && found->severity != SEVERITY_URGENT;
    if (!weighs || !case_is_danger(c->hall, c->command->text)) return true;
    found->severity = SEVERITY_URGENT;
    return case_store(c, found->state) && case_event(c, "severity", json_pack("{s:s}", "severity", "urgent"), NULL) &&
           case_go_up(c, LEVEL_MANAGER, NULL);
}

bool case_message(struct change *c, const struct case_move *move)
{
    return case_event(c, move->event, json_object(), c->command->text) && weigh_danger(c);
}

/* Asking again once it is answered would count twice; that it is not solved after all is always heard. */
bool case_answer(struct change *c, const struct case_move *move)
{
    struct complaint *found = &c->out->complaint;
    const ms_t keeps = CASE_ANSWER_DAYS * 24 * 3600 * (ms_t)1000;
    bool satisfied = c->command->satisfied;
    if (found->state == CASE_CLOSED && c->now - found->closed_at >= keeps)
        return change_refuse(c, OUT_EXPIRED, "%s was closed %d days ago or more; file a new case", found->number,
                             CASE_ANSWER_DAYS);
    if (satisfied && found->answered)
        return change_refuse(c, OUT_WRONG_STATE, "%s is answered already", found->number);
    found->answered = satisfied;
    if (satisfied) found->content = CONTENT_YES;
    return case_store(c, found->state) &&
           case_event(c, move->event, json_pack("{s:b}", "satisfied", satisfied), c->command->text) &&
           (satisfied || case_reopen(c, NULL)) && weigh_danger(c);
}
