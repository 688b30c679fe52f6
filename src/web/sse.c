#include "web/sse.h"

#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/mem.h"
#include "core/moves.h"
#include "core/queue.h"
#include "core/writer.h"
#include "web/handlers.h"
#include "web/reader.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum { ENTRIES_AT_ONCE = 32, BLOCK_SIZE = 2048 };

struct stream {
    struct sse *sse;
    struct MHD_Connection *connection;
    struct readers *readers;
    char address[INET6_ADDRSTRLEN];
    bool staff;     /* the reader is signed in */
    int64_t last;   /* id of the last entry read; the server's thread only */
    struct str out; /* what is being sent, from `sent` on; the server's thread only */
    size_t sent;
    bool suspended, woken; /* under sse->lock */
    ms_t beat_at;          /* when silence has lasted long enough; under sse->lock */
    struct stream *next;
};

struct sse {
    struct writer *writer;
    pthread_mutex_t lock;
    pthread_cond_t stop;
    pthread_t ticker;
    struct stream *streams;
    int count;
    bool running;
};

/* ---- what is said ---- */

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* What can be seen in the hall, too: tickets that come and move, counters that open and close. */
static bool is_public(const char *kind)
{
    if (strcmp(kind, "ticket.issued") == 0 || starts(kind, "counter.")) return true;
    for (int i = 0; i < move_count; i++)
        if (strcmp(kind, moves[i].journal) == 0) return true;
    return false;
}

void sse_format(struct str *out, const struct journal_entry *entry, bool staff, const char *number,
                const char *service)
{
    bool rating = starts(entry->kind, "rating.");
    if (!is_public(entry->kind) && !(staff && (rating || starts(entry->kind, "ticket.")))) return;
    /* Who watches must not learn which visitor just rated. */
    json_t *json = json_pack("{s:s, s:s?, s:o, s:s?, s:o}", "kind", entry->kind, "number", rating ? NULL : number,
                             "counter", rating ? json_null() : view_number(entry->counter), "service",
                             rating ? NULL : service, "at", view_time(entry->at));
    char *text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (text) str_addf(out, "id: %lld\ndata: %s\n\n", (long long)entry->id, text);
    free(text);
}

struct gathering {
    struct stream *stream;
    struct db *db;
    bool failed; /* a ticket could not be read; what follows is not told either */
    struct err err;
};

static void gather(void *arg, const struct journal_entry *entry)
{
    struct gathering *g = arg;
    struct ticket ticket;
    if (g->failed) return;
    bool known = entry->ticket > 0 && queue_ticket(g->db, entry->ticket, &ticket, &g->err);
    g->failed = entry->ticket > 0 && !known && g->err.text[0];
    if (g->failed) return;
    sse_format(&g->stream->out, entry, g->stream->staff, known ? ticket.number : NULL, known ? ticket.service : NULL);
    g->stream->last = entry->id;
}

/* Reads entries until there is something to send. False when the database fails. */
static bool refill(struct stream *s)
{
    struct gathering g = {.stream = s};
    g.db = reader_get(s->readers, &g.err);
    str_free(&s->out);
    s->sent = 0;
    bool ok = g.db != NULL;
    int64_t before = -1;
    while (ok && s->out.n == 0 && s->last != before) {
        before = s->last;
        ok = journal_read(g.db, s->last, ENTRIES_AT_ONCE, gather, &g, &g.err) && !g.failed;
    }
    if (ok) return true;
    log_error("web: events can't be read: %s", g.err.text);
    if (g.db) reader_drop(s->readers);
    return false;
}

/* ---- when ---- */

static void wake(struct stream *s)
{
    s->woken = true;
    if (!s->suspended) return;
    s->suspended = false;
    MHD_resume_connection(s->connection);
}

static void on_commit(void *arg, int64_t last_journal_id)
{
    struct sse *sse = arg;
    (void)last_journal_id;
    pthread_mutex_lock(&sse->lock);
    for (struct stream *s = sse->streams; s; s = s->next) wake(s);
    pthread_mutex_unlock(&sse->lock);
}

/* Wakes streams that were silent for long, each second, until the stop. */
static void *tick(void *arg)
{
    struct sse *sse = arg;
    pthread_mutex_lock(&sse->lock);
    while (sse->running) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec++;
        if (pthread_cond_timedwait(&sse->stop, &sse->lock, &until) != ETIMEDOUT) continue;
        ms_t now = clock_monotonic();
        for (struct stream *s = sse->streams; s; s = s->next)
            if (now >= s->beat_at) wake(s);
    }
    pthread_mutex_unlock(&sse->lock);
    return NULL;
}

/* Nothing was found to send: goes to sleep, says a beat or ends. */
static ssize_t idle(struct stream *s)
{
    struct sse *sse = s->sse;
    ssize_t result = 0;
    pthread_mutex_lock(&sse->lock);
    if (!sse->running) {
        result = MHD_CONTENT_READER_END_OF_STREAM;
    } else if (clock_monotonic() >= s->beat_at) {
        str_add(&s->out, ": beat\n\n");
    } else if (!s->woken) {
        s->suspended = true;
        MHD_suspend_connection(s->connection);
    }
    pthread_mutex_unlock(&sse->lock);
    return result;
}

/* Called by the server whenever the client can take more. */
static ssize_t read_stream(void *cls, uint64_t position, char *buffer, size_t max)
{
    struct stream *s = cls;
    struct sse *sse = s->sse;
    (void)position;
    pthread_mutex_lock(&sse->lock);
    s->woken = false; /* what happens from here on wakes again */
    pthread_mutex_unlock(&sse->lock);
    if (s->sent == s->out.n && !refill(s)) return MHD_CONTENT_READER_END_WITH_ERROR;
    if (s->out.n == 0) {
        ssize_t result = idle(s);
        if (s->out.n == 0) return result;
    }
    size_t n = s->out.n - s->sent < max ? s->out.n - s->sent : max;
    memcpy(buffer, s->out.s + s->sent, n);
    s->sent += n;
    pthread_mutex_lock(&sse->lock);
    s->beat_at = clock_monotonic() + SSE_BEAT_S * 1000;
    pthread_mutex_unlock(&sse->lock);
    return (ssize_t)n;
}

static void free_stream(void *cls)
{
    struct stream *s = cls;
    struct sse *sse = s->sse;
    pthread_mutex_lock(&sse->lock);
    struct stream **link = &sse->streams;
    while (*link != s) link = &(*link)->next;
    *link = s->next;
    sse->count--;
    pthread_mutex_unlock(&sse->lock);
    str_free(&s->out);
    free(s);
}

/* Is there a place for one more stream to that address? Under the lock. */
static bool has_place(const struct sse *sse, const char *address, bool proxy)
{
    int same = 0;
    for (const struct stream *s = sse->streams; s; s = s->next) same += strcmp(s->address, address) == 0;
    return sse->running && sse->count < SSE_STREAMS && (proxy || same < SSE_FROM_ONE_ADDRESS);
}

/* Takes a place among the streams; NULL when all are taken. */
static struct stream *new_stream(struct request *request, int64_t last)
{
    struct sse *sse = request->env->sse;
    struct stream *s = NULL;
    char address[INET6_ADDRSTRLEN];
    request_address(request, address, sizeof address);
    pthread_mutex_lock(&sse->lock);
    if (has_place(sse, address, request->env->tls && !request->env->proxy[0])) {
        s = mem_zalloc(1, sizeof *s);
        str_copy(s->address, sizeof s->address, address);
        s->sse = sse;
        s->connection = request->connection;
        s->readers = request->env->readers;
        s->staff = request->staff.id != 0;
        s->last = last;
        s->beat_at = clock_monotonic() + SSE_BEAT_S * 1000;
        s->next = sse->streams;
        sse->streams = s;
        sse->count++;
        /* Something to say at once: the client learns that the stream stands. */
        str_add(&s->out, "retry: 3000\n: open\n\n");
    }
    pthread_mutex_unlock(&sse->lock);
    return s;
}

void events_get(struct request *request, struct reply *reply)
{
    const char *seen = request_header(request, "Last-Event-ID");
    long long last;
    int64_t newest, yesterday;
    struct err err;
    if (!session_load(request, reply)) return;
    struct db *db = request_db(request, reply);
    if (!db) return;
    if (!journal_last(db, &newest, &err) ||
        !journal_before(db, hall_day_start(request_hall(request), request->now), &yesterday, &err)) {
        request_read_failed(request, reply, &err);
        return;
    }
    /* An id from the future belongs to another hall's data: it starts now, too. */
    if (!seen || !str_to_int(seen, 0, newest, &last)) last = newest;
    if (last < yesterday) last = yesterday;
    struct stream *s = new_stream(request, last);
    if (!s) {
        reply_error(reply, MHD_HTTP_SERVICE_UNAVAILABLE, "too_many_streams",
                    "too many event streams are open; ask again later or read the board every 10 seconds");
        reply_header(reply, "Retry-After", "10");
        return;
    }
    reply->status = MHD_HTTP_OK;
    reply->body = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK_SIZE, read_stream, s, free_stream);
    if (!reply->body) free_stream(s);
    reply_header(reply, "Content-Type", "text/event-stream");
    reply_header(reply, "X-Accel-Buffering", "no"); /* a proxy must not gather events */
}

struct sse *sse_start(struct writer *writer)
{
    struct sse *sse = mem_zalloc(1, sizeof *sse);
    sse->writer = writer;
    pthread_mutex_init(&sse->lock, NULL);
    pthread_cond_init(&sse->stop, NULL);
    sse->running = true;
    if (pthread_create(&sse->ticker, NULL, tick, sse) != 0) {
        sse_free(sse);
        return NULL;
    }
    writer_listen(writer, on_commit, sse);
    return sse;
}

void sse_stop(struct sse *sse)
{
    if (!sse) return;
    writer_unlisten(sse->writer, sse);
    pthread_mutex_lock(&sse->lock);
    sse->running = false;
    for (struct stream *s = sse->streams; s; s = s->next) wake(s);
    pthread_cond_signal(&sse->stop);
    pthread_mutex_unlock(&sse->lock);
    pthread_join(sse->ticker, NULL);
}

void sse_free(struct sse *sse)
{
    if (!sse) return;
    pthread_cond_destroy(&sse->stop);
    pthread_mutex_destroy(&sse->lock);
    free(sse);
}
