/* What is typed on the look-up becomes a number or a 小票码, and what is scanned a link, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "ui/lookup.h"
#include "ui/pad.h"
#include "ui/scan.h"

#define TOKEN "AAaT1FB-JdmzgB58WN_0qg"

static struct hall hall_of(const char *a, const char *b)
{
    struct hall hall = {.service_count = 2};

    strcpy(hall.services[0].prefix, a);
    strcpy(hall.services[1].prefix, b);
    return hall;
}

static void a_number_is_typed_in_either_case(void **state)
{
    struct hall hall = hall_of("A", "B");
    struct lookup lookup = {0};

    (void)state;
    lookup_type(&hall, &lookup, "b012");
    assert_string_equal(lookup.number, "B012");
    assert_null(lookup_missing(&lookup));
    lookup_type(&hall, &lookup, "A-012");
    assert_string_equal(lookup.number, "A012");
    lookup_type(&hall, &lookup, "A7");
    assert_string_equal(lookup.number, "A7");
    assert_string_equal(lookup_missing(&lookup), "Type all the digits");
}

static void letters_that_no_number_has_are_passed_over(void **state)
{
    struct hall hall = hall_of("A", "KB");
    struct lookup lookup = {0};

    (void)state;
    lookup_type(&hall, &lookup, "xk\xe7\xaa\x97zb\x7f");
    assert_string_equal(lookup.number, "KB");
    lookup_type(&hall, &lookup, "a");
    assert_string_equal(lookup.number, "A");
}

static void digits_never_run_over_a_field(void **state)
{
    struct hall hall = hall_of("A", "B");
    struct lookup lookup = {0};

    (void)state;
    lookup_type(&hall, &lookup, "A123456789012345678901234567890123456789012345678901234567890123456789");
    assert_int_equal(strlen(lookup.number), NUMBER_SIZE - 1);
    lookup.in_code = true;
    lookup_type(&hall, &lookup, "123456");
    assert_string_equal(lookup.code, "1234");
}

static void another_letter_keeps_the_digits(void **state)
{
    struct lookup lookup = {.number = "A012", .in_code = true};

    (void)state;
    lookup_set_prefix(&lookup, "ZZZ");
    assert_string_equal(lookup.number, "ZZZ012");
    assert_false(lookup.in_code);
    strcpy(lookup.number, "A12345678901234");
    lookup_set_prefix(&lookup, "ZZZ");
    assert_int_equal(strlen(lookup.number), NUMBER_SIZE - 1);
}

static void a_scanned_link_gives_its_token(void **state)
{
    struct feed_search search;

    (void)state;
    assert_true(scan_link("https://kiosk.example:8080/hall/with/a/long/way/to/go/before/it/t/" TOKEN, &search));
    assert_string_equal(search.token, TOKEN);
    assert_false(search.of_case);
    assert_true(scan_link("http://h/c/" TOKEN, &search));
    assert_string_equal(search.token, TOKEN);
    assert_true(search.of_case);
}

static void other_links_give_none(void **state)
{
    static const char *const links[] = {"",
                                        "/t/",
                                        "http://h/x/" TOKEN,
                                        "http://h/t/" TOKEN "x",
                                        "http://h/t/short",
                                        "http://h/t/AAaT1FB-JdmzgB58WN.0qg"};
    struct feed_search search;

    (void)state;
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) assert_false(scan_link(links[i], &search));
}

static void rating_asks_for_the_code(void **state)
{
    struct lookup lookup = {.to_rate = true, .number = "B012"};
    struct feed_search search;

    (void)state;
    assert_string_equal(lookup_missing(&lookup), "Please enter the ticket code");
    strcpy(lookup.code, "12");
    assert_string_equal(lookup_missing(&lookup), "The ticket code has 4 digits");
    strcpy(lookup.code, "1234");
    assert_null(lookup_missing(&lookup));
    search = lookup_search(&lookup);
    assert_string_equal(search.number, "B012");
    assert_string_equal(search.token, "");
}

static void the_pad_edits_a_text(void **state)
{
    char text[4] = "";

    (void)state;
    assert_true(pad_press("digit.1", text, sizeof text));
    assert_true(pad_press("digit.0", text, sizeof text));
    assert_true(pad_press("digit.9", text, sizeof text));
    assert_true(pad_press("digit.5", text, sizeof text));
    assert_string_equal(text, "109");
    assert_true(pad_press("digit.backspace", text, sizeof text));
    assert_string_equal(text, "10");
    assert_true(pad_press("digit.clear", text, sizeof text));
    assert_true(pad_press("digit.backspace", text, sizeof text));
    assert_string_equal(text, "");
    assert_false(pad_press("nav.back", text, sizeof text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_typed_in_either_case),
        cmocka_unit_test(letters_that_no_number_has_are_passed_over),
        cmocka_unit_test(digits_never_run_over_a_field),
        cmocka_unit_test(another_letter_keeps_the_digits),
        cmocka_unit_test(a_scanned_link_gives_its_token),
        cmocka_unit_test(other_links_give_none),
        cmocka_unit_test(rating_asks_for_the_code),
        cmocka_unit_test(the_pad_edits_a_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
