#include "cmd.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool opts_take(const struct opt *opts, int *argc, char **argv, struct err *err)
{
    int left = 0;
    for (int i = 0; i < *argc; i++) {
        const struct opt *o = opts;
        size_t n = strcspn(argv[i], "=");
        if (strncmp(argv[i], "--", 2) != 0) {
            argv[left++] = argv[i];
            continue;
        }
        while (o->name && (strncmp(o->name, argv[i], n) != 0 || o->name[n] != '\0')) o++;
        if (!o->name) return err_set(err, "unknown option %s", argv[i]);
        if (!o->value) {
            if (argv[i][n]) return err_set(err, "%s takes no value", o->name);
            *o->flag = true;
        } else if (argv[i][n]) {
            *o->value = argv[i] + n + 1;
        } else if (i + 1 < *argc) {
            *o->value = argv[++i];
        } else {
            return err_set(err, "%s wants a value", o->name);
        }
    }
    *argc = left;
    return true;
}

bool cmd_options(const struct cmd *cmd, const struct cmd_line *line, const struct opt *opts, const char *word)
{
    struct err err;
    int left = line->argc, words = word ? 1 : 0;
    if (!opts_take(opts, &left, line->argv, &err)) {
        cmd_wrong(cmd, "%s", err.text);
        return false;
    }
    if (left > words) cmd_wrong(cmd, "does not take \"%s\"", line->argv[words]);
    if (left < words) cmd_wrong(cmd, "say %s", word);
    return left == words;
}

int cmd_wrong(const struct cmd *cmd, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fprintf(stderr, "kiosk %s: ", cmd->name);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fprintf(stderr, "\nusage: kiosk %s %s\n", cmd->name, cmd->usage);
    return EXIT_WRONG;
}

int cmd_failed(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fprintf(stderr, "kiosk: ");
    vfprintf(stderr, fmt, args);
    va_end(args);
    fprintf(stderr, "\n");
    return EXIT_FAILED;
}

int cmd_config(const struct cmd_line *line, struct config *config)
{
    struct str problems = {0};
    bool good = config_load(config, &line->conf, &problems);
    if (!good) {
        fputs(problems.s, stderr);
        config_free(config);
    }
    str_free(&problems);
    return good ? EXIT_DONE : EXIT_WRONG;
}
