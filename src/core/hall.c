/* The hall as a whole: tickets stopped for the rest of the day, and what staff did at the terminal. */
#include <string.h>

#include "core/change.h"
#include "core/queue.h"

enum { NOTE_MAX = 80 };

bool hall_stopped(struct db *db, const char *day, bool *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT 1 FROM hall_stop WHERE day = $1");
    stmt_bind_text(q, 1, day);
    *out = stmt_step(q);
    return stmt_end(q, err);
}

static bool by_supervisor(struct change *c)
{
    enum staff_role role;
    if (!change_role(c, &role)) return false;
    return role >= ROLE_SUPERVISOR ||
           change_refuse(c, OUT_INVALID, "only a supervisor stops the tickets or lets them go on");
}

void tickets_stop(struct change *c)
{
    if (!by_supervisor(c)) return;
    struct stmt *q = db_prepare(
        c->db, "INSERT INTO hall_stop (day, since, staff) VALUES ($1, $2, $3) ON CONFLICT (day) DO NOTHING");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_int(q, 2, c->now);
    stmt_bind_int(q, 3, c->command->staff);
    if (!change_run(c, q)) return;
    if (db_changes(c->db) == 0)
        change_refuse(c, OUT_WRONG_STATE, "no tickets are issued today already");
    else
        change_journal(c, "hall.closed", 0, 0, json_object());
}

void tickets_go_on(struct change *c)
{
    if (!by_supervisor(c)) return;
    struct stmt *q = db_prepare(c->db, "DELETE FROM hall_stop WHERE day = $1");
    stmt_bind_text(q, 1, c->day);
    if (!change_run(c, q)) return;
    if (db_changes(c->db) == 0)
        change_refuse(c, OUT_WRONG_STATE, "tickets are issued already");
    else
        change_journal(c, "hall.opened", 0, 0, json_object());
}

void staff_act(struct change *c)
{
    static const char *const kinds[] = {"maintenance.entered", "maintenance.left", "maintenance.refused",
                                        "printer.tested",      "remote.began",     "remote.ended",
                                        "remote.asked",        "remote.allowed",   "remote.refused"};
    const struct command *cmd = c->command;
    if (!change_text_ok(c, "reason", cmd->surname, NOTE_MAX)) return;
    for (size_t i = 0; cmd->text && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(cmd->text, kinds[i]) != 0) continue;
        change_journal(c, kinds[i], 0, 0, json_pack("{s:s*}", "note", cmd->surname));
        return;
    }
    change_refuse(c, OUT_INVALID, "there is no such act of staff");
}
