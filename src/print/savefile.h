/* savefile.h - files that are there whole or not at all: written beside their place, synced, renamed. */
#ifndef PRINT_SAVEFILE_H
#define PRINT_SAVEFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"

struct savefile {
    FILE *f;
    char path[1024]; /* where it will be */
    char temp[1040]; /* where it is until then */
};

/* Starts a file that is to become path. False with err. */
bool savefile_open(struct savefile *file, const char *path, struct err *err);
/* Puts the file in its place, over an older one, and makes that last through a power cut.
 * After this or savefile_abort the struct is done with. False with err when it may not be there. */
bool savefile_commit(struct savefile *file, struct err *err);
void savefile_abort(struct savefile *file);

/* The whole of it for bytes at hand. */
bool savefile_bytes(const char *path, const void *bytes, size_t n, struct err *err);

#endif
