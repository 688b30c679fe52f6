/* api_tickets.c - what a clerk does: issue, call, serve; sit down, break, leave. */
#include <stdio.h>

#include "core/queue.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/standing.h"
#include "web/view.h"

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
    reply_outcome(reply, outcome);
    return false;
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

void ticket_get(struct request *request, struct reply *reply)
{
    struct err err = {0};
    struct ticket ticket;
    struct db *db = request_db(request, reply);
    if (!db) return;
    if (queue_ticket(db, request->path.id, &ticket, &err))
        tell_ticket(request, reply, &ticket);
    else if (err.text[0])
        request_read_failed(request, reply, &err);
    else
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "there is no ticket %lld", (long long)request->path.id);
}

static void change_ticket(struct request *request, struct reply *reply, enum command_kind kind, const char *text)
{
    struct outcome outcome;
    struct command command = {.kind = kind, .ticket = request->path.id, .text = text};
    if (run(request, reply, &command, &outcome)) tell_ticket(request, reply, &outcome.ticket);
}

void ticket_recall(struct request *request, struct reply *reply)
{
    change_ticket(request, reply, CMD_RECALL, NULL);
}

void ticket_start(struct request *request, struct reply *reply)
{
    change_ticket(request, reply, CMD_START, NULL);
}

void ticket_finish(struct request *request, struct reply *reply)
{
    change_ticket(request, reply, CMD_FINISH, NULL);
}

void ticket_absent(struct request *request, struct reply *reply)
{
    change_ticket(request, reply, CMD_ABSENT, NULL);
}

void ticket_reprint(struct request *request, struct reply *reply)
{
    change_ticket(request, reply, CMD_REPRINT, NULL);
}

void ticket_cancel(struct request *request, struct reply *reply)
{
    const char *reason = NULL;
    if (body_text(request, reply, "reason", OPTIONAL, &reason)) change_ticket(request, reply, CMD_CANCEL, reason);
}

static void tell_counter(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    struct err err = {0};
    struct hall_view view;
    struct db *db = request_db(request, reply);
    if (!db) return;
    if (!queue_view(db, hall, request->now, &view, &err)) {
        request_read_failed(request, reply, &err);
        return;
    }
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

void counter_next_post(struct request *request, struct reply *reply)
{
    struct outcome outcome;
    struct command command = {.kind = CMD_NEXT, .counter = request->path.counter};
    if (run(request, reply, &command, &outcome)) tell_ticket(request, reply, &outcome.ticket);
}
