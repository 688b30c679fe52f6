/* listen.h - the listening socket. */
#ifndef WEB_LISTEN_H
#define WEB_LISTEN_H

#include <stddef.h>

#include "base/err.h"

/* Listens on address, HOST:PORT with port 0 for any free one ([::1]:8080 for IPv6). Returns the socket and
 * where it really listens as http://HOST:PORT in url; -1 with err, which says what to change. */
int listen_open(const char *address, char *url, size_t size, struct err *err);

#endif
