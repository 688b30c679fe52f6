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

static bool play_days(struct writer *writer, int days, uint64_t seed, const int64_t clerks[DEMO_CLERKS], ms_t *now,
                      struct err *err)
{
    struct demo_totals sum = {0};
    char today[CLOCK_DAY], day[CLOCK_DAY];
    hall_day(writer_hall(writer), clock_now(&clock_system), today);
    for (int i = days; i >= 1; i--) {
        clock_add_days(today, -i, day);
        if (!demo_day(writer, day, seed, clerks, now, &sum, err)) return false;
    }
    printf("%d days up to %s: %d visits, %d served, %d absent, %d cancelled, %d rated\n\n", days, day, sum.visits,
           sum.served, sum.absent, sum.cancelled, sum.ratings);
    return true;
}

static bool fill(const struct config *config, int days, uint64_t seed, struct err *err)
{
    /* Accounts are older than the first day. */
    ms_t now = clock_now(&clock_system) - (ms_t)(days + 2) * 24 * 60 * 60 * 1000;
    struct clock clock = clock_fake(&now);
    struct login logins[PEOPLE];
    int64_t clerks[DEMO_CLERKS];
    struct writer *writer = writer_open(&config->hall, config->data_dir, &clock, err);
    if (!writer) return false;
    bool good = is_empty(writer, err) && make_accounts(writer, logins, err);
    for (int i = 0; good && i < DEMO_CLERKS; i++) clerks[i] = logins[i].id;
    good = good && play_days(writer, days, seed, clerks, &now, err);
    writer_close(writer);
    for (int i = 0; good && i < PEOPLE; i++)
        printf("%-10s %s%*s %-10s %s\n", people[i].login, people[i].name, width_pad(people[i].name, 7), "",
               role_name(people[i].role), logins[i].password);
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
    int lock = app_lock_data(&config, &err);
    if (lock < 0 || !fill(&config, (int)n, (uint64_t)s, &err)) status = cmd_failed("%s", err.text);
    if (lock >= 0) close(lock);
    config_free(&config);
    return status;
}
