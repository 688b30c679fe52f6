/* Fingers, mouse, keys. A press shows at once; it counts when it is let go on the same key. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ui/terminal.h"

/* A finger by program, so that it is never taken for one of a real panel; and the "window" of keys from afar. */
enum { PUSHED_TOUCH = 0x6B696F, WINDOW_AFAR = 0x6B696F };
/* Two presses so near in time and place are one wish. */
enum { ECHO_MS = 350, ECHO_NEAR = 60 };
/* Nobody answers a question so soon after it came up: the finger was on its way to something else. */
enum { ANSWER_MS = 500 };
/* What rests on the glass for so long is no finger: an elbow, a bag. */
enum { ELBOW_MS = 10000 };
/* So long a key is held on purpose only. */
enum { HOLD_MS = 1000 };

static void mark_touch(struct ui *ui, Uint32 timestamp)
{
    Uint32 age = SDL_GetTicks() - timestamp;

    ui->touch_at = SDL_GetPerformanceCounter();
    if (age < 1000) ui->touch_at -= (Uint64)age * SDL_GetPerformanceFrequency() / 1000;
}

/* The second half of a double tap, or more of that, which would hit a key of the screen that the first one led to. */
static bool is_echo(struct ui *ui, int x, int y)
{
    int near = (int)(ECHO_NEAR * ui_scene(ui)->scale) + 1;
    ms_t now = clock_monotonic();
    bool echo = now - ui->last_press.at < ECHO_MS && ui->last_press.screen != ui_screen(ui) &&
                abs(x - ui->last_press.x) <= near && abs(y - ui->last_press.y) <= near;

    ui->last_press.x = x;
    ui->last_press.y = y;
    ui->last_press.at = now;
    if (!echo) ui->last_press.screen = ui_screen(ui);
    return echo;
}

static bool is_unread(const struct ui *ui)
{
    switch (ui_question(ui)) {
    case QUESTION_IDLE:
        return ui_now(ui) - ui->asked_first < ANSWER_MS;
    case QUESTION_REMOTE:
        return ui_now(ui) - ui->remote.asked_at < ANSWER_MS;
    default:
        return false;
    }
}

static void press(struct ui *ui, int x, int y)
{
    bool unread = is_unread(ui);
    const struct item *item = is_echo(ui, x, y) || unread ? NULL : scene_at(ui_scene(ui), x, y);

    ui_touched(ui);
    voice_hush(ui);
    if (ui_wake(ui)) return;
    if (unread && ui->asked) ui->asked = 0; /* whoever touches is still there */
    ui_staff_press(ui, x, y);
    ui->focus_seen = ui->voice.on;
    str_copy(ui->pressed, sizeof ui->pressed, item ? item->id : "");
    ui->held_from = ui_now(ui);
    ui->held = false;
    ui_change(ui);
}

/* A finger that slides off its key means it no more. */
static void slide(struct ui *ui, int x, int y)
{
    const struct item *item;

    if (!ui->pressed[0]) return;
    item = scene_find(ui_scene(ui), ui->pressed);
    if (item && SDL_PointInRect(&(SDL_Point){x, y}, &item->box)) return;
    ui->pressed[0] = '\0';
    ui_change(ui);
}

static void release(struct ui *ui, int x, int y)
{
    const struct item *item = ui->pressed[0] ? scene_find(ui_scene(ui), ui->pressed) : NULL;
    bool on = item && item->enabled && SDL_PointInRect(&(SDL_Point){x, y}, &item->box);

    ui_staff_release(ui);
    ui->pressed[0] = '\0';
    ui_change(ui);
    ui_touched(ui);
    ui->by_finger = true;
    if (on && !ui->held) ui_act(ui, item->id);
    ui->by_finger = false;
}

bool ui_finger_at(const struct ui *ui, float *x, float *y)
{
    const struct scene *scene = ui_scene(ui);

    *x = ((float)ui->last_press.x - scene->ox) / scene->scale;
    *y = ((float)ui->last_press.y - scene->oy) / scene->scale;
    return ui->by_finger;
}

static bool is_from_afar_finger(const SDL_TouchFingerEvent *event)
{
    return event->touchId == PUSHED_TOUCH && event->fingerId == FINGER_AFAR;
}

void ui_lift_finger(struct ui *ui, int id)
{
    if (!ui->touching || ui->touch_device != PUSHED_TOUCH || ui->finger != id) return;
    ui->touching = false;
    ui->pressed[0] = '\0';
    ui_staff_release(ui);
    ui_change(ui);
}

static void finger(struct ui *ui, const SDL_TouchFingerEvent *event)
{
    const struct scene *scene = ui_scene(ui);
    int x = (int)(event->x * (float)scene->w), y = (int)(event->y * (float)scene->h);
    bool ours = ui->touching && event->fingerId == ui->finger && event->touchId == ui->touch_device;

    if (event->type == SDL_FINGERDOWN) {
        if (!is_from_afar_finger(event)) ui_lift_finger(ui, FINGER_AFAR);    /* who stands here goes first */
        if (ui->touching && ui_now(ui) - ui->finger_down < ELBOW_MS) return; /* a second finger */
        ui->finger_down = ui_now(ui);
        ui->touching = true;
        ui->finger = event->fingerId;
        ui->touch_device = event->touchId;
        mark_touch(ui, event->timestamp);
        press(ui, x, y);
    } else if (ours && event->type == SDL_FINGERMOTION) {
        slide(ui, x, y);
    } else if (ours) {
        ui->touching = false;
        mark_touch(ui, event->timestamp);
        release(ui, x, y);
    }
}

ms_t ui_elbow_due(const struct ui *ui)
{
    return ui->touching && ui->pressed[0] ? ui->finger_down + ELBOW_MS : 0;
}

void ui_elbow_pass(struct ui *ui)
{
    ms_t due = ui_elbow_due(ui);

    if (!due || ui_now(ui) < due) return;
    ui->pressed[0] = '\0'; /* letting go of it does nothing */
    ui_change(ui);
}

ms_t ui_hold_due(const struct ui *ui)
{
    bool may = ui_screen(ui)->held && ui_question(ui) == QUESTION_NONE;

    return may && ui->pressed[0] && ui->held_from ? ui->held_from + HOLD_MS : 0;
}

void ui_hold_pass(struct ui *ui)
{
    ms_t due = ui_hold_due(ui);

    if (!due || ui_now(ui) < due) return;
    ui->held_from = 0;
    if (!ui_screen(ui)->held(ui, ui->pressed)) return;
    ui->held = true;
    ui->held_from = ui_now(ui);
    ui_touched(ui);
    ui_change(ui);
}

static void mouse(struct ui *ui, const SDL_Event *event)
{
    if (event->type == SDL_MOUSEMOTION) {
        if (event->motion.which != SDL_TOUCH_MOUSEID) slide(ui, event->motion.x, event->motion.y);
        return;
    }
    if (event->button.which == SDL_TOUCH_MOUSEID || event->button.button != SDL_BUTTON_LEFT) return;
    mark_touch(ui, event->button.timestamp);
    if (event->type == SDL_MOUSEBUTTONDOWN)
        press(ui, event->button.x, event->button.y);
    else
        release(ui, event->button.x, event->button.y);
}

static void move_focus(struct ui *ui, int step)
{
    const struct item *next = scene_next(ui_scene(ui), ui->focus, step);

    if (next) str_copy(ui->focus, sizeof ui->focus, next->id);
    ui->focus_seen = true;
    ui_change(ui);
}

static bool may_end_scan(SDL_Keycode key)
{
    return key == SDLK_RETURN || key == SDLK_KP_ENTER || key == SDLK_TAB;
}

static void key_down(struct ui *ui, const SDL_KeyboardEvent *event)
{
    static const char *const escapes[] = {[QUESTION_NONE] = "nav.back",
                                          [QUESTION_IDLE] = "timeout.stay",
                                          [QUESTION_SCAN] = "scan.stay",
                                          [QUESTION_REMOTE] = "remote.no"};
    const struct screen *screen = ui_screen(ui);
    const struct item *item;

    ui_touched(ui);
    if (ui_wake(ui) || ui_staff_key(ui, &event->keysym)) return;
    if (event->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) return; /* meant for a desktop, which is not there */
    if (may_end_scan(event->keysym.sym) && scan_ends(ui)) return;
    if (event->keysym.sym == SDLK_F5 || (event->keysym.sym == SDLK_r && !screen->typed && !scan_under_way(ui))) {
        if (!event->repeat) voice_repeat(ui);
        return;
    }
    if (ui_question(ui) == QUESTION_NONE && screen->key && screen->key(ui, event->keysym.sym)) {
        ui_change(ui);
        return;
    }
    switch (event->keysym.sym) {
    case SDLK_TAB:
        move_focus(ui, event->keysym.mod & KMOD_SHIFT ? -1 : 1);
        break;
    case SDLK_RIGHT:
    case SDLK_DOWN:
        move_focus(ui, 1);
        break;
    case SDLK_LEFT:
    case SDLK_UP:
        move_focus(ui, -1);
        break;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
    case SDLK_SPACE:
        item = ui->focus_seen ? scene_find(ui_scene(ui), ui->focus) : NULL;
        if (!item || item->passive || event->repeat) break;
        if (item->enabled)
            ui_act(ui, item->id);
        else
            voice_repeat(ui); /* says why it can't be pressed */
        break;
    case SDLK_ESCAPE:
        if (!event->repeat) ui_act(ui, escapes[ui_question(ui)]);
        break;
    default:
        break;
    }
}

/* A press, a key or a text of somebody who stands before the terminal. */
static bool is_somebody(const SDL_Event *event)
{
    switch (event->type) {
    case SDL_FINGERDOWN:
        return !is_from_afar_finger(&event->tfinger);
    case SDL_KEYDOWN:
        return event->key.windowID != WINDOW_AFAR;
    case SDL_TEXTINPUT:
        return event->text.windowID != WINDOW_AFAR;
    default:
        return event->type == SDL_MOUSEBUTTONDOWN;
    }
}

void ui_input(struct ui *ui, const SDL_Event *event)
{
    if (is_somebody(event)) ui_remote_somebody(ui);
    switch (event->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        finger(ui, &event->tfinger);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION:
        mouse(ui, event);
        break;
    case SDL_KEYDOWN:
        key_down(ui, &event->key);
        break;
    case SDL_TEXTINPUT:
        ui_touched(ui);
        (void)ui_wake(ui); /* the first letters of a scanned link count */
        scan_type(ui, event->text.text);
        break;
    default:
        break;
    }
}

void ui_push_finger(struct ui *ui, enum finger_move move, int id, int x, int y)
{
    static const Uint32 types[] = {SDL_FINGERDOWN, SDL_FINGERMOTION, SDL_FINGERUP};
    const struct scene *scene = ui_scene(ui);
    SDL_Event event = {0};

    event.type = types[move];
    event.tfinger.touchId = PUSHED_TOUCH;
    event.tfinger.fingerId = id;
    event.tfinger.x = ((float)x + 0.5f) / (float)scene->w;
    event.tfinger.y = ((float)y + 0.5f) / (float)scene->h;
    event.tfinger.pressure = 1;
    SDL_PushEvent(&event); /* sets the timestamp */
}

void ui_push_touch(struct ui *ui, int x, int y)
{
    ui_push_finger(ui, FINGER_DOWN, FINGER_HERE, x, y);
    ui_push_finger(ui, FINGER_UP, FINGER_HERE, x, y);
}

void ui_push_key(SDL_Keycode key, int modifiers, enum whence whence)
{
    SDL_Event event = {0};

    event.key.windowID = whence == WHENCE_AFAR ? WINDOW_AFAR : 0;
    event.key.keysym.sym = key;
    event.key.keysym.scancode = SDL_GetScancodeFromKey(key);
    event.key.keysym.mod = (Uint16)modifiers;
    event.type = SDL_KEYDOWN;
    event.key.state = SDL_PRESSED;
    SDL_PushEvent(&event);
    event.type = SDL_KEYUP;
    event.key.state = SDL_RELEASED;
    SDL_PushEvent(&event);
}

void ui_push_text(const char *utf8, enum whence whence)
{
    while (*utf8) {
        SDL_Event event = {.type = SDL_TEXTINPUT};

        event.text.windowID = whence == WHENCE_AFAR ? WINDOW_AFAR : 0;
        str_copy(event.text.text, sizeof event.text.text, utf8);
        utf8 += strlen(event.text.text);
        SDL_PushEvent(&event);
    }
}
