/* group_tile.h - the key of a group of services, for the home screen of a hall that has many. */
#ifndef UI_GROUP_TILE_H
#define UI_GROUP_TILE_H

#include "ui/screen.h"

/* id is "group.CODE". As much as the place has room for: name, the services, how many they are, who waits;
 * in low mode the name under its icon, as the rest is read above. */
void group_tile(struct ui *ui, struct scene *scene, int group, struct place place);
/* Low mode: rows to be read, one a group: name, how many services, who waits. */
void group_list(struct ui *ui, struct scene *scene, struct place place);

#endif
