/* print_fixture.h - a hall, a ticket and a QR reader for the tests of the receipts. */
#ifndef TESTS_PRINT_FIXTURE_H
#define TESTS_PRINT_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/str.h"
#include "core/service.h"
#include "core/ticket.h"
#include "print/bitmap.h"
#include "support/cmocka_all.h"

#define SAMPLE_URL "http://hall.example"
#define SAMPLE_TOKEN "7K3M9QXW2E5R8T1Y4U6P0A"

static inline struct text sample_text(const char *zh, const char *en)
{
    return (struct text){.in = {[LANG_ZH_CN] = strdup(zh), [LANG_EN] = strdup(en)}};
}

/* To be freed with hall_free and free. */
static inline struct hall *sample_hall(void)
{
    struct hall *hall = calloc(1, sizeof *hall);
    hall->name = sample_text("港城燃气客服中心", "Harbour Gas Service Centre");
    str_copy(hall->zone, sizeof hall->zone, "Asia/Shanghai");
    clock_zone(hall->zone);
    for (int day = 0; day < 7; day++) hall->week[day] = (struct hours){8 * 60, 17 * 60};
    hall->wait_target_s = 900;
    str_copy(hall->emergency, sizeof hall->emergency, "96777");

    struct service *pay = &hall->services[hall->service_count++];
    str_copy(pay->code, sizeof pay->code, "pay");
    str_copy(pay->prefix, sizeof pay->prefix, "B");
    pay->name = sample_text("燃气缴费", "Pay a gas bill");
    pay->bring = sample_text("户号或缴费单", "account number or bill");
    pay->target_s = pay->expected_s = 180;

    struct counter *counter = &hall->counters[hall->counter_count++];
    counter->number = 1;
    counter->own_count = 1;

    struct visitor_class *normal = &hall->classes[hall->class_count++];
    str_copy(normal->code, sizeof normal->code, "normal");
    normal->name = sample_text("普通", "Ordinary");
    struct visitor_class *elderly = &hall->classes[hall->class_count++];
    str_copy(elderly->code, sizeof elderly->code, "elderly");
    elderly->name = sample_text("老年人", "Elderly");
    elderly->head_start_s = 900;
    return hall;
}

/* The visitor of the picture: B012, four ahead, 8–12 minutes, 18 November 10:24. */
static inline struct ticket sample_ticket(enum lang lang)
{
    return (struct ticket){.id = 1,
                           .number = "B012",
                           .day = "2026-11-18",
                           .service = "pay",
                           .class = "normal",
                           .lang = lang,
                           .issued_at = clock_from_local(2026, 11, 18, 10, 24),
                           .token = SAMPLE_TOKEN,
                           .code = "1234",
                           .ahead_at_issue = 4,
                           .wait_at_issue = {.known = true, .p50_s = 8 * 60, .p80_s = 12 * 60}};
}

/* The whole of a file; fails the test when it cannot be read. */
static inline struct str paper_file(const char *path)
{
    struct str all = {0};
    char part[4096];
    FILE *f = fopen(path, "rb");
    if (!f) fail_msg("no file %s", path);
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;) str_add_n(&all, part, n);
    fclose(f);
    return all;
}

/* What zbarimg reads in a picture file, without the newline; "" when it sees no code. */
static inline void paper_scan(const char *path, char *out, size_t size)
{
    char command[1200];
    snprintf(command, sizeof command, "zbarimg -q --raw '%s' 2>/dev/null", path);
    FILE *f = popen(command, "r");
    assert_non_null(f);
    if (!fgets(out, (int)size, f)) *out = '\0';
    pclose(f);
    out[strcspn(out, "\n")] = '\0';
}

/* What an ESC/POS printer would put on paper, from the standard's own words and not by our code:
 * resets and feeds are skipped, rasters joined. NULL on a command it does not know or a cut missing. */
static inline struct bitmap *paper_from_stream(const uint8_t *b, size_t n)
{
    struct bitmap *paper = NULL;
    int y = 0;
    for (size_t i = 0; i < n;) {
        if (n - i >= 2 && b[i] == 0x1B && b[i + 1] == '@') {
            i += 2;
        } else if (n - i >= 3 && b[i] == 0x1B && b[i + 1] == 'd') {
            i += 3;
        } else if (n - i == 4 && b[i] == 0x1D && b[i + 1] == 'V' && b[i + 2] == 66) {
            return paper;
        } else if (n - i >= 8 && b[i] == 0x1D && b[i + 1] == 'v' && b[i + 2] == '0' && b[i + 3] == 0) {
            int bytes = b[i + 4] + 256 * b[i + 5], rows = b[i + 6] + 256 * b[i + 7];
            if (n - i - 8 < (size_t)bytes * (size_t)rows) break;
            if (!paper) paper = bitmap_new(bytes * 8, 0);
            bitmap_extend(paper, y + rows);
            for (int k = 0; k < bytes * rows; k++)
                for (int bit = 0; bit < 8; bit++)
                    bitmap_set(paper, k % bytes * 8 + bit, y + k / bytes, b[i + 8 + (size_t)k] & (0x80 >> bit));
            y += rows;
            i += 8 + (size_t)bytes * (size_t)rows;
        } else {
            break;
        }
    }
    bitmap_free(paper);
    return NULL;
}

#endif
