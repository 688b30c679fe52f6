#include "ui/review_story.h"

#include "ui/excerpt.h"

enum { LINES_MOST = 1000, AIR = 44, LEAST_AIR = 14 };

struct story story_set(const struct scene *scene, float width, float high, const char *text)
{
    struct story wide = {text, {34, false, COL_INK}, scene->large ? 62 : 52, width, 0, 1};
    struct story tight = {text, {30, false, COL_INK}, scene->large ? 58 : 42, width, 0, 1};
    int room = (int)((high - AIR) / wide.pitch), total;

    wide.lines = excerpt_lines(scene, wide.type, width, room, text);
    if (wide.lines <= room) return wide;
    room = SDL_max(1, (int)((high - LEAST_AIR) / tight.pitch));
    total = excerpt_lines(scene, tight.type, width, LINES_MOST, text);
    tight.lines = SDL_min(room, total);
    tight.pages = (total + room - 1) / room;
    return tight;
}

float story_height(const struct story *story)
{
    return story->pitch * (float)story->lines + AIR;
}

void story_page(struct scene *scene, const struct story *story, float x, float y, float high, int page)
{
    float first = y + high / 2 + 12 - story->pitch * (float)(story->lines - 1) / 2;

    excerpt_page(scene, x, first, story->width, story->pitch, page * story->lines, story->lines, story->type,
                 story->text);
}
