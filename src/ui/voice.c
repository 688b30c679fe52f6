#include "ui/voice.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/spoken.h"
#include "ui/terminal.h"

/* What changes on a screen that has just come up is said after it: else it would never be heard whole. */
enum { AFRESH_MS = 3000 };

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

bool voice_on_repeat_key(const struct ui *ui)
{
    return strcmp(ui->focus, "voice.repeat") == 0;
}

static void say(struct ui *ui, const char *text)
{
    /* What the repeat key repeats is what was said before one came to it. */
    if (!voice_on_repeat_key(ui)) str_copy(ui->voice.said, sizeof ui->voice.said, text);
    speech_say(ui->voice.speech, ui->lang, text);
    ui->voice.repeated = false;
}

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
static void screen_words(const struct ui *ui, const char *item, char out[2 * SPEECH_TEXT])
{
    const char *stop = ui->lang == LANG_EN ? ". " : "。";
    char screen[SPEECH_TEXT];
    size_t n;

    spoken_screen(ui_scene(ui), screen);
    n = strlen(screen);
    if (n >= 3 && strcmp(screen + n - 3, "。") == 0) stop = "";
    if (n >= 1 && screen[n - 1] == '.') stop = " ";
    snprintf(out, 2 * SPEECH_TEXT, "%s%s%s", screen, stop, item);
}

static void say_screen(struct ui *ui, const char *item)
{
    char text[2 * SPEECH_TEXT];

    screen_words(ui, item, text);
    say(ui, text);
}

/* After the screen, which is still being said; said again, it has the news in it. */
static void add_notes(struct ui *ui, const char *notes, const char *item)
{
    char text[2 * SPEECH_TEXT];

    screen_words(ui, item, text);
    if (!voice_on_repeat_key(ui)) str_copy(ui->voice.said, sizeof ui->voice.said, text);
    speech_add(ui->voice.speech, ui->lang, notes);
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
    bool moved, told;

    if (!voice->on || ui->visit.sending) return;
    told = new_notes(ui, notes);
    if (item) item_words(ui, item, false, words);
    moved = strcmp(voice->focus, ui->focus) != 0;
    if (voice->screen != ui_screen(ui) || voice->question != question || voice->lang != ui->lang) {
        voice->since = clock_monotonic();
        say_screen(ui, words);
    } else if (told && clock_monotonic() - voice->since < AFRESH_MS) {
        add_notes(ui, notes, words);
    } else if (told) {
        say(ui, notes);
        if (moved) speech_add(voice->speech, ui->lang, words);
    } else if (moved || voice->item != hash_of(words)) {
        say(ui, words);
    }
    voice->screen = ui_screen(ui);
    voice->question = question;
    voice->lang = ui->lang;
    voice->item = hash_of(words);
    str_copy(voice->focus, sizeof voice->focus, ui->focus);
    if (!voice_on_repeat_key(ui)) str_copy(voice->subject, sizeof voice->subject, ui->focus);
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
