/* rate: five faces, then what was good or not; once a visit, never chosen beforehand. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "ui/panel.h"
#include "ui/rating.h"
#include "ui/words.h"

enum { HIGHEST = 5 };

static struct visit *visit_of(struct ui *ui)
{
    return ui_visit(ui);
}

static void title(struct ui *ui, struct scene *scene)
{
    struct type type = {scene->landscape ? 60 : TYPE_GREETING, true, COL_INK};

    if (scene->landscape)
        scene_paragraph(scene, MARGIN, 369, 520, 76, 2, type, LEFT, ui_tr(ui, "This visit,\nhow was it?"));
    else
        scene_text_fit(scene, MARGIN, 241, 984, type, LEFT, ui_tr(ui, "This visit, how was it?"));
}

/* 今天 10:36 办完; of an earlier day its date. */
static void ended_words(struct ui *ui, bool brief, char out[SCENE_TEXT])
{
    const struct ticket *ticket = &visit_of(ui)->ticket;
    char hhmm[8], day[WORDS];

    clock_hhmm(ticket->ended_at, hhmm);
    words_day(ui_lang(ui), ticket->ended_at, day);
    if (strcmp(ticket->day, ui_hall_view(ui)->day) != 0)
        snprintf(out, SCENE_TEXT, ui_tr(ui, "finished %1$s, %2$s"), day, hhmm);
    else
        snprintf(out, SCENE_TEXT, brief ? ui_tr(ui, "finished %s") : ui_tr(ui, "finished today %s"), hhmm);
}

/* Which visit it is: number, counter, service, when it ended. */
static void which(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    struct place panel = wide ? (struct place){MARGIN, 480, 520, 168} : (struct place){MARGIN, 276, 984, 104};
    struct type number = {wide ? 64 : TYPE_SERVICE, true, COL_ACTION};
    struct type words = {wide ? 34 : TYPE_BUTTON - 2, false, COL_INK};
    struct type small = {wide ? TYPE_CAPTION : TYPE_BODY, false, COL_INK2};
    char where[SCENE_TEXT], ended[SCENE_TEXT];
    float width;

    panel_where(ui, &visit_of(ui)->ticket, where);
    ended_words(ui, wide, ended);
    scene_round(scene, panel, RADIUS_TILE, COL_TINT);
    if (wide) {
        width = scene_text(scene, 81, 565, number, LEFT, visit_of(ui)->ticket.number);
        scene_text_fit(scene, 81 + width + 25, 551, 440 - width, small, LEFT, ended);
        scene_text_fit(scene, 81, 614, 470, words, LEFT, where);
    } else {
        width = scene_text(scene, 85, 350, number, LEFT, visit_of(ui)->ticket.number);
        scene_text_fit(scene, 85 + width + 29, 342, 640 - width, words, LEFT, where);
        scene_text(scene, 996, 342, small, RIGHT, ended);
    }
    scene_note(scene, "rate.visit", "text", panel, visit_of(ui)->ticket.number, where);
}

/* Do the words of some level need a second line below their face? */
static bool two_lines(const struct ui *ui, const struct scene *scene, struct type type, float room)
{
    for (int score = 1; score <= HIGHEST; score++)
        if (scene_text_width(scene, type, rating_word(ui_lang(ui), score)) > room) return true;
    return false;
}

/* The mark of the chosen face, set off from what it overlaps. */
static void badge(struct scene *scene, float cx, float cy)
{
    scene_circle(scene, cx, cy, 30, COL_GROUND);
    widget_badge(scene, cx, cy, 26, COL_FLAME, COL_INK);
}

static void face_key(struct ui *ui, struct scene *scene, int score, struct place place, bool two)
{
    char id[ITEM_ID], icon[16];
    const char *word = rating_word(ui_lang(ui), score);
    struct key key = {.id = id, .kind = KEY_FACE, .place = place, .label = word};
    struct type type = {two ? TYPE_SMALL : scene->landscape ? 34 : TYPE_BODY, false, COL_NONE};
    float side = 128, cx = place.x + place.w / 2, top = scene->landscape ? 22 : two ? 24 : 32;
    float base = place.h - (scene->landscape ? 30 : two ? 64 : 40);
    struct face face;

    snprintf(id, sizeof id, "rate.%d", score);
    snprintf(icon, sizeof icon, "face%d", score);
    key.chosen = visit_of(ui)->score == score;
    face = widget_face(scene, &key);
    type.bold = face.bold;
    type.colour = face.ink;
    scene_icon(scene, (struct place){cx - side / 2, face.place.y + top, side, side}, icon, face.icon, face.accent);
    if (two && scene_text_width(scene, type, word) <= place.w - 16) base += 17;
    if (two)
        scene_paragraph(scene, cx, face.place.y + base, place.w - 16, 34, 2, type, CENTRE, word);
    else
        scene_text_fit(scene, cx, face.place.y + base, place.w - 12, type, CENTRE, word);
    if (key.chosen) badge(scene, face.place.x + place.w - 18, face.place.y + 14);
}

static void face_keys(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    float w = wide ? 238 : 184, h = wide ? 228 : 256, x = wide ? 618 : MARGIN, y = wide ? 44 : 424;
    bool two = !wide && two_lines(ui, scene, (struct type){TYPE_BODY, false, COL_INK}, w - 12);

    for (int score = HIGHEST; score >= 1; score--, x += w + 16)
        face_key(ui, scene, score, (struct place){x, y, w, h}, two);
}

/* How the reasons are laid out: as many rows as they need, high as the room allows. */
struct grid {
    float x, y, w, h, gap_x, gap_y;
    int columns;
};

static struct grid grid_of(const struct scene *scene, int count)
{
    int columns = scene->landscape ? 3 : 2, rows = (count + columns - 1) / columns;

    if (scene->landscape) return (struct grid){618, 365, 407, rows > 2 ? 76 : 96, 17, rows > 2 ? 18 : 20, 3};
    return (struct grid){MARGIN, 816, 484, rows > 3 ? 104 : 120, 16, rows > 3 ? 20 : 24, 2};
}

static void reason_keys(struct ui *ui, struct scene *scene)
{
    int count;
    const struct reason *reasons = hall_reasons(ui_hall(ui), visit_of(ui)->score, &count);
    struct grid at = grid_of(scene, count);

    for (int i = 0; i < count; i++) {
        char id[ITEM_ID];

        snprintf(id, sizeof id, "reason.%s", reasons[i].code);
        widget_key(scene, &(struct key){.id = id,
                                        .kind = KEY_OPTION,
                                        .place = {at.x + (at.w + at.gap_x) * (float)(i % at.columns),
                                                  at.y + (at.h + at.gap_y) * (float)(i / at.columns), at.w, at.h},
                                        .label = text_in(&reasons[i].name, ui_lang(ui)),
                                        .size = 38,
                                        .chosen = visit_of(ui)->ticked >> i & 1u});
    }
}

static void reasons(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    int score = visit_of(ui)->score, count;
    struct type head = {wide ? TYPE_LIST : TYPE_WAIT, true, COL_INK}, line = {TYPE_CAPTION, false, COL_INK2};
    float x = wide ? 618 : MARGIN, y = wide ? 341 : 784, width;

    if (!score) {
        panel_empty(scene, wide ? (struct place){618, 312, 1254, 268} : (struct place){MARGIN, 740, 984, 500},
                    "touch", ui_tr(ui, "One face is enough; reasons come after it, if you like"));
        return;
    }
    (void)hall_reasons(ui_hall(ui), score, &count);
    if (!count) return;
    width = scene_text(scene, x, y, head, LEFT,
                       rating_is_good(score) ? ui_tr(ui, "What was good?") : ui_tr(ui, "What was not good enough?"));
    scene_text(scene, x + width + 20, y, line, LEFT, ui_tr(ui, "Tick as many as you like, or none"));
    reason_keys(ui, scene);
}

static const char *trouble_of(struct ui *ui)
{
    switch (visit_of(ui)->refused) {
    case OUT_OK:
        return NULL;
    case OUT_ALREADY_RATED:
        return ui_tr(ui, "This visit is rated already, thank you");
    case OUT_NOT_RATEABLE:
        return ui_tr(ui, "This visit can't be rated now, please ask the staff");
    default:
        return ui_tr(ui, "It was not saved, please try once more");
    }
}

/* That rating is voluntary and who sees it; or why it was not taken. */
static void promise(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    struct type type = {TYPE_CAPTION, false, COL_INK2};
    struct notice notice = {.icon = "alert", .head = trouble_of(ui), .warns = true};

    notice.place = wide ? (struct place){618, 584, 1254, 76} : (struct place){MARGIN, 1336, 984, 112};
    if (notice.head) {
        panel_notice(scene, &notice);
        scene_note(scene, "rate.trouble", "text", notice.place, notice.head, NULL);
        return;
    }
    scene_icon(scene, (struct place){wide ? 616 : 46, wide ? 602 : 1350, 56, 56}, "shield", COL_ACTION, COL_AMBER);
    if (wide) {
        scene_text_fit(scene, 689, 642, 1180, type, LEFT,
                       ui_tr(ui, "Rating is voluntary, once a visit. The staff do not see who rated."));
        return;
    }
    scene_text_fit(scene, 124, 1385, 900, type, LEFT, ui_tr(ui, "Rating is voluntary, once a visit."));
    scene_text_fit(scene, 124, 1429, 900, type, LEFT, ui_tr(ui, "The staff see score and words, not who gave them."));
}

static void build(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape, none = !visit_of(ui)->score;
    struct place place = wide ? (struct place){1252, 676, 620, 104} : (struct place){560, 1476, 472, 104};

    if (!visit_of(ui)->ticket.id) return; /* on the way to the look-up */
    title(ui, scene);
    which(ui, scene);
    face_keys(ui, scene);
    reasons(ui, scene);
    promise(ui, scene);
    ui_build_nav_as(ui, scene, ui_tr(ui, "Not now"));
    widget_key(scene, &(struct key){.id = "rate.submit",
                                    .kind = KEY_PRIMARY,
                                    .place = place,
                                    .label = none ? ui_tr(ui, "Choose a face first") : ui_tr(ui, "Send my rating"),
                                    .size = none ? 34 : 42,
                                    .bold = true,
                                    .disabled =
                                        none || visit_of(ui)->sending || visit_of(ui)->refused == OUT_ALREADY_RATED});
}

static void submit(struct ui *ui)
{
    struct visit *visit = visit_of(ui);
    struct command command = {.kind = CMD_RATE, .token = visit->ticket.token, .score = visit->score};
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

static void act(struct ui *ui, const char *id)
{
    if (visit_of(ui)->sending) return;
    if (strcmp(id, "rate.submit") == 0)
        submit(ui);
    else if (strncmp(id, "rate.", 5) == 0)
        choose(ui, id[5] - '0');
    else if (strncmp(id, "reason.", 7) == 0)
        tick_reason(ui, id + 7);
}

/* Without a known visit it is asked for first. */
static void enter(struct ui *ui)
{
    struct visit *visit = visit_of(ui);

    visit->score = 0;
    visit->ticked = 0;
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
    visit_of(ui)->refused = outcome->code;
    log_info("a rating was not taken: %s", outcome->message);
}

const struct screen screen_rate = {.name = "rate", .build = build, .act = act, .enter = enter, .answer = answer};
