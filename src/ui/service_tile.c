#include "ui/service_tile.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/excerpt.h"
#include "ui/offer.h"
#include "ui/panel.h"
#include "ui/words.h"

static const struct service_view *view_of(const struct ui *ui, int service)
{
    return &ui_hall_view(ui)->services[service];
}

static const char *name_of(const struct ui *ui, int service)
{
    return text_in(&ui_hall(ui)->services[service].name, ui_lang(ui));
}

bool service_over_target(const struct ui *ui, int service)
{
    const struct wait *wait = &view_of(ui, service)->wait;

    return wait->known && wait->p80_s > ui_hall(ui)->wait_target_s;
}

bool service_wait_words(struct ui *ui, int service, char out[SCENE_TEXT])
{
    const struct service_view *view = view_of(ui, service);
    char range[WORDS];

    if (words_range(&view->wait, range)) {
        snprintf(out, SCENE_TEXT, trc(ui_lang(ui), "tile", "[%s] min"), range);
        return true;
    }
    str_copy(out, SCENE_TEXT, words_no_range(ui_lang(ui), &view->wait, view->open_counters > 0));
    return false;
}

void people_words(struct ui *ui, int waiting, char out[SCENE_TEXT])
{
    if (waiting == 0)
        snprintf(out, SCENE_TEXT, "%s", ui_tr(ui, "0 waiting"));
    else
        snprintf(out, SCENE_TEXT, ui_tr(ui, "%d waiting"), waiting);
}

/* In how many lines a name of that type stands, at most `most`; its type and room are made to suit. */
static int name_lines(const struct scene *scene, struct type *type, float *room, int most, const char *text)
{
    int lines = 2;
    float alike;

    if (scene_text_fits(scene, *room, *type, text)) return 1;
    type->size = TYPE_SMALL;
    while (lines < most && excerpt_lines(scene, *type, *room, lines, text) > lines) lines++;
    alike =
        scene_text_width(scene, *type, text) / (float)lines * 1.16f; /* lines of like length, not one and a rest */
    if (alike < *room && excerpt_lines(scene, *type, alike, lines, text) <= lines) *room = alike;
    return lines;
}

/* A name on its baseline; where it is too long for its line even in the least type, in more around it. */
static void name_text(struct scene *scene, float x, float y, float room, int most, struct type type, enum align align,
                      const char *text)
{
    float pitch = scene->large ? 46 : 34;
    int lines = name_lines(scene, &type, &room, most, text);

    if (lines == 1)
        scene_text_fit(scene, x, y, room, type, align, text);
    else
        scene_paragraph(scene, x, y - pitch / 2 * (float)(lines - 1) - 2, room, pitch, lines, type, align, text);
}

/* What a tile is drawn from. */
struct tile {
    int service;
    const struct service *about;
    const struct service_view *view;
    bool refused;
    struct offer_words why;
    struct face face;
    int name_size; /* the same on all tiles of a screen */
};

/* The wait with its figure, or in words; the colours of a pressed key go before its own. Returns its width. */
static float wait_line(struct ui *ui, struct scene *scene, const struct tile *tile, float x, float y, float room,
                       int figure_size, int words_size)
{
    const struct face *face = &tile->face;
    bool filled = face->ink == COL_ON_ACTION;
    struct type plain = {TYPE_SMALL, false, face->ink2}, strong = {figure_size, true, face->ink};
    struct type words = {words_size, true, filled || !tile->view->wait.known ? face->ink : COL_ACTION};
    char line[SCENE_TEXT];

    if (tile->refused) {
        words.colour = face->ink == COL_INK2 ? COL_INK : face->ink;
        words.size = words_size - 2;
        return scene_text_fit(scene, x, y - 4, room, words, LEFT,
                              scene_text_fits(scene, room, words, tile->why.reason) ? tile->why.reason
                                                                                    : tile->why.curt);
    }
    if (service_wait_words(ui, tile->service, line))
        return scene_mixed_fit(scene, x, y, room, plain, strong, LEFT, line);
    if (!tile->view->open_counters && !filled) words.colour = COL_AMBER_TEXT;
    if (!scene_text_fits(scene, room, words, line))
        str_copy(line, sizeof line,
                 words_no_range_brief(ui_lang(ui), &tile->view->wait, tile->view->open_counters > 0));
    return scene_text_fit(scene, x, y - 2, room, words, LEFT, line);
}

/* Two lines behind an amber icon: a long wait or one nobody can tell, or no counter yet. */
static void foot_notice(struct ui *ui, struct scene *scene, const struct tile *tile, float left, float right,
                        float top)
{
    const struct face *face = &tile->face;
    bool slow = tile->view->open_counters > 0, wide = scene->landscape;
    struct type title = {34, true, face->ink == COL_INK ? COL_AMBER_TEXT : face->ink};
    struct type small = {TYPE_SMALL, false, face->ink2};
    float x = wide ? left : left + 72, y = top + (wide ? 66 : 55);
    char people[SCENE_TEXT], line[2 * SCENE_TEXT];

    if (!wide)
        scene_icon(scene, (struct place){left + 4, top + 32, 48, 48}, slow ? "clock" : "window", face->accent,
                   face->accent);
    people_words(ui, tile->view->waiting, people);
    if (slow) {
        wait_line(ui, scene, tile, x, y, right - x, wide ? TYPE_WAIT + 2 : TYPE_WAIT, TYPE_BUTTON);
        if (tile->view->wait.known)
            snprintf(line, sizeof line, "%s · %s", ui_tr(ui, "Longer than usual"), people);
        else
            str_copy(line, sizeof line, people);
    } else {
        scene_text_fit(scene, x, y, right - x, title, LEFT, ui_tr(ui, "No counter open yet"));
        if (tile->view->waiting)
            snprintf(line, sizeof line, "%s · %s", ui_tr(ui, "Take a ticket now"), people);
        else
            snprintf(line, sizeof line, "%s", ui_tr(ui, "You can take a ticket"));
    }
    scene_text_fit(scene, x, top + (wide ? 112 : 97), right - x, small, LEFT,
                   scene_text_fits(scene, right - x, small, line) ? line : people);
}

/* Wait left, people right (below it in landscape). */
static void foot_figures(struct ui *ui, struct scene *scene, const struct tile *tile, float left, float right,
                         float top)
{
    const struct face *face = &tile->face;
    struct type small = {TYPE_SMALL, false, face->ink2};
    char line[SCENE_TEXT];
    bool wide = scene->landscape, figures = service_wait_words(ui, tile->service, line);
    float base = top + (wide ? 66 : 77), people = top + (wide ? figures ? 116 : 108 : 70), x = left;

    people_words(ui, tile->view->waiting, line);
    if (!wide) x = right - scene_text_width(scene, small, line) - 40;
    wait_line(ui, scene, tile, left, base, (wide ? right : x - 16) - left, wide ? TYPE_WAIT + 2 : TYPE_WAIT,
              wide ? 38 : 36);
    scene_icon(scene, (struct place){x, people - 27, 32, 32}, "person", face->ink2, face->ink2);
    scene_text(scene, x + 40, people, small, LEFT, line);
}

/* Why there is no number to be had, where the wait would stand. */
static void foot_refused(struct scene *scene, const struct tile *tile, float left, float right, float top)
{
    struct type title = {34, true, COL_INK}, small = {TYPE_SMALL, false, COL_INK2};

    scene_text_fit(scene, left, top + (scene->landscape ? 66 : 50), right - left, title, LEFT, tile->why.reason);
    scene_text_fit(scene, left, top + (scene->landscape ? 112 : 96), right - left, small, LEFT,
                   scene_text_fits(scene, right - left, small, tile->why.next) ? tile->why.next : tile->why.brief);
}

/* Higher tiles have a head and a foot; lower ones are flat keys. */
static bool is_high(const struct scene *scene, enum tile_form form, float h)
{
    return form == TILE_LARGE ? h >= (scene->landscape ? 330 : 270) : form == TILE_FULL && h >= 280;
}

/* How a name is set, and the room for it from `x` (from the tile's left edge) on. */
struct name_set {
    struct type type;
    float x, room;
};

static float icon_side(const struct scene *scene, enum tile_form form, float h)
{
    if (is_high(scene, form, h) && form == TILE_FULL) return scene->landscape ? 104 : 112;
    if (form == TILE_LARGE) return SDL_min(scene->landscape ? 88 : 96, h - 24);
    return SDL_min(scene->large ? 110 : 90, h - 40);
}

/* A hall of very many services: the names need what room there is. */
static bool is_narrow(const struct place *at)
{
    return at->w < 300;
}

static struct name_set name_set(struct ui *ui, const struct scene *scene, enum tile_form form, const struct place *at)
{
    bool english = ui_lang(ui) == LANG_EN, wide = scene->landscape, high = is_high(scene, form, at->h);
    float side = icon_side(scene, form, at->h);
    struct name_set set = {.type = {english ? TYPE_WAIT : TYPE_SERVICE, true, COL_INK}};

    if (form == TILE_NAME) {
        set.type.size = english ? TYPE_BUTTON : 42;
        set.room = at->w - 20;
    } else if (form == TILE_LARGE) {
        set.x = wide && high ? 28 : is_narrow(at) ? 16 : 24 + side + 18;
        set.room = at->w - 12 - set.x;
    } else if (form == TILE_FULL && high) {
        if (wide && !english) set.type.size = 52;
        set.x = (wide ? 32 : 34) + side + (wide ? 24 : scene_contrast(scene) ? 10 : english ? 18 : 28);
        set.room = at->w - 24 - set.x;
    } else {
        set.type.size = scene->large || !english ? TYPE_WAIT : TYPE_LIST;
        set.x = is_narrow(at) ? 20 : 22 + side + 24;
        set.room = at->w - 16 - set.x;
    }
    return set;
}

/* One size for a row of equals; what is too long even for the least size takes two lines and is not counted. */
static int common_name_size(struct ui *ui, const struct scene *scene, const int *services, int count,
                            const struct name_set *set)
{
    const char *names[MAX_SERVICES];
    int n = 0;

    for (int i = 0; i < count; i++) {
        const char *name = name_of(ui, services[i]);

        if (scene_text_fits(scene, set->room, set->type, name)) names[n++] = name;
    }
    return scene_common_size(scene, set->type, set->room, names, n);
}

static void full_head(struct ui *ui, struct scene *scene, const struct tile *tile, const char *second)
{
    const struct face *face = &tile->face;
    const struct place *at = &face->place;
    bool wide = scene->landscape, english = ui_lang(ui) == LANG_EN;
    struct name_set set = name_set(ui, scene, TILE_FULL, at);
    struct type name = {tile->name_size, true, face->ink}, line = {TYPE_SMALL, false, face->ink2};
    float in = wide ? 32 : 34, line_x = at->x + (wide ? in : set.x), right = at->x + at->w - 24;
    const char *title = name_of(ui, tile->service);
    float name_y;

    widget_icon_box(scene, at->x + in, at->y + (wide ? 30 : 34), icon_side(scene, TILE_FULL, at->h), wide ? 76 : 80,
                    tile->about->icon, face);
    name_y = at->y + (wide && english ? 82 + (float)name.size * 0.37f : wide ? 104 : english ? 86 : 91);
    name_text(scene, at->x + set.x, name_y, set.room, 3, name, LEFT, title);
    if (wide || name_lines(scene, &name, &set.room, 3, title) < 3)
        scene_text_fit(scene, line_x, at->y + (wide ? 182 : 136), right - line_x, line, LEFT, second);
}

/* How many wait, behind the wait, if there is room. */
static void quick_people(struct ui *ui, struct scene *scene, const struct tile *tile, float x, float y, float room)
{
    struct type small = {TYPE_SMALL, false, tile->face.ink2};
    unsigned long waiting = (unsigned long)tile->view->waiting;
    char line[SCENE_TEXT];

    if (tile->refused || !waiting) return;
    snprintf(line, sizeof line, trn(ui_lang(ui), " · %lu person", " · %lu people", waiting), waiting);
    if (scene_text_width(scene, small, line) <= room) scene_text(scene, x, y, small, LEFT, line);
}

static void draw_quick(struct ui *ui, struct scene *scene, const struct tile *tile)
{
    const struct face *face = &tile->face;
    const struct place *at = &face->place;
    bool large = scene->large;
    struct name_set set = name_set(ui, scene, TILE_QUICK, at);
    struct type name = {tile->name_size, true, face->ink};
    float side = icon_side(scene, TILE_QUICK, at->h), middle = at->y + at->h / 2, x = at->x + set.x, y, width;
    const char *title = name_of(ui, tile->service);
    struct name_set tried = set;
    int lines = name_lines(scene, &tried.type, &tried.room, !large && at->h >= 180 ? 3 : 2, title);
    float up = lines > 2 ? 18 : 0;

    if (!is_narrow(at))
        widget_icon_box(scene, at->x + 22, middle - side / 2, side, side * 0.72f, tile->about->icon, face);
    name_text(scene, x, middle - (large ? 14 : 9) - up, set.room, lines, name, LEFT, title);
    y = middle + (large ? 56 : lines > 1 ? 46 : 42) + up;
    width = wait_line(ui, scene, tile, x, y, set.room, large ? TYPE_WAIT : TYPE_BUTTON, large ? TYPE_BUTTON : 34);
    quick_people(ui, scene, tile, x + width, y, set.room - width);
}

static void draw_full(struct ui *ui, struct scene *scene, const struct tile *tile)
{
    const struct place *at = &tile->face.place;
    bool wide = scene->landscape;
    float in = wide ? 32 : 34, left = at->x + in, right = at->x + at->w - in, top = at->y + (wide ? 206 : 178);

    full_head(ui, scene, tile, text_in(&tile->about->line, ui_lang(ui)));
    scene_rect(scene, (struct place){left, top, right - left, 2}, COL_LINE);
    if (tile->refused)
        foot_refused(scene, tile, left, right, top);
    else if (!tile->view->open_counters || !tile->view->wait.known || service_over_target(ui, tile->service))
        foot_notice(ui, scene, tile, left, right, top);
    else
        foot_figures(ui, scene, tile, left, right, top);
}

/* Without the plain line, and in landscape the name below the icon. */
static void draw_large(struct ui *ui, struct scene *scene, const struct tile *tile)
{
    const struct face *face = &tile->face;
    const struct place *at = &face->place;
    bool wide = scene->landscape, high = is_high(scene, TILE_LARGE, at->h), two;
    struct name_set set = name_set(ui, scene, TILE_LARGE, at);
    struct type name = {tile->name_size, true, face->ink}, small = {TYPE_SMALL, false, face->ink2};
    float x = at->x + 28, room = at->w - 44, side = icon_side(scene, TILE_LARGE, at->h);
    float base = at->y + (wide ? 254 : 196), name_y = !high ? at->h / 2 + 22 : wide ? 184 : 104;
    char line[SCENE_TEXT];

    people_words(ui, tile->view->waiting, line);
    if (tile->refused) str_copy(line, sizeof line, tile->why.brief);
    two = wide && high && !scene_text_fits(scene, room, small, line);
    if (two) name_y -= 8, base -= 18;
    if (!is_narrow(at))
        widget_icon_box(scene, at->x + (wide && high ? 28 : 24), at->y + (high ? 24 : (at->h - side) / 2), side,
                        side * 0.72f, tile->about->icon, face);
    name_text(scene, at->x + set.x, at->y + name_y, set.room, !high && at->h >= 170 ? 3 : 2, name, LEFT,
              name_of(ui, tile->service));
    if (!high) return;
    wait_line(ui, scene, tile, x, base, room, TYPE_WAIT, TYPE_BUTTON);
    if (two)
        scene_paragraph(scene, x, base + 54, room, 46, 2, small, LEFT, line);
    else
        scene_text_fit(scene, x, base + (wide ? 60 : 58), room, small, LEFT, line);
}

/* The name takes a second line where it is long. */
static void draw_name(struct ui *ui, struct scene *scene, const struct tile *tile)
{
    const struct face *face = &tile->face;
    const struct place *at = &face->place;
    const char *text = name_of(ui, tile->service);
    struct type name = {tile->name_size, true, face->ink};
    bool two = !scene_text_fits(scene, at->w - 20, name, text);
    float icon = at->h >= 170 ? 80 : SDL_min(64, at->h - 76), cx = at->x + at->w / 2, top;

    if (icon < 40) {
        scene_icon(scene, (struct place){at->x + 20, at->y + at->h / 2 - 28, 56, 56}, tile->about->icon, face->icon,
                   face->accent);
        name_text(scene, at->x + 92, at->y + at->h / 2 + 13, at->w - 104, 2, name, LEFT, text);
        return;
    }
    if (two) icon = SDL_min(icon, at->h - 84);
    top = at->y + (at->h - icon - (two ? 76 : 65)) / 2;
    scene_icon(scene, (struct place){cx - icon / 2, top, icon, icon}, tile->about->icon, face->icon, face->accent);
    name_text(scene, cx, top + icon + 57, at->w - 20, 2, name, CENTRE, text);
}

/* The words a helper reads out: name and wait, or why there is no number. */
static void label_of(struct ui *ui, const struct tile *tile, char out[ITEM_LABEL])
{
    char wait[SCENE_TEXT], plain[SCENE_TEXT], people[SCENE_TEXT];
    const char *comma = words_comma(ui_lang(ui));
    struct str words = {0};

    str_addf(&words, "%s%s", name_of(ui, tile->service), comma);
    if (tile->refused) {
        str_addf(&words, "%s%s%s", tile->why.reason, comma, tile->why.next);
    } else {
        people_words(ui, tile->view->waiting, people);
        (void)service_wait_words(ui, tile->service, wait);
        panel_plain(wait, plain, sizeof plain);
        str_addf(&words, "%s%s%s", plain, comma, people);
    }
    str_copy(out, ITEM_LABEL, words.s);
    str_free(&words);
}

static void service_tile(struct ui *ui, struct scene *scene, int service, struct place place, enum tile_form form,
                         int name_size)
{
    struct tile tile = {.service = service,
                        .about = &ui_hall(ui)->services[service],
                        .view = view_of(ui, service),
                        .name_size = name_size};
    char id[ITEM_ID], label[ITEM_LABEL];
    struct key key = {.id = id, .kind = KEY_TILE, .place = place, .label = label};

    key.disabled = tile.refused = offer_refused(ui, service, &tile.why);
    snprintf(id, sizeof id, "service.%s", tile.about->code);
    label_of(ui, &tile, label);
    tile.face = widget_face(scene, &key);
    if (form == TILE_FULL)
        draw_full(ui, scene, &tile);
    else if (form == TILE_LARGE)
        draw_large(ui, scene, &tile);
    else if (form == TILE_QUICK)
        draw_quick(ui, scene, &tile);
    else
        draw_name(ui, scene, &tile);
}

void service_tiles(struct ui *ui, struct scene *scene, const int *services, int count, const struct grid *grid,
                   int first, enum tile_form form)
{
    enum tile_form drawn = form == TILE_FULL && !is_high(scene, form, grid->first.h) ? TILE_QUICK : form;
    struct name_set set = name_set(ui, scene, drawn, &grid->first);
    int size = common_name_size(ui, scene, services, count, &set);

    for (int i = 0; i < count; i++) service_tile(ui, scene, services[i], grid_place(grid, first + i), drawn, size);
}

/* How the rows of a list look: `wait_x` from a row's left edge; brief: name and wait alone, the wait at the right. */
struct rows {
    struct type name;
    float wait_x;
    bool brief, low;
};

static void list_row(struct ui *ui, struct scene *scene, int service, struct place row, const struct rows *rows)
{
    struct type plain = {rows->low ? 30 : 34, false, COL_INK}, strong = {rows->low ? 38 : 46, true, COL_INK};
    struct type words = {rows->low ? 30 : 36, true, COL_ACTION}, people = {rows->low ? 30 : 34, false, COL_INK2};
    float middle = row.y + row.h / 2, icon = SDL_min(44, row.h - 14), x = row.x + (rows->brief ? 84 : 116);
    float right = row.x + row.w - (rows->brief ? 24 : 40), base = middle + (rows->low ? 12 : 15);
    float wait_x = rows->brief ? right : row.x + rows->wait_x, from = rows->brief ? right - 190 : wait_x;
    enum align align = rows->brief ? RIGHT : LEFT;
    const struct service_view *view = view_of(ui, service);
    struct offer_words why;
    char line[SCENE_TEXT];

    scene_icon(scene, (struct place){x - 52 - icon / 2, middle - icon / 2, icon, icon},
               ui_hall(ui)->services[service].icon, COL_ACTION, COL_AMBER);
    scene_text_fit(scene, x, base, from - 16 - x, rows->name, LEFT, name_of(ui, service));
    if (offer_refused(ui, service, &why)) {
        words.colour = COL_INK;
        if (!rows->brief && !scene_text_fits(scene, right - wait_x - scene_text_width(scene, words, why.reason) - 20,
                                             people, why.brief)) {
            why.reason = why.curt;
            words.size = TYPE_SMALL;
        }
        wait_x += scene_text_fit(scene, wait_x, base, right - from, words, align, why.reason);
        if (!rows->brief) scene_text_fit(scene, right, base, right - wait_x - 20, people, RIGHT, why.brief);
        return;
    }
    if (!rows->brief) {
        people_words(ui, view->waiting, line);
        right -= scene_text(scene, right, base, people, RIGHT, line) + 20;
    }
    if (service_wait_words(ui, service, line)) {
        scene_mixed(scene, wait_x, base, plain, strong, align, line);
        return;
    }
    if (!view->open_counters) words.colour = COL_AMBER_TEXT;
    if (!scene_text_fits(scene, right - from, words, line))
        str_copy(line, sizeof line, words_no_range_brief(ui_lang(ui), &view->wait, view->open_counters > 0));
    scene_text_fit(scene, wait_x, base, right - from, words, align, line);
}

/* The waits stand right of the longest name, if that leaves them room. */
static float wait_column(struct ui *ui, const struct scene *scene, const int *services, int count, struct type name,
                         float width)
{
    float column = width * 0.363f;

    for (int i = 0; i < count; i++)
        column = SDL_max(column, 148 + scene_text_width(scene, name, name_of(ui, services[i])));
    return SDL_min(column, width * 0.5f);
}

void service_list(struct ui *ui, struct scene *scene, const int *services, int count, struct place place)
{
    int columns = place.h < 40 * (float)count ? 2 : 1, high = SDL_max(1, (count + columns - 1) / columns);
    float h = SDL_min(86, place.h / (float)high);
    struct rows rows = {.name = {h < 70 ? 34 : 38, true, COL_INK}, .brief = columns > 1, .low = h < 70};

    place.w = (place.w - 16 * (float)(columns - 1)) / (float)columns;
    rows.wait_x = wait_column(ui, scene, services, count, rows.name, place.w);
    for (int i = 0; i < count; i++) {
        struct place row = {place.x + (place.w + 16) * (float)(i / high), place.y + h * (float)(i % high), place.w,
                            h};

        if (i % high == 0)
            widget_rows(scene, (struct place){row.x, row.y, row.w, h * (float)SDL_min(high, count - i)},
                        SDL_min(high, count - i));
        list_row(ui, scene, services[i], row, &rows);
    }
}
