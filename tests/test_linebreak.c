/* Where lines end: Chinese marks, figures with their units, words, emoji, and bytes that are no text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/linebreak.h"
#include "base/str.h"
#include "support/cmocka_all.h"

enum { ROOM = 4000 };

static bool within(const char *line, const char *set)
{
    uint32_t c = utf8_next(&line), member;

    while ((member = utf8_next(&set)))
        if (c == member) return true;
    return false;
}

/* text broken into lines of at most that many bytes, with | between them. */
static const char *lines(const char *text, size_t max)
{
    static char out[ROOM];
    size_t n = 0;

    while (*text) {
        size_t end = strlen(text) <= max ? strlen(text) : linebreak_end(text, max);

        assert_true(end > 0 && end <= strlen(text) && n + end + 2 < sizeof out);
        memcpy(out + n, text, end);
        n += end;
        text += end;
        while (*text == ' ') text++;
        if (*text) out[n++] = '|';
    }
    out[n] = '\0';
    return out;
}

static void marks_stand_at_neither_wrong_end(void **state)
{
    static const char *const texts[] = {
        "现在：请您到（三号）窗口，谢谢。“您好”……《须知》、明天；好吗？好！多谢·多谢",
        "現在：請您到（三號）窗口，謝謝。「您好」……《須知》、明天；好嗎？好！多謝·多謝",
        "Now: please (as said) go to the desk, thank you; “well”... is it? It is!",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t max = 18; max < strlen(texts[i]); max++) {
            const char *broken = lines(texts[i], max);

            for (const char *bar = strchr(broken, '|'); bar; bar = strchr(bar + 1, '|')) {
                const char *last = bar - 1;

                while (((unsigned char)*last & 0xC0) == 0x80) last--;
                if (within(bar + 1, "：，。；？！、）》」”…·:,.;?!)") || within(last, "（《「“("))
                    fail_msg("at %zu: %s", max, broken);
            }
        }
    }
}

static void chinese_breaks_anywhere_else(void **state)
{
    (void)state;
    assert_string_equal(lines("您可以坐下等候", 9), "您可以|坐下等|候");
    assert_string_equal(lines("您可以坐下，等候", 15), "您可以坐|下，等候");
    assert_string_equal(lines("您可以坐（那边）等", 15), "您可以坐|（那边）等");
}

static void figures_stay_with_what_they_count(void **state)
{
    (void)state;
    assert_string_equal(lines("大家要等约 8–12 分钟吧", 19), "大家要等|约 8–12 分钟|吧");
    assert_string_equal(lines("大家要等約 8–12 分鐘吧", 24), "大家要等|約 8–12 分鐘吧");
    assert_string_equal(lines("About 8–12 min to go", 13), "About|8–12 min to|go");
    assert_string_equal(lines("请您到12号窗口", 12), "请您到|12号窗口");
    assert_string_equal(lines("Call 138 1234 5678 now", 17), "Call|138 1234 5678 now");
    assert_string_equal(lines("价格1,080.50元", 11), "价格|1,080.50元");
    assert_string_equal(lines("请拨打 96777 报修", 17), "请拨打 96777|报修");
    assert_string_equal(lines("案件 T261118-001 已受理", 14), "案件|T261118-001|已受理");
}

static void words_are_whole_unless_longer_than_a_line(void **state)
{
    (void)state;
    assert_string_equal(lines("Take a number please", 9), "Take a|number|please");
    assert_string_equal(lines("请说English吧", 12), "请说|English吧");
    assert_string_equal(lines("a Donaudampfschiff", 6), "a|Donaud|ampfsc|hiff");
    assert_string_equal(lines("two   blanks", 4), "two|blan|ks");
}

static void emoji_stay_whole(void **state)
{
    (void)state;
    assert_string_equal(lines("好👨‍👩‍👧好", 20), "好|👨‍👩‍👧|好");
    assert_string_equal(lines("👍🏽👍🏽", 8), "👍🏽|👍🏽");
    assert_string_equal(lines("🇨🇳🇨🇳🇨🇳", 16), "🇨🇳🇨🇳|🇨🇳");
    assert_string_equal(lines("好1️⃣好", 7), "好|1️⃣|好");
    assert_string_equal(lines("é̀é̀", 5), "é̀|é̀");
}

/* Any bytes, and every character there is: the library alone would end the process at some. */
static void nothing_is_too_odd(void **state)
{
    char text[64];
    uint32_t seed = 1;

    (void)state;
    assert_int_equal(linebreak_end("", 10), 0);
    assert_int_equal(linebreak_end("好", 0), 3);
    for (uint32_t c = 0x80; c < 0x110000; c += c < 0x30000 ? 1 : 97) {
        if (c < 0x800)
            snprintf(text, sizeof text, "a%c%c好", (int)(0xC0 | c >> 6), (int)(0x80 | (c & 0x3F)));
        else if (c < 0x10000)
            snprintf(text, sizeof text, "a%c%c%c好", (int)(0xE0 | c >> 12), (int)(0x80 | (c >> 6 & 0x3F)),
                     (int)(0x80 | (c & 0x3F)));
        else
            snprintf(text, sizeof text, "a%c%c%c%c好", (int)(0xF0 | c >> 18), (int)(0x80 | (c >> 12 & 0x3F)),
                     (int)(0x80 | (c >> 6 & 0x3F)), (int)(0x80 | (c & 0x3F)));
        assert_true(linebreak_end(text, 1) > 0);
        assert_true(linebreak_end(text, strlen(text) - 1) > 0);
    }
    for (int round = 0; round < 20000; round++) {
        for (size_t i = 0; i + 1 < sizeof text; i++) text[i] = (char)((seed = seed * 1103515245 + 12345) >> 16 | 1);
        text[sizeof text - 1] = '\0';
        assert_true(strlen(lines(text, (size_t)(1 + round % 40))) >= 32);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_stand_at_neither_wrong_end),
        cmocka_unit_test(chinese_breaks_anywhere_else),
        cmocka_unit_test(figures_stay_with_what_they_count),
        cmocka_unit_test(words_are_whole_unless_longer_than_a_line),
        cmocka_unit_test(emoji_stay_whole),
        cmocka_unit_test(nothing_is_too_odd),
    };

    return cmocka_run_group_tests_name("linebreak", tests, NULL, NULL);
}
