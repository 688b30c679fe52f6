/* Receipts as files: DIR/NUMBER.png to look at, DIR/NUMBER.escpos to send to a printer. A number's
 * file takes the place of an older one: a second copy, or an earlier day's. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "print/device.h"
#include "print/escpos.h"
#include "print/png.h"
#include "print/savefile.h"

static bool parse(const char *rest, struct device *device)
{
    return *rest && str_copy(device->target, sizeof device->target, rest);
}

static bool make_folders(const char *path, struct err *err)
{
    char part[sizeof((struct device *)0)->target];
    str_copy(part, sizeof part, path);
    for (char *slash = strchr(part + 1, '/');; slash = strchr(slash + 1, '/')) {
        if (slash) *slash = '\0';
        if (mkdir(part, 0755) != 0 && errno != EEXIST)
            return err_set(err, "cannot make the receipts' folder %s: %s; choose another in [printer] device", part,
                           strerror(errno));
        if (!slash) return true;
        *slash = '/';
    }
}

static bool prepare(const struct device *device, struct err *err)
{
    struct stat st;
    const char *dir = device->target;
    if (!make_folders(dir, err)) return false;
    if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode)) return err_set(err, "the receipts' folder %s is no folder", dir);
    if (access(dir, W_OK | X_OK) == 0) return true;
    return err_set(err, "the receipts' folder %s may not be written: %s", dir, strerror(errno));
}

static void status(const struct device *device, struct printer_status *out)
{
    struct err err;
    bool fine = prepare(device, &err);
    out->state = fine ? PRINTER_READY : PRINTER_OFFLINE;
    if (fine)
        snprintf(out->words, sizeof out->words, "receipts go into the folder %.150s", device->target);
    else
        snprintf(out->words, sizeof out->words, "%.199s", err.text);
}

/* Nothing ends on paper here, and doing it again gives the same files, so begin is not asked. */
static enum device_result print(const struct device *device, const struct device_job *job, struct err *err)
{
    char path[1000];
    struct str stream = {0};
    if (!make_folders(device->target, err)) return DEVICE_NOT_STARTED;
    escpos_receipt(job->bitmap, &stream);
    snprintf(path, sizeof path, "%s/%s.escpos", device->target, job->name);
    bool ok = savefile_bytes(path, stream.s, stream.n, err);
    snprintf(path, sizeof path, "%s/%s.png", device->target, job->name);
    ok = ok && png_save(job->bitmap, path, err);
    str_free(&stream);
    return ok ? DEVICE_PRINTED : DEVICE_NOT_STARTED;
}

const struct device_kind device_file = {
    .prefix = "file:", .usage = "file:DIR", .parse = parse, .prepare = prepare, .status = status, .print = print};
