/* typing_page.h - a page on which a text is written: field, keyboard, ready phrases, and the key that goes on. */
#ifndef UI_TYPING_PAGE_H
#define UI_TYPING_PAGE_H

#include "ui/screen.h"

struct typing_page {
    struct field *field;
    const struct phrases *phrases; /* NULL: there are none */
    const char *id, *label;        /* of the field */
    const char *hint;              /* shown while it is empty, NULL: nothing */
    bool count_beside;             /* the title's line has room for the count: not in the field, where that is low */
    const char *back;              /* label of nav.back */
    const char *next;              /* label of nav.next */
    const char *missing;           /* why it can't be pressed, a msgid; NULL: it can */
};

/* All of it but the title. */
void typing_page_build(struct ui *ui, struct scene *scene, const struct typing_page *page);
/* Is nothing written, nor being composed? */
bool typing_page_is_blank(struct ui *ui, const struct typing_page *page);

/* What the screen hands on: a key of the page (not nav.next), one that is held, text, a real keyboard's key, arriving
 * and leaving. */
void typing_page_press(struct ui *ui, const struct typing_page *page, const char *id);
bool typing_page_held(struct ui *ui, const struct typing_page *page, const char *id);
void typing_page_type(struct ui *ui, const struct typing_page *page, const char *utf8);
bool typing_page_key(struct ui *ui, const struct typing_page *page, SDL_Keycode code);
void typing_page_enter(struct ui *ui);
void typing_page_finish(struct ui *ui, const struct typing_page *page); /* what is composed goes into the field */

#endif
