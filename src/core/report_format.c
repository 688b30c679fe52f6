#include "core/report_format.h"

#include <string.h>

/* ---- JSON ---- */

/* A figure, or null where it does not exist. */
static json_t *if_any(bool exists, double value)
{
    return exists ? json_real(value) : json_null();
}

static json_t *seconds_if_any(bool exists, int seconds)
{
    return exists ? json_integer(seconds) : json_null();
}

static json_t *rating_row_json(const struct rating_row *r)
{
    json_t *levels = json_pack("{s:i, s:i, s:i, s:i, s:i}", "1", r->level[1], "2", r->level[2], "3", r->level[3], "4",
                               r->level[4], "5", r->level[5]);
    json_t *interval =
        r->enough ? json_pack("{s:f, s:f}", "lo", r->satisfaction95.lo, "hi", r->satisfaction95.hi) : json_null();
    return json_pack("{s:s, s:s, s:i, s:i, s:i, s:o, s:i, s:o, s:o, s:o, s:o, s:b}", "key", r->key, "label", r->label,
                     "served", r->served, "rated", r->rated, "set_aside", r->set_aside, "levels", levels, "satisfied",
                     r->satisfied, "participation", if_any(r->served > 0, r->participation), "satisfaction",
                     if_any(r->enough, r->satisfaction), "satisfaction95", interval, "mean",
                     if_any(r->enough, r->mean), "enough", r->enough);
}

static json_t *wait_row_json(const struct wait_row *r)
{
    return json_pack(
        "{s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:o, s:o, s:i, s:o, s:o}", "key", r->key, "label", r->label,
        "issued", r->issued, "called", r->called, "served", r->served, "absent", r->absent, "cancelled", r->cancelled,
        "waiting", r->waiting, "wait_mean", seconds_if_any(r->called > 0, r->wait_mean_s), "wait_median",
        seconds_if_any(r->called > 0, r->wait_median_s), "wait_p90", seconds_if_any(r->called > 0, r->wait_p90_s),
        "within_target", r->within_target, "handling_mean", seconds_if_any(r->served > 0, r->handling_mean_s),
        "handling_target", seconds_if_any(r->handling_target_s > 0, r->handling_target_s));
}

static json_t *span_json(const struct report_span *span)
{
    char at[CLOCK_RFC3339];
    clock_rfc3339(span->at, at);
    return json_pack("{s:s, s:s, s:s, s:s}", "from", span->from, "to", span->to, "by", report_by_name(span->by), "at",
                     at);
}

json_t *ratings_json(const struct hall *hall, const struct report_span *span, const struct rating_row *rows,
                     int count)
{
    json_t *json = span_json(span), *list = json_array();
    for (int i = 0; i < count; i++) json_array_append_new(list, rating_row_json(&rows[i]));
    json_object_set_new(json, "least", json_integer(REPORT_LEAST));
    json_object_set_new(json, "target", json_real(hall->satisfied_target));
    json_object_set_new(json, "rows", list);
    return json;
}

json_t *waits_json(const struct hall *hall, const struct report_span *span, const struct wait_row *rows, int count)
{
    json_t *json = span_json(span), *list = json_array();
    for (int i = 0; i < count; i++) json_array_append_new(list, wait_row_json(&rows[i]));
    json_object_set_new(json, "wait_target", json_integer(hall->wait_target_s));
    json_object_set_new(json, "rows", list);
    return json;
}

static json_t *share_json(int k, int n)
{
    return if_any(n > 0, n > 0 ? (double)k / n : 0);
}

static json_t *case_row_json(const struct case_row *r)
{
    bool enough = r->asked >= REPORT_LEAST;
    json_t *interval =
        enough ? json_pack("{s:f, s:f}", "lo", r->satisfied95.lo, "hi", r->satisfied95.hi) : json_null();
    json_t *row = json_pack("{s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "key", r->key, "label", r->label,
                            "accepted", r->accepted, "unfinished", r->unfinished, "reply_due", r->reply_due,
                            "replied_in_time", r->replied_in_time, "resolve_due", r->resolve_due, "resolved_in_time",
                            r->resolved_in_time, "overdue", r->overdue);
    json_t *after = json_pack("{s:i, s:i, s:o, s:i, s:i, s:o, s:o, s:i, s:i, s:o, s:i}", "follow_up_due",
                              r->follow_up_due, "followed_up", r->followed_up, "follow_up_rate",
                              share_json(r->followed_up, r->follow_up_due), "asked", r->asked, "satisfied",
                              r->satisfied, "satisfaction", enough ? share_json(r->satisfied, r->asked) : json_null(),
                              "satisfaction95", interval, "bad", r->bad, "put_right", r->put_right, "put_right_rate",
                              share_json(r->put_right, r->bad), "set_aside", r->set_aside);
    json_object_update(row, after);
    json_decref(after);
    return row;
}

json_t *cases_json(const struct report_span *span, const struct case_row *rows, int count)
{
    json_t *json = span_json(span), *list = json_array();
    for (int i = 0; i < count; i++) json_array_append_new(list, case_row_json(&rows[i]));
    json_object_set_new(json, "least", json_integer(REPORT_LEAST));
    json_object_set_new(json, "rows", list);
    return json;
}

/* ---- CSV ---- */

/* Would a spreadsheet take it for a formula? Those of East Asia take full-width signs, too, and blanks may go
 * before. */
static bool looks_like_formula(const char *text)
{
    static const char *const signs[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
    text += strspn(text, " ");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(text, signs[i], strlen(signs[i])) == 0) return true;
    return false;
}

/* A text as one field; an apostrophe makes a would-be formula plain text. */
static void add_text(struct str *out, const char *text)
{
    str_add(out, looks_like_formula(text) ? "\"'" : "\"");
    for (; *text; text++) {
        if (*text == '"') str_add(out, "\"");
        str_add_n(out, text, 1);
    }
    str_add(out, "\"");
}

static void add_share(struct str *out, bool exists, double value)
{
    if (exists)
        str_addf(out, ",%.4f", value);
    else
        str_add(out, ",");
}

static void add_seconds(struct str *out, bool exists, int seconds)
{
    if (exists)
        str_addf(out, ",%d", seconds);
    else
        str_add(out, ",");
}

void ratings_csv(struct str *out, const struct rating_row *rows, int count)
{
    str_add(out, "key,label,served,rated,set_aside,level_5,level_4,level_3,level_2,level_1,satisfied,participation,"
                 "satisfaction,satisfaction_lo,satisfaction_hi,mean\r\n");
    for (int i = 0; i < count; i++) {
        const struct rating_row *r = &rows[i];
        add_text(out, r->key);
        str_add(out, ",");
        add_text(out, r->label);
        str_addf(out, ",%d,%d,%d", r->served, r->rated, r->set_aside);
        for (int level = 5; level >= 1; level--) str_addf(out, ",%d", r->level[level]);
        str_addf(out, ",%d", r->satisfied);
        add_share(out, r->served > 0, r->participation);
        add_share(out, r->enough, r->satisfaction);
        add_share(out, r->enough, r->satisfaction95.lo);
        add_share(out, r->enough, r->satisfaction95.hi);
        add_share(out, r->enough, r->mean);
        str_add(out, "\r\n");
    }
}

void waits_csv(struct str *out, const struct wait_row *rows, int count)
{
    str_add(out, "key,label,issued,called,served,absent,cancelled,waiting,wait_mean,wait_median,wait_p90,"
                 "within_target,handling_mean,handling_target\r\n");
    for (int i = 0; i < count; i++) {
        const struct wait_row *r = &rows[i];
        add_text(out, r->key);
        str_add(out, ",");
        add_text(out, r->label);
        str_addf(out, ",%d,%d,%d,%d,%d,%d", r->issued, r->called, r->served, r->absent, r->cancelled, r->waiting);
        add_seconds(out, r->called > 0, r->wait_mean_s);
        add_seconds(out, r->called > 0, r->wait_median_s);
        add_seconds(out, r->called > 0, r->wait_p90_s);
        str_addf(out, ",%d", r->within_target);
        add_seconds(out, r->served > 0, r->handling_mean_s);
        add_seconds(out, r->handling_target_s > 0, r->handling_target_s);
        str_add(out, "\r\n");
    }
}

void cases_csv(struct str *out, const struct case_row *rows, int count)
{
    str_add(out,
            "key,label,accepted,unfinished,reply_due,replied_in_time,resolve_due,resolved_in_time,overdue,"
            "follow_up_due,followed_up,asked,satisfied,satisfaction,satisfaction_lo,satisfaction_hi,bad,put_right,"
            "set_aside\r\n");
    for (int i = 0; i < count; i++) {
        const struct case_row *r = &rows[i];
        bool enough = r->asked >= REPORT_LEAST;
        add_text(out, r->key);
        str_add(out, ",");
        add_text(out, r->label);
        str_addf(out, ",%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d", r->accepted, r->unfinished, r->reply_due,
                 r->replied_in_time, r->resolve_due, r->resolved_in_time, r->overdue, r->follow_up_due,
                 r->followed_up, r->asked, r->satisfied);
        add_share(out, enough, enough ? (double)r->satisfied / r->asked : 0);
        add_share(out, enough, r->satisfied95.lo);
        add_share(out, enough, r->satisfied95.hi);
        str_addf(out, ",%d,%d,%d\r\n", r->bad, r->put_right, r->set_aside);
    }
}
