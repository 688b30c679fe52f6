#include "ui/automation.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

enum { CLIENTS_MAX = 8 };

/* What has come from one that is connected and is no whole line yet. */
struct client {
    int fd; /* -1: a free place */
    bool ready;
    char held[REQUEST_LINE];
    size_t n;
};

struct automation {
    char path[108];
    int listener, wake[2]; /* a byte in the pipe ends the thread */
    pthread_t thread;
    automation_line *line;
    struct request request; /* the one under way */
    struct client clients[CLIENTS_MAX];
    pthread_mutex_t lock; /* guards answer and stopping */
    pthread_cond_t answered;
    char *answer;
    bool stopping;
};

static int listen_on(const char *path, struct err *err)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct stat there;
    mode_t mask;
    int fd, bound;

    if (!str_copy(address.sun_path, sizeof address.sun_path, path)) {
        err_set(err, "automation socket: the path %s is too long, at most 107 bytes", path);
        return -1;
    }
    if (lstat(path, &there) == 0 && S_ISSOCK(there.st_mode)) unlink(path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    mask = umask(0177);
    bound = fd < 0 ? -1 : bind(fd, (struct sockaddr *)&address, sizeof address);
    umask(mask);
    if (bound == 0 && listen(fd, 4) == 0) return fd;
    err_set(err, "automation socket %s: %s; choose a path in a folder you may write to", path, strerror(errno));
    if (fd >= 0) close(fd);
    return -1;
}

enum {
    TAKE_MS = 5000, /* a client that has not taken its answer by then is let go */
    PAUSE_MS = 200, /* when no client can be let in */
    FOR_EVER = -1,
};

/* Waits for those events on fd (-1: for none), at most ms. False when the time is over or the thread is to end. */
static bool wait_for(const struct automation *automation, int fd, short events, int ms)
{
    struct pollfd wait[2] = {{fd, events, 0}, {automation->wake[0], POLLIN, 0}};
    int ready;

    while ((ready = poll(wait, 2, ms)) < 0)
        if (errno != EINTR) return false;
    return ready > 0 && !wait[1].revents;
}

static bool write_all(const struct automation *automation, int fd, const char *bytes, size_t n)
{
    ms_t until = clock_monotonic() + TAKE_MS;

    while (n) {
        ssize_t did = send(fd, bytes, n, MSG_NOSIGNAL | MSG_DONTWAIT);

        if (did > 0) {
            bytes += did;
            n -= (size_t)did;
        } else if (did == 0 || (errno != EINTR && errno != EAGAIN)) {
            return false;
        } else {
            ms_t left = until - clock_monotonic();

            if (left <= 0 || !wait_for(automation, fd, POLLOUT, (int)left)) return false;
        }
    }
    return true;
}

/* Hands the line over, waits for its answer and sends that. */
static bool serve_line(struct automation *automation, int client, const char *line)
{
    struct request *request = &automation->request;
    char *answer;
    bool ok;

    memset(request, 0, sizeof *request);
    request->from = automation;
    str_copy(request->line, sizeof request->line, line);
    automation->line(request);
    pthread_mutex_lock(&automation->lock);
    while (!automation->answer && !automation->stopping) pthread_cond_wait(&automation->answered, &automation->lock);
    answer = automation->answer;
    automation->answer = NULL;
    pthread_mutex_unlock(&automation->lock);
    if (!answer) return false;
    /* In one piece: a reader that takes what is there gets the line with its end. */
    size_t n = strlen(answer);
    answer[n] = '\n';
    ok = write_all(automation, client, answer, n + 1);
    answer[n] = '\0';
    mem_free_wiped(answer); /* fields and what was typed into them */
    explicit_bzero(request->line, sizeof request->line);
    return ok;
}

static void let_go(struct client *client)
{
    close(client->fd);
    client->fd = -1;
    explicit_bzero(client->held, sizeof client->held);
    client->n = 0;
}

static char *end_of_line(struct client *client)
{
    return memchr(client->held, '\n', client->n);
}

/* Serves the first line it holds, if there is a whole one. False when it is to go. */
static bool serve_first(struct automation *automation, struct client *client)
{
    static const char refuse[] = "{\"ok\": false, \"error\": \"a line has at most 1023 bytes\"}\n";
    char *end = end_of_line(client);
    size_t used;

    if (!end && client->n == sizeof client->held) { /* no line is that long */
        write_all(automation, client->fd, refuse, strlen(refuse));
        return false;
    }
    if (!end) return true;
    used = (size_t)(end - client->held) + 1;
    *end = '\0';
    if (end > client->held && end[-1] == '\r') end[-1] = '\0';
    if (!serve_line(automation, client->fd, client->held)) return false;
    memmove(client->held, client->held + used, client->n - used);
    client->n -= used;
    explicit_bzero(client->held + client->n, used);
    return true;
}

/* Takes what it has sent. False when it has gone. */
static bool take(struct client *client)
{
    ssize_t got = recv(client->fd, client->held + client->n, sizeof client->held - client->n, MSG_DONTWAIT);

    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return true;
    if (got <= 0) return false;
    client->n += (size_t)got;
    return true;
}

static struct client *free_place(struct automation *automation)
{
    for (int i = 0; i < CLIENTS_MAX; i++)
        if (automation->clients[i].fd < 0) return &automation->clients[i];
    return NULL;
}

/* Waits until a client has sent something or has a line to be served; *knocks: somebody wants to be let in. False
 * when the thread is to end. */
static bool wait_for_clients(struct automation *automation, bool *knocks)
{
    struct pollfd wait[2 + CLIENTS_MAX] = {{free_place(automation) ? automation->listener : -1, POLLIN, 0},
                                           {automation->wake[0], POLLIN, 0}};
    int timeout = FOR_EVER;

    for (int i = 0; i < CLIENTS_MAX; i++) {
        struct client *client = &automation->clients[i];
        bool line = client->fd >= 0 && end_of_line(client);

        wait[2 + i] = (struct pollfd){line ? -1 : client->fd, POLLIN, 0};
        if (line) timeout = 0;
    }
    while (poll(wait, 2 + CLIENTS_MAX, timeout) < 0)
        if (errno != EINTR) return false;
    *knocks = wait[0].revents != 0;
    for (int i = 0; i < CLIENTS_MAX; i++) automation->clients[i].ready = wait[2 + i].revents != 0;
    return !wait[1].revents;
}

static void let_in(struct automation *automation)
{
    int fd = accept4(automation->listener, NULL, NULL, SOCK_CLOEXEC);

    if (fd >= 0)
        free_place(automation)->fd = fd;
    else /* no descriptor is free, say: asking again at once would only keep the machine busy */
        wait_for(automation, -1, 0, PAUSE_MS);
}

/* One line of each client in turn, so that none keeps the others waiting with many. */
static void *serve(void *arg)
{
    struct automation *automation = arg;
    bool knocks;

    while (wait_for_clients(automation, &knocks)) {
        for (int i = 0; i < CLIENTS_MAX; i++) {
            struct client *client = &automation->clients[i];

            if (client->fd < 0) continue;
            if ((client->ready && !take(client)) || !serve_first(automation, client)) let_go(client);
        }
        if (knocks) let_in(automation);
    }
    for (int i = 0; i < CLIENTS_MAX; i++)
        if (automation->clients[i].fd >= 0) let_go(&automation->clients[i]);
    return NULL;
}

struct automation *automation_start(const char *path, automation_line *line, struct err *err)
{
    struct automation *automation = mem_zalloc(1, sizeof *automation);

    str_copy(automation->path, sizeof automation->path, path);
    automation->line = line;
    for (int i = 0; i < CLIENTS_MAX; i++) automation->clients[i].fd = -1;
    automation->listener = listen_on(path, err);
    if (automation->listener < 0) {
        free(automation);
        return NULL;
    }
    pthread_mutex_init(&automation->lock, NULL);
    pthread_cond_init(&automation->answered, NULL);
    if (pipe(automation->wake) == 0 && pthread_create(&automation->thread, NULL, serve, automation) == 0)
        return automation;
    err_set(err, "automation socket: no thread or pipe could be made: %s", strerror(errno));
    close(automation->listener);
    unlink(path);
    free(automation);
    return NULL;
}

void automation_stop(struct automation *automation)
{
    if (!automation) return;
    pthread_mutex_lock(&automation->lock);
    automation->stopping = true;
    pthread_cond_signal(&automation->answered);
    pthread_mutex_unlock(&automation->lock);
    if (write(automation->wake[1], "", 1) != 1) log_warn("automation socket: its thread can't be woken");
    pthread_join(automation->thread, NULL);
    close(automation->wake[0]);
    close(automation->wake[1]);
    close(automation->listener);
    unlink(automation->path);
    pthread_mutex_destroy(&automation->lock);
    pthread_cond_destroy(&automation->answered);
    free(automation->answer);
    free(automation);
}

void automation_answer(struct request *request, const char *json)
{
    struct automation *automation = request->from;

    pthread_mutex_lock(&automation->lock);
    mem_free_wiped(automation->answer);
    automation->answer = mem_strdup(json);
    pthread_cond_signal(&automation->answered);
    pthread_mutex_unlock(&automation->lock);
}
