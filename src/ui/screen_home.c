/* home: the services themselves, each with its wait, and what else one can do here. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/screen.h"
#include "ui/words.h"

/* The tiles' places, for as many services as the hall has. */
struct grid {
    float x, y, w, h, gap;
    int columns;
};

static struct grid grid_for(const struct scene *scene, int services)
{
    struct grid grid = {MARGIN, 368, 480, 296, 24, 2};
    int rows;

    if (scene->landscape) grid = (struct grid){618, 44, 402, 348, 24, 3};
    while ((rows = (services + grid.columns - 1) / grid.columns) > 0) {
        float room = scene->landscape ? 720 : 936, h = (room - (float)(rows - 1) * grid.gap) / (float)rows;

        if (h >= grid.h || grid.columns >= 4) {
            grid.h = SDL_min(grid.h, h);
            break;
        }
        if (rows <= 3 + (scene->landscape ? -1 : 1) || services <= 2 * grid.columns) {
            grid.h = h;
            break;
        }
        grid.w = (grid.w * (float)grid.columns - grid.gap) / (float)(grid.columns + 1);
        grid.columns++;
    }
    return grid;
}

static bool over_target(const struct ui *ui, const struct service_view *view)
{
    return view->wait.known && view->wait.p80_s > ui_hall(ui)->wait_target_s;
}

/* A line of two types in the tile: the wait with its figure. */
static void wait_figure(struct ui *ui, struct scene *scene, float x, float y, const struct wait *wait)
{
    struct type plain = {TYPE_SMALL, false, COL_INK2},
                strong = {scene->landscape ? TYPE_WAIT + 2 : TYPE_WAIT, true, COL_INK};
    char range[WORDS], line[2 * WORDS];

    words_range(wait, range);
    snprintf(line, sizeof line, trc(ui_lang(ui), "tile", "[%s] min"), range);
    scene_mixed(scene, x, y, plain, strong, LEFT, line);
}

static void people_words(struct ui *ui, int waiting, char out[WORDS])
{
    if (waiting == 0)
        snprintf(out, WORDS, "%s", ui_tr(ui, "0 waiting"));
    else
        snprintf(out, WORDS, ui_tr(ui, "%d waiting"), waiting);
}

/* What a tile says below its line, in the place that ends at `right`. */
struct foot {
    float x, right, y; /* y: where the line above is */
    const struct face *face;
};

/* Two lines behind an amber icon: a long wait, or no counter yet. */
static void foot_notice(struct ui *ui, struct scene *scene, const struct foot *foot, const struct service_view *view)
{
    struct type title = {34, true, COL_AMBER_TEXT}, small = {TYPE_SMALL, false, COL_INK2};
    bool slow = view->open_counters > 0;
    float x = foot->x + 72, y = foot->y + 55, second = foot->y + 97;
    char people[WORDS], line[3 * WORDS];

    if (scene->landscape) x = foot->x, second = foot->y + 112, y = foot->y + 66;
    if (!scene->landscape)
        scene_icon(scene, (struct place){foot->x + 4, foot->y + 32, 48, 48}, slow ? "clock" : "window", COL_AMBER,
                   COL_AMBER);
    people_words(ui, view->waiting, people);
    if (slow) {
        wait_figure(ui, scene, x, y, &view->wait);
        snprintf(line, sizeof line, "%s · %s", ui_tr(ui, "Longer than usual"), people);
    } else {
        scene_text_fit(scene, x, y, foot->right - x, title, LEFT, ui_tr(ui, "No counter open yet"));
        if (view->waiting)
            snprintf(line, sizeof line, "%s · %s", ui_tr(ui, "Take a number now"), people);
        else
            snprintf(line, sizeof line, "%s", ui_tr(ui, "You can take a number"));
    }
    scene_text_fit(scene, x, second, foot->right - x, small, LEFT, line);
}

/* Wait left, people right (below it in landscape). */
static void foot_figures(struct ui *ui, struct scene *scene, const struct foot *foot, const struct service_view *view)
{
    struct type none = {scene->landscape ? 38 : 36, true, COL_ACTION}, small = {TYPE_SMALL, false, COL_INK2};
    float base = foot->y + (scene->landscape ? 66 : 77), icon_x;
    float people = foot->y + (scene->landscape ? 116 : 70);
    char range[WORDS], line[WORDS];

    if (words_range(&view->wait, range)) {
        wait_figure(ui, scene, foot->x, base, &view->wait);
    } else {
        scene_text(scene, foot->x, base - 2, none, LEFT, ui_tr(ui, "No wait now"));
        if (scene->landscape) people -= 8; /* words are lower than a figure */
    }
    people_words(ui, view->waiting, line);
    if (scene->landscape)
        icon_x = foot->x;
    else
        icon_x = foot->right - scene_text_width(scene, small, line) - 40;
    scene_icon(scene, (struct place){icon_x, people - 27, 32, 32}, "person", COL_INK2, COL_INK2);
    scene_text(scene, icon_x + 40, people, small, LEFT, line);
}

/* The words a helper reads out: name and wait. */
static void tile_label(struct ui *ui, const struct service *service, const struct service_view *view, char *out,
                       size_t size)
{
    char range[WORDS], people[WORDS];
    struct str words = {0};

    people_words(ui, view->waiting, people);
    str_addf(&words, "%s, ", text_in(&service->name, ui_lang(ui)));
    if (!view->open_counters)
        str_add(&words, ui_tr(ui, "No counter open yet"));
    else if (!words_range(&view->wait, range))
        str_add(&words, ui_tr(ui, "No wait now"));
    else
        str_addf(&words, ui_tr(ui, "%s min"), range);
    str_addf(&words, ", %s", people);
    str_copy(out, size, words.s);
    str_free(&words);
}

static void tile_head(struct ui *ui, struct scene *scene, const struct service *service, const struct face *face)
{
    const struct place *at = &face->place;
    struct type name = {ui_lang(ui) == LANG_EN ? TYPE_WAIT : TYPE_SERVICE, true, face->ink};
    struct type line = {TYPE_SMALL, false, COL_INK2};
    bool landscape = scene->landscape;
    float side = landscape ? 104 : 112;
    float in = landscape ? 32 : 34, x = at->x + in + side + (landscape ? 24 : ui_lang(ui) == LANG_EN ? 18 : 28);

    widget_icon_box(scene, at->x + in, at->y + (landscape ? 30 : 34), side, landscape ? 76 : 80, service->icon, face);
    if (landscape) name.size = ui_lang(ui) == LANG_EN ? 44 : 52;
    scene_text_fit(scene, x,
                   at->y + (landscape                ? 104
                            : ui_lang(ui) == LANG_EN ? 86
                                                     : 91),
                   at->x + at->w - 16 - x, name, LEFT, text_in(&service->name, ui_lang(ui)));
    scene_text_fit(scene, landscape ? at->x + in : x, at->y + (landscape ? 182 : 136),
                   at->x + at->w - 16 - (landscape ? at->x + in : x), line, LEFT,
                   text_in(&service->line, ui_lang(ui)));
    scene_rect(scene, (struct place){at->x + in, at->y + (landscape ? 206 : 178), at->w - 2 * in, 2}, COL_LINE);
}

static void tile(struct ui *ui, struct scene *scene, int index, struct place place)
{
    const struct service *service = &ui_hall(ui)->services[index];
    const struct service_view *view = &ui_hall_view(ui)->services[index];
    char id[ITEM_ID], label[ITEM_LABEL];
    struct key key = {.id = id, .kind = KEY_TILE, .place = place, .label = label};
    float in = scene->landscape ? 32 : 34;
    struct face face;
    struct foot foot;

    snprintf(id, sizeof id, "service.%s", service->code);
    tile_label(ui, service, view, label, sizeof label);
    face = widget_face(scene, &key);
    tile_head(ui, scene, service, &face);
    if (place.h < 280) return; /* a hall of many services: the guide tells the wait */
    foot = (struct foot){face.place.x + in, face.place.x + place.w - in,
                         face.place.y + (scene->landscape ? 206 : 178), &face};
    if (!view->open_counters || over_target(ui, view))
        foot_notice(ui, scene, &foot, view);
    else
        foot_figures(ui, scene, &foot, view);
}

static void greeting(struct ui *ui, struct scene *scene)
{
    struct type title = {scene->landscape ? 60 : TYPE_GREETING, true, COL_INK}, line = {TYPE_BODY, false, COL_INK2};
    bool english = ui_lang(ui) != LANG_ZH_CN, busy = false;

    for (int i = 0; i < ui_hall(ui)->service_count; i++) busy |= over_target(ui, &ui_hall_view(ui)->services[i]);
    if (scene->landscape) {
        scene_paragraph(scene, MARGIN, 372, 520, 76, 2, title, LEFT, ui_tr(ui, "Hello.\nHow can we help?"));
        return;
    }
    if (english) title.size = 60;
    scene_text_fit(scene, MARGIN, english ? 252 : 255, 716, title, LEFT, ui_tr(ui, "Hello. How can we help?"));
    scene_text_fit(scene, MARGIN, 316, 640, line, LEFT,
                   busy ? ui_tr(ui, "Busy today: see how long each one takes")
                        : ui_tr(ui, "Pick a service to see what to bring"));
    if (english)
        scene_picture(scene, (struct place){776, 205, 256, 136}, "harbour-day");
    else
        scene_picture(scene, (struct place){716, 176, 316, 168}, "harbour-day");
}

static const struct second {
    const char *id, *icon, *label;
    enum screen_id leads_to;
} seconds[] = {
    {"home.rate", "rate", N_("Rate us"), SCREEN_RATE},
    {"home.lookup", "lookup", N_("My number"), SCREEN_LOOKUP},
};

static void second_row(struct ui *ui, struct scene *scene)
{
    float w = scene->landscape ? 252 : 234, h = scene->landscape ? 124 : 148, x = MARGIN;

    for (size_t i = 0; i < SDL_arraysize(seconds); i++) {
        if (!screen_of(seconds[i].leads_to)) continue;
        widget_key(scene, &(struct key){.id = seconds[i].id,
                                        .kind = KEY_TILE,
                                        .place = {x, scene->landscape ? 641 : 1344, w, h},
                                        .label = ui_tr(ui, seconds[i].label),
                                        .icon = seconds[i].icon,
                                        .icon_size = 56,
                                        .gap = 17,
                                        .size = TYPE_BODY,
                                        .stacked = true});
        x += w + 16;
    }
}

static void build(struct ui *ui, struct scene *scene)
{
    int count = ui_hall(ui)->service_count;
    struct grid grid = grid_for(scene, count);

    greeting(ui, scene);
    for (int i = 0; i < count; i++) {
        float x = grid.x + (grid.w + grid.gap) * (float)(i % grid.columns);
        float y = grid.y + (grid.h + grid.gap) * (float)(i / grid.columns);

        tile(ui, scene, i, (struct place){x, y, grid.w, grid.h});
    }
    second_row(ui, scene);
}

static void act(struct ui *ui, const char *id)
{
    for (size_t i = 0; i < SDL_arraysize(seconds); i++)
        if (strcmp(id, seconds[i].id) == 0) ui_go(ui, seconds[i].leads_to);
    if (strncmp(id, "service.", 8) != 0) return;
    ui_visit(ui)->service = hall_service(ui_hall(ui), id + 8);
    if (ui_visit(ui)->service >= 0) ui_go(ui, SCREEN_GUIDE);
}

const struct screen screen_home = {.name = "home", .at_rest = true, .build = build, .act = act};
