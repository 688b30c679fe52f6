#include "web/response.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "web/view.h"

/* No inline script or style anywhere: what a visitor typed can never run. */
#define CONTENT_POLICY                                                                                               \
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "            \
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

static void set_body(struct reply *reply, unsigned status, const char *type, const char *bytes, size_t n)
{
    reply_drop(reply);
    reply->status = status;
    /* MHD's parameter is not const, but MUST_COPY only reads. */
    reply->body = MHD_create_response_from_buffer(n, (void *)(uintptr_t)bytes, MHD_RESPMEM_MUST_COPY);
    if (type) reply_header(reply, "Content-Type", type);
}

void reply_text(struct reply *reply, unsigned status, const char *type, const char *text)
{
    set_body(reply, status, type, text, strlen(text));
}

void reply_bytes(struct reply *reply, unsigned status, const char *type, const char *bytes, size_t n)
{
    set_body(reply, status, type, bytes, n);
}

void reply_empty(struct reply *reply, unsigned status)
{
    set_body(reply, status, NULL, "", 0);
}

void reply_json(struct reply *reply, unsigned status, json_t *json)
{
    char *text = json ? json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(6)) : NULL;
    json_decref(json);
    if (!text) {
        log_error("an answer could not be written as JSON; a text in kiosk.conf or the database is not UTF-8");
        reply_unavailable(reply);
        return;
    }
    reply_text(reply, status, "application/json", text);
    free(text);
}

static json_t *error_json(const char *code, const char *message)
{
    return json_pack("{s:{s:s, s:s}}", "error", "code", code, "message", message);
}

void reply_error(struct reply *reply, unsigned status, const char *code, const char *fmt, ...)
{
    char message[512];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    reply_json(reply, status, error_json(code, message));
}

void reply_unavailable(struct reply *reply)
{
    reply_text(reply, MHD_HTTP_SERVICE_UNAVAILABLE, "application/json",
               "{\"error\":{\"code\":\"unavailable\",\"message\":\"the database can't be read now; try again\"}}");
}

void reply_busy(struct reply *reply)
{
    reply_error(reply, MHD_HTTP_SERVICE_UNAVAILABLE, "busy",
                "too many requests wait already and nothing was done; try again");
    reply_header(reply, "Retry-After", "2");
}

static unsigned outcome_status(enum outcome_code code)
{
    switch (code) {
    case OUT_OK:
        return MHD_HTTP_OK;
    case OUT_NOBODY:
        return MHD_HTTP_NO_CONTENT;
    case OUT_NOT_FOUND:
        return MHD_HTTP_NOT_FOUND;
    case OUT_UNKNOWN_SERVICE:
    case OUT_UNKNOWN_CLASS:
    case OUT_UNKNOWN_REASON:
        return MHD_HTTP_UNPROCESSABLE_CONTENT;
    case OUT_WRONG_CODE:
    case OUT_CODE_LOCKED:
    case OUT_WRONG_STATE:
    case OUT_COUNTER_BUSY:
    case OUT_COUNTER_TAKEN:
    case OUT_NOT_YOURS:
    case OUT_CLOSED:
    case OUT_AFTER_LAST:
    case OUT_SERVICE_CLOSED:
    case OUT_SOLD_OUT:
    case OUT_NOT_SERVED_THERE:
    case OUT_ALREADY_RATED:
    case OUT_NOT_RATEABLE:
    case OUT_EXISTS:
    case OUT_NOTHING_TO_RATE:
        return MHD_HTTP_CONFLICT;
    case OUT_NOT_ALLOWED:
        return MHD_HTTP_FORBIDDEN;
    case OUT_EXPIRED:
        return MHD_HTTP_GONE;
    case OUT_STALE:
        return MHD_HTTP_UNAUTHORIZED;
    case OUT_INVALID:
        return MHD_HTTP_BAD_REQUEST;
    case OUT_CLOCK_BEHIND:
    case OUT_UNAVAILABLE:
        return MHD_HTTP_SERVICE_UNAVAILABLE;
    }
    return MHD_HTTP_SERVICE_UNAVAILABLE;
}

/* How the ticket or the case stands that is in the way. */
static void add_standing(json_t *error, const struct outcome *outcome)
{
    const struct complaint *found = &outcome->complaint;
    bool is_case = found->id > 0;
    if (!is_case && outcome->ticket.id <= 0) return;
    json_object_set_new(error, "number", json_string(is_case ? found->number : outcome->ticket.number));
    json_object_set_new(
        error, "state",
        json_string(is_case ? case_state_name(found->state) : ticket_state_name(outcome->ticket.state)));
}

static json_t *outcome_json(const struct outcome *outcome)
{
    json_t *json = error_json(outcome_name(outcome->code), outcome->message);
    if (outcome_status(outcome->code) == MHD_HTTP_CONFLICT) add_standing(json_object_get(json, "error"), outcome);
    return json;
}

void reply_outcome(struct reply *reply, const struct outcome *outcome)
{
    unsigned status = outcome_status(outcome->code);
    if (status == MHD_HTTP_NO_CONTENT)
        reply_empty(reply, status);
    else
        reply_json(reply, status, outcome_json(outcome));
}

static bool is_about_time(enum outcome_code code)
{
    return code == OUT_CLOSED || code == OUT_AFTER_LAST || code == OUT_SERVICE_CLOSED || code == OUT_SOLD_OUT;
}

void reply_not_issued(struct reply *reply, const struct outcome *outcome, const struct hall *hall,
                      const char *service, ms_t now)
{
    json_t *json = outcome_json(outcome);
    if (is_about_time(outcome->code)) {
        ms_t next = hall_next_offer(hall, hall_service(hall, service), now);
        json_object_set_new(json_object_get(json, "error"), "next", view_time(next));
    }
    reply_json(reply, outcome_status(outcome->code), json);
}

void reply_header(struct reply *reply, const char *name, const char *value)
{
    if (reply->body) MHD_add_response_header(reply->body, name, value);
}

enum MHD_Result reply_send(struct reply *reply, struct MHD_Connection *connection)
{
    if (!reply->body) return MHD_NO; /* out of memory: MHD closes the connection */
    reply_header(reply, "Content-Security-Policy", CONTENT_POLICY);
    reply_header(reply, "X-Content-Type-Options", "nosniff");
    reply_header(reply, "Referrer-Policy", "no-referrer");
    reply_header(reply, "Cross-Origin-Resource-Policy", "same-origin");
    reply_header(reply, "Cache-Control", reply->cache ? reply->cache : "no-store");
    enum MHD_Result sent = MHD_queue_response(connection, reply->status, reply->body);
    reply_drop(reply);
    return sent;
}

void reply_drop(struct reply *reply)
{
    if (reply->body) MHD_destroy_response(reply->body);
    reply->body = NULL;
}
