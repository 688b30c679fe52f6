/* The hall as it is now, for the wait estimate. */
#include <math.h>
#include <string.h>

#include "core/queue.h"
#include "core/wait_store.h"

enum { VISITS_TODAY = 300 }; /* the latest are enough to see the day's pace */

static bool read_queue(struct db *db, const struct hall *hall, const char *day, struct wait_state *out,
                       struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT id, service, rank, issued_at, sent_to FROM ticket"
                                    " WHERE day = $1 AND state = 0 ORDER BY rank, id LIMIT $2");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, WAIT_MAX_QUEUE);
    while (stmt_step(q) && out->queued < WAIT_MAX_QUEUE) {
        int service = hall_service(hall, stmt_text(q, 1));
        const struct counter *sent = hall_counter(hall, (int)stmt_int(q, 4));
        if (service >= 0)
            out->queue[out->queued++] = (struct wait_ticket){stmt_int(q, 0), service, stmt_int(q, 2), stmt_int(q, 3),
                                                             sent ? (int)(sent - hall->counters) : -1};
    }
    return stmt_end(q, err);
}

/* Who sits where. A counter whose opening lies before today's entries counts as opened now. */
static bool read_seats(struct db *db, const struct hall *hall, struct wait_state *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT counter, state, staff FROM seat");
    while (stmt_step(q)) {
        const struct counter *counter = hall_counter(hall, (int)stmt_int(q, 0));
        if (!counter) continue;
        struct wait_counter *w = &out->counters[counter - hall->counters];
        w->clerk = stmt_int(q, 2);
        w->presence = stmt_int(q, 1) == SEAT_OPEN ? WAIT_OPEN : WAIT_PAUSED;
    }
    return stmt_end(q, err);
}

static bool read_in_hand(struct db *db, const struct hall *hall, struct wait_state *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT counter, service, called_at, state FROM ticket"
                                    " WHERE state IN (1, 2) AND counter IS NOT NULL");
    while (stmt_step(q)) {
        const struct counter *counter = hall_counter(hall, (int)stmt_int(q, 0));
        int service = hall_service(hall, stmt_text(q, 1));
        if (!counter || service < 0) continue;
        struct wait_counter *w = &out->counters[counter - hall->counters];
        w->busy_service = service;
        w->busy_since = stmt_int(q, 2);
        w->called = stmt_int(q, 3) == TICKET_CALLED;
    }
    return stmt_end(q, err);
}

/* What the roster has in store for a counter, after what was seen of it today. */
static void plan(const struct wait_state *state, const struct wait_seen *seen, int count, struct wait_counter *w)
{
    struct wait_roster roster;
    struct wait_seen sits = {state->day_start, true, false};
    wait_roster_of(w->conf, state->day_start, &roster);
    if (w->presence != WAIT_AWAY && count == 0) { /* since before today */
        seen = &sits;
        count = 1;
    }
    if (w->presence == WAIT_PAUSED) {
        bool back = roster.count > 0 || state->model.pause_share > 0; /* else nobody knows for how long */
        if (!wait_roster_unforeseen(&roster, seen, count) || !back) w->presence = WAIT_AWAY;
    }
    w->upcoming_count = wait_roster_upcoming(&roster, seen, count, state->now, w->upcoming);
}

static bool read_counters(struct db *db, const struct hall *hall, struct wait_state *out, struct err *err)
{
    struct wait_seats seats = {0};
    out->counter_count = hall->counter_count;
    for (int c = 0; c < hall->counter_count; c++)
        out->counters[c] = (struct wait_counter){.conf = &hall->counters[c], .busy_service = -1};
    bool ok = read_seats(db, hall, out, err) && read_in_hand(db, hall, out, err) &&
              wait_read_seats(db, hall, hall_day_start(hall, out->now), &seats, err);
    for (int c = 0; ok && c < hall->counter_count; c++) plan(out, seats.seen[c], seats.count[c], &out->counters[c]);
    wait_free_seats(&seats);
    return ok;
}

/* How today's visits compare with what the model expects of them. */
static bool read_pace(struct db *db, const struct hall *hall, const char *day, struct wait_state *out,
                      struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT service, staff, called_at, started_at, served_ms, state FROM ticket"
                                    " WHERE day = $1 AND called_at IS NOT NULL ORDER BY called_at DESC LIMIT $2");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, VISITS_TODAY);
    while (stmt_step(q)) {
        int service = hall_service(hall, stmt_text(q, 0));
        ms_t called = stmt_int(q, 2);
        if (stmt_int(q, 5) != TICKET_DONE || service < 0) continue;
        double seconds = fmax(1, wait_handling_s(called, stmt_int(q, 3), stmt_int(q, 4)));
        int second = (int)((called - out->day_start) / 1000);
        out->log_sum += log(seconds) - wait_model_log_s(&out->model, service, stmt_int(q, 1), second);
        out->visits++;
    }
    return stmt_end(q, err);
}

static bool read_arrived(struct db *db, const char *day, struct wait_state *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT coalesce(sum(last), 0) FROM number_range WHERE day = $1");
    stmt_bind_text(q, 1, day);
    if (stmt_step(q)) out->arrived = (int)stmt_int(q, 0);
    return stmt_end(q, err);
}

/* Only on day one, when there is nothing else to go by. */
static bool read_recent(struct db *db, const struct hall *hall, const char *day, struct wait_state *out,
                        struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT service, count(*) FROM ticket WHERE day = $1 AND issued_at > $2"
                                    " GROUP BY service");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, out->now - WAIT_RECENT_S * (ms_t)1000);
    while (stmt_step(q)) {
        int service = hall_service(hall, stmt_text(q, 0));
        if (service >= 0) out->recent[service] = (int)stmt_int(q, 1);
    }
    return stmt_end(q, err);
}

bool wait_read(struct db *db, const struct hall *hall, ms_t now, struct wait_state *out, struct err *err)
{
    char day[CLOCK_DAY];
    hall_day(hall, now, day);
    int closes = hall_hours(hall, day).closes;
    memset(out, 0, sizeof *out);
    out->now = now;
    out->day_start = wait_midnight(hall, day);
    out->closes = hall->always_open ? 0 : out->day_start + (ms_t)closes * 60000;
    out->wait_target = (ms_t)hall->wait_target_s * 1000;
    for (int i = 0; i < hall->class_count; i++) out->head_start[i] = (ms_t)hall->classes[i].head_start_s * 1000;
    if (!wait_load_model(db, hall, &out->model, err) || !wait_load_levels(db, &out->levels, err)) return false;
    return read_queue(db, hall, day, out, err) && read_counters(db, hall, out, err) &&
           read_pace(db, hall, day, out, err) && read_arrived(db, day, out, err) &&
           (out->model.days > 0 || read_recent(db, hall, day, out, err));
}
