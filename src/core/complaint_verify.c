/* Holding the stories of the cases, the ratings and the closing reports against the journal: nothing was changed, taken
 * away or put in. */
#include <jansson.h>
#include <string.h>

#include "base/str.h"
#include "core/complaint_change.h"

/* Does the event that a journal entry names say what it said then? */
static bool fits_entry(struct stmt *q, json_t *entry, struct err *err)
{
    char hash[CASE_HASH_SIZE];
    const char *number = json_string_value(json_object_get(entry, "number"));
    const char *kind = stmt_text(q, 1), *body = stmt_text(q, 6);
    const char *body_hash = json_string_value(json_object_get(entry, "body_hash"));
    const char *text_hash = json_string_value(json_object_get(entry, "text_hash"));
    long long seq = json_integer_value(json_object_get(entry, "event"));
    number = number ? number : "?";
    if (stmt_is_null(q, 5))
        return err_set(err, "case %.20s: entry %lld of its story is missing; restore a backup", number, seq);
    case_hash(body, strlen(body), hash);
    bool same = stmt_int(q, 3) == stmt_int(q, 7) && stmt_int(q, 4) == stmt_int(q, 8) &&
                strcmp(kind + strlen("complaint."), stmt_text(q, 5)) == 0 && body_hash &&
                strcmp(hash, body_hash) == 0 && strcmp(text_hash ? text_hash : "", stmt_text(q, 9)) == 0;
    return same || err_set(err, "case %.20s: entry %lld of its story was changed; restore a backup", number, seq);
}

/* Each journal entry about a story has its event; *count of them. */
static bool journal_fits(struct db *db, int64_t *count, struct err *err)
{
    bool fits = true;
    *count = 0;
    struct stmt *q = db_prepare(
        db, "SELECT j.id, j.kind, j.body, j.at, j.staff, e.kind, e.body, e.at, e.staff, e.text_hash FROM journal j"
            " LEFT JOIN complaint_event e ON e.complaint = json_extract(j.body, '$.case')"
            " AND e.seq = json_extract(j.body, '$.event')"
            " WHERE j.kind >= 'complaint.' AND j.kind < 'complaint/' AND json_extract(j.body, '$.event') IS NOT NULL"
            " ORDER BY j.id");
    while (fits && stmt_step(q)) {
        json_t *entry = json_loads(stmt_text(q, 2), 0, NULL);
        fits = fits_entry(q, entry, err);
        json_decref(entry);
        (*count)++;
    }
    return stmt_end(q, fits ? err : NULL) && fits;
}

/* No event was put in beside the journal. */
static bool counts_fit(struct db *db, int64_t journaled, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT count(*) FROM complaint_event");
    int64_t there = stmt_step(q) ? stmt_int(q, 0) : 0;
    if (!stmt_end(q, err)) return false;
    return there == journaled ||
           err_set(err, "cases: their stories have %lld entries, the journal knows %lld; restore a backup",
                   (long long)there, (long long)journaled);
}

/* Each text is the one its event was written with, and only those of cases whose story tells of the erasing are gone. */
static bool texts_fit(struct db *db, struct err *err)
{
    bool fits = true;
    char hash[CASE_HASH_SIZE], number[CASE_NUMBER_SIZE];
    struct stmt *q =
        db_prepare(db, "SELECT c.day, c.letter, c.seq, e.seq, e.text_hash, x.sealed, (SELECT 1 FROM complaint_event d"
                       " WHERE d.complaint = c.id AND d.kind = 'erased') FROM complaint_event e"
                       " JOIN complaint c ON c.id = e.complaint LEFT JOIN complaint_text x ON x.event = e.id"
                       " WHERE e.text_hash IS NOT NULL OR x.event IS NOT NULL ORDER BY e.id");
    while (fits && stmt_step(q)) {
        size_t size;
        const void *sealed = stmt_blob(q, 5, &size);
        case_number(stmt_text(q, 0), stmt_text(q, 1), stmt_int(q, 2), number);
        if (!sealed) {
            fits = !stmt_is_null(q, 6) ||
                   err_set(err, "case %s: the text of entry %lld of its story is missing; restore a backup", number,
                           (long long)stmt_int(q, 3));
            continue;
        }
        case_hash(sealed, size, hash);
        fits = strcmp(hash, stmt_text(q, 4)) == 0 ||
               err_set(err, "case %s: the text of entry %lld of its story was changed; restore a backup", number,
                       (long long)stmt_int(q, 3));
    }
    return stmt_end(q, fits ? err : NULL) && fits;
}

/* A case that has no story was put in by hand, or lost it. */
static bool all_have_stories(struct db *db, struct err *err)
{
    char number[CASE_NUMBER_SIZE] = "";
    struct stmt *q = db_prepare(db, "SELECT day, letter, seq FROM complaint c WHERE NOT EXISTS"
                                    " (SELECT 1 FROM complaint_event e WHERE e.complaint = c.id AND e.seq = 1)"
                                    " LIMIT 1");
    if (stmt_step(q)) case_number(stmt_text(q, 0), stmt_text(q, 1), stmt_int(q, 2), number);
    if (!stmt_end(q, err)) return false;
    return !number[0] || err_set(err, "case %s: its story is missing; restore a backup", number);
}

/* Each row stands as its story left it: state, owner, dates, contact, link, whom it is about. */
static bool rows_fit(struct db *db, struct err *err)
{
    bool fits = true;
    char hash[CASE_HASH_SIZE], number[CASE_NUMBER_SIZE];
    struct stmt *q =
        db_prepare(db, "WITH last AS MATERIALIZED (SELECT json_extract(body, '$.case') AS complaint,"
                       " json_extract(body, '$.row_hash') AS hash, max(id) FROM journal WHERE kind >= 'complaint.'"
                       " AND kind < 'complaint/' AND json_extract(body, '$.event') IS NOT NULL GROUP BY 1)"
                       " SELECT c.day, c.letter, c.seq, l.hash, " CASE_ROW
                       " FROM complaint c LEFT JOIN last l ON l.complaint = c.id ORDER BY c.id");
    while (fits && stmt_step(q)) {
        const char *row = stmt_text(q, 4);
        case_number(stmt_text(q, 0), stmt_text(q, 1), stmt_int(q, 2), number);
        case_hash(row, strlen(row), hash);
        fits = strcmp(hash, stmt_text(q, 3)) == 0 ||
               err_set(err, "case %s: it is not as its story left it; restore a backup", number);
    }
    return stmt_end(q, fits ? err : NULL) && fits;
}

/* Each rating is the one the journal tells of, none is missing or was put in, and those set aside were so by a review. */
static bool ratings_fit(struct db *db, struct err *err)
{
    char number[NUMBER_SIZE], day[CLOCK_DAY];
    struct stmt *q = db_prepare(
        db, "WITH given AS (SELECT ticket, at, json_extract(body, '$.score') AS score FROM journal"
            " WHERE kind = 'rating.given'), aside AS (SELECT json_extract(body, '$.rating') AS rating FROM journal"
            " WHERE kind = 'review.decided' AND json_extract(body, '$.set_aside'))"
            " SELECT t.prefix, t.seq, t.day FROM ticket t LEFT JOIN rating r ON r.ticket = t.id"
            " LEFT JOIN given g ON g.ticket = t.id WHERE (r.id IS NOT NULL OR g.ticket IS NOT NULL)"
            " AND (r.score IS NOT g.score OR r.given_at IS NOT g.at"
            " OR r.set_aside <> (r.id IN (SELECT rating FROM aside))) ORDER BY t.id LIMIT 1");
    bool wrong = stmt_step(q);
    if (wrong) {
        ticket_number(stmt_text(q, 0), stmt_int(q, 1), number);
        str_copy(day, sizeof day, stmt_text(q, 2));
    }
    if (!stmt_end(q, err)) return false;
    return !wrong || err_set(err, "the rating of %s, %s, is not as it was given; restore a backup", number, day);
}

/* What was printed on the closing reports is still what the journal says: it was not written anew from some day on. */
static bool closings_fit(struct db *db, struct err *err)
{
    char day[CLOCK_DAY] = "";
    struct stmt *q = db_prepare(db, "SELECT c.day FROM closing c LEFT JOIN journal j ON j.id = c.entry"
                                    " WHERE j.hash IS NOT c.hash ORDER BY c.id LIMIT 1");
    if (stmt_step(q)) str_copy(day, sizeof day, stmt_text(q, 0));
    if (!stmt_end(q, err)) return false;
    return !day[0] || err_set(err,
                              "the journal is another one than the closing report of %s was printed from;"
                              " restore a backup",
                              day);
}

bool complaint_verify(struct db *db, struct err *err)
{
    int64_t journaled;
    if (!db_begin_read(db, err)) return false;
    bool whole = journal_fits(db, &journaled, err) && counts_fit(db, journaled, err) && texts_fit(db, err) &&
                 all_have_stories(db, err) && rows_fit(db, err) && ratings_fit(db, err) && closings_fit(db, err);
    db_rollback(db);
    return whole;
}
