/* api_board.c - what anyone may see: the hall, and who is called now. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/queue.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/standing.h"
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

/* Adds opens and closes, "08:00" and "17:00"; null when it is closed all day. */
static void add_hours(json_t *json, struct hours hours)
{
    bool closed = hours.opens == hours.closes;
    json_object_set_new(json, "opens", closed ? json_null() : view_minute_of_day(hours.opens));
    json_object_set_new(json, "closes", closed ? json_null() : view_minute_of_day(hours.closes));
}

static json_t *view_week(const struct hall *hall)
{
    static const char *const names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    json_t *list = json_array();
    for (int i = 0; i < 7; i++) {
        json_t *day = json_pack("{s:s}", "weekday", names[i]);
        add_hours(day, hall->always_open ? (struct hours){0, 24 * 60} : hall->week[i]);
        json_array_append_new(list, day);
    }
    return list;
}

/* Those holidays or make-up workdays that are not over. */
static json_t *view_special(const struct hall *hall, bool works, ms_t now)
{
    const struct special_day *days = works ? hall->workdays : hall->holidays;
    int count = works ? hall->workday_count : hall->holiday_count;
    char today[CLOCK_DAY];
    json_t *list = json_array();
    clock_day(now, 0, today);
    for (int i = 0; i < count; i++) {
        if (strcmp(days[i].days.to, today) < 0) continue;
        json_t *day = json_pack("{s:s, s:s}", "from", days[i].days.from, "to", days[i].days.to);
        if (works)
            add_hours(day, hall_hours(hall, days[i].days.from));
        else
            json_object_set_new(day, "name", view_text(&days[i].name));
        json_array_append_new(list, day);
    }
    return list;
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

static json_t *view_hall_services(const struct hall *hall, const struct hall_view *view)
{
    json_t *list = json_array();
    for (int i = 0; i < hall->service_count; i++) {
        json_t *service = view_service(&hall->services[i]);
        json_object_update_new(service, view_offer(&view->services[i]));
        json_array_append_new(list, service);
    }
    return list;
}

/* When the hall is open. */
static json_t *view_calendar(const struct hall *hall, const struct hall_view *view)
{
    json_t *json = json_pack("{s:o, s:s, s:b, s:b, s:o, s:i, s:o, s:o, s:o}", "at", view_time(view->at), "day",
                             view->day, "open", view->open, "always_open", hall->always_open, "next_open",
                             view_time(hall_next_open(hall, view->at)), "last_ticket", hall->last_ticket_s, "week",
                             view_week(hall), "holidays", view_special(hall, false, view->at), "workdays",
                             view_special(hall, true, view->at));
    add_hours(json, hall_hours_at(hall, view->at));
    return json;
}

void hall_get(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    struct hall_view view;
    if (!request_view(request, reply, &view)) return;
    json_t *json = json_pack("{s:o, s:s, s:i, s:i, s:f, s:o, s:o, s:o, s:o, s:o}", "name", view_text(&hall->name),
                             "emergency", hall->emergency, "wait_target", hall->wait_target_s, "recall_after",
                             hall->recall_after_s, "satisfied_target", hall->satisfied_target, "languages",
                             view_languages(hall), "services", view_hall_services(hall, &view), "counters",
                             view_hall_counters(hall), "classes", view_classes(hall), "reasons", view_reasons(hall));
    json_object_set_new(json, "privacy", view_text(&hall->privacy));
    json_object_set_new(json, "keep_years", json_integer(hall->keep_years));
    json_object_update_new(json, view_calendar(hall, &view));
    reply_json(reply, MHD_HTTP_OK, json);
}

static int newest_call_first(const void *a, const void *b)
{
    const struct ticket *x = *(const struct ticket *const *)a, *y = *(const struct ticket *const *)b;
    return x->called_at != y->called_at ? (x->called_at < y->called_at) - (x->called_at > y->called_at)
                                        : (x->id < y->id) - (x->id > y->id);
}

/* Whoever is in hand at a counter, newest call first, however long ago: who did not come leaves the list. */
static json_t *view_calls(const struct hall *hall, const struct hall_view *view)
{
    const struct ticket *calls[MAX_COUNTERS];
    size_t count = 0;
    json_t *list = json_array();
    for (int i = 0; i < hall->counter_count; i++)
        if (view->counters[i].ticket.id) calls[count++] = &view->counters[i].ticket;
    qsort(calls, count, sizeof *calls, newest_call_first);
    for (size_t i = 0; i < count; i++) {
        const struct ticket *t = calls[i];
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
        json_t *service = json_pack("{s:s, s:i, s:o, s:i}", "code", hall->services[i].code, "waiting", s->waiting,
                                    "wait", view_wait(&s->wait), "open_counters", s->open_counters);
        json_object_update_new(service, view_offer(s));
        json_array_append_new(list, service);
    }
    return list;
}

void board_get(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    struct hall_view view;
    if (!request_view(request, reply, &view)) return;
    reply_json(reply, MHD_HTTP_OK,
               json_pack("{s:o, s:s, s:b, s:I, s:i, s:o, s:o}", "at", view_time(view.at), "day", view.day, "open",
                         view.open, "journal", (json_int_t)view.journal, "waiting", view.waiting, "calls",
                         view_calls(hall, &view), "services", view_board_services(hall, &view)));
}
