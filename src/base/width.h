/* width.h - columns on a character terminal, where a hanzi takes two. */
#ifndef BASE_WIDTH_H
#define BASE_WIDTH_H

/* Columns that text takes up. */
int width_of(const char *text);
/* Blanks to add so that text fills at least `columns`. */
int width_pad(const char *text, int columns);

#endif
