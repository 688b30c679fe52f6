/* backup.h - copies of the hall's database: made beside a running hall, checked, put back.
 *
 * A backup is one file, readable by its owner only. The key to sealed fields (contact.key) is not in it: names, phone
 * numbers and what visitors wrote stay sealed to whoever gets hold of a backup alone. */
#ifndef BACKUP_H
#define BACKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* Is that database whole: the file itself, the journal's chain, every case's story? *entries of the journal. */
bool backup_verify(const char *path, int64_t *entries, struct err *err);
/* Copies the data folder's database to a new file, and checks the copy. False with err; then no file is left. */
bool backup_make(const char *data_dir, const char *path, int64_t *entries, struct err *err);
/* Puts the backup in the place of the data folder's database, renewed to this program's tables and checked before; the
 * caller holds the folder's lock. The one that was there is kept as `kept`, "" when there was none. False with err;
 * then all is as it was. */
enum { BACKUP_PATH = 640 };
bool backup_restore(const char *path, const char *data_dir, char kept[BACKUP_PATH], int64_t *entries,
                    struct err *err);

#endif
