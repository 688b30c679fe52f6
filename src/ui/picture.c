#include "ui/picture.h"

#include <SDL_image.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The PNG in memory, as SDL says nothing of a file that could not be written to its end; NULL: not to be made. */
static void *encode(SDL_Surface *picture, size_t *n)
{
    /* Should nothing shrink, the dots with a byte a row more and the format's own parts fit. */
    size_t most = (size_t)picture->h * ((size_t)picture->w * 4 + 1) * 11 / 10 + 65536;
    void *bytes = mem_zalloc(most, 1);
    SDL_RWops *memory = SDL_RWFromMem(bytes, (int)most);

    if (memory && IMG_SavePNG_RW(picture, memory, 0) == 0) {
        *n = (size_t)SDL_RWtell(memory);
        SDL_RWclose(memory);
        return bytes;
    }
    if (memory) SDL_RWclose(memory);
    free(bytes);
    return NULL;
}

static bool write_file(const char *path, const void *bytes, size_t n)
{
    FILE *file = fopen(path, "wbe");
    bool whole;

    if (!file) return false;
    whole = fwrite(bytes, 1, n, file) == n;
    return fclose(file) == 0 && whole;
}

bool picture_save(SDL_Surface *picture, const char *path, struct err *err)
{
    size_t n;
    void *bytes = encode(picture, &n);
    bool saved;

    if (!bytes) return err_set(err, "%s can't be drawn: %s", path, SDL_GetError());
    saved = write_file(path, bytes, n);
    if (!saved) err_set(err, "%s can't be written: %s", path, strerror(errno));
    free(bytes);
    return saved;
}
