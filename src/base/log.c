#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static void log_line(const char *level, const char *fmt, va_list args)
{
    char line[1024];
    int head = snprintf(line, sizeof line, "%s ", level);
    int body = vsnprintf(line + head, sizeof line - (size_t)head - 1, fmt, args);
    size_t n = (size_t)head + (body > 0 ? (size_t)body : 0);
    if (n > sizeof line - 2) n = sizeof line - 2;
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
