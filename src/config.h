/* config.h - kiosk.conf: what the hall is and how this machine serves it.
 *
 * Every setting is one row of the table in config_table.c; reading, checking and `kiosk help conf`
 * all go by it. */
#ifndef CONFIG_H
#define CONFIG_H

#include <stdbool.h>
#include <stdio.h>

#include "base/str.h"
#include "core/service.h"
#include "print/printer.h"
#include "ui/ui.h"
#include "web/web.h"

struct config {
    char path[512]; /* the file it came from */
    struct hall hall;
    struct web_conf web;
    struct ui_conf ui;
    struct print_conf print;
    char data_dir[512];
};

/* What the command line says of it; NULL and 0 where it says nothing. */
struct config_args {
    const char *file;         /* --config */
    const char *data_dir;     /* --data */
    const char *const *sets;  /* --set */
    int set_count;
    const char *assets, *fonts, *ime; /* the program's own folders; NULL: unknown, icons are then not looked for */
};

/* Reads everything and checks it. False with all that is wrong in problems, a line each. Relative folders
 * in the file are seen from the file's folder, the one of --data from the working directory. */
bool config_load(struct config *config, const struct config_args *args, struct str *problems);
void config_free(struct config *config); /* what it holds, not the struct */

/* Every setting with its default and what is valid. */
void config_help(FILE *out);

#endif
