/* complaint_review: everything once more before it is filed, each part with a key to change it. */
#include <stdio.h>
#include <string.h>

#include "ui/panel.h"
#include "ui/wizard.h"
#include "ui/words.h"

enum { ROWS = 4 };

struct plan {
    struct place card;
    float rows[ROWS]; /* heights */
    int lines;        /* of the text */
    float note;       /* baseline of what happens next */
};

/* clang-format off */
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {{48, 340, 984, 836}, {120, 120, 460, 136}, 8, 1290},
    [PORTRAIT_LARGE] = {{48, 270, 984, 930}, {146, 146, 470, 168}, 6, 1270},
    [PORTRAIT_LOW] = {{48, 968, 984, 478}, {106, 106, 156, 110}, 3, 560},
    [LANDSCAPE] = {{618, 44, 1254, 608}, {112, 112, 264, 120}, 5, 0},
    [LANDSCAPE_LARGE] = {{618, 44, 1254, 608}, {120, 120, 236, 132}, 3, 0},
    [LANDSCAPE_LOW] = {{618, 536, 1254, 284}, {142, 142, 142, 142}, 3, 200},
};
/* clang-format on */

static struct filing *filing_of(struct ui *ui)
{
    return &ui_visit(ui)->filing;
}

/* Landscape with keys in reach sets the rows two and two. */
static struct place row_place(const struct plan *plan, bool pairs, int i)
{
    struct place place = {plan->card.x, plan->card.y, plan->card.w, plan->rows[i]};

    if (pairs) {
        place.x += i % 2 ? 730 : 0;
        place.w = i % 2 ? place.w - 730 : 730;
        place.y += place.h * (float)(i / 2);
        return place;
    }
    for (int k = 0; k < i; k++) place.y += plan->rows[k];
    return place;
}

static void edit_key(struct ui *ui, struct scene *scene, const char *id, struct place row)
{
    float w = scene->large ? 152 : 132, h = SDL_max(88, SDL_min(scene->large ? 104 : 88, row.h - 20));

    widget_key(scene, &(struct key){.id = id,
                                    .kind = KEY_NORMAL,
                                    .place = {row.x + row.w - w - 20, row.y + (row.h - h - LIP) / 2, w, h},
                                    .label = ui_tr(ui, "Edit"),
                                    .icon = "edit",
                                    .icon_size = 36,
                                    .gap = 10,
                                    .size = 32});
}

struct line {
    const char *id, *label, *text, *more; /* more: a second, smaller line */
    int lines;
    bool plain;
    float indent; /* of the text */
};

static void row(struct ui *ui, struct scene *scene, struct place at, const struct line *line)
{
    struct type label = {TYPE_CAPTION, false, COL_INK2},
                text = {line->plain ? (at.h < 150 ? 30 : 34) : 38, !line->plain, COL_INK};
    float x = at.x + line->indent, room = at.x + at.w - x - (scene->large ? 196 : 172);
    float pitch = scene->large ? 64 : at.h < 150 ? 42 : 52, middle = at.y + at.h / 2, first = middle + 14;

    scene_text_fit(scene, at.x + 36, middle + 11, x - at.x - 48, label, LEFT, line->label);
    if (line->more && scene_text_width(scene, (struct type){TYPE_SMALL, false, COL_INK2}, line->more) <= room) {
        scene_text_fit(scene, x, middle - 4, room, text, LEFT, line->text);
        scene_text_fit(scene, x, middle + (scene->large ? 54 : 40), room, (struct type){TYPE_SMALL, false, COL_INK2},
                       LEFT, line->more);
    } else if (line->lines > 1) {
        char left[FIELD_BYTES];
        const char *at_text = line->text;
        int count = 0;

        /* As many lines as it needs, to stand in the middle. */
        for (; *at_text && count < line->lines; count++) {
            snprintf(left, SCENE_TEXT, "%.*s", (int)SCENE_TEXT - 4, at_text);
            left[strcspn(left, "\n")] = '\0';
            at_text += left[0] ? scene_break(scene, text, room, left) : 0;
            if (*at_text == '\n') at_text++;
        }
        first = middle + 14 - pitch * (float)(count - 1) / 2;
        scene_paragraph(scene, x, first, room, pitch, line->lines, text, LEFT, line->text);
        explicit_bzero(left, sizeof left);
    } else {
        scene_text_fit(scene, x, first, room, text, LEFT, line->text);
    }
    edit_key(ui, scene, line->id, at);
}

static void rows(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct filing *f = filing_of(ui);
    bool pairs = scene_layout(scene) == LANDSCAPE_LOW;
    float indent = pairs ? 124 : 148;
    char about[SCENE_TEXT], phone[PHONE_SIZE] = "";
    struct line lines[ROWS] = {
        {"edit.kind", ui_tr(ui, "Kind"), wizard_kind(ui_lang(ui), f->kind), NULL, 1, false, 0},
        {"edit.about", ui_tr(ui, "About"), about, NULL, 1, false, 0},
        {"edit.text", ui_tr(ui, "Story"), f->text.text, NULL, plan->lines, true, 0},
        {"edit.contact", ui_tr(ui, "Contact"), phone, NULL, 1, false, 0},
    };

    wizard_about(ui, about);
    if (f->consent) {
        phone_mask(f->phone, phone);
        lines[3].more = ui_tr(ui, "Checked, kept sealed");
    } else {
        lines[3].text = ui_tr(ui, "None, anonymous");
    }
    for (int i = 0; i < ROWS; i++)
        indent = SDL_max(indent,
                         64 + scene_text_width(scene, (struct type){TYPE_CAPTION, false, COL_INK2}, lines[i].label));
    for (int i = 0; i < ROWS; i++) {
        lines[i].indent = indent;
        row(ui, scene, row_place(plan, pairs, i), &lines[i]);
    }
}

static void card(struct scene *scene, const struct plan *plan)
{
    const struct place *at = &plan->card;
    float y = at->y;

    scene_panel(scene, *at, RADIUS_TILE, COL_FACE);
    if (scene_layout(scene) == LANDSCAPE_LOW) {
        scene_rect(scene, (struct place){at->x, at->y + at->h / 2 - 1, at->w, 2}, COL_LINE);
        scene_rect(scene, (struct place){at->x + 729, at->y, 2, at->h}, COL_LINE);
        return;
    }
    for (int i = 0; i + 1 < ROWS; i++) {
        y += plan->rows[i];
        scene_rect(scene, (struct place){at->x, y - 1, at->w, 2}, COL_LINE);
    }
}

static void submit_key(struct ui *ui, struct scene *scene)
{
    char label[SCENE_TEXT];

    snprintf(label, sizeof label, ui_tr(ui, "Send %s"), wizard_kind(ui_lang(ui), filing_of(ui)->kind));
    widget_key(scene, &(struct key){.id = "review.submit",
                                    .kind = KEY_PRIMARY,
                                    .place = frame_of(scene)->primary,
                                    .label = label,
                                    .size = 44,
                                    .bold = true,
                                    .disabled = ui_visit(ui)->sending});
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];
    struct type note = {TYPE_BODY, false, COL_INK2};

    wizard_head(ui, scene, 5, ui_tr(ui, "Please check, then send"), NULL);
    card(scene, plan);
    rows(ui, scene, plan);
    if (plan->note > 0) {
        float x = scene->landscape ? 618 : MARGIN;

        scene_icon(scene, (struct place){x + 2, plan->note - 38, 52, 52}, "print", COL_ACTION, COL_AMBER);
        scene_paragraph(scene, x + 76, plan->note, 900, scene->large ? 56 : 46, 2, note, LEFT,
                        ui_tr(ui, "A slip is printed when it is sent; it is kept just as it stands here."));
    }
    if (scene_layout(scene) == PORTRAIT_LOW) frame_mark(scene, 917);
    ui_build_nav_as(ui, scene, trc(ui_lang(ui), "step", "Back"));
    submit_key(ui, scene);
}

static void submit(struct ui *ui)
{
    const struct visit *visit = ui_visit(ui);
    const struct filing *f = &visit->filing;
    struct command command = {
        .kind = CMD_COMPLAIN, .case_kind = f->kind, .about = f->about, .text = f->text.text, .print = PRINT_PENDING};

    if (f->about == ABOUT_VISIT) command.token = visit->ticket.token;
    if (f->about == ABOUT_SERVICE && f->service) command.service = ui_hall(ui)->services[f->service - 1].code;
    if (f->about == ABOUT_COUNTER && f->counter > 0) command.counter = f->counter;
    if (f->consent) command.phone = f->phone;
    ui_send(ui, command);
}

static void act(struct ui *ui, const char *id)
{
    static const struct {
        const char *id;
        enum screen_id screen;
    } edits[] = {
        {"edit.kind", SCREEN_COMPLAINT_KIND},
        {"edit.about", SCREEN_COMPLAINT_ABOUT},
        {"edit.text", SCREEN_COMPLAINT_TEXT},
        {"edit.contact", SCREEN_COMPLAINT_CONTACT},
    };

    if (strcmp(id, "review.submit") == 0) submit(ui);
    for (size_t i = 0; i < SDL_arraysize(edits); i++) {
        if (strcmp(id, edits[i].id) != 0) continue;
        filing_of(ui)->reviewing = true;
        ui_turn(ui, edits[i].screen);
    }
}

static void answer(struct ui *ui, const struct outcome *outcome)
{
    struct visit *visit = ui_visit(ui);

    if (outcome->code != OUT_OK) {
        visit->refused = outcome->code;
        ui_go(ui, SCREEN_ERROR);
        return;
    }
    /* What was typed is filed; nothing of it is needed on this screen any more. */
    memset(&visit->filing.text, 0, sizeof visit->filing.text);
    memset(visit->filing.phone, 0, sizeof visit->filing.phone);
    visit->filing.made = outcome->complaint;
    ui_turn(ui, SCREEN_COMPLAINT_DONE);
}

const struct screen screen_complaint_review = {
    .name = "complaint_review", .personal = true, .build = build, .act = act, .answer = answer};
