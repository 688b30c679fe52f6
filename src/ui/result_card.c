#include "ui/result_card.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/wait.h"
#include "ui/rating.h"
#include "ui/ticket_state.h"

enum { PEOPLE_SHOWN = 3 };

static const struct ticket *ticket_of(struct ui *ui)
{
    return &ui_visit(ui)->ticket;
}

static bool waits(struct ui *ui)
{
    return ticket_of(ui)->state == TICKET_WAITING && ui_snapshot(ui)->ticket.id == ticket_of(ui)->id;
}

/* The number called last, of the same service if there was one; "" : none today. One sent on to another service was
 * called before it waited again: it is no answer to its own visitor. */
static const char *called_now(struct ui *ui)
{
    const struct hall_view *view = ui_hall_view(ui);
    const char *other = "";

    for (int i = view->recent_count - 1; i >= 0; i--)
        if (view->recent[i].id != ticket_of(ui)->id) other = view->recent[i].number;
    for (int i = 0; i < view->recent_count; i++)
        if (view->recent[i].id != ticket_of(ui)->id && strcmp(view->recent[i].service, ticket_of(ui)->service) == 0)
            return view->recent[i].number;
    return other;
}

static int facts_of(struct ui *ui, struct fact facts[STATE_FACTS])
{
    const struct snapshot *snapshot = ui_snapshot(ui);
    char range[WORDS];
    int n = 2;

    if (!waits(ui)) return ticket_state_facts(ui, facts);
    facts[0] = (struct fact){.id = "result.ahead", .caption = ui_tr(ui, "Ahead of you")};
    snprintf(facts[0].value, sizeof facts->value,
             trn(ui_lang(ui), "[%d] person", "[%d] people", (unsigned long)snapshot->ahead), snapshot->ahead);
    facts[1] = (struct fact){.id = "result.wait", .caption = ui_tr(ui, "Time left")};
    if (words_range(&snapshot->wait, range))
        snprintf(facts[1].value, sizeof facts->value, ui_tr(ui, "[%s] min"), range);
    else
        str_copy(facts[1].value, sizeof facts->value, ticket_state_no_range(ui, &snapshot->wait, false));
    if (!called_now(ui)[0]) return n;
    facts[n] = (struct fact){.id = "result.calling", .caption = ui_tr(ui, "Called now")};
    snprintf(facts[n++].value, sizeof facts->value, "[%s]", called_now(ui));
    return n;
}

struct plan {
    struct place card;
    float tear;
    bool down;
    float left, right, heading_y;
    float number_x, number_y, number_w;
    int number_size;
    struct {
        float x, room;
    } fact[STATE_FACTS];
    float facts_y, facts_pitch; /* pitch 0: side by side */
    bool captions_before;       /* on the figure's line */
    float line_y;               /* the queue as people, or the rating; 0: no room */
};
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {.card = {48, 276, 984, 740},
                  .tear = 404,
                  .left = 96,
                  .right = 984,
                  .heading_y = 355,
                  .number_x = 540,
                  .number_y = 616,
                  .number_w = 888,
                  .number_size = 260,
                  .fact = {{96, 270}, {380, 356}, {760, 224}},
                  .facts_y = 754,
                  .line_y = 904},
    [PORTRAIT_LARGE] = {.card = {48, 272, 984, 640},
                        .tear = 316,
                        .left = 96,
                        .right = 984,
                        .heading_y = 346,
                        .number_x = 540,
                        .number_y = 556,
                        .number_w = 888,
                        .number_size = 220,
                        .fact = {{96, 888}, {96, 888}, {96, 888}},
                        .facts_y = 686,
                        .facts_pitch = 94,
                        .captions_before = true},
    [PORTRAIT_LOW] = {.card = {48, 276, 984, 600},
                      .tear = 304,
                      .left = 96,
                      .right = 984,
                      .heading_y = 345,
                      .number_x = 540,
                      .number_y = 540,
                      .number_w = 888,
                      .number_size = 220,
                      .fact = {{96, 270}, {380, 356}, {760, 224}},
                      .facts_y = 640,
                      .line_y = 776},
    [LANDSCAPE] = {.card = {618, 44, 1254, 476},
                   .tear = 722,
                   .down = true,
                   .left = 666,
                   .right = 1292,
                   .heading_y = 115,
                   .number_x = 979,
                   .number_y = 334,
                   .number_w = 626,
                   .number_size = 248,
                   .fact = {{1388, 440}, {1388, 440}, {1388, 440}},
                   .facts_y = 104,
                   .facts_pitch = 142,
                   .line_y = 382},
    [LANDSCAPE_LARGE] = {.card = {618, 44, 1254, 400},
                         .tear = 640,
                         .down = true,
                         .left = 666,
                         .right = 1230,
                         .heading_y = 124,
                         .number_x = 938,
                         .number_y = 334,
                         .number_w = 560,
                         .number_size = 220,
                         .fact = {{1306, 540}, {1306, 540}, {1306, 540}},
                         .facts_y = 92,
                         .facts_pitch = 128},
    [LANDSCAPE_LOW] = {.card = {618, 44, 1254, 380},
                       .tear = 722,
                       .down = true,
                       .left = 666,
                       .right = 1292,
                       .heading_y = 104,
                       .number_x = 979,
                       .number_y = 284,
                       .number_w = 626,
                       .number_size = 210,
                       .fact = {{1388, 440}, {1388, 440}, {1388, 440}},
                       .facts_y = 88,
                       .facts_pitch = 118,
                       .line_y = 330},
};

/* A value without a figure in it is said in words, smaller. One below the other, fewer stand in the middle. */
static void draw_fact(struct scene *scene, const struct plan *plan, const struct fact *fact, int index, int count)
{
    bool figure = strchr(fact->value, '[') != NULL;
    struct type small = {TYPE_CAPTION, false, COL_INK2}, unit = {TYPE_HALL, true, COL_INK}, big = {88, true, COL_INK};
    struct type words = {46, true, COL_ACTION};
    float x = plan->fact[index].x, room = plan->fact[index].room,
          y = plan->facts_y + plan->facts_pitch * ((float)index + (float)(STATE_FACTS - count) / 2);
    float below = scene->landscape ? 76 : 92, width;
    char value[2 * WORDS];

    if (scene->landscape) big.size = scene->low ? 60 : 72, unit.size = TYPE_BODY, words.size = TYPE_LIST;
    if (scene->landscape && scene->low) below = 62;
    if (plan->captions_before) big.size = 72, words.size = TYPE_LIST, below = 0;
    width = scene_text_fit(scene, x, y, room, small, LEFT, fact->caption);
    if (plan->captions_before) x += width + 24, room -= width + 24;
    if (figure)
        width = scene_mixed_fit(scene, x, y + below, room, unit, big, LEFT, fact->value);
    else
        width = scene_text_fit(scene, x, y + SDL_max(0, below - 10), room, words, LEFT, fact->value);
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

    end += scene_text(scene, end + 4, y + 40, here, LEFT, ticket_state_here(ui));
    if (!turn_words(ui, turn) || (scene->landscape && scene->low)) return;
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

static void heading(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct hall *hall = ui_hall(ui);
    int service = hall_service(hall, ticket_of(ui)->service);
    const char *name = service < 0 ? "" : text_in(&hall->services[service].name, ui_lang(ui));
    struct type bold = {TYPE_LIST, true, COL_INK}, small = {34, false, COL_INK2}, checked = {30, true, COL_ACTION};
    const char *proof = ui_tr(ui, "Verified");
    float y = plan->heading_y, right = plan->right, width, said = 0;
    char hhmm[8], taken[WORDS];

    if (ui_visit(ui)->own) {
        said = scene_text(scene, right, y - 2, checked, RIGHT, proof) + 60;
        scene_icon(scene, (struct place){right - said + 10, y - 34, 44, 44}, "check-bold", COL_ACTION, COL_ACTION);
    }
    clock_hhmm(ticket_of(ui)->issued_at, hhmm);
    snprintf(taken, sizeof taken, ui_tr(ui, "Taken %s"), hhmm);
    width = scene_text_fit(scene, plan->left, y, right - plan->left - said - 24, bold, LEFT, name) + 24;
    if (!scene->large && plan->left + width + scene_text_width(scene, small, taken) < right - said)
        scene_text(scene, plan->left + width, y - 1, small, LEFT, taken);
}

static void number(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type type = {plan->number_size, true, COL_ACTION};
    enum ticket_state state = ticket_of(ui)->state;
    float h = (float)plan->number_size * 0.75f, w = plan->number_w;

    if (state == TICKET_CANCELLED || state == TICKET_EXPIRED) type.colour = COL_EDGE;
    scene_text_fit(scene, plan->number_x, plan->number_y, w, type, CENTRE, ticket_of(ui)->number);
    scene_note(scene, "result.number", "text", (struct place){plan->number_x - w / 2, plan->number_y - h, w, h},
               ticket_of(ui)->number, ticket_state_name(state));
}

void result_card(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];
    struct fact facts[STATE_FACTS] = {{0}};
    int n = facts_of(ui, facts);

    panel_ticket(scene, plan->card, plan->tear, plan->down);
    heading(ui, scene, plan);
    number(ui, scene, plan);
    for (int i = 0; i < n; i++) draw_fact(scene, plan, &facts[i], i, n);
    if (plan->line_y <= 0) return;
    if (waits(ui))
        place_in_line(ui, scene, plan->left, plan->right, plan->line_y);
    else
        rating_line(ui, scene, plan->left, plan->line_y);
}
