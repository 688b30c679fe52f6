#include "web/web.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "web/backoff.h"
#include "web/handlers.h"
#include "web/listen.h"
#include "web/pool.h"
#include "web/reader.h"
#include "web/request.h"
#include "web/session.h"
#include "web/sse.h"
#include "web/terminal.h"

enum {
    THREADS = 2,
    CONNECTIONS = 256,        /* streams, browsers' spare connections, phones */
    FROM_ONE_ADDRESS = 48,    /* of these: one machine shuts nobody else out */
    CONNECTION_MEMORY = 8192, /* for the head of a request; a longer one is refused */
    OUT_OF_RESOURCES_PAUSE_MS = 200,
    ANSWERS_MS = 1000,         /* at the end, for the last answers to be sent */
    CONNECTION_TIMEOUT_S = 30, /* without a byte; a stream's beats keep it alive */
    WRITE_THREADS = 8,         /* they wait for the one writer, which takes what is there as one batch */
    PASSWORD_THREADS = 2,      /* they keep the processor busy */
    WAITING = 64,              /* requests for those threads, each kind */
};

struct web {
    struct web_conf conf;
    char url[256];
    struct web_env env;
    atomic_int handed_over;
    struct MHD_Daemon *daemon;
};

#define API "/api/v1"

static const struct route routes[] = {
    {"GET", "/", ROLE_NONE, 0, page_root},
    {"GET", "/staff", ROLE_NONE, 0, page_staff},
    {"GET", "/staff/cases", ROLE_NONE, 0, page_cases},
    {"GET", "/staff/cases/{id}", ROLE_NONE, 0, page_cases},
    {"GET", "/staff/follow-up", ROLE_NONE, 0, page_cases},
    {"GET", "/staff/ratings", ROLE_NONE, 0, page_cases},
    {"GET", "/board", ROLE_NONE, 0, page_board},
    {"GET", "/manager", ROLE_NONE, 0, page_manager},
    {"GET", "/terminal", ROLE_NONE, 0, page_terminal},
    {"GET", "/t/{token}", ROLE_NONE, 0, page_ticket},
    {"GET", "/c/{token}", ROLE_NONE, 0, page_case},
    {"POST", "/c/{token}/message", ROLE_NONE, ROUTE_FORM, page_case_message},
    {"POST", "/c/{token}/answer", ROLE_NONE, ROUTE_FORM, page_case_answer},
    {"GET", "/rate/{n}", ROLE_NONE, 0, page_rate},
    {"GET", "/web/{file}", ROLE_NONE, 0, page_web_file},
    {"GET", "/icons/{file}", ROLE_NONE, 0, page_icon},
    {"GET", "/healthz", ROLE_NONE, 0, page_healthz},

    {"GET", API "/openapi.json", ROLE_NONE, 0, page_openapi},
    {"GET", API "/hall", ROLE_NONE, 0, hall_get},
    {"GET", API "/board", ROLE_NONE, 0, board_get},
    {"GET", API "/moves", ROLE_NONE, 0, moves_get},
    {"GET", API "/events", ROLE_NONE, 0, events_get},
    {"GET", API "/visits/{token}", ROLE_NONE, 0, visit_get},
    {"POST", API "/visits/{token}/rating", ROLE_NONE, 0, visit_rate},
    {"POST", API "/visits/{token}/cancel", ROLE_NONE, 0, visit_cancel},
    {"POST", API "/visits/{token}/complaint", ROLE_NONE, 0, visit_complaint_post},
    {"GET", API "/claims/{token}", ROLE_NONE, 0, claim_get},
    {"POST", API "/claims/{token}/message", ROLE_NONE, 0, claim_message_post},
    {"POST", API "/claims/{token}/answer", ROLE_NONE, 0, claim_answer_post},
    {"GET", API "/tablets/{n}", ROLE_NONE, 0, tablet_get},
    {"POST", API "/tablets/{n}/rating", ROLE_NONE, 0, tablet_rating_post},

    {"POST", API "/session", ROLE_NONE, ROUTE_PASSWORD, session_post},
    {"GET", API "/session", ROLE_CLERK, ROUTE_ANY_PASSWORD, session_get},
    {"DELETE", API "/session", ROLE_CLERK, ROUTE_CSRF | ROUTE_ANY_PASSWORD, session_delete},
    {"POST", API "/session/password", ROLE_CLERK, ROUTE_CSRF | ROUTE_ANY_PASSWORD | ROUTE_PASSWORD, password_post},

    {"POST", API "/terminal/enter", ROLE_NONE, 0, terminal_enter_post},
    {"GET", API "/terminal", ROLE_ADMIN, ROUTE_TERMINAL, terminal_get},
    {"POST", API "/terminal/ask", ROLE_ADMIN, ROUTE_CSRF | ROUTE_TERMINAL, terminal_ask_post},
    {"POST", API "/terminal/stop", ROLE_ADMIN, ROUTE_CSRF | ROUTE_TERMINAL, terminal_stop_post},
    {"POST", API "/terminal/input", ROLE_ADMIN, ROUTE_CSRF | ROUTE_TERMINAL, terminal_input_post},

    {"GET", API "/services", ROLE_CLERK, 0, services_get},
    {"GET", API "/counters", ROLE_CLERK, 0, counters_get},
    {"GET", API "/queue", ROLE_CLERK, 0, queue_get},
    {"GET", API "/staff/today", ROLE_CLERK, 0, own_figures_get},
    {"GET", API "/tickets", ROLE_CLERK, 0, ticket_find},
    {"POST", API "/tickets", ROLE_CLERK, ROUTE_CSRF, ticket_post},
    {"GET", API "/tickets/{id}", ROLE_CLERK, 0, ticket_get},
    {"POST", API "/tickets/{id}/{move}", ROLE_CLERK, ROUTE_CSRF, ticket_move},
    {"POST", API "/tickets/{id}/reprint", ROLE_CLERK, ROUTE_CSRF, ticket_reprint},
    {"POST", API "/counters/{n}/open", ROLE_CLERK, ROUTE_CSRF, counter_open_post},
    {"POST", API "/counters/{n}/pause", ROLE_CLERK, ROUTE_CSRF, counter_pause_post},
    {"POST", API "/counters/{n}/close", ROLE_CLERK, ROUTE_CSRF, counter_close_post},
    {"POST", API "/counters/{n}/next", ROLE_CLERK, ROUTE_CSRF, counter_next_post},

    {"GET", API "/complaints", ROLE_CLERK, 0, complaints_get},
    {"POST", API "/complaints", ROLE_CLERK, ROUTE_CSRF, complaint_post},
    {"GET", API "/complaints/{id}", ROLE_CLERK, 0, complaint_get},
    {"POST", API "/complaints/{id}/{case_move}", ROLE_CLERK, ROUTE_CSRF, case_move_post},
    {"GET", API "/staff", ROLE_CLERK, 0, staff_get},
    {"GET", API "/ratings", ROLE_CLERK, 0, rated_get},
    {"POST", API "/ratings/{id}/review", ROLE_CLERK, ROUTE_CSRF, review_post},
    {"POST", API "/ratings/{id}/decide", ROLE_SUPERVISOR, ROUTE_CSRF, review_decide_post},
    {"GET", API "/samples", ROLE_MANAGER, 0, samples_get},
    {"GET", API "/reports/ratings", ROLE_SUPERVISOR, 0, ratings_get},
    {"GET", API "/reports/waits", ROLE_SUPERVISOR, 0, waits_get},
    {"GET", API "/reports/complaints", ROLE_SUPERVISOR, 0, cases_report_get},
    {"GET", API "/closing-report", ROLE_SUPERVISOR, 0, closing_report_get},
    {"POST", API "/closing-report", ROLE_SUPERVISOR, ROUTE_CSRF, closing_report_post},
    {"GET", API "/journal", ROLE_MANAGER, 0, journal_get},
};

/* ---- one request ---- */

static void no_route(struct request *request, struct reply *reply, const char *path, const char *allow)
{
    bool api = strncmp(path, "/api/", 5) == 0;
    if (allow[0]) {
        reply_error(reply, MHD_HTTP_METHOD_NOT_ALLOWED, "method_not_allowed", "this path answers %s", allow);
        reply_header(reply, "Allow", allow);
    } else if (api) {
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "there is no such call; see /api/v1/openapi.json");
    } else {
        page_missing(request, reply);
    }
}

/* A browser says when another site made it send a request; such a one may read but not write. */
static bool from_elsewhere(const struct request *request, const char *method)
{
    const char *site = request_header(request, "Sec-Fetch-Site");
    return site && strcmp(site, "cross-site") == 0 && strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0;
}

/* Whoever has the terminal's pass stands before it: nobody's account is asked for. */
static bool may_run(struct request *request, const struct route *route, struct reply *reply)
{
    bool terminal = route->flags & ROUTE_TERMINAL;
    if (terminal && terminal_has_pass(request)) return true;
    if (route->role != ROLE_NONE && !session_load(request, reply)) return false;
    return session_allows(request, route, reply) && (!terminal || terminal_reachable(request, reply));
}

/* Finds the row of the table; false after answering that there is none, or none for this caller. */
static bool find(struct request *request, const char *path, const char *method)
{
    char allow[64];
    request->route =
        route_find(routes, sizeof routes / sizeof *routes, method, path, &request->path, allow, sizeof allow);
    if (!request->route)
        no_route(request, &request->reply, path, allow);
    else if (from_elsewhere(request, method))
        reply_error(&request->reply, MHD_HTTP_FORBIDDEN, "forbidden", "another site may not do this in your name");
    else
        return true;
    return false;
}

static void run(struct request *request)
{
    const struct route *route = request->route;
    struct reply *reply = &request->reply;
    request->now = clock_now(writer_clock(request->env->writer));
    request->hall = writer_hall(request->env->writer);
    if (!may_run(request, route, reply)) return;
    bool form = route->flags & ROUTE_FORM;
    if (request_query_ok(request, reply) && (form || request_parse(request, reply))) route->run(request, reply);
}

static struct pool *pool_for(const struct request *request)
{
    return request->route->flags & ROUTE_PASSWORD ? request->env->passwords : request->env->writes;
}

/* The connection goes on where it was left: on_request is called once more. The request is the server's again. */
static void hand_back(struct request *request)
{
    request->answered = true;
    MHD_resume_connection(request->connection);
}

static void run_in_pool(void *job)
{
    struct request *request = job;
    request->again_at = 0;
    run(request);
    if (request->again_at && pool_push(pool_for(request), request, request->again_at)) return;
    if (request->again_at) reply_busy(&request->reply);
    hand_back(request);
}

static void hand_over(struct request *request)
{
    request->handed_over = true;
    atomic_fetch_add(request->env->handed_over, 1);
    MHD_suspend_connection(request->connection);
    if (pool_push(pool_for(request), request, 0)) return;
    reply_busy(&request->reply);
    hand_back(request);
}

/* False: the answer is to come, from another thread. */
static bool answer(struct request *request, const char *path, const char *method)
{
    if (request->answered || !find(request, path, method)) return true;
    if (strcmp(request->route->method, "GET") != 0) {
        hand_over(request);
        return false;
    }
    run(request);
    return true;
}

/* Can the client be told right away that its body is too large, before it sends it? */
static bool refuse_early(const struct request *request)
{
    const char *text = request_header(request, "Content-Length");
    long long length;
    if (!text || !str_to_int(text, 0, INT64_MAX, &length) || length <= BODY_MAX) return false;
    return length > BODY_DRAINED || request_header(request, "Expect");
}

/* Sends an answer before the body was read, and no other on this connection. */
static enum MHD_Result send_last(struct request *request)
{
    reply_header(&request->reply, "Connection", "close");
    return reply_send(&request->reply, request->connection);
}

/* The head is there: goes on to the body, or refuses the request already. */
static enum MHD_Result begin(struct request *request)
{
    if (!request_framing_ok(request)) {
        reply_error(&request->reply, MHD_HTTP_BAD_REQUEST, "bad_framing",
                    "send one Content-Length, or Transfer-Encoding alone");
        return send_last(request);
    }
    if (!refuse_early(request)) return MHD_YES;
    reply_error(&request->reply, MHD_HTTP_CONTENT_TOO_LARGE, "too_large", "a body may have at most %d bytes",
                BODY_MAX);
    return send_last(request);
}

/* MHD calls this with the head, then with each piece of the body, then once more with nothing: that last
 * call is answered, as an answer to the first one would close the connection. What only reads is answered at
 * once; what writes is handed to a pool, and MHD calls again when that has the answer. */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *path, const char *method,
                                  const char *version, const char *bytes, size_t *size, void **state)
{
    const struct web_env *env = cls;
    struct request *request = *state;
    (void)version;
    if (!request) {
        *state = request = request_new(env, connection);
        return begin(request);
    }
    if (*size > 0) {
        bool taken = request_receive(request, bytes, *size);
        *size = 0;
        return taken ? MHD_YES : MHD_NO;
    }
    return answer(request, path, method) ? reply_send(&request->reply, connection) : MHD_YES;
}

/* Decodes %XX in paths and queries. A path with %00 is left as it came: as C texts end there, it would be taken
 * for another, shorter one. */
static size_t unescape(void *cls, struct MHD_Connection *connection, char *text)
{
    (void)cls;
    (void)connection;
    return text[0] == '/' && strstr(text, "%00") ? strlen(text) : MHD_http_unescape(text);
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode how)
{
    (void)cls;
    (void)connection;
    (void)how;
    const struct request *request = *state;
    if (request && request->handed_over) atomic_fetch_sub(request->env->handed_over, 1);
    request_free(*state);
    *state = NULL;
}

static bool out_of_resources(int why)
{
    return why == EMFILE || why == ENFILE || why == ENOBUFS || why == ENOMEM;
}

/* What MHD would tell a log, and the only word we get when it can't take a connection: without a pause here it asks
 * for it again at once, and for ever. */
static void on_message(void *cls, const char *format, va_list args)
{
    static atomic_llong told_at;
    int why = errno;
    ms_t now = clock_monotonic();
    (void)cls;
    (void)format;
    (void)args;
    if (!out_of_resources(why)) return;
    if (told_at == 0 || now - told_at > 60 * 1000) {
        told_at = now;
        log_error("web: no new connection can be taken: %s; raise the limit of open files (ulimit -n)",
                  strerror(why));
    }
    nanosleep(&(struct timespec){.tv_nsec = OUT_OF_RESOURCES_PAUSE_MS * 1000000L}, NULL);
}

/* ---- start and stop ---- */

static bool behind_proxy(const struct web *web)
{
    return web->env.tls || web->env.proxy[0];
}

static struct MHD_Daemon *start_daemon(struct web *web, int listening)
{
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)on_message, NULL}, /* first, as the others may have something to say */
        {MHD_OPTION_LISTEN_SOCKET, listening, NULL},
        {MHD_OPTION_THREAD_POOL_SIZE, THREADS, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS, NULL},
        /* Behind a proxy everybody comes from its one address: there the limit is the proxy's to keep. */
        {MHD_OPTION_PER_IP_CONNECTION_LIMIT, behind_proxy(web) ? 0 : FROM_ONE_ADDRESS, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_MEMORY, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, CONNECTION_TIMEOUT_S, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)on_completed, NULL},
        {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)unescape, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL,
                            NULL, on_request, &web->env, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

static void fill_env(struct web *web, struct writer *writer)
{
    struct web_conf *conf = &web->conf;
    web->env = (struct web_env){
        .writer = writer,
        .readers = readers_new(writer),
        .backoff = backoff_new(),
        .sse = sse_start(writer),
        .handed_over = &web->handed_over,
        .writes = pool_start("web writes", WRITE_THREADS, WAITING, run_in_pool),
        .passwords = pool_start("web passwords", PASSWORD_THREADS, WAITING, run_in_pool),
        .remote = conf->remote,
        .streams = streams_start(),
        .terminal = conf->terminal,
        .public_url = conf->public_url[0] ? conf->public_url : web->url,
        .assets = conf->assets,
        .proxy = conf->proxy,
        .session_idle_s = conf->session_idle_s,
        .session_absolute_s = conf->session_absolute_s,
        .tls = strncmp(conf->public_url, "https://", 8) == 0,
    };
}

struct web *web_start(struct writer *writer, const struct web_conf *conf, struct err *err)
{
    struct web *web = mem_zalloc(1, sizeof *web);
    web->conf = *conf;
    int listening = listen_open(conf->listen, web->url, sizeof web->url, err);
    if (listening < 0) {
        free(web);
        return NULL;
    }
    fill_env(web, writer);
    if (web->env.readers && web->env.sse && web->env.streams && web->env.writes && web->env.passwords)
        web->daemon = start_daemon(web, listening);
    if (web->daemon) return web;
    err_set(err, "the web server did not start: no threads or memory left on this machine");
    close(listening);
    web_stop(web);
    return NULL;
}

/* What was done is told, if its client takes it: the pools have ended, the answers are on their way. */
static void wait_for_answers(const struct web *web)
{
    ms_t until = clock_monotonic() + ANSWERS_MS;
    while (web->handed_over > 0 && clock_monotonic() < until) nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
}

void web_stop(struct web *web)
{
    if (!web) return;
    sse_stop(web->env.sse);
    pool_stop(web->env.writes);
    pool_stop(web->env.passwords);
    streams_stop(web->env.streams);
    if (web->daemon) wait_for_answers(web);
    if (web->daemon) MHD_stop_daemon(web->daemon); /* closes the listening socket, too */
    sse_free(web->env.sse);
    streams_free(web->env.streams);
    pool_free(web->env.writes);
    pool_free(web->env.passwords);
    readers_free(web->env.readers);
    backoff_free(web->env.backoff);
    free(web);
}

const char *web_url(const struct web *web)
{
    return web->url;
}
