/* What happens to cases by itself, at its time: they go up, a quarter's sample is drawn, old personal data is erased.
 * Nothing of it is planned ahead: each look finds what is due by now, so a machine that was off catches up. */
#include <string.h>

#include "core/complaint_change.h"
#include "core/deadline.h"

/* So much of each is done in one command, lest those who work now wait for it. */
enum { DUE_BATCH = 50 };

/* ---- going up ---- */

/* A suggestion that was accepted is not late before its promised date. */
static ms_t counts_from(const struct complaint *found)
{
    bool promised = found->kind == CASE_SUGGESTION && found->state == CASE_OPEN && found->resolve_due;
    return promised ? found->resolve_due : found->since;
}

ms_t case_goes_up(const struct hall *hall, const struct complaint *found, ms_t now, enum case_level *to)
{
    bool finished = found->state == CASE_RESOLVED || found->state == CASE_CLOSED;
    *to = found->level;
    if (finished || found->kind == CASE_PRAISE || found->level >= LEVEL_MANAGER) return 0;
    ms_t supervisor = deadline_goes_up(hall, counts_from(found), hall->to_supervisor);
    ms_t manager = deadline_goes_up(hall, counts_from(found), hall->to_manager);
    bool straight = found->level == LEVEL_SUPERVISOR || !supervisor || (manager && manager <= now);
    *to = straight ? LEVEL_MANAGER : LEVEL_SUPERVISOR;
    return straight ? manager : supervisor;
}

struct rise {
    int64_t complaint;
    enum case_level to;
    ms_t due;
};

/* The first cases that are to go up by now: at most DUE_BATCH. -1 after refusing. */
static int find_rises(struct change *c, struct rise rises[DUE_BATCH])
{
    int n = 0;
    struct stmt *q =
        db_prepare(c->db, "SELECT " CASE_COLUMNS CASE_TABLES "WHERE c.state IN (0, 1) AND c.level < 2 ORDER BY c.id");
    while (n < DUE_BATCH && stmt_step(q)) {
        struct complaint found;
        case_read(q, NULL, &found);
        rises[n].complaint = found.id;
        rises[n].due = case_goes_up(c->hall, &found, c->now, &rises[n].to);
        n += rises[n].due && rises[n].due <= c->now;
    }
    return change_end(c, q) ? n : -1;
}

static bool go_up(struct change *c)
{
    struct rise rises[DUE_BATCH];
    int n = find_rises(c, rises);
    for (int i = 0; i < n; i++)
        if (!case_load(c, rises[i].complaint) || !case_go_up_due(c, rises[i].to, rises[i].due)) return false;
    return n >= 0;
}

/* ---- erasing ---- */

static ms_t years_ago(ms_t t, int years)
{
    struct tm tm = clock_local(t);
    return clock_from_local(tm.tm_year + 1900 - years, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min);
}

static int keep_important_years(const struct hall *hall)
{
    return hall->keep_important_years > hall->keep_years ? hall->keep_important_years : hall->keep_years;
}

/* The closed cases whose time is over: at most DUE_BATCH. -1 after refusing. */
static int find_old(struct change *c, int64_t ids[DUE_BATCH])
{
    int n = 0;
    struct stmt *q = db_prepare(c->db, "SELECT id FROM complaint WHERE erased_at IS NULL AND state = 3"
                                       " AND closed_at <= $1 AND (important = 0 OR closed_at <= $2)"
                                       " ORDER BY closed_at LIMIT $3");
    stmt_bind_int(q, 1, years_ago(c->now, c->hall->keep_years));
    stmt_bind_int(q, 2, years_ago(c->now, keep_important_years(c->hall)));
    stmt_bind_int(q, 3, DUE_BATCH);
    while (n < DUE_BATCH && stmt_step(q)) ids[n++] = stmt_int(q, 0);
    return change_end(c, q) ? n : -1;
}

/* What was said goes after the mark, which alone lets it. */
static bool erase(struct change *c, int64_t id)
{
    if (!case_load(c, id)) return false;
    struct stmt *q = db_prepare(c->db, "UPDATE complaint SET name = NULL, phone = NULL, phone_tail = NULL,"
                                       " erased_at = $2 WHERE id = $1");
    stmt_bind_int(q, 1, id);
    stmt_bind_int(q, 2, c->now);
    if (!change_run(c, q)) return false;
    q = db_prepare(c->db, "DELETE FROM complaint_text WHERE complaint = $1");
    stmt_bind_int(q, 1, id);
    return change_run(c, q) && case_event(c, "erased", json_object(), NULL);
}

static bool erase_cases(struct change *c, int *erased)
{
    int64_t ids[DUE_BATCH];
    int n = find_old(c, ids);
    for (int i = 0; i < n; i++)
        if (!erase(c, ids[i])) return false;
    *erased = n;
    return n >= 0;
}

/* Surnames on tickets and comments of ratings go at the same age, unless a case that is still kept is about them. */
static bool erase_surnames(struct change *c, int *erased)
{
    char day[CLOCK_DAY];
    hall_day(c->hall, years_ago(c->now, c->hall->keep_years), day);
    struct stmt *q = db_prepare(
        c->db, "UPDATE ticket SET surname = NULL WHERE id IN (SELECT t.id FROM ticket t WHERE t.surname IS NOT NULL"
               " AND t.day <= $1 AND NOT EXISTS (SELECT 1 FROM complaint k WHERE k.ticket = t.id"
               " AND k.erased_at IS NULL) LIMIT $2)");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, DUE_BATCH);
    bool ok = change_run(c, q);
    *erased = ok ? (int)db_changes(c->db) : 0;
    return ok;
}

static bool erase_comments(struct change *c, int *erased)
{
    struct stmt *q =
        db_prepare(c->db, "UPDATE rating SET comment = NULL, sealed = NULL, erased_at = $2 WHERE id IN"
                          " (SELECT r.id FROM rating r WHERE (r.comment IS NOT NULL OR r.sealed IS NOT NULL)"
                          " AND r.given_at <= $1 AND NOT EXISTS (SELECT 1 FROM complaint k"
                          " WHERE (k.rating = r.id OR k.ticket = r.ticket) AND k.erased_at IS NULL) LIMIT $3)");
    stmt_bind_int(q, 1, years_ago(c->now, c->hall->keep_years));
    stmt_bind_int(q, 2, c->now);
    stmt_bind_int(q, 3, DUE_BATCH);
    bool ok = change_run(c, q);
    *erased = ok ? (int)db_changes(c->db) : 0;
    return ok;
}

static bool erase_old(struct change *c)
{
    int cases, surnames, comments;
    if (!erase_cases(c, &cases) || !erase_surnames(c, &surnames) || !erase_comments(c, &comments)) return false;
    c->out->erased = cases + surnames + comments;
    if (surnames + comments == 0) return true; /* each case has its own entry */
    return change_journal(c, "visits.erased", 0, 0,
                          json_pack("{s:i, s:i}", "surnames", surnames, "comments", comments));
}

void cases_due(struct change *c)
{
    bool steady; /* asked for first: what is done here is recorded, too */
    if (!change_clock_steady(c, &steady)) return;
    /* What a clock gone wrong erased would be gone for good. */
    if (go_up(c) && sample_draw_due(c) && steady) erase_old(c);
    c->out->complaint = (struct complaint){0};
}
