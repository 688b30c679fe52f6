/* faults.h - a disk that fails: a SQLite VFS in front of the real one whose Nth write or sync goes wrong. */
#ifndef TESTS_FAULTS_H
#define TESTS_FAULTS_H

enum fault_kind { FAULT_NONE, FAULT_WRITE, FAULT_SYNC, FAULT_FULL };

/* Registers the disk as the default one; call it once, before any database is opened. */
void faults_install(void);
/* From now on the nth (1…) call of that kind fails, and all after it until faults_set(FAULT_NONE, 0). */
void faults_set(enum fault_kind kind, int nth);
/* Has it failed yet? */
int faults_met(void);

#endif
