/* web.h - the hall's pages and its JSON API, over libmicrohttpd. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "base/err.h"

struct writer;
struct web;

struct web_conf {
    char listen[128];     /* HOST:PORT, port 0 = any free one */
    char public_url[256]; /* "" : http://HOST:PORT as listened on */
    char proxy[64];       /* address of the proxy that tells where requests come from; "": none */
    char assets[512];     /* the assets folder; pages are in its web/ */
    int session_idle_s, session_absolute_s;
};

/* Starts listening. conf is copied. NULL with err (port in use: says which and what to do). */
struct web *web_start(struct writer *writer, const struct web_conf *conf, struct err *err);
void web_stop(struct web *web); /* NULL allowed */
/* http://HOST:PORT as really listened on. */
const char *web_url(const struct web *web);

#endif
