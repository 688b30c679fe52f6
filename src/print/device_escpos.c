/* ESC/POS printers, on the network or on a port of this machine. They are asked before a receipt
 * whether they can print, and after it whether they did: bytes taken are not yet paper. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/hostport.h"
#include "base/str.h"
#include "print/device.h"
#include "print/escpos.h"
#include "print/link.h"

enum {
    CONNECT_MS = 3000,
    ANSWER_MS = 700,    /* for each status request */
    IDLE_MS = 10000,    /* a printer that takes nothing for so long is stuck */
    RECEIPT_MS = 60000, /* and so is one that has not finished by then, however busy it seems */
    STATUS_MS = 10000,  /* for all questions together */
    POLL_MS = 200,      /* between questions while it prints */
    ROWS_PER_S = 800,   /* what a slow printer puts on paper: 100 mm */
    SPARE_MS = 300,
};

static bool parse_port(const char *rest, struct device *device)
{
    return *rest == '/' && str_copy(device->target, sizeof device->target, rest);
}

static bool parse_tcp(const char *rest, struct device *device)
{
    struct hostport at;
    return hostport_parse(rest, 1, &at) && str_copy(device->target, sizeof device->target, at.host) &&
           str_copy(device->port, sizeof device->port, at.port);
}

/* A printer may be switched on later, so there is nothing to refuse. */
static bool prepare(const struct device *device, struct err *err)
{
    (void)device;
    (void)err;
    return true;
}

static bool open_link(const struct device *device, struct link *link, const struct link_limit *limit, struct err *err)
{
    if (device->port[0]) return link_open_tcp(link, device->target, device->port, CONNECT_MS, limit, err);
    return link_open_port(link, device->target, limit, err);
}

/* Reads until the answer to DLE EOT n is there, but not for ever from a printer that babbles. Automatic status
 * that comes in between is taken in too. */
static bool read_answer(struct link *link, int n, unsigned *flags)
{
    ms_t until = clock_monotonic() + ANSWER_MS;
    for (ms_t left = ANSWER_MS; left > 0; left = until - clock_monotonic()) {
        int byte = link_read(link, (int)left);
        if (byte < 0) return false;
        if (escpos_read_answer(n, (uint8_t)byte, flags)) return true;
        if (!escpos_is_automatic((uint8_t)byte)) continue;
        uint8_t all[ESCPOS_AUTOMATIC_SIZE] = {(uint8_t)byte};
        for (int i = 1; i < ESCPOS_AUTOMATIC_SIZE; i++) {
            byte = link_read(link, ANSWER_MS);
            if (byte < 0) return false;
            all[i] = (uint8_t)byte;
        }
        escpos_read_automatic(all, flags);
    }
    return false;
}

/* Asks all four questions, one under way at a time. One without an answer makes the state unknown,
 * whatever the others said: silence is never "fine". */
static void ask(struct link *link, struct printer_status *out)
{
    unsigned flags = 0;
    for (int n = 1; n <= ESCPOS_QUERIES; n++) {
        uint8_t query[3];
        escpos_query(n, query);
        if (link_write(link, query, sizeof query, ANSWER_MS, NULL, NULL) && read_answer(link, n, &flags)) continue;
        out->state = PRINTER_UNKNOWN;
        snprintf(out->words, sizeof out->words, "printer %.120s does not answer status requests", link->name);
        return;
    }
    escpos_judge(flags, out);
}

static bool can_print(enum printer_state state)
{
    return state == PRINTER_READY || state == PRINTER_NEAR_END || state == PRINTER_UNKNOWN;
}

static void status(const struct device *device, struct printer_status *out)
{
    const struct link_limit limit = {.until = clock_monotonic() + STATUS_MS};
    struct link link;
    struct err err;
    if (open_link(device, &link, &limit, &err)) {
        ask(&link, out);
        link_close(&link);
        return;
    }
    out->state = PRINTER_OFFLINE;
    snprintf(out->words, sizeof out->words, "%.199s", err.text);
}

/* Watches the printer for as long as the receipt takes to come out. */
static enum device_result watch(struct link *link, int rows, struct err *err)
{
    const struct timespec between = {.tv_nsec = POLL_MS * 1000000L};
    ms_t until = clock_monotonic() + rows * 1000 / ROWS_PER_S + SPARE_MS;
    struct printer_status now;
    do {
        nanosleep(&between, NULL);
        ask(link, &now);
    } while (can_print(now.state) && now.state != PRINTER_UNKNOWN && clock_monotonic() < until);
    if (now.state == PRINTER_READY || now.state == PRINTER_NEAR_END) return DEVICE_PRINTED;
    err_set(err, "%s", now.words);
    return now.state == PRINTER_UNKNOWN ? DEVICE_UNKNOWN : DEVICE_FAILED;
}

static enum device_result send_receipt(struct link *link, const struct device_job *job, struct err *err)
{
    struct printer_status before;
    ask(link, &before);
    if (!can_print(before.state)) {
        err_set(err, "%s", before.words);
        return DEVICE_NOT_STARTED;
    }
    if (!job->begin(job->arg)) {
        err_set(err, "the database does not take the print state");
        return DEVICE_NOT_STARTED;
    }
    struct str stream = {0};
    size_t sent = 0;
    escpos_receipt(job->bitmap, &stream);
    bool whole = link_write(link, stream.s, stream.n, IDLE_MS, &sent, err);
    str_free(&stream);
    if (!whole) return sent ? DEVICE_FAILED : DEVICE_NOT_STARTED;
    return watch(link, job->bitmap->height, err);
}

static enum device_result print(const struct device *device, const struct device_job *job, struct err *err)
{
    const struct link_limit limit = {
        .until = clock_monotonic() + RECEIPT_MS, .give_up = job->give_up, .arg = job->arg};
    struct link link;
    if (!open_link(device, &link, &limit, err)) return DEVICE_NOT_STARTED;
    enum device_result result = send_receipt(&link, job, err);
    link_close(&link);
    return result;
}

const struct device_kind device_tcp = {.prefix = "escpos:tcp://",
                                       .usage = "escpos:tcp://HOST:PORT",
                                       .parse = parse_tcp,
                                       .prepare = prepare,
                                       .status = status,
                                       .print = print};
const struct device_kind device_port = {.prefix = "escpos:",
                                        .usage = "escpos:/dev/usb/lp0",
                                        .parse = parse_port,
                                        .prepare = prepare,
                                        .status = status,
                                        .print = print};
