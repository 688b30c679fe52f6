/* change.h - inside the core only: what a command's handler works with.
 *
 * The writer runs each handler inside a savepoint of its open transaction. A handler checks,
 * writes rows and journal entries, and fills the outcome; when it ends in anything but OUT_OK
 * the writer undoes all it wrote. */
#ifndef CORE_CHANGE_H
#define CORE_CHANGE_H

#include <jansson.h>

#include "core/writer.h"
#include "store/db.h"

struct change {
    struct db *db;
    const struct hall *hall;
    ms_t now;
    char day[CLOCK_DAY];
    struct vault *vault;
    const struct command *command;
    struct outcome *out;
};

typedef void handler(struct change *c);

/* Ends the command with that code and a line for a person. Returns false. */
bool change_refuse(struct change *c, enum outcome_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Runs a statement; on a database failure ends the command with OUT_UNAVAILABLE. */
bool change_run(struct change *c, struct stmt *q);
bool change_end(struct change *c, struct stmt *q);
/* The text of a value, to be freed; json is taken over. NULL after refusing when it can't be written. */
char *change_json(struct change *c, json_t *json);
/* Adds a journal entry about that ticket and counter (0: none). body is taken over; it is NULL only when it
 * could not be built, which refuses. */
bool change_journal(struct change *c, const char *kind, int64_t ticket, int counter, json_t *body);
/* Is this text fit to be kept: valid, printable, at most max code points? NULL and "" are. name is for the message. */
bool change_text_ok(struct change *c, const char *name, const char *text, int max);
/* The same for a text of one line. */
bool change_line_ok(struct change *c, const char *name, const char *text, int max);
/* The role of the acting staff member; ROLE_NONE for visitors. False after refusing as it can't be read. */
bool change_role(struct change *c, enum staff_role *out);
/* Refuses when the machine's clock is behind the newest day that has tickets. */
bool change_clock_ok(struct change *c);
/* *out: has the clock gone on from day to day? After a leap far ahead it has not, until it is set right or a person
 * accepts it: then nothing may be erased for its age. False after refusing. */
bool change_clock_steady(struct change *c, bool *out);

handler queue_issue, queue_next, queue_move, queue_reprint, queue_printed, queue_code, queue_day_end;
handler counter_open, counter_pause, counter_close;
handler rating_give, rating_give_counter, review_ask, review_decide;
handler clock_accept;
handler clock_try;
handler tickets_stop, tickets_go_on, staff_act, closing_make, closing_print;
handler complaint_file, complaint_print, case_tail, case_move, cases_due;
handler staff_add, staff_password, staff_disable, session_open, session_touch, session_close;

/* Are score and comment of the command fit to be a rating's? */
bool rating_fit(struct change *c);
/* Rates out->ticket as the command says, once; a bad rating opens a case. The rating's id is in out->id. */
bool rating_add(struct change *c);

/* Does the visitor's link to out->ticket still do anything? Refuses with OUT_EXPIRED. */
bool visit_open(struct change *c);
/* Reads the ticket into out->ticket; refuses with OUT_NOT_FOUND. */
bool ticket_load(struct change *c, int64_t id);
bool ticket_load_token(struct change *c, const char *token);
/* The ticket in hand at a counter, if any, into out->ticket; *busy says whether there is one. */
bool ticket_in_hand(struct change *c, int counter, bool *busy);
/* Does anything of an earlier day still wait, want printing, or sit at a counter? One look into an index each. */
bool day_end_due(struct db *db, const char *day, ms_t day_start, bool *due, struct err *err);
enum { DAY_END_BATCH = 500 }; /* so much is cleared away at once, lest those who come now wait for it */
/* Draws the sample of the oldest quarter that is over, has resolved cases and has none yet; refuses on a failure. */
bool sample_draw_due(struct change *c);
/* Gives up the receipts that an earlier day left to print: nobody stands there any more. */
bool print_day_end(struct change *c);
/* Closes the counters that were left open on an earlier day, unless somebody is still being served there. */
bool counter_day_end(struct change *c);
/* Puts the acting clerk to that counter, open, leaving another one; refuses when somebody else sits there
 * or the clerk has a ticket in hand elsewhere. */
bool counter_take(struct change *c, int counter);

/* The columns of a ticket and how they are read. */
#define TICKET_COLUMNS                                                                                             \
    "t.id, t.prefix, t.seq, t.day, t.service, t.class, t.state, t.print, t.lang, t.issued_at, t.called_at,"       \
    " t.started_at, t.ended_at, t.rank, t.counter, t.staff, t.calls, t.surname, t.token, t.code, t.ahead,"        \
    " t.wait_p50_s, t.wait_p80_s, r.score, t.held_at, t.served_ms, t.sent_to, t.reason, t.stint_at, t.wait_rough"
#define TICKET_TABLES " FROM ticket t LEFT JOIN rating r ON r.ticket = t.id "
void ticket_read(struct stmt *q, struct ticket *out);
/* B and 12 make B012; after 999 comes 1000. */
void ticket_number(const char *prefix, int64_t seq, char out[NUMBER_SIZE]);
/* Reads one ticket and ends q. *found says whether there was a row. */
bool ticket_one(struct stmt *q, struct ticket *out, bool *found, struct err *err);

#endif
