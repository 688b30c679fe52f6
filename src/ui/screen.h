/* screen.h - what a screen is, and what it may ask of the terminal.
 *
 * A screen is one file, screen_NAME.c, with one const struct screen, and one row in the table of
 * screens.c. It describes its picture in build() whenever asked and keeps what it knows in the
 * visit; the terminal does the rest: painting, touch, focus, language, time-outs, header and bars. */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include "core/writer.h"
#include "ui/feed.h"
#include "ui/filing.h"
#include "ui/scene.h"
#include "ui/upkeep.h"
#include "ui/widget.h"

struct ui;

/* The contract's screens that this terminal may have; screens.c says which it has. */
enum screen_id {
    SCREEN_HOME,
    SCREEN_SERVICE, /* the services of one group */
    SCREEN_GUIDE,
    SCREEN_CLASS,
    SCREEN_TICKET,
    SCREEN_LOOKUP,
    SCREEN_RESULT, /* what look-up found; to the outside it is `lookup` as well */
    SCREEN_LOOKUP_CASE, /* the look-up of a case, and what it found; likewise */
    SCREEN_CASE,
    SCREEN_RATE,
    SCREEN_THANKS,
    SCREEN_COMMENT, /* 再说几句 of a rating; to the outside it is `rate` as well */
    SCREEN_COMPLAINT_KIND,
    SCREEN_COMPLAINT_ABOUT,
    SCREEN_COMPLAINT_TEXT,
    SCREEN_COMPLAINT_CONTACT,
    SCREEN_COMPLAINT_PHONE,
    SCREEN_COMPLAINT_REVIEW,
    SCREEN_COMPLAINT_DONE,
    SCREEN_INFO,
    SCREEN_ATTRACT,
    SCREEN_CLOSED,
    SCREEN_ERROR,
    SCREEN_MAINTENANCE,
    SCREEN_COUNT
};

/* The fields of the look-up, as typed. */
struct lookup {
    bool to_rate;         /* opened in order to rate a visit */
    bool to_complain;     /* opened in order to say which visit a case is about; to_rate is set too */
    int letters;          /* rows of letters turned, where only one has room */
    bool in_code;         /* the 小票码 is being typed, not the number */
    bool seeking;         /* an answer is awaited */
    char number[NUMBER_SIZE];
    char code[SLIP_CODE_SIZE];
    bool keyed;           /* a keyboard has typed since a key was touched: its Return searches */
    const char *trouble;  /* msgid of why nothing is shown, NULL: nothing is wrong */
};

/* The fields of a case's look-up, as typed. */
struct case_lookup {
    bool in_tail;    /* the phone's last digits are being typed, not the number */
    bool seeking;    /* an answer is awaited */
    char letter[2];  /* T of T261118-001, "" : not chosen yet */
    char digits[13]; /* 261118001 */
    char tail[PHONE_TAIL + 1];
    const char *trouble; /* msgid of why nothing is shown, NULL: nothing is wrong */
};

/* How the visitor wants the terminal; off again at the end of the visit. Large and low exclude each other. */
struct modes {
    bool large, contrast, low;
};

/* Staff at the maintenance screen: first who that is, then what the machine said of itself. */
struct maintenance {
    char login[LOGIN_SIZE], password[UPKEEP_PASSWORD]; /* being typed */
    bool in_password, capitals, signs;
    bool checking;        /* the worker has been asked by staff */
    enum upkeep_kind asked; /* for that */
    bool looking, stale;  /* it is asked as something changed; and something has changed since */
    bool details;         /* network and log are shown */
    int log_from, log_shown; /* lines of the log: so many newer ones are passed over; there is room for so many */
    struct staff staff;   /* id 0: nobody has logged in */
    struct upkeep_report report;
    const char *trouble;  /* msgid of why the log-in failed, NULL: it did not */
    const char *told;     /* msgid of what came of the test receipt, NULL: none was asked for */
};

/* Everything that belongs to one visitor. It is wiped as a whole when the visit ends. */
struct visit {
    bool at_reasons;      /* large print: the reasons are up, a page of their own */
    int group;            /* index of the one looked into */
    int service;          /* index of the chosen one, -1: none */
    struct ticket ticket; /* as last read; id 0: none */
    ms_t shown;           /* ui_now() when the screen came up */
    bool sending;         /* a command is under way: no second one */
    bool asking_cancel;   /* the question before leaving the queue is up */
    struct maintenance maintenance;
    struct lookup lookup;
    struct case_lookup case_lookup;
    struct complaint found; /* the case looked up; id 0: none */
    bool own;             /* the ticket is proved to be the visitor's: it may be changed */
    int score;            /* the rating being given, 1-5, 0: none chosen yet */
    unsigned ticked;      /* its reasons: bit i is the i-th of hall_reasons */
    struct field comment; /* and what else there is to say */
    bool rating_on;       /* the rating goes on where it was left: for its comment, after an error */
    struct filing filing;
    struct feed_search scanned; /* the receipt scanned in the midst of something else */
    bool asking_scan;     /* and the question whether to open it is up */
    bool typed;           /* something was typed: its traces are wiped when the visit ends */
    enum outcome_code refused; /* why the last command had no effect, OUT_OK: it had */
};

struct screen {
    const char *name;
    enum theme theme;
    bool at_rest; /* nobody need be there: no idle question */
    bool for_staff; /* the modes do not change it, and the header says so */
    bool personal;  /* shows what somebody types of themselves: hidden from who looks from afar */
    bool drops;   /* arrives from above, as if printed, instead of from the side */
    int lasts_s;  /* the visit ends by itself after so many seconds, 0: it does not */
    /* Describes the content between header and leak strip; items in reading order. */
    void (*build)(struct ui *ui, struct scene *scene);
    /* A key of this screen was pressed. */
    void (*act)(struct ui *ui, const char *id);
    /* The rest may be NULL. */
    void (*enter)(struct ui *ui);
    void (*leave)(struct ui *ui);
    void (*news)(struct ui *ui);                                  /* ui_hall_view() is new */
    void (*answer)(struct ui *ui, const struct outcome *outcome); /* to ui_send */
    void (*told)(struct ui *ui, const struct upkeep_news *news);  /* to ui_staff_login and ui_staff_ask */
    void (*typed)(struct ui *ui, const char *utf8);               /* text from a keyboard */
    bool (*key)(struct ui *ui, SDL_Keycode key);                  /* true: taken */
    /* A key of this screen has been held for a second, or for one more. True: taken, letting go does nothing. */
    bool (*held)(struct ui *ui, const char *id);
    /* Called before each build; when the picture changes by itself next (ui_now), 0: not. */
    ms_t (*tick)(struct ui *ui, ms_t now);
};

/* The screen of that id, NULL when this terminal has none. */
const struct screen *screen_of(enum screen_id id);

/* What the terminal knows. */
const struct hall *ui_hall(const struct ui *ui);
enum lang ui_lang(const struct ui *ui);
const struct modes *ui_modes(const struct ui *ui);
struct visit *ui_visit(struct ui *ui);
const struct hall_view *ui_hall_view(const struct ui *ui);
const struct snapshot *ui_snapshot(const struct ui *ui);
ms_t ui_now(const struct ui *ui);  /* monotonic */
ms_t ui_time(const struct ui *ui); /* of day */
bool ui_motion(const struct ui *ui);
/* The input method, opened when first asked for; NULL: there is none. */
struct ime *ui_ime(struct ui *ui);
/* The same letter again within that time counts once. */
int ui_same_key_ms(const struct ui *ui);
bool ui_focus_shown(const struct ui *ui); /* keys move a visible focus */
/* Where the finger is to whose key act() answers, in design units; false: it was no finger. */
bool ui_finger_at(const struct ui *ui, float *x, float *y);
/* PUBLIC_URL/c/TOKEN */
void ui_case_url(const struct ui *ui, const struct complaint *complaint, char *out, size_t size);
/* PUBLIC_URL/t/TOKEN */
void ui_ticket_url(const struct ui *ui, const struct ticket *ticket, char *out, size_t size);
/* tr() in the visitor's language. */
const char *ui_tr(const struct ui *ui, const char *msgid) __attribute__((format_arg(2)));

/* Beneath the error screen: is there something not sent, which goes on when all is well again? */
bool ui_keeps_unsent(const struct ui *ui);

/* What a screen may do. */
void ui_go(struct ui *ui, enum screen_id id);  /* forward: back leads here again */
void ui_turn(struct ui *ui, enum screen_id id); /* instead of this screen */
void ui_back(struct ui *ui);
void ui_home(struct ui *ui);  /* ends what was under way; the language stays */
void ui_leave(struct ui *ui); /* the same, and the visitor is gone: the language of the hall */
/* The picture has to be described again. */
void ui_change(struct ui *ui);
/* Fresh figures, for that service and ticket too (feed.h). */
void ui_watch(struct ui *ui, int service, int64_t ticket);
/* Looks for a ticket; news() brings the answer in ui_snapshot()->found. */
void ui_search(struct ui *ui, const struct feed_search *search);
/* Sends a command as the terminal; the answer comes to the screen that is up then. Without effect
 * while another is under way. */
void ui_send(struct ui *ui, struct command command);

/* For staff (ui_staff.c). The answers come to told(); false when too much is asked at once. */
bool ui_staff_login(struct ui *ui, const char *login, const char *password);
bool ui_staff_ask(struct ui *ui, enum upkeep_kind kind);
int ui_staff_wait(const struct ui *ui); /* seconds until the next try is allowed, 0: it is */
const struct machine *ui_machine(const struct ui *ui);
bool ui_managed(const struct ui *ui);   /* will the program be started again when it ends? */
void ui_restart(struct ui *ui);

/* Keys that every screen has, at their places in both orientations: nav.back and nav.home. */
void ui_build_nav(struct ui *ui, struct scene *scene);
/* The same where going back has a word of its own, such as 不评了. */
void ui_build_nav_as(struct ui *ui, struct scene *scene, const char *back);

#endif
