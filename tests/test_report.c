/* A report in each of its forms: the same figures, empty where there is none, labels by language. */
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/report_answer.h"
#include "core/report_format.h"
#include "support/fixture.h"

static int with_hall(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (!i18n_init(KIOSK_BINARY_DIR "/locale")) return -1;
    fixture_open(f);
    fixture_visit(f, "pay", 60, 120);
    fixture_visit(f, "pay", 600, 240);
    *state = f;
    return 0;
}

static int without_hall(void **state)
{
    fixture_close(*state);
    free(*state);
    return 0;
}

/* The report as bytes, to be freed. */
static struct str written(struct fixture *f, struct report_question q)
{
    struct report_answer answer;
    struct str out = {0};
    struct err err;
    q.from = q.to = "2026-11-18";
    if (!report_read(f->db, &f->hall, &q, &answer, &err) || !report_write(&f->hall, &q, &answer, &out, &err))
        fail_msg("%s", err.text);
    report_answer_free(&answer);
    return out;
}

static void expect_in(struct fixture *f, struct report_question q, const char *text)
{
    struct str out = written(f, q);
    if (!strstr(out.s, text)) fail_msg("no \"%s\" in:\n%s", text, out.s);
    str_free(&out);
}

static void labels_are_in_the_language_asked_for(void **state)
{
    expect_in(*state, (struct report_question){.by = BY_COUNTER, .form = REPORT_CSV}, "\"1号窗口\"");
    expect_in(*state, (struct report_question){.by = BY_COUNTER, .form = REPORT_CSV, .lang = LANG_EN},
              "\"Counter 1\"");
    expect_in(*state, (struct report_question){.by = BY_HOUR, .form = REPORT_CSV}, "\"10时\"");
    expect_in(*state, (struct report_question){.by = BY_HOUR, .form = REPORT_CSV, .lang = LANG_EN}, "\"10:00\"");
    expect_in(*state, (struct report_question){.kind = REPORT_WAITS, .form = REPORT_TEXT}, "全部");
    expect_in(*state, (struct report_question){.kind = REPORT_WAITS, .form = REPORT_TEXT, .lang = LANG_EN},
              "Waits and handling times  2026-11-18 – 2026-11-18");
}

static void no_text_becomes_a_formula(void **state)
{
    static const char *const bad[] = {"=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "  =1", "＝1", "＋1", "－1", "＠A1"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct wait_row row = {0};
        struct str out = {0};
        char field[64];
        str_copy(row.key, sizeof row.key, bad[i]);
        waits_csv(&out, &row, 1);
        snprintf(field, sizeof field, "\n\"'%s\",", bad[i]);
        assert_non_null(strstr(out.s, field));
        str_free(&out);
    }
}

static int lines_with(const char *text, const char *what)
{
    int n = 0;
    for (const char *p = text; (p = strstr(p, what)) != NULL; p++) n++;
    return n;
}

static void only_what_people_read_ends_in_the_sum(void **state)
{
    struct report_question q = {.kind = REPORT_WAITS, .by = BY_SERVICE, .form = REPORT_TEXT};
    struct str text = written(*state, q);
    char *last = strrchr(str_trim(text.s), '\n');
    assert_non_null(last);
    assert_int_equal(strncmp(last + 1, "全部", strlen("全部")), 0);
    str_free(&text);
    q.form = REPORT_CSV;
    struct str csv = written(*state, q);
    assert_int_equal(lines_with(csv.s, "全部"), 0);
    str_free(&csv);
}

static void a_workbook_is_one(void **state)
{
    struct str out = written(*state, (struct report_question){.by = BY_SERVICE, .form = REPORT_XLSX});
    assert_true(out.n > 1000);
    assert_memory_equal(out.s, "PK\x03\x04", 4);
    str_free(&out);
}

static void names_are_those_of_the_command_line(void **state)
{
    enum report_form form;
    enum report_kind kind;
    (void)state;
    assert_true(report_form_parse("xlsx", &form) && form == REPORT_XLSX);
    assert_true(report_kind_parse("waits", &kind) && kind == REPORT_WAITS);
    assert_false(report_form_parse("pdf", &form) || report_kind_parse("", &kind));
    assert_string_equal(report_form_name(REPORT_TEXT), "text");
}

static void csv(void **state)
{
    struct str out = {0};
    struct rating_row rating = {.key = "pay",
                                .label = "=缴\"费\"",
                                .served = 4,
                                .rated = 2,
                                .level = {0, 1, 0, 0, 0, 1},
                                .satisfied = 1,
                                .participation = 0.5,
                                .satisfaction = 0.5,
                                .mean = 3};
    struct wait_row wait = {.key = "", .label = "", .issued = 3, .waiting = 3};
    (void)state;
    ratings_csv(&out, &rating, 1);
    assert_non_null(strstr(out.s, "\r\n\"pay\",\"'=缴\"\"费\"\"\",4,2,0,1,0,0,0,1,1,0.5000,,,,\r\n"));
    str_free(&out);
    waits_csv(&out, &wait, 1);
    assert_non_null(strstr(out.s, "\r\n\"\",\"\",3,0,0,0,0,3,,,,0,,\r\n"));
    str_free(&out);
    waits_csv(&out, NULL, 0);
    assert_true(strncmp(out.s, "key,label,issued,", 17) == 0);
    str_free(&out);
}

static void json(void **state)
{
    static const struct hall hall = {.satisfied_target = 0.9, .wait_target_s = 900};
    struct report_span span = {"2026-11-01", "2026-11-18", BY_SERVICE, 1794968640000};
    struct rating_row few = {.key = "pay", .label = "缴费", .served = 20, .rated = 9, .satisfaction = 1};
    struct rating_row many = {.key = "ask",
                              .label = "咨询",
                              .served = 20,
                              .rated = 10,
                              .satisfaction = 0.9,
                              .satisfaction95 = {0.6, 0.98},
                              .mean = 4.1,
                              .enough = true};
    (void)state;
    struct rating_row rows[] = {few, many};
    json_t *told = ratings_json(&hall, &span, rows, 2), *list = json_object_get(told, "rows");
    assert_string_equal(json_string_value(json_object_get(told, "by")), "service");
    json_t *row = json_array_get(list, 0);
    assert_true(json_is_null(json_object_get(row, "satisfaction")));
    assert_true(json_is_null(json_object_get(row, "satisfaction95")));
    assert_true(json_is_null(json_object_get(row, "mean")));
    row = json_array_get(list, 1);
    assert_true(json_real_value(json_object_get(row, "satisfaction")) > 0.89);
    assert_true(json_real_value(json_object_get(json_object_get(row, "satisfaction95"), "lo")) > 0.59);
    json_decref(told);
    struct wait_row nobody = {.key = "pay", .label = "缴费"};
    told = waits_json(&hall, &span, &nobody, 1);
    row = json_array_get(json_object_get(told, "rows"), 0);
    assert_true(json_is_null(json_object_get(row, "wait_median")));
    assert_true(json_is_null(json_object_get(row, "handling_target")));
    json_decref(told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_in_the_language_asked_for),
        cmocka_unit_test(no_text_becomes_a_formula),
        cmocka_unit_test(only_what_people_read_ends_in_the_sum),
        cmocka_unit_test(a_workbook_is_one),
        cmocka_unit_test(names_are_those_of_the_command_line),
        cmocka_unit_test(csv),
        cmocka_unit_test(json),
    };
    return cmocka_run_group_tests(tests, with_hall, without_hall);
}
