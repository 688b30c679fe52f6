/* lookup, second part: the ticket that was found, live; and for its owner leaving, printing again, rating. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "ui/frame.h"
#include "ui/result_card.h"
#include "ui/ticket_state.h"

static const struct ticket *ticket_of(struct ui *ui)
{
    return &ui_visit(ui)->ticket;
}

static const struct place advice_places[LAYOUT_COUNT] = {
    [PORTRAIT] = {48, 1051, 984, 112}, [PORTRAIT_LARGE] = {48, 934, 984, 116},  [PORTRAIT_LOW] = {48, 962, 984, 112},
    [LANDSCAPE] = {48, 480, 520, 168}, [LANDSCAPE_LARGE] = {48, 476, 520, 184}, [LANDSCAPE_LOW] = {48, 548, 1824, 84},
};

static void advice(struct ui *ui, struct scene *scene)
{
    char text[SCENE_TEXT], said[SCENE_TEXT];
    struct notice notice = ticket_state_advice(ui, text);

    notice.place = advice_places[scene_layout(scene)];
    if (ticket_of(ui)->state == TICKET_CALLED)
        ticket_state_call(ui, scene, notice.place);
    else
        panel_notice(scene, &notice);
    panel_plain(text, said, sizeof said);
    scene_note(scene, "result.advice", "text", notice.place, said, NULL);
}

/* One of the owner's keys: what it does, and what that means or why it can't be done now. */
struct choice {
    const char *id, *icon, *label, *line;
    bool disabled;
};

static struct choice leave_choice(struct ui *ui)
{
    enum ticket_state state = ticket_of(ui)->state;
    struct choice choice = {"result.leave", "close", trc(ui_lang(ui), "key", "Leave queue"),
                            ui_tr(ui, "The others move up"), false};

    if (state == TICKET_WAITING || state == TICKET_CALLED) return choice;
    choice.disabled = true;
    if (state == TICKET_SERVING || state == TICKET_HELD)
        choice.line = ui_tr(ui, "Being served already");
    else if (state == TICKET_ABSENT)
        choice.line = ui_tr(ui, "The call has passed");
    else
        choice.line = ui_tr(ui, "No longer in the queue");
    return choice;
}

static struct choice print_choice(struct ui *ui)
{
    struct choice choice = {"result.print", "print", ui_tr(ui, "Print again"), ui_tr(ui, "Same number"), false};
    enum ticket_state state = ticket_of(ui)->state;

    if (state == TICKET_CANCELLED || state == TICKET_EXPIRED) {
        choice.line = ui_tr(ui, "No longer in the queue");
        choice.disabled = true;
    } else if (ticket_of(ui)->print == PRINT_PENDING) {
        choice.line = ui_tr(ui, "Printing…");
        choice.disabled = true;
    } else if (ticket_of(ui)->print == PRINT_FAILED) {
        choice.line = ui_tr(ui, "Not printed, ask the staff");
    }
    return choice;
}

static struct choice rate_choice(struct ui *ui)
{
    struct choice choice = {"result.rate", "rate", ui_tr(ui, "Rate"), ui_tr(ui, "Takes a moment"), true};

    if (ticket_of(ui)->score)
        choice.line = ui_tr(ui, "Rated already");
    else if (ticket_of(ui)->state == TICKET_DONE)
        choice.disabled = false;
    else if (ticket_of(ui)->state == TICKET_CANCELLED || ticket_of(ui)->state == TICKET_EXPIRED)
        choice.line = ui_tr(ui, "It was not served");
    else
        choice.line = ui_tr(ui, "Once it is done");
    return choice;
}

/* The icon above its words; in large print what it means takes two lines. */
static void choice_stacked(struct scene *scene, const struct choice *choice, const struct face *face)
{
    const struct place *at = &face->place;
    struct type head = {38, true, face->ink}, line = {TYPE_SMALL, false, face->ink2};
    float cx = at->x + at->w / 2, room = at->w - 20, middle = at->y + at->h / 2, icon = scene->large ? 60 : 68;
    bool two = scene->large && !scene_text_fits(scene, room, line, choice->line);
    float top = middle - (scene->large ? two ? 112 : 88 : 85);

    if (at->h < 200) icon = 48, top = at->y + 8;
    scene_icon(scene, (struct place){cx - icon / 2, top, icon, icon}, choice->icon, face->icon, face->accent);
    scene_text_fit(scene, cx, top + icon + 46, room - 16, head, CENTRE, choice->label);
    scene_paragraph(scene, cx, top + icon + (scene->large ? 98 : 93), room, 46, two && at->h >= 200 ? 2 : 1, line,
                    CENTRE, choice->line);
}

static void choice_key(struct scene *scene, const struct choice *choice, struct place place, bool sending)
{
    struct key key = {.id = choice->id,
                      .kind = KEY_TILE,
                      .place = place,
                      .label = choice->label,
                      .value = choice->line,
                      .disabled = choice->disabled || sending};
    struct face face = widget_face(scene, &key);
    const struct place *at = &face.place;
    struct type head = {38, true, face.ink}, line = {TYPE_SMALL, false, face.ink2};
    float middle = at->y + at->h / 2;

    if (!scene->landscape || scene->large) {
        choice_stacked(scene, choice, &face);
        return;
    }
    scene_icon(scene, (struct place){at->x + 28, middle - 28, 56, 56}, choice->icon, face.icon, face.accent);
    scene_text_fit(scene, at->x + 104, middle - 4, at->w - 120, head, LEFT, choice->label);
    scene_text_fit(scene, at->x + 104, middle + 34, at->w - 120, line, LEFT, choice->line);
}

static const struct place choice_rows[LAYOUT_COUNT] = {
    [PORTRAIT] = {48, 1204, 984, 204},         [PORTRAIT_LARGE] = {48, 1074, 984, 252},
    [PORTRAIT_LOW] = {48, 1112, 984, 204},     [LANDSCAPE] = {618, 540, 1254, 108},
    [LANDSCAPE_LARGE] = {618, 456, 1254, 200}, [LANDSCAPE_LOW] = {48, 654, 1824, 156},
};

/* The owner's keys; for everybody else what would give them. */
static void choices(struct ui *ui, struct scene *scene)
{
    struct choice list[3] = {leave_choice(ui), print_choice(ui), rate_choice(ui)};
    struct place row = choice_rows[scene_layout(scene)];
    float w = (row.w - 32) / 3;

    if (!ui_visit(ui)->own) {
        panel_empty(scene, row, "qr", ui_tr(ui, "To leave, print or rate, go back and add the code"));
        return;
    }
    for (int i = 0; i < 3; i++)
        choice_key(scene, &list[i], (struct place){row.x + (w + 16) * (float)i, row.y, w, row.h},
                   ui_visit(ui)->sending);
}

static void build(struct ui *ui, struct scene *scene)
{
    panel_title(scene, ticket_state_title(ui));
    result_card(ui, scene);
    advice(ui, scene);
    choices(ui, scene);
    ui_build_nav(ui, scene);
    widget_key(scene, &(struct key){.id = "nav.next",
                                    .kind = KEY_PRIMARY,
                                    .place = frame_of(scene)->primary,
                                    .label = ui_tr(ui, "Done"),
                                    .size = 42,
                                    .bold = true});
    if (ui_visit(ui)->asking_cancel) panel_leave_question(ui, scene, "result.leave_no", "result.leave_yes");
}

static void enter(struct ui *ui)
{
    ui_visit(ui)->asking_cancel = false;
    ui_watch(ui, -1, ticket_of(ui)->id);
}

static void act(struct ui *ui, const char *id)
{
    struct visit *visit = ui_visit(ui);

    if (strcmp(id, "nav.next") == 0) {
        ui_leave(ui);
    } else if (!visit->own) {
        return;
    } else if (strcmp(id, "result.leave") == 0) {
        visit->asking_cancel = true;
    } else if (strcmp(id, "result.leave_no") == 0) {
        visit->asking_cancel = false;
    } else if (strcmp(id, "result.leave_yes") == 0) {
        visit->asking_cancel = false;
        ui_send(ui, (struct command){.kind = CMD_CANCEL, .token = visit->ticket.token});
    } else if (strcmp(id, "result.print") == 0) {
        ui_send(ui, (struct command){.kind = CMD_REPRINT, .ticket = visit->ticket.id});
    } else if (strcmp(id, "result.rate") == 0) {
        ui_go(ui, SCREEN_RATE);
    }
}

/* The ticket says itself what became of it: left, or called in the meantime. */
static void answer(struct ui *ui, const struct outcome *outcome)
{
    if (outcome->code != OUT_OK) log_info("a looked-up ticket was not changed: %s", outcome->message);
    if (outcome->ticket.id == ticket_of(ui)->id) ui_visit(ui)->ticket = outcome->ticket;
}

/* Finished in the meantime, say: then there is nothing left to ask. */
static void news(struct ui *ui)
{
    if (leave_choice(ui).disabled) ui_visit(ui)->asking_cancel = false;
}

static bool key(struct ui *ui, SDL_Keycode code)
{
    if (code != SDLK_ESCAPE || !ui_visit(ui)->asking_cancel) return false;
    ui_visit(ui)->asking_cancel = false;
    return true;
}

const struct screen screen_result = {
    .name = "lookup", .build = build, .act = act, .enter = enter, .news = news, .answer = answer, .key = key};
