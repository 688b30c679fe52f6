/* complaint_kind: what somebody wants to tell the hall. Each key goes on by itself. */
#include <stdio.h>
#include <string.h>

#include "ui/wizard.h"
#include "ui/words.h"

static const struct {
    const char *icon, *line;
} looks[CASE_TOLD_COUNT] = {
    [CASE_COMPLAINT] = {"say", N_("Tell us what went wrong")},
    [CASE_SUGGESTION] = {"bulb", N_("How we could do better")},
    [CASE_ENQUIRY] = {"ask", N_("Ask us something")},
    [CASE_PRAISE] = {"praise", N_("Say thanks to someone")},
};

/* Where the first key stands, and how they follow. */
struct grid {
    float x, y, w, h, pitch_x, pitch_y;
    int columns;
    float note; /* baseline of what is said below them, 0: no room */
};

/* clang-format off */
static const struct grid grids[LAYOUT_COUNT] = {
    [PORTRAIT] = {48, 404, 984, 186, 0, 214, 1, 1312},
    [PORTRAIT_LARGE] = {48, 292, 984, 200, 0, 224, 1, 1240},
    [PORTRAIT_LOW] = {48, 968, 984, 106, 0, 124, 1, 560},
    [LANDSCAPE] = {618, 44, 617, 240, 637, 268, 2, 620},
    [LANDSCAPE_LARGE] = {618, 44, 617, 240, 637, 268, 2, 620},
    [LANDSCAPE_LOW] = {48, 548, 902, 120, 922, 140, 2, 120},
};
/* clang-format on */

static void build(struct ui *ui, struct scene *scene)
{
    const struct grid *grid = &grids[scene_layout(scene)];
    struct type type = {TYPE_BODY, false, COL_INK2};
    float x = frame_of(scene)->x;

    wizard_head(ui, scene, 1, ui_tr(ui, "What would you like to tell us?"),
                ui_tr(ui, "Not sure? Choose any, we sort it out"));
    for (int i = 0; i < CASE_TOLD_COUNT; i++) {
        char id[ITEM_ID];
        struct choice choice = {.id = id, .icon = looks[i].icon, .line = ui_tr(ui, looks[i].line)};

        snprintf(id, sizeof id, "kind.%s", case_kind_name((enum case_kind)i));
        choice.name = wizard_kind(ui_lang(ui), (enum case_kind)i);
        choice.place = (struct place){grid->x + grid->pitch_x * (float)(i % grid->columns),
                                      grid->y + grid->pitch_y * (float)(i / grid->columns), grid->w, grid->h};
        wizard_choice(scene, &choice);
    }
    scene_icon(scene, (struct place){x + 2, grid->note - 42, 56, 56}, "shield", COL_ACTION, COL_AMBER);
    scene_paragraph(scene, x + 80, grid->note, frame_of(scene)->w - 90, scene->large ? 56 : 46, 2, type, LEFT,
                    ui_tr(ui, "It won't affect your service. Name and phone are optional."));
    if (scene_layout(scene) == PORTRAIT_LOW) frame_mark(scene, 917);
    ui_build_nav(ui, scene);
}

static void act(struct ui *ui, const char *id)
{
    struct filing *f = &ui_visit(ui)->filing;

    if (strncmp(id, "kind.", 5) != 0 || !case_kind_parse(id + 5, &f->kind)) return;
    f->begun = true;
    wizard_go_on(ui, SCREEN_COMPLAINT_ABOUT);
}

const struct screen screen_complaint_kind = {.name = "complaint_kind", .build = build, .act = act};
