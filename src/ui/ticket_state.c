#include "ui/ticket_state.h"

#include <stdio.h>

static const struct ticket *ticket_of(struct ui *ui)
{
    return &ui_visit(ui)->ticket;
}

const char *ticket_state_title(struct ui *ui)
{
    static const char *const titles[TICKET_STATE_COUNT] = {
        [TICKET_WAITING] = N_("Your number is in the queue"),
        [TICKET_CALLED] = N_("Your number is called"),
        [TICKET_SERVING] = N_("You are being served"),
        [TICKET_HELD] = N_("Your visit goes on in a while"),
        [TICKET_DONE] = N_("Your visit is done"),
        [TICKET_ABSENT] = N_("Your call has passed"),
        [TICKET_CANCELLED] = N_("This number has left the queue"),
        [TICKET_EXPIRED] = N_("This number is from another day"),
    };

    return ui_tr(ui, titles[ticket_of(ui)->state]);
}

struct notice ticket_state_advice(struct ui *ui, char text[SCENE_TEXT])
{
    const struct ticket *ticket = ticket_of(ui);
    struct notice notice = {.icon = "window", .head = text};

    if (ticket->state == TICKET_WAITING) {
        notice.icon = "seat";
        snprintf(text, SCENE_TEXT, ui_tr(ui, "Please have a seat until [%s] is called"), ticket->number);
    } else if (ticket->state == TICKET_CALLED) {
        notice.icon = "call";
        snprintf(text, SCENE_TEXT, ui_tr(ui, "Please go to [counter %d] now"), ticket->counter);
    } else if (ticket->state == TICKET_SERVING || ticket->state == TICKET_HELD) {
        snprintf(text, SCENE_TEXT, ui_tr(ui, "Please stay near [counter %d]"), ticket->counter);
    } else if (ticket->state == TICKET_ABSENT) {
        snprintf(text, SCENE_TEXT, "%s", ui_tr(ui, "Please tell any counter, no need to queue again"));
        notice.warns = true;
    } else if (ticket->state == TICKET_DONE) {
        notice.icon = "rate";
        snprintf(text, SCENE_TEXT, "%s",
                 ticket->score ? ui_tr(ui, "You have rated it, thank you")
                               : ui_tr(ui, "Thank you for coming. How was it?"));
    } else {
        notice.icon = "ticket";
        snprintf(text, SCENE_TEXT, "%s", ui_tr(ui, "To be served, please take a new ticket"));
    }
    return notice;
}

const char *ticket_state_here(struct ui *ui)
{
    const struct snapshot *snapshot = ui_snapshot(ui);

    return snapshot->ticket.id == ticket_of(ui)->id && snapshot->next ? ui_tr(ui, "You are next")
                                                                      : ui_tr(ui, "You are here");
}

const char *ticket_state_no_range(struct ui *ui, const struct wait *wait, bool brief)
{
    int service = hall_service(ui_hall(ui), ticket_of(ui)->service);
    bool open = service >= 0 && ui_hall_view(ui)->services[service].open_counters > 0;

    return brief ? words_no_range_brief(ui_lang(ui), wait, open) : words_no_range(ui_lang(ui), wait, open);
}

static struct fact *add(struct fact facts[STATE_FACTS], int *n, const char *id, const char *caption)
{
    facts[*n].id = id;
    facts[*n].caption = caption;
    return &facts[(*n)++];
}

static void add_time(struct fact facts[STATE_FACTS], int *n, const char *id, const char *caption, ms_t at)
{
    char hhmm[8];

    if (!at) return;
    clock_hhmm(at, hhmm);
    snprintf(add(facts, n, id, caption)->value, sizeof facts->value, "[%s]", hhmm);
}

int ticket_state_facts(struct ui *ui, struct fact facts[STATE_FACTS])
{
    const struct ticket *ticket = ticket_of(ui);
    bool done = ticket->state == TICKET_DONE;
    int n = 0;

    if (ticket->counter)
        snprintf(add(facts, &n, "result.counter", ui_tr(ui, "Counter"))->value, sizeof facts->value,
                 trc(ui_lang(ui), "counter", "[%d]"), ticket->counter);
    if (done || ticket->state == TICKET_SERVING || ticket->state == TICKET_HELD)
        add_time(facts, &n, "result.started", ui_tr(ui, "Started"), ticket->started_at);
    else
        add_time(facts, &n, "result.called", ui_tr(ui, "Called at"), ticket->called_at);
    if (done) add_time(facts, &n, "result.ended", ui_tr(ui, "Finished"), ticket->ended_at);
    if (ticket->state == TICKET_CANCELLED)
        add_time(facts, &n, "result.ended", ui_tr(ui, "Left at"), ticket->ended_at);
    return n;
}

/* Icon and words above the counter. */
static void call_stacked(struct scene *scene, struct place at, const char *words, const char *counter)
{
    struct type small = {at.h < 200 ? TYPE_BODY : TYPE_WAIT, true, COL_ON_ACTION};
    struct type big = {SDL_min(168, (int)(at.h * 0.52f)), true, COL_ON_ACTION};
    float cx = at.x + at.w / 2, room = at.w - 48, icon = SDL_min(64, at.h * 0.28f), block, width, y;

    while (big.size > TYPE_WAIT && scene_text_width(scene, big, counter) > room) big.size -= 2;
    block = icon + 16 + (float)big.size * 0.9f;
    y = at.y + (at.h - block) / 2;
    width = SDL_min(room, icon + 16 + scene_text_width(scene, small, words));
    scene_icon(scene, (struct place){cx - width / 2, y, icon, icon}, "call", COL_ON_ACTION, COL_FLAME);
    scene_text_fit(scene, cx - width / 2 + icon + 16, y + icon / 2 + 14, width - icon - 16, small, LEFT, words);
    scene_text_fit(scene, cx, y + block - (float)big.size * 0.1f, room, big, CENTRE, counter);
}

static void call_line(struct scene *scene, struct place at, const char *sentence)
{
    struct type big = {SDL_min(80, (int)(at.h * 0.66f)), true, COL_ON_ACTION};
    float icon = at.h * 0.6f, middle = at.y + at.h / 2, room = at.w - icon - 108;

    while (big.size > TYPE_WAIT && scene_text_width(scene, big, sentence) > room) big.size -= 2;
    scene_icon(scene, (struct place){at.x + 38, middle - icon / 2, icon, icon}, "call", COL_ON_ACTION, COL_FLAME);
    scene_text_fit(scene, at.x + 70 + icon, middle + (float)big.size * 0.38f, room, big, LEFT, sentence);
}

void ticket_state_call(struct ui *ui, struct scene *scene, struct place place)
{
    char counter[WORDS], sentence[SCENE_TEXT];

    snprintf(counter, sizeof counter, ui_tr(ui, "Counter %d"), ticket_of(ui)->counter);
    snprintf(sentence, sizeof sentence, ui_tr(ui, "Please go to counter %d"), ticket_of(ui)->counter);
    scene_round(scene, place, RADIUS_TILE, COL_ACTION);
    if (place.w < 600 || place.h >= 200)
        call_stacked(scene, place, ui_tr(ui, "Please go to"), counter);
    else
        call_line(scene, place, sentence);
}
