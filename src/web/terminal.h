/* terminal.h - the terminal in a browser: streams of its picture, and who may have them. */
#ifndef WEB_TERMINAL_H
#define WEB_TERMINAL_H

#include <stdbool.h>

struct remote;
struct reply;
struct request;
struct streams;

/* `[web] terminal`. A terminal without a display is there for this machine alone, whatever is set. */
enum terminal_reach { TERMINAL_OFF, TERMINAL_LOCAL, TERMINAL_ON };

struct streams *streams_start(void); /* NULL when no thread is to be had */
/* Ends every stream; before the server's threads are stopped. NULL allowed. */
void streams_stop(struct streams *streams);
void streams_free(struct streams *streams); /* after they have stopped; NULL allowed */

/* Did the request bring the pass that the one-time token was changed for, from this very machine? */
bool terminal_has_pass(const struct request *request);
/* Is the terminal to be seen at all from where the caller is? False after answering 403 or 404. */
bool terminal_reachable(const struct request *request, struct reply *reply);

#endif
