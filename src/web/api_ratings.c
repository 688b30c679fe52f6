/* api_ratings.c - ratings as staff read them, 申诉, and the cases a manager checks again. */
#include "core/review.h"
#include "core/sample.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/view.h"

enum { RATINGS_SHOWN = 100 };

static json_t *view_review(const struct rated *rated)
{
    if (!rated->review.id) return json_null();
    const char *by = rated->review.decided_by;
    return json_pack("{s:{s:I, s:s}, s:o, s:s?, s:o, s:s?, s:s?}", "asked_by", "id",
                     (json_int_t)rated->review.asked_by_id, "name", rated->review.asked_by, "asked_at",
                     view_time(rated->review.asked_at), "reason", rated->review.reason, "decided_at",
                     view_time(rated->review.decided_at), "decided_by", by[0] ? by : NULL, "why", rated->review.why);
}

/* The reasons that were ticked, by code and name; of one that is no longer offered the code stands for the name. */
static json_t *view_reasons(const struct hall *hall, const struct rated *rated)
{
    json_t *codes = json_loads(rated->reasons, 0, NULL), *list = json_array(), *code;
    size_t i;
    json_array_foreach(codes, i, code)
    {
        const char *text = json_string_value(code);
        const struct reason *reason = text ? hall_reason(hall, rated->score, text) : NULL;
        if (text)
            json_array_append_new(
                list, json_pack("{s:s, s:o}", "code", text, "name", reason ? view_text(&reason->name) : json_null()));
    }
    json_decref(codes);
    return list;
}

struct listing {
    const struct hall *hall;
    json_t *list;
};

static void add_rating(void *arg, const struct rated *rated)
{
    const struct listing *listing = arg;
    json_array_append_new(listing->list,
                          json_pack("{s:I, s:s, s:s, s:{s:I, s:s}, s:i, s:o, s:s?, s:b, s:o}", "id",
                                    (json_int_t)rated->rating, "day", rated->day, "service", rated->service, "staff",
                                    "id", (json_int_t)rated->staff, "name", rated->staff_name, "score", rated->score,
                                    "reasons", view_reasons(listing->hall, rated), "comment", rated->comment,
                                    "set_aside", rated->set_aside, "review", view_review(rated)));
}

static bool is_set(const struct request *request, const char *name)
{
    const char *value = request_query(request, name);
    return value && value[0] == '1' && !value[1];
}

/* A clerk reads those of their own work only. */
void rated_get(struct request *request, struct reply *reply)
{
    struct err err = {0};
    bool own = request->staff.role == ROLE_CLERK || is_set(request, "mine");
    struct db *db = request_db(request, reply);
    if (!db) return;
    struct listing listing = {.hall = request_hall(request), .list = json_array()};
    struct vault vault;
    writer_vault(request->env->writer, &vault);
    bool ok = ratings_read(db, &vault, own ? request->staff.id : 0, is_set(request, "asked"), RATINGS_SHOWN,
                           add_rating, &listing, &err);
    vault_wipe(&vault);
    if (ok) {
        reply_json(reply, MHD_HTTP_OK,
                   json_pack("{s:o, s:o}", "at", view_time(request->now), "ratings", listing.list));
        return;
    }
    json_decref(listing.list);
    request_read_failed(request, reply, &err);
}

static void run(struct request *request, struct reply *reply, struct command *command, unsigned status)
{
    struct outcome outcome;
    command->rating = request->path.id;
    command->staff = request->staff.id;
    command->channel = "console";
    writer_do(request->env->writer, command, &outcome);
    if (outcome.code == OUT_OK)
        reply_json(reply, status, json_pack("{s:I}", "rating", (json_int_t)request->path.id));
    else
        reply_outcome(reply, &outcome);
}

void review_post(struct request *request, struct reply *reply)
{
    struct command command = {.kind = CMD_REVIEW_ASK};
    if (body_text(request, reply, "reason", NEEDED, &command.text)) run(request, reply, &command, MHD_HTTP_CREATED);
}

void review_decide_post(struct request *request, struct reply *reply)
{
    struct command command = {.kind = CMD_REVIEW_DECIDE};
    if (!json_is_boolean(json_object_get(request->body, "set_aside"))) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "set_aside must be true or false");
        return;
    }
    if (body_bool(request, reply, "set_aside", &command.agrees) &&
        body_text(request, reply, "why", NEEDED, &command.text))
        run(request, reply, &command, MHD_HTTP_OK);
}

/* ---- the quarter's sample ---- */

static void add_drawn(void *arg, const struct sample_case *drawn)
{
    json_array_append_new(arg, json_pack("{s:I, s:s, s:s, s:o, s:o}", "id", (json_int_t)drawn->complaint, "number",
                                         drawn->number, "kind", case_kind_name(drawn->kind), "checked_at",
                                         view_time(drawn->checked_at), "agrees",
                                         drawn->checked_at ? json_boolean(drawn->agrees) : json_null()));
}

void samples_get(struct request *request, struct reply *reply)
{
    struct sample sample;
    struct err err = {0};
    struct db *db = request_db(request, reply);
    if (!db) return;
    json_t *list = json_array();
    if (sample_read(db, request_query(request, "quarter"), &sample, add_drawn, list, &err)) {
        reply_json(reply, MHD_HTTP_OK,
                   json_pack("{s:s, s:o, s:s, s:i, s:i, s:i, s:o}", "quarter", sample.quarter, "drawn_at",
                             view_time(sample.drawn_at), "seed", sample.seed, "population", sample.population,
                             "drawn", sample.drawn, "checked", sample.checked, "cases", list));
        return;
    }
    json_decref(list);
    if (err.text[0])
        request_read_failed(request, reply, &err);
    else
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "no sample was drawn yet; it is after each quarter");
}
