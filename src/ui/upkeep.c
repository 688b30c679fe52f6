#include "ui/upkeep.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/worker.h"
#include "core/queue.h"
#include "core/report.h"
#include "store/db.h"

enum { JOBS = 4 };

struct upkeep {
    struct writer *writer;
    const struct machine *machine;
    struct worker *worker;
    upkeep_told *told;
    void *arg;
};

struct job {
    enum upkeep_kind kind;
    int64_t staff;
    char login[LOGIN_SIZE], password[UPKEEP_PASSWORD];
};

static void note(struct upkeep *upkeep, int64_t staff, const char *kind)
{
    struct outcome out;

    writer_do(upkeep->writer,
              &(struct command){.kind = CMD_STAFF_ACT, .staff = staff, .channel = "terminal", .text = kind}, &out);
    if (out.code != OUT_OK) log_error("maintenance: %s can't be noted: %s", kind, out.message);
}

/* Who that is, and whether this role may come in. A password given by somebody else has to be changed
 * first, and not here, where others look on. */
static void log_in(struct upkeep *upkeep, struct db *db, const struct job *job, struct upkeep_news *news)
{
    struct err err = {""};
    bool known = staff_authenticate(db, job->login, job->password, &news->staff, &err);

    if (err.text[0]) log_error("maintenance: %s", err.text);
    if (!known) memset(&news->staff, 0, sizeof news->staff);
    news->good = known && news->staff.role >= ROLE_SUPERVISOR && !news->staff.must_change;
    note(upkeep, news->staff.id, news->good ? "maintenance.entered" : "maintenance.refused");
}

/* A case about the reader is not told of. */
static bool read_counts(struct db *db, const struct hall *hall, int64_t reader, ms_t now, struct upkeep_report *out,
                        struct err *err)
{
    struct wait_row *waits = NULL;
    struct rating_row *ratings = NULL;
    struct case_row *cases = NULL;
    char day[CLOCK_DAY];
    int n;
    bool ok;

    hall_day(hall, now, day);
    ok = report_waits(db, hall, day, day, BY_ALL, LANG_ZH_CN, &waits, &n, err) &&
         report_ratings(db, hall, day, day, BY_ALL, LANG_ZH_CN, &ratings, &n, err) &&
         report_cases(db, hall, day, day, BY_ALL, LANG_ZH_CN, now, reader, &cases, &n, err);
    if (ok) {
        out->issued = waits->issued;
        out->served = waits->served;
        out->waiting = waits->waiting;
        out->absent = waits->absent;
        out->rated = ratings->rated;
        out->filed = cases->accepted;
    }
    free(waits);
    free(ratings);
    free(cases);
    return ok;
}

/* The machine's first address that others can reach. */
static void find_address(char out[UPKEEP_ADDRESS])
{
    struct ifaddrs *list = NULL;

    out[0] = '\0';
    if (getifaddrs(&list) != 0) return;
    for (const struct ifaddrs *at = list; at && !out[0]; at = at->ifa_next) {
        struct sockaddr_in in;

        if (!at->ifa_addr || at->ifa_addr->sa_family != AF_INET || (at->ifa_flags & IFF_LOOPBACK)) continue;
        memcpy(&in, at->ifa_addr, sizeof in);
        inet_ntop(AF_INET, &in.sin_addr, out, UPKEEP_ADDRESS);
    }
    freeifaddrs(list);
}

static void look(struct upkeep *upkeep, struct db *db, int64_t reader, struct upkeep_report *out)
{
    const struct hall *hall = writer_hall(upkeep->writer);
    ms_t now = clock_now(writer_clock(upkeep->writer));
    struct err err = {""};

    out->ok = queue_receipts(db, hall, now, out->receipts, UPKEEP_RECEIPTS, &out->receipt_count, &err) &&
              read_counts(db, hall, reader, now, out, &err);
    if (!out->ok) log_error("maintenance: %s", err.text);
    if (upkeep->machine->printer) out->printer = upkeep->machine->printer(upkeep->machine->arg, out->printer_words);
    find_address(out->address);
}

static void test_printer(struct upkeep *upkeep, const struct job *job, struct upkeep_news *news)
{
    char words[MACHINE_WORDS] = "";

    news->good = upkeep->machine->print_test && upkeep->machine->print_test(upkeep->machine->arg, words);
    if (!news->good) log_warn("maintenance: no test receipt: %s", words);
    note(upkeep, job->staff, "printer.tested");
}

static void do_job(struct upkeep *upkeep, const struct job *job)
{
    struct upkeep_news *news = mem_zalloc(1, sizeof *news);
    struct err err = {""};
    struct db *db = writer_reader(upkeep->writer, &err);

    news->kind = job->kind;
    if (!db) log_error("maintenance: %s", err.text);
    if (db && job->kind == UPKEEP_LOGIN) log_in(upkeep, db, job, news);
    if (job->kind == UPKEEP_TEST) test_printer(upkeep, job, news);
    if (job->kind == UPKEEP_LEFT) note(upkeep, job->staff, "maintenance.left");
    if (db && (job->kind == UPKEEP_LOOK || job->kind == UPKEEP_TEST || news->good))
        look(upkeep, db, job->kind == UPKEEP_LOGIN ? news->staff.id : job->staff, &news->report);
    db_close(db);
    upkeep->told(upkeep->arg, news);
}

static void run(void *ctx, void **jobs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        do_job(ctx, jobs[i]);
        explicit_bzero(jobs[i], sizeof(struct job));
        free(jobs[i]);
    }
}

struct upkeep *upkeep_start(struct writer *writer, const struct machine *machine, upkeep_told *told, void *arg)
{
    struct upkeep *upkeep = mem_zalloc(1, sizeof *upkeep);

    *upkeep = (struct upkeep){.writer = writer, .machine = machine, .told = told, .arg = arg};
    upkeep->worker = worker_start("upkeep", JOBS, run, upkeep);
    return upkeep;
}

void upkeep_stop(struct upkeep *upkeep)
{
    if (!upkeep) return;
    worker_stop(upkeep->worker);
    free(upkeep);
}

static bool push(struct upkeep *upkeep, struct job *job)
{
    if (worker_try_push(upkeep->worker, job)) return true;
    explicit_bzero(job, sizeof *job);
    free(job);
    return false;
}

bool upkeep_login(struct upkeep *upkeep, const char *login, const char *password)
{
    struct job *job = mem_zalloc(1, sizeof *job);

    job->kind = UPKEEP_LOGIN;
    str_copy(job->login, sizeof job->login, login);
    str_copy(job->password, sizeof job->password, password);
    return push(upkeep, job);
}

bool upkeep_ask(struct upkeep *upkeep, enum upkeep_kind kind, int64_t staff)
{
    struct job *job = mem_zalloc(1, sizeof *job);

    job->kind = kind;
    job->staff = staff;
    return push(upkeep, job);
}
