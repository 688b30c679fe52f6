/* UTF-8, texts, days and times, the worker. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hostport.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/worker.h"
#include "support/cmocka_all.h"

static void utf8_is_strict(void **state)
{
    (void)state;
    assert_true(utf8_valid("燃气 a\xf0\x9f\x98\x80", strlen("燃气 a\xf0\x9f\x98\x80")));
    assert_false(utf8_valid("\xc0\xaf", 2));         /* overlong */
    assert_false(utf8_valid("\xed\xa0\x80", 3));     /* surrogate */
    assert_false(utf8_valid("\xf4\x90\x80\x80", 4)); /* past U+10FFFF */
    assert_false(utf8_valid("\xe7\x87", 2));         /* cut off */
    assert_int_equal(utf8_length("燃气A"), 3);
    assert_true(utf8_printable("两行\n字"));
    assert_false(utf8_printable("a\x1b[0m"));
    assert_false(utf8_printable("\xc2\x85")); /* a C1 control */
    const char *const blank[] = {"", " \t\n", "\u3000\u3000", "\u200b", "\ufeff", "\u00a0\u00ad", "\u2060\u3164"};
    for (size_t i = 0; i < sizeof blank / sizeof *blank; i++) assert_true(utf8_blank(blank[i]));
    assert_false(utf8_blank("\u3000字"));
    assert_false(utf8_blank("."));
}

static void copies_are_cut_between_characters(void **state)
{
    (void)state;
    char out[6];
    assert_false(str_copy(out, sizeof out, "燃气"));
    assert_string_equal(out, "燃");
    assert_true(str_copy(out, sizeof out, "abcde"));
    assert_string_equal(out, "abcde");
}

static void integers_are_whole(void **state)
{
    (void)state;
    long long n;
    assert_true(str_to_int("42", 0, 100, &n));
    assert_int_equal(n, 42);
    const char *bad[] = {"", " 4", "4 ", "4x", "101", "+4", "99999999999999999999", "4.0"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(str_to_int(bad[i], 0, 100, &n));
}

static void texts_grow(void **state)
{
    (void)state;
    struct str b = {0};
    for (int i = 0; i < 1000; i++) str_addf(&b, "%d,", i);
    assert_int_equal(b.n, 3890);
    assert_string_equal(b.s + b.n - 4, "999,");
    str_free(&b);
}

static void days_start_when_the_hall_says(void **state)
{
    (void)state;
    char day[CLOCK_DAY];
    assert_true(clock_zone("Asia/Shanghai"));
    clock_day(clock_from_local(2026, 3, 1, 3, 59), 4 * 60, day);
    assert_string_equal(day, "2026-02-28");
    clock_day(clock_from_local(2026, 3, 1, 4, 0), 4 * 60, day);
    assert_string_equal(day, "2026-03-01");
    clock_add_days("2024-02-28", 2, day);
    assert_string_equal(day, "2024-03-01");
    clock_add_days("2026-01-01", -1, day);
    assert_string_equal(day, "2025-12-31");
    assert_true(clock_is_day("2024-02-29"));
    assert_false(clock_is_day("2026-02-29"));
    assert_false(clock_is_day("2026-2-9"));
    assert_false(clock_is_day("2026-13-01"));
}

static void times_carry_their_offset(void **state)
{
    (void)state;
    char out[CLOCK_RFC3339];
    clock_zone("Asia/Shanghai");
    clock_rfc3339(clock_from_local(2026, 11, 18, 10, 24), out);
    assert_string_equal(out, "2026-11-18T10:24:00+08:00");
    assert_true(clock_zone("America/New_York"));
    clock_rfc3339(clock_from_local(2026, 7, 1, 0, 5), out);
    assert_string_equal(out, "2026-07-01T00:05:00-04:00");
    assert_false(clock_zone("Mars/Olympus"));
    assert_false(clock_zone("../../etc/passwd"));
}

static void languages_have_codes(void **state)
{
    (void)state;
    enum lang lang;
    assert_true(lang_parse("en", &lang));
    assert_int_equal(lang, LANG_EN);
    assert_false(lang_parse("fr", &lang));
    struct text text = {.in = {[LANG_ZH_CN] = (char[]){"缴费"}}};
    assert_string_equal(text_in(&text, LANG_EN), "缴费");
}

static void collect(void *ctx, void **jobs, size_t n)
{
    int **next = ctx;
    for (size_t i = 0; i < n; i++) *(*next)++ = (int)(intptr_t)jobs[i];
}

static void a_missing_text_appears_in_the_nearest_language(void **state)
{
    (void)state;
    assert_true(i18n_init(KIOSK_BINARY_DIR "/locale"));
    assert_string_equal(tr(LANG_ZH_CN, "Home"), "首页");
    assert_string_equal(tr(LANG_EN, "Home"), "Home");
    assert_string_equal(tr(LANG_ZH_CN, "No such text"), "No such text");
    if (i18n_has(LANG_ZH_TW)) return; /* has words of its own then */
    assert_string_equal(tr(LANG_ZH_TW, "Home"), "首页");
    assert_string_equal(trc(LANG_ZH_TW, "report", "All"), "全部");
    assert_string_equal(trn(LANG_ZH_TW, "no such thing", "no such things", 2), "no such things");
}

static void hosts_and_ports_are_read(void **state)
{
    (void)state;
    struct hostport at;
    assert_true(hostport_parse("127.0.0.1:8080", 0, &at));
    assert_string_equal(at.host, "127.0.0.1");
    assert_string_equal(at.port, "8080");
    assert_true(hostport_parse("[fe80::1]:0", 0, &at));
    assert_string_equal(at.host, "fe80::1");
    assert_true(hostport_parse("printer-2.hall:09100", 1, &at));
    assert_string_equal(at.port, "9100");
    const char *bad[] = {"",       ":",        ":80",        "[]:80",    "[::1]",    "::1:80",
                         "host",   "host:",    "host:65536", "host:-1",  "host:8 0", "a b:80",
                         "host:0", "[host:80", "host]:80",   "[host]:80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (hostport_parse(bad[i], 1, &at)) fail_msg("\"%s\" is taken", bad[i]);
}

static void a_worker_runs_all_jobs_in_order(void **state)
{
    (void)state;
    int got[2000], *next = got;
    struct worker *w = worker_start("test", 7, collect, &next);
    for (int i = 0; i < 2000; i++) assert_true(worker_push(w, (void *)(intptr_t)i));
    worker_stop(w);
    assert_int_equal(next - got, 2000);
    for (int i = 0; i < 2000; i++) assert_int_equal(got[i], i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(copies_are_cut_between_characters),
        cmocka_unit_test(integers_are_whole),
        cmocka_unit_test(texts_grow),
        cmocka_unit_test(days_start_when_the_hall_says),
        cmocka_unit_test(times_carry_their_offset),
        cmocka_unit_test(languages_have_codes),
        cmocka_unit_test(a_missing_text_appears_in_the_nearest_language),
        cmocka_unit_test(hosts_and_ports_are_read),
        cmocka_unit_test(a_worker_runs_all_jobs_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
