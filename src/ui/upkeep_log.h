/* upkeep_log.h - the program's own log on the maintenance screen, a card full at a time. */
#ifndef UI_UPKEEP_LOG_H
#define UI_UPKEEP_LOG_H

#include "ui/panel.h"
#include "ui/screen.h"

void upkeep_log_build(struct ui *ui, struct scene *scene, struct place card);
/* Its keys; any other id does nothing. */
void upkeep_log_press(struct ui *ui, const char *id);

#endif
