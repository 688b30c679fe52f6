/* textbox.h - a field of several lines: its text, the caret, what is being composed. */
#ifndef UI_TEXTBOX_H
#define UI_TEXTBOX_H

#include "ui/keyboard.h"
#include "ui/scene.h"

struct textbox {
    const char *id;    /* of the item */
    const char *label; /* read out for it */
    struct place place;
    int size;         /* of the text */
    float pitch;      /* between baselines */
    const char *hint; /* shown while it is empty */
    bool counted;     /* 52 / 500 stands inside, below the text */
};

/* Lines that have no room above are scrolled away, so that the caret is always seen. */
void textbox_build(struct scene *scene, const struct textbox *box, const struct typing *typing);
/* 52 / 500 字; or, in amber, that the last text had no room. x is its right end, y its baseline. */
void textbox_count(struct scene *scene, const struct typing *typing, float x, float y, struct type type);

#endif
