#include "base/worker.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"

struct worker {
    pthread_t thread;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t work, room;
    void **queue; /* what waits */
    void **batch; /* what runs; belongs to the worker's thread */
    size_t queued, capacity;
    bool stopping;
    worker_run *run;
    void *ctx;
};

static void *worker_main(void *arg)
{
    struct worker *w = arg;
    pthread_mutex_lock(&w->lock);
    for (;;) {
        while (w->queued == 0 && !w->stopping) pthread_cond_wait(&w->work, &w->lock);
        if (w->queued == 0) break;
        size_t n = w->queued;
        void **taken = w->queue;
        w->queue = w->batch;
        w->batch = taken;
        w->queued = 0;
        pthread_cond_broadcast(&w->room);
        pthread_mutex_unlock(&w->lock);
        w->run(w->ctx, taken, n);
        pthread_mutex_lock(&w->lock);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

struct worker *worker_start(const char *name, size_t capacity, worker_run *run, void *ctx)
{
    struct worker *w = mem_zalloc(1, sizeof *w);
    w->queue = mem_zalloc(capacity, sizeof *w->queue);
    w->batch = mem_zalloc(capacity, sizeof *w->batch);
    w->capacity = capacity;
    w->run = run;
    w->ctx = ctx;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->work, NULL);
    pthread_cond_init(&w->room, NULL);
    if (pthread_create(&w->thread, NULL, worker_main, w) != 0) {
        log_error("no thread for %s could be made; the machine is out of resources", name);
        _exit(1);
    }
    pthread_setname_np(w->thread, name);
    return w;
}

static bool push(struct worker *w, void *job, bool wait)
{
    pthread_mutex_lock(&w->lock);
    while (wait && !w->stopping && w->queued == w->capacity) pthread_cond_wait(&w->room, &w->lock);
    bool taken = !w->stopping && w->queued < w->capacity;
    if (taken) {
        w->queue[w->queued++] = job;
        pthread_cond_signal(&w->work);
    }
    pthread_mutex_unlock(&w->lock);
    return taken;
}

bool worker_push(struct worker *worker, void *job)
{
    return push(worker, job, true);
}

bool worker_try_push(struct worker *worker, void *job)
{
    return push(worker, job, false);
}

void worker_stop(struct worker *w)
{
    if (!w) return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_cond_broadcast(&w->work);
    pthread_cond_broadcast(&w->room);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    pthread_mutex_destroy(&w->lock);
    pthread_cond_destroy(&w->work);
    pthread_cond_destroy(&w->room);
    free(w->queue);
    free(w->batch);
    free(w);
}
