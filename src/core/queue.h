/* queue.h - reading the queue. Every function takes a reader connection of the caller's
 * thread (writer_reader) and returns false with err only when the database fails. */
#ifndef CORE_QUEUE_H
#define CORE_QUEUE_H

#include "base/err.h"
#include "core/ticket.h"

struct db;

/* False with err->text "" when there is no such ticket. */
bool queue_ticket(struct db *db, int64_t id, struct ticket *out, struct err *err);
bool queue_by_token(struct db *db, const char *token, struct ticket *out, struct err *err);
/* Today's ticket by its number, as a visitor types it: letter case does not matter. */
bool queue_by_number(struct db *db, const struct hall *hall, ms_t now, const char *number,
                     struct ticket *out, struct err *err);
/* Is the visit so long ago (hall.link_days) that its link no longer shows anything? */
bool queue_link_expired(const struct hall *hall, const struct ticket *ticket, ms_t now);

/* How many of the same service are before it; 0 when it does not wait. */
bool queue_ahead(struct db *db, const struct hall *hall, const struct ticket *ticket, int *out, struct err *err);

enum seat_state { SEAT_CLOSED, SEAT_OPEN, SEAT_PAUSED };
const char *seat_state_name(enum seat_state state); /* closed open paused */

/* The hall at one moment, for home screen, board, console. */
struct service_view {
    int waiting;
    ms_t oldest;               /* issue time of the longest waiting, 0: nobody */
    char next[NUMBER_SIZE];    /* the number that would be called next, "" : nobody */
    struct wait wait;          /* for a visitor of the ordinary class who came now */
    int open_counters;         /* open ones that serve it */
    enum offer offer;          /* can a ticket be had now? */
    ms_t next_offer;           /* when not: from when on again, 0: unknown */
};
struct counter_view {
    enum seat_state seat;
    ms_t since;
    int64_t staff;             /* who sits there, 0: nobody */
    char staff_name[NAME_SIZE];
    char reason[REASON_SIZE];  /* of a pause */
    struct ticket ticket;      /* the one called or being served; id 0: none */
};
enum { RECENT_CALLS = 12 };
struct hall_view {
    ms_t at;
    char day[CLOCK_DAY];
    bool open;                 /* within its hours, and tickets not stopped */
    bool stopped;              /* staff stopped the tickets for the rest of the day */
    int64_t journal;           /* newest journal id this view contains */
    int waiting;
    struct service_view services[MAX_SERVICES]; /* index as in hall.services */
    struct counter_view counters[MAX_COUNTERS]; /* index as in hall.counters */
    struct ticket recent[RECENT_CALLS];         /* called today, newest call first */
    int recent_count;
};
bool queue_view(struct db *db, const struct hall *hall, ms_t now, struct hall_view *out, struct err *err);

/* The services with the most tickets of the last four weeks, busiest first, at most max; today's don't count, so
 * that the order stands all day. What says nothing yet follows in the hall's order. */
bool queue_busiest(struct db *db, const struct hall *hall, ms_t now, int *out, int max, struct err *err);

/* Today's tickets in that state, in calling order, at most max; *total counts them all. */
bool queue_list(struct db *db, const struct hall *hall, ms_t now, enum ticket_state state,
                struct ticket *out, int max, int *count, int *total, struct err *err);

/* Why a ticket was called when it was, for clerks and managers. */
struct call_record {
    ms_t called_at;
    int counter;
    int64_t staff;
    ms_t rank;
    char why[16];         /* own help help_overdue sent (dispatch.h) */
    char overtaken[1024]; /* JSON array of {number, waited_longer_s, why: head_start | own_first} */
};
/* The newest call of a ticket; false with err->text "" when it was never called. */
bool queue_last_call(struct db *db, int64_t ticket, struct call_record *out, struct err *err);

/* Were tickets stopped for that business day (CMD_HALL_CLOSE)? */
bool hall_stopped(struct db *db, const char *day, bool *out, struct err *err);

/* Today's receipts for printing again: those that went wrong first, then the newest; at most max. */
bool queue_receipts(struct db *db, const struct hall *hall, ms_t now, struct ticket *out, int max, int *count,
                    struct err *err);

/* Today's print job that is still to do, oldest first; false with err->text "" when there is none. */
bool queue_next_print(struct db *db, const struct hall *hall, ms_t now, struct ticket *out, struct err *err);

/* Whom the next calls would take: each open counter's, by the rule that really calls. Two counters may be about to
 * take the same visitor. */
struct next_calls {
    int64_t tickets[MAX_COUNTERS];
    int count;
};
bool queue_next_calls(struct db *db, const struct hall *hall, ms_t now, struct next_calls *out, struct err *err);
/* Is this visitor really the next, 下一位就是您? */
bool queue_is_next(const struct next_calls *next, const struct ticket *ticket);

#endif
