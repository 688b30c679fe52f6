/* wizard.h - what the steps of telling the hall something have in common. */
#ifndef UI_WIZARD_H
#define UI_WIZARD_H

#include "ui/frame.h"
#include "ui/screen.h"

enum { WIZARD_STEPS = 5 };

/* The steps with the present one (from 1), the title, and a line below it or beside it (NULL: none). */
void wizard_head(struct ui *ui, struct scene *scene, int step, const char *title, const char *line);
/* Where only landscape's lower half is in reach: the title, in one line or two, and a line above it (NULL: none). */
void wizard_low_head(struct scene *scene, const char *above, const char *title);
/* nav.next at the primary's place; missing (NULL: nothing) disables it and stands on it. */
void wizard_next(struct ui *ui, struct scene *scene, struct place place, const char *label, const char *missing);
/* A key with icon box, name, a line and a chevron: it goes on by itself. */
struct choice {
    const char *id, *icon, *name, *line;
    struct place place;
    int size;  /* of the name, 0: by the room there is */
    bool bare; /* no chevron: chosen takes a badge instead */
    bool chosen;
};
void wizard_choice(struct scene *scene, const struct choice *choice);
/* The mark on the corner of a small chosen key. */
void wizard_corner_badge(struct scene *scene, const struct face *face);

/* 投诉 建议 咨询 表扬 */
const char *wizard_kind(enum lang lang, enum case_kind kind);
/* 2号窗口, 燃气缴费, B012 …: what the filing is about. */
void wizard_about(struct ui *ui, char out[SCENE_TEXT]);
/* Back to the review when the step was opened from there, else on to the next screen. */
void wizard_go_on(struct ui *ui, enum screen_id next);

#endif
