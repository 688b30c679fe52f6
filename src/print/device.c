#include "print/device.h"

#include <string.h>

#include "base/str.h"

/* device_tcp before device_port: both begin with "escpos:". */
static const struct device_kind *const kinds[] = {&device_file, &device_tcp, &device_port, &device_cups};
enum { KINDS = sizeof kinds / sizeof *kinds };

bool device_parse(const char *text, struct device *out, struct err *err)
{
    for (size_t i = 0; i < KINDS; i++) {
        size_t n = strlen(kinds[i]->prefix);
        *out = (struct device){.kind = kinds[i]};
        if (strncmp(text, kinds[i]->prefix, n) == 0 && kinds[i]->parse(text + n, out)) return true;
    }
    struct str usages = {0};
    for (size_t i = 0; i < KINDS; i++) str_addf(&usages, "%s%s", i ? ", " : "", kinds[i]->usage);
    err_set(err, "\"%.200s\" is no printer this program knows; use one of %s", text, usages.s);
    str_free(&usages);
    return false;
}

bool printer_device_ok(const char *device, struct err *err)
{
    struct device parsed;
    return device_parse(device, &parsed, err);
}
