/* Scenes: what can be pressed, what is repainted, and that no window size breaks a picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "ui/draw.h"
#include "ui/latency.h"
#include "ui/review_story.h"
#include "ui/widget.h"

static struct fonts *fonts;
static struct icons *icons;
static struct scene *scene, *other;

static int start(void **state)
{
    struct err err;

    (void)state;
    fonts = fonts_open(KIOSK_SOURCE_DIR "/fonts", "Noto Sans CJK", &err);
    icons = icons_open(KIOSK_SOURCE_DIR "/assets");
    scene = mem_zalloc(1, sizeof *scene);
    other = mem_zalloc(1, sizeof *other);
    scene->fonts = other->fonts = fonts;
    return fonts ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    free(scene);
    free(other);
    icons_close(icons);
    fonts_close(fonts);
    return 0;
}

/* Three keys one below the other, the second disabled. */
static void describe(struct scene *to, int w, int h, const char *pressed, const char *focus)
{
    static const char *const ids[] = {"key.a", "key.b", "key.c"};

    SDL_strlcpy(to->pressed, pressed, sizeof to->pressed);
    SDL_strlcpy(to->focus, focus, sizeof to->focus);
    scene_begin(to, w, h);
    for (int i = 0; i < 3; i++)
        widget_key(to, &(struct key){.id = ids[i],
                                     .kind = i ? KEY_NORMAL : KEY_PRIMARY,
                                     .place = {100, 100 + 200 * (float)i, 400, 100},
                                     .label = "取号",
                                     .icon = "ticket",
                                     .disabled = i == 1});
    scene_note(to, "note", "text", (struct place){100, 900, 400, 100}, "现在不用等", NULL);
    scene_end(to);
}

static void hits_face_and_lip(void **state)
{
    (void)state;
    describe(scene, 1080, 1920, "", "");
    assert_string_equal(scene_at(scene, 100, 100)->id, "key.a");
    assert_string_equal(scene_at(scene, 499, 100 + 100 + LIP_PRIMARY - 1)->id, "key.a");
    assert_null(scene_at(scene, 300, 100 + 100 + LIP_PRIMARY));
    assert_null(scene_at(scene, 99, 150));
}

static void hits_neither_disabled_nor_passive_items(void **state)
{
    (void)state;
    describe(scene, 1080, 1920, "", "");
    assert_null(scene_at(scene, 300, 350));
    assert_null(scene_at(scene, 300, 950));
    assert_non_null(scene_find(scene, "key.b"));
}

static void moves_the_focus_in_order_and_round(void **state)
{
    (void)state;
    describe(scene, 1080, 1920, "", "");
    assert_string_equal(scene_next(scene, "", 1)->id, "key.a");
    assert_string_equal(scene_next(scene, "key.a", 1)->id, "key.c");
    assert_string_equal(scene_next(scene, "key.c", 1)->id, "key.a");
    assert_string_equal(scene_next(scene, "", -1)->id, "key.c");
    scene_cover(scene);
    assert_null(scene_next(scene, "", 1));
}

static void repaints_only_what_differs(void **state)
{
    SDL_Rect damage[8], all = {0, 0, 0, 0};
    int n;

    (void)state;
    describe(scene, 1080, 1920, "", "");
    describe(other, 1080, 1920, "", "");
    assert_int_equal(scene_difference(scene, other, damage, 8), 0);
    describe(other, 1080, 1920, "key.a", "");
    n = scene_difference(scene, other, damage, 8);
    assert_true(n > 0);
    for (int i = 0; i < n; i++) SDL_UnionRect(&all, &damage[i], &all);
    assert_true(all.x >= 100 && all.y >= 100 && all.x + all.w <= 500 && all.y + all.h <= 210);
}

/* Painting the difference gives the same picture as painting everything. */
static void damage_makes_the_same_picture(void **state)
{
    SDL_Surface *part = draw_surface(1080, 1920), *whole = draw_surface(1080, 1920);
    SDL_Rect damage[8], all = {0, 0, 1080, 1920};
    int n;

    (void)state;
    describe(scene, 1080, 1920, "", "");
    describe(other, 1080, 1920, "key.c", "key.a");
    scene_paint(scene, icons, part, all);
    n = scene_difference(scene, other, damage, 8);
    for (int i = 0; i < n; i++) scene_paint(other, icons, part, damage[i]);
    scene_paint(other, icons, whole, all);
    assert_memory_equal(part->pixels, whole->pixels, (size_t)whole->pitch * 1920);
    SDL_FreeSurface(part);
    SDL_FreeSurface(whole);
}

static void any_window_size_works(void **state)
{
    static const int sizes[][2] = {{320, 240}, {240, 320}, {1, 1}, {3000, 40}, {7, 2000}, {3840, 2160}};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        SDL_Surface *surface = draw_surface(sizes[i][0], sizes[i][1]);

        describe(scene, sizes[i][0], sizes[i][1], "key.a", "key.c");
        scene_paint(scene, icons, surface, (SDL_Rect){0, 0, sizes[i][0], sizes[i][1]});
        assert_true(scene->landscape == (sizes[i][0] >= sizes[i][1]));
        SDL_FreeSurface(surface);
    }
}

static void more_than_fits_is_left_out(void **state)
{
    (void)state;
    scene_begin(scene, 1080, 1920);
    for (int i = 0; i < 2000; i++) {
        scene_rect(scene, (struct place){0, 0, 10, 10}, COL_INK);
        scene_note(scene, "n", "text", (struct place){0, 0, 10, 10}, "", NULL);
    }
    scene_end(scene);
    assert_int_equal(scene->node_count, SCENE_NODES);
    assert_int_equal(scene->item_count, SCENE_ITEMS);
}

static void long_lines_are_cut_to_their_room(void **state)
{
    float width;

    (void)state;
    scene_begin(scene, 1080, 1920);
    width = scene_text_fit(scene, 0, 100, 200, (struct type){56, true, COL_INK}, LEFT,
                           "一个名字非常非常长的业务名称，怎么也放不下");
    assert_true(width > 100 && width <= 201);
    assert_int_equal(scene->nodes[scene->node_count - 1].size, TYPE_FLOOR);
    assert_int_equal(scene_paragraph(scene, 0, 100, 200, 40, 2, (struct type){30, false, COL_INK}, LEFT,
                                     "第一行\n第二行很长很长很长很长\n第三行"),
                     2);
}

static void brackets_make_figures_strong(void **state)
{
    (void)state;
    scene_begin(scene, 1080, 1920);
    scene_mixed(scene, 0, 100, (struct type){28, false, COL_INK2}, (struct type){44, true, COL_INK}, LEFT,
                "约 [8–12] 分钟");
    assert_int_equal(scene->node_count, 1 + 3);
    assert_string_equal(scene->nodes[2].text, "8–12");
    assert_true(scene->nodes[2].bold && !scene->nodes[1].bold && !scene->nodes[3].bold);
    scene_mixed(scene, 0, 100, (struct type){28, false, COL_INK2}, (struct type){44, true, COL_INK}, LEFT, "[8");
    assert_string_equal(scene->nodes[4].text, "8");
}

static void latency_quantiles(void **state)
{
    struct latency latency = {0};

    (void)state;
    assert_true(latency_quantile(&latency, 0.5) <= 0);
    for (int i = 100; i >= 1; i--) latency_add(&latency, i);
    assert_int_equal((int)latency_quantile(&latency, 0.5), 50);
    assert_int_equal((int)latency_quantile(&latency, 0.99), 99);
    for (int i = 0; i < 2 * LATENCY_KEPT; i++) latency_add(&latency, 7);
    assert_int_equal((int)latency_quantile(&latency, 0.99), 7);
}

/* All lines of all pages, one after the other, without what only parts them. */
static void read_pages(const char *text, float high, char *out, size_t size)
{
    struct story story;

    scene_begin(scene, 1080, 1920);
    story = story_set(scene, 620, high, text);
    out[0] = '\0';
    for (int page = 0; page < story.pages; page++) {
        scene_begin(scene, 1080, 1920);
        story_page(scene, &story, 40, 400, high, page);
        for (int i = 0; i < scene->node_count; i++)
            if (scene->nodes[i].kind == NODE_TEXT) SDL_strlcat(out, scene->nodes[i].text, size);
    }
}

static void a_long_story_is_read_to_its_last_word(void **state)
{
    char solid[501], broken[501], told[1024];

    (void)state;
    for (int i = 0; i < 500; i++) {
        solid[i] = (char)('a' + i % 26);
        broken[i] = i % 5 == 4 ? '\n' : solid[i];
    }
    solid[500] = broken[500] = '\0';
    read_pages(solid, 264, told, sizeof told);
    assert_string_equal(told, solid);
    read_pages(broken, 142, told, sizeof told);
    assert_int_equal(strlen(told), 400);
    assert_memory_equal(told + 396, broken + 495, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hits_face_and_lip),
        cmocka_unit_test(hits_neither_disabled_nor_passive_items),
        cmocka_unit_test(moves_the_focus_in_order_and_round),
        cmocka_unit_test(repaints_only_what_differs),
        cmocka_unit_test(damage_makes_the_same_picture),
        cmocka_unit_test(any_window_size_works),
        cmocka_unit_test(more_than_fits_is_left_out),
        cmocka_unit_test(long_lines_are_cut_to_their_room),
        cmocka_unit_test(brackets_make_figures_strong),
        cmocka_unit_test(a_long_story_is_read_to_its_last_word),
        cmocka_unit_test(latency_quantiles),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
