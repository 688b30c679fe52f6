/* api_session.c - signing in and out, and the own password. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "core/staff.h"
#include "web/backoff.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/session.h"

static void too_many(struct reply *reply, ms_t wait_ms)
{
    char seconds[16];
    int wait = (int)((wait_ms + 999) / 1000);
    snprintf(seconds, sizeof seconds, "%d", wait);
    reply_json(reply, MHD_HTTP_TOO_MANY_REQUESTS,
               json_pack("{s:{s:s, s:s, s:i}}", "error", "code", "too_many_attempts", "message",
                         "too many failed sign-ins; try again later", "retry_after", wait));
    reply_header(reply, "Retry-After", seconds);
}

/* After a failed sign-in or more the next one waits for its turn, once. False: not now; it is run again when the
 * turn has come, or was answered with 429. */
static bool my_turn(struct request *request, struct reply *reply, const struct attempt *attempt)
{
    ms_t now = clock_monotonic(), wait_ms;
    if (request->lined_up) return true;
    if (!backoff_line_up(request->env->backoff, attempt, now, &wait_ms)) {
        too_many(reply, wait_ms);
        return false;
    }
    request->lined_up = true;
    if (wait_ms > 0) request->again_at = now + wait_ms;
    return wait_ms == 0;
}

/* Checks a password with the back-off around it. False after answering 401, 429 or 503, or when it is to be
 * checked later. */
static bool check_password(struct request *request, struct reply *reply, const char *login, const char *password,
                           struct staff *out)
{
    char address[INET6_ADDRSTRLEN], device[SESSION_HASH_SIZE];
    struct attempt attempt = {.address = address, .login = login};
    struct err err;
    request_address(request, address, sizeof address);
    if (!device_load(request, reply, login, device)) return false;
    if (device[0]) attempt.device = device;
    if (!my_turn(request, reply, &attempt)) return false;
    struct db *db = request_db(request, reply);
    if (!db) return false;
    if (staff_authenticate(db, login, password, out, &err)) {
        backoff_passed(request->env->backoff, &attempt, clock_monotonic());
        return true;
    }
    if (err.text[0]) {
        request_read_failed(request, reply, &err);
        return false;
    }
    backoff_failed(request->env->backoff, &attempt, clock_monotonic());
    reply_error(reply, MHD_HTTP_UNAUTHORIZED, "bad_credentials", "login or password is wrong");
    return false;
}

void session_post(struct request *request, struct reply *reply)
{
    const char *login = NULL, *password = NULL;
    struct staff staff = {0};
    if (!body_text(request, reply, "login", NEEDED, &login)) return;
    if (!body_text(request, reply, "password", NEEDED, &password)) return;
    /* The cookie of an earlier session is looked at only to end that session. */
    if (!session_load(request, reply)) return;
    if (check_password(request, reply, login, password, &staff)) session_begin(request, &staff, reply);
}

void session_get(struct request *request, struct reply *reply)
{
    session_tell(request, reply);
}

void session_delete(struct request *request, struct reply *reply)
{
    session_end(request, reply);
}

void password_post(struct request *request, struct reply *reply)
{
    const char *old = NULL, *new = NULL;
    struct staff staff = {0};
    struct err err = {0};
    char hash[SECRET_SIZE];
    if (!body_text(request, reply, "old", NEEDED, &old)) return;
    if (!body_text(request, reply, "new", NEEDED, &new)) return;
    if (!check_password(request, reply, request->staff.login, old, &staff)) return;
    if (strcmp(old, new) == 0 || !staff_password_ok(staff.login, new, &err)) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "weak_password", "%s",
                    err.text[0] ? err.text : "choose a password other than the present one");
        return;
    }
    if (!staff_hash_password(new, hash)) {
        reply_unavailable(reply);
        return;
    }
    struct outcome outcome;
    struct command command = {
        .kind = CMD_STAFF_PASSWORD, .staff = staff.id, .channel = "console", .login = staff.login, .secret = hash};
    writer_do(request->env->writer, &command, &outcome);
    if (outcome.code != OUT_OK) {
        reply_outcome(reply, &outcome);
        return;
    }
    staff.must_change = false;
    staff_mark(hash, staff.mark);
    session_begin(request, &staff, reply);
}
