/* The machine's clock: behind what is recorded already, or suddenly far ahead of it; and a person's word that it is
 * right. */
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "core/change.h"

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

/* ---- far ahead ---- */

/* Longer than any holiday that a machine is off for. */
enum { CLOCK_LEAP_DAYS = 14 };

/* The last day on which the clock was believed. */
struct seen {
    char day[CLOCK_DAY];
    bool kept;    /* it was written down */
    bool doubted; /* the clock was found far ahead since then */
};

/* Before the first look: the newest day of a ticket or a case. */
static bool read_newest(struct change *c, char day[CLOCK_DAY])
{
    struct stmt *q = db_prepare(c->db, "SELECT max(day) FROM (SELECT max(day) AS day FROM number_range"
                                       " UNION ALL SELECT max(day) FROM complaint)");
    str_copy(day, CLOCK_DAY, stmt_step(q) && !stmt_is_null(q, 0) ? stmt_text(q, 0) : c->day);
    return change_end(c, q);
}

static bool read_seen(struct change *c, struct seen *out)
{
    *out = (struct seen){.day = ""};
    struct stmt *q = db_prepare(c->db, "SELECT day, doubted FROM clock_seen");
    out->kept = stmt_step(q);
    if (out->kept) {
        str_copy(out->day, sizeof out->day, stmt_text(q, 0));
        out->doubted = stmt_int(q, 1) != 0;
    }
    return change_end(c, q) && (out->kept || read_newest(c, out->day));
}

static bool write_seen(struct change *c, const char *day, bool doubted)
{
    struct stmt *q = db_prepare(c->db, "INSERT INTO clock_seen (one, day, doubted) VALUES (1, $1, $2)"
                                       " ON CONFLICT (one) DO UPDATE SET day = $1, doubted = $2");
    stmt_bind_text(q, 1, day);
    stmt_bind_int(q, 2, doubted);
    return change_run(c, q);
}

static bool leapt(const struct change *c, const struct seen *seen)
{
    char last[CLOCK_DAY];
    clock_add_days(seen->day, CLOCK_LEAP_DAYS, last);
    return strcmp(c->day, last) > 0;
}

bool change_clock_steady(struct change *c, bool *out)
{
    struct seen seen;
    if (!read_seen(c, &seen)) return false;
    *out = !leapt(c, &seen);
    if (*out) {
        bool same = seen.kept && !seen.doubted && strcmp(seen.day, c->day) == 0;
        return same || write_seen(c, c->day, false);
    }
    if (seen.doubted) return true;
    log_warn("the machine's clock leapt from %s to %s: nothing old is erased until it is set right, or you say with"
             " `kiosk clock --accept` that it is right",
             seen.day, c->day);
    return write_seen(c, seen.day, true) &&
           change_journal(c, "clock.doubted", 0, 0, json_pack("{s:s, s:s}", "day", c->day, "seen", seen.day));
}

/* ---- a person's word ---- */

static bool accept_leap(struct change *c, const struct seen *seen)
{
    return write_seen(c, c->day, false) &&
           change_journal(c, "clock.accepted", 0, 0, json_pack("{s:s, s:s}", "day", c->day, "seen", seen->day));
}

/* The days recorded after today came from a clock that was ahead: from now on they do not count as the newest. */
void clock_accept(struct change *c)
{
    char newest[CLOCK_DAY] = "";
    struct seen seen;
    if (!read_seen(c, &seen)) return;
    if (leapt(c, &seen)) {
        accept_leap(c, &seen);
        return;
    }
    struct stmt *q = db_prepare(c->db, "SELECT max(day) FROM number_range");
    if (stmt_step(q)) str_copy(newest, sizeof newest, stmt_text(q, 0));
    if (!change_end(c, q)) return;
    if (strcmp(newest, c->day) <= 0) {
        change_refuse(c, OUT_WRONG_STATE,
                      "the clock is neither behind nor far ahead: it says %s, the newest tickets are of %s", c->day,
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

/* A row written as it was would not reach the disk: it has to be another one. */
void clock_try(struct change *c)
{
    struct seen seen;
    if (!change_clock_ok(c) || !read_seen(c, &seen)) return;
    if (change_run(c, db_prepare(c->db, "DELETE FROM clock_seen"))) write_seen(c, seen.day, seen.doubted);
}
