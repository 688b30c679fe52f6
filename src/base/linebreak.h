/* linebreak.h - where a line of text may end: by Unicode's rules (UAX 14, libunibreak), and besides so that figures
 * stay with what they count (约 8–12 分钟, 3号, 138 1234 5678), emoji whole, and no line begins with … or ·.
 * Any thread. */
#ifndef BASE_LINEBREAK_H
#define BASE_LINEBREAK_H

#include <stddef.h>

/* How many bytes of text (one line, any bytes) to put on a line that has room for max of them and that more text
 * follows: up to the last place where it may end. Blanks there are not counted: they may hang over the edge, and
 * the next line begins behind them. Where no place comes so early, as many characters as fit, but one at least;
 * 0 only for "". */
size_t linebreak_end(const char *text, size_t max);

#endif
