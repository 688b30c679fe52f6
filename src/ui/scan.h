/* scan.h - a receipt scanned where nothing is typed otherwise opens its visit. UI thread only. */
#ifndef UI_SCAN_H
#define UI_SCAN_H

#include "ui/screen.h"

/* What a scanner types. */
void scan_type(struct ui *ui, const char *utf8);
/* Return: true when it ended a receipt's link; the look-up is up then, looking for that ticket or case. */
bool scan_ends(struct ui *ui);
/* The look-up of tickets or that of cases comes up, instead of the other one, and looks for that. */
void scan_seek(struct ui *ui, const struct feed_search *search);

#endif
