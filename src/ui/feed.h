/* feed.h - reads the hall for the terminal on a thread of its own, so that no frame ever waits
 * for the disk. */
#ifndef UI_FEED_H
#define UI_FEED_H

#include "core/queue.h"
#include "core/writer.h"

struct feed;

/* What the terminal wants to know beside the hall as a whole. */
struct feed_query {
    const struct hall *hall; /* as of which kiosk.conf; the indices of the answer are those of its services */
    int service;    /* index whose priority wait is wanted, -1: none */
    int64_t ticket; /* the visitor's, 0: none */
    int64_t filed;  /* the case just filed, 0: none */
};

/* Looks for somebody's ticket, once: by the token of its link, or by today's number; or for a case, by its link. */
struct feed_search {
    char token[TOKEN_SIZE]; /* "" : by number */
    char number[NUMBER_SIZE];
    bool of_case; /* the token is that of a case */
};

/* What came of it. Only FOUND_OWN may change anything about the ticket. */
enum found {
    FOUND_NOT_ASKED, /* the snapshot has another reason */
    FOUND_NOBODY,    /* no such ticket or case, or so long ago that its link shows no more */
    FOUND_PLACE,     /* by its number alone */
    FOUND_OWN,       /* by its link */
};

enum { FEED_BUSIEST = 2 };

struct snapshot {
    bool ok; /* false: the database could not be read, the rest is empty */
    const struct hall *of; /* that of the query */
    struct hall_view hall;
    int service;   /* that of the query */
    int64_t filed; /* likewise, and how its receipt is doing */
    enum print_state filed_print;
    int busiest
        [FEED_BUSIEST];   /* of a hall with groups: its usually busiest services; fewer only where it has fewer */
    struct wait priority; /* its wait for the class with the largest head start */
    enum found found;     /* of a search */
    struct complaint complaint; /* the one searched for; id 0: none. Of its phone only whether there is one */
    struct ticket ticket;       /* the one asked or found; id 0: none */
    int ahead;
    bool next;        /* that ticket is the next to be called at one of the open counters */
    struct wait wait; /* of that ticket from now */
};

/* Called on the feed's thread; the snapshot belongs to the callee, to be freed with free(). */
typedef void feed_news(void *arg, struct snapshot *snapshot);

/* Opens a reader and starts the thread; it reads whenever the hall changes and when asked. NULL with err. */
struct feed *feed_start(struct writer *writer, feed_news *news, void *arg, struct err *err);
void feed_stop(struct feed *feed); /* NULL allowed */
/* Wants a new snapshot, from now on with that query. Never blocks. */
void feed_ask(struct feed *feed, struct feed_query query);
/* Wants one snapshot that answers a search. Never blocks. */
void feed_find(struct feed *feed, const struct feed_search *search);

/* One reading on the caller's thread; out->ok is false with err. */
void feed_read(struct db *db, ms_t now, struct feed_query query, struct snapshot *out, struct err *err);

#endif
