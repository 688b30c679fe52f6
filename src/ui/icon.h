/* icon.h - the drawings in assets/icons, in the theme's colours. UI thread only. */
#ifndef UI_ICON_H
#define UI_ICON_H

#include <SDL.h>
#include <stdint.h>

struct icons;

/* dir is the assets folder; its icons are read when first drawn and kept. */
struct icons *icons_open(const char *dir);
void icons_close(struct icons *icons); /* NULL allowed */

/* Draws icons/NAME.svg filling box, its ink and its accent replaced by those two colours. An icon
 * that is not there or not readable is left out, and said once in the log. */
void icon_draw(struct icons *icons, SDL_Surface *to, SDL_Rect box, const char *name, uint32_t ink, uint32_t accent);
/* A picture as it is: the harbour, the logo. */
void icon_draw_plain(struct icons *icons, SDL_Surface *to, SDL_Rect box, const char *name);

#endif
