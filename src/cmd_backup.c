/* cmd_backup.c - `kiosk backup` and `kiosk restore`. */
#include <stdio.h>
#include <unistd.h>

#include "app.h"
#include "backup.h"
#include "cmd.h"
#include "core/vault.h"

int cmd_backup(const struct cmd *cmd, const struct cmd_line *line)
{
    struct config config;
    struct err err;
    int64_t entries;
    if (!cmd_options(cmd, line, (struct opt[]){{0}}, "which file to write")) return EXIT_WRONG;
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    if (!backup_make(config.data_dir, line->argv[0], &entries, &err))
        status = cmd_failed("%s", err.text);
    else
        printf("%s: whole, %lld journal entries\n"
               "not in it is %s/" VAULT_FILE
               ", the key to names, phone numbers and what visitors wrote: keep a copy of\n"
               "that file elsewhere, for without it they stay sealed\n",
               line->argv[0], (long long)entries, config.data_dir);
    config_free(&config);
    return status;
}

static int restore(const struct config *config, const char *path)
{
    char kept[BACKUP_PATH], key[600];
    struct err err;
    int64_t entries;
    int lock = app_lock_data(config, &err);
    bool done = lock >= 0 && backup_restore(path, config->data_dir, kept, &entries, &err);
    if (lock >= 0) close(lock);
    if (!done) return cmd_failed("%s", err.text);
    printf("restored %s: whole, %lld journal entries\n", path, (long long)entries);
    if (kept[0]) printf("the database before is kept as %s\n", kept);
    snprintf(key, sizeof key, "%s/" VAULT_FILE, config->data_dir);
    if (access(key, F_OK) != 0)
        printf(
            "there is no %s: put back the key of that time, for without it names, phone numbers and what visitors\n"
            "wrote stay sealed\n",
            key);
    return EXIT_DONE;
}

int cmd_restore(const struct cmd *cmd, const struct cmd_line *line)
{
    struct config config;
    if (!cmd_options(cmd, line, (struct opt[]){{0}}, "which backup")) return EXIT_WRONG;
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    status = restore(&config, line->argv[0]);
    config_free(&config);
    return status;
}
