/* device.h - the ways a receipt leaves the program: into a folder, to an ESC/POS printer, to CUPS. */
#ifndef PRINT_DEVICE_H
#define PRINT_DEVICE_H

#include <stdbool.h>

#include "base/err.h"
#include "print/bitmap.h"
#include "print/printer.h"

/* A parsed `[printer] device`. */
struct device {
    const struct device_kind *kind;
    char target[512]; /* the folder, the device file, the host, the queue */
    char port[8];     /* escpos:tcp:// only, else "" */
};

enum device_result {
    DEVICE_PRINTED,
    DEVICE_NOT_STARTED, /* nothing left the program: trying again cannot print twice */
    DEVICE_FAILED,      /* it was started and the receipt is not whole */
    DEVICE_UNKNOWN,     /* all of it was sent and the printer does not say what became of it */
};

/* Called once, right before the first byte goes out that may end on paper. False: do not print. */
typedef bool device_begin(void *arg);

/* Asked while it is sent: is it to be left as it is, since the program ends? */
typedef bool device_give_up(void *arg);

/* A receipt to send. */
struct device_job {
    const struct bitmap *bitmap;
    const char *name; /* the ticket's number */
    device_begin *begin;
    device_give_up *give_up; /* NULL: never */
    void *arg;
};

/* What each kind of device does; one constant of these in each device_*.c. */
struct device_kind {
    const char *prefix; /* of the setting: "file:" */
    const char *usage;  /* what would be valid */
    /* Fills device from what follows the prefix. False: not of that form. */
    bool (*parse)(const char *rest, struct device *device);
    /* At the program's start: can it work at all? A printer that is off now is no error. */
    bool (*prepare)(const struct device *device, struct err *err);
    void (*status)(const struct device *device, struct printer_status *out);
    /* err says why on each result but DEVICE_PRINTED. */
    enum device_result (*print)(const struct device *device, const struct device_job *job, struct err *err);
};
extern const struct device_kind device_file, device_tcp, device_port, device_cups;

/* False with err naming what would be valid. */
bool device_parse(const char *text, struct device *out, struct err *err);

#endif
