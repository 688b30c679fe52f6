/* str.h - UTF-8 and growing text. All text in the program is UTF-8. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Is s[0..n) well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF)? */
bool utf8_valid(const char *s, size_t n);
/* Code points in s, which must be valid. */
size_t utf8_length(const char *s);
/* The code point at *s, and *s moved behind it; 0 at the end. A malformed byte gives U+FFFD. */
uint32_t utf8_next(const char **s);
/* Valid UTF-8 and free of control characters other than newline (U+000A) and tab, and of the marks that
 * turn the direction of writing around (they make a text look like another one)? */
bool utf8_printable(const char *s);
/* The same, and without newline and tab: fit to stand in one line. */
bool utf8_line(const char *s);
/* Does s show nothing: is it all spaces, of whatever width, and characters without a shape of their own? */
bool utf8_blank(const char *s);
/* Puts ? for each byte that is no UTF-8, in place: for messages that were cut or quote what came from outside. */
void utf8_repair(char *s);

/* Copies src (NULL counts as "") into dst[size], cut at a code point if too long, always ended.
 * Returns false when it was cut. size > 0. */
bool str_copy(char *dst, size_t size, const char *src);
bool str_equal(const char *a, const char *b); /* NULL equals only NULL */
/* Takes blanks off both ends, in place; returns s. */
char *str_trim(char *s);
/* A whole decimal number within lo..hi, nothing before or behind it. */
bool str_to_int(const char *s, long long lo, long long hi, long long *out);

/* A text that grows. Start with {0}; `s` is NULL until something was added. */
struct str {
    char *s;
    size_t n, cap;
};
void str_add(struct str *b, const char *text);
void str_add_n(struct str *b, const char *bytes, size_t n);
/* The lowest bytes of n, at most 4, the lowest first. */
void str_add_le(struct str *b, uint32_t n, int bytes);
void str_addf(struct str *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void str_free(struct str *b); /* frees and empties; may be used again */

#endif
