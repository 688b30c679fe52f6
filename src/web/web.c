#include "web/web.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "web/backoff.h"
#include "web/handlers.h"
#include "web/listen.h"
#include "web/reader.h"
#include "web/request.h"
#include "web/session.h"
#include "web/sse.h"
#include "web/terminal.h"

enum {
    THREADS = 2,
    CONNECTIONS = 256,         /* streams, browsers' spare connections, phones */
    CONNECTION_MEMORY = 8192,  /* for the head of a request; a longer one is refused */
    CONNECTION_TIMEOUT_S = 30, /* without a byte; a stream's beats keep it alive */
};

struct web {
    struct web_conf conf;
    char url[256];
    struct web_env env;
    struct MHD_Daemon *daemon;
};

#define API "/api/v1"

static const struct route routes[] = {
    {"GET", "/", ROLE_NONE, 0, page_root},
    {"GET", "/staff", ROLE_NONE, 0, page_staff},
    {"GET", "/board", ROLE_NONE, 0, page_board},
    {"GET", "/manager", ROLE_NONE, 0, page_manager},
    {"GET", "/terminal", ROLE_NONE, 0, page_terminal},
    {"GET", "/t/{token}", ROLE_NONE, 0, page_ticket},
    {"GET", "/c/{token}", ROLE_NONE, 0, page_case},
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
    {"GET", API "/claims/{token}", ROLE_NONE, 0, claim_get},

    {"POST", API "/session", ROLE_NONE, 0, session_post},
    {"GET", API "/session", ROLE_CLERK, ROUTE_ANY_PASSWORD, session_get},
    {"DELETE", API "/session", ROLE_CLERK, ROUTE_CSRF | ROUTE_ANY_PASSWORD, session_delete},
    {"POST", API "/session/password", ROLE_CLERK, ROUTE_CSRF | ROUTE_ANY_PASSWORD, password_post},

    {"POST", API "/terminal/enter", ROLE_NONE, 0, terminal_enter_post},
    {"GET", API "/terminal", ROLE_ADMIN, ROUTE_TERMINAL, terminal_get},
    {"POST", API "/terminal/ask", ROLE_ADMIN, ROUTE_CSRF | ROUTE_TERMINAL, terminal_ask_post},
    {"POST", API "/terminal/stop", ROLE_ADMIN, ROUTE_CSRF | ROUTE_TERMINAL, terminal_stop_post},
    {"POST", API "/terminal/input", ROLE_ADMIN, ROUTE_CSRF | ROUTE_TERMINAL, terminal_input_post},

    {"GET", API "/services", ROLE_CLERK, 0, services_get},
    {"GET", API "/counters", ROLE_CLERK, 0, counters_get},
    {"GET", API "/queue", ROLE_CLERK, 0, queue_get},
    {"GET", API "/staff/today", ROLE_CLERK, 0, own_figures_get},
    {"POST", API "/tickets", ROLE_CLERK, ROUTE_CSRF, ticket_post},
    {"GET", API "/tickets/{id}", ROLE_CLERK, 0, ticket_get},
    {"POST", API "/tickets/{id}/{move}", ROLE_CLERK, ROUTE_CSRF, ticket_move},
    {"POST", API "/tickets/{id}/reprint", ROLE_CLERK, ROUTE_CSRF, ticket_reprint},
    {"POST", API "/counters/{n}/open", ROLE_CLERK, ROUTE_CSRF, counter_open_post},
    {"POST", API "/counters/{n}/pause", ROLE_CLERK, ROUTE_CSRF, counter_pause_post},
    {"POST", API "/counters/{n}/close", ROLE_CLERK, ROUTE_CSRF, counter_close_post},
    {"POST", API "/counters/{n}/next", ROLE_CLERK, ROUTE_CSRF, counter_next_post},

    {"GET", API "/reports/ratings", ROLE_SUPERVISOR, 0, ratings_get},
    {"GET", API "/reports/waits", ROLE_SUPERVISOR, 0, waits_get},
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

static void answer(struct request *request, struct reply *reply, const char *path, const char *method)
{
    char allow[64];
    const struct route *route =
        route_find(routes, sizeof routes / sizeof *routes, method, path, &request->path, allow, sizeof allow);
    request->now = clock_now(writer_clock(request->env->writer));
    request->hall = writer_hall(request->env->writer);
    if (!route) {
        no_route(request, reply, path, allow);
        return;
    }
    if (from_elsewhere(request, method)) {
        reply_error(reply, MHD_HTTP_FORBIDDEN, "forbidden", "another site may not do this in your name");
        return;
    }
    if (!may_run(request, route, reply)) return;
    if (request_parse(request, reply)) route->run(request, reply);
}

/* Can the client be told right away that its body is too large, before it sends it? */
static bool refuse_early(const struct request *request)
{
    const char *text = request_header(request, "Content-Length");
    long long length;
    if (!text || !str_to_int(text, 0, INT64_MAX, &length) || length <= BODY_MAX) return false;
    return length > BODY_DRAINED || request_header(request, "Expect");
}

static enum MHD_Result too_large(struct MHD_Connection *connection)
{
    struct reply reply = {0};
    reply_error(&reply, MHD_HTTP_CONTENT_TOO_LARGE, "too_large", "a body may have at most %d bytes", BODY_MAX);
    reply_header(&reply, "Connection", "close");
    return reply_send(&reply, connection);
}

/* MHD calls this with the head, then with each piece of the body, then once more with nothing: that last
 * call is answered, as an answer to the first one would close the connection. */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *path, const char *method,
                                  const char *version, const char *bytes, size_t *size, void **state)
{
    const struct web_env *env = cls;
    struct request *request = *state;
    struct reply reply = {0};
    (void)version;
    if (!request) {
        *state = request = request_new(env, connection);
        return refuse_early(request) ? too_large(connection) : MHD_YES;
    }
    if (*size > 0) {
        bool taken = request_receive(request, bytes, *size);
        *size = 0;
        return taken ? MHD_YES : MHD_NO;
    }
    answer(request, &reply, path, method);
    return reply_send(&reply, connection);
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode how)
{
    (void)cls;
    (void)connection;
    (void)how;
    request_free(*state);
    *state = NULL;
}

/* ---- start and stop ---- */

static struct MHD_Daemon *start_daemon(struct web *web, int listening)
{
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_LISTEN_SOCKET, listening, NULL},
        {MHD_OPTION_THREAD_POOL_SIZE, THREADS, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_MEMORY, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, CONNECTION_TIMEOUT_S, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)on_completed, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request,
                            &web->env, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

static void fill_env(struct web *web, struct writer *writer)
{
    struct web_conf *conf = &web->conf;
    web->env = (struct web_env){
        .writer = writer,
        .readers = readers_new(writer),
        .backoff = backoff_new(),
        .sse = sse_start(writer),
        .remote = conf->remote,
        .streams = streams_start(),
        .terminal = conf->terminal,
        .public_url = conf->public_url[0] ? conf->public_url : web->url,
        .assets = conf->assets,
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
    if (web->env.readers && web->env.sse && web->env.streams) web->daemon = start_daemon(web, listening);
    if (web->daemon) return web;
    err_set(err, "the web server did not start: no threads or memory left on this machine");
    close(listening);
    web_stop(web);
    return NULL;
}

void web_stop(struct web *web)
{
    if (!web) return;
    sse_stop(web->env.sse);
    streams_stop(web->env.streams);
    if (web->daemon) MHD_stop_daemon(web->daemon); /* closes the listening socket, too */
    sse_free(web->env.sse);
    streams_free(web->env.streams);
    readers_free(web->env.readers);
    backoff_free(web->env.backoff);
    free(web);
}

const char *web_url(const struct web *web)
{
    return web->url;
}
