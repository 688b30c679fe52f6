#include "core/wait_store.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Changes with the meaning of struct wait_model; a change of its size is seen anyway. */
enum { MODEL_FORM = 1 };
enum { WALK_MOST_S = 300 };

ms_t wait_midnight(const struct hall *hall, const char *day)
{
    int y = 1970, m = 1, d = 1;
    sscanf(day, "%4d-%2d-%2d", &y, &m, &d);
    ms_t begins = clock_from_local(y, m, d, hall->day_starts / 60, hall->day_starts % 60);
    /* Counted back from where the business day begins, so that a clock put forward in the night does not shift
     * the roster. */
    return begins - (ms_t)hall->day_starts * 60000;
}

void wait_roster_of(const struct counter *counter, ms_t midnight, struct wait_roster *out)
{
    out->count = counter->shift_count;
    for (int i = 0; i < counter->shift_count; i++) {
        out->shifts[i].from = midnight + (ms_t)counter->shifts[i].from * 60000;
        out->shifts[i].to = midnight + (ms_t)counter->shifts[i].to * 60000;
    }
}

double wait_handling_s(ms_t called, ms_t started, ms_t served_ms)
{
    double walk = (double)(started - called) / 1000;
    return fmin(fmax(walk, 0), WALK_MOST_S) + (double)served_ms / 1000;
}

static void add_seen(struct wait_seats *out, int counter, struct wait_seen seen)
{
    int n = out->count[counter]++;
    /* Room grows by doubling. */
    if ((n & (n - 1)) == 0)
        out->seen[counter] = mem_resize(out->seen[counter], n ? 2 * (size_t)n : 1, sizeof *out->seen[counter]);
    out->seen[counter][n] = seen;
}

bool wait_read_seats(struct db *db, const struct hall *hall, ms_t from, struct wait_seats *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT at, counter, kind FROM journal"
                                    " WHERE kind IN ('counter.opened', 'counter.paused', 'counter.closed')"
                                    " AND at >= $1 ORDER BY at, id");
    stmt_bind_int(q, 1, from);
    while (stmt_step(q)) {
        const struct counter *counter = hall_counter(hall, (int)stmt_int(q, 1));
        const char *kind = stmt_text(q, 2);
        if (counter)
            add_seen(out, (int)(counter - hall->counters),
                     (struct wait_seen){stmt_int(q, 0), strcmp(kind, "counter.opened") == 0,
                                        strcmp(kind, "counter.paused") == 0});
    }
    return stmt_end(q, err);
}

void wait_free_seats(struct wait_seats *seats)
{
    for (int i = 0; i < MAX_COUNTERS; i++) free(seats->seen[i]);
}

/* ---- the model ---- */

static void start_history(const struct hall *hall, struct wait_history *out)
{
    out->services = hall->service_count;
    for (int s = 0; s < hall->service_count; s++) out->expected_s[s] = hall->services[s].expected_s;
}

bool wait_load_model(struct db *db, const struct hall *hall, struct wait_model *out, struct err *err)
{
    bool found = false;
    struct stmt *q = db_prepare(db, "SELECT model FROM wait_model WHERE form = $1");
    stmt_bind_int(q, 1, MODEL_FORM);
    if (stmt_step(q)) {
        size_t size;
        const void *bytes = stmt_blob(q, 0, &size);
        found = size == sizeof *out;
        if (found) memcpy(out, bytes, size);
    }
    if (!stmt_end(q, err)) return false;
    if (found && out->services == hall->service_count) return true;
    struct wait_history *nothing = mem_zalloc(1, sizeof *nothing);
    start_history(hall, nothing);
    wait_model_learn(out, nothing);
    free(nothing);
    return true;
}

static bool save_model(struct db *db, const char *day, const struct wait_model *model, struct err *err)
{
    struct stmt *q = db_prepare(db, "INSERT INTO wait_model (one, form, model) VALUES (1, $1, $2)"
                                    " ON CONFLICT (one) DO UPDATE SET form = $1, model = $2");
    stmt_bind_int(q, 1, MODEL_FORM);
    stmt_bind_blob(q, 2, model, sizeof *model);
    if (!stmt_run(q, err)) return false;
    q = db_prepare(db, "INSERT INTO wait_learned (one, day, days, finished) VALUES (1, $1, $2, 0)"
                       " ON CONFLICT (one) DO UPDATE SET day = $1, days = $2, finished = 0");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, model->days);
    return stmt_run(q, err);
}

/* ---- the history ---- */

static bool read_visits(struct db *db, const struct hall *hall, struct wait_history *out, struct err *err)
{
    char day[CLOCK_DAY] = "";
    ms_t midnight = 0;
    int days = 0;
    struct stmt *q = db_prepare(db, "SELECT service, staff, day, called_at, started_at, served_ms FROM ticket"
                                    " WHERE state = 4 ORDER BY ended_at DESC LIMIT $1");
    stmt_bind_int(q, 1, WAIT_VISITS);
    while (stmt_step(q)) {
        if (strcmp(day, stmt_text(q, 2)) != 0) {
            snprintf(day, sizeof day, "%s", stmt_text(q, 2));
            midnight = wait_midnight(hall, day);
            days++;
        }
        ms_t called = stmt_int(q, 3);
        wait_history_add_visit(out, hall_service(hall, stmt_text(q, 0)), stmt_int(q, 1), days,
                               (int)((called - midnight) / 1000),
                               wait_handling_s(called, stmt_int(q, 4), stmt_int(q, 5)));
    }
    return stmt_end(q, err);
}

/* One ticket's part in arrivals, classes and no-shows. */
static void count_ticket(const struct hall *hall, struct stmt *q, ms_t midnight, bool whole_day,
                         struct wait_history *out)
{
    int service = hall_service(hall, stmt_text(q, 1)), class = hall_class(hall, stmt_text(q, 2));
    int64_t slot = (stmt_int(q, 3) - midnight) / 1000 / WAIT_SLOT_S;
    if (whole_day && service >= 0) out->arrivals[service][(slot % WAIT_SLOTS + WAIT_SLOTS) % WAIT_SLOTS]++;
    if (class >= 0) out->classes[class]++;
    if (stmt_is_null(q, 5)) return;
    out->called++;
    if (stmt_int(q, 4) != TICKET_ABSENT) return;
    out->absent++;
    out->absent_s += (double)(stmt_int(q, 6) - stmt_int(q, 5)) / 1000;
}

static bool read_arrivals(struct db *db, const struct hall *hall, const char *from, const char *today,
                          struct wait_history *out, struct err *err)
{
    char day[CLOCK_DAY] = "";
    ms_t midnight = 0;
    struct stmt *q = db_prepare(db, "SELECT day, service, class, issued_at, state, called_at, ended_at FROM ticket"
                                    " WHERE day >= $1 AND day <= $2 ORDER BY day");
    stmt_bind_text(q, 1, from);
    stmt_bind_text(q, 2, today);
    while (stmt_step(q)) {
        bool whole_day = strcmp(stmt_text(q, 0), today) < 0;
        if (strcmp(day, stmt_text(q, 0)) != 0) {
            snprintf(day, sizeof day, "%s", stmt_text(q, 0));
            midnight = wait_midnight(hall, day);
            out->days += whole_day;
        }
        count_ticket(hall, q, midnight, whole_day, out);
    }
    return stmt_end(q, err);
}

/* How punctual one counter was on the days that are over. */
static void learn_counter(const struct hall *hall, const struct counter *counter, const struct wait_seen *seen,
                          int count, const char *today, struct wait_history *out)
{
    for (int i = 0; i < count;) {
        char day[CLOCK_DAY], date[CLOCK_DAY];
        struct wait_roster roster;
        int n = 0;
        hall_day(hall, seen[i].at, day);
        if (strcmp(day, today) >= 0) return;
        for (; i + n < count; n++) {
            hall_day(hall, seen[i + n].at, date);
            if (strcmp(date, day) != 0) break;
        }
        ms_t midnight = wait_midnight(hall, day);
        wait_roster_of(counter, midnight, &roster);
        ms_t closes = midnight + (ms_t)hall_hours(hall, day).closes * 60000;
        wait_roster_learn(&roster, seen + i, n, closes, out);
        i += n;
    }
}

static bool read_punctuality(struct db *db, const struct hall *hall, const char *from, const char *today,
                             struct wait_history *out, struct err *err)
{
    struct wait_seats seats = {0};
    bool ok = wait_read_seats(db, hall, wait_midnight(hall, from), &seats, err);
    for (int c = 0; ok && c < hall->counter_count; c++)
        learn_counter(hall, &hall->counters[c], seats.seen[c], seats.count[c], today, out);
    wait_free_seats(&seats);
    return ok;
}

static bool learn(struct db *db, const struct hall *hall, const char *today, struct err *err)
{
    char from[CLOCK_DAY];
    struct wait_history *history = mem_zalloc(1, sizeof *history);
    struct wait_model *model = mem_zalloc(1, sizeof *model);
    clock_add_days(today, -WAIT_DAYS, from);
    start_history(hall, history);
    bool ok = read_visits(db, hall, history, err) && read_arrivals(db, hall, from, today, history, err) &&
              read_punctuality(db, hall, from, today, history, err);
    if (ok) wait_model_learn(model, history);
    ok = ok && save_model(db, today, model, err);
    free(model);
    free(history);
    return ok;
}

/* Counts the visit; is it time to learn? */
static bool learning_due(struct change *c, bool *due)
{
    enum { EVERY = 10 };
    *due = true;
    struct stmt *q =
        db_prepare(c->db, "UPDATE wait_learned SET finished = finished + 1 RETURNING day, days, finished");
    if (stmt_step(q) && strcmp(stmt_text(q, 0), c->day) == 0)
        *due = stmt_int(q, 1) == 0 && stmt_int(q, 2) % EVERY == 0;
    return change_end(c, q);
}

bool wait_finished(struct change *c)
{
    bool due;
    struct err err;
    if (!learning_due(c, &due)) return false;
    return !due || learn(c->db, c->hall, c->day, &err) || change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

/* ---- the levels ---- */

bool wait_load_levels(struct db *db, struct wait_levels *out, struct err *err)
{
    wait_levels_init(out);
    struct stmt *q = db_prepare(db, "SELECT level, at_ppm, outcomes FROM wait_level");
    while (stmt_step(q)) {
        out->at[stmt_int(q, 0)] = (double)stmt_int(q, 1) / 1e6;
        out->outcomes[stmt_int(q, 0)] = (int)stmt_int(q, 2);
    }
    return stmt_end(q, err);
}

static bool save_level(struct change *c, const struct wait_levels *levels, enum wait_level which)
{
    struct stmt *q = db_prepare(c->db, "INSERT INTO wait_level (level, at_ppm, outcomes) VALUES ($1, $2, $3)"
                                       " ON CONFLICT (level) DO UPDATE SET at_ppm = $2, outcomes = $3");
    stmt_bind_int(q, 1, which);
    stmt_bind_int(q, 2, llround(levels->at[which] * 1e6));
    stmt_bind_int(q, 3, levels->outcomes[which]);
    return change_run(c, q);
}

/* So many promises kept and broken, by level. */
struct outcomes {
    int hits[WAIT_LEVELS], misses[WAIT_LEVELS];
};

static bool learn_outcomes(struct change *c, const struct outcomes *o)
{
    struct wait_levels levels;
    struct err err;
    if (!o->hits[WAIT_P50] && !o->hits[WAIT_P80] && !o->misses[WAIT_P50] && !o->misses[WAIT_P80]) return true;
    if (!wait_load_levels(c->db, &levels, &err)) return change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
    for (int which = 0; which < WAIT_LEVELS; which++) {
        for (int i = 0; i < o->hits[which]; i++) wait_levels_learn(&levels, (enum wait_level)which, true);
        for (int i = 0; i < o->misses[which]; i++) wait_levels_learn(&levels, (enum wait_level)which, false);
        if (!save_level(c, &levels, (enum wait_level)which)) return false;
    }
    return true;
}

bool wait_promised(struct change *c, int64_t ticket, const struct wait *wait)
{
    const int64_t shown_s[WAIT_LEVELS] = {wait->p50_s, wait->p80_s};
    /* Who need not wait was promised nothing. */
    if (!wait->known || wait->p80_s == 0) return true;
    for (int which = 0; which < WAIT_LEVELS; which++) {
        struct stmt *q = db_prepare(c->db, "INSERT INTO wait_promise (ticket, level, until) VALUES ($1, $2, $3)");
        stmt_bind_int(q, 1, ticket);
        stmt_bind_int(q, 2, which);
        stmt_bind_int(q, 3, c->now + shown_s[which] * 1000);
        if (!change_run(c, q)) return false;
    }
    return true;
}

bool wait_called(struct change *c, int64_t ticket)
{
    struct outcomes o = {0};
    struct stmt *q = db_prepare(c->db, "DELETE FROM wait_promise WHERE ticket = $1 RETURNING level, until");
    stmt_bind_int(q, 1, ticket);
    while (stmt_step(q)) {
        bool hit = stmt_int(q, 1) >= c->now;
        o.hits[stmt_int(q, 0)] += hit;
        o.misses[stmt_int(q, 0)] += !hit;
    }
    return change_end(c, q) && learn_outcomes(c, &o);
}

bool wait_left(struct change *c, int64_t ticket)
{
    struct stmt *q = db_prepare(c->db, "DELETE FROM wait_promise WHERE ticket = $1");
    stmt_bind_int(q, 1, ticket);
    return change_run(c, q);
}

bool wait_settle(struct change *c)
{
    struct outcomes o = {0};
    struct stmt *q = db_prepare(c->db, "DELETE FROM wait_promise WHERE until < $1 RETURNING level");
    stmt_bind_int(q, 1, c->now);
    while (stmt_step(q)) o.misses[stmt_int(q, 0)]++;
    return change_end(c, q) && learn_outcomes(c, &o);
}
