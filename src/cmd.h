/* cmd.h - the subcommands of the program and what they share. */
#ifndef CMD_H
#define CMD_H

#include <stdbool.h>

#include "base/err.h"
#include "config.h"

/* Exit status, as people and scripts rely on it. */
enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_WRONG = 2 };

struct cmd_line;

struct cmd {
    const char *name;
    const char *usage;   /* behind the name */
    const char *summary; /* one line */
    const char *help;    /* more lines, each ended; may be "" */
    int (*run)(const struct cmd *cmd, const struct cmd_line *line);
};

/* What the command line said, without the words every command takes. */
enum { MAX_SETS = 64 };
struct cmd_line {
    struct config_args conf;
    const char *sets[MAX_SETS];
    int argc;
    char **argv;
};

/* An option of one command: with a value when `value` is set, else a flag. The table ends with {0}. */
struct opt {
    const char *name; /* --from */
    const char **value;
    bool *flag;
};
/* Takes the options out of argv; *argc is what is left. False with err on an unknown option or a missing value. */
bool opts_take(const struct opt *opts, int *argc, char **argv, struct err *err);
/* The same with a command's own options. `word` says what else must be given, one word; NULL: nothing else
 * may be. On false the complaint is printed already. */
bool cmd_options(const struct cmd *cmd, const struct cmd_line *line, const struct opt *opts, const char *word);

/* Prints one line `kiosk NAME: …` and how the command is used; returns EXIT_WRONG. */
int cmd_wrong(const struct cmd *cmd, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Prints one line `kiosk: …`; returns EXIT_FAILED. */
int cmd_failed(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Reads the configuration. EXIT_DONE, or EXIT_WRONG when the complaints were printed and nothing is to be freed. */
int cmd_config(const struct cmd_line *line, struct config *config);

int cmd_run(const struct cmd *cmd, const struct cmd_line *line);
int cmd_serve(const struct cmd *cmd, const struct cmd_line *line);
int cmd_check(const struct cmd *cmd, const struct cmd_line *line);
int cmd_staff(const struct cmd *cmd, const struct cmd_line *line);
int cmd_report(const struct cmd *cmd, const struct cmd_line *line);
int cmd_demo(const struct cmd *cmd, const struct cmd_line *line);
int cmd_simulate(const struct cmd *cmd, const struct cmd_line *line);
int cmd_clock(const struct cmd *cmd, const struct cmd_line *line);
int cmd_backup(const struct cmd *cmd, const struct cmd_line *line);
int cmd_restore(const struct cmd *cmd, const struct cmd_line *line);
int cmd_verify(const struct cmd *cmd, const struct cmd_line *line);
int cmd_tour(const struct cmd *cmd, const struct cmd_line *line);
int cmd_print_test(const struct cmd *cmd, const struct cmd_line *line);

#endif
