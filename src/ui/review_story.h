/* review_story.h - the visitor's own words on the review: every one of them, a page at a time where they are many. */
#ifndef UI_REVIEW_STORY_H
#define UI_REVIEW_STORY_H

#include "ui/scene.h"

/* How the text is set in the room there is. */
struct story {
    const char *text;
    struct type type;
    float pitch, width;
    int lines; /* on a page */
    int pages;
};

/* Large letters where all of it then has room, else small ones, else pages of those. */
struct story story_set(const struct scene *scene, float width, float high, const char *text);
/* What it needs from a row's upper edge to its lower. */
float story_height(const struct story *story);
/* That page (from 0), in the middle of `high` from y on. */
void story_page(struct scene *scene, const struct story *story, float x, float y, float high, int page);

#endif
