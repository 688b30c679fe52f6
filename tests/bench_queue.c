/* How fast the queue is with the machine's own disk: `./kiosk bench` prints it. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "config.h"
#include "core/queue.h"
#include "core/staff.h"
#include "core/writer.h"
#include "store/db.h"
#include "store/schema.h"

enum { THREADS = 4, EACH = 500, VIEWS = 200 };

struct run {
    struct writer *writer;
    double *ms; /* EACH of them */
};

static void issue_and_time(struct writer *writer, double *ms)
{
    struct outcome out;
    struct command issue = {
        .kind = CMD_ISSUE, .channel = "terminal", .service = writer_hall(writer)->services[0].code};
    ms_t begin = clock_monotonic();
    writer_do(writer, &issue, &out);
    *ms = (double)(clock_monotonic() - begin);
    if (out.code != OUT_OK) {
        fprintf(stderr, "issue: %s\n", out.message);
        exit(1);
    }
}

static void *issue_many(void *arg)
{
    struct run *run = arg;
    for (int i = 0; i < EACH; i++) issue_and_time(run->writer, &run->ms[i]);
    return NULL;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void bench_issue(struct writer *writer)
{
    static double ms[THREADS * EACH];
    pthread_t threads[THREADS];
    struct run runs[THREADS];
    ms_t begin = clock_monotonic();
    for (int i = 0; i < THREADS; i++) {
        runs[i] = (struct run){writer, ms + i * EACH};
        pthread_create(&threads[i], NULL, issue_many, &runs[i]);
    }
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    double seconds = (double)(clock_monotonic() - begin) / 1000;
    qsort(ms, THREADS * EACH, sizeof *ms, by_value);
    printf("issue, %d threads: %.0f tickets/s, p50 %.0f ms, p99 %.0f ms\n", THREADS, THREADS * EACH / seconds,
           ms[THREADS * EACH / 2], ms[THREADS * EACH * 99 / 100]);
}

static void bench_view(struct writer *writer)
{
    static struct hall_view view;
    struct err err;
    struct db *db = writer_reader(writer, &err);
    ms_t begin = clock_monotonic();
    for (int i = 0; db && i < VIEWS; i++)
        if (!queue_view(db, writer_hall(writer), clock_now(&clock_system), &view, &err)) exit(1);
    printf("view with %d waiting: %.2f ms\n", view.waiting, (double)(clock_monotonic() - begin) / VIEWS);
    db_close(db);
}

int main(void)
{
    static const char *const left[] = {SCHEMA_FILE, SCHEMA_FILE "-wal", SCHEMA_FILE "-shm"};
    static const char *const sets[] = {"hall.hours=always"};
    static struct config config;
    struct str problems = {0};
    struct err err;
    char folder[] = "kiosk-bench-XXXXXX", path[64]; /* in the build folder: a real disk, not /tmp */
    struct config_args args = {.file = KIOSK_SOURCE_DIR "/kiosk.conf", .sets = sets, .set_count = 1};
    if (!i18n_init(KIOSK_BINARY_DIR "/locale")) return 1; /* the conf names a language */
    if (!config_load(&config, &args, &problems) || !mkdtemp(folder)) return 1;
    struct writer *writer = writer_open(&config.hall, folder, &clock_system, &err);
    if (!writer) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    bench_issue(writer);
    bench_view(writer);
    writer_close(writer);
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, left[i]);
        unlink(path);
    }
    rmdir(folder);
    config_free(&config);
    return 0;
}
