/* Draws the likely next screens once while nobody is there, so that their texts and icons are ready when
 * somebody touches. One screen a turn of the loop: a touch never waits for more than one. */
#include <string.h>

#include "base/str.h"
#include "ui/terminal.h"

/* Starts so long after the last touch, with so much time between two screens. */
enum { REST_MS = 1200, STEP_MS = 60 };

struct likely {
    enum screen_id screen;
    int service;
};

/* The i-th likely screen; false when there are no more. */
static bool likely(const struct ui *ui, int i, struct likely *out)
{
    static const enum screen_id after[] = {SCREEN_CLASS, SCREEN_TICKET, SCREEN_LOOKUP};
    int services = ui->hall->service_count;

    if (i >= services + (int)SDL_arraysize(after)) return false;
    *out = i < services ? (struct likely){SCREEN_GUIDE, i} : (struct likely){after[i - services], 0};
    return true;
}

/* A ticket as it may come, for its words: its number is drawn when there is one. */
static void pretend_ticket(const struct ui *ui, struct ticket *out)
{
    *out = (struct ticket){.id = -1, .number = "A000", .state = TICKET_WAITING, .print = PRINT_PENDING};
    str_copy(out->service, sizeof out->service, ui->hall->services[0].code);
    str_copy(out->class, sizeof out->class, ui->hall->classes[0].code);
    str_copy(out->code, sizeof out->code, "0000");
    out->issued_at = ui_time(ui);
}

/* Draws it where nobody sees it: the canvas is painted anew by the next frame that changes anything. */
static void draw(struct ui *ui, const struct likely *screen)
{
    enum screen_id shown = ui->stack[0];
    SDL_Surface *aside = SDL_CreateRGBSurfaceWithFormat(0, ui->canvas->w, ui->canvas->h, 32, SDL_PIXELFORMAT_RGB888);
    struct scene *scene = &ui->scenes[!ui->front];
    ms_t tick = ui->next_tick;

    if (!aside || !screen_of(screen->screen)) {
        SDL_FreeSurface(aside);
        return;
    }
    ui->stack[0] = screen->screen;
    ui->visit.service = screen->service;
    if (screen->screen == SCREEN_TICKET) pretend_ticket(ui, &ui->visit.ticket);
    ui_describe_into(ui, scene, aside->w, aside->h);
    scene_paint(scene, ui->icons, aside, (SDL_Rect){0, 0, aside->w, aside->h});
    SDL_FreeSurface(aside);
    ui->stack[0] = shown;
    memset(&ui->visit.ticket, 0, sizeof ui->visit.ticket);
    ui->visit.service = -1;
    ui->next_tick = tick;
}

static bool at_rest(const struct ui *ui)
{
    return ui->depth == 1 && ui_screen(ui) == screen_of(SCREEN_HOME) && ui->canvas && ui->window && !ui->voice.on &&
           !ui->touching;
}

ms_t ui_warm_due(const struct ui *ui)
{
    struct likely next;

    if (!at_rest(ui) || !likely(ui, ui->warmed, &next)) return 0;
    return SDL_max(ui->touched + REST_MS, ui->warmed_at + STEP_MS);
}

void ui_warm_pass(struct ui *ui)
{
    ms_t due = ui_warm_due(ui);
    struct likely next;

    if (!due || ui_now(ui) < due || ui->changed || !likely(ui, ui->warmed, &next)) return;
    draw(ui, &next);
    ui->warmed++;
    ui->warmed_at = ui_now(ui);
}
