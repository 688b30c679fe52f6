/* Chinese input and the text it goes into: whole sentences, choosing part by part, taking back, forgetting. */
#include "support/cmocka_all.h"

#include <string.h>

#include "base/str.h"
#include "ui/field.h"
#include "ui/ime.h"

#define DIR KIOSK_BINARY_DIR "/ime"

static void type(struct ime *ime, const char *keys)
{
    for (; *keys; keys++) assert_true(ime_key(ime, *keys));
}

static void assert_first(struct ime *ime, const char *keys, const char *word)
{
    char found[IME_SHOWN][IME_WORD];

    ime_clear(ime);
    type(ime, keys);
    assert_true(ime_candidates(ime, 0, found) > 0);
    assert_string_equal(found[0], word);
}

static int open_ime(void **state)
{
    *state = ime_open(DIR);
    return *state ? 0 : -1;
}

static int close_ime(void **state)
{
    ime_close(*state);
    return 0;
}

static void words_and_sentences_come_first(void **state)
{
    ime_use(*state, IME_PINYIN);
    assert_first(*state, "woyaotousu", "我要投诉");
    assert_first(*state, "ranqi", "燃气");
    assert_first(*state, "wuye", "物业");
    assert_first(*state, "paiduishijiantaichang", "排队时间太长");
}

/* Whole sentences as visitors write them, without looking. */
static void sentences_of_a_hall_come_out_right(void **state)
{
    static const char *const sentences[][2] = {
        {"paiduipailelianggexiaoshi", "排队排了两个小时"},
        {"dianhuayizhidabutong", "电话一直打不通"},
        {"weishenmeranqifeizhemegui", "为什么燃气费这么贵"},
        {"ranqizaodabuzhaohuo", "燃气灶打不着火"},
        {"chufangyoumeiqiwei", "厨房有煤气味"},
        {"baoxiuleyixingqihaimeiyourenlai", "报修了一星期还没有人来"},
        {"weixiushifumeiyouanshishangmen", "维修师傅没有按时上门"},
        {"anjianrenyuantaiduelie", "安检人员态度恶劣"},
        {"chongzhimeiyoudaozhang", "充值没有到账"},
        {"qinggeiwoyigedafu", "请给我一个答复"},
        {"wytf", "我要退费"},
        {"qingkuang", "情况"},
        {"qingkuai", "请快"},
        {"nver", "女儿"},
    };

    ime_use(*state, IME_PINYIN);
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        assert_first(*state, sentences[i][0], sentences[i][1]);
}

/* 四 for "si", though 是 is a hundred times as frequent: that would be "shi". */
static void a_single_syllable_is_first_what_it_says(void **state)
{
    char found[IME_SHOWN][IME_WORD];

    ime_use(*state, IME_PINYIN);
    assert_first(*state, "lin", "林");
    assert_first(*state, "san", "三");
    ime_clear(*state);
    type(*state, "si");
    assert_int_equal(ime_candidates(*state, 0, found), IME_SHOWN);
    for (int i = 0; i < IME_SHOWN; i++) assert_string_not_equal(found[i], "是");
}

static void what_sounds_alike_is_taken_for_it(void **state)
{
    ime_use(*state, IME_PINYIN);
    assert_first(*state, "zuotiansangwu", "昨天上午");
    assert_first(*state, "guosui", "国税");
    assert_first(*state, "zengming", "证明");
}

static void traditional_characters_by_pinyin_and_zhuyin(void **state)
{
    ime_use(*state, IME_PINYIN_TW);
    assert_first(*state, "woyaotousu", "我要投訴");
    ime_use(*state, IME_ZHUYIN);
    assert_first(*state, "ji3ul4", "我要");
    assert_string_equal(ime_composing(*state), "ㄨㄛˇ ㄧㄠˋ");
    assert_first(*state, "b06fu4", "燃氣");
    assert_first(*state, "jo4gp6ak7", "為什麼"); /* as written in Taiwan, not 爲 */
}

static void a_sentence_is_chosen_part_by_part(void **state)
{
    char found[IME_SHOWN][IME_WORD], text[IME_WORD];
    int count, n = 0;

    ime_use(*state, IME_PINYIN);
    ime_clear(*state);
    type(*state, "ranqibiao");
    count = ime_candidates(*state, 0, found);
    while (n < count && strcmp(found[n], "燃气") != 0) n++;
    assert_true(n < count);
    assert_false(ime_choose(*state, n, text, sizeof text));
    assert_string_equal(text, "");
    assert_int_equal(strncmp(ime_composing(*state), "燃气", 6), 0);
    assert_true(ime_candidates(*state, 0, found) > 0);
    assert_string_equal(found[0], "表");
    assert_true(ime_choose(*state, 0, text, sizeof text));
    assert_string_equal(text, "燃气表");
    assert_string_equal(ime_composing(*state), "");
}

static void candidates_come_in_pages(void **state)
{
    char first[IME_SHOWN][IME_WORD], next[IME_SHOWN][IME_WORD];

    ime_use(*state, IME_PINYIN);
    ime_clear(*state);
    type(*state, "shi");
    assert_int_equal(ime_candidates(*state, 0, first), IME_SHOWN);
    assert_int_equal(ime_candidates(*state, IME_SHOWN, next), IME_SHOWN);
    assert_string_not_equal(first[0], next[0]);
    assert_int_equal(ime_candidates(*state, 100000, next), 0);
}

static void keys_are_taken_back_one_by_one(void **state)
{
    ime_use(*state, IME_PINYIN);
    ime_clear(*state);
    type(*state, "wuye");
    assert_true(ime_backspace(*state));
    assert_string_equal(ime_keys(*state), "wuy");
    for (int i = 0; i < 3; i++) assert_true(ime_backspace(*state));
    assert_string_equal(ime_composing(*state), "");
    assert_false(ime_backspace(*state));
}

static void other_keys_are_refused(void **state)
{
    char found[IME_SHOWN][IME_WORD], text[IME_WORD];

    ime_use(*state, IME_PINYIN);
    ime_clear(*state);
    assert_false(ime_key(*state, 'A'));
    assert_false(ime_key(*state, '\x01'));
    assert_int_equal(ime_candidates(*state, 0, found), 0);
    assert_false(ime_choose(*state, 0, text, sizeof text));
    type(*state, "wo");
    assert_false(ime_choose(*state, 5000, text, sizeof text));
    for (int i = 0; i < 500; i++) (void)ime_key(*state, 'a');
    assert_true(strlen(ime_keys(*state)) < IME_WORD);
}

/* A rare word, chosen often, stays as far behind as it was. */
static void nothing_is_learned(void **state)
{
    char found[IME_SHOWN][IME_WORD], before[IME_WORD], text[IME_WORD];

    ime_use(*state, IME_PINYIN);
    ime_clear(*state);
    type(*state, "ran");
    (void)ime_candidates(*state, 0, found);
    memcpy(before, found[3], sizeof before);
    for (int i = 0; i < 5; i++) {
        (void)ime_choose(*state, 3, text, sizeof text);
        type(*state, "ran");
    }
    (void)ime_candidates(*state, 0, found);
    assert_string_equal(found[3], before);
    ime_wipe(*state);
    assert_string_equal(ime_keys(*state), "");
}

static void a_field_takes_what_has_room(void **state)
{
    struct field field = {0};
    int inserted = 0;

    (void)state;
    while (field_insert(&field, "长")) inserted++;
    assert_int_equal(inserted, FIELD_CHARS);
    assert_int_equal(field_length(&field), FIELD_CHARS);
    assert_false(field_insert(&field, "x"));
    assert_true(field_erase(&field));
    assert_true(field_insert(&field, "x"));
}

static void a_field_keeps_no_bad_bytes(void **state)
{
    struct field field = {0};

    (void)state;
    assert_true(field_insert(&field, "a\xff\xc3(\xe7\x87\x01\x1b\t燃\xf0\x9f\x98\x80\r\n气\xe7"));
    assert_string_equal(field.text, "a(燃\xf0\x9f\x98\x80\n气");
    assert_true(utf8_valid(field.text, strlen(field.text)));
    assert_true(field_insert(&field, "\u202e反\u2066\u200d")); /* a mark that turns the writing would be refused when filed */
    assert_string_equal(field.text, "a(燃\xf0\x9f\x98\x80\n气反\u200d");
}

static void the_caret_moves_by_characters(void **state)
{
    struct field field = {0};

    (void)state;
    field_insert(&field, "燃气表");
    field_move(&field, -2);
    field_insert(&field, "x");
    assert_string_equal(field.text, "燃x气表");
    assert_true(field_erase(&field));
    assert_true(field_erase(&field));
    assert_string_equal(field.text, "气表");
    assert_false(field_erase(&field));
    field_move(&field, 100);
    assert_int_equal(field.caret, strlen(field.text));
    field_move(&field, -100);
    assert_int_equal(field.caret, 0);
    memset(&field, 0, sizeof field);
    field_insert(&field, " 　\n");
    assert_true(field_is_blank(&field));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_sentences_come_first),
        cmocka_unit_test(sentences_of_a_hall_come_out_right),
        cmocka_unit_test(a_single_syllable_is_first_what_it_says),
        cmocka_unit_test(what_sounds_alike_is_taken_for_it),
        cmocka_unit_test(traditional_characters_by_pinyin_and_zhuyin),
        cmocka_unit_test(a_sentence_is_chosen_part_by_part),
        cmocka_unit_test(candidates_come_in_pages),
        cmocka_unit_test(keys_are_taken_back_one_by_one),
        cmocka_unit_test(other_keys_are_refused),
        cmocka_unit_test(nothing_is_learned),
        cmocka_unit_test(a_field_takes_what_has_room),
        cmocka_unit_test(a_field_keeps_no_bad_bytes),
        cmocka_unit_test(the_caret_moves_by_characters),
    };

    return cmocka_run_group_tests_name("ime", tests, open_ime, close_ime);
}
