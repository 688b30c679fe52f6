/* cmd_verify.c - `kiosk verify`: is what was written still what is there? */
#include <stdio.h>

#include "backup.h"
#include "cmd.h"
#include "store/schema.h"

int cmd_verify(const struct cmd *cmd, const struct cmd_line *line)
{
    struct config config;
    struct err err;
    char path[BACKUP_PATH];
    int64_t entries;
    if (!cmd_options(cmd, line, (struct opt[]){{0}}, line->argc > 0 ? "which file" : NULL)) return EXIT_WRONG;
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    snprintf(path, sizeof path, "%s/" SCHEMA_FILE, config.data_dir);
    if (!backup_verify(line->argc > 0 ? line->argv[0] : path, &entries, &err))
        status = cmd_failed("%s", err.text);
    else
        printf("database whole, journal chain unbroken, %lld entries; every case's story fits it\n",
               (long long)entries);
    config_free(&config);
    return status;
}
