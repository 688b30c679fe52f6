/* response.h - what goes back to the client: JSON, the one error shape, and the headers that every answer has. */
#ifndef WEB_RESPONSE_H
#define WEB_RESPONSE_H

#include <jansson.h>
#include <microhttpd.h>
#include <stdbool.h>

#include "core/writer.h"

/* An answer in the making. Start with {0}; a handler fills it by exactly one of the reply_ calls below. */
struct reply {
    unsigned status;
    struct MHD_Response *body; /* owned until reply_send */
    const char *cache;         /* Cache-Control; NULL: no-store */
};

/* Takes over json, which may be NULL when it could not be built: that is answered by a 503 and logged. */
void reply_json(struct reply *reply, unsigned status, json_t *json);
/* {"error":{"code","message"}}; code is snake_case, the message one line for a person. */
void reply_error(struct reply *reply, unsigned status, const char *code, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* The answer to a command that did not end with OUT_OK, OUT_NOBODY (204) included. A ticket or case that
 * stands in the way is told by `number` and `state` in the error. */
void reply_outcome(struct reply *reply, const struct outcome *outcome);
/* The answer to an issue that was refused: when the hall or the service will give numbers again is told by
 * `next` in the error, null when that is not known. */
void reply_not_issued(struct reply *reply, const struct outcome *outcome, const struct hall *hall,
                      const char *service, ms_t now);
void reply_unavailable(struct reply *reply); /* 503: the database could not be read */
void reply_busy(struct reply *reply);        /* 503: so many wait already that this one was not begun */
void reply_empty(struct reply *reply, unsigned status);
/* Copies text. type is the Content-Type. */
void reply_text(struct reply *reply, unsigned status, const char *type, const char *text);
/* The same for what is no text. */
void reply_bytes(struct reply *reply, unsigned status, const char *type, const char *bytes, size_t n);
/* Adds a header to an answer that has its body already. */
void reply_header(struct reply *reply, const char *name, const char *value);

/* Adds the security headers, queues the answer and gives up the body. */
enum MHD_Result reply_send(struct reply *reply, struct MHD_Connection *connection);
/* Gives up the body of an answer that is not sent, if it has one. */
void reply_drop(struct reply *reply);

#endif
