#include "ui/result_card.h"

#include <stdio.h>
#include <string.h>

#include "core/wait.h"
#include "ui/panel.h"
#include "ui/rating.h"
#include "ui/words.h"

enum { FACTS = 3, PEOPLE_SHOWN = 3 };

/* A caption with its value, whose strong part stands in [brackets]. */
struct fact {
    const char *id, *caption;
    char value[2 * WORDS];
};

static const struct ticket *ticket_of(struct ui *ui)
{
    return &ui_visit(ui)->ticket;
}

static bool waits(struct ui *ui)
{
    return ticket_of(ui)->state == TICKET_WAITING && ui_snapshot(ui)->ticket.id == ticket_of(ui)->id;
}

/* The number called last, of the same service if there was one; "" : none today. */
static const char *called_now(struct ui *ui)
{
    const struct hall_view *view = ui_hall_view(ui);

    for (int i = 0; i < view->recent_count; i++)
        if (strcmp(view->recent[i].service, ticket_of(ui)->service) == 0) return view->recent[i].number;
    return view->recent_count ? view->recent[0].number : "";
}

static struct fact *add(struct fact facts[FACTS], int *n, const char *id, const char *caption)
{
    facts[*n].id = id;
    facts[*n].caption = caption;
    return &facts[(*n)++];
}

static void add_time(struct fact facts[FACTS], int *n, const char *id, const char *caption, ms_t at)
{
    char hhmm[8];

    if (!at) return;
    clock_hhmm(at, hhmm);
    snprintf(add(facts, n, id, caption)->value, sizeof facts->value, "[%s]", hhmm);
}

static int facts_of_waiting(struct ui *ui, struct fact facts[FACTS])
{
    const struct snapshot *snapshot = ui_snapshot(ui);
    char range[WORDS];
    struct fact *fact;
    int n = 0;

    fact = add(facts, &n, "result.ahead", ui_tr(ui, "Ahead of you"));
    snprintf(fact->value, sizeof fact->value,
             trn(ui_lang(ui), "[%d] person", "[%d] people", (unsigned long)snapshot->ahead), snapshot->ahead);
    fact = add(facts, &n, "result.wait", ui_tr(ui, "Expected wait left"));
    if (words_range(&snapshot->wait, range))
        snprintf(fact->value, sizeof fact->value, ui_tr(ui, "[%s] min"), range);
    else
        snprintf(fact->value, sizeof fact->value, "%s",
                 snapshot->wait.known ? ui_tr(ui, "No wait now") : ui_tr(ui, "No counter open yet"));
    if (called_now(ui)[0])
        snprintf(add(facts, &n, "result.calling", ui_tr(ui, "Called now"))->value, sizeof fact->value, "[%s]",
                 called_now(ui));
    return n;
}

static int facts_of(struct ui *ui, struct fact facts[FACTS])
{
    const struct ticket *ticket = ticket_of(ui);
    bool done = ticket->state == TICKET_DONE;
    int n = 0;

    if (waits(ui)) return facts_of_waiting(ui, facts);
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

/* A value without a figure in it is said in words, smaller. */
static void draw_fact(struct scene *scene, const struct fact *fact, float x, float y, float room)
{
    bool figure = strchr(fact->value, '[') != NULL;
    struct type small = {TYPE_CAPTION, false, COL_INK2}, unit = {TYPE_HALL, true, COL_INK}, big = {88, true, COL_INK};
    struct type words = {46, true, COL_ACTION};
    char value[2 * WORDS];
    float width;

    if (scene->landscape) big.size = 72, unit.size = TYPE_BODY, words.size = TYPE_LIST;
    scene_text_fit(scene, x, y, room, small, LEFT, fact->caption);
    if (figure)
        width = scene_mixed(scene, x, y + (scene->landscape ? 76 : 92), unit, big, LEFT, fact->value);
    else
        width = scene_text_fit(scene, x, y + (scene->landscape ? 66 : 82), room, words, LEFT, fact->value);
    panel_plain(fact->value, value, sizeof value);
    scene_note(scene, fact->id, "text", (struct place){x, y - 30, SDL_max(width, 160), 130}, fact->caption, value);
}

/* Those ahead as outlines, oneself filled; returns where they end. */
static float people(struct scene *scene, float x, float y, int ahead)
{
    float side = 68, pitch = 72;

    for (int i = 0; i < SDL_min(ahead, PEOPLE_SHOWN); i++, x += pitch)
        scene_icon(scene, (struct place){x, y, side, side}, "person", COL_ACTION, COL_AMBER);
    if (ahead > PEOPLE_SHOWN) {
        scene_text(scene, x, y + 40, (struct type){TYPE_BODY, true, COL_ACTION}, LEFT, "…");
        x += pitch - 20;
    }
    scene_icon(scene, (struct place){x, y, side, side}, "you", COL_AMBER, COL_AMBER);
    return x + pitch;
}

/* 10:34–10:37, when the turn comes; false when that can't be told. */
static bool turn_words(struct ui *ui, char out[2 * WORDS])
{
    char from[8], to[8];
    int lo, hi;

    if (!ui_snapshot(ui)->wait.known || !wait_minutes(&ui_snapshot(ui)->wait, &lo, &hi)) return false;
    clock_hhmm(ui_time(ui) + (ms_t)lo * 60000, from);
    clock_hhmm(ui_time(ui) + (ms_t)hi * 60000, to);
    snprintf(out, 2 * WORDS, ui_tr(ui, "around [%s–%s]"), from, to);
    return true;
}

/* Portrait has room for both on one line. */
static void place_in_line(struct ui *ui, struct scene *scene, float x, float right, float y)
{
    struct type here = {TYPE_BODY, true, COL_AMBER_TEXT};
    char turn[2 * WORDS];
    float end = people(scene, x - 2, y - 6, ui_snapshot(ui)->ahead);

    end += scene_text(scene, end + 4, y + 40, here, LEFT, ui_tr(ui, "You are here"));
    if (!turn_words(ui, turn)) return;
    if (scene->landscape)
        panel_mixed(scene, x, y + 105, right - x, TYPE_BUTTON, LEFT, turn);
    else
        panel_mixed(scene, right, y + 41, right - end - 24, TYPE_BUTTON, RIGHT, turn);
}

/* What the visitor said about it, once it is done. */
static void rating_line(struct ui *ui, struct scene *scene, float x, float y)
{
    struct type plain = {TYPE_BUTTON, false, COL_INK};
    int score = ticket_of(ui)->score;
    char icon[8], line[SCENE_TEXT];

    if (score < 1 || score > 5) return;
    snprintf(icon, sizeof icon, "face%d", score);
    snprintf(line, sizeof line, ui_tr(ui, "Rated: %s"), rating_word(ui_lang(ui), score));
    scene_icon(scene, (struct place){x, y, 56, 56}, icon, COL_ACTION, COL_AMBER);
    scene_text(scene, x + 76, y + 41, plain, LEFT, line);
}

static void heading(struct ui *ui, struct scene *scene, float left, float right, float y)
{
    const struct hall *hall = ui_hall(ui);
    int service = hall_service(hall, ticket_of(ui)->service);
    const char *name = service < 0 ? "" : text_in(&hall->services[service].name, ui_lang(ui));
    struct type bold = {TYPE_LIST, true, COL_INK}, small = {34, false, COL_INK2}, checked = {30, true, COL_ACTION};
    const char *proof = ui_tr(ui, "Slip checked");
    char hhmm[8], taken[WORDS];
    float width;

    clock_hhmm(ticket_of(ui)->issued_at, hhmm);
    snprintf(taken, sizeof taken, ui_tr(ui, "taken %s"), hhmm);
    width = scene_text_fit(scene, left, y, right - left - 460, bold, LEFT, name);
    scene_text(scene, left + width + 24, y - 1, small, LEFT, taken);
    if (!ui_visit(ui)->own) return;
    width = scene_text(scene, right, y - 2, checked, RIGHT, proof);
    scene_icon(scene, (struct place){right - width - 50, y - 34, 44, 44}, "check", COL_ACTION, COL_ACTION);
}

static void number(struct ui *ui, struct scene *scene, float cx, float baseline, int size, float width)
{
    struct type type = {size, true, COL_ACTION};
    enum ticket_state state = ticket_of(ui)->state;
    float h = (float)size * 0.75f;

    if (state == TICKET_CANCELLED || state == TICKET_EXPIRED) type.colour = COL_EDGE;
    scene_text_fit(scene, cx, baseline, width, type, CENTRE, ticket_of(ui)->number);
    scene_note(scene, "result.number", "text", (struct place){cx - width / 2, baseline - h, width, h},
               ticket_of(ui)->number, ticket_state_name(state));
}

static void portrait(struct ui *ui, struct scene *scene)
{
    static const float columns[FACTS] = {96, 380, 760};
    struct fact facts[FACTS] = {{0}};
    int n = facts_of(ui, facts);

    scene_round(scene, (struct place){MARGIN, 276, 984, 740}, RADIUS_TICKET, COL_FACE);
    scene_circle(scene, MARGIN, 680, 24, COL_GROUND);
    scene_circle(scene, MARGIN + 984, 680, 24, COL_GROUND);
    scene_dots(scene, (struct place){96, 677, 888, 6}, 12, COL_LINE);
    heading(ui, scene, 96, 984, 355);
    number(ui, scene, 540, 616, 260, 888);
    for (int i = 0; i < n; i++) draw_fact(scene, &facts[i], columns[i], 754, i < 2 ? 356 : 224);
    if (waits(ui))
        place_in_line(ui, scene, 96, 984, 904);
    else
        rating_line(ui, scene, 96, 904);
}

static void landscape(struct ui *ui, struct scene *scene)
{
    struct fact facts[FACTS] = {{0}};
    int n = facts_of(ui, facts);

    scene_round(scene, (struct place){618, 44, 1254, 476}, RADIUS_TICKET, COL_FACE);
    scene_circle(scene, 1340, 44, 24, COL_GROUND);
    scene_circle(scene, 1340, 520, 24, COL_GROUND);
    scene_dots(scene, (struct place){1337, 92, 6, 380}, 12, COL_LINE);
    heading(ui, scene, 666, 1292, 115);
    number(ui, scene, 979, 334, 248, 626);
    if (waits(ui))
        place_in_line(ui, scene, 666, 1292, 382);
    else
        rating_line(ui, scene, 666, 400);
    for (int i = 0; i < n; i++) draw_fact(scene, &facts[i], 1388, 104 + 142 * (float)i, 440);
}

void result_card(struct ui *ui, struct scene *scene)
{
    if (scene->landscape)
        landscape(ui, scene);
    else
        portrait(ui, scene);
}
