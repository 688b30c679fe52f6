/* error: the terminal can't take orders; says where to go instead. It tries again by itself. */
#include "ui/screen.h"

static void build(struct ui *ui, struct scene *scene)
{
    float cx = scene->landscape ? 1245 : 540, top = scene->landscape ? 60 : 238;
    struct type title = {scene->landscape ? 84 : 100, true, COL_INK}, line = {40, false, COL_INK2};
    struct type again = {TYPE_CAPTION, false, COL_INK2};

    scene_round(scene, (struct place){cx - 103, top, 206, 206}, 52, COL_AMBER_TINT);
    scene_icon(scene, (struct place){cx - 64, top + 39, 128, 128}, "window", COL_AMBER_TEXT, COL_AMBER_TEXT);
    scene_text_fit(scene, cx, top + 348, 984, title, CENTRE, ui_tr(ui, "Please ask the staff for a number"));
    scene_text_fit(scene, cx, top + 420, 984, line, CENTRE, ui_tr(ui, "This machine is out of order, we are sorry"));
    scene_text_fit(scene, cx, top + 520, 984, again, CENTRE,
                   ui_tr(ui, "Your number stays valid. The machine tries again by itself."));
    scene_note(scene, "error.where", "text", (struct place){cx - 492, top, 984, 540},
               ui_tr(ui, "Please ask the staff for a number"), NULL);
}

const struct screen screen_error = {.name = "error", .at_rest = true, .build = build};
