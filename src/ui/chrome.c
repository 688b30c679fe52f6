/* What every screen has around its content: header, leak strip, mode bar, the idle question. */
#include <stdio.h>

#include "base/str.h"
#include "ui/frame.h"
#include "ui/terminal.h"
#include "ui/words.h"

static bool is_home(const struct ui *ui)
{
    return ui_screen(ui)->at_rest && ui_screen(ui) != screen_of(SCREEN_ERROR);
}

static void hours_line(struct ui *ui, char out[2 * WORDS])
{
    const char *state = ui_hall_view(ui)->open                     ? ui_tr(ui, "Open")
                        : ui_hall_view(ui)->stopped                ? ui_tr(ui, "No more tickets")
                        : words_opens_today(ui->hall, ui_time(ui)) ? ui_tr(ui, "Not open yet")
                                                                   : ui_tr(ui, "Closed now");
    char hours[WORDS];

    if (ui_screen(ui)->for_staff) {
        str_copy(out, 2 * WORDS, ui_tr(ui, "For staff only"));
        return;
    }
    words_hours(ui->hall, ui_time(ui), hours);
    if (ui->hall->always_open) hours[0] = '\0';
    snprintf(out, 2 * WORDS, "%s%s%s", state, !hours[0] ? "" : ui_hall_view(ui)->open ? " " : " · ", hours);
}

/* Where the parts of the header stand. Large mode drops the weekday to its short form. */
struct head {
    float logo_y, hall_y, hours_y, room; /* baselines; room of the hall's name */
    int clock;
    float clock_x, clock_y, date_x, date_y, weekday_y; /* weekday_y 0: on one line with the date */
};
static const struct head heads[] = {
    [PORTRAIT] = {44, 80, 119, 690, TYPE_CLOCK, 1032, 92, 1032, 126, 0},
    [PORTRAIT_LARGE] = {52, 86, 138, 650, 76, 1032, 101, 1032, 144, 0},
    [PORTRAIT_LOW] = {44, 80, 119, 690, TYPE_CLOCK, 1032, 92, 1032, 126, 0},
    [LANDSCAPE] = {48, 83, 122, 420, 112, 48, 261, 377, 210, 254},
    [LANDSCAPE_LARGE] = {48, 86, 138, 420, 112, 48, 276, 372, 222, 274},
    [LANDSCAPE_LOW] = {48, 83, 122, 420, 112, 48, 244, 377, 193, 237},
};

/* A name too long for its line takes two, and the hours follow below. */
static void hall_lines(struct ui *ui, struct scene *scene, const struct head *head)
{
    struct type name = {TYPE_HALL, true, COL_INK}, small = {TYPE_SMALL, false, COL_INK2};
    const char *text = text_in(&ui->hall->name, ui->lang);
    float x = scene->landscape ? 148 : 152, y = head->hours_y;
    bool two = scene->large ? scene_text_width(scene, name, text) > head->room * 1.2f
                            : !scene_text_fits(scene, head->room, name, text);
    float room = SDL_min(head->room, scene->large ? head->room : 580) - 28;
    char line[2 * WORDS];

    hours_line(ui, line);
    if (two) {
        name.size = TYPE_SMALL;
        scene_paragraph(scene, x, head->hall_y - (scene->large ? 28 : 16), head->room, scene->large ? 44 : 34, 2,
                        name, LEFT, text);
        y += scene->large ? 12 : 14;
    } else {
        scene_text_fit(scene, x, head->hall_y, head->room, name, LEFT, text);
    }
    scene_circle(scene, x + 8, y - 12 - (scene->large ? 4 : 0), 8, ui_hall_view(ui)->open ? COL_OPEN : COL_EDGE);
    if (!scene_text_fits(scene, room, small, line)) words_hours(ui->hall, ui_time(ui), line);
    scene_text_fit(scene, x + 28, y, room, small, LEFT, line);
}

static void date_line(struct ui *ui, bool brief, char out[WORDS])
{
    char day[WORDS], weekday[WORDS];

    words_day(ui->lang, ui_time(ui), day);
    words_weekday_brief(ui->lang, ui_time(ui), weekday);
    if (brief)
        snprintf(out, WORDS, ui_tr(ui, "%1$s %2$s"), weekday, day);
    else
        words_date(ui->lang, ui_time(ui), out);
}

void chrome_head(struct ui *ui, struct scene *scene)
{
    const struct head *head = &heads[scene_layout(scene)];
    struct type clock = {head->clock, true, COL_INK};
    struct type date = {scene->landscape ? TYPE_BODY : TYPE_SMALL, false, COL_INK2};
    enum align align = scene->landscape ? LEFT : RIGHT;
    char hhmm[8], words[WORDS];

    clock_hhmm(ui_time(ui), hhmm);
    scene_picture(scene, (struct place){MARGIN, head->logo_y, 80, 80},
                  scene_contrast(scene) ? "logo-contrast" : "logo");
    hall_lines(ui, scene, head);
    scene_text(scene, head->clock_x, head->clock_y, clock, align, hhmm);
    if (head->weekday_y > 0) {
        words_day(ui->lang, ui_time(ui), words);
        scene_text_fit(scene, head->date_x, head->date_y, 196, date, align, words);
        words_weekday(ui->lang, ui_time(ui), words);
        scene_text_fit(scene, head->date_x, head->weekday_y, 196, date, align, words);
    } else {
        date_line(ui, scene->large, words);
        scene_text(scene, head->date_x, head->date_y, date, align, words);
    }
}

/* The leak strip in its sizes; baselines are from its top. */
struct strip {
    float red;          /* width of the part with the number */
    float alert, phone; /* icon sides */
    float icon_x, text_x, phone_x, number_right;
    int title, advice, number;
    float title_base, advice_base, number_base; /* advice_base 0: none */
};
enum strip_size {
    STRIP_FLOW,
    STRIP_HOME,
    STRIP_CLOSED,
    STRIP_LARGE,
    STRIP_LANDSCAPE,
    STRIP_LANDSCAPE_LARGE,
    STRIP_LOW
};
static const struct strip strips[] = {
    [STRIP_FLOW] = {290, 54, 48, 27, 148, 25, 26, 38, 0, 60, 60, 0, 70},
    [STRIP_HOME] = {308, 64, 52, 28, 164, 20, 20, TYPE_LIST, TYPE_SMALL, 68, 58, 97, 89},
    [STRIP_CLOSED] = {308, 64, 52, 28, 164, 20, 20, TYPE_LIST, TYPE_SMALL, 68, 66, 105, 97},
    [STRIP_LARGE] = {326, 58, 44, 30, 160, 28, 26, TYPE_LIST, 0, 72, 72, 0, 83},
    [STRIP_LANDSCAPE] = {330, 64, 52, 28, 164, 31, 31, TYPE_LIST, TYPE_BODY, 68, 66, 61, 77},
    [STRIP_LANDSCAPE_LARGE] = {340, 64, 44, 28, 160, 28, 30, TYPE_LIST, TYPE_BODY, 76, 72, 70, 81},
    [STRIP_LOW] = {290, 54, 48, 27, 148, 25, 26, 38, TYPE_BODY, 60, 54, 52, 64},
};

static enum strip_size strip_size(const struct ui *ui, const struct scene *scene)
{
    if (scene->landscape) return scene->large ? STRIP_LANDSCAPE_LARGE : scene->low ? STRIP_LOW : STRIP_LANDSCAPE;
    if (scene->large) return STRIP_LARGE;
    if (!is_home(ui) || ui->asked || scene->low) return STRIP_FLOW;
    return ui_screen(ui) == screen_of(SCREEN_CLOSED) ? STRIP_CLOSED : STRIP_HOME;
}

/* Has the key that speaks its place in the strip's row? */
static bool shares_row(const struct ui *ui, const struct scene *scene)
{
    struct place key = voice_key_place(ui, scene);

    return scene->voice && key.h > 0 && key.y == frame_of(scene)->strip;
}

/* A resting screen has no action row: its strip is higher up, and larger. */
static struct place strip_place(const struct ui *ui, const struct scene *scene, enum strip_size size)
{
    const struct frame *frame = frame_of(scene);
    struct place place = {MARGIN, frame->strip, scene_width(scene) - 2 * MARGIN, frame->strip_h};

    if (shares_row(ui, scene))
        place.w = frame->again.x - 16 - place.x;
    else if (size == STRIP_HOME)
        place.y = 1554, place.h = 120;
    else if (size == STRIP_CLOSED)
        place.y = 1518, place.h = 136;
    else if (size == STRIP_FLOW && is_home(ui) && !ui->asked)
        place.y = 1605;
    else if (size == STRIP_LOW && ui_screen(ui) == screen_of(SCREEN_CLOSED))
        place.y = 828; /* below its few keys, clear of the night */
    return place;
}

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
    if (!ui_hall_view(ui)->open) return ui_tr(ui, "Answered day and night");
    return ui_tr(ui, "Open windows, no switches, go outside");
}

static void leak_text(struct ui *ui, struct scene *scene, const struct strip *strip, struct place place)
{
    struct type title = {strip->title, true, COL_RED}, advice = {strip->advice, false, COL_RED_INK};
    const char *words = ui_tr(ui, "Smell gas? Call now");
    float right = place.x + place.w - strip->red, room = right - 16 - strip->text_x;
    float width = scene_text_fit(scene, strip->text_x, place.y + strip->title_base, room, title, LEFT, words);

    if (!strip->advice_base) return;
    if (scene->landscape)
        scene_text_fit(scene, right - 48, place.y + strip->advice_base, room - width - 72, advice, RIGHT,
                       leak_advice(ui));
    else
        scene_text_fit(scene, strip->text_x, place.y + strip->advice_base, room, advice, LEFT, leak_advice(ui));
}

static void leak_strip(struct ui *ui, struct scene *scene)
{
    enum strip_size size = strip_size(ui, scene);
    const struct strip *strip = &strips[size];
    struct place place = strip_place(ui, scene, size);
    struct place lip = place, inside = {place.x + 4, place.y + 4, place.w - 8, place.h - 8};
    float right = place.x + place.w - strip->red;

    if (!scene_contrast(scene) && ui_screen(ui) != screen_of(SCREEN_ATTRACT)) lip.h += LIP;
    scene_note(scene, "home.emergency", "text", place, ui_tr(ui, "Smell gas? Call now"), ui->hall->emergency);
    scene_round(scene, lip, RADIUS_BUTTON, COL_RED_DARK);
    scene_round(scene, place, RADIUS_BUTTON, COL_RED);
    scene_round(scene, inside, RADIUS_BUTTON - 4, COL_RED_TINT);
    scene_icon(
        scene,
        (struct place){place.x + strip->icon_x, place.y + (place.h - strip->alert) / 2, strip->alert, strip->alert},
        "alert", COL_RED, COL_RED);
    leak_text(ui, scene, strip, place);
    leak_number(ui, scene, strip, (struct place){right, place.y, strip->red, place.h});
}

/* ---- the mode bar ---- */

static const struct mode {
    const char *id, *icon, *label;
    size_t member; /* of struct modes */
} modes[] = {
    {"mode.large", "big", NC_("mode", "Large"), offsetof(struct modes, large)},
    {"mode.contrast", "contrast", NC_("mode", "Contrast"), offsetof(struct modes, contrast)},
    {"mode.low", "low", NC_("mode", "Low"), offsetof(struct modes, low)},
};

/* One row of keys of the same size. */
struct row {
    float x, y, w, h, gap;
};

/* The toggles stand left and the languages right; in large mode, in portrait, in rows of their own. */
static struct row toggle_row(const struct scene *scene)
{
    bool english = scene->lang == LANG_EN;

    switch (scene_layout(scene)) {
    case PORTRAIT_LARGE:
        return english ? (struct row){MARGIN, 1672, 240, 100, 8} : (struct row){MARGIN, 1672, 237, 100, 12};
    case LANDSCAPE:
    case LANDSCAPE_LOW:
        return (struct row){MARGIN, 959, english ? 204 : 200, 102, english ? 10 : 12};
    case LANDSCAPE_LARGE:
        return (struct row){MARGIN, 959, 276, 102, 12};
    default:
        return english ? (struct row){MARGIN, 1770, 132, 116, 8} : (struct row){MARGIN, 1770, 118, 116, 12};
    }
}

static struct row language_row(const struct scene *scene, int count)
{
    struct row row = {0, 1770, scene->lang == LANG_EN ? 128 : 137, 116, scene->lang == LANG_EN ? 8 : 12};

    switch (scene_layout(scene)) {
    case PORTRAIT_LARGE:
        row = (struct row){0, 1788, (984 - 12 * (float)(count - 1)) / (float)count, 96, 12};
        break;
    case LANDSCAPE:
    case LANDSCAPE_LOW:
        row = (struct row){0, 959, 204, 102, 14};
        break;
    case LANDSCAPE_LARGE:
        row = (struct row){0, 959, 200, 102, 12};
        break;
    default:
        break;
    }
    row.x = scene_width(scene) - MARGIN - row.w * (float)count - row.gap * (float)(count - 1);
    return row;
}

/* The key of the nth mode, in its place; label, state and id are the caller's. */
static void toggle_key(struct scene *scene, int n, struct key key)
{
    struct row row = toggle_row(scene);
    bool stacked = !scene->landscape && !scene->large;

    key.kind = KEY_TOGGLE;
    key.place = (struct place){row.x + (row.w + row.gap) * (float)n, row.y, row.w, row.h};
    key.icon_size = stacked ? 48 : scene->landscape || scene->lang != LANG_EN ? 48 : 36;
    key.gap = key.icon_size < 40 ? 6 : 12;
    key.size = scene->landscape ? TYPE_BODY : TYPE_SMALL;
    key.stacked = stacked;
    widget_key(scene, &key);
}

static void toggles(struct ui *ui, struct scene *scene)
{
    for (int i = 0; i < (int)SDL_arraysize(modes); i++) {
        bool latin = ui->lang == LANG_EN && i == 0;

        toggle_key(scene, i,
                   (struct key){.id = modes[i].id,
                                .label = trc(ui->lang, "mode", modes[i].label),
                                .icon = latin ? "big-latin" : modes[i].icon,
                                .chosen = *((const bool *)&ui->modes + modes[i].member)});
    }
}

/* Disabled where nothing can speak, and says so. */
static void voice_toggle(struct ui *ui, struct scene *scene)
{
    bool able = voice_able(ui);

    toggle_key(scene, (int)SDL_arraysize(modes),
               (struct key){.id = "mode.voice",
                            .label = able ? trc(ui->lang, "mode", "Voice") : ui_tr(ui, "No voice"),
                            .value = able ? NULL : ui_tr(ui, "This machine has no program that speaks"),
                            .icon = "voice",
                            .chosen = ui->voice.on,
                            .disabled = !able});
}

static void language_keys(struct ui *ui, struct scene *scene)
{
    struct row row;
    int shown = 0;

    for (int i = 0; i < LANG_COUNT; i++) shown += i18n_has((enum lang)i);
    row = language_row(scene, shown);
    for (int i = 0; i < LANG_COUNT; i++) {
        enum lang lang = (enum lang)i;
        char id[ITEM_ID];

        if (!i18n_has(lang)) continue;
        snprintf(id, sizeof id, "lang.%s", lang_code(lang));
        widget_key(scene, &(struct key){.id = id,
                                        .kind = KEY_TOGGLE,
                                        .place = {row.x, row.y, row.w, row.h},
                                        .label = lang_name(lang),
                                        .size = scene->landscape ? 34 : 30,
                                        .chosen = lang == ui->lang});
        row.x += row.w + row.gap;
    }
}

static void mode_bar(struct ui *ui, struct scene *scene)
{
    float y = frame_of(scene)->bar;

    scene_band(scene, y, 0, true, COL_SUNK);
    if (scene_contrast(scene)) scene_band(scene, y, OUTLINE_CONTRAST, false, COL_EDGE);
    voice_key(ui, scene);
    toggles(ui, scene);
    voice_toggle(ui, scene);
    language_keys(ui, scene);
}

enum { MODE_WORDS = SDL_arraysize(modes) + 1 };

/* The modes there are, as icons and labels; returns how many. */
static int mode_words(struct ui *ui, const char *icons[MODE_WORDS], const char *labels[MODE_WORDS])
{
    int n = 0;

    for (size_t i = 0; i < SDL_arraysize(modes); i++, n++) {
        icons[n] = ui->lang == LANG_EN && i == 0 ? "big-latin" : modes[i].icon;
        labels[n] = trc(ui->lang, "mode", modes[i].label);
    }
    if (!voice_able(ui)) return n;
    icons[n] = "voice";
    labels[n] = trc(ui->lang, "mode", "Voice");
    return n + 1;
}

/* The modes as a line to be read, on the screen whose first touch does nothing else than wake it. */
static void mode_line(struct ui *ui, struct scene *scene)
{
    struct type name = {TYPE_BODY, false, COL_INK2}, note = {TYPE_CAPTION, false, COL_INK2};
    float middle = scene->landscape ? 1012 : 1807, x = 64, right = scene_width(scene) - 64, width = 0, gap;
    const char *when = ui_tr(ui, "All yours once you start"), *icons[MODE_WORDS], *labels[MODE_WORDS];
    int n = mode_words(ui, icons, labels);

    for (int i = 0; i < n; i++) width += 60 + scene_text_width(scene, name, labels[i]);
    gap = SDL_clamp((right - x - width - scene_text_width(scene, note, when)) / (float)n, 24, 48);
    for (int i = 0; i < n; i++) {
        scene_icon(scene, (struct place){x, middle - 22, 44, 44}, icons[i], COL_ACTION, COL_ACTION);
        x += 60 + scene_text(scene, x + 60, middle + 12, name, LEFT, labels[i]) + gap;
    }
    if (scene_text_fits(scene, right - x, note, when)) {
        scene_text_fit(scene, right, middle + 11, right - x, note, RIGHT, when);
    } else {
        note.size = TYPE_SMALL;
        scene_paragraph(scene, right, middle - 8, SDL_min(right - x, scene_text_width(scene, note, when) * 0.6f), 38,
                        2, note, RIGHT, when);
    }
}

void chrome_foot(struct ui *ui, struct scene *scene)
{
    leak_strip(ui, scene);
    if (ui_screen(ui) == screen_of(SCREEN_ATTRACT))
        mode_line(ui, scene);
    else
        mode_bar(ui, scene);
}

/* How long is left, in steps: each is heard once. */
static int said_seconds(int left, int whole)
{
    static const int steps[] = {5, 10, 15};

    for (size_t i = 0; i < SDL_arraysize(steps); i++)
        if (left <= steps[i] && steps[i] < whole) return steps[i];
    return whole;
}

void chrome_idle_question(struct ui *ui, struct scene *scene)
{
    char words[WORDS];
    int whole = ui->conf->idle_answer_s, gone = (int)((ui_now(ui) - ui->asked) / 1000);
    int left = SDL_max(0, whole - gone);
    struct sheet sheet = {.title = ui_tr(ui, "Are you still there?"),
                          .text = ui_tr(ui, "If not, this screen starts over\nand clears what you entered."),
                          .stay_id = "timeout.stay",
                          .stay = ui_tr(ui, "I'm still here"),
                          .leave_id = "timeout.leave",
                          .leave = ui_tr(ui, "I'm done, clear it"),
                          .seconds = left,
                          .share = whole > 0 ? (float)left / (float)whole : 0,
                          .left = words};
    int said = said_seconds(left, whole);

    snprintf(words, sizeof words, trn(ui->lang, "%d second left", "%d seconds left", (unsigned long)said), said);
    widget_sheet(scene, &sheet, ui_tr(ui, "seconds"));
}

void ui_build_nav(struct ui *ui, struct scene *scene)
{
    ui_build_nav_as(ui, scene, ui_tr(ui, "Back"));
}

void ui_build_nav_as(struct ui *ui, struct scene *scene, const char *back_label)
{
    const struct frame *frame = frame_of(scene);
    const char *home = ui_tr(ui, "Home");
    float gap = scene->large ? 10 : 16, beside = 44 + gap + 32;
    struct type type = {TYPE_BUTTON, false, COL_INK};
    int size = SDL_min(scene_common_size(scene, type, frame->back.w - beside, &back_label, 1),
                       scene_common_size(scene, type, frame->home.w - beside, &home, 1));

    widget_key(scene, &(struct key){.id = "nav.back",
                                    .kind = KEY_QUIET,
                                    .place = frame->back,
                                    .label = back_label,
                                    .icon = "back",
                                    .size = size,
                                    .icon_size = 44,
                                    .gap = 16});
    widget_key(scene, &(struct key){.id = "nav.home",
                                    .kind = KEY_QUIET,
                                    .place = frame->home,
                                    .label = home,
                                    .icon = "home",
                                    .size = size,
                                    .icon_size = 44,
                                    .gap = gap});
}
