/* ticket: the number, live until the visitor leaves; how its printing goes; leaving the queue. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "ui/frame.h"
#include "ui/ticket_card.h"
#include "ui/ticket_state.h"

static const struct ticket *ticket_of(struct ui *ui)
{
    return &ui_visit(ui)->ticket;
}

/* Paper ran out or the printer failed: the card is to be photographed instead. */
static bool to_photograph(struct ui *ui)
{
    return ticket_of(ui)->print == PRINT_FAILED && ticket_of(ui)->state == TICKET_WAITING;
}

static const char *title_of(struct ui *ui, bool brief)
{
    const struct ticket *ticket = ticket_of(ui);

    if (ticket->state == TICKET_CALLED) return ui_tr(ui, "It is your turn");
    if (ticket->state == TICKET_CANCELLED) return ui_tr(ui, "You have left the queue");
    if (ticket->state != TICKET_WAITING || ticket->called_at) return ticket_state_title(ui);
    if (brief) return ui_tr(ui, "Your ticket");
    return ui_tr(ui, "Here is your number");
}

/* All went as it should: a check stands before the title. */
static bool all_well(struct ui *ui)
{
    enum ticket_state state = ticket_of(ui)->state;

    return state == TICKET_WAITING || state == TICKET_CALLED || state == TICKET_SERVING || state == TICKET_DONE;
}

struct plan {
    float title_y, title_room; /* middle of the badge */
    struct place print;
    float steps_y, steps_pitch;
    struct place call, bring; /* the counter that calls; bring: below or beside it, h 0: no room */
};
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {208, 880, {48, 1076, 984, 128}, 1279, 336, {48, 1076, 984, 232}, {48, 1332, 984, 108}},
    [PORTRAIT_LARGE] = {206, 880, {48, 1104, 984, 132}, 1298, 0, {48, 1104, 984, 228}, {0, 0, 0, 0}},
    [PORTRAIT_LOW] = {208, 880, {48, 1076, 984, 128}, 1279, 336, {48, 1076, 984, 232}, {48, 1332, 984, 108}},
    [LANDSCAPE] = {352, 420, {618, 556, 1254, 96}, 482, 108, {48, 452, 520, 328}, {618, 556, 1254, 96}},
    [LANDSCAPE_LARGE] = {356, 420, {618, 556, 1254, 100}, 484, 98, {48, 452, 520, 336}, {618, 556, 1254, 100}},
    [LANDSCAPE_LOW] = {326, 420, {618, 680, 1254, 110}, 590, 112, {48, 548, 520, 376}, {618, 680, 1254, 110}},
};

static const struct plan *plan_for(const struct scene *scene)
{
    return &plans[scene_layout(scene)];
}

/* Makes the type small enough for the room; the em that it then really has. */
static int title_fit(const struct scene *scene, struct type *type, float room, const char *text)
{
    while (type->size > TYPE_BUTTON && scene_text_width(scene, *type, text) > room) type->size -= 2;
    return scene->large ? theme_large(type->size) : type->size;
}

static void title(struct ui *ui, struct scene *scene)
{
    struct type type = {scene->landscape ? 52 : TYPE_TITLE, true, COL_INK};
    const struct plan *plan = plan_for(scene);
    const char *text = title_of(ui, scene->landscape || scene->large);
    /* From the middle of the line to its baseline, in ems: hanzi reach below it. */
    float down = ui_lang(ui) == LANG_EN || scene->large ? 0.375f : 0.43f;

    float x = 152, room = plan->title_room;

    if (all_well(ui)) {
        widget_badge(scene, 88, plan->title_y, 40, COL_ACTION, COL_ON_ACTION);
    } else {
        x = MARGIN;
        room += 152 - MARGIN;
    }
    if (scene->landscape && scene_text_width(scene, (struct type){TYPE_BUTTON, true, COL_INK}, text) > room)
        scene_paragraph(scene, x, plan->title_y, room, 50, 2, (struct type){TYPE_BUTTON, true, COL_INK}, LEFT, text);
    else
        scene_text_fit(scene, x, plan->title_y + down * (float)title_fit(scene, &type, room, text), room, type, LEFT,
                       text);
}

struct print_words {
    const char *title, *line, *icon;
    bool arrow;
};

static struct print_words print_words(struct ui *ui)
{
    const char *slot = ui_tr(ui, "Take it from the slot below");

    switch (ticket_of(ui)->print) {
    case PRINT_PENDING:
        return (struct print_words){ui_tr(ui, "Printing now…"), slot, "print", true};
    case PRINT_PRINTED:
        return (struct print_words){ui_tr(ui, "It is printed"), slot, "print", true};
    case PRINT_FAILED:
        return (struct print_words){ui_tr(ui, "Not printed. Please take a photo"),
                                    ui_tr(ui, "Your number is still valid"), "camera", false};
    default:
        return (struct print_words){ui_tr(ui, "Nothing came out? Take a photo"),
                                    ui_tr(ui, "Your number is still valid"), "camera", false};
    }
}

/* How far the arrow hangs: a bob while it prints, for a few seconds. */
static float bob(struct ui *ui)
{
    ms_t up = ui_now(ui) - ui_visit(ui)->shown;

    if (!ui_motion(ui) || ticket_of(ui)->print != PRINT_PENDING || up > BOB_LASTS_MS) return 0;
    return BOB_BY * (0.5f - 0.5f * cosf(2 * (float)M_PI * (float)(up % BOB_MS) / BOB_MS));
}

/* What the panel says, side by side where it is wide; a line that would be cut is left out. */
static void print_text(struct scene *scene, const struct place *panel, const struct print_words *words)
{
    bool wide = scene->landscape;
    struct type head = {TYPE_LIST, true, COL_INK}, line = {wide ? TYPE_BODY : TYPE_CAPTION, false, COL_INK2};
    float middle = panel->y + panel->h / 2, width;

    if (wide) {
        width = scene_text_fit(scene, panel->x + 140, middle + 17, 960, head, LEFT, words->title);
        if (scene_text_fits(scene, 950 - width, line, words->line))
            scene_text_fit(scene, panel->x + 140 + width + 40, middle + 14, 950 - width, line, LEFT, words->line);
    } else {
        scene_text_fit(scene, panel->x + 156, middle - 4, 690, head, LEFT, words->title);
        scene_text_fit(scene, panel->x + 156, middle + (scene->large ? 48 : 38), 690, line, LEFT, words->line);
    }
}

static void print_panel(struct ui *ui, struct scene *scene)
{
    bool wide = scene->landscape, failed = ticket_of(ui)->print == PRINT_FAILED;
    const struct place *panel = &plan_for(scene)->print;
    struct print_words words = print_words(ui);
    float icon = wide ? 72 : 84, middle = panel->y + panel->h / 2;

    scene_panel(scene, *panel, RADIUS_TILE, failed ? COL_AMBER_TINT : COL_TINT);
    scene_icon(scene, (struct place){panel->x + 40, middle - icon / 2, icon, icon}, words.icon,
               failed ? COL_AMBER_TEXT : COL_ACTION, COL_AMBER);
    print_text(scene, panel, &words);
    if (words.arrow)
        scene_icon(scene, (struct place){panel->x + panel->w - (wide ? 110 : 112), middle - 36 + bob(ui), 72, 72},
                   "down-bold", COL_ACTION, COL_AMBER);
    scene_note(scene, "ticket.print", "text", *panel, words.title, print_state_name(ticket_of(ui)->print));
}

struct step {
    const char *icon, *title;
    char line[SCENE_TEXT];
};

static void steps_of(struct ui *ui, struct step out[3])
{
    out[0] = (struct step){"ticket", ui_tr(ui, "Take your ticket"), ""};
    out[1] = (struct step){"seat", ui_tr(ui, "Have a seat"), ""};
    out[2] = (struct step){"window", ui_tr(ui, "Go to the counter"), ""};
    snprintf(out[0].line, sizeof out[0].line, "%s", ui_tr(ui, "Show it at the counter"));
    snprintf(out[1].line, sizeof out[1].line, "%s", ui_tr(ui, "Watch and listen"));
    snprintf(out[2].line, sizeof out[2].line, ui_tr(ui, "When %s is called"), ticket_of(ui)->number);
}

/* Large print, upright, has room for what matters of the three. */
static void one_step(struct ui *ui, struct scene *scene, float y)
{
    struct type type = {TYPE_BUTTON, false, COL_INK};

    scene_icon(scene, (struct place){52, y - 30, 60, 60}, "seat", COL_ACTION, COL_AMBER);
    scene_text_fit(scene, 140, y + 19, 892, type, LEFT, ui_tr(ui, "Have a seat until you are called"));
}

static void step_below(struct scene *scene, const struct step *step, int digit, int size, float y)
{
    struct type head = {size, true, COL_INK}, line = {TYPE_SMALL, false, COL_INK2};

    widget_step(scene, scene->large ? 80 : 74, y, scene->large ? 32 : 26, digit);
    scene_icon(scene, (struct place){scene->large ? 126 : 118, y - 36, 72, 72}, step->icon, COL_ACTION, COL_AMBER);
    scene_text_fit(scene, 208, y + (scene->large ? 18 : -3), 364, head, LEFT, step->title);
    if (!scene->large) scene_text_fit(scene, 208, y + 35, 370, line, LEFT, step->line);
}

static void step_beside(struct scene *scene, const struct step *step, int digit, float x, float y)
{
    struct type head = {TYPE_BUTTON, true, COL_INK}, line = {TYPE_SMALL, false, COL_INK2};

    widget_step(scene, x + 28, y, 28, digit);
    scene_icon(scene, (struct place){x + 71, y - 36, 72, 72}, step->icon, COL_ACTION, COL_AMBER);
    scene_text_fit(scene, x, y + 90, 316, head, LEFT, step->title);
    scene_text_fit(scene, x, y + 132, 316, line, LEFT, step->line);
}

static void steps(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = plan_for(scene);
    struct step list[3];
    int size;

    if (plan->steps_pitch <= 0) {
        one_step(ui, scene, plan->steps_y);
        return;
    }
    steps_of(ui, list);
    size = scene_common_size(scene, (struct type){TYPE_BUTTON, true, COL_INK}, 364,
                             (const char *const[]){list[0].title, list[1].title, list[2].title}, 3);
    for (int i = 0; i < 3; i++) {
        if (scene->landscape)
            step_below(scene, &list[i], i + 1, size, plan->steps_y + plan->steps_pitch * (float)i);
        else
            step_beside(scene, &list[i], i + 1, MARGIN + plan->steps_pitch * (float)i, plan->steps_y);
    }
}

/* Portrait, without paper: the notice takes the title's place, advice that of the steps. */
static void photograph(struct ui *ui, struct scene *scene)
{
    struct print_words words = print_words(ui);
    struct type head = {52, true, COL_INK}, line = {TYPE_BODY, false, COL_INK};
    struct type plain = {TYPE_BUTTON, false, COL_INK}, strong = {TYPE_BUTTON, true, COL_INK};
    struct place panel = {MARGIN, 172, 984, 176};
    char advice[SCENE_TEXT];

    scene_panel(scene, panel, RADIUS_TILE, COL_AMBER_TINT);
    scene_icon(scene, (struct place){89, 208, 104, 104}, "camera", COL_AMBER_TEXT, COL_AMBER);
    scene_text_fit(scene, 228, 258, 780, head, LEFT, words.title);
    scene_text_fit(scene, 228, 306, 780, line, LEFT, words.line);
    scene_note(scene, "ticket.print", "text", panel, words.title, print_state_name(ticket_of(ui)->print));
    ticket_card(ui, scene, true);
    scene_icon(scene, (struct place){46, 1303, 48, 48}, "check-bold", COL_ACTION, COL_ACTION);
    snprintf(advice, sizeof advice, ui_tr(ui, "No phone? Remember [%s] and listen for it."), ticket_of(ui)->number);
    scene_mixed(scene, 112, 1344, plain, strong, LEFT, advice);
    scene_icon(scene, (struct place){46, 1371, 48, 48}, "check-bold", COL_ACTION, COL_ACTION);
    scene_text_fit(scene, 112, 1411, 920, plain, LEFT, ui_tr(ui, "Staff can print it again for you"));
}

/* No longer waiting: what has become of it and what to do now. */
static void state(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = plan_for(scene);
    char text[SCENE_TEXT], said[SCENE_TEXT];
    struct notice notice = ticket_state_advice(ui, text), bring = {.place = plan->bring, .icon = "checkdoc"};

    notice.place = plan->print;
    if (ticket_of(ui)->state == TICKET_CALLED) {
        ticket_state_call(ui, scene, plan->call);
        bring.head = ui_tr(ui, "Please bring your ticket and documents");
        if (bring.place.h > 0) panel_notice(scene, &bring);
        notice.place = plan->call;
    } else {
        panel_notice(scene, &notice);
    }
    panel_plain(text, said, sizeof said);
    scene_note(scene, "ticket.state", "text", notice.place, said, ticket_state_name(ticket_of(ui)->state));
}

/* A visit that is done can be rated here and now. */
static bool to_rate(struct ui *ui)
{
    return ticket_of(ui)->state == TICKET_DONE && !ticket_of(ui)->score && screen_of(SCREEN_RATE);
}

static void action_keys(struct ui *ui, struct scene *scene)
{
    const struct frame *frame = frame_of(scene);
    bool rates = to_rate(ui);

    if (ticket_of(ui)->state == TICKET_WAITING)
        widget_key(scene, &(struct key){.id = "ticket.cancel",
                                        .kind = KEY_QUIET,
                                        .place = frame->left,
                                        .label = ui_tr(ui, "Leave the queue"),
                                        .icon = "close",
                                        .icon_size = 44,
                                        .gap = 16,
                                        .size = 38,
                                        .disabled = ui_visit(ui)->sending});
    widget_key(scene, &(struct key){.id = "nav.home",
                                    .kind = rates ? KEY_QUIET : KEY_PRIMARY,
                                    .place = rates ? frame->left : frame->right,
                                    .label = to_photograph(ui) ? ui_tr(ui, "Photo taken") : ui_tr(ui, "Done"),
                                    .size = 42,
                                    .bold = !rates});
    if (rates)
        widget_key(scene, &(struct key){.id = "ticket.rate",
                                        .kind = KEY_PRIMARY,
                                        .place = frame->right,
                                        .label = ui_tr(ui, "Rate"),
                                        .icon = "rate",
                                        .size = 42,
                                        .bold = true});
}

static void build(struct ui *ui, struct scene *scene)
{
    if (to_photograph(ui) && !scene->landscape && !scene->large) {
        photograph(ui, scene);
    } else {
        title(ui, scene);
        ticket_card(ui, scene, false);
        if (ticket_of(ui)->state == TICKET_WAITING) {
            print_panel(ui, scene);
            steps(ui, scene);
        } else {
            state(ui, scene);
        }
    }
    action_keys(ui, scene);
    if (ui_visit(ui)->asking_cancel) panel_leave_question(ui, scene, "ticket.cancel_no", "ticket.cancel_yes");
}

static void enter(struct ui *ui)
{
    ui_watch(ui, -1, ticket_of(ui)->id);
}

static void send_cancel(struct ui *ui)
{
    ui_visit(ui)->asking_cancel = false;
    ui_send(ui, (struct command){.kind = CMD_CANCEL, .token = ticket_of(ui)->token});
}

static void act(struct ui *ui, const char *id)
{
    if (strcmp(id, "ticket.cancel") == 0)
        ui_visit(ui)->asking_cancel = true;
    else if (strcmp(id, "ticket.cancel_no") == 0)
        ui_visit(ui)->asking_cancel = false;
    else if (strcmp(id, "ticket.cancel_yes") == 0)
        send_cancel(ui);
    else if (strcmp(id, "ticket.rate") == 0)
        ui_go(ui, SCREEN_RATE);
    else if (strcmp(id, "nav.home") == 0)
        ui_leave(ui);
}

/* Called in the meantime, say: then the ticket says so itself. */
static void answer(struct ui *ui, const struct outcome *outcome)
{
    if (outcome->code != OUT_OK) log_info("a ticket was not cancelled: %s", outcome->message);
    if (outcome->ticket.id == ticket_of(ui)->id) ui_visit(ui)->ticket = outcome->ticket;
}

/* No question lies over a call. */
static void news(struct ui *ui)
{
    if (ticket_of(ui)->state != TICKET_WAITING) ui_visit(ui)->asking_cancel = false;
}

static bool key(struct ui *ui, SDL_Keycode code)
{
    if (code != SDLK_ESCAPE) return false;
    if (ui_visit(ui)->asking_cancel)
        ui_visit(ui)->asking_cancel = false;
    else
        ui_leave(ui);
    return true;
}

static ms_t tick(struct ui *ui, ms_t now)
{
    bool bobs = ui_motion(ui) && ticket_of(ui)->print == PRINT_PENDING && now - ui_visit(ui)->shown <= BOB_LASTS_MS;

    return bobs ? now + 40 : 0;
}

const struct screen screen_ticket = {.name = "ticket",
                                     .drops = true,
                                     .build = build,
                                     .act = act,
                                     .enter = enter,
                                     .news = news,
                                     .answer = answer,
                                     .key = key,
                                     .tick = tick};
