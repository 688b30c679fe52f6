/* lookup of a case, second part: where it stands, and what happens by when. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/panel.h"
#include "ui/wizard.h"
#include "ui/words.h"

enum { LINES_MAX = 6 };

/* A fact of the case: a label on a tint, and what it says. */
struct line {
    const char *id, *label;
    char text[2 * WORDS];
};

struct plan {
    struct place card;
    float head, number_y, tear; /* baselines; y of the tear line */
    int number_size;
    float lines, pitch; /* baseline of the first fact */
    struct place qr, advice;
};

/* clang-format off */
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {{48, 300, 984, 760}, 376, 530, 590, 138, 690, 98, {776, 700, 212, 212}, {48, 1100, 984, 140}},
    [PORTRAIT_LARGE] = {{48, 280, 984, 790}, 360, 500, 550, 128, 640, 108, {760, 620, 232, 232}, {48, 1100, 984, 190}},
    [PORTRAIT_LOW] = {{48, 276, 984, 620}, 340, 480, 530, 120, 604, 76, {788, 590, 200, 200}, {48, 980, 984, 140}},
    [LANDSCAPE] = {{618, 44, 1254, 468}, 102, 198, 228, 100, 292, 60, {1632, 274, 184, 184}, {618, 540, 1254, 112}},
    [LANDSCAPE_LARGE] = {{618, 44, 1254, 460}, 104, 202, 228, 100, 290, 61, {1640, 274, 180, 180}, {618, 520, 1254, 136}},
    [LANDSCAPE_LOW] = {{618, 44, 1254, 376}, 94, 170, 194, 72, 246, 48, {1640, 228, 160, 160}, {618, 600, 1254, 120}},
};
/* clang-format on */

static const struct complaint *found(struct ui *ui)
{
    return &ui_visit(ui)->found;
}

static char *add(struct line lines[LINES_MAX], int *n, const char *id, const char *label)
{
    lines[*n] = (struct line){.id = id, .label = label};
    return lines[(*n)++].text;
}

static void about_words(struct ui *ui, char out[2 * WORDS])
{
    const struct hall *hall = ui_hall(ui);
    const struct complaint *c = found(ui);
    int service = hall_service(hall, c->service);

    if (c->about == ABOUT_VISIT)
        snprintf(out, 2 * WORDS, ui_tr(ui, "My visit %s"), c->ticket);
    else if (c->about == ABOUT_COUNTER && c->counter)
        snprintf(out, 2 * WORDS, ui_tr(ui, "Counter %d"), c->counter);
    else if (c->about == ABOUT_COUNTER)
        str_copy(out, 2 * WORDS, ui_tr(ui, "A counter, not known which"));
    else
        str_copy(out, 2 * WORDS,
                 service < 0 ? ui_tr(ui, "The hall") : text_in(&hall->services[service].name, ui_lang(ui)));
}

/* 11月20日 星期五: done then, or what is promised for that day. */
static void due_line(struct ui *ui, struct line lines[LINES_MAX], int *n, const char *id, const char *label, ms_t due,
                     ms_t done)
{
    char date[WORDS];

    if (!due && !done) return;
    words_date(ui_lang(ui), done ? done : due, date);
    snprintf(add(lines, n, id, label), sizeof lines->text, done ? "%s" : ui_tr(ui, "by %s"), date);
}

/* All that is known of the case, in the order it is read; returns how many. */
static int lines_of(struct ui *ui, struct line lines[LINES_MAX])
{
    static const char *const states[CASE_STATE_COUNT] = {
        [CASE_FILED] = N_("We will read it"),
        [CASE_OPEN] = N_("In hand"),
        [CASE_RESOLVED] = N_("Settled"),
        [CASE_CLOSED] = N_("Closed"),
    };
    const struct complaint *c = found(ui);
    int n = 0;

    about_words(ui, add(lines, &n, "case.about", ui_tr(ui, "About")));
    str_copy(add(lines, &n, "case.now", ui_tr(ui, "Now")), sizeof lines->text, ui_tr(ui, states[c->state]));
    due_line(ui, lines, &n, "case.reply", ui_tr(ui, "Reply"), c->reply_due, c->replied_at);
    due_line(ui, lines, &n, "case.settled", trc(ui_lang(ui), "label", "Settled"), c->resolve_due, c->resolved_at);
    return n;
}

/* The label's tint is as wide as its words; what it says stands right of the widest. */
static float label_width(const struct scene *scene, struct type type, const char *label)
{
    return SDL_max(92, scene_text_width(scene, type, label) + 28);
}

static float label_column(const struct scene *scene, struct type type, const struct line *lines, int n)
{
    float column = 0;

    for (int i = 0; i < n; i++) column = SDL_max(column, label_width(scene, type, lines[i].label));
    return column;
}

static void draw_line(struct scene *scene, const struct plan *plan, int i, const struct line *lines, int n)
{
    const struct line *line = &lines[i];
    struct type small = {TYPE_CAPTION, true, COL_ACTION}, type = {scene->landscape ? 36 : TYPE_LIST, true, COL_INK};
    float x = plan->card.x + 48, y = plan->lines + plan->pitch * (float)i;
    float h = SDL_min(scene->large ? 66 : 52, plan->pitch - 6);
    float w = label_width(scene, small, line->label), column = label_column(scene, small, lines, n);
    float room = plan->qr.x - x - column - 64;

    scene_round(scene, (struct place){x, y - 14 - h / 2, w, h}, 14, COL_TINT);
    scene_text(scene, x + w / 2, y + (scene->large ? 1 : -3), small, CENTRE, line->label);
    scene_text_fit(scene, x + column + 28, y, room, type, LEFT, line->text);
    scene_note(scene, line->id, "text", (struct place){x, y - 14 - h / 2, column + 28 + room, h}, line->label,
               line->text);
}

static void head(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct complaint *c = found(ui);
    const struct place *at = &plan->card;
    struct type bold = {TYPE_LIST, true, COL_INK}, small = {TYPE_BODY, false, COL_INK2},
                type = {plan->number_size, true, COL_ACTION};
    char date[WORDS], line[SCENE_TEXT];
    float sent;

    words_day(ui_lang(ui), c->filed_at, date);
    snprintf(line, sizeof line, ui_tr(ui, "sent %s"), date);
    sent = scene_text(scene, at->x + at->w - 48, plan->head, small, RIGHT, line);
    scene_text_fit(scene, at->x + 48, plan->head, at->w - 130 - sent, bold, LEFT, wizard_kind(ui_lang(ui), c->kind));
    scene_text_fit(scene, at->x + at->w / 2, plan->number_y, at->w - 100, type, CENTRE, c->number);
    scene_note(
        scene, "case.number", "text",
        (struct place){at->x + 48, plan->number_y - (float)plan->number_size, at->w - 96, (float)plan->number_size},
        c->number, case_kind_name(c->kind));
}

static void qr(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct place *at = &plan->qr;
    char url[ITEM_VALUE];

    ui_case_url(ui, found(ui), url, sizeof url);
    scene_round(scene, (struct place){at->x - 20, at->y - 20, at->w + 40, at->h + 40}, 12, COL_PAPER);
    scene_qr(scene, *at, url);
    scene_note(scene, "case.qr", "image", *at, ui_tr(ui, "See progress"), url);
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];
    struct line lines[LINES_MAX];
    int n = lines_of(ui, lines);

    panel_title(scene, ui_tr(ui, "Your case"));
    panel_ticket(scene, plan->card, plan->tear - plan->card.y, false);
    head(ui, scene, plan);
    for (int i = 0; i < n; i++) draw_line(scene, plan, i, lines, n);
    qr(ui, scene, plan);
    panel_notice(scene, &(struct notice){.place = plan->advice,
                                         .icon = "mobile",
                                         .head = ui_tr(ui, "Replies are on your phone"),
                                         .line = ui_tr(ui, "Scan the code: read them, add to it")});
    ui_build_nav(ui, scene);
}

static void leave(struct ui *ui)
{
    explicit_bzero(&ui_visit(ui)->found, sizeof ui_visit(ui)->found);
}

const struct screen screen_case = {.name = "lookup", .personal = true, .build = build, .leave = leave};
