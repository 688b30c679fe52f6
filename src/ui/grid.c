#include "ui/grid.h"

/* How high each of n keys is when they share the area in so many columns. */
static float grid_height(const struct place *area, int n, int columns, float gap_y)
{
    int rows = (n + columns - 1) / columns;

    return (area->h - (float)(rows - 1) * gap_y) / (float)rows;
}

int grid_few(struct place area, int count, int columns, float gap_y, float most)
{
    int few = 1;

    while (few < columns && grid_height(&area, SDL_max(1, count), few, gap_y) < most) few++;
    return few;
}

struct grid grid_in(struct place area, int count, int columns, float gap_x, float gap_y, float least, float most)
{
    struct grid grid = {.first = area, .gap_x = gap_x, .gap_y = gap_y};
    int n = SDL_max(1, count);

    while (columns < n && grid_height(&area, n, columns, gap_y) < least) columns++;
    grid.columns = columns;
    grid.first.h = SDL_min(grid_height(&area, n, columns, gap_y), most);
    grid.first.w = (area.w - (float)(columns - 1) * gap_x) / (float)columns;
    return grid;
}

struct place grid_place(const struct grid *grid, int index)
{
    struct place place = grid->first;

    place.x += (place.w + grid->gap_x) * (float)(index % grid->columns);
    place.y += (place.h + grid->gap_y) * (float)(index / grid->columns);
    return place;
}
