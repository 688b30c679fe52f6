/* The frame: describe, compare, paint what differs, put that on the window. */
#include <math.h>

#include "ui/draw.h"
#include "ui/frame.h"
#include "ui/terminal.h"

const struct scene *ui_scene(const struct ui *ui)
{
    return &ui->scenes[ui->front];
}

void ui_describe_into(struct ui *ui, struct scene *scene, int w, int h)
{
    const struct screen *screen = ui_screen(ui);

    if (ui->visit.typed) fonts_personal(ui->fonts);
    scene->fonts = ui->fonts;
    scene->theme = ui->modes.contrast ? THEME_CONTRAST : screen->theme;
    scene->lang = ui->lang;
    scene->large = ui->modes.large && !screen->for_staff;
    scene->low = ui->modes.low && !screen->for_staff;
    SDL_strlcpy(scene->pressed, ui->pressed, sizeof scene->pressed);
    SDL_strlcpy(scene->focus, ui->focus_seen ? ui->focus : "", sizeof scene->focus);
    scene_begin(scene, w, h);
    chrome_head(ui, scene);
    scene->voice = ui->voice.on && !screen->for_staff;
    scene->content_from = scene->node_count;
    ui->next_tick = screen->tick ? screen->tick(ui, ui_now(ui)) : 0;
    screen->build(ui, scene);
    if (ui_question(ui) == QUESTION_IDLE) chrome_idle_question(ui, scene);
    if (ui_question(ui) == QUESTION_SCAN) scan_question(ui, scene);
    if (ui_question(ui) == QUESTION_REMOTE) ui_remote_question(ui, scene);
    scene->content_to = scene->node_count;
    chrome_foot(ui, scene);
    ui_remote_line(ui, scene);
    voice_caption(ui, scene);
    scene_end(scene);
}

static bool fit_canvas(struct ui *ui, int w, int h)
{
    if (ui->canvas && ui->canvas->w == w && ui->canvas->h == h) return true;
    SDL_FreeSurface(ui->canvas);
    ui->canvas = draw_surface(w, h);
    ui->repaint = true;
    return ui->canvas != NULL;
}

void ui_describe(struct ui *ui, int w, int h)
{
    struct scene *before = &ui->scenes[ui->front], *now = &ui->scenes[!ui->front];
    SDL_Rect whole = {0, 0, w, h};

    if (!fit_canvas(ui, w, h)) return;
    if (!ui->changed && !ui->repaint) return;
    ui_describe_into(ui, now, w, h);
    if (ui->repaint) {
        ui->damage[0] = whole;
        ui->damaged = 1;
    } else {
        /* What an earlier turn painted has been shown: a turn ends with ui_show. */
        ui->damaged = scene_difference(before, now, ui->damage, DAMAGE_MAX);
    }
    for (int i = 0; i < ui->damaged; i++)
        if (SDL_IntersectRect(&ui->damage[i], &whole, &ui->damage[i]))
            scene_paint(now, ui->icons, ui->canvas, ui->damage[i]);
    ui->front = !ui->front;
    ui->changed = ui->repaint = false;
    ui->latency.redraws += ui->damaged > 0;
    voice_tell(ui);
}

void ui_move(struct ui *ui, bool drop)
{
    const struct scene *scene = ui_scene(ui);
    float left = scene->landscape ? 594 : 0, top = scene->landscape ? 0 : 140;
    struct place content = {left, top, scene_width(scene) - left, frame_of(scene)->strip - 4 - top};

    if (!ui->conf->motion || !ui->window) return;
    ui->motion.from = ui_now(ui);
    ui->motion.lasts = drop ? DROP_MS : SLIDE_MS;
    ui->motion.dx = drop ? 0 : SLIDE_BY;
    ui->motion.dy = drop ? -DROP_BY : 0;
    ui->motion.box = scene_pixels(scene, content);
}

/* Shows the moving part off its place; at rest again once its time is over. */
static void show_motion(struct ui *ui, SDL_Surface *surface)
{
    struct motion *motion = &ui->motion;
    float t = (float)(ui_now(ui) - motion->from) / (float)motion->lasts;
    float left = t < 1 ? (1 - t) * (1 - t) * ui_scene(ui)->scale : 0; /* ease-out */
    SDL_Rect from = motion->box, to = motion->box;

    to.x += (int)lroundf(motion->dx * left);
    to.y += (int)lroundf(motion->dy * left);
    SDL_SetClipRect(surface, &motion->box);
    if (left > 0) SDL_FillRect(surface, &motion->box, theme_colour(ui_scene(ui)->theme, COL_GROUND) & 0xFFFFFF);
    SDL_BlitSurface(ui->canvas, &from, surface, &to);
    SDL_SetClipRect(surface, NULL);
    ui->damage[ui->damaged++] = motion->box;
    if (t >= 1) motion->from = 0;
}

static void count_touch(struct ui *ui)
{
    double spent;

    if (!ui->touch_at) return;
    spent = (double)(SDL_GetPerformanceCounter() - ui->touch_at) * 1000 / (double)SDL_GetPerformanceFrequency();
    latency_add(&ui->latency, spent);
}

void ui_show(struct ui *ui)
{
    SDL_Surface *surface = ui->window && (ui->damaged || ui->motion.from) ? SDL_GetWindowSurface(ui->window) : NULL;

    ui_remote_show(ui);
    if (surface && ui->canvas) {
        if (ui->damaged == DAMAGE_MAX) ui->damage[0] = (SDL_Rect){0, 0, surface->w, surface->h}, ui->damaged = 1;
        for (int i = 0; i < ui->damaged; i++) {
            SDL_Rect to = ui->damage[i];

            SDL_BlitSurface(ui->canvas, &ui->damage[i], surface, &to);
        }
        if (ui->motion.from) show_motion(ui, surface);
        SDL_UpdateWindowSurfaceRects(ui->window, ui->damage, ui->damaged);
        ui->latency.frames++;
        ui->frame_shown = true;
        count_touch(ui);
    }
    ui->touch_at = 0;
    ui->damaged = 0;
}
