/* ticket.h - a visitor's place in the queue, as every layer sees it. Plain data. */
#ifndef CORE_TICKET_H
#define CORE_TICKET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "core/service.h"

/* The contract's states. */
enum ticket_state {
    TICKET_WAITING, TICKET_CALLED, TICKET_SERVING, TICKET_HELD,
    TICKET_DONE, TICKET_ABSENT, TICKET_CANCELLED, TICKET_EXPIRED,
    TICKET_STATE_COUNT
};
/* none pending printed failed unknown */
enum print_state { PRINT_NONE, PRINT_PENDING, PRINT_PRINTED, PRINT_FAILED, PRINT_UNKNOWN, PRINT_STATE_COUNT };

enum {
    NUMBER_SIZE = 16, /* B012, ZZZ1000 */
    TOKEN_SIZE = 23,  /* 128 random bits as 22 letters of base64url */
    SLIP_CODE_SIZE = 5, /* 小票码, four digits */
    NAME_SIZE = 64,
    REASON_SIZE = 244, /* 60 characters of any kind */
};

/* How long a visitor will wait. Unknown when no counter is open that could take the ticket. */
struct wait {
    bool known;
    int p50_s, p80_s;
    bool rough; /* too little was seen yet of how well the hall's estimates hold */
};

struct ticket {
    int64_t id;
    char number[NUMBER_SIZE];
    char day[CLOCK_DAY];
    char service[CODE_SIZE];
    char class[CODE_SIZE];
    enum ticket_state state;
    enum print_state print;
    enum lang lang;            /* the visitor's, for the receipt */
    ms_t issued_at, called_at, started_at, ended_at; /* 0: not yet. called_at is the last call */
    ms_t stint_at;             /* since when it is served without a break, 0: it is not */
    ms_t held_at;              /* since when it is held, 0: it is not */
    ms_t served_ms;            /* at a counter so far, holds left out; complete when done */
    ms_t rank;                 /* issue time less the head start: the lower is called first */
    int sent_to;               /* the counter it was transferred to, 0: any */
    char reason[REASON_SIZE];  /* of the hold or the cancellation */
    int counter;               /* 0: none yet */
    int64_t staff;             /* who called it; 0: nobody yet */
    int calls;                 /* times called */
    char surname[NAME_SIZE];
    char token[TOKEN_SIZE];
    char code[SLIP_CODE_SIZE];
    int ahead_at_issue;
    struct wait wait_at_issue;
    int score;                 /* the visitor's rating 1-5, 0: none */
};

const char *ticket_state_name(enum ticket_state state);
const char *print_state_name(enum print_state state);
/* Does this name a token's form (22 letters of base64url)? */
bool token_is_wellformed(const char *token);

#endif
