/* pool.h - threads for what may wait: writes, and the checking of passwords. The server's own threads never
 * do, so reading stays quick whatever holds up the database. */
#ifndef WEB_POOL_H
#define WEB_POOL_H

#include <stdbool.h>

#include "base/clock.h"

struct pool;

/* Called on one of the pool's threads; the callee owns the job from then on. */
typedef void pool_run(void *job);

/* Threads called name (at most 15 bytes), and room for capacity waiting jobs. NULL when no thread is to be had. */
struct pool *pool_start(const char *name, int threads, int capacity, pool_run *run);
/* Queues job, to be run from `due` on (a monotonic time; 0: at once), the one due first being the first. False,
 * and the job stays the caller's, when there is no room or the pool is stopping. */
bool pool_push(struct pool *pool, void *job, ms_t due);
/* Runs what is queued, due or not, and ends the threads. From then on pool_push refuses. NULL allowed. */
void pool_stop(struct pool *pool);
void pool_free(struct pool *pool); /* after pool_stop; NULL allowed */

#endif
