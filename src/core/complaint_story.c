/* The story of a case, and whether it is still what was written. */
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/complaint_change.h"
#include "core/vault.h"

/* ---- reading ---- */

/* What the visitor is told of an event: not what staff write for each other. */
enum told { TOLD_NOT, TOLD_THAT, TOLD_ALL };

static enum told told_of(const char *kind)
{
    static const struct {
        const char *kind;
        enum told told;
    } rows[] = {{"filed", TOLD_ALL},     {"accepted", TOLD_THAT},      {"replied", TOLD_ALL},
                {"resolved", TOLD_ALL},  {"not_resolvable", TOLD_ALL}, {"closed", TOLD_THAT},
                {"reopened", TOLD_THAT}, {"extended", TOLD_ALL},       {"escalated", TOLD_THAT},
                {"message", TOLD_ALL},   {"answered", TOLD_ALL},       {"erased", TOLD_THAT}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(kind, rows[i].kind) == 0) return rows[i].told;
    return TOLD_NOT;
}

/* Their own words, which staff may note something beside: that stays among staff. */
static bool is_visitors(const char *kind)
{
    return strcmp(kind, "filed") == 0 || strcmp(kind, "message") == 0 || strcmp(kind, "answered") == 0;
}

/* A correction is told where the visitor was told what it corrects. */
static enum told told_to_visitor(const char *kind, const char *corrected)
{
    if (strcmp(kind, "corrected") != 0) return told_of(kind);
    return told_of(corrected) == TOLD_ALL && !is_visitors(corrected) ? TOLD_ALL : TOLD_NOT;
}

/* The text of column col into room; NULL when there is none. One that can't be opened shows as an asterisk. */
static const char *text_of(struct stmt *q, int col, struct vault *vault, char room[VAULT_TEXT])
{
    struct err err;
    size_t size;
    const void *sealed = stmt_blob(q, col, &size);
    if (!sealed) return NULL;
    if (!vault || !vault_open(vault, sealed, size, room, &err)) str_copy(room, VAULT_TEXT, "*");
    return room;
}

static void tell_event(struct stmt *q, struct vault *vault, bool with_text, case_event_each *each, void *arg)
{
    char text[VAULT_TEXT];
    struct case_event event = {.seq = (int)stmt_int(q, 0), .at = stmt_int(q, 1), .staff = stmt_int(q, 3)};
    str_copy(event.kind, sizeof event.kind, stmt_text(q, 2));
    str_copy(event.staff_name, sizeof event.staff_name, stmt_text(q, 4));
    str_copy(event.channel, sizeof event.channel, stmt_text(q, 5));
    event.body = stmt_text(q, 6);
    event.erased = !stmt_is_null(q, 7) && stmt_is_null(q, 8);
    event.text = with_text ? text_of(q, 8, vault, text) : NULL;
    each(arg, &event);
    sodium_memzero(text, sizeof text);
}

bool complaint_story(struct db *db, struct vault *vault, int64_t complaint, bool for_visitor, case_event_each *each,
                     void *arg, struct err *err)
{
    struct stmt *q = db_prepare(
        db, "SELECT e.seq, e.at, e.kind, e.staff, s.name, e.channel, e.body, e.text_hash, x.sealed, w.kind"
            " FROM complaint_event e LEFT JOIN staff s ON s.id = e.staff LEFT JOIN complaint_text x ON x.event = e.id"
            " LEFT JOIN complaint_event w ON w.complaint = e.complaint AND w.seq = json_extract(e.body, '$.corrects')"
            " WHERE e.complaint = $1 ORDER BY e.seq");
    stmt_bind_int(q, 1, complaint);
    while (stmt_step(q)) {
        enum told told = for_visitor ? told_to_visitor(stmt_text(q, 2), stmt_text(q, 9)) : TOLD_ALL;
        if (told != TOLD_NOT) tell_event(q, vault, told == TOLD_ALL, each, arg);
    }
    return stmt_end(q, err);
}

bool complaint_concerned(struct db *db, int64_t complaint, struct staff *out, int max, int *count, struct err *err)
{
    *count = 0;
    struct stmt *q = db_prepare(db, "SELECT s.id, s.login, s.name, s.role, s.disabled FROM complaint_concerned n"
                                    " JOIN staff s ON s.id = n.staff WHERE n.complaint = $1 ORDER BY s.id");
    stmt_bind_int(q, 1, complaint);
    while (*count < max && stmt_step(q)) {
        struct staff *one = &out[(*count)++];
        *one = (struct staff){.id = stmt_int(q, 0), .role = (enum staff_role)stmt_int(q, 3)};
        str_copy(one->login, sizeof one->login, stmt_text(q, 1));
        str_copy(one->name, sizeof one->name, stmt_text(q, 2));
        one->disabled = stmt_int(q, 4) != 0;
    }
    return stmt_end(q, err);
}
