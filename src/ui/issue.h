/* issue.h - taking the number: what guide and class have in common. */
#ifndef UI_ISSUE_H
#define UI_ISSUE_H

#include "ui/screen.h"

/* Asks for a ticket of the visit's service; class NULL: the ordinary one. */
void issue_send(struct ui *ui, const char *class);
/* A screen's answer(): goes on to the ticket. */
void issue_answered(struct ui *ui, const struct outcome *outcome);

#endif
