/* picture.h - what a surface shows, as a PNG file. */
#ifndef UI_PICTURE_H
#define UI_PICTURE_H

#include <SDL.h>
#include <stdbool.h>

#include "base/err.h"

/* Writes path over an older file. False with err when not all of it is there; a full disk counts. */
bool picture_save(SDL_Surface *picture, const char *path, struct err *err);

#endif
