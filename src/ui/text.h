/* text.h - lines of text: fonts, measuring, drawing, breaking. Sizes are pixels of the em.
 *
 * Rendered lines are kept and reused until newer ones need the room. UI thread only. */
#ifndef UI_TEXT_H
#define UI_TEXT_H

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/i18n.h"

struct text_style {
    int size;
    bool bold;
    enum lang lang;
};

struct fonts;

/* Finds the faces of every language (folder and family as for fontfile_find). NULL with err. */
struct fonts *fonts_open(const char *folder, const char *family, struct err *err);
void fonts_close(struct fonts *fonts); /* NULL allowed */

/* From now on lines may show what a visitor typed. */
void fonts_personal(struct fonts *fonts);
/* Drops every line rendered and every width measured since then, and wipes its text; the hall's own stay ready. */
void fonts_forget(struct fonts *fonts);

int text_width(struct fonts *fonts, struct text_style style, const char *text);
/* From the top of a line's box to its baseline, and the box's height. */
int text_ascent(struct fonts *fonts, struct text_style style);
int text_height(struct fonts *fonts, struct text_style style);
/* One line with the top left corner of its box at x, y. */
void text_draw(struct fonts *fonts, SDL_Surface *to, struct text_style style, int x, int y, const char *text,
               uint32_t colour);
/* Bytes of text that belong on the first line of that width (base/linebreak.h), without the blanks that then
 * follow. At least one character; the whole text when it fits. */
size_t text_break(struct fonts *fonts, struct text_style style, const char *text, int width);
/* The same for words of the hall, which take no more lines for it: rather behind a sign that divides the sentence
 * than within one of its parts, and so that the last line is not one word or one hanzi. */
size_t text_break_well(struct fonts *fonts, struct text_style style, const char *text, int width);

#endif
