/* Typing into a field: what keys, candidates and ready phrases do, in each layout. The picture is not looked at. */
#include "support/cmocka_all.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/keyboard_show.h"

#define IME_DIR KIOSK_BINARY_DIR "/ime"

enum { SAME_KEY_MS = 500, A_MOMENT = 600, SHOWN = 5 };

static struct {
    struct ime *ime;
    struct keyboard keyboard;
    struct field field;
    struct typing typing;
} t;

/* Where a program writes that was told nothing: it must be as empty at the end as it is now. */
static char home[] = "/tmp/kiosk-keyboard-XXXXXX";

static int open_ime(void **state)
{
    (void)state;
    if (!mkdtemp(home) || chdir(home) != 0 || setenv("HOME", home, 1) != 0) return -1;
    t.ime = ime_open(IME_DIR);
    return t.ime ? 0 : -1;
}

static int close_ime(void **state)
{
    (void)state;
    ime_close(t.ime);
    return 0;
}

/* An empty field before a visitor of that language. */
static void begin(enum lang lang)
{
    if (t.ime) ime_wipe(t.ime);
    memset(&t.keyboard, 0, sizeof t.keyboard);
    memset(&t.field, 0, sizeof t.field);
    t.typing = (struct typing){.keyboard = &t.keyboard,
                               .field = &t.field,
                               .ime = t.ime,
                               .lang = lang,
                               .now = 1000000,
                               .same_key_ms = SAME_KEY_MS};
    keyboard_start(&t.typing, true);
    t.keyboard.shown = SHOWN; /* as many candidates as a picture had room for */
}

static void press(const char *id)
{
    t.typing.now += A_MOMENT;
    if (!keyboard_press(&t.typing, id)) fail_msg("%s is no key of this layout", id);
}

/* Letter keys, one after the other. */
static void letters(const char *keys)
{
    for (char id[] = "key.?"; *keys; keys++) {
        id[4] = *keys;
        press(id);
    }
}

static void candidate(int n, char out[IME_WORD])
{
    char found[IME_SHOWN][IME_WORD];

    assert_true(ime_candidates(t.ime, t.keyboard.first, found) >= n);
    memcpy(out, found[n - 1], IME_WORD);
}

/* Touches the candidate that is this word. */
static void choose(const char *wanted)
{
    char word[IME_WORD], id[32];
    int n = 0;

    do candidate(++n, word);
    while (strcmp(word, wanted) != 0);
    snprintf(id, sizeof id, "candidate.%d", n);
    press(id);
}

static void the_words_of_the_hall_come_first(void **state)
{
    static const char *const words[][2] = {{"woyaotousu", "我要投诉"}, {"ranqi", "燃气"}, {"wuye", "物业"}};

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        begin(LANG_ZH_CN);
        letters(words[i][0]);
        assert_string_equal(t.field.text, "");
        press("candidate.1");
        assert_string_equal(t.field.text, words[i][1]);
        assert_string_equal(ime_composing(t.ime), "");
    }
}

static void space_takes_the_first_and_enter_the_letters(void **state)
{
    (void)state;
    begin(LANG_ZH_CN);
    letters("ranqi");
    press("key.space");
    letters("ok");
    press("key.enter");
    press("key.enter");
    press("key.space");
    assert_string_equal(t.field.text, "燃气ok\n ");
}

static void candidates_are_paged_there_and_back(void **state)
{
    char first[IME_WORD], sixth[IME_WORD], again[IME_WORD];

    (void)state;
    begin(LANG_ZH_CN);
    letters("shi");
    candidate(1, first);
    candidate(SHOWN + 1, sixth);
    press("candidate.next");
    candidate(1, again);
    assert_string_equal(again, sixth);
    press("candidate.prev");
    press("candidate.prev"); /* there is nothing before the first */
    candidate(1, again);
    assert_string_equal(again, first);
    press("candidate.next");
    press("candidate.1");
    assert_string_equal(t.field.text, sixth);
    for (int i = 0; i < 3 * PAGES_MAX; i++) (void)keyboard_press(&t.typing, "candidate.next");
}

static void choosing_goes_on_with_what_is_left(void **state)
{
    (void)state;
    begin(LANG_ZH_CN);
    letters("ranqibiao");
    choose("燃气");
    assert_string_equal(t.field.text, "");
    press("candidate.1");
    assert_string_equal(t.field.text, "燃气表");
}

static void deletion_takes_letters_before_characters(void **state)
{
    (void)state;
    begin(LANG_ZH_CN);
    letters("wuye");
    press("candidate.1");
    letters("ra");
    press("key.backspace");
    assert_string_equal(ime_keys(t.ime), "r");
    press("key.backspace");
    assert_string_equal(t.field.text, "物业");
    press("key.backspace");
    assert_string_equal(t.field.text, "物");
    press("key.backspace");
    press("key.backspace"); /* of nothing */
    assert_string_equal(t.field.text, "");
}

static void digits_and_signs_have_their_layer(void **state)
{
    (void)state;
    begin(LANG_ZH_CN);
    assert_false(keyboard_press(&t.typing, "key.1"));
    letters("wuye");
    press("key.symbols"); /* who goes on with a sign means the first words */
    assert_int_equal(keyboard_layer(&t.keyboard), LAYER_SIGNS);
    press("key.1");
    press("key.2");
    press("key.question");
    press("key.paren-open");
    press("key.symbols");
    press("key.period");
    assert_string_equal(t.field.text, "物业12？（。");
    press("key.lang");
    press("key.symbols");
    assert_int_equal(keyboard_layer(&t.keyboard), LAYER_SIGNS_EN);
    press("key.at");
    press("key.comma");
    assert_string_equal(t.field.text, "物业12？（。@,");
}

static void english_has_small_and_capital_letters(void **state)
{
    (void)state;
    begin(LANG_EN);
    assert_int_equal(keyboard_layer(&t.keyboard), LAYER_ENGLISH);
    press("key.shift");
    letters("gas");
    press("key.space");
    press("key.shift");
    press("key.shift"); /* changed one's mind */
    letters("on");
    press("key.period");
    assert_string_equal(t.field.text, "Gas on.");
    assert_string_equal(ime_composing(t.ime), "");
}

static void a_capital_among_chinese_is_a_letter(void **state)
{
    (void)state;
    begin(LANG_ZH_CN);
    letters("wuye");
    press("key.shift");
    letters("a");
    letters("ranqi");
    press("key.lang");
    letters("x");
    assert_string_equal(t.field.text, "物业Aranqix");
}

/* What is no word is no trap either: it is its own candidate. */
static void letters_that_are_no_word_are_taken_as_they_are(void **state)
{
    char found[IME_WORD];

    (void)state;
    begin(LANG_ZH_CN);
    letters("vip");
    candidate(1, found);
    assert_string_equal(found, "vip");
    press("key.comma");
    letters("woi");
    press("key.space");
    press("key.space");
    letters("ranqibiao");
    keyboard_finish(&t.typing);
    assert_string_equal(t.field.text, "vip，我i燃气表");
}

/* Enter after a choice keeps the choice. */
static void what_was_chosen_stays_chosen(void **state)
{
    (void)state;
    begin(LANG_ZH_CN);
    letters("ranqibiao");
    choose("燃气");
    press("key.enter");
    assert_string_equal(t.field.text, "燃气biao");
}

static void a_sentence_without_end_is_taken_part_by_part(void **state)
{
    (void)state;
    begin(LANG_ZH_CN);
    for (int i = 0; i < 4; i++) letters("qingjinkuaichulidianhuayizhidabutong");
    keyboard_finish(&t.typing);
    assert_int_equal(field_length(&t.field), 4 * 12);
    /* A cut may fall between two characters of a word, never into a syllable. */
    for (const char *at = t.field.text; *at; at++) assert_true((unsigned char)*at >= 0x80);
}

static void a_trembling_finger_types_one_letter(void **state)
{
    (void)state;
    begin(LANG_EN);
    press("key.l");
    t.typing.now += SAME_KEY_MS - 1;
    assert_true(keyboard_press(&t.typing, "key.l"));
    assert_string_equal(t.field.text, "l");
    t.typing.now += SAME_KEY_MS;
    assert_true(keyboard_press(&t.typing, "key.l"));
    assert_true(keyboard_press(&t.typing, "key.k"));
    assert_true(keyboard_press(&t.typing, "key.l")); /* another letter was between */
    assert_string_equal(t.field.text, "llkl");
    assert_true(keyboard_press(&t.typing, "key.backspace"));
    assert_true(keyboard_press(&t.typing, "key.backspace")); /* taking back may be quick */
    assert_true(keyboard_press(&t.typing, "key.l"));
    assert_string_equal(t.field.text, "lll");
    t.typing.same_key_ms = 0;
    assert_true(keyboard_press(&t.typing, "key.l"));
    assert_string_equal(t.field.text, "llll");
}

static void zhuyin_is_the_layout_of_traditional_chinese(void **state)
{
    (void)state;
    begin(LANG_ZH_TW);
    assert_int_equal(keyboard_layer(&t.keyboard), LAYER_ZHUYIN);
    letters("b06fu4"); /* ㄖㄢˊ ㄑㄧˋ */
    press("candidate.1");
    assert_string_equal(t.field.text, "燃氣");
    press("key.4"); /* a tone without a syllable is nothing */
    assert_string_equal(t.field.text, "燃氣");
    press("key.zhuyin-comma");
    letters("jo4");
    press("key.enter"); /* nor are its letters a text: the words are meant */
    assert_string_equal(t.field.text, "燃氣，為");
    press("key.backspace");
    press("key.scheme");
    assert_int_equal(keyboard_layer(&t.keyboard), LAYER_PINYIN);
    letters("woyaotousu");
    press("candidate.1");
    assert_string_equal(t.field.text, "燃氣，我要投訴");
    keyboard_start(&t.typing, false);
    assert_int_equal(keyboard_layer(&t.keyboard), LAYER_PINYIN);
}

/* 師 ㄕ, 電 ㄉㄧㄢˋ: the blank is a tone of its own, and chooses only behind one. */
static void the_blank_is_the_first_tone_of_zhuyin(void **state)
{
    (void)state;
    begin(LANG_ZH_TW);
    letters("g");
    assert_true(keyboard_space_is_tone(&t.typing));
    press("key.space");
    assert_string_equal(ime_composing(t.ime), "ㄕˉ");
    assert_false(keyboard_space_is_tone(&t.typing));
    letters("zj4"); /* ㄈㄨˋ, of 師傅 */
    press("key.space");
    assert_string_equal(t.field.text, "師傅");
}

static void zhuyin_gives_way_where_it_has_no_room(void **state)
{
    (void)state;
    begin(LANG_ZH_TW);
    keyboard_start(&t.typing, false);
    assert_int_equal(keyboard_layer(&t.keyboard), LAYER_PINYIN);
}

static void another_language_keeps_what_was_typed(void **state)
{
    (void)state;
    begin(LANG_ZH_CN);
    letters("wuye");
    press("candidate.1");
    letters("ab");
    t.typing.lang = LANG_EN;
    keyboard_start(&t.typing, true);
    assert_int_equal(keyboard_layer(&t.keyboard), LAYER_ENGLISH);
    assert_string_equal(t.field.text, "物业ab");
}

static void a_ready_phrase_is_set_off_from_other_words(void **state)
{
    char first[] = "等太久", second[] = "怎么收费？";
    const struct phrases phrases = {.list = {{.name = {{first}}}, {.name = {{second}}}}, .count = 2};

    (void)state;
    begin(LANG_ZH_CN);
    assert_true(keyboard_phrase(&t.typing, &phrases, "phrase.1"));
    assert_string_equal(t.field.text, "等太久。");
    assert_true(keyboard_phrase(&t.typing, &phrases, "phrase.2"));
    assert_true(keyboard_phrase(&t.typing, &phrases, "phrase.1"));
    assert_string_equal(t.field.text, "等太久。怎么收费？等太久。");
    assert_false(keyboard_phrase(&t.typing, &phrases, "phrase.3"));
    assert_false(keyboard_phrase(&t.typing, &phrases, "phrase.x"));

    begin(LANG_ZH_CN);
    letters("wuye"); /* the words offered first are meant */
    assert_true(keyboard_phrase(&t.typing, &phrases, "phrase.1"));
    assert_string_equal(t.field.text, "物业，等太久。");
    field_move(&t.field, -1);
    assert_true(keyboard_phrase(&t.typing, &phrases, "phrase.1")); /* the stop that is there does for it */
    assert_string_equal(t.field.text, "物业，等太久，等太久。");
}

static void a_ready_phrase_in_english_ends_with_a_blank(void **state)
{
    char first[] = "Long wait", second[] = "What does it cost?";
    const struct phrases phrases = {.list = {{.name = {{first}}}, {.name = {{second}}}}, .count = 2};

    (void)state;
    begin(LANG_EN);
    assert_true(keyboard_phrase(&t.typing, &phrases, "phrase.1"));
    assert_true(keyboard_phrase(&t.typing, &phrases, "phrase.2"));
    letters("ok");
    assert_string_equal(t.field.text, "Long wait. What does it cost? ok");
}

static void a_mistaken_phrase_is_taken_back_whole(void **state)
{
    char first[] = "等太久";
    const struct phrases phrases = {.list = {{.name = {{first}}}}, .count = 1};

    (void)state;
    begin(LANG_ZH_CN);
    letters("wuye");
    press("key.space");
    assert_true(keyboard_phrase(&t.typing, &phrases, "phrase.1"));
    assert_string_equal(t.field.text, "物业，等太久。");
    press("key.backspace");
    assert_string_equal(t.field.text, "物业");
    press("key.backspace");
    assert_string_equal(t.field.text, "物");
    assert_true(keyboard_phrase(&t.typing, &phrases, "phrase.1"));
    keyboard_text(&t.typing, "A");
    press("key.backspace");
    press("key.backspace"); /* by now it is text like any other */
    assert_string_equal(t.field.text, "物，等太久");
}

static void holding_takes_a_clause_back(void **state)
{
    (void)state;
    begin(LANG_ZH_CN);
    field_insert(&t.field, "等太久，没人管。电话不通！");
    assert_false(keyboard_hold(&t.typing, "key.a"));
    letters("wu");
    assert_true(keyboard_hold(&t.typing, "key.backspace"));
    assert_string_equal(ime_composing(t.ime), "");
    assert_string_equal(t.field.text, "等太久，没人管。电话不通！");
    assert_true(keyboard_hold(&t.typing, "key.backspace"));
    assert_string_equal(t.field.text, "等太久，没人管。");
    assert_true(keyboard_hold(&t.typing, "key.backspace"));
    assert_string_equal(t.field.text, "等太久，");
    assert_true(keyboard_hold(&t.typing, "key.backspace"));
    assert_true(keyboard_hold(&t.typing, "key.backspace"));
    assert_string_equal(t.field.text, "");
}

static void a_stop_between_digits_is_a_point(void **state)
{
    (void)state;
    begin(LANG_ZH_CN);
    press("key.symbols");
    for (const char *const *id = (const char *const[]){"key.3", "key.period", "key.5", "key.comma", "key.9",
                                                       "key.colon", "key.3", "key.0", "key.period", NULL};
         *id; id++)
        press(*id);
    assert_string_equal(t.field.text, "3.5，9:30。");
}

static void phrases_are_paged_round(void **state)
{
    const struct phrases phrases = {.count = 5};

    (void)state;
    begin(LANG_ZH_CN);
    t.keyboard.phrases = 3;
    assert_true(keyboard_phrase(&t.typing, &phrases, "phrase.next"));
    assert_int_equal(t.keyboard.phrase, 3);
    assert_true(keyboard_phrase(&t.typing, &phrases, "phrase.next"));
    assert_int_equal(t.keyboard.phrase, 0);
}

static void a_real_keyboard_types_the_same(void **state)
{
    (void)state;
    begin(LANG_ZH_CN);
    for (const char *keys = "ranqi2"; *keys; keys++) keyboard_text(&t.typing, (char[]){*keys, '\0'});
    assert_string_not_equal(t.field.text, ""); /* a digit chooses */
    assert_string_equal(ime_composing(t.ime), "");

    begin(LANG_ZH_CN);
    for (const char *keys = "wuye\"ranqi\"<"; *keys; keys++) keyboard_text(&t.typing, (char[]){*keys, '\0'});
    assert_string_equal(t.field.text, "物业“燃气”《");
    assert_true(keyboard_key(&t.typing, SDLK_HOME));
    assert_true(keyboard_key(&t.typing, SDLK_DELETE));
    assert_true(keyboard_key(&t.typing, SDLK_END));
    assert_true(keyboard_key(&t.typing, SDLK_DELETE));
    assert_string_equal(t.field.text, "业“燃气”《");

    begin(LANG_ZH_TW);
    for (const char *keys = "b06fu4<?4"; *keys; keys++) keyboard_text(&t.typing, (char[]){*keys, '\0'});
    assert_string_equal(t.field.text, "燃氣，？");

    begin(LANG_ZH_CN);
    for (const char *keys = "wuyeA-ranqi0"; *keys; keys++) keyboard_text(&t.typing, (char[]){*keys, '\0'});
    assert_string_equal(t.field.text, "物业A-燃气0"); /* what is no letter ends the words before it */

    begin(LANG_ZH_CN);
    for (const char *keys = "wuye?"; *keys; keys++) keyboard_text(&t.typing, (char[]){*keys, '\0'});
    assert_string_equal(t.field.text, "物业？");
    assert_true(keyboard_key(&t.typing, SDLK_LEFT));
    keyboard_text(&t.typing, "A1");
    assert_true(keyboard_key(&t.typing, SDLK_BACKSPACE));
    assert_string_equal(t.field.text, "物业A？");
    keyboard_text(&t.typing, "r");
    assert_true(keyboard_key(&t.typing, SDLK_ESCAPE));
    assert_false(keyboard_key(&t.typing, SDLK_ESCAPE));
    assert_false(keyboard_key(&t.typing, SDLK_PAGEDOWN));
    assert_string_equal(t.field.text, "物业A？");
}

static void a_full_field_says_so(void **state)
{
    (void)state;
    begin(LANG_EN);
    for (int i = 0; i < FIELD_CHARS; i++) assert_true(field_insert(&t.field, "x"));
    press("key.a");
    assert_true(t.keyboard.full);
    assert_int_equal(field_length(&t.field), FIELD_CHARS);
    press("key.backspace");
    assert_false(t.keyboard.full);
}

static void without_an_input_method_there_is_english(void **state)
{
    struct ime *kept = t.ime;

    (void)state;
    t.ime = NULL;
    begin(LANG_ZH_CN);
    t.ime = kept;
    assert_int_equal(keyboard_layer(&t.keyboard), LAYER_ENGLISH);
    letters("gas");
    press("key.lang");
    letters("x");
    press("candidate.1");
    assert_string_equal(t.field.text, "gasx");
}

static int files_in(const char *folder)
{
    DIR *dir = opendir(folder);
    int count = 0;

    assert_non_null(dir);
    while (readdir(dir)) count++;
    closedir(dir);
    return count;
}

/* The last test: the input method is closed here, as librime writes what it learned when it ends. */
static void no_word_is_left_on_the_disk(void **state)
{
    int before = files_in(IME_DIR);

    (void)state;
    begin(LANG_ZH_CN);
    for (int i = 0; i < 20; i++) {
        letters("ranqibiao");
        press("candidate.2");
        press("key.space");
    }
    ime_close(t.ime);
    t.ime = NULL;
    assert_int_equal(files_in(IME_DIR), before);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(home), 0); /* it would not go if anything were in it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_words_of_the_hall_come_first),
        cmocka_unit_test(space_takes_the_first_and_enter_the_letters),
        cmocka_unit_test(candidates_are_paged_there_and_back),
        cmocka_unit_test(choosing_goes_on_with_what_is_left),
        cmocka_unit_test(deletion_takes_letters_before_characters),
        cmocka_unit_test(digits_and_signs_have_their_layer),
        cmocka_unit_test(english_has_small_and_capital_letters),
        cmocka_unit_test(a_capital_among_chinese_is_a_letter),
        cmocka_unit_test(letters_that_are_no_word_are_taken_as_they_are),
        cmocka_unit_test(what_was_chosen_stays_chosen),
        cmocka_unit_test(a_sentence_without_end_is_taken_part_by_part),
        cmocka_unit_test(a_trembling_finger_types_one_letter),
        cmocka_unit_test(zhuyin_is_the_layout_of_traditional_chinese),
        cmocka_unit_test(the_blank_is_the_first_tone_of_zhuyin),
        cmocka_unit_test(zhuyin_gives_way_where_it_has_no_room),
        cmocka_unit_test(another_language_keeps_what_was_typed),
        cmocka_unit_test(a_ready_phrase_is_set_off_from_other_words),
        cmocka_unit_test(a_ready_phrase_in_english_ends_with_a_blank),
        cmocka_unit_test(a_mistaken_phrase_is_taken_back_whole),
        cmocka_unit_test(holding_takes_a_clause_back),
        cmocka_unit_test(a_stop_between_digits_is_a_point),
        cmocka_unit_test(phrases_are_paged_round),
        cmocka_unit_test(a_real_keyboard_types_the_same),
        cmocka_unit_test(a_full_field_says_so),
        cmocka_unit_test(without_an_input_method_there_is_english),
        cmocka_unit_test(no_word_is_left_on_the_disk),
    };

    return cmocka_run_group_tests_name("keyboard", tests, open_ime, close_ime);
}
