/* staff.h - the people who work here, their roles and sessions. */
#ifndef CORE_STAFF_H
#define CORE_STAFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"

struct db;

/* Each role may do what those before it may. ROLE_NONE is a visitor. */
enum staff_role { ROLE_NONE, ROLE_CLERK, ROLE_SUPERVISOR, ROLE_MANAGER, ROLE_ADMIN, ROLE_COUNT };
const char *role_name(enum staff_role role); /* none clerk supervisor manager admin */
bool role_parse(const char *name, enum staff_role *out);

enum { DEVICE_KEPT_S = 180 * 24 * 3600 }; /* after the last sign-in there */
enum { LOGIN_SIZE = 40, STAFF_NAME_SIZE = 64, SESSION_ID_SIZE = 33, SESSION_HASH_SIZE = 129, CSRF_SIZE = 33, MARK_SIZE = 33 };

struct staff {
    int64_t id;
    char login[LOGIN_SIZE];
    char name[STAFF_NAME_SIZE];
    enum staff_role role;
    bool must_change;  /* the password was given by somebody else and has to be changed first */
    bool disabled;
    char mark[MARK_SIZE]; /* of the password that staff_authenticate found right (staff_mark), else "" */
};

/* Is this a password the hall takes (8-64+ characters, not a common one, not the login)? One line in err. */
bool staff_password_ok(const char *login, const char *password, struct err *err);
/* Argon2id (19 MiB, t=2, p=1) of a password, for CMD_STAFF_ADD and CMD_STAFF_PASSWORD. Takes ~30 ms:
 * never on the writer's thread. out holds SECRET_SIZE bytes. */
bool staff_hash_password(const char *password, char *out);
/* What tells one password hash from another without giving it away: CMD_SESSION_OPEN opens a session only
 * while the account still has the password that was proven. */
void staff_mark(const char *hash, char out[MARK_SIZE]);
/* A random password in four-letter groups without 0 O 1 I, e.g. for the first admin. */
void staff_random_password(char out[24]);

/* Those that look for one account are false with err->text "" when there is none; any other text says that the
 * database failed, and then nobody knows. */

/* Checks login and password in constant effort, also for unknown logins; fills out on success. */
bool staff_authenticate(struct db *db, const char *login, const char *password, struct staff *out,
                        struct err *err);
bool staff_by_id(struct db *db, int64_t id, struct staff *out, struct err *err);
bool staff_by_login(struct db *db, const char *login, struct staff *out, struct err *err);
/* All accounts by login, at most max. False with err only when the database fails. */
bool staff_list(struct db *db, struct staff *out, int max, int *count, struct err *err);

/* 128 random bits as hex. */
void session_new_id(char out[SESSION_ID_SIZE]);
/* What is stored of a session's or a device's id: its BLAKE2b hash as hex (for CMD_SESSION_*). */
void session_hash(const char *id, char out[SESSION_HASH_SIZE]);
/* The account behind a live session (not idle for idle_s, not older than absolute_s, account not
 * disabled), its CSRF token and when it was last touched; false with err->text "" when there is none. */
bool session_find(struct db *db, const char *id, ms_t now, int idle_s, int absolute_s, struct staff *out,
                  char csrf[CSRF_SIZE], ms_t *touched, struct err *err);
/* Has somebody signed in to that account (NULL: to any) at the device with that id before, since the account got
 * its password? False with err->text "" when not. */
bool device_known(struct db *db, const char *id, const char *login, struct err *err);

#endif
