/* backoff.h - slows down guessing of passwords without locking anybody out.
 *
 * Failed sign-ins are counted by address and by account. Beyond a few free tries each further one
 * doubles the pause, up to a minute; a try during the pause is refused and not counted, so the pause
 * always ends. An account's count does not hold up the address that last signed in to it: a stranger's
 * guessing does not keep a clerk from the own counter. All of it is forgotten after a quiet while. */
#ifndef WEB_BACKOFF_H
#define WEB_BACKOFF_H

#include "base/clock.h"

enum {
    BACKOFF_FREE_ADDRESS = 10, /* a counter's machine is shared */
    BACKOFF_FREE_ACCOUNT = 5,
    BACKOFF_LONGEST_S = 60,
    BACKOFF_FORGET_S = 900,
};

struct backoff;
struct backoff *backoff_new(void);
void backoff_free(struct backoff *backoff); /* NULL allowed */

/* Seconds until a try is allowed, 0: now. From any thread; now is a monotonic time. */
int backoff_wait(struct backoff *backoff, const char *address, const char *login, ms_t now);
void backoff_failed(struct backoff *backoff, const char *address, const char *login, ms_t now);
void backoff_passed(struct backoff *backoff, const char *address, const char *login, ms_t now);

#endif
