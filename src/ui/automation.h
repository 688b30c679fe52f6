/* automation.h - a UNIX socket on which a program uses the terminal as a person would.
 *
 * Up to eight clients at once, more wait in the backlog. A line in, a JSON line out. The thread here only carries
 * lines: each becomes a request that the terminal answers, one at a time, a client's own in their order. */
#ifndef UI_AUTOMATION_H
#define UI_AUTOMATION_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/err.h"

struct automation;

enum { REQUEST_LINE = 1024 };

struct request {
    struct automation *from;
    char line[REQUEST_LINE]; /* without the newline */
    ms_t until;              /* a wait's end, monotonic; 0: not waiting */
    char screen[32];         /* the screen waited for */
    bool after_frame;        /* answer once the next frame is shown */
};

/* Called on the socket's thread; the request stays valid until it was answered. */
typedef void automation_line(struct request *request);

/* Listens on path (mode 0600; a socket left over there is replaced). NULL with err. */
struct automation *automation_start(const char *path, automation_line *line, struct err *err);
/* Ends the thread and removes the socket; an unanswered request is dropped. NULL allowed. */
void automation_stop(struct automation *automation);
/* Answers the request with json (without newline), from any thread; once. */
void automation_answer(struct request *request, const char *json);

#endif
