/* What every command's handler uses: refusing, ending statements, journaling, checking texts and the clock. */
#include "core/change.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "core/journal.h"

bool change_refuse(struct change *c, enum outcome_code code, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    c->out->code = code;
    vsnprintf(c->out->message, sizeof c->out->message, fmt, args);
    va_end(args);
    utf8_repair(c->out->message);
    return false;
}

bool change_end(struct change *c, struct stmt *q)
{
    struct err err;
    return stmt_end(q, &err) || change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

bool change_run(struct change *c, struct stmt *q)
{
    struct err err;
    return stmt_run(q, &err) || change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

char *change_json(struct change *c, json_t *json)
{
    char *text = json ? json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    json_decref(json);
    if (!text) change_refuse(c, OUT_UNAVAILABLE, "out of memory, nothing was changed; try again");
    return text;
}

bool change_journal(struct change *c, const char *kind, int64_t ticket, int counter, json_t *body)
{
    struct err err;
    struct journal_entry entry = {.at = c->now, .ticket = ticket, .counter = counter, .staff = c->command->staff};
    char *text = change_json(c, body);
    if (!text) return false;
    str_copy(entry.kind, sizeof entry.kind, kind);
    entry.body = text;
    c->out->journal = journal_add(c->db, &entry, &err);
    free(text);
    return c->out->journal || change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

static bool fit(struct change *c, const char *name, const char *text, int max, bool printable, const char *what)
{
    if (!utf8_valid(text, strlen(text))) return change_refuse(c, OUT_INVALID, "%s is not valid UTF-8", name);
    if (!printable) return change_refuse(c, OUT_INVALID, "%s has %s; leave them out", name, what);
    if (utf8_length(text) > (size_t)max)
        return change_refuse(c, OUT_INVALID, "%s is too long; at most %d characters", name, max);
    return true;
}

bool change_text_ok(struct change *c, const char *name, const char *text, int max)
{
    return !text || !*text || fit(c, name, text, max, utf8_printable(text), "control characters");
}

bool change_line_ok(struct change *c, const char *name, const char *text, int max)
{
    return !text || !*text || fit(c, name, text, max, utf8_line(text), "control characters or line ends");
}

bool change_role(struct change *c, enum staff_role *out)
{
    struct staff staff;
    struct err err;
    *out = ROLE_NONE;
    if (!c->command->staff) return true;
    if (staff_by_id(c->db, c->command->staff, &staff, &err))
        *out = staff.role;
    else if (err.text[0])
        return change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
    return true;
}

bool change_clock_ok(struct change *c)
{
    char newest[CLOCK_DAY] = "";
    if (strcmp(c->day, CLOCK_EARLIEST) < 0)
        return change_refuse(c, OUT_CLOCK_BEHIND, "the machine's clock says %s; set it right", c->day);
    struct stmt *q =
        db_prepare(c->db, "SELECT n.day FROM number_range n WHERE NOT EXISTS (SELECT 1 FROM clock_fault f"
                          " WHERE n.day > f.after AND n.day <= f.upto) ORDER BY n.day DESC LIMIT 1");
    if (stmt_step(q)) str_copy(newest, sizeof newest, stmt_text(q, 0));
    if (!change_end(c, q)) return false;
    if (strcmp(c->day, newest) >= 0) return true;
    return change_refuse(c, OUT_CLOCK_BEHIND,
                         "the machine's clock says %s but there are tickets of %s; set the clock right, or if it is"
                         " right and was wrong before, say so with `kiosk clock --accept`",
                         c->day, newest);
}

/* The days recorded after today came from a clock that was ahead: from now on they do not count as the newest. */
void clock_accept(struct change *c)
{
    char newest[CLOCK_DAY] = "";
    struct stmt *q = db_prepare(c->db, "SELECT max(day) FROM number_range");
    if (stmt_step(q)) str_copy(newest, sizeof newest, stmt_text(q, 0));
    if (!change_end(c, q)) return;
    if (strcmp(newest, c->day) <= 0) {
        change_refuse(c, OUT_WRONG_STATE, "the clock is not behind: it says %s, the newest tickets are of %s", c->day,
                      newest[0] ? newest : "no day yet");
        return;
    }
    q = db_prepare(c->db, "INSERT INTO clock_fault (after, upto, accepted_at) VALUES ($1, $2, $3)");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, newest);
    stmt_bind_int(q, 3, c->now);
    if (!change_run(c, q)) return;
    change_journal(c, "clock.accepted", 0, 0, json_pack("{s:s, s:s}", "day", c->day, "newest", newest));
}
