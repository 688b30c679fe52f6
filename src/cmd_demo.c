/* cmd_demo.c - `kiosk demo`: fills an empty data folder with a history to look at. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "base/clock.h"
#include "base/width.h"
#include "cmd.h"
#include "core/journal.h"
#include "core/staff.h"
#include "core/writer.h"
#include "demo.h"
#include "store/db.h"
#include "store/schema.h"

enum { MOST_DAYS = 400 };

/* The clerks first, in the order demo_day wants them. */
static const struct person {
    const char *login, *name;
    enum staff_role role;
} people[] = {{"zhoulin", "周琳", ROLE_CLERK},    {"zhaoqian", "赵倩", ROLE_CLERK}, {"limin", "李敏", ROLE_CLERK},
              {"sunhao", "孙浩", ROLE_CLERK},     {"hejing", "何静", ROLE_CLERK},   {"liuyang", "刘洋", ROLE_CLERK},
              {"wulan", "吴岚", ROLE_SUPERVISOR}, {"chenli", "陈立", ROLE_MANAGER}, {"admin", "管理员", ROLE_ADMIN}};
enum { PEOPLE = sizeof people / sizeof *people };
_Static_assert((int)PEOPLE > (int)DEMO_CLERKS, "the first DEMO_CLERKS people are clerks");

struct login {
    int64_t id;
    char password[24];
};

static bool is_empty(struct writer *writer, struct err *err)
{
    struct db *db = writer_reader(writer, err);
    if (!db) return false;
    int64_t last;
    bool ok = journal_last(db, &last, err);
    db_close(db);
    if (!ok) return false;
    return last == 0 || err_set(err, "the data folder has a history already; give an empty one with --data");
}

static bool make_accounts(struct writer *writer, struct login logins[PEOPLE], struct err *err)
{
    for (int i = 0; i < PEOPLE; i++) {
        char hash[SECRET_SIZE];
        struct outcome out;
        staff_random_password(logins[i].password);
        if (!staff_hash_password(logins[i].password, hash))
            return err_set(err, "not enough memory to hash a password");
        writer_do(writer,
                  &(struct command){.kind = CMD_STAFF_ADD,
                                    .channel = "program",
                                    .login = people[i].login,
                                    .name = people[i].name,
                                    .role = people[i].role,
                                    .secret = hash},
                  &out);
        if (out.code != OUT_OK) return err_set(err, "%s", out.message);
        logins[i].id = out.id;
    }
    return true;
}

/* The demo's time: today is played as far as it has come, to full ten minutes so that the same seed gives the
 * same soon after. */
struct span {
    char first[CLOCK_DAY], today[CLOCK_DAY];
    ms_t until;
};

static struct span span_of(const struct hall *hall, int days)
{
    const ms_t step = 10 * 60 * 1000;
    struct span span = {.until = clock_now(&clock_system) / step * step};
    hall_day(hall, span.until, span.today);
    clock_add_days(span.today, -days, span.first);
    return span;
}

static bool play_days(struct writer *writer, const struct span *span, uint64_t seed,
                      const int64_t clerks[DEMO_CLERKS], ms_t *now, struct err *err)
{
    struct demo_totals sum = {0};
    char day[CLOCK_DAY], until[8];
    int days = 0;
    str_copy(day, sizeof day, span->first);
    for (; strcmp(day, span->today) <= 0; days++) {
        if (app_stopping()) return err_set(err, "stopped; nothing is kept");
        if (!demo_day(writer, day, seed, clerks, span->until, now, &sum, err)) return false;
        clock_add_days(day, 1, day);
    }
    clock_hhmm(span->until, until);
    printf("%d days from %s and today up to %s: %d visits, %d served, %d absent, %d cancelled, %d rated, %d cases "
           "told\n\n",
           days - 1, span->first, until, sum.visits, sum.served, sum.absent, sum.cancelled, sum.ratings, sum.told);
    return true;
}

static void tell_logins(const struct login logins[PEOPLE])
{
    for (int i = 0; i < PEOPLE; i++)
        printf("%-10s %s%*s %-10s %s\n", people[i].login, people[i].name, width_pad(people[i].name, 7), "",
               role_name(people[i].role), logins[i].password);
}

static bool fill(const struct config *config, int days, uint64_t seed, struct err *err)
{
    struct span span = span_of(&config->hall, days);
    ms_t now = span.until - (ms_t)(days + 2) * 24 * 60 * 60 * 1000; /* accounts are older than the first day */
    struct clock clock = clock_fake(&now);
    struct login logins[PEOPLE];
    int64_t clerks[DEMO_CLERKS];
    struct writer *writer = writer_open(&config->hall, config->data_dir, &clock, err);
    if (!writer) return false;
    bool good = is_empty(writer, err) && make_accounts(writer, logins, err);
    for (int i = 0; good && i < DEMO_CLERKS; i++) clerks[i] = logins[i].id;
    good = good && play_days(writer, &span, seed, clerks, &now, err);
    writer_close(writer);
    if (!good) return false;
    tell_logins(logins);
    printf("\nLook at it in the pages, and on the command line:\n"
           "  kiosk run --data %s --set hall.hours=always\n"
           "  kiosk report waits --data %s --from %s --by day\n",
           config->data_dir, config->data_dir, span.first);
    return true;
}

/* Takes back a database that was begun here, so that the folder is as empty as before. */
static void take_back(const char *dir)
{
    static const char *const files[] = {SCHEMA_FILE, SCHEMA_FILE "-wal", SCHEMA_FILE "-shm"};
    char path[600];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, files[i]);
        unlink(path);
    }
}

static bool fill_or_nothing(const struct config *config, int days, uint64_t seed, struct err *err)
{
    char path[600];
    int lock = app_lock_data(config, err);
    if (lock < 0) return false;
    snprintf(path, sizeof path, "%s/" SCHEMA_FILE, config->data_dir);
    bool ours = access(path, F_OK) != 0;
    bool good = fill(config, days, seed, err);
    if (!good && ours) take_back(config->data_dir);
    close(lock);
    return good;
}

int cmd_demo(const struct cmd *cmd, const struct cmd_line *line)
{
    const char *days = "7", *seed = "1";
    long long n, s;
    struct config config;
    struct err err;
    if (!cmd_options(cmd, line, (struct opt[]){{"--days", &days, NULL}, {"--seed", &seed, NULL}, {0}}, NULL))
        return EXIT_WRONG;
    if (!str_to_int(days, 1, MOST_DAYS, &n))
        return cmd_wrong(cmd, "--days \"%s\" can't be used; valid: 1 to %d", days, MOST_DAYS);
    if (!str_to_int(seed, 0, INT64_MAX, &s))
        return cmd_wrong(cmd, "--seed \"%s\" can't be used; valid: 0 and up", seed);
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    app_catch_signals();
    if (!fill_or_nothing(&config, (int)n, (uint64_t)s, &err)) status = cmd_failed("%s", err.text);
    config_free(&config);
    return status;
}
