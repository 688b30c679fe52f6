/* The counters' commands: who sits where. A counter without a row in `seat` is closed. */
#include <stdio.h>

#include "base/str.h"
#include "core/change.h"
#include "core/queue.h"

enum { REASON_MAX = 40 };

const char *seat_state_name(enum seat_state state)
{
    static const char *const names[] = {"closed", "open", "paused"};
    return names[state];
}

/* Who sits at that counter (0: nobody) and in what state. */
static bool seat_of(struct change *c, int counter, int64_t *staff, enum seat_state *state, char name[NAME_SIZE])
{
    /* An account that was disabled holds no seat any more. */
    struct stmt *q = db_prepare(c->db, "SELECT s.staff, s.state, p.name FROM seat s JOIN staff p ON p.id = s.staff"
                                       " WHERE s.counter = $1 AND p.disabled = 0");
    *staff = 0;
    *state = SEAT_CLOSED;
    stmt_bind_int(q, 1, counter);
    if (stmt_step(q)) {
        *staff = stmt_int(q, 0);
        *state = (enum seat_state)stmt_int(q, 1);
        str_copy(name, NAME_SIZE, stmt_text(q, 2));
    }
    return change_end(c, q);
}

static bool nothing_in_hand(struct change *c, int counter)
{
    bool busy;
    if (!ticket_in_hand(c, counter, &busy)) return false;
    return !busy || change_refuse(c, OUT_COUNTER_BUSY, "counter %d still has %s; finish it or mark it absent first",
                                  counter, c->out->ticket.number);
}

static bool stand_up(struct change *c, int counter)
{
    struct stmt *q = db_prepare(c->db, "DELETE FROM seat WHERE counter = $1");
    stmt_bind_int(q, 1, counter);
    return change_run(c, q) && change_journal(c, "counter.closed", 0, counter, json_object());
}

/* A clerk who sits down somewhere else leaves the old place, unless a visitor is there. */
static bool leave_others(struct change *c, int counter)
{
    struct stmt *q = db_prepare(c->db, "SELECT counter FROM seat WHERE staff = $1 AND counter <> $2");
    stmt_bind_int(q, 1, c->command->staff);
    stmt_bind_int(q, 2, counter);
    int other = stmt_step(q) ? (int)stmt_int(q, 0) : 0;
    if (!change_end(c, q)) return false;
    return other == 0 || (nothing_in_hand(c, other) && stand_up(c, other));
}

static bool sit_down(struct change *c, int counter)
{
    struct stmt *q = db_prepare(c->db, "INSERT INTO seat (counter, state, staff, since) VALUES ($1, 1, $2, $3)"
                                       " ON CONFLICT (counter) DO UPDATE SET state = 1, staff = $2, reason = NULL,"
                                       " since = $3");
    stmt_bind_int(q, 1, counter);
    stmt_bind_int(q, 2, c->command->staff);
    stmt_bind_int(q, 3, c->now);
    return change_run(c, q) && change_journal(c, "counter.opened", 0, counter, json_object());
}

bool counter_take(struct change *c, int counter)
{
    int64_t staff;
    enum seat_state state;
    char name[NAME_SIZE];
    if (!hall_counter(c->hall, counter)) return change_refuse(c, OUT_NOT_FOUND, "there is no counter %d", counter);
    if (!seat_of(c, counter, &staff, &state, name)) return false;
    if (staff && staff != c->command->staff)
        return change_refuse(c, OUT_COUNTER_TAKEN, "%s sits at counter %d; choose another one", name, counter);
    if (state == SEAT_OPEN) return true;
    return leave_others(c, counter) && sit_down(c, counter);
}

/* The counter is the acting clerk's own, or a supervisor acts. */
static bool counter_held(struct change *c, int counter, enum seat_state *state)
{
    int64_t staff;
    char name[NAME_SIZE];
    if (!hall_counter(c->hall, counter)) return change_refuse(c, OUT_NOT_FOUND, "there is no counter %d", counter);
    if (!seat_of(c, counter, &staff, state, name)) return false;
    if (!staff || staff == c->command->staff) return true;
    enum staff_role role;
    if (!change_role(c, &role)) return false;
    return role >= ROLE_SUPERVISOR ||
           change_refuse(c, OUT_COUNTER_TAKEN, "%s sits at counter %d; choose another one", name, counter);
}

void counter_open(struct change *c)
{
    counter_take(c, c->command->counter);
}

void counter_pause(struct change *c)
{
    enum seat_state state;
    const struct command *cmd = c->command;
    if (!change_line_ok(c, "reason", cmd->text, REASON_MAX) || !counter_held(c, cmd->counter, &state)) return;
    if (state != SEAT_OPEN) {
        change_refuse(c, OUT_WRONG_STATE, "counter %d is %s and cannot be paused", cmd->counter,
                      seat_state_name(state));
        return;
    }
    if (!nothing_in_hand(c, cmd->counter)) return;
    struct stmt *q = db_prepare(c->db, "UPDATE seat SET state = 2, reason = $2, since = $3 WHERE counter = $1");
    stmt_bind_int(q, 1, cmd->counter);
    stmt_bind_text(q, 2, cmd->text);
    stmt_bind_int(q, 3, c->now);
    if (!change_run(c, q)) return;
    change_journal(c, "counter.paused", 0, cmd->counter, json_pack("{s:s*}", "reason", cmd->text));
}

void counter_close(struct change *c)
{
    enum seat_state state;
    int counter = c->command->counter;
    if (!counter_held(c, counter, &state)) return;
    if (state == SEAT_CLOSED) {
        change_refuse(c, OUT_WRONG_STATE, "counter %d is closed already", counter);
        return;
    }
    if (nothing_in_hand(c, counter)) stand_up(c, counter);
}

bool counter_day_end(struct change *c)
{
    for (;;) {
        struct stmt *q = db_prepare(c->db, "SELECT counter FROM seat WHERE since < $1 AND counter NOT IN"
                                           " (SELECT counter FROM ticket WHERE state IN (1, 2)) LIMIT 1");
        stmt_bind_int(q, 1, hall_day_start(c->hall, c->now));
        int counter = stmt_step(q) ? (int)stmt_int(q, 0) : 0;
        if (!change_end(c, q)) return false;
        if (!counter) return true;
        if (!stand_up(c, counter)) return false;
    }
}
