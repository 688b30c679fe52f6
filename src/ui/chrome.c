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
    const char *state = ui_hall_view(ui)->open ? ui_tr(ui, "Open") : ui_tr(ui, "Closed now");
    char hours[WORDS];

    words_hours(ui->hall, hours);
    snprintf(out, 2 * WORDS, "%s %s", state, ui->hall->always_open ? "" : hours);
}

static void hall_lines(struct ui *ui, struct scene *scene, float x, float y)
{
    char line[2 * WORDS];

    hours_line(ui, line);
    scene_text_fit(scene, x, y, scene->landscape ? 410 : 580, (struct type){TYPE_HALL, true, COL_INK}, LEFT,
                   text_in(&ui->hall->name, ui->lang));
    scene_circle(scene, x + 8, y + 27, 8, ui_hall_view(ui)->open ? COL_OPEN : COL_EDGE);
    scene_text(scene, x + 28, y + 37, (struct type){TYPE_SMALL, false, COL_INK2}, LEFT, line);
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
        hall_lines(ui, scene, 149, 82);
        scene_text(scene, 48, 260, clock, LEFT, hhmm);
        words_day(ui->lang, now, words);
        scene_text(scene, 378, 209, date, LEFT, words);
        words_weekday(ui->lang, now, words);
        scene_text(scene, 378, 253, date, LEFT, words);
    } else {
        scene_picture(scene, (struct place){48, 44, 80, 80}, "logo");
        hall_lines(ui, scene, 152, 80);
        scene_text(scene, 1032, 92, clock, RIGHT, hhmm);
        words_date(ui->lang, now, words);
        scene_text(scene, 1032, 125, date, RIGHT, words);
    }
}

/* The number, white on red, with its handset; the strip's right end. */
static void leak_number(struct ui *ui, struct scene *scene, struct place red, float phone, int size, float baseline)
{
    struct type number = {size, true, COL_ON_RED};
    float cy = red.y + red.h / 2, inset = scene->landscape ? 26 : 22;

    scene_round(scene, red, RADIUS_BUTTON, COL_RED);
    scene_rect(scene, (struct place){red.x, red.y, RADIUS_BUTTON, red.h}, COL_RED);
    scene_icon(scene, (struct place){red.x + 22, cy - phone / 2, phone, phone}, "phone", COL_ON_RED, COL_ON_RED);
    scene_text_fit(scene, red.x + red.w - inset, baseline, red.w - 44 - phone, number, RIGHT, ui->hall->emergency);
}

static const char *leak_advice(struct ui *ui)
{
    if (!ui_hall_view(ui)->open) return ui_tr(ui, "Answered day and night, call at once");
    return ui_tr(ui, "Open windows, no switches, go outside");
}

static void leak_strip(struct ui *ui, struct scene *scene)
{
    bool home = is_home(ui) && !ui->asked && !scene->landscape;
    float y = scene->landscape ? 812 : home ? 1554 : 1628, h = scene->landscape ? 96 : home ? 120 : 88;
    float w = scene_width(scene) - 2 * MARGIN, red = scene->landscape ? 330 : home ? 308 : 290;
    float icon = scene->landscape ? 60 : home ? 60 : 52, text = scene->landscape || home ? 164 : 148;
    struct place strip = {MARGIN, y, w, h};
    struct type title = {TYPE_LIST, true, COL_RED}, advice = {home ? TYPE_SMALL : TYPE_BODY, false, COL_RED_INK};
    float base = home ? y + 55 : y + h / 2 + 15;

    if (!home && !scene->landscape) title.size = 38;
    scene_note(scene, "home.emergency", "text", strip, ui_tr(ui, "Smell gas? Call now"), ui->hall->emergency);
    scene_round(scene, (struct place){strip.x, y, w, h + LIP}, RADIUS_BUTTON, COL_RED_DARK);
    scene_round(scene, strip, RADIUS_BUTTON, COL_RED);
    scene_round(scene, (struct place){strip.x + 4, y + 4, w - 8, h - 8}, RADIUS_BUTTON - 4, COL_RED_TINT);
    scene_icon(scene, (struct place){strip.x + 30, y + (h - icon) / 2, icon, icon}, "alert", COL_RED, COL_RED);
    scene_text_fit(scene, text, base, strip.x + w - red - text - 16, title, LEFT, ui_tr(ui, "Smell gas? Call now"));
    if (home) scene_text_fit(scene, text, y + 97, w - red - 132, advice, LEFT, leak_advice(ui));
    if (scene->landscape) scene_text(scene, strip.x + w - red - 48, base, advice, RIGHT, leak_advice(ui));
    leak_number(ui, scene, (struct place){strip.x + w - red, y, red, h}, home ? 46 : 44,
                scene->landscape ? 72
                : home           ? 72
                                 : 64,
                y + h / 2 + (home || scene->landscape ? 26 : 23));
}

static const struct {
    enum lang lang;
    const char *name;
} languages[] = {{LANG_ZH_CN, "中文"}, {LANG_ZH_TW, "繁體"}, {LANG_EN, "English"}};

static void mode_bar(struct ui *ui, struct scene *scene)
{
    float w = scene->landscape ? 204 : 136, h = scene->landscape ? 102 : 112, pitch = w + 14;
    float x = scene_width(scene) - MARGIN - w, y = scene->landscape ? 959 : 1771;
    int shown = 0;

    scene_band(scene, scene->landscape ? 944 : 1744, 0, true, COL_SUNK);
    for (size_t i = 0; i < SDL_arraysize(languages); i++) shown += i18n_has(languages[i].lang);
    x -= pitch * (float)(shown - 1);
    for (size_t i = 0; i < SDL_arraysize(languages); i++) {
        char id[ITEM_ID];

        if (!i18n_has(languages[i].lang)) continue;
        snprintf(id, sizeof id, "lang.%s", lang_code(languages[i].lang));
        widget_key(scene, &(struct key){.id = id,
                                        .kind = KEY_TOGGLE,
                                        .place = {x, y, w, h},
                                        .label = languages[i].name,
                                        .size = scene->landscape ? 36 : 30,
                                        .chosen = languages[i].lang == ui->lang});
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
    struct key back = {.id = "nav.back", .kind = KEY_QUIET, .place = {MARGIN, y, w, h}, .icon = "back", .gap = 18};
    struct key home = {
        .id = "nav.home", .kind = KEY_QUIET, .place = {MARGIN + w + 16, y, w, h}, .icon = "home", .gap = 18};

    back.label = back_label;
    home.label = ui_tr(ui, "Home");
    back.icon_size = home.icon_size = 44;
    widget_key(scene, &back);
    widget_key(scene, &home);
}
