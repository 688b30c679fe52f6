/* api_complaints.c - cases for those who answer for them: the list, one with its story, filing one at the desk. */
#include "web/api_complaints.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/queue.h"
#include "core/vault.h"
#include "web/handlers.h"
#include "web/view.h"
#include "web/view_case.h"

enum { PAGE = 50, PAGE_MAX = 10000, SEARCH_MAX = 60, STAFF_MAX = 500 };

static bool bad(struct reply *reply, const char *message)
{
    reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "%s", message);
    return false;
}

struct case_reader request_reader(const struct request *request)
{
    return (struct case_reader){.staff = request->staff.id, .role = request->staff.role};
}

void reply_no_case(struct reply *reply)
{
    reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "there is no such case");
}

/* ---- the list ---- */

typedef bool parse_bit(const char *name, unsigned *bit);

static bool state_bit(const char *name, unsigned *bit)
{
    enum case_state state;
    bool known = case_state_parse(name, &state);
    *bit = known ? 1u << state : 0;
    return known;
}

static bool kind_bit(const char *name, unsigned *bit)
{
    enum case_kind kind;
    bool known = case_kind_parse(name, &kind);
    *bit = known ? 1u << kind : 0;
    return known;
}

/* Names with commas between them: one bit each. */
static bool read_bits(const char *list, parse_bit *parse, unsigned *out)
{
    char names[128];
    char *rest = names;
    if (!list || !list[0]) return true;
    if (!str_copy(names, sizeof names, list)) return false;
    for (char *name; (name = strsep(&rest, ","));) {
        unsigned bit;
        if (!parse(name, &bit)) return false;
        *out |= bit;
    }
    return true;
}

static bool read_flag(const struct request *request, const char *name)
{
    const char *value = request_query(request, name);
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static bool read_owner(const struct request *request, int64_t *out)
{
    const char *owner = request_query(request, "owner");
    long long id;
    if (!owner || !owner[0]) return true;
    if (strcmp(owner, "me") == 0)
        *out = request->staff.id;
    else if (strcmp(owner, "none") == 0)
        *out = -1;
    else if (str_to_int(owner, 1, INT64_MAX, &id))
        *out = id;
    else
        return false;
    return true;
}

static const char *query_text(const struct request *request, const char *name)
{
    const char *text = request_query(request, name);
    return text && text[0] ? text : NULL;
}

static bool read_filter(const struct request *request, struct reply *reply, struct case_filter *out, int *page)
{
    const char *number = query_text(request, "page");
    long long n = 1;
    *out = (struct case_filter){.now = request->now,
                                .overdue = read_flag(request, "overdue"),
                                .to_follow_up = read_flag(request, "to_follow_up"),
                                .day = query_text(request, "day"),
                                .search = query_text(request, "q")};
    if (!read_bits(request_query(request, "state"), state_bit, &out->states))
        return bad(reply, "state is one or more of filed open resolved closed, commas between them");
    if (!read_bits(request_query(request, "kind"), kind_bit, &out->kinds))
        return bad(reply,
                   "kind is one or more of complaint suggestion enquiry praise bad_rating, commas between them");
    if (!read_owner(request, &out->owner)) return bad(reply, "owner is me, none or somebody's id");
    if (out->day && !clock_is_day(out->day)) return bad(reply, "day is a date: YYYY-MM-DD");
    if (out->search && (!utf8_line(out->search) || utf8_length(out->search) > SEARCH_MAX))
        return bad(reply, "q is one line of at most 60 characters");
    if (number && !str_to_int(number, 1, PAGE_MAX, &n)) return bad(reply, "page is a whole number from 1");
    *page = (int)n;
    return true;
}

struct listing {
    struct db *db;
    ms_t now;
    json_t *list;
};

static void add_case(void *arg, const struct complaint *found, const char *text)
{
    const struct listing *listing = arg;
    json_array_append_new(listing->list, view_case(listing->db, found, text, listing->now));
}

static json_t *view_counts(const struct case_counts *c)
{
    return json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "mine", c->mine, "all", c->all, "overdue", c->overdue,
                     "today", c->today, "tomorrow", c->tomorrow, "later", c->later, "to_follow_up", c->to_follow_up);
}

void complaints_get(struct request *request, struct reply *reply)
{
    const struct case_reader reader = request_reader(request);
    struct case_filter filter;
    struct case_counts counts;
    struct err err = {0};
    struct vault vault;
    int page, total = 0;
    struct db *db = read_filter(request, reply, &filter, &page) ? request_db(request, reply) : NULL;
    if (!db) return;
    struct listing listing = {.db = db, .now = request->now, .list = json_array()};
    writer_vault(request->env->writer, &vault);
    bool ok =
        complaint_list(db, &vault, &reader, &filter, (page - 1) * PAGE, PAGE, add_case, &listing, &total, &err) &&
        complaint_counts(db, request_hall(request), &reader, request->now, &counts, &err);
    vault_wipe(&vault);
    if (!ok) {
        json_decref(listing.list);
        request_read_failed(request, reply, &err);
        return;
    }
    reply_json(reply, MHD_HTTP_OK,
               json_pack("{s:o, s:i, s:i, s:i, s:o, s:o}", "at", view_time(request->now), "total", total, "page",
                         page, "page_size", PAGE, "counts", view_counts(&counts), "complaints", listing.list));
}

/* ---- one ---- */

bool tell_case(struct request *request, struct reply *reply, unsigned status, int64_t id)
{
    const struct case_reader reader = request_reader(request);
    struct complaint found;
    struct err err = {0};
    struct vault vault;
    json_t *json = NULL;
    struct db *db = request_db(request, reply);
    if (!db) return true;
    writer_vault(request->env->writer, &vault);
    if (complaint_by_id(db, &vault, &reader, id, &found, &err))
        json = view_whole_case(db, &vault, request_hall(request), &reader, &found, request->now, &err);
    vault_wipe(&vault);
    if (json) {
        json_object_set_new(json, "at", view_time(request->now));
        reply_json(reply, status, json);
    } else if (err.text[0]) {
        request_read_failed(request, reply, &err);
    } else {
        return false;
    }
    return true;
}

void complaint_get(struct request *request, struct reply *reply)
{
    if (!tell_case(request, reply, MHD_HTTP_OK, request->path.id)) reply_no_case(reply);
}

/* ---- filing one ---- */

static bool read_contact(struct request *request, struct reply *reply, struct command *command)
{
    const json_t *contact = json_object_get(request->body, "contact");
    if (!contact || json_is_null(contact)) return true;
    if (!json_is_object(contact)) return bad(reply, "contact must be an object: {name, phone, consent: true}");
    const json_t *name = json_object_get(contact, "name"), *phone = json_object_get(contact, "phone");
    if ((name && !json_is_null(name) && !json_is_string(name)) ||
        (phone && !json_is_null(phone) && !json_is_string(phone)))
        return bad(reply, "contact.name and contact.phone must be texts");
    command->surname = json_string_value(name);
    command->phone = json_string_value(phone);
    bool given = (command->surname && command->surname[0]) || (command->phone && command->phone[0]);
    if (given && !json_is_true(json_object_get(contact, "consent")))
        return bad(reply, "contact.consent must be true: nothing personal is kept without the visitor's consent");
    return true;
}

static bool about_ticket(struct request *request, struct reply *reply, const json_t *value, struct command *command)
{
    struct err err = {0};
    struct ticket ticket;
    command->about = ABOUT_VISIT;
    command->ticket = json_integer_value(value);
    if (command->ticket > 0) return true;
    struct db *db = json_is_string(value) ? request_db(request, reply) : NULL;
    if (!db) return json_is_string(value) ? false : bad(reply, "about.ticket is a ticket's id, or today's number");
    if (queue_by_number(db, request_hall(request), request->now, json_string_value(value), &ticket, &err)) {
        command->ticket = ticket.id;
        return true;
    }
    if (err.text[0])
        request_read_failed(request, reply, &err);
    else
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "there is no such ticket today");
    return false;
}

bool read_login(struct request *request, struct reply *reply, const json_t *staff, char login[LOGIN_SIZE])
{
    struct staff found;
    struct err err = {0};
    if (!json_is_integer(staff) && !json_is_string(staff)) return bad(reply, "staff is somebody's id or login");
    struct db *db = request_db(request, reply);
    if (!db) return false;
    if (json_is_string(staff) ? staff_by_login(db, json_string_value(staff), &found, &err)
                              : staff_by_id(db, json_integer_value(staff), &found, &err))
        return str_copy(login, LOGIN_SIZE, found.login);
    if (err.text[0])
        request_read_failed(request, reply, &err);
    else
        reply_error(reply, MHD_HTTP_UNPROCESSABLE_CONTENT, "unknown_staff",
                    "staff is somebody's id or login, see GET /staff");
    return false;
}

/* One of hall, service, counter, ticket, staff. */
static bool read_about(struct request *request, struct reply *reply, struct command *command, char login[LOGIN_SIZE])
{
    static const char message[] = "about is one of {hall: true}, {service}, {counter}, {ticket}, {staff}";
    const json_t *about = json_object_get(request->body, "about"), *value;
    if (!json_is_object(about) || json_object_size(about) != 1) return bad(reply, message);
    if (json_is_true(json_object_get(about, "hall"))) {
        command->about = ABOUT_HALL;
    } else if (json_is_string(value = json_object_get(about, "service"))) {
        command->about = ABOUT_SERVICE;
        command->service = json_string_value(value);
    } else if (json_is_integer(value = json_object_get(about, "counter"))) {
        json_int_t number = json_integer_value(value);
        command->about = ABOUT_COUNTER;
        command->counter = number > 0 && number < 1000 ? (int)number : -1; /* no hall has that one */
    } else if ((value = json_object_get(about, "staff"))) {
        command->about = ABOUT_STAFF;
        command->login = login;
        return read_login(request, reply, value, login);
    } else if ((value = json_object_get(about, "ticket"))) {
        return about_ticket(request, reply, value, command);
    } else {
        return bad(reply, message);
    }
    return true;
}

static bool read_kind(struct request *request, struct reply *reply, enum case_kind *out)
{
    const char *name = NULL;
    if (!body_text(request, reply, "kind", NEEDED, &name)) return false;
    if (case_kind_parse(name, out) && *out < CASE_TOLD_COUNT) return true;
    return bad(reply, "kind is one of complaint suggestion enquiry praise");
}

/* How it came to the clerk: console, at the desk; call, by telephone. */
static bool read_channel(struct request *request, struct reply *reply, struct command *command)
{
    command->channel = "console";
    if (!body_text(request, reply, "channel", OPTIONAL, &command->channel)) return false;
    if (strcmp(command->channel, "console") == 0 || strcmp(command->channel, "call") == 0) return true;
    return bad(reply, "channel is console, at the desk, or call, by telephone");
}

bool read_severity(struct request *request, struct reply *reply, enum need need, enum case_severity *out)
{
    const char *name = NULL;
    if (!body_text(request, reply, "severity", need, &name)) return false;
    return !name || case_severity_parse(name, out) || bad(reply, "severity is normal, major or urgent");
}

bool read_filing(struct request *request, struct reply *reply, struct command *command)
{
    const char *lang = NULL;
    if (!read_kind(request, reply, &command->case_kind)) return false;
    if (!body_text(request, reply, "text", NEEDED, &command->text)) return false;
    if (!body_text(request, reply, "lang", OPTIONAL, &lang)) return false;
    if (lang && !lang_parse(lang, &command->lang)) return bad(reply, "lang is one of zh_CN zh_TW en");
    return read_contact(request, reply, command);
}

void tell_filed(struct request *request, struct reply *reply, const struct complaint *made)
{
    char url[512];
    struct db *db = request_db(request, reply);
    if (!db) return;
    snprintf(url, sizeof url, "%s/c/%s", request->env->public_url, made->token);
    reply_json(reply, MHD_HTTP_CREATED,
               json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:b, s:o, s:o, s:o}", "id", (json_int_t)made->id, "number",
                         made->number, "kind", case_kind_name(made->kind), "state", case_state_name(made->state),
                         "token", made->token, "url", url, "urgent", made->urgent, "reply_due",
                         view_time(made->reply_due), "resolve_due", view_time(made->resolve_due), "filed_at",
                         view_time(made->filed_at)));
}

void complaint_post(struct request *request, struct reply *reply)
{
    struct command command = {.kind = CMD_COMPLAIN, .staff = request->staff.id};
    struct outcome outcome;
    char login[LOGIN_SIZE];
    bool print = true;
    if (!read_filing(request, reply, &command) || !read_channel(request, reply, &command) ||
        !read_severity(request, reply, OPTIONAL, &command.severity) || !body_bool(request, reply, "print", &print) ||
        !read_about(request, reply, &command, login))
        return;
    command.print = print ? PRINT_PENDING : PRINT_NONE;
    writer_do(request->env->writer, &command, &outcome);
    if (outcome.code == OUT_OK)
        tell_filed(request, reply, &outcome.complaint);
    else
        reply_outcome(reply, &outcome);
}

/* ---- whom a case can be given to ---- */

void staff_get(struct request *request, struct reply *reply)
{
    struct err err = {0};
    int count = 0;
    struct db *db = request_db(request, reply);
    if (!db) return;
    struct staff *people = mem_zalloc(STAFF_MAX, sizeof *people);
    json_t *list = json_array();
    bool ok = staff_list(db, people, STAFF_MAX, &count, &err);
    for (int i = 0; ok && i < count; i++)
        if (!people[i].disabled)
            json_array_append_new(list, json_pack("{s:I, s:s, s:s}", "id", (json_int_t)people[i].id, "name",
                                                  people[i].name, "role", role_name(people[i].role)));
    free(people);
    if (ok) {
        reply_json(reply, MHD_HTTP_OK, json_pack("{s:o}", "staff", list));
        return;
    }
    json_decref(list);
    request_read_failed(request, reply, &err);
}
