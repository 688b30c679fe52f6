/* Whom a case is about, who may therefore not handle it, and who does: conflict of interest and going up. */
#include <string.h>

#include "core/complaint_change.h"

/* ---- whom it is about ---- */

bool case_concerns(struct db *db, int64_t complaint, int64_t staff, bool *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT 1 FROM complaint_concerned WHERE complaint = $1 AND staff = $2");
    stmt_bind_int(q, 1, complaint);
    stmt_bind_int(q, 2, staff);
    *out = stmt_step(q);
    return stmt_end(q, err);
}

bool case_is_about(struct change *c, int64_t staff, bool *out)
{
    struct err err;
    return case_concerns(c->db, c->out->complaint.id, staff, out, &err) ||
           change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

static bool concern_staff(struct change *c, int64_t staff)
{
    struct stmt *q =
        db_prepare(c->db, "INSERT OR IGNORE INTO complaint_concerned (complaint, staff) VALUES ($1, $2)");
    stmt_bind_int(q, 1, c->out->complaint.id);
    stmt_bind_int(q, 2, staff);
    return change_run(c, q);
}

/* Whoever called the ticket or had it in hand: one that was held may be taken up by others, and handed on by them. */
static bool concern_visit(struct change *c)
{
    struct stmt *q = db_prepare(c->db, "INSERT OR IGNORE INTO complaint_concerned (complaint, staff)"
                                       " SELECT $1, staff FROM call WHERE ticket = $2"
                                       " UNION SELECT $1, staff FROM ticket WHERE id = $2 AND staff IS NOT NULL"
                                       " UNION SELECT $1, staff FROM journal WHERE ticket = $2 AND staff IS NOT NULL"
                                       " AND kind IN ('ticket.started', 'ticket.resumed', 'ticket.finished')");
    stmt_bind_int(q, 1, c->out->complaint.id);
    stmt_bind_int(q, 2, c->out->complaint.ticket_id);
    return change_run(c, q);
}

/* Whoever sat at the counter on the day of filing: nobody knows at which hour the visitor was there. Who sat down the
 * day before and is still serving shows by the calls. */
static bool concern_counter(struct change *c)
{
    struct stmt *q = db_prepare(
        c->db, "INSERT OR IGNORE INTO complaint_concerned (complaint, staff)"
               " SELECT $1, staff FROM seat WHERE counter = $2"
               " UNION SELECT $1, staff FROM journal WHERE kind = 'counter.opened' AND counter = $2 AND at >= $3"
               "   AND staff IS NOT NULL"
               " UNION SELECT $1, k.staff FROM ticket t JOIN call k ON k.ticket = t.id"
               "   WHERE t.day = $4 AND k.counter = $2");
    stmt_bind_int(q, 1, c->out->complaint.id);
    stmt_bind_int(q, 2, c->out->complaint.counter);
    stmt_bind_int(q, 3, hall_day_start(c->hall, c->now));
    stmt_bind_text(q, 4, c->day);
    return change_run(c, q);
}

bool case_find_concerned(struct change *c)
{
    const struct complaint *made = &c->out->complaint;
    if (made->about_staff) return concern_staff(c, made->about_staff);
    if (made->ticket_id) return concern_visit(c);
    return made->about != ABOUT_COUNTER || !made->counter || concern_counter(c);
}

bool case_add_concerned(struct change *c, int64_t staff)
{
    struct complaint *found = &c->out->complaint;
    if (!concern_staff(c, staff)) return false;
    if (found->owner != staff) return true;
    found->owner = 0;
    found->owner_name[0] = '\0';
    return case_store(c, found->state);
}

/* ---- whose it is ---- */

enum staff_role case_level_role(enum case_level level)
{
    static const enum staff_role roles[LEVEL_COUNT] = {ROLE_CLERK, ROLE_SUPERVISOR, ROLE_MANAGER};
    return roles[level];
}

bool case_pick_owner(struct change *c, enum case_level level, int64_t *owner)
{
    struct stmt *q = db_prepare(
        c->db,
        "SELECT s.id FROM staff s WHERE s.role >= $2 AND s.disabled = 0 AND NOT EXISTS"
        " (SELECT 1 FROM complaint_concerned n WHERE n.complaint = $1 AND n.staff = s.id)"
        " ORDER BY s.role, (SELECT count(*) FROM complaint c WHERE c.owner = s.id AND c.state < 3), s.id LIMIT 1");
    stmt_bind_int(q, 1, c->out->complaint.id);
    stmt_bind_int(q, 2, case_level_role(level));
    *owner = stmt_step(q) ? stmt_int(q, 0) : 0;
    return change_end(c, q);
}

/* The account of an id, into out; no role when there is none. */
static bool person(struct change *c, int64_t id, struct staff *out)
{
    struct err err;
    *out = (struct staff){0};
    return !id || staff_by_id(c->db, id, out, &err) || !err.text[0] ||
           change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

/* due: when it was to go up by itself, 0: somebody sent it up. */
static bool rise(struct change *c, enum case_level level, ms_t due, const char *text)
{
    struct complaint *found = &c->out->complaint;
    enum case_state was = found->state;
    struct staff owner;
    if (found->level >= level) return true;
    if (!person(c, found->owner, &owner)) return false;
    bool stays = owner.role >= case_level_role(level) && !owner.disabled;
    if (!stays && (!case_pick_owner(c, level, &found->owner) || !person(c, found->owner, &owner))) return false;
    found->level = level;
    memcpy(found->owner_name, owner.name, sizeof found->owner_name);
    if (found->owner && was == CASE_FILED) found->state = CASE_OPEN;
    if (!case_store(c, was)) return false;
    json_t *body = json_pack("{s:s, s:s*, s:s*}", "level", case_level_name(level), "to",
                             owner.id ? owner.login : NULL, "to_name", owner.id ? owner.name : NULL);
    if (due) {
        char at[CLOCK_RFC3339];
        clock_rfc3339(due, at);
        json_object_set_new(body, "due", json_string(at));
    }
    return case_event(c, "escalated", body, text);
}

bool case_go_up(struct change *c, enum case_level level, const char *text)
{
    return rise(c, level, 0, text);
}

bool case_go_up_due(struct change *c, enum case_level level, ms_t due)
{
    return rise(c, level, due, NULL);
}
