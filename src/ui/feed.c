#include "ui/feed.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/worker.h"
#include "core/dispatch.h"
#include "core/wait.h"
#include "store/db.h"

/* On a busy day commits come thick; this often is fresh enough for a person. */
enum { LEAST_GAP_MS = 80, JOBS = 4 };

struct feed {
    struct writer *writer;
    struct db *db;
    struct worker *worker;
    feed_news *news;
    void *arg;
    pthread_mutex_t lock; /* guards query and search */
    struct feed_query query;
    struct feed_search search; /* to be answered by the next snapshot, if there is one */
    bool searching;
    bool failing; /* and it was said in the log */
    ms_t last;
};

static bool read_priority(struct db *db, const struct hall *hall, ms_t now, struct snapshot *out, struct err *err)
{
    struct wait_state *state = mem_zalloc(1, sizeof *state);
    const struct visitor_class *first = &hall->classes[0];
    bool ok = wait_read(db, hall, now, state, err);

    for (int i = 1; i < hall_self_classes(hall); i++)
        if (hall->classes[i].head_start_s > first->head_start_s) first = &hall->classes[i];
    if (ok) out->priority = wait_estimate(state, out->service, 0, dispatch_rank(now, first));
    free(state);
    return ok;
}

static bool read_ticket(struct db *db, const struct hall *hall, ms_t now, int64_t id, struct snapshot *out,
                        struct err *err)
{
    struct wait_state *state;
    struct next_calls next;
    int service;
    bool ok;

    err->text[0] = '\0';
    if (!queue_ticket(db, id, &out->ticket, err)) return !err->text[0];
    service = hall_service(hall, out->ticket.service);
    if (out->ticket.state != TICKET_WAITING || service < 0) return true;
    state = mem_zalloc(1, sizeof *state);
    ok = queue_ahead(db, hall, &out->ticket, &out->ahead, err) && wait_read(db, hall, now, state, err) &&
         queue_next_calls(db, hall, now, &next, err);
    if (ok) out->next = queue_is_next(&next, &out->ticket);
    if (ok) out->wait = wait_estimate(state, service, out->ticket.id, out->ticket.rank);
    free(state);
    return ok;
}

static bool read_filed(struct db *db, int64_t id, struct snapshot *out, struct err *err)
{
    struct complaint filed;

    err->text[0] = '\0';
    if (!complaint_by_id(db, NULL, NULL, id, &filed, err)) return !err->text[0];
    out->filed = id;
    out->filed_print = filed.print;
    return true;
}

/* Reading goes on in a file that was taken away, and shows what nobody will find again. */
static bool in_place(struct db *db, struct err *err)
{
    return db_in_place(db) || err_set(err, "the database was deleted or replaced; put it back or restore a backup");
}

void feed_read(struct db *db, ms_t now, struct feed_query query, struct snapshot *out, struct err *err)
{
    const struct hall *hall = query.hall;

    memset(out, 0, sizeof *out);
    out->of = hall;
    out->service = query.service;
    out->ok = in_place(db, err) && queue_view(db, hall, now, &out->hall, err) &&
              (!hall->group_count || queue_busiest(db, hall, now, out->busiest, FEED_BUSIEST, err)) &&
              (query.service < 0 || hall_self_classes(hall) < 2 || read_priority(db, hall, now, out, err)) &&
              (!query.ticket || read_ticket(db, hall, now, query.ticket, out, err)) &&
              (!query.filed || read_filed(db, query.filed, out, err));
}

/* What is found becomes the ticket of the query. False when the database fails. */
static bool search_ticket(struct feed *feed, const struct feed_search *search, struct feed_query *query,
                          enum found *found)
{
    const struct hall *hall = query->hall;
    ms_t now = clock_now(writer_clock(feed->writer));
    struct ticket ticket;
    struct err err = {""};
    bool there;

    *found = FOUND_NOBODY;
    if (search->token[0])
        there = queue_by_token(feed->db, search->token, &ticket, &err);
    else
        there = queue_by_number(feed->db, hall, now, search->number, &ticket, &err);
    if (!there && err.text[0]) {
        log_error("the terminal can't look up a ticket: %s", err.text);
        return false;
    }
    if (!there || queue_link_expired(hall, &ticket, now)) return true;
    query->ticket = ticket.id;
    *found = search->token[0] ? FOUND_OWN : FOUND_PLACE;
    return true;
}

static bool search_case(struct feed *feed, const struct feed_search *search, struct complaint *out, enum found *found)
{
    struct err err = {""};
    bool there = complaint_by_token(feed->db, NULL, search->token, out, &err);

    *found = there ? FOUND_OWN : FOUND_NOBODY;
    if (!there && err.text[0]) log_error("the terminal can't look up a case: %s", err.text);
    return there || !err.text[0];
}

/* What the hall changed by itself may rest a little; what the visitor asked for may not. */
static void rest_unless_asked(const struct feed *feed, void **jobs, size_t n)
{
    ms_t left = feed->last ? feed->last + LEAST_GAP_MS - clock_monotonic() : 0;

    for (size_t i = 0; i < n; i++)
        if (jobs[i] == feed) return;
    if (left > 0) nanosleep(&(struct timespec){left / 1000, left % 1000 * 1000000}, NULL);
}

/* Jobs carry nothing but who asked: the feed for the visitor, the writer for the hall. */
static void run(void *ctx, void **jobs, size_t n)
{
    struct feed *feed = ctx;
    struct snapshot *snapshot = mem_zalloc(1, sizeof *snapshot);
    struct feed_query query;
    struct feed_search search;
    struct complaint complaint = {0};
    enum found found = FOUND_NOT_ASKED;
    struct err err = {""};
    bool searching, searched = true;

    rest_unless_asked(feed, jobs, n);
    pthread_mutex_lock(&feed->lock);
    query = feed->query;
    search = feed->search;
    searching = feed->searching;
    feed->searching = false;
    pthread_mutex_unlock(&feed->lock);
    if (searching)
        searched = search.of_case ? search_case(feed, &search, &complaint, &found)
                                  : search_ticket(feed, &search, &query, &found);
    feed_read(feed->db, clock_now(writer_clock(feed->writer)), query, snapshot, &err);
    if (!snapshot->ok && !feed->failing) log_error("the terminal can't read the queue: %s", err.text);
    feed->failing = !snapshot->ok;
    snapshot->found = found;
    snapshot->complaint = complaint;
    snapshot->ok = snapshot->ok && searched;
    feed->last = clock_monotonic();
    feed->news(feed->arg, snapshot);
}

static void heard(void *arg, int64_t last_journal_id)
{
    struct feed *feed = arg;

    (void)last_journal_id;
    /* A full queue is as good: its jobs read what was just written. */
    (void)worker_try_push(feed->worker, feed->writer);
}

struct feed *feed_start(struct writer *writer, feed_news *news, void *arg, struct err *err)
{
    struct feed *feed = mem_zalloc(1, sizeof *feed);

    feed->db = writer_reader(writer, err);
    if (!feed->db) {
        free(feed);
        return NULL;
    }
    feed->writer = writer;
    feed->news = news;
    feed->arg = arg;
    feed->query = (struct feed_query){.hall = writer_hall(writer), .service = -1};
    pthread_mutex_init(&feed->lock, NULL);
    feed->worker = worker_start("ui-feed", JOBS, run, feed);
    writer_listen(writer, heard, feed);
    return feed;
}

void feed_stop(struct feed *feed)
{
    if (!feed) return;
    writer_unlisten(feed->writer, feed);
    worker_stop(feed->worker);
    pthread_mutex_destroy(&feed->lock);
    db_close(feed->db);
    free(feed);
}

void feed_ask(struct feed *feed, struct feed_query query)
{
    pthread_mutex_lock(&feed->lock);
    feed->query = query;
    pthread_mutex_unlock(&feed->lock);
    (void)worker_try_push(feed->worker, feed);
}

void feed_find(struct feed *feed, const struct feed_search *search)
{
    pthread_mutex_lock(&feed->lock);
    feed->search = *search;
    feed->searching = true;
    pthread_mutex_unlock(&feed->lock);
    /* A full queue is as good: its jobs take the search along. */
    (void)worker_try_push(feed->worker, feed);
}
