#include "web/html.h"

#include <string.h>

void html_text(struct str *out, const char *text)
{
    static const struct {
        char c;
        const char *entity;
    } entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    for (;;) {
        size_t n = strcspn(text, "&<>\"'");
        str_add_n(out, text, n);
        text += n;
        if (!*text) return;
        for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
            if (entities[i].c == *text) str_add(out, entities[i].entity);
        text++;
    }
}

void html_fill(struct str *out, const char *text, const char *value)
{
    char before[512];
    const char *place = strstr(text, "%s");
    if (!place || (size_t)(place - text) >= sizeof before) {
        html_text(out, text);
        return;
    }
    memcpy(before, text, (size_t)(place - text));
    before[place - text] = '\0';
    html_text(out, before);
    str_add(out, "<b>");
    html_text(out, value);
    str_add(out, "</b>");
    html_text(out, place + 2);
}
