#include "web/request.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "web/reader.h"

struct request *request_new(const struct web_env *env, struct MHD_Connection *connection)
{
    struct request *request = mem_zalloc(1, sizeof *request);
    request->env = env;
    request->connection = connection;
    return request;
}

void request_free(struct request *request)
{
    if (!request) return;
    reply_drop(&request->reply);
    json_decref(request->body);
    free(request->bytes);
    free(request);
}

struct framing {
    const char *length;
    bool lengths_differ, coded;
};

static enum MHD_Result see_header(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct framing *framing = cls;
    (void)kind;
    if (strcasecmp(name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0) framing->coded = true;
    if (strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH) != 0) return MHD_YES;
    if (framing->length && !str_equal(framing->length, value)) framing->lengths_differ = true;
    framing->length = value;
    return MHD_YES;
}

bool request_framing_ok(const struct request *request)
{
    struct framing framing = {0};
    MHD_get_connection_values(request->connection, MHD_HEADER_KIND, see_header, &framing);
    return !framing.lengths_differ && !(framing.length && framing.coded);
}

bool request_receive(struct request *request, const char *bytes, size_t n)
{
    request->received += n;
    if (request->received > BODY_DRAINED) return false;
    if (request->received > BODY_MAX) {
        free(request->bytes);
        request->bytes = NULL;
        request->size = 0;
        return true;
    }
    request->bytes = mem_resize(request->bytes, request->size + n, 1);
    memcpy(request->bytes + request->size, bytes, n);
    request->size += n;
    return true;
}

bool request_parse(struct request *request, struct reply *reply)
{
    if (request->body) return true;
    if (request->received > BODY_MAX) {
        reply_error(reply, MHD_HTTP_CONTENT_TOO_LARGE, "too_large", "a body may have at most %d bytes", BODY_MAX);
        return false;
    }
    if (request->size == 0) {
        request->body = json_object();
        return true;
    }
    if (!utf8_valid(request->bytes, request->size)) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid_utf8", "the body is not UTF-8");
        return false;
    }
    json_error_t error;
    request->body = json_loadb(request->bytes, request->size, JSON_REJECT_DUPLICATES, &error);
    if (!request->body) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "bad_json", "the body is not JSON: line %d, column %d: %s",
                    error.line, error.column, error.text);
        return false;
    }
    if (json_is_object(request->body)) return true;
    reply_error(reply, MHD_HTTP_BAD_REQUEST, "bad_json", "the body must be a JSON object");
    return false;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Decodes %XX and + of text[0..n) in place; browsers end lines by CR LF, of which LF stays. False: no valid text. */
static bool form_decode(char *text, size_t n)
{
    size_t to = 0;
    for (size_t i = 0; i < n; i++) {
        char c = text[i] == '+' ? ' ' : text[i];
        if (c == '%') {
            int high = i + 2 < n ? hex_digit(text[i + 1]) : -1, low = i + 2 < n ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0) return false;
            c = (char)(high * 16 + low);
            i += 2;
        }
        if (c == '\0') return false;
        if (c != '\r') text[to++] = c;
    }
    text[to] = '\0';
    return utf8_valid(text, to);
}

bool request_form(struct request *request)
{
    if (request->received > BODY_MAX) return false;
    request->bytes = mem_resize(request->bytes, request->size + 1, 1);
    request->bytes[request->size] = '\0';
    json_decref(request->body);
    request->body = json_object();
    char *rest = request->bytes;
    for (char *pair; (pair = strsep(&rest, "&"));) {
        char *value = strchr(pair, '=');
        if (!value) continue;
        *value++ = '\0';
        if (!form_decode(pair, strlen(pair)) || !form_decode(value, strlen(value))) return false;
        json_object_set_new(request->body, pair, json_string(value));
    }
    return true;
}

const struct hall *request_hall(const struct request *request)
{
    return request->hall;
}

struct db *request_db(struct request *request, struct reply *reply)
{
    struct err err = {0};
    struct db *db = reader_get(request->env->readers, &err);
    if (!db) request_read_failed(request, reply, &err);
    return db;
}

void request_read_failed(struct request *request, struct reply *reply, const struct err *err)
{
    log_error("web: reading the database failed: %s", err->text);
    reader_drop(request->env->readers);
    reply_unavailable(reply);
}

static enum MHD_Result check_argument(void *ok, enum MHD_ValueKind kind, const char *key, size_t key_size,
                                      const char *value, size_t value_size)
{
    (void)kind;
    bool fine = utf8_valid(key, key_size) && !memchr(key, 0, key_size) &&
                (!value || (utf8_valid(value, value_size) && !memchr(value, 0, value_size)));
    *(bool *)ok = fine;
    return fine ? MHD_YES : MHD_NO;
}

bool request_query_ok(struct request *request, struct reply *reply)
{
    bool ok = true;
    MHD_get_connection_values_n(request->connection, MHD_GET_ARGUMENT_KIND, check_argument, &ok);
    if (!ok) reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid_utf8", "the query is not UTF-8, or has a NUL in it");
    return ok;
}

const char *request_query(const struct request *request, const char *name)
{
    return MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, name);
}

const char *request_header(const struct request *request, const char *name)
{
    return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

/* The last address in X-Forwarded-For is the proxy's own word, those before it are anybody's. */
static bool forwarded_for(const struct request *request, char *out, size_t size)
{
    unsigned char bytes[sizeof(struct in6_addr)];
    char text[INET6_ADDRSTRLEN];
    const char *list = request_header(request, "X-Forwarded-For");
    const char *comma = list ? strrchr(list, ',') : NULL;
    if (!list || !str_copy(text, sizeof text, comma ? comma + 1 + strspn(comma + 1, " ") : list)) return false;
    str_trim(text);
    if (inet_pton(AF_INET, text, bytes) != 1 && inet_pton(AF_INET6, text, bytes) != 1) return false;
    return str_copy(out, size, text);
}

void request_address(const struct request *request, char *out, size_t size)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *address = info ? info->client_addr : NULL;
    const void *bytes = NULL;
    str_copy(out, size, "");
    if (address && address->sa_family == AF_INET)
        bytes = &((const struct sockaddr_in *)(const void *)address)->sin_addr;
    if (address && address->sa_family == AF_INET6)
        bytes = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
    if (bytes) inet_ntop(address->sa_family, bytes, out, (socklen_t)size);
    if (out[0] && str_equal(out, request->env->proxy)) forwarded_for(request, out, size);
}

static bool refuse(struct reply *reply, const char *name, const char *what)
{
    reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "%s must be %s", name, what);
    return false;
}

/* The member, or NULL when absent or null; *ok is false after a needed one was missed. */
static json_t *member(struct request *request, struct reply *reply, const char *name, enum need need, bool *ok)
{
    json_t *value = json_object_get(request->body, name);
    if (json_is_null(value)) value = NULL;
    *ok = value || need == OPTIONAL;
    if (!*ok) reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "%s is missing", name);
    return value;
}

bool body_text(struct request *request, struct reply *reply, const char *name, enum need need, const char **out)
{
    bool ok;
    json_t *value = member(request, reply, name, need, &ok);
    if (!value) return ok;
    if (!json_is_string(value)) return refuse(reply, name, "a text");
    *out = json_string_value(value);
    return true;
}

bool body_int(struct request *request, struct reply *reply, const char *name, enum need need, int lo, int hi,
              int *out)
{
    bool ok;
    json_t *value = member(request, reply, name, need, &ok);
    if (!value) return ok;
    json_int_t number = json_integer_value(value);
    if (!json_is_integer(value) || number < lo || number > hi) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "%s must be a whole number from %d to %d", name, lo, hi);
        return false;
    }
    *out = (int)number;
    return true;
}

bool body_bool(struct request *request, struct reply *reply, const char *name, bool *out)
{
    bool ok;
    json_t *value = member(request, reply, name, OPTIONAL, &ok);
    if (!value) return ok;
    if (!json_is_boolean(value)) return refuse(reply, name, "true or false");
    *out = json_is_true(value);
    return true;
}

bool body_texts(struct request *request, struct reply *reply, const char *name, const char **out, int max, int *count)
{
    bool ok;
    json_t *value = member(request, reply, name, OPTIONAL, &ok);
    if (!value) return ok;
    if (!json_is_array(value)) return refuse(reply, name, "an array of texts");
    if (json_array_size(value) > (size_t)max) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "%s may hold at most %d entries", name, max);
        return false;
    }
    size_t i;
    json_t *entry;
    json_array_foreach(value, i, entry)
    {
        if (!json_is_string(entry)) return refuse(reply, name, "an array of texts");
        out[i] = json_string_value(entry);
    }
    *count = (int)json_array_size(value);
    return true;
}
