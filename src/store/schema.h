/* schema.h - the tables, as numbered migrations that run once each. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stdbool.h>

#include "base/err.h"

struct db;

/* The file inside a data directory that holds everything. */
#define SCHEMA_FILE "kiosk.db"

/* Brings the database to this program's schema, each step in its own transaction. Refuses a
 * database that a newer program wrote. */
bool schema_migrate(struct db *db, struct err *err);
/* Is the database at exactly this program's schema? For read-only users. */
bool schema_current(struct db *db, struct err *err);

#endif
