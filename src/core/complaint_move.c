/* The moves of a case that is there already; case_moves.c says which are legal, and for whom. */
#include "core/complaint_move.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/deadline.h"

enum { PROMISE_DAYS = 366 }; /* what is promised for later than a year from now is no promise */
static const ms_t day_ms = 24 * 3600 * (ms_t)1000;

/* ---- may it be made? ---- */

static const char *const state_events[CASE_STATE_COUNT][4] = {
    [CASE_FILED] = {"filed"},
    [CASE_OPEN] = {"accepted", "assigned", "reopened", "escalated"},
    [CASE_RESOLVED] = {"resolved"},
    [CASE_CLOSED] = {"closed", "not_resolvable"},
};

/* Who brought the case to where it stands, and when: " (李敏, 2026-11-18 10:24)". */
static bool tell_who_did(struct change *c, char *out, size_t size)
{
    const struct complaint *found = &c->out->complaint;
    char time[CLOCK_RFC3339];
    struct stmt *q =
        db_prepare(c->db, "SELECT s.name, e.at FROM complaint_event e LEFT JOIN staff s ON s.id = e.staff"
                          " WHERE e.complaint = $1 AND e.kind IN ($2, $3, $4, $5)"
                          " ORDER BY e.seq DESC LIMIT 1");
    stmt_bind_int(q, 1, found->id);
    for (int i = 0; i < 4; i++) stmt_bind_text(q, 2 + i, state_events[found->state][i]);
    out[0] = '\0';
    if (stmt_step(q)) {
        clock_rfc3339(stmt_int(q, 1), time);
        snprintf(out, size, " (%s%s%.10s %.5s)", stmt_text(q, 0), stmt_is_null(q, 0) ? "" : ", ", time, time + 11);
    }
    return change_end(c, q);
}

static bool refuse_state(struct change *c, const struct case_move *move)
{
    const struct complaint *found = &c->out->complaint;
    char who[128] = "";
    /* Which of the staff did what is not told to visitors. */
    if (move->who != CASE_VISITOR && !tell_who_did(c, who, sizeof who)) return false;
    return change_refuse(c, OUT_WRONG_STATE, "%s is %s%s and cannot be %s", found->number,
                         case_state_name(found->state), who, move->done);
}

static bool allowed(struct change *c, const struct case_move *move, const struct case_reader *reader)
{
    const struct complaint *found = &c->out->complaint;
    const char *why;
    bool concerned = false;
    if (reader->staff && !case_is_about(c, reader->staff, &concerned)) return false;
    if (concerned)
        return change_refuse(c, OUT_NOT_ALLOWED, "%s is about yourself: leave it to somebody else", found->number);
    if (!case_who_may(move, found, reader, &why))
        return change_refuse(c, OUT_NOT_ALLOWED, "%s cannot be %s: %s", found->number, move->done, why);
    if (!case_move_allows(move, found->state)) return refuse_state(c, move);
    if (case_ready(move, found, c->hall, reader, &why)) return true;
    if (move->kind == CMD_CASE_ACCEPT) return refuse_state(c, move); /* says who has it */
    return change_refuse(c, OUT_WRONG_STATE, "%s cannot be %s: %s", found->number, move->done, why);
}

/* The case that a visitor's link or a person's command is about, if they may know of it. */
static bool find(struct change *c, const struct case_move *move, const struct case_reader *reader)
{
    struct err err = {""};
    if (move->who != CASE_VISITOR) return case_load_for(c, c->command->complaint, reader);
    if (complaint_by_token(c->db, c->vault, c->command->token, &c->out->complaint, &err)) return true;
    return err.text[0] ? change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text)
                       : change_refuse(c, OUT_NOT_FOUND, "there is no case with this link");
}

static bool needs_text(const struct change *c)
{
    switch (c->command->kind) {
    case CMD_CASE_NOTE:
    case CMD_CASE_REPLY:
    case CMD_CASE_RESOLVE:
    case CMD_CASE_GIVE_UP:
    case CMD_CASE_REOPEN:
    case CMD_CASE_EXTEND:
    case CMD_CASE_SEVERITY:
    case CMD_CASE_CONCERN:
    case CMD_CASE_REVEAL:
    case CMD_CASE_CORRECT:
    case CMD_CASE_KEEP:
    case CMD_CASE_MESSAGE:
        return true;
    case CMD_CASE_RECHECK:
        return !c->command->agrees;
    default:
        return false;
    }
}

static bool text_fit(struct change *c)
{
    const char *text = c->command->text;
    if (needs_text(c) && (!text || utf8_blank(text)))
        return change_refuse(c, OUT_INVALID, "text is empty; say it in a few words");
    return change_text_ok(c, "text", text, CASE_TEXT_MAX);
}

/* ---- the moves ---- */

/* Stores the case and adds the move's event with the command's text. body is taken over. */
static bool write_move(struct change *c, const struct case_move *move, enum case_state was, json_t *body)
{
    if (!case_store(c, was)) {
        json_decref(body);
        return false;
    }
    return case_event(c, move->event, body, c->command->text);
}

static json_t *date_body(ms_t due)
{
    char at[CLOCK_RFC3339];
    if (!due) return json_object();
    clock_rfc3339(due, at);
    return json_pack("{s:s}", "due", at);
}

/* A suggestion gets the date it promises; everything else is due as the conf says. */
static bool promise(struct change *c)
{
    struct complaint *found = &c->out->complaint;
    ms_t due = c->command->due;
    bool wanted = found->kind == CASE_SUGGESTION && !found->resolve_due;
    if (!wanted) return !due || change_refuse(c, OUT_INVALID, "only a suggestion is promised a date, and only once");
    if (due <= c->now || due > c->now + PROMISE_DAYS * day_ms)
        return change_refuse(c, OUT_INVALID, "due is missing or no date to come within a year: promise one");
    found->resolve_due = due;
    return true;
}

static bool accept(struct change *c, const struct case_move *move)
{
    struct complaint *found = &c->out->complaint;
    enum case_state was = found->state;
    if (!promise(c)) return false;
    found->owner = c->command->staff;
    found->state = CASE_OPEN;
    return write_move(c, move, was, date_body(c->command->due));
}

/* The account that the command names. */
static bool find_person(struct change *c, struct staff *out)
{
    const char *login = c->command->login ? c->command->login : "";
    struct err err;
    if (staff_by_login(c->db, login, out, &err)) return true;
    return err.text[0] ? change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text)
                       : change_refuse(c, OUT_NOT_FOUND, "there is no account \"%.40s\"", login);
}

static json_t *person_body(const struct staff *person)
{
    return json_pack("{s:s, s:s}", "to", person->login, "to_name", person->name);
}

static bool assign(struct change *c, const struct case_move *move)
{
    struct complaint *found = &c->out->complaint;
    enum case_state was = found->state;
    struct staff to;
    bool concerned;
    if (!find_person(c, &to) || !case_is_about(c, to.id, &concerned)) return false;
    if (concerned || to.disabled || to.role < case_level_role(found->level))
        return change_refuse(c, OUT_NOT_ALLOWED, "%s cannot get %s: %s", to.name, found->number,
                             concerned     ? "it is about them"
                             : to.disabled ? "the account is disabled"
                                           : "it went up above their role");
    if (found->owner == to.id) return change_refuse(c, OUT_WRONG_STATE, "%s has it already", to.name);
    found->owner = to.id;
    found->state = CASE_OPEN;
    return write_move(c, move, was, person_body(&to));
}

static bool note(struct change *c, const struct case_move *move)
{
    return case_event(c, move->event, json_object(), c->command->text);
}

static bool reply(struct change *c, const struct case_move *move)
{
    struct complaint *found = &c->out->complaint;
    if (!found->replied_at) found->replied_at = c->now;
    return write_move(c, move, found->state, json_object());
}

static bool resolve(struct change *c, const struct case_move *move)
{
    struct complaint *found = &c->out->complaint;
    enum case_outcome outcome = c->command->case_outcome;
    enum case_state was = found->state;
    if (outcome <= CASE_NO_OUTCOME || outcome >= CASE_NOT_RESOLVABLE)
        return change_refuse(c, OUT_INVALID, "outcome is one of upheld partly not_upheld answered passed_on");
    found->state = CASE_RESOLVED;
    found->outcome = outcome;
    found->resolved_at = c->now;
    if (found->kind != CASE_PRAISE) found->follow_up_due = deadline_due(c->hall, c->now, c->hall->follow_up);
    return write_move(c, move, was, json_pack("{s:s}", "outcome", case_outcome_name(outcome)));
}

static bool follow_up(struct change *c, const struct case_move *move)
{
    const struct command *cmd = c->command;
    struct complaint *found = &c->out->complaint;
    if ((unsigned)cmd->case_result >= RESULT_COUNT || (unsigned)cmd->case_content >= CONTENT_COUNT)
        return change_refuse(c, OUT_INVALID, "result is one of solved unsolved unreached, content no so_so yes");
    if (cmd->case_result == RESULT_UNREACHED)
        found->attempts++;
    else
        found->content = cmd->case_content;
    found->answered = cmd->case_result == RESULT_SOLVED;
    const char *content = found->content ? case_content_name(found->content) : NULL;
    return write_move(c, move, found->state,
                      json_pack("{s:s, s:s*}", "result", case_result_name(cmd->case_result), "content", content)) &&
           (cmd->case_result != RESULT_UNSOLVED || case_reopen(c, NULL));
}

static bool end(struct change *c, const struct case_move *move)
{
    struct complaint *found = &c->out->complaint;
    enum case_state was = found->state;
    if (move->kind == CMD_CASE_GIVE_UP) found->outcome = CASE_NOT_RESOLVABLE;
    found->state = CASE_CLOSED;
    found->closed_at = c->now;
    return write_move(c, move, was, json_pack("{s:s}", "outcome", case_outcome_name(found->outcome)));
}

bool case_reopen(struct change *c, const char *text)
{
    struct complaint *found = &c->out->complaint;
    enum case_state was = found->state;
    found->state = CASE_OPEN;
    found->since = c->now;
    found->reply_due = deadline_due(c->hall, c->now, c->hall->reply[found->kind]);
    found->resolve_due = deadline_due(c->hall, c->now, c->hall->resolve[found->kind]);
    found->replied_at = found->resolved_at = found->follow_up_due = found->closed_at = 0;
    found->attempts = 0;
    found->answered = found->extended = false;
    found->content = CONTENT_UNSAID;
    found->outcome = CASE_NO_OUTCOME;
    return case_store(c, was) && case_event(c, "reopened", json_object(), text);
}

static bool extend(struct change *c, const struct case_move *move)
{
    struct complaint *found = &c->out->complaint;
    found->resolve_due = deadline_due(c->hall, found->since, c->hall->extended);
    found->extended = true;
    return write_move(c, move, found->state, date_body(found->resolve_due));
}

static bool weigh(struct change *c, const struct case_move *move)
{
    struct complaint *found = &c->out->complaint;
    enum case_severity severity = c->command->severity;
    if ((unsigned)severity >= SEVERITY_COUNT)
        return change_refuse(c, OUT_INVALID, "severity is normal, major or urgent");
    if (found->severity == severity)
        return change_refuse(c, OUT_WRONG_STATE, "%s is %s already", found->number, case_severity_name(severity));
    found->severity = severity;
    return write_move(c, move, found->state, json_pack("{s:s}", "severity", case_severity_name(severity))) &&
           (severity == SEVERITY_NORMAL || case_go_up(c, LEVEL_MANAGER, NULL));
}

static bool concern(struct change *c, const struct case_move *move)
{
    struct staff person;
    bool concerned;
    if (!find_person(c, &person) || !case_is_about(c, person.id, &concerned)) return false;
    if (concerned)
        return change_refuse(c, OUT_WRONG_STATE, "%s is known to be about %s", c->out->complaint.number, person.name);
    return case_add_concerned(c, person.id) && case_event(c, move->event, person_body(&person), c->command->text);
}

static bool keep(struct change *c, const struct case_move *move)
{
    struct complaint *found = &c->out->complaint;
    found->important = c->command->important;
    return write_move(c, move, found->state, json_pack("{s:b}", "important", found->important));
}

/* What the visitor tells otherwise is taken up again, unless it is already. */
static bool recheck(struct change *c, const struct case_move *move)
{
    bool agrees = c->command->agrees;
    struct stmt *q = db_prepare(c->db, "UPDATE sample_case SET checked_at = $2, agrees = $3 WHERE complaint = $1"
                                       " AND checked_at IS NULL");
    stmt_bind_int(q, 1, c->out->complaint.id);
    stmt_bind_int(q, 2, c->now);
    stmt_bind_int(q, 3, agrees);
    if (!change_run(c, q)) return false;
    if (db_changes(c->db) == 0)
        return change_refuse(c, OUT_WRONG_STATE, "%s is in no sample that is still to be checked",
                             c->out->complaint.number);
    return case_event(c, move->event, json_pack("{s:b}", "agrees", agrees), c->command->text) &&
           (agrees || !case_move_allows(case_move_of(CMD_CASE_REOPEN), c->out->complaint.state) ||
            case_reopen(c, NULL));
}

static bool make(struct change *c, const struct case_move *move, const struct case_reader *reader)
{
    switch (move->kind) {
    case CMD_CASE_ACCEPT:
        return accept(c, move);
    case CMD_CASE_ASSIGN:
        return assign(c, move);
    case CMD_CASE_NOTE:
        return note(c, move);
    case CMD_CASE_REPLY:
        return reply(c, move);
    case CMD_CASE_RESOLVE:
        return resolve(c, move);
    case CMD_CASE_FOLLOW_UP:
        return follow_up(c, move);
    case CMD_CASE_CLOSE:
    case CMD_CASE_GIVE_UP:
        return end(c, move);
    case CMD_CASE_REOPEN:
        return case_reopen(c, c->command->text);
    case CMD_CASE_EXTEND:
        return extend(c, move);
    case CMD_CASE_ESCALATE:
        return case_go_up(c, (enum case_level)(c->out->complaint.level + 1), c->command->text);
    case CMD_CASE_SEVERITY:
        return weigh(c, move);
    case CMD_CASE_CONCERN:
        return concern(c, move);
    case CMD_CASE_REVEAL:
        return case_reveal(c, move);
    case CMD_CASE_CORRECT:
        return case_correct(c, move, reader);
    case CMD_CASE_KEEP:
        return keep(c, move);
    case CMD_CASE_RECHECK:
        return recheck(c, move);
    case CMD_CASE_MESSAGE:
        return case_message(c, move);
    case CMD_CASE_ANSWER:
        return case_answer(c, move);
    default:
        return change_refuse(c, OUT_INVALID, "that is no move of a case");
    }
}

void case_move(struct change *c)
{
    const struct case_move *move = case_move_of(c->command->kind);
    struct case_reader reader;
    if (!case_actor(c, &reader) || !text_fit(c) || !find(c, move, &reader)) return;
    int64_t id = c->out->complaint.id;
    if (allowed(c, move, &reader) && make(c, move, &reader)) case_load(c, id);
}
