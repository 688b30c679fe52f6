/* due.h - a hall whose time a test moves on, for what happens to cases by themselves. */
#ifndef TESTS_DUE_H
#define TESTS_DUE_H

#include "support/fixture.h"

int due_open(void **state); /* *state is a struct fixture, on Wednesday 2026-11-18, 10:45, as in the drawings */
int due_close(void **state);

int64_t due_staff(struct fixture *f, const char *login, enum staff_role role);
ms_t due_at(int year, int month, int day, int hour, int minute);
/* A command that must succeed. */
struct outcome due_must(struct fixture *f, struct command command);
/* Files a case of that kind about the hall. */
int64_t due_file(struct fixture *f, enum case_kind kind);
/* The case as it stands in the database, without its contact. */
struct complaint due_look(struct fixture *f, int64_t id);
/* The hall has been at work until now. */
void due_steady(struct fixture *f);
/* Everything that is due by now. */
void due_run(struct fixture *f);
/* How many such events all stories hold. */
int due_events(struct fixture *f, const char *kind);

#define DUE_TEST(name) cmocka_unit_test_setup_teardown(name, due_open, due_close)

#endif
