/* theme.h - the design tokens: colours and sizes, in this one place.
 *
 * Sizes are design units: pixels of a 1080-wide portrait panel (1920-wide landscape). */
#ifndef UI_THEME_H
#define UI_THEME_H

#include <stdint.h>

enum theme { THEME_DAY, THEME_NIGHT, THEME_CONTRAST, THEME_COUNT };

enum colour {
    COL_NONE, /* paints nothing */
    COL_GROUND,
    COL_FACE,
    COL_SUNK,
    COL_LINE,
    COL_RULE, /* a rule on tint */
    COL_INK,
    COL_INK2,
    COL_EDGE,
    COL_ACTION,
    COL_ACTION_EDGE,
    COL_ACTION_LIP,
    COL_ACTION_DOWN, /* face of a pressed primary key */
    COL_ON_ACTION,
    COL_TINT,
    COL_FLAME,
    COL_AMBER,
    COL_AMBER_TEXT,
    COL_AMBER_TINT,
    COL_RED,
    COL_RED_DARK,
    COL_RED_TINT,
    COL_ON_RED,
    COL_RED_INK, /* text on the red tint */
    COL_FOCUS,
    COL_OPEN, /* the dot of an open hall */
    COL_SCRIM,
    COL_PAPER, /* ground and modules of a QR, the same in every theme */
    COL_BLACK,
    COL_CAPTION,      /* what the voice says, in writing */
    COL_CAPTION_NAME, /* its item */
    COL_CAPTION2,     /* its place and keys */
    COL_CAPTION_LINE, /* its outline */
    COL_COUNT
};

/* 0xAARRGGBB */
uint32_t theme_colour(enum theme theme, enum colour colour);

/* Type sizes, in em. */
enum {
    TYPE_FLOOR = 27, /* no label shrinks below this */
    TYPE_SMALL = 28,
    TYPE_CAPTION = 30,
    TYPE_BODY = 32,
    TYPE_BUTTON = 36,
    TYPE_HALL = 38,
    TYPE_LIST = 40,
    TYPE_WAIT = 44,
    TYPE_SERVICE = 56,
    TYPE_CLOCK = 60,
    TYPE_TITLE = 64,
    TYPE_GREETING = 68,
    TYPE_FIGURE = 92,
    TYPE_COUNTDOWN = 148,
    TYPE_NUMBER = 344,
};

/* The size that a text of that size has in large mode. */
int theme_large(int size);
/* No text is smaller than this: capitals of 4.8 mm, 7.4 mm in large mode. */
enum { TYPE_FLOOR_LARGE = 41 };

/* Shape and space. */
enum {
    MARGIN = 48,
    OUTLINE = 2,
    OUTLINE_CONTRAST = 4,
    LIP = 6,
    LIP_SMALL = 4,
    LIP_PRIMARY = 8,
    RADIUS_CAP = 14,
    RADIUS_KEY = 16,
    RADIUS_BUTTON = 24,
    RADIUS_TILE = 28,
    RADIUS_TICKET = 36,
    RADIUS_SHEET = 56,
    FOCUS_WIDTH = 6,
    FOCUS_GAP = 4,
};

/* Motion, in milliseconds and design units. */
enum {
    SLIDE_MS = 140,
    SLIDE_BY = 24,
    DROP_MS = 200,
    DROP_BY = 32,
    BOB_MS = 600,
    BOB_BY = 8,
    BOB_LASTS_MS = 6000,
};

#endif
