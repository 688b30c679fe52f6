#include "ui/group_tile.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/service_tile.h"
#include "ui/words.h"

enum { LISTED = 4, ON_A_LINE = 2, WIDE = 700, WORDS_MORE = 32 }; /* in a wide tile all may share a line */

/* What a tile is drawn from. */
struct tile {
    const struct service_group *group;
    char count[SCENE_TEXT];  /* 4 项业务 */
    char people[SCENE_TEXT]; /* 6 人等候, or why there is nobody */
    bool waiting;            /* it is a figure */
    bool open;               /* a counter serves something of it */
    struct face face;
};

static const char *name_of(const struct ui *ui, const struct tile *tile)
{
    return text_in(&tile->group->name, ui_lang(ui));
}

static struct tile tile_of(struct ui *ui, int group)
{
    struct tile tile = {.group = &ui_hall(ui)->groups[group]};
    int waiting = 0, n = tile.group->service_count;

    for (int i = 0; i < n; i++) {
        const struct service_view *view = &ui_hall_view(ui)->services[tile.group->services[i]];

        waiting += view->waiting;
        tile.open |= view->open_counters > 0;
    }
    tile.waiting = waiting > 0;
    snprintf(tile.count, SCENE_TEXT, trn(ui_lang(ui), "%d service", "%d services", (unsigned long)n), n);
    if (waiting)
        people_words(ui, waiting, tile.people);
    else
        str_copy(tile.people, SCENE_TEXT, tile.open ? ui_tr(ui, "No wait now") : ui_tr(ui, "No counter open yet"));
    return tile;
}

/* Names from the nth on, as many as have room on one line; after the last line 等 stands for those left out.
 * Returns how many have been listed by then. */
static int names_line(struct ui *ui, const struct scene *scene, const struct tile *tile, struct type type, float room,
                      int from, bool last, char out[SCENE_TEXT])
{
    int count = tile->group->service_count, n = from;
    int most = SDL_min(count, last || room > WIDE ? LISTED : ON_A_LINE);
    char line[2 * SCENE_TEXT], more[WORDS_MORE];

    str_copy(more, sizeof more, ui_tr(ui, " and more"));
    for (out[0] = '\0'; n < most; n++) {
        const char *name = text_in(&ui_hall(ui)->services[tile->group->services[n]].name, ui_lang(ui));

        snprintf(line, sizeof line, "%s%s%s%s", out, n > from ? " · " : "", name, last && n + 1 < count ? more : "");
        if (n > from && !scene_text_fits(scene, room, type, line)) break;
        snprintf(line, sizeof line, "%s%s%s", out, n > from ? " · " : "", name);
        str_copy(out, SCENE_TEXT, line);
    }
    if (last && n < count) str_copy(out + strlen(out), SCENE_TEXT - strlen(out), more);
    return n;
}

/* How many services left, unless there is no room for it, who waits right, and that it leads on. */
static void foot(struct scene *scene, const struct tile *tile, float left, float right, float base)
{
    const struct face *face = &tile->face;
    struct type count = {TYPE_CAPTION, true, face->ink}, people = {TYPE_CAPTION, !tile->waiting, face->ink2};
    float chevron = scene->large ? 44 : 36, x = right - chevron - 12, icon = tile->waiting ? 42 : 0, w;

    scene_icon(scene, (struct place){right - chevron + 6, base - chevron * 0.8f, chevron, chevron}, "next", face->ink,
               face->ink);
    if (!tile->waiting)
        people.colour = face->ink == COL_ON_ACTION ? face->ink : tile->open ? COL_ACTION : COL_AMBER_TEXT;
    w = SDL_min(x - left - icon, scene_text_width(scene, people, tile->people));
    if (scene_text_width(scene, count, tile->count) + 20 + icon + w <= x - left)
        scene_text(scene, left, base, count, LEFT, tile->count);
    scene_text_fit(scene, x, base, w, people, RIGHT, tile->people);
    if (tile->waiting)
        scene_icon(scene, (struct place){x - w - icon, base - 28, 32, 32}, "person", face->ink2, face->ink2);
}

/* Icon and name, in two lines where one is too short, in large print below the icon. Returns where they end; in large
 * print the tile's foot where they leave no room for more. */
static float head(struct ui *ui, struct scene *scene, const struct tile *tile, float side, float top)
{
    const struct face *face = &tile->face;
    const struct place *at = &face->place;
    const char *text = name_of(ui, tile);
    struct type name = {scene->large ? TYPE_WAIT : ui_lang(ui) == LANG_EN ? TYPE_LIST : 46, true, face->ink};
    float x = at->x + 34 + side + 24, right = at->x + at->w - 20, middle = at->y + top + side / 2;
    bool fits = scene_text_width(scene, name, text) <= right - x, below = scene->large && !fits && at->h >= 240;

    widget_icon_box(scene, at->x + 34, at->y + top, side, side * 0.72f, tile->group->icon, face);
    if (below) {
        x = at->x + 34, middle = at->y + top + side + 44;
        fits = scene_text_width(scene, name, text) <= right - x;
        if (at->h >= 300 && !fits) middle += 24;
    }
    if (fits || (below && scene_text_fits(scene, right - x, name, text))) {
        scene_text_fit(scene, x, middle + (scene->large ? 21 : 17), right - x, name, LEFT, text);
    } else {
        name.size = TYPE_SMALL + (scene->large ? 0 : 8);
        scene_paragraph(scene, x, middle - (scene->large ? 8 : 9), right - x, scene->large ? 48 : 44, 2, name, LEFT,
                        text);
    }
    return scene->large && (below || !fits) ? at->y + at->h : at->y + top + side;
}

static void draw(struct ui *ui, struct scene *scene, const struct tile *tile)
{
    const struct face *face = &tile->face;
    const struct place *at = &face->place;
    struct type line = {TYPE_BODY, false, face->ink};
    float left = at->x + 34, right = at->x + at->w - 34, bottom = at->y + at->h - 28, pitch = 48;
    bool roomy = at->h >= 300, some = at->h >= 240, all = at->h >= 180;
    float side = SDL_min(scene->large && !roomy ? 72 : 96, at->h - 48), y = head(ui, scene, tile, side,
                                                                                 roomy  ? 30
                                                                                 : some ? 20
                                                                                 : all  ? 16
                                                                                        : 24);
    bool wide = scene->large && scene->landscape && y < at->y + at->h;
    int lines = scene->large && !wide ? 0 : roomy ? 2 : some ? 1 : 0, listed = 0;
    char names[SCENE_TEXT];

    if (!all) return; /* the group's own screen tells the rest */
    for (int i = 0; i < lines; i++) {
        listed = names_line(ui, scene, tile, line, right - left, listed, i + 1 == lines, names);
        scene_text_fit(scene, left,
                       y +
                           (roomy  ? 56
                            : wide ? 58
                                   : 40) +
                           pitch * (float)i,
                       right - left, line, LEFT, names);
    }
    if (lines) scene_rect(scene, (struct place){left, bottom - (roomy || wide ? 54 : 49), right - left, 2}, COL_LINE);
    foot(scene, tile, left, right, bottom);
}

/* Low mode: the rest is read above. */
static void draw_name(struct ui *ui, struct scene *scene, const struct tile *tile)
{
    const struct face *face = &tile->face;
    const struct place *at = &face->place;
    struct type name = {ui_lang(ui) == LANG_EN ? TYPE_BUTTON : 42, true, face->ink};
    float icon = at->h >= 170 ? 80 : 60, cx = at->x + at->w / 2, room = at->w - 20;
    bool two = !scene_text_fits(scene, room, name, name_of(ui, tile));
    float top = at->y + (at->h - icon - (two ? 96 : 65)) / 2;

    if (two) name.size = TYPE_CAPTION;
    scene_icon(scene, (struct place){cx - icon / 2, top, icon, icon}, tile->group->icon, face->icon, face->accent);
    scene_paragraph(scene, cx, top + icon + (two ? 42 : 57), room, 42, two ? 2 : 1, name, CENTRE, name_of(ui, tile));
}

void group_tile(struct ui *ui, struct scene *scene, int group, struct place place)
{
    struct tile tile = tile_of(ui, group);
    const char *comma = words_comma(ui_lang(ui));
    struct str label = {0};
    char id[ITEM_ID];

    snprintf(id, sizeof id, "group.%s", tile.group->code);
    str_addf(&label, "%s%s%s%s%s", name_of(ui, &tile), comma, tile.count, comma, tile.people);
    tile.face = widget_face(scene, &(struct key){.id = id, .kind = KEY_TILE, .place = place, .label = label.s});
    str_free(&label);
    if (scene->low)
        draw_name(ui, scene, &tile);
    else
        draw(ui, scene, &tile);
}

static void list_row(struct ui *ui, struct scene *scene, const struct tile *tile, struct place row)
{
    bool flat = row.h < 70;
    struct type name = {flat ? 34 : TYPE_HALL, true, COL_INK}, count = {flat ? TYPE_CAPTION : 34, false, COL_INK};
    struct type people = {count.size, !tile->waiting, COL_INK2};
    float middle = row.y + row.h / 2, icon = SDL_min(44, row.h - 14), base = middle + (flat ? 12 : 15);
    float count_x = row.x + row.w * 0.46f, right = row.x + row.w - 40;

    if (!tile->waiting) people.colour = tile->open ? COL_ACTION : COL_AMBER_TEXT;
    scene_icon(scene, (struct place){row.x + 42, middle - icon / 2, icon, icon}, tile->group->icon, COL_ACTION,
               COL_AMBER);
    scene_text_fit(scene, row.x + 116, base, count_x - row.x - 132, name, LEFT, name_of(ui, tile));
    count_x += scene_text(scene, count_x, base, count, LEFT, tile->count);
    scene_text_fit(scene, right, base, right - count_x - 20, people, RIGHT, tile->people);
}

void group_list(struct ui *ui, struct scene *scene, struct place place)
{
    int count = ui_hall(ui)->group_count;
    float h = SDL_min(86, place.h / (float)SDL_max(1, count));

    place.h = h * (float)count;
    widget_rows(scene, place, count);
    for (int i = 0; i < count; i++) {
        struct tile tile = tile_of(ui, i);

        list_row(ui, scene, &tile, (struct place){place.x, place.y + h * (float)i, place.w, h});
    }
}
