#include "ui/staff_keys.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/frame.h"
#include "ui/panel.h"

enum { ROWS = 4, KEYS_A_ROW = 10 };

static const char *const letters[ROWS] = {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"};
static const char *const signs[ROWS] = {"!@#$%^&*()", "-_=+[]{}\\|", ";:'\",.<>/", "?`~"};

static struct maintenance *state_of(struct ui *ui)
{
    return &ui_visit(ui)->maintenance;
}

/* ---- the picture ---- */

static void field(struct scene *scene, const char *id, struct place place, const char *caption, const char *content,
                  bool in_use)
{
    struct item *item = scene_item(scene, id, "field", place, caption, NULL);
    struct type small = {TYPE_SMALL, false, COL_INK2}, type = {TYPE_WAIT, true, COL_ACTION};
    float x = place.x + 36, base = place.y + place.h - 28, w;

    if (item) {
        item->radius = (int)(RADIUS_BUTTON * scene->scale);
        item->personal = true;
    }
    scene_round(scene, place, RADIUS_BUTTON, COL_FACE);
    scene_outline(scene, place, RADIUS_BUTTON, in_use ? 6 : OUTLINE, in_use ? COL_ACTION : COL_EDGE);
    scene_text(scene, x, place.y + 40, small, LEFT, caption);
    w = scene_text_fit(scene, x, base, place.w - 90, type, LEFT, content);
    if (in_use) scene_round(scene, (struct place){x + w + 8, base - 38, 6, 44}, 3, COL_AMBER);
}

static void fields(struct ui *ui, struct scene *scene, struct place login, struct place password)
{
    const struct maintenance *state = state_of(ui);
    char dots[3 * 40 + 1] = "";

    for (size_t i = 0, n = utf8_length(state->password); i < n && i < 40; i++) strcat(dots, "●");
    field(scene, "maintenance.login", login, ui_tr(ui, "Login"), state->login, !state->in_password);
    field(scene, "maintenance.password", password, ui_tr(ui, "Password"), dots, state->in_password);
}

static void char_key(struct scene *scene, char c, struct place place)
{
    char id[ITEM_ID], label[2] = {c, '\0'};

    snprintf(id, sizeof id, isdigit((unsigned char)c) ? "digit.%c" : "key.%c", c);
    widget_key(scene, &(struct key){.id = id, .kind = KEY_TOGGLE, .place = place, .label = label, .size = TYPE_WAIT});
}

static void word_key(struct scene *scene, const char *id, const char *label, const char *icon, bool chosen,
                     struct place place)
{
    widget_key(scene, &(struct key){.id = id,
                                    .kind = KEY_TOGGLE,
                                    .place = place,
                                    .label = label,
                                    .icon = icon,
                                    .icon_only = icon != NULL,
                                    .size = TYPE_BODY,
                                    .chosen = chosen});
}

/* The last row: what is no character. */
static void word_keys(struct ui *ui, struct scene *scene, float x, float y, float w, float h)
{
    const struct maintenance *state = state_of(ui);
    float unit = w / 10;

    word_key(scene, "key.shift", ui_tr(ui, "capitals"), "up", state->capitals,
             (struct place){x, y, unit * 1.5f - 8, h});
    word_key(scene, "key.signs", state->signs ? "abc" : "#+=", NULL, state->signs,
             (struct place){x + unit * 1.5f, y, unit * 1.5f - 8, h});
    word_key(scene, "key.space", ui_tr(ui, "space"), NULL, false, (struct place){x + unit * 3, y, unit * 4 - 8, h});
    word_key(scene, "key.backspace", ui_tr(ui, "take back"), "backspace", false,
             (struct place){x + unit * 7, y, unit * 3 - 8, h});
}

static void keyboard(struct ui *ui, struct scene *scene, struct place tray, float pitch)
{
    const struct maintenance *state = state_of(ui);
    const char *const *rows = state->signs ? signs : letters;
    float w = tray.w / KEYS_A_ROW, h = pitch - 8 - LIP_SMALL;

    scene_rect(scene, (struct place){tray.x - 24, tray.y - 20, tray.w + 48, pitch * (ROWS + 1) + 28}, COL_SUNK);
    for (int r = 0; r < ROWS; r++) {
        float x = tray.x + (tray.w - w * (float)strlen(rows[r])) / 2, y = tray.y + pitch * (float)r;

        for (int i = 0; rows[r][i]; i++) {
            char c = state->capitals ? (char)toupper((unsigned char)rows[r][i]) : rows[r][i];

            char_key(scene, c, (struct place){x + w * (float)i, y, w - 8, h});
        }
    }
    word_keys(ui, scene, tray.x, tray.y + pitch * ROWS, tray.w, h);
}

static void submit_key(struct ui *ui, struct scene *scene, struct place place)
{
    const struct maintenance *state = state_of(ui);
    int wait = ui_staff_wait(ui);
    char label[96];
    bool missing = !state->login[0] || !state->password[0];

    if (wait)
        snprintf(label, sizeof label, ui_tr(ui, "%d s to the next try"), wait);
    else
        str_copy(label, sizeof label, state->checking ? ui_tr(ui, "Checking …") : ui_tr(ui, "Log in"));
    widget_key(scene, &(struct key){.id = "maintenance.enter",
                                    .kind = KEY_PRIMARY,
                                    .place = place,
                                    .label = label,
                                    .size = wait ? TYPE_BODY : 42,
                                    .bold = true,
                                    .disabled = missing || wait || state->checking});
}

static void trouble(struct ui *ui, struct scene *scene, struct place place)
{
    struct notice notice = {.place = place, .icon = "alert", .icon_size = 48, .warns = true};

    if (!state_of(ui)->trouble) return;
    notice.head = ui_tr(ui, state_of(ui)->trouble);
    panel_notice(scene, &notice);
    scene_note(scene, "maintenance.trouble", "text", place, notice.head, NULL);
}

void staff_keys_build(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape;
    struct type title = {60, true, COL_INK}, line = {TYPE_CAPTION, false, COL_INK2};
    float y = wide ? 338 : 220;

    scene_text_fit(scene, MARGIN, y, wide ? 520 : 984, title, LEFT, ui_tr(ui, "Staff only"));
    scene_text_fit(scene, MARGIN, y + 52, wide ? 520 : 984, line, LEFT,
                   ui_tr(ui, "For supervisors; every step is recorded"));
    if (wide) {
        fields(ui, scene, (struct place){618, 44, 619, 116}, (struct place){1253, 44, 619, 116});
        trouble(ui, scene, (struct place){618, 176, 1254, 84});
        keyboard(ui, scene, (struct place){618, 276, 1262, 0}, 102);
        submit_key(ui, scene, (struct place){MARGIN, 548, 520, 104});
    } else {
        fields(ui, scene, (struct place){MARGIN, 316, 984, 128}, (struct place){MARGIN, 468, 984, 128});
        trouble(ui, scene, (struct place){MARGIN, 624, 984, 112});
        keyboard(ui, scene, (struct place){24, 776, 1040, 0}, 130);
        submit_key(ui, scene, frame_of(scene)->primary);
    }
    ui_build_nav(ui, scene);
}

/* ---- what is typed ---- */

static void put_text(struct ui *ui, const char *utf8)
{
    struct maintenance *state = state_of(ui);
    char *to = state->in_password ? state->password : state->login;
    size_t size = state->in_password ? sizeof state->password : sizeof state->login, n = strlen(to);

    state->trouble = NULL;
    if (n + strlen(utf8) < size && utf8_printable(utf8)) str_copy(to + n, size - n, utf8);
    state->capitals = false;
}

static void take_back(struct ui *ui)
{
    struct maintenance *state = state_of(ui);
    char *to = state->in_password ? state->password : state->login;
    size_t n = strlen(to);

    while (n && ((unsigned char)to[n - 1] & 0xC0) == 0x80) to[--n] = '\0';
    if (n) to[n - 1] = '\0';
}

static void submit(struct ui *ui)
{
    struct maintenance *state = state_of(ui);

    if (state->checking || ui_staff_wait(ui) || !state->login[0] || !state->password[0]) return;
    state->trouble = NULL;
    state->checking = ui_staff_login(ui, state->login, state->password);
    explicit_bzero(state->password, sizeof state->password);
}

void staff_keys_press(struct ui *ui, const char *id)
{
    struct maintenance *state = state_of(ui);
    const char *dot = strchr(id, '.');

    if (strcmp(id, "maintenance.login") == 0)
        state->in_password = false;
    else if (strcmp(id, "maintenance.password") == 0)
        state->in_password = true;
    else if (strcmp(id, "maintenance.enter") == 0)
        submit(ui);
    else if (strcmp(id, "key.shift") == 0)
        state->capitals = !state->capitals;
    else if (strcmp(id, "key.signs") == 0)
        state->signs = !state->signs;
    else if (strcmp(id, "key.space") == 0)
        put_text(ui, " ");
    else if (strcmp(id, "key.backspace") == 0)
        take_back(ui);
    else if (dot && dot[1] && !dot[2])
        put_text(ui, dot + 1);
}

void staff_keys_type(struct ui *ui, const char *utf8)
{
    put_text(ui, utf8);
}

bool staff_keys_key(struct ui *ui, SDL_Keycode code)
{
    struct maintenance *state = state_of(ui);

    if (code == SDLK_BACKSPACE) {
        take_back(ui);
    } else if (code == SDLK_RETURN || code == SDLK_KP_ENTER) {
        if (state->in_password || !state->login[0])
            submit(ui);
        else
            state->in_password = true;
    } else {
        return false;
    }
    return true;
}

void staff_keys_told(struct ui *ui, const struct upkeep_news *news)
{
    struct maintenance *state = state_of(ui);

    explicit_bzero(state->password, sizeof state->password);
    if (news->good) return;
    if (news->staff.id && news->staff.must_change)
        state->trouble = N_("Choose a password of your own on the web pages first");
    else if (news->staff.id)
        state->trouble = N_("This needs a supervisor or higher");
    else
        state->trouble = N_("Login or password is wrong");
}
