#include "ui/clause.h"

#include <string.h>

#include "base/str.h"

/* Is c a sign that ends or divides a sentence, or a blank? 0, the end of a text, is one too. */
static bool is_stop(uint32_t c)
{
    static const uint32_t stops[] = {0,      ' ',    '\n',   ',',    '.',    '?',    '!',    ';',    ':',   0x3000,
                                     0x3001, 0x3002, 0x2026, 0xFF0C, 0xFF0E, 0xFF1F, 0xFF01, 0xFF1B, 0xFF1A};

    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (stops[i] == c) return true;
    return false;
}

/* The last code point of the first n bytes, 0: there is none. */
static uint32_t last_sign(const char *text, size_t n)
{
    const char *at = text;
    uint32_t c = 0;

    while (at < text + n) c = utf8_next(&at);
    return c;
}

bool clause_insert(struct field *field, enum lang lang, const char *clause)
{
    bool english = lang == LANG_EN;
    const char *after;

    if (!is_stop(last_sign(field->text, field->caret))) (void)field_insert(field, english ? ", " : "，");
    if (!field_insert(field, clause)) return false;
    after = field->text + field->caret;
    if (is_stop(last_sign(clause, strlen(clause))))
        (void)(english && field_insert(field, " "));
    else if (!*after || !is_stop(utf8_next(&after)))
        (void)field_insert(field, english ? ". " : "。");
    return true;
}

void clause_erase(struct field *field)
{
    while (field->caret > 0 && is_stop(last_sign(field->text, field->caret))) (void)field_erase(field);
    while (!is_stop(last_sign(field->text, field->caret))) (void)field_erase(field);
}
