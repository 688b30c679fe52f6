/* cmd_check.c - `kiosk check`: is all there that the hall needs? Changes nothing. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app.h"
#include "base/fontfile.h"
#include "cmd.h"
#include "store/db.h"
#include "store/schema.h"

static void tell(const char *what, bool good, const char *words)
{
    printf("%-9s %-6s %s\n", what, good ? "ok" : "WRONG", words);
}

static void check_conf(const struct config *config)
{
    char words[700];
    const struct hall *hall = &config->hall;
    snprintf(words, sizeof words, "%s: %s, %d services, %d counters", config->path, text_in(&hall->name, LANG_ZH_CN),
             hall->service_count, hall->counter_count);
    tell("conf", true, words);
}

static bool check_fonts(const struct config *config)
{
    for (int lang = 0; lang < LANG_COUNT; lang++)
        for (int bold = 0; bold < 2; bold++) {
            struct fontfile file;
            struct err err;
            if (fontfile_find(config->ui.fonts, config->ui.font_family, (enum lang)lang, bold != 0, &file, &err))
                continue;
            tell("fonts", false, err.text);
            return false;
        }
    tell("fonts", true, config->ui.font_family);
    return true;
}

/* Whether it listens is seen at the start; what a phone makes of the QR code is not. */
static void check_web(const struct config *config)
{
    char words[600];
    const char *url = config->web.public_url;
    if (url[0])
        snprintf(words, sizeof words, "%s, for visitors %s", config->web.listen, url);
    else
        snprintf(words, sizeof words,
                 "%s; phones read that from the QR code, set [web] public_url to what they reach",
                 config->web.listen);
    tell("web", true, words);
}

/* A printer that is silent is told as unknown, and that is no fault found. */
static bool check_printer(const struct config *config)
{
    struct printer_status status;
    struct err err;
    bool good = printer_status(&config->print, &status, &err);
    const char *words = good ? status.words : err.text;
    good = good &&
           (status.state == PRINTER_READY || status.state == PRINTER_NEAR_END || status.state == PRINTER_UNKNOWN);
    tell("printer", good, words);
    return good;
}

/* The folder's database; an absent one is made at the first start, if the place allows it. */
static bool check_database(const struct config *config)
{
    char words[1200], path[600];
    struct stat st;
    struct err err = {{0}};
    snprintf(path, sizeof path, "%s/" SCHEMA_FILE, config->data_dir);
    if (access(path, F_OK) != 0) {
        bool folder = stat(config->data_dir, &st) == 0;
        bool good = !folder || (S_ISDIR(st.st_mode) && access(config->data_dir, W_OK | X_OK) == 0);
        snprintf(words, sizeof words, good ? "%s is made at the first start" : "%s can't be written",
                 config->data_dir);
        tell("database", good, words);
        return good;
    }
    struct db *db = app_open_reader(config, &err);
    bool writable = access(path, W_OK) == 0 && access(config->data_dir, W_OK | X_OK) == 0;
    snprintf(words, sizeof words, "%s%s", db ? path : err.text, db && !writable ? " is read-only for this user" : "");
    db_close(db);
    tell("database", db && writable, words);
    return db && writable;
}

int cmd_check(const struct cmd *cmd, const struct cmd_line *line)
{
    struct config config;
    if (!cmd_options(cmd, line, (struct opt[]){{0}}, 0)) return EXIT_WRONG;
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    check_conf(&config);
    check_web(&config);
    bool good = check_fonts(&config);
    good = check_printer(&config) && good;
    good = check_database(&config) && good;
    config_free(&config);
    return good ? EXIT_DONE : EXIT_FAILED;
}
