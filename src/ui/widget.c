#include "ui/widget.h"

#include <stdio.h>

static bool is_cap(enum key_kind kind)
{
    return kind == KEY_CAP || kind == KEY_CAP_TINT;
}

static float lip_of(enum key_kind kind)
{
    if (kind == KEY_PRIMARY) return LIP_PRIMARY;
    return kind == KEY_TOGGLE || is_cap(kind) ? LIP_SMALL : LIP;
}

static float radius_of(enum key_kind kind, float height)
{
    if (kind == KEY_TILE) return RADIUS_TILE;
    if (kind == KEY_PRIMARY && height >= 150) return RADIUS_TILE;
    if (is_cap(kind)) return RADIUS_CAP;
    return kind == KEY_TOGGLE ? RADIUS_KEY : RADIUS_BUTTON;
}

/* The colours of a face in its state: fill, outline and lip, and its content. */
struct paint {
    enum colour fill, edge, lip;
    struct face content;
};

/* The contrast theme has no lips; what is pressed or chosen turns yellow, what is disabled gets dashes. */
static void contrast_paint(struct paint *p, const struct key *key, bool filled, bool pressed)
{
    bool yellow = !key->disabled && (filled || key->chosen || pressed);

    p->lip = COL_NONE;
    if (key->disabled) p->edge = COL_NONE;
    if (!yellow) return;
    p->fill = pressed && key->kind == KEY_PRIMARY ? COL_ACTION_DOWN : COL_ACTION;
    p->content.ink = p->content.ink2 = p->content.icon = p->content.accent = COL_ON_ACTION;
    p->content.bold = p->content.bold || filled || key->chosen;
}

static struct paint paint_of(const struct key *key, bool pressed, bool contrast)
{
    bool filled = key->kind == KEY_PRIMARY ||
                  (key->chosen && (key->kind == KEY_TOGGLE || key->kind == KEY_FACE || is_cap(key->kind)));
    struct paint p = {
        COL_FACE, COL_EDGE, COL_EDGE, {key->place, COL_INK, COL_INK2, COL_ACTION, COL_AMBER, key->bold}};

    if (contrast) {
        contrast_paint(&p, key, filled, pressed);
    } else if (key->disabled) {
        p.fill = COL_SUNK;
        p.edge = COL_LINE;
        p.lip = COL_NONE;
        p.content.ink = p.content.ink2 = p.content.icon = p.content.accent = COL_INK2;
    } else if (filled) {
        p.fill = pressed && key->kind == KEY_PRIMARY ? COL_ACTION_DOWN : COL_ACTION;
        p.edge = COL_ACTION_EDGE;
        p.lip = COL_ACTION_LIP;
        p.content.ink = p.content.ink2 = p.content.icon = COL_ON_ACTION;
        p.content.accent = COL_FLAME;
        p.content.bold = true;
    } else if (key->chosen) {
        p.fill = COL_TINT;
        p.edge = p.lip = COL_ACTION;
        p.content.bold = true;
    } else if (pressed || key->kind == KEY_CAP_TINT) {
        p.fill = COL_TINT;
    } else if (key->kind == KEY_QUIET) {
        p.fill = COL_GROUND;
    }
    if (!key->disabled && !filled && p.content.icon == COL_ACTION && key->kind != KEY_TILE &&
        key->kind != KEY_OPTION && key->kind != KEY_FACE)
        p.content.icon = COL_INK;
    return p;
}

static const char *role_of(enum key_kind kind)
{
    if (kind == KEY_OPTION || kind == KEY_FACE) return "option";
    return kind == KEY_TOGGLE ? "toggle" : "button";
}

/* The outline and what is within it. */
static void paint_face(struct scene *scene, const struct key *key, const struct paint *paint, struct place at,
                       float radius)
{
    float line = scene_contrast(scene) ? OUTLINE_CONTRAST : key->kind == KEY_OPTION ? 3 : OUTLINE;

    if (paint->edge == COL_NONE) {
        scene_round(scene, at, radius, paint->fill);
        scene_dashes(scene, at, radius, line, COL_EDGE);
        return;
    }
    scene_round(scene, at, radius, paint->edge);
    scene_round(scene, (struct place){at.x + line, at.y + line, at.w - 2 * line, at.h - 2 * line}, radius - line,
                paint->fill);
}

struct face widget_face(struct scene *scene, const struct key *key)
{
    bool pressed = !key->disabled && scene_is_pressed(scene, key->id), contrast = scene_contrast(scene);
    float lip = lip_of(key->kind), radius = radius_of(key->kind, key->place.h);
    struct paint paint = paint_of(key, pressed, contrast);
    struct place at = key->place, hit = key->place;
    struct item *item;

    hit.h += lip;
    item = scene_item(scene, key->id, role_of(key->kind), hit, key->label, key->value);
    if (item) {
        item->enabled = !key->disabled;
        item->chosen = key->chosen;
        item->radius = (int)(radius * scene->scale);
    }
    /* By night the action colour is the accent's. */
    if (scene->theme == THEME_NIGHT && paint.content.icon == COL_ACTION) paint.content.icon = COL_INK;
    if (pressed && !contrast)
        at.y += lip;
    else if (paint.lip != COL_NONE)
        scene_round(scene, hit, radius, paint.lip);
    paint_face(scene, key, &paint, at, radius);
    paint.content.place = at;
    return paint.content;
}

/* The em that text of that size really has. */
static float em(const struct scene *scene, int size)
{
    return (float)(scene->large ? theme_large(size) : size);
}

/* The baseline that puts a line of that size in the middle of y. */
static float middle(const struct scene *scene, float y, int size)
{
    return y + em(scene, size) * (scene->large ? 0.37f : 0.43f);
}

static void option_box(struct scene *scene, const struct key *key, struct place box)
{
    bool contrast = scene_contrast(scene);
    enum colour check = contrast ? COL_AMBER : COL_ON_ACTION;

    scene_round(scene, box, 12, !key->chosen ? COL_EDGE : contrast ? COL_ON_ACTION : COL_ACTION);
    if (key->chosen)
        scene_icon(scene, (struct place){box.x + 8, box.y + 8, box.w - 16, box.h - 16}, "check", check, check);
    else
        scene_round(scene, (struct place){box.x + 3, box.y + 3, box.w - 6, box.h - 6}, 9,
                    key->disabled ? COL_SUNK : COL_FACE);
}

/* A label too long for its line takes two. */
static void option_content(struct scene *scene, const struct key *key, const struct face *face, struct type type)
{
    const struct place *at = &face->place;
    bool small = at->w < 300;
    float side = small ? 44 : 52, in = small ? 20 : 32, x = at->x + in + side + (small ? 12 : 24);
    float room = at->x + at->w - 14 - x, cy = at->y + at->h / 2;

    option_box(scene, key, (struct place){at->x + in, cy - side / 2, side, side});
    if (at->h >= 88 && !scene->large &&
        (scene_text_width(scene, type, key->label) > room * 1.12f ||
         !scene_text_fits(scene, room, type, key->label))) {
        bool two;

        type.size = SDL_min(type.size, TYPE_SMALL);
        two = scene_text_width(scene, type, key->label) > room;
        scene_paragraph(scene, x, cy + (two ? -8 : 10), room, 36, 2, type, LEFT, key->label);
    } else {
        scene_text_fit(scene, x, middle(scene, cy, type.size), room, type, LEFT, key->label);
    }
}

static void stacked_content(struct scene *scene, const struct key *key, const struct face *face, struct type type)
{
    float icon = key->icon_size > 0 ? key->icon_size : 44, gap = key->gap > 0 ? key->gap : 20;
    float height = icon + gap + em(scene, type.size) * 0.88f;
    float top = face->place.y + (face->place.h - height) / 2 - key->lift;
    float cx = face->place.x + face->place.w / 2;

    if (key->icon)
        scene_icon(scene, (struct place){cx - icon / 2, top, icon, icon}, key->icon, face->icon, face->accent);
    scene_text_fit(scene, cx, top + icon + gap + em(scene, type.size) * 0.8f, face->place.w - 18, type, CENTRE,
                   key->label);
}

static void row_content(struct scene *scene, const struct key *key, const struct face *face, struct type type)
{
    const char *label = key->icon_only ? "" : key->label;
    float icon = key->icon ? key->icon_size > 0 ? key->icon_size : 44 : 0;
    float gap = key->icon && label[0] ? key->gap > 0 ? key->gap : 20 : 0, room = face->place.w - 24 - icon - gap;
    float width = SDL_min(scene_text_width(scene, type, label), room);
    float x = face->place.x + (face->place.w - icon - gap - width) / 2, cy = face->place.y + face->place.h / 2;

    if (key->icon)
        scene_icon(scene, (struct place){x, cy - icon / 2, icon, icon}, key->icon, face->icon, face->accent);
    scene_text_fit(scene, x + icon + gap, middle(scene, cy, type.size), room, type, LEFT, label);
}

void widget_key(struct scene *scene, const struct key *key)
{
    struct face face = widget_face(scene, key);
    struct type type = {key->size ? key->size : TYPE_BUTTON, face.bold, face.ink};

    if (key->kind == KEY_OPTION)
        option_content(scene, key, &face, type);
    else if (key->stacked)
        stacked_content(scene, key, &face, type);
    else
        row_content(scene, key, &face, type);
}

void widget_icon_box(struct scene *scene, float x, float y, float side, float icon, const char *name,
                     const struct face *face)
{
    float in = (side - icon) / 2;
    bool disabled = face && face->ink == COL_INK2, chosen = face && face->bold;

    if (!scene_contrast(scene))
        scene_round(scene, (struct place){x, y, side, side}, side / 4,
                    disabled ? COL_GROUND
                    : chosen ? COL_FACE
                             : COL_TINT);
    scene_icon(scene, (struct place){x + in, y + in, icon, icon}, name, face ? face->icon : COL_ACTION,
               face ? face->accent : COL_AMBER);
}

void widget_badge(struct scene *scene, float cx, float cy, float radius, enum colour disc, enum colour check)
{
    float in = radius * 0.72f;

    if (scene_contrast(scene) && disc == COL_FLAME) disc = COL_INK, check = COL_GROUND;
    scene_circle(scene, cx, cy, radius, disc);
    scene_icon(scene, (struct place){cx - in, cy - in, 2 * in, 2 * in}, "check-bold", check, check);
}

void widget_step(struct scene *scene, float cx, float cy, float radius, int digit)
{
    /* The least size of large print fills the disc as it is. */
    struct type type = {scene->large ? TYPE_SMALL : (int)(radius * 1.22f), true, COL_GROUND};
    char text[4];

    snprintf(text, sizeof text, "%d", digit % 100);
    scene_circle(scene, cx, cy, radius, COL_INK);
    scene_text(scene, cx, cy + em(scene, type.size) * (scene->large ? 0.37f : 0.415f), type, CENTRE, text);
}

void widget_rows(struct scene *scene, struct place place, int rows)
{
    scene_panel(scene, place, RADIUS_TILE, COL_FACE);
    for (int i = 1; i < rows; i++)
        scene_rect(scene, (struct place){place.x, place.y + place.h * (float)i / (float)rows - 1, place.w, 2},
                   COL_LINE);
}

static void sheet_ring(struct scene *scene, const struct sheet *sheet, float cx, float cy, const char *word)
{
    struct place ring = {cx - 164, cy - 164, 328, 328};
    char figure[16];

    snprintf(figure, sizeof figure, "%d", sheet->seconds);
    scene_ring(scene, ring, 28, 1, scene_contrast(scene) ? COL_NONE : COL_LINE);
    scene_ring(scene, ring, 28, sheet->share, COL_AMBER);
    scene_text(scene, cx, cy + 41, (struct type){TYPE_COUNTDOWN, true, COL_INK}, CENTRE, figure);
    scene_text(scene, cx, cy + (scene->large ? 97 : 85), (struct type){34, false, COL_INK2}, CENTRE, word);
    if (sheet->left) scene_spoken(scene, "timeout.left", ring, sheet->left);
}

static void sheet_keys(struct scene *scene, const struct sheet *sheet, struct place stay, struct place leave)
{
    widget_key(scene, &(struct key){.id = sheet->stay_id,
                                    .kind = KEY_PRIMARY,
                                    .place = stay,
                                    .label = sheet->stay,
                                    .size = 84,
                                    .bold = true});
    widget_key(scene, &(struct key){.id = sheet->leave_id,
                                    .kind = KEY_QUIET,
                                    .place = leave,
                                    .label = sheet->leave,
                                    .icon = "close",
                                    .icon_size = 44,
                                    .gap = 18,
                                    .size = 38});
}

/* Where the parts of a sheet stand: with a countdown, and without. */
struct sheet_plan {
    float top, title, cx, room;
    float ring_x, ring_y;
    struct place stay, leave;
};
static const struct sheet_plan sheet_plans[LAYOUT_COUNT][2] = {
    [PORTRAIT] = {{384, 938, 540, 984, 540, 627, {48, 1157, 984, 218}, {48, 1417, 984, 102}},
                  {640, 850, 540, 984, 0, 0, {48, 1157, 984, 218}, {48, 1417, 984, 102}}},
    [PORTRAIT_LARGE] = {{190, 732, 540, 984, 540, 416, {48, 1030, 984, 204}, {48, 1286, 984, 112}},
                        {460, 640, 540, 984, 0, 0, {48, 1030, 984, 204}, {48, 1286, 984, 112}}},
    [PORTRAIT_LOW] = {{384, 938, 540, 984, 540, 627, {48, 1157, 984, 218}, {48, 1417, 984, 102}},
                      {640, 850, 540, 984, 0, 0, {48, 1157, 984, 218}, {48, 1417, 984, 102}}},
    [LANDSCAPE] = {{120, 270, 1245, 1200, 308, 370, {618, 560, 1254, 200}, {48, 608, 520, 104}},
                   {120, 270, 960, 1700, 0, 0, {618, 560, 1254, 200}, {48, 608, 520, 104}}},
    [LANDSCAPE_LARGE] = {{120, 270, 1245, 1200, 308, 370, {618, 560, 1254, 200}, {48, 548, 552, 112}},
                         {120, 270, 960, 1700, 0, 0, {618, 560, 1254, 200}, {48, 548, 520, 112}}},
    [LANDSCAPE_LOW] = {{44, 200, 1245, 1200, 308, 246, {618, 560, 1254, 200}, {48, 608, 520, 104}},
                       {44, 200, 960, 1700, 0, 0, {618, 560, 1254, 200}, {48, 608, 520, 104}}},
};

/* The sheet itself, from its top to the window's foot. */
static void sheet_ground(struct scene *scene, float top)
{
    float w = scene_width(scene), h = scene_height(scene) - top, line = scene_contrast(scene) ? OUTLINE_CONTRAST : 0;

    scene_cover(scene);
    scene_band(scene, -scene->oy / scene->scale, 0, true, COL_SCRIM);
    if (line > 0) scene_round(scene, (struct place){0, top - line, w, h}, RADIUS_SHEET, COL_EDGE);
    scene_round(scene, (struct place){0, top, w, h}, RADIUS_SHEET, COL_GROUND);
    scene_rect(scene, (struct place){0, top + RADIUS_SHEET, w, h - RADIUS_SHEET}, COL_GROUND);
}

void widget_sheet(struct scene *scene, const struct sheet *sheet, const char *seconds_word)
{
    const struct sheet_plan *plan = &sheet_plans[scene_layout(scene)][sheet->seconds < 0];
    struct type type = {TYPE_FIGURE + 4, true, COL_INK}, text = {40, false, COL_INK2};

    sheet_ground(scene, plan->top);
    scene_text_fit(scene, plan->cx, plan->title, plan->room, type, CENTRE, sheet->title);
    scene_paragraph(scene, plan->cx,
                    plan->title + (!scene->landscape ? 77
                                   : scene->large    ? 92
                                                     : 84),
                    plan->room, scene->large ? 66 : 60, 3, text, CENTRE, sheet->text);
    if (sheet->seconds >= 0) sheet_ring(scene, sheet, plan->ring_x, plan->ring_y, seconds_word);
    sheet_keys(scene, sheet, plan->stay, plan->leave);
}
