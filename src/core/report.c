/* Managers' figures: one pass over the tickets of the span, sorted into rows. */
#include "core/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/report_label.h"
#include "core/ticket.h"
#include "store/db.h"

static const char *const bys[BY_COUNT] = {"", "service", "counter", "staff", "hour", "day", "kind"};

bool report_by_parse(const char *name, enum report_by *out)
{
    for (int i = BY_SERVICE; i < BY_KIND; i++) {
        if (!str_equal(name, bys[i])) continue;
        *out = (enum report_by)i;
        return true;
    }
    return false;
}

const char *report_by_name(enum report_by by)
{
    return bys[by];
}

struct interval wilson95(int k, int n)
{
    const double z = 1.959963984540054;
    if (n <= 0) return (struct interval){0, 1};
    double p = (double)k / n, z2 = z * z;
    double mid = (p + z2 / (2.0 * n)) / (1 + z2 / n);
    double half = z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
    /* At the ends the formula gives 0 and 1 but for rounding. */
    return (struct interval){k == 0 ? 0 : fmax(0, mid - half), k == n ? 1 : fmin(1, mid + half)};
}

/* One ticket of the span, as the query gives it. */
struct visit {
    const char *day, *service, *login, *name;
    enum ticket_state state;
    ms_t issued_at, first_called_at, served_ms, ended_at;
    int counter, score;
    bool set_aside;
};

/* Rows under construction: ratings and waits side by side, as most of the way is common. */
struct row {
    struct label label;
    struct rating_row rating;
    struct wait_row wait;
    int *waits_s; /* of those called */
    int waits, waits_cap;
    int64_t handling_ms, score_sum;
};
struct table {
    struct row *rows;
    int count, cap;
};

static struct row *row_for(struct table *t, const struct label *label)
{
    for (int i = 0; i < t->count; i++)
        if (strcmp(t->rows[i].label.key, label->key) == 0) return &t->rows[i];
    if (t->count == t->cap) {
        t->cap = t->cap ? t->cap * 2 : 16;
        t->rows = mem_resize(t->rows, (size_t)t->cap, sizeof *t->rows);
    }
    struct row *row = &t->rows[t->count++];
    *row = (struct row){.label = *label};
    return row;
}

static void add_rating(struct row *row, const struct visit *v)
{
    struct rating_row *r = &row->rating;
    r->served += v->state == TICKET_DONE;
    if (!v->score) return;
    if (v->set_aside) {
        r->set_aside++;
        return;
    }
    r->rated++;
    r->level[v->score]++;
    r->satisfied += v->score >= 3;
    row->score_sum += v->score;
}

static void add_wait(const struct hall *hall, struct row *row, const struct visit *v)
{
    struct wait_row *w = &row->wait;
    w->issued++;
    w->served += v->state == TICKET_DONE;
    w->absent += v->state == TICKET_ABSENT;
    w->cancelled += v->state == TICKET_CANCELLED;
    w->waiting += v->state == TICKET_WAITING;
    if (v->state == TICKET_DONE) row->handling_ms += v->served_ms;
    if (!v->first_called_at) return;
    /* A clock that was set back in between must not make a wait of less than nothing. */
    int wait_s = v->first_called_at > v->issued_at ? (int)((v->first_called_at - v->issued_at) / 1000) : 0;
    if (row->waits == row->waits_cap) {
        row->waits_cap = row->waits_cap ? row->waits_cap * 2 : 64;
        row->waits_s = mem_resize(row->waits_s, (size_t)row->waits_cap, sizeof *row->waits_s);
    }
    row->waits_s[row->waits++] = wait_s;
    w->called++;
    w->within_target += wait_s <= hall->wait_target_s;
}

static void finish_rating(struct row *row)
{
    struct rating_row *r = &row->rating;
    memcpy(r->key, row->label.key, sizeof r->key);
    memcpy(r->label, row->label.label, sizeof r->label);
    r->participation = r->served ? (double)r->rated / r->served : 0;
    r->satisfaction = r->rated ? (double)r->satisfied / r->rated : 0;
    r->satisfaction95 = wilson95(r->satisfied, r->rated);
    r->mean = r->rated ? (double)row->score_sum / r->rated : 0;
    r->enough = r->rated >= REPORT_LEAST;
}

static int by_value(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* The least value that at least that share does not exceed (nearest rank). */
static int quantile(const int *sorted, int n, double share)
{
    int at = (int)ceil(share * n) - 1;
    return n ? sorted[at < 0 ? 0 : at] : 0;
}

static void finish_wait(const struct hall *hall, enum report_by by, struct row *row)
{
    struct wait_row *w = &row->wait;
    int64_t sum = 0;
    memcpy(w->key, row->label.key, sizeof w->key);
    memcpy(w->label, row->label.label, sizeof w->label);
    if (row->waits) qsort(row->waits_s, (size_t)row->waits, sizeof *row->waits_s, by_value);
    for (int i = 0; i < row->waits; i++) sum += row->waits_s[i];
    w->wait_mean_s = row->waits ? (int)(sum / row->waits) : 0;
    w->wait_median_s = quantile(row->waits_s, row->waits, 0.5);
    w->wait_p90_s = quantile(row->waits_s, row->waits, 0.9);
    w->handling_mean_s = w->served ? (int)(row->handling_ms / 1000 / w->served) : 0;
    int service = by == BY_SERVICE ? hall_service(hall, w->key) : -1;
    w->handling_target_s = service >= 0 ? hall->services[service].target_s : 0;
}

static int by_order(const void *a, const void *b)
{
    return report_label_order(&((const struct row *)a)->label, &((const struct row *)b)->label);
}

static struct visit read_visit(struct stmt *q)
{
    return (struct visit){.day = stmt_text(q, 0),
                          .service = stmt_text(q, 1),
                          .state = (enum ticket_state)stmt_int(q, 2),
                          .issued_at = stmt_int(q, 3),
                          .first_called_at = stmt_int(q, 4),
                          .served_ms = stmt_int(q, 5),
                          .ended_at = stmt_int(q, 6),
                          .counter = (int)stmt_int(q, 7),
                          .login = stmt_text(q, 8),
                          .name = stmt_text(q, 9),
                          .score = (int)stmt_int(q, 10),
                          .set_aside = stmt_int(q, 11) != 0};
}

/* The two reports differ in the hour a visit counts for: ratings by when it ended, waits by when it began. */
static bool collect(struct db *db, const struct hall *hall, const char *from, const char *to, enum report_by by,
                    enum lang lang, bool ratings, struct table *t, struct err *err)
{
    struct label seed;
    for (int i = 0; report_label_seed(hall, by, lang, i, &seed); i++) row_for(t, &seed);
    struct stmt *q =
        db_prepare(db, "SELECT t.day, t.service, t.state, t.issued_at, t.first_called_at, t.served_ms, t.ended_at,"
                       " t.counter, p.login, p.name, r.score, r.set_aside"
                       " FROM ticket t LEFT JOIN staff p ON p.id = t.staff LEFT JOIN rating r ON r.ticket = t.id"
                       " WHERE t.day BETWEEN $1 AND $2");
    stmt_bind_text(q, 1, from);
    stmt_bind_text(q, 2, to);
    while (stmt_step(q)) {
        struct visit v = read_visit(q);
        struct labelled of = {.day = v.day,
                              .service = v.service,
                              .login = v.login,
                              .name = v.name,
                              .counter = v.counter,
                              .at = ratings && v.ended_at ? v.ended_at : v.issued_at};
        struct label label = report_label(hall, by, lang, &of);
        if (by != BY_ALL && !label.key[0]) continue;
        struct row *row = row_for(t, &label);
        if (ratings)
            add_rating(row, &v);
        else
            add_wait(hall, row, &v);
    }
    if (t->count) qsort(t->rows, (size_t)t->count, sizeof *t->rows, by_order);
    return stmt_end(q, err);
}

static void free_table(struct table *t)
{
    for (int i = 0; i < t->count; i++) free(t->rows[i].waits_s);
    free(t->rows);
}

bool report_ratings(struct db *db, const struct hall *hall, const char *from, const char *to, enum report_by by,
                    enum lang lang, struct rating_row **rows, int *count, struct err *err)
{
    struct table t = {0};
    bool ok = collect(db, hall, from, to, by, lang, true, &t, err);
    *count = t.count;
    *rows = ok ? mem_zalloc((size_t)t.count, sizeof **rows) : NULL;
    for (int i = 0; ok && i < t.count; i++) {
        finish_rating(&t.rows[i]);
        (*rows)[i] = t.rows[i].rating;
    }
    free_table(&t);
    return ok;
}

bool report_waits(struct db *db, const struct hall *hall, const char *from, const char *to, enum report_by by,
                  enum lang lang, struct wait_row **rows, int *count, struct err *err)
{
    struct table t = {0};
    bool ok = collect(db, hall, from, to, by, lang, false, &t, err);
    *count = t.count;
    *rows = ok ? mem_zalloc((size_t)t.count, sizeof **rows) : NULL;
    for (int i = 0; ok && i < t.count; i++) {
        finish_wait(hall, by, &t.rows[i]);
        (*rows)[i] = t.rows[i].wait;
    }
    free_table(&t);
    return ok;
}
