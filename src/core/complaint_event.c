/* What every change of a case goes through: its row, its story, and the journal that holds both to their word. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "core/complaint_change.h"

bool case_actor(struct change *c, struct case_reader *out)
{
    *out = (struct case_reader){.staff = c->command->staff};
    return change_role(c, &out->role);
}

bool case_load_for(struct change *c, int64_t id, const struct case_reader *reader)
{
    struct err err = {""};
    if (complaint_by_id(c->db, c->vault, reader, id, &c->out->complaint, &err)) return true;
    if (err.text[0]) return change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
    return change_refuse(c, OUT_NOT_FOUND, "there is no case %lld", (long long)id);
}

bool case_load(struct change *c, int64_t id)
{
    return case_load_for(c, id, NULL);
}

/* ---- the row ---- */

void case_bind(struct stmt *q, int n, int64_t value)
{
    if (value)
        stmt_bind_int(q, n, value);
    else
        stmt_bind_null(q, n);
}

bool case_seal(struct change *c, const char *text, struct sealed *out)
{
    struct err err;
    out->size = 0;
    return !text || !*text || vault_seal(c->vault, text, out->bytes, &out->size, &err) ||
           change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

void case_bind_sealed(struct stmt *q, int n, const struct sealed *sealed)
{
    if (sealed->size)
        stmt_bind_blob(q, n, sealed->bytes, sealed->size);
    else
        stmt_bind_null(q, n);
}

bool case_store(struct change *c, enum case_state was)
{
    const struct complaint *now = &c->out->complaint;
    struct stmt *q = db_prepare(
        c->db, "UPDATE complaint SET state = $3, severity = $4, level = $5, owner = $6, since = $7, reply_due = $8,"
               " resolve_due = $9, extended = $10, replied_at = $11, resolved_at = $12, follow_up_due = $13,"
               " attempts = $14, answered = $15, satisfied = $16, outcome = $17, closed_at = $18, important = $19"
               " WHERE id = $1 AND state = $2 AND erased_at IS NULL");
    stmt_bind_int(q, 1, now->id);
    stmt_bind_int(q, 2, was);
    stmt_bind_int(q, 3, now->state);
    stmt_bind_int(q, 4, now->severity);
    stmt_bind_int(q, 5, now->level);
    case_bind(q, 6, now->owner);
    stmt_bind_int(q, 7, now->since);
    case_bind(q, 8, now->reply_due);
    case_bind(q, 9, now->resolve_due);
    stmt_bind_int(q, 10, now->extended);
    case_bind(q, 11, now->replied_at);
    case_bind(q, 12, now->resolved_at);
    case_bind(q, 13, now->follow_up_due);
    stmt_bind_int(q, 14, now->attempts);
    stmt_bind_int(q, 15, now->answered);
    if (now->content != CONTENT_UNSAID) stmt_bind_int(q, 16, (int)now->content - 1);
    stmt_bind_text(q, 17, now->outcome ? case_outcome_name(now->outcome) : NULL);
    case_bind(q, 18, now->closed_at);
    stmt_bind_int(q, 19, now->important);
    if (!change_run(c, q)) return false;
    return db_changes(c->db) == 1 ||
           change_refuse(c, OUT_WRONG_STATE, "%s was changed by somebody else; look at it again", now->number);
}

/* ---- the story ---- */

void case_hash(const void *bytes, size_t size, char out[CASE_HASH_SIZE])
{
    unsigned char hash[(CASE_HASH_SIZE - 1) / 2];
    crypto_generichash(hash, sizeof hash, bytes, size, NULL, 0);
    sodium_bin2hex(out, CASE_HASH_SIZE, hash, sizeof hash);
}

static const char *channel_of(const struct change *c)
{
    return c->command->channel ? c->command->channel : "program";
}

/* *seq is the event's place in the story. */
static bool insert_event(struct change *c, const char *kind, const char *body, const struct sealed *text,
                         const char *text_hash, int64_t *seq)
{
    struct stmt *q = db_prepare(
        c->db, "INSERT INTO complaint_event (complaint, seq, at, kind, staff, channel, body, text_hash)"
               " VALUES ($1, (SELECT coalesce(max(seq), 0) + 1 FROM complaint_event WHERE complaint = $1), $2, $3,"
               " $4, $5, $6, $7) RETURNING id, seq");
    stmt_bind_int(q, 1, c->out->complaint.id);
    stmt_bind_int(q, 2, c->now);
    stmt_bind_text(q, 3, kind);
    case_bind(q, 4, c->command->staff);
    stmt_bind_text(q, 5, channel_of(c));
    stmt_bind_text(q, 6, body);
    stmt_bind_text(q, 7, text_hash);
    int64_t id = stmt_step(q) ? stmt_int(q, 0) : 0;
    *seq = id ? stmt_int(q, 1) : 0;
    if (!change_end(c, q)) return false;
    if (!text->size) return true;
    q = db_prepare(c->db, "INSERT INTO complaint_text (event, complaint, sealed) VALUES ($1, $2, $3)");
    stmt_bind_int(q, 1, id);
    stmt_bind_int(q, 2, c->out->complaint.id);
    case_bind_sealed(q, 3, text);
    return change_run(c, q);
}

/* Of the row as it now stands. */
static bool row_hash(struct change *c, char out[CASE_HASH_SIZE])
{
    struct stmt *q = db_prepare(c->db, "SELECT " CASE_ROW " FROM complaint c WHERE c.id = $1");
    stmt_bind_int(q, 1, c->out->complaint.id);
    const char *row = stmt_step(q) ? stmt_text(q, 0) : "";
    case_hash(row, strlen(row), out);
    return change_end(c, q);
}

/* What the event says stays out of the journal, which more people read; its hashes hold it to it. */
static bool journal_event(struct change *c, const char *kind, const char *body, const char *text_hash, int64_t seq)
{
    char name[32], hash[CASE_HASH_SIZE], row[CASE_HASH_SIZE];
    snprintf(name, sizeof name, "complaint.%s", kind);
    case_hash(body, strlen(body), hash);
    return row_hash(c, row) &&
           change_journal(c, name, 0, 0,
                          json_pack("{s:I, s:s, s:I, s:s, s:s, s:s*}", "case", (json_int_t)c->out->complaint.id,
                                    "number", c->out->complaint.number, "event", (json_int_t)seq, "body_hash", hash,
                                    "row_hash", row, "text_hash", text_hash));
}

bool case_event(struct change *c, const char *kind, json_t *body, const char *text)
{
    struct sealed sealed;
    char hash[CASE_HASH_SIZE];
    int64_t seq;
    char *words = change_json(c, body);
    bool ok = words && case_seal(c, text, &sealed);
    if (ok) {
        const char *text_hash = sealed.size ? hash : NULL;
        case_hash(sealed.bytes, sealed.size, hash);
        ok = insert_event(c, kind, words, &sealed, text_hash, &seq) && journal_event(c, kind, words, text_hash, seq);
    }
    free(words);
    return ok;
}
