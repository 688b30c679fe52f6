/* panel.h - calm parts that several screens share: notices, ticked lines, the countdown. */
#ifndef UI_PANEL_H
#define UI_PANEL_H

#include "ui/screen.h"

/* The screen's title: one line in portrait, at most three in the left column of landscape. */
void panel_title(struct scene *scene, const char *text);

/* The sheet that asks once more before the visitor's ticket leaves the queue; its keys bear those ids. */
void panel_leave_question(struct ui *ui, struct scene *scene, const char *stay_id, const char *leave_id);

/* The white card of a ticket with its two notches and the dotted tear line: across the card `tear`
 * below its top, or down it, `tear` right of its left edge. */
void panel_ticket(struct scene *scene, struct place card, float tear, bool down);

/* A line whose parts in [brackets] are bold, made smaller until it fits within max. */
void panel_mixed(struct scene *scene, float x, float y, float max, int size, enum align align, const char *text);

/* Such a line as it is read out: without the brackets. */
void panel_plain(const char *text, char *out, size_t size);

/* A filled panel with an icon and one or two lines behind it. */
struct notice {
    struct place place;
    const char *icon;
    float icon_size;  /* 0: 64 */
    const char *head; /* bold; without a line below it plain, with [bold] parts */
    const char *line; /* NULL: none */
    bool warns;       /* amber instead of calm */
    bool points_down; /* an arrow at its right end, to what is below the screen */
};
void panel_notice(struct scene *scene, const struct notice *notice);

/* An empty place, where something is to come: a dashed outline with one sentence. */
void panel_empty(struct scene *scene, struct place place, const char *icon, const char *text);

/* A check and a line; y is the line's baseline. */
void panel_check(struct scene *scene, float x, float y, float width, struct type type, const char *text);

/* Seconds left of a screen that ends by itself, in their ring, with what follows; centred on cx, cy. */
void panel_countdown(struct ui *ui, struct scene *scene, float cx, float cy, int lasts_s, const char *text);
/* When the countdown shows its next second (ui_now). */
ms_t panel_countdown_tick(struct ui *ui, ms_t now);

/* “3号窗口 · 燃气缴费”, as much of it as the ticket knows. */
void panel_where(struct ui *ui, const struct ticket *ticket, char out[SCENE_TEXT]);

#endif
