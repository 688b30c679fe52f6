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

struct automation {
    char path[108];
    int listener, wake[2]; /* a byte in the pipe ends the thread */
    pthread_t thread;
    automation_line *line;
    struct request request;
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

static void serve_client(struct automation *automation, int client)
{
    char held[REQUEST_LINE];
    size_t n = 0;

    while (wait_for(automation, client, POLLIN, FOR_EVER)) {
        ssize_t got = recv(client, held + n, sizeof held - n, 0);
        char *end;

        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return;
        n += (size_t)got;
        while ((end = memchr(held, '\n', n))) {
            size_t used = (size_t)(end - held) + 1;

            *end = '\0';
            if (end > held && end[-1] == '\r') end[-1] = '\0';
            if (!serve_line(automation, client, held)) return;
            memmove(held, held + used, n - used);
            n -= used;
            explicit_bzero(held + n, used);
        }
        if (n == sizeof held) { /* no line is that long */
            const char *refuse = "{\"ok\": false, \"error\": \"a line has at most 1023 bytes\"}\n";

            write_all(automation, client, refuse, strlen(refuse));
            return;
        }
    }
}

static void *serve(void *arg)
{
    struct automation *automation = arg;

    while (wait_for(automation, automation->listener, POLLIN, FOR_EVER)) {
        int client = accept4(automation->listener, NULL, NULL, SOCK_CLOEXEC);

        if (client < 0) { /* no descriptor is free, say: asking again at once would only keep the machine busy */
            wait_for(automation, -1, 0, PAUSE_MS);
            continue;
        }
        serve_client(automation, client);
        close(client);
    }
    return NULL;
}

struct automation *automation_start(const char *path, automation_line *line, struct err *err)
{
    struct automation *automation = mem_zalloc(1, sizeof *automation);

    str_copy(automation->path, sizeof automation->path, path);
    automation->line = line;
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
