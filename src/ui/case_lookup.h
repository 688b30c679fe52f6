/* case_lookup.h - what is typed on the look-up of a case: its number and the phone's last digits. No picture. */
#ifndef UI_CASE_LOOKUP_H
#define UI_CASE_LOOKUP_H

#include "ui/screen.h"

/* Text from a keyboard: a letter begins the number again, digits go to the field in use. */
void case_lookup_type(struct case_lookup *lookup, const char *utf8);
/* One digit into the field in use; a full number hands on to the phone. */
void case_lookup_digit(struct case_lookup *lookup, char digit);
/* Takes back the last digit, or all of them, of the field in use. */
void case_lookup_erase(struct case_lookup *lookup, bool all);
/* The number as far as it is typed: T261118-001. */
void case_lookup_number(const struct case_lookup *lookup, char out[CASE_NUMBER_SIZE]);
/* What is still missing, as a msgid; NULL: nothing. */
const char *case_lookup_missing(const struct case_lookup *lookup);

#endif
