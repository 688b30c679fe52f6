/* api_claims.c - a visitor's own case, by the token on its receipt; and filing one by the token of a visit. */
#include <stdio.h>
#include <string.h>

#include "core/queue.h"
#include "core/vault.h"
#include "web/api_complaints.h"
#include "web/claims.h"
#include "web/handlers.h"
#include "web/view.h"
#include "web/view_case.h"

/* What was filed is not told again: the page shows how it stands to whoever holds the slip. */
static void add_event(void *arg, const struct case_event *event)
{
    bool filed = strcmp(event->kind, "filed") == 0;
    json_array_append_new(arg, json_pack("{s:o, s:s, s:s?, s:s?}", "at", view_time(event->at), "kind", event->kind,
                                         "by", event->staff && !filed ? event->staff_name : NULL, "text",
                                         filed ? NULL : event->text));
}

/* The part of the story that is an answer. */
static json_t *replies_of(const json_t *story)
{
    json_t *list = json_array(), *event;
    size_t i;
    json_array_foreach(story, i, event)
    {
        const char *kind = json_string_value(json_object_get(event, "kind"));
        if (strcmp(kind, "replied") == 0) json_array_append(list, event);
    }
    return list;
}

/* No contact: who holds the receipt learns how it stands, and what was said since. */
static json_t *view_claim(struct request *request, const struct complaint *claim, json_t *story)
{
    json_t *json = json_pack(
        "{s:s, s:s, s:s, s:s, s:s?, s:o, s:o, s:o, s:o, s:o, s:b, s:b, s:b}", "number", claim->number, "kind",
        case_kind_name(claim->kind), "state", case_state_name(claim->state), "about", case_about_name(claim->about),
        "service", claim->service[0] ? claim->service : NULL, "counter", view_number(claim->counter), "filed_at",
        view_time(claim->filed_at), "reply_due", view_time(claim->reply_due), "resolve_due",
        view_time(claim->resolve_due), "next", view_due(claim), "takes_message", claim_takes_message(request, claim),
        "takes_answer", claim_takes_answer(request, claim), "erased", claim->erased_at != 0);
    if (!json) return NULL;
    json_object_set_new(json, "closed_at", view_time(claim->closed_at));
    json_object_set_new(json, "resolved_at", view_time(claim->resolved_at));
    json_object_set_new(json, "replies", replies_of(story));
    json_object_set(json, "story", story);
    json_object_set_new(json, "at", view_time(request->now));
    return json;
}

static void tell_claim(struct request *request, struct reply *reply, unsigned status, const struct complaint *claim)
{
    struct err err = {0};
    struct vault vault;
    json_t *story = json_array();
    struct db *db = request_db(request, reply);
    if (db) {
        writer_vault(request->env->writer, &vault);
        if (complaint_story(db, &vault, claim->id, true, add_event, story, &err))
            reply_json(reply, status, view_claim(request, claim, story));
        else
            request_read_failed(request, reply, &err);
        vault_wipe(&vault);
    }
    json_decref(story);
}

static void reply_rest(struct reply *reply, int rest_s)
{
    char seconds[16];
    snprintf(seconds, sizeof seconds, "%d", rest_s);
    reply_json(reply, MHD_HTTP_TOO_MANY_REQUESTS,
               json_pack("{s:{s:s, s:s, s:i}}", "error", "code", "too_many_attempts", "message",
                         "too many wrong tokens came from here; ask again later", "retry_after", rest_s));
    reply_header(reply, "Retry-After", seconds);
}

/* False after answering that there is none, or not now. */
static bool find(struct request *request, struct reply *reply, struct complaint *out)
{
    int rest_s;
    switch (claim_find(request, out, &rest_s)) {
    case CLAIM_HERE:
        return true;
    case CLAIM_UNKNOWN:
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "there is no case with this token");
        return false;
    case CLAIM_REST:
        reply_rest(reply, rest_s);
        return false;
    case CLAIM_FAILED:
        reply_unavailable(reply);
        return false;
    }
    return false;
}

void claim_get(struct request *request, struct reply *reply)
{
    struct complaint claim;
    if (find(request, reply, &claim)) tell_claim(request, reply, MHD_HTTP_OK, &claim);
}

static void tell_changed(struct request *request, struct reply *reply, const struct outcome *outcome, unsigned status)
{
    struct complaint claim;
    if (outcome->code != OUT_OK)
        reply_outcome(reply, outcome);
    else if (find(request, reply, &claim))
        tell_claim(request, reply, status, &claim);
}

void claim_message_post(struct request *request, struct reply *reply)
{
    const char *text = NULL;
    struct complaint claim;
    struct outcome outcome;
    if (!body_text(request, reply, "text", NEEDED, &text) || !find(request, reply, &claim)) return;
    claim_message(request, text, &outcome);
    tell_changed(request, reply, &outcome, MHD_HTTP_CREATED);
}

void claim_answer_post(struct request *request, struct reply *reply)
{
    const char *text = NULL;
    bool satisfied = false;
    struct complaint claim;
    struct outcome outcome;
    if (!json_is_boolean(json_object_get(request->body, "satisfied"))) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "satisfied must be true or false");
        return;
    }
    if (!body_bool(request, reply, "satisfied", &satisfied) || !body_text(request, reply, "text", OPTIONAL, &text) ||
        !find(request, reply, &claim))
        return;
    claim_answer(request, satisfied, text, &outcome);
    tell_changed(request, reply, &outcome, MHD_HTTP_OK);
}

/* ---- filing by the link of a visit ---- */

/* Does the visit's link still do anything? False after answering. */
static bool visit_counts(struct request *request, struct reply *reply)
{
    struct err err = {0};
    struct ticket ticket;
    struct db *db = request_db(request, reply);
    if (!db) return false;
    bool found = queue_by_token(db, request->path.token, &ticket, &err);
    if (err.text[0])
        request_read_failed(request, reply, &err);
    else if (!found)
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "there is no ticket with this token");
    else if (queue_link_expired(request_hall(request), &ticket, request->now))
        reply_error(reply, MHD_HTTP_GONE, "expired", "the visit is too long ago; its page no longer does anything");
    else
        return true;
    return false;
}

void visit_complaint_post(struct request *request, struct reply *reply)
{
    struct command command = {.kind = CMD_COMPLAIN,
                              .channel = "phone",
                              .about = ABOUT_VISIT,
                              .token = request->path.token,
                              .print = PRINT_NONE};
    struct outcome outcome;
    if (!read_filing(request, reply, &command) || !visit_counts(request, reply)) return;
    writer_do(request->env->writer, &command, &outcome);
    if (outcome.code == OUT_OK)
        tell_filed(request, reply, &outcome.complaint);
    else
        reply_outcome(reply, &outcome);
}
