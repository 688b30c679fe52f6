/* service: the services of one group, each with its wait. */
#include <string.h>

#include "ui/frame.h"
#include "ui/panel.h"
#include "ui/service_tile.h"

/* As home has them, between the title and the action row; low mode reads the list above and has names below. */
struct plan {
    struct place list; /* h 0: none */
    struct place tiles;
    int columns;
    float gap_x, gap_y, least, most; /* heights of a tile */
    enum tile_form form, flat;       /* flat: where that many leave no room for the form */
    float full;                      /* the least height of the form */
    int in_a_row;                    /* so few stand side by side, 0: as the others */
};
/* A flat key is no higher than that. */
enum { FLAT_MOST = 200 };
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {.tiles = {48, 284, 984, 1166},
                  .columns = 2,
                  .gap_x = 24,
                  .gap_y = 15,
                  .least = 200,
                  .most = 296,
                  .form = TILE_FULL,
                  .flat = TILE_QUICK,
                  .full = 280},
    [PORTRAIT_LARGE] = {.tiles = {48, 288, 984, 1040},
                        .columns = 2,
                        .gap_x = 16,
                        .gap_y = 18,
                        .least = 200,
                        .most = 284,
                        .form = TILE_LARGE,
                        .flat = TILE_QUICK,
                        .full = 270},
    [PORTRAIT_LOW] = {.list = {48, 316, 984, 552},
                      .tiles = {48, 984, 984, 466},
                      .columns = 3,
                      .gap_x = 16,
                      .gap_y = 20,
                      .least = 120,
                      .most = 196,
                      .form = TILE_NAME,
                      .flat = TILE_NAME},
    [LANDSCAPE] = {.tiles = {618, 44, 1254, 610},
                   .columns = 2,
                   .gap_x = 24,
                   .gap_y = 20,
                   .least = 130,
                   .most = 348,
                   .form = TILE_FULL,
                   .flat = TILE_QUICK,
                   .full = 330,
                   .in_a_row = 3},
    [LANDSCAPE_LARGE] = {.tiles = {618, 44, 1254, 610},
                         .columns = 2,
                         .gap_x = 24,
                         .gap_y = 20,
                         .least = 130,
                         .most = 200,
                         .form = TILE_QUICK,
                         .flat = TILE_QUICK},
    [LANDSCAPE_LOW] = {.list = {618, 44, 1254, 372},
                       .tiles = {48, 548, 1824, 264},
                       .columns = 4,
                       .gap_x = 16,
                       .gap_y = 16,
                       .least = 84,
                       .most = 184,
                       .form = TILE_NAME,
                       .flat = TILE_NAME},
};

static const struct service_group *chosen(struct ui *ui)
{
    return &ui_hall(ui)->groups[SDL_max(0, ui_visit(ui)->group)];
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];
    const struct service_group *group = chosen(ui);
    int columns = group->service_count <= plan->in_a_row ? plan->in_a_row : plan->columns;
    struct grid grid =
        grid_in(plan->tiles, group->service_count, columns, plan->gap_x, plan->gap_y, plan->least, plan->most);

    if (grid.first.h < plan->full) grid.first.h = SDL_min(grid.first.h, FLAT_MOST);
    panel_title(scene, text_in(&group->name, ui_lang(ui)));
    if (plan->list.h > 0) service_list(ui, scene, group->services, group->service_count, plan->list);
    if (plan->list.h > 0 && !scene->landscape) frame_mark(scene, 917);
    service_tiles(ui, scene, group->services, group->service_count, &grid, 0,
                  grid.first.h >= plan->full ? plan->form : plan->flat);
    ui_build_nav(ui, scene);
}

static void act(struct ui *ui, const char *id)
{
    if (strncmp(id, "service.", 8) != 0) return;
    ui_visit(ui)->service = hall_service(ui_hall(ui), id + 8);
    if (ui_visit(ui)->service >= 0) ui_go(ui, SCREEN_GUIDE);
}

const struct screen screen_service = {.name = "service", .build = build, .act = act};
