/* scan.h - the scanner of receipts: a keyboard that types a link, faster than any person. UI thread only.
 *
 * What may become a link is kept back from every field until it is one or is none. A link of a receipt opens
 * its ticket or case from any screen, and asks first where the visitor's own words would be lost; of any other
 * link nothing is ever typed. The link ends with Return or Tab, or where nothing follows it. */
#ifndef UI_SCAN_H
#define UI_SCAN_H

#include "ui/screen.h"

enum { SCAN_TEXT = 320 };

/* Zero: nothing is kept back. */
struct scan {
    char text[SCAN_TEXT]; /* typed, and not handed to the screen */
    bool too_long;        /* there was more than that */
    ms_t last;            /* when it grew (ui_now) */
};

/* Text from a keyboard or scanner; what is no link goes on to the screen. */
void scan_type(struct ui *ui, const char *utf8);
/* Return or Tab was pressed; true when it ended a link, of whatever kind: it means nothing else then. */
bool scan_ends(struct ui *ui);
/* Is a link being typed? */
bool scan_under_way(const struct ui *ui);
/* When what is kept back has waited long enough (ui_now), 0: nothing is. */
ms_t scan_due(const struct ui *ui);
void scan_pass(struct ui *ui);
/* No more keys will come now: what is not a link by now will be none. */
void scan_settle(struct ui *ui);

/* The search for a receipt's link (…/t/TOKEN, …/c/TOKEN); false when it is none. */
bool scan_link(const char *link, struct feed_search *search);

/* Whether to give up what is being filled in for the receipt just scanned: the sheet, and its keys. */
void scan_question(struct ui *ui, struct scene *scene);
bool scan_act(struct ui *ui, const char *id); /* true: it was one of its keys */

#endif
