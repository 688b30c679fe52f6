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

    /* 8: cases, their story, and the review of ratings */
    "CREATE INDEX ticket_unprinted ON ticket (day) WHERE print = 1;" /* what a day's end gives up */
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
    " about_staff INTEGER REFERENCES staff (id),"
    " rating INTEGER UNIQUE REFERENCES rating (id)," /* that opened it */
    " name BLOB,"                                    /* sealed, like the phone number */
    " phone BLOB,"
    " phone_tail BLOB," /* keyed hash of the number and the phone's last four digits, for a lost receipt */
    " notice TEXT,"     /* version of the notice the visitor agreed to; NULL: no personal data was given */
    " lang INTEGER NOT NULL,"
    " channel TEXT NOT NULL,"
    " token TEXT NOT NULL UNIQUE,"
    " code TEXT NOT NULL,"
    " filed_at INTEGER NOT NULL,"
    " print INTEGER NOT NULL CHECK (print BETWEEN 0 AND 4),"
    /* where it stands: the moves write these, each with its event */
    " state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),"
    " severity INTEGER NOT NULL DEFAULT 0 CHECK (severity BETWEEN 0 AND 2),"
    " level INTEGER NOT NULL DEFAULT 0 CHECK (level BETWEEN 0 AND 2),"
    " owner INTEGER REFERENCES staff (id),"
    " since INTEGER NOT NULL," /* deadlines count from here: filing, or the last reopening */
    " reply_due INTEGER,"
    " resolve_due INTEGER,"
    " extended INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1)),"
    " replied_at INTEGER," /* the first reply since then */
    " resolved_at INTEGER,"
    " follow_up_due INTEGER,"
    " attempts INTEGER NOT NULL DEFAULT 0," /* follow-up calls since then that reached nobody */
    " answered INTEGER NOT NULL DEFAULT 0 CHECK (answered IN (0, 1))," /* the visitor said it is solved */
    " satisfied INTEGER," /* and with the handling: 0 no, 1 so so, 2 yes; NULL: not said */
    " outcome TEXT,"      /* upheld partly not_upheld passed_on answered not_resolvable */
    " closed_at INTEGER,"
    " important INTEGER NOT NULL DEFAULT 0 CHECK (important IN (0, 1)),"
    " erased_at INTEGER,"
    " UNIQUE (day, letter, seq),"
    " CHECK (erased_at IS NULL OR (name IS NULL AND phone IS NULL AND phone_tail IS NULL)),"
    " CHECK ((name IS NULL AND phone IS NULL) OR notice IS NOT NULL)) STRICT;"
    "CREATE INDEX complaint_print ON complaint (id) WHERE print = 1;"
    "CREATE INDEX complaint_unfinished ON complaint (state, id) WHERE state < 3;"
    "CREATE INDEX complaint_owner ON complaint (owner, state);"
    "CREATE INDEX complaint_finished ON complaint (closed_at, id) WHERE state = 3;"
    "CREATE INDEX complaint_closed ON complaint (closed_at) WHERE erased_at IS NULL;"
    "CREATE INDEX complaint_resolved ON complaint (resolved_at);" /* a quarter's */
    "CREATE INDEX complaint_ticket ON complaint (ticket) WHERE ticket IS NOT NULL;"
    "CREATE TRIGGER complaint_keeps BEFORE UPDATE OF id, day, letter, seq, kind, about, ticket, service, counter,"
    " about_staff, rating, notice, lang, channel, filed_at ON complaint"
    " BEGIN SELECT RAISE(ABORT, 'what was filed is never edited'); END;"
    /* Personal fields change only by being erased, all at once, and only of a closed case. */
    "CREATE TRIGGER complaint_contact BEFORE UPDATE OF name, phone, phone_tail ON complaint"
    " WHEN NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL OR OLD.closed_at IS NULL"
    " BEGIN SELECT RAISE(ABORT, 'a contact is never edited'); END;"
    "CREATE TRIGGER complaint_erased BEFORE UPDATE OF erased_at ON complaint"
    " WHEN OLD.erased_at IS NOT NULL OR OLD.closed_at IS NULL"
    " BEGIN SELECT RAISE(ABORT, 'a case is erased once, when it is closed'); END;"
    "CREATE TRIGGER complaint_stays BEFORE DELETE ON complaint"
    " BEGIN SELECT RAISE(ABORT, 'a case is never deleted'); END;"

    /* Who may not handle a case, as it is about them. */
    "CREATE TABLE complaint_concerned ("
    " complaint INTEGER NOT NULL REFERENCES complaint (id),"
    " staff INTEGER NOT NULL REFERENCES staff (id),"
    " PRIMARY KEY (complaint, staff)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX concerned_staff ON complaint_concerned (staff);"
    /* Who had a visit in hand, whoever called it. */
    "CREATE INDEX journal_served ON journal (ticket)"
    " WHERE kind IN ('ticket.started', 'ticket.resumed', 'ticket.finished');"
    "CREATE TRIGGER concerned_keeps BEFORE UPDATE ON complaint_concerned"
    " BEGIN SELECT RAISE(ABORT, 'who stands aside is never edited'); END;"
    "CREATE TRIGGER concerned_stays BEFORE DELETE ON complaint_concerned"
    " BEGIN SELECT RAISE(ABORT, 'who stands aside does so for good'); END;"

    /* The story of a case: the first event is its filing. */
    "CREATE TABLE complaint_event ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " complaint INTEGER NOT NULL REFERENCES complaint (id),"
    " seq INTEGER NOT NULL CHECK (seq > 0),"
    " at INTEGER NOT NULL,"
    " kind TEXT NOT NULL,"
    " staff INTEGER REFERENCES staff (id)," /* NULL: the visitor or the program */
    " channel TEXT NOT NULL,"
    " body TEXT NOT NULL," /* JSON, nothing personal: to whom, which outcome, which event it corrects */
    " text_hash TEXT,"     /* BLAKE2b-256 of what is sealed in complaint_text; NULL: it has no text */
    " UNIQUE (complaint, seq)) STRICT;"
    "CREATE TRIGGER event_keeps BEFORE UPDATE ON complaint_event"
    " BEGIN SELECT RAISE(ABORT, 'an event is never edited'); END;"
    "CREATE TRIGGER event_stays BEFORE DELETE ON complaint_event"
    " BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;"
    /* REPLACE goes around the triggers above: a row may only be added, behind the last one. */
    "CREATE TRIGGER event_adds BEFORE INSERT ON complaint_event"
    " WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM complaint_event WHERE complaint = NEW.complaint)"
    " OR EXISTS (SELECT 1 FROM complaint_event WHERE id = NEW.id)"
    " BEGIN SELECT RAISE(ABORT, 'an event is never replaced'); END;"
    "CREATE TRIGGER complaint_adds BEFORE INSERT ON complaint"
    " WHEN EXISTS (SELECT 1 FROM complaint WHERE id = NEW.id OR (day = NEW.day AND letter = NEW.letter"
    " AND seq = NEW.seq) OR token = NEW.token OR rating = NEW.rating)"
    " BEGIN SELECT RAISE(ABORT, 'a case is never replaced'); END;"
    "CREATE TRIGGER journal_adds BEFORE INSERT ON journal"
    " WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)"
    " BEGIN SELECT RAISE(ABORT, 'the journal is never edited'); END;"
    "CREATE TRIGGER rating_adds BEFORE INSERT ON rating"
    " WHEN EXISTS (SELECT 1 FROM rating WHERE id = NEW.id OR ticket = NEW.ticket)"
    " BEGIN SELECT RAISE(ABORT, 'a rating is never replaced'); END;"
    /* What was said, sealed: it goes when the time to keep personal data is over, the event stays. */
    "CREATE TABLE complaint_text ("
    " event INTEGER PRIMARY KEY REFERENCES complaint_event (id),"
    " complaint INTEGER NOT NULL REFERENCES complaint (id),"
    " sealed BLOB NOT NULL) STRICT;"
    "CREATE INDEX complaint_text_of ON complaint_text (complaint);"
    "CREATE TRIGGER text_keeps BEFORE UPDATE ON complaint_text"
    " BEGIN SELECT RAISE(ABORT, 'what was said is never edited'); END;"
    "CREATE TRIGGER text_stays BEFORE DELETE ON complaint_text"
    " WHEN (SELECT erased_at FROM complaint WHERE id = OLD.complaint) IS NULL"
    " BEGIN SELECT RAISE(ABORT, 'what was said is never deleted'); END;"

    /* Wrong last digits of a phone, a row a day and number that was asked for, whether there is such a case or not. */
    "CREATE TABLE complaint_try ("
    " day TEXT NOT NULL,"
    " number TEXT NOT NULL,"
    " wrong INTEGER NOT NULL,"
    " PRIMARY KEY (day, number)) STRICT, WITHOUT ROWID;"

    "CREATE TRIGGER text_adds BEFORE INSERT ON complaint_text"
    " WHEN EXISTS (SELECT 1 FROM complaint_text WHERE event = NEW.event)"
    " BEGIN SELECT RAISE(ABORT, 'what was said is never replaced'); END;"

    /* The cases that are checked again, drawn at random after each quarter. */
    "CREATE TABLE sample ("
    " quarter TEXT PRIMARY KEY," /* 2026Q3 */
    " drawn_at INTEGER NOT NULL,"
    " seed TEXT NOT NULL," /* the journal's head at that time, in hex */
    " population INTEGER NOT NULL) STRICT;"
    "CREATE TABLE sample_case ("
    " quarter TEXT NOT NULL REFERENCES sample (quarter),"
    " place INTEGER NOT NULL,"
    " complaint INTEGER NOT NULL REFERENCES complaint (id),"
    " checked_at INTEGER,"
    " agrees INTEGER CHECK (agrees IN (0, 1)),"
    " PRIMARY KEY (quarter, place)) STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER sample_keeps BEFORE UPDATE ON sample BEGIN SELECT RAISE(ABORT, 'a draw is never edited'); END;"
    "CREATE TRIGGER sample_stays BEFORE DELETE ON sample BEGIN SELECT RAISE(ABORT, 'a draw is never undone'); END;"
    "CREATE TRIGGER sample_case_keeps BEFORE UPDATE OF quarter, place, complaint ON sample_case"
    " BEGIN SELECT RAISE(ABORT, 'a draw is never edited'); END;"
    "CREATE TRIGGER sample_case_stays BEFORE DELETE ON sample_case"
    " BEGIN SELECT RAISE(ABORT, 'a draw is never undone'); END;"

    /* 申诉: a rating is set aside only by a review. */
    "CREATE TABLE rating_review ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " rating INTEGER NOT NULL UNIQUE REFERENCES rating (id),"
    " asked_by INTEGER NOT NULL REFERENCES staff (id),"
    " asked_at INTEGER NOT NULL,"
    " reason TEXT NOT NULL,"
    " decided_by INTEGER REFERENCES staff (id),"
    " decided_at INTEGER,"
    " set_aside INTEGER CHECK (set_aside IN (0, 1)),"
    " why TEXT) STRICT;"
    "CREATE TRIGGER review_keeps BEFORE UPDATE ON rating_review"
    " WHEN OLD.decided_at IS NOT NULL OR NEW.reason <> OLD.reason OR NEW.asked_by <> OLD.asked_by"
    " BEGIN SELECT RAISE(ABORT, 'a review is decided once'); END;"
    "CREATE TRIGGER review_stays BEFORE DELETE ON rating_review"
    " BEGIN SELECT RAISE(ABORT, 'a review is never deleted'); END;"
    "CREATE TRIGGER rating_aside BEFORE UPDATE OF set_aside ON rating"
    " WHEN NOT EXISTS (SELECT 1 FROM rating_review WHERE rating = NEW.id AND set_aside = NEW.set_aside)"
    " BEGIN SELECT RAISE(ABORT, 'a rating is set aside only by a review'); END;"
    /* A comment may hold what the visitor told of themselves: it goes with the time to keep such data. */
    "ALTER TABLE rating ADD COLUMN erased_at INTEGER;"
    /* What is left to erase of old visits. */
    "CREATE INDEX rating_told ON rating (given_at) WHERE comment IS NOT NULL;"
    "CREATE INDEX ticket_named ON ticket (day) WHERE surname IS NOT NULL;"
    "DROP TRIGGER rating_keeps;"
    "CREATE TRIGGER rating_keeps BEFORE UPDATE OF id, ticket, score, reasons, channel, given_at ON rating"
    " BEGIN SELECT RAISE(ABORT, 'a rating is never edited'); END;"
    "CREATE TRIGGER rating_comment BEFORE UPDATE OF comment ON rating"
    " WHEN NEW.comment IS NOT NULL OR NEW.erased_at IS NULL"
    " BEGIN SELECT RAISE(ABORT, 'a rating is never edited'); END;"

    /* The last day on which the clock was believed: after a leap ahead nothing is erased until a person accepts it. */
    "CREATE TABLE clock_seen ("
    " one INTEGER PRIMARY KEY CHECK (one = 1),"
    " day TEXT NOT NULL,"
    " doubted INTEGER NOT NULL CHECK (doubted IN (0, 1))) STRICT;"

    /* The day's closing reports, as they were made. */
    "CREATE TABLE closing ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " day TEXT NOT NULL,"
    " made_at INTEGER NOT NULL,"
    " staff INTEGER NOT NULL REFERENCES staff (id),"
    " lang INTEGER NOT NULL,"
    " print INTEGER NOT NULL CHECK (print BETWEEN 0 AND 4),"
    " entry INTEGER NOT NULL," /* where the journal ended */
    " hash TEXT NOT NULL,"
    " form INTEGER NOT NULL,"
    " figures BLOB NOT NULL)" /* struct closing_figures of that form */
    " STRICT;"
    "CREATE INDEX closing_day ON closing (day, id);"
    "CREATE INDEX closing_unprinted ON closing (id) WHERE print = 1;"
    "CREATE TRIGGER closing_keeps BEFORE UPDATE OF id, day, made_at, staff, lang, entry, hash, form, figures ON "
    "closing"
    " BEGIN SELECT RAISE(ABORT, 'a closing report is never edited'); END;"
    "CREATE TRIGGER closing_stays BEFORE DELETE ON closing"
    " BEGIN SELECT RAISE(ABORT, 'a closing report is never deleted'); END;",

    /* What is said with a rating is as personal as a case: from now on it is sealed like one. */
    "ALTER TABLE rating ADD COLUMN sealed BLOB;"
    "DROP INDEX rating_told;"
    "CREATE INDEX rating_told ON rating (given_at) WHERE comment IS NOT NULL OR sealed IS NOT NULL;"
    "DROP TRIGGER rating_comment;"
    "CREATE TRIGGER rating_comment BEFORE UPDATE OF comment, sealed ON rating"
    " WHEN NEW.comment IS NOT NULL OR NEW.sealed IS NOT NULL OR NEW.erased_at IS NULL"
    " BEGIN SELECT RAISE(ABORT, 'a rating is never edited'); END;",
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
    static const char *const set[] = {
        "PRAGMA user_version = 1", "PRAGMA user_version = 2", "PRAGMA user_version = 3",
        "PRAGMA user_version = 4", "PRAGMA user_version = 5", "PRAGMA user_version = 6",
        "PRAGMA user_version = 7", "PRAGMA user_version = 8", "PRAGMA user_version = 9"};
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
