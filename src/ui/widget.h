/* widget.h - keys and panels in every state of the design system. */
#ifndef UI_WIDGET_H
#define UI_WIDGET_H

#include "ui/scene.h"

enum key_kind {
    KEY_PRIMARY, /* the one thing this screen is for */
    KEY_NORMAL,
    KEY_TILE,     /* like normal, with the larger corners */
    KEY_QUIET,    /* back, home, cancel */
    KEY_OPTION,   /* a check box */
    KEY_TOGGLE,   /* a mode or language; chosen is filled */
    KEY_FACE,     /* a rating; chosen is filled */
    KEY_CAP,      /* of the keyboard; chosen is filled */
    KEY_CAP_TINT, /* the same for keys that type nothing */
};

/* A key; unused members are zero. place is its face, the lip comes below it. */
struct key {
    const char *id;
    enum key_kind kind;
    struct place place;
    const char *label;
    const char *icon;  /* NULL: none */
    const char *value; /* for automation and read-outs, NULL: none */
    int size;          /* of the label, 0: TYPE_BUTTON */
    float icon_size;   /* 0: 44 */
    float gap;         /* between icon and label, 0: 20 */
    float lift;        /* stacked: how far above the middle they stand */
    bool stacked;      /* icon above label */
    bool icon_only;    /* the label is only read out */
    bool bold, disabled, chosen;
};

/* Where the content of a painted face goes (it moves when pressed) and in which colours. */
struct face {
    struct place place;
    enum colour ink, ink2, icon, accent;
    bool bold;
};

/* Adds the item and paints its face, without content. */
struct face widget_face(struct scene *scene, const struct key *key);
/* The same with icon and label: side by side in the middle, or stacked. */
void widget_key(struct scene *scene, const struct key *key);

/* An icon in its tinted box of that side. */
void widget_icon_box(struct scene *scene, float x, float y, float side, float icon, const char *name,
                     const struct face *face);
/* A disc with a check, centred there. */
void widget_badge(struct scene *scene, float cx, float cy, float radius, enum colour disc, enum colour check);
/* A digit in an ink disc, centred there: the steps of what comes next. */
void widget_step(struct scene *scene, float cx, float cy, float radius, int digit);
/* A rectangular white card with hairlines between its n rows. */
void widget_rows(struct scene *scene, struct place place, int rows);

/* A sheet over the lower part of the picture with one question: what is below is dimmed and can't
 * be pressed. seconds < 0: no countdown ring; else it stands on `share` of its circle. */
struct sheet {
    const char *title, *text; /* text may hold one newline */
    const char *stay_id, *stay, *leave_id, *leave;
    int seconds;
    float share;
    const char *left; /* the seconds in words, for the voice */
};
void widget_sheet(struct scene *scene, const struct sheet *sheet, const char *seconds_word);

#endif
