/* The receipt: what stands on it, on both papers and in both languages, read back from what is printed. */
#include "print/receipt.h"

#include "print/escpos.h"
#include "print/lettering.h"
#include "print/png.h"
#include "print/qr.h"
#include "support/print_fixture.h"

static struct {
    struct hall *hall;
    struct receipt_art *art;
    struct lettering *lettering;
    char dir[64];
} t;

static const enum lang langs[] = {LANG_ZH_CN, LANG_EN};
static const int widths[] = {RECEIPT_WIDTH_80, RECEIPT_WIDTH_58};
enum { LANGS = sizeof langs / sizeof *langs, WIDTHS = sizeof widths / sizeof *widths };

static struct bitmap *draw(const struct ticket *ticket, int width)
{
    struct err err;
    struct bitmap *bitmap = receipt_ticket(t.art, t.hall, ticket, SAMPLE_URL, width, &err);
    if (!bitmap) fail_msg("%s", err.text);
    assert_int_equal(bitmap->width, width);
    return bitmap;
}

/* Draws a receipt and says how many dots are black in a part of it. */
static int ink(const struct bitmap *bitmap, int x, int y, int w, int h)
{
    int black = 0;
    for (int row = y; row < y + h; row++)
        for (int col = x; col < x + w; col++) black += bitmap_get(bitmap, col, row);
    return black;
}

static bool same(const struct bitmap *a, const struct bitmap *b)
{
    return a->width == b->width && a->height == b->height &&
           memcmp(a->rows, b->rows, a->stride * (size_t)a->height) == 0;
}

static void scan_is(const char *path, const char *url)
{
    char read[256];
    paper_scan(path, read, sizeof read);
    assert_string_equal(read, url);
}

static void qr_reads_back_from_png_and_stream(void **state)
{
    (void)state;
    struct err err;
    char path[128];
    snprintf(path, sizeof path, "%s/receipt.png", t.dir);
    for (int i = 0; i < LANGS * WIDTHS; i++) {
        struct str stream = {0};
        struct ticket ticket = sample_ticket(langs[i / WIDTHS]);
        struct bitmap *bitmap = draw(&ticket, widths[i % WIDTHS]);
        assert_true(png_save(bitmap, path, &err));
        scan_is(path, SAMPLE_URL "/t/" SAMPLE_TOKEN);

        escpos_receipt(bitmap, &stream);
        struct bitmap *paper = paper_from_stream((const uint8_t *)stream.s, stream.n);
        assert_non_null(paper);
        assert_true(same(paper, bitmap));
        assert_true(png_save(paper, path, &err));
        scan_is(path, SAMPLE_URL "/t/" SAMPLE_TOKEN);
        bitmap_free(paper);
        bitmap_free(bitmap);
        str_free(&stream);
    }
    unlink(path);
}

static void a_long_address_still_reads_back(void **state)
{
    (void)state;
    struct err err;
    char path[128], url[256];
    const char *address = "https://queue.customer-centre.harbour-gas.example.com:8443/hall-of-the-eastern-district";
    struct ticket ticket = sample_ticket(LANG_ZH_CN);
    snprintf(path, sizeof path, "%s/long.png", t.dir);
    snprintf(url, sizeof url, "%s/t/%s", address, SAMPLE_TOKEN);
    for (int i = 0; i < WIDTHS; i++) {
        struct bitmap *bitmap = receipt_ticket(t.art, t.hall, &ticket, address, widths[i], &err);
        assert_non_null(bitmap);
        assert_true(png_save(bitmap, path, &err));
        scan_is(path, url);
        bitmap_free(bitmap);
    }
    unlink(path);
}

static void measures_are_those_of_the_design(void **state)
{
    (void)state;
    struct ticket ticket = sample_ticket(LANG_ZH_CN);
    struct bitmap *bitmap = draw(&ticket, RECEIPT_WIDTH_80);
    assert_int_equal(ink(bitmap, 0, 0, 576, 28), 0);              /* clear above the logo */
    assert_true(ink(bitmap, 108, 28, 56, 56) > 56 * 56 / 2);      /* the logo, mostly black */
    assert_int_equal(ink(bitmap, 24, 104, 528, 3), 528 * 3);      /* the rule */
    assert_int_equal(ink(bitmap, 0, 0, 24, bitmap->height), 0);   /* margins */
    assert_int_equal(ink(bitmap, 552, 0, 24, bitmap->height), 0); /* … */
    assert_true(ink(bitmap, 24, 197, 528, 162) > 528 * 162 / 4);  /* the number */
    assert_int_equal(ink(bitmap, 60, 387, 300, 4), 300 * 4);      /* the box's upper line */
    assert_int_equal(ink(bitmap, 228, 391, 4, 104), 4 * 104);     /* its divider */
    assert_int_equal(ink(bitmap, 0, 500, 576, 38), 0);            /* clear above the QR */
    assert_int_equal(ink(bitmap, 32, 539, 56, 8), 56 * 8);        /* a finder: 7 modules of 8 */
    bitmap_free(bitmap);
}

/* Two receipts that differ in what the visitor is told must differ on paper. */
static void assert_differs(const struct ticket *a, const struct ticket *b)
{
    for (int i = 0; i < WIDTHS; i++) {
        struct bitmap *one = draw(a, widths[i]), *other = draw(b, widths[i]);
        assert_false(same(one, other));
        bitmap_free(one);
        bitmap_free(other);
    }
}

static void class_wait_and_code_stand_on_it(void **state)
{
    (void)state;
    struct ticket plain = sample_ticket(LANG_ZH_CN), other = plain;
    str_copy(other.class, sizeof other.class, "elderly");
    assert_differs(&plain, &other);
    other = plain;
    other.wait_at_issue.known = false;
    assert_differs(&plain, &other);
    struct ticket none = plain;
    none.wait_at_issue = (struct wait){.known = true};
    assert_differs(&plain, &none);
    assert_differs(&other, &none);
    other = plain;
    other.ahead_at_issue = 5;
    assert_differs(&plain, &other);
    other = plain;
    str_copy(other.code, sizeof other.code, "1235");
    assert_differs(&plain, &other);
}

static void a_second_copy_is_the_same(void **state)
{
    (void)state;
    struct ticket ticket = sample_ticket(LANG_ZH_CN), later = ticket;
    later.state = TICKET_CALLED;
    later.called_at = ticket.issued_at + 600000;
    later.print = PRINT_FAILED;
    struct bitmap *first = draw(&ticket, RECEIPT_WIDTH_80), *second = draw(&later, RECEIPT_WIDTH_80);
    assert_true(same(first, second));
    bitmap_free(first);
    bitmap_free(second);
}

static void odd_tickets_do_no_harm(void **state)
{
    (void)state;
    for (int i = 0; i < LANGS * WIDTHS; i++) {
        struct ticket ticket = sample_ticket(langs[i / WIDTHS]);
        str_copy(ticket.number, sizeof ticket.number, "ZZZ100000000000");
        str_copy(ticket.service, sizeof ticket.service, "gone-from-the-conf");
        str_copy(ticket.class, sizeof ticket.class, "gone-too");
        ticket.code[0] = '\0';
        ticket.ahead_at_issue = 2000000000;
        ticket.wait_at_issue.p80_s = 2000000000;
        bitmap_free(draw(&ticket, widths[i % WIDTHS]));
    }
}

static void a_bare_hall_prints_too(void **state)
{
    (void)state;
    struct err err;
    struct hall *bare = calloc(1, sizeof *bare);
    struct ticket ticket = sample_ticket(LANG_EN);
    struct bitmap *bitmap = receipt_ticket(t.art, bare, &ticket, SAMPLE_URL, RECEIPT_WIDTH_58, &err);
    assert_non_null(bitmap);
    bitmap_free(bitmap);
    free(bare);
}

static void an_address_beyond_any_qr_is_refused(void **state)
{
    (void)state;
    struct err err;
    char *text = calloc(1, 8001);
    memset(text, 'x', 8000);
    assert_null(qr_encode(text, &err));
    assert_non_null(strstr(err.text, "public_url"));
    free(text);
}

/* ---- lettering ---- */

static void lines_break_where_they_may(void **state)
{
    (void)state;
    const struct style style = {.lang = LANG_ZH_CN, .size = 20}; /* a hanzi is 20 dots wide */
    const struct {
        const char *text, *line;
        int max;
    } cases[] = {
        {"", "", 100},
        {"坐下等候", "坐下等候", 80},
        {"坐下等候", "坐下等", 79},
        {"坐下，等候看屏幕", "坐下，", 100},     /* at the clause's end */
        {"坐下等候，看屏幕", "坐下等", 80},      /* no line begins with a comma */
        {"坐，下等候看屏幕", "坐，下等候", 100}, /* but not so early that the line is left empty */
        {"take a seat please", "take a ", 90},
        {"请到（三号）窗口", "请到", 60}, /* nor does one end with a bracket that opens */
        {"Donaudampfschiff", "Don", 42},  /* a word longer than the line */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = lettering_break(t.lettering, style, cases[i].text, cases[i].max);
        assert_int_equal(n, strlen(cases[i].line));
        assert_memory_equal(cases[i].text, cases[i].line, n);
    }
}

static void text_shrinks_to_its_room_but_not_below_the_least(void **state)
{
    (void)state;
    const struct style style = {.lang = LANG_ZH_CN, .size = 36};
    assert_int_equal(lettering_fit(t.lettering, style, "燃气缴费", 144, 24).size, 36);
    assert_int_equal(lettering_fit(t.lettering, style, "燃气缴费", 120, 24).size, 30);
    assert_int_equal(lettering_fit(t.lettering, style, "燃气缴费", 40, 24).size, 24);
}

static void a_missing_font_is_named(void **state)
{
    (void)state;
    struct err err;
    assert_null(lettering_load("/nowhere", "No Such Family", &err));
    assert_true(strlen(err.text) > 0);
    assert_null(receipt_art_load("/nowhere", "Noto Sans CJK", "/nowhere", &err));
    assert_non_null(strstr(err.text, "/nowhere/icons/logo.svg"));
}

/* ---- files ---- */

static void png_is_whole_or_not_there(void **state)
{
    (void)state;
    struct err err;
    struct bitmap *bitmap = bitmap_new(16, 16);
    assert_false(png_save(bitmap, "/nowhere/x.png", &err));
    assert_non_null(strstr(err.text, "/nowhere/x.png"));
    assert_false(png_save(bitmap, "/proc/x.png", &err));
    bitmap_free(bitmap);
}

static int set_up(void **state)
{
    (void)state;
    struct err err;
    str_copy(t.dir, sizeof t.dir, "/tmp/test-receipt-XXXXXX");
    i18n_init(KIOSK_BINARY_DIR "/locale");
    t.hall = sample_hall();
    t.art = receipt_art_load(KIOSK_SOURCE_DIR "/fonts", "Noto Sans CJK", KIOSK_SOURCE_DIR "/assets", &err);
    t.lettering = lettering_load(KIOSK_SOURCE_DIR "/fonts", "Noto Sans CJK", &err);
    if (t.lettering && !lettering_open(t.lettering, LANG_ZH_CN, &err)) return -1;
    if (!t.art || !t.lettering) fprintf(stderr, "%s\n", err.text);
    return t.art && t.lettering && i18n_has(LANG_ZH_CN) && mkdtemp(t.dir) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    rmdir(t.dir);
    lettering_free(t.lettering);
    receipt_art_free(t.art);
    hall_free(t.hall);
    free(t.hall);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(qr_reads_back_from_png_and_stream),
        cmocka_unit_test(a_long_address_still_reads_back),
        cmocka_unit_test(measures_are_those_of_the_design),
        cmocka_unit_test(class_wait_and_code_stand_on_it),
        cmocka_unit_test(a_second_copy_is_the_same),
        cmocka_unit_test(odd_tickets_do_no_harm),
        cmocka_unit_test(a_bare_hall_prints_too),
        cmocka_unit_test(an_address_beyond_any_qr_is_refused),
        cmocka_unit_test(lines_break_where_they_may),
        cmocka_unit_test(text_shrinks_to_its_room_but_not_below_the_least),
        cmocka_unit_test(a_missing_font_is_named),
        cmocka_unit_test(png_is_whole_or_not_there),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
