/* keyboard_show.h - the picture of the keyboard: tray, candidates, ready phrases, keys. */
#ifndef UI_KEYBOARD_SHOW_H
#define UI_KEYBOARD_SHOW_H

#include "core/service.h"
#include "ui/keyboard.h"
#include "ui/scene.h"

/* Has the layout room for the five rows of 注音? */
bool keyboard_is_roomy(const struct scene *scene);
/* The whole keyboard in the layout's place; notes in typing->keyboard how many candidates and phrases had room.
 * phrases: NULL or empty, there are none. */
void keyboard_build(struct scene *scene, const struct typing *typing, const struct phrases *phrases);
/* Puts phrase.N of those into the field, or turns to the next ones; false when id is none of that. */
bool keyboard_phrase(struct typing *typing, const struct phrases *phrases, const char *id);

#endif
