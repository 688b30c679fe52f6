/* What leaves the server as text: events without private matters, reports with empty fields where no figure is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/report_format.h"
#include "web/sse.h"

static int in_shanghai(void **state)
{
    (void)state;
    return clock_zone("Asia/Shanghai") ? 0 : -1;
}

static void events(void **state)
{
    struct str out = {0};
    struct journal_entry called = {.id = 12,
                                   .at = 1794968640000,
                                   .kind = "ticket.called",
                                   .ticket = 5,
                                   .counter = 3,
                                   .staff = 9,
                                   .body = "{\"surname\":\"王\"}"};
    (void)state;
    sse_format(&out, &called, "B012", "pay");
    assert_string_equal(out.s, "id: 12\ndata: {\"kind\":\"ticket.called\",\"number\":\"B012\",\"counter\":3,"
                               "\"service\":\"pay\",\"at\":\"2026-11-18T10:24:00+08:00\"}\n\n");
    str_free(&out);
    struct journal_entry rated = {
        .id = 13, .at = 1794968640000, .kind = "rating.given", .ticket = 5, .counter = 3, .body = "{}"};
    sse_format(&out, &rated, "B012", "pay");
    assert_string_equal(out.s, "id: 13\ndata: {\"kind\":\"rating.given\",\"number\":null,\"counter\":null,"
                               "\"service\":null,\"at\":\"2026-11-18T10:24:00+08:00\"}\n\n");
    str_free(&out);
    static const char *const private[] = {"staff.added", "session.opened", "tickets", "", "case.filed"};
    for (size_t i = 0; i < sizeof private / sizeof *private; i++) {
        struct journal_entry entry = {.id = 14, .body = "{}"};
        str_copy(entry.kind, sizeof entry.kind, private[i]);
        sse_format(&out, &entry, NULL, NULL);
        assert_null(out.s);
    }
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
        cmocka_unit_test(events),
        cmocka_unit_test(csv),
        cmocka_unit_test(json),
    };
    return cmocka_run_group_tests(tests, in_shanghai, NULL);
}
