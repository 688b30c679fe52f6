/* lettering.h - text on a bitmap: fonts, measuring, breaking into lines, drawing.
 *
 * An open face takes two megabytes, so those of a language are open only while something is drawn in it.
 * By any one thread at a time. */
#ifndef PRINT_LETTERING_H
#define PRINT_LETTERING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/i18n.h"
#include "print/bitmap.h"

struct lettering;

struct style {
    enum lang lang; /* chooses the face: the same hanzi are drawn differently in SC and TC */
    bool bold;
    int size; /* dots to the em */
};

/* Finds the fonts of all languages; one without is drawn with that of zh_CN. Fails with err when that is not there. */
struct lettering *lettering_load(const char *folder, const char *family, struct err *err);
void lettering_free(struct lettering *lettering); /* NULL allowed */

/* Opens the faces of that language: before anything is measured or drawn in it. False with err: they can't be read. */
bool lettering_open(struct lettering *lettering, enum lang lang, struct err *err);
/* Closes the faces of all languages, until they are needed again. */
void lettering_rest(struct lettering *lettering);

/* Width in dots. */
int lettering_width(struct lettering *lettering, struct style style, const char *text);
/* The style with its size taken down until text is at most max wide, but never below least. */
struct style lettering_fit(struct lettering *lettering, struct style style, const char *text, int max, int least);
/* How many bytes of text go on a line of max dots, with the blanks that end it: as base/linebreak.h says, but at a
 * clause's end where one lies in the line's second half. At least one character; 0 only for "". */
size_t lettering_break(struct lettering *lettering, struct style style, const char *text, int max);

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };
/* Draws one line, its em box centred on the row y; x is its left end, centre or right end. */
void lettering_draw(struct lettering *lettering, struct style style, struct bitmap *bitmap, int x, int y,
                    enum align align, bool black, const char *text);

#endif
