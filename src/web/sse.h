/* sse.h - the stream of events (GET /api/v1/events): what changed, as it changes.
 *
 * Ids are journal ids; Last-Event-ID resumes behind that entry, but not into an earlier business day. Anyone is
 * told of tickets that move and of counters, whoever is signed in also of receipts, wrong codes and ratings:
 * without names or tokens, and a rating without its ticket. A stream is suspended while there is nothing to say;
 * every SSE_BEAT_S seconds it says a comment, by which a dead client is noticed. */
#ifndef WEB_SSE_H
#define WEB_SSE_H

#include "base/str.h"
#include "core/journal.h"

struct writer;
struct sse;

enum {
    SSE_STREAMS = 100,
    SSE_FROM_ONE_ADDRESS = 32, /* of these, unless a proxy stands before us: all come from its address */
    SSE_BEAT_S = 15,
};

struct sse *sse_start(struct writer *writer); /* NULL when no thread is to be had */
/* Ends every stream; call it before the server's threads are stopped. NULL allowed. */
void sse_stop(struct sse *sse);
void sse_free(struct sse *sse); /* after they have stopped; NULL allowed */

/* Adds the event of one entry to out, or nothing when its kind is not for the reader, who is of the staff or not.
 * number and service are the ticket's, NULL: about none. */
void sse_format(struct str *out, const struct journal_entry *entry, bool staff, const char *number,
                const char *service);

#endif
