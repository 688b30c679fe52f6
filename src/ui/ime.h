/* ime.h - Chinese out of keys, by librime: whole sentences, candidates, taking back.
 *
 * Nothing is learned and nothing is written: the schemas (assets/ime) have no user dictionary, and what librime
 * frees is wiped. The dictionaries are opened at the first use. One in a process, UI thread only. */
#ifndef UI_IME_H
#define UI_IME_H

#include <stdbool.h>
#include <stddef.h>

enum ime_scheme {
    IME_PINYIN,    /* into simplified characters */
    IME_PINYIN_TW, /* into traditional ones */
    IME_ZHUYIN,    /* the keys of the 大千 layout into traditional ones */
};

enum { IME_WORD = 160, IME_SHOWN = 12 };

struct ime;

/* dir holds the compiled schemas. NULL, said in the log, when they are not there: then there is only English. */
struct ime *ime_open(const char *dir);
void ime_close(struct ime *ime); /* wipes first; NULL allowed */

/* From now on keys mean that; what was composed is dropped. */
void ime_use(struct ime *ime, enum ime_scheme scheme);
/* Adds a key; false when the scheme has none such, it can't follow, or there is no room (ime_is_full). */
bool ime_key(struct ime *ime, char key);
/* Is it as long as a sentence may become? */
bool ime_is_full(const struct ime *ime);
/* Does the blank say the first tone now? 注音 only, behind a syllable that has no tone. */
bool ime_wants_tone(const struct ime *ime);
/* Takes back the last key, or the last choice; false when nothing is composed. */
bool ime_backspace(struct ime *ime);
/* Drops what is composed. */
void ime_clear(struct ime *ime);
/* The same, and ends the session: no trace of what was typed remains. */
void ime_wipe(struct ime *ime);

/* What is composed, as it is shown (choices made so far, then syllables apart); "" when nothing is. */
const char *ime_composing(const struct ime *ime);
/* The keys as typed. */
const char *ime_keys(const struct ime *ime);
/* What is composed as it stands: the choices made so far, and the letters behind them. */
void ime_letters(const struct ime *ime, char *out, size_t size);
/* Copies the candidates from the first-th on into out; returns how many there are, at most IME_SHOWN. Letters that
 * are no word are their own candidate. */
int ime_candidates(struct ime *ime, int first, char out[IME_SHOWN][IME_WORD]);
/* Takes the n-th candidate. True when the sentence is complete: it is in out then, and nothing is composed
 * any more. False when syllables are left to be chosen for. */
bool ime_choose(struct ime *ime, int n, char *out, size_t size);

#endif
