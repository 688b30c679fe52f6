/* How staff come to the maintenance screen: the hidden gesture, the service keys, the log-in. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/notify.h"
#include "base/str.h"
#include "ui/terminal.h"

/* The logo is pressed so often and then held: nobody does that by chance. */
enum { KNOCKS = 5, KNOCK_GAP_MS = 1500, HOLD_MS = 2000 };
/* Wrong tries that cost nothing, and the longest wait after many more. */
enum { FREE_TRIES = 3, LONGEST_WAIT_S = 300 };

const struct machine *ui_machine(const struct ui *ui)
{
    return &ui->conf->machine;
}

bool ui_managed(const struct ui *ui)
{
    (void)ui;
    return notify_managed();
}

void ui_restart(struct ui *ui)
{
    log_info("maintenance: the program ends, to be started again");
    ui->running = false;
}

int ui_staff_wait(const struct ui *ui)
{
    ms_t left = ui->staff.not_before - ui_now(ui);

    return left > 0 ? (int)((left + 999) / 1000) : 0;
}

static void post_upkeep(void *arg, struct upkeep_news *news)
{
    (void)arg;
    ui_post(UI_UPKEEP, news);
}

/* Made when it is first needed: most days nobody comes. */
static struct upkeep *upkeep_of(struct ui *ui)
{
    if (!ui->staff.upkeep) ui->staff.upkeep = upkeep_start(ui->writer, ui_machine(ui), post_upkeep, NULL);
    return ui->staff.upkeep;
}

bool ui_staff_login(struct ui *ui, const char *login, const char *password)
{
    return upkeep_login(upkeep_of(ui), login, password);
}

bool ui_staff_ask(struct ui *ui, enum upkeep_kind kind)
{
    return upkeep_ask(upkeep_of(ui), kind, ui->visit.maintenance.staff.id);
}

/* Each wrong try beyond the free ones doubles the wait. */
static void slow_down(struct ui *ui)
{
    int beyond = ++ui->staff.wrong - FREE_TRIES, seconds;

    if (beyond <= 0) return;
    seconds = beyond > 8 ? LONGEST_WAIT_S : SDL_min(LONGEST_WAIT_S, 2 << beyond);
    ui->staff.not_before = ui_now(ui) + (ms_t)seconds * 1000;
}

void ui_staff_told(struct ui *ui, struct upkeep_news *news)
{
    const struct screen *screen = ui_screen(ui);

    if (news->kind == UPKEEP_LOGIN && news->good) ui->staff.wrong = 0;
    if (news->kind == UPKEEP_LOGIN && !news->good && !news->staff.id) slow_down(ui);
    if (screen->told && news->kind != UPKEEP_LEFT) screen->told(ui, news);
    explicit_bzero(news, sizeof *news);
    free(news);
    ui_change(ui);
}

static void enter(struct ui *ui)
{
    ui->staff.knocks = 0;
    ui_leave(ui);
    ui_go(ui, SCREEN_MAINTENANCE);
}

void ui_staff_press(struct ui *ui, int x, int y)
{
    const struct scene *scene = ui_scene(ui);
    struct place logo = scene->landscape ? (struct place){48, 48, 80, 80} : (struct place){48, 44, 80, 80};
    SDL_Rect box = scene_pixels(scene, logo);
    ms_t now = ui_now(ui);

    if (!SDL_PointInRect(&(SDL_Point){x, y}, &box)) {
        ui->staff.knocks = 0;
        return;
    }
    if (now - ui->staff.knocked > KNOCK_GAP_MS) ui->staff.knocks = 0;
    ui->staff.knocks++;
    ui->staff.knocked = now;
    ui->staff.held = true;
}

void ui_staff_release(struct ui *ui)
{
    ui->staff.held = false;
}

/* When the logo has been held long enough after the knocks, 0: it is not being held. */
ms_t ui_staff_due(const struct ui *ui)
{
    bool knocked = ui->staff.held && ui->staff.knocks > KNOCKS;

    return knocked ? ui->staff.knocked + HOLD_MS : 0;
}

void ui_staff_pass(struct ui *ui)
{
    ms_t due = ui_staff_due(ui);

    if (due && ui_now(ui) >= due) enter(ui);
}

/* "Ctrl+Alt+M" as modifiers and the name of a key. */
static bool is_service_key(const char *keys, const SDL_Keysym *pressed)
{
    static const struct {
        const char *name;
        int mask;
    } modifiers[] = {{"Ctrl+", KMOD_CTRL}, {"Alt+", KMOD_ALT}, {"Shift+", KMOD_SHIFT}, {"Super+", KMOD_GUI}};
    int wanted = 0, held = 0;

    if (!keys[0]) return false;
    for (size_t i = 0; i < SDL_arraysize(modifiers); i++) {
        size_t n = strlen(modifiers[i].name);

        if (pressed->mod & modifiers[i].mask) held |= 1 << i;
        if (strncmp(keys, modifiers[i].name, n) != 0) continue;
        wanted |= 1 << i;
        keys += n;
    }
    return wanted == held && SDL_GetKeyFromName(keys) == pressed->sym;
}

bool ui_staff_key(struct ui *ui, const SDL_Keysym *pressed)
{
    if (!is_service_key(ui->conf->service_keys, pressed)) return false;
    if (ui_screen(ui) != screen_of(SCREEN_MAINTENANCE)) enter(ui);
    return true;
}

void ui_staff_close(struct ui *ui)
{
    upkeep_stop(ui->staff.upkeep);
    ui->staff.upkeep = NULL;
}
