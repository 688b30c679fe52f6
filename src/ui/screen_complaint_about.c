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
    {"about.counter", "window", N_("A counter"), N_("By its number"), ABOUT_COUNTER},
    {"about.hall", "hall", N_("This hall"), N_("Seats, machines"), ABOUT_HALL},
};

struct plan {
    float x, y, w, h, pitch_x, pitch_y; /* of the four tiles, two a row unless landscape is low */
    float question;                     /* baseline of the second question */
    struct place list;                  /* room for its answers */
    struct place chosen;                /* panel that repeats the answer, h 0: none */
};

/* clang-format off */
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {48, 348, 484, 196, 500, 220, 856, {48, 896, 984, 356}, {48, 1292, 984, 122}},
    [PORTRAIT_LARGE] = {48, 268, 484, 172, 500, 194, 724, {48, 764, 984, 566}, {0}},
    [PORTRAIT_LOW] = {48, 968, 484, 100, 500, 116, 0, {48, 1206, 984, 240}, {48, 400, 984, 122}},
    [LANDSCAPE] = {618, 44, 617, 124, 637, 146, 378, {618, 406, 1254, 244}, {0}},
    [LANDSCAPE_LARGE] = {618, 44, 617, 124, 637, 146, 390, {618, 412, 1254, 244}, {0}},
    [LANDSCAPE_LOW] = {48, 548, 444, 96, 460, 0, 0, {48, 668, 1824, 148}, {0}},
};
/* clang-format on */

static const struct plan *plan_of(const struct scene *scene)
{
    return &plans[scene_layout(scene)];
}

/* The names of the four tiles are of one size. */
static int tile_size(struct ui *ui, const struct scene *scene, const struct plan *plan)
{
    bool low = scene_layout(scene) == LANDSCAPE_LOW;
    float room = low ? 250 : plan->w - (scene->large ? 120 : 190);
    const char *names[SDL_arraysize(tiles)];

    for (size_t i = 0; i < SDL_arraysize(tiles); i++) names[i] = ui_tr(ui, tiles[i].name);
    return scene_common_size(scene, (struct type){low || plan->h < 140 ? 40 : 44, true, COL_INK}, room, names,
                             (int)SDL_arraysize(tiles));
}

static void tile(struct ui *ui, struct scene *scene, const struct plan *plan, int i)
{
    struct choice choice = {.id = tiles[i].id, .icon = tiles[i].icon, .name = ui_tr(ui, tiles[i].name), .bare = true};
    char mine[SCENE_TEXT];

    choice.line = ui_tr(ui, tiles[i].line);
    choice.size = tile_size(ui, scene, plan);
    if (tiles[i].about == ABOUT_VISIT && has_visit(ui)) {
        snprintf(mine, sizeof mine, ui_tr(ui, "My number %s"), ui_visit(ui)->ticket.number);
        choice.line = mine;
    }
    choice.chosen = filing_of(ui)->about_chosen && filing_of(ui)->about == tiles[i].about;
    if (scene_layout(scene) == LANDSCAPE_LOW) choice.line = NULL;
    if (scene_layout(scene) == LANDSCAPE_LOW)
        choice.place = (struct place){plan->x + plan->pitch_x * (float)i, plan->y, plan->w, plan->h};
    else
        choice.place = (struct place){plan->x + plan->pitch_x * (float)(i % 2),
                                      plan->y + plan->pitch_y * (float)(i / 2), plan->w, plan->h};
    wizard_choice(scene, &choice);
}

enum { ANSWERS = MAX_COUNTERS + 1, ANSWER_GAP = 14 };

/* The answers to the second question. */
struct answer {
    char id[ITEM_ID], name[SCENE_TEXT];
    const char *line; /* "" : none */
    bool chosen;
    const char *icon; /* beside the name where the key has room; or NULL */
};
struct answers {
    struct answer list[ANSWERS];
    int count;
};

/* Answers in as few columns as let all rows fit. */
struct cells {
    struct place list;
    int columns, rows;
    float w, h;
};

static struct cells cells_for(struct place list, int count, int least)
{
    struct cells cells = {.list = list};

    for (cells.columns = least; cells.columns < 10; cells.columns++) {
        cells.rows = (count + cells.columns - 1) / cells.columns;
        cells.h = (list.h - ANSWER_GAP * (float)(cells.rows - 1)) / (float)cells.rows - LIP;
        if (cells.h >= 88) break;
    }
    cells.h = SDL_min(cells.h, 132);
    cells.w = (list.w - ANSWER_GAP * (float)(cells.columns - 1)) / (float)cells.columns;
    return cells;
}

static struct place cell(const struct cells *cells, int i)
{
    return (struct place){cells->list.x + (cells->w + ANSWER_GAP) * (float)(i % cells->columns),
                          cells->list.y + (cells->h + ANSWER_GAP + LIP) * (float)(i / cells->columns), cells->w,
                          cells->h};
}

/* How all answers look: the size of their names, and whether each has its line. */
struct answer_look {
    struct type name, line;
    bool lined;
};

static struct answer_look look_for(const struct scene *scene, const struct answers *answers,
                                   const struct cells *cells)
{
    struct answer_look look = {{38, true, COL_INK}, {TYPE_SMALL, false, COL_INK2}, cells->h >= 96};
    const char *names[ANSWERS];

    for (int i = 0; i < answers->count; i++) {
        names[i] = answers->list[i].name;
        look.lined =
            look.lined && scene_text_width(scene, look.line, answers->list[i].line) <= (cells->w - 20) * 1.05f;
    }
    if (scene->large && cells->h < 120) look.lined = false;
    look.name.size = scene_common_size(scene, look.name, cells->w - 24, names, answers->count);
    return look;
}

static void answer_key(struct scene *scene, struct place place, const struct answer *answer,
                       const struct answer_look *look)
{
    struct key key = {
        .id = answer->id, .kind = KEY_NORMAL, .place = place, .label = answer->name, .chosen = answer->chosen};
    struct face face = widget_face(scene, &key);
    struct type name = {look->name.size, face.bold, face.ink}, line = {look->line.size, false, face.ink2};
    float cx = face.place.x + place.w / 2, middle = face.place.y + place.h / 2;
    bool two = look->lined && answer->line[0];
    float width = scene_text_width(scene, name, answer->name);
    bool split = !two && width > place.w - 20;
    float icon = answer->icon && place.w >= width + 100 && !two ? 44 : 0, shift = icon > 0 ? (icon + 16) / 2 : 0;

    if (split) /* a long name, or many answers: it takes two lines */
        scene_paragraph(scene, cx, middle - (scene->large ? 8 : 6), place.w - 16, scene->large ? 46 : 34, 2, name,
                        CENTRE, answer->name);
    else
        scene_text_fit(scene, cx + shift, middle + (two ? -4 : 14), place.w - 20 - 2 * shift, name, CENTRE,
                       answer->name);
    if (two) scene_text_fit(scene, cx, middle + (scene->large ? 48 : 36), place.w - 20, line, CENTRE, answer->line);
    if (icon > 0)
        scene_icon(scene, (struct place){cx - shift - width / 2, middle - icon / 2, icon, icon}, answer->icon,
                   face.icon, face.accent);
    if (answer->chosen) wizard_corner_badge(scene, &face);
}

/* A last answer alone, with room left beside it, is twice as wide. */
static void answer_keys(struct scene *scene, const struct answers *answers, const struct cells *cells, bool widen)
{
    struct answer_look look = look_for(scene, answers, cells);

    for (int i = 0; i < answers->count; i++) {
        struct place place = cell(cells, i);

        if (widen && i == answers->count - 1 && answers->count % cells->columns) place.w = 2 * cells->w + ANSWER_GAP;
        answer_key(scene, place, &answers->list[i], &look);
    }
}

static void counters(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct hall *hall = ui_hall(ui);
    struct answers answers = {.count = SDL_min(hall->counter_count, ANSWERS - 1)};
    int columns = scene_layout(scene) == PORTRAIT_LARGE ? 3 : scene_layout(scene) == LANDSCAPE_LOW ? 7 : 4;
    struct cells cells = cells_for(plan->list, answers.count + 1, SDL_min(columns, answers.count + 1));
    struct answer *unknown = &answers.list[answers.count];

    for (int i = 0; i < answers.count; i++) {
        const struct counter *counter = &hall->counters[i];
        struct answer *answer = &answers.list[i];

        snprintf(answer->id, sizeof answer->id, "counter.%d", counter->number);
        snprintf(answer->name, sizeof answer->name, ui_tr(ui, "Counter %d"), counter->number);
        answer->line = text_in(&hall->services[counter->own[0]].name, ui_lang(ui));
        answer->chosen = filing_of(ui)->counter == counter->number;
    }
    *unknown = (struct answer){"counter.unknown", "", "", filing_of(ui)->counter == COUNTER_UNKNOWN, "ask"};
    str_copy(unknown->name, sizeof unknown->name, ui_tr(ui, "Not sure"));
    answers.count++;
    answer_keys(scene, &answers, &cells, true);
}

static void services(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct hall *hall = ui_hall(ui);
    struct answers answers = {.count = SDL_min(hall->service_count, ANSWERS)};
    struct cells cells = cells_for(plan->list, answers.count, scene->landscape ? 3 : 2);

    for (int i = 0; i < answers.count; i++) {
        struct answer *answer = &answers.list[i];

        snprintf(answer->id, sizeof answer->id, "about.service.%s", hall->services[i].code);
        str_copy(answer->name, sizeof answer->name, text_in(&hall->services[i].name, ui_lang(ui)));
        answer->line = text_in(&hall->services[i].line, ui_lang(ui));
        answer->chosen = filing_of(ui)->service == i + 1;
    }
    answer_keys(scene, &answers, &cells, false);
}

static void question(struct ui *ui, struct scene *scene, const struct plan *plan, const char *text)
{
    struct type type = {scene->landscape ? TYPE_LIST : TYPE_WAIT, true, COL_INK};
    struct type small = {TYPE_CAPTION, false, COL_INK2};
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
