/* rate, 再说几句: a comment with the rating, on the same keyboard as a case. */
#include <string.h>

#include "ui/panel.h"
#include "ui/typing_page.h"

static struct typing_page page_of(struct ui *ui)
{
    return (struct typing_page){.field = &ui_visit(ui)->comment,
                                .id = "rate.comment",
                                .label = ui_tr(ui, "Anything else to say?"),
                                .back = ui_tr(ui, "Back"),
                                .next = ui_tr(ui, "That is all")};
}

static void head(struct ui *ui, struct scene *scene)
{
    struct type title = {TYPE_TITLE, true, COL_INK}, line = {TYPE_BODY, false, COL_INK2};
    const char *words = ui_tr(ui, "Anything else to say?"), *hint = ui_tr(ui, "Staff do not see who rated");

    if (scene->landscape) {
        panel_title(scene, words);
        return;
    }
    scene_text_fit(scene, MARGIN, 238, 984, title, LEFT, words);
    if (!scene->large) scene_text_fit(scene, MARGIN, 294, 984, line, LEFT, hint);
}

static void build(struct ui *ui, struct scene *scene)
{
    struct typing_page page = page_of(ui);

    head(ui, scene);
    typing_page_build(ui, scene, &page);
}

static void act(struct ui *ui, const char *id)
{
    struct typing_page page = page_of(ui);

    if (strcmp(id, "nav.next") == 0)
        ui_back(ui);
    else
        typing_page_press(ui, &page, id);
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

const struct screen screen_comment = {.name = "rate",
                                      .personal = true,
                                      .build = build,
                                      .act = act,
                                      .enter = typing_page_enter,
                                      .leave = leave,
                                      .typed = typed,
                                      .key = key,
                                      .held = held};
