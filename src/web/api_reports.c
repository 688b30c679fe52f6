/* api_reports.c - managers' figures and the audit trail. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "core/journal.h"
#include "core/report.h"
#include "web/handlers.h"
#include "web/report_format.h"
#include "web/request.h"
#include "web/view.h"

enum { JOURNAL_PAGE = 100 };

static bool bad(struct reply *reply, const char *message)
{
    reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "%s", message);
    return false;
}

/* Reads from, to, by and format; today holds the default of the days. */
static bool read_span(struct request *request, struct reply *reply, const char *today, struct report_span *span,
                      bool *csv)
{
    const char *from = request_query(request, "from"), *to = request_query(request, "to");
    const char *by = request_query(request, "by"), *format = request_query(request, "format");
    *span =
        (struct report_span){.from = from ? from : today, .to = to ? to : today, .by = BY_ALL, .at = request->now};
    *csv = format && strcmp(format, "csv") == 0;
    if (!clock_is_day(span->from) || !clock_is_day(span->to)) return bad(reply, "from and to are days: YYYY-MM-DD");
    if (strcmp(span->from, span->to) > 0) return bad(reply, "from must not be after to");
    if (by && !report_by_parse(by, &span->by)) return bad(reply, "by is one of service counter staff hour day");
    if (format && !*csv && strcmp(format, "json") != 0) return bad(reply, "format is json or csv");
    return true;
}

static void tell_csv(struct reply *reply, const char *name, struct str *text)
{
    char disposition[128];
    snprintf(disposition, sizeof disposition, "attachment; filename=\"%s.csv\"", name);
    reply_text(reply, MHD_HTTP_OK, "text/csv; charset=utf-8", text->s);
    reply_header(reply, "Content-Disposition", disposition);
    str_free(text);
}

void ratings_get(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    struct report_span span;
    struct rating_row *rows = NULL;
    struct err err = {0};
    int count = 0;
    bool csv;
    char today[CLOCK_DAY];
    hall_day(hall, request->now, today);
    struct db *db = read_span(request, reply, today, &span, &csv) ? request_db(request, reply) : NULL;
    if (!db) return;
    if (!report_ratings(db, hall, span.from, span.to, span.by, &rows, &count, &err)) {
        request_read_failed(request, reply, &err);
        return;
    }
    if (csv) {
        struct str text = {0};
        ratings_csv(&text, rows, count);
        tell_csv(reply, "ratings", &text);
    } else {
        reply_json(reply, MHD_HTTP_OK, ratings_json(hall, &span, rows, count));
    }
    free(rows);
}

void waits_get(struct request *request, struct reply *reply)
{
    const struct hall *hall = request_hall(request);
    struct report_span span;
    struct wait_row *rows = NULL;
    struct err err = {0};
    int count = 0;
    bool csv;
    char today[CLOCK_DAY];
    hall_day(hall, request->now, today);
    struct db *db = read_span(request, reply, today, &span, &csv) ? request_db(request, reply) : NULL;
    if (!db) return;
    if (!report_waits(db, hall, span.from, span.to, span.by, &rows, &count, &err)) {
        request_read_failed(request, reply, &err);
        return;
    }
    if (csv) {
        struct str text = {0};
        waits_csv(&text, rows, count);
        tell_csv(reply, "waits", &text);
    } else {
        reply_json(reply, MHD_HTTP_OK, waits_json(hall, &span, rows, count));
    }
    free(rows);
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
    json_t *list = json_array();
    if (!journal_read(db, after, JOURNAL_PAGE, add_entry, list, &err)) {
        json_decref(list);
        request_read_failed(request, reply, &err);
        return;
    }
    reply_json(reply, MHD_HTTP_OK, json_pack("{s:o, s:I}", "entries", list, "last", (json_int_t)journal_last(db)));
}
