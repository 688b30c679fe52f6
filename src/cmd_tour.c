/* cmd_tour.c - `kiosk tour` and `kiosk print-test`: what visitors get to see and to hold, without any of them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "base/clock.h"
#include "base/folder.h"
#include "cmd.h"
#include "core/dispatch.h"
#include "core/writer.h"
#include "print/device.h"
#include "print/png.h"
#include "print/receipt.h"
#include "store/schema.h"

/* A moment at which the hall is open, always the same so that tours can be compared. */
static ms_t tour_time(const struct hall *hall)
{
    ms_t at = clock_from_local(2026, 11, 18, 10, 24), opens = hall_next_open(hall, at);
    if (opens == 0 || opens == at) return at;
    struct hours hours = hall_hours_at(hall, opens);
    return opens + (ms_t)(hours.closes - hours.opens) / 2 * 60000;
}

/* A ticket nobody has: number 012 of the first service. */
static struct ticket sample_ticket(const struct hall *hall, ms_t at, enum lang lang, bool priority)
{
    const struct service *service = &hall->services[0];
    const struct visitor_class *class = &hall->classes[priority && hall->class_count > 1 ? 1 : 0];
    struct ticket t = {.state = TICKET_WAITING, .lang = lang, .ahead_at_issue = 4};
    t.wait_at_issue = (struct wait){.known = true, .p50_s = 8 * 60, .p80_s = 12 * 60};
    t.issued_at = at;
    t.rank = dispatch_rank(t.issued_at, class);
    hall_day(hall, t.issued_at, t.day);
    snprintf(t.number, sizeof t.number, "%s012", service->prefix);
    str_copy(t.service, sizeof t.service, service->code);
    str_copy(t.class, sizeof t.class, class->code);
    str_copy(t.token, sizeof t.token, "AAAAAAAAAAAAAAAAAAAAAA");
    str_copy(t.code, sizeof t.code, "1234");
    return t;
}

/* The address for QR codes where nobody listens. */
static void settle_url(struct config *config)
{
    if (!config->web.public_url[0])
        snprintf(config->web.public_url, sizeof config->web.public_url, "http://%s", config->web.listen);
    str_copy(config->ui.public_url, sizeof config->ui.public_url, config->web.public_url);
    str_copy(config->print.public_url, sizeof config->print.public_url, config->web.public_url);
}

/* ---- tour ---- */

static bool save_receipt(struct receipt_art *art, const struct config *config, enum lang lang, bool priority,
                         const char *dir, struct err *err)
{
    char path[700];
    struct ticket ticket = sample_ticket(&config->hall, tour_time(&config->hall), lang, priority);
    struct bitmap *bitmap =
        receipt_ticket(art, &config->hall, &ticket, config->print.public_url, config->print.width_dots, err);
    if (!bitmap) return false;
    snprintf(path, sizeof path, "%s/receipt_%s.%s.png", dir, priority ? "priority" : "ticket", lang_code(lang));
    bool good = png_save(bitmap, path, err);
    bitmap_free(bitmap);
    return good;
}

/* The closing report of a day that nobody had. */
static struct closing sample_closing(const struct hall *hall, ms_t at, enum lang lang)
{
    static const char *const names[] = {"周琳", "赵倩", "李敏"};
    struct closing c = {.lang = lang, .made_at = at, .entry = 184203};
    struct closing_figures *f = &c.figures;
    f->issued = 108, f->served = f->called = 104, f->absent = 3, f->cancelled = 1, f->within_target = 97;
    f->wait_target_s = hall->wait_target_s, f->wait_median_s = 400, f->wait_p90_s = 820, f->wait_longest_s = 1250;
    f->longest_at = at, f->rated = 54, f->satisfied = 50, f->bad = 4, f->filed = 6, f->resolved = 3, f->overdue = 1;
    f->printed = 108;
    snprintf(f->longest, sizeof f->longest, "%s013", hall->services[0].prefix);
    for (int i = 0; i < 2 && i < hall->service_count; i++, f->service_count++) {
        str_copy(f->services[i].code, sizeof f->services[i].code, hall->services[i].code);
        f->services[i].target_s = hall->services[i].target_s;
        f->services[i].mean_s = 159 + i * 114;
    }
    for (int i = 0; i < 3 && i < hall->counter_count; i++, f->counter_count++) {
        f->counters[i].counter = hall->counters[i].number;
        f->counters[i].served = 32 + i;
        f->counters[i].mean_s = 201 + i * 57;
        str_copy(f->counters[i].name, sizeof f->counters[i].name, names[i]);
    }
    str_copy(c.hash, sizeof c.hash, "9c41e07ab35d28f6417be9d0c8a2735f1e64b0d97f3a58c2e1046db98a57c3f0");
    return c;
}

static bool save_closing(struct receipt_art *art, const struct config *config, enum lang lang, const char *dir,
                         struct err *err)
{
    char path[700];
    struct closing closing = sample_closing(&config->hall, tour_time(&config->hall), lang);
    struct bitmap *bitmap = receipt_closing(art, &config->hall, &closing, config->print.width_dots, err);
    if (!bitmap) return false;
    snprintf(path, sizeof path, "%s/receipt_closing.%s.png", dir, lang_code(lang));
    bool good = png_save(bitmap, path, err);
    bitmap_free(bitmap);
    return good;
}

static bool tour_receipts(const struct config *config, const char *dir, struct err *err)
{
    struct receipt_art *art =
        receipt_art_load(config->print.fonts, config->print.font_family, config->print.assets, err);
    bool good = art != NULL;
    for (int lang = 0; good && lang < LANG_COUNT; lang++) {
        if (!i18n_has((enum lang)lang)) continue;
        good = save_receipt(art, config, (enum lang)lang, false, dir, err) &&
               save_receipt(art, config, (enum lang)lang, true, dir, err) &&
               save_closing(art, config, (enum lang)lang, dir, err);
    }
    receipt_art_free(art);
    return good;
}

/* The screens want a hall to stand in: one of its own, on a folder that is gone afterwards. */
static bool tour_screens(const struct config *config, const char *dir, struct err *err)
{
    static const char *const left[] = {SCHEMA_FILE, SCHEMA_FILE "-wal", SCHEMA_FILE "-shm"};
    char folder[] = "/tmp/kiosk-tour-XXXXXX", path[64];
    if (!mkdtemp(folder)) return err_set(err, "no temporary folder can be made in /tmp: %s", strerror(errno));
    ms_t at = tour_time(&config->hall);
    struct clock clock = clock_fake(&at);
    struct writer *writer = writer_open(&config->hall, folder, &clock, err);
    bool good = writer && ui_tour(dir, &config->ui, writer, err);
    writer_close(writer);
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, left[i]);
        unlink(path);
    }
    rmdir(folder);
    return good;
}

int cmd_tour(const struct cmd *cmd, const struct cmd_line *line)
{
    const char *dir = NULL;
    struct config config;
    struct err err;
    if (!cmd_options(cmd, line, (struct opt[]){{"--out", &dir, NULL}, {0}}, NULL)) return EXIT_WRONG;
    if (!dir) return cmd_wrong(cmd, "--out is missing: the folder the pictures go to");
    if (strlen(dir) > 500) return cmd_wrong(cmd, "--out: the path is too long; valid: at most 500 bytes");
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    settle_url(&config);
    setenv("SDL_VIDEODRIVER", "dummy", 1); /* no window for this */
    if (!folder_make(dir, 0777, &err) || !folder_usable(dir, NULL, &err) || !tour_screens(&config, dir, &err) ||
        !tour_receipts(&config, dir, &err))
        status = cmd_failed("%s", err.text);
    config_free(&config);
    return status;
}

/* ---- print-test ---- */

/* Nothing has to be written down before this receipt begins. */
static bool begin(void *arg)
{
    (void)arg;
    return true;
}

static bool print_sample(const struct config *config, struct err *err)
{
    struct device device;
    const struct print_conf *print = &config->print;
    if (!device_parse(print->device, &device, err) || !device.kind->prepare(&device, err)) return false;
    struct receipt_art *art = receipt_art_load(print->fonts, print->font_family, print->assets, err);
    if (!art) return false;
    struct ticket ticket = sample_ticket(&config->hall, clock_now(&clock_system), config->ui.lang, false);
    struct bitmap *bitmap = receipt_ticket(art, &config->hall, &ticket, print->public_url, print->width_dots, err);
    enum device_result result = DEVICE_NOT_STARTED;
    struct device_job job = {.bitmap = bitmap, .name = "test", .begin = begin};
    if (bitmap) result = device.kind->print(&device, &job, err);
    bitmap_free(bitmap);
    receipt_art_free(art);
    if (result == DEVICE_PRINTED) printf("printed a test receipt on %s\n", print->device);
    if (result == DEVICE_UNKNOWN) printf("sent a test receipt to %s: %s\n", print->device, err->text);
    return result == DEVICE_PRINTED || result == DEVICE_UNKNOWN;
}

int cmd_print_test(const struct cmd *cmd, const struct cmd_line *line)
{
    struct config config;
    struct printer_status printer;
    struct err err;
    if (!cmd_options(cmd, line, (struct opt[]){{0}}, NULL)) return EXIT_WRONG;
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    settle_url(&config);
    bool good = print_sample(&config, &err);
    if (good && (good = printer_status(&config.print, &printer, &err))) printf("%s\n", printer.words);
    if (!good) status = cmd_failed("%s", err.text);
    config_free(&config);
    return status;
}
