/* complaint_contact: what a phone number would be used for, before any is asked; with it, or without. */
#include <stdio.h>
#include <string.h>

#include "ui/wizard.h"
#include "ui/words.h"

enum { ROWS = 5 };

struct plan {
    struct place rows;
    float label, text; /* x of both, from the card's left */
    float question;    /* baseline, 0: no room */
    struct place consent, anonymous;
};

/* clang-format off */
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {{48, 400, 984, 490}, 120, 280, 980, {48, 1010, 984, 168}, {48, 1208, 984, 168}},
    [PORTRAIT_LARGE] = {{48, 270, 984, 540}, 108, 300, 0, {48, 850, 984, 210}, {48, 1096, 984, 210}},
    [PORTRAIT_LOW] = {{48, 400, 984, 470}, 120, 280, 0, {48, 984, 984, 190}, {48, 1212, 984, 190}},
    [LANDSCAPE] = {{618, 44, 1254, 380}, 120, 300, 496, {618, 524, 617, 128}, {1255, 524, 617, 128}},
    [LANDSCAPE_LARGE] = {{618, 44, 1254, 420}, 120, 360, 0, {618, 490, 617, 160}, {1255, 490, 617, 160}},
    [LANDSCAPE_LOW] = {{618, 44, 1254, 370}, 120, 300, 0, {48, 580, 902, 190}, {970, 580, 902, 190}},
};
/* clang-format on */

static void row(struct scene *scene, const struct plan *plan, int i, const char *icon, const char *label,
                const char *text)
{
    const struct place *rows = &plan->rows;
    struct type small = {TYPE_BODY, false, COL_INK2}, type = {38, false, COL_INK};
    float h = rows->h / ROWS, middle = rows->y + h * ((float)i + 0.5f), x = rows->x + plan->text;

    scene_icon(scene, (struct place){rows->x + 42, middle - 24, 48, 48}, icon, COL_ACTION, COL_AMBER);
    scene_text_fit(scene, rows->x + plan->label, middle + 12, plan->text - plan->label - 16, small, LEFT, label);
    scene_text_fit(scene, x, middle + 14, rows->x + rows->w - x - 24, type, LEFT, text);
}

static void notice(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct hall *hall = ui_hall(ui);
    char keep[SCENE_TEXT];

    snprintf(keep, sizeof keep,
             hall->keep_years == 1 ? ui_tr(ui, "%d year after closing, then erased")
                                   : ui_tr(ui, "%d years after closing, then erased"),
             hall->keep_years);
    widget_rows(scene, plan->rows, ROWS);
    row(scene, plan, 0, "window", ui_tr(ui, "Who"), text_in(&hall->name, ui_lang(ui)));
    row(scene, plan, 1, "mobile", ui_tr(ui, "What"), ui_tr(ui, "Only your mobile number"));
    row(scene, plan, 2, "complain", ui_tr(ui, "Why"), ui_tr(ui, "Only to check and answer this"));
    row(scene, plan, 3, "clock", ui_tr(ui, "Kept"), keep);
    row(scene, plan, 4, "chat", ui_tr(ui, "Ask us"), text_in(&hall->privacy, ui_lang(ui)));
    scene_note(scene, "contact.notice", "text", plan->rows, ui_tr(ui, "Only to check and answer this"), keep);
}

/* The names of both keys are of one size. */
static int name_size(struct ui *ui, const struct scene *scene, const struct place *place)
{
    float beside = !scene->landscape ? 300 : scene->large ? 192 : 232;

    return scene_common_size(scene, (struct type){place->h < 140 ? TYPE_LIST : 48, true, COL_INK}, place->w - beside,
                             (const char *const[]){ui_tr(ui, "Leave a number"), ui_tr(ui, "Stay anonymous")}, 2);
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];
    struct type head = {scene->landscape ? TYPE_LIST : TYPE_WAIT, true, COL_INK};
    int size = name_size(ui, scene, &plan->consent);

    wizard_head(ui, scene, 4, ui_tr(ui, "May we call you back?"), ui_tr(ui, "See how we use it, then decide"));
    notice(ui, scene, plan);
    if (plan->question > 0)
        scene_text_fit(scene, plan->rows.x, plan->question, plan->rows.w, head, LEFT,
                       ui_tr(ui, "What would you like?"));
    if (scene_layout(scene) == PORTRAIT_LOW) frame_mark(scene, 927);
    wizard_choice(scene, &(struct choice){.id = "contact.consent",
                                          .icon = "phone",
                                          .name = ui_tr(ui, "Leave a number"),
                                          .line = ui_tr(ui, "You can change it later"),
                                          .size = size,
                                          .place = plan->consent});
    wizard_choice(scene, &(struct choice){.id = "contact.anonymous",
                                          .icon = "mask",
                                          .name = ui_tr(ui, "Stay anonymous"),
                                          .line = ui_tr(ui, "We look into it all the same"),
                                          .size = size,
                                          .place = plan->anonymous});
    ui_build_nav_as(ui, scene, trc(ui_lang(ui), "step", "Back"));
}

static void act(struct ui *ui, const char *id)
{
    struct filing *f = &ui_visit(ui)->filing;

    if (strcmp(id, "contact.consent") == 0) {
        f->consent = f->contact_chosen = true;
        ui_go(ui, SCREEN_COMPLAINT_PHONE);
    } else if (strcmp(id, "contact.anonymous") == 0) {
        f->consent = false;
        f->contact_chosen = true;
        explicit_bzero(f->phone, sizeof f->phone);
        wizard_go_on(ui, SCREEN_COMPLAINT_REVIEW);
    }
}

const struct screen screen_complaint_contact = {.name = "complaint_contact", .build = build, .act = act};
