/* info: what the hall has to say of itself: hours, what to bring, priority, and what becomes of data. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/frame.h"
#include "ui/panel.h"
#include "ui/words.h"

enum { HOLIDAYS_SHOWN = 2 };

struct plan {
    struct place hours, holidays; /* side by side on one panel, or one above the other */
    float list_head;              /* baseline of the list's title; 0: none */
    struct place list;
    float bring_x;      /* 0: what to bring stands below the name */
    struct place cards; /* both, side by side; h 0: no room */
};
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {{48, 256, 440, 176}, {488, 256, 544, 176}, 490, {48, 512, 984, 500}, 333, {48, 1036, 984, 396}},
    [PORTRAIT_LARGE] = {{48, 276, 470, 184}, {518, 276, 514, 184}, 0, {48, 482, 984, 846}, 0, {0}},
    [PORTRAIT_LOW] = {{48, 256, 440, 176}, {488, 256, 544, 176}, 490, {48, 512, 984, 500}, 333, {48, 1036, 984, 396}},
    [LANDSCAPE] = {{48, 404, 520, 126}, {48, 530, 520, 130}, 0, {618, 44, 1254, 366}, 420, {618, 428, 1254, 232}},
    [LANDSCAPE_LARGE] = {{48, 408, 520, 130}, {48, 538, 520, 122}, 0, {618, 44, 1254, 612}, 420, {0}},
    [LANDSCAPE_LOW] = {{48, 548, 520, 122}, {48, 670, 520, 130}, 0, {618, 44, 1254, 372}, 420, {618, 548, 1254, 268}},
};

/* The same hours on every day of the week? */
static bool same_all_week(const struct hall *hall)
{
    for (int i = 1; i < 7; i++)
        if (hall->week[i].opens != hall->week[0].opens || hall->week[i].closes != hall->week[0].closes) return false;
    return true;
}

/* From a place's top to the baseline of its caption. */
static float caption_down(const struct scene *scene)
{
    return scene->large ? 56 : scene->landscape ? 46 : 51;
}

static void hours(struct ui *ui, struct scene *scene, const struct place *at)
{
    const struct hall *hall = ui_hall(ui);
    struct type small = {TYPE_CAPTION, false, COL_INK2}, big = {scene->large ? TYPE_SERVICE : 70, true, COL_ACTION};
    char words[WORDS];

    if (hall->always_open)
        str_copy(words, sizeof words, ui_tr(ui, "At any time"));
    else
        words_hours(hall, ui_time(ui), words);
    scene_text_fit(scene, at->x + 36, at->y + caption_down(scene), at->w - 56, small, LEFT,
                   same_all_week(hall) ? ui_tr(ui, "Open, every day") : ui_tr(ui, "Open today"));
    scene_text_fit(scene, at->x + 36,
                   at->y + (scene->large       ? 130
                            : scene->landscape ? 118
                                               : 136),
                   at->w - 60, big, LEFT, words[0] ? words : ui_tr(ui, "Closed now"));
}

static void span_words(struct ui *ui, const struct day_span *days, char out[2 * WORDS])
{
    int year, month, day;
    ms_t from;

    if (sscanf(days->from, "%d-%d-%d", &year, &month, &day) != 3) return;
    from = clock_from_local(year, month, day, 12, 0);
    if (sscanf(days->to, "%d-%d-%d", &year, &month, &day) != 3) return;
    words_days(ui_lang(ui), from, clock_from_local(year, month, day, 12, 0), out);
}

/* The next holidays, as they stand in the calendar. */
static void holidays(struct ui *ui, struct scene *scene, const struct place *at)
{
    const struct hall *hall = ui_hall(ui);
    struct type small = {TYPE_CAPTION, false, COL_INK2};
    float y = at->y + caption_down(scene), pitch = scene->large ? 58 : 46;
    int shown = 0;

    if (scene->large && scene->landscape)
        y -= 18; /* below the hours there is room for the days alone */
    else
        scene_text_fit(scene, at->x + 36, y, at->w - 56, small, LEFT, ui_tr(ui, "Holidays"));
    for (int i = 0; i < hall->holiday_count && shown < (scene->large ? 1 : HOLIDAYS_SHOWN); i++) {
        char days[2 * WORDS] = "", line[SCENE_TEXT];

        if (strcmp(hall->holidays[i].days.to, ui_hall_view(ui)->day) < 0) continue;
        span_words(ui, &hall->holidays[i].days, days);
        snprintf(line, sizeof line, ui_tr(ui, "%.60s %.90s [closed]"), text_in(&hall->holidays[i].name, ui_lang(ui)),
                 days);
        /* Large print has no room for a long name: the days say enough. */
        if (!scene_text_fits(scene, at->w - 56, (struct type){TYPE_BODY, true, COL_INK}, line))
            snprintf(line, sizeof line, ui_tr(ui, "%.90s [closed]"), days);
        y += pitch;
        panel_mixed(scene, at->x + 36, y, at->w - 56, TYPE_BODY, LEFT, line);
        shown++;
    }
    if (!shown)
        scene_text_fit(scene, at->x + 36, y + pitch, at->w - 56, (struct type){TYPE_BODY, false, COL_INK}, LEFT,
                       ui_tr(ui, "None is near"));
}

static void opening(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    bool beside = plan->hours.y == plan->holidays.y;
    struct place panel = plan->hours;

    panel.w = beside ? plan->hours.w + plan->holidays.w : panel.w;
    panel.h = beside ? panel.h : plan->hours.h + plan->holidays.h;
    scene_panel(scene, panel, RADIUS_TILE, COL_TINT);
    if (beside) scene_rect(scene, (struct place){plan->holidays.x, panel.y + 28, 2, panel.h - 56}, COL_RULE);
    hours(ui, scene, &plan->hours);
    holidays(ui, scene, &plan->holidays);
    scene_note(scene, "info.hours", "text", panel, ui_tr(ui, "Open, every day"), NULL);
}

/* Where what to bring stands: right of the longest name, from the list's left edge. */
static float bring_column(struct ui *ui, const struct scene *scene, const struct plan *plan, struct type name)
{
    const struct hall *hall = ui_hall(ui);
    float column = plan->bring_x;

    for (int i = 0; i < hall->service_count; i++)
        column = SDL_max(column, 148 + scene_text_width(scene, name, text_in(&hall->services[i].name, ui_lang(ui))));
    return SDL_min(column, plan->list.w * 0.45f);
}

static void service_row(struct ui *ui, struct scene *scene, const struct service *service, const struct plan *plan,
                        struct place row)
{
    struct type name = {TYPE_BUTTON, true, COL_INK}, bring = {TYPE_CAPTION, false, COL_INK};
    float middle = row.y + row.h / 2, icon = SDL_min(56, row.h - 12), x = row.x + 112, column;
    const char *what = text_in(&service->bring, ui_lang(ui)), *title = text_in(&service->name, ui_lang(ui));
    float room, pitch = scene->large ? 44 : 34;
    bool two;

    if (scene->large) bring.size = TYPE_SMALL;
    scene_icon(scene, (struct place){row.x + 62 - icon / 2, middle - icon / 2, icon, icon}, service->icon, COL_ACTION,
               COL_AMBER);
    if (plan->bring_x <= 0) {
        two = !scene_text_fits(scene, row.w - 136, bring, what);
        scene_text_fit(scene, x, middle - (two ? 24 : 10), row.w - 136, name, LEFT, title);
        scene_paragraph(scene, x, middle + (two ? 20 : 42), row.w - 136, pitch, two ? 2 : 1, bring, LEFT, what);
        return;
    }
    column = bring_column(ui, scene, plan, name);
    room = row.w - column - 24;
    two = !scene_text_fits(scene, room, bring, what) && row.h >= 60;
    scene_text_fit(scene, x, middle + 13, column - 124, name, LEFT, title);
    if (two) bring.size = TYPE_FLOOR;
    scene_paragraph(scene, row.x + column, middle + (two ? -4 : 12), room, pitch, two ? 2 : 1, bring, LEFT, what);
}

static void what_to_bring(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct hall *hall = ui_hall(ui);
    float least = plan->bring_x <= 0 ? 116 : scene->large ? 92 : 56;
    int most = (int)(plan->list.h / least), rows = SDL_min(hall->service_count, most);
    bool more = hall->service_count > most; /* the last row tells where the others are */
    float h = SDL_min(140, plan->list.h / (float)SDL_max(1, rows));
    struct place card = {plan->list.x, plan->list.y, plan->list.w, h * (float)rows};
    struct type last = {TYPE_CAPTION, false, COL_INK};

    if (plan->list_head > 0)
        scene_text_fit(scene, card.x, plan->list_head, card.w, (struct type){38, true, COL_INK}, LEFT,
                       ui_tr(ui, "What to bring"));
    widget_rows(scene, card, rows);
    for (int i = 0; i < rows - more; i++)
        service_row(ui, scene, &hall->services[i], plan, (struct place){card.x, card.y + h * (float)i, card.w, h});
    if (more)
        scene_text_fit(scene, card.x + 40, card.y + card.h - h / 2 + (scene->large ? 16 : 12), card.w - 64, last,
                       LEFT, ui_tr(ui, "Others: choose one on the start page"));
}

/* A card with a title, what matters, and, where there is room, what else is good to know. */
static void card(struct scene *scene, struct place at, const char *icon, enum colour stroke, const char *title,
                 const char *text, const char *more)
{
    struct type head = {TYPE_BUTTON, true, COL_INK}, line = {TYPE_CAPTION, false, COL_INK};
    struct type second = {TYPE_CAPTION, false, COL_INK2};
    float y = at.y + 116, w = at.w - 68;
    int lines = (int)((at.h - 90) / 44), taken;

    scene_panel(scene, at, RADIUS_TILE, COL_FACE);
    scene_icon(scene, (struct place){at.x + 36, at.y + 24, 48, 48}, icon, stroke, COL_AMBER);
    scene_text_fit(scene, at.x + 100, at.y + 62, at.w - 124, head, LEFT, title);
    taken = scene_paragraph(scene, at.x + 36, y, w, 44, lines, line, LEFT, text);
    /* Its last line would be cut where it does not fit as a whole. */
    if (scene_text_width(scene, second, more) <= w * 0.9f * (float)(lines - taken))
        scene_paragraph(scene, at.x + 36, y + 44 * (float)taken, w, 44, lines - taken, second, LEFT, more);
}

static void priority_card(struct ui *ui, struct scene *scene, struct place at)
{
    const struct hall *hall = ui_hall(ui);
    int most = 0, least_target = hall->services[0].target_s, most_target = 0;
    char text[SCENE_TEXT], more[SCENE_TEXT];

    for (int i = 1; i < hall_self_classes(hall); i++) most = SDL_max(most, hall->classes[i].head_start_s);
    if (!most) return;
    for (int i = 0; i < hall->service_count; i++) {
        least_target = SDL_min(least_target, hall->services[i].target_s);
        most_target = SDL_max(most_target, hall->services[i].target_s);
    }
    snprintf(text, sizeof text,
             ui_tr(ui, "A priority ticket counts as taken %d minutes earlier. "
                       "The board and the ticket show it."),
             most / 60);
    snprintf(more, sizeof more, ui_tr(ui, "We aim to call you within %1$d minutes and to serve you in %2$d–%3$d."),
             hall->wait_target_s / 60, least_target / 60, most_target / 60);
    card(scene, at, "heart", COL_AMBER, ui_tr(ui, "How priority works"), text, more);
}

static void data_card(struct ui *ui, struct scene *scene, struct place at)
{
    const struct hall *hall = ui_hall(ui);
    char text[SCENE_TEXT], more[SCENE_TEXT];

    snprintf(text, sizeof text,
             trn(ui_lang(ui),
                 "A ticket needs no name or phone number. A number you leave for a reply is erased %d year later.",
                 "A ticket needs no name or phone number. A number you leave for a reply is erased %d years later.",
                 (unsigned long)hall->keep_years),
             hall->keep_years);
    snprintf(more, sizeof more, ui_tr(ui, "To see, correct or delete it: %s"), text_in(&hall->privacy, ui_lang(ui)));
    card(scene, at, "shield", COL_ACTION, ui_tr(ui, "Your data"), text, more);
}

static void cards(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct place at = plan->cards;

    if (at.h <= 0) return;
    at.w = (at.w - 24) / 2;
    priority_card(ui, scene, at);
    at.x += at.w + 24;
    data_card(ui, scene, at);
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];

    if (scene->landscape || scene->large)
        panel_title(scene, ui_tr(ui, "Hall guide"));
    else /* a full screen: smaller and higher than elsewhere */
        scene_text(scene, MARGIN, 230, (struct type){TYPE_TITLE, true, COL_INK}, LEFT, ui_tr(ui, "Hall guide"));
    opening(ui, scene, plan);
    what_to_bring(ui, scene, plan);
    cards(ui, scene, plan);
    ui_build_nav(ui, scene);
}

static void act(struct ui *ui, const char *id)
{
    (void)ui;
    (void)id; /* its keys are those that every screen has */
}

const struct screen screen_info = {.name = "info", .build = build, .act = act};
