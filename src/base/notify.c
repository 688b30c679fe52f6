#include "base/notify.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static struct {
    pthread_mutex_t lock;
    unsigned needed, seen; /* parts; needed 0: not ready yet */
} watchdog = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* One datagram on the manager's socket, sd_notify(3); a name with @ first is an abstract one. */
static void tell(const char *state)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    size_t n = path ? strlen(path) : 0;

    if (n < 2 || n >= sizeof to.sun_path || (path[0] != '/' && path[0] != '@')) return;
    memcpy(to.sun_path, path, n);
    if (path[0] == '@') to.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return;
    /* A manager that does not listen will notice by its watchdog. */
    (void)sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&to,
                 (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n));
    close(fd);
}

bool notify_managed(void)
{
    return getenv("NOTIFY_SOCKET") != NULL;
}

void notify_ready(unsigned parts)
{
    pthread_mutex_lock(&watchdog.lock);
    watchdog.needed = parts;
    pthread_mutex_unlock(&watchdog.lock);
    tell("READY=1");
}

void notify_alive(enum notify_part part)
{
    bool all;

    pthread_mutex_lock(&watchdog.lock);
    watchdog.seen |= part;
    all = watchdog.needed && (watchdog.seen & watchdog.needed) == watchdog.needed;
    if (all) watchdog.seen = 0;
    pthread_mutex_unlock(&watchdog.lock);
    if (all) tell("WATCHDOG=1");
}

void notify_stopping(void)
{
    tell("STOPPING=1");
}
