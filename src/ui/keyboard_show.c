#include "ui/keyboard_show.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/clause.h"
#include "ui/widget.h"
#include "ui/words.h"

enum { WORDS_ON_KEY = 32 };

/* Where the parts stand. */
struct plan {
    struct place tray;
    struct place words; /* the first row of candidates */
    int word_rows;
    struct place phrases; /* h 0: they share the candidates' row while nothing is composed */
    float x, y;           /* of the first key */
    float w, h, gap, pitch;
    float zhuyin_y, zhuyin_h, zhuyin_pitch; /* y 0: no room for its five rows */
    enum last_row last;
};

/* clang-format off */
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {
        .tray = {0, 776, 1080, 672}, .words = {24, 796, 1032, 96}, .word_rows = 1, .phrases = {48, 656, 984, 92},
        .x = 24, .y = 916, .w = 96, .h = 112, .gap = 8, .pitch = 130,
        .zhuyin_y = 908, .zhuyin_h = 92, .zhuyin_pitch = 108},
    [PORTRAIT_LARGE] = {
        .tray = {0, 728, 1080, 612}, .words = {24, 742, 1032, 104}, .word_rows = 1, .phrases = {48, 604, 984, 100},
        .x = 24, .y = 862, .w = 96, .h = 106, .gap = 8, .pitch = 119},
    [PORTRAIT_LOW] = {
        .tray = {0, 944, 1080, 520}, .words = {24, 962, 1032, 88}, .word_rows = 1,
        .x = 24, .y = 1064, .w = 96, .h = 88, .gap = 8, .pitch = 100, .last = LAST_ROW_CARETS},
    [LANDSCAPE] = {
        .tray = {594, 252, 1326, 544}, .words = {618, 268, 1254, 92}, .word_rows = 1,
        .x = 618, .y = 376, .w = 118, .h = 92, .gap = 8, .pitch = 104, .last = LAST_ROW_CARETS},
    [LANDSCAPE_LARGE] = {
        .tray = {594, 252, 1326, 544}, .words = {618, 268, 1254, 92}, .word_rows = 1,
        .x = 618, .y = 376, .w = 118, .h = 92, .gap = 8, .pitch = 104, .last = LAST_ROW_CARETS},
    /* Only the lower half is in reach: the words stand left of the keys. */
    [LANDSCAPE_LOW] = {
        .tray = {594, 536, 1326, 400}, .words = {48, 548, 520, 84}, .word_rows = 2,
        .x = 618, .y = 548, .w = 118, .h = 84, .gap = 8, .pitch = 96, .last = LAST_ROW_CARETS},
};
/* clang-format on */

static const struct plan *plan_of(const struct scene *scene)
{
    return &plans[scene_layout(scene)];
}

bool keyboard_is_roomy(const struct scene *scene)
{
    return plan_of(scene)->zhuyin_y > 0;
}

/* ---- one key ---- */

/* What is read out for keys whose text has no sound. */
static const char *const names[][2] = {
    {"shift", N_("Capital letter")},
    {"backspace", N_("Take back")},
    {"left", N_("Caret left")},
    {"right", N_("Caret right")},
    {"enter", N_("Enter")},
    {"space", N_("Space")},
    {"symbols", N_("Digits and signs")},
    {"lang", N_("Chinese or English")},
    {"scheme", N_("Pinyin or zhuyin")},
    {"comma", N_("Comma")},
    {"period", N_("Full stop")},
    {"pause", N_("Enumeration comma")},
    {"colon", N_("Colon")},
    {"semicolon", N_("Semicolon")},
    {"question", N_("Question mark")},
    {"exclamation", N_("Exclamation mark")},
    {"quote-open", N_("Opening quotation mark")},
    {"quote-close", N_("Closing quotation mark")},
    {"paren-open", N_("Opening bracket")},
    {"paren-close", N_("Closing bracket")},
    {"percent", N_("Per cent sign")},
    {"title-open", N_("Opening title mark")},
    {"title-close", N_("Closing title mark")},
    {"ellipsis", N_("Ellipsis")},
    {"dash", N_("Dash")},
    {"yuan", N_("Yuan sign")},
    {"plus", N_("Plus sign")},
    {"minus", N_("Minus sign")},
    {"slash", N_("Slash")},
    {"and", N_("And sign")},
    {"at", N_("At sign")},
    {"apostrophe", N_("Apostrophe")},
    {"quote", N_("Quotation mark")},
    {"number", N_("Number sign")},
    {"underline", N_("Underscore")},
};

/* "" : the key's text is its name. */
static const char *name_of(enum lang lang, const char *id)
{
    const char *zhuyin = "zhuyin-"; /* 注音 has keys of its own for two of them */

    if (strncmp(id, zhuyin, strlen(zhuyin)) == 0) id += strlen(zhuyin);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(id, names[i][0]) == 0) return tr(lang, names[i][1]);
    return "";
}

/* The same, as far as it depends on what is composed. */
static const char *what_it_does(const struct typing *t, const char *id)
{
    if (strcmp(id, "space") == 0 && keyboard_space_is_tone(t)) return tr(t->lang, "First tone");
    return name_of(t->lang, id);
}

static const char *icon_of(const char *id)
{
    if (strcmp(id, "shift") == 0 || strcmp(id, "backspace") == 0) return id;
    if (strcmp(id, "left") == 0) return "back";
    return strcmp(id, "right") == 0 ? "right" : NULL;
}

/* Keys whose face says what a touch brings; [brackets] are bold. */
static void face_words(const struct typing *t, const char *id, char out[WORDS_ON_KEY])
{
    const struct keyboard *k = t->keyboard;

    if (strcmp(id, "symbols") == 0)
        str_copy(out, WORDS_ON_KEY, k->signs ? (k->chinese ? tr(t->lang, "Letters") : "ABC") : "123");
    else if (strcmp(id, "lang") == 0)
        str_copy(out, WORDS_ON_KEY, k->chinese ? "[中]/英" : "中/[英]");
    else if (strcmp(id, "scheme") == 0)
        str_copy(out, WORDS_ON_KEY, k->zhuyin ? "拼音" : "注音");
    else
        str_copy(out, WORDS_ON_KEY, what_it_does(t, id));
}

static void cap_text(struct scene *scene, const struct typing *t, const struct cap *cap, const struct face *face)
{
    bool letter = cap->text && cap->span <= 1.5f, space = strcmp(cap->id, "space") == 0;
    struct type strong = {letter ? 46 : 36, false, space ? face->ink2 : face->ink};
    struct type plain = {TYPE_CAPTION, false, face->ink2};
    const struct place *at = &face->place;
    char words[WORDS_ON_KEY];
    float em;

    if (cap->text) {
        bool small = !cap->label || (!t->keyboard->chinese && !t->keyboard->shift);

        str_copy(words, sizeof words, small ? cap->text : cap->label);
    } else {
        face_words(t, cap->id, words);
    }
    em = (float)(scene->large ? theme_large(strong.size) : strong.size);
    if (strcmp(cap->id, "lang") == 0) {
        strong.bold = true;
        scene_mixed(scene, at->x + at->w / 2, at->y + at->h / 2 + em * 0.38f, plain, strong, CENTRE, words);
    } else {
        if (space) strong.size = 34;
        scene_text_fit(scene, at->x + at->w / 2,
                       at->y + at->h / 2 + em * (scene_layout(scene) == LANDSCAPE ? 0.43f : 0.37f), at->w - 18,
                       strong, CENTRE, words);
    }
}

static void cap_key(struct scene *scene, const struct typing *t, const struct cap *cap, struct place place)
{
    char id[ITEM_ID];
    bool types = cap->text || strcmp(cap->id, "space") == 0;
    const char *icon = icon_of(cap->id);
    struct key key = {.id = id, .kind = types ? KEY_CAP : KEY_CAP_TINT, .place = place};
    struct face face;

    snprintf(id, sizeof id, "key.%s", cap->id);
    key.label = what_it_does(t, cap->id);
    if (!key.label[0]) key.label = cap->label ? cap->label : cap->text;
    key.chosen = strcmp(cap->id, "shift") == 0 && t->keyboard->shift;
    face = widget_face(scene, &key);
    if (icon) {
        float side = 48;

        scene_icon(scene,
                   (struct place){face.place.x + (face.place.w - side) / 2, face.place.y + (face.place.h - side) / 2,
                                  side, side},
                   icon, face.ink, face.ink);
    } else {
        cap_text(scene, t, cap, &face);
    }
}

static void caps(struct scene *scene, const struct typing *t, const struct plan *plan)
{
    enum layer layer = keyboard_layer(t->keyboard);
    bool zhuyin = layer == LAYER_ZHUYIN;
    float y = zhuyin ? plan->zhuyin_y : plan->y, h = zhuyin ? plan->zhuyin_h : plan->h;
    float pitch = zhuyin ? plan->zhuyin_pitch : plan->pitch;
    const struct cap_row *rows;
    int count = keyboard_rows(layer, &rows);

    for (int r = 0; r <= count; r++, y += pitch) {
        const struct cap_row *row = r < count ? &rows[r] : keyboard_last_row(layer, plan->last);
        float x = plan->x + row->indent * (plan->w + plan->gap);

        for (int i = 0; i < row->count; i++) {
            float w = row->caps[i].span * (plan->w + plan->gap);

            cap_key(scene, t, &row->caps[i], (struct place){x, y, w - plan->gap, h});
            x += w;
        }
    }
}

/* ---- rows of words: candidates and phrases ---- */

/* A row, or two, of keys as wide as their words, filled from the left; the arrows stand at the end of the last. */
struct words {
    struct place row;
    int rows, used; /* used: rows begun */
    float x, gap, arrows;
};

/* The place of a key of that width; false when it has no room. */
static bool words_place(struct words *words, float w, struct place *out)
{
    float right = words->row.x + words->row.w - (words->used == words->rows ? words->arrows : 0);

    if (words->x > words->row.x && words->x + w > right) {
        if (words->used == words->rows) return false;
        words->used++;
        words->x = words->row.x;
        right = words->row.x + words->row.w - (words->used == words->rows ? words->arrows : 0);
    }
    *out = (struct place){words->x, words->row.y + (float)(words->used - 1) * (words->row.h + 12),
                          SDL_min(w, right - words->x), words->row.h};
    words->x += w + words->gap;
    return true;
}

static void arrow(struct scene *scene, const char *id, const char *icon, const char *label, struct place place,
                  bool disabled)
{
    widget_key(scene, &(struct key){.id = id,
                                    .kind = KEY_CAP,
                                    .place = place,
                                    .icon = icon,
                                    .label = label,
                                    .icon_only = true,
                                    .disabled = disabled});
}

static bool candidate(struct scene *scene, struct words *words, int n, const char *text)
{
    bool wide = scene_layout(scene) == LANDSCAPE;
    struct type type = {44, false, COL_INK}, digit = {wide ? TYPE_SMALL : TYPE_CAPTION, false, COL_INK2};
    char id[ITEM_ID], number[12];
    struct key key = {.id = id, .kind = KEY_CAP, .label = text, .chosen = n == 1};
    float num, w = scene_text_width(scene, type, text), base, em;
    struct face face;

    snprintf(id, sizeof id, "candidate.%d", n);
    snprintf(number, sizeof number, "%d", n);
    num = scene_text_width(scene, digit, number);
    if (!words_place(words, w + num + 75, &key.place)) return false;
    face = widget_face(scene, &key);
    type.colour = face.ink;
    digit.colour = face.ink2;
    em = (float)(scene->large ? theme_large(type.size) : type.size);
    base = face.place.y + face.place.h / 2 + em * (wide ? 0.47f : 0.37f);
    scene_text(scene, face.place.x + 28, base - em * (wide ? 0.22f : 0.05f), digit, LEFT, number);
    scene_text_fit(scene, face.place.x + 28 + num + 17, base, face.place.w - num - 60, type, LEFT, text);
    return true;
}

static void candidates(struct scene *scene, const struct typing *t, const struct plan *plan)
{
    struct keyboard *k = t->keyboard;
    struct words words = {plan->words, plan->word_rows, 1, plan->words.x, plan->gap, 2 * (plan->w + plan->gap)};
    char found[IME_SHOWN][IME_WORD];
    int count = t->ime ? ime_candidates(t->ime, k->first, found) : 0, shown = 0;
    struct place place = {plan->words.x + plan->words.w - plan->w,
                          plan->words.y + (float)(plan->word_rows - 1) * (plan->words.h + 12), plan->w,
                          plan->words.h};

    while (shown < count && candidate(scene, &words, shown + 1, found[shown])) shown++;
    k->shown = shown;
    arrow(scene, "candidate.next", "next", tr(t->lang, "More words"), place, shown == count && count < IME_SHOWN);
    place.x -= plan->w + plan->gap;
    arrow(scene, "candidate.prev", "prev", tr(t->lang, "Words before"), place, k->page == 0);
    explicit_bzero(found, sizeof found);
}

static bool phrase_key(struct scene *scene, struct words *words, int index, const char *text)
{
    char id[ITEM_ID];
    struct key key = {.id = id, .kind = KEY_CAP, .label = text, .size = 34};

    snprintf(id, sizeof id, "phrase.%d", index + 1);
    if (!words_place(words, scene_text_width(scene, (struct type){34, false, COL_INK}, text) + 48, &key.place))
        return false;
    widget_key(scene, &key);
    return true;
}

static void phrase_keys(struct scene *scene, const struct typing *t, const struct phrases *phrases,
                        const struct plan *plan)
{
    struct keyboard *k = t->keyboard;
    bool own = plan->phrases.h > 0;
    struct place row = own ? plan->phrases : plan->words, more;
    struct words words = {row, own ? 1 : plan->word_rows, 1, row.x, 12, 94 + 12};
    int shown = 0;

    if (k->phrase >= phrases->count) k->phrase = 0;
    while (k->phrase + shown < phrases->count &&
           phrase_key(scene, &words, k->phrase + shown, text_in(&phrases->list[k->phrase + shown].name, t->lang)))
        shown++;
    k->phrases = shown;
    more = (struct place){row.x + row.w - 94, row.y + (float)(words.rows - 1) * (row.h + 12), 94, row.h};
    if (shown < phrases->count) arrow(scene, "phrase.next", "next", tr(t->lang, "More phrases"), more, false);
}

void keyboard_build(struct scene *scene, const struct typing *t, const struct phrases *phrases)
{
    const struct plan *plan = plan_of(scene);
    bool composing = t->ime && ime_composing(t->ime)[0], own = plan->phrases.h > 0;
    bool any = phrases && phrases->count > 0;
    float left = scene->landscape ? plan->tray.x : -scene->ox / scene->scale;

    if (any && own) phrase_keys(scene, t, phrases, plan);
    /* From edge to edge, whatever shape the window has. */
    scene_rect(scene,
               (struct place){left, plan->tray.y, (float)scene->w / scene->scale - (left + scene->ox / scene->scale),
                              plan->tray.h},
               COL_SUNK);
    t->keyboard->shown = 0;
    if (composing)
        candidates(scene, t, plan);
    else if (any && !own)
        phrase_keys(scene, t, phrases, plan);
    caps(scene, t, plan);
}

bool keyboard_phrase(struct typing *t, const struct phrases *phrases, const char *id)
{
    struct keyboard *k = t->keyboard;
    long long n;

    if (strcmp(id, "phrase.next") == 0) {
        k->phrase = k->phrase + k->phrases < phrases->count ? k->phrase + k->phrases : 0;
        return true;
    }
    if (strncmp(id, "phrase.", 7) != 0 || !str_to_int(id + 7, 1, phrases->count, &n)) return false;
    keyboard_finish(t);
    k->phrase_from = t->field->caret;
    k->full = !clause_insert(t->field, t->lang, text_in(&phrases->list[n - 1].name, t->lang));
    k->phrase_to = t->field->caret;
    return true;
}
