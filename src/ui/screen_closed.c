/* closed: outside business hours, by night. Says when the hall opens; numbers can still be looked up. */
#include <stdio.h>
#include <string.h>

#include "ui/screen.h"
#include "ui/words.h"

enum { SCENE_W = 1080, SCENE_H = 560, SEA_FROM = 420 };

/* “明天 [08:00] 见”; a later day by its name. */
static void opening_words(struct ui *ui, ms_t opens, char out[SCENE_TEXT])
{
    char today[CLOCK_DAY], tomorrow[CLOCK_DAY], day[CLOCK_DAY], hhmm[8], weekday[WORDS];

    clock_day(ui_time(ui), 0, today);
    clock_add_days(today, 1, tomorrow);
    clock_day(opens, 0, day);
    clock_hhmm(opens, hhmm);
    words_weekday(ui_lang(ui), opens, weekday);
    if (strcmp(day, today) == 0)
        snprintf(out, SCENE_TEXT, ui_tr(ui, "Open today at [%s]"), hhmm);
    else if (strcmp(day, tomorrow) == 0)
        snprintf(out, SCENE_TEXT, ui_tr(ui, "Open tomorrow at [%s]"), hhmm);
    else
        snprintf(out, SCENE_TEXT, ui_tr(ui, "Open %1$s at [%2$s]"), weekday, hhmm);
}

/* Behind the night picture, whose top left is at x, y; in landscape none where text stands. */
static void stars(struct scene *scene, float x, float y, float scale)
{
    static const struct {
        float x, y;
        bool clear;
    } all[] = {{120, 70, false}, {250, 130, false}, {402, 52, false}, {560, 112, false},
               {690, 44, false}, {980, 150, true},  {66, 190, false}, {760, 190, true}};

    for (size_t i = 0; i < SDL_arraysize(all); i++)
        if (!scene->landscape || all[i].clear)
            scene_circle(scene, x + all[i].x * scale, y + all[i].y * scale, 3.5f * scale, COL_EDGE);
}

/* The night picture as wide as the window; its sea goes on to the window's foot, in landscape without waves, for keys
 * lie on it. */
static void harbour(struct scene *scene)
{
    float left = -scene->ox / scene->scale, w = (float)scene->w / scene->scale, h = w * SCENE_H / SCENE_W;
    float sea = scene->landscape ? 676 : 974;

    if (!scene->landscape) scene_band(scene, sea, 0, true, COL_SUNK);
    stars(scene, left, sea - h * SEA_FROM / SCENE_H, w / SCENE_W);
    scene_picture(scene, (struct place){left, sea - h * SEA_FROM / SCENE_H, w, h}, "harbour-night");
    if (scene->landscape) scene_band(scene, sea, 0, true, COL_SUNK);
}

/* Large print needs the whole width in landscape. */
static bool has_harbour(const struct scene *scene)
{
    return !scene_contrast(scene) && !(scene->landscape && scene->large);
}

/* In landscape it keeps to the left, clear of the moon. */
static void headline(struct ui *ui, struct scene *scene)
{
    ms_t opens = hall_next_open(ui_hall(ui), ui_time(ui));
    bool wide = scene->landscape;
    enum align align = wide ? LEFT : CENTRE;
    float x = wide ? 618 : 540, y = wide ? 88 : 255, more = scene->large ? 12 : 0;
    float room = !wide ? 984 : has_harbour(scene) ? 780 : 1254;
    struct type plain = {wide ? 120 : TYPE_COUNTDOWN, true, COL_INK}, strong = {plain.size, true, COL_ACTION};
    struct type small = {wide ? TYPE_LIST : 44, false, COL_INK2},
                date = {wide ? TYPE_BUTTON : TYPE_LIST, false, COL_INK2};
    bool stopped = ui_hall_view(ui)->stopped && hall_is_open(ui_hall(ui), ui_time(ui));
    const char *why = stopped ? ui_tr(ui, "Please ask at a counter")
                      : words_opens_today(ui_hall(ui), ui_time(ui))
                          ? ui_tr(ui, "We are not open yet")
                          : ui_tr(ui, "Closed for today, thank you for coming");
    char line[SCENE_TEXT], day[WORDS], hours[WORDS], hhmm[8];

    scene_text_fit(scene, x, y, room, small, align, why);
    if (stopped) {
        scene_text_fit(scene, x, y + (wide ? 130 : 176), room, (struct type){wide ? 104 : 120, true, COL_INK}, align,
                       ui_tr(ui, "No more tickets today"));
        return;
    }
    if (opens == 0) return; /* no day is known on which it opens */
    opening_words(ui, opens, line);
    while (plain.size > TYPE_TITLE && scene_text_width(scene, plain, line) > room + (wide ? 0 : 40))
        strong.size = plain.size -= 4;
    scene_mixed(scene, x, y + (wide ? 130 : 176), plain, strong, align, line);
    words_date(ui_lang(ui), opens, day);
    words_hours(ui_hall(ui), opens, hours);
    snprintf(line, sizeof line, "%s · %s", day, hours);
    scene_text_fit(scene, x, y + (wide ? 188 : 245) + more, room, date, align, line);
    clock_hhmm(opens, hhmm);
    scene_note(scene, "closed.opens", "text", (struct place){wide ? x : x - room / 2, y - 40, room, 300}, line, hhmm);
}

/* What can be done while nobody is there to help. */
static const struct {
    const char *id, *icon, *label;
    enum screen_id leads_to;
} keys[] = {
    {"home.complain", "complain", "Complaints", SCREEN_COMPLAINT_KIND},
    {"home.lookup", "lookup", "My number", SCREEN_LOOKUP},
    {"home.info", "info", "Hall guide", SCREEN_INFO},
};

static void build(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    struct type head = {TYPE_LIST, true, COL_INK};

    if (has_harbour(scene)) harbour(scene);
    headline(ui, scene);
    scene_text_fit(scene, MARGIN, wide ? 758 : 1205, wide ? 540 : 984, head, LEFT, ui_tr(ui, "You can still"));
    for (size_t i = 0; i < SDL_arraysize(keys); i++) {
        float x = wide ? 618 : MARGIN, w = wide ? 404 : 314, gap = 21;

        widget_key(scene, &(struct key){.id = keys[i].id,
                                        .kind = KEY_TILE,
                                        .place = {x + (w + gap) * (float)i, wide ? 692 : 1237, w, wide ? 104 : 180},
                                        .label = ui_tr(ui, keys[i].label),
                                        .icon = keys[i].icon,
                                        .icon_size = wide ? 48 : 64,
                                        .gap = 20,
                                        .size = wide ? 36 : 38,
                                        .stacked = !wide});
    }
}

static void act(struct ui *ui, const char *id)
{
    for (size_t i = 0; i < SDL_arraysize(keys); i++)
        if (strcmp(id, keys[i].id) == 0) ui_go(ui, keys[i].leads_to);
}

const struct screen screen_closed = {
    .name = "closed", .theme = THEME_NIGHT, .at_rest = true, .build = build, .act = act};
