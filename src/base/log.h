/* log.h - lines for whoever runs the machine, on standard error.
 *
 * One line a call, `LEVEL text`, written whole so that threads do not mix theirs.
 * Personal data (names, phones, tokens, passwords) never goes here. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The newest of those lines, as HH:MM:SS LEVEL text, the newest last; returns how many. */
enum { LOG_KEPT = 40, LOG_LINE = 200 };
int log_last(char (*out)[LOG_LINE], int max);

#endif
