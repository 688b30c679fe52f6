/* rating.h - the five levels of a rating in words. */
#ifndef UI_RATING_H
#define UI_RATING_H

#include <stdbool.h>

#include "base/i18n.h"

/* 非常满意 … 非常不满意 for 5 … 1; "" for anything else. */
const char *rating_word(enum lang lang, int score);
/* Is it of the two levels for which the good reasons are offered? */
bool rating_is_good(int score);
/* Is it 差评, of the two levels the hall has to put right? */
bool rating_is_bad(int score);

#endif
