/* hostport.h - where a program listens or a device is: HOST:PORT. */
#ifndef BASE_HOSTPORT_H
#define BASE_HOSTPORT_H

#include <stdbool.h>

enum { HOST_SIZE = 256 };

struct hostport {
    char host[HOST_SIZE]; /* a name or an address, without the brackets */
    char port[6];         /* 0 … 65535, for getaddrinfo */
};

/* Reads 127.0.0.1:8080, hall.example:80 or [::1]:8080: an IPv6 address has to stand in brackets. The port is at
 * least `least`. False when it is anything else; out is then undefined. */
bool hostport_parse(const char *text, int least, struct hostport *out);

#endif
