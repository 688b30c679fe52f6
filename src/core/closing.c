#include "core/closing.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "core/complaint_change.h"
#include "core/report.h"

/* The figures are kept as the program has them: raise it whenever struct closing_figures changes. */
enum { FORM = 1 };

/* ---- gathering ---- */

static bool gather_waits(struct change *c, struct closing_figures *f)
{
    struct wait_row *all = NULL, *rows = NULL;
    struct err err;
    int n, count = 0;
    bool ok = report_waits(c->db, c->hall, c->day, c->day, BY_ALL, LANG_ZH_CN, &all, &n, &err) &&
              report_waits(c->db, c->hall, c->day, c->day, BY_SERVICE, LANG_ZH_CN, &rows, &count, &err);
    if (ok) {
        f->issued = all->issued;
        f->served = all->served;
        f->absent = all->absent;
        f->cancelled = all->cancelled;
        f->called = all->called;
        f->within_target = all->within_target;
        f->wait_median_s = all->wait_median_s;
        f->wait_p90_s = all->wait_p90_s;
    }
    for (int i = 0; i < count && f->service_count < MAX_SERVICES; i++) {
        if (rows[i].served == 0) continue;
        str_copy(f->services[f->service_count].code, CODE_SIZE, rows[i].key);
        f->services[f->service_count].target_s = rows[i].handling_target_s;
        f->services[f->service_count++].mean_s = rows[i].handling_mean_s;
    }
    free(all);
    free(rows);
    return ok || change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

static bool gather_longest(struct change *c, struct closing_figures *f)
{
    struct stmt *q = db_prepare(c->db, "SELECT prefix, seq, first_called_at, first_called_at - issued_at FROM ticket"
                                       " WHERE day = $1 AND first_called_at > issued_at ORDER BY 4 DESC, id LIMIT 1");
    stmt_bind_text(q, 1, c->day);
    if (stmt_step(q)) {
        ticket_number(stmt_text(q, 0), stmt_int(q, 1), f->longest);
        f->longest_at = stmt_int(q, 2);
        f->wait_longest_s = (int)(stmt_int(q, 3) / 1000);
    }
    return change_end(c, q);
}

static bool gather_ratings(struct change *c, struct closing_figures *f)
{
    struct rating_row *all;
    struct err err;
    int n;
    if (!report_ratings(c->db, c->hall, c->day, c->day, BY_ALL, LANG_ZH_CN, &all, &n, &err))
        return change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
    f->rated = all->rated;
    f->satisfied = all->satisfied;
    f->bad = all->level[1] + all->level[2];
    free(all);
    return true;
}

/* Whoever makes the report learns not even by its counts of a case about themselves, but for managers. */
static bool kept_from(struct change *c, int64_t *staff)
{
    enum staff_role role;
    if (!change_role(c, &role)) return false;
    *staff = role < ROLE_MANAGER ? c->command->staff : 0;
    return true;
}

static bool gather_cases(struct change *c, struct closing_figures *f)
{
    int64_t reader;
    if (!kept_from(c, &reader)) return false;
    struct stmt *q = db_prepare(
        c->db, "SELECT count(*) FILTER (WHERE day = $1), count(*) FILTER (WHERE resolved_at BETWEEN $2 AND $3)"
               " FROM complaint WHERE (day = $1 OR resolved_at BETWEEN $2 AND $3)"
               " AND id NOT IN (SELECT complaint FROM complaint_concerned WHERE staff = $4)");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_int(q, 2, hall_day_start(c->hall, c->now));
    stmt_bind_int(q, 3, c->now);
    stmt_bind_int(q, 4, reader);
    if (stmt_step(q)) {
        f->filed = (int)stmt_int(q, 0);
        f->resolved = (int)stmt_int(q, 1);
    }
    if (!change_end(c, q)) return false;
    q = db_prepare(c->db, "SELECT " CASE_COLUMNS CASE_TABLES "WHERE c.state < 3 AND c.id NOT IN"
                          " (SELECT complaint FROM complaint_concerned WHERE staff = $1)");
    stmt_bind_int(q, 1, reader);
    while (stmt_step(q)) {
        struct complaint found;
        ms_t due;
        case_read(q, NULL, &found);
        f->overdue += case_due(&found, &due) != DUE_NOTHING && due < c->now;
    }
    return change_end(c, q);
}

static bool gather_counters(struct change *c, struct closing_figures *f)
{
    struct stmt *q =
        db_prepare(c->db, "SELECT t.counter, p.name, count(*), sum(t.served_ms) / count(*) / 1000 FROM ticket t"
                          " JOIN staff p ON p.id = t.staff WHERE t.day = $1 AND t.state = 4"
                          " GROUP BY t.counter, t.staff ORDER BY t.counter, min(t.ended_at)");
    stmt_bind_text(q, 1, c->day);
    while (f->counter_count < CLOSING_COUNTERS && stmt_step(q)) {
        int i = f->counter_count++;
        f->counters[i].counter = (int)stmt_int(q, 0);
        str_copy(f->counters[i].name, sizeof f->counters[i].name, stmt_text(q, 1));
        f->counters[i].served = (int)stmt_int(q, 2);
        f->counters[i].mean_s = (int)stmt_int(q, 3);
    }
    return change_end(c, q);
}

static bool gather_receipts(struct change *c, struct closing_figures *f)
{
    struct stmt *q = db_prepare(c->db, "SELECT print, count(*) FROM ticket WHERE day = $1 GROUP BY print");
    stmt_bind_text(q, 1, c->day);
    while (stmt_step(q)) {
        enum print_state print = (enum print_state)stmt_int(q, 0);
        if (print == PRINT_PRINTED) f->printed = (int)stmt_int(q, 1);
        if (print == PRINT_FAILED || print == PRINT_UNKNOWN) f->unprinted += (int)stmt_int(q, 1);
    }
    return change_end(c, q);
}

/* ---- the commands ---- */

static bool by_supervisor(struct change *c)
{
    enum staff_role role;
    if (!change_role(c, &role)) return false;
    return role >= ROLE_SUPERVISOR ||
           change_refuse(c, OUT_NOT_ALLOWED, "only a supervisor prints the day's closing report");
}

static bool insert(struct change *c, const struct closing_figures *figures, int64_t entry, const char *hash)
{
    struct stmt *q =
        db_prepare(c->db, "INSERT INTO closing (day, made_at, staff, lang, print, entry, hash, form, figures)"
                          " VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8)");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_int(q, 2, c->now);
    stmt_bind_int(q, 3, c->command->staff);
    stmt_bind_int(q, 4, c->command->lang);
    stmt_bind_int(q, 5, entry);
    stmt_bind_text(q, 6, hash);
    stmt_bind_int(q, 7, FORM);
    stmt_bind_blob(q, 8, figures, sizeof *figures);
    if (!change_run(c, q)) return false;
    c->out->id = db_insert_id(c->db);
    return true;
}

void closing_make(struct change *c)
{
    struct closing_figures figures;
    char hash[JOURNAL_HASH];
    int64_t entry;
    struct err err;
    memset(&figures, 0, sizeof figures); /* its gaps are written, too */
    figures.wait_target_s = c->hall->wait_target_s;
    if (!by_supervisor(c) || !change_clock_ok(c) || !gather_waits(c, &figures) || !gather_longest(c, &figures) ||
        !gather_ratings(c, &figures) || !gather_cases(c, &figures) || !gather_counters(c, &figures) ||
        !gather_receipts(c, &figures))
        return;
    /* Its own entry is the last that the paper vouches for. */
    if (!change_journal(c, "closing.made", 0, 0, json_pack("{s:s}", "day", c->day))) return;
    if (!journal_head(c->db, &entry, hash, &err)) {
        change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
        return;
    }
    insert(c, &figures, entry, hash);
}

/* By the printer, or by a supervisor who wants another copy. */
void closing_print(struct change *c)
{
    const struct command *cmd = c->command;
    if (cmd->staff && !by_supervisor(c)) return;
    struct stmt *q = db_prepare(c->db, "UPDATE closing SET print = $2 WHERE id = $1");
    stmt_bind_int(q, 1, cmd->closing);
    stmt_bind_int(q, 2, cmd->print);
    if (!change_run(c, q)) return;
    if (db_changes(c->db) == 0) {
        change_refuse(c, OUT_NOT_FOUND, "there is no closing report %lld", (long long)cmd->closing);
        return;
    }
    c->out->id = cmd->closing;
    change_journal(
        c, "closing.print", 0, 0,
        json_pack("{s:I, s:s}", "closing", (json_int_t)cmd->closing, "print", print_state_name(cmd->print)));
}

/* ---- reading ---- */

#define CLOSING_COLUMNS "c.id, c.day, c.made_at, p.name, c.lang, c.print, c.entry, c.hash, c.form, c.figures"
#define CLOSING_TABLES " FROM closing c JOIN staff p ON p.id = c.staff "

static bool read_row(struct stmt *q, struct closing *out, struct err *err)
{
    size_t size;
    const void *figures = stmt_blob(q, 9, &size);
    *out = (struct closing){.id = stmt_int(q, 0),
                            .made_at = stmt_int(q, 2),
                            .lang = (enum lang)stmt_int(q, 4),
                            .print = (enum print_state)stmt_int(q, 5),
                            .entry = stmt_int(q, 6)};
    str_copy(out->day, sizeof out->day, stmt_text(q, 1));
    str_copy(out->staff_name, sizeof out->staff_name, stmt_text(q, 3));
    str_copy(out->hash, sizeof out->hash, stmt_text(q, 7));
    if ((int)out->lang < 0 || out->lang >= LANG_COUNT) out->lang = LANG_ZH_CN;
    if (stmt_int(q, 8) != FORM || size != sizeof out->figures)
        return err_set(err, "the closing report of %s was made by another version of the program; make it again",
                       out->day);
    memcpy(&out->figures, figures, size);
    return true;
}

static bool read_one(struct stmt *q, struct closing *out, struct err *err)
{
    err->text[0] = '\0';
    bool found = stmt_step(q), fits = found && read_row(q, out, err);
    return stmt_end(q, found && !fits ? NULL : err) && fits;
}

bool closing_by_id(struct db *db, int64_t id, struct closing *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT " CLOSING_COLUMNS CLOSING_TABLES "WHERE c.id = $1");
    stmt_bind_int(q, 1, id);
    return read_one(q, out, err);
}

bool closing_of_day(struct db *db, const char *day, struct closing *out, struct err *err)
{
    struct stmt *q =
        db_prepare(db, "SELECT " CLOSING_COLUMNS CLOSING_TABLES "WHERE c.day = $1 ORDER BY c.id DESC LIMIT 1");
    stmt_bind_text(q, 1, day);
    return read_one(q, out, err);
}

bool closing_next_print(struct db *db, struct closing *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT " CLOSING_COLUMNS CLOSING_TABLES
                                    "WHERE c.print = 1 AND c.form = $1 ORDER BY c.id LIMIT 1");
    stmt_bind_int(q, 1, FORM);
    return read_one(q, out, err);
}
