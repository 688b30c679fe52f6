#include "web/session.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/staff.h"

/* A session's last use is written down at most this often. */
enum { TOUCH_EVERY_MS = 60 * 1000 };

static const char *cookie_name(const struct request *request)
{
    return request->env->tls ? "__Host-kiosk_session" : "kiosk_session";
}

static const char *device_cookie_name(const struct request *request)
{
    return request->env->tls ? "__Host-kiosk_device" : "kiosk_device";
}

static bool session_id_ok(const char *id)
{
    return id && strlen(id) == SESSION_ID_SIZE - 1 && strspn(id, "0123456789abcdef") == SESSION_ID_SIZE - 1;
}

/* Nobody waits for this one: a session that is not touched in time only ends a little earlier. */
static void touched(void *arg, const struct outcome *outcome)
{
    (void)arg;
    (void)outcome;
}

static void touch(struct request *request)
{
    char hash[SESSION_HASH_SIZE];
    session_hash(request->session, hash);
    struct command command = {
        .kind = CMD_SESSION_TOUCH, .staff = request->staff.id, .channel = "console", .session = hash};
    writer_post(request->env->writer, &command, touched, NULL);
}

bool session_load(struct request *request, struct reply *reply)
{
    const char *id = MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, cookie_name(request));
    if (!session_id_ok(id)) return true;
    struct db *db = request_db(request, reply);
    if (!db) return false;
    ms_t last;
    struct err err;
    struct staff staff = {0};
    if (!session_find(db, id, request->now, request->env->session_idle_s, request->env->session_absolute_s, &staff,
                      request->csrf, &last, &err)) {
        if (!err.text[0]) return true;
        request_read_failed(request, reply, &err);
        return false;
    }
    request->staff = staff;
    str_copy(request->session, sizeof request->session, id);
    if (request->now - last > TOUCH_EVERY_MS) touch(request);
    return true;
}

/* The time it takes tells nothing about where two texts differ. */
static bool equal_secret(const char *a, const char *b, size_t n)
{
    unsigned char differs = 0;
    if (strlen(a) != n || strlen(b) != n) return false;
    for (size_t i = 0; i < n; i++) differs |= (unsigned char)(a[i] ^ b[i]);
    return differs == 0;
}

static bool has_csrf(const struct request *request)
{
    const char *sent = request_header(request, "X-CSRF-Token");
    return sent && equal_secret(sent, request->csrf, CSRF_SIZE - 1);
}

bool session_allows(const struct request *request, const struct route *route, struct reply *reply)
{
    if (route->role == ROLE_NONE) return true;
    if (request->staff.id == 0) {
        reply_error(reply, MHD_HTTP_UNAUTHORIZED, "unauthorized", "sign in first: POST /api/v1/session");
        return false;
    }
    if (request->staff.role < route->role) {
        reply_error(reply, MHD_HTTP_FORBIDDEN, "forbidden", "this needs the role %s or higher",
                    role_name(route->role));
        return false;
    }
    if ((route->flags & ROUTE_CSRF) && !has_csrf(request)) {
        reply_error(reply, MHD_HTTP_FORBIDDEN, "csrf", "send the session's token in the header X-CSRF-Token");
        return false;
    }
    if (request->staff.must_change && !(route->flags & ROUTE_ANY_PASSWORD)) {
        reply_error(reply, MHD_HTTP_FORBIDDEN, "password_change_required",
                    "choose a password of your own first: POST /api/v1/session/password");
        return false;
    }
    return true;
}

static void close_session(struct request *request, struct outcome *outcome)
{
    char hash[SESSION_HASH_SIZE];
    session_hash(request->session, hash);
    struct command command = {
        .kind = CMD_SESSION_CLOSE, .staff = request->staff.id, .channel = "console", .session = hash};
    writer_do(request->env->writer, &command, outcome);
}

/* Is it known, to that account or (NULL) to any? False after answering 503. */
static bool look_for_device(struct request *request, struct reply *reply, const char *id, const char *login,
                            bool *known)
{
    struct err err;
    struct db *db = request_db(request, reply);
    if (!db) return false;
    *known = device_known(db, id, login, &err);
    if (*known || !err.text[0]) return true;
    request_read_failed(request, reply, &err);
    return false;
}

bool device_load(struct request *request, struct reply *reply, const char *login, char hash[SESSION_HASH_SIZE])
{
    const char *id = MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, device_cookie_name(request));
    bool by_anybody, by_login;
    hash[0] = '\0';
    if (!session_id_ok(id)) return true;
    if (!look_for_device(request, reply, id, NULL, &by_anybody)) return false;
    if (!look_for_device(request, reply, id, login, &by_login)) return false;
    if (by_anybody) str_copy(request->device, sizeof request->device, id);
    if (by_login) session_hash(id, hash);
    return true;
}

static void set_cookie(const struct request *request, struct reply *reply, const char *name, const char *id,
                       int max_age)
{
    char cookie[256];
    snprintf(cookie, sizeof cookie, "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s", name, id, max_age,
             request->env->tls ? "; Secure" : "");
    reply_header(reply, "Set-Cookie", cookie);
}

void session_begin(struct request *request, const struct staff *staff, struct reply *reply)
{
    struct outcome outcome = {0};
    char id[SESSION_ID_SIZE], hash[SESSION_HASH_SIZE], device[SESSION_HASH_SIZE];
    /* A session from before the password was given is never carried on. */
    if (request->session[0]) close_session(request, &outcome);
    session_new_id(id);
    session_new_id(request->csrf);
    session_hash(id, hash);
    /* An id of somebody else's choice is not taken over: only we make them. */
    if (!request->device[0]) session_new_id(request->device);
    session_hash(request->device, device);
    struct command command = {.kind = CMD_SESSION_OPEN,
                              .staff = staff->id,
                              .channel = "console",
                              .session = hash,
                              .csrf = request->csrf,
                              .device = device,
                              .secret = staff->mark};
    writer_do(request->env->writer, &command, &outcome);
    if (outcome.code != OUT_OK) {
        reply_outcome(reply, &outcome);
        return;
    }
    request->staff = *staff;
    session_tell(request, reply);
    set_cookie(request, reply, cookie_name(request), id, request->env->session_absolute_s);
    set_cookie(request, reply, device_cookie_name(request), request->device, DEVICE_KEPT_S);
}

void session_end(struct request *request, struct reply *reply)
{
    struct outcome outcome = {0};
    close_session(request, &outcome);
    if (outcome.code != OUT_OK && outcome.code != OUT_NOT_FOUND) {
        reply_outcome(reply, &outcome);
        return;
    }
    reply_empty(reply, MHD_HTTP_NO_CONTENT);
    set_cookie(request, reply, cookie_name(request), "", 0);
}

void session_tell(const struct request *request, struct reply *reply)
{
    const struct staff *staff = &request->staff;
    reply_json(reply, MHD_HTTP_OK,
               json_pack("{s:s, s:{s:I, s:s, s:s, s:s, s:b}}", "csrf", request->csrf, "staff", "id",
                         (json_int_t)staff->id, "login", staff->login, "name", staff->name, "role",
                         role_name(staff->role), "must_change", staff->must_change));
}
