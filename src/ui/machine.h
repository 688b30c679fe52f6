/* machine.h - what the terminal's maintenance asks of parts of the program that it does not know
 * itself. The program fills it in; the functions may wait, so they are never called on the UI thread. */
#ifndef UI_MACHINE_H
#define UI_MACHINE_H

#include <stdbool.h>
#include <stddef.h>

enum machine_printer {
    MACHINE_UNKNOWN, /* it does not answer, or has not been asked */
    MACHINE_READY,
    MACHINE_NEAR_END,
    MACHINE_PAPER_OUT,
    MACHINE_COVER_OPEN,
    MACHINE_OFFLINE,
    MACHINE_STATES
};

enum { MACHINE_WORDS = 200 };

struct machine {
    void *arg;
    /* How the receipt printer is now; one line about it in words. */
    enum machine_printer (*printer)(void *arg, char words[MACHINE_WORDS]);
    /* Prints a test receipt; false with the reason in words. */
    bool (*print_test)(void *arg, char words[MACHINE_WORDS]);
    char device[512]; /* of the printer, as in kiosk.conf */
    char pages[256]; /* the address the pages are served at */
};

#endif
