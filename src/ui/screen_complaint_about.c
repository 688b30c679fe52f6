/* complaint_about: which visit, service or counter it is about, or the hall itself. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/panel.h"
#include "ui/wizard.h"
#include "ui/words.h"

static struct filing *filing_of(struct ui *ui)
{
    return &ui_visit(ui)->filing;
}

static bool has_visit(struct ui *ui)
{
    return ui_visit(ui)->ticket.token[0] != '\0';
}

static const struct {
    const char *id, *icon, *name, *line;
    enum case_about about;
} tiles[] = {
    {"about.visit", "ticket", N_("This visit"), N_("Find it by your slip"), ABOUT_VISIT},
    {"about.service", "grid", N_("A service"), N_("Such as a transfer"), ABOUT_SERVICE},
    {"about.counter", "window", N_("A counter"), N_("You know its number"), ABOUT_COUNTER},
    {"about.hall", "hall", N_("The hall itself"), N_("Seats, cleanliness, machines"), ABOUT_HALL},
};

struct plan {
    float x, y, w, h, pitch_x, pitch_y; /* of the four tiles, two a row unless landscape is low */
    float question;                     /* baseline of the second question */
    struct place list;                  /* room for its answers */
    struct place chosen;                /* panel that repeats the answer, h 0: none */
};

/* clang-format off */
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {48, 348, 484, 196, 500, 220, 856, {48, 896, 984, 324}, {48, 1244, 984, 122}},
    [PORTRAIT_LARGE] = {48, 268, 484, 172, 500, 194, 712, {48, 744, 984, 580}, {0}},
    [PORTRAIT_LOW] = {48, 968, 484, 100, 500, 116, 0, {48, 1206, 984, 240}, {48, 400, 984, 122}},
    [LANDSCAPE] = {618, 44, 617, 124, 637, 146, 378, {618, 406, 1254, 244}, {0}},
    [LANDSCAPE_LARGE] = {618, 44, 617, 124, 637, 146, 390, {618, 412, 1254, 244}, {0}},
    [LANDSCAPE_LOW] = {618, 44, 617, 0, 0, 0, 0, {618, 660, 1254, 160}, {0}},
};
/* clang-format on */

static const struct plan *plan_of(const struct scene *scene)
{
    return &plans[scene_layout(scene)];
}

static void tile(struct ui *ui, struct scene *scene, const struct plan *plan, int i)
{
    struct choice choice = {.id = tiles[i].id, .icon = tiles[i].icon, .name = ui_tr(ui, tiles[i].name), .bare = true};
    char mine[SCENE_TEXT];

    choice.line = ui_tr(ui, tiles[i].line);
    if (tiles[i].about == ABOUT_VISIT && has_visit(ui)) {
        snprintf(mine, sizeof mine, ui_tr(ui, "My number %s"), ui_visit(ui)->ticket.number);
        choice.line = mine;
    }
    choice.chosen = filing_of(ui)->about_chosen && filing_of(ui)->about == tiles[i].about;
    if (scene_layout(scene) == LANDSCAPE_LOW)
        choice.place = (struct place){618 + 317.0f * (float)i, 548, 303, 96};
    else
        choice.place = (struct place){plan->x + plan->pitch_x * (float)(i % 2),
                                      plan->y + plan->pitch_y * (float)(i / 2), plan->w, plan->h};
    wizard_choice(scene, &choice);
}

/* Answers in as few columns as let all rows fit; the last answer may be wide. */
struct cells {
    struct place list;
    int columns, rows;
    float w, h, gap;
};

static struct cells cells_for(struct place list, int count, int least)
{
    struct cells cells = {.list = list, .gap = 14};

    for (cells.columns = least; cells.columns < 10; cells.columns++) {
        cells.rows = (count + cells.columns - 1) / cells.columns;
        cells.h = (list.h - 20.0f * (float)(cells.rows - 1)) / (float)cells.rows - LIP;
        if (cells.h >= 88) break;
    }
    cells.h = SDL_min(cells.h, 132);
    cells.w = (list.w - cells.gap * (float)(cells.columns - 1)) / (float)cells.columns;
    return cells;
}

static struct place cell(const struct cells *cells, int i)
{
    return (struct place){cells->list.x + (cells->w + cells->gap) * (float)(i % cells->columns),
                          cells->list.y + (cells->h + 20 + LIP) * (float)(i / cells->columns), cells->w, cells->h};
}

static void answer_key(struct scene *scene, const char *id, struct place place, const char *name, const char *line,
                       bool chosen)
{
    struct key key = {.id = id, .kind = KEY_NORMAL, .place = place, .label = name, .chosen = chosen};
    struct face face = widget_face(scene, &key);
    struct type type = {38, face.bold, face.ink}, small = {TYPE_SMALL, false, face.ink2};
    float cx = face.place.x + place.w / 2, middle = face.place.y + place.h / 2;
    bool two = line && line[0] && place.h >= (scene->large ? 120 : 88) &&
               scene_text_width(scene, small, line) <= (place.w - 20) * 1.05f;

    scene_text_fit(scene, cx, middle + (two ? -2 : 14), place.w - 20, type, CENTRE, name);
    if (two) scene_text_fit(scene, cx, middle + (scene->large ? 50 : 40), place.w - 20, small, CENTRE, line);
    if (chosen) {
        scene_circle(scene, place.x + place.w - 8, face.place.y + 6, 30, COL_GROUND);
        widget_badge(scene, place.x + place.w - 8, face.place.y + 6, 26, COL_ACTION, COL_ON_ACTION);
    }
}

static void counters(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct hall *hall = ui_hall(ui);
    int wide = scene->landscape && !scene->large ? 6 : 4;
    struct cells cells = cells_for(plan->list, hall->counter_count + 1, SDL_min(wide, hall->counter_count + 1));
    struct place place;

    for (int i = 0; i < hall->counter_count; i++) {
        const struct counter *counter = &hall->counters[i];
        const char *first = text_in(&hall->services[counter->own[0]].name, ui_lang(ui));
        char id[ITEM_ID], name[SCENE_TEXT];

        snprintf(id, sizeof id, "counter.%d", counter->number);
        snprintf(name, sizeof name, ui_tr(ui, "Counter %d"), counter->number);
        answer_key(scene, id, cell(&cells, i), name, first, filing_of(ui)->counter == counter->number);
    }
    place = cell(&cells, hall->counter_count);
    place.w = plan->list.x + plan->list.w - place.x;
    place.w = SDL_min(place.w, 2 * cells.w + cells.gap);
    answer_key(scene, "counter.unknown", place, ui_tr(ui, "Not sure"), NULL,
               filing_of(ui)->counter == COUNTER_UNKNOWN);
}

static void services(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct hall *hall = ui_hall(ui);
    struct cells cells = cells_for(plan->list, hall->service_count, scene->landscape ? 3 : 2);

    for (int i = 0; i < hall->service_count; i++) {
        char id[ITEM_ID];

        snprintf(id, sizeof id, "about.service.%s", hall->services[i].code);
        answer_key(scene, id, cell(&cells, i), text_in(&hall->services[i].name, ui_lang(ui)),
                   text_in(&hall->services[i].line, ui_lang(ui)), filing_of(ui)->service == i + 1);
    }
}

static void question(struct ui *ui, struct scene *scene, const struct plan *plan, const char *text)
{
    struct type type = {TYPE_WAIT, true, COL_INK}, small = {TYPE_CAPTION, false, COL_INK2};
    float w;

    if (plan->question <= 0) return;
    w = scene_text(scene, plan->list.x, plan->question, type, LEFT, text);
    scene_text_fit(scene, plan->list.x + w + 36, plan->question, plan->list.w - w - 36, small, LEFT,
                   ui_tr(ui, "Touch again to undo"));
}

static void chosen_panel(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct filing *f = filing_of(ui);
    char about[SCENE_TEXT], line[2 * SCENE_TEXT];

    if (plan->chosen.h <= 0 || filing_about_missing(f, has_visit(ui))) return;
    wizard_about(ui, about);
    snprintf(line, sizeof line, ui_tr(ui, "You chose [%s]"), about);
    panel_notice(scene, &(struct notice){.place = plan->chosen,
                                         .icon = f->about == ABOUT_COUNTER ? "window" : "check",
                                         .icon_size = 56,
                                         .head = line});
    scene_note(scene, "about.chosen", "text", plan->chosen, about, NULL);
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = plan_of(scene);
    const struct filing *f = filing_of(ui);

    wizard_head(ui, scene, 2, ui_tr(ui, "What is it about?"), NULL);
    for (int i = 0; i < 4; i++) tile(ui, scene, plan, i);
    if (f->about_chosen && f->about == ABOUT_COUNTER) {
        question(ui, scene, plan, ui_tr(ui, "Which counter?"));
        counters(ui, scene, plan);
    } else if (f->about_chosen && f->about == ABOUT_SERVICE) {
        question(ui, scene, plan, ui_tr(ui, "Which service?"));
        services(ui, scene, plan);
    }
    chosen_panel(ui, scene, plan);
    if (scene_layout(scene) == PORTRAIT_LOW) frame_mark(scene, 917);
    ui_build_nav_as(ui, scene, trc(ui_lang(ui), "step", "Back"));
    wizard_next(ui, scene, frame_of(scene)->primary, ui_tr(ui, "Next"), filing_about_missing(f, has_visit(ui)));
}

/* Without a ticket that is proved to be the visitor's it has to be found first. */
static void find_visit(struct ui *ui)
{
    memset(&ui_visit(ui)->lookup, 0, sizeof ui_visit(ui)->lookup);
    ui_visit(ui)->lookup.to_rate = ui_visit(ui)->lookup.to_complain = true;
    ui_go(ui, SCREEN_LOOKUP);
}

static void choose_about(struct ui *ui, const char *id)
{
    struct filing *f = filing_of(ui);

    for (size_t i = 0; i < SDL_arraysize(tiles); i++) {
        if (strcmp(id, tiles[i].id) != 0) continue;
        f->about_chosen = true;
        f->about = tiles[i].about;
        if (f->about == ABOUT_VISIT && !has_visit(ui)) find_visit(ui);
        return;
    }
}

static void act(struct ui *ui, const char *id)
{
    struct filing *f = filing_of(ui);
    long long number;

    if (strcmp(id, "nav.next") == 0) {
        if (!filing_about_missing(f, has_visit(ui))) wizard_go_on(ui, SCREEN_COMPLAINT_TEXT);
    } else if (strncmp(id, "about.service.", 14) == 0) {
        int service = hall_service(ui_hall(ui), id + 14) + 1;

        f->service = f->service == service ? 0 : service;
    } else if (strcmp(id, "counter.unknown") == 0) {
        f->counter = f->counter == COUNTER_UNKNOWN ? 0 : COUNTER_UNKNOWN;
    } else if (strncmp(id, "counter.", 8) == 0 && str_to_int(id + 8, 1, 9999, &number)) {
        f->counter = f->counter == (int)number ? 0 : (int)number;
    } else {
        choose_about(ui, id);
    }
}

const struct screen screen_complaint_about = {.name = "complaint_about", .build = build, .act = act};
