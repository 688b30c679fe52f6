/* rate, 再说几句: a comment with the rating, on the same keyboard as a case. */
#include <string.h>

#include "ui/keyboard_show.h"
#include "ui/textbox.h"
#include "ui/wizard.h"

static struct typing typing_of(struct ui *ui)
{
    return wizard_typing(ui, &ui_visit(ui)->comment);
}

/* clang-format off */
static const struct textbox boxes[LAYOUT_COUNT] = {
    [PORTRAIT] = {.place = {48, 326, 984, 404}, .size = 40, .pitch = 58, .counted = true},
    [PORTRAIT_LARGE] = {.place = {48, 270, 984, 420}, .size = 42, .pitch = 68, .counted = true},
    [PORTRAIT_LOW] = {.place = {48, 326, 984, 432}, .size = 42, .pitch = 64, .counted = true},
    [LANDSCAPE] = {.place = {620, 44, 1250, 184}, .size = 40, .pitch = 52, .counted = true},
    [LANDSCAPE_LARGE] = {.place = {620, 44, 1250, 184}, .size = 42, .pitch = 62},
    [LANDSCAPE_LOW] = {.place = {620, 44, 1250, 370}, .size = 42, .pitch = 64, .counted = true},
};
/* clang-format on */

static void head(struct ui *ui, struct scene *scene)
{
    struct type title = {TYPE_TITLE, true, COL_INK}, line = {TYPE_BODY, false, COL_INK2};
    const char *words = ui_tr(ui, "Anything else to say?"), *hint = ui_tr(ui, "The staff do not see who rated");

    if (scene->landscape) {
        scene_paragraph(scene, MARGIN, 372, 520, 76, 2, title, LEFT, words);
        return;
    }
    scene_text_fit(scene, MARGIN, 238, 984, title, LEFT, words);
    if (!scene->large) scene_text_fit(scene, MARGIN, 294, 984, line, LEFT, hint);
}

static void build(struct ui *ui, struct scene *scene)
{
    struct typing t = typing_of(ui);
    struct textbox box = boxes[scene_layout(scene)];
    struct place done = frame_of(scene)->primary;

    keyboard_start(&t, keyboard_is_roomy(scene));
    head(ui, scene);
    box.id = "rate.comment";
    box.label = ui_tr(ui, "Anything else to say?");
    textbox_build(scene, &box, &t);
    keyboard_build(scene, &t, NULL);
    ui_build_nav(ui, scene);
    if (scene->landscape) done = scene->low ? (struct place){48, 741, 520, 74} : (struct place){48, 544, 520, 104};
    wizard_next(ui, scene, done, ui_tr(ui, "That is all"), NULL);
}

static void act(struct ui *ui, const char *id)
{
    struct typing t = typing_of(ui);

    if (strcmp(id, "nav.next") == 0)
        ui_back(ui);
    else
        (void)keyboard_press(&t, id);
}

static void typed(struct ui *ui, const char *utf8)
{
    struct typing t = typing_of(ui);

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

const struct screen screen_comment = {.name = "rate",
                                      .personal = true,
                                      .build = build,
                                      .act = act,
                                      .enter = enter,
                                      .leave = leave,
                                      .typed = typed,
                                      .key = key};
