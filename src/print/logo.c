#include "print/logo.h"

#include <SDL_image.h>

/* Is that pixel (RGBA bytes) ink on white paper? */
static bool is_dark(const Uint8 *rgba)
{
    int luma = (299 * rgba[0] + 587 * rgba[1] + 114 * rgba[2]) / 1000;
    int on_paper = 255 - rgba[3] * (255 - luma) / 255;
    return on_paper < 128;
}

static struct bitmap *from_surface(const SDL_Surface *rgba)
{
    struct bitmap *bitmap = bitmap_new(rgba->w, rgba->h);
    for (int y = 0; y < rgba->h; y++) {
        const Uint8 *row = (const Uint8 *)rgba->pixels + (ptrdiff_t)y * rgba->pitch;
        for (int x = 0; x < rgba->w; x++) bitmap_set(bitmap, x, y, is_dark(row + (ptrdiff_t)x * 4));
    }
    return bitmap;
}

struct bitmap *logo_load(const char *path, int size, struct err *err)
{
    SDL_RWops *file = SDL_RWFromFile(path, "rb");
    SDL_Surface *drawn = file ? IMG_LoadSizedSVG_RW(file, size, size) : NULL;
    SDL_Surface *rgba = drawn ? SDL_ConvertSurfaceFormat(drawn, SDL_PIXELFORMAT_RGBA32, 0) : NULL;
    struct bitmap *bitmap = rgba ? from_surface(rgba) : NULL;
    if (!bitmap) err_set(err, "cannot read the logo %s: %s", path, SDL_GetError());
    SDL_FreeSurface(rgba);
    SDL_FreeSurface(drawn);
    if (file) SDL_RWclose(file);
    return bitmap;
}
