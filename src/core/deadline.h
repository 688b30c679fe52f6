/* deadline.h - when something is due, by the hall's working days. Pure functions of the conf and a time.
 *
 * A working day is a weekday that kiosk.conf counts as one, unless it is a holiday, or a make-up workday. The day
 * something is filed counts for nothing; the first working day after it is day 1, and what is due in N working days
 * is due when the hall closes on day N, or at 23:59 when it closes at midnight or does not open. Hours run on without
 * a break; where they end on a day that is none, it is the same time of the next working day. */
#ifndef CORE_DEADLINE_H
#define CORE_DEADLINE_H

#include "core/service.h"

/* Is that calendar date (YYYY-MM-DD) a working day? */
bool deadline_workday(const struct hall *hall, const char *day);
/* When what is promised for that date is due: when the hall closes on it. */
ms_t deadline_on(const struct hall *hall, const char *day);
/* When what began at `from` is due; 0 when the term sets no time. */
ms_t deadline_due(const struct hall *hall, ms_t from, struct term term);
/* When the hall opens on the Nth working day after `from`: what is not done by then goes up. 0 when the term sets no
 * time; hours as in deadline_due. */
ms_t deadline_goes_up(const struct hall *hall, ms_t from, struct term term);
/* The working days from now's date until due's date, both told by their dates: 0 on the same date, at least 1 before
 * it, negative behind it; no more than DEADLINE_FAR either way. */
enum { DEADLINE_FAR = 999 };
int deadline_days_left(const struct hall *hall, ms_t now, ms_t due);

#endif
