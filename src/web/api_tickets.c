/* api_tickets.c - what a clerk does: issue, call, serve; sit down, break, leave. */
#include <stdio.h>

#include "base/log.h"
#include "core/moves.h"
#include "core/queue.h"
#include "web/handlers.h"
#include "web/reader.h"
#include "web/request.h"
#include "web/standing.h"
#include "web/view.h"

enum { COUNTER_MAX = 999 }; /* a counter's number has at most three digits, as in a path */

static json_t *ticket_json(struct request *request, const struct ticket *ticket)
{
    struct standing standing;
    request_standing(request, ticket, &standing);
    return view_ticket(ticket, &standing);
}

static void tell_ticket(struct request *request, struct reply *reply, const struct ticket *ticket)
{
    reply_json(reply, MHD_HTTP_OK, ticket_json(request, ticket));
}

static bool run(struct request *request, struct reply *reply, struct command *command, struct outcome *outcome)
{
    command->staff = request->staff.id;
    command->channel = "console";
    writer_do(request->env->writer, command, outcome);
    if (outcome->code == OUT_OK) return true;
    if (command->kind == CMD_ISSUE)
        reply_not_issued(reply, outcome, request_hall(request), command->service, request->now);
    else
        reply_outcome(reply, outcome);
    return false;
}

/* Why a ticket was called when it was; null before its first call. False with err when the database fails. */
static bool read_call(struct db *db, int64_t ticket, json_t **out, struct err *err)
{
    struct call_record call;
    bool called = queue_last_call(db, ticket, &call, err);
    if (!called && err->text[0]) return false;
    *out = called ? view_call(&call) : json_null();
    return true;
}

static bool body_lang(struct request *request, struct reply *reply, enum lang *out)
{
    const char *code = NULL;
    if (!body_text(request, reply, "lang", OPTIONAL, &code)) return false;
    if (!code || lang_parse(code, out)) return true;
    reply_error(reply, MHD_HTTP_UNPROCESSABLE_CONTENT, "unknown_language", "lang is one of zh_CN zh_TW en");
    return false;
}

void ticket_post(struct request *request, struct reply *reply)
{
    struct outcome outcome;
    struct command command = {.kind = CMD_ISSUE};
    bool print = true;
    char url[512];
    if (!body_text(request, reply, "service", NEEDED, &command.service)) return;
    if (!body_text(request, reply, "class", OPTIONAL, &command.class)) return;
    if (!body_text(request, reply, "surname", OPTIONAL, &command.surname)) return;
    if (!body_bool(request, reply, "print", &print)) return;
    if (!body_lang(request, reply, &command.lang)) return;
    command.print = print ? PRINT_PENDING : PRINT_NONE;
    if (!run(request, reply, &command, &outcome)) return;
    json_t *json = ticket_json(request, &outcome.ticket);
    snprintf(url, sizeof url, "%s/t/%s", request->env->public_url, outcome.ticket.token);
    json_object_set_new(json, "token", json_string(outcome.ticket.token));
    json_object_set_new(json, "url", json_string(url));
    reply_json(reply, MHD_HTTP_CREATED, json);
}

/* Answers a look-up of one ticket, which was found or else err says what failed, nothing: there is none. */
static void tell_found(struct request *request, struct reply *reply, struct db *db, bool found,
                       const struct ticket *ticket, struct err *err)
{
    json_t *call;
    if (!found && !err->text[0]) {
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "there is no such ticket");
        return;
    }
    if (!found || !read_call(db, ticket->id, &call, err)) {
        request_read_failed(request, reply, err);
        return;
    }
    json_t *json = ticket_json(request, ticket);
    json_object_set_new(json, "call", call);
    reply_json(reply, MHD_HTTP_OK, json);
}

void ticket_get(struct request *request, struct reply *reply)
{
    struct err err = {0};
    struct ticket ticket;
    struct db *db = request_db(request, reply);
    if (!db) return;
    bool found = queue_ticket(db, request->path.id, &ticket, &err);
    tell_found(request, reply, db, found, &ticket, &err);
}

/* Today's ticket by its number: of a visitor who comes back long after the call, say. */
void ticket_find(struct request *request, struct reply *reply)
{
    struct err err = {0};
    struct ticket ticket;
    const char *number = request_query(request, "number");
    struct db *db = request_db(request, reply);
    if (!db) return;
    if (!number) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "number is missing; ask for ?number=B012");
        return;
    }
    bool found = queue_by_number(db, request_hall(request), request->now, number, &ticket, &err);
    tell_found(request, reply, db, found, &ticket, &err);
}

static void change_ticket(struct request *request, struct reply *reply, struct command *command)
{
    struct outcome outcome;
    command->ticket = request->path.id;
    if (run(request, reply, command, &outcome)) tell_ticket(request, reply, &outcome.ticket);
}

/* What a move is told beside the ticket. */
static bool read_move(struct request *request, struct reply *reply, struct command *command)
{
    bool transfer = command->kind == CMD_TRANSFER;
    bool reason = transfer || command->kind == CMD_HOLD || command->kind == CMD_CANCEL;
    if (reason && !body_text(request, reply, "reason", OPTIONAL, &command->text)) return false;
    if (!transfer) return true;
    return body_text(request, reply, "service", OPTIONAL, &command->service) &&
           body_int(request, reply, "counter", OPTIONAL, 1, COUNTER_MAX, &command->counter);
}

void ticket_move(struct request *request, struct reply *reply)
{
    struct command command = {.kind = request->path.move->kind};
    if (read_move(request, reply, &command)) change_ticket(request, reply, &command);
}

void ticket_reprint(struct request *request, struct reply *reply)
{
    struct command command = {.kind = CMD_REPRINT};
    change_ticket(request, reply, &command);
}

static void tell_counter(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    struct hall_view view;
    if (!request_view(request, reply, &view)) return;
    for (int i = 0; i < hall->counter_count; i++)
        if (hall->counters[i].number == request->path.counter)
            reply_json(reply, MHD_HTTP_OK,
                       view_counter(hall, &hall->counters[i], &view.counters[i], request->staff.id));
}

static void change_counter(struct request *request, struct reply *reply, enum command_kind kind, const char *text)
{
    struct outcome outcome;
    struct command command = {.kind = kind, .counter = request->path.counter, .text = text};
    if (run(request, reply, &command, &outcome)) tell_counter(request, reply);
}

void counter_open_post(struct request *request, struct reply *reply)
{
    change_counter(request, reply, CMD_COUNTER_OPEN, NULL);
}

void counter_pause_post(struct request *request, struct reply *reply)
{
    const char *reason = NULL;
    if (body_text(request, reply, "reason", OPTIONAL, &reason))
        change_counter(request, reply, CMD_COUNTER_PAUSE, reason);
}

void counter_close_post(struct request *request, struct reply *reply)
{
    change_counter(request, reply, CMD_COUNTER_CLOSE, NULL);
}

/* The visitor is called, whatever happens to the reason. */
static json_t *call_json(struct request *request, int64_t ticket)
{
    struct err err = {0};
    json_t *call;
    struct db *db = reader_get(request->env->readers, &err);
    if (db && read_call(db, ticket, &call, &err)) return call;
    log_error("web: the reason of a call could not be read: %s", err.text);
    if (db) reader_drop(request->env->readers);
    return json_null();
}

void counter_next_post(struct request *request, struct reply *reply)
{
    struct outcome outcome;
    struct command command = {.kind = CMD_NEXT, .counter = request->path.counter};
    if (!run(request, reply, &command, &outcome)) return;
    json_t *json = ticket_json(request, &outcome.ticket);
    json_object_set_new(json, "call", call_json(request, outcome.ticket.id));
    reply_json(reply, MHD_HTTP_OK, json);
}
