#include "print/link.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

enum { SLICE_MS = 250 }; /* of a wait, after which the limit is looked at again */

static bool is_over(const struct link_limit *limit)
{
    return clock_monotonic() >= limit->until || (limit->give_up && limit->give_up(limit->arg));
}

/* Waits until fd is ready for events; false when the time is over. */
static bool wait_for(int fd, short events, ms_t until, const struct link_limit *limit)
{
    while (!is_over(limit)) {
        ms_t left = until - clock_monotonic();
        struct pollfd p = {.fd = fd, .events = events};
        int n = poll(&p, 1, left < 0 ? 0 : left < SLICE_MS ? (int)left : SLICE_MS);
        if (n > 0) return true;
        if (left <= 0 || (n < 0 && errno != EINTR)) return false;
    }
    return false;
}

/* A connected socket, or -1 with errno. */
static int connect_to(const struct addrinfo *to, int timeout_ms, const struct link_limit *limit)
{
    int fd = socket(to->ai_family, to->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, to->ai_protocol);
    if (fd < 0) return -1;
    int why = connect(fd, to->ai_addr, to->ai_addrlen) == 0 ? 0 : errno;
    if (why == EINPROGRESS) {
        socklen_t size = sizeof why;
        if (!wait_for(fd, POLLOUT, clock_monotonic() + timeout_ms, limit))
            why = ETIMEDOUT;
        else
            getsockopt(fd, SOL_SOCKET, SO_ERROR, &why, &size);
    }
    if (why == 0) return fd;
    close(fd);
    errno = why;
    return -1;
}

bool link_open_tcp(struct link *link, const char *host, const char *port, int timeout_ms,
                   const struct link_limit *limit, struct err *err)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV}, *found;
    *link = (struct link){.fd = -1, .socket = true, .limit = limit};
    snprintf(link->name, sizeof link->name, "%.280s:%s", host, port);
    int fault = getaddrinfo(host, port, &hints, &found);
    if (fault) return err_set(err, "printer %s: %s; check [printer] device", link->name, gai_strerror(fault));
    for (struct addrinfo *to = found; to && link->fd < 0; to = to->ai_next)
        link->fd = connect_to(to, timeout_ms, limit);
    int why = errno;
    freeaddrinfo(found);
    if (link->fd >= 0) return true;
    return err_set(err, "printer %s: %s; is it switched on and in the network?", link->name, strerror(why));
}

bool link_open_port(struct link *link, const char *path, const struct link_limit *limit, struct err *err)
{
    *link = (struct link){.fd = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC), .limit = limit};
    snprintf(link->name, sizeof link->name, "%.290s", path);
    if (link->fd >= 0) return true;
    const char *advice = errno == EACCES  ? "let this user write there (on Debian: group lp)"
                         : errno == EBUSY ? "another program has it open"
                                          : "is it plugged in and switched on?";
    return err_set(err, "printer %s: %s; %s", path, strerror(errno), advice);
}

void link_close(struct link *link)
{
    if (link->fd >= 0) close(link->fd);
    link->fd = -1;
}

static ssize_t put(const struct link *link, const void *bytes, size_t n)
{
    return link->socket ? send(link->fd, bytes, n, MSG_NOSIGNAL) : write(link->fd, bytes, n);
}

bool link_write(struct link *link, const void *bytes, size_t n, int idle_ms, size_t *sent, struct err *err)
{
    size_t done = 0;
    bool moving = true;
    while (moving && done < n) {
        moving = wait_for(link->fd, POLLOUT, clock_monotonic() + idle_ms, link->limit);
        ssize_t part = moving ? put(link, (const char *)bytes + done, n - done) : 0;
        if (part > 0) done += (size_t)part;
        if (part < 0 && errno != EAGAIN && errno != EINTR) break;
    }
    if (sent) *sent = done;
    if (done == n) return true;
    return err_set(err, "printer %s: %s after %zu of %zu bytes; look at its paper and cover", link->name,
                   moving ? strerror(errno) : "takes nothing more", done, n);
}

int link_read(struct link *link, int timeout_ms)
{
    uint8_t byte;
    ms_t until = clock_monotonic() + timeout_ms;
    while (wait_for(link->fd, POLLIN, until, link->limit)) {
        ssize_t n = read(link->fd, &byte, 1);
        if (n == 1) return byte;
        if (n == 0) return link->socket ? LINK_BROKEN : LINK_SILENT; /* usblp reads nothing as an end of file */
        if (errno != EAGAIN && errno != EINTR) return LINK_BROKEN;
    }
    return LINK_SILENT;
}
