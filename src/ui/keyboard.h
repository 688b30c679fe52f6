/* keyboard.h - typing into a field: what the keys on the screen and those of a real keyboard do. No picture;
 * that is keyboard_show.h. Layouts are the tables of keyboard_layout.c. */
#ifndef UI_KEYBOARD_H
#define UI_KEYBOARD_H

#include <SDL_keycode.h>
#include <stdbool.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "ui/field.h"
#include "ui/ime.h"

enum { CAP_ID = 24, PAGES_MAX = 64 };

/* A key of a layout. What it types is text; a key without one does what its id says. */
struct cap {
    const char *id;    /* "a" of key.a */
    const char *label; /* NULL: the text */
    const char *text;
    float span; /* in widths of a letter key */
};
struct cap_row {
    float indent; /* before the first key, in widths of a letter key */
    const struct cap *caps;
    int count;
};

enum layer { LAYER_PINYIN, LAYER_ZHUYIN, LAYER_ENGLISH, LAYER_SIGNS, LAYER_SIGNS_EN, LAYER_COUNT };
/* What the last row is like. */
enum last_row { LAST_ROW, LAST_ROW_CARETS };

/* Its rows of letters, without the last one that all layers share; returns how many. */
int keyboard_rows(enum layer layer, const struct cap_row **out);
const struct cap_row *keyboard_last_row(enum layer layer, enum last_row kind);

/* The state of the keys, beside the field it types into. Zero is a keyboard not yet used. */
struct keyboard {
    bool ready;           /* keyboard_start was called */
    enum lang lang;       /* for which it was laid out */
    bool chinese;         /* letters are composed */
    bool zhuyin;          /* by 注音, else by pinyin */
    bool signs;           /* digits and punctuation are up */
    bool shift;           /* the next letter is a capital */
    bool full;            /* the last text had no room */
    int first, shown;     /* candidates on this page: the first, and how many had room */
    int pages[PAGES_MAX]; /* where the pages before it began */
    int page;
    int phrase, phrases; /* the same of the ready phrases; one more touch begins again */
    /* Bytes of the one just put in: the next taking back takes it whole. Equal: none. */
    size_t phrase_from, phrase_to;
    int top;       /* the line of the text shown first */
    bool pointing; /* the text was touched at x, y (design units): the next picture knows what stands there */
    float point_x, point_y;
    char last[CAP_ID]; /* the key typed last, and when: a tremor is no second letter */
    ms_t last_at;
};

/* Everything one key needs to know. */
struct typing {
    struct keyboard *keyboard;
    struct field *field;
    struct ime *ime; /* NULL: only English */
    enum lang lang;  /* of the visitor */
    ms_t now;        /* monotonic */
    int same_key_ms; /* the same letter within that time counts once */
};

/* Before each picture: the layout of the visitor's language where it is new; roomy: the five rows of 注音, with
 * which 繁體 starts, have room. */
void keyboard_start(struct typing *t, bool roomy);
enum layer keyboard_layer(const struct keyboard *keyboard);
/* A touch on key.ID or candidate.N / .prev / .next; false when it is not one of the keyboard's. */
bool keyboard_press(struct typing *t, const char *id);
/* A touch on the text, there (design units): the caret goes to it when it is shown next. */
void keyboard_point(struct typing *t, float x, float y);
/* The same key is held down, for a second or for one more: taking back takes a clause. False: it means nothing. */
bool keyboard_hold(struct typing *t, const char *id);
/* Text from a real keyboard or scanner: single letters are composed, longer texts taken as they are. */
void keyboard_text(struct typing *t, const char *utf8);
/* Keys of a real keyboard that are no text; false: not used. */
bool keyboard_key(struct typing *t, SDL_Keycode key);
/* What is composed goes into the field, by the words offered first: who goes on with something else means those. */
void keyboard_finish(struct typing *t);
/* Does the space bar say the first tone of 注音 now, instead of choosing? */
bool keyboard_space_is_tone(const struct typing *t);

#endif
