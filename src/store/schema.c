#include "store/schema.h"

#include <stdint.h>

#include "store/db.h"

/* One step takes the database from version i to i + 1. A step that was released is never
 * edited: a change to the tables is a new step. */
static const char *const steps[] = {
    /* 1: tickets, counters, ratings, people, journal */
    "CREATE TABLE staff ("
    " id INTEGER PRIMARY KEY,"
    " login TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL,"
    " role INTEGER NOT NULL CHECK (role BETWEEN 1 AND 4),"
    " password TEXT NOT NULL,"
    " must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),"
    " disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),"
    " added_at INTEGER NOT NULL) STRICT;"

    "CREATE TABLE session ("
    " hash TEXT PRIMARY KEY,"
    " staff INTEGER NOT NULL REFERENCES staff (id),"
    " csrf TEXT NOT NULL,"
    " opened_at INTEGER NOT NULL,"
    " touched_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"

    /* The last number given out, a row a day and prefix. */
    "CREATE TABLE number_range ("
    " day TEXT NOT NULL,"
    " prefix TEXT NOT NULL,"
    " last INTEGER NOT NULL CHECK (last > 0),"
    " PRIMARY KEY (day, prefix)) STRICT, WITHOUT ROWID;"

    "CREATE TABLE ticket ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " day TEXT NOT NULL,"
    " prefix TEXT NOT NULL,"
    " seq INTEGER NOT NULL CHECK (seq > 0),"
    " service TEXT NOT NULL,"
    " class TEXT NOT NULL,"
    " state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 7),"
    " rank INTEGER NOT NULL,"
    " lang INTEGER NOT NULL,"
    " surname TEXT,"
    " token TEXT NOT NULL UNIQUE,"
    " code TEXT NOT NULL,"
    " wrong_codes INTEGER NOT NULL DEFAULT 0,"
    " print INTEGER NOT NULL CHECK (print BETWEEN 0 AND 4),"
    " issued_at INTEGER NOT NULL,"
    " called_at INTEGER,"
    " first_called_at INTEGER,"
    " started_at INTEGER,"
    " ended_at INTEGER,"
    " counter INTEGER,"
    " staff INTEGER REFERENCES staff (id),"
    " calls INTEGER NOT NULL DEFAULT 0,"
    " ahead INTEGER NOT NULL,"
    " wait_p50_s INTEGER,"
    " wait_p80_s INTEGER,"
    " UNIQUE (day, prefix, seq),"
    " CHECK ((state IN (1, 2)) <= (counter IS NOT NULL AND staff IS NOT NULL))) STRICT;"
    /* Who is next: the first row of one service. */
    "CREATE INDEX ticket_waiting ON ticket (day, service, rank, id) WHERE state = 0;"
    /* One ticket in hand at a counter, never two. */
    "CREATE UNIQUE INDEX ticket_in_hand ON ticket (counter) WHERE state IN (1, 2);"
    "CREATE INDEX ticket_called ON ticket (day, called_at) WHERE called_at IS NOT NULL;"
    "CREATE INDEX ticket_served ON ticket (service, ended_at) WHERE state = 4;"
    "CREATE INDEX ticket_print ON ticket (id) WHERE print = 1;"

    /* Who sits where. A counter that has no row is closed. */
    "CREATE TABLE seat ("
    " counter INTEGER PRIMARY KEY,"
    " state INTEGER NOT NULL CHECK (state IN (1, 2)),"
    " staff INTEGER NOT NULL UNIQUE REFERENCES staff (id),"
    " reason TEXT,"
    " since INTEGER NOT NULL) STRICT;"

    "CREATE TABLE rating ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " ticket INTEGER NOT NULL UNIQUE REFERENCES ticket (id),"
    " score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),"
    " reasons TEXT NOT NULL,"
    " comment TEXT,"
    " channel TEXT NOT NULL,"
    " set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1)),"
    " given_at INTEGER NOT NULL) STRICT;"

    "CREATE TABLE journal ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " at INTEGER NOT NULL,"
    " kind TEXT NOT NULL,"
    " ticket INTEGER,"
    " counter INTEGER,"
    " staff INTEGER,"
    " body TEXT NOT NULL,"
    " hash TEXT NOT NULL) STRICT;"
    "CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal"
    " BEGIN SELECT RAISE(ABORT, 'the journal is never edited'); END;"
    "CREATE TRIGGER journal_stays BEFORE DELETE ON journal"
    " BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;"
    "CREATE TRIGGER rating_stays BEFORE DELETE ON rating"
    " BEGIN SELECT RAISE(ABORT, 'a rating is never deleted'); END;"
    "CREATE TRIGGER rating_keeps BEFORE UPDATE OF ticket, score, reasons, comment, given_at ON rating"
    " BEGIN SELECT RAISE(ABORT, 'a rating is never edited'); END;",

    /* 2: holds, transfers, returns, and why each call was made */
    "ALTER TABLE ticket ADD COLUMN stint_at INTEGER;" /* since when it is served without a break */
    "ALTER TABLE ticket ADD COLUMN served_ms INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN held_at INTEGER;"
    "ALTER TABLE ticket ADD COLUMN sent_to INTEGER;"
    "ALTER TABLE ticket ADD COLUMN reason TEXT;"
    "UPDATE ticket SET served_ms = ended_at - started_at WHERE state = 4;"
    "UPDATE ticket SET stint_at = started_at WHERE state = 2;"
    "DROP INDEX ticket_waiting;"
    /* Who is next: the first row of one service that was sent to no counter, or of one counter. */
    "CREATE INDEX ticket_waiting ON ticket (day, service, sent_to, rank, id) WHERE state = 0;"
    "CREATE INDEX ticket_sent ON ticket (day, sent_to, rank, id) WHERE state = 0 AND sent_to IS NOT NULL;"
    /* What a day's end has to clear away. */
    "CREATE INDEX ticket_unfinished ON ticket (day) WHERE state IN (0, 1, 3);"
    "CREATE TABLE call ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " ticket INTEGER NOT NULL REFERENCES ticket (id),"
    " counter INTEGER NOT NULL,"
    " staff INTEGER NOT NULL REFERENCES staff (id),"
    " called_at INTEGER NOT NULL,"
    " rank INTEGER NOT NULL,"
    " why TEXT NOT NULL,"       /* own head_start help help_overdue sent */
    " overtaken TEXT NOT NULL)" /* JSON: who waited longer and why they wait on */
    " STRICT;"
    "CREATE INDEX call_ticket ON call (ticket);",

    /* 3: days that a clock ahead of its time recorded, once a person said so */
    "CREATE TABLE clock_fault ("
    " id INTEGER PRIMARY KEY,"
    " after TEXT NOT NULL,"
    " upto TEXT NOT NULL,"
    " accepted_at INTEGER NOT NULL) STRICT;",

    /* 4: where the journal ends; nothing of a rating but its being set aside changes */
    "CREATE TABLE journal_head ("
    " one INTEGER PRIMARY KEY CHECK (one = 1),"
    " last INTEGER NOT NULL,"
    " hash TEXT NOT NULL) STRICT;"
    "INSERT INTO journal_head (one, last, hash) SELECT 1, id, hash FROM journal ORDER BY id DESC LIMIT 1;"
    "DROP TRIGGER rating_keeps;"
    "CREATE TRIGGER rating_keeps BEFORE UPDATE OF id, ticket, score, reasons, comment, channel, given_at ON rating"
    " BEGIN SELECT RAISE(ABORT, 'a rating is never edited'); END;",

    /* 5: the machines that somebody has signed in at before */
    "CREATE TABLE device ("
    " hash TEXT NOT NULL," /* of the random id in its cookie */
    " staff INTEGER NOT NULL REFERENCES staff (id),"
    " seen_at INTEGER NOT NULL,"
    " PRIMARY KEY (hash, staff)) STRICT, WITHOUT ROWID;",

    /* 6: what the wait estimate learned and promised */
    "ALTER TABLE ticket ADD COLUMN wait_rough INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX ticket_finished ON ticket (ended_at) WHERE state = 4;"
    "CREATE INDEX journal_staffing ON journal (at)"
    " WHERE kind IN ('counter.opened', 'counter.paused', 'counter.closed');"
    /* struct wait_model as the program keeps it; learned anew when it is of another form. */
    "CREATE TABLE wait_model ("
    " one INTEGER PRIMARY KEY CHECK (one = 1),"
    " form INTEGER NOT NULL,"
    " model BLOB NOT NULL) STRICT;"
    /* When it was learned. */
    "CREATE TABLE wait_learned ("
    " one INTEGER PRIMARY KEY CHECK (one = 1),"
    " day TEXT NOT NULL,"         /* the business day */
    " days INTEGER NOT NULL,"     /* whole days before it that were seen */
    " finished INTEGER NOT NULL)" /* visits since */
    " STRICT;"
    /* Where the levels of P50 and P80 stand, in millionths, and how many outcomes moved them. */
    "CREATE TABLE wait_level ("
    " level INTEGER PRIMARY KEY CHECK (level IN (0, 1)),"
    " at_ppm INTEGER NOT NULL,"
    " outcomes INTEGER NOT NULL) STRICT;"
    /* Until when a visitor who waits was told to be called at the latest: gone when the outcome is known. */
    "CREATE TABLE wait_promise ("
    " ticket INTEGER NOT NULL REFERENCES ticket (id),"
    " level INTEGER NOT NULL CHECK (level IN (0, 1)),"
    " until INTEGER NOT NULL,"
    " PRIMARY KEY (ticket, level)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX wait_promise_until ON wait_promise (until);",

    /* 7: days on which staff stopped the tickets */
    "CREATE TABLE hall_stop ("
    " day TEXT PRIMARY KEY,"
    " since INTEGER NOT NULL,"
    " staff INTEGER NOT NULL REFERENCES staff (id)) STRICT, WITHOUT ROWID;",

    /* 8: cases as they are filed */
    "CREATE TABLE complaint_range ("
    " day TEXT NOT NULL,"
    " letter TEXT NOT NULL,"
    " last INTEGER NOT NULL CHECK (last > 0),"
    " PRIMARY KEY (day, letter)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE complaint ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " day TEXT NOT NULL,"
    " letter TEXT NOT NULL,"
    " seq INTEGER NOT NULL CHECK (seq > 0),"
    " kind INTEGER NOT NULL,"
    " about INTEGER NOT NULL,"
    " ticket INTEGER REFERENCES ticket (id),"
    " service TEXT,"
    " counter INTEGER,"
    " text TEXT NOT NULL,"
    " severity INTEGER NOT NULL DEFAULT 0," /* 1: speaks of danger */
    " name BLOB,"   /* sealed, like the phone number */
    " phone BLOB,"
    " notice TEXT," /* version of the notice the visitor agreed to; NULL: no personal data was given */
    " lang INTEGER NOT NULL,"
    " channel TEXT NOT NULL,"
    " token TEXT NOT NULL UNIQUE,"
    " code TEXT NOT NULL,"
    " state TEXT NOT NULL,"
    " filed_at INTEGER NOT NULL,"
    " reply_due INTEGER,"
    " resolve_due INTEGER,"
    " print INTEGER NOT NULL CHECK (print BETWEEN 0 AND 4),"
    " UNIQUE (day, letter, seq),"
    " CHECK ((name IS NULL AND phone IS NULL) OR notice IS NOT NULL)) STRICT;"
    "CREATE INDEX complaint_print ON complaint (id) WHERE print = 1;"
    /* Wrong last digits of a phone, by the number that was typed, whether or not there is such a case. */
    "CREATE TABLE complaint_try ("
    " day TEXT NOT NULL,"
    " number TEXT NOT NULL,"
    " wrong INTEGER NOT NULL,"
    " PRIMARY KEY (day, number)) STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER complaint_keeps BEFORE UPDATE OF day, letter, seq, kind, about, ticket, service, counter, text,"
    " filed_at ON complaint BEGIN SELECT RAISE(ABORT, 'what was filed is never edited'); END;"
    "CREATE TRIGGER complaint_stays BEFORE DELETE ON complaint"
    " BEGIN SELECT RAISE(ABORT, 'a case is never deleted'); END;",
};

enum { STEPS = sizeof steps / sizeof *steps };

static bool read_version(struct db *db, int64_t *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "PRAGMA user_version");
    *out = stmt_step(q) ? stmt_int(q, 0) : 0;
    return stmt_end(q, err);
}

/* PRAGMA takes no bound value; one literal a version keeps SQL out of format strings. */
static bool write_version(struct db *db, int64_t version, struct err *err)
{
    static const char *const set[] = {"PRAGMA user_version = 1", "PRAGMA user_version = 2", "PRAGMA user_version = 3",
                                      "PRAGMA user_version = 4", "PRAGMA user_version = 5", "PRAGMA user_version = 6",
                                      "PRAGMA user_version = 7", "PRAGMA user_version = 8"};
    _Static_assert(sizeof set / sizeof *set == STEPS, "one line a step");
    return db_exec(db, set[version - 1], err);
}

static bool too_new(int64_t version, struct err *err)
{
    return err_set(err, "the database is of version %lld, this program knows %d; install the newer program again",
                   (long long)version, STEPS);
}

bool schema_migrate(struct db *db, struct err *err)
{
    for (;;) {
        /* The version is read under the write lock: two programs may start at once. */
        int64_t version;
        if (!db_begin(db, err)) return false;
        bool ok = read_version(db, &version, err);
        if (ok && version > STEPS) ok = too_new(version, err);
        if (!ok || version == STEPS) {
            db_rollback(db);
            return ok;
        }
        ok = db_exec(db, steps[version], err) && write_version(db, version + 1, err) && db_commit(db, err);
        if (!ok) {
            db_rollback(db);
            return false;
        }
    }
}

bool schema_current(struct db *db, struct err *err)
{
    int64_t version;
    if (!read_version(db, &version, err)) return false;
    if (version > STEPS) return too_new(version, err);
    if (version < STEPS)
        return err_set(err, "the database is of an older version; start `kiosk run` once to renew it");
    return true;
}
