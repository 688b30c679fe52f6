/* staff_keys.h - login and password, typed on the glass: the door to the maintenance screen. */
#ifndef UI_STAFF_KEYS_H
#define UI_STAFF_KEYS_H

#include "ui/screen.h"

void staff_keys_build(struct ui *ui, struct scene *scene);
void staff_keys_press(struct ui *ui, const char *id);
/* A physical keyboard: text, and a key that means more than its letter (true: taken). */
void staff_keys_type(struct ui *ui, const char *utf8);
bool staff_keys_key(struct ui *ui, SDL_Keycode code);
/* What came of a try. */
void staff_keys_told(struct ui *ui, const struct upkeep_news *news);

#endif
