/* What `next` costs when many wait and when the history is long: the ratio of medians is to be at most 1.3. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "support/cmocka_all.h"
#include "support/fixture.h"

enum { CALLS = 401, KINDS = 3 };

static double micros(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int n)
{
    qsort(values, (size_t)n, sizeof *values, by_value);
    return values[n / 2];
}

static void run_sql(struct fixture *f, const char *sql)
{
    struct err err;
    char path[128];
    snprintf(path, sizeof path, "%s/kiosk.db", f->dir);
    struct db *db = db_open(path, DB_WRITE, 5000, &err);
    if (!db || !db_exec(db, sql, &err)) fail_msg("%s", err.text);
    db_close(db);
}

/* Ten thousand who wait in line today for the service that is called. */
#define WAITING                                                                                                      \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"                                \
    " INSERT INTO ticket (day, prefix, seq, service, class, state, rank, lang, token, code, print, issued_at, "      \
    "ahead)"                                                                                                         \
    " SELECT '2026-11-18', 'B', 100000 + i, 'pay', 'normal', 0, 1795000000000 + i, 0, 'w' || i, '0000', 0,"          \
    " 1795000000000 + i, 0 FROM n"

/* A million visits of the years before. */
#define HISTORY                                                                                                      \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)"                              \
    " INSERT INTO ticket (day, prefix, seq, service, class, state, rank, lang, token, code, print, issued_at,"       \
    " called_at, first_called_at, started_at, ended_at, counter, staff, calls, ahead, served_ms)"                    \
    " SELECT date('2020-01-01', '+' || (i / 500) || ' days'), 'B', 1 + i % 500, 'pay', 'normal', 4, i, 0, 'h' || i," \
    " '0000', 0, 1500000000000 + i * 60000, 1500000000000 + i * 60000 + 1, 1500000000000 + i * 60000 + 1,"           \
    " 1500000000000 + i * 60000 + 2, 1500000000000 + i * 60000 + 3, 1, 1, 1, 0, 1 FROM n"

/* A hall with ten waiting, and what sql adds; the log that leaves behind is worked off before anything is timed. */
static void open_hall(struct fixture *f, const char *sql)
{
    fixture_open(f);
    for (int i = 0; i < 10; i++) fixture_issue(f, "pay", NULL);
    if (sql) run_sql(f, sql);
    run_sql(f, "PRAGMA wal_checkpoint(TRUNCATE); ANALYZE");
    fixture_restart(f);
}

/* Calls one visitor, and marks the one before absent; only the call is timed. */
static double time_next(struct fixture *f)
{
    fixture_issue(f, "pay", NULL);
    double begin = micros();
    struct outcome out = fixture_next(f, 1);
    double us = micros() - begin;
    if (out.code != OUT_OK) fail_msg("%s", out.message);
    fixture_do(f, (struct command){.kind = CMD_ABSENT, .ticket = out.ticket.id, .staff = f->clerks[0]});
    return us;
}

int main(void)
{
    static struct fixture halls[KINDS];
    static double us[KINDS][CALLS];
    static const char *const sql[KINDS] = {NULL, WAITING, HISTORY};
    double medians[KINDS];
    for (int k = 0; k < KINDS; k++) open_hall(&halls[k], sql[k]);
    /* In turn, so that a machine that is slower for a while is so for all of them. */
    for (int i = -CALLS / 4; i < CALLS; i++)
        for (int k = 0; k < KINDS; k++) {
            double one = time_next(&halls[k]);
            if (i >= 0) us[k][i] = one;
        }
    for (int k = 0; k < KINDS; k++) medians[k] = median(us[k], CALLS);
    printf("next, median of %d, commit included:\n", CALLS);
    printf("  10 waiting, short history        %8.0f us\n", medians[0]);
    printf("  10,000 waiting                   %8.0f us   ratio %.2f (limit 1.3)\n", medians[1],
           medians[1] / medians[0]);
    printf("  1,000,000 tickets in history     %8.0f us   ratio %.2f (limit 1.3)\n", medians[2],
           medians[2] / medians[0]);
    for (int k = 0; k < KINDS; k++) fixture_close(&halls[k]);
    return 0;
}
