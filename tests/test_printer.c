/* The printer's worker: what is pending gets printed, once, and the queue knows how it ended. */
#include "print/printer.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>

#include "base/str.h"
#include "print/link.h"
#include "print/png.h"
#include "support/fixture.h"
#include "support/print_fixture.h"
#include "support/sim_printer.h"

static struct fixture f;
static struct sim_printer sim;

static struct print_conf conf_for(const char *device)
{
    struct print_conf conf = {.width_dots = 576,
                              .public_url = SAMPLE_URL,
                              .fonts = KIOSK_SOURCE_DIR "/fonts",
                              .font_family = "Noto Sans CJK",
                              .assets = KIOSK_SOURCE_DIR "/assets"};
    str_copy(conf.device, sizeof conf.device, device);
    return conf;
}

/* The folder device of this test's own data folder. */
static struct print_conf conf_for_folder(void)
{
    char device[128];
    snprintf(device, sizeof device, "file:%s/slips/today", f.dir);
    return conf_for(device);
}

static struct print_conf conf_for_port(int port)
{
    char device[64];
    snprintf(device, sizeof device, "escpos:tcp://127.0.0.1:%d", port);
    return conf_for(device);
}

static struct printer *start(struct print_conf conf)
{
    struct err err;
    struct printer *printer = printer_start(f.writer, &conf, &err);
    if (!printer) fail_msg("%s", err.text);
    return printer;
}

static struct ticket issue(void)
{
    struct outcome out =
        fixture_do(&f, (struct command){.kind = CMD_ISSUE, .service = "pay", .print = PRINT_PENDING});
    assert_int_equal(out.code, OUT_OK);
    return out.ticket;
}

static void sleep_ms(int ms)
{
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L}, NULL);
}

static struct ticket ticket_now(const struct ticket *ticket)
{
    struct ticket now;
    assert_true(queue_ticket(f.db, ticket->id, &now, NULL));
    return now;
}

/* Waits until the ticket's print state is that one. */
static void wait_print(const struct ticket *ticket, enum print_state state)
{
    for (int i = 0; i < 1500; i++) {
        if (ticket_now(ticket).print == state) return;
        sleep_ms(10);
    }
    fail_msg("%s is %s and not %s", ticket->number, print_state_name(ticket_now(ticket).print),
             print_state_name(state));
}

static char *in_dir(char *path, size_t size, const char *name)
{
    snprintf(path, size, "%s/%s", f.dir, name);
    return path;
}

static void reprint(const struct ticket *ticket)
{
    struct outcome out =
        fixture_do(&f, (struct command){.kind = CMD_REPRINT, .ticket = ticket->id, .staff = f.clerks[0]});
    assert_int_equal(out.code, OUT_OK);
}

/* How long something took, in ms. */
static ms_t since(ms_t start)
{
    return clock_monotonic() - start;
}

/* ---- a folder ---- */

static void a_folder_gets_picture_and_stream(void **state)
{
    (void)state;
    struct err err;
    char path[256], url[256], read[256];
    struct printer *printer = start(conf_for_folder());
    struct ticket ticket = issue();
    wait_print(&ticket, PRINT_PRINTED);
    printer_stop(printer);

    snprintf(url, sizeof url, "%s/t/%s", SAMPLE_URL, ticket.token);
    snprintf(path, sizeof path, "%s/slips/today/%s.png", f.dir, ticket.number);
    paper_scan(path, read, sizeof read);
    assert_string_equal(read, url);

    snprintf(path, sizeof path, "%s/slips/today/%s.escpos", f.dir, ticket.number);
    struct str stream = paper_file(path);
    struct bitmap *paper = paper_from_stream((const uint8_t *)stream.s, stream.n);
    assert_non_null(paper);
    assert_true(png_save(paper, in_dir(path, sizeof path, "back.png"), &err));
    paper_scan(path, read, sizeof read);
    assert_string_equal(read, url);
    bitmap_free(paper);
    str_free(&stream);
}

static void what_nobody_asked_for_is_not_printed(void **state)
{
    (void)state;
    char path[256];
    struct printer *printer = start(conf_for_folder());
    struct ticket silent = fixture_issue(&f, "pay", "normal");
    struct ticket ticket = issue();
    wait_print(&ticket, PRINT_PRINTED);
    printer_stop(printer);
    snprintf(path, sizeof path, "%s/slips/today/%s.png", f.dir, silent.number);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(ticket_now(&silent).print, PRINT_NONE);
}

static void a_folder_that_fails_fails_the_print_not_the_ticket(void **state)
{
    (void)state;
    char slips[256], command[600];
    struct printer *printer = start(conf_for_folder());
    in_dir(slips, sizeof slips, "slips");
    snprintf(command, sizeof command, "rm -r '%s' && touch '%s'", slips, slips);
    assert_int_equal(system(command), 0);
    struct ticket ticket = issue();
    wait_print(&ticket, PRINT_FAILED);
    assert_int_equal(ticket_now(&ticket).state, TICKET_WAITING);
    assert_int_equal(fixture_next(&f, 1).ticket.id, ticket.id);

    unlink(slips); /* somebody puts it right */
    reprint(&ticket);
    wait_print(&ticket, PRINT_PRINTED);
    printer_stop(printer);
}

static void a_folder_that_cannot_be_is_refused_at_the_start(void **state)
{
    (void)state;
    struct err err;
    struct print_conf conf = conf_for("file:/proc/nothing/here");
    assert_null(printer_start(f.writer, &conf, &err));
    assert_non_null(strstr(err.text, "/proc/nothing"));
}

static void a_start_prints_what_was_left_pending(void **state)
{
    (void)state;
    struct ticket first = issue(), second = issue();
    struct printer *printer = start(conf_for_folder());
    wait_print(&first, PRINT_PRINTED);
    wait_print(&second, PRINT_PRINTED);
    printer_stop(printer);
}

static void a_printer_may_stop_and_start_beside_a_busy_writer(void **state)
{
    (void)state;
    struct ticket last = {0};
    for (int i = 0; i < 5; i++) {
        struct printer *printer = start(conf_for_folder());
        last = issue();
        printer_stop(printer);
        fixture_issue(&f, "ask", "normal"); /* a commit with nobody to wake */
    }
    struct printer *printer = start(conf_for_folder());
    wait_print(&last, PRINT_PRINTED);
    printer_stop(printer);
}

/* ---- a printer on the network ---- */

static void a_healthy_printer_prints_once(void **state)
{
    (void)state;
    sim_printer_start(&sim, 0);
    sim.automatic = true; /* as some are set to, unasked */
    struct printer *printer = start(conf_for_port(sim.port));
    struct ticket ticket = issue();
    wait_print(&ticket, PRINT_PRINTED);
    printer_stop(printer);
    sim_printer_stop(&sim);
    assert_int_equal(sim.cuts, 1);
    assert_true(sim.rasters > 72 * 1000);
}

static void no_paper_fails_without_a_byte_printed(void **state)
{
    (void)state;
    sim_printer_start(&sim, 0);
    memcpy(sim.answers, ((uint8_t[]){0x1A, 0x32, 0x12, 0x7E}), 4);
    struct printer *printer = start(conf_for_port(sim.port));
    struct ticket ticket = issue();
    wait_print(&ticket, PRINT_FAILED);
    assert_int_equal(ticket_now(&ticket).state, TICKET_WAITING);
    memset(sim.answers, 0x12, 4); /* a new roll */
    reprint(&ticket);
    wait_print(&ticket, PRINT_PRINTED);
    printer_stop(printer);
    sim_printer_stop(&sim);
    assert_int_equal(sim.begun, 1);
    assert_int_equal(sim.cuts, 1);
}

static void a_silent_printer_is_unknown_never_fine(void **state)
{
    (void)state;
    sim_printer_start(&sim, 0);
    sim.silent = true;
    struct printer *printer = start(conf_for_port(sim.port));
    struct ticket ticket = issue();
    wait_print(&ticket, PRINT_UNKNOWN);
    printer_stop(printer);
    sim_printer_stop(&sim);
    assert_int_equal(ticket_now(&ticket).print, PRINT_UNKNOWN);
    assert_int_equal(sim.cuts, 1);
}

static void paper_that_ends_in_the_middle_is_a_failure_and_not_repeated(void **state)
{
    (void)state;
    sim_printer_start(&sim, 0);
    sim.out_after = 20000;
    struct printer *printer = start(conf_for_port(sim.port));
    struct ticket ticket = issue();
    wait_print(&ticket, PRINT_FAILED);
    printer_stop(printer);
    sim_printer_stop(&sim);
    assert_int_equal(sim.begun, 1);
    assert_int_equal(sim.cuts, 0);
}

static void a_printer_that_hangs_up_is_not_taken_for_printed(void **state)
{
    (void)state;
    sim_printer_start(&sim, 0);
    sim.hang_up_after = 20000;
    struct printer *printer = start(conf_for_port(sim.port));
    struct ticket ticket = issue();
    sleep_ms(1000);
    printer_stop(printer);
    sim_printer_stop(&sim);
    enum print_state print = ticket_now(&ticket).print;
    assert_true(print == PRINT_FAILED || print == PRINT_UNKNOWN);
    assert_int_equal(sim.begun, 1);
}

static void a_printer_switched_on_again_is_found_again(void **state)
{
    (void)state;
    sim_printer_start(&sim, 0);
    int port = sim.port;
    sim_printer_stop(&sim); /* now nobody listens there */
    struct printer *printer = start(conf_for_port(port));
    struct ticket ticket = issue(), next = issue();
    wait_print(&ticket, PRINT_FAILED);
    wait_print(&next, PRINT_FAILED);

    sim_printer_start(&sim, port);
    reprint(&ticket);
    wait_print(&ticket, PRINT_PRINTED);
    printer_stop(printer);
    sim_printer_stop(&sim);
    assert_int_equal(sim.cuts, 1);
    assert_int_equal(ticket_now(&next).print, PRINT_FAILED);
}

static void a_stop_between_tries_leaves_it_to_the_next_run(void **state)
{
    (void)state;
    sim_printer_start(&sim, 0);
    int port = sim.port;
    sim_printer_stop(&sim);
    struct printer *printer = start(conf_for_port(port));
    struct ticket ticket = issue();
    sleep_ms(100);
    printer_stop(printer);
    assert_int_equal(ticket_now(&ticket).print, PRINT_PENDING);

    sim_printer_start(&sim, port);
    printer = start(conf_for_port(port));
    wait_print(&ticket, PRINT_PRINTED);
    printer_stop(printer);
    sim_printer_stop(&sim);
    assert_int_equal(sim.cuts, 1);
}

/* What a machine that lost its power at the first byte on paper would find at its next start. */
static struct {
    struct db *db;
    enum print_state print;
} at_first_byte;

static void look(void *arg)
{
    (void)arg;
    struct ticket now;
    if (queue_ticket(at_first_byte.db, 1, &now, NULL)) at_first_byte.print = now.print;
}

static void once_on_paper_a_crash_cannot_print_it_again(void **state)
{
    (void)state;
    struct err err;
    at_first_byte.db = writer_reader(f.writer, &err);
    at_first_byte.print = PRINT_NONE;
    sim_printer_start(&sim, 0);
    sim.on_raster = look;
    struct printer *printer = start(conf_for_port(sim.port));
    struct ticket ticket = issue();
    assert_int_equal(ticket.id, 1);
    wait_print(&ticket, PRINT_PRINTED);
    printer_stop(printer);
    sim_printer_stop(&sim);
    db_close(at_first_byte.db);
    assert_int_equal(at_first_byte.print, PRINT_UNKNOWN);
}

/* ---- CUPS ---- */

/* Puts a program `lp` of ours in front of the path. */
static void fake_lp(const char *script)
{
    char path[256], dir[256], all[1024];
    in_dir(path, sizeof path, "lp");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    chmod(path, 0755);
    str_copy(dir, sizeof dir, f.dir);
    snprintf(all, sizeof all, "%s:/usr/bin:/bin", dir);
    setenv("PATH", all, 1);
}

static void cups_gets_a_picture_and_says_nothing_more(void **state)
{
    (void)state;
    char script[512], path[256], url[256], read[256];
    in_dir(path, sizeof path, "handed.png");
    snprintf(script, sizeof script, "echo \"$*\" > '%s/args'\nfor last; do :; done\ncp \"$last\" '%s'", f.dir, path);
    fake_lp(script);
    struct printer *printer = start(conf_for("cups:Front_Desk-1"));
    struct ticket ticket = issue();
    wait_print(&ticket, PRINT_UNKNOWN);
    printer_stop(printer); /* the receipt under way is finished first */
    snprintf(url, sizeof url, "%s/t/%s", SAMPLE_URL, ticket.token);
    paper_scan(path, read, sizeof read);
    assert_string_equal(read, url);
    struct str args = paper_file(in_dir(path, sizeof path, "args"));
    assert_non_null(strstr(args.s, "-d Front_Desk-1"));
    str_free(&args);
}

static void cups_that_refuses_fails_the_print(void **state)
{
    (void)state;
    fake_lp("echo 'lp: The printer or class does not exist.' >&2; exit 1");
    struct printer *printer = start(conf_for("cups:nowhere"));
    struct ticket ticket = issue();
    wait_print(&ticket, PRINT_FAILED);
    printer_stop(printer);
}

/* ---- settings and status ---- */

static void devices_are_checked(void **state)
{
    (void)state;
    struct err err;
    const char *good[] = {"file:receipts",
                          "file:/var/lib/kiosk/receipts",
                          "escpos:/dev/usb/lp0",
                          "escpos:tcp://192.168.1.9:9100",
                          "escpos:tcp://printer.hall:9100",
                          "escpos:tcp://[::1]:9100",
                          "cups:Front_Desk-1"};
    const char *bad[] = {"",
                         "file:",
                         "receipts",
                         "escpos:",
                         "escpos:lp0",
                         "escpos:tcp://",
                         "escpos:tcp://host",
                         "escpos:tcp://host:",
                         "escpos:tcp://host:0",
                         "escpos:tcp://host:99999",
                         "escpos:tcp://:9100",
                         "escpos:tcp://[]:9100",
                         "cups:",
                         "cups:-o",
                         "cups:a b",
                         "cups:a;b",
                         "usb:1"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_true(printer_device_ok(good[i], &err));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(printer_device_ok(bad[i], &err));
        assert_non_null(strstr(err.text, "file:DIR"));
        assert_non_null(strstr(err.text, "escpos:tcp://HOST:PORT"));
    }
}

static enum printer_state state_now(struct print_conf conf)
{
    struct err err;
    struct printer_status status;
    assert_true(printer_status(&conf, &status, &err));
    assert_true(strlen(status.words) > 0);
    return status.state;
}

static void the_printer_tells_its_state(void **state)
{
    (void)state;
    struct err err;
    struct printer_status status;
    struct print_conf wrong = conf_for("nonsense");
    assert_false(printer_status(&wrong, &status, &err));
    assert_int_equal(state_now(conf_for_folder()), PRINTER_READY);
    assert_int_equal(state_now(conf_for("escpos:/dev/no-such-printer")), PRINTER_OFFLINE);

    sim_printer_start(&sim, 0);
    struct print_conf conf = conf_for_port(sim.port);
    assert_int_equal(state_now(conf), PRINTER_READY);
    memcpy(sim.answers, ((uint8_t[]){0x1A, 0x32, 0x12, 0x7E}), 4);
    assert_int_equal(state_now(conf), PRINTER_PAPER_OUT);
    sim.silent = true;
    assert_int_equal(state_now(conf), PRINTER_UNKNOWN);
    sim_printer_stop(&sim);
    assert_int_equal(state_now(conf), PRINTER_OFFLINE);
}

/* One that says anything but an answer, as fast as it can, and does not read. */
static void a_babbling_printer_is_unknown_and_stops_nothing(void **state)
{
    (void)state;
    ms_t start_at = clock_monotonic();
    assert_int_equal(state_now(conf_for("escpos:/dev/zero")), PRINTER_UNKNOWN);
    sim_printer_start(&sim, 0);
    sim.babbles = true;
    assert_int_equal(state_now(conf_for_port(sim.port)), PRINTER_UNKNOWN);
    assert_true(since(start_at) < 10000);
    struct printer *printer = start(conf_for_port(sim.port));
    struct ticket ticket = issue();
    wait_print(&ticket, PRINT_UNKNOWN);
    start_at = clock_monotonic();
    printer_stop(printer);
    assert_true(since(start_at) < 15000);
    sim_printer_stop(&sim);
}

static atomic_bool thirsty;

static void *sip(void *arg)
{
    const int *fd = arg;
    char byte;
    while (thirsty && read(*fd, &byte, 1) == 1) sleep_ms(20);
    return NULL;
}

static bool enough(void *arg)
{
    return clock_monotonic() > *(const ms_t *)arg;
}

/* Each byte it takes comes in time, all of them together never would. */
static void a_line_ends_by_its_limit_however_slowly_it_moves(void **state)
{
    (void)state;
    static char much[4 << 20];
    struct err err;
    int ends[2];
    pthread_t reader;
    size_t sent;
    ms_t start_at = clock_monotonic(), stop_at = start_at + 600;
    struct link_limit limits[] = {{.until = start_at + 300},
                                  {.until = start_at + 60000, .give_up = enough, .arg = &stop_at}};
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, 0), 0);
    thirsty = true;
    assert_int_equal(pthread_create(&reader, NULL, sip, &ends[1]), 0);
    for (size_t i = 0; i < 2; i++) {
        struct link link = {.fd = ends[0], .socket = true, .limit = &limits[i], .name = "slow"};
        assert_false(link_write(&link, much, sizeof much, 10000, &sent, &err));
        assert_true(sent < sizeof much);
    }
    assert_true(since(start_at) < 5000);
    thirsty = false;
    pthread_join(reader, NULL);
    close(ends[0]);
    close(ends[1]);
}

static void a_test_receipt_prints_without_a_queue(void **state)
{
    (void)state;
    struct err err;
    char path[256];
    struct printer_status status;
    struct print_conf conf = conf_for_folder();
    if (!printer_test(&f.hall, &conf, &status, &err)) fail_msg("%s", err.text);
    assert_int_equal(status.state, PRINTER_READY);
    assert_int_equal(access(in_dir(path, sizeof path, "slips/today/TEST.png"), F_OK), 0);
}

static int set_up(void **state)
{
    (void)state;
    fixture_open(&f);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fixture_close(&f);
    setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_folder_gets_picture_and_stream),
        TEST(what_nobody_asked_for_is_not_printed),
        TEST(a_folder_that_fails_fails_the_print_not_the_ticket),
        TEST(a_folder_that_cannot_be_is_refused_at_the_start),
        TEST(a_start_prints_what_was_left_pending),
        TEST(a_printer_may_stop_and_start_beside_a_busy_writer),
        TEST(a_healthy_printer_prints_once),
        TEST(no_paper_fails_without_a_byte_printed),
        TEST(a_silent_printer_is_unknown_never_fine),
        TEST(paper_that_ends_in_the_middle_is_a_failure_and_not_repeated),
        TEST(a_printer_that_hangs_up_is_not_taken_for_printed),
        TEST(a_printer_switched_on_again_is_found_again),
        TEST(a_stop_between_tries_leaves_it_to_the_next_run),
        TEST(once_on_paper_a_crash_cannot_print_it_again),
        TEST(cups_gets_a_picture_and_says_nothing_more),
        TEST(cups_that_refuses_fails_the_print),
        TEST(devices_are_checked),
        TEST(the_printer_tells_its_state),
        TEST(a_babbling_printer_is_unknown_and_stops_nothing),
        TEST(a_line_ends_by_its_limit_however_slowly_it_moves),
        TEST(a_test_receipt_prints_without_a_queue),
    };
    i18n_init(KIOSK_BINARY_DIR "/locale");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return failed;
}
