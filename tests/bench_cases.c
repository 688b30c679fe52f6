/* How fast cases are read when there are many closed ones: `./kiosk bench` prints it. */
#include <stdio.h>
#include <stdlib.h>

#include "support/cases.h"
#include "support/cmocka_all.h"

enum { CLOSED = 100000, UNFINISHED = 200, READS = 20 };

static void add_row(struct db *db, int i, bool closed, ms_t now)
{
    struct stmt *q = db_prepare(
        db,
        "INSERT INTO complaint (day, letter, seq, kind, about, lang, channel, token, code, filed_at, print, state,"
        " since, reply_due, closed_at) VALUES ('2026-01-02', 'T', $1, 0, 0, 0, 'terminal', $2, '0000', $3, 0, $4,"
        " $3, $5, $6)");
    char token[TOKEN_SIZE];
    snprintf(token, sizeof token, "%022d", i);
    stmt_bind_int(q, 1, i);
    stmt_bind_text(q, 2, token);
    stmt_bind_int(q, 3, now);
    stmt_bind_int(q, 4, closed ? CASE_CLOSED : CASE_FILED);
    stmt_bind_int(q, 5, now + i);
    if (closed)
        stmt_bind_int(q, 6, now + i);
    else
        stmt_bind_null(q, 6);
    assert_true(stmt_run(q, NULL));
}

static void add_text(struct db *db, struct vault *vault, int64_t id, ms_t now)
{
    unsigned char sealed[VAULT_SEALED];
    size_t size;
    assert_true(vault_seal(vault, "等了很久，材料没有一次说清，希望取号前就写清楚", sealed, &size, NULL));
    struct stmt *q = db_prepare(db, "INSERT INTO complaint_event (complaint, seq, at, kind, channel, body, text_hash)"
                                    " VALUES ($1, 1, $2, 'filed', 'terminal', '{}', 'x') RETURNING id");
    stmt_bind_int(q, 1, id);
    stmt_bind_int(q, 2, now);
    int64_t event = stmt_step(q) ? stmt_int(q, 0) : 0;
    assert_true(stmt_end(q, NULL));
    q = db_prepare(db, "INSERT INTO complaint_text (event, complaint, sealed) VALUES ($1, $2, $3)");
    stmt_bind_int(q, 1, event);
    stmt_bind_int(q, 2, id);
    stmt_bind_blob(q, 3, sealed, size);
    assert_true(stmt_run(q, NULL));
}

static void fill(struct cases *t)
{
    char path[128];
    snprintf(path, sizeof path, "%s/kiosk.db", t->f.dir);
    struct db *db = db_open(path, DB_WRITE, 1000, NULL);
    assert_true(db_begin(db, NULL));
    for (int i = 1; i <= CLOSED + UNFINISHED; i++) {
        add_row(db, i, i <= CLOSED, t->f.now);
        add_text(db, &t->vault, db_insert_id(db), t->f.now);
    }
    assert_true(db_commit(db, NULL));
    db_close(db);
}

static void ignore(void *arg, const struct complaint *found, const char *text)
{
    (void)arg;
    (void)found;
    (void)text;
}

static void time_list(struct cases *t, const char *what, struct case_filter filter, int skip, int reads)
{
    struct case_reader reader = {t->f.clerks[0], ROLE_CLERK};
    int total;
    filter.now = t->f.now;
    ms_t begin = clock_monotonic();
    for (int i = 0; i < reads; i++)
        assert_true(complaint_list(t->f.db, &t->vault, &reader, &filter, skip, 50, ignore, NULL, &total, NULL));
    printf("cases, %s of %d: %.1f ms\n", what, total, (double)(clock_monotonic() - begin) / reads);
}

int main(void)
{
    struct case_reader reader;
    struct case_counts counts;
    void *state;
    cases_open(&state);
    struct cases *t = state;
    fill(t);
    reader = (struct case_reader){t->f.clerks[0], ROLE_CLERK};
    time_list(t, "unfinished", (struct case_filter){.states = ~(1U << CASE_CLOSED)}, 0, READS);
    time_list(t, "first page", (struct case_filter){0}, 0, READS);
    time_list(t, "last page", (struct case_filter){0}, CLOSED, READS);
    time_list(t, "one day", (struct case_filter){.day = "2026-01-03"}, 0, READS);
    time_list(t, "search", (struct case_filter){.search = "煤气表"}, 0, 1);
    ms_t begin = clock_monotonic();
    for (int i = 0; i < READS; i++)
        assert_true(complaint_counts(t->f.db, &t->f.hall, &reader, t->f.now, &counts, NULL));
    printf("cases, counts: %.1f ms\n", (double)(clock_monotonic() - begin) / READS);
    cases_close(&state);
    return 0;
}
