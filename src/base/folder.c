#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool folder_make(const char *path, mode_t mode, struct err *err)
{
    char part[PATH_MAX];
    if (!*path || !str_copy(part, sizeof part, path))
        return err_set(err, "%.200s can't be made: no usable path", path);
    for (char *slash = strchr(part + 1, '/');; slash = strchr(slash + 1, '/')) {
        if (slash) *slash = '\0';
        if (mkdir(part, mode) != 0 && !is_folder(part))
            return err_set(err, "%s can't be made: %s", part, strerror(errno == EEXIST ? ENOTDIR : errno));
        if (!slash) return true;
        *slash = '/';
    }
}

/* Cuts the last part off; "." and "/" are where it ends. */
static void to_parent(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash)
        strcpy(path, ".");
    else
        slash[slash == path] = '\0';
}

bool folder_usable(const char *path, bool *there, struct err *err)
{
    char part[PATH_MAX];
    struct stat st;
    if (!*path || !str_copy(part, sizeof part, path)) return err_set(err, "%.200s is no usable path", path);
    if (there) *there = true;
    while (stat(part, &st) != 0 && errno == ENOENT && strcmp(part, ".") != 0) {
        if (there) *there = false;
        to_parent(part);
    }
    if (!is_folder(part)) return err_set(err, "%s is no folder", part);
    if (access(part, W_OK | X_OK) == 0) return true;
    return err_set(err, "%s can't be written: %s", part, strerror(errno));
}

bool folder_sync(const char *path, struct err *err)
{
    char folder[PATH_MAX];
    if (!str_copy(folder, sizeof folder, path)) return err_set(err, "%.200s is no usable path", path);
    to_parent(folder);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    int why = errno;
    if (fd >= 0) close(fd);
    return ok || err_set(err, "%s can't be synced: %s", folder, strerror(why));
}
