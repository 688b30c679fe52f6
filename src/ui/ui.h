/* ui.h - the touch terminal: one window, its screens, its loop. */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/i18n.h"
#include "ui/machine.h"

struct remote;
struct writer;

struct ui_conf {
    int width, height;      /* window pixels; portrait and landscape both work */
    bool fullscreen;
    double panel_width_mm;  /* of the glass, for target sizes */
    int idle_s;             /* without a touch: the question whether somebody is there */
    int idle_answer_s;      /* how long that question stands before home */
    int attract_s;          /* without a touch on home: the attract screen, 0: never */
    enum lang lang;         /* at the start of every visit */
    bool motion;
    int same_key_ms;        /* the same letter again within that time counts once, 0: always counts */
    char public_url[256];
    char assets[512], fonts[512], font_family[64];
    char ime[512];          /* the compiled schemas of Chinese input */
    char speech[512];       /* command that says aloud what it reads; auto: espeak-ng, off: none */
    char service_keys[40];  /* a service keyboard's way to the maintenance screen: Ctrl+Alt+M, "" : none */
    struct remote *remote;  /* the terminal as seen from afar; NULL: it is not */
    struct machine machine; /* for the maintenance screen */
    char automation[108];   /* UNIX socket path, "" : off */
};

/* Opens the window and runs until it is told to stop (ui_quit, `quit` on the automation socket).
 * False with err when the terminal can't be shown. On the main thread only. Where there is no
 * display it draws off-screen, after saying so. */
bool ui_run(struct writer *writer, const struct ui_conf *conf, struct err *err);
/* Asks the running loop to end; from a signal handler or any thread. */
void ui_quit(void);

/* Draws every screen in every language into dir/NAME.LANG.png. The writer is that of an empty hall made for this
 * alone, which gets made-up visitors. */
bool ui_tour(const char *dir, const struct ui_conf *conf, struct writer *writer, struct err *err);

#endif
