/* home: the services themselves, each with its wait, and what else one can do here. A hall of many services shows
 * groups of them (screen_service.c goes on from there), and directly those that most people come for. */
#include <stdio.h>
#include <string.h>

#include "ui/frame.h"
#include "ui/group_tile.h"
#include "ui/screen.h"
#include "ui/service_tile.h"

/* Where things stand; the second row's keys are all of one size. */
struct plan {
    struct place list; /* low mode: what the tiles do not say; h 0: none */
    struct place tiles;
    int columns;
    float gap_x, gap_y, least, most; /* heights of a tile */
    enum tile_form form;
    struct place second; /* the first of them */
    int second_columns;
    float second_gap, second_pitch;
};
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {.tiles = {48, 368, 984, 936},
                  .columns = 2,
                  .gap_x = 24,
                  .gap_y = 24,
                  .least = 128,
                  .most = 296,
                  .form = TILE_FULL,
                  .second = {48, 1344, 234, 148},
                  .second_columns = 4,
                  .second_gap = 16},
    [PORTRAIT_LARGE] = {.tiles = {48, 288, 984, 896},
                        .columns = 2,
                        .gap_x = 16,
                        .gap_y = 22,
                        .least = 110,
                        .most = 284,
                        .form = TILE_LARGE,
                        .second = {48, 1212, 484, 108},
                        .second_columns = 2,
                        .second_gap = 16,
                        .second_pitch = 128},
    [PORTRAIT_LOW] = {.list = {48, 352, 984, 516},
                      .tiles = {48, 984, 984, 412},
                      .columns = 3,
                      .gap_x = 16,
                      .gap_y = 20,
                      .least = 120,
                      .most = 196,
                      .form = TILE_NAME,
                      .second = {48, 1429, 234, 136},
                      .second_columns = 4,
                      .second_gap = 16},
    [LANDSCAPE] = {.tiles = {618, 44, 1254, 720},
                   .columns = 3,
                   .gap_x = 24,
                   .gap_y = 24,
                   .least = 150,
                   .most = 348,
                   .form = TILE_FULL,
                   .second = {48, 497, 252, 124},
                   .second_columns = 2,
                   .second_gap = 16,
                   .second_pitch = 144},
    [LANDSCAPE_LARGE] = {.tiles = {618, 44, 1254, 734},
                         .columns = 3,
                         .gap_x = 24,
                         .gap_y = 30,
                         .least = 110,
                         .most = 352,
                         .form = TILE_LARGE,
                         .second = {48, 526, 252, 116},
                         .second_columns = 2,
                         .second_gap = 16,
                         .second_pitch = 136},
    [LANDSCAPE_LOW] = {.list = {618, 44, 1254, 372},
                       .tiles = {48, 548, 1824, 184},
                       .columns = 6,
                       .gap_x = 16,
                       .gap_y = 16,
                       .least = 84,
                       .most = 184,
                       .form = TILE_NAME,
                       .second = {48, 758, 444, 164},
                       .second_columns = 4,
                       .second_gap = 16},
};

/* The same for groups: the direct keys stand in a row of their own below them, with their caption; in low mode all
 * keys stand together. */
struct group_plan {
    struct place tiles;
    int columns;
    float gap_x, gap_y, least, most;
    struct place direct; /* both keys; h 0: among the tiles */
    float caption;       /* baseline, 0: none */
};
static const struct group_plan group_plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {{48, 368, 984, 704}, 2, 24, 24, 200, 340, {48, 1158, 984, 136}, 1134},
    [PORTRAIT_LARGE] = {{48, 288, 984, 732}, 2, 16, 22, 110, 354, {48, 1042, 984, 150}, 0},
    [PORTRAIT_LOW] = {{48, 984, 984, 412}, 3, 16, 20, 110, 196, {0, 0, 0, 0}, 0},
    [LANDSCAPE] = {{618, 44, 1254, 530}, 2, 24, 24, 200, 252, {618, 642, 1254, 122}, 622},
    [LANDSCAPE_LARGE] = {{618, 44, 1254, 552}, 2, 24, 24, 200, 264, {618, 620, 1254, 158}, 0},
    [LANDSCAPE_LOW] = {{48, 548, 1824, 184}, 8, 16, 16, 84, 184, {0, 0, 0, 0}, 0},
};

static bool is_busy(const struct ui *ui)
{
    bool busy = false;

    for (int i = 0; i < ui_hall(ui)->service_count; i++) busy |= service_over_target(ui, i);
    return busy;
}

/* What to do first, below the greeting. */
static void first_step(const struct ui *ui, const struct scene *scene, char out[SCENE_TEXT])
{
    const struct hall *hall = ui_hall(ui);

    if (scene->low)
        snprintf(out, SCENE_TEXT, "%s", ui_tr(ui, "Read above, touch below"));
    else if (hall->group_count)
        snprintf(out, SCENE_TEXT, ui_tr(ui, "Pick a group first: %d services in all"), hall->service_count);
    else
        snprintf(out, SCENE_TEXT, "%s",
                 is_busy(ui) ? ui_tr(ui, "Busy today: see how long each one takes")
                             : ui_tr(ui, "Pick a service to see what to bring"));
}

static void greeting(struct ui *ui, struct scene *scene)
{
    struct type title = {scene->landscape ? TYPE_CLOCK : TYPE_GREETING, true, COL_INK};
    struct type line = {TYPE_BODY, false, COL_INK2};
    bool longer = ui_lang(ui) != LANG_ZH_CN;
    char step[SCENE_TEXT];
    float y = scene->low ? 194 : 205;

    if (scene->landscape) {
        if (scene->large) title.size = TYPE_WAIT;
        y = scene->low ? 330 : scene->large ? 382 : 372;
        scene_paragraph(scene, MARGIN, y, 520, scene->low ? 70 : 76, 2, title, LEFT,
                        ui_tr(ui, "Hello.\nHow can we help?"));
        return;
    }
    if (ui_lang(ui) == LANG_EN) title.size = 60;
    if (scene->large) {
        scene_text_fit(scene, MARGIN, 250, 984, title, LEFT, ui_tr(ui, "Hello. How can we help?"));
        return;
    }
    scene_text_fit(scene, MARGIN, longer ? 252 : 255, 716, title, LEFT, ui_tr(ui, "Hello. How can we help?"));
    first_step(ui, scene, step);
    scene_text_fit(scene, MARGIN, scene->low ? 311 : 316, 640, line, LEFT, step);
    if (scene_contrast(scene)) return;
    if (longer)
        scene_picture(scene, (struct place){776, y, 256, 136}, "harbour-day");
    else
        scene_picture(scene, (struct place){716, y - 29, 316, 168}, "harbour-day");
}

static const struct second {
    const char *id, *icon, *label;
    enum screen_id leads_to;
} seconds[] = {
    {"home.rate", "rate", N_("Rate us"), SCREEN_RATE},
    {"home.complain", "complain", N_("Complaints"), SCREEN_COMPLAINT_KIND},
    {"home.lookup", "lookup", N_("My number"), SCREEN_LOOKUP},
    {"home.info", "info", N_("Hall guide"), SCREEN_INFO},
};

static void second_row(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    bool flat = scene->large && !scene->landscape, wide = scene_layout(scene) == LANDSCAPE;
    const char *labels[SDL_arraysize(seconds)];
    int n = 0, size;

    for (size_t i = 0; i < SDL_arraysize(seconds); i++) labels[i] = ui_tr(ui, seconds[i].label);
    size = scene_common_size(scene, (struct type){TYPE_BODY, false, COL_INK}, plan->second.w - 32, labels,
                             (int)SDL_arraysize(seconds));

    for (size_t i = 0; i < SDL_arraysize(seconds); i++) {
        struct place place = plan->second;

        if (!screen_of(seconds[i].leads_to)) continue;
        place.x += (place.w + plan->second_gap) * (float)(n % plan->second_columns);
        place.y += plan->second_pitch * (float)(n / plan->second_columns);
        widget_key(scene, &(struct key){.id = seconds[i].id,
                                        .kind = KEY_TILE,
                                        .place = place,
                                        .label = labels[i],
                                        .icon = seconds[i].icon,
                                        .icon_size = scene->large && !flat ? 48 : 56,
                                        .gap = flat           ? 28
                                               : scene->large ? 6
                                               : wide         ? 14
                                                              : 17,
                                        .lift = wide ? 4 : 0,
                                        .size = flat ? TYPE_BUTTON : size,
                                        .stacked = !flat});
        n++;
    }
}

static void services(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    int count = ui_hall(ui)->service_count, all[MAX_SERVICES];
    int columns = grid_few(plan->tiles, count, plan->columns, plan->gap_y, plan->most);
    struct grid grid = grid_in(plan->tiles, count, columns, plan->gap_x, plan->gap_y, plan->least, plan->most);

    for (int i = 0; i < count; i++) all[i] = i;
    if (plan->list.h > 0) service_list(ui, scene, all, count, plan->list);
    service_tiles(ui, scene, all, count, &grid, 0, plan->form);
}

/* The usually busiest services, at one touch as if there were no groups. */
static void direct_keys(struct ui *ui, struct scene *scene, const struct group_plan *plan, int count)
{
    struct grid grid = grid_in(plan->direct, count, count, plan->gap_x, 0, 0, plan->direct.h);
    struct type caption = {TYPE_CAPTION, false, COL_INK2};

    if (plan->caption > 0)
        scene_text(scene, plan->direct.x, plan->caption, caption, LEFT, ui_tr(ui, "What most people come for"));
    service_tiles(ui, scene, ui_snapshot(ui)->busiest, count, &grid, 0, TILE_QUICK);
}

static void groups(struct ui *ui, struct scene *scene, const struct place *list)
{
    const struct group_plan *plan = &group_plans[scene_layout(scene)];
    int groups = ui_hall(ui)->group_count, direct = SDL_min(FEED_BUSIEST, ui_hall(ui)->service_count);
    bool apart = plan->direct.h > 0;
    int keys = groups + (apart ? 0 : direct);
    int columns = grid_few(plan->tiles, keys, plan->columns, plan->gap_y, plan->most);
    struct grid grid = grid_in(plan->tiles, keys, columns, plan->gap_x, plan->gap_y, plan->least, plan->most);

    if (list->h > 0) group_list(ui, scene, *list);
    for (int i = 0; i < groups; i++) group_tile(ui, scene, i, grid_place(&grid, i));
    if (apart) direct_keys(ui, scene, plan, direct);
    if (!apart) service_tiles(ui, scene, ui_snapshot(ui)->busiest, direct, &grid, groups, TILE_NAME);
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];

    greeting(ui, scene);
    if (ui_hall(ui)->group_count)
        groups(ui, scene, &plan->list);
    else
        services(ui, scene, plan);
    if (plan->list.h > 0 && !scene->landscape) frame_mark(scene, 917);
    second_row(ui, scene, plan);
}

static void act(struct ui *ui, const char *id)
{
    for (size_t i = 0; i < SDL_arraysize(seconds); i++)
        if (strcmp(id, seconds[i].id) == 0) ui_go(ui, seconds[i].leads_to);
    if (strncmp(id, "group.", 6) == 0) {
        ui_visit(ui)->group = hall_group(ui_hall(ui), id + 6);
        if (ui_visit(ui)->group >= 0) ui_go(ui, SCREEN_SERVICE);
    }
    if (strncmp(id, "service.", 8) != 0) return;
    ui_visit(ui)->service = hall_service(ui_hall(ui), id + 8);
    if (ui_visit(ui)->service >= 0) ui_go(ui, SCREEN_GUIDE);
}

const struct screen screen_home = {.name = "home", .at_rest = true, .build = build, .act = act};
