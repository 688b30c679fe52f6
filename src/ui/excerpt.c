#include "ui/excerpt.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

/* The next line; returns what follows it. */
static const char *next_line(const struct scene *scene, struct type type, float width, const char *text,
                             char line[SCENE_TEXT])
{
    size_t n;

    str_copy(line, SCENE_TEXT, text);
    line[strcspn(line, "\n")] = '\0';
    n = line[0] ? scene_break(scene, type, width, line) : 0;
    line[n] = '\0';
    text += n;
    while (*text == ' ') text++;
    return *text == '\n' ? text + 1 : text;
}

int excerpt_lines(const struct scene *scene, struct type type, float width, int max, const char *text)
{
    char line[SCENE_TEXT];
    int lines = 0;

    for (; *text && lines <= max; lines++) text = next_line(scene, type, width, text, line);
    return lines;
}

/* Ends the line in an ellipsis, which takes the place of as many characters as it needs. */
static void end_line(const struct scene *scene, struct type type, float width, char line[SCENE_TEXT])
{
    char ended[SCENE_TEXT + 4];
    size_t n = strlen(line);

    do {
        snprintf(ended, sizeof ended, "%.*s…", (int)n, line);
        if (scene_text_width(scene, type, ended) <= width) break;
        while (n > 0 && ((unsigned char)line[--n] & 0xC0) == 0x80) continue;
    } while (n > 0);
    str_copy(line, SCENE_TEXT, ended);
}

int excerpt_build(struct scene *scene, float x, float y, float width, float pitch, int max, struct type type,
                  const char *text)
{
    char line[SCENE_TEXT];
    int lines = 0;

    while (*text && lines < max) {
        text = next_line(scene, type, width, text, line);
        if (*text && lines == max - 1) end_line(scene, type, width, line);
        scene_text(scene, x, y + (float)lines * pitch, type, LEFT, line);
        lines++;
    }
    explicit_bzero(line, sizeof line);
    return lines;
}

void excerpt_page(struct scene *scene, float x, float y, float width, float pitch, int from, int max,
                  struct type type, const char *text)
{
    char line[SCENE_TEXT];

    for (int i = 0; *text && i < from + max; i++) {
        text = next_line(scene, type, width, text, line);
        if (i >= from) scene_text(scene, x, y + (float)(i - from) * pitch, type, LEFT, line);
    }
    explicit_bzero(line, sizeof line);
}
