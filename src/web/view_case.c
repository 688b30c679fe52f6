#include "web/view_case.h"

#include <string.h>

#include "core/deadline.h"
#include "web/view.h"

enum { STRIP_DAYS = 7, CONCERNED_SHOWN = 16 };

json_t *view_tr(const char *msgid)
{
    json_t *json = json_object();
    for (int lang = 0; lang < LANG_COUNT; lang++)
        json_object_set_new(json, lang_code((enum lang)lang), json_string(tr((enum lang)lang, msgid)));
    return json;
}

json_t *view_due(const struct complaint *found)
{
    static const char *const names[] = {
        [DUE_REPLY] = "reply", [DUE_RESOLVE] = "resolve", [DUE_FOLLOW_UP] = "follow_up"};
    ms_t at = 0;
    enum case_due due = case_due(found, &at);
    if (due == DUE_NOTHING) return json_null();
    return json_pack("{s:s, s:o}", "what", names[due], "at", view_time(at));
}

static const char *or_null(const char *text)
{
    return text[0] ? text : NULL;
}

json_t *view_contact(const struct complaint *found)
{
    if (!found->name[0] && !found->phone[0]) return json_null();
    return json_pack("{s:s?, s:s?}", "name", or_null(found->name), "phone", or_null(found->phone));
}

static json_t *view_person(int64_t id, const char *name)
{
    return id ? json_pack("{s:I, s:s}", "id", (json_int_t)id, "name", name) : json_null();
}

static bool is_overdue(const struct complaint *found, ms_t now)
{
    ms_t at = 0;
    return case_due(found, &at) != DUE_NOTHING && at > 0 && at < now;
}

/* The person it was filed about, by name; null when it is about something else. */
static json_t *view_about_staff(struct db *db, int64_t id)
{
    struct staff staff;
    struct err err;
    return id && staff_by_id(db, id, &staff, &err) ? json_string(staff.name) : json_null();
}

static void add_subject(json_t *json, struct db *db, const struct complaint *c)
{
    json_object_set_new(json, "about", json_string(case_about_name(c->about)));
    json_object_set_new(json, "service", c->service[0] ? json_string(c->service) : json_null());
    json_object_set_new(json, "counter", view_number(c->counter));
    json_object_set_new(json, "ticket", c->ticket[0] ? json_string(c->ticket) : json_null());
    json_object_set_new(json, "staff_name", view_about_staff(db, c->about_staff));
    json_object_set_new(json, "score", view_number(c->score));
}

static void add_times(json_t *json, const struct complaint *c)
{
    const struct {
        const char *name;
        ms_t at;
    } times[] = {{"filed_at", c->filed_at},     {"since", c->since},
                 {"reply_due", c->reply_due},   {"resolve_due", c->resolve_due},
                 {"replied_at", c->replied_at}, {"resolved_at", c->resolved_at},
                 {"closed_at", c->closed_at},   {"follow_up_due", c->follow_up_due},
                 {"erased_at", c->erased_at}};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        json_object_set_new(json, times[i].name, view_time(times[i].at));
}

json_t *view_case(struct db *db, const struct complaint *c, const char *text, ms_t now)
{
    json_t *json =
        json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:b, s:b, s:b, s:s?, s:o, s:s, s:s}", "id",
                  (json_int_t)c->id, "number", c->number, "kind", case_kind_name(c->kind), "state",
                  case_state_name(c->state), "severity", case_severity_name(c->severity), "level",
                  case_level_name(c->level), "owner", view_person(c->owner, c->owner_name), "due", view_due(c),
                  "overdue", is_overdue(c, now), "extended", c->extended, "important", c->important, "text", text,
                  "contact", view_contact(c), "channel", c->channel, "print", print_state_name(c->print));
    if (!json) return NULL;
    add_subject(json, db, c);
    add_times(json, c);
    json_object_set_new(json, "attempts", json_integer(c->attempts));
    json_object_set_new(json, "answered", json_boolean(c->answered));
    const char *outcome = or_null(case_outcome_name(c->outcome)), *content = or_null(case_content_name(c->content));
    json_object_set_new(json, "outcome", outcome ? json_string(outcome) : json_null());
    json_object_set_new(json, "content", content ? json_string(content) : json_null());
    return json;
}

/* ---- the whole of one ---- */

/* Where a story is told to. */
struct telling {
    struct db *db;
    json_t *story;
};

/* Names the one it was given to. */
static void name_owner(struct db *db, json_t *body)
{
    const json_t *to = json_object_get(body, "to");
    struct staff staff;
    struct err err;
    if (json_is_integer(to) && staff_by_id(db, json_integer_value(to), &staff, &err))
        json_object_set_new(body, "to_name", json_string(staff.name));
}

static void add_event(void *arg, const struct case_event *event)
{
    const struct telling *telling = arg;
    json_t *body = json_loads(event->body, 0, NULL);
    if (!body) body = json_object();
    name_owner(telling->db, body);
    json_array_append_new(telling->story,
                          json_pack("{s:i, s:o, s:s, s:o, s:s, s:o, s:s?, s:b}", "seq", event->seq, "at",
                                    view_time(event->at), "kind", event->kind, "by",
                                    view_person(event->staff, event->staff_name), "channel", event->channel, "body",
                                    body, "text", event->text, "erased", event->erased));
}

static json_t *view_concerned(const struct staff *people, int count)
{
    json_t *list = json_array();
    for (int i = 0; i < count && i < CONCERNED_SHOWN; i++)
        json_array_append_new(list, view_person(people[i].id, people[i].name));
    return list;
}

static bool staff_calls(const struct case_move *move)
{
    return move->who != CASE_VISITOR && move->who != CASE_PROGRAM;
}

/* Every move that staff have, with why it is not open to this reader now. */
static json_t *view_moves_open(const struct hall *hall, const struct complaint *found,
                               const struct case_reader *reader, bool aside)
{
    json_t *list = json_array();
    for (int i = 0; i < case_move_count; i++) {
        const char *why = N_("this case is about you");
        if (!staff_calls(&case_moves[i])) continue;
        bool open = !aside && case_move_open(&case_moves[i], found, hall, reader, &why);
        json_array_append_new(list, json_pack("{s:s, s:b, s:o}", "name", case_moves[i].name, "open", open, "why",
                                              open ? json_null() : view_tr(why)));
    }
    return list;
}

static json_t *view_marks(const char *day, const struct complaint *found, ms_t now)
{
    const struct {
        const char *name;
        ms_t at;
    } marks[] = {{"filed", found->since},
                 {"today", now},
                 {"reply", found->reply_due},
                 {"resolve", found->resolve_due},
                 {"follow_up", found->follow_up_due}};
    json_t *list = json_array();
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char date[CLOCK_DAY];
        if (!marks[i].at) continue;
        clock_day(marks[i].at, 0, date);
        if (strcmp(date, day) == 0) json_array_append_new(list, json_string(marks[i].name));
    }
    return list;
}

/* The days from filing on, or from the last reopening: the working ones counted, as deadlines count them. */
static json_t *view_days(const struct hall *hall, const struct complaint *found, ms_t now)
{
    char first[CLOCK_DAY], day[CLOCK_DAY];
    int count = 0;
    json_t *list = json_array();
    clock_day(found->since, 0, first);
    for (int i = 0; i < STRIP_DAYS; i++) {
        clock_add_days(first, i, day);
        bool workday = deadline_workday(hall, day);
        if (i > 0 && workday) count++;
        json_array_append_new(list, json_pack("{s:s, s:b, s:o, s:o}", "date", day, "workday", workday, "count",
                                              i > 0 && workday ? json_integer(count) : json_null(), "marks",
                                              view_marks(day, found, now)));
    }
    return list;
}

static json_t *days_until(const struct hall *hall, ms_t now, ms_t due)
{
    return due ? json_integer(deadline_days_left(hall, now, due)) : json_null();
}

/* What the visitor told, with which every story begins. */
static const char *told(const json_t *story)
{
    return json_string_value(json_object_get(json_array_get(story, 0), "text"));
}

json_t *view_whole_case(struct db *db, struct vault *vault, const struct hall *hall, const struct case_reader *reader,
                        const struct complaint *found, ms_t now, struct err *err)
{
    struct staff people[CONCERNED_SHOWN];
    int count = 0;
    bool aside = false;
    json_t *story = json_array();
    struct telling telling = {.db = db, .story = story};
    if (!case_concerns(db, found->id, reader->staff, &aside, err) ||
        !complaint_concerned(db, found->id, people, CONCERNED_SHOWN, &count, err) ||
        !complaint_story(db, vault, found->id, false, add_event, &telling, err)) {
        json_decref(story);
        return NULL;
    }
    json_t *json = view_case(db, found, told(story), now);
    json_object_set_new(json, "concerned", view_concerned(people, count));
    json_object_set_new(json, "moves", view_moves_open(hall, found, reader, aside));
    json_object_set_new(json, "days", view_days(hall, found, now));
    json_object_set_new(json, "reply_days_left", days_until(hall, now, found->reply_due));
    json_object_set_new(json, "resolve_days_left", days_until(hall, now, found->resolve_due));
    json_object_set_new(json, "story", story);
    return json;
}

/* ---- the table of moves ---- */

const struct case_move *case_move_called(const char *text, size_t n)
{
    for (int i = 0; i < case_move_count; i++) {
        const char *name = case_moves[i].name;
        if (staff_calls(&case_moves[i]) && strlen(name) == n && memcmp(name, text, n) == 0) return &case_moves[i];
    }
    return NULL;
}

json_t *view_case_moves(void)
{
    json_t *list = json_array();
    for (int i = 0; i < case_move_count; i++) {
        const struct case_move *m = &case_moves[i];
        const char *to = m->to == CASE_STATE_COUNT ? NULL : case_state_name(m->to);
        json_t *from = json_array();
        if (m->who == CASE_PROGRAM) {
            json_decref(from);
            continue;
        }
        for (int state = 0; state < CASE_STATE_COUNT; state++)
            if (case_move_allows(m, (enum case_state)state))
                json_array_append_new(from, json_string(case_state_name((enum case_state)state)));
        json_array_append_new(list, json_pack("{s:s, s:o, s:s?, s:s}", "name", m->name, "from", from, "to", to, "who",
                                              case_who_name(m->who)));
    }
    return list;
}
