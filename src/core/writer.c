#include "core/writer.h"

#include <errno.h>
#include <pthread.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/worker.h"
#include "core/change.h"
#include "core/journal.h"
#include "core/vault.h"
#include "store/schema.h"

enum { QUEUE_CAPACITY = 1024, MAX_LISTENERS = 8, BUSY_MS = 3000 };

struct writer {
    _Atomic(const struct hall *) hall;
    const struct clock *clock;
    char path[4096];
    struct db *db;      /* the writer's thread only */
    struct vault vault; /* likewise */
    char data_dir[4096];
    struct worker *worker;
    pthread_mutex_t lock; /* guards the listeners, and is held while they are called */
    struct {
        writer_listener *fn;
        void *arg;
    } listeners[MAX_LISTENERS];
    int listener_count;
};

/* A command under way. It owns copies of its texts. */
struct job {
    struct command command;
    struct outcome outcome;
    writer_done *done;
    void *arg;
};

/* clang-format off */
static handler *const handlers[COMMAND_COUNT] = {
    [CMD_ISSUE] = queue_issue,
    [CMD_NEXT] = queue_next,
    [CMD_RECALL] = queue_move,
    [CMD_START] = queue_move,
    [CMD_FINISH] = queue_move,
    [CMD_ABSENT] = queue_move,
    [CMD_HOLD] = queue_move,
    [CMD_RESUME] = queue_move,
    [CMD_TRANSFER] = queue_move,
    [CMD_REQUEUE] = queue_move,
    [CMD_CANCEL] = queue_move,
    [CMD_DAY_END] = queue_day_end,
    [CMD_REPRINT] = queue_reprint,
    [CMD_PRINTED] = queue_printed,
    [CMD_CODE_WRONG] = queue_code_wrong,
    [CMD_HALL_CLOSE] = hall_close,
    [CMD_HALL_OPEN] = hall_open,
    [CMD_STAFF_ACT] = staff_act,
    [CMD_COUNTER_OPEN] = counter_open,
    [CMD_COUNTER_PAUSE] = counter_pause,
    [CMD_COUNTER_CLOSE] = counter_close,
    [CMD_RATE] = rating_give,
    [CMD_COMPLAIN] = complaint_file,
    [CMD_COMPLAINT_PRINT] = complaint_print,
    [CMD_STAFF_ADD] = staff_add,
    [CMD_STAFF_PASSWORD] = staff_password,
    [CMD_STAFF_DISABLE] = staff_disable,
    [CMD_SESSION_OPEN] = session_open,
    [CMD_SESSION_TOUCH] = session_touch,
    [CMD_SESSION_CLOSE] = session_close,
};
/* clang-format on */

const char *outcome_name(enum outcome_code code)
{
    static const char *const names[] = {
        [OUT_OK] = "ok",
        [OUT_NOBODY] = "nobody",
        [OUT_NOT_FOUND] = "not_found",
        [OUT_UNKNOWN_SERVICE] = "unknown_service",
        [OUT_UNKNOWN_CLASS] = "unknown_class",
        [OUT_WRONG_STATE] = "wrong_state",
        [OUT_COUNTER_BUSY] = "counter_busy",
        [OUT_COUNTER_TAKEN] = "counter_taken",
        [OUT_NOT_YOURS] = "not_yours",
        [OUT_CLOSED] = "closed",
        [OUT_AFTER_LAST] = "after_last_ticket",
        [OUT_SERVICE_CLOSED] = "service_closed",
        [OUT_SOLD_OUT] = "sold_out",
        [OUT_NOT_SERVED_THERE] = "not_served_there",
        [OUT_ALREADY_RATED] = "already_rated",
        [OUT_NOT_RATEABLE] = "not_rateable",
        [OUT_INVALID] = "invalid",
        [OUT_EXISTS] = "exists",
        [OUT_CLOCK_BEHIND] = "clock_behind",
        [OUT_UNAVAILABLE] = "unavailable",
    };
    return names[code];
}

bool change_refuse(struct change *c, enum outcome_code code, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    c->out->code = code;
    vsnprintf(c->out->message, sizeof c->out->message, fmt, args);
    va_end(args);
    return false;
}

bool change_end(struct change *c, struct stmt *q)
{
    struct err err;
    return stmt_end(q, &err) || change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

bool change_run(struct change *c, struct stmt *q)
{
    struct err err;
    return stmt_run(q, &err) || change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

bool change_journal(struct change *c, const char *kind, int64_t ticket, int counter, json_t *body)
{
    struct err err;
    struct journal_entry entry = {.at = c->now, .ticket = ticket, .counter = counter, .staff = c->command->staff};
    char *text = body ? json_dumps(body, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    json_decref(body);
    str_copy(entry.kind, sizeof entry.kind, kind);
    entry.body = text ? text : "{}";
    c->out->journal = journal_add(c->db, &entry, &err);
    free(text);
    return c->out->journal || change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

bool change_text_ok(struct change *c, const char *name, const char *text, int max)
{
    if (!text || !*text) return true;
    if (!utf8_valid(text, strlen(text))) return change_refuse(c, OUT_INVALID, "%s is not valid UTF-8", name);
    if (!utf8_printable(text))
        return change_refuse(c, OUT_INVALID, "%s has control characters; leave them out", name);
    if (utf8_length(text) > (size_t)max)
        return change_refuse(c, OUT_INVALID, "%s is too long; at most %d characters", name, max);
    return true;
}

enum staff_role change_role(struct change *c)
{
    struct staff staff;
    return c->command->staff && staff_by_id(c->db, c->command->staff, &staff) ? staff.role : ROLE_NONE;
}

bool change_clock_ok(struct change *c)
{
    struct stmt *q = db_prepare(c->db, "SELECT max(day) FROM number_range");
    char newest[CLOCK_DAY] = "";
    if (stmt_step(q)) str_copy(newest, sizeof newest, stmt_text(q, 0));
    if (!change_end(c, q)) return false;
    if (strcmp(c->day, newest) >= 0) return true;
    return change_refuse(c, OUT_CLOCK_BEHIND,
                         "the machine's clock says %s but tickets of %s exist; set the clock right", c->day, newest);
}

/* ---- running commands ---- */

/* What was written stays: a clerk who asked for the next visitor has sat down although nobody waits. */
static bool keeps(enum outcome_code code)
{
    return code == OUT_OK || code == OUT_NOBODY;
}

static void run_one(struct writer *w, struct job *job)
{
    struct change c = {
        .db = w->db,
        .hall = w->hall,
        .now = clock_now(w->clock),
        .vault = &w->vault,
        .command = &job->command,
        .out = &job->outcome};
    struct err err;
    hall_day(w->hall, c.now, c.day);
    if (!db_savepoint(w->db, &err)) {
        change_refuse(&c, OUT_UNAVAILABLE, "%.200s", err.text);
        return;
    }
    handlers[job->command.kind](&c);
    if (keeps(job->outcome.code) && !db_release(w->db, &err)) change_refuse(&c, OUT_UNAVAILABLE, "%.200s", err.text);
    if (keeps(job->outcome.code)) return;
    db_undo(w->db);
    job->outcome.journal = 0;
}

/* Ends all commands of a failed commit that thought they had done something. */
static void all_failed(void **jobs, size_t n, const struct err *err)
{
    log_error("%s", err->text);
    for (size_t i = 0; i < n; i++) {
        struct outcome *out = &((struct job *)jobs[i])->outcome;
        if (!keeps(out->code)) continue;
        *out = (struct outcome){.code = OUT_UNAVAILABLE};
        snprintf(out->message, sizeof out->message, "%.200s", err->text);
    }
}

static void free_job(struct job *job)
{
    struct command *c = &job->command;
    const char *texts[] = {c->channel, c->token, c->service, c->class, c->surname,
                           c->text,    c->phone, c->login,   c->secret};
    /* What a visitor typed and what opens an account do not stay in memory. */
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char *copy = (char *)(uintptr_t)texts[i];
        if (copy) sodium_memzero(copy, strlen(copy));
        free(copy);
    }
    for (int i = 0; i < c->reason_count; i++) free((char *)(uintptr_t)c->reasons[i]);
    free(job);
}

/* What an earlier day left is cleared away before anything of the new day happens. */
static int64_t end_of_day(struct writer *w)
{
    char day[CLOCK_DAY];
    ms_t now = clock_now(w->clock);
    hall_day(w->hall, now, day);
    if (!day_end_due(w->db, day, hall_day_start(w->hall, now))) return 0;
    struct job job = {.command = {.kind = CMD_DAY_END}};
    run_one(w, &job);
    if (job.outcome.code != OUT_OK) log_error("day's end: %s", job.outcome.message);
    return job.outcome.journal;
}

static void run_batch(void *ctx, void **jobs, size_t n)
{
    struct writer *w = ctx;
    struct err err;
    bool begun = db_begin(w->db, &err);
    int64_t journal = begun ? end_of_day(w) : 0;
    for (size_t i = 0; begun && i < n; i++) run_one(w, jobs[i]);
    if (!begun || !db_commit(w->db, &err)) {
        db_rollback(w->db);
        all_failed(jobs, n, &err);
        journal = 0;
    }
    for (size_t i = 0; i < n; i++) {
        struct job *job = jobs[i];
        if (job->outcome.journal > journal) journal = job->outcome.journal;
        job->done(job->arg, &job->outcome);
        free_job(job);
    }
    pthread_mutex_lock(&w->lock);
    for (int i = 0; journal && i < w->listener_count; i++) w->listeners[i].fn(w->listeners[i].arg, journal);
    pthread_mutex_unlock(&w->lock);
}

bool writer_post(struct writer *writer, const struct command *command, writer_done *done, void *arg)
{
    struct job *job = mem_zalloc(1, sizeof *job);
    struct command *c = &job->command;
    *c = *command;
    const char **texts[] = {&c->channel, &c->token, &c->service, &c->class, &c->surname,
                            &c->text,    &c->phone, &c->login,   &c->secret};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = mem_strdup(*texts[i]);
    for (int i = 0; i < c->reason_count; i++) c->reasons[i] = mem_strdup(c->reasons[i]);
    job->done = done;
    job->arg = arg;
    if (worker_push(writer->worker, job)) return true;
    free_job(job);
    return false;
}

struct waiting {
    pthread_mutex_t lock;
    pthread_cond_t answered;
    struct outcome *out;
    bool done;
};

static void answer(void *arg, const struct outcome *outcome)
{
    struct waiting *wait = arg;
    pthread_mutex_lock(&wait->lock);
    *wait->out = *outcome;
    wait->done = true;
    pthread_cond_signal(&wait->answered);
    pthread_mutex_unlock(&wait->lock);
}

void writer_do(struct writer *writer, const struct command *command, struct outcome *out)
{
    struct waiting wait = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, out, false};
    *out = (struct outcome){0};
    if (!writer_post(writer, command, answer, &wait)) {
        out->code = OUT_UNAVAILABLE;
        str_copy(out->message, sizeof out->message, "the service is stopping");
        return;
    }
    pthread_mutex_lock(&wait.lock);
    while (!wait.done) pthread_cond_wait(&wait.answered, &wait.lock);
    pthread_mutex_unlock(&wait.lock);
}

void writer_listen(struct writer *writer, writer_listener *listener, void *arg)
{
    pthread_mutex_lock(&writer->lock);
    if (writer->listener_count == MAX_LISTENERS) abort(); /* a fault of the program's own making */
    writer->listeners[writer->listener_count].arg = arg;
    writer->listeners[writer->listener_count++].fn = listener;
    pthread_mutex_unlock(&writer->lock);
}

void writer_unlisten(struct writer *writer, const void *arg)
{
    pthread_mutex_lock(&writer->lock);
    for (int i = 0; i < writer->listener_count; i++)
        if (writer->listeners[i].arg == arg) writer->listeners[i--] = writer->listeners[--writer->listener_count];
    pthread_mutex_unlock(&writer->lock);
}

/* ---- opening ---- */

static bool make_folder(const char *path, struct err *err)
{
    struct stat st;
    if (mkdir(path, 0700) == 0) return true;
    int why = errno;
    if (why == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode)) return true;
    if (why == EEXIST) why = ENOTDIR;
    return err_set(err, "data folder %s: %s; choose another with --data", path, strerror(why));
}

struct writer *writer_open(const struct hall *hall, const char *data_dir, const struct clock *clock, struct err *err)
{
    if (sodium_init() < 0) {
        err_set(err, "no source of random numbers on this machine");
        return NULL;
    }
    struct writer *w = mem_zalloc(1, sizeof *w);
    w->hall = hall;
    w->clock = clock;
    str_copy(w->data_dir, sizeof w->data_dir, data_dir);
    vault_init(&w->vault, data_dir);
    snprintf(w->path, sizeof w->path, "%s/%s", data_dir, SCHEMA_FILE);
    if (make_folder(data_dir, err)) w->db = db_open(w->path, DB_WRITE, BUSY_MS, err);
    if (!w->db || !db_check(w->db, false, err) || !schema_migrate(w->db, err)) {
        db_close(w->db);
        free(w);
        return NULL;
    }
    pthread_mutex_init(&w->lock, NULL);
    w->worker = worker_start("writer", QUEUE_CAPACITY, run_batch, w);
    return w;
}

void writer_close(struct writer *writer)
{
    if (!writer) return;
    worker_stop(writer->worker);
    pthread_mutex_destroy(&writer->lock);
    db_close(writer->db);
    vault_wipe(&writer->vault);
    free(writer);
}

struct db *writer_reader(struct writer *writer, struct err *err)
{
    return db_open(writer->path, DB_READ, BUSY_MS, err);
}

const struct hall *writer_hall(struct writer *writer)
{
    return writer->hall;
}

void writer_set_hall(struct writer *writer, const struct hall *hall)
{
    writer->hall = hall;
}

void writer_vault(struct writer *writer, struct vault *out)
{
    vault_init(out, writer->data_dir);
}

const struct clock *writer_clock(struct writer *writer)
{
    return writer->clock;
}
