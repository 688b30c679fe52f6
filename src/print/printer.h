/* printer.h - the receipt printer: a worker that prints what the database says is pending. */
#ifndef PRINT_PRINTER_H
#define PRINT_PRINTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct hall;
struct writer;
struct printer;

struct print_conf {
    char device[512];     /* file:DIR, escpos:/dev/usb/lp0, escpos:tcp://HOST:PORT, cups:QUEUE */
    int width_dots;       /* 576 on 80 mm paper, 384 on 58 mm */
    char public_url[256]; /* without a slash at the end; the QR is public_url/t/TOKEN or /c/TOKEN */
    char fonts[512];      /* the fonts folder */
    char font_family[64];
    char assets[512];     /* the assets folder, for the logo */
};

enum printer_state { PRINTER_READY, PRINTER_NEAR_END, PRINTER_PAPER_OUT, PRINTER_COVER_OPEN, PRINTER_OFFLINE,
                     PRINTER_UNKNOWN };
struct printer_status {
    enum printer_state state;
    char words[200]; /* one line for a person */
};

/* Checks device and fonts and starts the worker. From then on each ticket and case whose print state
 * is pending is printed and marked, also those left by an earlier run: printed, failed
 * once a few tries were in vain, or unknown when the printer does not say. On a device with paper
 * a ticket is unknown already while it prints, so that nothing is printed twice after a crash.
 * One printer a process; start it before commands run. conf is copied. NULL with err. */
struct printer *printer_start(struct writer *writer, const struct print_conf *conf, struct err *err);
/* Finishes the receipt under way, unless the printer is stuck; what is not begun is printed by the next run.
 * NULL allowed. */
void printer_stop(struct printer *printer);

/* What the device says of itself, asked now; a printer that cannot be reached is PRINTER_OFFLINE
 * with the reason in words. False with err only when conf's device is none. */
bool printer_status(const struct print_conf *conf, struct printer_status *out, struct err *err);
/* Prints one receipt numbered TEST of the hall's first service, which is in no queue, and tells how
 * the device is afterwards. False with err when it was not printed, or nobody can tell. */
bool printer_test(const struct hall *hall, const struct print_conf *conf, struct printer_status *out,
                  struct err *err);
/* Is that device string one that this program can use? One line in err what would be valid. */
bool printer_device_ok(const char *device, struct err *err);

#endif
