/* Receipts as files: DIR/NUMBER.png to look at, DIR/NUMBER.escpos to send to a printer. A number's
 * file takes the place of an older one: a second copy, or an earlier day's. */
#include <stdio.h>

#include "base/folder.h"
#include "base/str.h"
#include "print/device.h"
#include "print/escpos.h"
#include "print/png.h"
#include "print/savefile.h"

static bool parse(const char *rest, struct device *device)
{
    return *rest && str_copy(device->target, sizeof device->target, rest);
}

static bool advise(struct err *err, const struct err *why)
{
    return err_set(err, "the receipts' folder: %.400s; choose another in [printer] device", why->text);
}

/* Receipts tell who waits for what: they are for the owner's eyes only. */
static bool prepare(const struct device *device, struct err *err)
{
    struct err why;
    const char *dir = device->target;
    return (folder_make(dir, 0700, &why) && folder_usable(dir, NULL, &why)) || advise(err, &why);
}

static void status(const struct device *device, struct printer_status *out)
{
    struct err why, err;
    bool there, fine = folder_usable(device->target, &there, &why) || advise(&err, &why);
    out->state = fine ? PRINTER_READY : PRINTER_OFFLINE;
    if (fine)
        snprintf(out->words, sizeof out->words, "receipts go into the folder %.120s%s", device->target,
                 there ? "" : ", made at the first start");
    else
        snprintf(out->words, sizeof out->words, "%.199s", err.text);
}

/* Nothing ends on paper here, and doing it again gives the same files, so begin is not asked. */
static enum device_result print(const struct device *device, const struct device_job *job, struct err *err)
{
    char path[1000];
    struct str stream = {0};
    if (!prepare(device, err)) return DEVICE_NOT_STARTED;
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
