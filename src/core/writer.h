/* writer.h - the one writer. Every change in the hall is a command; the writer's thread runs
 * commands one after the other, several in one COMMIT, and answers each only after it.
 *
 * A command that fails leaves nothing behind and does not disturb the others of its commit.
 * Each change and its journal entry are written together. A second process (`kiosk staff add`
 * beside a running kiosk) may have a writer of its own on the same data: the database's lock
 * orders them, and neither keeps state in memory that the other could make stale. */
#ifndef CORE_WRITER_H
#define CORE_WRITER_H

#include "base/clock.h"
#include "base/err.h"
#include "core/complaint.h"
#include "core/staff.h"
#include "core/ticket.h"

struct writer;
struct db;
struct vault;

enum command_kind {
    /* the queue: queue.c */
    CMD_ISSUE,      /* service, class, surname, lang, print */
    CMD_NEXT,       /* counter */
    CMD_RECALL,     /* ticket */
    CMD_START,      /* ticket */
    CMD_FINISH,     /* ticket */
    CMD_ABSENT,     /* ticket */
    CMD_HOLD,       /* ticket, text = reason */
    CMD_RESUME,     /* ticket, counter (0: the acting clerk's) */
    CMD_TRANSFER,   /* ticket; service and/or counter to go to; the place is kept */
    CMD_REQUEUE,    /* ticket */
    CMD_CANCEL,     /* ticket, text = reason; or a visitor's: token */
    CMD_DAY_END,    /* expires what earlier days left; the writer also does it by itself */
    CMD_REPRINT,    /* ticket */
    CMD_PRINTED,    /* ticket, print */
    CMD_CODE,       /* ticket, text = the 小票码 that was typed: checked and counted in one */
    /* the hall as a whole: hall.c */
    CMD_HALL_CLOSE, /* no tickets for the rest of the day; a supervisor's */
    CMD_HALL_OPEN,  /* tickets again */
    CMD_CLOSING,       /* the day's closing report (closing.h), to be printed; lang; a supervisor's */
    CMD_CLOSING_PRINT, /* closing, print */
    CMD_STAFF_ACT,  /* text = the kind of its journal entry, such as remote.began; surname = a note */
    /* counters: counter.c */
    CMD_COUNTER_OPEN,  /* counter */
    CMD_COUNTER_PAUSE, /* counter, text = reason */
    CMD_COUNTER_CLOSE, /* counter */
    /* ratings: rating.c */
    CMD_RATE,       /* token; score, reasons, text = comment */
    CMD_RATE_COUNTER, /* counter: the tablet there; score, reasons, text = comment */
    CMD_REVIEW_ASK,    /* rating, text = why it is to be set aside */
    CMD_REVIEW_DECIDE, /* rating, agrees = it is set aside, text = why */
    /* cases: complaint.c */
    CMD_COMPLAIN,         /* case_kind, about with token, ticket, service, counter or login; severity, text, phone,
                             surname, lang, print */
    CMD_COMPLAINT_PRINT,  /* complaint, print */
    CMD_CASE_TAIL,        /* number, text = the phone's last four digits: checked and counted in one */
    /* moves of a case (case_moves.h): complaint, or token where it is the visitor's */
    CMD_CASE_ACCEPT,      /* due: the promised date of a suggestion */
    CMD_CASE_ASSIGN,      /* login, text = why */
    CMD_CASE_NOTE,        /* text */
    CMD_CASE_REPLY,       /* text */
    CMD_CASE_RESOLVE,     /* case_outcome, text */
    CMD_CASE_FOLLOW_UP,   /* case_result, case_content, text = what the visitor said */
    CMD_CASE_CLOSE,
    CMD_CASE_GIVE_UP,     /* not resolvable; text = why */
    CMD_CASE_REOPEN,      /* text = why */
    CMD_CASE_EXTEND,      /* text = why */
    CMD_CASE_ESCALATE,    /* text = why */
    CMD_CASE_SEVERITY,    /* severity, text = why */
    CMD_CASE_CONCERN,     /* login: it is about that person as well; text = why */
    CMD_CASE_REVEAL,      /* text = why; out->revealed is the phone number and the name */
    CMD_CASE_CORRECT,     /* event, text: that event should read so */
    CMD_CASE_KEEP,        /* important: kept longer; text = why */
    CMD_CASE_RECHECK,     /* of a quarter's sample: agrees, text */
    CMD_CASE_MESSAGE,     /* token, text: the visitor adds something */
    CMD_CASE_ANSWER,      /* token, satisfied, text: the visitor answers the follow-up; not satisfied reopens */
    CMD_CASES_DUE,        /* what is to go up goes up, a quarter's sample is drawn, what is old is erased */
    /* people: staff.c */
    CMD_STAFF_ADD,      /* login, name, role, secret, one_time */
    CMD_STAFF_PASSWORD, /* login, secret, one_time */
    CMD_STAFF_DISABLE,  /* login */
    CMD_SESSION_OPEN,   /* staff, session, csrf, device, secret = mark of the proven password */
    CMD_SESSION_TOUCH,  /* session */
    CMD_SESSION_CLOSE,  /* session */
    /* the machine */
    CMD_CLOCK_ACCEPT, /* the clock is right, though later days are recorded */
    CMD_TRY,          /* changes nothing, but is refused where an order would be: by the clock, by a full disk */
    COMMAND_COUNT
};

enum { TEXT_MAX = 2000, REASONS_MAX = MAX_REASONS, SECRET_SIZE = 129 };

/* What to do, by whom. Unused members are zero. Pointers and text need to live only until
 * writer_do returns; writer_post copies. */
struct command {
    enum command_kind kind;
    int64_t staff;       /* who acts: a clerk's id; 0: a visitor, the terminal, the program */
    const char *channel; /* terminal phone console program; where it came from */
    int64_t ticket;
    int counter;
    const char *token;
    const char *service, *class;
    const char *surname; /* of a visitor */
    const char *text;    /* reason, comment */
    const char *login, *name;
    const char *secret;  /* hash of a password */
    const char *session; /* hash of a session's id */
    const char *device;  /* session open: hash of the device's id */
    const char *csrf;
    enum staff_role role;
    enum lang lang;
    enum print_state print;
    bool one_time;
    enum case_kind case_kind;
    enum case_about about;
    const char *phone;   /* with the visitor's consent, like surname; NULL: none was given */
    enum case_severity severity;
    int64_t complaint;
    const char *number;  /* of a case */
    enum case_outcome case_outcome;
    enum case_result case_result;
    enum case_content case_content;
    bool agrees, satisfied, important;
    ms_t due;
    int event;           /* of a case's story */
    int64_t rating;
    int64_t closing;
    int score;
    const char *reasons[REASONS_MAX];
    int reason_count;
};

/* How a command ended. The name (outcome_name) is the API's error code. */
enum outcome_code {
    OUT_OK,
    OUT_NOBODY,          /* next: nobody waits (the API's 204) */
    OUT_NOT_FOUND,       /* no such ticket, counter, account */
    OUT_UNKNOWN_SERVICE,
    OUT_UNKNOWN_CLASS,
    OUT_WRONG_STATE,     /* the ticket's or counter's state does not allow it; message names it */
    OUT_COUNTER_BUSY,    /* next or close while a ticket is in hand: `ticket` is that one */
    OUT_COUNTER_TAKEN,   /* somebody else sits there */
    OUT_NOT_YOURS,       /* another clerk has that ticket */
    OUT_CLOSED,          /* the hall is closed now */
    OUT_AFTER_LAST,      /* open, but no more tickets are issued today */
    OUT_SERVICE_CLOSED,  /* this service is not offered today */
    OUT_SOLD_OUT,        /* this service's tickets of today are all issued */
    OUT_WRONG_CODE,      /* the 小票码, or a phone's last digits, does not fit; it was counted */
    OUT_CODE_LOCKED,     /* too many wrong ones today */
    OUT_NOT_SERVED_THERE, /* transfer: that counter does not serve that service */
    OUT_ALREADY_RATED,
    OUT_NOT_RATEABLE,    /* not served yet */
    OUT_NOT_ALLOWED,     /* case: not by this person; message says who may */
    OUT_UNKNOWN_REASON,  /* rating: not among those offered with that score */
    OUT_EXPIRED,         /* the visit is so long ago that its link does nothing any more */
    OUT_INVALID,         /* a value out of range, text too long or not UTF-8 */
    OUT_EXISTS,          /* login taken */
    OUT_STALE,           /* the password that was proven is no longer the account's */
    OUT_CLOCK_BEHIND,    /* the machine's clock is behind the newest recorded day */
    OUT_NOTHING_TO_RATE, /* tablet: its counter finished no visit in the last two minutes */
    OUT_UNAVAILABLE,     /* database busy, read-only or full: nothing was changed */
};

struct outcome {
    enum outcome_code code;
    char message[256];    /* one line for a person, English; empty when OUT_OK */
    struct ticket ticket; /* the ticket afterwards, or the one in the way (OUT_WRONG_STATE, OUT_COUNTER_BUSY) */
    struct complaint complaint; /* the case afterwards, of CMD_COMPLAIN and CMD_CASE_…; with OUT_WRONG_STATE as it is */
    struct {
        char phone[PHONE_SIZE];
        char name[CASE_NAME_SIZE];
    } revealed; /* CMD_CASE_REVEAL only: the caller wipes it */
    int64_t id;           /* of what was made: staff, rating, case, closing report */
    int erased;           /* CMD_CASES_DUE: so many personal records; the writer then empties the database's log */
    int64_t journal;      /* id of the last journal entry written, 0: none */
};

const char *outcome_name(enum outcome_code code); /* ok nobody not_found unknown_service … */

/* Opens (and creates, migrates, quick-checks) the data directory and starts the thread.
 * hall and clock must outlive the writer. NULL with err. */
struct writer *writer_open(const struct hall *hall, const char *data_dir, const struct clock *clock,
                           struct err *err);
void writer_close(struct writer *writer); /* runs what is queued first; NULL allowed */

/* Runs one command and waits until it is committed. From any thread but the writer's own. */
void writer_do(struct writer *writer, const struct command *command, struct outcome *out);

/* Queues one command; done is called on the writer's thread after the commit and must not block. */
typedef void writer_done(void *arg, const struct outcome *outcome);
/* False (done is not called) when the writer is stopping. */
bool writer_post(struct writer *writer, const struct command *command, writer_done *done, void *arg);

/* Called on the writer's thread after each commit that wrote journal entries. At most 8 at a
 * time. Must not block, nor add or remove listeners. */
typedef void writer_listener(void *arg, int64_t last_journal_id);
void writer_listen(struct writer *writer, writer_listener *listener, void *arg);
/* Once this returns, the listener added with that arg is not called any more. */
void writer_unlisten(struct writer *writer, const void *arg);

/* Was the database deleted or replaced under the writer's hands? Then it refuses all commands until it is opened
 * anew. As of the last command, of which the hall runs one at least each half minute. */
bool writer_lost_file(struct writer *writer);

/* A read-only connection for one thread; it never waits for the writer. Caller closes it. */
struct db *writer_reader(struct writer *writer, struct err *err);
const struct hall *writer_hall(struct writer *writer);
/* From now on the hall is that one; the old one must stay as long as the writer, since others may
 * still be reading it. Ask writer_hall() anew for each piece of work. */
void writer_set_hall(struct writer *writer, const struct hall *hall);
const struct clock *writer_clock(struct writer *writer);
/* The key to sealed personal fields, for one thread; the caller wipes it. */
void writer_vault(struct writer *writer, struct vault *out);

#endif
