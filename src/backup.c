#include "backup.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/folder.h"
#include "core/complaint.h"
#include "core/journal.h"
#include "store/db.h"
#include "store/schema.h"

enum { BUSY_MS = 3000 };

/* What SQLite may leave beside a database. */
static const char *const besides[] = {"", "-wal", "-shm"};
enum { FILES = sizeof besides / sizeof *besides, BESIDE_PATH = BACKUP_PATH + 8 };

static struct db *open_existing(const char *path, struct err *err)
{
    if (access(path, R_OK) == 0) return db_open(path, DB_READ, BUSY_MS, err);
    err_set(err, "%.400s: %s", path, strerror(errno));
    return NULL;
}

bool backup_verify(const char *path, int64_t *entries, struct err *err)
{
    struct db *db = open_existing(path, err);
    bool whole = db && schema_current(db, err) && db_check(db, true, err) && journal_verify(db, err) &&
                 complaint_verify(db, err) && journal_last(db, entries, err);
    db_close(db);
    return whole;
}

bool backup_make(const char *data_dir, const char *path, int64_t *entries, struct err *err)
{
    char from[BACKUP_PATH];
    snprintf(from, sizeof from, "%s/" SCHEMA_FILE, data_dir);
    struct db *db = open_existing(from, err);
    bool made = db && db_copy(db, path, err);
    db_close(db);
    if (!made || backup_verify(path, entries, err)) return made;
    unlink(path);
    return false;
}

/* ---- putting back ---- */

static void remove_all(const char *path)
{
    char file[BESIDE_PATH];
    for (int i = 0; i < FILES; i++) {
        snprintf(file, sizeof file, "%s%s", path, besides[i]);
        unlink(file);
    }
}

static bool renew(const char *path, struct err *err)
{
    struct db *db = db_open(path, DB_WRITE, BUSY_MS, err);
    bool done = db && schema_migrate(db, err);
    db_close(db);
    return done;
}

/* The backup as it is to be: whole, and with this program's tables. */
static bool prepare(const char *path, const char *fresh, int64_t *entries, struct err *err)
{
    remove_all(fresh); /* of a restoring that was cut off */
    struct db *db = open_existing(path, err);
    bool done = db && db_check(db, true, err) && db_copy(db, fresh, err);
    db_close(db);
    if (done && renew(fresh, err) && backup_verify(fresh, entries, err)) return true;
    remove_all(fresh);
    return false;
}

/* The database under another name as well, and its log under the new name alone: a log that stayed would be taken for
 * that of the next database. */
static bool keep_old(const char *path, char kept[BACKUP_PATH], struct err *err)
{
    char time[32], from[BESIDE_PATH], to[BESIDE_PATH];
    struct tm now = clock_local(clock_now(&clock_system));
    kept[0] = '\0';
    if (access(path, F_OK) != 0) return true;
    strftime(time, sizeof time, "%Y%m%d-%H%M%S", &now);
    snprintf(kept, BACKUP_PATH, "%.600s.before-%s", path, time);
    if (link(path, kept) != 0) return err_set(err, "%.400s can't be made: %s", kept, strerror(errno));
    for (int i = 1; i < FILES; i++) {
        snprintf(from, sizeof from, "%s%s", path, besides[i]);
        snprintf(to, sizeof to, "%s%s", kept, besides[i]);
        if (rename(from, to) != 0 && errno != ENOENT)
            return err_set(err, "%.400s can't be renamed: %s", from, strerror(errno));
    }
    return true;
}

bool backup_restore(const char *path, const char *data_dir, char kept[BACKUP_PATH], int64_t *entries, struct err *err)
{
    char place[BACKUP_PATH - 32], fresh[BACKUP_PATH];
    snprintf(place, sizeof place, "%s/" SCHEMA_FILE, data_dir);
    snprintf(fresh, sizeof fresh, "%s.restoring", place);
    if (!prepare(path, fresh, entries, err)) return false;
    if (!keep_old(place, kept, err)) {
        remove_all(fresh);
        return false;
    }
    if (rename(fresh, place) != 0)
        return err_set(err, "%.400s can't be put in its place: %s", fresh, strerror(errno));
    return folder_sync(place, err);
}
