/* api_case_moves.c - POST /complaints/ID/NAME: every move of the table by one handler. */
#include <sodium.h>
#include <string.h>

#include "core/case_moves.h"
#include "core/deadline.h"
#include "web/api_complaints.h"
#include "web/handlers.h"
#include "web/view.h"

static bool bad(struct reply *reply, const char *message)
{
    reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "%s", message);
    return false;
}

/* ---- what each is told ---- */

/* A move in the making: the command, and what its pointers point to. */
struct asked {
    struct command command;
    char login[LOGIN_SIZE];
};
typedef bool read_body(struct request *request, struct reply *reply, struct asked *asked);

static bool read_nothing(struct request *request, struct reply *reply, struct asked *asked)
{
    (void)request;
    (void)reply;
    (void)asked;
    return true;
}

static bool read_text(struct request *request, struct reply *reply, struct asked *asked)
{
    return body_text(request, reply, "text", NEEDED, &asked->command.text);
}

static bool read_reason(struct request *request, struct reply *reply, struct asked *asked)
{
    return body_text(request, reply, "reason", NEEDED, &asked->command.text);
}

/* The day that is promised: until the hall closes. */
static bool read_promise(struct request *request, struct reply *reply, struct asked *asked)
{
    const struct hall *hall = request_hall(request);
    const char *day = NULL;
    if (!body_text(request, reply, "due", OPTIONAL, &day)) return false;
    if (!day) return true;
    if (!clock_is_day(day)) return bad(reply, "due is a date: YYYY-MM-DD");
    if (!deadline_workday(hall, day)) return bad(reply, "due is no working day; promise one");
    asked->command.due = deadline_on(hall, day);
    return asked->command.due > request->now || bad(reply, "due is over already; promise a later day");
}

static bool read_staff(struct request *request, struct reply *reply, struct asked *asked)
{
    asked->command.login = asked->login;
    return body_text(request, reply, "reason", OPTIONAL, &asked->command.text) &&
           read_login(request, reply, json_object_get(request->body, "staff"), asked->login);
}

static bool read_maybe_reason(struct request *request, struct reply *reply, struct asked *asked)
{
    return body_text(request, reply, "reason", OPTIONAL, &asked->command.text);
}

/* One of the outcomes with a text; or the outcome in words alone, which then is an answer. */
static bool read_outcome(struct request *request, struct reply *reply, struct asked *asked)
{
    struct command *command = &asked->command;
    const char *outcome = NULL;
    if (!body_text(request, reply, "outcome", NEEDED, &outcome) ||
        !body_text(request, reply, "text", OPTIONAL, &command->text))
        return false;
    bool named = case_outcome_parse(outcome, &command->case_outcome) && command->case_outcome != CASE_NO_OUTCOME;
    if (!named && !command->text) {
        command->case_outcome = CASE_ANSWERED;
        command->text = outcome;
        return true;
    }
    if (!named || command->case_outcome == CASE_NOT_RESOLVABLE)
        return bad(reply,
                   "outcome is one of upheld partly not_upheld answered passed_on, or words of your own alone");
    return command->text || bad(reply, "text is missing; say what was done");
}

static bool read_follow_up(struct request *request, struct reply *reply, struct asked *asked)
{
    const char *result = NULL, *content = NULL;
    if (!body_text(request, reply, "result", NEEDED, &result) ||
        !body_text(request, reply, "content", OPTIONAL, &content) ||
        !body_text(request, reply, "text", OPTIONAL, &asked->command.text))
        return false;
    if (!case_result_parse(result, &asked->command.case_result))
        return bad(reply, "result is solved, unsolved or unreached");
    return !content || case_content_parse(content, &asked->command.case_content) ||
           bad(reply, "content is yes, so_so or no");
}

static bool read_new_severity(struct request *request, struct reply *reply, struct asked *asked)
{
    return read_severity(request, reply, NEEDED, &asked->command.severity) && read_reason(request, reply, asked);
}

static bool read_correction(struct request *request, struct reply *reply, struct asked *asked)
{
    return body_int(request, reply, "event", NEEDED, 1, INT32_MAX, &asked->command.event) &&
           read_text(request, reply, asked);
}

static bool read_keep(struct request *request, struct reply *reply, struct asked *asked)
{
    asked->command.important = true;
    return body_bool(request, reply, "important", &asked->command.important) && read_reason(request, reply, asked);
}

static bool read_recheck(struct request *request, struct reply *reply, struct asked *asked)
{
    if (!json_is_boolean(json_object_get(request->body, "agrees"))) return bad(reply, "agrees must be true or false");
    return body_bool(request, reply, "agrees", &asked->command.agrees) &&
           body_text(request, reply, "text", OPTIONAL, &asked->command.text);
}

static read_body *body_of(enum command_kind kind)
{
    static const struct {
        enum command_kind kind;
        read_body *read;
    } bodies[] = {
        {CMD_CASE_ACCEPT, read_promise},  {CMD_CASE_ASSIGN, read_staff},
        {CMD_CASE_NOTE, read_text},       {CMD_CASE_REPLY, read_text},
        {CMD_CASE_RESOLVE, read_outcome}, {CMD_CASE_FOLLOW_UP, read_follow_up},
        {CMD_CASE_GIVE_UP, read_reason},  {CMD_CASE_REOPEN, read_reason},
        {CMD_CASE_EXTEND, read_reason},   {CMD_CASE_ESCALATE, read_maybe_reason},
        {CMD_CASE_CONCERN, read_staff},   {CMD_CASE_SEVERITY, read_new_severity},
        {CMD_CASE_REVEAL, read_reason},   {CMD_CASE_CORRECT, read_correction},
        {CMD_CASE_KEEP, read_keep},       {CMD_CASE_RECHECK, read_recheck},
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (bodies[i].kind == kind) return bodies[i].read;
    return read_nothing;
}

/* ---- the answer ---- */

static void tell_revealed(struct reply *reply, struct outcome *outcome)
{
    const char *phone = outcome->revealed.phone, *name = outcome->revealed.name;
    reply_json(reply, MHD_HTTP_OK,
               json_pack("{s:s?, s:s?}", "phone", phone[0] ? phone : NULL, "name", name[0] ? name : NULL));
}

/* Whoever says that a case is about themselves sees nothing of it from then on, this answer included. */
static void tell_moved(struct request *request, struct reply *reply)
{
    if (!tell_case(request, reply, MHD_HTTP_OK, request->path.id)) reply_empty(reply, MHD_HTTP_NO_CONTENT);
}

void case_move_post(struct request *request, struct reply *reply)
{
    const struct case_move *move = request->path.case_move;
    struct asked asked = {
        .command = {
            .kind = move->kind, .staff = request->staff.id, .channel = "console", .complaint = request->path.id}};
    struct outcome outcome;
    if (!body_of(move->kind)(request, reply, &asked)) return;
    writer_do(request->env->writer, &asked.command, &outcome);
    if (outcome.code == OUT_NOT_FOUND)
        reply_no_case(reply);
    else if (outcome.code != OUT_OK)
        reply_outcome(reply, &outcome);
    else if (move->kind == CMD_CASE_REVEAL)
        tell_revealed(reply, &outcome);
    else
        tell_moved(request, reply);
    sodium_memzero(&outcome.revealed, sizeof outcome.revealed);
}
