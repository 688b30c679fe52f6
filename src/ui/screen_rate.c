/* rate: five faces, then what was good or not; once a visit, never chosen beforehand. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "ui/frame.h"
#include "ui/panel.h"
#include "ui/rate_parts.h"
#include "ui/rating.h"

enum { HIGHEST = 5 };

static struct visit *visit_of(struct ui *ui)
{
    return ui_visit(ui);
}

static const char *trouble_of(struct ui *ui)
{
    switch (visit_of(ui)->refused) {
    case OUT_OK:
        return NULL;
    case OUT_ALREADY_RATED:
        return ui_tr(ui, "This visit is rated already, thank you");
    case OUT_NOT_RATEABLE:
    case OUT_EXPIRED:
        return ui_tr(ui, "This visit can't be rated now, please ask the staff");
    default:
        return ui_tr(ui, "It was not saved, please try once more");
    }
}

/* Where the promise stands: its icon's and lines' x, first baseline; lines 0: no room. */
static const struct promise {
    float x, y, w, pitch;
    int lines;
    struct place trouble;
} promises[LAYOUT_COUNT] = {
    [PORTRAIT] = {48, 1385, 984, 44, 2, {48, 1336, 984, 112}},
    [PORTRAIT_LARGE] = {48, 1246, 984, 58, 2, {48, 1196, 984, 132}},
    [PORTRAIT_LOW] = {48, 816, 984, 42, 2, {48, 770, 984, 112}},
    [LANDSCAPE] = {618, 642, 1254, 0, 1, {618, 584, 1254, 76}},
    [LANDSCAPE_LARGE] = {618, 642, 1254, 0, 0, {618, 560, 1254, 96}},
    [LANDSCAPE_LOW] = {618, 384, 1254, 0, 1, {618, 330, 1254, 92}},
};

/* That rating is voluntary and who sees it; or why it was not taken. */
static void promise(struct ui *ui, struct scene *scene)
{
    const struct promise *at = &promises[scene_layout(scene)];
    struct type type = {TYPE_CAPTION, false, COL_INK2};
    struct notice notice = {.place = at->trouble, .icon = "alert", .head = trouble_of(ui), .warns = true};

    if (notice.head) {
        panel_notice(scene, &notice);
        scene_note(scene, "rate.trouble", "text", notice.place, notice.head, NULL);
        return;
    }
    if (!at->lines) return;
    scene_icon(scene, (struct place){at->x - 2, at->y - (at->lines > 1 ? 35 : 40), 56, 56}, "shield", COL_ACTION,
               COL_AMBER);
    if (at->lines < 2) {
        scene_text_fit(scene, at->x + 71, at->y, at->w - 76, type, LEFT,
                       ui_tr(ui, "Rating is optional, once per visit. Staff do not see who rated."));
        return;
    }
    scene_text_fit(scene, at->x + 76, at->y, at->w - 84, type, LEFT,
                   ui_tr(ui, "Rating is optional, once per visit."));
    scene_text_fit(scene, at->x + 76, at->y + at->pitch, at->w - 84, type, LEFT,
                   scene->large ? ui_tr(ui, "Staff do not see who rated")
                                : ui_tr(ui, "Staff see the score and the words, not who gave them."));
}

/* 再说几句, where the layout has room for it; h 0: none. */
static const struct place comments[LAYOUT_COUNT] = {
    [PORTRAIT] = {48, 1204, 984, 104},     [PORTRAIT_LARGE] = {352, 1356, 264, 112},
    [LANDSCAPE] = {618, 676, 618, 104},    [LANDSCAPE_LARGE] = {618, 676, 618, 112},
    [LANDSCAPE_LOW] = {618, 832, 618, 96},
};

static void comment_key(struct ui *ui, struct scene *scene)
{
    struct place at = rate_beside_reasons(ui, scene, comments[scene_layout(scene)]);
    bool wide = at.w > 900, said = visit_of(ui)->comment.text[0] != '\0';
    struct key key = {.id = "rate.comment", .kind = KEY_NORMAL, .place = at, .label = ui_tr(ui, "Say more")};
    struct type name = {38, false, COL_INK}, small = {TYPE_CAPTION, false, COL_INK2};
    struct face face;
    bool noted = wide || scene_layout(scene) == LANDSCAPE;
    float icon = wide ? 38 : noted ? 36 : 28, x = at.x + (wide ? 110 : noted ? 108 : 96), y, w;

    if (at.h <= 0 || !visit_of(ui)->score) return;
    face = widget_face(scene, &key);
    y = face.place.y + at.h / 2;
    if (at.w < 400) {
        scene_text_fit(scene, at.x + at.w / 2, y + 16, at.w - 20, name, CENTRE, key.label);
        return;
    }
    scene_icon(scene, (struct place){at.x + icon, y - 24, 48, 48}, "edit", face.icon, face.accent);
    w = scene_text_fit(scene, x, y + (scene->large ? 18 : 14), at.w - 200, name, LEFT, key.label);
    if (noted)
        scene_text_fit(scene, x + w + 24, y + 12, at.w - w - 280, small, LEFT,
                       said ? visit_of(ui)->comment.text : ui_tr(ui, "optional"));
    scene_icon(scene, (struct place){at.x + at.w - 78, y - 22, 44, 44}, "next", face.ink, face.ink);
}

static void submit_key(struct ui *ui, struct scene *scene)
{
    bool none = !visit_of(ui)->score;

    widget_key(scene, &(struct key){.id = "rate.submit",
                                    .kind = KEY_PRIMARY,
                                    .place = frame_of(scene)->primary,
                                    .label = none ? ui_tr(ui, "Choose a face first") : ui_tr(ui, "Send my rating"),
                                    .size = none                                ? 34
                                            : scene->large && !scene->landscape ? 38
                                                                                : 44,
                                    .bold = true,
                                    .disabled =
                                        none || visit_of(ui)->sending || visit_of(ui)->refused == OUT_ALREADY_RATED});
}

/* Large print, upright: the reasons have a page of their own, from which one goes back to the faces. */
static void build_reasons_page(struct ui *ui, struct scene *scene)
{
    rate_reasons_page(ui, scene);
    widget_key(scene, &(struct key){.id = "reason.back",
                                    .kind = KEY_QUIET,
                                    .place = frame_of(scene)->back,
                                    .label = ui_tr(ui, "Back"),
                                    .icon = "back",
                                    .icon_size = 44,
                                    .gap = 16});
    comment_key(ui, scene);
    submit_key(ui, scene);
}

static void build(struct ui *ui, struct scene *scene)
{
    if (!visit_of(ui)->ticket.id) return; /* on the way to the look-up */
    if (visit_of(ui)->at_reasons && rate_reasons_apart(scene)) {
        build_reasons_page(ui, scene);
        return;
    }
    panel_title(scene, scene->landscape ? ui_tr(ui, "How was\nyour visit?") : ui_tr(ui, "How was your visit?"));
    rate_which(ui, scene);
    if (scene->low) rate_summary(ui, scene);
    if (scene->low && !scene->landscape) frame_mark(scene, 924);
    rate_faces(ui, scene);
    rate_reasons(ui, scene);
    if (!rate_reasons_apart(scene)) comment_key(ui, scene);
    promise(ui, scene);
    ui_build_nav_as(ui, scene, ui_tr(ui, "Not now"));
    submit_key(ui, scene);
}

static void submit(struct ui *ui)
{
    struct visit *visit = visit_of(ui);
    struct command command = {
        .kind = CMD_RATE, .token = visit->ticket.token, .score = visit->score, .text = visit->comment.text};
    int count;
    const struct reason *list = hall_reasons(ui_hall(ui), visit->score, &count);

    for (int i = 0; i < count; i++)
        if (visit->ticked >> i & 1u) command.reasons[command.reason_count++] = list[i].code;
    visit->refused = OUT_OK;
    ui_send(ui, command);
}

/* The reasons of one group say nothing in the other: they are forgotten. */
static void choose(struct ui *ui, int score)
{
    struct visit *visit = visit_of(ui);

    if (score < 1 || score > HIGHEST) return;
    if (rating_is_good(score) != rating_is_good(visit->score)) visit->ticked = 0;
    visit->score = score;
}

static void tick_reason(struct ui *ui, const char *code)
{
    int count;
    const struct reason *list = hall_reasons(ui_hall(ui), visit_of(ui)->score, &count);

    for (int i = 0; i < count; i++)
        if (strcmp(list[i].code, code) == 0) visit_of(ui)->ticked ^= 1u << i;
}

static void say_more(struct ui *ui)
{
    visit_of(ui)->rating_on = true;
    ui_go(ui, SCREEN_COMMENT);
}

static void act(struct ui *ui, const char *id)
{
    if (visit_of(ui)->sending) return;
    if (strcmp(id, "rate.submit") == 0)
        submit(ui);
    else if (strcmp(id, "rate.comment") == 0)
        say_more(ui);
    else if (strcmp(id, "rate.reasons") == 0)
        visit_of(ui)->at_reasons = true;
    else if (strcmp(id, "reason.back") == 0)
        visit_of(ui)->at_reasons = false;
    else if (strncmp(id, "rate.", 5) == 0)
        choose(ui, id[5] - '0');
    else if (strncmp(id, "reason.", 7) == 0)
        tick_reason(ui, id + 7);
}

/* Without a known visit it is asked for first. */
static void enter(struct ui *ui)
{
    struct visit *visit = visit_of(ui);

    if (visit->rating_on) {
        visit->rating_on = false;
        return;
    }
    visit->score = 0;
    visit->ticked = 0;
    visit->at_reasons = false;
    visit->refused = OUT_OK;
    if (visit->ticket.id) return;
    visit->lookup.to_rate = true;
    ui_turn(ui, SCREEN_LOOKUP);
}

static void answer(struct ui *ui, const struct outcome *outcome)
{
    if (outcome->code == OUT_OK) {
        visit_of(ui)->ticket = outcome->ticket;
        ui_turn(ui, SCREEN_THANKS);
        return;
    }
    visit_of(ui)->at_reasons = false; /* why it was refused stands with the faces */
    visit_of(ui)->refused = outcome->code;
    log_info("a rating was not taken: %s", outcome->message);
}

const struct screen screen_rate = {.name = "rate", .build = build, .act = act, .enter = enter, .answer = answer};
