#include "print/savefile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/str.h"

bool savefile_open(struct savefile *file, const char *path, struct err *err)
{
    if (!str_copy(file->path, sizeof file->path, path)) return err_set(err, "path too long: %s", path);
    snprintf(file->temp, sizeof file->temp, "%s.XXXXXX", file->path);
    int fd = mkstemp(file->temp);
    if (fd < 0) return err_set(err, "cannot write %s: %s", path, strerror(errno));
    /* mkstemp makes files for the owner alone; these are for whoever may look into the folder. */
    fchmod(fd, 0644);
    file->f = fdopen(fd, "wb");
    if (file->f) return true;
    err_set(err, "cannot write %s: %s", path, strerror(errno));
    close(fd);
    unlink(file->temp);
    return false;
}

void savefile_abort(struct savefile *file)
{
    if (file->f) fclose(file->f);
    unlink(file->temp);
}

bool savefile_commit(struct savefile *file, struct err *err)
{
    bool ok = !ferror(file->f) && fflush(file->f) == 0 && fsync(fileno(file->f)) == 0;
    ok = fclose(file->f) == 0 && ok;
    file->f = NULL;
    if (ok && rename(file->temp, file->path) == 0) return folder_sync(file->path, err);
    err_set(err, "cannot write %s: %s", file->path, strerror(errno));
    savefile_abort(file);
    return false;
}

bool savefile_bytes(const char *path, const void *bytes, size_t n, struct err *err)
{
    struct savefile file;
    if (!savefile_open(&file, path, err)) return false;
    fwrite(bytes, 1, n, file.f);
    return savefile_commit(&file, err);
}
