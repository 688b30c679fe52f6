/* terminal.h - the terminal's own state, for the files that make it run. Screens see screen.h. */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include <SDL.h>

#include "core/remote.h"
#include "ui/automation.h"
#include "ui/latency.h"
#include "ui/scan.h"
#include "ui/screen.h"
#include "ui/ui.h"
#include "ui/voice.h"

enum { STACK_MAX = 8, DAMAGE_MAX = 24, FRAME_MS = 16 };

/* Events from other threads, all of one SDL type; data1 is owned by the event. */
enum ui_event {
    UI_NEWS,    /* struct snapshot * */
    UI_ANSWER,  /* struct ui_answer * */
    UI_REQUEST, /* struct request *, the automation's */
    UI_REMOTE,  /* NULL; there is news from afar */
    UI_UPKEEP,  /* struct upkeep_news * */
    UI_TAPPED,  /* the automation's finger or key is through */
};

/* A part of the picture on its way to its place. */
struct motion {
    ms_t from; /* 0: at rest */
    int lasts;
    float dx, dy; /* design units off its place at the start */
    SDL_Rect box; /* pixels */
};

/* A command's outcome on its way to the visitor who gave it. */
struct ui_answer {
    unsigned visit;
    struct outcome outcome;
};

/* The way to the maintenance screen. */
struct staff_door {
    struct upkeep *upkeep; /* NULL: nobody has come yet */
    int wrong;             /* tries in a row that failed */
    ms_t not_before;       /* the next one (ui_now) */
    int knocks;            /* on the logo, one after the other */
    ms_t knocked;          /* the last of them */
    bool held;             /* and it is still being pressed */
};

/* Who looks from afar. Times are ui_now. */
struct remote_view {
    struct remote_state state;
    ms_t somebody_at;   /* when somebody was last before the terminal, 0: not yet */
    ms_t asked_at;      /* since when the visitor is asked */
    ms_t agreed_at;
    bool nobody_agreed; /* what was granted was granted as nobody was there to be asked */
};

struct ui {
    const struct ui_conf *conf;
    struct writer *writer;
    const struct hall *hall;
    struct feed *feed;
    struct snapshot *snapshot; /* the newest; never NULL once running */
    struct fonts *fonts;
    struct icons *icons;
    struct automation *automation;

    SDL_Window *window;   /* NULL: only the canvas, for ui_tour */
    SDL_Surface *canvas;  /* the picture at rest */
    struct scene scenes[2];
    int front;            /* the one shown */
    bool changed;         /* the picture has to be described again */
    bool repaint;         /* and painted whole */
    SDL_Rect damage[DAMAGE_MAX]; /* painted on the canvas, not yet on the window */
    int damaged;
    struct motion motion;
    ms_t next_tick;       /* when the screen wants to be described again, 0: not */

    enum screen_id stack[STACK_MAX];
    int depth;
    enum lang lang;
    struct modes modes;
    struct visit visit;
    unsigned visits; /* counts them, so that an answer reaches nobody but who asked */

    bool touching;
    SDL_TouchID touch_device;
    SDL_FingerID finger;
    ms_t finger_down;     /* since when it touches (ui_now) */
    struct {
        int x, y;
        ms_t at;          /* monotonic */
        const struct screen *screen;
    } last_press;
    struct scan scan;     /* what the scanner is typing */
    char pressed[ITEM_ID], focus[ITEM_ID];
    ms_t held_from;       /* since when pressed counts as held (ui_now) */
    bool held;            /* it did something already: letting go of it does nothing */
    bool by_finger;       /* what is being done was touched, at last_press */
    bool focus_seen;      /* keys are used: show the ring */

    ms_t still;           /* the idle clock stands there, 0: it goes */
    ms_t time;            /* the time of day stands there, 0: it goes */
    ms_t shift;           /* added to the idle clock by the automation */
    ms_t touched;         /* last sign of a person, on the idle clock */
    ms_t minute;          /* the one the header shows */
    ms_t asked;           /* the idle question: since when its answer is waited for, 0: it is not up */
    ms_t asked_first;     /* and when it came up */

    bool retrying;        /* the error screen has asked whether all is well again */

    struct ime *ime;      /* NULL: not asked for yet, or there is none */
    bool ime_tried;
    struct voice voice;
    int warmed;     /* likely screens drawn ahead */
    ms_t warmed_at; /* the last of them (ui_now) */
    struct staff_door staff;
    struct remote_view remote;
    bool frame_shown, hall_read; /* since the watchdog was fed last */
    struct latency latency;
    Uint64 touch_at;      /* performance counter of the touch not yet shown, 0: none */
    struct request *pending; /* automation's, to be answered after the next frame or a wait */
    bool running;
};

/* ui.c: the window and the loop. */
bool ui_open(struct ui *ui, struct writer *writer, const struct ui_conf *conf, struct err *err);
void ui_close(struct ui *ui);
/* From any thread: wakes the loop with an event. The data is the loop's from then on. */
void ui_post(enum ui_event event, void *data);

/* ui_show.c: the frame. */
/* Only describes the screen that is up into scene. */
void ui_describe_into(struct ui *ui, struct scene *scene, int w, int h);
void ui_describe(struct ui *ui, int w, int h); /* describes the picture and paints what changed on the canvas */
void ui_show(struct ui *ui);                   /* puts what changed on the window */
void ui_move(struct ui *ui, bool drop);        /* starts the motion of a new screen */
const struct scene *ui_scene(const struct ui *ui);

/* ui_visit.c: screens, languages, time-outs. */
/* A sheet over any screen, whose keys are the only ones then. */
enum ui_question { QUESTION_NONE, QUESTION_IDLE, QUESTION_SCAN, QUESTION_REMOTE };
enum ui_question ui_question(const struct ui *ui);
bool ui_tells(const struct ui *ui);      /* the visitor is telling the hall something, which is not sent yet */
bool ui_rates_on(const struct ui *ui, const struct screen *screen); /* a face is chosen on that screen, not sent yet */
bool ui_shows_call(const struct ui *ui); /* the visitor's ticket is on show, and called: nothing may lie over that */
const struct screen *ui_screen(const struct ui *ui);
void ui_touched(struct ui *ui); /* somebody is there */
/* True when the attract screen was up: home is now, and what woke it does nothing else. */
bool ui_wake(struct ui *ui);
void ui_act(struct ui *ui, const char *id);
void ui_pass_time(struct ui *ui);   /* whatever is due by now */
int ui_due_ms(const struct ui *ui); /* until something is due by itself */
void ui_news(struct ui *ui, struct snapshot *snapshot); /* takes the snapshot over */

/* ui_send.c: what the hall answers to ui_send. */
void ui_answered(struct ui *ui, const struct ui_answer *answer);

/* ui_error.c: the error screen. */
void ui_error_show(struct ui *ui);
ms_t ui_error_due(const struct ui *ui); /* when all is tried again (ui_now), 0: all is well */
void ui_error_pass(struct ui *ui);
void ui_error_answered(struct ui *ui, const struct outcome *outcome); /* to what was tried */
void ui_error_back(struct ui *ui); /* if it is up: to the screen beneath, as that was */
void ui_error_read(struct ui *ui); /* the hall could be read: back, if all was well */

/* ui_wipe.c: no trace of what was typed stays in this process: pictures, texts, input method, events. */
void ui_wipe(struct ui *ui);

/* ui_input.c: fingers, mouse, keys. */
ms_t ui_elbow_due(const struct ui *ui); /* when what is pressed is no longer taken for a finger (ui_now), 0: nothing is */
void ui_elbow_pass(struct ui *ui);
ms_t ui_hold_due(const struct ui *ui); /* when what is pressed counts as held (ui_now), 0: nothing does */
void ui_hold_pass(struct ui *ui);
void ui_input(struct ui *ui, const SDL_Event *event);
/* Puts real events into SDL's queue, as a finger, keyboard or scanner would. */
void ui_push_touch(struct ui *ui, int x, int y);
/* One finger of several, moving; FINGER_AFAR is that of somebody who helps from afar. */
enum finger_move { FINGER_DOWN, FINGER_MOVE, FINGER_UP };
enum { FINGER_HERE = 1, FINGER_AFAR = 1000 };
void ui_push_finger(struct ui *ui, enum finger_move move, int id, int x, int y);
void ui_lift_finger(struct ui *ui, int id); /* as if it had slid off: nothing is pressed by it */
enum whence { WHENCE_HERE, WHENCE_AFAR };
void ui_push_key(SDL_Keycode key, int modifiers, enum whence whence); /* KMOD_… */
void ui_push_text(const char *utf8, enum whence whence);

/* ui_staff.c: the hidden ways to the maintenance screen. */
void ui_staff_press(struct ui *ui, int x, int y);
void ui_staff_release(struct ui *ui);
bool ui_staff_key(struct ui *ui, const SDL_Keysym *pressed); /* true: it was the service keys */
ms_t ui_staff_due(const struct ui *ui); /* when holding the logo has lasted long enough (ui_now), 0: it is not held */
void ui_staff_pass(struct ui *ui);
void ui_staff_told(struct ui *ui, struct upkeep_news *news); /* takes the news over */
void ui_staff_close(struct ui *ui);

/* ui_warm.c: draws the likely next screens while nobody is there. */
ms_t ui_warm_due(const struct ui *ui); /* when the next is drawn (ui_now), 0: none */
void ui_warm_pass(struct ui *ui);

/* ui_remote.c: the terminal seen from afar. */
void ui_remote_open(struct ui *ui);
void ui_remote_close(struct ui *ui);
void ui_remote_heard(struct ui *ui);
bool ui_remote_asks(const struct ui *ui);
void ui_remote_answer(struct ui *ui, bool yes);
void ui_remote_visit_ends(struct ui *ui);
void ui_remote_somebody(struct ui *ui);       /* touches or types, before the terminal itself */
ms_t ui_remote_due(const struct ui *ui);      /* when silence is an answer, or ends what was agreed to; 0: not by itself */
void ui_remote_pass(struct ui *ui);
void ui_remote_show(struct ui *ui); /* hands out what has been painted and not yet shown */
void ui_remote_line(struct ui *ui, struct scene *scene);
void ui_remote_question(struct ui *ui, struct scene *scene);

/* chrome.c: what every screen has around its content. */
void chrome_head(struct ui *ui, struct scene *scene);
void chrome_foot(struct ui *ui, struct scene *scene);
void chrome_idle_question(struct ui *ui, struct scene *scene);

/* ui_request.c: the automation's lines. */
void ui_request(struct ui *ui, struct request *request);
void ui_request_tapped(struct ui *ui);
void ui_request_shown(struct ui *ui); /* after each turn of the loop */

#endif
