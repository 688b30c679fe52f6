#include "core/journal.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "store/db.h"

enum { HASH_BYTES = 32 };
_Static_assert(JOURNAL_HASH == HASH_BYTES * 2 + 1, "in hex");

static void entry_hash(const char *before, const struct journal_entry *e, char out[JOURNAL_HASH])
{
    unsigned char hash[HASH_BYTES];
    char fields[256];
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    int n = snprintf(fields, sizeof fields, "%s\n%lld\n%lld\n%s\n%lld\n%d\n%lld\n", before, (long long)e->id,
                     (long long)e->at, e->kind, (long long)e->ticket, e->counter, (long long)e->staff);
    crypto_generichash_update(&state, (const unsigned char *)fields, (unsigned long long)n);
    crypto_generichash_update(&state, (const unsigned char *)e->body, strlen(e->body));
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(out, JOURNAL_HASH, hash, sizeof hash);
}

static void bind_or_null(struct stmt *q, int n, int64_t value)
{
    if (value)
        stmt_bind_int(q, n, value);
    else
        stmt_bind_null(q, n);
}

/* The newest entry, as it was written down beside the journal; last is 0 before the first. */
struct head {
    int64_t last;
    char hash[JOURNAL_HASH];
};

static bool read_head(struct db *db, struct head *out, struct err *err)
{
    *out = (struct head){0};
    struct stmt *q = db_prepare(db, "SELECT last, hash FROM journal_head");
    if (stmt_step(q)) {
        out->last = stmt_int(q, 0);
        str_copy(out->hash, sizeof out->hash, stmt_text(q, 1));
    }
    return stmt_end(q, err);
}

static bool write_head(struct db *db, int64_t id, const char *hash, struct err *err)
{
    struct stmt *q = db_prepare(db, "INSERT INTO journal_head (one, last, hash) VALUES (1, $1, $2)"
                                    " ON CONFLICT (one) DO UPDATE SET last = $1, hash = $2");
    stmt_bind_int(q, 1, id);
    stmt_bind_text(q, 2, hash);
    return stmt_run(q, err);
}

int64_t journal_add(struct db *db, const struct journal_entry *entry, struct err *err)
{
    struct journal_entry e = *entry;
    struct head head;
    char hash[JOURNAL_HASH];
    if (!read_head(db, &head, err)) return 0;
    e.id = head.last + 1;
    entry_hash(head.hash, &e, hash);
    struct stmt *q = db_prepare(db, "INSERT INTO journal (id, at, kind, ticket, counter, staff, body, hash)"
                                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    stmt_bind_int(q, 1, e.id);
    stmt_bind_int(q, 2, e.at);
    stmt_bind_text(q, 3, e.kind);
    bind_or_null(q, 4, e.ticket);
    bind_or_null(q, 5, e.counter);
    bind_or_null(q, 6, e.staff);
    stmt_bind_text(q, 7, e.body);
    stmt_bind_text(q, 8, hash);
    return stmt_run(q, err) && write_head(db, e.id, hash, err) ? e.id : 0;
}

static void read_entry(struct stmt *q, struct journal_entry *e)
{
    e->id = stmt_int(q, 0);
    e->at = stmt_int(q, 1);
    str_copy(e->kind, sizeof e->kind, stmt_text(q, 2));
    e->ticket = stmt_int(q, 3);
    e->counter = (int)stmt_int(q, 4);
    e->staff = stmt_int(q, 5);
    e->body = stmt_text(q, 6);
}

bool journal_read(struct db *db, int64_t after, int max, journal_each *each, void *arg, struct err *err)
{
    struct journal_entry e;
    struct stmt *q = db_prepare(db, "SELECT id, at, kind, ticket, counter, staff, body FROM journal"
                                    " WHERE id > $1 ORDER BY id LIMIT $2");
    stmt_bind_int(q, 1, after);
    stmt_bind_int(q, 2, max);
    while (stmt_step(q)) {
        read_entry(q, &e);
        each(arg, &e);
    }
    return stmt_end(q, err);
}

bool journal_last(struct db *db, int64_t *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT max(id) FROM journal");
    *out = stmt_step(q) ? stmt_int(q, 0) : 0;
    return stmt_end(q, err);
}

bool journal_head(struct db *db, int64_t *last, char hash[JOURNAL_HASH], struct err *err)
{
    struct head head;
    if (!read_head(db, &head, err)) return false;
    *last = head.last;
    str_copy(hash, JOURNAL_HASH, head.hash);
    return true;
}

bool journal_before(struct db *db, ms_t t, int64_t *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT id FROM journal WHERE at < $1 ORDER BY id DESC LIMIT 1");
    stmt_bind_int(q, 1, t);
    *out = stmt_step(q) ? stmt_int(q, 0) : 0;
    return stmt_end(q, err);
}

/* Does each entry fit the one before it? Leaves the last one in end. */
static bool walk(struct db *db, struct head *end, struct err *err)
{
    char hash[JOURNAL_HASH];
    bool fits = true;
    struct journal_entry e;
    struct stmt *q =
        db_prepare(db, "SELECT id, at, kind, ticket, counter, staff, body, hash FROM journal ORDER BY id");
    *end = (struct head){0};
    while (fits && stmt_step(q)) {
        read_entry(q, &e);
        entry_hash(end->hash, &e, hash);
        if (e.id != end->last + 1)
            fits = err_set(err, "journal: entry %lld is missing; restore a backup", (long long)end->last + 1);
        else if (strcmp(hash, stmt_text(q, 7)) != 0)
            fits = err_set(err, "journal: entry %lld was changed; restore a backup", (long long)e.id);
        str_copy(end->hash, sizeof end->hash, hash);
        end->last = e.id;
    }
    return stmt_end(q, fits ? err : NULL) && fits;
}

/* Is the end of the chain where it was written down to be, and where the engine counted to? */
static bool ends_there(struct db *db, const struct head *end, struct err *err)
{
    struct head head;
    int64_t counted;
    if (!read_head(db, &head, err) || !db_last_id(db, "journal", &counted, err)) return false;
    if (head.last > end->last || counted > end->last)
        return err_set(err, "journal: entry %lld is missing; restore a backup", (long long)end->last + 1);
    return (head.last == end->last && counted == end->last && strcmp(head.hash, end->hash) == 0) ||
           err_set(err, "journal: its end was changed, behind entry %lld; restore a backup", (long long)head.last);
}

bool journal_verify(struct db *db, struct err *err)
{
    struct head end;
    if (!db_begin_read(db, err)) return false;
    bool whole = walk(db, &end, err) && ends_there(db, &end, err);
    db_rollback(db);
    return whole;
}
