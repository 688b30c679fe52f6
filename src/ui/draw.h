/* draw.h - anti-aliased shapes on a 32-bit surface, within its clip rectangle.
 *
 * Colours are 0xAARRGGBB. The surface is one that draw_surface made. */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include <SDL.h>
#include <stdint.h>

/* A surface to draw on; NULL when there is no memory for it. Freed with SDL_FreeSurface. */
SDL_Surface *draw_surface(int w, int h);

void draw_rect(SDL_Surface *to, SDL_Rect box, uint32_t colour);
/* A filled rectangle with corners of that radius (half its side makes a circle). */
void draw_round(SDL_Surface *to, SDL_Rect box, int radius, uint32_t colour);
/* Only its outline, `line` wide, inside the box. */
void draw_outline(SDL_Surface *to, SDL_Rect box, int radius, int line, uint32_t colour);
/* The four corners of such an outline, as of a viewfinder; each reaches `arm` along both sides. */
void draw_corners(SDL_Surface *to, SDL_Rect box, int radius, int line, int arm, uint32_t colour);
/* The part `share` (0…1) of a ring `line` wide, clockwise from the top. */
void draw_ring(SDL_Surface *to, SDL_Rect box, int line, float share, uint32_t colour);
/* Round dots along the longer side of box, as wide as its shorter one, every `pitch` pixels. */
void draw_dots(SDL_Surface *to, SDL_Rect box, float pitch, uint32_t colour);
/* An outline of dashes, twice as long as the line is wide and half as far apart, with plain corners. */
void draw_dashes(SDL_Surface *to, SDL_Rect box, int radius, int line, uint32_t colour);
/* A QR code of text, quiet zone left to the caller, modules of whole pixels centred in box. */
void draw_qr(SDL_Surface *to, SDL_Rect box, const char *text, uint32_t colour);

#endif
