#include "web/listen.h"

#include <errno.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/hostport.h"

enum { BACKLOG = 128 };

static bool explain(struct err *err, const char *address, const char *port, int why)
{
    switch (why) {
    case EADDRINUSE:
        return err_set(err, "port %s is in use: stop the other program or set [web] listen", port);
    case EACCES:
        return err_set(err, "port %s is not allowed without root: set [web] listen to a port from 1024 up", port);
    case EADDRNOTAVAIL:
        return err_set(err, "%s is not an address of this machine: set [web] listen", address);
    default:
        return err_set(err, "can't listen on %s: %s; set [web] listen", address, strerror(why));
    }
}

static bool tell_url(int fd, char *url, size_t size)
{
    struct sockaddr_storage bound;
    socklen_t n = sizeof bound;
    char host[HOST_SIZE], port[8];
    if (getsockname(fd, (struct sockaddr *)&bound, &n) != 0) return false;
    if (getnameinfo((struct sockaddr *)&bound, n, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return false;
    bool v6 = strchr(host, ':') != NULL;
    snprintf(url, size, "http://%s%s%s:%s", v6 ? "[" : "", host, v6 ? "]" : "", port);
    return true;
}

static int try_listen(const struct addrinfo *at)
{
    int fd = socket(at->ai_family, at->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, at->ai_protocol), on = 1;
    if (fd < 0) return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0) return fd;
    int why = errno;
    close(fd);
    errno = why;
    return -1;
}

/* A name may stand for an address that this machine does not have, as localhost for ::1. A port that is in use
 * is in use all the same. */
static int try_first(const struct addrinfo *found)
{
    int fd = try_listen(found);
    while (fd < 0 && (errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT) && found->ai_next)
        fd = try_listen(found = found->ai_next);
    return fd;
}

int listen_open(const char *address, char *url, size_t size, struct err *err)
{
    struct hostport at;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV}, *found;
    if (!hostport_parse(address, 0, &at)) {
        err_set(err, "[web] listen = %s is not HOST:PORT, such as 127.0.0.1:8080", address);
        return -1;
    }
    int failed = getaddrinfo(at.host, at.port, &hints, &found);
    if (failed) {
        err_set(err, "[web] listen: %s is no known host (%s); use an address such as 127.0.0.1", at.host,
                gai_strerror(failed));
        return -1;
    }
    int fd = try_first(found);
    if (fd < 0 || !tell_url(fd, url, size)) {
        explain(err, address, at.port, errno);
        if (fd >= 0) close(fd);
        fd = -1;
    }
    freeaddrinfo(found);
    return fd;
}
