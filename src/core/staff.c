/* People: accounts, passwords, sessions. */
#include "core/staff.h"

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/change.h"

/* OWASP ASVS 5 for Argon2id: 19 MiB, two passes, one lane (libsodium always uses one). */
enum {
    ARGON_PASSES = 2,
    ARGON_BYTES = 19 * 1024 * 1024,
    PASSWORD_LEAST = 8,
    PASSWORD_MOST = 128,
    NAME_MAX_CHARS = 20
};

_Static_assert(SECRET_SIZE > crypto_pwhash_STRBYTES, "a password hash fits into a command's secret");

static const char *const roles[ROLE_COUNT] = {"none", "clerk", "supervisor", "manager", "admin"};

const char *role_name(enum staff_role role)
{
    return roles[role];
}

bool role_parse(const char *name, enum staff_role *out)
{
    for (int i = ROLE_CLERK; i < ROLE_COUNT; i++) {
        if (!str_equal(name, roles[i])) continue;
        *out = (enum staff_role)i;
        return true;
    }
    return false;
}

/* ---- passwords ---- */

/* The head of every list of leaked passwords, at least eight letters long; shorter ones are refused by length. */
static const char *const common[] = {
    "12345678",  "123456789", "1234567890", "password",   "password1",     "password123", "qwertyui",   "qwerty123",
    "11111111",  "00000000",  "88888888",   "66666666",   "iloveyou",      "sunshine",    "princess",   "football",
    "baseball",  "welcome1",  "welcome123", "admin123",   "administrator", "letmein1",    "trustno1",   "superman",
    "1qaz2wsx",  "qazwsxedc", "1q2w3e4r",   "1q2w3e4r5t", "q1w2e3r4",      "zaq12wsx",    "abcd1234",   "a1234567",
    "a12345678", "aa123456",  "abc12345",   "asdfghjk",   "asdf1234",      "woaini1314",  "5201314520", "147258369",
    "123123123", "987654321", "87654321",   "11223344",   "123454321",     "12341234",    "passw0rd",   "p@ssw0rd",
    "changeme",  "changeit",  "computer",   "internet",   "michelle",      "starwars",    "whatever",   "dragon123",
    "monkey123", "master123", "qwertyuiop", "1234qwer",   "qq123456",      "wang1234",    "zhang123",   "kiosk123",
};

bool staff_password_ok(const char *login, const char *password, struct err *err)
{
    if (!utf8_valid(password, strlen(password))) return err_set(err, "the password is not valid UTF-8");
    size_t n = utf8_length(password);
    if (n < PASSWORD_LEAST)
        return err_set(err, "the password is too short; use at least %d characters", PASSWORD_LEAST);
    if (n > PASSWORD_MOST) return err_set(err, "the password is too long; use at most %d characters", PASSWORD_MOST);
    if (login && strcasecmp(login, password) == 0) return err_set(err, "the password is the login; choose another");
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (strcasecmp(common[i], password) == 0)
            return err_set(err, "this password is among the most common ones; choose another");
    return true;
}

bool staff_hash_password(const char *password, char *out)
{
    /* May come before any writer, which does the same. */
    return sodium_init() >= 0 && crypto_pwhash_str(out, password, strlen(password), ARGON_PASSES, ARGON_BYTES) == 0;
}

void staff_mark(const char *hash, char out[MARK_SIZE])
{
    unsigned char digest[(MARK_SIZE - 1) / 2];
    crypto_generichash(digest, sizeof digest, (const unsigned char *)hash, strlen(hash), NULL, 0);
    sodium_bin2hex(out, MARK_SIZE, digest, sizeof digest);
}

void staff_random_password(char out[24])
{
    /* Without 0 O 1 I: it is read off a screen and typed. 4 groups of 4 of 32 letters: 80 bits. */
    static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    size_t n = 0;
    for (int i = 0; i < 16; i++) {
        if (i > 0 && i % 4 == 0) out[n++] = '-';
        out[n++] = letters[randombytes_uniform(sizeof letters - 1)];
    }
    out[n] = '\0';
}

/* ---- reading ---- */

#define STAFF_COLUMNS "id, login, name, role, must_change, disabled"

static void read_staff(struct stmt *q, struct staff *out)
{
    out->id = stmt_int(q, 0);
    str_copy(out->login, sizeof out->login, stmt_text(q, 1));
    str_copy(out->name, sizeof out->name, stmt_text(q, 2));
    out->role = (enum staff_role)stmt_int(q, 3);
    out->must_change = stmt_int(q, 4) != 0;
    out->disabled = stmt_int(q, 5) != 0;
}

/* Ends a look-up: that there is no such row is told by an empty error text. */
static bool end_found(struct stmt *q, bool found, struct err *err)
{
    if (!stmt_end(q, err)) return false;
    return found || err_set(err, "%s", "");
}

static bool read_one(struct stmt *q, struct staff *out, struct err *err)
{
    bool found = stmt_step(q);
    if (found) read_staff(q, out);
    return end_found(q, found, err);
}

bool staff_by_id(struct db *db, int64_t id, struct staff *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT " STAFF_COLUMNS " FROM staff WHERE id = $1");
    stmt_bind_int(q, 1, id);
    return read_one(q, out, err);
}

bool staff_by_login(struct db *db, const char *login, struct staff *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT " STAFF_COLUMNS " FROM staff WHERE login = $1");
    stmt_bind_text(q, 1, login);
    return read_one(q, out, err);
}

bool staff_list(struct db *db, struct staff *out, int max, int *count, struct err *err)
{
    *count = 0;
    struct stmt *q = db_prepare(db, "SELECT " STAFF_COLUMNS " FROM staff ORDER BY login");
    while (*count < max && stmt_step(q)) read_staff(q, &out[(*count)++]);
    return stmt_end(q, err);
}

/* What an unknown login is checked against, so that it takes as long as a known one. */
static char decoy[crypto_pwhash_STRBYTES];

static void make_decoy(void)
{
    if (!staff_hash_password("no account has this", decoy)) decoy[0] = '\0';
}

bool staff_authenticate(struct db *db, const char *login, const char *password, struct staff *out, struct err *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    char hash[crypto_pwhash_STRBYTES];
    pthread_once(&once, make_decoy);
    str_copy(hash, sizeof hash, decoy);
    struct stmt *q =
        db_prepare(db, "SELECT " STAFF_COLUMNS ", password FROM staff WHERE login = $1 AND disabled = 0");
    stmt_bind_text(q, 1, login);
    bool known = stmt_step(q);
    if (known) {
        read_staff(q, out);
        str_copy(hash, sizeof hash, stmt_text(q, 6));
    }
    if (!stmt_end(q, err)) return false;
    bool fits = crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
    if (known && fits) staff_mark(hash, out->mark);
    return (known && fits) || err_set(err, "%s", "");
}

/* ---- sessions ---- */

void session_new_id(char out[SESSION_ID_SIZE])
{
    unsigned char bytes[(SESSION_ID_SIZE - 1) / 2];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(out, SESSION_ID_SIZE, bytes, sizeof bytes);
}

void session_hash(const char *id, char out[SESSION_HASH_SIZE])
{
    unsigned char hash[64];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)id, strlen(id), NULL, 0);
    sodium_bin2hex(out, SESSION_HASH_SIZE, hash, sizeof hash);
}

bool session_find(struct db *db, const char *id, ms_t now, int idle_s, int absolute_s, struct staff *out,
                  char csrf[CSRF_SIZE], ms_t *touched, struct err *err)
{
    char hash[SESSION_HASH_SIZE];
    session_hash(id, hash);
    struct stmt *q =
        db_prepare(db, "SELECT p.id, p.login, p.name, p.role, p.must_change, p.disabled, s.csrf, s.touched_at"
                       " FROM session s JOIN staff p ON p.id = s.staff"
                       " WHERE s.hash = $1 AND p.disabled = 0 AND s.touched_at > $2 AND s.opened_at > $3");
    stmt_bind_text(q, 1, hash);
    stmt_bind_int(q, 2, now - (ms_t)idle_s * 1000);
    stmt_bind_int(q, 3, now - (ms_t)absolute_s * 1000);
    bool found = stmt_step(q);
    if (found) {
        read_staff(q, out);
        str_copy(csrf, CSRF_SIZE, stmt_text(q, 6));
        *touched = stmt_int(q, 7);
    }
    return end_found(q, found, err);
}

bool device_known(struct db *db, const char *id, const char *login, struct err *err)
{
    char hash[SESSION_HASH_SIZE];
    session_hash(id, hash);
    struct stmt *q = db_prepare(db, "SELECT 1 FROM device d JOIN staff p ON p.id = d.staff"
                                    " WHERE d.hash = $1 AND p.login = coalesce($2, p.login) LIMIT 1");
    stmt_bind_text(q, 1, hash);
    stmt_bind_text(q, 2, login);
    bool found = stmt_step(q);
    return end_found(q, found, err);
}

/* ---- commands ---- */

static bool login_ok(struct change *c, const char *login)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";
    if (login && *login && strlen(login) < LOGIN_SIZE && strspn(login, letters) == strlen(login)) return true;
    return change_refuse(c, OUT_INVALID, "a login has 1 to %d of the characters a-z 0-9 . _ -", LOGIN_SIZE - 1);
}

/* Looks for the account the command names; false after refusing as the database failed. */
static bool look_up(struct change *c, struct staff *out, bool *found)
{
    struct err err;
    *found = staff_by_login(c->db, c->command->login, out, &err);
    return *found || !err.text[0] || change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

/* The account the command names; refuses when there is none. */
static bool account(struct change *c, struct staff *out)
{
    bool found;
    if (!look_up(c, out, &found)) return false;
    return found || change_refuse(c, OUT_NOT_FOUND, "there is no account \"%.40s\"",
                                  c->command->login ? c->command->login : "");
}

static bool end_sessions(struct change *c, int64_t staff)
{
    struct stmt *q = db_prepare(c->db, "DELETE FROM session WHERE staff = $1");
    stmt_bind_int(q, 1, staff);
    if (!change_run(c, q)) return false;
    q = db_prepare(c->db, "DELETE FROM device WHERE staff = $1");
    stmt_bind_int(q, 1, staff);
    return change_run(c, q);
}

/* Remembers where the acting clerk signed in, and forgets where nobody did for half a year. */
static bool remember_device(struct change *c)
{
    if (!c->command->device) return true;
    struct stmt *q = db_prepare(c->db, "DELETE FROM device WHERE seen_at < $1");
    stmt_bind_int(q, 1, c->now - (ms_t)DEVICE_KEPT_S * 1000);
    if (!change_run(c, q)) return false;
    q = db_prepare(c->db, "INSERT INTO device (hash, staff, seen_at) VALUES ($1, $2, $3)"
                          " ON CONFLICT (hash, staff) DO UPDATE SET seen_at = excluded.seen_at");
    stmt_bind_text(q, 1, c->command->device);
    stmt_bind_int(q, 2, c->command->staff);
    stmt_bind_int(q, 3, c->now);
    return change_run(c, q);
}

void staff_add(struct change *c)
{
    const struct command *cmd = c->command;
    struct staff other;
    bool taken;
    if (!login_ok(c, cmd->login) || !change_text_ok(c, "name", cmd->name, NAME_MAX_CHARS)) return;
    if (!cmd->name || !*cmd->name || cmd->role < ROLE_CLERK || cmd->role >= ROLE_COUNT || !cmd->secret) {
        change_refuse(c, OUT_INVALID, "an account needs a name, a role and a password");
        return;
    }
    if (!look_up(c, &other, &taken)) return;
    if (taken) {
        change_refuse(c, OUT_EXISTS, "the login \"%s\" is taken", cmd->login);
        return;
    }
    struct stmt *q = db_prepare(c->db, "INSERT INTO staff (login, name, role, password, must_change, added_at)"
                                       " VALUES ($1, $2, $3, $4, $5, $6)");
    stmt_bind_text(q, 1, cmd->login);
    stmt_bind_text(q, 2, cmd->name);
    stmt_bind_int(q, 3, cmd->role);
    stmt_bind_text(q, 4, cmd->secret);
    stmt_bind_int(q, 5, cmd->one_time);
    stmt_bind_int(q, 6, c->now);
    if (!change_run(c, q)) return;
    c->out->id = db_insert_id(c->db);
    change_journal(c, "staff.added", 0, 0,
                   json_pack("{s:s, s:s}", "login", cmd->login, "role", role_name(cmd->role)));
}

void staff_password(struct change *c)
{
    struct staff staff;
    if (!account(c, &staff)) return;
    if (!c->command->secret) {
        change_refuse(c, OUT_INVALID, "the new password is missing");
        return;
    }
    struct stmt *q = db_prepare(c->db, "UPDATE staff SET password = $2, must_change = $3 WHERE id = $1");
    stmt_bind_int(q, 1, staff.id);
    stmt_bind_text(q, 2, c->command->secret);
    stmt_bind_int(q, 3, c->command->one_time);
    /* Whoever knew the old password is logged out everywhere. */
    if (!change_run(c, q) || !end_sessions(c, staff.id)) return;
    change_journal(c, "staff.password", 0, 0, json_pack("{s:s}", "login", staff.login));
}

void staff_disable(struct change *c)
{
    struct staff staff;
    if (!account(c, &staff)) return;
    if (staff.disabled) {
        change_refuse(c, OUT_WRONG_STATE, "the account \"%s\" is disabled already", staff.login);
        return;
    }
    struct stmt *q = db_prepare(c->db, "UPDATE staff SET disabled = 1 WHERE id = $1");
    stmt_bind_int(q, 1, staff.id);
    if (!change_run(c, q) || !end_sessions(c, staff.id)) return;
    change_journal(c, "staff.disabled", 0, 0, json_pack("{s:s}", "login", staff.login));
}

/* Proving a password takes a while: in the meantime it may have been changed, or the account disabled. */
static bool still_proven(struct change *c)
{
    char mark[MARK_SIZE] = "";
    struct stmt *q = db_prepare(c->db, "SELECT password FROM staff WHERE id = $1 AND disabled = 0");
    stmt_bind_int(q, 1, c->command->staff);
    if (stmt_step(q)) staff_mark(stmt_text(q, 0), mark);
    if (!change_end(c, q)) return false;
    return (mark[0] && str_equal(mark, c->command->secret)) ||
           change_refuse(c, OUT_STALE, "the password was changed a moment ago; log in with the new one");
}

void session_open(struct change *c)
{
    const struct command *cmd = c->command;
    if (!still_proven(c)) return;
    /* Sessions that can't be alive any more, whatever the limits, are swept here. */
    struct stmt *q = db_prepare(c->db, "DELETE FROM session WHERE opened_at < $1");
    stmt_bind_int(q, 1, c->now - (ms_t)30 * 24 * 3600 * 1000);
    if (!change_run(c, q)) return;
    q = db_prepare(c->db,
                   "INSERT INTO session (hash, staff, csrf, opened_at, touched_at) VALUES ($1, $2, $3, $4, $4)");
    stmt_bind_text(q, 1, cmd->session);
    stmt_bind_int(q, 2, cmd->staff);
    stmt_bind_text(q, 3, cmd->csrf);
    stmt_bind_int(q, 4, c->now);
    if (!change_run(c, q) || !remember_device(c)) return;
    change_journal(c, "staff.login", 0, 0, json_object());
}

void session_touch(struct change *c)
{
    struct stmt *q = db_prepare(c->db, "UPDATE session SET touched_at = $2 WHERE hash = $1");
    stmt_bind_text(q, 1, c->command->session);
    stmt_bind_int(q, 2, c->now);
    change_run(c, q);
}

void session_close(struct change *c)
{
    struct stmt *q = db_prepare(c->db, "DELETE FROM session WHERE hash = $1");
    stmt_bind_text(q, 1, c->command->session);
    if (!change_run(c, q) || db_changes(c->db) == 0) return;
    change_journal(c, "staff.logout", 0, 0, json_object());
}
