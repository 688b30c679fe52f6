/* Every screen in other windows than the panel's. Where pixels are few, sizes are what they can be; but nothing is cut
 * off or lies over another. */
#include <stdio.h>

#include "support/cmocka_all.h"
#include "support/picture.h"

static struct picture picture;

static void check_key(const struct scene *scene, int index)
{
    const struct item *item = &scene->items[index];
    SDL_Rect window = {0, 0, scene->w, scene->h};

    if (!picture_is_inside(&item->box, &window)) picture_complain("%s reaches out of the window", item->id);
    for (int i = index + 1; picture_is_key(item) && i < scene->item_count; i++)
        if (picture_is_key(&scene->items[i]) && picture_gap(&item->box, &scene->items[i].box) < 0)
            picture_complain("%s lies over %s", scene->items[i].id, item->id);
}

static void check_text(const struct scene *scene, int index)
{
    const SDL_Rect *ink = &picture.seen[index];
    SDL_Rect both;

    picture_check_text(&picture, index);
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];

        if (picture_is_key(item) && SDL_IntersectRect(ink, &item->box, &both) && both.w > 2 && both.h > 1 &&
            !picture_is_inside(ink, &item->box))
            picture_complain("“%s” is wider than %s", scene->nodes[index].text, item->id);
    }
}

static bool see(void *arg, struct ui *ui, const struct tour_stop *stop, struct err *err)
{
    const struct scene *scene = ui_scene(ui);

    (void)arg;
    (void)err;
    picture_begin(&picture, ui, stop, "");
    for (int i = 0; i < scene->item_count; i++) check_key(scene, i);
    for (int i = 0; i < scene->node_count; i++)
        if (scene->nodes[i].kind == NODE_TEXT && !picture.covered[i]) check_text(scene, i);
    picture_check_cut(&picture);
    return true;
}

/* Painted as well: what draws must bear any size. */
static const struct tour_plan plan = {TOUR_ALL, .painted = true, see, NULL};

static void a_small_window_is_whole(void **state)
{
    (void)state;
    picture_walk(240, 320, &plan, NULL);
}

static void a_window_of_odd_size_is_whole(void **state)
{
    (void)state;
    picture_walk(375, 667, &plan, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_small_window_is_whole),
                                       cmocka_unit_test(a_window_of_odd_size_is_whole)};

    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests_name("ui_windows", tests, NULL, NULL);
}
