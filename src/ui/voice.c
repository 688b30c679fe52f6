#include "ui/voice.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/spoken.h"
#include "ui/terminal.h"

/* What changes on a screen that has just come up makes it be said afresh: else it would never be heard whole. */
enum { AFRESH_MS = 3000 };

/* Design units of the caption. */
enum { CAPTION_H = 144, CAPTION_TALL = 264, CAPTION_GAP = 32, CAPTION_STEP = 16 };

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
    bool personal = subject && spoken_is_personal(subject);

    widget_key(scene, &(struct key){.id = "voice.repeat",
                                    .kind = KEY_NORMAL,
                                    .place = place,
                                    .label = personal ? ui_tr(ui, "Read it to me") : ui_tr(ui, "Say it again"),
                                    .icon = "repeat",
                                    .icon_size = 44,
                                    .gap = place.w > 300 ? 20 : 10,
                                    .size = place.w > 300 ? 40 : TYPE_CAPTION,
                                    .bold = true});
}

void voice_build(struct ui *ui, struct scene *scene)
{
    struct place place = {560, 1476, 472, 104};

    if (!ui->voice.on) return;
    if (scene->landscape) place = (struct place){1252, 676, 620, 104};
    if (!ui->asked && !ui_screen(ui)->at_rest && is_free(scene, place)) repeat_key(ui, scene, place);
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
    for (int i = scene->content_from; i < scene->content_to; i++) {
        const SDL_Rect *text = &scene->nodes[i].box;
        bool whole;

        if (scene->nodes[i].kind != NODE_TEXT || !SDL_IntersectRect(text, &box, &both)) continue;
        whole = both.w == text->w && both.h == text->h;
        sum += (float)text->w * (float)text->h * (whole ? 2 : 6); /* half a line looks worse than none */
    }
    return sum;
}

/* The caption's place: right above the focused item if that is free, else where it hides least. */
static struct place caption_place(const struct scene *scene, const struct item *focused)
{
    float top = scene->landscape ? 44 : 148, bottom = scene->landscape ? 792 : 1612, best_cost = -1;
    float above = ((float)focused->box.y - scene->oy) / scene->scale - CAPTION_GAP;
    struct place columns[2] = {{MARGIN, 0, 984, CAPTION_H}}, best = {0, 0, 0, 0};
    int count = 1;

    if (scene->landscape) {
        columns[0] = (struct place){618, 0, 1254, CAPTION_H};
        columns[1] = (struct place){MARGIN, 0, 520, CAPTION_TALL};
        count = 2;
    }
    for (int c = 0; c < count; c++) {
        for (float y = top; y + columns[c].h <= bottom; y += CAPTION_STEP) {
            struct place place = columns[c];
            float apart, cost;

            place.y = y + CAPTION_STEP > above - place.h && y <= above - place.h ? above - place.h : y;
            apart = SDL_fabsf(above - place.h - place.y);
            cost = hidden(scene, scene_pixels(scene, place), focused) + apart * 20 * scene->scale * scene->scale;
            if (best_cost >= 0 && cost >= best_cost) continue;
            best_cost = cost;
            best = place;
        }
    }
    return best;
}

static void caption_text(struct ui *ui, struct scene *scene, struct place place, const struct spoken_item *item)
{
    struct type name = {38, true, COL_CAPTION_NAME}, about = {38, false, COL_PAPER},
                small = {28, false, COL_CAPTION2};
    bool tall = place.h > CAPTION_H;
    float x = place.x + (tall ? 32 : 136), room = place.w - (tall ? 64 : 136 + 32), w;
    char line[SCENE_TEXT], spoken[2 * ITEM_VALUE];

    spoken_text(scene->lang, item->about, spoken, sizeof spoken);
    snprintf(line, sizeof line, "%s%.150s", scene->lang == LANG_EN ? ", " : "，", spoken);
    w = SDL_min(scene_text_width(scene, name, item->name), room * 0.7f);
    scene_text_fit(scene, x, place.y + (tall ? 60 : 69), tall ? room : w, name, LEFT, item->name);
    if (tall)
        scene_paragraph(scene, x, place.y + 108, room, 42, 2, (struct type){TYPE_CAPTION, false, COL_PAPER}, LEFT,
                        spoken);
    else
        scene_text_fit(scene, x + w, place.y + 69, room - w, about, LEFT, line);
    snprintf(line, sizeof line, ui_tr(ui, "Item %d of %d · arrow keys move, the middle key presses"), item->place,
             item->count);
    if (tall)
        scene_paragraph(scene, x, place.y + 196, room, 38, 2, small, LEFT, line);
    else
        scene_text_fit(scene, x, place.y + 113, room, small, LEFT, line);
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
    if (place.h == CAPTION_H)
        scene_icon(scene, (struct place){place.x + 40, place.y + 42, 60, 60}, "voice", COL_PAPER, COL_PAPER);
    if (!scene_find(scene, "voice.repeat") && place.h == CAPTION_H) {
        struct place key = {place.x + place.w - 252, place.y + 20, 232, 98};

        caption_text(ui, scene, (struct place){place.x, place.y, place.w - 252, place.h}, &words);
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
    bool asked = ui->asked != 0, told;

    if (!voice->on || ui->visit.sending) return;
    told = new_notes(ui, notes);
    if (item) item_words(ui, item, false, words);
    if (voice->screen != ui_screen(ui) || voice->asked != asked || voice->lang != ui->lang) {
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
    voice->asked = asked;
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
