/* scan.h - a receipt scanned where nothing is typed otherwise opens its visit. UI thread only. */
#ifndef UI_SCAN_H
#define UI_SCAN_H

#include "ui/screen.h"

/* What a scanner types. */
void scan_type(struct ui *ui, const char *utf8);
/* Return: true when it ended a receipt's link; the look-up is up then, looking for that ticket. */
bool scan_ends(struct ui *ui);

#endif
