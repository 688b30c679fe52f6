/* main.c - the words one can say to kiosk. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "app.h"
#include "cmd.h"

static const struct cmd commands[] = {
    {"run", "[--automation PATH]", "touch terminal and the hall's service in one process (the default)",
     "Without a display it draws off-screen and serves every page all the same.\n"
     "--automation PATH opens a UNIX socket at PATH that scripts drive the terminal by.\n"
     "Ctrl-C or SIGTERM ends it in good order.\n",
     cmd_run},
    {"serve", "", "the hall's service without a screen", "", cmd_serve},
    {"check", "", "reads the conf, fonts, printer, database; says what is wrong", "Changes nothing.\n", cmd_check},
    {"staff",
     "add --login L --name N --role clerk|supervisor|manager|admin --password-stdin|--one-time | list | "
     "passwd [--login] L --password-stdin|--one-time | disable [--login] L",
     "the people who work here",
     "--password-stdin reads the password from the first line of standard input; together with --one-time it\n"
     "must be changed at first login. --one-time alone makes a random one and prints it once.\n"
     "Works beside a running kiosk; a disabled account is logged out at once.\n",
     cmd_staff},
    {"report",
     "ratings|waits|complaints [--from D] [--to D] [--by service|counter|staff|hour|day] [--format text|csv|json|xlsx]",
     "managers' figures",
     "D is a business day YYYY-MM-DD, both ends are included; without --from and --to it is today.\n"
     "By hour, a visit counts among the waits for the hour its ticket was drawn in, among the ratings for the\n"
     "hour it ended in. A table of several rows ends with their sum.\n",
     cmd_report},
    {"demo", "[--days N] [--seed S]", "fills an empty data folder with a believable history",
     "N days (7) before today, and today as far as it has come; the same seed (1) gives the same history.\n"
     "Prints logins to try and how to look at it.\n",
     cmd_demo},
    {"clock", "[--accept]", "what day this machine takes it to be",
     "A clock behind the newest day that has tickets is a fault: no number is issued. When the clock is right now\n"
     "and was ahead before, --accept says so, and the journal keeps it. The same after a clock that leapt more than\n"
     "two weeks ahead: until then no old personal data is erased.\n",
     cmd_clock},
    {"simulate", "[--days N] [--seed S] [--world base|harsh] [--format text|json]",
     "how good the wait estimate is, in synthetic halls",
     "Plays N days (28) through the real dispatch rule and the real estimate, after 5 days of learning in each\n"
     "office; prints the mean absolute error of it and of simpler ones, and how often the truth was at or below\n"
     "P50 and P80. harsh adds heavy tails, drift, calls out of order, pauses, leaving and early closing.\n",
     cmd_simulate},
    {"backup", "FILE", "copies the database, beside a running hall as well",
     "The copy is checked. FILE must not be there yet. The key to sealed fields is not in it: see what it prints.\n",
     cmd_backup},
    {"restore", "FILE", "puts a backup in the place of the database",
     "The hall must not be running. The backup is checked before anything is changed, and the database that was there\n"
     "is kept beside.\n",
     cmd_restore},
    {"verify", "[FILE]", "integrity of the database (or of a backup), its journal chain and the cases' stories", "",
     cmd_verify},
    {"tour", "--out DIR", "a picture of every screen and receipt in every language",
     "Nothing of the real hall is touched.\n", cmd_tour},
    {"print-test", "", "a test receipt, and the printer's status in words", "", cmd_print_test},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

#define COMMON                                                                                                       \
    "Every command takes\n"                                                                                          \
    "  --config FILE             the hall's conf (./kiosk.conf, then /etc/kiosk/kiosk.conf)\n"                       \
    "  --data DIR                database and receipts (from the conf)\n"                                            \
    "  --set section.key=value   over what the conf says; may be given several times\n"                              \
    "Exit status: 0 done, 1 failed, 2 wrong usage or bad configuration.\n"

static const struct cmd *find_command(const char *name)
{
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0) return &commands[i];
    return NULL;
}

static void help_all(FILE *out)
{
    fprintf(out, "usage: kiosk [COMMAND] [OPTIONS]\n\n");
    for (int i = 0; i < COMMANDS; i++) fprintf(out, "  %-11s %s\n", commands[i].name, commands[i].summary);
    fprintf(out, "  %-11s explains COMMAND; `kiosk help conf` every setting of kiosk.conf\n\n" COMMON, "help");
}

static int unknown_command(const char *name)
{
    fprintf(stderr, "kiosk: there is no command \"%s\"; valid: help", name);
    for (int i = 0; i < COMMANDS; i++) fprintf(stderr, ", %s", commands[i].name);
    fprintf(stderr, "\n");
    return EXIT_WRONG;
}

static int help(const char *name)
{
    const struct cmd *cmd = name ? find_command(name) : NULL;
    if (!name) {
        help_all(stdout);
    } else if (strcmp(name, "conf") == 0) {
        printf("Settings of kiosk.conf, by section. Text also in other languages as KEY.en.\n");
        config_help(stdout);
    } else if (!cmd) {
        return unknown_command(name);
    } else {
        printf("usage: kiosk %s %s\n\n%s.\n%s\n" COMMON, cmd->name, cmd->usage, cmd->summary, cmd->help);
    }
    return EXIT_DONE;
}

/* Takes --config, --data and --set out of the words, wherever they stand; the rest is the command's. */
static bool take_common(struct cmd_line *line)
{
    int left = 0;
    for (int i = 0; i < line->argc; i++) {
        static const char *const names[] = {"--config", "--data", "--set"};
        char *word = line->argv[i];
        size_t n = strcspn(word, "=");
        int which = 0;
        while (which < 3 && (strlen(names[which]) != n || strncmp(word, names[which], n) != 0)) which++;
        if (which == 3) {
            line->argv[left++] = word;
            continue;
        }
        const char *value = word[n] ? word + n + 1 : i + 1 < line->argc ? line->argv[++i] : "";
        if (!*value || (which == 2 && line->conf.set_count == MAX_SETS)) {
            fprintf(stderr, "kiosk: %s %s\n", names[which], *value ? "is given too often" : "wants a value");
            return false;
        }
        if (which == 0) line->conf.file = value;
        if (which == 1) line->conf.data_dir = value;
        if (which == 2) line->sets[line->conf.set_count++] = value;
    }
    line->argc = left;
    line->conf.sets = line->sets;
    return true;
}

int main(int argc, char **argv)
{
    struct cmd_line line = {.argc = argc - 1, .argv = argv + 1};
    const char *name = "run";
    struct app_files files;
    struct err err;
    umask(077); /* what is written here is about visitors, and for the owner's eyes only */
    setrlimit(RLIMIT_CORE, &(struct rlimit){0}); /* memory holds what they typed: none of it goes into a core file */
    bool found = app_find_files(&files, &err); /* help does without */
    if (!take_common(&line)) return EXIT_WRONG;
    if (line.argc > 0 && strcmp(line.argv[0], "--version") == 0) {
        printf("kiosk %s\n", KIOSK_VERSION);
        return EXIT_DONE;
    }
    if (line.argc > 0 && (strcmp(line.argv[0], "--help") == 0 || strcmp(line.argv[0], "-h") == 0)) return help(NULL);
    if (line.argc > 0 && line.argv[0][0] != '-') {
        name = line.argv[0];
        line.argc--;
        line.argv++;
    }
    if (strcmp(name, "help") == 0) return help(line.argc > 0 ? line.argv[0] : NULL);
    if (line.argc > 0 && strcmp(line.argv[0], "--help") == 0) return help(name);
    const struct cmd *cmd = find_command(name);
    if (!cmd) return unknown_command(name);
    if (!found) return cmd_failed("%s", err.text);
    line.conf.assets = files.assets;
    line.conf.fonts = files.fonts;
    line.conf.ime = files.ime;
    return cmd->run(cmd, &line);
}
