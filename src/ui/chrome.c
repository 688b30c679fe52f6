/* What every screen has around its content: header, leak strip, mode bar, the idle question. */
#include <stdio.h>

#include "ui/terminal.h"
#include "ui/words.h"

static bool is_home(const struct ui *ui)
{
    return ui_screen(ui)->at_rest && ui_screen(ui) != screen_of(SCREEN_ERROR);
}

static void hours_line(struct ui *ui, char out[2 * WORDS])
{
    const char *state = ui_hall_view(ui)->open                     ? ui_tr(ui, "Open")
                        : words_opens_today(ui->hall, ui_time(ui)) ? ui_tr(ui, "Not open yet")
                                                                   : ui_tr(ui, "Closed now");
    char hours[WORDS];

    words_hours(ui->hall, ui_time(ui), hours);
    snprintf(out, 2 * WORDS, "%s %s", state, ui->hall->always_open ? "" : hours);
}

static void hall_lines(struct ui *ui, struct scene *scene, float x, float y)
{
    char line[2 * WORDS];

    hours_line(ui, line);
    scene_text_fit(scene, x, y, scene->landscape ? 410 : 580, (struct type){TYPE_HALL, true, COL_INK}, LEFT,
                   text_in(&ui->hall->name, ui->lang));
    scene_circle(scene, x + 8, y + 27, 8, ui_hall_view(ui)->open ? COL_OPEN : COL_EDGE);
    scene_text(scene, x + 28, y + 39, (struct type){TYPE_SMALL, false, COL_INK2}, LEFT, line);
}

void chrome_head(struct ui *ui, struct scene *scene)
{
    struct type clock = {scene->landscape ? 112 : TYPE_CLOCK, true, COL_INK};
    struct type date = {scene->landscape ? TYPE_BODY : TYPE_SMALL, false, COL_INK2};
    ms_t now = ui_time(ui);
    char hhmm[8], words[WORDS];

    clock_hhmm(now, hhmm);
    if (scene->landscape) {
        scene_picture(scene, (struct place){48, 48, 80, 80}, "logo");
        hall_lines(ui, scene, 148, 83);
        scene_text(scene, 48, 261, clock, LEFT, hhmm);
        words_day(ui->lang, now, words);
        scene_text(scene, 377, 210, date, LEFT, words);
        words_weekday(ui->lang, now, words);
        scene_text(scene, 377, 254, date, LEFT, words);
    } else {
        scene_picture(scene, (struct place){48, 44, 80, 80}, "logo");
        hall_lines(ui, scene, 152, 80);
        scene_text(scene, 1032, 92, clock, RIGHT, hhmm);
        words_date(ui->lang, now, words);
        scene_text(scene, 1032, 126, date, RIGHT, words);
    }
}

/* The leak strip in its sizes; baselines are from its top. */
struct strip {
    float y, h, red;    /* red: width of the part with the number */
    float alert, phone; /* icon sides */
    float icon_x, text_x, phone_x, number_right;
    int title, advice, number;
    float title_base, advice_base, number_base;
};
enum strip_size { STRIP_FLOW, STRIP_HOME, STRIP_CLOSED, STRIP_LANDSCAPE };
static const struct strip strips[] = {
    [STRIP_FLOW] = {1628, 88, 290, 54, 48, 27, 148, 25, 26, 38, 0, 60, 60, 0, 70},
    [STRIP_HOME] = {1554, 120, 308, 64, 52, 28, 164, 20, 20, TYPE_LIST, TYPE_SMALL, 68, 58, 97, 89},
    [STRIP_CLOSED] = {1518, 136, 308, 64, 52, 28, 164, 20, 20, TYPE_LIST, TYPE_SMALL, 68, 66, 105, 97},
    [STRIP_LANDSCAPE] = {812, 96, 330, 64, 52, 28, 164, 31, 31, TYPE_LIST, TYPE_BODY, 68, 66, 61, 77},
};

static void leak_number(struct ui *ui, struct scene *scene, const struct strip *strip, struct place red)
{
    struct type number = {strip->number, true, COL_ON_RED};
    struct place phone = {red.x + strip->phone_x, red.y + (red.h - strip->phone) / 2, strip->phone, strip->phone};

    scene_round(scene, red, RADIUS_BUTTON, COL_RED);
    scene_rect(scene, (struct place){red.x, red.y, RADIUS_BUTTON, red.h}, COL_RED);
    scene_icon(scene, phone, "phone", COL_ON_RED, COL_ON_RED);
    scene_text_fit(scene, red.x + red.w - strip->number_right, red.y + strip->number_base, red.w - 44 - strip->phone,
                   number, RIGHT, ui->hall->emergency);
}

static const char *leak_advice(struct ui *ui)
{
    if (!ui_hall_view(ui)->open) return ui_tr(ui, "Answered day and night, call at once");
    return ui_tr(ui, "Open windows, no switches, go outside");
}

static void leak_text(struct ui *ui, struct scene *scene, const struct strip *strip, float right)
{
    struct type title = {strip->title, true, COL_RED}, advice = {strip->advice, false, COL_RED_INK};
    const char *words = ui_tr(ui, "Smell gas? Call now");
    float room = right - 16 - strip->text_x;

    scene_text_fit(scene, strip->text_x, strip->y + strip->title_base, room, title, LEFT, words);
    if (scene->landscape)
        scene_text_fit(scene, right - 48, strip->y + strip->advice_base, room / 2, advice, RIGHT, leak_advice(ui));
    else if (strip->advice)
        scene_text_fit(scene, strip->text_x, strip->y + strip->advice_base, room, advice, LEFT, leak_advice(ui));
}

static void leak_strip(struct ui *ui, struct scene *scene)
{
    bool home = is_home(ui) && !ui->asked;
    enum strip_size portrait = !home ? STRIP_FLOW : scene->theme == THEME_NIGHT ? STRIP_CLOSED : STRIP_HOME;
    const struct strip *strip = &strips[scene->landscape ? STRIP_LANDSCAPE : portrait];
    struct place place = {MARGIN, strip->y, scene_width(scene) - 2 * MARGIN, strip->h};
    struct place lip = place, inside = {place.x + 4, place.y + 4, place.w - 8, place.h - 8};
    float right = place.x + place.w - strip->red;

    lip.h += LIP;
    scene_note(scene, "home.emergency", "text", place, ui_tr(ui, "Smell gas? Call now"), ui->hall->emergency);
    scene_round(scene, lip, RADIUS_BUTTON, COL_RED_DARK);
    scene_round(scene, place, RADIUS_BUTTON, COL_RED);
    scene_round(scene, inside, RADIUS_BUTTON - 4, COL_RED_TINT);
    scene_icon(
        scene,
        (struct place){place.x + strip->icon_x, place.y + (place.h - strip->alert) / 2, strip->alert, strip->alert},
        "alert", COL_RED, COL_RED);
    leak_text(ui, scene, strip, right);
    leak_number(ui, scene, strip, (struct place){right, place.y, strip->red, place.h});
}

static void mode_bar(struct ui *ui, struct scene *scene)
{
    float w = scene->landscape ? 204 : 136, h = scene->landscape ? 102 : 112, pitch = w + 14;
    float x = scene_width(scene) - MARGIN - w, y = scene->landscape ? 959 : 1771;
    int shown = 0;

    scene_band(scene, scene->landscape ? 944 : 1744, 0, true, COL_SUNK);
    for (int lang = 0; lang < LANG_COUNT; lang++) shown += i18n_has((enum lang)lang);
    x -= pitch * (float)(shown - 1);
    for (int i = 0; i < LANG_COUNT; i++) {
        enum lang lang = (enum lang)i;
        char id[ITEM_ID];

        if (!i18n_has(lang)) continue;
        snprintf(id, sizeof id, "lang.%s", lang_code(lang));
        widget_key(scene, &(struct key){.id = id,
                                        .kind = KEY_TOGGLE,
                                        .place = {x, y, w, h},
                                        .label = lang_name(lang),
                                        .size = scene->landscape ? 34 : 30,
                                        .chosen = lang == ui->lang});
        x += pitch;
    }
}

void chrome_foot(struct ui *ui, struct scene *scene)
{
    leak_strip(ui, scene);
    mode_bar(ui, scene);
}

void chrome_idle_question(struct ui *ui, struct scene *scene)
{
    int whole = ui->conf->idle_answer_s, gone = (int)((ui_now(ui) - ui->asked) / 1000);
    int left = SDL_max(0, whole - gone);
    struct sheet sheet = {.title = ui_tr(ui, "Are you still there?"),
                          .text = ui_tr(ui, "Otherwise this goes back to the start\nand clears what you entered."),
                          .stay_id = "timeout.stay",
                          .stay = ui_tr(ui, "I am still here"),
                          .leave_id = "timeout.leave",
                          .leave = ui_tr(ui, "I am done, clear it"),
                          .seconds = left,
                          .share = whole > 0 ? (float)left / (float)whole : 0};

    widget_sheet(scene, &sheet, ui_tr(ui, "seconds"));
}

void ui_build_nav(struct ui *ui, struct scene *scene)
{
    ui_build_nav_as(ui, scene, ui_tr(ui, "Back"));
}

void ui_build_nav_as(struct ui *ui, struct scene *scene, const char *back_label)
{
    float y = scene->landscape ? 676 : 1476, w = scene->landscape ? 252 : 236, h = 104;
    struct key back = {.id = "nav.back", .kind = KEY_QUIET, .place = {MARGIN, y, w, h}, .icon = "back", .gap = 16};
    struct key home = {
        .id = "nav.home", .kind = KEY_QUIET, .place = {MARGIN + w + 16, y, w, h}, .icon = "home", .gap = 16};

    back.label = back_label;
    home.label = ui_tr(ui, "Home");
    back.icon_size = home.icon_size = 44;
    widget_key(scene, &back);
    widget_key(scene, &home);
}
