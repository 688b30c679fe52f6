/* journal.h - the append-only record of every change: audit trail, change feed and SSE ids in one.
 *
 * Each entry carries BLAKE2b-256 over the previous entry's hash and its own id, time, kind and
 * body, so an entry that was edited, removed or put in between breaks the chain. Where it ends
 * is written down beside it (journal_head) with each entry, and the engine counts the ids on its
 * own, so an end that was cut off is missed, too: the next entry goes on from the head and leaves
 * the gap open. The table itself refuses UPDATE and DELETE.
 *
 * That finds what was changed by hand or by accident. The chain has no key: whoever may write the
 * file and works out every hash anew is found only by holding a backup against it. */
#ifndef CORE_JOURNAL_H
#define CORE_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"

struct db;

struct journal_entry {
    int64_t id;
    ms_t at;
    char kind[32];     /* ticket.issued, ticket.called, counter.opened, rating.given, staff.added … */
    int64_t ticket;    /* 0: about none */
    int counter;       /* 0: about none */
    int64_t staff;     /* who acted, 0: a visitor or the program */
    const char *body;  /* JSON object with the rest; valid during the call that got it */
};

/* Adds one entry inside the running transaction; returns its id, or 0 with err. */
int64_t journal_add(struct db *db, const struct journal_entry *entry, struct err *err);
/* Calls each for entries with id > after, in order, at most max. */
typedef void journal_each(void *arg, const struct journal_entry *entry);
bool journal_read(struct db *db, int64_t after, int max, journal_each *each, void *arg, struct err *err);
/* The id of the newest entry, 0: there is none. */
bool journal_last(struct db *db, int64_t *out, struct err *err);
/* The newest entry's id and hash, as written down beside the journal; 0 and "" before the first. */
enum { JOURNAL_HASH = 65 };
bool journal_head(struct db *db, int64_t *last, char hash[JOURNAL_HASH], struct err *err);
/* The id of the newest entry from before t, 0: there is none. */
bool journal_before(struct db *db, ms_t t, int64_t *out, struct err *err);
/* Walks the whole chain in one snapshot; false with err naming the first entry that does not fit. */
bool journal_verify(struct db *db, struct err *err);

#endif
