#include "base/linebreak.h"

#include <linebreak.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

enum { AHEAD = 6, ZERO_WIDTH_JOINER = 0x200D, SOME_HANZI = 0x4E00, CLOSING_MARK = 0x3001, ACCENT = 0x0301 };

/* As much of a text as decides where its first line ends. */
struct runes {
    size_t n;
    uint32_t *c;    /* code points */
    size_t *end;    /* bytes of the text up to and with each */
    utf32_t *known; /* the same for libunibreak */
    char *breaks;   /* LINEBREAK_… behind each */
};

static bool is_one_of(uint32_t c, const char *set)
{
    for (uint32_t member; (member = utf8_next(&set));)
        if (member == c) return true;
    return false;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_hanzi(uint32_t c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool is_flag_half(uint32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* Does it change the character before it: accents, keycaps, variants, skin tones, tags? */
static bool modifies(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0000 && c <= 0xE01EF) || c == ZERO_WIDTH_JOINER;
}

/* Debian's libunibreak is of Unicode 6.2: it ends the process at flags and at U+FFFF, and knows few emoji. What lies
 * beyond the basic plane is shown to it as one of the basic plane that breaks alike; the same where it allows a line
 * to begin with a mark that ends a phrase. */
static utf32_t as_known(uint32_t c)
{
    if (c == 0x2026 || c == 0xB7) return CLOSING_MARK; /* … · */
    if (c == 0xFFFF) return 0xFFFD;
    if (c <= 0xFFFF) return c;
    return modifies(c) ? ACCENT : SOME_HANZI;
}

/* Does c[i] belong to the character before it? */
static bool joined(const struct runes *r, size_t i)
{
    size_t halves = 0;

    if (i == 0) return false;
    if (modifies(r->c[i]) || r->c[i - 1] == ZERO_WIDTH_JOINER) return true;
    if (!is_flag_half(r->c[i])) return false;
    while (halves < i && is_flag_half(r->c[i - 1 - halves])) halves++;
    return halves % 2 == 1;
}

/* The length of the unit that stands at c[i]: a word of the list, or the one hanzi that counts. */
static size_t unit_at(const struct runes *r, size_t i, bool any_hanzi)
{
    static const char *const units[] = {"分钟", "分鐘", "小时", "小時", "工作日", "min", "人",
                                        "位",   "元",   "天",   "年",   "岁",     "歲"};

    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        const char *at = units[u];
        size_t k = i;

        while (*at && k < r->n && utf8_next(&at) == r->c[k]) k++;
        if (!*at && k - i == utf8_length(units[u])) return k - i;
    }
    return any_hanzi && i < r->n && is_hanzi(r->c[i]) ? 1 : 0;
}

/* Where the figure that begins with the digit c[i] ends: 8–12, 10:24, 1,080.50, 138 1234 5678, with its unit. */
static size_t figure_end(const struct runes *r, size_t i)
{
    size_t unit;

    for (i++; i < r->n; i++) {
        bool goes_on = i + 1 < r->n && is_digit(r->c[i + 1]) && is_one_of(r->c[i], " –-~～.,:/");

        if (!is_digit(r->c[i]) && !goes_on) break;
    }
    unit = unit_at(r, i, true);
    if (!unit && i < r->n && r->c[i] == ' ') {
        unit = unit_at(r, i + 1, false);
        if (unit) unit++;
    }
    return i + unit;
}

static void bind_figures(struct runes *r)
{
    for (size_t i = 0; i < r->n; i++) {
        size_t from = i, end;

        if (!is_digit(r->c[i])) continue;
        if (i > 1 && r->c[i - 1] == ' ' && is_one_of(r->c[i - 2], "约約")) from = i - 2;
        end = figure_end(r, i);
        for (; from + 1 < end; from++) r->breaks[from] = LINEBREAK_NOBREAK;
        i = end - 1;
    }
}

static pthread_once_t tables = PTHREAD_ONCE_INIT;

static void analyse(struct runes *r)
{
    pthread_once(&tables, init_linebreak);
    set_linebreaks_utf32(r->known, r->n, "zh", r->breaks); /* in Chinese “ opens and ” closes */
    for (size_t i = 1; i < r->n; i++)
        if (joined(r, i)) r->breaks[i - 1] = LINEBREAK_NOBREAK;
    bind_figures(r);
}

/* Reads what stands within max bytes, and what follows as far as it matters: blanks, and a unit. */
static void read_runes(const char *text, size_t max, struct runes *r)
{
    size_t room = strnlen(text, max) + strspn(text + strnlen(text, max), " ") + AHEAD;
    const char *at = text;
    int ahead = 0;

    *r = (struct runes){.c = mem_zalloc(room, sizeof *r->c),
                        .end = mem_zalloc(room, sizeof *r->end),
                        .known = mem_zalloc(room, sizeof *r->known),
                        .breaks = mem_zalloc(room, 1)};
    while (*at && r->n < room && ahead < AHEAD - 1) {
        uint32_t c = utf8_next(&at);

        if ((size_t)(at - text) > max && c != ' ') ahead++;
        r->c[r->n] = c;
        r->known[r->n] = as_known(c);
        r->end[r->n++] = (size_t)(at - text);
    }
}

static void free_runes(struct runes *r)
{
    mem_free_wiped(r->c); /* it may be what a visitor typed */
    mem_free_wiped(r->end);
    mem_free_wiped(r->known);
    mem_free_wiped(r->breaks);
}

/* Runes on a line that max bytes end; 0 when none may end so early. */
static size_t last_break(const struct runes *r, size_t max)
{
    for (size_t i = r->n; i > 1; i--) {
        size_t n = i - 1; /* behind the last there is nothing known */

        if (r->breaks[n - 1] != LINEBREAK_ALLOWBREAK) continue;
        while (n > 0 && r->c[n - 1] == ' ') n--;
        if (n > 0 && r->end[n - 1] <= max) return n;
    }
    return 0;
}

/* As many as fit, no character torn; if not even one whole character fits, whatever does. */
static size_t last_cut(const struct runes *r, size_t max)
{
    size_t fits = 0, whole;

    while (fits < r->n && r->end[fits] <= max) fits++;
    for (whole = fits; whole > 0 && whole < r->n && joined(r, whole);) whole--;
    return whole ? whole : fits ? fits : 1;
}

size_t linebreak_end(const char *text, size_t max)
{
    struct runes r;
    size_t n, end;

    if (!*text) return 0;
    read_runes(text, max, &r);
    analyse(&r);
    n = last_break(&r, max);
    if (!n) n = last_cut(&r, max);
    end = r.end[n - 1];
    free_runes(&r);
    return end;
}
