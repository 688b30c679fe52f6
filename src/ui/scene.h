/* scene.h - one picture of the terminal as a list: what is painted, and what can be pressed.
 *
 * A screen describes its picture by adding shapes, lines and items. Two descriptions are
 * compared and only the difference is painted, so a screen never thinks about what changed.
 * All sizes are design units (theme.h) except where pixels are named. */
#ifndef UI_SCENE_H
#define UI_SCENE_H

#include <SDL.h>
#include <stdbool.h>

#include "ui/icon.h"
#include "ui/text.h"
#include "ui/theme.h"

enum { SCENE_NODES = 420, SCENE_ITEMS = 96, SCENE_TEXT = 200, ITEM_ID = 40, ITEM_LABEL = 160, ITEM_VALUE = 320 };

struct place {
    float x, y, w, h;
};

enum node_kind {
    NODE_RECT, NODE_ROUND, NODE_OUTLINE, NODE_CORNERS, NODE_RING, NODE_DOTS, NODE_DASHES,
    NODE_TEXT, NODE_ICON, NODE_PICTURE, NODE_QR,
};

/* One thing painted; compared as bytes, so it is zeroed before it is filled. Pixels. */
struct node {
    enum node_kind kind;
    SDL_Rect box;
    uint32_t colour, accent;
    int radius, line, size;
    float share;
    int bold, lang;
    char text[SCENE_TEXT];
};

/* One thing a person can press, or a helper can read out. */
struct item {
    char id[ITEM_ID];
    const char *role; /* button toggle option language image text */
    char label[ITEM_LABEL];
    char value[ITEM_VALUE]; /* "" : none */
    SDL_Rect box;           /* pixels; face and lip: what a finger may hit */
    int radius;             /* pixels, of the face, for the focus ring */
    char said[ITEM_VALUE];  /* what the voice says of it beside the label; "" : the texts on it */
    bool enabled;           /* may be pressed */
    bool passive;           /* only to be read: never pressed, never focused */
    bool chosen;
    bool personal;          /* of the visitor: not read aloud unasked */
    bool shield;            /* hides what is below it from the finger */
};

/* Where things stand depends on these; languages and themes keep to the same places. */
enum layout {
    PORTRAIT,
    PORTRAIT_LARGE,
    PORTRAIT_LOW,
    LANDSCAPE,
    LANDSCAPE_LARGE,
    LANDSCAPE_LOW,
    LAYOUT_COUNT
};

struct scene {
    struct fonts *fonts;
    enum theme theme;
    enum lang lang;
    bool large, low;     /* modes, set by the caller before scene_begin; never both */
    int w, h;            /* window, pixels */
    bool landscape;
    float scale, ox, oy; /* pixels = design × scale + offset */
    char pressed[ITEM_ID], focus[ITEM_ID];
    struct node nodes[SCENE_NODES];
    int node_count;
    int cut;             /* lines that had to be cut with an ellipsis */
    struct item items[SCENE_ITEMS];
    int item_count;
    int content_from, content_to; /* nodes of the screen itself, without what every screen has */
    bool voice;          /* it is read out: the focus stops at disabled keys as well, which say why */
    bool covered;        /* a sheet lies over the screen */
    struct place caption; /* where the screen leaves room for what the voice says; h 0: in the header's place */
};

/* Empties the scene for a window of w × h pixels and paints its ground. fonts, theme, lang, modes,
 * pressed and focus are set by the caller before. */
void scene_begin(struct scene *scene, int w, int h);
/* Draws the focus ring over everything; the last call of a description. */
void scene_end(struct scene *scene);
/* Design size of the picture: 1080 × 1920 or 1920 × 1080. */
float scene_width(const struct scene *scene);
float scene_height(const struct scene *scene);
enum layout scene_layout(const struct scene *scene);
bool scene_contrast(const struct scene *scene); /* is it in the contrast theme? */
SDL_Rect scene_pixels(const struct scene *scene, struct place place);

/* Shapes. COL_NONE paints nothing. */
void scene_rect(struct scene *scene, struct place place, enum colour colour);
/* A band from one edge of the window to the other, down to the bottom if `down`. */
void scene_band(struct scene *scene, float y, float h, bool down, enum colour colour);
void scene_round(struct scene *scene, struct place place, float radius, enum colour colour);
/* A panel or card that is not a key: filled; in the contrast theme, whose fills are all black, outlined. */
void scene_panel(struct scene *scene, struct place place, float radius, enum colour colour);
void scene_circle(struct scene *scene, float cx, float cy, float radius, enum colour colour);
void scene_outline(struct scene *scene, struct place place, float radius, float line, enum colour colour);
void scene_corners(struct scene *scene, struct place place, float radius, float line, float arm, enum colour colour);
void scene_ring(struct scene *scene, struct place place, float line, float share, enum colour colour);
void scene_dots(struct scene *scene, struct place place, float pitch, enum colour colour);
void scene_dashes(struct scene *scene, struct place place, float radius, float line, enum colour colour);
void scene_icon(struct scene *scene, struct place place, const char *name, enum colour ink, enum colour accent);
void scene_picture(struct scene *scene, struct place place, const char *name);
void scene_qr(struct scene *scene, struct place place, const char *text);

/* How a line looks; lang of the scene. In large mode every text is larger (theme_large). */
struct type {
    int size;
    bool bold;
    enum colour colour;
};
enum align { LEFT, CENTRE, RIGHT };

float scene_text_width(const struct scene *scene, struct type type, const char *text);
/* One line; x is its left end, centre or right end by align, y its baseline. Returns its width. */
float scene_text(struct scene *scene, float x, float y, struct type type, enum align align, const char *text);
/* The same kept within max: smaller down to the least size, then cut with an ellipsis. */
float scene_text_fit(struct scene *scene, float x, float y, float max, struct type type, enum align align,
                     const char *text);
/* Would the line be whole within max, at the least size at worst? */
bool scene_text_fits(const struct scene *scene, float max, struct type type, const char *text);
/* The size, at most type.size and never below the least, at which each of n texts is whole within room: keys of one
 * kind look alike. */
int scene_common_size(const struct scene *scene, struct type type, float room, const char *const texts[], int n);
/* A line in two types: what stands in [brackets] is strong, the rest plain. A large figure keeps a
 * little more distance from its unit. Returns the width. */
float scene_mixed(struct scene *scene, float x, float y, struct type plain, struct type strong, enum align align,
                  const char *text);
/* The same kept within max: its figures are made smaller, down to the plain size. */
float scene_mixed_fit(struct scene *scene, float x, float y, float max, struct type plain, struct type strong,
                      enum align align, const char *text);
/* Lines of at most width, `pitch` apart, the first on baseline y, at most max of them (the last is
 * then cut). A newline breaks. Returns how many. */
int scene_paragraph(struct scene *scene, float x, float y, float width, float pitch, int max, struct type type,
                    enum align align, const char *text);

/* Bytes of text (one line, below SCENE_TEXT) that belong on the first line of that width (text_break). */
size_t scene_break(const struct scene *scene, struct type type, float width, const char *text);

/* Adds an item that covers place; NULL only when there are far too many. label, value: NULL is "". */
struct item *scene_item(struct scene *scene, const char *id, const char *role, struct place place,
                        const char *label, const char *value);
/* Adds an item that is only read out. */
void scene_note(struct scene *scene, const char *id, const char *role, struct place place, const char *label,
                const char *value);
/* The same, which the voice reads in these words instead of the texts within. */
void scene_spoken(struct scene *scene, const char *id, struct place place, const char *words);
/* Adds a place through which no finger reaches what is below. */
void scene_shield(struct scene *scene, const char *id, struct place place);
bool scene_is_pressed(const struct scene *scene, const char *id);
/* Takes away what can be pressed so far: a sheet lies over it. */
void scene_cover(struct scene *scene);

const struct item *scene_find(const struct scene *scene, const char *id);
/* The item that may be pressed at that pixel, or NULL. */
const struct item *scene_at(const struct scene *scene, int x, int y);
/* The next item that takes the focus after `id` (step 1 or -1), wrapping; NULL when there is none. */
const struct item *scene_next(const struct scene *scene, const char *id, int step);

/* Pixel rectangles in which two descriptions differ, at most max. */
int scene_difference(const struct scene *a, const struct scene *b, SDL_Rect *out, int max);
/* Paints the nodes within clip. */
void scene_paint(const struct scene *scene, struct icons *icons, SDL_Surface *to, SDL_Rect clip);

#endif
