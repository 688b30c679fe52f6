/* complaint_done: the case's number, what it stands for, and the way to hear more of it. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/panel.h"
#include "ui/wizard.h"
#include "ui/words.h"

enum { FACTS = 3 };

static const struct complaint *made_of(struct ui *ui)
{
    return &ui_visit(ui)->filing.made;
}

struct plan {
    float title; /* baseline */
    struct place card;
    float tear;         /* of the tear line, from the card's top; in landscape from its left */
    int number;         /* size */
    float head, base;   /* baselines of the card's heading and of the number */
    float facts, pitch; /* baseline of the first fact */
    struct place qr, print;
    float check; /* baseline of the first line below, 0: no room */
};

/* clang-format off */
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {238, {48, 276, 984, 756}, 272, 138, 354, 492, 643, 161, {776, 676, 212, 212}, {48, 1064, 984, 128}, 1276},
    [PORTRAIT_LARGE] = {238, {48, 276, 984, 700}, 256, 132, 346, 480, 630, 150, {760, 612, 232, 232}, {48, 1004, 984, 160}, 1240},
    [PORTRAIT_LOW] = {238, {48, 276, 984, 660}, 256, 138, 350, 480, 622, 122, {776, 596, 212, 212}, {48, 968, 984, 128}, 1180},
    [LANDSCAPE] = {404, {618, 44, 1254, 456}, 892, 126, 108, 240, 326, 68, {1585, 152, 212, 212}, {618, 532, 1254, 112}, 0},
    [LANDSCAPE_LARGE] = {412, {618, 44, 1254, 450}, 892, 126, 108, 236, 318, 68, {1585, 132, 212, 212}, {618, 512, 1254, 140}, 0},
    [LANDSCAPE_LOW] = {396, {618, 44, 1254, 380}, 892, 110, 96, 200, 270, 58, {1591, 104, 200, 200}, {618, 600, 1254, 120}, 0},
};
/* clang-format on */

/* Width of the card's part with the number. */
static float number_width(const struct scene *scene, const struct plan *plan)
{
    return scene->landscape ? plan->tear : plan->card.w;
}

static void title(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type type = {TYPE_TITLE, true, COL_INK};
    const char *words = ui_tr(ui, "Recorded. Thank you for telling us");

    if (scene_layout(scene) == LANDSCAPE_LOW) {
        wizard_low_head(scene, NULL, words);
        return;
    }
    if (scene->landscape) {
        type.size = TYPE_SERVICE;
        widget_badge(scene, 88, 334, 40, COL_ACTION, COL_ON_ACTION);
        scene_paragraph(scene, MARGIN, plan->title + 40, 520, 76, 3, type, LEFT, words);
        return;
    }
    widget_badge(scene, MARGIN + 40, plan->title - 22, 40, COL_ACTION, COL_ON_ACTION);
    scene_text_fit(scene, MARGIN + 106, plan->title, 878, type, LEFT, words);
}

static void number(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct complaint *made = made_of(ui);
    const struct place *at = &plan->card;
    struct type head = {TYPE_LIST, true, COL_INK}, small = {TYPE_BODY, false, COL_INK2},
                type = {plan->number, true, COL_ACTION};
    char line[SCENE_TEXT], hhmm[8];
    float width = number_width(scene, plan), base = plan->base;

    clock_hhmm(made->filed_at, hhmm);
    snprintf(line, sizeof line, ui_tr(ui, "sent %s"), hhmm);
    scene_text(scene, at->x + width - 48, plan->head, small, RIGHT, line);
    snprintf(line, sizeof line, ui_tr(ui, "%s slip"), wizard_kind(ui_lang(ui), made->kind));
    scene_text_fit(scene, at->x + 48, plan->head, 560, head, LEFT, line);
    scene_text_fit(scene, at->x + width / 2, base, width - 96, type, CENTRE, made->number);
    scene_note(scene, "done.number", "text", (struct place){at->x + 48, base - 120, width - 96, 130}, made->number,
               made->number);
}

/* Each label on its tint; what it says stands right of the widest. */
static void draw_facts(struct scene *scene, const struct plan *plan, const char *const labels[FACTS],
                       const char *const texts[FACTS])
{
    struct type small = {TYPE_CAPTION, true, COL_ACTION}, type = {scene->landscape ? 36 : TYPE_LIST, true, COL_INK};
    float x = plan->card.x + 48, h = SDL_min(scene->large ? 66 : 58, plan->pitch - 8), w[FACTS], widest = 0;
    float right = SDL_min(plan->qr.x, plan->card.x + number_width(scene, plan)) - 24;

    for (int i = 0; i < FACTS; i++) {
        w[i] = SDL_max(92, scene_text_width(scene, small, labels[i]) + 28);
        widest = SDL_max(widest, w[i]);
    }
    for (int i = 0; i < FACTS; i++) {
        float y = plan->facts + plan->pitch * (float)i, text = x + widest + 28;

        scene_round(scene, (struct place){x, y - 14 - h / 2, w[i], h}, 14, COL_TINT);
        scene_text(scene, x + w[i] / 2, y + (scene->large ? 1 : -3), small, CENTRE, labels[i]);
        scene_text_fit(scene, text, y, right - text, type, LEFT, texts[i]);
    }
}

static void facts(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct complaint *made = made_of(ui);
    char about[SCENE_TEXT];

    wizard_about(ui, about);
    draw_facts(scene, plan, (const char *const[]){ui_tr(ui, "About"), ui_tr(ui, "Contact"), ui_tr(ui, "Now")},
               (const char *const[]){about, made->phone[0] ? made->phone : ui_tr(ui, "None, anonymous"),
                                     ui_tr(ui, "We will read it")});
}

static void qr(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type small = {TYPE_CAPTION, false, COL_INK};
    struct place quiet = {plan->qr.x - 24, plan->qr.y - 24, plan->qr.w + 48, plan->qr.h + 48};
    char url[ITEM_VALUE];

    ui_case_url(ui, made_of(ui), url, sizeof url);
    scene_round(scene, quiet, 12, COL_PAPER);
    scene_qr(scene, plan->qr, url);
    scene_note(scene, "done.qr", "image", plan->qr, ui_tr(ui, "See progress"), url);
    scene_text_fit(scene, plan->qr.x + plan->qr.w / 2,
                   plan->qr.y + plan->qr.h +
                       (scene->large       ? 72
                        : scene->landscape ? 56
                                           : 64),
                   330, small, CENTRE, ui_tr(ui, "See progress"));
}

static void print_panel(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    enum print_state state = made_of(ui)->print;
    struct notice notice = {.place = plan->print, .icon = "print", .icon_size = 72};

    notice.points_down = state == PRINT_PENDING || state == PRINT_PRINTED;
    notice.line = ui_tr(ui, "Take it from the slot below");
    if (state == PRINT_PENDING) {
        notice.head = ui_tr(ui, "Printing now…");
    } else if (state == PRINT_PRINTED) {
        notice.head = ui_tr(ui, "It is printed");
    } else {
        notice.icon = "camera";
        notice.warns = state == PRINT_FAILED;
        notice.head = state == PRINT_FAILED ? ui_tr(ui, "Not printed. Please take a photo")
                                            : ui_tr(ui, "Nothing came out? Take a photo");
        notice.line = ui_tr(ui, "It is on record all the same");
    }
    panel_notice(scene, &notice);
    scene_note(scene, "done.print.state", "text", plan->print, notice.head, print_state_name(state));
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];
    struct type type = {TYPE_BODY + 2, false, COL_INK};
    float pitch = scene->large ? 60 : 66;

    title(ui, scene, plan);
    panel_ticket(scene, plan->card, plan->tear, scene->landscape);
    number(ui, scene, plan);
    facts(ui, scene, plan);
    qr(ui, scene, plan);
    print_panel(ui, scene, plan);
    if (plan->check > 0) {
        panel_check(scene, MARGIN, plan->check, 984, type, ui_tr(ui, "Scan the code any time to see progress"));
        panel_check(scene, MARGIN, plan->check + pitch, 984, type,
                    ui_tr(ui, "Any counter can look it up by its number"));
    }
    widget_key(scene, &(struct key){.id = "done.print",
                                    .kind = KEY_QUIET,
                                    .place = frame_of(scene)->left,
                                    .label = ui_tr(ui, "Print again"),
                                    .icon = "print",
                                    .disabled = ui_visit(ui)->sending || made_of(ui)->print == PRINT_PENDING});
    wizard_next(ui, scene, frame_of(scene)->right, ui_tr(ui, "Done"), NULL);
}

static void act(struct ui *ui, const char *id)
{
    if (strcmp(id, "nav.next") == 0)
        ui_leave(ui);
    else if (strcmp(id, "done.print") == 0)
        ui_send(ui,
                (struct command){.kind = CMD_COMPLAINT_PRINT, .complaint = made_of(ui)->id, .print = PRINT_PENDING});
}

static void answer(struct ui *ui, const struct outcome *outcome)
{
    if (outcome->code == OUT_OK) ui_visit(ui)->filing.made.print = outcome->complaint.print;
}

static void enter(struct ui *ui)
{
    ui_watch(ui, -1, 0);
}

const struct screen screen_complaint_done = {.name = "complaint_done",
                                             .drops = true,
                                             .personal = true,
                                             .build = build,
                                             .act = act,
                                             .enter = enter,
                                             .answer = answer};
