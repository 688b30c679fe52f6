#include "support/sim_printer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support/cmocka_all.h"

/* A connection: the command being received, and how much of a raster is still to come. */
struct talk {
    struct sim_printer *sim;
    int fd;
    uint8_t command[8];
    size_t length, raster_left;
    bool out, hung_up, babbling;
};

static const uint8_t paper_out[4] = {0x1A, 0x32, 0x12, 0x7E};

static void answer(struct talk *t, uint8_t n)
{
    static const uint8_t automatic[4] = {0x10, 0x00, 0x00, 0x00};
    t->babbling = t->sim->babbles;
    if (t->sim->silent || t->babbling || n < 1 || n > 4) return;
    if (t->sim->automatic) send(t->fd, automatic, sizeof automatic, MSG_NOSIGNAL);
    send(t->fd, (t->out ? paper_out : t->sim->answers) + n - 1, 1, MSG_NOSIGNAL);
}

static void raster_byte(struct talk *t)
{
    struct sim_printer *sim = t->sim;
    t->raster_left--;
    if (t->out) return;
    if (sim->rasters++ == 0) {
        sim->begun++;
        if (sim->on_raster) sim->on_raster(sim->arg);
    }
    if (sim->rasters == sim->out_after) t->out = true;
    if (sim->rasters == sim->hang_up_after) t->hung_up = true;
}

/* Takes one byte of a command; commands are done when their last byte is there. */
static void command_byte(struct talk *t, uint8_t byte)
{
    const uint8_t *c = t->command;
    t->command[t->length++] = byte;
    bool done = false;
    if (t->length == 3 && c[0] == 0x10 && c[1] == 0x04) {
        answer(t, c[2]);
        done = true;
    } else if (t->length == 2 && c[0] == 0x1B && c[1] == '@') {
        t->sim->rasters = 0;
        done = true;
    } else if (t->length == 3 && c[0] == 0x1B && c[1] == 'd') {
        done = true;
    } else if (t->length == 4 && c[0] == 0x1D && c[1] == 'V') {
        if (!t->out) t->sim->cuts++;
        done = true;
    } else if (t->length == 8 && c[0] == 0x1D && c[1] == 'v' && c[2] == '0') {
        t->raster_left = (size_t)(c[4] + 256 * c[5]) * (size_t)(c[6] + 256 * c[7]);
        done = true;
    }
    if (done || t->length == sizeof t->command) t->length = 0;
}

/* Is there something to do on fd before the printer is switched off? */
static bool wait_for(struct sim_printer *sim, int fd, short events)
{
    struct pollfd p[2] = {{.fd = fd, .events = events}, {.fd = sim->stop[0], .events = POLLIN}};
    return poll(p, 2, -1) > 0 && !p[1].revents;
}

/* Until the other side has had enough. */
static void babble(struct sim_printer *sim, int fd)
{
    static const uint8_t noise[4096];
    while (wait_for(sim, fd, POLLOUT) && send(fd, noise, sizeof noise, MSG_NOSIGNAL | MSG_DONTWAIT) > 0) continue;
}

static void serve(struct sim_printer *sim, int fd)
{
    struct talk t = {.sim = sim, .fd = fd};
    uint8_t bytes[4096];
    while (!t.hung_up && wait_for(sim, fd, POLLIN)) {
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n <= 0) return;
        for (ssize_t i = 0; i < n && !t.hung_up; i++) {
            if (t.raster_left)
                raster_byte(&t);
            else
                command_byte(&t, bytes[i]);
        }
        if (t.babbling) babble(sim, fd);
    }
}

static void *run(void *arg)
{
    struct sim_printer *sim = arg;
    while (wait_for(sim, sim->listener, POLLIN)) {
        int fd = accept(sim->listener, NULL, NULL);
        if (fd < 0) continue;
        serve(sim, fd);
        close(fd);
    }
    return NULL;
}

void sim_printer_start(struct sim_printer *sim, int port)
{
    struct sockaddr_in at = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof at;
    int yes = 1;
    *sim = (struct sim_printer){.answers = {0x12, 0x12, 0x12, 0x12}};
    sim->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(sim->listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    assert_int_equal(bind(sim->listener, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(sim->listener, 4), 0);
    assert_int_equal(getsockname(sim->listener, (struct sockaddr *)&at, &size), 0);
    assert_int_equal(pipe(sim->stop), 0);
    sim->port = ntohs(at.sin_port);
    assert_int_equal(pthread_create(&sim->thread, NULL, run, sim), 0);
}

void sim_printer_stop(struct sim_printer *sim)
{
    assert_int_equal(write(sim->stop[1], "x", 1), 1);
    pthread_join(sim->thread, NULL);
    close(sim->listener);
    close(sim->stop[0]);
    close(sim->stop[1]);
}
