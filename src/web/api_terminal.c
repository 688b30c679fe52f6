/* api_terminal.c - looking at the terminal and helping at it (core/remote.h). Each look and each wish to
 * act is in the journal before anything is shown. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/mem.h"
#include "core/remote.h"
#include "web/handlers.h"
#include "web/reader.h"
#include "web/request.h"
#include "web/terminal.h"

/* A silent stream says a beat so often: by that a client that is gone is noticed. And so often it is asked whether
 * who looks still may: a session ends, a role is taken away. */
enum { BLOCK_SIZE = 32768, BEAT_MS = 3000, CHECK_MS = 1000 };
#define PASS_COOKIE "kiosk_terminal"

struct stream {
    struct streams *streams;
    struct MHD_Connection *connection;
    const struct web_env *env;
    int64_t staff;
    char session[SESSION_ID_SIZE]; /* "": with the terminal's pass */
    struct remote_looker *looker;
    struct str out; /* being sent from `sent` on; the server's thread only */
    size_t sent;
    bool suspended, woken; /* under streams->lock */
    ms_t beat_at, check_at;
    struct stream *next;
};

struct streams {
    pthread_mutex_t lock;
    pthread_cond_t stop;
    pthread_t ticker;
    struct stream *first;
    bool running;
};

/* ---- who may ---- */

/* Whoever comes by a proxy that kiosk.conf does not name may be anywhere, though its address is this machine's. */
static bool by_unknown_proxy(const struct request *request)
{
    static const char *const traces[] = {"X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"};

    if (request->env->proxy[0]) return false;
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++)
        if (request_header(request, traces[i])) return true;
    return false;
}

static bool from_here(const struct request *request)
{
    char address[64];

    request_address(request, address, sizeof address);
    return !by_unknown_proxy(request) && (strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0 ||
                                          strncmp(address, "::ffff:127.", 11) == 0);
}

/* Other programs on this machine have pages, too, and the browser sends them all the same cookies. */
static bool from_own_page(const struct request *request)
{
    const char *origin = request_header(request, "Origin"), *host = request_header(request, "Host");
    const char *site = origin ? strstr(origin, "://") : NULL;

    return !origin || (site && host && strcmp(site + 3, host) == 0);
}

bool terminal_has_pass(const struct request *request)
{
    const char *pass = MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, PASS_COOKIE);
    struct remote *remote = request->env->remote;

    return remote && pass && from_here(request) && from_own_page(request) && remote_pass_fits(remote, pass);
}

bool terminal_reachable(const struct request *request, struct reply *reply)
{
    const struct web_env *env = request->env;
    bool local = env->terminal == TERMINAL_LOCAL || remote_here(env->remote);

    if (!env->remote) {
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "this program runs no terminal; ask the one that does");
        return false;
    }
    if (env->terminal == TERMINAL_ON || (local && from_here(request))) return true;
    reply_error(reply, MHD_HTTP_FORBIDDEN, "terminal_off",
                local ? "the terminal is to be seen on its own machine only; see [web] terminal"
                      : "looking at the terminal is switched off; see [web] terminal");
    return false;
}

/* ---- the journal ---- */

static void noted(void *arg, const struct outcome *outcome)
{
    (void)arg;
    if (outcome->code != OUT_OK) log_error("terminal: %s", outcome->message);
}

static struct command act_of(int64_t staff, const char *kind, const char *note)
{
    return (struct command){
        .kind = CMD_STAFF_ACT, .staff = staff, .channel = "console", .text = kind, .surname = note};
}

/* False after answering: what can't be noted is not done. */
static bool note(const struct request *request, struct reply *reply, const char *kind, const char *why)
{
    struct command command = act_of(request->staff.id, kind, why);
    struct outcome outcome;

    writer_do(request->env->writer, &command, &outcome);
    if (outcome.code == OUT_OK) return true;
    reply_outcome(reply, &outcome);
    return false;
}

/* ---- the stream ---- */

static void wake_locked(struct stream *s)
{
    s->woken = true;
    if (!s->suspended) return;
    s->suspended = false;
    MHD_resume_connection(s->connection);
}

static void wake(void *arg)
{
    struct stream *s = arg;

    pthread_mutex_lock(&s->streams->lock);
    wake_locked(s);
    pthread_mutex_unlock(&s->streams->lock);
}

/* Wakes streams that were silent for long, until the stop. */
static void *tick(void *arg)
{
    struct streams *streams = arg;

    pthread_mutex_lock(&streams->lock);
    while (streams->running) {
        struct timespec until;

        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec++;
        if (pthread_cond_timedwait(&streams->stop, &streams->lock, &until) != ETIMEDOUT) continue;
        for (struct stream *s = streams->first; s; s = s->next)
            if (clock_monotonic() >= s->check_at || clock_monotonic() >= s->beat_at) wake_locked(s);
    }
    pthread_mutex_unlock(&streams->lock);
    return NULL;
}

/* Nothing is new: goes to sleep, says a beat (an empty message) or ends. */
static ssize_t idle(struct stream *s)
{
    struct streams *streams = s->streams;
    ssize_t result = 0;

    pthread_mutex_lock(&streams->lock);
    if (!streams->running) {
        result = MHD_CONTENT_READER_END_OF_STREAM;
    } else if (clock_monotonic() >= s->beat_at) {
        str_add_n(&s->out, "\0\0\0\0", 4);
    } else if (!s->woken) {
        s->suspended = true;
        MHD_suspend_connection(s->connection);
    }
    pthread_mutex_unlock(&streams->lock);
    return result;
}

/* Is the session that the stream was opened with still one of somebody who may look? */
static bool may_still(const struct stream *s)
{
    struct db *db;
    struct staff staff = {0};
    struct err err = {""};
    char csrf[CSRF_SIZE];
    ms_t used;

    if (!s->session[0]) return true;
    db = reader_get(s->env->readers, &err);
    return db &&
           session_find(db, s->session, clock_now(writer_clock(s->env->writer)), s->env->session_idle_s,
                        s->env->session_absolute_s, &staff, csrf, &used, &err) &&
           staff.role >= ROLE_ADMIN && !staff.must_change;
}

static bool check(struct stream *s)
{
    ms_t now = clock_monotonic();

    if (now < s->check_at) return true;
    pthread_mutex_lock(&s->streams->lock);
    s->check_at = now + CHECK_MS;
    pthread_mutex_unlock(&s->streams->lock);
    return may_still(s);
}

/* Called by the server whenever the client can take more. */
static ssize_t read_stream(void *cls, uint64_t position, char *buffer, size_t max)
{
    struct stream *s = cls;
    size_t n;

    (void)position;
    if (!check(s)) return MHD_CONTENT_READER_END_OF_STREAM;
    pthread_mutex_lock(&s->streams->lock);
    s->woken = false; /* what happens from here on wakes again */
    pthread_mutex_unlock(&s->streams->lock);
    if (s->sent == s->out.n) {
        s->out.n = s->sent = 0;
        remote_get(s->looker, &s->out);
    }
    if (s->out.n == 0) {
        ssize_t result = idle(s);

        if (s->out.n == 0) return result;
    }
    n = s->out.n - s->sent < max ? s->out.n - s->sent : max;
    memcpy(buffer, s->out.s + s->sent, n);
    s->sent += n;
    pthread_mutex_lock(&s->streams->lock);
    s->beat_at = clock_monotonic() + BEAT_MS;
    pthread_mutex_unlock(&s->streams->lock);
    return (ssize_t)n;
}

/* Its own picture of the terminal may have shown what a visitor typed. */
static void drop_stream(struct stream *s)
{
    struct streams *streams = s->streams;

    if (s->looker) remote_leave(s->looker);
    pthread_mutex_lock(&streams->lock);
    struct stream **link = &streams->first;
    while (*link != s) link = &(*link)->next;
    *link = s->next;
    pthread_mutex_unlock(&streams->lock);
    if (s->out.s) explicit_bzero(s->out.s, s->out.cap);
    str_free(&s->out);
    free(s);
}

static void end_stream(void *cls)
{
    struct stream *s = cls;
    struct command ended = act_of(s->staff, "remote.ended", NULL);

    (void)writer_post(s->env->writer, &ended, noted, NULL);
    drop_stream(s);
}

/* NULL when too many look already. */
static struct stream *new_stream(struct request *request)
{
    struct streams *streams = request->env->streams;
    struct stream *s = mem_zalloc(1, sizeof *s);

    *s = (struct stream){.streams = streams,
                         .connection = request->connection,
                         .env = request->env,
                         .staff = request->staff.id,
                         .beat_at = clock_monotonic() + BEAT_MS,
                         .check_at = clock_monotonic() + CHECK_MS};
    str_copy(s->session, sizeof s->session, request->session);
    pthread_mutex_lock(&streams->lock);
    s->next = streams->first;
    streams->first = s;
    pthread_mutex_unlock(&streams->lock);
    s->looker = remote_join(request->env->remote, &request->staff, request->now, wake, s);
    if (s->looker) return s;
    drop_stream(s);
    return NULL;
}

void terminal_get(struct request *request, struct reply *reply)
{
    struct stream *s = new_stream(request);

    if (!s) {
        reply_error(reply, MHD_HTTP_SERVICE_UNAVAILABLE, "too_many_streams",
                    "others look at the terminal already; ask again when one of them has gone");
        return;
    }
    if (!note(request, reply, "remote.began", NULL)) {
        drop_stream(s);
        return;
    }
    reply->status = MHD_HTTP_OK;
    reply->body = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK_SIZE, read_stream, s, end_stream);
    if (!reply->body) {
        end_stream(s);
        return;
    }
    reply_header(reply, "Content-Type", "application/octet-stream");
    reply_header(reply, "X-Accel-Buffering", "no");
}

struct streams *streams_start(void)
{
    struct streams *streams = mem_zalloc(1, sizeof *streams);

    pthread_mutex_init(&streams->lock, NULL);
    pthread_cond_init(&streams->stop, NULL);
    streams->running = true;
    if (pthread_create(&streams->ticker, NULL, tick, streams) == 0) return streams;
    streams_free(streams);
    return NULL;
}

void streams_stop(struct streams *streams)
{
    if (!streams) return;
    pthread_mutex_lock(&streams->lock);
    streams->running = false;
    for (struct stream *s = streams->first; s; s = s->next) wake_locked(s);
    pthread_cond_signal(&streams->stop);
    pthread_mutex_unlock(&streams->lock);
    pthread_join(streams->ticker, NULL);
}

void streams_free(struct streams *streams)
{
    if (!streams) return;
    pthread_cond_destroy(&streams->stop);
    pthread_mutex_destroy(&streams->lock);
    free(streams);
}

/* ---- what is done there ---- */

void terminal_enter_post(struct request *request, struct reply *reply)
{
    const char *token = NULL;
    char pass[REMOTE_TOKEN], cookie[128];

    if (!body_text(request, reply, "token", NEEDED, &token) || !terminal_reachable(request, reply)) return;
    if (!from_here(request) || !remote_enter(request->env->remote, token, pass)) {
        reply_error(reply, MHD_HTTP_FORBIDDEN, "bad_token",
                    "that is not the token the program printed at its start, or it was used already");
        return;
    }
    reply_empty(reply, MHD_HTTP_NO_CONTENT);
    snprintf(cookie, sizeof cookie, PASS_COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict", pass);
    reply_header(reply, "Set-Cookie", cookie);
}

void terminal_ask_post(struct request *request, struct reply *reply)
{
    const char *wish = NULL, *reason = NULL;
    bool act;

    if (!body_text(request, reply, "wish", NEEDED, &wish)) return;
    if (!body_text(request, reply, "reason", NEEDED, &reason)) return;
    act = strcmp(wish, "act") == 0;
    if (!act && strcmp(wish, "see") != 0) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "bad_request", "wish is see or act");
    } else if (!reason[strspn(reason, " ")]) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "bad_request", "say the reason: the visitor reads it");
    } else if (note(request, reply, "remote.asked", reason)) {
        if (remote_ask(request->env->remote, request->staff.id, act ? REMOTE_ACT : REMOTE_SEE, reason))
            reply_empty(reply, MHD_HTTP_ACCEPTED);
        else
            reply_error(reply, MHD_HTTP_CONFLICT, "wrong_state",
                        "look at the terminal first, and wait for the answer to what was asked");
    }
}

void terminal_stop_post(struct request *request, struct reply *reply)
{
    remote_give_back(request->env->remote, request->staff.id);
    reply_empty(reply, MHD_HTTP_NO_CONTENT);
}

/* The keys of a keyboard that mean something at the terminal. */
static bool is_key(const char *name)
{
    static const char *const names[] = {"Return", "Tab",  "Escape", "Backspace", "Delete",   "Left", "Right", "Up",
                                        "Down",   "Home", "End",    "PageUp",    "PageDown", "F5",   "Space"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) return true;
    return false;
}

static bool input_kind(const char *name, enum remote_input_kind *out)
{
    static const char *const names[] = {[REMOTE_DOWN] = "down",
                                        [REMOTE_MOVE] = "move",
                                        [REMOTE_UP] = "up",
                                        [REMOTE_KEY] = "key",
                                        [REMOTE_TYPE] = "text"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) != 0) continue;
        *out = (enum remote_input_kind)i;
        return true;
    }
    return false;
}

void terminal_input_post(struct request *request, struct reply *reply)
{
    struct remote_input input = {0};
    const char *kind = NULL, *text = "";

    if (!body_text(request, reply, "kind", NEEDED, &kind) || !body_text(request, reply, "text", OPTIONAL, &text) ||
        !body_int(request, reply, "x", OPTIONAL, 0, 8191, &input.x) ||
        !body_int(request, reply, "y", OPTIONAL, 0, 8191, &input.y))
        return;
    if (!input_kind(kind, &input.kind) || !str_copy(input.text, sizeof input.text, text) ||
        (input.kind == REMOTE_KEY && !is_key(text)))
        reply_error(
            reply, MHD_HTTP_BAD_REQUEST, "bad_request",
            "kind is down, move or up with x and y, key with text the name of one (Return, Left …), or text with a "
            "short text");
    else if (!remote_put(request->env->remote, request->staff.id, &input))
        reply_error(
            reply, MHD_HTTP_CONFLICT, "wrong_state",
            "acting was not allowed, or is no longer; ask first, and send no faster than the terminal follows");
    else
        reply_empty(reply, MHD_HTTP_NO_CONTENT);
}
