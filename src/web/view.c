#include "web/view.h"

#include "core/wait.h"
#include "web/api_moves.h"

json_t *view_time(ms_t t)
{
    char text[CLOCK_RFC3339];
    if (t == 0) return json_null();
    clock_rfc3339(t, text);
    return json_string(text);
}

json_t *view_text(const struct text *text)
{
    json_t *json = json_object();
    for (int lang = 0; lang < LANG_COUNT; lang++)
        json_object_set_new(json, lang_code((enum lang)lang), json_string(text_in(text, (enum lang)lang)));
    return json;
}

json_t *view_wait(const struct wait *wait)
{
    int lo, hi;
    if (!wait->known) return json_null();
    json_t *minutes = wait_minutes(wait, &lo, &hi) ? json_pack("[i, i]", lo, hi) : json_null();
    return json_pack("{s:i, s:i, s:o, s:b}", "p50", wait->p50_s, "p80", wait->p80_s, "minutes", minutes, "rough",
                     wait->rough);
}

json_t *view_number(int64_t n)
{
    return n ? json_integer(n) : json_null();
}

/* The state it is in, also when the first command of the new day, which writes that it has expired, is still to
 * come. */
static enum ticket_state state_of(const struct ticket *t, const struct standing *standing)
{
    return standing->past && move_allows(move_of(CMD_DAY_END), t->state) ? TICKET_EXPIRED : t->state;
}

/* Yesterday's tickets do not move any more, but for one that is being served. */
static json_t *moves_now(const struct ticket *t, const struct standing *standing, bool visitor)
{
    return standing->past && t->state != TICKET_SERVING ? json_array() : view_moves(t->state, visitor);
}

static json_t *text_or_null(const char *text)
{
    return text[0] ? json_string(text) : json_null();
}

/* What everybody may know of a ticket. */
static json_t *view_common(const struct ticket *t, const struct standing *standing)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:i, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:i}", "number", t->number,
                     "day", t->day, "service", t->service, "class", t->class, "state",
                     ticket_state_name(state_of(t, standing)), "ahead", standing->ahead, "next", standing->next,
                     "wait", view_wait(&standing->wait), "counter", view_number(t->counter), "issued_at",
                     view_time(t->issued_at), "called_at", view_time(t->called_at), "started_at",
                     view_time(t->started_at), "ended_at", view_time(t->ended_at), "calls", t->calls);
}

json_t *view_ticket(const struct ticket *t, const struct standing *standing)
{
    json_t *json = view_common(t, standing);
    json_object_set_new(json, "id", json_integer(t->id));
    json_object_set_new(json, "surname", text_or_null(t->surname));
    json_object_set_new(json, "print", json_string(print_state_name(t->print)));
    json_object_set_new(json, "held_at", view_time(t->held_at));
    json_object_set_new(json, "sent_to", view_number(t->sent_to));
    json_object_set_new(json, "reason", text_or_null(t->reason));
    json_object_set_new(json, "served", json_integer(t->served_ms / 1000));
    json_object_set_new(json, "serving_since", view_time(t->stint_at));
    json_object_set_new(json, "moves", moves_now(t, standing, false));
    return json;
}

json_t *view_call(const struct call_record *call)
{
    return json_pack("{s:o, s:i, s:o, s:s, s:o}", "called_at", view_time(call->called_at), "counter", call->counter,
                     "rank", view_time(call->rank), "why", call->why, "overtaken",
                     json_loads(call->overtaken, JSON_REJECT_DUPLICATES, NULL));
}

json_t *view_visit(const struct ticket *t, const struct standing *standing, ms_t now)
{
    json_t *json = view_common(t, standing);
    json_object_set_new(json, "rated", json_boolean(t->score > 0));
    json_object_set_new(json, "score", view_number(t->score));
    json_object_set_new(json, "moves", moves_now(t, standing, true));
    json_object_set_new(json, "at", view_time(now));
    return json;
}

static json_t *view_documents(const struct service *service)
{
    json_t *list = json_array();
    for (int i = 0; i < service->document_count; i++) {
        const struct document *d = &service->documents[i];
        json_array_append_new(list, json_pack("{s:o, s:o, s:s}", "name", view_text(&d->name), "note",
                                              view_text(&d->note), "icon", d->icon));
    }
    return list;
}

json_t *view_service(const struct service *s)
{
    return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:i}", "code", s->code, "prefix", s->prefix,
                     "icon", s->icon, "name", view_text(&s->name), "line", view_text(&s->line), "about",
                     view_text(&s->about), "bring", view_text(&s->bring), "prompt", view_text(&s->prompt),
                     "documents", view_documents(s), "target", s->target_s);
}

json_t *view_offer(const struct service_view *view)
{
    return json_pack("{s:s, s:o}", "offer", offer_name(view->offer), "next_offer", view_time(view->next_offer));
}

json_t *view_service_live(const struct service *service, const struct service_view *view)
{
    json_t *json = json_pack("{s:s, s:i, s:o, s:o, s:o, s:i}", "code", service->code, "waiting", view->waiting,
                             "oldest_at", view_time(view->oldest), "next", text_or_null(view->next), "wait",
                             view_wait(&view->wait), "open_counters", view->open_counters);
    json_object_update_new(json, view_offer(view));
    return json;
}

json_t *view_codes(const struct hall *hall, const int *services, int count)
{
    json_t *list = json_array();
    for (int i = 0; i < count; i++) json_array_append_new(list, json_string(hall->services[services[i]].code));
    return list;
}

json_t *view_counter(const struct hall *hall, const struct counter *counter, const struct counter_view *view,
                     int64_t you)
{
    static const struct standing in_hand = {0};
    json_t *staff =
        view->staff ? json_pack("{s:I, s:s}", "id", (json_int_t)view->staff, "name", view->staff_name) : json_null();
    json_t *ticket = view->ticket.id ? view_ticket(&view->ticket, &in_hand) : json_null();
    return json_pack("{s:i, s:s, s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "number", counter->number, "state",
                     seat_state_name(view->seat), "since", view_time(view->since), "reason",
                     text_or_null(view->reason), "staff", staff, "yours", view->staff != 0 && view->staff == you,
                     "own", view_codes(hall, counter->own, counter->own_count), "helps",
                     view_codes(hall, counter->helps, counter->helps_count), "ticket", ticket);
}
