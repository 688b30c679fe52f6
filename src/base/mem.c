#include "base/mem.h"

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
