/* reader.h - a reading connection to the database for each of the server's threads. */
#ifndef WEB_READER_H
#define WEB_READER_H

#include "base/err.h"

struct db;
struct writer;
struct readers;

struct readers *readers_new(struct writer *writer);
/* After the threads that used it have ended; each closed its connection as it did. NULL allowed. */
void readers_free(struct readers *readers);

/* This thread's connection, opened at its first use; NULL with err. It stays the readers'. */
struct db *reader_get(struct readers *readers, struct err *err);
/* Closes this thread's connection after it failed; the next reader_get opens a new one. */
void reader_drop(struct readers *readers);

#endif
