/* i18n.h - the languages of the hall. The language is the visitor's, not the process's.
 *
 * Program texts are English in the code and go through gettext catalogues, one domain a
 * language (assets/locale/zh_CN.po → domain kiosk-zh_CN), so that two visitors with two
 * languages can be served by two threads at once. The hall's own texts come from kiosk.conf. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <stdbool.h>

enum lang { LANG_ZH_CN, LANG_ZH_TW, LANG_EN, LANG_COUNT };

/* zh_CN, zh_TW, en */
const char *lang_code(enum lang lang);
bool lang_parse(const char *code, enum lang *out);
/* What it calls itself: 中文, English */
const char *lang_name(enum lang lang);

/* Binds the catalogues below dir (dir/C.UTF-8/LC_MESSAGES/kiosk-*.mo). Call once at start,
 * before threads. False when a catalogue that should be there is not. */
bool i18n_init(const char *dir);
/* Is a catalogue present for that language (English needs none)? */
bool i18n_has(enum lang lang);

/* The text in that language. Where there is no translation a reader of 繁體 gets the simplified one, any other
 * the English msgid itself. Never freed. */
const char *tr(enum lang lang, const char *msgid) __attribute__((format_arg(2)));
/* With a context where one English word has several Chinese ones (xgettext keyword trc:2c,3). */
const char *trc(enum lang lang, const char *context, const char *msgid) __attribute__((format_arg(3)));
/* Singular and plural by n. */
const char *trn(enum lang lang, const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(2), format_arg(3)));

/* Marks a text of a table for the catalogues; tr() is called where it is shown. */
#define N_(msgid) msgid
/* The same with a context, for trc(). */
#define NC_(context, msgid) msgid

/* A text of the hall's own, from kiosk.conf: one entry a language, NULL where none was given. */
struct text {
    char *in[LANG_COUNT];
};
/* In that language, else in zh_CN, else "". */
const char *text_in(const struct text *text, enum lang lang);
void text_free(struct text *text);

#endif
