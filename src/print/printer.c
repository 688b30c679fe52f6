#include "print/printer.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/worker.h"
#include "core/closing.h"
#include "core/queue.h"
#include "core/vault.h"
#include "core/writer.h"
#include "print/device.h"
#include "print/receipt.h"
#include "store/db.h"

enum {
    TRIES = 4,            /* for a receipt while the printer is thought to be well */
    FIRST_PAUSE_MS = 250, /* doubled with each try */
    DATABASE_PAUSE_MS = 250,
    DATABASE_PAUSE_MOST_MS = 30000,
    FINISH_MS = 5000, /* for the receipt under way when the program ends */
};

struct printer {
    struct writer *writer;
    struct print_conf conf;
    struct device device;
    struct receipt_art *art;
    struct db *db; /* the worker's thread only */
    struct worker *worker;
    bool down; /* the last receipt failed; the worker's thread only */
    pthread_mutex_t lock;
    pthread_cond_t stop;
    bool stopping; /* guarded by lock */
    ms_t stop_at;  /* when that was asked for; guarded by lock */
};

/* One waiting wake-up is enough: the worker then prints all there is. */
static void wake(struct printer *p)
{
    static char wake_up;
    worker_try_push(p->worker, &wake_up);
}

static void on_commit(void *arg, int64_t last_journal_id)
{
    (void)last_journal_id;
    wake(arg);
}

static bool is_stopping(struct printer *p)
{
    pthread_mutex_lock(&p->lock);
    bool stopping = p->stopping;
    pthread_mutex_unlock(&p->lock);
    return stopping;
}

/* Waits; false as soon as the printer is to stop. */
static bool pause_for(struct printer *p, int ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&p->lock);
    int timed_out = 0;
    while (!p->stopping && !timed_out) timed_out = pthread_cond_timedwait(&p->stop, &p->lock, &until);
    bool stopping = p->stopping;
    pthread_mutex_unlock(&p->lock);
    return !stopping;
}

/* ---- one receipt ---- */

/* What is to be printed: a ticket's receipt, a case's, or the day's closing report. */
enum slip_kind { SLIP_TICKET, SLIP_CASE, SLIP_CLOSING };
struct slip {
    enum slip_kind kind;
    struct ticket ticket;
    struct complaint filed;
    struct closing closing;
    char name[32];
};

struct receipt_job {
    struct printer *printer;
    const struct slip *slip;
    bool begun; /* it is marked unknown and the receipt may be on paper */
};

static bool mark(struct printer *p, const struct slip *slip, enum print_state state)
{
    static const enum command_kind kinds[] = {
        [SLIP_TICKET] = CMD_PRINTED, [SLIP_CASE] = CMD_COMPLAINT_PRINT, [SLIP_CLOSING] = CMD_CLOSING_PRINT};
    struct command command = {.kind = kinds[slip->kind],
                              .channel = "program",
                              .ticket = slip->ticket.id,
                              .complaint = slip->filed.id,
                              .closing = slip->closing.id,
                              .print = state};
    struct outcome out;
    writer_do(p->writer, &command, &out);
    if (out.code == OUT_OK) return true;
    log_error("receipt %s: its print state \"%s\" could not be written: %s", slip->name, print_state_name(state),
              out.message);
    return false;
}

/* Until the end is known, a receipt that has begun is "unknown": should the machine lose its power
 * now, the next start neither prints it a second time nor claims that it was printed. */
static bool begin(void *arg)
{
    struct receipt_job *job = arg;
    job->begun = mark(job->printer, job->slip, PRINT_UNKNOWN);
    return job->begun;
}

/* A program that ends waits for a healthy printer, not for one that is stuck. */
static bool give_up(void *arg)
{
    struct printer *p = ((struct receipt_job *)arg)->printer;
    pthread_mutex_lock(&p->lock);
    bool late = p->stopping && clock_monotonic() - p->stop_at > FINISH_MS;
    pthread_mutex_unlock(&p->lock);
    return late;
}

/* Tells the log of a printer that failed, and of one that is well again, once each. */
static void note_health(struct printer *p, bool failed, const struct err *err)
{
    if (failed && !p->down) log_warn("receipt printer: %s", err->text);
    if (!failed && p->down) log_info("receipt printer: printing again");
    p->down = failed;
}

/* Sends until something left the program. A printer known to be down gets one try a receipt, so that
 * a long queue does not wait for each one's pauses. DEVICE_NOT_STARTED: all tries were in vain. */
static enum device_result send_receipt(struct printer *p, struct receipt_job *job, const struct bitmap *bitmap,
                                       struct err *err)
{
    const struct device_job out = {
        .bitmap = bitmap, .name = job->slip->name, .begin = begin, .give_up = give_up, .arg = job};
    int tries = p->down ? 1 : TRIES;
    for (int i = 0;; i++) {
        enum device_result result = p->device.kind->print(&p->device, &out, err);
        if (result != DEVICE_NOT_STARTED || i + 1 >= tries) return result;
        if (!pause_for(p, FIRST_PAUSE_MS << i)) return result;
    }
}

/* Was a second copy asked for while the first was being printed? Then the row is pending again. */
static bool asked_again(struct printer *p, const struct receipt_job *job)
{
    const struct slip *was = job->slip;
    struct slip now;
    struct err err;
    if (!job->begun) return false;
    switch (was->kind) {
    case SLIP_CASE:
        return complaint_by_id(p->db, NULL, NULL, was->filed.id, &now.filed, &err) &&
               now.filed.print == PRINT_PENDING;
    case SLIP_CLOSING:
        return closing_by_id(p->db, was->closing.id, &now.closing, &err) && now.closing.print == PRINT_PENDING;
    default:
        return queue_ticket(p->db, was->ticket.id, &now.ticket, &err) && now.ticket.print == PRINT_PENDING;
    }
}

static struct bitmap *draw(struct printer *p, const struct slip *slip, struct err *err)
{
    const struct hall *hall = writer_hall(p->writer);
    if (slip->kind == SLIP_CASE)
        return receipt_case(p->art, hall, &slip->filed, p->conf.public_url, p->conf.width_dots, err);
    if (slip->kind == SLIP_CLOSING) return receipt_closing(p->art, hall, &slip->closing, p->conf.width_dots, err);
    return receipt_ticket(p->art, hall, &slip->ticket, p->conf.public_url, p->conf.width_dots, err);
}

/* Prints and marks one. False when the database would not take the mark. */
static bool print_one(struct printer *p, const struct slip *slip)
{
    static const enum print_state states[] = {[DEVICE_PRINTED] = PRINT_PRINTED,
                                              [DEVICE_NOT_STARTED] = PRINT_FAILED,
                                              [DEVICE_FAILED] = PRINT_FAILED,
                                              [DEVICE_UNKNOWN] = PRINT_UNKNOWN};
    struct receipt_job job = {.printer = p, .slip = slip};
    struct err err = {""};
    struct bitmap *bitmap = draw(p, slip, &err);
    if (!bitmap) {
        log_error("receipt %s: %s", slip->name, err.text);
        return mark(p, slip, PRINT_FAILED);
    }
    enum device_result result = send_receipt(p, &job, bitmap, &err);
    bitmap_free(bitmap);
    note_health(p, result == DEVICE_NOT_STARTED || result == DEVICE_FAILED, &err);
    /* Given up only because the program stops: the next start prints it. */
    if (result == DEVICE_NOT_STARTED && !job.begun && is_stopping(p)) return true;
    if (asked_again(p, &job)) return true;
    return (job.begun && result == DEVICE_UNKNOWN) || mark(p, slip, states[result]);
}

static bool next_case(struct printer *p, struct slip *slip, struct err *err)
{
    struct vault vault;
    writer_vault(p->writer, &vault);
    bool found = complaint_next_print(p->db, &vault, &slip->filed, err);
    vault_wipe(&vault);
    if (!found) return false;
    slip->kind = SLIP_CASE;
    return str_copy(slip->name, sizeof slip->name, slip->filed.number);
}

static bool next_closing(struct printer *p, struct slip *slip, struct err *err)
{
    if (!closing_next_print(p->db, &slip->closing, err)) return false;
    slip->kind = SLIP_CLOSING;
    snprintf(slip->name, sizeof slip->name, "closing-%s-%d", slip->closing.day, (int)slip->closing.id);
    return true;
}

/* The next pending one, visitors' before the hall's own; false without err->text when there is none. */
static bool next_slip(struct printer *p, struct slip *slip, struct err *err)
{
    bool found =
        queue_next_print(p->db, writer_hall(p->writer), clock_now(writer_clock(p->writer)), &slip->ticket, err);
    if (found) return str_copy(slip->name, sizeof slip->name, slip->ticket.number);
    return !err->text[0] && (next_case(p, slip, err) || (!err->text[0] && next_closing(p, slip, err)));
}

/* Prints all that is pending. A database that fails is asked again after a pause that grows. */
static void print_pending(struct printer *p)
{
    int pause = DATABASE_PAUSE_MS;
    while (!is_stopping(p)) {
        struct slip slip = {0};
        struct err err = {""};
        bool found = next_slip(p, &slip, &err);
        if (!found && !err.text[0]) return;
        if (found && print_one(p, &slip)) {
            pause = DATABASE_PAUSE_MS;
            continue;
        }
        if (!found) log_error("receipts: %s", err.text);
        if (!pause_for(p, pause)) return;
        if (pause < DATABASE_PAUSE_MOST_MS) pause *= 2;
    }
}

static void run(void *ctx, void **jobs, size_t n)
{
    struct printer *p = ctx;
    (void)jobs;
    (void)n;
    print_pending(p);
    receipt_art_rest(p->art);
}

/* ---- start, stop, status ---- */

static void init_stop(struct printer *p)
{
    pthread_condattr_t attr;
    pthread_mutex_init(&p->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&p->stop, &attr);
    pthread_condattr_destroy(&attr);
}

static void destroy(struct printer *p)
{
    db_close(p->db);
    receipt_art_free(p->art);
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->stop);
    free(p);
}

struct printer *printer_start(struct writer *writer, const struct print_conf *conf, struct err *err)
{
    struct printer *p = mem_zalloc(1, sizeof *p);
    p->writer = writer;
    p->conf = *conf;
    init_stop(p);
    bool ok = device_parse(conf->device, &p->device, err) && p->device.kind->prepare(&p->device, err);
    if (ok) p->art = receipt_art_load(conf->fonts, conf->font_family, conf->assets, err);
    if (p->art) p->db = writer_reader(writer, err);
    if (!p->db) {
        destroy(p);
        return NULL;
    }
    p->worker = worker_start("printer", 1, run, p);
    writer_listen(writer, on_commit, p);
    wake(p); /* for what an earlier run left */
    return p;
}

void printer_stop(struct printer *printer)
{
    if (!printer) return;
    writer_unlisten(printer->writer, printer);
    pthread_mutex_lock(&printer->lock);
    printer->stopping = true;
    printer->stop_at = clock_monotonic();
    pthread_cond_broadcast(&printer->stop);
    pthread_mutex_unlock(&printer->lock);
    worker_stop(printer->worker);
    destroy(printer);
}

bool printer_status(const struct print_conf *conf, struct printer_status *out, struct err *err)
{
    struct device device;
    if (!device_parse(conf->device, &device, err)) return false;
    device.kind->status(&device, out);
    return true;
}

static bool begin_always(void *arg)
{
    (void)arg;
    return true;
}

bool printer_test(const struct hall *hall, const struct print_conf *conf, struct printer_status *out, struct err *err)
{
    struct device device;
    struct ticket ticket = {
        .number = "TEST", .token = "0000000000000000000000", .code = "0000", .issued_at = clock_now(&clock_system)};
    str_copy(ticket.service, sizeof ticket.service, hall->services[0].code);
    if (!device_parse(conf->device, &device, err)) return false;
    struct receipt_art *art = receipt_art_load(conf->fonts, conf->font_family, conf->assets, err);
    struct bitmap *bitmap = art ? receipt_ticket(art, hall, &ticket, conf->public_url, conf->width_dots, err) : NULL;
    receipt_art_free(art);
    if (!bitmap) return false;
    const struct device_job job = {.bitmap = bitmap, .name = ticket.number, .begin = begin_always};
    bool printed = device.kind->print(&device, &job, err) == DEVICE_PRINTED;
    bitmap_free(bitmap);
    device.kind->status(&device, out);
    return printed;
}
