/* api_board.c - what anyone may see: the hall, and who is called now. */
#include <stdio.h>

#include "core/queue.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/view.h"

static json_t *view_classes(const struct hall *hall)
{
    json_t *list = json_array();
    for (int i = 0; i < hall->class_count; i++) {
        const struct visitor_class *c = &hall->classes[i];
        json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:o, s:i}", "code", c->code, "icon", c->icon, "name",
                                              view_text(&c->name), "note", view_text(&c->note), "head_start",
                                              c->head_start_s));
    }
    return list;
}

static json_t *view_reasons(const struct hall *hall)
{
    json_t *levels = json_object();
    for (int score = 1; score <= 5; score++) {
        char key[2] = {(char)('0' + score), '\0'};
        int count;
        const struct reason *reasons = hall_reasons(hall, score, &count);
        json_t *list = json_array();
        for (int i = 0; i < count; i++)
            json_array_append_new(
                list, json_pack("{s:s, s:o}", "code", reasons[i].code, "name", view_text(&reasons[i].name)));
        json_object_set_new(levels, key, list);
    }
    return levels;
}

static json_t *view_hall_counters(const struct hall *hall)
{
    json_t *list = json_array();
    for (int i = 0; i < hall->counter_count; i++) {
        const struct counter *c = &hall->counters[i];
        json_array_append_new(list, json_pack("{s:i, s:o, s:o}", "number", c->number, "own",
                                              view_codes(hall, c->own, c->own_count), "helps",
                                              view_codes(hall, c->helps, c->helps_count)));
    }
    return list;
}

static json_t *view_minute_of_day(int minutes)
{
    char text[16];
    snprintf(text, sizeof text, "%02d:%02d", minutes / 60, minutes % 60);
    return json_string(text);
}

/* The languages the hall has texts in: Chinese, and those in which it told its name. */
static json_t *view_languages(const struct hall *hall)
{
    json_t *list = json_array();
    for (int lang = 0; lang < LANG_COUNT; lang++)
        if (lang == LANG_ZH_CN || hall->name.in[lang])
            json_array_append_new(list, json_string(lang_code((enum lang)lang)));
    return list;
}

void hall_get(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    char day[CLOCK_DAY];
    hall_day(hall, request->now, day);
    json_t *services = json_array();
    for (int i = 0; i < hall->service_count; i++) json_array_append_new(services, view_service(&hall->services[i]));
    reply_json(reply, MHD_HTTP_OK,
               json_pack("{s:o, s:s, s:o, s:s, s:b, s:b, s:o, s:o, s:o, s:i, s:i, s:f, s:o, s:o, s:o, s:o, s:o}",
                         "name", view_text(&hall->name), "emergency", hall->emergency, "at", view_time(request->now),
                         "day", day, "open", hall_is_open(hall, request->now), "always_open", hall->always_open,
                         "opens", view_minute_of_day(hall->opens), "closes", view_minute_of_day(hall->closes),
                         "next_open", view_time(hall_next_open(hall, request->now)), "wait_target",
                         hall->wait_target_s, "recall_after", hall->recall_after_s, "satisfied_target",
                         hall->satisfied_target, "languages", view_languages(hall), "services", services, "counters",
                         view_hall_counters(hall), "classes", view_classes(hall), "reasons", view_reasons(hall)));
}

/* The calls that still stand, newest first; who did not come leaves the list. */
static json_t *view_calls(const struct hall_view *view)
{
    json_t *list = json_array();
    for (int i = 0; i < view->recent_count; i++) {
        const struct ticket *t = &view->recent[i];
        if (t->state != TICKET_CALLED && t->state != TICKET_SERVING) continue;
        json_array_append_new(list, json_pack("{s:s, s:i, s:s, s:s, s:o, s:i}", "number", t->number, "counter",
                                              t->counter, "service", t->service, "state", ticket_state_name(t->state),
                                              "called_at", view_time(t->called_at), "calls", t->calls));
    }
    return list;
}

static json_t *view_board_services(const struct hall *hall, const struct hall_view *view)
{
    json_t *list = json_array();
    for (int i = 0; i < hall->service_count; i++) {
        const struct service_view *s = &view->services[i];
        json_array_append_new(list,
                              json_pack("{s:s, s:i, s:o, s:i}", "code", hall->services[i].code, "waiting", s->waiting,
                                        "wait", view_wait(&s->wait), "open_counters", s->open_counters));
    }
    return list;
}

void board_get(struct request *request, struct reply *reply)
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
    reply_json(reply, MHD_HTTP_OK,
               json_pack("{s:o, s:s, s:b, s:I, s:i, s:o, s:o}", "at", view_time(view.at), "day", view.day, "open",
                         view.open, "journal", (json_int_t)view.journal, "waiting", view.waiting, "calls",
                         view_calls(&view), "services", view_board_services(hall, &view)));
}
