/* api_tablet.c - the rating tablet at a counter. It learns whether there is a visit to rate and until when; the
 * visit's token never reaches it. */
#include "core/review.h"
#include "web/handlers.h"
#include "web/standing.h"
#include "web/view.h"

static int index_of(const struct hall *hall, int number)
{
    for (int i = 0; i < hall->counter_count; i++)
        if (hall->counters[i].number == number) return i;
    return -1;
}

static json_t *view_visit_to_rate(const struct ticket *ticket)
{
    return json_pack("{s:s, s:s, s:o}", "number", ticket->number, "service", ticket->service, "until",
                     view_time(ticket->ended_at + TABLET_S * 1000));
}

void tablet_get(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    struct hall_view view;
    struct ticket ticket;
    struct err err = {0};
    int i = index_of(hall, request->path.counter);
    if (i < 0) {
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "there is no counter %d", request->path.counter);
        return;
    }
    struct db *db = request_db(request, reply);
    if (!db || !request_view(request, reply, &view)) return;
    bool open = tablet_visit(db, request->path.counter, request->now, &ticket, &err);
    if (!open && err.text[0]) {
        request_read_failed(request, reply, &err);
        return;
    }
    const struct counter_view *counter = &view.counters[i];
    bool taken = counter->seat != SEAT_CLOSED;
    reply_json(reply, MHD_HTTP_OK,
               json_pack("{s:i, s:b, s:o, s:s, s:s?, s:o, s:o}", "counter", request->path.counter, "open", open,
                         "visit", open ? view_visit_to_rate(&ticket) : json_null(), "state",
                         seat_state_name(counter->seat), "staff", taken ? counter->staff_name : NULL, "own",
                         view_codes(hall, hall->counters[i].own, hall->counters[i].own_count), "at",
                         view_time(request->now)));
}

void tablet_rating_post(struct request *request, struct reply *reply)
{
    struct command command = {.kind = CMD_RATE_COUNTER, .channel = "tablet", .counter = request->path.counter};
    struct outcome outcome;
    if (!body_int(request, reply, "score", NEEDED, 1, 5, &command.score) ||
        !body_texts(request, reply, "reasons", command.reasons, REASONS_MAX, &command.reason_count) ||
        !body_text(request, reply, "comment", OPTIONAL, &command.text))
        return;
    writer_do(request->env->writer, &command, &outcome);
    if (outcome.code == OUT_OK) {
        reply_json(reply, MHD_HTTP_CREATED, json_pack("{s:i}", "score", command.score));
        return;
    }
    outcome.ticket.id = 0; /* which visit is in the way is not the tablet's to know */
    reply_outcome(reply, &outcome);
}
