/* sim_printer.h - an ESC/POS printer on a TCP port of this machine: it prints rasters, answers
 * DLE EOT in any state, runs out of paper, keeps silent, hangs up, as the real ones do. */
#ifndef TESTS_SIM_PRINTER_H
#define TESTS_SIM_PRINTER_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sim_printer {
    int port; /* where it listens */
    /* What it does; to be set before something is sent to it. */
    uint8_t answers[4];            /* to DLE EOT 1…4 */
    bool silent;                   /* answers nothing */
    bool babbles;                  /* once asked, sends bytes without end that are no answer */
    bool automatic;                /* sends automatic status before each answer */
    size_t out_after;              /* raster bytes until the paper is out, 0: never */
    size_t hang_up_after;          /* raster bytes until it closes the connection, 0: never */
    void (*on_raster)(void *arg);  /* called at the first raster byte of each receipt */
    void *arg;
    /* What it did; to be read after sim_printer_stop. */
    int cuts;         /* whole receipts */
    int begun;        /* receipts of which at least one byte came */
    size_t rasters;   /* raster bytes of the last receipt */

    pthread_t thread;
    int listener, stop[2];
};

/* port 0: any free one. Healthy until told otherwise. */
void sim_printer_start(struct sim_printer *sim, int port);
void sim_printer_stop(struct sim_printer *sim);

#endif
