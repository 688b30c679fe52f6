/* The terminal seen and helped from afar (core/remote.h): hands out its picture, takes touches in,
 * tells the visitor who looks and asks before more than that. */
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "ui/terminal.h"

/* Untouched for so long, a resting screen has nobody before it; and whoever reads a question there and says nothing
 * for so long has left. */
enum { NOBODY_MS = 5000, UNANSWERED_MS = 20000 };

static void heard(void *arg)
{
    (void)arg;
    ui_post(UI_REMOTE, NULL);
}

void ui_remote_open(struct ui *ui)
{
    if (!ui->conf->remote) return;
    remote_attach(ui->conf->remote, heard, NULL);
    heard(NULL); /* somebody may have been quicker */
}

void ui_remote_close(struct ui *ui)
{
    if (ui->conf->remote) remote_attach(ui->conf->remote, NULL, NULL);
}

static void put_in(struct ui *ui, const struct remote_input *input)
{
    static const enum finger_move moves[] = {
        [REMOTE_DOWN] = FINGER_DOWN, [REMOTE_MOVE] = FINGER_MOVE, [REMOTE_UP] = FINGER_UP};
    SDL_Keycode key;

    switch (input->kind) {
    case REMOTE_DOWN:
    case REMOTE_MOVE:
    case REMOTE_UP:
        ui_push_finger(ui, moves[input->kind], FINGER_AFAR, input->x, input->y);
        break;
    case REMOTE_KEY:
        key = SDL_GetKeyFromName(input->text);
        if (key != SDLK_UNKNOWN) ui_push_key(key, KMOD_NONE, WHENCE_AFAR);
        break;
    case REMOTE_TYPE:
        if (utf8_printable(input->text)) ui_push_text(input->text, WHENCE_AFAR);
        break;
    }
}

/* What is known of those who look is read anew. */
static void refresh(struct ui *ui)
{
    struct remote_state before = ui->remote.state;

    remote_read(ui->conf->remote, &ui->remote.state);
    if (ui->remote.state.granted != REMOTE_ACT) ui_lift_finger(ui, FINGER_AFAR);
    if (ui->remote.state.granted == REMOTE_NONE) ui->remote.nobody_agreed = false;
    if (!remote_same_question(&before, &ui->remote.state)) {
        ui->remote.asked_at = ui_now(ui);
        if (ui->remote.state.asked != REMOTE_NONE) ui->pressed[0] = '\0'; /* that was meant for something else */
    }
    ui_change(ui);
}

void ui_remote_heard(struct ui *ui)
{
    struct remote_input input;

    refresh(ui);
    while (remote_next_input(ui->conf->remote, &input)) put_in(ui, &input);
}

static void noted(void *arg, const struct outcome *outcome)
{
    (void)arg;
    if (outcome->code != OUT_OK) log_error("terminal: %s", outcome->message);
}

static void answer(struct ui *ui, bool yes, bool nobody)
{
    struct command command = {.kind = CMD_STAFF_ACT,
                              .staff = ui->remote.state.helper,
                              .channel = "terminal",
                              .text = yes ? "remote.allowed" : "remote.refused",
                              .surname = nobody ? "nobody was at the terminal" : NULL};

    if (!remote_answer(ui->conf->remote, &ui->remote.state, yes)) return;
    (void)writer_post(ui->writer, &command, noted, NULL);
    refresh(ui);
    ui->remote.nobody_agreed = yes && nobody;
    ui->remote.agreed_at = ui_now(ui);
}

void ui_remote_answer(struct ui *ui, bool yes)
{
    answer(ui, yes, false);
}

static void end_grant(struct ui *ui)
{
    remote_end_grant(ui->conf->remote);
    refresh(ui);
}

/* Who helps where nobody is goes on until somebody comes. */
void ui_remote_visit_ends(struct ui *ui)
{
    if (ui->remote.state.lookers && !ui->remote.nobody_agreed && !remote_here(ui->conf->remote)) end_grant(ui);
}

void ui_remote_somebody(struct ui *ui)
{
    ui->remote.somebody_at = ui_now(ui);
    if (ui->remote.nobody_agreed) end_grant(ui);
}

/* Where nobody is, nobody has to be asked; and who agreed and has left agrees for nobody else. Beneath the error
 * screen may be what somebody typed: there only they can say yes. */
ms_t ui_remote_due(const struct ui *ui)
{
    const struct remote_view *view = &ui->remote;
    ms_t here = view->somebody_at, asked = view->asked_at;

    if (!view->state.lookers || !ui_screen(ui)->at_rest || ui_keeps_unsent(ui)) return 0;
    if (view->state.asked != REMOTE_NONE)
        return !here || asked - here > NOBODY_MS ? asked : SDL_max(here, asked) + UNANSWERED_MS;
    if (view->state.granted == REMOTE_NONE || view->nobody_agreed || remote_here(ui->conf->remote)) return 0;
    return SDL_max(here, view->agreed_at) + (ms_t)ui->conf->idle_s * 1000;
}

void ui_remote_pass(struct ui *ui)
{
    ms_t due = ui_remote_due(ui);

    if (!due || ui_now(ui) < due) return;
    if (ui->remote.state.asked != REMOTE_NONE)
        answer(ui, true, true);
    else
        end_grant(ui);
}

/* ---- the picture ---- */

static bool is_watched(const struct ui *ui)
{
    return ui->remote.state.lookers > 0;
}

void ui_remote_show(struct ui *ui)
{
    const struct screen *screen = ui_screen(ui);
    struct remote_box boxes[DAMAGE_MAX];
    bool agreed = ui->remote.state.granted != REMOTE_NONE;

    if (!is_watched(ui) || !ui->canvas) return;
    remote_tell(ui->conf->remote, screen->name, lang_code(ui->lang), !screen->at_rest,
                ui_time(ui) - (ui_now(ui) - ui->touched));
    if (screen->personal && !agreed) {
        remote_hide(ui->conf->remote);
        return;
    }
    for (int i = 0; i < ui->damaged; i++)
        boxes[i] = (struct remote_box){ui->damage[i].x, ui->damage[i].y, ui->damage[i].w, ui->damage[i].h};
    remote_publish(ui->conf->remote,
                   &(struct remote_picture){.pixels = ui->canvas->pixels,
                                            .stride = ui->canvas->pitch / 4,
                                            .w = ui->canvas->w,
                                            .h = ui->canvas->h,
                                            .personal = screen->personal},
                   boxes, ui->damaged);
}

/* ---- what the visitor sees of it ---- */

/* A line along the top of the window: somebody looks. */
void ui_remote_line(struct ui *ui, struct scene *scene)
{
    struct type type = {TYPE_FLOOR, true, COL_AMBER_TEXT};
    const char *words = ui->remote.state.granted == REMOTE_ACT
                            ? ui_tr(ui, "Staff are helping at this screen from afar")
                            : ui_tr(ui, "Staff are looking at this screen from afar");
    float top = -scene->oy / scene->scale, cx = scene_width(scene) / 2, h = scene->large ? 43 : 36, w;

    if (!is_watched(ui) || remote_here(ui->conf->remote)) return;
    scene_band(scene, top, h, false, COL_AMBER_TINT);
    w = scene_text(scene, cx + 20, top + h - 8, type, CENTRE, words);
    scene_icon(scene, (struct place){cx - w / 2 - 28, top + 2, 32, 32}, "eye", COL_AMBER_TEXT, COL_AMBER_TEXT);
    scene_note(scene, "remote.looking", "text", (struct place){0, top, scene_width(scene), h}, words,
               ui->remote.state.who);
}

bool ui_remote_asks(const struct ui *ui)
{
    return is_watched(ui) && ui->remote.state.asked != REMOTE_NONE;
}

void ui_remote_question(struct ui *ui, struct scene *scene)
{
    bool act = ui->remote.state.asked == REMOTE_ACT;
    char text[SCENE_TEXT + 64], who[41], reason[91];
    struct sheet sheet = {.title = act ? ui_tr(ui, "May staff help you from afar?")
                                       : ui_tr(ui, "May staff see what you write?"),
                          .text = text,
                          .stay_id = "remote.yes",
                          .stay = ui_tr(ui, "Yes"),
                          .leave_id = "remote.no",
                          .leave = ui_tr(ui, "No, thank you"),
                          .seconds = -1};

    str_copy(who, sizeof who, ui->remote.state.who);
    str_copy(reason, sizeof reason, ui->remote.state.reason);
    snprintf(text, sizeof text, ui_tr(ui, "They will see all that is on this screen.\n%s: %s"), who, reason);
    widget_sheet(scene, &sheet, "");
}
