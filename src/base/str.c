#include "base/str.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Decodes one code point from s[0..n); its length, or 0 when malformed (RFC 3629, table of section 4). */
static size_t utf8_decode(const unsigned char *s, size_t n, uint32_t *out)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (n == 0) return 0;
    size_t len = s[0] < 0x80             ? 1
                 : (s[0] & 0xE0) == 0xC0 ? 2
                 : (s[0] & 0xF0) == 0xE0 ? 3
                 : (s[0] & 0xF8) == 0xF0 ? 4
                                         : 0;
    if (len == 0 || len > n) return 0;
    uint32_t c = len == 1 ? s[0] : s[0] & (0x7FU >> len);
    for (size_t i = 1; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80) return 0;
        c = c << 6 | (s[i] & 0x3FU);
    }
    if (c < least[len] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0;
    *out = c;
    return len;
}

bool utf8_valid(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    uint32_t c;
    while (n > 0) {
        size_t len = utf8_decode(p, n, &c);
        if (len == 0) return false;
        p += len;
        n -= len;
    }
    return true;
}

uint32_t utf8_next(const char **s)
{
    uint32_t c = 0xFFFD;
    if (**s == '\0') return 0;
    size_t len = utf8_decode((const unsigned char *)*s, strnlen(*s, 4), &c);
    *s += len ? len : 1;
    return len ? c : 0xFFFD;
}

size_t utf8_length(const char *s)
{
    size_t n = 0;
    while (utf8_next(&s)) n++;
    return n;
}

/* Unicode's explicit marks of direction (UAX 9, 2.1 to 2.4). */
static bool turns_direction(uint32_t c)
{
    return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool shows(const char *s, const char *controls)
{
    if (!utf8_valid(s, strlen(s))) return false;
    for (uint32_t c; (c = utf8_next(&s)) != 0;)
        if ((c < 0x20 && !strchr(controls, (int)c)) || (c >= 0x7F && c < 0xA0) || turns_direction(c)) return false;
    return true;
}

bool utf8_printable(const char *s)
{
    return shows(s, "\n\t");
}

bool utf8_line(const char *s)
{
    return shows(s, "");
}

bool utf8_blank(const char *s)
{
    static const struct {
        uint32_t first, last;
    } blanks[] = {{0x09, 0x0D},     {0x20, 0x20},     {0xA0, 0xA0},     {0xAD, 0xAD},      {0x034F, 0x034F},
                  {0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F},  {0x2000, 0x200F},
                  {0x2028, 0x202F}, {0x205F, 0x206F}, {0x2800, 0x2800}, {0x3000, 0x3000},  {0x3164, 0x3164},
                  {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xE0000, 0xE0FFF}};
    for (uint32_t c; (c = utf8_next(&s)) != 0;) {
        size_t i = 0, n = sizeof blanks / sizeof *blanks;
        while (i < n && (c < blanks[i].first || c > blanks[i].last)) i++;
        if (i == n) return false;
    }
    return true;
}

void utf8_repair(char *s)
{
    uint32_t c;
    while (*s) {
        size_t len = utf8_decode((const unsigned char *)s, strnlen(s, 4), &c);
        if (len == 0) *s = '?';
        s += len ? len : 1;
    }
}

bool str_copy(char *dst, size_t size, const char *src)
{
    if (!src) src = "";
    size_t n = strlen(src);
    bool whole = n < size;
    if (!whole) {
        n = size - 1;
        while (n > 0 && ((unsigned char)src[n] & 0xC0) == 0x80) n--;
    }
    memmove(dst, src, n);
    dst[n] = '\0';
    return whole;
}

bool str_equal(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

char *str_trim(char *s)
{
    while (isspace((unsigned char)*s)) s++;
    size_t n = strlen(s);
    while (n > 0 && isspace((unsigned char)s[n - 1])) s[--n] = '\0';
    return s;
}

bool str_to_int(const char *s, long long lo, long long hi, long long *out)
{
    char *end;
    if (!s || !(isdigit((unsigned char)*s) || *s == '-')) return false;
    errno = 0;
    long long v = strtoll(s, &end, 10);
    if (errno || *end || end == s || v < lo || v > hi) return false;
    *out = v;
    return true;
}

static void str_room(struct str *b, size_t more)
{
    if (b->n + more + 1 <= b->cap) return;
    b->cap = (b->n + more + 1) * 2;
    b->s = mem_resize(b->s, b->cap, 1);
}

void str_add_n(struct str *b, const char *bytes, size_t n)
{
    str_room(b, n);
    if (n) memcpy(b->s + b->n, bytes, n);
    b->n += n;
    b->s[b->n] = '\0';
}

void str_add(struct str *b, const char *text)
{
    str_add_n(b, text, strlen(text));
}

void str_add_le(struct str *b, uint32_t n, int bytes)
{
    const char raw[4] = {(char)n, (char)(n >> 8), (char)(n >> 16), (char)(n >> 24)};
    str_add_n(b, raw, (size_t)bytes);
}

void str_addf(struct str *b, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    if (n > 0) {
        str_room(b, (size_t)n);
        vsnprintf(b->s + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

void str_free(struct str *b)
{
    free(b->s);
    *b = (struct str){0};
}
