#include "web/request.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

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
    json_decref(request->body);
    free(request->bytes);
    free(request);
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

const char *request_query(const struct request *request, const char *name)
{
    const char *value = MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, name);
    return value && utf8_valid(value, strlen(value)) ? value : NULL;
}

const char *request_header(const struct request *request, const char *name)
{
    return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
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
