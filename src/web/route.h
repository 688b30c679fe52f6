/* route.h - the table of everything the server answers, and how a path finds its row.
 *
 * Role, CSRF and password checks are columns of the table, so no handler can forget them. */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/staff.h"
#include "core/ticket.h"

struct request;
struct reply;
struct move;
struct case_move;
typedef void route_handler(struct request *request, struct reply *reply);

enum {
    ROUTE_CSRF = 1,         /* the session's X-CSRF-Token has to come along */
    ROUTE_ANY_PASSWORD = 2, /* allowed while the password still has to be changed */
    ROUTE_PASSWORD = 4,     /* checks one: runs apart from other writes, which so many of them do not hold up */
    ROUTE_TERMINAL = 8,     /* about the terminal: where it is to be seen, and also with its pass (terminal.h) */
    ROUTE_FORM = 16,        /* a page's own form: its body is read by the handler (request_form) */
};

struct route {
    const char *method;   /* GET also answers HEAD */
    const char *pattern;  /* /api/v1/tickets/{id}/recall */
    enum staff_role role; /* the least one; ROLE_NONE: anyone */
    unsigned flags;
    route_handler *run;
};

enum { FILE_NAME_SIZE = 64 };

/* What stood in the places of a pattern: a value of any other form does not match at all. */
struct path_parts {
    char token[TOKEN_SIZE];    /* {token}: a well-formed token */
    int64_t id;                /* {id}: a positive number without leading zeros */
    int counter;               /* {n}: the same, at most three digits */
    const struct case_move *case_move; /* {case_move}: the name of one that staff call on a case */
    const struct move *move;   /* {move}: the name of one that is called on a ticket */
    char file[FILE_NAME_SIZE]; /* {file}: letters, digits, - _ and single dots inside; never a dot first */
};

bool route_fits(const char *pattern, const char *path, struct path_parts *parts);

/* The row for method and path, or NULL. Then allow lists the methods that the path does have
 * ("GET, HEAD, POST"), "" when it is unknown altogether. */
const struct route *route_find(const struct route *routes, size_t count, const char *method, const char *path,
                               struct path_parts *parts, char *allow, size_t allow_size);

#endif
