/* What one sees of the voice: the words being said, in the header's place, and the key to hear them again. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/frame.h"
#include "ui/spoken.h"
#include "ui/terminal.h"
#include "ui/words.h"

/* The key to hear it again, within the caption. */
enum { KEY_W = 232, KEY_W_LARGE = 296, KEY_H = 88, KEY_IN = 16 };

/* How the caption is laid out: lines beside the icon, or below each other in the narrow column. */
enum { WIDE = 700, TWO_LINES = 100, HINT = 28 };
/* Room left and right of the lines. */
enum { IN_ICON = 136, IN = 32 };

/* The focus is always somewhere, at first on the first of the screen's own keys. Returns the item that
 * the caption is about: never the key to hear it again, but what is heard by it. */
static const struct item *keep_focus(struct ui *ui, struct scene *scene)
{
    bool repeats = voice_on_repeat_key(ui);
    const struct item *item = scene_find(scene, repeats ? ui->voice.subject : ui->focus);

    ui->focus_seen = true;
    if (!item) item = scene_next(scene, "", 1);
    if (item && !repeats) str_copy(ui->focus, sizeof ui->focus, item->id);
    str_copy(scene->focus, sizeof scene->focus, ui->focus);
    return item;
}

/* ---- the key to hear it again ---- */

/* On a field of the visitor's own the key says that it reads aloud what is in it. */
static void repeat_key(struct ui *ui, struct scene *scene, struct place place)
{
    const struct item *subject = scene_find(scene, voice_on_repeat_key(ui) ? ui->voice.subject : ui->focus);
    bool narrow = place.w <= 300, personal = subject && spoken_is_personal(subject);
    const char *label = personal ? ui_tr(ui, "Read it to me") : ui_tr(ui, "Say it again");
    struct type type = {narrow ? TYPE_CAPTION : 40, true, COL_INK};
    float icon = 44, gap = narrow ? 10 : 20;
    bool roomy = scene_text_width(scene, type, label) <= place.w - icon - gap - 24;

    widget_key(scene, &(struct key){.id = "voice.repeat",
                                    .kind = KEY_NORMAL,
                                    .place = place,
                                    .label = label,
                                    .icon = roomy ? "repeat" : NULL,
                                    .icon_size = icon,
                                    .gap = gap,
                                    .size = type.size,
                                    .bold = true});
}

static bool is_free(const struct scene *scene, struct place place)
{
    SDL_Rect wanted = scene_pixels(scene, place);

    for (int i = 0; i < scene->item_count; i++)
        if (!scene->items[i].passive && SDL_HasIntersection(&scene->items[i].box, &wanted)) return false;
    for (int i = scene->content_from; i < scene->content_to; i++)
        if (scene->nodes[i].kind == NODE_TEXT && SDL_HasIntersection(&scene->nodes[i].box, &wanted)) return false;
    return true;
}

/* Without an action row: the strip may have its place. */
static bool is_resting(const struct ui *ui, const struct scene *scene)
{
    return ui_screen(ui)->at_rest && !scene->covered;
}

/* The action row's places that a screen may leave free, and at last the one beside what every screen has. */
struct place voice_key_place(const struct ui *ui, const struct scene *scene)
{
    const struct frame *frame = frame_of(scene);
    struct place side = {frame->back.x, frame->back.y, frame->home.x + frame->home.w - frame->back.x, frame->back.h};
    const struct place places[] = {frame->primary, scene->landscape ? frame->left : frame->primary, side};

    for (size_t i = 0; !is_resting(ui, scene) && i < SDL_arraysize(places); i++)
        if (is_free(scene, places[i])) return places[i];
    return frame->again;
}

void voice_key(struct ui *ui, struct scene *scene)
{
    struct place place = voice_key_place(ui, scene);

    if (scene->voice && place.h > 0) repeat_key(ui, scene, place);
}

/* ---- the caption ---- */

static struct place caption_place(const struct scene *scene)
{
    const struct frame *frame = frame_of(scene);

    if (scene->caption.h > 0) return scene->caption;
    if (!scene->landscape) return (struct place){MARGIN, 44, 984, 108};
    if (scene->covered) return (struct place){frame->x, 48, frame->w, 68}; /* a ring has the column of the title */
    return (struct place){MARGIN, 24, frame->side_w, scene->large ? 260 : scene->low ? 232 : 244};
}

static bool fits(const struct scene *scene, struct type type, float room, int lines, const char *text)
{
    for (int i = 0; i < lines && *text; i++) {
        text += scene_break(scene, type, room, text);
        while (*text == ' ') text++;
    }
    return !*text;
}

/* Drops the last of its parts, and the mark before it; false: there is but one. */
static bool drop_part(char *text)
{
    static const char *const marks[] = {"。", "，", "；", ". ", ", ", "; "};
    char *last = NULL;

    for (size_t i = 0; i < SDL_arraysize(marks); i++) {
        for (char *at = strstr(text, marks[i]); at; at = strstr(at + 1, marks[i]))
            if (!last || at > last) last = at;
    }
    if (!last) return false;
    *last = '\0';
    return true;
}

/* As many whole parts of the text as there is room for: what stands here is heard as well. */
static void keep_what_fits(const struct scene *scene, struct type type, float room, int lines, char *text)
{
    while (!fits(scene, type, room, lines, text) && drop_part(text)) continue;
    if (!fits(scene, type, room, lines, text)) text[0] = '\0';
}

/* What the caption says: the item's name, what it is, and where one stands. */
struct words {
    char name[ITEM_LABEL];
    char about[SCENE_TEXT];
    char hint[SCENE_TEXT];
};

/* The way to move is told where the lines have room for it. */
static void words_of(struct ui *ui, const struct scene *scene, const struct spoken_item *item, float room, int lines,
                     struct words *out)
{
    struct type type = {HINT, false, COL_CAPTION2};
    char about[2 * ITEM_VALUE];

    str_copy(out->name, sizeof out->name, item->name);
    spoken_text(scene->lang, item->about, about, sizeof about);
    str_copy(out->about, sizeof out->about, about);
    snprintf(out->hint, sizeof out->hint, ui_tr(ui, "Item %d of %d · arrow keys move, the middle key presses"),
             item->place, item->count);
    if (!fits(scene, type, room, lines, out->hint))
        snprintf(out->hint, sizeof out->hint, ui_tr(ui, "Item %d of %d"), item->place, item->count);
}

/* The name, in two lines when it is too long for one. Returns its width, 0: it took both lines. */
static float name_lines(struct scene *scene, float x, float y, float room, float pitch, char *name)
{
    struct type bold = {38, true, COL_CAPTION_NAME}, small = {HINT, true, COL_CAPTION_NAME};

    if (scene_text_fits(scene, room, bold, name)) return scene_text_fit(scene, x, y, room, bold, LEFT, name);
    keep_what_fits(scene, small, room, 2, name);
    scene_paragraph(scene, x, y, room, pitch, 2, small, LEFT, name);
    return 0;
}

/* Beside the icon: the name with what it is, and below them where one stands. */
static void wide_lines(struct scene *scene, struct place place, struct words *words)
{
    struct type plain = {38, false, COL_PAPER}, small = {HINT, false, COL_CAPTION2};
    float x = place.x + IN_ICON, room = place.w - IN_ICON - IN, pitch = scene->large ? 46 : 40, w;
    float middle = place.y + place.h / 2, y;
    bool two = place.h > TWO_LINES;
    char about[SCENE_TEXT + 4];

    scene_icon(scene, (struct place){place.x + 40, middle - 30, 60, 60}, "voice", COL_PAPER, COL_PAPER);
    y = middle + (two ? scene->large ? -8 : -3 : scene->large ? 18 : 14);
    w = name_lines(scene, x, y, room, pitch, words->name);
    if (w <= 0) return;
    snprintf(about, sizeof about, "%s%s", words_comma(scene->lang), words->about);
    keep_what_fits(scene, plain, room - w, 1, about);
    scene_text(scene, x + w, y, plain, LEFT, about);
    if (two) scene_text_fit(scene, x, y + pitch, room, small, LEFT, words->hint);
}

/* Below each other, three lines and where one stands; beside a key the first two of them. */
static void narrow_lines(struct scene *scene, struct place place, struct words *words)
{
    struct type plain = {TYPE_CAPTION, false, COL_PAPER}, small = {HINT, false, COL_CAPTION2};
    float x = place.x + IN, room = place.w - 2 * IN, pitch = scene->large ? 54 : 44, y = place.y + 58;
    bool tall = place.h > 200;
    int taken = name_lines(scene, x, y, room, pitch, words->name) > 0 ? 1 : 2, lines = (tall ? 3 : 2) - taken;

    keep_what_fits(scene, plain, room, lines, words->about);
    scene_paragraph(scene, x, y + pitch * (float)taken, room, pitch, lines, plain, LEFT, words->about);
    y = place.y + place.h - (fits(scene, small, room, 1, words->hint) ? 24 : 60);
    if (tall) scene_paragraph(scene, x, y, room, 36, 2, small, LEFT, words->hint);
}

static void ground(struct scene *scene, struct place place)
{
    scene_round(scene, place, RADIUS_TILE, COL_CAPTION_LINE);
    scene_round(scene, (struct place){place.x + 4, place.y + 4, place.w - 8, place.h - 8}, RADIUS_TILE - 4,
                COL_CAPTION);
}

/* The key at the caption's end; what is left for the words. */
static struct place key_within(struct ui *ui, struct scene *scene, struct place place)
{
    struct place key = {0, 0, scene->large ? KEY_W_LARGE : KEY_W, KEY_H};

    if (place.w > WIDE) {
        key.x = place.x + place.w - key.w - KEY_IN;
        key.y = place.y + (place.h - KEY_H - LIP) / 2;
        place.w = key.x - place.x + IN - KEY_IN;
    } else {
        key.x = place.x + KEY_IN;
        key.w = place.w - 2 * KEY_IN;
        key.y = place.y + place.h - KEY_H - LIP - KEY_IN;
        place.h = key.y - place.y;
    }
    repeat_key(ui, scene, key);
    return place;
}

void voice_caption(struct ui *ui, struct scene *scene)
{
    struct place place = caption_place(scene);
    bool wide = place.w > WIDE;
    const struct item *item;
    struct spoken_item spoken;
    struct words words;

    if (!scene->voice) return;
    item = keep_focus(ui, scene);
    if (!item) return;
    spoken_item(scene, item, false, &spoken);
    ground(scene, place);
    scene_shield(scene, "voice.caption", place);
    if (!scene_find(scene, "voice.repeat") && place.h > KEY_H) place = key_within(ui, scene, place);
    words_of(ui, scene, &spoken, place.w - IN - (wide ? IN_ICON : IN), wide || scene->large || scene->low ? 1 : 2,
             &words);
    if (wide)
        wide_lines(scene, place, &words);
    else
        narrow_lines(scene, place, &words);
}
