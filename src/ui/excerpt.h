/* excerpt.h - a longer text in a few lines: all of it, or its beginning and an ellipsis. */
#ifndef UI_EXCERPT_H
#define UI_EXCERPT_H

#include "ui/scene.h"

/* How many lines of that width the text takes, counted up to max + 1: more than there may be. */
int excerpt_lines(const struct scene *scene, struct type type, float width, int max, const char *text);
/* Its lines, `pitch` apart, the first on baseline y, at most max of them; what does not fit is an ellipsis, in the
 * size of the rest. Returns how many. */
int excerpt_build(struct scene *scene, float x, float y, float width, float pitch, int max, struct type type,
                  const char *text);

/* At most max of its lines from line `from` (0 is the first) on, all whole: the rest is read on another page. */
void excerpt_page(struct scene *scene, float x, float y, float width, float pitch, int from, int max,
                  struct type type, const char *text);

#endif
