/* folder.h - folders that the program keeps its files in. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"

/* Makes the folder with all above it that is missing, each with that mode; one that is there stays as it is.
 * False with err ("PATH can't be made: why"). */
bool folder_make(const char *path, mode_t mode, struct err *err);
/* Could files be put there: is it a folder that may be written, or could it be made? Changes nothing. *there
 * (NULL allowed) tells which. False with err. */
bool folder_usable(const char *path, bool *there, struct err *err);
/* Makes last through a power cut that a file at path was made, renamed or removed: syncs the folder it is in. */
bool folder_sync(const char *path, struct err *err);

#endif
