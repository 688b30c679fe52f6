/* Every picture of the tour against its stored reference, strongly reduced: what moved, went missing or changed its
 * colour is named, with the new picture and the difference in build/pictures. KIOSK_RENEW=1 renews the references. */
#include <SDL_image.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "support/tour_fixture.h"

/* A reference is a tile of its screen's album: brightness in cells of 15 × 15 pixels, and behind it the two colour
 * differences in cells of 60 × 60. Languages stand below each other, modes and orientations side by side. */
enum { CELL = 15, BLOCK = 60, TILE_W = 160, TILE_H = 128, MODES = 4, COLUMNS = 2 * MODES, NAMES = 128 };
/* Stored in steps of so much, so that an album packs well. */
enum { BRIGHT_STEP = 17, COLOUR_STEP = 4 };
/* A cell differs beyond this (half a step is the store's own), a picture by so many cells: edges drawn a little
 * softer or harder stay below, a key 12 pixels off, a line less or another tint do not. */
enum { BRIGHT_OFF = 20, COLOUR_OFF = 6, CELLS_OFF = 3, REPORTED = 30 };

#define REFERENCES KIOSK_SOURCE_DIR "/tests/pictures"
#define RESULTS KIOSK_BINARY_DIR "/pictures"

struct album {
    char name[48];
    SDL_Surface *seen, *wanted; /* 8-bit grey; wanted NULL: there is none */
};

static struct {
    struct album albums[NAMES];
    int count, pictures, wrong;
    bool renew;
} test;

static SDL_Surface *grey_surface(int w, int h)
{
    SDL_Surface *made = SDL_CreateRGBSurfaceWithFormat(0, w, h, 8, SDL_PIXELFORMAT_INDEX8);
    SDL_Color greys[256];

    assert_non_null(made);
    for (int i = 0; i < 256; i++) greys[i] = (SDL_Color){(Uint8)i, (Uint8)i, (Uint8)i, 255};
    SDL_SetPaletteColors(made->format->palette, greys, 0, 256);
    SDL_FillRect(made, NULL, 255);
    return made;
}

static Uint8 *dot(SDL_Surface *surface, int x, int y)
{
    return (Uint8 *)surface->pixels + y * surface->pitch + x;
}

static void reference_path(const char *name, char out[512])
{
    snprintf(out, 512, "%s/%s.png", REFERENCES, name);
}

static SDL_Surface *load(const char *name)
{
    char path[512];
    SDL_Surface *file, *rgb, *grey;

    reference_path(name, path);
    file = test.renew ? NULL : IMG_Load(path);
    if (!file) return NULL;
    rgb = SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_RGB888, 0);
    grey = grey_surface(COLUMNS * TILE_W, LANG_COUNT * TILE_H);
    assert_non_null(rgb);
    for (int y = 0; y < grey->h && y < rgb->h; y++)
        for (int x = 0; x < grey->w && x < rgb->w; x++)
            *dot(grey, x, y) = *((Uint8 *)rgb->pixels + y * rgb->pitch + 4 * x);
    SDL_FreeSurface(rgb);
    SDL_FreeSurface(file);
    return grey;
}

static struct album *album_of(const char *name)
{
    struct album *album = test.albums;

    for (int i = 0; i < test.count; i++, album++)
        if (strcmp(album->name, name) == 0) return album;
    assert_true(test.count < NAMES);
    test.count++;
    assert_true(str_copy(album->name, sizeof album->name, name));
    album->seen = grey_surface(COLUMNS * TILE_W, LANG_COUNT * TILE_H);
    album->wanted = load(name);
    return album;
}

/* Where the picture's tile is; x < 0 for one that has none. */
static SDL_Point tile_of(const struct ui *ui, const struct tour_stop *stop)
{
    static const char *const modes[MODES] = {"", "large", "contrast", "low"};

    for (int i = 0; i < MODES; i++)
        if (strcmp(stop->mode, modes[i]) == 0)
            return (SDL_Point){(2 * i + stop->landscape) * TILE_W, (int)ui->lang * TILE_H};
    return (SDL_Point){-1, 0};
}

/* The mean colour of a square, from every third pixel of every third row. */
static void mean_of(const SDL_Surface *picture, int left, int top, int side, int rgb[3])
{
    Uint32 red = 0, green = 0, blue = 0, n = 0;

    for (int y = top; y < top + side; y += 3) {
        const Uint32 *row = (const Uint32 *)(const void *)((const Uint8 *)picture->pixels + y * picture->pitch);

        for (int x = left; x < left + side; x += 3, n++) {
            red += row[x] >> 16 & 0xFF;
            green += row[x] >> 8 & 0xFF;
            blue += row[x] & 0xFF;
        }
    }
    rgb[0] = (int)(red / n), rgb[1] = (int)(green / n), rgb[2] = (int)(blue / n);
}

static Uint8 stepped(int value, int step)
{
    return (Uint8)SDL_clamp((value + step / 2) / step * step, 0, 255);
}

/* Everything a tile holds of one place; the unstepped values as well, for the comparison. */
struct sample {
    int at_x, at_y, off, step;
    SDL_Rect place; /* of the picture */
    int value;
};

typedef void each_sample(void *arg, const struct sample *sample);

static void samples_of(const SDL_Surface *picture, each_sample *each, void *arg)
{
    int w = picture->w / CELL, rgb[3];

    for (int y = 0; y + CELL <= picture->h; y += CELL) {
        for (int x = 0; x + CELL <= picture->w; x += CELL) {
            mean_of(picture, x, y, CELL, rgb);
            each(arg, &(struct sample){x / CELL,
                                       y / CELL,
                                       BRIGHT_OFF,
                                       BRIGHT_STEP,
                                       {x, y, CELL, CELL},
                                       (299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2]) / 1000});
        }
    }
    for (int y = 0; y + BLOCK <= picture->h; y += BLOCK) {
        for (int x = 0; x + BLOCK <= picture->w; x += BLOCK) {
            struct sample sample = {w + x / BLOCK, y / BLOCK, COLOUR_OFF, COLOUR_STEP, {x, y, BLOCK, BLOCK}, 0};

            mean_of(picture, x, y, BLOCK, rgb);
            sample.value = SDL_clamp(128 + rgb[2] - rgb[1], 0, 255);
            each(arg, &sample);
            sample.at_y += picture->h / BLOCK;
            sample.value = SDL_clamp(128 + rgb[0] - rgb[1], 0, 255);
            each(arg, &sample);
        }
    }
}

/* One picture being compared. */
struct look {
    struct album *album;
    SDL_Point tile;
    int off;              /* cells that differ */
    SDL_Rect where;       /* around them */
    SDL_Surface *differs; /* NULL: not wanted yet */
};

static void compare(void *arg, const struct sample *sample)
{
    struct look *look = arg;
    int x = look->tile.x + sample->at_x, y = look->tile.y + sample->at_y;

    *dot(look->album->seen, x, y) = stepped(sample->value, sample->step);
    if (!look->album->wanted) return;
    if (SDL_abs(sample->value - *dot(look->album->wanted, x, y)) <= sample->off) return;
    look->off += sample->place.w == BLOCK ? CELLS_OFF : 1; /* a colour's cell is as large as many */
    if (look->differs) SDL_FillRect(look->differs, &sample->place, 0xB3261E);
    if (SDL_RectEmpty(&look->where))
        look->where = sample->place;
    else
        SDL_UnionRect(&look->where, &sample->place, &look->where);
}

/* The new picture, and the same with what differs from the reference under red. */
static void keep(struct look *look, SDL_Surface *picture, const char *name)
{
    char path[512];

    snprintf(path, sizeof path, "%s/%s.png", RESULTS, name);
    (void)IMG_SavePNG(picture, path);
    look->differs = SDL_ConvertSurface(picture, picture->format, 0);
    if (!look->differs) return;
    SDL_FillRect(look->differs, NULL, 0xFFFFFF);
    samples_of(picture, compare, look);
    SDL_SetSurfaceAlphaMod(picture, 128);
    SDL_SetSurfaceBlendMode(picture, SDL_BLENDMODE_BLEND);
    SDL_BlitSurface(picture, NULL, look->differs, NULL);
    SDL_SetSurfaceBlendMode(picture, SDL_BLENDMODE_NONE);
    SDL_SetSurfaceAlphaMod(picture, 255);
    snprintf(path, sizeof path, "%s/%s.difference.png", RESULTS, name);
    (void)IMG_SavePNG(look->differs, path);
    SDL_FreeSurface(look->differs);
}

static void report(struct look *look, SDL_Surface *picture, const char *name)
{
    if (!look->album->wanted)
        fprintf(stderr, "%s: there is no reference; KIOSK_RENEW=1 makes it\n", name);
    else
        fprintf(stderr, "%s: differs within %d × %d pixels at %d, %d; see %s/%s.difference.png\n", name,
                look->where.w, look->where.h, look->where.x, look->where.y, RESULTS, name);
    if (test.wrong++ < REPORTED) keep(look, picture, name);
}

static bool see(void *arg, struct ui *ui, const struct tour_stop *stop, struct err *err)
{
    struct look look = {.tile = tile_of(ui, stop)};
    char name[128];

    (void)arg;
    (void)err;
    if (look.tile.x < 0) return true; /* two modes at once look like both */
    look.album = album_of(stop->name);
    snprintf(name, sizeof name, "%s.%s%s%s%s", stop->name, lang_code(ui->lang), stop->mode[0] ? "." : "", stop->mode,
             stop->landscape ? ".landscape" : "");
    test.pictures++;
    samples_of(ui->canvas, compare, &look);
    if (!test.renew && (!look.album->wanted || look.off >= CELLS_OFF)) report(&look, ui->canvas, name);
    return true;
}

static void write_references(void)
{
    char path[512];

    assert_true(mkdir(REFERENCES, 0777) == 0 || errno == EEXIST);
    for (int i = 0; i < test.count; i++) {
        reference_path(test.albums[i].name, path);
        if (IMG_SavePNG(test.albums[i].seen, path) != 0) fail_msg("%s: %s", path, SDL_GetError());
    }
}

static void every_picture_is_as_it_was(void **state)
{
    (void)state;
    assert_true(mkdir(RESULTS, 0777) == 0 || errno == EEXIST);
    walk_hall(0, 0, &(struct tour_plan){TOUR_ALL, .painted = true, see, NULL}, NULL);
    if (test.renew) write_references();
    for (int i = 0; i < test.count; i++) {
        SDL_FreeSurface(test.albums[i].seen);
        SDL_FreeSurface(test.albums[i].wanted);
    }
    printf("%d pictures of %d screens%s\n", test.pictures, test.count, test.renew ? ", references renewed" : "");
    if (test.wrong)
        fail_msg("%d pictures differ; when they are meant to: KIOSK_RENEW=1 ctest -R ui_pictures", test.wrong);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_picture_is_as_it_was)};
    const char *renew = getenv("KIOSK_RENEW");

    test.renew = renew && strcmp(renew, "1") == 0;
    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests_name("ui_pictures", tests, NULL, NULL);
}
