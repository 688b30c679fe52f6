/* complaint_phone: the number, read back in groups; the consent stays withdrawable to the end. */
#include <stdio.h>
#include <string.h>

#include "ui/pad.h"
#include "ui/wizard.h"

static struct filing *filing_of(struct ui *ui)
{
    return &ui_visit(ui)->filing;
}

struct plan {
    struct place card;
    int size; /* of the number */
    struct place anonymous, consent;
    struct pad pad;
    struct place next; /* h 0: that of every screen */
};

/* clang-format off */
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {{48, 340, 984, 216}, 116, {48, 588, 984, 100}, {48, 1340, 984, 100},
                  {.x = 48, .y = 724, .w = 312, .h = 128, .gap_x = 24, .gap_y = 26}},
    [PORTRAIT_LARGE] = {{48, 270, 984, 216}, 122, {48, 520, 984, 104}, {48, 1200, 984, 112},
                        {.x = 48, .y = 652, .w = 312, .h = 112, .gap_x = 24, .gap_y = 22}},
    [PORTRAIT_LOW] = {{48, 340, 984, 216}, 132, {48, 1094, 452, 98}, {48, 976, 452, 98},
                      {.x = 532, .y = 976, .w = 156, .h = 98, .gap_x = 16, .gap_y = 20}},
    [LANDSCAPE] = {{618, 44, 722, 216}, 112, {618, 290, 722, 104}, {618, 424, 722, 104},
                   {.x = 1372, .y = 44, .w = 156, .h = 128, .gap_x = 16, .gap_y = 22}},
    [LANDSCAPE_LARGE] = {{618, 44, 722, 216}, 112, {618, 290, 722, 112}, {618, 430, 722, 112},
                         {.x = 1372, .y = 44, .w = 156, .h = 128, .gap_x = 16, .gap_y = 22}},
    [LANDSCAPE_LOW] = {{618, 44, 1254, 216}, 132, {618, 548, 722, 104}, {618, 690, 722, 104},
                       {.x = 1372, .y = 548, .w = 156, .h = 84, .gap_x = 16, .gap_y = 14}, {618, 832, 722, 96}},
};
/* clang-format on */

static void card(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct place *at = &plan->card;
    struct type small = {TYPE_BODY, false, COL_INK2}, number = {plan->size, true, COL_ACTION};
    bool whole = strlen(filing_of(ui)->phone) == PHONE_DIGITS;
    const char *name = ui_tr(ui, "Your mobile number, 11 digits");
    const char *caption = whole ? ui_tr(ui, "Please check: is it right?") : name;
    char spaced[PHONE_DIGITS + 5];
    struct item *item;
    float w;

    filing_phone_spaced(filing_of(ui), spaced);
    item = scene_item(scene, "contact.phone", "field", *at, name, filing_of(ui)->phone);
    if (item) {
        item->personal = true;
        item->radius = (int)(RADIUS_TILE * scene->scale);
    }
    scene_round(scene, *at, RADIUS_TILE, COL_FACE);
    scene_outline(scene, (struct place){at->x - 4, at->y - 4, at->w + 8, at->h + 8}, RADIUS_TILE + 4, 6, COL_ACTION);
    scene_text_fit(scene, at->x + 42, at->y + 58, at->w - 84, small, LEFT, caption);
    while (number.size > 60 &&
           scene_text_width(scene, number, "138  1234  5678") > at->w - (scene->landscape ? 100 : 110))
        number.size -= 4;
    w = scene_text(scene, at->x + 42, at->y + 186, number, LEFT, spaced);
    if (!whole) scene_round(scene, (struct place){at->x + 42 + w + 14, at->y + 92, 8, 104}, 4, COL_AMBER);
    explicit_bzero(spaced, sizeof spaced);
}

static void consent_key(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    widget_key(scene, &(struct key){.id = "contact.consent",
                                    .kind = KEY_OPTION,
                                    .place = plan->consent,
                                    .label = filing_of(ui)->consent ? ui_tr(ui, "You may call me")
                                                                    : ui_tr(ui, "I agree to be called"),
                                    .size = 36,
                                    .chosen = filing_of(ui)->consent});
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];
    struct pad pad = plan->pad;

    pad.clear = ui_tr(ui, "Clear");
    pad.erase = ui_tr(ui, "Take back the last digit");
    wizard_head(ui, scene, 4, ui_tr(ui, "Please type your number"), NULL);
    card(ui, scene, plan);
    widget_key(scene, &(struct key){.id = "contact.anonymous",
                                    .kind = KEY_QUIET,
                                    .place = plan->anonymous,
                                    .label = ui_tr(ui, "No number, anonymous"),
                                    .icon = "mask",
                                    .icon_size = 52});
    pad_build(scene, &pad);
    consent_key(ui, scene, plan);
    if (scene_layout(scene) == PORTRAIT_LOW) frame_mark(scene, 917);
    ui_build_nav_as(ui, scene, trc(ui_lang(ui), "step", "Back"));
    wizard_next(ui, scene, plan->next.h > 0 ? plan->next : frame_of(scene)->primary, ui_tr(ui, "Correct, next"),
                filing_phone_missing(filing_of(ui)));
}

/* A second touch takes the consent back, and the number with it. */
static void toggle_consent(struct filing *f)
{
    f->consent = !f->consent;
    if (!f->consent) explicit_bzero(f->phone, sizeof f->phone);
}

static void act(struct ui *ui, const char *id)
{
    struct filing *f = filing_of(ui);

    if (strcmp(id, "contact.consent") == 0) {
        toggle_consent(f);
    } else if (strcmp(id, "contact.anonymous") == 0) {
        if (f->consent) toggle_consent(f);
        wizard_go_on(ui, SCREEN_COMPLAINT_REVIEW);
    } else if (strcmp(id, "nav.next") == 0) {
        if (!filing_phone_missing(f)) wizard_go_on(ui, SCREEN_COMPLAINT_REVIEW);
    } else {
        (void)pad_press(id, f->phone, sizeof f->phone);
    }
}

static void typed(struct ui *ui, const char *utf8)
{
    filing_phone_type(filing_of(ui), utf8);
}

static bool key(struct ui *ui, SDL_Keycode code)
{
    struct filing *f = filing_of(ui);

    if (code == SDLK_BACKSPACE) return pad_press("digit.backspace", f->phone, sizeof f->phone);
    if ((code != SDLK_RETURN && code != SDLK_KP_ENTER) || ui_focus_shown(ui) || filing_phone_missing(f)) return false;
    act(ui, "nav.next");
    return true;
}

static void enter(struct ui *ui)
{
    ui_visit(ui)->typed = true;
}

const struct screen screen_complaint_phone = {.name = "complaint_phone",
                                              .personal = true,
                                              .build = build,
                                              .act = act,
                                              .enter = enter,
                                              .typed = typed,
                                              .key = key};
