/* api_queue.c - what a clerk sees: services, counters, who waits, the own day. */
#include <stdlib.h>
#include <string.h>

#include "core/queue.h"
#include "core/report.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/standing.h"
#include "web/view.h"

enum { QUEUE_SHOWN = 20 };

void services_get(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    struct hall_view view;
    if (!request_view(request, reply, &view)) return;
    json_t *list = json_array();
    for (int i = 0; i < hall->service_count; i++) {
        json_t *service = view_service(&hall->services[i]),
               *live = view_service_live(&hall->services[i], &view.services[i]);
        json_object_update(service, live);
        json_decref(live);
        json_array_append_new(list, service);
    }
    reply_json(reply, MHD_HTTP_OK, json_pack("{s:o}", "services", list));
}

void counters_get(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    struct hall_view view;
    if (!request_view(request, reply, &view)) return;
    json_t *list = json_array();
    for (int i = 0; i < hall->counter_count; i++)
        json_array_append_new(list, view_counter(hall, &hall->counters[i], &view.counters[i], request->staff.id));
    reply_json(reply, MHD_HTTP_OK, json_pack("{s:o}", "counters", list));
}

/* Those in that state in calling order, the waiting with their places and waits; NULL with err. */
static json_t *read_tickets(struct db *db, const struct hall *hall, ms_t now, enum ticket_state state,
                            struct err *err)
{
    struct ticket tickets[QUEUE_SHOWN];
    struct standing standings[QUEUE_SHOWN];
    int count = 0, total = 0;
    if (!queue_list(db, hall, now, state, tickets, QUEUE_SHOWN, &count, &total, err)) return NULL;
    if (!standings_read(db, hall, now, tickets, count, standings, err)) return NULL;
    json_t *list = json_array();
    for (int i = 0; i < count; i++) json_array_append_new(list, view_ticket(&tickets[i], &standings[i]));
    return list;
}

static json_t *view_own_counter(const struct hall *hall, const struct hall_view *view, int64_t staff)
{
    for (int i = 0; i < hall->counter_count; i++)
        if (view->counters[i].staff == staff)
            return view_counter(hall, &hall->counters[i], &view->counters[i], staff);
    return json_null();
}

static json_t *view_recent(const struct hall_view *view)
{
    static const struct standing called = {0};
    json_t *list = json_array();
    for (int i = 0; i < view->recent_count; i++) json_array_append_new(list, view_ticket(&view->recent[i], &called));
    return list;
}

void queue_get(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    struct err err = {0};
    struct hall_view view;
    struct db *db = request_db(request, reply);
    if (!db || !request_view(request, reply, &view)) return;
    json_t *waiting = read_tickets(db, hall, request->now, TICKET_WAITING, &err);
    json_t *held = waiting ? read_tickets(db, hall, request->now, TICKET_HELD, &err) : NULL;
    if (!held) {
        json_decref(waiting);
        request_read_failed(request, reply, &err);
        return;
    }
    json_t *services = json_array();
    for (int i = 0; i < hall->service_count; i++)
        json_array_append_new(services, view_service_live(&hall->services[i], &view.services[i]));
    reply_json(reply, MHD_HTTP_OK,
               json_pack("{s:o, s:s, s:b, s:I, s:i, s:o, s:o, s:o, s:o, s:o}", "at", view_time(view.at), "day",
                         view.day, "open", view.open, "journal", (json_int_t)view.journal, "waiting", view.waiting,
                         "counter", view_own_counter(hall, &view, request->staff.id), "services", services, "tickets",
                         waiting, "held", held, "recent", view_recent(&view)));
}

/* The row of one clerk; all zero when there is none today. */
static bool own_rows(struct db *db, const struct hall *hall, const char *day, const char *login,
                     struct wait_row *waits, struct rating_row *ratings, struct err *err)
{
    struct wait_row *wait_rows = NULL;
    struct rating_row *rating_rows = NULL;
    int wait_count = 0, rating_count = 0;
    bool ok = report_waits(db, hall, day, day, BY_STAFF, LANG_ZH_CN, &wait_rows, &wait_count, err) &&
              report_ratings(db, hall, day, day, BY_STAFF, LANG_ZH_CN, &rating_rows, &rating_count, err);
    for (int i = 0; ok && i < wait_count; i++)
        if (strcmp(wait_rows[i].key, login) == 0) *waits = wait_rows[i];
    for (int i = 0; ok && i < rating_count; i++)
        if (strcmp(rating_rows[i].key, login) == 0) *ratings = rating_rows[i];
    free(wait_rows);
    free(rating_rows);
    return ok;
}

void own_figures_get(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    struct err err = {0};
    struct wait_row waits = {0};
    struct rating_row ratings = {0};
    char day[CLOCK_DAY];
    struct db *db = request_db(request, reply);
    if (!db) return;
    hall_day(hall, request->now, day);
    if (!own_rows(db, hall, day, request->staff.login, &waits, &ratings, &err)) {
        request_read_failed(request, reply, &err);
        return;
    }
    json_t *handling = waits.served > 0 ? json_integer(waits.handling_mean_s) : json_null();
    json_t *satisfaction = ratings.enough ? json_real(ratings.satisfaction) : json_null();
    reply_json(reply, MHD_HTTP_OK,
               json_pack("{s:s, s:i, s:o, s:i, s:i, s:i, s:i, s:b, s:o}", "day", day, "served", waits.served,
                         "handling_mean", handling, "called", waits.called, "within_target", waits.within_target,
                         "wait_target", hall->wait_target_s, "rated", ratings.rated, "enough", ratings.enough,
                         "satisfaction", satisfaction));
}
