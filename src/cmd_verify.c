/* cmd_verify.c - `kiosk verify`: is what was written still what is there? */
#include <stdio.h>

#include "app.h"
#include "cmd.h"
#include "core/journal.h"
#include "store/db.h"

int cmd_verify(const struct cmd *cmd, const struct cmd_line *line)
{
    struct config config;
    struct err err;
    int64_t last;
    if (!cmd_options(cmd, line, (struct opt[]){{0}}, NULL)) return EXIT_WRONG;
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    struct db *db = app_open_reader(&config, &err);
    if (!db || !db_check(db, true, &err) || !journal_verify(db, &err) || !journal_last(db, &last, &err))
        status = cmd_failed("%s", err.text);
    else
        printf("database whole, journal chain unbroken, %lld entries\n", (long long)last);
    db_close(db);
    config_free(&config);
    return status;
}
