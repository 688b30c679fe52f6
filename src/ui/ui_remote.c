/* The terminal seen and helped from afar (core/remote.h): hands out its picture, takes touches in,
 * tells the visitor who looks and asks before more than that. */
#include <string.h>

#include "base/str.h"
#include "ui/terminal.h"

/* The finger of somebody far away, never taken for one on the glass. */
enum { REMOTE_FINGER = 2 };
/* Untouched for so long, a resting screen has nobody before it. */
enum { NOBODY_MS = 5000 };

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
        ui_push_finger(ui, moves[input->kind], REMOTE_FINGER, input->x, input->y);
        break;
    case REMOTE_KEY:
        key = SDL_GetKeyFromName(input->text);
        if (key != SDLK_UNKNOWN) ui_push_key(key, KMOD_NONE);
        break;
    case REMOTE_TYPE:
        if (utf8_printable(input->text)) ui_push_text(input->text);
        break;
    }
}

/* Where nobody is, nobody has to be asked. */
static void answer_for_nobody(struct ui *ui)
{
    bool nobody = ui_screen(ui)->at_rest && ui_now(ui) - ui->touched > NOBODY_MS;

    if (ui->remote.asked != REMOTE_NONE && nobody) ui_remote_answer(ui, true);
}

void ui_remote_heard(struct ui *ui)
{
    struct remote_input input;
    int lookers = ui->remote.lookers;

    remote_read(ui->conf->remote, &ui->remote);
    if (!lookers && ui->remote.lookers) ui->repaint = true; /* the whole picture goes out once */
    while (remote_next_input(ui->conf->remote, &input)) put_in(ui, &input);
    answer_for_nobody(ui);
    ui_change(ui);
}

static void noted(void *arg, const struct outcome *outcome)
{
    (void)arg;
    (void)outcome;
}

void ui_remote_answer(struct ui *ui, bool yes)
{
    struct command command = {.kind = CMD_STAFF_ACT,
                              .staff = ui->remote.staff,
                              .channel = "terminal",
                              .text = yes ? "remote.allowed" : "remote.refused"};

    (void)writer_post(ui->writer, &command, noted, NULL);
    remote_answer(ui->conf->remote, yes);
    remote_read(ui->conf->remote, &ui->remote);
    if (yes) ui->repaint = true; /* what was hidden may be seen now */
    ui_change(ui);
}

void ui_remote_visit_ends(struct ui *ui)
{
    if (!ui->conf->remote || remote_here(ui->conf->remote)) return;
    remote_end_grant(ui->conf->remote);
    remote_read(ui->conf->remote, &ui->remote);
}

/* ---- the picture ---- */

static bool is_watched(const struct ui *ui)
{
    return ui->conf->remote && ui->remote.lookers > 0;
}

static bool is_hidden(const struct ui *ui)
{
    return ui_screen(ui)->personal && ui->remote.granted == REMOTE_NONE && !remote_here(ui->conf->remote);
}

void ui_remote_show(struct ui *ui)
{
    struct remote_box boxes[DAMAGE_MAX + 1];
    int count = ui->damaged;

    if (!is_watched(ui)) return;
    remote_tell(ui->conf->remote, ui_screen(ui)->name, lang_code(ui->lang), !ui_screen(ui)->at_rest,
                ui_time(ui) - (ui_now(ui) - ui->touched));
    if (is_hidden(ui)) {
        remote_hide(ui->conf->remote);
        ui->remote_hid = true;
        return;
    }
    if (!count && !ui->remote_hid) return;
    for (int i = 0; i < count; i++)
        boxes[i] = (struct remote_box){ui->damage[i].x, ui->damage[i].y, ui->damage[i].w, ui->damage[i].h};
    if (ui->remote_hid) boxes[count++] = (struct remote_box){0, 0, ui->canvas->w, ui->canvas->h};
    ui->remote_hid = false;
    remote_publish(ui->conf->remote, ui->canvas->pixels, ui->canvas->pitch / 4, ui->canvas->w, ui->canvas->h, boxes,
                   count);
}

/* ---- what the visitor sees of it ---- */

/* A line along the top of the window: somebody looks. */
void ui_remote_line(struct ui *ui, struct scene *scene)
{
    struct type type = {TYPE_FLOOR, true, COL_AMBER_TEXT};
    const char *words = ui->remote.granted == REMOTE_ACT ? ui_tr(ui, "Staff are helping at this screen from afar")
                                                         : ui_tr(ui, "Staff are looking at this screen from afar");
    float top = -scene->oy / scene->scale, cx = scene_width(scene) / 2, w;

    if (!is_watched(ui) || remote_here(ui->conf->remote)) return;
    scene_band(scene, top, 36, false, COL_AMBER_TINT);
    w = scene_text(scene, cx + 20, top + 28, type, CENTRE, words);
    scene_icon(scene, (struct place){cx - w / 2 - 28, top + 2, 32, 32}, "eye", COL_AMBER_TEXT, COL_AMBER_TEXT);
    scene_note(scene, "remote.looking", "text", (struct place){0, top, scene_width(scene), 36}, words,
               ui->remote.who);
}

void ui_remote_question(struct ui *ui, struct scene *scene)
{
    bool act = ui->remote.asked == REMOTE_ACT;
    char text[SCENE_TEXT + 64], who[41], reason[91];
    struct sheet sheet = {.title = act ? ui_tr(ui, "May staff help you from afar?")
                                       : ui_tr(ui, "May staff see what you write?"),
                          .text = text,
                          .stay_id = "remote.yes",
                          .stay = ui_tr(ui, "Yes"),
                          .leave_id = "remote.no",
                          .leave = ui_tr(ui, "No, I go on by myself"),
                          .seconds = -1};

    if (!is_watched(ui) || ui->remote.asked == REMOTE_NONE) return;
    str_copy(who, sizeof who, ui->remote.who);
    str_copy(reason, sizeof reason, ui->remote.reason);
    snprintf(text, sizeof text, ui_tr(ui, "%s: %s\nThey will see all that is on this screen."), who, reason);
    widget_sheet(scene, &sheet, "");
}
