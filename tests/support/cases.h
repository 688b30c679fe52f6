/* cases.h - a hall with a manager and cases in it, for tests of the core. */
#ifndef TESTS_CASES_H
#define TESTS_CASES_H

#include "core/case_moves.h"
#include "core/vault.h"
#include "support/fixture.h"

#define CASE_PHONE "13812345678"

struct cases {
    struct fixture f;
    int64_t manager;
    int64_t supervisor2;
    struct vault vault; /* a reader's */
};

int cases_open(void **state); /* *state is a struct cases */
int cases_close(void **state);

/* What a visitor files at the terminal: a complaint about the hall, without a contact. */
struct command case_command(const char *text);
/* Files one and returns it; it must succeed. */
struct complaint case_file(struct cases *t, struct command command);
/* A complaint with a phone number, about the visit of a clerk (0…) who served it at counter 1, 2 or 3: none (-1). */
struct complaint case_about_clerk(struct cases *t, int clerk);

/* One move with a text that fits any; more of it may be set in `with`. */
struct outcome case_make(struct cases *t, enum command_kind kind, int64_t id, int64_t staff, struct command with);
/* The same with nothing more, and it must succeed. */
struct complaint case_made(struct cases *t, enum command_kind kind, int64_t id, int64_t staff);
/* The case as it stands in the database. */
struct complaint case_now(struct cases *t, int64_t id);
/* Brings a filed case to that state by the first clerk; the second makes the follow-up call. */
struct complaint case_brought(struct cases *t, int64_t id, enum case_state state);

#endif
