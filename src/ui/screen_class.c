/* class: who is helped first. Each key takes the number at once. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/frame.h"
#include "ui/issue.h"
#include "ui/offer.h"
#include "ui/panel.h"
#include "ui/service_tile.h"
#include "ui/words.h"

struct plan {
    struct place hint; /* x, first baseline, width, lines; h 0: none */
    struct place panel;
    float half; /* of the panel, where priority begins */
    struct place keys;
    int columns;
    float gap, most;
    struct place rule; /* x, baseline, width, lines of its second part */
    struct place trouble, normal;
};
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {.hint = {48, 297, 984, 1},
                  .panel = {48, 332, 984, 188},
                  .half = 552,
                  .keys = {48, 560, 984, 612},
                  .columns = 1,
                  .gap = 20,
                  .most = 138,
                  .rule = {48, 1233, 984, 2},
                  .trouble = {48, 1196, 984, 112},
                  .normal = {48, 1336, 984, 108}},
    [PORTRAIT_LARGE] = {.panel = {48, 288, 984, 168},
                        .half = 552,
                        .keys = {48, 480, 984, 612},
                        .columns = 1,
                        .gap = 20,
                        .most = 138,
                        .rule = {48, 1170, 984, 0},
                        .trouble = {48, 1116, 984, 80},
                        .normal = {48, 1212, 984, 112}},
    [PORTRAIT_LOW] = {.hint = {48, 297, 984, 1},
                      .panel = {48, 332, 984, 188},
                      .half = 552,
                      .keys = {48, 962, 984, 318},
                      .columns = 2,
                      .gap = 20,
                      .most = 149,
                      .rule = {48, 600, 984, 2},
                      .trouble = {48, 700, 984, 112},
                      .normal = {48, 1306, 984, 112}},
    [LANDSCAPE] = {.hint = {48, 440, 520, 4},
                   .panel = {618, 44, 1254, 172},
                   .half = 640,
                   .keys = {618, 240, 1254, 288},
                   .columns = 2,
                   .gap = 20,
                   .most = 134,
                   .rule = {618, 590, 1254, 1},
                   .trouble = {618, 548, 1254, 104},
                   .normal = {618, 676, 1254, 104}},
    [LANDSCAPE_LARGE] = {.panel = {618, 44, 1254, 176},
                         .half = 640,
                         .keys = {618, 236, 1254, 336},
                         .columns = 2,
                         .gap = 16,
                         .most = 160,
                         .rule = {618, 636, 1254, 0},
                         .trouble = {618, 582, 1254, 80},
                         .normal = {618, 676, 1254, 112}},
    [LANDSCAPE_LOW] = {.panel = {618, 44, 1254, 160},
                       .half = 640,
                       .keys = {48, 548, 1824, 128},
                       .columns = 4,
                       .gap = 16,
                       .most = 128,
                       .rule = {618, 270, 1254, 2},
                       .trouble = {618, 316, 1254, 104},
                       .normal = {48, 698, 1824, 104}},
};

static void head(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type line = {TYPE_BODY, false, COL_INK2};

    panel_title(scene, ui_tr(ui, "Which one are you?"));
    if (plan->hint.h > 0)
        scene_paragraph(scene, plan->hint.x, plan->hint.y, plan->hint.w, 46, (int)plan->hint.h, line, LEFT,
                        ui_tr(ui, "Touch one to take a priority ticket. Staff may ask for proof."));
}

/* One of the two waits, or in words that there is none or none is known. */
static void figure(struct ui *ui, struct scene *scene, float x, float y, const struct wait *wait, enum colour colour)
{
    bool open = ui_hall_view(ui)->services[SDL_max(0, ui_visit(ui)->service)].open_counters > 0;
    struct type unit = {38, true, colour}, big = {80, true, colour}, words = {46, true, colour};
    char range[WORDS], line[2 * WORDS];

    if (words_range(wait, range)) {
        snprintf(line, sizeof line, ui_tr(ui, "[%s] min"), range);
        scene_mixed_fit(scene, x, y, 400, unit, big, LEFT, line);
    } else {
        scene_text_fit(scene, x, y - 6, 440, words, LEFT, words_no_range(ui_lang(ui), wait, open));
    }
}

static void figures(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct snapshot *snapshot = ui_snapshot(ui);
    int service = SDL_max(0, ui_visit(ui)->service);
    const struct place *panel = &plan->panel;
    float half = panel->x + plan->half, y = panel->y + panel->h * 0.29f, base = panel->y + panel->h * 0.81f;
    struct type small = {TYPE_CAPTION, false, COL_INK2}, bold = {TYPE_CAPTION, true, COL_INK};
    char caption[SCENE_TEXT];

    if (scene->large)
        str_copy(caption, sizeof caption, ui_tr(ui, "Ordinary"));
    else
        snprintf(caption, sizeof caption, ui_tr(ui, "%s · ordinary"),
                 text_in(&ui_hall(ui)->services[service].name, ui_lang(ui)));
    if (!scene_text_fits(scene, plan->half - 160, small, caption))
        str_copy(caption, sizeof caption, ui_tr(ui, "Ordinary"));
    scene_panel(scene, *panel, RADIUS_TILE, COL_TINT);
    scene_text_fit(scene, panel->x + 40, y, plan->half - 160, small, LEFT, caption);
    figure(ui, scene, panel->x + 40, base, &snapshot->hall.services[service].wait, COL_INK);
    scene_icon(scene, (struct place){half - 116, panel->y + panel->h / 2 - 36, 72, 72}, "right", COL_ACTION,
               COL_AMBER);
    scene_text(scene, half, y, bold, LEFT, ui_tr(ui, "Priority"));
    if (snapshot->service == service) figure(ui, scene, half, base, &snapshot->priority, COL_ACTION);
}

/* The size in which the name of every class fits: keys that belong together look alike. */
static int name_size(struct ui *ui, const struct scene *scene, int size, float room)
{
    struct type type = {size, true, COL_INK};

    for (int i = 1; i < hall_self_classes(ui_hall(ui)); i++)
        while (type.size > TYPE_BODY &&
               scene_text_width(scene, type, text_in(&ui_hall(ui)->classes[i].name, ui_lang(ui))) > room)
            type.size -= 2;
    return type.size;
}

/* Name and note beside the icon; the note takes two lines where one is too short. */
static void class_words(struct ui *ui, struct scene *scene, const struct visitor_class *class,
                        const struct face *face, float x, float room)
{
    const struct place *at = &face->place;
    bool low = at->h < 130 || scene->low;
    struct type name = {name_size(ui, scene, low ? 42 : scene->large ? TYPE_WAIT : 52, room), true, face->ink};
    struct type note = {low ? TYPE_SMALL : TYPE_CAPTION, false, face->ink2};
    const char *text = text_in(&class->note, ui_lang(ui)), *title = text_in(&class->name, ui_lang(ui));
    float middle = at->y + at->h / 2;
    bool two = scene_text_width(scene, note, text) > room * 1.05f && at->h >= (scene->large ? 148 : 120);
    float pitch = scene->large ? 46 : 34;

    if (two) {
        name.size = SDL_min(name.size, scene->large ? TYPE_BUTTON : low ? 38 : TYPE_WAIT);
        scene_text_fit(scene, x, middle - (scene->large ? 30 : 18), room, name, LEFT, title);
        scene_paragraph(scene, x, middle + (scene->large ? 16 : 18), room, pitch, 2, note, LEFT, text);
        return;
    }
    scene_text_fit(scene, x, middle + (scene->large ? -4 : low ? -3 : 1), room, name, LEFT, title);
    scene_text_fit(scene, x, middle + (scene->large ? 47 : low ? 36 : 45), room, note, LEFT, text);
}

static void class_key(struct ui *ui, struct scene *scene, int index, struct place place, bool refused)
{
    const struct visitor_class *class = &ui_hall(ui)->classes[index];
    char id[ITEM_ID];
    struct key key = {.id = id, .kind = KEY_TILE, .place = place, .label = text_in(&class->name, ui_lang(ui))};
    bool wide = place.w >= 560 && !(scene->large && scene->landscape);
    float side = place.w < 300 ? 0 : SDL_min(wide ? 100 : 84, place.h - 28), in = wide ? 38 : 20;
    float x = place.x + in + side + (wide ? 32 : side > 0 ? 18 : 0);
    struct face face;

    snprintf(id, sizeof id, "class.%s", class->code);
    key.disabled = refused || ui_visit(ui)->sending;
    face = widget_face(scene, &key);
    if (side > 0)
        widget_icon_box(scene, place.x + in, face.place.y + (place.h - side) / 2, side, side * 0.68f, class->icon,
                        &face);
    class_words(ui, scene, class, &face, x, place.x + place.w - x - (wide ? 104 : 20));
    if (wide)
        scene_icon(scene, (struct place){place.x + place.w - 86, face.place.y + place.h / 2 - 24, 48, 48}, "next",
                   face.ink2, face.ink2);
}

/* What priority means, openly: how much earlier the ticket counts. */
static void rule(struct ui *ui, struct scene *scene, const struct place *at)
{
    const struct hall *hall = ui_hall(ui);
    struct type second = {TYPE_CAPTION, false, COL_INK2};
    int most = 0;
    char line[SCENE_TEXT];

    for (int i = 1; i < hall_self_classes(hall); i++) most = SDL_max(most, hall->classes[i].head_start_s);
    snprintf(line, sizeof line,
             scene->large ? ui_tr(ui, "As if you came [%d minutes] earlier")
                          : ui_tr(ui, "[How it works]: as if you came [%d minutes] earlier."),
             most / 60);
    scene_icon(scene, (struct place){at->x - 2, at->y - (scene->large ? 44 : 35), 56, 56}, "heart", COL_AMBER,
               COL_AMBER);
    panel_mixed(scene, at->x + 72, at->y, at->w - 72, TYPE_CAPTION, LEFT, line);
    if (at->h > 0)
        scene_paragraph(scene, at->x + 72, at->y + 43, at->w - 72, 42, (int)at->h, second, LEFT,
                        ui_tr(ui, "The board and your ticket show it. Use it only if you need it."));
}

/* Sold out, say, in the meantime. */
static void why_not(struct scene *scene, struct place place, const struct offer_words *words)
{
    struct notice notice = {.place = place, .icon = "alert", .head = words->reason, .warns = true};

    if (words->next[0]) notice.line = words->next;
    panel_notice(scene, &notice);
    scene_note(scene, "class.trouble", "text", place, words->reason, words->next);
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];
    int n = SDL_max(1, hall_self_classes(ui_hall(ui)) - 1);
    struct grid grid = grid_in(plan->keys, n, plan->columns, plan->gap, plan->gap, 88, plan->most);
    struct offer_words words;
    bool refused = offer_refused(ui, SDL_max(0, ui_visit(ui)->service), &words);

    head(ui, scene, plan);
    figures(ui, scene, plan);
    if (scene->low && !scene->landscape) frame_mark(scene, 917);
    for (int i = 0; i < n; i++) class_key(ui, scene, i + 1, grid_place(&grid, i), refused);
    if (refused)
        why_not(scene, plan->trouble, &words);
    else
        rule(ui, scene, &plan->rule);
    widget_key(scene, &(struct key){.id = "class.normal",
                                    .kind = KEY_QUIET,
                                    .place = plan->normal,
                                    .label = ui_tr(ui, "Take an ordinary ticket"),
                                    .icon = "ticket",
                                    .icon_size = 52,
                                    .gap = 24,
                                    .size = 38,
                                    .bold = true,
                                    .disabled = refused || ui_visit(ui)->sending});
    ui_build_nav(ui, scene);
}

static void enter(struct ui *ui)
{
    ui_watch(ui, ui_visit(ui)->service, 0);
}

static void act(struct ui *ui, const char *id)
{
    if (strcmp(id, "class.normal") == 0)
        issue_send(ui, NULL);
    else if (strncmp(id, "class.", 6) == 0)
        issue_send(ui, id + 6);
}

const struct screen screen_class = {
    .name = "class", .build = build, .act = act, .enter = enter, .answer = issue_answered};
