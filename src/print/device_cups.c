/* A CUPS queue, by the system's own `lp`. CUPS takes the receipt and prints it when it can, so what
 * becomes of it is not known here. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "print/device.h"
#include "print/png.h"

enum { LP_MS = 20000 };
extern char **environ;

/* A queue's name goes to lp as an argument: letters, digits and a few signs, no dash in front. */
static bool parse(const char *rest, struct device *device)
{
    if (*rest == '-' || *rest == '\0') return false;
    for (const char *c = rest; *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr("_.-+@", *c)) return false;
    return str_copy(device->target, sizeof device->target, rest);
}

/* Starts a program with its output going to the pipe's write end; its process id, or -1 with errno. */
static pid_t start(const char *const argv[], const int pipe_ends[2])
{
    pid_t pid = -1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDERR_FILENO);
    /* posix_spawn takes its arguments without const and leaves them alone all the same. */
    int why = posix_spawnp(&pid, argv[0], &actions, NULL, (char *const *)(uintptr_t)argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    errno = why;
    return why == 0 ? pid : -1;
}

/* Reads what a program says until it ends or its time is over; out keeps the beginning. */
static bool listen_to(int fd, char *out, size_t size)
{
    char part[256];
    size_t n = 0;
    ms_t until = clock_monotonic() + LP_MS;
    for (;;) {
        ms_t left = until - clock_monotonic();
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (left <= 0 || poll(&p, 1, (int)left) == 0) break;
        ssize_t got = read(fd, part, sizeof part);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return true;
        for (ssize_t i = 0; i < got && n + 1 < size; i++) out[n++] = part[i] == '\n' ? ' ' : part[i];
        out[n] = '\0';
    }
    return false;
}

/* Runs a program, without a shell. True when it ended well; else err has its own words. */
static bool run(const char *const argv[], struct err *err)
{
    char said[256] = "";
    int ends[2], how = 0;
    if (pipe2(ends, O_CLOEXEC) != 0) return err_set(err, "cannot start %s: %s", argv[0], strerror(errno));
    pid_t pid = start(argv, ends);
    int why = errno;
    close(ends[1]);
    bool ended = pid > 0 && listen_to(ends[0], said, sizeof said);
    close(ends[0]);
    if (pid < 0) return err_set(err, "cannot start %s: %s; install cups-client", argv[0], strerror(why));
    if (!ended) kill(pid, SIGKILL);
    while (waitpid(pid, &how, 0) < 0 && errno == EINTR) continue;
    if (!ended) return err_set(err, "%s did not end within %d s; is CUPS running?", argv[0], LP_MS / 1000);
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0) return true;
    return err_set(err, "%s: %s", argv[0], *said ? str_trim(said) : "failed");
}

static bool prepare(const struct device *device, struct err *err)
{
    (void)device;
    (void)err;
    return true;
}

static void status(const struct device *device, struct printer_status *out)
{
    const char *queue = device->target, *const argv[] = {"lpstat", "-a", queue, NULL};
    struct err err;
    if (run(argv, &err)) {
        out->state = PRINTER_UNKNOWN;
        snprintf(out->words, sizeof out->words, "CUPS takes receipts for %.120s; what the printer does is not known",
                 queue);
    } else {
        out->state = PRINTER_OFFLINE;
        snprintf(out->words, sizeof out->words, "%.199s", err.text);
    }
}

static enum device_result hand_over(const struct device *device, const char *path, const struct device_job *job,
                                    struct err *err)
{
    const char *const argv[] = {"lp", "-s", "-d", device->target, "-o", "ppi=203", "--", path, NULL};
    if (!png_save(job->bitmap, path, err)) return DEVICE_NOT_STARTED;
    if (!job->begin(job->arg)) {
        err_set(err, "the database does not take the print state");
        return DEVICE_NOT_STARTED;
    }
    if (!run(argv, err)) return DEVICE_FAILED;
    err_set(err, "handed to CUPS, which does not say whether it was printed");
    return DEVICE_UNKNOWN;
}

static enum device_result print(const struct device *device, const struct device_job *job, struct err *err)
{
    char path[] = "/tmp/kiosk-receipt-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0) {
        err_set(err, "cannot make a file in /tmp: %s", strerror(errno));
        return DEVICE_NOT_STARTED;
    }
    close(fd);
    enum device_result result = hand_over(device, path, job, err);
    unlink(path);
    return result;
}

const struct device_kind device_cups = {
    .prefix = "cups:", .usage = "cups:QUEUE", .parse = parse, .prepare = prepare, .status = status, .print = print};
