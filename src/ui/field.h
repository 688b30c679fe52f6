/* field.h - a text being typed: at most FIELD_CHARS characters, and the caret within it. No picture. */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include <stdbool.h>
#include <stddef.h>

enum { FIELD_CHARS = 500, FIELD_BYTES = FIELD_CHARS * 4 + 1 };

struct field {
    char text[FIELD_BYTES]; /* always valid UTF-8 */
    size_t caret;           /* bytes before it; never within a character */
};

/* Inserts at the caret what of utf8 has room; control characters but newline, and bytes that are no UTF-8,
 * are left out. False when something had no room. */
bool field_insert(struct field *field, const char *utf8);
/* Takes away the character before the caret; false when there is none. */
bool field_erase(struct field *field);
/* Moves the caret by that many characters, as far as there are any. */
void field_move(struct field *field, int step);
/* Characters in it. */
int field_length(const struct field *field);
/* Is there anything but blanks? */
bool field_is_blank(const struct field *field);

#endif
