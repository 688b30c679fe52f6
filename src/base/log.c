#include "base/log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"

/* The newest lines, for those who stand before the machine and see no standard error. */
static struct {
    pthread_mutex_t lock;
    char lines[LOG_KEPT][LOG_LINE];
    unsigned long count; /* of all time */
} kept = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void keep(const char *line)
{
    struct tm now = clock_local(clock_now(&clock_system));
    char text[LOG_LINE];

    snprintf(text, sizeof text, "%02d:%02d:%02d ", now.tm_hour, now.tm_min, now.tm_sec);
    str_copy(text + strlen(text), sizeof text - strlen(text), line);
    text[strcspn(text, "\n")] = '\0';
    pthread_mutex_lock(&kept.lock);
    memcpy(kept.lines[kept.count++ % LOG_KEPT], text, sizeof text);
    pthread_mutex_unlock(&kept.lock);
}

int log_last(char (*out)[LOG_LINE], int max)
{
    pthread_mutex_lock(&kept.lock);
    int n = kept.count < LOG_KEPT ? (int)kept.count : LOG_KEPT;
    if (n > max) n = max;
    for (int i = 0; i < n; i++)
        memcpy(out[i], kept.lines[(kept.count - (unsigned long)(n - i)) % LOG_KEPT], LOG_LINE);
    pthread_mutex_unlock(&kept.lock);
    return n;
}

static void log_line(const char *level, const char *fmt, va_list args)
{
    char line[1024];
    int head = snprintf(line, sizeof line, "%s ", level);
    int body = vsnprintf(line + head, sizeof line - (size_t)head - 1, fmt, args);
    size_t n = (size_t)head + (body > 0 ? (size_t)body : 0);
    if (n > sizeof line - 2) n = sizeof line - 2;
    line[n] = '\0';
    keep(line);
    line[n++] = '\n';
    /* One write a line keeps the lines of several threads whole. Nobody is left to tell when it fails. */
    if (write(STDERR_FILENO, line, n) < 0) return;
}

void log_info(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    log_line("info", fmt, args);
    va_end(args);
}

void log_warn(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    log_line("warning", fmt, args);
    va_end(args);
}

void log_error(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    log_line("error", fmt, args);
    va_end(args);
}
