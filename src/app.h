/* app.h - the composition: owns every part of the running hall, starts them in order and stops them in reverse. */
#ifndef APP_H
#define APP_H

#include <stdbool.h>

#include "base/err.h"
#include "config.h"

struct db;
struct keeper;
struct printer;
struct web;
struct writer;

struct app {
    struct config *config; /* the caller's; its public URLs are filled in when the port is known */
    struct keeper *keeper;
    int lock;              /* on the data folder, -1: none */
    struct writer *writer;
    struct printer *printer;
    struct web *web;
};

/* The folders of the program's own files. */
struct app_files {
    char assets[512], fonts[512];
};
/* Finds them (../share/kiosk beside an installed program, else the source tree) and binds the catalogues. */
bool app_find_files(struct app_files *files, struct err *err);

/* Makes the data folder if need be and locks it against a second hall. The descriptor to close, or -1 with err. */
int app_lock_data(const struct config *config, struct err *err);

/* Locks the data folder against a second hall, opens the database, starts the pages and the printer,
 * and makes the first admin when there is no account. False with err, everything stopped again. */
bool app_start(struct app *app, struct config *config, const struct config_args *args, struct err *err);
/* Stops what runs; also after a failed start. */
void app_stop(struct app *app);

/* Prints where the pages are. */
void app_print_addresses(const struct app *app);

/* From here on SIGINT and SIGTERM end app_wait and the terminal's loop, and SIGHUP reads kiosk.conf again. */
void app_catch_signals(void);
bool app_stopping(void);
void app_wait(void);

/* Opens the data folder's database for reading, beside a running hall or without one. NULL with err. */
struct db *app_open_reader(const struct config *config, struct err *err);
/* Opens a writer of one's own beside a running hall. Folder and database are made when absent. NULL with err. */
struct writer *app_open_writer(const struct config *config, struct err *err);

#endif
