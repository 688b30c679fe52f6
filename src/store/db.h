/* db.h - a database connection in a handful of calls. db_sqlite.c is the engine behind it.
 *
 * SQL is always a string literal (a test proves it) and values are always bound: $1…$n.
 * A statement is prepared once per connection and literal, then kept. A connection belongs
 * to one thread at a time.
 *
 *     struct stmt *q = db_prepare(db, "SELECT name FROM staff WHERE id = $1");
 *     stmt_bind_int(q, 1, id);
 *     if (stmt_step(q)) str_copy(name, sizeof name, stmt_text(q, 0));
 *     if (!stmt_end(q, err)) return false;
 *
 * Errors met by prepare, bind or step are kept and told by stmt_end. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct stmt;

enum db_mode {
    DB_WRITE, /* creates the file if absent, WAL, synchronous=FULL, foreign keys on */
    DB_READ,  /* an existing database, read-only */
};

/* Opens path. busy_ms is how long a locked database is waited for. NULL with err. */
struct db *db_open(const char *path, enum db_mode mode, int busy_ms, struct err *err);
void db_close(struct db *db); /* NULL allowed */
/* Is the file still the one that was opened, with its write-ahead log beside it? When somebody deletes or replaces
 * it under the program's hands, all goes on seemingly well, into a file that nobody will ever find again. */
bool db_in_place(struct db *db);

/* Runs literal statements without values (schema, pragma). */
bool db_exec(struct db *db, const char *sql, struct err *err);
/* BEGIN IMMEDIATE: the write lock is held, or this fails after busy_ms. */
bool db_begin(struct db *db, struct err *err);
/* BEGIN: one snapshot for several reads. End it with db_rollback. */
bool db_begin_read(struct db *db, struct err *err);
bool db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db);
/* Is a transaction open? A failed write or a full disk may end it behind the caller's back. */
bool db_in_transaction(struct db *db);
/* A part of a transaction that may be undone alone. */
bool db_savepoint(struct db *db, struct err *err);
bool db_release(struct db *db, struct err *err);
void db_undo(struct db *db); /* back to the savepoint, and release it */

/* Never NULL. sql must be a literal that lives as long as the connection. */
struct stmt *db_prepare(struct db *db, const char *sql);
void stmt_bind_int(struct stmt *stmt, int n, int64_t value);
void stmt_bind_text(struct stmt *stmt, int n, const char *value); /* copied; NULL binds NULL */
void stmt_bind_blob(struct stmt *stmt, int n, const void *value, size_t size); /* copied */
void stmt_bind_null(struct stmt *stmt, int n);
/* True for each row; false at the end or on an error. */
bool stmt_step(struct stmt *stmt);
int64_t stmt_int(struct stmt *stmt, int col); /* 0 for NULL */
const char *stmt_text(struct stmt *stmt, int col); /* "" for NULL; valid until the next step */
/* NULL and 0 when empty; valid until the next step. */
const void *stmt_blob(struct stmt *stmt, int col, size_t *size);
bool stmt_is_null(struct stmt *stmt, int col);
/* Ends the use of the statement. False with err when anything went wrong since prepare. */
bool stmt_end(struct stmt *stmt, struct err *err);
/* Step to the end, then stmt_end: for statements without rows. */
bool stmt_run(struct stmt *stmt, struct err *err);

/* Is the file whole? The quick look of every start, or the thorough one that also holds the indexes against
 * the tables. False with err when it is not. */
bool db_check(struct db *db, bool thorough, struct err *err);

/* Empties the write-ahead log into the database, so that nothing is left of what was deleted. *emptied is false when
 * somebody was reading just then: nothing is wrong, ask again later. Outside a transaction. */
bool db_empty_log(struct db *db, bool *emptied, struct err *err);
/* Copies the whole database, as it is at one moment, beside whoever writes to it, into a new file of one piece, synced
 * with its folder. False with err, also when the file exists; then no file is left. */
bool db_copy(struct db *db, const char *path, struct err *err);

/* The highest id that an AUTOINCREMENT table has ever given out, 0: none. It stays when the row is gone. */
bool db_last_id(struct db *db, const char *table, int64_t *out, struct err *err);

int64_t db_insert_id(struct db *db);
int64_t db_changes(struct db *db); /* rows touched by the last statement */

#endif
