/* err.h - how a failing function says what went wrong.
 *
 * A function that can fail takes a `struct err *` last and returns false or NULL
 * after filling it with one line for a person: what failed and what to do about it.
 * The caller owns the struct; NULL is allowed where the text is not wanted. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

struct err {
    char text[512];
};

/* Fills err (if not NULL) and returns false, so that `return err_set(err, "…");` reads well. */
bool err_set(struct err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
