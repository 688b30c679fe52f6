#include "core/journal.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "store/db.h"

enum { HASH_BYTES = 32, HASH_HEX = HASH_BYTES * 2 + 1 };

static void entry_hash(const char *before, const struct journal_entry *e, char out[HASH_HEX])
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
    sodium_bin2hex(out, HASH_HEX, hash, sizeof hash);
}

static void bind_or_null(struct stmt *q, int n, int64_t value)
{
    if (value)
        stmt_bind_int(q, n, value);
    else
        stmt_bind_null(q, n);
}

int64_t journal_add(struct db *db, const struct journal_entry *entry, struct err *err)
{
    struct journal_entry e = *entry;
    char before[HASH_HEX] = "", hash[HASH_HEX];
    e.id = 1;
    struct stmt *q = db_prepare(db, "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1");
    if (stmt_step(q)) {
        e.id = stmt_int(q, 0) + 1;
        str_copy(before, sizeof before, stmt_text(q, 1));
    }
    if (!stmt_end(q, err)) return 0;
    entry_hash(before, &e, hash);
    q = db_prepare(db, "INSERT INTO journal (id, at, kind, ticket, counter, staff, body, hash)"
                       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    stmt_bind_int(q, 1, e.id);
    stmt_bind_int(q, 2, e.at);
    stmt_bind_text(q, 3, e.kind);
    bind_or_null(q, 4, e.ticket);
    bind_or_null(q, 5, e.counter);
    bind_or_null(q, 6, e.staff);
    stmt_bind_text(q, 7, e.body);
    stmt_bind_text(q, 8, hash);
    return stmt_run(q, err) ? e.id : 0;
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

bool journal_verify(struct db *db, struct err *err)
{
    char before[HASH_HEX] = "", hash[HASH_HEX];
    int64_t expected = 1;
    bool fits = true;
    struct journal_entry e;
    struct stmt *q =
        db_prepare(db, "SELECT id, at, kind, ticket, counter, staff, body, hash FROM journal ORDER BY id");
    while (fits && stmt_step(q)) {
        read_entry(q, &e);
        entry_hash(before, &e, hash);
        if (e.id != expected)
            fits = err_set(err, "journal: entry %lld is missing; restore a backup", (long long)expected);
        else if (strcmp(hash, stmt_text(q, 7)) != 0)
            fits = err_set(err, "journal: entry %lld was changed; restore a backup", (long long)e.id);
        str_copy(before, sizeof before, hash);
        expected++;
    }
    return stmt_end(q, fits ? err : NULL) && fits;
}
