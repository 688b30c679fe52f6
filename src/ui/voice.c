#include "ui/voice.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/frame.h"
#include "ui/spoken.h"
#include "ui/terminal.h"

/* What changes on a screen that has just come up makes it be said afresh: else it would never be heard whole. */
enum { AFRESH_MS = 3000 };

/* Design units of the caption; a flat one has no room for the key to hear it again. */
enum { CAPTION_H = 144, CAPTION_FLAT = 112, CAPTION_TALL = 264, CAPTION_GAP = 32, CAPTION_STEP = 16 };

bool voice_able(const struct ui *ui)
{
    return ui->voice.speech && speech_able(ui->voice.speech);
}

void voice_hush(struct ui *ui)
{
    if (ui->voice.speech && ui->voice.on) speech_hush(ui->voice.speech);
}

void voice_forget(struct ui *ui)
{
    struct voice *voice = &ui->voice;

    voice_hush(ui);
    explicit_bzero(voice->said, sizeof voice->said);
    voice->screen = NULL;
    voice->focus[0] = '\0';
}

void voice_switch(struct ui *ui, bool on)
{
    voice_forget(ui);
    ui->voice.on = on && voice_able(ui);
    ui->focus_seen = ui->voice.on;
    ui_change(ui);
}

static bool on_repeat_key(const struct ui *ui)
{
    return strcmp(ui->focus, "voice.repeat") == 0;
}

static void say(struct ui *ui, const char *text)
{
    /* What the repeat key repeats is what was said before one came to it. */
    if (!on_repeat_key(ui)) str_copy(ui->voice.said, sizeof ui->voice.said, text);
    speech_say(ui->voice.speech, ui->lang, text);
    ui->voice.repeated = false;
}

/* ---- what is described ---- */

/* The focus is always somewhere, at first on the first of the screen's own keys. Returns the item that
 * the caption is about: never the key to hear it again, but what is heard by it. */
static const struct item *keep_focus(struct ui *ui, struct scene *scene)
{
    const struct item *item = scene_find(scene, on_repeat_key(ui) ? ui->voice.subject : ui->focus);

    ui->focus_seen = true;
    if (!item) item = scene_next(scene, "", 1);
    if (item && !on_repeat_key(ui)) str_copy(ui->focus, sizeof ui->focus, item->id);
    str_copy(scene->focus, sizeof scene->focus, ui->focus);
    return item;
}

static bool is_free(const struct scene *scene, struct place place)
{
    SDL_Rect wanted = scene_pixels(scene, place);

    for (int i = 0; i < scene->item_count; i++)
        if (!scene->items[i].passive && SDL_HasIntersection(&scene->items[i].box, &wanted)) return false;
    return true;
}

/* On a field of the visitor's own the key says that it reads aloud what is in it. */
static void repeat_key(struct ui *ui, struct scene *scene, struct place place)
{
    const struct item *subject = scene_find(scene, on_repeat_key(ui) ? ui->voice.subject : ui->focus);
    bool narrow = place.w <= 300, personal = subject && spoken_is_personal(subject);

    widget_key(scene, &(struct key){.id = "voice.repeat",
                                    .kind = KEY_NORMAL,
                                    .place = place,
                                    .label = personal ? ui_tr(ui, "Read it to me") : ui_tr(ui, "Say it again"),
                                    .icon = narrow && scene->large ? NULL : "repeat",
                                    .icon_size = 44,
                                    .gap = narrow ? 10 : 20,
                                    .size = narrow ? TYPE_CAPTION : 40,
                                    .bold = true});
}

void voice_build(struct ui *ui, struct scene *scene)
{
    struct place place = frame_of(scene)->primary;

    if (!ui->voice.on) return;
    if (ui_question(ui) == QUESTION_NONE && !ui_screen(ui)->at_rest && is_free(scene, place))
        repeat_key(ui, scene, place);
}

static bool is_to_be_seen(enum node_kind kind)
{
    return kind == NODE_TEXT || kind == NODE_QR || kind == NODE_ICON || kind == NODE_RING;
}

/* How much a caption there would hide: keys count far more than texts, and the focused one must be seen. */
static float hidden(const struct scene *scene, SDL_Rect box, const struct item *focused)
{
    float sum = 0;
    SDL_Rect both;

    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];

        if (item->passive || !SDL_IntersectRect(&item->box, &box, &both)) continue;
        sum += (float)both.w * (float)both.h * (item == focused ? 1000 : 12);
    }
    for (int i = 0; i < scene->node_count; i++) {
        const SDL_Rect *seen = &scene->nodes[i].box;
        bool whole;

        if (!is_to_be_seen(scene->nodes[i].kind) || !SDL_IntersectRect(seen, &box, &both)) continue;
        whole = both.w == seen->w && both.h == seen->h;
        sum += (float)seen->w * (float)seen->h * (whole ? 2 : 6); /* half a line looks worse than none */
    }
    return sum;
}

/* A shape the caption may have, from `top` down to `bottom` of the picture. */
struct shape {
    float x, w, h, top, bottom;
};

enum { SHAPES = 4 };

static int shapes_of(const struct scene *scene, struct shape out[SHAPES])
{
    const struct frame *frame = frame_of(scene);
    float next = frame->home.x + frame->home.w + 16;
    bool flat = scene_find(scene, "voice.repeat"), wide = scene->landscape;
    float top = wide ? 44 : 148, bottom = wide ? 792 : 1612;
    int n = 0;

    out[n++] = (struct shape){frame->x, frame->w, CAPTION_H, top, bottom};
    if (wide) out[n++] = (struct shape){MARGIN, frame->side_w, CAPTION_TALL, top, bottom};
    if (flat) out[n++] = (struct shape){frame->x, frame->w, CAPTION_FLAT, top, bottom};
    if (flat && wide && scene->low) /* beside the keys that lead back */
        out[n++] = (struct shape){next, frame->primary.x - 16 - next, CAPTION_FLAT, frame->home.y - 8, frame->bar};
    return n;
}

/* The caption's place: right above the focused item if that is free, else where it hides least. */
static struct place caption_place(const struct scene *scene, const struct item *focused)
{
    float above = ((float)focused->box.y - scene->oy) / scene->scale - CAPTION_GAP, best_cost = -1;
    struct place best = {0, 0, 0, 0};
    struct shape shapes[SHAPES];
    int count = shapes_of(scene, shapes);

    for (int i = 0; i < count; i++) {
        const struct shape *shape = &shapes[i];

        for (float y = shape->top; y + shape->h <= shape->bottom; y += CAPTION_STEP) {
            float wish = above - shape->h, apart, cost;
            struct place place = {shape->x, y + CAPTION_STEP > wish && y <= wish ? wish : y, shape->w, shape->h};

            apart = SDL_fabsf(wish - place.y);
            cost = hidden(scene, scene_pixels(scene, place), focused) + apart * 20 * scene->scale * scene->scale;
            if (best_cost >= 0 && cost >= best_cost) continue;
            best_cost = cost;
            best = place;
        }
    }
    return best;
}

/* In one or two lines beside the icon. */
static void caption_wide(struct scene *scene, struct place place, const char *name, const char *about,
                         const char *where)
{
    struct type bold = {38, true, COL_CAPTION_NAME}, plain = {38, false, COL_PAPER},
                small = {28, false, COL_CAPTION2};
    bool flat = place.h<CAPTION_H, icon = place.w> 700;
    float in = icon ? 136 : 32, x = place.x + in, room = place.w - in - 32;
    bool one = scene->large && (flat || !scene_text_fits(scene, room, small, where));
    float w = SDL_min(scene_text_width(scene, bold, name), room * 0.7f), y;

    y = place.y + (one ? place.h / 2 + 18 : flat ? 52 : 69);

    if (icon)
        scene_icon(scene, (struct place){place.x + 40, place.y + (place.h - 60) / 2, 60, 60}, "voice", COL_PAPER,
                   COL_PAPER);
    scene_text_fit(scene, x, y, w, bold, LEFT, name);
    scene_text_fit(scene, x + w, y, room - w, plain, LEFT, about);
    if (!one) scene_text_fit(scene, x, place.y + (flat ? 92 : 113), room, small, LEFT, where);
}

/* In lines below each other, in the narrow column of the title. */
static void caption_tall(struct scene *scene, struct place place, const char *name, const char *about,
                         const char *where)
{
    struct type bold = {38, true, COL_CAPTION_NAME}, plain = {TYPE_CAPTION, false, COL_PAPER},
                small = {28, false, COL_CAPTION2};
    float x = place.x + 32, room = place.w - 64;

    scene_text_fit(scene, x, place.y + 60, room, bold, LEFT, name);
    scene_paragraph(scene, x, place.y + 108, room, 42, 2, plain, LEFT, about);
    scene_paragraph(scene, x, place.y + 196, room, 38, 2, small, LEFT, where);
}

static void caption_text(struct ui *ui, struct scene *scene, struct place place, const struct spoken_item *item)
{
    char line[SCENE_TEXT], spoken[2 * ITEM_VALUE], where[SCENE_TEXT];

    spoken_text(scene->lang, item->about, spoken, sizeof spoken);
    snprintf(where, sizeof where, ui_tr(ui, "Item %d of %d · arrow keys move, the middle key presses"), item->place,
             item->count);
    if (place.h > CAPTION_H) {
        caption_tall(scene, place, item->name, spoken, where);
        return;
    }
    snprintf(line, sizeof line, "%s%.150s", scene->lang == LANG_EN ? ", " : "，", spoken);
    caption_wide(scene, place, item->name, line, where);
}

void voice_caption(struct ui *ui, struct scene *scene)
{
    const struct item *item;
    struct spoken_item words;
    struct place place;

    if (!ui->voice.on) return;
    item = keep_focus(ui, scene);
    if (!item) return;
    place = caption_place(scene, item);
    spoken_item(scene, item, false, &words);
    scene_round(scene, place, RADIUS_TILE, COL_CAPTION_LINE);
    scene_round(scene, (struct place){place.x + 4, place.y + 4, place.w - 8, place.h - 8}, RADIUS_TILE - 4,
                COL_CAPTION);
    if (!scene_find(scene, "voice.repeat") && place.h == CAPTION_H) {
        float w = scene->large ? 296 : 232;
        struct place key = {place.x + place.w - w - 20, place.y + 20, w, 98};

        caption_text(ui, scene, (struct place){place.x, place.y, key.x - place.x, place.h}, &words);
        scene_shield(scene, "voice.caption", place);
        repeat_key(ui, scene, key);
        return;
    }
    caption_text(ui, scene, place, &words);
    scene_shield(scene, "voice.caption", place);
}

/* ---- what is said ---- */

static uint32_t hash_of(const char *text)
{
    uint32_t h = 2166136261u;

    for (; *text; text++) h = (h ^ (uint8_t)*text) * 16777619u; /* FNV-1a */
    return h;
}

static void item_words(const struct ui *ui, const struct item *item, bool aloud, char out[SPEECH_TEXT])
{
    struct spoken_item words;
    char place[96], name[2 * ITEM_LABEL];

    spoken_item(ui_scene(ui), item, aloud, &words);
    spoken_text(ui->lang, words.name, name, sizeof name);
    snprintf(place, sizeof place, ui_tr(ui, "item %d of %d"), words.place, words.count);
    snprintf(out, SPEECH_TEXT, ui->lang == LANG_EN ? "%s, %s. %s." : "%s，%s。%s。", name, words.about, place);
}

/* The whole screen and the item one stands on. */
static void say_screen(struct ui *ui, const char *item)
{
    char screen[SPEECH_TEXT], text[2 * SPEECH_TEXT];

    spoken_screen(ui_scene(ui), screen);
    snprintf(text, sizeof text, "%s%s%s", screen, ui->lang == LANG_EN ? ". " : "。", item);
    say(ui, text);
}

static bool is_known(const struct voice *voice, uint32_t note)
{
    for (int i = 0; i < voice->note_count; i++)
        if (voice->notes[i] == note) return true;
    return false;
}

/* The notes that were not there before, which are remembered; whether there are any. */
static bool new_notes(struct ui *ui, char out[SPEECH_TEXT])
{
    const struct scene *scene = ui_scene(ui);
    uint32_t now[VOICE_NOTES];
    char words[SPEECH_TEXT];
    size_t n = 0;
    int count = 0;

    out[0] = '\0';
    for (int i = 0; i < scene->item_count && count < VOICE_NOTES; i++) {
        if (!spoken_note(scene, &scene->items[i], words)) continue;
        now[count] = hash_of(words);
        if (!is_known(&ui->voice, now[count++])) {
            str_copy(out + n, SPEECH_TEXT - n, words);
            n += strlen(out + n);
            str_copy(out + n, SPEECH_TEXT - n, ui->lang == LANG_EN ? ". " : "。");
            n += strlen(out + n);
        }
    }
    memcpy(ui->voice.notes, now, (size_t)count * sizeof *now);
    ui->voice.note_count = count;
    return n > 0;
}

void voice_tell(struct ui *ui)
{
    struct voice *voice = &ui->voice;
    const struct item *item = scene_find(ui_scene(ui), ui->focus);
    char notes[SPEECH_TEXT], words[SPEECH_TEXT] = "";
    int question = (int)ui_question(ui);
    bool told;

    if (!voice->on || ui->visit.sending) return;
    told = new_notes(ui, notes);
    if (item) item_words(ui, item, false, words);
    if (voice->screen != ui_screen(ui) || voice->question != question || voice->lang != ui->lang) {
        voice->since = clock_monotonic();
        say_screen(ui, words);
    } else if (told && clock_monotonic() - voice->since < AFRESH_MS) {
        say_screen(ui, words);
    } else if (told) {
        say(ui, notes);
    } else if (strcmp(voice->focus, ui->focus) != 0 || voice->item != hash_of(words)) {
        say(ui, words);
    }
    voice->screen = ui_screen(ui);
    voice->question = question;
    voice->lang = ui->lang;
    voice->item = hash_of(words);
    str_copy(voice->focus, sizeof voice->focus, ui->focus);
    if (!on_repeat_key(ui)) str_copy(voice->subject, sizeof voice->subject, ui->focus);
}

void voice_repeat(struct ui *ui)
{
    struct voice *voice = &ui->voice;
    const struct item *item = scene_find(ui_scene(ui), voice->subject);
    char words[SPEECH_TEXT] = "";

    if (!voice->on) return;
    if (item && spoken_is_personal(item)) {
        item_words(ui, item, true, words);
        speech_say(voice->speech, ui->lang, words);
        explicit_bzero(words, sizeof words);
    } else if (voice->repeated) {
        if (item) item_words(ui, item, false, words);
        say_screen(ui, words);
    } else {
        speech_say(voice->speech, ui->lang, voice->said);
        voice->repeated = true;
    }
}
