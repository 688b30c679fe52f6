#include "keeper.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/notify.h"
#include "base/str.h"
#include "core/writer.h"

enum { LOOK_EVERY_S = 30, DUTIES = 2 };

/* What the writer does by itself when it is asked to look. */
struct duty {
    enum command_kind kind;
    const char *what;
    char trouble[256]; /* why it failed last, "": it did not */
};

/* A file that was read while running. None is freed before the end, as others may be reading it. */
struct reading {
    struct config config;
    struct reading *before;
};

struct keeper {
    struct writer *writer;
    struct config_args args;
    const struct config *first;
    struct reading *newest;
    struct duty duties[DUTIES]; /* the keeper's thread only */
    pthread_t thread;
};

/* Of the process, as a signal handler must reach them. */
static sem_t bell;
static volatile sig_atomic_t reload_asked, stop_asked;

void keeper_reload(void)
{
    reload_asked = 1;
    sem_post(&bell);
}

/* Only what the hall is takes effect; how this machine serves it does not change under its feet. */
static bool needs_restart(const struct config *a, const struct config *b)
{
    return strcmp(a->web.listen, b->web.listen) != 0 || strcmp(a->print.device, b->print.device) != 0 ||
           a->ui.width != b->ui.width || a->ui.height != b->ui.height || strcmp(a->data_dir, b->data_dir) != 0 ||
           strcmp(a->hall.zone, b->hall.zone) != 0 || a->hall.day_starts != b->hall.day_starts;
}

static void reload(struct keeper *k)
{
    struct reading *r = mem_zalloc(1, sizeof *r);
    struct str problems = {0};
    if (!config_load(&r->config, &k->args, &problems)) {
        log_error("kiosk.conf is refused, the hall goes on as before:\n%s", problems.s);
        clock_zone(k->first->hall.zone); /* reading a zone sets it */
        config_free(&r->config);
        free(r);
    } else {
        if (needs_restart(k->first, &r->config))
            log_warn("%s: new addresses, sizes, devices, folders and the time zone take effect at the next start",
                     r->config.path);
        clock_zone(k->first->hall.zone);
        r->before = k->newest;
        k->newest = r;
        writer_set_hall(k->writer, &r->config.hall);
        log_info("%s was read again", r->config.path);
    }
    str_free(&problems);
}

/* What goes wrong every half minute is told once. */
static void look(struct keeper *k, struct duty *duty)
{
    struct outcome out;
    writer_do(k->writer, &(struct command){.kind = duty->kind, .channel = "program"}, &out);
    if (out.code == OUT_OK)
        notify_alive(NOTIFY_WRITER);
    else if (strcmp(duty->trouble, out.message) != 0)
        log_error("%s: %s", duty->what, out.message);
    str_copy(duty->trouble, sizeof duty->trouble, out.code == OUT_OK ? "" : out.message);
}

static void look_after_all(struct keeper *k)
{
    for (int i = 0; i < DUTIES; i++) look(k, &k->duties[i]);
}

static void *keep(void *arg)
{
    struct keeper *k = arg;
    look_after_all(k); /* what came due while the machine was off */
    while (!stop_asked) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += LOOK_EVERY_S;
        sem_timedwait(&bell, &until);
        if (stop_asked) break;
        if (reload_asked) {
            reload_asked = 0;
            reload(k);
        }
        look_after_all(k);
    }
    return NULL;
}

struct keeper *keeper_start(struct writer *writer, const struct config *config, const struct config_args *args)
{
    struct keeper *k = mem_zalloc(1, sizeof *k);
    k->writer = writer;
    k->args = *args;
    k->args.file = config->path;
    k->first = config;
    k->duties[0] = (struct duty){.kind = CMD_DAY_END, .what = "the day's end"};
    k->duties[1] = (struct duty){.kind = CMD_CASES_DUE, .what = "what is due of cases"};
    stop_asked = reload_asked = 0;
    sem_init(&bell, 0, 0);
    pthread_create(&k->thread, NULL, keep, k);
    pthread_setname_np(k->thread, "keeper");
    return k;
}

void keeper_stop(struct keeper *keeper)
{
    if (!keeper) return;
    stop_asked = 1;
    sem_post(&bell);
    pthread_join(keeper->thread, NULL);
}

void keeper_free(struct keeper *keeper)
{
    if (!keeper) return;
    while (keeper->newest) {
        struct reading *before = keeper->newest->before;
        config_free(&keeper->newest->config);
        free(keeper->newest);
        keeper->newest = before;
    }
    free(keeper);
}
