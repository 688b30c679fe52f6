#include "base/mem.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

static void *kept(void *p, size_t count, size_t size)
{
    if (!p && count && size) {
        log_error("out of memory: %zu items of %zu bytes; free some memory, the service starts again by itself",
                  count, size);
        _exit(1); /* other threads still run: nothing of theirs may be torn down under them */
    }
    return p;
}

void *mem_zalloc(size_t count, size_t size)
{
    if (count == 0 || size == 0) count = size = 1;
    return kept(calloc(count, size), count, size);
}

void *mem_resize(void *p, size_t count, size_t size)
{
    if (count == 0 || size == 0) count = size = 1;
    return kept(reallocarray(p, count, size), count, size);
}

char *mem_strdup(const char *s)
{
    return s ? kept(strdup(s), 1, strlen(s) + 1) : NULL;
}

void mem_free_wiped(void *p)
{
    if (p) explicit_bzero(p, malloc_usable_size(p));
    free(p);
}

void mem_tune(void)
{
    /* Left to itself, malloc keeps the room of large blocks once one was freed, and a heap a thread. */
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    mallopt(M_TRIM_THRESHOLD, 256 * 1024);
    mallopt(M_ARENA_MAX, 2);
}
