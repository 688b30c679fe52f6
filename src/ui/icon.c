#include "ui/icon.h"

#include <SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

/* The colours and the stroke the drawings are made with. */
#define DRAWN_INK "#0B5462"
#define DRAWN_ACCENT "#C8660E"
#define DRAWN_STROKE "stroke-width=\"1.75\""

enum { ICONS_MAX = 256, NAME_MAX_BYTES = 40, SVG_MAX_BYTES = 256 * 1024 };

struct icon {
    char name[NAME_MAX_BYTES];
    int w, h;
    uint32_t ink, accent; /* both 0: a picture as it is */
    SDL_Surface *surface; /* NULL: can't be drawn */
    uint64_t used;
};

struct icons {
    char dir[512];
    struct icon kept[ICONS_MAX];
    int count;
    uint64_t turn;
};

struct icons *icons_open(const char *dir)
{
    struct icons *icons = mem_zalloc(1, sizeof *icons);

    str_copy(icons->dir, sizeof icons->dir, dir);
    return icons;
}

void icons_close(struct icons *icons)
{
    if (!icons) return;
    for (int i = 0; i < icons->count; i++) SDL_FreeSurface(icons->kept[i].surface);
    free(icons);
}

/* Puts `with` in place of each `what`, which is as long. */
static void replace_all(char *svg, const char *what, const char *with)
{
    size_t n = strlen(what);

    for (char *at = strstr(svg, what); at; at = strstr(at + n, what)) memcpy(at, with, n);
}

/* Thinner strokes when large, heavier when small: they look the same weight then. */
static void recolour(char *svg, const struct icon *icon)
{
    char ink[8], accent[8];

    snprintf(ink, sizeof ink, "#%06X", icon->ink & 0xFFFFFF);
    snprintf(accent, sizeof accent, "#%06X", icon->accent & 0xFFFFFF);
    replace_all(svg, DRAWN_ACCENT, "#accent");
    replace_all(svg, DRAWN_INK, ink);
    replace_all(svg, "#accent", accent);
    if (icon->h <= 44) replace_all(svg, DRAWN_STROKE, "stroke-width=\"2.00\"");
    if (icon->h >= 80) replace_all(svg, DRAWN_STROKE, "stroke-width=\"1.60\"");
}

/* The file's text, to be freed; NULL when it is no drawing of ours. */
static char *read_svg(const char *path, size_t *size)
{
    char *svg = NULL;
    FILE *file = fopen(path, "rbe");
    struct stat stat;

    if (!file) return NULL;
    if (fstat(fileno(file), &stat) == 0 && S_ISREG(stat.st_mode) && stat.st_size <= SVG_MAX_BYTES) {
        svg = mem_zalloc((size_t)stat.st_size + 1, 1);
        *size = fread(svg, 1, (size_t)stat.st_size, file);
    }
    fclose(file);
    return svg;
}

/* One line for each file, however many sizes are asked for. */
static void complain(const struct icons *icons, const char *name)
{
    for (int i = 0; i < icons->count; i++)
        if (!icons->kept[i].surface && strcmp(icons->kept[i].name, name) == 0) return;
    log_warn("icon %s/icons/%s.svg can't be drawn; it has to be an SVG of at most %d kB", icons->dir, name,
             SVG_MAX_BYTES / 1024);
}

static SDL_Surface *load(const struct icons *icons, const struct icon *icon)
{
    char path[640];
    size_t size = 0;
    char *svg;
    SDL_RWops *rw = NULL;
    SDL_Surface *surface = NULL;

    snprintf(path, sizeof path, "%s/icons/%s.svg", icons->dir, icon->name);
    svg = read_svg(path, &size);
    if (svg && (icon->ink | icon->accent)) recolour(svg, icon);
    if (svg && size) rw = SDL_RWFromConstMem(svg, (int)size);
    if (rw) surface = IMG_LoadSizedSVG_RW(rw, icon->w, icon->h);
    if (rw) SDL_RWclose(rw);
    if (!surface) complain(icons, icon->name);
    free(svg);
    return surface;
}

static struct icon *slot(struct icons *icons)
{
    struct icon *oldest = &icons->kept[0];

    if (icons->count < ICONS_MAX) return &icons->kept[icons->count++];
    for (int i = 1; i < icons->count; i++)
        if (icons->kept[i].used < oldest->used) oldest = &icons->kept[i];
    SDL_FreeSurface(oldest->surface);
    return oldest;
}

static struct icon *find(struct icons *icons, const char *name, int w, int h, uint32_t ink, uint32_t accent)
{
    struct icon wanted = {.w = w, .h = h, .ink = ink, .accent = accent}, *icon;

    for (int i = 0; i < icons->count; i++) {
        icon = &icons->kept[i];
        if (icon->w == w && icon->h == h && icon->ink == ink && icon->accent == accent &&
            strcmp(icon->name, name) == 0)
            return icon;
    }
    str_copy(wanted.name, sizeof wanted.name, name);
    wanted.surface = load(icons, &wanted);
    icon = slot(icons);
    *icon = wanted;
    return icon;
}

void icon_draw(struct icons *icons, SDL_Surface *to, SDL_Rect box, const char *name, uint32_t ink, uint32_t accent)
{
    struct icon *icon;

    if (box.w < 1 || box.h < 1) return;
    icon = find(icons, name, box.w, box.h, ink, accent);
    icon->used = ++icons->turn;
    if (icon->surface) SDL_BlitSurface(icon->surface, NULL, to, &(SDL_Rect){box.x, box.y, 0, 0});
}

void icon_draw_plain(struct icons *icons, SDL_Surface *to, SDL_Rect box, const char *name)
{
    icon_draw(icons, to, box, name, 0, 0);
}
