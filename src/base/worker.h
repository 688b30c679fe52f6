/* worker.h - a thread with a bounded queue of jobs, the one shape of every worker here.
 *
 * The thread takes everything that is queued at once and hands it over as a batch, in order. */
#ifndef BASE_WORKER_H
#define BASE_WORKER_H

#include <stdbool.h>
#include <stddef.h>

struct worker;

/* Called on the worker's thread with n >= 1 jobs; the callee owns the jobs from then on. */
typedef void worker_run(void *ctx, void **jobs, size_t n);

/* Starts a thread called name (at most 15 bytes) holding at most capacity waiting jobs. */
struct worker *worker_start(const char *name, size_t capacity, worker_run *run, void *ctx);
/* Queues job, waiting while the queue is full. False (job stays the caller's) once stopping. */
bool worker_push(struct worker *worker, void *job);
/* The same without waiting: false also when the queue is full. */
bool worker_try_push(struct worker *worker, void *job);
/* Runs what is queued, ends the thread, frees the worker. NULL is allowed. */
void worker_stop(struct worker *worker);

#endif
