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

static int change(struct writer *writer, const struct command *command)
{
    struct outcome out;
    writer_do(writer, command, &out);
    return out.code == OUT_OK ? EXIT_DONE : cmd_failed("%s", out.message);
}

static void tell_one_time(const char *login, const char *password)
{
    if (password[0]) printf("%s: one-time password %s (shown only now)\n", login, password);
}

static int add(const struct cmd *cmd, struct writer *writer, const struct staff_args *args)
{
    char hash[SECRET_SIZE], made[24];
    enum staff_role role;
    if (!args->login || !args->name || !args->role) return cmd_wrong(cmd, "add wants --login, --name and --role");
    if (!role_parse(args->role, &role) || role == ROLE_NONE)
        return cmd_wrong(cmd, "there is no role \"%s\"; valid: clerk, supervisor, manager, admin", args->role);
    int status = get_password(cmd, args, hash, made);
    if (status != EXIT_DONE) return status;
    status = change(writer, &(struct command){.kind = CMD_STAFF_ADD,
                                              .channel = "program",
                                              .login = args->login,
                                              .name = args->name,
                                              .role = role,
                                              .secret = hash,
                                              .one_time = args->one_time});
    if (status == EXIT_DONE) tell_one_time(args->login, made);
    return status;
}

static int passwd(const struct cmd *cmd, struct writer *writer, const struct staff_args *args)
{
    char hash[SECRET_SIZE], made[24];
    if (!args->login) return cmd_wrong(cmd, "passwd wants --login");
    int status = get_password(cmd, args, hash, made);
    if (status != EXIT_DONE) return status;
    status = change(writer, &(struct command){.kind = CMD_STAFF_PASSWORD,
                                              .channel = "program",
                                              .login = args->login,
                                              .secret = hash,
                                              .one_time = args->one_time});
    if (status == EXIT_DONE) tell_one_time(args->login, made);
    return status;
}

static int disable(const struct cmd *cmd, struct writer *writer, const struct staff_args *args)
{
    if (!args->login) return cmd_wrong(cmd, "disable wants --login");
    return change(writer, &(struct command){.kind = CMD_STAFF_DISABLE, .channel = "program", .login = args->login});
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

/* The verbs that change something; list has a way of its own, as it must not make a database. */
static const struct verb {
    const char *name;
    int (*run)(const struct cmd *cmd, struct writer *writer, const struct staff_args *args);
} verbs[] = {{"list", NULL}, {"add", add}, {"passwd", passwd}, {"disable", disable}, {NULL, NULL}};

static int run_verb(const struct cmd *cmd, const struct verb *verb, const struct config *config,
                    const struct staff_args *args)
{
    struct err err;
    if (!verb->run) return list(config);
    struct writer *writer = app_open_writer(config, &err);
    if (!writer) return cmd_failed("%s", err.text);
    int status = verb->run(cmd, writer, args);
    writer_close(writer);
    return status;
}

int cmd_staff(const struct cmd *cmd, const struct cmd_line *line)
{
    struct staff_args args = {0};
    struct config config;
    struct err err;
    const struct opt opts[] = {{"--login", &args.login, NULL},       {"--name", &args.name, NULL},
                               {"--role", &args.role, NULL},         {"--password-stdin", NULL, &args.password_stdin},
                               {"--one-time", NULL, &args.one_time}, {0}};
    int words = line->argc;
    if (!opts_take(opts, &words, line->argv, &err)) return cmd_wrong(cmd, "%s", err.text);
    if (words < 1) return cmd_wrong(cmd, "say what: add, list, passwd or disable");
    if (words > 2) return cmd_wrong(cmd, "does not take \"%s\"", line->argv[2]);
    if (words == 2 && !args.login) args.login = line->argv[1];
    const struct verb *verb = verbs;
    while (verb->name && strcmp(verb->name, line->argv[0]) != 0) verb++;
    if (!verb->name) return cmd_wrong(cmd, "does not take \"%s\"; valid: add, list, passwd, disable", line->argv[0]);
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    status = run_verb(cmd, verb, &config, &args);
    config_free(&config);
    return status;
}
