/* thanks: what was rated, once more, and goodbye. */
#include <stdio.h>
#include <string.h>

#include "ui/panel.h"
#include "ui/rate_parts.h"
#include "ui/rating.h"

enum { LASTS_S = 20 };

static bool is_bad(struct ui *ui)
{
    return rating_is_bad(ui_visit(ui)->score);
}

static void row(struct scene *scene, struct place place, const char *caption, const char *text)
{
    struct type small = {TYPE_BODY, false, COL_INK2};
    float middle = place.y + place.h / 2;

    scene_text_fit(scene, place.x + 40, middle + 12, 132, small, LEFT, caption);
    panel_mixed(scene, place.x + 180, middle + 14, place.w - 220, 38, LEFT, text);
}

/* Number, level and reasons in a card; returns its height. */
static void rated(struct ui *ui, struct scene *scene, float x, float y, float w, float h)
{
    int score = ui_visit(ui)->score, rows;
    char where[SCENE_TEXT], visit[2 * SCENE_TEXT], level[SCENE_TEXT], why[SCENE_TEXT];

    panel_where(ui, &ui_visit(ui)->ticket, where);
    snprintf(visit, sizeof visit, "[%s] · %s", ui_visit(ui)->ticket.number, where);
    snprintf(level, sizeof level, "[%s]", rating_word(ui_lang(ui), score));
    rate_reason_words(ui, why);
    rows = why[0] ? 3 : 2;
    widget_rows(scene, (struct place){x, y, w, h * (float)rows}, rows);
    row(scene, (struct place){x, y, w, h}, ui_tr(ui, "Number"), visit);
    row(scene, (struct place){x, y + h, w, h}, ui_tr(ui, "Rating"), level);
    if (rows == 3)
        row(scene, (struct place){x, y + 2 * h, w, h},
            rating_is_good(score) ? ui_tr(ui, "Good") : ui_tr(ui, "Lacking"), why);
    scene_note(scene, "thanks.rating", "text", (struct place){x, y, w, h * (float)rows},
               rating_word(ui_lang(ui), score), why);
}

static void kept_lines(struct ui *ui, struct scene *scene, float x, float y, float w)
{
    struct type type = {TYPE_BUTTON, false, COL_INK};

    panel_check(scene, x, y, w, type, ui_tr(ui, "It is recorded and nobody can change it"));
    panel_check(scene, x, y + 68, w, type, ui_tr(ui, "The staff see score and words, not you"));
}

/* Level 3 and better: a face and thanks. */
static void warm_head(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    float cx = wide ? 1245 : 540, cy = wide ? 128 : 340, disc = wide ? 84 : 116, face = wide ? 130 : 178;
    struct type title = {wide ? 76 : 92, true, COL_INK}, line = {TYPE_BUTTON, false, COL_INK2};

    scene_circle(scene, cx, cy, disc, COL_ACTION);
    scene_icon(scene, (struct place){cx - face / 2, cy - face / 2, face, face}, "face4", COL_ON_ACTION, COL_FLAME);
    scene_text_fit(scene, cx, wide ? 300 : 583, 984, title, CENTRE, ui_tr(ui, "Thank you for rating"));
    scene_text_fit(scene, cx, wide ? 352 : 645, 984, line, CENTRE,
                   ui_tr(ui, "What was good we keep, what was not we mend"));
}

/* Levels 1 and 2: an apology, and where the words go. */
static void sorry_head(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    struct type title = {wide ? 60 : TYPE_GREETING, true, COL_INK}, line = {TYPE_BUTTON, false, COL_INK2};
    struct notice notice = {.icon = "people",
                            .icon_size = 72,
                            .head = ui_tr(ui, "The manager sees this rating"),
                            .line = ui_tr(ui, "It counts in the hall's figures as you gave it")};

    if (wide) {
        scene_paragraph(scene, MARGIN, 369, 520, 76, 2, title, LEFT, ui_tr(ui, "Sorry we\nlet you down"));
        scene_paragraph(scene, MARGIN, 520, 520, 52, 2, line, LEFT, ui_tr(ui, "Thank you for telling us plainly"));
        notice.place = (struct place){618, 372, 1254, 112};
    } else {
        scene_text_fit(scene, MARGIN, 241, 984, title, LEFT, ui_tr(ui, "Sorry we let you down"));
        scene_text_fit(scene, MARGIN, 305, 984, line, LEFT, ui_tr(ui, "Thank you for telling us plainly"));
        notice.place = (struct place){MARGIN, 756, 984, 152};
    }
    panel_notice(scene, &notice);
}

static void end_keys(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    float w = wide ? 618 : 484, x = wide ? 618 : MARGIN, y = wide ? 676 : 1476;
    struct key more = {.id = "nav.home", .kind = KEY_QUIET, .place = {x, y, w, 104}, .icon = "home"};
    struct key done = {.id = "nav.next", .kind = KEY_PRIMARY, .place = {wide ? 1254 : 548, y, w, 104}};

    more.label = ui_tr(ui, "Something else");
    more.size = 38;
    more.gap = 16;
    done.label = ui_tr(ui, "All right");
    done.size = 42;
    done.bold = true;
    widget_key(scene, &more);
    widget_key(scene, &done);
}

static void build(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape, bad = is_bad(ui);
    float x = wide ? 618 : MARGIN, w = wide ? 1254 : 984;

    if (bad)
        sorry_head(ui, scene);
    else
        warm_head(ui, scene);
    if (wide) {
        rated(ui, scene, x, bad ? 44 : 384, w, bad ? 100 : 84);
        if (bad) kept_lines(ui, scene, x, 552, w);
    } else {
        rated(ui, scene, x, bad ? 376 : 700, w, bad ? 112 : 100);
        kept_lines(ui, scene, x, bad ? 1000 : 1094, w);
    }
    panel_countdown(ui, scene, wide ? 308 : 540, wide ? 728 : 1340, LASTS_S, ui_tr(ui, "seconds, then goodbye"));
    end_keys(ui, scene);
}

static void act(struct ui *ui, const char *id)
{
    if (strcmp(id, "nav.next") == 0) ui_leave(ui);
}

const struct screen screen_thanks = {
    .name = "thanks", .lasts_s = LASTS_S, .build = build, .act = act, .tick = panel_countdown_tick};
