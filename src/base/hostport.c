#include "base/hostport.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

#define DIGITS "0123456789"
#define ADDRESS6 DIGITS "abcdefABCDEF:."
#define NAME DIGITS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_"

bool hostport_parse(const char *text, int least, struct hostport *out)
{
    const char *colon = strrchr(text, ':');
    long long port;
    if (!colon || !str_to_int(colon + 1, least, 65535, &port)) return false;
    size_t n = (size_t)(colon - text);
    bool brackets = n > 2 && text[0] == '[' && text[n - 1] == ']';
    if (brackets) {
        text++;
        n -= 2;
    }
    if (n == 0 || n >= sizeof out->host || strspn(text, brackets ? ADDRESS6 : NAME) != n) return false;
    snprintf(out->host, sizeof out->host, "%.*s", (int)n, text);
    snprintf(out->port, sizeof out->port, "%d", (int)port);
    return true;
}
