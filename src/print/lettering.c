#include "print/lettering.h"

#include <SDL_ttf.h>
#include <stdlib.h>
#include <string.h>

#include "base/fontfile.h"
#include "base/linebreak.h"
#include "base/mem.h"
#include "base/str.h"

enum {
    THRESHOLD = 255 * (100 - 58) / 100, /* coverage: a dot is black where black on white is under 58 % grey */
    START_SIZE = 28,
};
/* Where the baseline of Noto Sans CJK lies below the middle of the em box, in thousandths. */
enum { BASELINE_PER_MILLE = 380 };

struct face {
    struct fontfile file;
    TTF_Font *font; /* NULL: closed */
};

struct lettering {
    struct face faces[LANG_COUNT][2]; /* [lang][bold] */
};

static bool find_faces(struct lettering *lettering, const char *folder, const char *family, struct err *err)
{
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        for (int bold = 0; bold < 2; bold++) {
            struct face *face = &lettering->faces[lang][bold];
            if (fontfile_find(folder, family, lang, bold != 0, &face->file, lang == LANG_ZH_CN ? err : NULL))
                continue;
            if (lang == LANG_ZH_CN) return false;
            *face = lettering->faces[LANG_ZH_CN][bold];
        }
    }
    return true;
}

struct lettering *lettering_load(const char *folder, const char *family, struct err *err)
{
    fontfile_lock();
    bool started = TTF_Init() == 0;
    if (!started) err_set(err, "cannot start the font library: %s", TTF_GetError());
    fontfile_unlock();
    if (!started) return NULL;
    struct lettering *lettering = mem_zalloc(1, sizeof *lettering);
    if (find_faces(lettering, folder, family, err)) return lettering;
    lettering_free(lettering);
    return NULL;
}

void lettering_free(struct lettering *lettering)
{
    if (!lettering) return;
    lettering_rest(lettering);
    free(lettering);
    fontfile_lock();
    TTF_Quit();
    fontfile_unlock();
}

static bool open_face(struct face *face, struct err *err)
{
    if (face->font) return true;
    fontfile_lock();
    face->font = TTF_OpenFontIndex(face->file.path, START_SIZE, face->file.face);
    fontfile_unlock();
    if (!face->font) return err_set(err, "cannot read the font %s: %s", face->file.path, TTF_GetError());
    TTF_SetFontHinting(face->font, TTF_HINTING_NONE);
    return true;
}

bool lettering_open(struct lettering *lettering, enum lang lang, struct err *err)
{
    return open_face(&lettering->faces[lang][0], err) && open_face(&lettering->faces[lang][1], err);
}

void lettering_rest(struct lettering *lettering)
{
    fontfile_lock();
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        for (int bold = 0; bold < 2; bold++) {
            struct face *face = &lettering->faces[lang][bold];
            if (face->font) TTF_CloseFont(face->font);
            face->font = NULL;
        }
    }
    fontfile_unlock();
}

static TTF_Font *font_of(struct lettering *lettering, struct style style)
{
    TTF_Font *font = lettering->faces[style.lang][style.bold].font;
    TTF_SetFontSize(font, style.size);
    return font;
}

int lettering_width(struct lettering *lettering, struct style style, const char *text)
{
    int width = 0;
    TTF_SizeUTF8(font_of(lettering, style), text, &width, NULL);
    return width;
}

struct style lettering_fit(struct lettering *lettering, struct style style, const char *text, int max, int least)
{
    while (style.size > least && lettering_width(lettering, style, text) > max) style.size--;
    return style;
}

/* Does a clause end right before text[n]? */
static bool ends_clause(const char *text, size_t n)
{
    static const char *const marks[] = {",", ".", "，", "。", "；"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t length = strlen(marks[i]);
        if (n >= length && memcmp(text + n - length, marks[i], length) == 0) return true;
    }
    return false;
}

/* How many bytes of text fit in max dots. */
static size_t bytes_in(struct lettering *lettering, struct style style, const char *text, int max)
{
    const char *end = text;
    int width, fits = 0;
    if (TTF_MeasureUTF8(font_of(lettering, style), text, max, &width, &fits) != 0) return strlen(text);
    while (fits-- > 0 && utf8_next(&end)) {
    }
    return (size_t)(end - text);
}

size_t lettering_break(struct lettering *lettering, struct style style, const char *text, int max)
{
    size_t fits = bytes_in(lettering, style, text, max);
    if (!text[fits]) return fits;
    size_t end = linebreak_end(text, fits), clause = end;
    while (2 * clause >= end && !ends_clause(text, clause)) {
        size_t earlier = linebreak_end(text, clause - 1);
        if (earlier >= clause) break;
        clause = earlier;
    }
    if (2 * clause >= end && ends_clause(text, clause)) end = clause;
    return end + strspn(text + end, " ");
}

/* The surface's bytes are coverage: SDL_ttf's "shaded" palette runs from ground (0) to ink (255). */
static void put_surface(struct bitmap *bitmap, const SDL_Surface *surface, int left, int top, bool black)
{
    for (int y = 0; y < surface->h; y++) {
        const Uint8 *row = (const Uint8 *)surface->pixels + (ptrdiff_t)y * surface->pitch;
        for (int x = 0; x < surface->w; x++)
            if (row[x] >= THRESHOLD) bitmap_set(bitmap, left + x, top + y, black);
    }
}

void lettering_draw(struct lettering *lettering, struct style style, struct bitmap *bitmap, int x, int y,
                    enum align align, bool black, const char *text)
{
    if (!*text) return;
    TTF_Font *font = font_of(lettering, style);
    const SDL_Color ink = {255, 255, 255, 255}, ground = {0, 0, 0, 255};
    SDL_Surface *surface = TTF_RenderUTF8_Shaded(font, text, ink, ground);
    if (!surface) return; /* only when memory is gone, or no letter has a width */
    int width = lettering_width(lettering, style, text);
    int left = align == ALIGN_LEFT ? x : align == ALIGN_CENTRE ? x - width / 2 : x - width;
    int baseline = y + (style.size * BASELINE_PER_MILLE + 500) / 1000;
    put_surface(bitmap, surface, left, baseline - TTF_FontAscent(font), black);
    SDL_FreeSurface(surface);
}
