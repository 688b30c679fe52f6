#include "ui/text.h"

#include <SDL_ttf.h>
#include <stdlib.h>
#include <string.h>

#include "base/fontfile.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

enum {
    FONTS_MAX = 96,  /* faces × sizes open at a time */
    LINES_MAX = 640, /* rendered lines kept */
    LINES_BYTES = 32 * 1024 * 1024,
};

struct face {
    TTF_Font *font;
    const struct fontfile *file;
    int size;
    uint64_t used;
};

struct line {
    SDL_Surface *surface;
    char *text;
    struct text_style style;
    uint32_t colour;
    uint32_t hash;
    uint64_t used;
};

struct fonts {
    struct fontfile file[LANG_COUNT][2];
    struct face faces[FONTS_MAX];
    int face_count;
    struct line lines[LINES_MAX];
    int line_count;
    size_t bytes;
    uint64_t turn; /* counts uses, to know the oldest */
};

struct fonts *fonts_open(const char *folder, const char *family, struct err *err)
{
    struct fonts *fonts;

    if (TTF_Init() != 0) {
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
    fonts->bytes -= (size_t)line->surface->h * (size_t)line->surface->pitch;
    SDL_FreeSurface(line->surface);
    free(line->text);
    *line = fonts->lines[--fonts->line_count];
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts) return;
    while (fonts->line_count) drop_line(fonts, &fonts->lines[0]);
    for (int i = 0; i < fonts->face_count; i++) TTF_CloseFont(fonts->faces[i].font);
    free(fonts);
    TTF_Quit();
}

static struct face *face_slot(struct fonts *fonts)
{
    struct face *oldest = &fonts->faces[0];

    if (fonts->face_count < FONTS_MAX) return &fonts->faces[fonts->face_count++];
    for (int i = 1; i < fonts->face_count; i++)
        if (fonts->faces[i].used < oldest->used) oldest = &fonts->faces[i];
    TTF_CloseFont(oldest->font);
    return oldest;
}

/* The font of that style; NULL (said in the log) when its file can't be read any more. */
static TTF_Font *font_of(struct fonts *fonts, struct text_style style)
{
    const struct fontfile *file = &fonts->file[style.lang][style.bold];
    struct face *face;
    TTF_Font *font;

    for (int i = 0; i < fonts->face_count; i++) {
        face = &fonts->faces[i];
        if (face->size == style.size && face->file->face == file->face && strcmp(face->file->path, file->path) == 0) {
            face->used = ++fonts->turn;
            return face->font;
        }
    }
    font = TTF_OpenFontIndex(file->path, style.size, file->face);
    if (!font) {
        log_error("font %s can't be opened: %s", file->path, TTF_GetError());
        return NULL;
    }
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    face = face_slot(fonts);
    *face = (struct face){font, file, style.size, ++fonts->turn};
    return font;
}

int text_width(struct fonts *fonts, struct text_style style, const char *text)
{
    TTF_Font *font = font_of(fonts, style);
    int w = 0;

    if (!font || !text[0] || TTF_SizeUTF8(font, text, &w, NULL) != 0) return 0;
    return w;
}

int text_ascent(struct fonts *fonts, struct text_style style)
{
    TTF_Font *font = font_of(fonts, style);

    return font ? TTF_FontAscent(font) : style.size;
}

int text_height(struct fonts *fonts, struct text_style style)
{
    TTF_Font *font = font_of(fonts, style);

    return font ? TTF_FontHeight(font) : style.size;
}

static uint32_t hash_of(struct text_style style, uint32_t colour, const char *text)
{
    uint32_t h = 2166136261u ^ colour ^ (uint32_t)style.size << 8 ^ (uint32_t)style.bold << 4 ^ (uint32_t)style.lang;

    for (; *text; text++) h = (h ^ (uint8_t)*text) * 16777619u; /* FNV-1a */
    return h;
}

static struct line *find_line(struct fonts *fonts, struct text_style style, uint32_t colour, uint32_t hash,
                              const char *text)
{
    for (int i = 0; i < fonts->line_count; i++) {
        struct line *line = &fonts->lines[i];

        if (line->hash == hash && line->colour == colour && line->style.size == style.size &&
            line->style.bold == style.bold && line->style.lang == style.lang && strcmp(line->text, text) == 0)
            return line;
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

static struct line *render_line(struct fonts *fonts, struct text_style style, uint32_t colour, uint32_t hash,
                                const char *text)
{
    SDL_Color ink = {(Uint8)(colour >> 16), (Uint8)(colour >> 8), (Uint8)colour, (Uint8)(colour >> 24)};
    TTF_Font *font = font_of(fonts, style);
    SDL_Surface *surface = font ? TTF_RenderUTF8_Blended(font, text, ink) : NULL;
    struct line *line;

    if (!surface) return NULL;
    make_room(fonts);
    line = &fonts->lines[fonts->line_count++];
    *line = (struct line){surface, mem_strdup(text), style, colour, hash, 0};
    fonts->bytes += (size_t)surface->h * (size_t)surface->pitch;
    return line;
}

void text_draw(struct fonts *fonts, SDL_Surface *to, struct text_style style, int x, int y, const char *text,
               uint32_t colour)
{
    uint32_t hash = hash_of(style, colour, text);
    struct line *line;

    if (!text[0]) return;
    line = find_line(fonts, style, colour, hash, text);
    if (!line) line = render_line(fonts, style, colour, hash, text);
    if (!line) return;
    line->used = ++fonts->turn;
    SDL_BlitSurface(line->surface, NULL, to, &(SDL_Rect){x, y, 0, 0});
}

static bool one_of(uint32_t c, const char *set)
{
    uint32_t member;

    while ((member = utf8_next(&set)))
        if (member == c) return true;
    return false;
}

/* Hanzi, kana, full-width forms: a line may break on either side of these. */
static bool is_wide(uint32_t c)
{
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

/* May a line end after `a` when `b` follows? */
static bool may_break(uint32_t a, uint32_t b)
{
    if (one_of(b, "。，、：；？！）》」』”’…%·,.:;?!)")) return false;
    if (one_of(a, "（《「『“‘(")) return false;
    return is_wide(a) || is_wide(b);
}

size_t text_break(struct fonts *fonts, struct text_style style, const char *text, int width)
{
    TTF_Font *font = font_of(fonts, style);
    const char *at = text, *best = NULL, *end = text;
    int fits = 0;
    uint32_t a;

    if (!font || !text[0] || TTF_MeasureUTF8(font, text, width, NULL, &fits) != 0) return strlen(text);
    if ((size_t)fits >= utf8_length(text)) return strlen(text);
    a = utf8_next(&at);
    for (int i = 1; i == 1 || i <= fits; i++) {
        uint32_t b;

        end = at;
        b = utf8_next(&at);
        if (b == ' ' || may_break(a, b)) best = end; /* a blank may hang over the edge */
        a = b;
    }
    return (size_t)((best ? best : end) - text);
}
