/* complaint.h - cases: what visitors tell the hall, and what bad ratings open by themselves. Filing them and reading
 * them; what may be done with one is in case_moves.h.
 *
 * What was filed stays as it is, and every change adds an event to the case's story. Names, phone numbers and all
 * texts are sealed (vault.h); a contact leaves the core masked, but for CMD_CASE_REVEAL. Nothing of them goes into
 * the journal. Whoever a case is about gets nothing of it (case_sees). */
#ifndef CORE_COMPLAINT_H
#define CORE_COMPLAINT_H

#include "base/err.h"
#include "core/service.h"
#include "core/staff.h"
#include "core/ticket.h"

struct db;
struct vault;

enum case_about { ABOUT_HALL, ABOUT_SERVICE, ABOUT_COUNTER, ABOUT_VISIT, ABOUT_STAFF, CASE_ABOUT_COUNT };
enum case_state { CASE_FILED, CASE_OPEN, CASE_RESOLVED, CASE_CLOSED, CASE_STATE_COUNT };
enum case_severity { SEVERITY_NORMAL, SEVERITY_MAJOR, SEVERITY_URGENT, SEVERITY_COUNT }; /* urgent: danger */
enum case_level { LEVEL_CLERK, LEVEL_SUPERVISOR, LEVEL_MANAGER, LEVEL_COUNT };
enum case_outcome { CASE_NO_OUTCOME, CASE_UPHELD, CASE_PARTLY, CASE_NOT_UPHELD, CASE_ANSWERED, CASE_PASSED_ON,
                    CASE_NOT_RESOLVABLE, CASE_OUTCOME_COUNT };
/* Of a follow-up call: solved, not (which reopens), nobody was reached. */
enum case_result { RESULT_SOLVED, RESULT_UNSOLVED, RESULT_UNREACHED, RESULT_COUNT };
enum case_content { CONTENT_UNSAID, CONTENT_NO, CONTENT_SO_SO, CONTENT_YES, CONTENT_COUNT }; /* with the handling */

enum {
    CASE_NUMBER_SIZE = 20, /* T261118-001 */
    CASE_TEXT_MAX = 500,   /* characters */
    CASE_TRIES = 5,        /* wrong last digits of the phone that close a case's number for the day */
    PHONE_SIZE = 20,
    PHONE_DIGITS = 11,     /* of a mobile phone */
    NAME_MASKED_SIZE = 8,  /* one character and an asterisk */
    CASE_EVENT_SIZE = 16,
    CASE_NAME_MAX = 40,    /* characters of a visitor's name */
    CASE_NAME_SIZE = 4 * CASE_NAME_MAX + 1,
    CASE_ANSWER_DAYS = 14, /* so long after closing a visitor's "not solved" reopens: later it is a new matter */
    PHONE_TAIL = 4,        /* digits of the phone that open a lost receipt's case */
};

/* A case without its texts. Times are 0 when there is none. */
struct complaint {
    int64_t id;
    char number[CASE_NUMBER_SIZE];
    enum case_kind kind;
    enum case_about about;
    char service[CODE_SIZE];     /* "" : none */
    int counter;                 /* 0: none */
    int64_t ticket_id;           /* of the visit it is about, 0: none */
    char ticket[NUMBER_SIZE];    /* its number, "" : none */
    int64_t about_staff;
    int64_t rating;              /* that opened it, 0: none */
    int score;                   /* of that rating */
    char phone[PHONE_SIZE];      /* masked, 138****5678; "" : none was given */
    char name[NAME_MASKED_SIZE]; /* masked, "" : none was given */
    bool urgent;                 /* speaks of danger */
    enum print_state print;
    enum lang lang;
    char channel[12];
    ms_t filed_at;
    char token[TOKEN_SIZE];
    char code[SLIP_CODE_SIZE];
    enum case_state state;
    enum case_severity severity;
    enum case_level level;
    int64_t owner;               /* 0: nobody yet */
    char owner_name[STAFF_NAME_SIZE];
    int64_t resolved_by;         /* who resolved it last, 0: nobody did */
    ms_t since;                  /* filed or reopened: deadlines count from here */
    ms_t reply_due, resolve_due, follow_up_due;
    bool extended;
    ms_t replied_at, resolved_at, closed_at, erased_at;
    int attempts;                /* follow-up calls that reached nobody */
    bool answered;               /* the visitor said it is solved */
    enum case_content content;
    enum case_outcome outcome;
    bool important;              /* kept longer */
};

const char *case_kind_name(enum case_kind kind); /* complaint suggestion enquiry praise bad_rating */
bool case_kind_parse(const char *name, enum case_kind *out);
const char *case_about_name(enum case_about about); /* hall service counter ticket staff */
const char *case_state_name(enum case_state state); /* filed open resolved closed */
bool case_state_parse(const char *name, enum case_state *out);
const char *case_severity_name(enum case_severity severity); /* normal major urgent */
bool case_severity_parse(const char *name, enum case_severity *out);
const char *case_level_name(enum case_level level); /* clerk supervisor manager */
const char *case_outcome_name(enum case_outcome outcome); /* "" upheld partly not_upheld answered passed_on … */
bool case_outcome_parse(const char *name, enum case_outcome *out);
const char *case_result_name(enum case_result result); /* solved unsolved unreached */
bool case_result_parse(const char *name, enum case_result *out);
const char *case_content_name(enum case_content content); /* "" no so_so yes */
bool case_content_parse(const char *name, enum case_content *out);

/* What is to be done next with a case, and by when. Overdue is never stored: it is due < now. */
enum case_due { DUE_NOTHING, DUE_REPLY, DUE_RESOLVE, DUE_FOLLOW_UP };
enum case_due case_due(const struct complaint *found, ms_t *due);

/* When an unfinished case goes up by itself if nobody resolves it, and to which level; 0: not any more. */
ms_t case_goes_up(const struct hall *hall, const struct complaint *found, ms_t now, enum case_level *to);

/* Does the text hold one of the hall's words of danger? Small and capital letters are the same. */
bool case_is_danger(const struct hall *hall, const char *text);
/* Is it the number of a mobile phone? */
bool phone_is_wellformed(const char *phone);
/* 13812345678 becomes 138****5678. */
void phone_mask(const char *phone, char out[PHONE_SIZE]);
/* 张三丰 becomes 张*. */
void name_mask(const char *name, char out[NAME_MASKED_SIZE]);

/* ---- reading ---- */

/* Who reads: whoever a case is about gets nothing of it, but for managers. */
struct case_reader {
    int64_t staff;
    enum staff_role role;
};
/* Is the case about that person? False with err only when the database fails. */
bool case_concerns(struct db *db, int64_t complaint, int64_t staff, bool *out, struct err *err);

/* Which cases. Zero members leave open. */
struct case_filter {
    unsigned states;    /* one bit a state */
    unsigned kinds;     /* one bit a kind */
    int64_t owner;      /* -1: nobody's */
    bool overdue;       /* at `now` */
    bool to_follow_up;  /* resolved, and the visitor has not been heard */
    ms_t now;
    const char *day;    /* filed on that business day */
    const char *search; /* in the number, the texts, the last four digits of the phone */
};
typedef void case_each(void *arg, const struct complaint *found, const char *text); /* text only for the call */
/* Calls each for the cases of that filter that the reader may see, at most max from the `skip`th on: unfinished ones by
 * when they are due, so those overdue are at the top, then closed ones, the newest first. *total counts all that fit. */
bool complaint_list(struct db *db, struct vault *vault, const struct case_reader *reader,
                    const struct case_filter *filter, int skip, int max, case_each *each, void *arg, int *total,
                    struct err *err);
/* How many unfinished cases that reader may see: mine, all, overdue, due today, tomorrow, later, to follow up. */
struct case_counts {
    int mine, all, overdue, today, tomorrow, later, to_follow_up;
};
bool complaint_counts(struct db *db, const struct hall *hall, const struct case_reader *reader, ms_t now,
                      struct case_counts *out, struct err *err);

/* One of these finds a case. False without err->text when there is none, or the reader (NULL: the program, or the
 * visitor whose token it is) may not see it. vault may be NULL: then the contact is not told. */
bool complaint_by_token(struct db *db, struct vault *vault, const char *token, struct complaint *out,
                        struct err *err);
bool complaint_by_id(struct db *db, struct vault *vault, const struct case_reader *reader, int64_t id,
                     struct complaint *out, struct err *err);
/* The first whose receipt is pending. */
bool complaint_next_print(struct db *db, struct vault *vault, struct complaint *out, struct err *err);

/* One entry of a case's story. */
struct case_event {
    int seq;         /* from 1 */
    ms_t at;
    char kind[CASE_EVENT_SIZE]; /* filed accepted … as in case_moves.h, and concerned message answered erased */
    int64_t staff;   /* 0: the visitor, or the program */
    char staff_name[STAFF_NAME_SIZE];
    char channel[12];
    const char *body; /* JSON object: to, outcome, result, content, due, reason, corrects, level, what */
    const char *text; /* NULL: none, or erased; only for the call */
    bool erased;      /* there was a text */
};
typedef void case_event_each(void *arg, const struct case_event *event);
/* The story, oldest first; for_visitor: only what is meant for the visitor. */
bool complaint_story(struct db *db, struct vault *vault, int64_t complaint, bool for_visitor, case_event_each *each,
                     void *arg, struct err *err);
/* Those a case is about: at most max; *count of them. */
bool complaint_concerned(struct db *db, int64_t complaint, struct staff *out, int max, int *count, struct err *err);

/* Holds every case, event, text, rating and closing report against the journal: false with err naming the first that
 * does not fit. Part of `kiosk verify`. */
bool complaint_verify(struct db *db, struct err *err);

#endif
