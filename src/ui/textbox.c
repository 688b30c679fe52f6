#include "ui/textbox.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

enum { LINES_MAX = 128, PAD_X = 38, PAD_TOP = 36, PAD_TOP_COUNTED = 24, CARET = 6 };

/* Everything shown as one text: what stands before the caret, what is composed, what follows. */
struct shown {
    char text[FIELD_BYTES + 2 * IME_WORD];
    size_t from, to; /* what is composed; the caret is behind it */
    struct {
        size_t from, to; /* bytes, without the newline */
    } lines[LINES_MAX];
    int count;
};

static void gather(const struct typing *t, struct shown *out)
{
    const char *composing = t->ime ? ime_composing(t->ime) : "";

    snprintf(out->text, sizeof out->text, "%.*s%s%s", (int)t->field->caret, t->field->text, composing,
             t->field->text + t->field->caret);
    out->from = t->field->caret;
    out->to = out->from + strlen(composing);
}

static void break_lines(struct scene *scene, struct type type, float width, struct shown *out)
{
    size_t at = 0, end = strlen(out->text);

    while (out->count < LINES_MAX) {
        char line[SCENE_TEXT];
        size_t n = 0;

        str_copy(line, sizeof line, out->text + at);
        line[strcspn(line, "\n")] = '\0';
        if (line[0]) n = scene_break(scene, type, width, line);
        n += strspn(line + n, " "); /* blanks hang over the edge */
        out->lines[out->count].from = at;
        out->lines[out->count++].to = at + n;
        at += n;
        if (out->text[at] == '\n')
            at++; /* also behind a last newline there is a line */
        else if (at >= end)
            return;
    }
}

static int line_of_caret(const struct shown *shown)
{
    int line = 0;

    while (line + 1 < shown->count && shown->lines[line + 1].from <= shown->to &&
           (shown->lines[line].to < shown->to || shown->text[shown->lines[line].to] != '\n'))
        line++;
    return line;
}

/* The part of [from, to) that lies on that line, copied; returns its length. */
static size_t part(const struct shown *shown, int line, size_t from, size_t to, char out[SCENE_TEXT])
{
    from = SDL_max(from, shown->lines[line].from);
    to = SDL_min(to, shown->lines[line].to);
    out[0] = '\0';
    if (from >= to) return 0;
    snprintf(out, SCENE_TEXT, "%.*s", (int)(to - from), shown->text + from);
    return to - from;
}

/* One line in its three parts; x at the caret's place is returned. */
static float line_of_text(struct scene *scene, const struct shown *shown, int line, float x, float y,
                          struct type type)
{
    struct type amber = type;
    char text[SCENE_TEXT];
    float w;

    amber.colour = COL_AMBER_TEXT;
    if (part(shown, line, 0, shown->from, text)) x += scene_text(scene, x, y, type, LEFT, text);
    if (part(shown, line, shown->from, shown->to, text)) {
        w = scene_text(scene, x + 2, y, amber, LEFT, text);
        scene_rect(scene, (struct place){x, y + (float)type.size * 0.22f, w + 4, 4}, COL_AMBER);
        x += w + 4;
    }
    w = x;
    if (part(shown, line, shown->to, sizeof shown->text, text)) scene_text(scene, x + 2, y, type, LEFT, text);
    return w;
}

static void frame(struct scene *scene, struct place place)
{
    scene_round(scene, place, RADIUS_TILE, COL_FACE);
    scene_outline(scene, (struct place){place.x - 4, place.y - 4, place.w + 8, place.h + 8}, RADIUS_TILE + 4, 6,
                  COL_ACTION);
}

void textbox_count(struct scene *scene, const struct typing *typing, float x, float y, struct type type)
{
    bool full = typing->keyboard->full;
    char words[SCENE_TEXT];

    snprintf(words, sizeof words,
             tr(typing->lang, full ? N_("No room: %1$d of %2$d characters") : N_("%1$d / %2$d characters")),
             field_length(typing->field), FIELD_CHARS);
    if (full) type.bold = true, type.colour = COL_AMBER_TEXT;
    scene_text(scene, x, y, type, RIGHT, words);
}

/* The bytes of that line before the boundary between two characters that is nearest to x. */
static size_t nearest(const struct scene *scene, struct type type, const struct shown *shown, int line, float x)
{
    size_t from = shown->lines[line].from, best = 0;
    float least = x < 0 ? -x : x;
    const char *at = shown->text + from;

    while (at < shown->text + shown->lines[line].to) {
        char text[SCENE_TEXT];
        float off;

        (void)utf8_next(&at);
        str_copy(text, SDL_min(sizeof text, (size_t)(at - shown->text) - from + 1), shown->text + from);
        off = scene_text_width(scene, type, text) - x;
        explicit_bzero(text, sizeof text);
        if (SDL_fabsf(off) >= least) continue;
        least = SDL_fabsf(off);
        best = (size_t)(at - shown->text) - from;
    }
    return from + best;
}

/* Puts the caret where the text was touched: in one of the lines first..last, the middle of the first being at
 * middle. */
static void point(const struct scene *scene, const struct textbox *box, struct type type, struct shown *shown,
                  int first, int last, float middle, const struct typing *typing)
{
    struct keyboard *k = typing->keyboard;
    int line = first + (int)SDL_floorf((k->point_y - middle) / box->pitch + 0.5f);

    k->pointing = false;
    line = SDL_clamp(line, first, last);
    typing->field->caret = nearest(scene, type, shown, line, k->point_x - box->place.x - PAD_X);
    shown->from = shown->to = typing->field->caret;
}

/* The line shown first: that of the last picture, unless the caret would be out of sight, or room be left. */
static int first_line(int top, int caret, int visible, int count)
{
    top = SDL_max(SDL_min(top, caret), caret - visible + 1);
    return SDL_max(0, SDL_min(top, count - visible));
}

void textbox_build(struct scene *scene, const struct textbox *box, const struct typing *typing)
{
    static struct shown shown; /* too large for a stack; wiped below, as it holds what was typed */
    struct type type = {box->size, false, COL_INK}, small = {TYPE_BODY - 2, false, COL_INK2};
    struct type number = {scene->landscape ? TYPE_SMALL : TYPE_CAPTION, false, COL_INK2};
    const struct place *at = &box->place;
    float em = (float)(scene->large ? theme_large(box->size) : box->size);
    float pad = box->counted ? PAD_TOP_COUNTED : PAD_TOP;
    float room = at->h - (box->counted ? 56 : 0), first_y = at->y + pad + em;
    int visible = SDL_max(1, (int)((room - pad - em * 1.2f) / box->pitch) + 1), caret, from;
    struct item *item = scene_item(scene, box->id, "field", *at, box->label, typing->field->text);

    if (item) item->radius = (int)(RADIUS_TILE * scene->scale);
    frame(scene, *at);
    memset(&shown, 0, sizeof shown);
    gather(typing, &shown);
    break_lines(scene, type, at->w - 2 * PAD_X, &shown);
    caret = line_of_caret(&shown);
    from = first_line(typing->keyboard->top, caret, visible, shown.count);
    if (typing->keyboard->pointing) {
        point(scene, box, type, &shown, from, SDL_min(shown.count, from + visible) - 1, first_y - em * 0.34f, typing);
        caret = line_of_caret(&shown);
    }
    typing->keyboard->top = from;
    for (int i = from; i < SDL_min(shown.count, from + visible); i++) {
        float y = first_y + (float)(i - from) * box->pitch;
        float x = line_of_text(scene, &shown, i, at->x + PAD_X, y, type);

        if (i == caret) scene_round(scene, (struct place){x + 3, y - em * 0.92f, CARET, em * 1.16f}, 3, COL_AMBER);
    }
    if (!shown.text[0] && box->hint)
        scene_text_fit(scene, at->x + PAD_X + 18, first_y, at->w - 2 * PAD_X - 18, small, LEFT, box->hint);
    if (box->counted)
        textbox_count(scene, typing, at->x + at->w - 34, at->y + at->h - (scene->landscape ? 18 : 24), number);
    explicit_bzero(&shown, sizeof shown);
}
