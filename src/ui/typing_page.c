#include "ui/typing_page.h"

#include <string.h>

#include "ui/keyboard_show.h"
#include "ui/textbox.h"
#include "ui/wizard.h"

/* The field, and how high it is where no phrases stand below it. */
struct plan {
    struct textbox box;
    float alone;
};

/* clang-format off */
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {{.place = {48, 326, 984, 300}, .size = 40, .pitch = 58}, 404},
    [PORTRAIT_LARGE] = {{.place = {48, 270, 984, 308}, .size = 42, .pitch = 68, .counted = true}, 420},
    [PORTRAIT_LOW] = {{.place = {48, 326, 984, 432}, .size = 42, .pitch = 64}, 432},
    [LANDSCAPE] = {{.place = {618, 44, 1254, 184}, .size = 38, .pitch = 52, .counted = true}, 184},
    [LANDSCAPE_LARGE] = {{.place = {618, 44, 1254, 184}, .size = 42, .pitch = 62}, 184},
    [LANDSCAPE_LOW] = {{.place = {618, 44, 1254, 370}, .size = 42, .pitch = 64, .counted = true}, 370},
};
/* clang-format on */

static struct typing typing_of(struct ui *ui, const struct typing_page *page)
{
    return (struct typing){.keyboard = &ui_visit(ui)->filing.keyboard,
                           .field = page->field,
                           .ime = ui_ime(ui),
                           .lang = ui_lang(ui),
                           .now = ui_now(ui),
                           .same_key_ms = ui_same_key_ms(ui)};
}

void typing_page_build(struct ui *ui, struct scene *scene, const struct typing_page *page)
{
    const struct plan *plan = &plans[scene_layout(scene)];
    struct typing t = typing_of(ui, page);
    struct textbox box = plan->box;
    struct place next = frame_of(scene)->primary;
    bool beside = page->count_beside && !scene->landscape && !scene->large;

    keyboard_start(&t, keyboard_is_roomy(scene));
    box.id = page->id;
    box.label = page->label;
    box.hint = page->hint;
    if (!page->phrases) box.place.h = plan->alone;
    if (!scene->landscape) box.counted = !beside;
    textbox_build(scene, &box, &t);
    if (beside) textbox_count(scene, &t, 1032, 298, (struct type){TYPE_BODY, false, COL_INK2});
    keyboard_build(scene, &t, page->phrases);
    ui_build_nav_as(ui, scene, page->back);
    if (scene->landscape) next = scene->low ? (struct place){48, 741, 520, 74} : (struct place){48, 544, 520, 104};
    wizard_next(ui, scene, next, page->next, page->missing);
}

bool typing_page_is_blank(struct ui *ui, const struct typing_page *page)
{
    return field_is_blank(page->field) && !(ui_ime(ui) && ime_composing(ui_ime(ui))[0]);
}

void typing_page_press(struct ui *ui, const struct typing_page *page, const char *id)
{
    struct typing t = typing_of(ui, page);
    float x, y;

    if (strcmp(id, page->id) == 0) {
        if (ui_finger_at(ui, &x, &y)) keyboard_point(&t, x, y);
        return;
    }
    if (!keyboard_press(&t, id) && page->phrases) (void)keyboard_phrase(&t, page->phrases, id);
}

bool typing_page_held(struct ui *ui, const struct typing_page *page, const char *id)
{
    struct typing t = typing_of(ui, page);

    return keyboard_hold(&t, id);
}

void typing_page_type(struct ui *ui, const struct typing_page *page, const char *utf8)
{
    struct typing t = typing_of(ui, page);

    /* With the focus shown, the space bar presses what has it. */
    if (strcmp(utf8, " ") != 0 || !ui_focus_shown(ui)) keyboard_text(&t, utf8);
}

bool typing_page_key(struct ui *ui, const struct typing_page *page, SDL_Keycode code)
{
    struct typing t = typing_of(ui, page);

    if (code == SDLK_SPACE) return !ui_focus_shown(ui);
    if (ui_focus_shown(ui) && code != SDLK_BACKSPACE) return false;
    return keyboard_key(&t, code);
}

void typing_page_enter(struct ui *ui)
{
    ui_visit(ui)->typed = true;
}

void typing_page_finish(struct ui *ui, const struct typing_page *page)
{
    struct typing t = typing_of(ui, page);

    keyboard_finish(&t);
}
