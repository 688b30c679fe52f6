/* complaint_text: what happened, in the visitor's words. Words of danger bring the emergency number at once. */
#include <stdio.h>
#include <string.h>

#include "ui/keyboard_show.h"
#include "ui/textbox.h"
#include "ui/wizard.h"
#include "ui/words.h"

static struct filing *filing_of(struct ui *ui)
{
    return &ui_visit(ui)->filing;
}

static struct typing typing_of(struct ui *ui)
{
    return wizard_typing(ui, &filing_of(ui)->text);
}

static const struct phrases *phrases_of(struct ui *ui)
{
    return &ui_hall(ui)->phrases[filing_of(ui)->kind];
}

/* clang-format off */
static const struct textbox boxes[LAYOUT_COUNT] = {
    [PORTRAIT] = {.place = {48, 326, 984, 300}, .size = 40, .pitch = 58},
    [PORTRAIT_LARGE] = {.place = {48, 270, 984, 308}, .size = 42, .pitch = 68, .counted = true},
    [PORTRAIT_LOW] = {.place = {48, 326, 984, 432}, .size = 42, .pitch = 64},
    [LANDSCAPE] = {.place = {620, 44, 1250, 184}, .size = 40, .pitch = 52, .counted = true},
    [LANDSCAPE_LARGE] = {.place = {620, 44, 1250, 184}, .size = 42, .pitch = 62},
    [LANDSCAPE_LOW] = {.place = {620, 44, 1250, 370}, .size = 42, .pitch = 64, .counted = true},
};
/* clang-format on */

static void low_hint(struct ui *ui, struct scene *scene)
{
    struct type type = {TYPE_CAPTION, false, COL_INK2};

    scene_icon(scene, (struct place){54, 806, 44, 44}, "edit", COL_ACTION, COL_ACTION);
    scene_paragraph(scene, 120, 821, 900, 44, 2, type, LEFT,
                    ui_tr(ui, "While nothing is being composed, the first row has ready phrases.\n"
                              "The arrows move to what you want to change."));
}

/* Nothing on the screen is more urgent than this. */
static void danger(struct ui *ui, struct scene *scene)
{
    struct place at = scene->landscape ? (struct place){48, 290, 520, 236} : (struct place){48, 152, 984, 152};
    struct type head = {TYPE_LIST, true, COL_ON_RED}, number = {76, true, COL_ON_RED};
    const char *words = ui_tr(ui, "Gas or fire? Go outside and call now");
    float x = at.x + 116, room = scene->landscape ? at.w - 140 : at.w - 470;

    scene_round(scene, at, RADIUS_TILE, COL_RED);
    scene_icon(scene, (struct place){at.x + 32, at.y + (scene->landscape ? 28 : 44), 64, 64}, "alert", COL_ON_RED,
               COL_ON_RED);
    scene_paragraph(scene, x, at.y + (scene->landscape ? 62 : 68), room, scene->large ? 58 : 52, 2, head, LEFT,
                    words);
    if (scene->landscape)
        scene_text_fit(scene, x, at.y + 204, room, number, LEFT, ui_hall(ui)->emergency);
    else
        scene_text_fit(scene, at.x + at.w - 40, at.y + 103, 300, number, RIGHT, ui_hall(ui)->emergency);
    scene_note(scene, "complaint.danger", "text", at, words, ui_hall(ui)->emergency);
}

static const char *missing(struct ui *ui)
{
    const struct filing *f = filing_of(ui);
    bool composing = ui_ime(ui) && ime_composing(ui_ime(ui))[0];

    return field_is_blank(&f->text) && !composing ? N_("Say a few words first") : NULL;
}

static void box(struct ui *ui, struct scene *scene, const struct typing *t)
{
    struct textbox made = boxes[scene_layout(scene)];
    struct type small = {TYPE_BODY, false, t->keyboard->full ? COL_AMBER_TEXT : COL_INK2};
    char count[SCENE_TEXT];

    made.id = "complaint.text";
    made.label = ui_tr(ui, "What happened");
    made.hint = ui_tr(ui, "When, where, what happened, and what you would like");
    textbox_build(scene, &made, t);
    textbox_count(ui_lang(ui), &filing_of(ui)->text, count);
    if (!scene->landscape && !scene->large) scene_text(scene, 1032, 298, small, RIGHT, count);
}

static void build(struct ui *ui, struct scene *scene)
{
    struct typing t = typing_of(ui);
    const struct filing *f = filing_of(ui);
    struct place next = frame_of(scene)->primary;

    keyboard_start(&t, keyboard_is_roomy(scene));
    if (case_is_danger(ui_hall(ui), f->text.text))
        danger(ui, scene);
    else
        wizard_head(ui, scene, 3, ui_tr(ui, "Please tell us what happened"), NULL);
    box(ui, scene, &t);
    if (scene_layout(scene) == PORTRAIT_LOW) low_hint(ui, scene);
    keyboard_build(scene, &t, phrases_of(ui));
    ui_build_nav_as(ui, scene, trc(ui_lang(ui), "step", "Back"));
    if (scene->landscape) next = scene->low ? (struct place){48, 741, 520, 74} : (struct place){48, 544, 520, 104};
    wizard_next(ui, scene, next, ui_tr(ui, "Next"), missing(ui));
}

static void act(struct ui *ui, const char *id)
{
    struct typing t = typing_of(ui);

    if (strcmp(id, "nav.next") == 0) {
        keyboard_finish(&t);
        if (!missing(ui)) wizard_go_on(ui, SCREEN_COMPLAINT_CONTACT);
    } else if (!keyboard_press(&t, id)) {
        (void)keyboard_phrase(&t, phrases_of(ui), id);
    }
}

static void typed(struct ui *ui, const char *utf8)
{
    struct typing t = typing_of(ui);

    /* With the focus shown, the space bar presses what has it. */
    if (strcmp(utf8, " ") != 0 || !ui_focus_shown(ui)) keyboard_text(&t, utf8);
}

static bool key(struct ui *ui, SDL_Keycode code)
{
    struct typing t = typing_of(ui);

    if (code == SDLK_SPACE) return !ui_focus_shown(ui);
    if (ui_focus_shown(ui) && code != SDLK_BACKSPACE) return false;
    return keyboard_key(&t, code);
}

static void enter(struct ui *ui)
{
    ui_visit(ui)->typed = true;
}

static void leave(struct ui *ui)
{
    struct typing t = typing_of(ui);

    keyboard_finish(&t);
}

const struct screen screen_complaint_text = {.name = "complaint_text",
                                             .personal = true,
                                             .build = build,
                                             .act = act,
                                             .enter = enter,
                                             .leave = leave,
                                             .typed = typed,
                                             .key = key};
