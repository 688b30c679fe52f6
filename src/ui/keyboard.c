#include "ui/keyboard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ui/clause.h"

/* The longest syllable, zhuang, and the end of a text. */
enum { SYLLABLE = 7 };

enum layer keyboard_layer(const struct keyboard *k)
{
    if (k->signs) return k->chinese ? LAYER_SIGNS : LAYER_SIGNS_EN;
    if (!k->chinese) return LAYER_ENGLISH;
    return k->zhuyin ? LAYER_ZHUYIN : LAYER_PINYIN;
}

static bool composing(const struct typing *t)
{
    return t->ime && ime_composing(t->ime)[0];
}

static void first_page(struct keyboard *k)
{
    k->first = k->page = 0;
}

static void use_scheme(struct typing *t)
{
    struct keyboard *k = t->keyboard;

    if (t->ime && k->chinese)
        ime_use(t->ime, k->zhuyin ? IME_ZHUYIN : t->lang == LANG_ZH_TW ? IME_PINYIN_TW : IME_PINYIN);
    first_page(k);
}

static void forget_phrase(struct keyboard *k)
{
    k->phrase_from = k->phrase_to = 0;
}

static void insert(struct typing *t, const char *text)
{
    forget_phrase(t->keyboard);
    t->keyboard->full = !field_insert(t->field, text);
}

static void choose(struct typing *t, int n)
{
    char text[2 * IME_WORD];

    if (!composing(t)) return;
    if (ime_choose(t->ime, n, text, sizeof text)) insert(t, text);
    first_page(t->keyboard);
    explicit_bzero(text, sizeof text);
}

void keyboard_finish(struct typing *t)
{
    for (int i = 0; composing(t) && i < IME_WORD; i++) choose(t, 0);
}

/* What is composed was meant as letters. The keys of 注音 mean nothing to a reader. */
static void finish_letters(struct typing *t)
{
    char letters[2 * IME_WORD];

    if (!composing(t)) return;
    if (t->keyboard->zhuyin) {
        keyboard_finish(t);
        return;
    }
    ime_letters(t->ime, letters, sizeof letters);
    insert(t, letters);
    ime_clear(t->ime);
    first_page(t->keyboard);
    explicit_bzero(letters, sizeof letters);
}

/* Room for more: the sentence so far is taken, but for its last syllable, which may go on. */
static void begin_next_sentence(struct typing *t)
{
    const char *blank = strrchr(ime_composing(t->ime), ' ');
    size_t letters = blank ? utf8_length(blank + 1) : 0, length = strlen(ime_keys(t->ime));
    char tail[SYLLABLE] = "";

    if (letters < SYLLABLE && letters < length) str_copy(tail, sizeof tail, ime_keys(t->ime) + length - letters);
    for (size_t i = 0; i < strlen(tail); i++) (void)ime_backspace(t->ime);
    keyboard_finish(t);
    for (size_t i = 0; tail[i]; i++) (void)ime_key(t->ime, tail[i]);
    explicit_bzero(tail, sizeof tail);
}

void keyboard_start(struct typing *t, bool roomy)
{
    struct keyboard *k = t->keyboard;

    if (!k->ready || k->lang != t->lang) {
        if (k->ready) finish_letters(t);
        k->ready = true;
        k->lang = t->lang;
        k->chinese = t->ime && t->lang != LANG_EN;
        k->zhuyin = t->lang == LANG_ZH_TW && roomy;
        k->signs = k->shift = false;
        use_scheme(t);
    } else if (k->zhuyin && !roomy) {
        keyboard_finish(t);
        k->zhuyin = false;
        use_scheme(t);
    }
}

/* Between two digits 。 is a decimal point, and ： divides hours from minutes. */
static void narrow_point(struct typing *t)
{
    static const char *const signs[][2] = {{"。", "."}, {"：", ":"}};
    struct field *field = t->field;

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i][0]);
        const char *at = field->text + field->caret - n;

        if (field->caret <= n || strncmp(at, signs[i][0], n) != 0 || at[-1] < '0' || at[-1] > '9') continue;
        (void)field_erase(field);
        (void)field_insert(field, signs[i][1]);
        return;
    }
}

/* A letter or sign: composed where it can be, else typed behind what is composed. */
static void type(struct typing *t, const char *text)
{
    struct keyboard *k = t->keyboard;
    bool single = text[0] && !text[1];

    if (k->chinese && !k->signs && !k->shift && t->ime && single) {
        if (ime_is_full(t->ime)) begin_next_sentence(t);
        if (ime_key(t->ime, text[0])) {
            first_page(k);
            return;
        }
        if (k->zhuyin && strchr("3467", text[0])) return; /* a tone without a syllable */
    }
    keyboard_finish(t);
    if (k->chinese && single && text[0] >= '0' && text[0] <= '9') narrow_point(t);
    if (k->shift && single) {
        char upper[2] = {text[0] >= 'a' && text[0] <= 'z' ? (char)(text[0] - 'a' + 'A') : text[0], '\0'};

        insert(t, upper);
    } else {
        insert(t, text);
    }
    k->shift = false;
}

void keyboard_point(struct typing *t, float x, float y)
{
    keyboard_finish(t);
    forget_phrase(t->keyboard);
    t->keyboard->pointing = true;
    t->keyboard->point_x = x;
    t->keyboard->point_y = y;
}

/* Takes the phrase back that has just been put in. */
static bool erase_phrase(struct typing *t)
{
    struct keyboard *k = t->keyboard;

    if (k->phrase_from >= k->phrase_to || t->field->caret != k->phrase_to) return false;
    while (t->field->caret > k->phrase_from) (void)field_erase(t->field);
    forget_phrase(k);
    return true;
}

static void erase(struct typing *t)
{
    t->keyboard->full = false;
    if (t->ime && ime_backspace(t->ime))
        first_page(t->keyboard);
    else if (!erase_phrase(t))
        (void)field_erase(t->field);
}

bool keyboard_hold(struct typing *t, const char *id)
{
    if (strcmp(id, "key.backspace") != 0) return false;
    t->keyboard->full = false;
    forget_phrase(t->keyboard);
    if (composing(t))
        ime_clear(t->ime);
    else
        clause_erase(t->field);
    first_page(t->keyboard);
    return true;
}

bool keyboard_space_is_tone(const struct typing *t)
{
    return composing(t) && t->keyboard->zhuyin && !t->keyboard->signs && ime_wants_tone(t->ime);
}

static void space(struct typing *t)
{
    if (keyboard_space_is_tone(t))
        (void)ime_key(t->ime, ' ');
    else if (composing(t))
        choose(t, t->keyboard->first);
    else
        insert(t, " ");
}

static void new_line(struct typing *t)
{
    if (composing(t))
        finish_letters(t);
    else
        insert(t, "\n");
}

static void change_lang(struct typing *t)
{
    finish_letters(t);
    t->keyboard->chinese = !t->keyboard->chinese && t->ime;
    t->keyboard->shift = false;
    use_scheme(t);
}

static void change_scheme(struct typing *t)
{
    keyboard_finish(t);
    t->keyboard->zhuyin = !t->keyboard->zhuyin;
    use_scheme(t);
}

static void move(struct typing *t, int step)
{
    keyboard_finish(t);
    forget_phrase(t->keyboard);
    field_move(t->field, step);
}

static void turn_page(struct keyboard *k, int step)
{
    if (step > 0 && k->page < PAGES_MAX && k->shown > 0) {
        k->pages[k->page++] = k->first;
        k->first += k->shown;
    } else if (step < 0 && k->page > 0) {
        k->first = k->pages[--k->page];
    }
}

/* Keys that do something instead of typing. */
static bool act(struct typing *t, const char *id)
{
    struct keyboard *k = t->keyboard;

    if (strcmp(id, "shift") == 0)
        k->shift = !k->shift;
    else if (strcmp(id, "symbols") == 0)
        k->signs = !k->signs;
    else if (strcmp(id, "lang") == 0)
        change_lang(t);
    else if (strcmp(id, "scheme") == 0)
        change_scheme(t);
    else if (strcmp(id, "backspace") == 0)
        erase(t);
    else if (strcmp(id, "space") == 0)
        space(t);
    else if (strcmp(id, "enter") == 0)
        new_line(t);
    else if (strcmp(id, "left") == 0)
        move(t, -1);
    else if (strcmp(id, "right") == 0)
        move(t, 1);
    else
        return false;
    return true;
}

/* What a key of this layer types; NULL: there is no such key. */
static const char *text_of(const struct keyboard *k, const char *id)
{
    enum layer layer = keyboard_layer(k);
    const struct cap_row *rows, *last = keyboard_last_row(layer, LAST_ROW);
    int count = keyboard_rows(layer, &rows);

    for (int r = 0; r <= count; r++) {
        const struct cap_row *row = r < count ? &rows[r] : last;

        for (int i = 0; i < row->count; i++)
            if (strcmp(row->caps[i].id, id) == 0) return row->caps[i].text;
    }
    return NULL;
}

/* The same letter again at once is a trembling finger, not a second letter. */
static bool is_tremor(struct typing *t, const char *id)
{
    struct keyboard *k = t->keyboard;
    bool tremor = strcmp(k->last, id) == 0 && t->now - k->last_at < t->same_key_ms;

    str_copy(k->last, sizeof k->last, id);
    k->last_at = t->now;
    return tremor;
}

static bool press_candidate(struct typing *t, const char *which)
{
    long long n;

    if (strcmp(which, "next") == 0)
        turn_page(t->keyboard, 1);
    else if (strcmp(which, "prev") == 0)
        turn_page(t->keyboard, -1);
    else if (str_to_int(which, 1, IME_SHOWN, &n))
        choose(t, t->keyboard->first + (int)n - 1);
    else
        return false;
    return true;
}

bool keyboard_press(struct typing *t, const char *id)
{
    const char *text;

    if (strncmp(id, "candidate.", 10) == 0) return press_candidate(t, id + 10);
    if (strncmp(id, "key.", 4) != 0) return false;
    id += 4;
    text = text_of(t->keyboard, id);
    if (!text) {
        t->keyboard->last[0] = '\0';
        return act(t, id);
    }
    if (!is_tremor(t, id)) type(t, text);
    return true;
}

/* ---- a real keyboard ---- */

/* The Chinese sign on the key of a Western one; itself where there is none. */
static const char *chinese_sign(const char *text)
{
    static const char *const signs[][2] = {{",", "，"}, {".", "。"}, {"?", "？"},  {"!", "！"},
                                           {":", "："}, {";", "；"}, {"(", "（"},  {")", "）"},
                                           {"<", "《"}, {">", "》"}, {"\\", "、"}, {"^", "…"}};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strcmp(text, signs[i][0]) == 0) return signs[i][1];
    return text;
}

/* A real keyboard has one key for both quotation marks: the second closes. */
static const char *chinese_quote(const struct field *field)
{
    bool open = false;

    for (const char *at = field->text; at < field->text + field->caret; at++) {
        if (strncmp(at, "“", 3) == 0) open = true;
        if (strncmp(at, "”", 3) == 0) open = false;
    }
    return open ? "”" : "“";
}

/* What a single sign typed there means; where its key is one of 注音 the comma and the stop are above it. */
static const char *chinese(const struct typing *t, const char *text)
{
    if (text[0] == '"') return chinese_quote(t->field);
    if (!t->keyboard->zhuyin) return chinese_sign(text);
    if (text[0] == '<') return "，";
    if (text[0] == '>') return "。";
    return strchr(",.;", text[0]) ? text : chinese_sign(text);
}

void keyboard_text(struct typing *t, const char *utf8)
{
    struct keyboard *k = t->keyboard;
    bool single = utf8[0] && !utf8[1], signs = k->signs;

    /* A digit chooses while something is composed, except where digits are letters. */
    if (single && composing(t) && !k->zhuyin && utf8[0] >= '1' && utf8[0] <= '9') {
        if (!k->shown || utf8[0] - '0' <= k->shown) choose(t, k->first + utf8[0] - '1');
    } else if (single && utf8[0] == ' ') {
        space(t);
    } else if (single) {
        k->signs = k->shift = false;
        type(t, k->chinese ? chinese(t, utf8) : utf8);
        k->signs = signs;
    } else {
        keyboard_finish(t);
        insert(t, utf8);
    }
}

/* The character behind the caret. */
static void erase_behind(struct typing *t)
{
    size_t caret;

    keyboard_finish(t);
    forget_phrase(t->keyboard);
    caret = t->field->caret;
    field_move(t->field, 1);
    if (t->field->caret > caret) (void)field_erase(t->field);
    t->keyboard->full = false;
}

bool keyboard_key(struct typing *t, SDL_Keycode key)
{
    switch (key) {
    case SDLK_BACKSPACE:
        erase(t);
        return true;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
        new_line(t);
        return true;
    case SDLK_ESCAPE:
        if (!composing(t)) return false;
        ime_clear(t->ime);
        first_page(t->keyboard);
        return true;
    case SDLK_LEFT:
    case SDLK_RIGHT:
        move(t, key == SDLK_LEFT ? -1 : 1);
        return true;
    case SDLK_HOME:
    case SDLK_END:
        move(t, key == SDLK_HOME ? -FIELD_CHARS : FIELD_CHARS);
        return true;
    case SDLK_DELETE:
        erase_behind(t);
        return true;
    case SDLK_PAGEDOWN:
    case SDLK_PAGEUP:
        if (!composing(t)) return false;
        turn_page(t->keyboard, key == SDLK_PAGEDOWN ? 1 : -1);
        return true;
    default:
        return false;
    }
}
