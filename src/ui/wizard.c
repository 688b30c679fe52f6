#include "ui/wizard.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/words.h"

static const char *const step_names[WIZARD_STEPS] = {N_("Kind"), N_("About"), N_("Story"), N_("Contact"),
                                                     N_("Check")};

static void step_disc(struct scene *scene, float cx, float cy, float r, int step, int current)
{
    struct type digit = {(int)(r * 1.2f), true, step == current ? COL_ON_ACTION : COL_INK2};
    char text[4];

    snprintf(text, sizeof text, "%d", step % 100);
    if (step <= current) scene_circle(scene, cx, cy, r, COL_ACTION);
    if (step > current) scene_outline(scene, (struct place){cx - r, cy - r, 2 * r, 2 * r}, r, 3, COL_EDGE);
    if (step < current)
        scene_icon(scene, (struct place){cx - r * 0.7f, cy - r * 0.7f, r * 1.4f, r * 1.4f}, "check", COL_ON_ACTION,
                   COL_ON_ACTION);
    else
        scene_text(scene, cx, cy + r * 0.43f, digit, CENTRE, text);
}

/* The steps share the width: what their names leave goes between them. */
static void portrait_steps(struct ui *ui, struct scene *scene, int current)
{
    struct type types[WIZARD_STEPS];
    float r = 24, cy = 188, x = MARGIN, left = 984, widths[WIZARD_STEPS], gap;

    for (int i = 0; i < WIZARD_STEPS; i++) {
        bool now = i + 1 == current;

        types[i] = (struct type){TYPE_CAPTION, now, now ? COL_INK : COL_INK2};
        widths[i] = 2 * r + 12 + scene_text_width(scene, types[i], ui_tr(ui, step_names[i]));
        left -= widths[i];
    }
    gap = left / (WIZARD_STEPS - 1);
    for (int i = 0; i < WIZARD_STEPS; i++) {
        step_disc(scene, x + r, cy, r, i + 1, current);
        scene_text(scene, x + 2 * r + 12, cy + 11, types[i], LEFT, ui_tr(ui, step_names[i]));
        x += widths[i];
        if (i + 1 < WIZARD_STEPS && gap > 48)
            scene_rect(scene, (struct place){x + 16, cy - 2, gap - 32, 4}, i + 1 < current ? COL_ACTION : COL_LINE);
        x += gap;
    }
}

static void step_words(struct ui *ui, int step, bool named, char out[SCENE_TEXT])
{
    if (named)
        snprintf(out, SCENE_TEXT, ui_tr(ui, "Step %1$d of %2$d: %3$s"), step, WIZARD_STEPS,
                 ui_tr(ui, step_names[step - 1]));
    else
        snprintf(out, SCENE_TEXT, ui_tr(ui, "Step %1$d of %2$d"), step, WIZARD_STEPS);
}

/* Five names and numbers would be a riddle to listen to. */
static void say_steps(struct ui *ui, struct scene *scene, int step, struct place place)
{
    char words[SCENE_TEXT];
    struct item *item;

    step_words(ui, step, true, words);
    item = scene_item(scene, "wizard.step", "text", place, words, NULL);
    if (!item) return;
    item->passive = true;
    str_copy(item->said, sizeof item->said, words);
}

static void landscape_steps(struct scene *scene, int current)
{
    float pitch = 116, r = 28, cy = 332;

    for (int i = 1; i <= WIZARD_STEPS; i++) {
        float x = MARGIN + pitch * (float)(i - 1);

        step_disc(scene, x + r, cy, r, i, current);
        if (i < WIZARD_STEPS)
            scene_rect(scene, (struct place){x + 2 * r + 12, cy - 2, pitch - 2 * r - 24, 4},
                       i < current ? COL_ACTION : COL_LINE);
    }
}

/* Does a title take two lines of the left column? One that is a little too long rather shrinks. */
static bool in_two_lines(const struct scene *scene, struct type type, const char *title)
{
    return scene_text_width(scene, type, title) > 520 * 1.25f;
}

static void side_title(struct scene *scene, float y, float pitch, struct type type, const char *title)
{
    if (!in_two_lines(scene, type, title)) {
        scene_text_fit(scene, MARGIN, y, 520, type, LEFT, title);
        return;
    }
    if (scene_text_width(scene, type, title) > 2 * 490) type.size = type.size * 5 / 6;
    scene_paragraph(scene, MARGIN, y, 520, pitch, 2, type, LEFT, title);
}

void wizard_low_head(struct scene *scene, const char *above, const char *title)
{
    struct type type = {TYPE_SERVICE, true, COL_INK}, small = {TYPE_CAPTION, false, COL_INK2};
    bool two = in_two_lines(scene, type, title);

    if (two) type.size = TYPE_WAIT;
    if (above) scene_text_fit(scene, MARGIN, two ? 292 : 318, 520, small, LEFT, above);
    side_title(scene, two ? 354 : above ? 396 : 380, 54, type, title);
}

static void side_head(struct ui *ui, struct scene *scene, int step, const char *title, const char *line)
{
    struct type type = {TYPE_SERVICE, true, COL_INK}, small = {TYPE_CAPTION, false, COL_INK2};
    char words[SCENE_TEXT];
    int lines;

    step_words(ui, step, !scene->large, words);
    if (scene->low) { /* the strip is where the title would go on */
        wizard_low_head(scene, words, title);
        return;
    }
    if (!scene->large) landscape_steps(scene, step);
    scene_text_fit(scene, MARGIN, scene->large ? 336 : 412, 520, small, LEFT, words);
    if (!scene->large) say_steps(ui, scene, step, (struct place){MARGIN, 304, 520, 120});
    lines = in_two_lines(scene, type, title) ? 2 : 1;
    side_title(scene, scene->large ? 424 : 486, scene->large ? 80 : 66, type, title);
    if (line)
        scene_paragraph(scene, MARGIN, (scene->large ? 494 : 544) + (scene->large ? 80 : 66) * (float)(lines - 1),
                        520, scene->large ? 54 : 44, 3, small, LEFT, line);
}

void wizard_head(struct ui *ui, struct scene *scene, int step, const char *title, const char *line)
{
    struct type type = {TYPE_TITLE, true, COL_INK}, small = {TYPE_BODY, false, COL_INK2};
    char words[SCENE_TEXT];
    float w;

    if (scene->landscape) {
        side_head(ui, scene, step, title, line);
    } else if (scene->large) {
        step_words(ui, step, false, words);
        w = scene_text(scene, 1032, 238, small, RIGHT, words);
        scene_text_fit(scene, MARGIN, 238, 984 - w - 24, type, LEFT, title);
    } else {
        portrait_steps(ui, scene, step);
        say_steps(ui, scene, step, (struct place){MARGIN, 164, 984, 48});
        if (step == 3) type.size = TYPE_SERVICE; /* the text needs the room below, its length that beside */
        scene_text_fit(scene, MARGIN, step == 3 ? 296 : 305, step == 3 ? 660 : 984, type, LEFT, title);
        if (line) scene_text_fit(scene, MARGIN, 362, 984, small, LEFT, line);
    }
}

void wizard_next(struct ui *ui, struct scene *scene, struct place place, const char *label, const char *missing)
{
    struct key key = {
        .id = "nav.next", .kind = KEY_PRIMARY, .place = place, .label = label, .size = 44, .bold = true};

    if (missing) key.label = ui_tr(ui, missing), key.size = 34;
    if (scene_text_width(scene, (struct type){key.size, true, COL_INK}, key.label) > place.w - 48) key.size -= 6;
    key.disabled = missing != NULL;
    widget_key(scene, &key);
}

/* How the parts of a choice share its width. */
struct parts {
    float icon, left, gap, right; /* icon 0: none */
};

static struct parts parts_of(const struct scene *scene, const struct choice *choice)
{
    float w = choice->place.w;
    struct parts parts = {120, 38, 32, 110};

    if (choice->bare)
        parts = scene->large ? (struct parts){72, 20, 16, 12} : (struct parts){112, 28, 26, 24};
    else if (w < 700)
        parts = scene->large ? (struct parts){72, 24, 20, 76} : (struct parts){96, 28, 24, 84};
    if (w < 400) parts = (struct parts){64, 20, 16, 12};
    parts.icon = SDL_min(parts.icon, choice->place.h - 24);
    return parts;
}

/* Lines that the choice has room for below its name; a line that would have to be cut says less than none. */
static int lines_below(const struct scene *scene, const struct choice *choice, struct type line, float room)
{
    float width = choice->line ? scene_text_width(scene, line, choice->line) : 0, h = choice->place.h;

    if (!choice->line) return 0;
    if (width <= room * 1.06f) return h >= (scene->large ? 130 : 96) ? 1 : 0;
    return h >= (scene->large ? 196 : 150) && width <= room * 1.8f ? 2 : 0;
}

/* Name and line right of the icon; y is the middle of the key. */
static void choice_words(struct scene *scene, const struct choice *choice, const struct face *face, float x, float y,
                         float room)
{
    bool low = choice->place.h < 140;
    struct type name = {choice->size ? choice->size : low ? 40 : choice->bare ? 44 : 48, true, face->ink};
    struct type line = {low ? TYPE_SMALL : TYPE_CAPTION, false, face->ink2};
    int lines = lines_below(scene, choice, line, room);
    float pitch = scene->large ? 52 : 42, above = lines == 2 ? pitch / 2 : 0;

    scene_text_fit(scene, x, y - above + (!lines ? 16 : low ? -4 : -2), room, name, LEFT, choice->name);
    y += (scene->large ? 58 : low ? 36 : 46) - above;
    if (lines == 2)
        scene_paragraph(scene, x, y, room, pitch, 2, line, LEFT, choice->line);
    else if (lines == 1)
        scene_text_fit(scene, x, y, room, line, LEFT, choice->line);
}

void wizard_choice(struct scene *scene, const struct choice *choice)
{
    const struct place *at = &choice->place;
    struct key key = {.id = choice->id, .kind = KEY_TILE, .place = *at, .label = choice->name};
    struct parts parts = parts_of(scene, choice);
    float text = at->x + parts.left + parts.icon + parts.gap, room = at->x + at->w - text - parts.right, middle;
    struct face face;

    key.chosen = choice->chosen;
    face = widget_face(scene, &key);
    middle = face.place.y + at->h / 2;
    widget_icon_box(scene, at->x + parts.left, middle - parts.icon / 2, parts.icon, parts.icon * 0.64f, choice->icon,
                    &face);
    choice_words(scene, choice, &face, text, middle, room);
    if (!choice->bare)
        scene_icon(scene, (struct place){at->x + at->w - 70, middle - 22, 44, 44}, "next", face.ink, face.ink);
    else if (choice->chosen && at->w >= 400)
        widget_badge(scene, at->x + at->w - 46, face.place.y + 46, 26, COL_ACTION, COL_ON_ACTION);
    else if (choice->chosen)
        wizard_corner_badge(scene, &face);
}

void wizard_corner_badge(struct scene *scene, const struct face *face)
{
    float cx = face->place.x + face->place.w - 8, cy = face->place.y + 6;

    scene_circle(scene, cx, cy, 30, COL_GROUND);
    widget_badge(scene, cx, cy, 26, COL_ACTION, COL_ON_ACTION);
}

const char *wizard_kind(enum lang lang, enum case_kind kind)
{
    static const char *const names[CASE_KIND_COUNT] = {
        [CASE_COMPLAINT] = N_("Complaint"), [CASE_SUGGESTION] = N_("Suggestion"), [CASE_ENQUIRY] = N_("Enquiry"),
        [CASE_PRAISE] = N_("Praise"),       [CASE_BAD_RATING] = N_("Low rating"),
    };

    return tr(lang, names[kind]);
}

void wizard_about(struct ui *ui, char out[SCENE_TEXT])
{
    const struct visit *visit = ui_visit(ui);
    const struct filing *f = &visit->filing;

    str_copy(out, SCENE_TEXT, ui_tr(ui, "The hall"));
    if (f->about == ABOUT_VISIT)
        snprintf(out, SCENE_TEXT, ui_tr(ui, "My visit %s"), visit->ticket.number);
    else if (f->about == ABOUT_SERVICE && f->service)
        str_copy(out, SCENE_TEXT, text_in(&ui_hall(ui)->services[f->service - 1].name, ui_lang(ui)));
    else if (f->about == ABOUT_COUNTER && f->counter > 0)
        snprintf(out, SCENE_TEXT, ui_tr(ui, "Counter %d"), f->counter);
    else if (f->about == ABOUT_COUNTER)
        str_copy(out, SCENE_TEXT, ui_tr(ui, "A counter, not known which"));
}

void wizard_go_on(struct ui *ui, enum screen_id next)
{
    if (ui_visit(ui)->filing.reviewing)
        ui_turn(ui, SCREEN_COMPLAINT_REVIEW);
    else
        ui_go(ui, next);
}
