/* error: the terminal can't take orders. Says where to go and what holds on; it tries again by itself. */
#include <stdio.h>

#include "ui/panel.h"

static const struct sure {
    const char *icon, *head, *line;
} sures[] = {
    {"ticket", N_("Your ticket is valid"), N_("Numbers are called as usual")},
    {"window", N_("Counters are open"), N_("Go there when you are called")},
    {"mobile", N_("Scan your ticket"), N_("See your place, leave or rate")},
    {"complain", N_("Complaints"), N_("Tell any counter")},
};

/* What is wrong, for a visitor: no more than helps. */
static const char *cause(struct ui *ui)
{
    if (ui_visit(ui)->refused == OUT_CLOCK_BEHIND) return ui_tr(ui, "Sorry, this machine's clock is wrong");
    if (ui_visit(ui)->refused == OUT_UNAVAILABLE)
        return ui_tr(ui, "Sorry, this machine can't save anything just now");
    return ui_tr(ui, "Sorry, this machine is out of order");
}

static void where_to_go(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    float cx = wide ? 1245 : 540, top = wide ? 44 : 237, side = wide ? 148 : 206, icon = side * 0.74f;
    struct type title = {wide ? 82 : 100, true, COL_INK}, line = {TYPE_LIST, false, COL_INK2};
    const char *where = ui_tr(ui, "Please go to any counter");

    scene_round(scene, (struct place){cx - side / 2, top, side, side}, side / 4, COL_AMBER_TINT);
    scene_icon(scene, (struct place){cx - icon / 2, top + (side - icon) / 2, icon, icon}, "window", COL_AMBER_TEXT,
               COL_AMBER_TEXT);
    scene_text_fit(scene, cx, wide ? 292 : 584, 984, title, CENTRE, where);
    scene_text_fit(scene, cx, !wide ? 664 : scene->large ? 366 : 354, 984, line, CENTRE, cause(ui));
    scene_note(scene, "error.where", "text", (struct place){cx - 492, top, 984, wide ? 320 : 440}, where, cause(ui));
}

struct plan {
    struct place rows;
    float again_x, again_y, again_w;
    int again_lines;
};
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {{48, 1012, 984, 432}, 48, 1508, 900, 2},
    [PORTRAIT_LARGE] = {{48, 972, 984, 400}, 48, 1442, 900, 1},
    [PORTRAIT_LOW] = {{48, 1012, 984, 432}, 48, 1508, 900, 2},
    [LANDSCAPE] = {{618, 484, 1254, 288}, 48, 380, 448, 5},
    [LANDSCAPE_LARGE] = {{618, 486, 1254, 288}, 48, 380, 448, 6},
    [LANDSCAPE_LOW] = {{618, 604, 1254, 288}, 48, 604, 448, 5},
};

/* Where the second words of the rows stand: right of the longest first ones, from the card's left edge. */
static float second_column(struct ui *ui, const struct scene *scene, struct type head)
{
    float column = 444;

    for (size_t i = 0; i < SDL_arraysize(sures); i++)
        column = SDL_max(column, 178 + scene_text_width(scene, head, ui_tr(ui, sures[i].head)));
    return column;
}

static void what_holds(struct ui *ui, struct scene *scene)
{
    struct place rows = plans[scene_layout(scene)].rows;
    float h = rows.h / (float)SDL_arraysize(sures), more = scene->large ? 5 : 0;
    struct type title = {scene->landscape ? TYPE_LIST : TYPE_WAIT, true, COL_INK};
    struct type head = {TYPE_BUTTON + 2, true, COL_INK}, line = {TYPE_BODY, false, COL_INK2};

    scene_text(scene, rows.x, rows.y - (scene->landscape ? 24 : 30), title, LEFT, ui_tr(ui, "This still works"));
    widget_rows(scene, rows, (int)SDL_arraysize(sures));
    for (size_t i = 0; i < SDL_arraysize(sures); i++) {
        float middle = rows.y + h * ((float)i + 0.5f), second = rows.x + second_column(ui, scene, head);
        bool both = !scene->large || scene->landscape;
        float room = both ? second - rows.x - 150 : rows.w - 154;

        scene_icon(scene, (struct place){rows.x + 42, middle - 28, 56, 56}, sures[i].icon, COL_ACTION, COL_AMBER);
        scene_text_fit(scene, rows.x + 130, middle + 14 + more, room, head, LEFT, ui_tr(ui, sures[i].head));
        if (both)
            scene_text_fit(scene, second, middle + 12 + more, rows.x + rows.w - second - 24, line, LEFT,
                           ui_tr(ui, sures[i].line));
    }
}

static void again(struct ui *ui, struct scene *scene)
{
    struct type type = {TYPE_CAPTION, false, COL_INK2};
    const struct plan *plan = &plans[scene_layout(scene)];
    const char *words = ui_tr(ui, "This machine keeps trying and will be back by itself.");

    scene_icon(scene, (struct place){plan->again_x + 4, plan->again_y - 36, 48, 48}, "repeat", COL_ACTION,
               COL_ACTION);
    if (ui_keeps_unsent(ui))
        words = ui_tr(ui, "What you entered is kept for the moment.");
    else if (scene->large)
        words = ui_tr(ui, "This machine keeps trying.");
    scene_paragraph(scene, plan->again_x + 72, plan->again_y, plan->again_w, scene->large ? 56 : 44,
                    plan->again_lines, type, LEFT, words);
}

static void build(struct ui *ui, struct scene *scene)
{
    struct notice notice = {.icon = "right-bold",
                            .icon_size = 96,
                            .head = ui_tr(ui, "Staff at the counters can help"),
                            .line = ui_tr(ui, "Just tell them what you need"),
                            .warns = true};

    notice.place = scene->landscape ? (struct place){0} : (struct place){MARGIN, scene->large ? 704 : 736, 984, 146};
    where_to_go(ui, scene);
    if (!scene->landscape) panel_notice(scene, &notice);
    what_holds(ui, scene);
    again(ui, scene);
}

const struct screen screen_error = {.name = "error", .at_rest = true, .build = build};
