#include "ui/field.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"

/* The bytes of the character at s, at most left; 0 when it is not well-formed. */
static size_t character(const char *s, size_t left)
{
    for (size_t n = 1; n <= 4 && n <= left; n++)
        if (utf8_valid(s, n)) return n;
    return 0;
}

/* What the hall would refuse to file never gets in. */
static bool is_wanted(const char *s, size_t n)
{
    char one[5] = {0};

    memcpy(one, s, n);
    return one[0] != '\t' && utf8_printable(one);
}

bool field_insert(struct field *field, const char *utf8)
{
    size_t left = strlen(utf8);
    int room = FIELD_CHARS - field_length(field);

    while (left > 0) {
        size_t n = character(utf8, left);

        if (n && is_wanted(utf8, n)) {
            char *at = field->text + field->caret;

            if (room-- <= 0) return false;
            memmove(at + n, at, strlen(at) + 1);
            memcpy(at, utf8, n);
            field->caret += n;
        }
        utf8 += n ? n : 1;
        left -= n ? n : 1;
    }
    return true;
}

/* Bytes of the character before the caret. */
static size_t before(const struct field *field)
{
    size_t n = 0;

    while (n < field->caret) {
        n++;
        if (((unsigned char)field->text[field->caret - n] & 0xC0) != 0x80) break;
    }
    return n;
}

bool field_erase(struct field *field)
{
    size_t n = before(field), length = strlen(field->text);

    if (n == 0) return false;
    memmove(field->text + field->caret - n, field->text + field->caret, length - field->caret + 1);
    memset(field->text + length - n, 0, n);
    field->caret -= n;
    return true;
}

void field_move(struct field *field, int step)
{
    for (; step < 0; step++) field->caret -= before(field);
    for (; step > 0; step--)
        field->caret += character(field->text + field->caret, strlen(field->text + field->caret));
}

int field_length(const struct field *field)
{
    return (int)utf8_length(field->text);
}

bool field_is_blank(const struct field *field)
{
    const char *at = field->text;
    uint32_t c;

    while ((c = utf8_next(&at)))
        if (c > ' ' && c != 0x3000) return false;
    return true;
}
