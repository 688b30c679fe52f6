/* complaint_text: what happened, in the visitor's words. Words of danger bring the emergency number at once. */
#include <string.h>

#include "ui/typing_page.h"
#include "ui/wizard.h"
#include "ui/words.h"

static struct filing *filing_of(struct ui *ui)
{
    return &ui_visit(ui)->filing;
}

static struct typing_page page_of(struct ui *ui)
{
    struct typing_page page = {.field = &filing_of(ui)->text,
                               .phrases = &ui_hall(ui)->phrases[filing_of(ui)->kind],
                               .id = "complaint.text",
                               .label = ui_tr(ui, "Your words"),
                               .hint = ui_tr(ui, "When and where? What would help?"),
                               .back = trc(ui_lang(ui), "step", "Back"),
                               .next = ui_tr(ui, "Next")};

    page.count_beside = !case_is_danger(ui_hall(ui), page.field->text);
    if (typing_page_is_blank(ui, &page)) page.missing = N_("Write a few words");
    return page;
}

static void low_hint(struct ui *ui, struct scene *scene)
{
    struct type type = {TYPE_CAPTION, false, COL_INK2};

    scene_icon(scene, (struct place){54, 806, 44, 44}, "edit", COL_ACTION, COL_ACTION);
    scene_paragraph(scene, 120, 821, 900, 44, 2, type, LEFT,
                    ui_tr(ui, "The first row has ready phrases.\n"
                              "The arrows move to what you want to change."));
}

/* The warning: head's first baseline and the number's, from its top; the number's right end or, 0, below the head. */
struct danger {
    struct place at;
    int head, number;
    float icon, first, pitch, base;
    int lines;
    float right, room;
};

/* clang-format off */
static const struct danger dangers[LAYOUT_COUNT] = {
    [PORTRAIT] = {{48, 152, 984, 152}, TYPE_LIST, 76, 44, 68, 52, 103, 2, 944, 514},
    [PORTRAIT_LARGE] = {{48, 176, 984, 84}, 30, 56, 10, 36, 42, 64, 2, 944, 540},
    [PORTRAIT_LOW] = {{48, 152, 984, 152}, TYPE_LIST, 76, 44, 68, 52, 103, 2, 944, 514},
    [LANDSCAPE] = {{48, 290, 520, 236}, TYPE_BUTTON, 76, 24, 56, 44, 214, 3, 0, 380},
    [LANDSCAPE_LARGE] = {{48, 290, 520, 236}, 30, 56, 24, 52, 48, 216, 3, 0, 380},
    [LANDSCAPE_LOW] = {{48, 258, 520, 170}, TYPE_CAPTION, 60, 24, 48, 42, 154, 2, 0, 380},
};
/* clang-format on */

/* Nothing on the screen is more urgent than this. */
static void danger(struct ui *ui, struct scene *scene)
{
    const struct danger *look = &dangers[scene_layout(scene)];
    const struct place *at = &look->at;
    struct type head = {look->head, true, COL_ON_RED}, number = {look->number, true, COL_ON_RED};
    const char *words = ui_tr(ui, "Gas or fire?\nGo outside and call now"), *call = ui_hall(ui)->emergency;
    float x = at->x + 116;

    scene_round(scene, *at, RADIUS_TILE, COL_RED);
    scene_icon(scene, (struct place){at->x + 32, at->y + look->icon, 64, 64}, "alert", COL_ON_RED, COL_ON_RED);
    scene_paragraph(scene, x, at->y + look->first, look->room, look->pitch, look->lines, head, LEFT, words);
    if (look->right > 0)
        scene_text_fit(scene, at->x + look->right, at->y + look->base, 300, number, RIGHT, call);
    else
        scene_text_fit(scene, x, at->y + look->base, look->room, number, LEFT, call);
    scene_note(scene, "complaint.danger", "text", *at, words, call);
}

static void build(struct ui *ui, struct scene *scene)
{
    struct typing_page page = page_of(ui);

    if (case_is_danger(ui_hall(ui), page.field->text))
        danger(ui, scene);
    else
        wizard_head(ui, scene, 3, ui_tr(ui, "What happened?"), NULL);
    if (scene_layout(scene) == PORTRAIT_LOW) low_hint(ui, scene);
    typing_page_build(ui, scene, &page);
}

static void act(struct ui *ui, const char *id)
{
    struct typing_page page = page_of(ui);

    if (strcmp(id, "nav.next") != 0) {
        typing_page_press(ui, &page, id);
        return;
    }
    typing_page_finish(ui, &page);
    if (!typing_page_is_blank(ui, &page)) wizard_go_on(ui, SCREEN_COMPLAINT_CONTACT);
}

static bool held(struct ui *ui, const char *id)
{
    struct typing_page page = page_of(ui);

    return typing_page_held(ui, &page, id);
}

static void typed(struct ui *ui, const char *utf8)
{
    struct typing_page page = page_of(ui);

    typing_page_type(ui, &page, utf8);
}

static bool key(struct ui *ui, SDL_Keycode code)
{
    struct typing_page page = page_of(ui);

    return typing_page_key(ui, &page, code);
}

static void leave(struct ui *ui)
{
    struct typing_page page = page_of(ui);

    typing_page_finish(ui, &page);
}

const struct screen screen_complaint_text = {.name = "complaint_text",
                                             .personal = true,
                                             .build = build,
                                             .act = act,
                                             .enter = typing_page_enter,
                                             .leave = leave,
                                             .typed = typed,
                                             .key = key,
                                             .held = held};
