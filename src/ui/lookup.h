/* lookup.h - what is typed on the look-up: a number, a 小票码. No picture. */
#ifndef UI_LOOKUP_H
#define UI_LOOKUP_H

#include "ui/screen.h"

/* Text from a keyboard: letters and digits go to the field in use, letters always to the number. */
void lookup_type(const struct hall *hall, struct lookup *lookup, const char *utf8);
/* The key of a letter: the number starts with it, its digits stay. */
void lookup_set_prefix(struct lookup *lookup, const char *prefix);
/* The letters the number starts with. */
size_t lookup_prefix_length(const struct lookup *lookup);
/* What is still missing before there is something to search for, as a msgid; NULL: nothing. */
const char *lookup_missing(const struct lookup *lookup);
/* The search that the fields stand for. */
struct feed_search lookup_search(const struct lookup *lookup);

#endif
