#include "core/report_answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/report_format.h"
#include "core/report_table.h"

static const char *const kinds[REPORT_KINDS] = {"ratings", "waits", "complaints"};

static const struct {
    const char *name, *type;
} forms[REPORT_FORMS] = {
    [REPORT_JSON] = {"json", "application/json"},
    [REPORT_CSV] = {"csv", "text/csv; charset=utf-8"},
    [REPORT_XLSX] = {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    [REPORT_TEXT] = {"text", "text/plain; charset=utf-8"},
};

const char *report_kind_name(enum report_kind kind)
{
    return kinds[kind];
}

bool report_kind_parse(const char *name, enum report_kind *out)
{
    for (int i = 0; i < REPORT_KINDS; i++) {
        if (strcmp(name, kinds[i]) != 0) continue;
        *out = (enum report_kind)i;
        return true;
    }
    return false;
}

const char *report_form_name(enum report_form form)
{
    return forms[form].name;
}

bool report_form_parse(const char *name, enum report_form *out)
{
    for (int i = 0; i < REPORT_FORMS; i++) {
        if (strcmp(name, forms[i].name) != 0) continue;
        *out = (enum report_form)i;
        return true;
    }
    return false;
}

const char *report_form_type(enum report_form form)
{
    return forms[form].type;
}

/* Puts n more rows of that size behind those that are there, and frees them. */
static void *join(void *there, int count, void *more, int n, size_t size)
{
    if (n == 0) {
        free(more);
        return there;
    }
    char *all = mem_resize(there, (size_t)(count + n), size);
    memcpy(all + (size_t)count * size, more, (size_t)n * size);
    free(more);
    return all;
}

/* Adds the rows for `by` to those that are there. */
static bool read_rows(struct db *db, const struct hall *hall, const struct report_question *q, enum report_by by,
                      struct report_answer *a, struct err *err)
{
    struct rating_row *ratings;
    struct wait_row *waits;
    struct case_row *cases;
    int n = 0;
    switch (q->kind) {
    case REPORT_RATINGS:
        if (!report_ratings(db, hall, q->from, q->to, by, q->lang, &ratings, &n, err)) return false;
        a->ratings = join(a->ratings, a->count, ratings, n, sizeof *ratings);
        break;
    case REPORT_WAITS:
        if (!report_waits(db, hall, q->from, q->to, by, q->lang, &waits, &n, err)) return false;
        a->waits = join(a->waits, a->count, waits, n, sizeof *waits);
        break;
    default:
        if (!report_cases(db, hall, q->from, q->to, by, q->lang, q->at, q->reader, &cases, &n, err)) return false;
        a->cases = join(a->cases, a->count, cases, n, sizeof *cases);
    }
    a->count += n;
    return true;
}

/* Cases are told by kind when nothing else is asked for. */
static enum report_by rows_by(const struct report_question *q)
{
    return q->kind == REPORT_CASES && q->by == BY_ALL ? BY_KIND : q->by;
}

bool report_read(struct db *db, const struct hall *hall, const struct report_question *question,
                 struct report_answer *answer, struct err *err)
{
    *answer = (struct report_answer){0};
    enum report_by by = rows_by(question);
    if (!read_rows(db, hall, question, by, answer, err)) return false;
    /* What a person reads ends in the sum; a program that adds up the rows must not find it among them. */
    bool with_sum = question->form == REPORT_TEXT && by != BY_ALL;
    return !with_sum || read_rows(db, hall, question, BY_ALL, answer, err);
}

static void write_json(const struct hall *hall, const struct report_question *q, const struct report_answer *a,
                       struct str *out)
{
    struct report_span span = {q->from, q->to, rows_by(q), q->at};
    json_t *json = q->kind == REPORT_RATINGS ? ratings_json(hall, &span, a->ratings, a->count)
                   : q->kind == REPORT_WAITS ? waits_json(hall, &span, a->waits, a->count)
                                             : cases_json(&span, a->cases, a->count);
    char *text = json_dumps(json, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
    str_add(out, text ? text : "null");
    str_add(out, "\n");
    free(text);
    json_decref(json);
}

/* As text or workbook: the two that people read. */
static bool write_table(const struct report_question *q, const struct report_answer *a, struct str *out,
                        struct err *err)
{
    struct report_table table;
    bool good = true;
    if (q->kind == REPORT_RATINGS)
        report_table_ratings(&table, a->ratings, a->count);
    else if (q->kind == REPORT_WAITS)
        report_table_waits(&table, a->waits, a->count);
    else
        report_table_cases(&table, a->cases, a->count);
    if (q->form == REPORT_XLSX) {
        good = report_write_xlsx(out, &table, q->lang, err);
    } else {
        str_addf(out, "%s  %s – %s\n\n", trc(q->lang, "report", table.title), q->from, q->to);
        report_write_text(out, &table, q->lang);
    }
    report_table_free(&table);
    return good;
}

bool report_write(const struct hall *hall, const struct report_question *question, const struct report_answer *answer,
                  struct str *out, struct err *err)
{
    switch (question->form) {
    case REPORT_JSON:
        write_json(hall, question, answer, out);
        return true;
    case REPORT_CSV:
        if (question->kind == REPORT_RATINGS)
            ratings_csv(out, answer->ratings, answer->count);
        else if (question->kind == REPORT_WAITS)
            waits_csv(out, answer->waits, answer->count);
        else
            cases_csv(out, answer->cases, answer->count);
        return true;
    default:
        return write_table(question, answer, out, err);
    }
}

void report_answer_free(struct report_answer *answer)
{
    free(answer->ratings);
    free(answer->waits);
    free(answer->cases);
    *answer = (struct report_answer){0};
}
