/* What every command's handler uses: refusing, ending statements, journaling, checking texts. */
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
