/* request.h - one call as a handler sees it: path parts, query, JSON body, who calls.
 *
 * The functions that take a reply answer a bad value themselves (400 with what would be valid, 503
 * when the database can't be read) and return false or NULL; the handler then just returns. */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include <jansson.h>
#include <microhttpd.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "core/writer.h"
#include "web/response.h"
#include "web/route.h"

struct db;
struct backoff;
struct sse;
struct readers;

enum {
    BODY_MAX = 64 * 1024,
    BODY_DRAINED = 16 * 1024 * 1024, /* a body up to this size is read and dropped, so that its sender sees the 413 */
};

struct pool;

/* What every request of one server shares; read-only after start. */
struct web_env {
    struct writer *writer;
    struct readers *readers;
    struct backoff *backoff;
    struct sse *sse;
    atomic_int *handed_over;         /* requests that went to a pool and are not completed */
    struct pool *writes, *passwords; /* whose threads run the handlers that may have to wait */
    struct remote *remote; /* NULL: no terminal here */
    struct streams *streams;
    int terminal;          /* enum terminal_reach */
    const char *public_url;
    const char *assets; /* the assets folder */
    int session_idle_s, session_absolute_s;
    const char *proxy; /* whose word on where a request comes from is taken; "": nobody's */
    bool tls; /* visitors come over https, by a proxy before us */
};

struct request {
    const struct web_env *env;
    struct MHD_Connection *connection;
    const struct route *route; /* NULL before it was found */
    struct path_parts path;
    struct reply reply;
    bool handed_over; /* to a pool */
    bool answered; /* the reply is ready to be sent */
    bool lined_up; /* the turn among those who sign in was waited for */
    ms_t again_at; /* a handler that has to wait sets it and returns: monotonic, when to run it anew; 0: never */
    const struct hall *hall; /* one for the whole request, although kiosk.conf may be read again meanwhile */
    ms_t now;
    char *bytes; /* the raw body, owned */
    size_t size;
    uint64_t received; /* bytes of the body so far, those dropped too */
    json_t *body;      /* an object, owned; NULL before request_parse */
    struct staff staff; /* id 0: a visitor */
    char session[SESSION_ID_SIZE];
    char csrf[CSRF_SIZE];
    char device[SESSION_ID_SIZE]; /* "": a machine that nobody has signed in at before */
};

struct request *request_new(const struct web_env *env, struct MHD_Connection *connection);
void request_free(struct request *request); /* NULL allowed */

/* Is there one way only to tell where the body ends? A proxy and we might else take two requests out of one. */
bool request_framing_ok(const struct request *request);
/* Takes a piece of the body; false when the client sends far too much and is to be cut off. */
bool request_receive(struct request *request, const char *bytes, size_t n);
/* Reads the body as a JSON object, once; an empty one counts as {}. */
bool request_parse(struct request *request, struct reply *reply);

/* Reads the body of a page's form into request->body, all members texts with \n for line ends. False, nothing
 * answered, when it is too long or no form in UTF-8. */
bool request_form(struct request *request);

const struct hall *request_hall(const struct request *request);
/* This thread's reading connection. */
struct db *request_db(struct request *request, struct reply *reply);
/* Answers a failed read, whose connection is not used again. */
void request_read_failed(struct request *request, struct reply *reply, const struct err *err);

/* Is each parameter of the query UTF-8 without NUL? False after answering 400; to be asked before they are used. */
bool request_query_ok(struct request *request, struct reply *reply);
/* A parameter of the query, NULL when absent. */
const char *request_query(const struct request *request, const char *name);
const char *request_header(const struct request *request, const char *name);
/* The caller's IP address, as the trusted proxy tells it for those who come by it. */
void request_address(const struct request *request, char *out, size_t size);

/* A member of the body. An absent or null one leaves *out as it is, unless it is needed. Texts live as
 * long as the request. */
enum need { OPTIONAL, NEEDED };
bool body_text(struct request *request, struct reply *reply, const char *name, enum need need, const char **out);
bool body_int(struct request *request, struct reply *reply, const char *name, enum need need, int lo, int hi,
              int *out);
bool body_bool(struct request *request, struct reply *reply, const char *name, bool *out);
/* An array of texts, at most max. */
bool body_texts(struct request *request, struct reply *reply, const char *name, const char **out, int max,
                int *count);

#endif
