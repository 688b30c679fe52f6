/* fixture.h - a small hall with a fake clock and a data folder of its own, for tests of the core. */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include "core/queue.h"
#include "core/writer.h"
#include "store/db.h"

enum { FIXTURE_CLERKS = 3 };
/* The accounts' password hash: nobody's, so nobody logs in with it. */
#define FIXTURE_SECRET "$argon2id$not-a-hash-nobody-logs-in-with-it"

struct fixture {
    struct hall hall;   /* pay B, open A, ask F; counters 1 (pay, helps ask), 2 (open, ask), 3 (ask, helps pay open) */
    char dir[64];
    ms_t now;           /* 2026-11-18 10:00 in Shanghai until a test moves it */
    struct clock clock;
    struct writer *writer;
    struct db *db;      /* a reader */
    int64_t clerks[FIXTURE_CLERKS]; /* accounts c1, c2, c3 */
    int64_t supervisor;
};

void fixture_hall(struct hall *hall);
void fixture_open(struct fixture *f);
/* Closes and opens again on the same data, as after a restart. */
void fixture_restart(struct fixture *f);
void fixture_close(struct fixture *f);

/* Runs one command and returns its outcome. */
struct outcome fixture_do(struct fixture *f, struct command command);
struct ticket fixture_issue(struct fixture *f, const char *service, const char *class);
/* The clerk at that counter (clerk i at counter i + 1) calls the next. */
struct outcome fixture_next(struct fixture *f, int counter);
/* A whole visit, finished at counter 1; service must be one of that counter's. */
struct ticket fixture_visit(struct fixture *f, const char *service, int wait_s, int handle_s);

#endif
