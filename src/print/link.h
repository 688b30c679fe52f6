/* link.h - a two-way line to a printer, over TCP or a device file. Every call ends in time, whatever the
 * printer sends or takes, and all of them together by the line's limit. */
#ifndef PRINT_LINK_H
#define PRINT_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"

/* When the whole talk has to be over. */
struct link_limit {
    ms_t until;                 /* monotonic */
    bool (*give_up)(void *arg); /* asked a few times a second; NULL: only the time counts */
    void *arg;
};

struct link {
    int fd;
    bool socket;
    const struct link_limit *limit; /* not owned, outlives the link */
    char name[300]; /* for messages */
};

/* False with err: what failed and what to do. timeout_ms is for each address of the host. */
bool link_open_tcp(struct link *link, const char *host, const char *port, int timeout_ms,
                   const struct link_limit *limit, struct err *err);
bool link_open_port(struct link *link, const char *path, const struct link_limit *limit, struct err *err);
void link_close(struct link *link);

/* Writes all n bytes. False with err once nothing moved for idle_ms, or the line broke; *sent (if
 * not NULL) says how far it came. */
bool link_write(struct link *link, const void *bytes, size_t n, int idle_ms, size_t *sent, struct err *err);

enum { LINK_SILENT = -1, LINK_BROKEN = -2 };
/* The next byte from the printer, or LINK_SILENT after timeout_ms, or LINK_BROKEN. */
int link_read(struct link *link, int timeout_ms);

#endif
