/* error: the terminal can't take orders. Says where to go and what holds on; it tries again by itself. */
#include <stdio.h>

#include "ui/panel.h"

static const struct sure {
    const char *icon, *head, *line;
} sures[] = {
    {"ticket", N_("Your number holds"), N_("Calling goes on as before")},
    {"window", N_("Counters are open"), N_("Come when you are called")},
    {"mobile", N_("Scan your slip"), N_("Place, leaving, rating")},
};

/* What is wrong, for a visitor: no more than helps. */
static const char *cause(struct ui *ui)
{
    if (ui_visit(ui)->refused == OUT_CLOCK_BEHIND) return ui_tr(ui, "The clock of this machine is wrong");
    if (ui_visit(ui)->refused == OUT_UNAVAILABLE) return ui_tr(ui, "This machine can't save anything just now");
    return ui_tr(ui, "This machine is out of order, we are sorry");
}

static void where_to_go(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    float cx = wide ? 1245 : 540, top = wide ? 44 : 237, side = wide ? 148 : 206, icon = side * 0.74f;
    struct type title = {wide ? 84 : 100, true, COL_INK}, line = {TYPE_LIST, false, COL_INK2};
    const char *where = ui_tr(ui, "Please go to any counter");

    scene_round(scene, (struct place){cx - side / 2, top, side, side}, side / 4, COL_AMBER_TINT);
    scene_icon(scene, (struct place){cx - icon / 2, top + (side - icon) / 2, icon, icon}, "window", COL_AMBER_TEXT,
               COL_AMBER_TEXT);
    scene_text_fit(scene, cx, wide ? 292 : 584, 984, title, CENTRE, where);
    scene_text_fit(scene, cx, wide ? 346 : 658, 984, line, CENTRE, cause(ui));
    scene_note(scene, "error.where", "text", (struct place){cx - 492, top, 984, wide ? 320 : 440}, where, cause(ui));
}

static void what_holds(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    struct place rows = wide ? (struct place){618, 484, 1254, 252} : (struct place){MARGIN, 1012, 984, 324};
    float h = rows.h / (float)SDL_arraysize(sures);
    struct type title = {wide ? TYPE_LIST : TYPE_WAIT, true, COL_INK}, head = {TYPE_BUTTON + 2, true, COL_INK};
    struct type line = {TYPE_BODY, false, COL_INK2};

    scene_text(scene, rows.x, rows.y - (wide ? 24 : 30), title, LEFT, ui_tr(ui, "All this goes on"));
    widget_rows(scene, rows, (int)SDL_arraysize(sures));
    for (size_t i = 0; i < SDL_arraysize(sures); i++) {
        float middle = rows.y + h * ((float)i + 0.5f), second = rows.x + (ui_lang(ui) == LANG_EN ? 492 : 444);

        scene_icon(scene, (struct place){rows.x + 42, middle - 28, 56, 56}, sures[i].icon, COL_ACTION, COL_AMBER);
        scene_text_fit(scene, rows.x + 130, middle + 14, second - rows.x - 150, head, LEFT, ui_tr(ui, sures[i].head));
        scene_text_fit(scene, second, middle + 12, rows.x + rows.w - second - 24, line, LEFT,
                       ui_tr(ui, sures[i].line));
    }
}

static void again(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    struct type type = {TYPE_CAPTION, false, COL_INK2};
    float x = MARGIN, y = wide ? 380 : 1400;

    scene_icon(scene, (struct place){x + 4, y - 36, 48, 48}, "repeat", COL_ACTION, COL_ACTION);
    scene_paragraph(scene, x + 72, y, wide ? 448 : 900, 44, wide ? 5 : 2, type, LEFT,
                    ui_tr(ui, "The machine tries again by itself and goes back to the start when all is well."));
}

static void build(struct ui *ui, struct scene *scene)
{
    struct notice notice = {.icon = "right",
                            .icon_size = 96,
                            .head = ui_tr(ui, "The staff help you at the counter"),
                            .line = ui_tr(ui, "Say what you came for, they take a number for you"),
                            .warns = true};

    notice.place = scene->landscape ? (struct place){0} : (struct place){MARGIN, 736, 984, 146};
    where_to_go(ui, scene);
    if (!scene->landscape) panel_notice(scene, &notice);
    what_holds(ui, scene);
    again(ui, scene);
}

const struct screen screen_error = {.name = "error", .at_rest = true, .build = build};
