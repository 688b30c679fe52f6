/* api_reports.c - managers' figures and the audit trail. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "core/journal.h"
#include "core/report_answer.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/view.h"

enum { JOURNAL_PAGE = 100 };

static bool bad(struct reply *reply, const char *message)
{
    reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "%s", message);
    return false;
}

/* Reads from, to, by, format and lang; today holds the default of the days. */
static bool read_question(struct request *request, struct reply *reply, const char *today, struct report_question *q)
{
    const char *from = request_query(request, "from"), *to = request_query(request, "to");
    const char *by = request_query(request, "by"), *format = request_query(request, "format");
    const char *lang = request_query(request, "lang");
    q->from = from ? from : today;
    q->to = to ? to : today;
    q->at = request->now;
    if (!clock_is_day(q->from) || !clock_is_day(q->to)) return bad(reply, "from and to are days: YYYY-MM-DD");
    if (strcmp(q->from, q->to) > 0) return bad(reply, "from must not be after to");
    if (by && !report_by_parse(by, &q->by)) return bad(reply, "by is one of service counter staff hour day");
    if (format && !report_form_parse(format, &q->form)) return bad(reply, "format is one of json csv xlsx text");
    if (lang && (!lang_parse(lang, &q->lang) || !i18n_has(q->lang))) return bad(reply, "lang is one of zh_CN en");
    return true;
}

/* What a browser opens elsewhere is handed over as a file. */
static void tell(struct reply *reply, const struct report_question *q, const struct str *bytes)
{
    char disposition[128];
    reply_bytes(reply, MHD_HTTP_OK, report_form_type(q->form), bytes->s, bytes->n);
    if (q->form != REPORT_CSV && q->form != REPORT_XLSX) return;
    snprintf(disposition, sizeof disposition, "attachment; filename=\"%s.%s\"", report_kind_name(q->kind),
             report_form_name(q->form));
    reply_header(reply, "Content-Disposition", disposition);
}

static void report(struct request *request, struct reply *reply, enum report_kind kind)
{
    const struct hall *hall = request_hall(request);
    struct report_question q = {.kind = kind, .by = BY_ALL, .form = REPORT_JSON, .lang = LANG_ZH_CN};
    struct report_answer answer;
    struct str bytes = {0};
    struct err err = {0};
    char today[CLOCK_DAY];
    /* Whoever a case is about gets nothing of it, not even its count, but for managers. */
    if (request->staff.role < ROLE_MANAGER) q.reader = request->staff.id;
    hall_day(hall, request->now, today);
    struct db *db = read_question(request, reply, today, &q) ? request_db(request, reply) : NULL;
    if (!db) return;
    if (!report_read(db, hall, &q, &answer, &err)) {
        request_read_failed(request, reply, &err);
    } else if (report_write(hall, &q, &answer, &bytes, &err)) {
        tell(reply, &q, &bytes);
    } else {
        log_error("%s", err.text);
        reply_error(reply, MHD_HTTP_SERVICE_UNAVAILABLE, "unavailable", "%s", err.text);
    }
    report_answer_free(&answer);
    str_free(&bytes);
}

void ratings_get(struct request *request, struct reply *reply)
{
    report(request, reply, REPORT_RATINGS);
}

void waits_get(struct request *request, struct reply *reply)
{
    report(request, reply, REPORT_WAITS);
}

void cases_report_get(struct request *request, struct reply *reply)
{
    report(request, reply, REPORT_CASES);
}

static void add_entry(void *arg, const struct journal_entry *entry)
{
    json_t *list = arg, *body = json_loads(entry->body, 0, NULL);
    json_array_append_new(list, json_pack("{s:I, s:o, s:s, s:o, s:o, s:o, s:o}", "id", (json_int_t)entry->id, "at",
                                          view_time(entry->at), "kind", entry->kind, "ticket",
                                          view_number(entry->ticket), "counter", view_number(entry->counter), "staff",
                                          view_number(entry->staff), "body", body ? body : json_object()));
}

void journal_get(struct request *request, struct reply *reply)
{
    const char *text = request_query(request, "after");
    long long after = 0;
    struct err err = {0};
    if (text && !str_to_int(text, 0, INT64_MAX, &after)) {
        bad(reply, "after is the id of a journal entry, a whole number from 0");
        return;
    }
    struct db *db = request_db(request, reply);
    if (!db) return;
    int64_t last;
    json_t *list = json_array();
    if (!journal_read(db, after, JOURNAL_PAGE, add_entry, list, &err) || !journal_last(db, &last, &err)) {
        json_decref(list);
        request_read_failed(request, reply, &err);
        return;
    }
    reply_json(reply, MHD_HTTP_OK, json_pack("{s:o, s:I}", "entries", list, "last", (json_int_t)last));
}
