/* words.h - figures and dates in the visitor's words. Buffers hold WORDS bytes. */
#ifndef UI_WORDS_H
#define UI_WORDS_H

#include "core/service.h"
#include "core/ticket.h"

enum { WORDS = 96 };

/* A msgid in a table: translated where it is shown. */
#define N_(msgid) msgid

/* 11月18日, 18 Nov · 星期三, Wed · both on one line */
void words_day(enum lang lang, ms_t t, char out[WORDS]);
void words_weekday(enum lang lang, ms_t t, char out[WORDS]);
void words_weekday_brief(enum lang lang, ms_t t, char out[WORDS]); /* 周三, Wed */
void words_date(enum lang lang, ms_t t, char out[WORDS]);
/* 1月1日–3日, 1–3 Jan; one day alone; both months where there are two */
void words_days(enum lang lang, ms_t from, ms_t to, char out[2 * WORDS]);
/* When t is, seen from now: 08:00 of the same day, 明天 08:00, 星期四 08:00, 11月25日 08:00 */
void words_when(enum lang lang, ms_t now, ms_t t, char out[WORDS]);
/* 08:00–17:00, the opening hours of t's date; "" when the hall is closed all that day */
void words_hours(const struct hall *hall, ms_t t, char out[WORDS]);
/* Does the hall open (again) on this very day? */
bool words_opens_today(const struct hall *hall, ms_t now);
/* What parts of one line are told apart by: “, ” or “，”. */
const char *words_comma(enum lang lang);
/* 8–12; false when the wait is not known or there is none. */
bool words_range(const struct wait *wait, char out[WORDS]);
/* What is said where there is no range: nobody waits, nobody can tell yet, or no counter for it is open. */
const char *words_no_range(enum lang lang, const struct wait *wait, bool open);
/* The same where that is too long. */
const char *words_no_range_brief(enum lang lang, const struct wait *wait, bool open);

#endif
