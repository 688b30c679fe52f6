#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/mem.h"
#include "store/db.h"

/* A connection keeps every statement it ever prepared. Literals have stable addresses, so the
 * address is the key; a table of this size holds all of the program's statements with room. */
enum { STATEMENTS = 512, LOG_BUSY_MS = 100 };

struct stmt {
    struct db *db;
    const char *sql;
    sqlite3_stmt *raw; /* NULL when it could not be prepared */
    int error;         /* first SQLite result since prepare that was neither row nor done */
    char message[200];
};

struct db {
    sqlite3 *raw;
    int busy_ms;
    struct stmt *statements[STATEMENTS]; /* open addressing by literal address */
};

static const char *advice(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "; another program holds the database, try again when it is done";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return "; give this user write access to the data folder";
    case SQLITE_FULL:
        return "; the disk is full, free some space";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return "; the file is damaged, restore a backup";
    default:
        return "";
    }
}

static bool fail(int code, const char *message, struct err *err)
{
    return err_set(err, "database: %s%s", message, advice(code));
}

/* SQLite answers with the mode it really uses: another one where the file system has no shared memory. */
static bool use_wal(struct db *db, const char *path, struct err *err)
{
    struct stmt *q = db_prepare(db, "PRAGMA journal_mode = WAL");
    bool wal = stmt_step(q) && strcmp(stmt_text(q, 0), "wal") == 0;
    if (!stmt_end(q, err)) return false;
    return wal || err_set(err,
                          "database %s: this file system can't keep a write-ahead log; put the data folder on a"
                          " local disk",
                          path);
}

struct db *db_open(const char *path, enum db_mode mode, int busy_ms, struct err *err)
{
    struct db *db = mem_zalloc(1, sizeof *db);
    int flags = mode == DB_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    int code = sqlite3_open_v2(path, &db->raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (code != SQLITE_OK) {
        err_set(err, "database %s: %s%s", path, db->raw ? sqlite3_errmsg(db->raw) : sqlite3_errstr(code),
                advice(code));
        db_close(db);
        return NULL;
    }
    db->busy_ms = busy_ms;
    sqlite3_busy_timeout(db->raw, busy_ms);
    /* What a tampered file's schema could make SQLite do stays harmless. */
    sqlite3_db_config(db->raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db->raw, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    bool ok = db_exec(db, "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY", err);
    if (ok && mode == DB_WRITE) ok = use_wal(db, path, err) && db_exec(db, "PRAGMA synchronous = FULL", err);
    if (ok) return db;
    db_close(db);
    return NULL;
}

void db_close(struct db *db)
{
    if (!db) return;
    for (int i = 0; i < STATEMENTS; i++) {
        if (!db->statements[i]) continue;
        sqlite3_finalize(db->statements[i]->raw);
        free(db->statements[i]);
    }
    sqlite3_close(db->raw);
    free(db);
}

bool db_in_place(struct db *db)
{
    int moved = 0;
    if (sqlite3_file_control(db->raw, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || moved) return false;
    const char *log = sqlite3_filename_wal(sqlite3_db_filename(db->raw, "main"));
    return access(log, F_OK) == 0;
}

bool db_exec(struct db *db, const char *sql, struct err *err)
{
    int code = sqlite3_exec(db->raw, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || fail(code, sqlite3_errmsg(db->raw), err);
}

bool db_begin(struct db *db, struct err *err)
{
    return stmt_run(db_prepare(db, "BEGIN IMMEDIATE"), err);
}

bool db_begin_read(struct db *db, struct err *err)
{
    return stmt_run(db_prepare(db, "BEGIN"), err);
}

bool db_commit(struct db *db, struct err *err)
{
    return stmt_run(db_prepare(db, "COMMIT"), err);
}

void db_rollback(struct db *db)
{
    if (db_in_transaction(db)) stmt_run(db_prepare(db, "ROLLBACK"), NULL);
}

bool db_in_transaction(struct db *db)
{
    return sqlite3_get_autocommit(db->raw) == 0;
}

bool db_savepoint(struct db *db, struct err *err)
{
    return stmt_run(db_prepare(db, "SAVEPOINT part"), err);
}

bool db_release(struct db *db, struct err *err)
{
    return stmt_run(db_prepare(db, "RELEASE part"), err);
}

void db_undo(struct db *db)
{
    /* A full disk or a broken write may have rolled all back already. */
    if (!db_in_transaction(db)) return;
    stmt_run(db_prepare(db, "ROLLBACK TO part"), NULL);
    stmt_run(db_prepare(db, "RELEASE part"), NULL);
}

static void note(struct stmt *stmt, int code)
{
    if (code == SQLITE_OK || stmt->error) return;
    stmt->error = code;
    snprintf(stmt->message, sizeof stmt->message, "%s", sqlite3_errmsg(stmt->db->raw));
}

static struct stmt *slot(struct db *db, const char *sql)
{
    size_t at = ((uintptr_t)sql * 0x9E3779B97F4A7C15ULL >> 40) % STATEMENTS;
    for (int i = 0; i < STATEMENTS; i++, at = (at + 1) % STATEMENTS) {
        if (!db->statements[at]) {
            db->statements[at] = mem_zalloc(1, sizeof(struct stmt));
            db->statements[at]->db = db;
            db->statements[at]->sql = sql;
        }
        if (db->statements[at]->sql == sql) return db->statements[at];
    }
    abort(); /* more statements in the program than STATEMENTS: raise it */
}

struct stmt *db_prepare(struct db *db, const char *sql)
{
    struct stmt *stmt = slot(db, sql);
    stmt->error = SQLITE_OK;
    if (!stmt->raw) note(stmt, sqlite3_prepare_v3(db->raw, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt->raw, NULL));
    return stmt;
}

/* SQLite numbers $1 by first appearance, not by its digits, so ask for the name. */
static int place(struct stmt *stmt, int n)
{
    char name[8];
    snprintf(name, sizeof name, "$%d", n);
    return stmt->raw ? sqlite3_bind_parameter_index(stmt->raw, name) : 0;
}

void stmt_bind_int(struct stmt *stmt, int n, int64_t value)
{
    note(stmt, sqlite3_bind_int64(stmt->raw, place(stmt, n), value));
}

void stmt_bind_text(struct stmt *stmt, int n, const char *value)
{
    note(stmt, sqlite3_bind_text(stmt->raw, place(stmt, n), value, -1, SQLITE_TRANSIENT));
}

void stmt_bind_blob(struct stmt *stmt, int n, const void *value, size_t size)
{
    note(stmt, sqlite3_bind_blob64(stmt->raw, place(stmt, n), value, size, SQLITE_TRANSIENT));
}

void stmt_bind_null(struct stmt *stmt, int n)
{
    note(stmt, sqlite3_bind_null(stmt->raw, place(stmt, n)));
}

bool stmt_step(struct stmt *stmt)
{
    if (stmt->error || !stmt->raw) return false;
    int code = sqlite3_step(stmt->raw);
    if (code != SQLITE_ROW && code != SQLITE_DONE) note(stmt, code);
    return code == SQLITE_ROW;
}

int64_t stmt_int(struct stmt *stmt, int col)
{
    return sqlite3_column_int64(stmt->raw, col);
}

const char *stmt_text(struct stmt *stmt, int col)
{
    const char *text = (const char *)sqlite3_column_text(stmt->raw, col);
    return text ? text : "";
}

const void *stmt_blob(struct stmt *stmt, int col, size_t *size)
{
    const void *bytes = sqlite3_column_blob(stmt->raw, col);
    *size = (size_t)sqlite3_column_bytes(stmt->raw, col);
    return bytes;
}

bool stmt_is_null(struct stmt *stmt, int col)
{
    return sqlite3_column_type(stmt->raw, col) == SQLITE_NULL;
}

bool stmt_end(struct stmt *stmt, struct err *err)
{
    if (stmt->raw) {
        sqlite3_reset(stmt->raw);
        sqlite3_clear_bindings(stmt->raw);
    }
    return stmt->error == SQLITE_OK || fail(stmt->error, stmt->message, err);
}

bool stmt_run(struct stmt *stmt, struct err *err)
{
    while (stmt_step(stmt)) {
    }
    return stmt_end(stmt, err);
}

bool db_check(struct db *db, bool thorough, struct err *err)
{
    char said[160] = "";
    struct stmt *q = thorough ? db_prepare(db, "PRAGMA integrity_check(1)") : db_prepare(db, "PRAGMA quick_check(1)");
    if (stmt_step(q)) snprintf(said, sizeof said, "%s", stmt_text(q, 0));
    if (!stmt_end(q, err)) return false;
    return strcmp(said, "ok") == 0 || err_set(err, "the database is damaged (%s); restore a backup", said);
}

bool db_empty_log(struct db *db, bool *emptied, struct err *err)
{
    /* Whoever waits for the writer is not kept longer than this by a slow reader. */
    sqlite3_busy_timeout(db->raw, LOG_BUSY_MS);
    int code = sqlite3_wal_checkpoint_v2(db->raw, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_busy_timeout(db->raw, db->busy_ms);
    *emptied = code == SQLITE_OK;
    return code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY || fail(code, sqlite3_errmsg(db->raw), err);
}

/* ---- copying ---- */

static bool copy_into(struct db *db, struct db *copy, struct err *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(copy->raw, "main", db->raw, "main");
    if (!backup) return fail(sqlite3_errcode(copy->raw), sqlite3_errmsg(copy->raw), err);
    sqlite3_backup_step(backup, -1);
    int code = sqlite3_backup_finish(backup);
    if (code != SQLITE_OK) return fail(code, sqlite3_errstr(code), err);
    /* A copy is one file, to be carried off as it is, and read where nothing may be written beside it. */
    return db_exec(copy, "PRAGMA journal_mode = DELETE", err);
}

bool db_copy(struct db *db, const char *path, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_set(err, "%.400s can't be made: %s%s", path, strerror(errno),
                       errno == EEXIST ? "; choose another name" : "");
    struct db *copy = mem_zalloc(1, sizeof *copy);
    int code =
        sqlite3_open_v2(path, &copy->raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    bool ok = code == SQLITE_OK ? copy_into(db, copy, err) : fail(code, sqlite3_errstr(code), err);
    db_close(copy);
    if (ok && fsync(fd) != 0) ok = err_set(err, "%.400s can't be written: %s", path, strerror(errno));
    close(fd);
    if (ok) ok = folder_sync(path, err);
    if (!ok) unlink(path);
    return ok;
}

bool db_last_id(struct db *db, const char *table, int64_t *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT seq FROM sqlite_sequence WHERE name = $1");
    stmt_bind_text(q, 1, table);
    *out = stmt_step(q) ? stmt_int(q, 0) : 0;
    return stmt_end(q, err);
}

int64_t db_insert_id(struct db *db)
{
    return sqlite3_last_insert_rowid(db->raw);
}

int64_t db_changes(struct db *db)
{
    return sqlite3_changes64(db->raw);
}
