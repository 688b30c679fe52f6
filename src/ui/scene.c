#include "ui/scene.h"

#include <math.h>
#include <string.h>

#include "base/str.h"

void scene_begin(struct scene *scene, int w, int h)
{
    float across, down;

    scene->w = w;
    scene->h = h;
    scene->landscape = w >= h;
    across = (float)w / scene_width(scene);
    down = (float)h / scene_height(scene);
    scene->scale = SDL_min(across, down);
    scene->ox = ((float)w - scene_width(scene) * scene->scale) / 2;
    scene->oy = ((float)h - scene_height(scene) * scene->scale) / 2;
    scene->node_count = 0;
    scene->item_count = 0;
    scene->cut = 0;
    scene->content_from = scene->content_to = 0;
    scene->covered = false;
    scene->caption = (struct place){0, 0, 0, 0};
    scene_band(scene, -scene->oy / scene->scale, 0, true, COL_GROUND);
}

float scene_width(const struct scene *scene)
{
    return scene->landscape ? 1920 : 1080;
}

float scene_height(const struct scene *scene)
{
    return scene->landscape ? 1080 : 1920;
}

enum layout scene_layout(const struct scene *scene)
{
    enum layout base = scene->landscape ? LANDSCAPE : PORTRAIT;

    return scene->large ? base + 1 : scene->low ? base + 2 : base;
}

bool scene_contrast(const struct scene *scene)
{
    return scene->theme == THEME_CONTRAST;
}

static int px(const struct scene *scene, float length)
{
    return (int)lroundf(length * scene->scale);
}

/* At least one pixel, for what must stay visible on a small window. */
static int thick(const struct scene *scene, float length)
{
    return SDL_max(1, px(scene, length));
}

SDL_Rect scene_pixels(const struct scene *scene, struct place place)
{
    int x = (int)lroundf(place.x * scene->scale + scene->ox), y = (int)lroundf(place.y * scene->scale + scene->oy);
    int right = (int)lroundf((place.x + place.w) * scene->scale + scene->ox);
    int bottom = (int)lroundf((place.y + place.h) * scene->scale + scene->oy);

    return (SDL_Rect){x, y, right - x, bottom - y};
}

static struct node *add(struct scene *scene, enum node_kind kind, SDL_Rect box, enum colour colour)
{
    static struct node spare; /* takes what is too much; never painted */
    struct node *node = scene->node_count < SCENE_NODES ? &scene->nodes[scene->node_count] : &spare;

    memset(node, 0, sizeof *node);
    node->kind = kind;
    node->box = box;
    node->colour = theme_colour(scene->theme, colour);
    if (colour != COL_NONE && scene->node_count < SCENE_NODES) scene->node_count++;
    return node;
}

void scene_rect(struct scene *scene, struct place place, enum colour colour)
{
    add(scene, NODE_RECT, scene_pixels(scene, place), colour);
}

void scene_band(struct scene *scene, float y, float h, bool down, enum colour colour)
{
    SDL_Rect box = scene_pixels(scene, (struct place){0, y, 0, h});

    box.x = 0;
    box.w = scene->w;
    if (down) box.h = scene->h - box.y;
    add(scene, NODE_RECT, box, colour);
}

void scene_round(struct scene *scene, struct place place, float radius, enum colour colour)
{
    add(scene, NODE_ROUND, scene_pixels(scene, place), colour)->radius = px(scene, radius);
}

void scene_panel(struct scene *scene, struct place place, float radius, enum colour colour)
{
    scene_round(scene, place, radius, colour);
    if (scene_contrast(scene)) scene_outline(scene, place, radius, OUTLINE_CONTRAST, COL_EDGE);
}

void scene_circle(struct scene *scene, float cx, float cy, float radius, enum colour colour)
{
    scene_round(scene, (struct place){cx - radius, cy - radius, 2 * radius, 2 * radius}, radius, colour);
}

void scene_outline(struct scene *scene, struct place place, float radius, float line, enum colour colour)
{
    struct node *node = add(scene, NODE_OUTLINE, scene_pixels(scene, place), colour);

    node->radius = px(scene, radius);
    node->line = thick(scene, line);
}

void scene_corners(struct scene *scene, struct place place, float radius, float line, float arm, enum colour colour)
{
    struct node *node = add(scene, NODE_CORNERS, scene_pixels(scene, place), colour);

    node->radius = px(scene, radius);
    node->line = thick(scene, line);
    node->size = px(scene, arm);
}

void scene_ring(struct scene *scene, struct place place, float line, float share, enum colour colour)
{
    struct node *node = add(scene, NODE_RING, scene_pixels(scene, place), colour);

    node->line = thick(scene, line);
    node->share = share;
}

void scene_dots(struct scene *scene, struct place place, float pitch, enum colour colour)
{
    add(scene, NODE_DOTS, scene_pixels(scene, place), colour)->share = pitch * scene->scale;
}

void scene_dashes(struct scene *scene, struct place place, float radius, float line, enum colour colour)
{
    struct node *node = add(scene, NODE_DASHES, scene_pixels(scene, place), colour);

    node->line = thick(scene, line);
    node->radius = px(scene, radius);
}

void scene_icon(struct scene *scene, struct place place, const char *name, enum colour ink, enum colour accent)
{
    struct node *node = add(scene, NODE_ICON, scene_pixels(scene, place), ink);

    node->accent = theme_colour(scene->theme, accent);
    /* In the contrast theme drawings are white with one yellow detail. */
    if (scene_contrast(scene) && ink == COL_ACTION) node->colour = theme_colour(scene->theme, COL_INK);
    str_copy(node->text, sizeof node->text, name);
}

void scene_picture(struct scene *scene, struct place place, const char *name)
{
    str_copy(add(scene, NODE_PICTURE, scene_pixels(scene, place), COL_INK)->text, SCENE_TEXT, name);
}

void scene_qr(struct scene *scene, struct place place, const char *text)
{
    str_copy(add(scene, NODE_QR, scene_pixels(scene, place), COL_BLACK)->text, SCENE_TEXT, text);
}

/* Rounded down: what fits at the size of the design then fits in every window. */
static struct text_style style_of(const struct scene *scene, struct type type)
{
    int size = (int)((float)type.size * scene->scale + 0.01f);

    return (struct text_style){SDL_max(size, 1), type.bold, scene->lang};
}

/* In large mode the type that is meant by the one asked for. */
static struct type meant(const struct scene *scene, struct type type)
{
    if (scene->large) type.size = theme_large(type.size);
    return type;
}

static float width_of(const struct scene *scene, struct type type, const char *text)
{
    return (float)text_width(scene->fonts, style_of(scene, type), text) / scene->scale;
}

float scene_text_width(const struct scene *scene, struct type type, const char *text)
{
    return width_of(scene, meant(scene, type), text);
}

static float shifted(float x, float width, enum align align)
{
    return align == LEFT ? x : align == CENTRE ? x - width / 2 : x - width;
}

static float draw_text(struct scene *scene, float x, float y, struct type type, enum align align, const char *text)
{
    struct text_style style = style_of(scene, type);
    int w = text_width(scene->fonts, style, text);
    float width = (float)w / scene->scale;
    SDL_Rect box = scene_pixels(scene, (struct place){shifted(x, width, align), y, 0, 0});
    struct node *node;

    box.y -= text_ascent(scene->fonts, style);
    box.w = w;
    box.h = text_height(scene->fonts, style);
    if (!text[0]) return 0;
    node = add(scene, NODE_TEXT, box, type.colour);
    node->size = style.size;
    node->bold = style.bold;
    node->lang = (int)style.lang;
    str_copy(node->text, sizeof node->text, text);
    return width;
}

float scene_text(struct scene *scene, float x, float y, struct type type, enum align align, const char *text)
{
    return draw_text(scene, x, y, meant(scene, type), align, text);
}

/* text cut to max with an ellipsis behind it. */
static void cut_to(const struct scene *scene, struct type type, float max, const char *text, char out[SCENE_TEXT])
{
    const char *ellipsis = "…";
    float room = max - width_of(scene, type, ellipsis);

    str_copy(out, SCENE_TEXT - 4, text);
    while (out[0] && width_of(scene, type, out) > room) {
        size_t n = strlen(out) - 1;

        while (n && ((unsigned char)out[n] & 0xC0) == 0x80) n--; /* to the start of the last character */
        out[n] = '\0';
    }
    strcat(out, ellipsis);
}

static float fit_text(struct scene *scene, float x, float y, float max, struct type type, enum align align,
                      const char *text)
{
    char cut[SCENE_TEXT];
    float width = width_of(scene, type, text);
    int least = scene->large ? TYPE_FLOOR_LARGE : TYPE_FLOOR;

    /* In a small window letters are a little wider, and a width is whole pixels, rounded up. */
    if (scene->scale < 1) max = max * 1.01f + 1 / scene->scale;
    while (width > max && type.size > least) {
        type.size = SDL_clamp((int)((float)type.size * max / width), least, type.size - 1);
        width = width_of(scene, type, text);
    }
    if (width <= max) return draw_text(scene, x, y, type, align, text);
    cut_to(scene, type, max, text, cut);
    scene->cut++;
    return draw_text(scene, x, y, type, align, cut);
}

bool scene_text_fits(const struct scene *scene, float max, struct type type, const char *text)
{
    int least = scene->large ? TYPE_FLOOR_LARGE : TYPE_FLOOR;

    type = meant(scene, type);
    return width_of(scene, type, text) * (float)least / (float)SDL_max(type.size, least) <= max;
}

int scene_common_size(const struct scene *scene, struct type type, float room, const char *const texts[], int n)
{
    for (int i = 0; i < n; i++) {
        float width = scene_text_width(scene, type, texts[i]);

        if (width > room && !scene->large) type.size = (int)((float)type.size * room / width);
        /* in large print sizes go in steps */
        while (type.size > TYPE_FLOOR && scene_text_width(scene, type, texts[i]) > room) type.size--;
    }
    return SDL_max(TYPE_FLOOR, type.size);
}

float scene_text_fit(struct scene *scene, float x, float y, float max, struct type type, enum align align,
                     const char *text)
{
    return fit_text(scene, x, y, max, meant(scene, type), align, text);
}

/* The next run of a mixed line, without its brackets; false at the end. */
static bool next_run(const char **at, bool *strong, char run[SCENE_TEXT])
{
    const char *start = *at;
    size_t n;

    if (!*start) return false;
    *strong = *start == '[';
    if (*strong) start++;
    n = strcspn(start, *strong ? "]" : "[");
    *at = start + n + (*strong && start[n] ? 1 : 0);
    snprintf(run, SCENE_TEXT, "%.*s", (int)SDL_min(n, (size_t)SCENE_TEXT - 1), start);
    return true;
}

/* Between a strong run and what follows it. */
static float mixed_gap(struct type strong)
{
    return strong.size >= 80 ? 3 : 0;
}

static float mixed_width(const struct scene *scene, struct type plain, struct type strong, const char *text)
{
    char run[SCENE_TEXT];
    bool is_strong;
    float width = 0;

    while (next_run(&text, &is_strong, run))
        width +=
            scene_text_width(scene, is_strong ? strong : plain, run) + (is_strong && *text ? mixed_gap(strong) : 0);
    return width;
}

float scene_mixed(struct scene *scene, float x, float y, struct type plain, struct type strong, enum align align,
                  const char *text)
{
    char run[SCENE_TEXT];
    bool is_strong;
    float width = mixed_width(scene, plain, strong, text);

    x = shifted(x, width, align);
    while (next_run(&text, &is_strong, run))
        x += scene_text(scene, x, y, is_strong ? strong : plain, LEFT, run) + (is_strong ? mixed_gap(strong) : 0);
    return width;
}

float scene_mixed_fit(struct scene *scene, float x, float y, float max, struct type plain, struct type strong,
                      enum align align, const char *text)
{
    while (strong.size > plain.size && mixed_width(scene, plain, strong, text) > max) strong.size -= 2;
    return scene_mixed(scene, x, y, plain, strong, align, text);
}

size_t scene_break(const struct scene *scene, struct type type, float width, const char *text)
{
    return text_break(scene->fonts, style_of(scene, meant(scene, type)), text, px(scene, width));
}

int scene_paragraph(struct scene *scene, float x, float y, float width, float pitch, int max, struct type type,
                    enum align align, const char *text)
{
    struct text_style style = style_of(scene, type = meant(scene, type));
    int lines = 0;

    while (*text && lines < max) {
        char line[SCENE_TEXT];
        size_t n;

        str_copy(line, sizeof line, text);
        line[strcspn(line, "\n")] = '\0';
        n = line[0] ? text_break_well(scene->fonts, style, line, px(scene, width)) : 0;
        if (lines == max - 1) n = strlen(line);
        line[n] = '\0';
        fit_text(scene, x, y + (float)lines * pitch, width, type, align, line);
        text += n;
        while (*text == ' ') text++;
        if (*text == '\n') text++;
        lines++;
    }
    return lines;
}
