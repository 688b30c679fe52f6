/* session.h - who is calling: the cookie, its session in the database, the CSRF token; and from which machine.
 *
 * The cookie holds 128 random bits, the database only their hash. It is HttpOnly and SameSite=Strict;
 * under https it is Secure with the __Host- prefix. A session ends after idle and absolute time-outs. A second
 * cookie of that kind stays when a session ends: by it a machine is known again that an account was used at. */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include <stdbool.h>

#include "web/request.h"

/* Fills request->staff, session and csrf from the cookie, if there is a live session; notes now and then
 * in the database that it is in use. False after answering 503. */
bool session_load(struct request *request, struct reply *reply);
/* May this caller use the route? False after answering 401 or 403. */
bool session_allows(const struct request *request, const struct route *route, struct reply *reply);
/* The machine's cookie: fills request->device when anybody has signed in there before, and hash when that was to
 * this account, else hash is "". False after answering 503. */
bool device_load(struct request *request, struct reply *reply, const char *login, char hash[SESSION_HASH_SIZE]);
/* Opens a fresh session for staff, ends the one that came with the request, and answers with the account,
 * the CSRF token and the cookie. */
void session_begin(struct request *request, const struct staff *staff, struct reply *reply);
/* Ends the request's session and takes the cookie back: 204. */
void session_end(struct request *request, struct reply *reply);
/* {csrf, staff{…}} of the request's session. */
void session_tell(const struct request *request, struct reply *reply);

#endif
