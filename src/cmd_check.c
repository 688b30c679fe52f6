/* cmd_check.c - `kiosk check`: is all there that the hall needs? Changes nothing. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "base/folder.h"
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
    char words[600];
    struct printer_status status;
    struct err err;
    bool good = printer_status(&config->print, &status, &err);
    str_copy(words, sizeof words, good ? status.words : err.text);
    good = good &&
           (status.state == PRINTER_READY || status.state == PRINTER_NEAR_END || status.state == PRINTER_UNKNOWN);
    if (!good && !strchr(words, ';')) /* CUPS says what is wrong, not what to do */
        snprintf(words + strlen(words), sizeof words - strlen(words), "; see to the printer or set [printer] device");
    tell("printer", good, words);
    return good;
}

/* Is the database in the folder one that a hall can go on with? */
static bool database_whole(const struct config *config, const char *path, struct err *err)
{
    struct db *db = app_open_reader(config, err);
    bool whole = db && db_check(db, false, err);
    db_close(db);
    return whole && (access(path, W_OK) == 0 ||
                     err_set(err, "%s is read-only for this user; give it to the user the hall runs as", path));
}

/* An absent one is made at the first start, if the place allows it. */
static bool check_database(const struct config *config)
{
    char words[700], path[600];
    struct err why, err;
    snprintf(path, sizeof path, "%s/" SCHEMA_FILE, config->data_dir);
    bool there = access(path, F_OK) == 0;
    bool good = folder_usable(config->data_dir, NULL, &why) ||
                err_set(&err, "data folder: %.400s; choose another with --data", why.text);
    good = good && (!there || database_whole(config, path, &err));
    snprintf(words, sizeof words, there ? "%s" : "%s is made at the first start", path);
    tell("database", good, good ? words : err.text);
    return good;
}

int cmd_check(const struct cmd *cmd, const struct cmd_line *line)
{
    struct config config;
    if (!cmd_options(cmd, line, (struct opt[]){{0}}, NULL)) return EXIT_WRONG;
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
