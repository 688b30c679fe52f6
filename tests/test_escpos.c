/* ESC/POS: the receipt's byte stream, and what status bytes mean. */
#include "print/escpos.h"

#include "support/print_fixture.h"

/* A picture in which every row differs, so that a band out of place shows. */
static struct bitmap *pattern(int width, int height)
{
    struct bitmap *bitmap = bitmap_new(width, height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) bitmap_set(bitmap, x, y, (x * 7 + y * 13 + x * y) % 5 == 0);
    return bitmap;
}

static void stream_gives_the_bitmap_back(void **state)
{
    (void)state;
    const int heights[] = {1,   ESCPOS_BAND_ROWS - 1, ESCPOS_BAND_ROWS, ESCPOS_BAND_ROWS + 1, 3 * ESCPOS_BAND_ROWS,
                           1259};
    const int widths[] = {384, 576};
    for (size_t i = 0; i < sizeof heights / sizeof *heights; i++) {
        for (size_t k = 0; k < sizeof widths / sizeof *widths; k++) {
            struct str stream = {0};
            struct bitmap *drawn = pattern(widths[k], heights[i]);
            escpos_receipt(drawn, &stream);
            struct bitmap *paper = paper_from_stream((const uint8_t *)stream.s, stream.n);
            assert_non_null(paper);
            assert_int_equal(paper->width, drawn->width);
            assert_int_equal(paper->height, drawn->height);
            assert_memory_equal(paper->rows, drawn->rows, drawn->stride * (size_t)drawn->height);
            bitmap_free(paper);
            bitmap_free(drawn);
            str_free(&stream);
        }
    }
}

static void stream_has_reset_bands_feed_and_cut(void **state)
{
    (void)state;
    struct str stream = {0};
    struct bitmap *drawn = pattern(576, ESCPOS_BAND_ROWS + 2);
    escpos_receipt(drawn, &stream);
    const uint8_t *b = (const uint8_t *)stream.s;
    const uint8_t start[] = {0x1B, '@', 0x1D, 'v', '0', 0, 72, 0, ESCPOS_BAND_ROWS, 0};
    const uint8_t second[] = {0x1D, 'v', '0', 0, 72, 0, 2, 0};
    const uint8_t end[] = {0x1B, 'd', 3, 0x1D, 'V', 66, 0};
    size_t band = 72 * ESCPOS_BAND_ROWS;
    assert_int_equal(stream.n, sizeof start + band + sizeof second + 2 * 72 + sizeof end);
    assert_memory_equal(b, start, sizeof start);
    assert_memory_equal(b + sizeof start + band, second, sizeof second);
    assert_memory_equal(b + stream.n - sizeof end, end, sizeof end);
    bitmap_free(drawn);
    str_free(&stream);
}

static void a_query_is_dle_eot_n(void **state)
{
    (void)state;
    uint8_t query[3];
    escpos_query(4, query);
    assert_memory_equal(query, ((uint8_t[]){0x10, 0x04, 4}), 3);
}

static void every_answer_bit_is_told(void **state)
{
    (void)state;
    const struct {
        int n;
        uint8_t byte;
        unsigned flags;
    } cases[] = {
        {1, 0x12, 0},
        {1, 0x16, ESCPOS_DRAWER},
        {1, 0x1A, ESCPOS_OFFLINE},
        {1, 0x32, ESCPOS_WAITING},
        {1, 0x52, ESCPOS_FEED_BUTTON},
        {2, 0x12, 0},
        {2, 0x16, ESCPOS_COVER_OPEN},
        {2, 0x1A, ESCPOS_FED_BY_BUTTON},
        {2, 0x32, ESCPOS_PAPER_STOP},
        {2, 0x52, ESCPOS_ERROR},
        {3, 0x12, 0},
        {3, 0x16, ESCPOS_RECOVERABLE},
        {3, 0x1A, ESCPOS_CUTTER},
        {3, 0x32, ESCPOS_UNRECOVERABLE},
        {3, 0x52, ESCPOS_AUTO_RECOVERABLE},
        {4, 0x12, 0},
        {4, 0x1E, ESCPOS_NEAR_END},
        {4, 0x72, ESCPOS_PAPER_OUT},
        {4, 0x7E, ESCPOS_NEAR_END | ESCPOS_PAPER_OUT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned flags = 0;
        assert_true(escpos_read_answer(cases[i].n, cases[i].byte, &flags));
        assert_int_equal(flags, cases[i].flags);
    }
}

static void what_is_no_answer_is_refused(void **state)
{
    (void)state;
    unsigned flags = 0;
    for (int byte = 0; byte < 256; byte++)
        assert_int_equal(escpos_read_answer(1, (uint8_t)byte, &flags), (byte & 0x93) == 0x12);
    assert_false(escpos_read_answer(0, 0x12, &flags));
    assert_false(escpos_read_answer(5, 0x12, &flags));
    assert_false(escpos_read_automatic((uint8_t[]){0x12, 0, 0, 0}, &flags));
}

static void automatic_status_is_told(void **state)
{
    (void)state;
    const struct {
        uint8_t bytes[4];
        unsigned flags;
    } cases[] = {
        {{0x10, 0x00, 0x00, 0x00}, 0},
        {{0x18, 0x00, 0x0F, 0x00}, ESCPOS_OFFLINE | ESCPOS_NEAR_END | ESCPOS_PAPER_OUT},
        {{0x38, 0x00, 0x00, 0x00}, ESCPOS_OFFLINE | ESCPOS_COVER_OPEN},
        {{0x10, 0x08, 0x00, 0x00}, ESCPOS_CUTTER},
        {{0x10, 0x64, 0x00, 0x00}, ESCPOS_RECOVERABLE | ESCPOS_UNRECOVERABLE | ESCPOS_AUTO_RECOVERABLE},
        {{0x10, 0x00, 0x03, 0x00}, ESCPOS_NEAR_END},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned flags = 0;
        assert_true(escpos_read_automatic(cases[i].bytes, &flags));
        assert_int_equal(flags, cases[i].flags);
    }
}

static enum printer_state state_of(const uint8_t answers[4])
{
    unsigned flags = 0;
    struct printer_status status;
    for (int n = 1; n <= 4; n++) assert_true(escpos_read_answer(n, answers[n - 1], &flags));
    escpos_judge(flags, &status);
    assert_true(strlen(status.words) > 0);
    return status.state;
}

static void four_answers_make_a_state(void **state)
{
    (void)state;
    assert_int_equal(state_of((uint8_t[]){0x12, 0x12, 0x12, 0x12}), PRINTER_READY);
    assert_int_equal(state_of((uint8_t[]){0x1A, 0x32, 0x12, 0x7E}), PRINTER_PAPER_OUT);
    assert_int_equal(state_of((uint8_t[]){0x12, 0x12, 0x12, 0x1E}), PRINTER_NEAR_END);
    assert_int_equal(state_of((uint8_t[]){0x1A, 0x12, 0x12, 0x12}), PRINTER_OFFLINE);
    assert_int_equal(state_of((uint8_t[]){0x1A, 0x52, 0x1A, 0x12}), PRINTER_OFFLINE);
    /* With the cover open the paper's bits may be stale. */
    assert_int_equal(state_of((uint8_t[]){0x1A, 0x36, 0x12, 0x7E}), PRINTER_COVER_OPEN);
    /* A cash drawer that is open is none of the paper's business. */
    assert_int_equal(state_of((uint8_t[]){0x16, 0x12, 0x12, 0x12}), PRINTER_READY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stream_gives_the_bitmap_back), cmocka_unit_test(stream_has_reset_bands_feed_and_cut),
        cmocka_unit_test(a_query_is_dle_eot_n),         cmocka_unit_test(every_answer_bit_is_told),
        cmocka_unit_test(what_is_no_answer_is_refused), cmocka_unit_test(automatic_status_is_told),
        cmocka_unit_test(four_answers_make_a_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
