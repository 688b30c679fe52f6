/* Managers' figures of cases: one pass over those filed in the span, sorted into rows. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/complaint_change.h"
#include "core/report_label.h"

struct row {
    struct label label;
    struct case_row cases;
};
struct table {
    struct row *rows;
    int count, room;
};

static struct case_row *row_for(struct table *t, const struct label *label)
{
    for (int i = 0; i < t->count; i++)
        if (strcmp(t->rows[i].label.key, label->key) == 0) return &t->rows[i].cases;
    if (t->count == t->room) {
        t->room = t->room ? t->room * 2 : 16;
        t->rows = mem_resize(t->rows, (size_t)t->room, sizeof *t->rows);
    }
    struct row *row = &t->rows[t->count++];
    *row = (struct row){.label = *label};
    str_copy(row->cases.key, sizeof row->cases.key, label->key);
    str_copy(row->cases.label, sizeof row->cases.label, label->label);
    return &row->cases;
}

/* A time that has come, and was something done by it? */
static void add_deadline(ms_t due, ms_t done, ms_t now, int *came, int *in_time)
{
    if (!due || due > now) return;
    ++*came;
    *in_time += done && done <= due;
}

static void add_follow_up(struct case_row *r, const struct complaint *c, ms_t now)
{
    if (c->state < CASE_RESOLVED || !c->follow_up_due) return;
    if (c->state != CASE_CLOSED && c->follow_up_due > now) return;
    r->follow_up_due++;
    r->followed_up += c->answered || c->attempts > 0;
}

static void add_case(struct case_row *r, const struct complaint *c, bool set_aside, ms_t now)
{
    ms_t due;
    r->accepted++;
    r->unfinished += c->state < CASE_RESOLVED;
    add_deadline(c->reply_due, c->replied_at, now, &r->reply_due, &r->replied_in_time);
    add_deadline(c->resolve_due, c->resolved_at, now, &r->resolve_due, &r->resolved_in_time);
    r->overdue += case_due(c, &due) != DUE_NOTHING && due < now;
    add_follow_up(r, c, now);
    r->asked += c->content != CONTENT_UNSAID;
    r->satisfied += c->content == CONTENT_YES;
    if (c->kind != CASE_BAD_RATING) return;
    r->set_aside += set_aside;
    r->bad += !set_aside;
    r->put_right += !set_aside && c->resolved_at;
}

/* Columns behind a case's own. */
enum { DAY = CASE_COLUMN_COUNT, LOGIN, ASIDE };

static bool collect(struct db *db, const struct hall *hall, const char *from, const char *to, enum report_by by,
                    enum lang lang, ms_t now, int64_t reader, struct table *t, struct err *err)
{
    struct stmt *q =
        db_prepare(db, "SELECT " CASE_COLUMNS ", c.day, o.login, r.set_aside" CASE_TABLES
                       "WHERE c.day BETWEEN $1 AND $2 AND NOT EXISTS (SELECT 1 FROM complaint_concerned n"
                       " WHERE n.complaint = c.id AND n.staff = $3)");
    stmt_bind_text(q, 1, from);
    stmt_bind_text(q, 2, to);
    stmt_bind_int(q, 3, reader);
    while (stmt_step(q)) {
        struct complaint c;
        case_read(q, NULL, &c);
        struct labelled of = {.day = stmt_text(q, DAY),
                              .service = c.service,
                              .login = stmt_text(q, LOGIN),
                              .name = c.owner_name,
                              .counter = c.counter,
                              .kind = c.kind,
                              .at = c.filed_at};
        struct label label = report_label(hall, by, lang, &of);
        if (by == BY_ALL || label.key[0]) add_case(row_for(t, &label), &c, stmt_int(q, ASIDE) != 0, now);
    }
    return stmt_end(q, err);
}

static int by_order(const void *a, const void *b)
{
    return report_label_order(&((const struct row *)a)->label, &((const struct row *)b)->label);
}

bool report_cases(struct db *db, const struct hall *hall, const char *from, const char *to, enum report_by by,
                  enum lang lang, ms_t now, int64_t reader, struct case_row **rows, int *count, struct err *err)
{
    struct table t = {0};
    struct label seed;
    for (int i = 0; report_label_seed(hall, by, lang, i, &seed); i++) row_for(&t, &seed);
    bool ok = collect(db, hall, from, to, by, lang, now, reader, &t, err);
    if (t.count) qsort(t.rows, (size_t)t.count, sizeof *t.rows, by_order);
    *count = t.count;
    *rows = ok ? mem_zalloc((size_t)t.count, sizeof **rows) : NULL;
    for (int i = 0; ok && i < t.count; i++) {
        struct case_row *r = &t.rows[i].cases;
        r->satisfied95 = wilson95(r->satisfied, r->asked);
        (*rows)[i] = *r;
    }
    free(t.rows);
    return ok;
}
