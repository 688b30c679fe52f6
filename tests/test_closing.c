/* The day's closing report: its figures, where the journal ends, who may print it, and that it stays as it was. */
#include <unistd.h>

#include "core/closing.h"
#include "core/journal.h"
#include "print/printer.h"
#include "print/receipt.h"
#include "support/fixture.h"
#include "support/print_fixture.h"

static struct fixture f;

static int open_hall(void **state)
{
    (void)state;
    fixture_open(&f);
    return 0;
}

static int close_hall(void **state)
{
    (void)state;
    fixture_close(&f);
    return 0;
}

static struct outcome make(int64_t staff)
{
    return fixture_do(&f, (struct command){.kind = CMD_CLOSING, .staff = staff, .channel = "console"});
}

static struct closing made(void)
{
    struct closing closing;
    struct err err;
    struct outcome out = make(f.supervisor);
    if (out.code != OUT_OK) fail_msg("%s", out.message);
    if (!closing_by_id(f.db, out.id, &closing, &err)) fail_msg("no report: %s", err.text);
    return closing;
}

static void it_tells_the_days_figures(void **state)
{
    (void)state;
    struct ticket slow = fixture_visit(&f, "pay", 1200, 60);
    struct ticket fast = fixture_visit(&f, "pay", 60, 180);
    fixture_issue(&f, "open", NULL);
    fixture_do(&f, (struct command){.kind = CMD_RATE, .token = fast.token, .score = 5});
    fixture_do(&f, (struct command){.kind = CMD_RATE, .token = slow.token, .score = 2});
    struct closing_figures got = made().figures;
    assert_int_equal(got.issued, 3);
    assert_int_equal(got.served, 2);
    assert_int_equal(got.called, 2);
    assert_int_equal(got.within_target, 1);
    assert_int_equal(got.wait_target_s, 900);
    assert_string_equal(got.longest, slow.number);
    assert_int_equal(got.wait_longest_s, 1200);
    assert_int_equal(got.service_count, 1); /* those that served somebody */
    assert_string_equal(got.services[0].code, "pay");
    assert_int_equal(got.services[0].mean_s, 120);
    assert_int_equal(got.services[0].target_s, 180);
    assert_int_equal(got.rated, 2);
    assert_int_equal(got.satisfied, 1);
    assert_int_equal(got.bad, 1);
    assert_int_equal(got.filed, 1); /* by the bad rating */
    fixture_do(
        &f, (struct command){
                .kind = CMD_COMPLAIN, .about = ABOUT_STAFF, .login = "boss", .staff = f.clerks[0], .text = "冷淡"});
    assert_int_equal(made().figures.filed, 1); /* one about whoever makes the report is not counted */
    assert_int_equal(got.overdue, 0);
    assert_int_equal(got.counter_count, 1);
    assert_int_equal(got.counters[0].counter, 1);
    assert_int_equal(got.counters[0].served, 2);
    assert_string_equal(got.counters[0].name, "c1");
}

static void it_ends_with_the_journals_head(void **state)
{
    (void)state;
    char hash[JOURNAL_HASH];
    int64_t last;
    struct err err;
    struct closing closing = made();
    assert_true(journal_head(f.db, &last, hash, &err));
    assert_int_equal(closing.entry, last);
    assert_string_equal(closing.hash, hash);
    assert_int_equal(strlen(hash), 64);
    assert_string_equal(closing.day, "2026-11-18");
    assert_string_equal(closing.staff_name, "boss");
    assert_int_equal(closing.print, PRINT_PENDING);
}

static void another_copy_says_the_same(void **state)
{
    (void)state;
    struct closing before = made(), after;
    struct err err;
    struct command print = {.kind = CMD_CLOSING_PRINT, .closing = before.id, .print = PRINT_PRINTED};
    assert_int_equal(fixture_do(&f, print).code, OUT_OK);
    fixture_visit(&f, "pay", 60, 60);
    print.print = PRINT_PENDING;
    print.staff = f.clerks[0];
    assert_int_equal(fixture_do(&f, print).code, OUT_NOT_ALLOWED);
    print.staff = f.supervisor;
    assert_int_equal(fixture_do(&f, print).code, OUT_OK);
    assert_true(closing_next_print(f.db, &after, &err));
    assert_int_equal(after.id, before.id);
    assert_string_equal(after.hash, before.hash);
    assert_memory_equal(&after.figures, &before.figures, sizeof after.figures);
    print.closing = 999;
    assert_int_equal(fixture_do(&f, print).code, OUT_NOT_FOUND);
}

static void a_supervisor_prints_it(void **state)
{
    (void)state;
    struct closing closing;
    struct err err;
    assert_int_equal(make(f.clerks[0]).code, OUT_NOT_ALLOWED);
    assert_int_equal(make(0).code, OUT_NOT_ALLOWED);
    assert_false(closing_of_day(f.db, "2026-11-18", &closing, &err));
    assert_string_equal(err.text, "");
    made();
    int64_t second = made().id; /* the day has gone on */
    assert_true(closing_of_day(f.db, "2026-11-18", &closing, &err));
    assert_int_equal(closing.id, second);
}

static void it_comes_out_of_the_printer(void **state)
{
    (void)state;
    struct print_conf conf = {.width_dots = 576,
                              .public_url = SAMPLE_URL,
                              .fonts = KIOSK_SOURCE_DIR "/fonts",
                              .font_family = "Noto Sans CJK",
                              .assets = KIOSK_SOURCE_DIR "/assets"};
    struct closing closing;
    struct err err;
    char path[160];
    snprintf(conf.device, sizeof conf.device, "file:%s", f.dir);
    struct printer *printer = printer_start(f.writer, &conf, &err);
    assert_non_null(printer);
    closing = made();
    for (int i = 0; i < 2000 && closing.print != PRINT_PRINTED; i++) {
        usleep(10 * 1000);
        assert_true(closing_by_id(f.db, closing.id, &closing, &err));
    }
    printer_stop(printer);
    assert_int_equal(closing.print, PRINT_PRINTED);
    snprintf(path, sizeof path, "%s/closing-2026-11-18-%d.png", f.dir, (int)closing.id);
    assert_int_equal(access(path, R_OK), 0);
}

/* Nothing to divide by, nobody to name; and as much of all as there can be. On both papers. */
static void it_fits_any_day(void **state)
{
    (void)state;
    static const int widths[] = {RECEIPT_WIDTH_58, RECEIPT_WIDTH_80};
    struct err err;
    struct receipt_art *art =
        receipt_art_load(KIOSK_SOURCE_DIR "/fonts", "Noto Sans CJK", KIOSK_SOURCE_DIR "/assets", &err);
    assert_non_null(art);
    for (int i = 0; i < 2 * (int)(sizeof widths / sizeof *widths); i++) {
        struct closing day = {.entry = 1, .lang = i % 2 ? LANG_EN : LANG_ZH_CN};
        struct closing_figures *got = &day.figures;
        if (i / 2) {
            day.entry = INT64_MAX;
            got->issued = got->served = got->called = got->within_target = got->wait_longest_s = 999999;
            got->rated = got->satisfied = got->bad = got->filed = got->unprinted = 999999;
            got->service_count = MAX_SERVICES;
            got->counter_count = CLOSING_COUNTERS;
            for (int n = 0; n < CLOSING_COUNTERS; n++)
                snprintf(got->counters[n].name, sizeof got->counters[n].name,
                         "Wilhelmina Featherstonehaugh-Cholmondeley");
        }
        struct bitmap *paper = receipt_closing(art, &f.hall, &day, widths[i % 2], &err);
        assert_non_null(paper);
        assert_int_equal(paper->width, widths[i % 2]);
        assert_true(paper->height > 800);
        bitmap_free(paper);
    }
    receipt_art_free(art);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_tells_the_days_figures), TEST(it_ends_with_the_journals_head), TEST(another_copy_says_the_same),
        TEST(a_supervisor_prints_it),    TEST(it_comes_out_of_the_printer),    TEST(it_fits_any_day),
    };
    if (!i18n_init(KIOSK_BINARY_DIR "/locale")) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
