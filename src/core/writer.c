#include "core/writer.h"

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/worker.h"
#include "core/change.h"
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
    _Atomic(bool) lost_file;
    bool log_keeps; /* the writer's thread only: the log may still hold what was erased */
    bool failing;   /* likewise: no batch could be written, which the log knows */
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
    [CMD_CODE] = queue_code,
    [CMD_HALL_CLOSE] = tickets_stop,
    [CMD_HALL_OPEN] = tickets_go_on,
    [CMD_CLOSING] = closing_make,
    [CMD_CLOSING_PRINT] = closing_print,
    [CMD_STAFF_ACT] = staff_act,
    [CMD_COUNTER_OPEN] = counter_open,
    [CMD_COUNTER_PAUSE] = counter_pause,
    [CMD_COUNTER_CLOSE] = counter_close,
    [CMD_RATE] = rating_give,
    [CMD_RATE_COUNTER] = rating_give_counter,
    [CMD_REVIEW_ASK] = review_ask,
    [CMD_REVIEW_DECIDE] = review_decide,
    [CMD_COMPLAIN] = complaint_file,
    [CMD_COMPLAINT_PRINT] = complaint_print,
    [CMD_CASE_TAIL] = case_tail,
    [CMD_CASE_ACCEPT] = case_move,
    [CMD_CASE_ASSIGN] = case_move,
    [CMD_CASE_NOTE] = case_move,
    [CMD_CASE_REPLY] = case_move,
    [CMD_CASE_RESOLVE] = case_move,
    [CMD_CASE_FOLLOW_UP] = case_move,
    [CMD_CASE_CLOSE] = case_move,
    [CMD_CASE_GIVE_UP] = case_move,
    [CMD_CASE_REOPEN] = case_move,
    [CMD_CASE_EXTEND] = case_move,
    [CMD_CASE_ESCALATE] = case_move,
    [CMD_CASE_SEVERITY] = case_move,
    [CMD_CASE_CONCERN] = case_move,
    [CMD_CASE_REVEAL] = case_move,
    [CMD_CASE_CORRECT] = case_move,
    [CMD_CASE_KEEP] = case_move,
    [CMD_CASE_RECHECK] = case_move,
    [CMD_CASE_MESSAGE] = case_move,
    [CMD_CASE_ANSWER] = case_move,
    [CMD_CASES_DUE] = cases_due,
    [CMD_STAFF_ADD] = staff_add,
    [CMD_STAFF_PASSWORD] = staff_password,
    [CMD_STAFF_DISABLE] = staff_disable,
    [CMD_SESSION_OPEN] = session_open,
    [CMD_SESSION_TOUCH] = session_touch,
    [CMD_SESSION_CLOSE] = session_close,
    [CMD_CLOCK_ACCEPT] = clock_accept,
    [CMD_TRY] = clock_try,
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
        [OUT_WRONG_CODE] = "wrong_code",
        [OUT_CODE_LOCKED] = "code_locked",
        [OUT_NOT_SERVED_THERE] = "not_served_there",
        [OUT_ALREADY_RATED] = "already_rated",
        [OUT_NOT_RATEABLE] = "not_rateable",
        [OUT_NOT_ALLOWED] = "not_allowed",
        [OUT_UNKNOWN_REASON] = "unknown_reason",
        [OUT_EXPIRED] = "expired",
        [OUT_INVALID] = "invalid",
        [OUT_EXISTS] = "exists",
        [OUT_STALE] = "stale_password",
        [OUT_CLOCK_BEHIND] = "clock_behind",
        [OUT_NOTHING_TO_RATE] = "nothing_to_rate",
        [OUT_UNAVAILABLE] = "unavailable",
    };
    return names[code];
}

/* ---- running commands ---- */

/* What was written stays: a clerk who asked for the next visitor has sat down although nobody waits, and a
 * wrong code is counted. */
static bool keeps(enum outcome_code code)
{
    return code == OUT_OK || code == OUT_NOBODY || code == OUT_WRONG_CODE;
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
static void all_failed(struct writer *w, void **jobs, size_t n, const struct err *err)
{
    if (!w->failing) log_error("%s", err->text);
    w->failing = true;
    for (size_t i = 0; i < n; i++) {
        struct outcome *out = &((struct job *)jobs[i])->outcome;
        if (!keeps(out->code)) continue;
        *out = (struct outcome){.code = OUT_UNAVAILABLE};
        snprintf(out->message, sizeof out->message, "%.200s", err->text);
    }
}

/* Where a command's texts are; a job owns a copy of each. */
enum { COMMAND_TEXTS = 14 };
static void texts_of(struct command *c, const char **out[COMMAND_TEXTS])
{
    const char **const texts[COMMAND_TEXTS] = {&c->channel, &c->token,   &c->service, &c->class,
                                               &c->surname, &c->text,    &c->login,   &c->name,
                                               &c->secret,  &c->session, &c->csrf,    &c->device,
                                               &c->phone,   &c->number};
    memcpy(out, texts, sizeof texts);
}

static void free_job(struct job *job)
{
    struct command *c = &job->command;
    const char **texts[COMMAND_TEXTS];
    texts_of(c, texts);
    /* What a visitor typed and what opens an account do not stay in memory. */
    for (int i = 0; i < COMMAND_TEXTS; i++) {
        char *copy = (char *)(uintptr_t)*texts[i];
        if (copy) sodium_memzero(copy, strlen(copy));
        free(copy);
    }
    for (int i = 0; i < c->reason_count; i++) free((char *)(uintptr_t)c->reasons[i]);
    sodium_memzero(&job->outcome.revealed, sizeof job->outcome.revealed);
    free(job);
}

/* What an earlier day left is cleared away before anything of the new day happens. */
static int64_t end_of_day(struct writer *w)
{
    char day[CLOCK_DAY];
    bool due;
    struct err err;
    ms_t now = clock_now(w->clock);
    hall_day(w->hall, now, day);
    if (!day_end_due(w->db, day, hall_day_start(w->hall, now), &due, &err)) log_error("day's end: %s", err.text);
    if (!due) return 0;
    struct job job = {.command = {.kind = CMD_DAY_END}};
    run_one(w, &job);
    if (job.outcome.code != OUT_OK) log_error("day's end: %s", job.outcome.message);
    return job.outcome.journal;
}

static bool begin_batch(struct writer *w, struct err *err)
{
    w->lost_file = !db_in_place(w->db);
    if (!w->lost_file) return db_begin(w->db, err);
    return err_set(err,
                   "the database was deleted or replaced while in use and nothing is accepted any more: stop the"
                   " kiosk, put the file back or restore a backup, start again (%.200s)",
                   w->path);
}

/* What was erased is to be gone from the write-ahead log as well. While somebody reads, the next look tries again. */
static void empty_log(struct writer *w, void **jobs, size_t n)
{
    struct err err;
    bool look = false, emptied;
    for (size_t i = 0; i < n; i++) {
        const struct job *job = jobs[i];
        look = look || job->command.kind == CMD_CASES_DUE;
        w->log_keeps = w->log_keeps || job->outcome.erased > 0;
    }
    if (!look || !w->log_keeps) return;
    if (!db_empty_log(w->db, &emptied, &err))
        log_error("%s", err.text);
    else
        w->log_keeps = !emptied;
}

static void run_batch(void *ctx, void **jobs, size_t n)
{
    struct writer *w = ctx;
    struct err err;
    bool begun = begin_batch(w, &err);
    int64_t journal = begun ? end_of_day(w) : 0;
    for (size_t i = 0; begun && i < n && db_in_transaction(w->db); i++) run_one(w, jobs[i]);
    if (begun && !db_in_transaction(w->db)) {
        /* A write failed so badly that SQLite undid everything; what ran after it must not be told as done. */
        begun = err_set(&err, "database: a write failed and nothing was changed; see to the disk, then try again");
    }
    if (!begun || !db_commit(w->db, &err)) {
        db_rollback(w->db);
        all_failed(w, jobs, n, &err);
        journal = 0;
    } else {
        empty_log(w, jobs, n);
    }
    for (size_t i = 0; i < n; i++) {
        struct job *job = jobs[i];
        if (job->outcome.journal > journal) journal = job->outcome.journal;
        job->done(job->arg, &job->outcome);
        free_job(job);
    }
    if (journal && w->failing) {
        w->failing = false;
        log_info("the database is written again");
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
    const char **texts[COMMAND_TEXTS];
    texts_of(c, texts);
    for (int i = 0; i < COMMAND_TEXTS; i++) *texts[i] = mem_strdup(*texts[i]);
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
    struct err why;
    return folder_make(path, 0700, &why) || err_set(err, "data folder %.400s; choose another with --data", why.text);
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
    w->log_keeps = true; /* a program that was cut off may have left it so */
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

bool writer_lost_file(struct writer *writer)
{
    return writer->lost_file;
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
