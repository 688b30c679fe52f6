#include "ui/text.h"

#include <SDL_ttf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fontfile.h"
#include "base/linebreak.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

enum {
    FACES_MAX = LANG_COUNT * 2,
    SIZES_MAX = 128, /* styles whose height is remembered */
    LINES_MAX = 640, /* rendered lines kept */
    LINES_BYTES = 6 * 1024 * 1024,
    MEASURED = 4096, /* widths remembered; a power of two */
};

/* An open font file takes a megabyte and more, so each is opened once, and turned to the size that is needed. */
struct face {
    TTF_Font *font;
    const struct fontfile *file;
    int size;
};

/* How tall a style is. */
struct height {
    struct text_style style;
    int ascent, height;
};

/* A rendered line: how much of each pixel it covers. Its colour comes with the drawing. */
struct line {
    uint8_t *cover;
    int w, h;
    char *text;
    struct text_style style;
    uint64_t hash, used;
    bool personal; /* may show what a visitor typed */
};

struct measured {
    uint64_t hash; /* 0: empty */
    int value;
    bool personal;
};

struct fonts {
    struct fontfile file[LANG_COUNT][2];
    struct face faces[FACES_MAX];
    int face_count;
    struct height heights[SIZES_MAX];
    int height_count;
    struct measured measured[MEASURED];
    struct line lines[LINES_MAX];
    int line_count;
    size_t bytes;
    uint64_t turn; /* counts uses, to know the oldest */
    bool personal; /* what is added now belongs to a visitor */
};

struct fonts *fonts_open(const char *folder, const char *family, struct err *err)
{
    struct fonts *fonts;
    bool started;

    fontfile_lock();
    started = TTF_Init() == 0;
    fontfile_unlock();
    if (!started) {
        err_set(err, "text can't be drawn: %s", TTF_GetError());
        return NULL;
    }
    fonts = mem_zalloc(1, sizeof *fonts);
    for (int i = 0; i < LANG_COUNT * 2; i++) {
        if (!fontfile_find(folder, family, (enum lang)(i / 2), i % 2, &fonts->file[i / 2][i % 2], err)) {
            fonts_close(fonts);
            return NULL;
        }
    }
    return fonts;
}

static void drop_line(struct fonts *fonts, struct line *line)
{
    fonts->bytes -= (size_t)line->w * (size_t)line->h;
    mem_free_wiped(line->cover);
    mem_free_wiped(line->text);
    *line = fonts->lines[--fonts->line_count];
    memset(&fonts->lines[fonts->line_count], 0, sizeof *line);
}

void fonts_personal(struct fonts *fonts)
{
    fonts->personal = true;
}

void fonts_forget(struct fonts *fonts)
{
    for (int i = fonts->line_count - 1; i >= 0; i--)
        if (fonts->lines[i].personal) drop_line(fonts, &fonts->lines[i]);
    for (int i = 0; i < MEASURED; i++)
        if (fonts->measured[i].personal) explicit_bzero(&fonts->measured[i], sizeof fonts->measured[i]);
    fonts->personal = false;
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts) return;
    while (fonts->line_count) drop_line(fonts, &fonts->lines[fonts->line_count - 1]);
    fontfile_lock();
    for (int i = 0; i < fonts->face_count; i++) TTF_CloseFont(fonts->faces[i].font);
    TTF_Quit();
    fontfile_unlock();
    free(fonts);
}

/* The face of that file, opened at its first use; NULL (said in the log) when it can't be read. */
static struct face *face_of(struct fonts *fonts, const struct fontfile *file, int size)
{
    struct face *face;

    for (int i = 0; i < fonts->face_count; i++) {
        face = &fonts->faces[i];
        if (face->file->face == file->face && strcmp(face->file->path, file->path) == 0) return face;
    }
    face = &fonts->faces[fonts->face_count];
    fontfile_lock();
    face->font = TTF_OpenFontIndex(file->path, size, file->face);
    fontfile_unlock();
    if (!face->font) {
        log_error("font %s can't be opened: %s", file->path, TTF_GetError());
        return NULL;
    }
    TTF_SetFontHinting(face->font, TTF_HINTING_LIGHT_SUBPIXEL);
    face->file = file;
    face->size = size;
    fonts->face_count++;
    return face;
}

static TTF_Font *font_of(struct fonts *fonts, struct text_style style)
{
    struct face *face = face_of(fonts, &fonts->file[style.lang][style.bold], style.size);

    if (!face) return NULL;
    if (face->size != style.size && TTF_SetFontSize(face->font, style.size) != 0) return NULL;
    face->size = style.size;
    return face->font;
}

static bool same_style(struct text_style a, struct text_style b)
{
    return a.size == b.size && a.bold == b.bold && a.lang == b.lang;
}

/* 64 bits of text and style (and what is measured): two texts with one hash do not happen. Never 0. */
static uint64_t hash_of(struct text_style style, int what, const char *text)
{
    uint64_t h = 14695981039346656037u ^ ((uint64_t)style.size << 40) ^ ((uint64_t)style.bold << 36) ^
                 ((uint64_t)style.lang << 32) ^ (uint64_t)(unsigned)what;

    h *= 1099511628211u;
    for (; *text; text++) h = (h ^ (uint8_t)*text) * 1099511628211u; /* FNV-1a */
    return h ? h : 1;
}

static struct measured *remembered(struct fonts *fonts, uint64_t hash)
{
    return &fonts->measured[(hash ^ hash >> 32) & (MEASURED - 1)];
}

int text_width(struct fonts *fonts, struct text_style style, const char *text)
{
    uint64_t hash = hash_of(style, -1, text);
    struct measured *kept = remembered(fonts, hash);
    TTF_Font *font;
    int w = 0;

    if (!text[0]) return 0;
    if (kept->hash == hash) return kept->value;
    font = font_of(fonts, style);
    if (!font || TTF_SizeUTF8(font, text, &w, NULL) != 0) return 0;
    *kept = (struct measured){hash, w, fonts->personal};
    return w;
}

/* How many characters of text fit into width, -1 when that is not known. */
static int text_fits(struct fonts *fonts, struct text_style style, const char *text, int width)
{
    uint64_t hash = hash_of(style, width, text);
    struct measured *kept = remembered(fonts, hash);
    TTF_Font *font;
    int fits = 0;

    if (kept->hash == hash) return kept->value;
    font = font_of(fonts, style);
    if (!font || TTF_MeasureUTF8(font, text, width, NULL, &fits) != 0) return -1;
    *kept = (struct measured){hash, fits, fonts->personal};
    return fits;
}

static struct height height_of(struct fonts *fonts, struct text_style style)
{
    struct height height = {style, style.size, style.size};
    TTF_Font *font;

    for (int i = 0; i < fonts->height_count; i++)
        if (same_style(fonts->heights[i].style, style)) return fonts->heights[i];
    font = font_of(fonts, style);
    if (!font) return height;
    height.ascent = TTF_FontAscent(font);
    height.height = TTF_FontHeight(font);
    if (fonts->height_count == SIZES_MAX) fonts->height_count = 0;
    fonts->heights[fonts->height_count++] = height;
    return height;
}

int text_ascent(struct fonts *fonts, struct text_style style)
{
    return height_of(fonts, style).ascent;
}

int text_height(struct fonts *fonts, struct text_style style)
{
    return height_of(fonts, style).height;
}

static struct line *find_line(struct fonts *fonts, struct text_style style, uint64_t hash, const char *text)
{
    for (int i = 0; i < fonts->line_count; i++) {
        struct line *line = &fonts->lines[i];

        if (line->hash == hash && same_style(line->style, style) && strcmp(line->text, text) == 0) return line;
    }
    return NULL;
}

static void make_room(struct fonts *fonts)
{
    while (fonts->line_count == LINES_MAX || (fonts->line_count && fonts->bytes > LINES_BYTES)) {
        struct line *oldest = &fonts->lines[0];

        for (int i = 1; i < fonts->line_count; i++)
            if (fonts->lines[i].used < oldest->used) oldest = &fonts->lines[i];
        drop_line(fonts, oldest);
    }
}

/* Only the alpha of what SDL_ttf draws says something: a quarter of the bytes. */
static uint8_t *cover_of(const SDL_Surface *surface)
{
    uint8_t *cover = mem_zalloc((size_t)surface->w * (size_t)surface->h, 1), *to = cover;

    for (int y = 0; y < surface->h; y++) {
        const uint32_t *from =
            (const uint32_t *)(const void *)((const uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch);

        for (int x = 0; x < surface->w; x++) *to++ = (uint8_t)(from[x] >> 24);
    }
    return cover;
}

static struct line *render_line(struct fonts *fonts, struct text_style style, uint64_t hash, const char *text)
{
    TTF_Font *font = font_of(fonts, style);
    SDL_Surface *surface = font ? TTF_RenderUTF8_Blended(font, text, (SDL_Color){255, 255, 255, 255}) : NULL;
    struct line *line;

    if (!surface) return NULL;
    make_room(fonts);
    line = &fonts->lines[fonts->line_count++];
    *line =
        (struct line){cover_of(surface), surface->w, surface->h, mem_strdup(text), style, hash, 0, fonts->personal};
    fonts->bytes += (size_t)line->w * (size_t)line->h;
    explicit_bzero(surface->pixels, (size_t)surface->h * (size_t)surface->pitch); /* it may show what was typed */
    SDL_FreeSurface(surface);
    return line;
}

/* One row of a line over what is there. */
static void blend_row(uint32_t *to, const uint8_t *cover, int n, uint32_t colour)
{
    uint32_t rb = colour & 0xFF00FF, g = colour & 0x00FF00, full = colour & 0xFFFFFF;

    for (int x = 0; x < n; x++) {
        uint32_t a = cover[x], under;

        if (!a) continue;
        if (a == 255) {
            to[x] = full;
            continue;
        }
        a += a >> 7; /* 0…256, so that the division is a shift */
        under = to[x];
        to[x] = (((under & 0xFF00FF) * (256 - a) + rb * a) >> 8 & 0xFF00FF) |
                (((under & 0x00FF00) * (256 - a) + g * a) >> 8 & 0x00FF00);
    }
}

void text_draw(struct fonts *fonts, SDL_Surface *to, struct text_style style, int x, int y, const char *text,
               uint32_t colour)
{
    uint64_t hash = hash_of(style, 0, text);
    struct line *line;
    SDL_Rect seen;

    if (!text[0]) return;
    line = find_line(fonts, style, hash, text);
    if (!line) line = render_line(fonts, style, hash, text);
    if (!line) return;
    line->used = ++fonts->turn;
    if (!SDL_IntersectRect(&(SDL_Rect){x, y, line->w, line->h}, &to->clip_rect, &seen)) return;
    for (int row = seen.y; row < seen.y + seen.h; row++) {
        uint8_t *pixels = (uint8_t *)to->pixels + (size_t)row * (size_t)to->pitch;

        blend_row((uint32_t *)(void *)pixels + seen.x,
                  line->cover + (size_t)(row - y) * (size_t)line->w + (seen.x - x), seen.w, colour);
    }
}

size_t text_break(struct fonts *fonts, struct text_style style, const char *text, int width)
{
    int fits = text[0] ? text_fits(fonts, style, text, width) : -1;
    const char *end = text;

    if (fits < 0) return strlen(text);
    while (fits-- > 0 && utf8_next(&end)) {
    }
    return *end ? linebreak_end(text, (size_t)(end - text)) : strlen(text);
}

/* How many lines of that width text takes. */
static int lines_of(struct fonts *fonts, struct text_style style, const char *text, int width)
{
    int lines = 0;

    for (; *text; lines++) {
        text += text_break(fonts, style, text, width);
        text += strspn(text, " ");
    }
    return lines;
}

static bool divides(uint32_t c, char next)
{
    static const uint32_t stops[] = {0xFF0C, 0x3002, 0xFF1A, 0xFF1B, 0xFF1F};

    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (stops[i] == c) return true;
    return next == ' ' && c && c < 0x80 && strchr(",.:;?", (int)c);
}

/* Where the last part of the sentence within the first n bytes ends, 0: there is none that may end a line. */
static size_t part_end(const char *text, size_t n)
{
    size_t end = 0;

    for (const char *at = text; at < text + n;) {
        uint32_t c = utf8_next(&at);
        size_t here = (size_t)(at - text);

        if (here < n && divides(c, *at) && linebreak_end(text, here) == here) end = here;
    }
    return end;
}

/* The first line where both are about equally long; the second has room for what is left. */
static size_t even_break(struct fonts *fonts, struct text_style style, const char *text, int width)
{
    size_t n = text_break(fonts, style, text, width);

    for (int less = width - width / 24; less > width / 3; less -= width / 24) {
        size_t next = text_break(fonts, style, text, less);

        if (text_width(fonts, style, text + next) > less) break;
        n = next;
    }
    return n;
}

size_t text_break_well(struct fonts *fonts, struct text_style style, const char *text, int width)
{
    size_t n = text_break(fonts, style, text, width), part;
    const char *rest = text + n + strspn(text + n, " ");
    int lines = lines_of(fonts, style, rest, width), least = lines > 1 ? width * 45 / 100 : width * 3 / 10;
    char begun[256];

    if (!lines || n >= sizeof begun) return n;
    part = part_end(text, n + 1);
    if (part == n) return n;
    snprintf(begun, sizeof begun, "%.*s", (int)part, text);
    if (part && text_width(fonts, style, begun) >= least &&
        lines_of(fonts, style, text + part + strspn(text + part, " "), width) <= lines)
        return part;
    if (lines == 1 && text_width(fonts, style, rest) * 3 < width) return even_break(fonts, style, text, width);
    return n;
}
