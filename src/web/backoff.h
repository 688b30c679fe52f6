/* backoff.h - slows down guessing of passwords without locking anybody out.
 *
 * Failed sign-ins are counted by address and by account. Beyond a few free ones the tries of each go one by one,
 * with a pause between them that grows to some seconds: who comes meanwhile waits in line for a turn. A line is
 * bounded, more so for what one address has standing in it, and only who finds it full is refused.
 *
 * A device that somebody has signed in to the account with before stands in no line but its own: whatever
 * strangers or the neighbours behind the same proxy do, a clerk's own machine is not held up. All of it is
 * forgotten after a quiet while. */
#ifndef WEB_BACKOFF_H
#define WEB_BACKOFF_H

#include <stdbool.h>

#include "base/clock.h"

enum {
    BACKOFF_FREE_ADDRESS = 10, /* a counter's machine is shared */
    BACKOFF_FREE_ACCOUNT = 5,
    BACKOFF_ADDRESS_S = 3, /* the longest pauses between two tries; short for the account, */
    BACKOFF_ACCOUNT_S = 2, /* so that its owner comes in between many strangers */
    BACKOFF_LINE_S = 9,    /* whoever would wait longer is refused, as browsers wait no longer themselves, */
    BACKOFF_SHARE_S = 5,   /* or has a turn this far ahead already: one guesser leaves room for a clerk beside it */
    BACKOFF_FORGET_S = 900,
};

struct backoff;
struct backoff *backoff_new(void);
void backoff_free(struct backoff *backoff); /* NULL allowed */

/* Who tries to sign in to what. */
struct attempt {
    const char *address, *login;
    const char *device; /* that has signed in to the account before; NULL: none */
};

/* Gives the attempt a turn: *wait_ms says when that is, 0: now. False: the line is full, or this address has too
 * much of it for the same account already; then *wait_ms says when to ask again. From any thread; now is a monotonic
 * time. */
bool backoff_line_up(struct backoff *backoff, const struct attempt *attempt, ms_t now, ms_t *wait_ms);
/* How it ended. */
void backoff_failed(struct backoff *backoff, const struct attempt *attempt, ms_t now);
void backoff_passed(struct backoff *backoff, const struct attempt *attempt, ms_t now);

/* The same for links with a token: after a few wrong ones of an address the next are looked up only with a pause
 * between them. False: it has to rest for *wait_ms yet. */
bool backoff_may_guess(struct backoff *backoff, const char *address, ms_t now, ms_t *wait_ms);
void backoff_guessed_wrong(struct backoff *backoff, const char *address, ms_t now);

#endif
