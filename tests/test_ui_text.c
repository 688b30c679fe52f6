/* Lines of text: where they may break, and that what is measured is what is drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/draw.h"
#include "ui/text.h"

static struct fonts *fonts;
static const struct text_style style = {30, false, LANG_ZH_CN};

static int open_fonts(void **state)
{
    struct err err;

    (void)state;
    fonts = fonts_open(KIOSK_SOURCE_DIR "/fonts", "Noto Sans CJK", &err);
    return fonts ? 0 : -1;
}

static int close_fonts(void **state)
{
    (void)state;
    fonts_close(fonts);
    return 0;
}

/* The first line of text in a width of that many hanzi. */
static const char *first_line(const char *text, int hanzi)
{
    static char line[200];
    size_t n = text_break(fonts, style, text, hanzi * style.size + 1);

    assert_true(n > 0 && n <= strlen(text) && n < sizeof line);
    memcpy(line, text, n);
    line[n] = '\0';
    return line;
}

static void keeps_what_fits(void **state)
{
    (void)state;
    assert_string_equal(first_line("现在不用等", 5), "现在不用等");
    assert_string_equal(first_line("现在不用等", 4), "现在不用");
}

static void puts_no_closing_mark_at_a_line_start(void **state)
{
    (void)state;
    assert_string_equal(first_line("号码已经生效，不影响排队", 6), "号码已经生");
    assert_string_equal(first_line("没带齐？可先选", 3), "没带");
}

static void leaves_no_opening_mark_at_a_line_end(void **state)
{
    (void)state;
    assert_string_equal(first_line("请带原件（复印件也行）", 5), "请带原件");
}

static void splits_neither_numbers_nor_words(void **state)
{
    (void)state;
    assert_string_equal(first_line("请拨打 96777 报修", 5), "请拨打");
    assert_string_equal(first_line("Take a number", 4), "Take a");
}

static void breaks_what_has_no_place_to_break(void **state)
{
    (void)state;
    assert_true(strlen(first_line("Donaudampfschifffahrt", 2)) >= 1);
    assert_string_equal(first_line("，，，", 1), "，");
}

/* The same for words of the hall. */
static const char *first_part(const char *text, int hanzi)
{
    static char line[200];
    size_t n = text_break_well(fonts, style, text, hanzi * style.size + 1);

    assert_true(n > 0 && n <= strlen(text) && n < sizeof line);
    memcpy(line, text, n);
    line[n] = '\0';
    return line;
}

static void ends_a_line_where_the_sentence_pauses(void **state)
{
    (void)state;
    assert_string_equal(first_part("点一下就取优先号，窗口可能请您出示证件", 15), "点一下就取优先号，");
    assert_string_equal(first_part("Not sure? Choose any, we sort it out", 11), "Not sure? Choose any,");
    assert_string_equal(first_part("请看，大屏和小票都会写明您的优先号", 12),
                        "请看，大屏和小票都会写明"); /* too short a line */
    assert_string_equal(first_part("已登记，谢谢您", 12), "已登记，谢谢您");
}

static void leaves_no_single_word_to_the_last_line(void **state)
{
    (void)state;
    assert_string_equal(first_part("还有什么想说的？", 7), "还有什么");
    assert_string_equal(first_part("Anything else to say?", 9), "Anything");
}

static void takes_no_more_lines_for_a_good_break(void **state)
{
    (void)state;
    assert_string_equal(first_part("一二三四五，六七八九十一二三四五六", 9), "一二三四五，六七八");
}

static void survives_any_bytes(void **state)
{
    SDL_Surface *surface = draw_surface(64, 64);

    (void)state;
    text_draw(fonts, surface, style, -10, -10, "\xff\xfe\xe4\xb8", 0xFF000000);
    text_draw(fonts, surface, style, 0, 0, "", 0xFF000000);
    assert_true(text_break(fonts, style, "\xe4\xb8\xe4\xb8\xad\xff", 10) > 0);
    SDL_FreeSurface(surface);
}

static void draws_within_what_it_measures(void **state)
{
    int w = text_width(fonts, style, "8–12"), h = text_height(fonts, style);
    SDL_Surface *surface = draw_surface(w + 40, h);
    const uint32_t *pixels = surface->pixels;
    int inside = 0, outside = 0;

    (void)state;
    text_draw(fonts, surface, style, 0, 0, "8–12", 0xFFFFFFFF);
    for (int i = 0; i < surface->w * surface->h; i++) {
        if (!pixels[i]) continue;
        if (i % surface->w <= w)
            inside++;
        else
            outside++;
    }
    assert_true(inside > 50);
    assert_int_equal(outside, 0);
    SDL_FreeSurface(surface);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_fits),
        cmocka_unit_test(puts_no_closing_mark_at_a_line_start),
        cmocka_unit_test(leaves_no_opening_mark_at_a_line_end),
        cmocka_unit_test(splits_neither_numbers_nor_words),
        cmocka_unit_test(breaks_what_has_no_place_to_break),
        cmocka_unit_test(ends_a_line_where_the_sentence_pauses),
        cmocka_unit_test(leaves_no_single_word_to_the_last_line),
        cmocka_unit_test(takes_no_more_lines_for_a_good_break),
        cmocka_unit_test(survives_any_bytes),
        cmocka_unit_test(draws_within_what_it_measures),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
