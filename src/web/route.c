#include "web/route.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "web/api_moves.h"
#include "web/view_case.h"

enum { ID_DIGITS = 18, COUNTER_DIGITS = 3 };

static bool take_number(const char *text, size_t n, size_t digits, long long *out)
{
    char copy[ID_DIGITS + 1];
    if (n == 0 || n > digits || text[0] == '0') return false;
    for (size_t i = 0; i < n; i++)
        if (text[i] < '0' || text[i] > '9') return false;
    memcpy(copy, text, n);
    copy[n] = '\0';
    return str_to_int(copy, 1, 999999999999999999LL, out);
}

static bool take_token(const char *text, size_t n, char out[TOKEN_SIZE])
{
    if (n != TOKEN_SIZE - 1) return false;
    memcpy(out, text, n);
    out[n] = '\0';
    return token_is_wellformed(out);
}

static bool file_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static bool take_file(const char *text, size_t n, char out[FILE_NAME_SIZE])
{
    if (n == 0 || n >= FILE_NAME_SIZE) return false;
    for (size_t i = 0; i < n; i++) {
        bool dot_inside = text[i] == '.' && i > 0 && i + 1 < n && text[i - 1] != '.';
        if (!file_letter(text[i]) && !dot_inside) return false;
    }
    memcpy(out, text, n);
    out[n] = '\0';
    return true;
}

/* One place of a pattern, {token} and the like, against one part of a path. */
static bool take_part(const char *place, size_t place_n, const char *text, size_t n, struct path_parts *parts)
{
    long long number;
    if (place_n == 7 && memcmp(place, "{token}", 7) == 0) return take_token(text, n, parts->token);
    if (place_n == 6 && memcmp(place, "{file}", 6) == 0) return take_file(text, n, parts->file);
    if (place_n == 6 && memcmp(place, "{move}", 6) == 0) return (parts->move = move_called(text, n)) != NULL;
    if (place_n == 11 && memcmp(place, "{case_move}", 11) == 0)
        return (parts->case_move = case_move_called(text, n)) != NULL;
    if (place_n == 4 && memcmp(place, "{id}", 4) == 0) {
        if (!take_number(text, n, ID_DIGITS, &number)) return false;
        parts->id = number;
        return true;
    }
    if (place_n == 3 && memcmp(place, "{n}", 3) == 0) {
        if (!take_number(text, n, COUNTER_DIGITS, &number)) return false;
        parts->counter = (int)number;
        return true;
    }
    return place_n == n && memcmp(place, text, n) == 0;
}

bool route_fits(const char *pattern, const char *path, struct path_parts *parts)
{
    for (;;) {
        if (*pattern != '/' || *path != '/') return *pattern == '\0' && *path == '\0';
        size_t place_n = strcspn(++pattern, "/"), n = strcspn(++path, "/");
        if (!take_part(pattern, place_n, path, n, parts)) return false;
        pattern += place_n;
        path += n;
    }
}

static bool answers(const struct route *route, const char *method)
{
    if (strcmp(route->method, method) == 0) return true;
    return strcmp(method, "HEAD") == 0 && strcmp(route->method, "GET") == 0;
}

static void add_method(char *allow, size_t size, const char *method)
{
    size_t n = strlen(allow);
    const char *also = strcmp(method, "GET") == 0 ? ", HEAD" : "";
    snprintf(allow + n, size - n, "%s%s%s", n > 0 ? ", " : "", method, also);
}

const struct route *route_find(const struct route *routes, size_t count, const char *method, const char *path,
                               struct path_parts *parts, char *allow, size_t allow_size)
{
    allow[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        struct path_parts found = {0};
        if (!route_fits(routes[i].pattern, path, &found)) continue;
        if (answers(&routes[i], method)) {
            *parts = found;
            return &routes[i];
        }
        add_method(allow, allow_size, routes[i].method);
    }
    return NULL;
}
