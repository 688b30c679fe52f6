/* complaint.h - what visitors tell the hall: complaints, suggestions, enquiries, praise. Filing and reading.
 *
 * The text is kept as it was typed. A name or phone number is kept only with the visitor's consent, sealed
 * (vault.h), and leaves the core masked. Nothing of either goes into the journal. */
#ifndef CORE_COMPLAINT_H
#define CORE_COMPLAINT_H

#include "base/err.h"
#include "core/service.h"
#include "core/ticket.h"

struct db;
struct vault;

enum case_about { ABOUT_HALL, ABOUT_SERVICE, ABOUT_COUNTER, ABOUT_VISIT, CASE_ABOUT_COUNT };

enum {
    CASE_NUMBER_SIZE = 20, /* T261118-001 */
    CASE_TEXT_MAX = 500,   /* characters */
    PHONE_SIZE = 20,
    PHONE_DIGITS = 11,     /* of a mobile phone */
    NAME_MASKED_SIZE = 8,  /* one character and an asterisk */
    CASE_STATE_SIZE = 16,
    CASE_TRIES = 5,        /* wrong last digits of the phone that close a case's number for the day */
    CASE_TAIL_DIGITS = 4,  /* of the phone, asked for where the receipt is not at hand */
};

/* A case without its text. */
struct complaint {
    int64_t id;
    char number[CASE_NUMBER_SIZE];
    enum case_kind kind;
    enum case_about about;
    char service[CODE_SIZE];     /* "" : none */
    int counter;                 /* 0: none */
    char ticket[NUMBER_SIZE];    /* of the visit it is about, "" : none */
    char phone[PHONE_SIZE];      /* masked, 138****5678; "" : anonymous */
    bool urgent;                 /* speaks of danger */
    enum print_state print;
    enum lang lang;
    ms_t filed_at;
    ms_t reply_due, resolve_due; /* 0: not set */
    char token[TOKEN_SIZE];
    char code[SLIP_CODE_SIZE];
};

const char *case_kind_name(enum case_kind kind); /* complaint suggestion enquiry praise */
bool case_kind_parse(const char *name, enum case_kind *out);
const char *case_about_name(enum case_about about); /* hall service counter ticket */

/* Does the text hold one of the hall's words of danger? Small and capital letters are the same. */
bool case_is_danger(const struct hall *hall, const char *text);
/* Is it the number of a mobile phone? */
bool phone_is_wellformed(const char *phone);
/* 13812345678 becomes 138****5678. */
void phone_mask(const char *phone, char out[PHONE_SIZE]);

/* 张三丰 becomes 张*. */
void name_mask(const char *name, char out[NAME_MASKED_SIZE]);

/* A case as those who answer for the hall read it. */
struct complaint_entry {
    struct complaint head;
    const char *text; /* only as long as the call */
    char state[CASE_STATE_SIZE];
    char name[NAME_MASKED_SIZE]; /* "" : none was given */
    int severity;                /* 1: speaks of danger */
};
typedef void complaint_entry_fn(void *arg, const struct complaint_entry *entry);
/* The newest cases first, at most max; of one kind, or of all when it is CASE_KIND_COUNT. *total counts them all. */
bool complaint_list(struct db *db, struct vault *vault, enum case_kind kind, int max, complaint_entry_fn *each,
                    void *arg, int *total, struct err *err);

/* Is it written as T261118-001? */
bool case_number_is_wellformed(const char *number);

/* Reading. False without err->text when there is none. vault may be NULL: then the phone is not told. */
bool complaint_by_token(struct db *db, struct vault *vault, const char *token, struct complaint *out,
                        struct err *err);
bool complaint_by_id(struct db *db, struct vault *vault, int64_t id, struct complaint *out, struct err *err);
/* The first whose receipt is pending. */
bool complaint_next_print(struct db *db, struct vault *vault, struct complaint *out, struct err *err);

#endif
