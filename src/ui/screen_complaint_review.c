/* complaint_review: everything once more before it is filed, each part with a key to change it. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/review_story.h"
#include "ui/wizard.h"
#include "ui/words.h"

enum { ROWS = 4 };

enum { STORY = 2 }; /* the row of the text */

struct plan {
    struct place card;
    float rows[ROWS]; /* heights, that of the text at its least */
    float most;       /* height of the text's row at its most */
    float note; /* baseline of what happens next, from the card's foot; negative: from the window's top; 0: none */
    struct place apart; /* where the text is read that is too long for its row, above the keys; h 0: in its row */
    float apart_note;   /* the note's baseline then */
};

/* clang-format off */
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {{48, 340, 984, 0}, {120, 120, 220, 136}, 604, 84},
    [PORTRAIT_LARGE] = {{48, 270, 984, 0}, {146, 146, 240, 160}, 480, 64},
    [PORTRAIT_LOW] = {{48, 968, 984, 0}, {106, 106, 156, 110}, 156, -560, {48, 340, 984, 464}, -862},
    [LANDSCAPE] = {{618, 44, 1254, 0}, {112, 112, 264, 120}, 264, 0},
    [LANDSCAPE_LARGE] = {{618, 44, 1254, 0}, {120, 120, 236, 132}, 236, 0},
    [LANDSCAPE_LOW] = {{48, 548, 1824, 276}, {138, 138, 138, 138}, 138, -200, {618, 44, 1254, 312}, -408},
};
/* clang-format on */

/* The left ones of landscape's pairs of rows. */
enum { PAIR_W = 1000 };

static struct filing *filing_of(struct ui *ui)
{
    return &ui_visit(ui)->filing;
}

/* Landscape with keys in reach sets the rows two and two. */
static struct place row_place(const struct plan *plan, bool pairs, int i)
{
    struct place place = {plan->card.x, plan->card.y, plan->card.w, plan->rows[i]};

    if (pairs) {
        place.x += i % 2 ? PAIR_W : 0;
        place.w = i % 2 ? place.w - PAIR_W : PAIR_W;
        place.y += place.h * (float)(i / 2);
        return place;
    }
    for (int k = 0; k < i; k++) place.y += plan->rows[k];
    return place;
}

/* A row's keys at its right end, the nth of `count`: below each other, or from right to left in a low row. */
static struct place key_place(const struct scene *scene, struct place row, int n, int count)
{
    bool side = row.h < 200;
    int down = side ? 1 : count;
    float w = scene->large ? 152 : 132, gap = 12;
    float h = SDL_clamp((row.h - 20 - (gap + LIP) * (float)(down - 1)) / (float)down, 88, scene->large ? 104 : 88);
    float all = (h + LIP) * (float)down + gap * (float)(down - 1), x = row.x + row.w - w - 20;

    if (side) return (struct place){x - (w + gap) * (float)n, row.y + (row.h - h - LIP) / 2, w, h};
    return (struct place){x, row.y + (row.h - all) / 2 + (h + LIP + gap) * (float)n, w, h};
}

static void edit_key(struct ui *ui, struct scene *scene, const char *id, struct place place)
{
    widget_key(scene, &(struct key){.id = id,
                                    .kind = KEY_NORMAL,
                                    .place = place,
                                    .label = ui_tr(ui, "Edit"),
                                    .icon = "edit",
                                    .icon_size = 36,
                                    .gap = 10,
                                    .size = 32});
}

/* Turns to the next page of the text, from the last to the first. */
static void page_key(struct ui *ui, struct scene *scene, struct place place, int page, int pages)
{
    char label[ITEM_LABEL], said[ITEM_VALUE];
    struct item *item;

    snprintf(label, sizeof label, "%d/%d", page + 1, pages);
    snprintf(said, sizeof said, ui_tr(ui, "Read on, page %1$d of %2$d"), page + 1, pages);
    widget_key(scene, &(struct key){.id = "review.more",
                                    .kind = KEY_NORMAL,
                                    .place = place,
                                    .label = label,
                                    .value = label,
                                    .icon = pages < 10 ? "down" : NULL, /* no room beside longer figures */
                                    .icon_size = 36,
                                    .gap = 10,
                                    .size = 32});
    item = &scene->items[scene->item_count - 1];
    if (strcmp(item->id, "review.more") == 0) str_copy(item->label, sizeof item->label, said);
}

struct line {
    const char *id, *label, *text, *more; /* more: a second, smaller line */
};

static float room_of(const struct scene *scene, struct place row, float indent)
{
    return row.w - indent - (scene->large ? 196 : 172);
}

static void answer_line(struct scene *scene, struct place row, float indent, const struct line *line)
{
    struct type text = {38, true, COL_INK}, small = {TYPE_SMALL, false, COL_INK2};
    float x = row.x + indent, room = room_of(scene, row, indent), middle = row.y + row.h / 2;
    bool two = line->more && scene_text_width(scene, small, line->more) <= room;

    scene_text_fit(scene, x, middle + (!two ? 14 : scene->large ? -12 : -4), room, text, LEFT, line->text);
    if (two) scene_text_fit(scene, x, middle + (scene->large ? 44 : 40), room, small, LEFT, line->more);
}

/* The key says what it changes; the visitor's own words only when asked for. */
static void say_row(struct scene *scene, struct place at, const struct line *line, bool told)
{
    struct item *key = scene->item_count ? &scene->items[scene->item_count - 1] : NULL;
    size_t n;

    if (!key || strcmp(key->id, line->id) != 0) return;
    key->personal = told;
    n = strlen(key->label);
    snprintf(key->label + n, sizeof key->label - n, " %s", line->label);
    str_copy(key->said, sizeof key->said, line->more ? line->more : line->text);
    if (told) scene_note(scene, "review.text", "text", at, line->label, NULL);
}

static void row(struct ui *ui, struct scene *scene, struct place at, float indent, const struct line *line)
{
    struct type label = {TYPE_CAPTION, false, COL_INK2};

    scene_text_fit(scene, at.x + 36, at.y + at.h / 2 + 11, indent - 48, label, LEFT, line->label);
    answer_line(scene, at, indent, line);
    edit_key(ui, scene, line->id, key_place(scene, at, 0, 1));
    say_row(scene, at, line, false);
}

/* The visitor's own words: in their row, or in the place for reading. */
static void story_row(struct ui *ui, struct scene *scene, struct place at, float indent, const struct line *line,
                      const struct plan *plan)
{
    struct type label = {TYPE_CAPTION, false, COL_INK2};
    struct story story = story_set(scene, room_of(scene, at, indent), at.h, line->text);
    struct place read = {at.x + indent, at.y, 0, at.h};
    bool apart = story.pages > 1 && plan->apart.h > 0;
    int page;

    if (apart) {
        read = (struct place){plan->apart.x + 40, plan->apart.y, plan->apart.w - 80, plan->apart.h};
        story = story_set(scene, read.w, read.h, line->text);
        scene_panel(scene, plan->apart, RADIUS_TILE, COL_FACE);
        scene_text_fit(scene, at.x + indent, at.y + at.h / 2 + 14,
                       key_place(scene, at, story.pages > 1, 1).x - at.x - indent - 16,
                       (struct type){38, true, COL_INK}, LEFT, ui_tr(ui, "See above"));
    }
    page = filing_of(ui)->page % story.pages;
    scene_text_fit(scene, at.x + 36, at.y + at.h / 2 + 11, indent - 48, label, LEFT, line->label);
    story_page(scene, &story, read.x, read.y, read.h, page);
    edit_key(ui, scene, line->id, key_place(scene, at, 0, story.pages > 1 ? 2 : 1));
    say_row(scene, apart ? plan->apart : at, line, true);
    if (story.pages > 1) page_key(ui, scene, key_place(scene, at, 1, 2), page, story.pages);
}

/* The plan with the text's row as high as the text asks for. */
static struct plan plan_for(struct ui *ui, const struct scene *scene, float indent)
{
    struct plan plan = plans[scene_layout(scene)];
    struct place row = {plan.card.x, 0, plan.card.w, plan.most};
    const char *text = filing_of(ui)->text.text;
    struct story story;

    if (plan.card.h > 0) { /* in pairs: all the same */
        row = row_place(&plan, true, STORY);
        story = story_set(scene, room_of(scene, row, indent), row.h, text);
    } else {
        story = story_set(scene, room_of(scene, row, indent), plan.most, text);
        plan.rows[STORY] = SDL_clamp(story_height(&story), plan.rows[STORY], plan.most);
        for (int i = 0; i < ROWS; i++) plan.card.h += plan.rows[i];
    }
    if (story.pages > 1 && plan.apart.h > 0) plan.note = plan.apart_note;
    return plan;
}

static void card(struct scene *scene, const struct plan *plan)
{
    const struct place *at = &plan->card;
    float y = at->y;

    scene_panel(scene, *at, RADIUS_TILE, COL_FACE);
    if (scene_layout(scene) == LANDSCAPE_LOW) {
        scene_rect(scene, (struct place){at->x, at->y + at->h / 2 - 1, at->w, 2}, COL_LINE);
        scene_rect(scene, (struct place){at->x + PAIR_W - 1, at->y, 2, at->h}, COL_LINE);
        return;
    }
    for (int i = 0; i + 1 < ROWS; i++) {
        y += plan->rows[i];
        scene_rect(scene, (struct place){at->x, y - 1, at->w, 2}, COL_LINE);
    }
}

/* From a row's left edge to its answer: what the longest label needs. */
static float indent_of(struct scene *scene, const struct line lines[ROWS])
{
    float indent = scene_layout(scene) == LANDSCAPE_LOW ? 124 : 148;

    for (int i = 0; i < ROWS; i++)
        indent = SDL_max(indent,
                         64 + scene_text_width(scene, (struct type){TYPE_CAPTION, false, COL_INK2}, lines[i].label));
    return indent;
}

/* Returns the baseline of what happens next, 0: there is no room for it. */
static float answers(struct ui *ui, struct scene *scene)
{
    const struct filing *f = filing_of(ui);
    char about[SCENE_TEXT], phone[PHONE_SIZE] = "";
    struct line lines[ROWS] = {
        {"edit.kind", ui_tr(ui, "Kind"), wizard_kind(ui_lang(ui), f->kind), NULL},
        {"edit.about", ui_tr(ui, "About"), about, NULL},
        {"edit.text", ui_tr(ui, "Story"), f->text.text, NULL},
        {"edit.contact", ui_tr(ui, "Contact"), ui_tr(ui, "None, anonymous"), NULL},
    };
    float indent = indent_of(scene, lines);
    struct plan plan = plan_for(ui, scene, indent);

    wizard_about(ui, about);
    if (f->consent) {
        phone_mask(f->phone, phone);
        lines[3].text = phone;
        lines[3].more = ui_tr(ui, "Checked, stored encrypted");
    }
    card(scene, &plan);
    for (int i = 0; i < ROWS; i++) {
        struct place at = row_place(&plan, scene_layout(scene) == LANDSCAPE_LOW, i);

        if (i == STORY)
            story_row(ui, scene, at, indent, &lines[i], &plan);
        else
            row(ui, scene, at, indent, &lines[i]);
    }
    return plan.note > 0 ? plan.card.y + plan.card.h + plan.note : -plan.note;
}

/* What happens next; below the card, or above where only the lower half is in reach. */
static void note(struct ui *ui, struct scene *scene, float y)
{
    float x = scene->landscape ? 618 : MARGIN;

    if (y <= 0) return;
    scene_icon(scene, (struct place){x + 2, y - 38, 52, 52}, "print", COL_ACTION, COL_AMBER);
    scene_paragraph(scene, x + 76, y, 900, scene->large ? 56 : 46, 2, (struct type){TYPE_BODY, false, COL_INK2}, LEFT,
                    ui_tr(ui, "You get a printed slip. Your words are kept as they are."));
}

static void submit_key(struct ui *ui, struct scene *scene)
{
    static const char *const labels[CASE_TOLD_COUNT] = {
        [CASE_COMPLAINT] = N_("Send complaint"),
        [CASE_SUGGESTION] = N_("Send suggestion"),
        [CASE_ENQUIRY] = N_("Send enquiry"),
        [CASE_PRAISE] = N_("Send praise"),
    };

    widget_key(scene, &(struct key){.id = "review.submit",
                                    .kind = KEY_PRIMARY,
                                    .place = frame_of(scene)->primary,
                                    .label = ui_tr(ui, labels[filing_of(ui)->kind]),
                                    .size = scene->large && !scene->landscape ? 38 : 44,
                                    .bold = true,
                                    .disabled = ui_visit(ui)->sending});
}

static void build(struct ui *ui, struct scene *scene)
{
    wizard_head(ui, scene, 5, ui_tr(ui, "Please check, then send"), NULL);
    note(ui, scene, answers(ui, scene));
    if (scene_layout(scene) == PORTRAIT_LOW) frame_mark(scene, 917);
    ui_build_nav_as(ui, scene, trc(ui_lang(ui), "step", "Back"));
    submit_key(ui, scene);
}

static void enter(struct ui *ui)
{
    filing_of(ui)->page = 0;
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
    if (strcmp(id, "review.more") == 0) filing_of(ui)->page++;
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
    .name = "complaint_review", .personal = true, .build = build, .act = act, .enter = enter, .answer = answer};
