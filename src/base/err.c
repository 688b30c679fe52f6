#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/str.h"

bool err_set(struct err *err, const char *fmt, ...)
{
    if (err) {
        va_list args;
        va_start(args, fmt);
        vsnprintf(err->text, sizeof err->text, fmt, args);
        va_end(args);
        utf8_repair(err->text);
    }
    return false;
}
