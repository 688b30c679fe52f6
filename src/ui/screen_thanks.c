/* thanks: what was rated, once more, and goodbye. */
#include <stdio.h>
#include <string.h>

#include "ui/frame.h"
#include "ui/panel.h"
#include "ui/rate_parts.h"
#include "ui/rating.h"

enum { LASTS_S = 20 };

static bool is_bad(struct ui *ui)
{
    return rating_is_bad(ui_visit(ui)->score);
}

/* The text of a row stands right of the longest caption, `text_x` from its left edge. */
static void row(struct scene *scene, struct place place, float text_x, const char *caption, const char *text)
{
    struct type small = {TYPE_BODY, false, COL_INK2};
    float base = place.y + place.h / 2 + (scene->large ? 18 : 13), x = place.x + text_x;

    scene_text_fit(scene, place.x + 40, base, text_x - 48, small, LEFT, caption);
    panel_mixed(scene, x, base + 1, place.x + place.w - 30 - x, 38, LEFT, text);
}

/* Number, level and reasons in a card; returns its height. */
static void rated(struct ui *ui, struct scene *scene, float x, float y, float w, float h)
{
    int score = ui_visit(ui)->score, rows;
    const char *captions[] = {ui_tr(ui, "Number"), ui_tr(ui, "Rating"),
                              rating_is_good(score) ? ui_tr(ui, "Good") : ui_tr(ui, "Problem")};
    char where[SCENE_TEXT], visit[2 * SCENE_TEXT], level[SCENE_TEXT], why[SCENE_TEXT];
    float text_x = scene->large ? 240 : 180;

    panel_where(ui, &ui_visit(ui)->ticket, where);
    snprintf(visit, sizeof visit, "[%s] · %s", ui_visit(ui)->ticket.number, where);
    snprintf(level, sizeof level, "[%s]", rating_word(ui_lang(ui), score));
    rate_reason_words(ui, why);
    rows = why[0] ? 3 : 2;
    widget_rows(scene, (struct place){x, y, w, h * (float)rows}, rows);
    for (size_t i = 0; i < SDL_arraysize(captions); i++)
        text_x =
            SDL_max(text_x, 72 + scene_text_width(scene, (struct type){TYPE_BODY, false, COL_INK2}, captions[i]));
    row(scene, (struct place){x, y, w, h}, text_x, captions[0], visit);
    row(scene, (struct place){x, y + h, w, h}, text_x, captions[1], level);
    if (rows == 3) row(scene, (struct place){x, y + 2 * h, w, h}, text_x, captions[2], why);
    scene_note(scene, "thanks.rating", "text", (struct place){x, y, w, h * (float)rows},
               rating_word(ui_lang(ui), score), why);
}

/* Where things stand; warm for levels 3 to 5, sorry for 1 and 2. */
struct plan {
    float cx, disc_y, disc;             /* the face; disc 0: no room */
    float title_y, line_y;              /* warm; line_y 0: none */
    struct place warm_rows, sorry_rows; /* h of one */
    struct place notice;
    float warm_kept, sorry_kept; /* 0: no room */
    float ring_x, ring_y;
};
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {540,
                  340,
                  116,
                  583,
                  645,
                  {48, 700, 984, 100},
                  {48, 376, 984, 112},
                  {48, 756, 984, 152},
                  1094,
                  1000,
                  540,
                  1340},
    [PORTRAIT_LARGE] =
        {540, 282, 96, 486, 0, {48, 540, 984, 112}, {48, 288, 984, 112}, {48, 660, 984, 164}, 990, 920, 540, 1230},
    [PORTRAIT_LOW] = {540,
                      340,
                      116,
                      583,
                      645,
                      {48, 700, 984, 100},
                      {48, 376, 984, 112},
                      {48, 756, 984, 152},
                      1094,
                      1000,
                      540,
                      1340},
    [LANDSCAPE] = {1245,
                   128,
                   84,
                   300,
                   352,
                   {618, 384, 1254, 84},
                   {618, 44, 1254, 100},
                   {618, 372, 1254, 112},
                   0,
                   552,
                   308,
                   728},
    [LANDSCAPE_LARGE] =
        {1245, 128, 84, 306, 0, {618, 352, 1254, 96}, {618, 44, 1254, 92}, {618, 340, 1254, 136}, 0, 536, 308, 728},
    [LANDSCAPE_LOW] =
        {1245, 116, 68, 270, 332, {618, 548, 1254, 84}, {618, 44, 1254, 84}, {618, 312, 1254, 104}, 0, 600, 308, 880},
};

static void kept_lines(struct ui *ui, struct scene *scene, float x, float y, float w)
{
    struct type type = {TYPE_BUTTON, false, COL_INK};

    panel_check(scene, x, y, w, type, ui_tr(ui, "Your rating is saved. Nobody can change it"));
    panel_check(scene, x, y + 68, w, type,
                scene->large ? ui_tr(ui, "Staff do not see who rated")
                             : ui_tr(ui, "Staff see the rating, not who gave it"));
}

/* A face and thanks. */
static void warm_head(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    float cx = plan->cx, disc = plan->disc, face = disc * 1.54f;
    struct type title = {scene->landscape ? 76 : 92, true, COL_INK}, line = {TYPE_BUTTON, false, COL_INK2};

    scene_circle(scene, cx, plan->disc_y, disc, COL_ACTION);
    scene_icon(scene, (struct place){cx - face / 2, plan->disc_y - face / 2, face, face}, "face4", COL_ON_ACTION,
               COL_FLAME);
    scene_text_fit(scene, cx, plan->title_y, 984, title, CENTRE, ui_tr(ui, "Thank you"));
    if (plan->line_y > 0)
        scene_text_fit(scene, cx, plan->line_y, 984, line, CENTRE,
                       ui_tr(ui, "We keep what is good and fix what is not"));
}

/* An apology, and who sees the rating. */
static void sorry_head(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type line = {TYPE_BUTTON, false, COL_INK2};
    struct notice notice = {.place = plan->notice,
                            .icon = "people",
                            .icon_size = 72,
                            .head = ui_tr(ui, "The manager will see this rating"),
                            .line = ui_tr(ui, "It counts exactly as you gave it")};
    const char *thanks = ui_tr(ui, "Thank you for being frank");

    panel_title(scene, scene->landscape ? ui_tr(ui, "Sorry we\nlet you down") : ui_tr(ui, "Sorry we let you down"));
    if (scene->landscape && !scene->low)
        scene_paragraph(scene, MARGIN, scene->large ? 540 : 520, 520, scene->large ? 60 : 52, 2, line, LEFT, thanks);
    else if (!scene->landscape && !scene->large)
        scene_text_fit(scene, MARGIN, 305, 984, line, LEFT, thanks);
    panel_notice(scene, &notice);
}

static void end_keys(struct ui *ui, struct scene *scene)
{
    const struct frame *frame = frame_of(scene);

    widget_key(scene, &(struct key){.id = "nav.home",
                                    .kind = KEY_QUIET,
                                    .place = frame->left,
                                    .label = ui_tr(ui, "Something else"),
                                    .icon = "home",
                                    .size = 38,
                                    .gap = 16});
    widget_key(scene, &(struct key){.id = "nav.next",
                                    .kind = KEY_PRIMARY,
                                    .place = frame->right,
                                    .label = ui_tr(ui, "Done"),
                                    .size = 42,
                                    .bold = true});
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];
    bool bad = is_bad(ui);
    const struct place *rows = bad ? &plan->sorry_rows : &plan->warm_rows;
    float kept = bad ? plan->sorry_kept : plan->warm_kept;

    if (bad)
        sorry_head(ui, scene, plan);
    else
        warm_head(ui, scene, plan);
    rated(ui, scene, rows->x, rows->y, rows->w, rows->h);
    if (kept > 0) kept_lines(ui, scene, rows->x, kept, rows->w);
    panel_countdown(ui, scene, plan->ring_x, plan->ring_y, LASTS_S, ui_tr(ui, "seconds to the start page"));
    end_keys(ui, scene);
}

static void act(struct ui *ui, const char *id)
{
    if (strcmp(id, "nav.next") == 0) ui_leave(ui);
}

const struct screen screen_thanks = {
    .name = "thanks", .lasts_s = LASTS_S, .build = build, .act = act, .tick = panel_countdown_tick};
