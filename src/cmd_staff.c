/* cmd_staff.c - `kiosk staff`: accounts, from the machine itself. */
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app.h"
#include "base/str.h"
#include "base/width.h"
#include "cmd.h"
#include "core/staff.h"
#include "core/writer.h"
#include "store/db.h"

struct staff_args {
    const char *login, *name, *role;
    bool password_stdin, one_time;
};

/* The first line of standard input; not echoed where that is a terminal. */
static bool read_password(char *out, size_t size)
{
    struct termios before, silent;
    bool tty = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
    if (tty) {
        silent = before;
        silent.c_lflag &= ~(tcflag_t)ECHO;
        fprintf(stderr, "password: ");
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    bool got = fgets(out, (int)size, stdin) != NULL;
    if (tty) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fprintf(stderr, "\n");
    }
    if (got) out[strcspn(out, "\r\n")] = '\0';
    return got;
}

/* The password as asked for, hashed into hash; one made up here goes to made (else ""). */
static int get_password(const struct cmd *cmd, const struct staff_args *args, char *hash, char made[24])
{
    char password[600];
    struct err err;
    made[0] = '\0';
    if (!args->password_stdin && !args->one_time) return cmd_wrong(cmd, "give --password-stdin or --one-time");
    if (!args->password_stdin) {
        staff_random_password(made);
        str_copy(password, sizeof password, made);
    } else if (!read_password(password, sizeof password)) {
        return cmd_failed("no password on standard input");
    }
    bool good = staff_password_ok(args->login, password, &err);
    if (good && !staff_hash_password(password, hash)) good = err_set(&err, "not enough memory to hash a password");
    explicit_bzero(password, sizeof password);
    return good ? EXIT_DONE : cmd_failed("%s", err.text);
}

/* What a verb is going to do, once the command line was found right. */
struct plan {
    struct command command;
    char hash[SECRET_SIZE], made[24];
    const char *done; /* what to tell behind the login */
};

static int plan_add(const struct cmd *cmd, const struct staff_args *args, struct plan *plan)
{
    enum staff_role role;
    if (!args->login || !args->name || !args->role) return cmd_wrong(cmd, "add wants --login, --name and --role");
    if (!role_parse(args->role, &role) || role == ROLE_NONE)
        return cmd_wrong(cmd, "there is no role \"%s\"; valid: clerk, supervisor, manager, admin", args->role);
    plan->command =
        (struct command){.kind = CMD_STAFF_ADD, .name = args->name, .role = role, .one_time = args->one_time};
    plan->done = "may log in from now on";
    return get_password(cmd, args, plan->hash, plan->made);
}

static int plan_passwd(const struct cmd *cmd, const struct staff_args *args, struct plan *plan)
{
    if (!args->login || args->name || args->role) return cmd_wrong(cmd, "passwd wants --login and how");
    plan->command = (struct command){.kind = CMD_STAFF_PASSWORD, .one_time = args->one_time};
    plan->done = "has a new password";
    return get_password(cmd, args, plan->hash, plan->made);
}

static int plan_disable(const struct cmd *cmd, const struct staff_args *args, struct plan *plan)
{
    if (!args->login || args->name || args->role || args->password_stdin || args->one_time)
        return cmd_wrong(cmd, "disable wants --login and nothing else");
    plan->command = (struct command){.kind = CMD_STAFF_DISABLE};
    plan->done = "is logged out and may not log in any more";
    return EXIT_DONE;
}

static int list(const struct config *config)
{
    enum { MOST = 1000 };
    static struct staff people[MOST];
    struct err err;
    struct db *db = app_open_reader(config, &err);
    if (!db) return cmd_failed("%s", err.text);
    int n;
    bool ok = staff_list(db, people, MOST, &n, &err);
    db_close(db);
    if (!ok) return cmd_failed("%s", err.text);
    for (int i = 0; i < n; i++) {
        const struct staff *p = &people[i];
        printf("%-16s %s%*s %-10s %s\n", p->login, p->name, width_pad(p->name, 12), "", role_name(p->role),
               p->disabled      ? "disabled"
               : p->must_change ? "must change the password"
                                : "");
    }
    return EXIT_DONE;
}

static const struct verb {
    const char *name;
    int (*plan)(const struct cmd *cmd, const struct staff_args *args, struct plan *plan); /* NULL: list */
    bool first; /* may be the first thing ever done in a data folder */
} verbs[] = {
    {"list", NULL, false},
    {"add", plan_add, true},
    {"passwd", plan_passwd, false},
    {"disable", plan_disable, false},
};
enum { VERBS = sizeof verbs / sizeof *verbs };

/* Only `add` may make a database: the others are about accounts that are there. */
static struct writer *open_writer(const struct verb *verb, const struct config *config, struct err *err)
{
    struct db *there = verb->first ? NULL : app_open_reader(config, err);
    if (!verb->first && !there) return NULL;
    db_close(there);
    return app_open_writer(config, err);
}

static int carry_out(const struct verb *verb, const struct config *config, const struct staff_args *args,
                     struct plan *plan)
{
    struct outcome out;
    struct err err;
    struct writer *writer = open_writer(verb, config, &err);
    if (!writer) return cmd_failed("%s", err.text);
    plan->command.channel = "program";
    plan->command.login = args->login;
    plan->command.secret = plan->hash[0] ? plan->hash : NULL;
    writer_do(writer, &plan->command, &out);
    writer_close(writer);
    if (out.code != OUT_OK) return cmd_failed("%s", out.message);
    printf("%s %s\n", args->login, plan->done);
    if (plan->made[0]) printf("%s: one-time password %s (shown only now)\n", args->login, plan->made);
    return EXIT_DONE;
}

static int run_verb(const struct cmd *cmd, const struct cmd_line *line, const struct verb *verb,
                    const struct staff_args *args)
{
    struct config config;
    struct plan plan = {.made = ""};
    int status = verb->plan ? verb->plan(cmd, args, &plan) : EXIT_DONE;
    if (status == EXIT_DONE) status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    status = verb->plan ? carry_out(verb, &config, args, &plan) : list(&config);
    config_free(&config);
    return status;
}

int cmd_staff(const struct cmd *cmd, const struct cmd_line *line)
{
    struct staff_args args = {0};
    struct err err;
    const struct opt opts[] = {{"--login", &args.login, NULL},       {"--name", &args.name, NULL},
                               {"--role", &args.role, NULL},         {"--password-stdin", NULL, &args.password_stdin},
                               {"--one-time", NULL, &args.one_time}, {0}};
    int words = line->argc;
    if (!opts_take(opts, &words, line->argv, &err)) return cmd_wrong(cmd, "%s", err.text);
    if (words < 1) return cmd_wrong(cmd, "say what: add, list, passwd or disable");
    const struct verb *verb = verbs;
    while (verb < verbs + VERBS && strcmp(verb->name, line->argv[0]) != 0) verb++;
    if (verb == verbs + VERBS)
        return cmd_wrong(cmd, "does not take \"%s\"; valid: add, list, passwd, disable", line->argv[0]);
    bool named = words == 2 && verb->plan && !args.login;
    if (named) args.login = line->argv[1];
    if (words > 1 && !named) return cmd_wrong(cmd, "%s does not take \"%s\"", verb->name, line->argv[1]);
    return run_verb(cmd, line, verb, &args);
}
