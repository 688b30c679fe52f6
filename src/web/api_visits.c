/* api_visits.c - what a visitor sees and does by the token of a ticket. */
#include "core/queue.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/standing.h"
#include "web/view.h"

static void tell_visit(struct request *request, struct reply *reply, unsigned status, const struct ticket *ticket)
{
    struct standing standing;
    request_standing(request, ticket, &standing);
    reply_json(reply, status, view_visit(ticket, &standing, request->now));
}

void visit_get(struct request *request, struct reply *reply)
{
    struct err err = {0};
    struct ticket ticket;
    struct db *db = request_db(request, reply);
    if (!db) return;
    if (!queue_by_token(db, request->path.token, &ticket, &err)) {
        if (err.text[0])
            request_read_failed(request, reply, &err);
        else
            reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "there is no ticket with this token");
        return;
    }
    if (queue_link_expired(request_hall(request), &ticket, request->now))
        reply_error(reply, MHD_HTTP_GONE, "expired",
                    "the visit is too long ago; its page no longer shows or does anything");
    else
        tell_visit(request, reply, MHD_HTTP_OK, &ticket);
}

static void change_visit(struct request *request, struct reply *reply, const struct command *command, unsigned status)
{
    struct outcome outcome;
    writer_do(request->env->writer, command, &outcome);
    if (outcome.code == OUT_OK)
        tell_visit(request, reply, status, &outcome.ticket);
    else
        reply_outcome(reply, &outcome);
}

void visit_rate(struct request *request, struct reply *reply)
{
    struct command command = {.kind = CMD_RATE, .channel = "phone", .token = request->path.token};
    if (!body_int(request, reply, "score", NEEDED, 1, 5, &command.score)) return;
    if (!body_texts(request, reply, "reasons", command.reasons, REASONS_MAX, &command.reason_count)) return;
    if (!body_text(request, reply, "comment", OPTIONAL, &command.text)) return;
    change_visit(request, reply, &command, MHD_HTTP_CREATED);
}

void visit_cancel(struct request *request, struct reply *reply)
{
    struct command command = {.kind = CMD_CANCEL, .channel = "phone", .token = request->path.token};
    change_visit(request, reply, &command, MHD_HTTP_OK);
}
