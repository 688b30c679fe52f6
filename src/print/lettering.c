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

struct lettering {
    TTF_Font *fonts[LANG_COUNT][2]; /* [lang][bold] */
};

static TTF_Font *open_font(const char *folder, const char *family, enum lang lang, bool bold, struct err *err)
{
    struct fontfile file;
    if (!fontfile_find(folder, family, lang, bold, &file, err)) return NULL;
    TTF_Font *font = TTF_OpenFontIndex(file.path, START_SIZE, file.face);
    if (!font) err_set(err, "cannot read the font %s: %s", file.path, TTF_GetError());
    return font;
}

struct lettering *lettering_load(const char *folder, const char *family, struct err *err)
{
    if (TTF_Init() != 0) {
        err_set(err, "cannot start the font library: %s", TTF_GetError());
        return NULL;
    }
    struct lettering *lettering = mem_zalloc(1, sizeof *lettering);
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        for (int bold = 0; bold < 2; bold++) {
            struct err *told = lang == LANG_ZH_CN ? err : NULL;
            TTF_Font *font = open_font(folder, family, lang, bold != 0, told);
            lettering->fonts[lang][bold] = font;
            if (font) TTF_SetFontHinting(font, TTF_HINTING_NONE);
            if (font || lang != LANG_ZH_CN) continue;
            lettering_free(lettering);
            return NULL;
        }
    }
    return lettering;
}

void lettering_free(struct lettering *lettering)
{
    if (!lettering) return;
    for (int lang = 0; lang < LANG_COUNT; lang++)
        for (int bold = 0; bold < 2; bold++)
            if (lettering->fonts[lang][bold]) TTF_CloseFont(lettering->fonts[lang][bold]);
    free(lettering);
    TTF_Quit();
}

static TTF_Font *font_of(struct lettering *lettering, struct style style)
{
    TTF_Font *font = lettering->fonts[style.lang][style.bold];
    if (!font) font = lettering->fonts[LANG_ZH_CN][style.bold];
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
    while (fits-- > 0 && utf8_next(&end)) {}
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
