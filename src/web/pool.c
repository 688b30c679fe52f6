#include "web/pool.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"

struct waiting {
    void *job;
    ms_t due;
};

struct pool {
    pool_run *run;
    pthread_t *threads;
    int thread_count;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t changed;
    struct waiting *queue; /* in the order they came */
    int queued, capacity;
    bool stopping;
};

/* The place of the job to run next; queued > 0. */
static int first_due(const struct pool *pool)
{
    int first = 0;
    for (int i = 1; i < pool->queued; i++)
        if (pool->queue[i].due < pool->queue[first].due) first = i;
    return first;
}

static void *take(struct pool *pool, int place)
{
    void *job = pool->queue[place].job;
    pool->queued--;
    for (int i = place; i < pool->queued; i++) pool->queue[i] = pool->queue[i + 1];
    /* Somebody else looks after what is still to become due. */
    if (pool->queued > 0) pthread_cond_signal(&pool->changed);
    return job;
}

static void wait_until(struct pool *pool, ms_t due)
{
    const struct timespec until = {.tv_sec = (time_t)(due / 1000), .tv_nsec = (long)(due % 1000) * 1000000};
    pthread_cond_timedwait(&pool->changed, &pool->lock, &until);
}

/* The next job once it is due; NULL: the pool stops and nothing is left. */
static void *next_job(struct pool *pool)
{
    for (;;) {
        if (pool->queued == 0 && pool->stopping) return NULL;
        if (pool->queued == 0) {
            pthread_cond_wait(&pool->changed, &pool->lock);
            continue;
        }
        int first = first_due(pool);
        ms_t due = pool->queue[first].due;
        if (pool->stopping || due <= clock_monotonic()) return take(pool, first);
        wait_until(pool, due);
    }
}

static void *work(void *arg)
{
    struct pool *pool = arg;
    void *job;
    pthread_mutex_lock(&pool->lock);
    while ((job = next_job(pool))) {
        pthread_mutex_unlock(&pool->lock);
        pool->run(job);
        pthread_mutex_lock(&pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static void init_changed(struct pool *pool)
{
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&pool->changed, &attr);
    pthread_condattr_destroy(&attr);
}

struct pool *pool_start(const char *name, int threads, int capacity, pool_run *run)
{
    struct pool *pool = mem_zalloc(1, sizeof *pool);
    pool->run = run;
    pool->capacity = capacity;
    pool->queue = mem_zalloc((size_t)capacity, sizeof *pool->queue);
    pool->threads = mem_zalloc((size_t)threads, sizeof *pool->threads);
    pthread_mutex_init(&pool->lock, NULL);
    init_changed(pool);
    while (pool->thread_count < threads && pthread_create(&pool->threads[pool->thread_count], NULL, work, pool) == 0)
        pthread_setname_np(pool->threads[pool->thread_count++], name);
    if (pool->thread_count == threads) return pool;
    pool_stop(pool);
    pool_free(pool);
    return NULL;
}

bool pool_push(struct pool *pool, void *job, ms_t due)
{
    pthread_mutex_lock(&pool->lock);
    bool taken = !pool->stopping && pool->queued < pool->capacity;
    if (taken) {
        pool->queue[pool->queued++] = (struct waiting){job, due};
        pthread_cond_signal(&pool->changed);
    }
    pthread_mutex_unlock(&pool->lock);
    return taken;
}

void pool_stop(struct pool *pool)
{
    if (!pool) return;
    pthread_mutex_lock(&pool->lock);
    pool->stopping = true;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
    for (int i = 0; i < pool->thread_count; i++) pthread_join(pool->threads[i], NULL);
    pool->thread_count = 0;
}

void pool_free(struct pool *pool)
{
    if (!pool) return;
    pthread_cond_destroy(&pool->changed);
    pthread_mutex_destroy(&pool->lock);
    free(pool->threads);
    free(pool->queue);
    free(pool);
}
