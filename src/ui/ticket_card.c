#include "ui/ticket_card.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/ticket_state.h"

enum { PEOPLE_SHOWN = 6, PEOPLE_PITCH = 46 };

static const struct ticket *ticket_of(struct ui *ui)
{
    return &ui_visit(ui)->ticket;
}

/* The live figures, or those of the issue until they are read. */
static void facts_of(struct ui *ui, int *ahead, struct wait *wait)
{
    const struct snapshot *snapshot = ui_snapshot(ui);
    bool live = snapshot->ticket.id == ticket_of(ui)->id;

    *ahead = live ? snapshot->ahead : ticket_of(ui)->ahead_at_issue;
    *wait = live ? snapshot->wait : ticket_of(ui)->wait_at_issue;
}

/* Where the parts of the card stand. */
struct plan {
    struct place card;
    float tear;
    bool down;                    /* the tear line runs down the card */
    float left, right, heading_y; /* of the heading; figures and people start left as well */
    bool timed;                   /* it tells when the ticket was taken */
    float number_x, number_y, number_w;
    float facts_y, facts_right;
    float qr_x, qr_y, qr_side; /* its centre, its top */
};
enum { WITH_PHOTO = LAYOUT_COUNT }; /* portrait, within a viewfinder, to be photographed */
static const struct plan plans[LAYOUT_COUNT + 1] = {
    [PORTRAIT] = {.card = {48, 276, 984, 772},
                  .tear = 428,
                  .left = 96,
                  .right = 984,
                  .heading_y = 355,
                  .timed = true,
                  .number_x = 540,
                  .number_y = 654,
                  .number_w = 888,
                  .facts_y = 799,
                  .facts_right = 745,
                  .qr_x = 882,
                  .qr_y = 738,
                  .qr_side = 203},
    [PORTRAIT_LARGE] = {.card = {48, 268, 984, 820},
                        .tear = 460,
                        .left = 96,
                        .right = 984,
                        .heading_y = 372,
                        .number_x = 540,
                        .number_y = 688,
                        .number_w = 888,
                        .facts_y = 870,
                        .facts_right = 724,
                        .qr_x = 868,
                        .qr_y = 744,
                        .qr_side = 232},
    [PORTRAIT_LOW] = {.card = {48, 276, 984, 772},
                      .tear = 428,
                      .left = 96,
                      .right = 984,
                      .heading_y = 355,
                      .timed = true,
                      .number_x = 540,
                      .number_y = 654,
                      .number_w = 888,
                      .facts_y = 799,
                      .facts_right = 745,
                      .qr_x = 882,
                      .qr_y = 738,
                      .qr_side = 203},
    [LANDSCAPE] = {.card = {618, 44, 1254, 488},
                   .tear = 892,
                   .down = true,
                   .left = 666,
                   .right = 1462,
                   .heading_y = 115,
                   .timed = true,
                   .number_x = 1071,
                   .number_y = 402,
                   .number_w = 844,
                   .facts_y = 495,
                   .facts_right = 1462,
                   .qr_x = 1691,
                   .qr_y = 150,
                   .qr_side = 203},
    [LANDSCAPE_LARGE] = {.card = {618, 44, 1254, 488},
                         .tear = 892,
                         .down = true,
                         .left = 666,
                         .right = 1462,
                         .heading_y = 110,
                         .number_x = 1071,
                         .number_y = 402,
                         .number_w = 844,
                         .facts_y = 496,
                         .facts_right = 1462,
                         .qr_x = 1691,
                         .qr_y = 130,
                         .qr_side = 216},
    /* The leak strip lies across: the facts go below it. */
    [LANDSCAPE_LOW] = {.card = {618, 44, 1254, 384},
                       .tear = 892,
                       .down = true,
                       .left = 666,
                       .right = 1462,
                       .heading_y = 104,
                       .timed = true,
                       .number_x = 1071,
                       .number_y = 388,
                       .number_w = 844,
                       .facts_y = 620,
                       .facts_right = 1824,
                       .qr_x = 1691,
                       .qr_y = 84,
                       .qr_side = 203},
    [WITH_PHOTO] = {.card = {48, 408, 984, 836},
                    .tear = 428,
                    .left = 96,
                    .right = 984,
                    .heading_y = 487,
                    .timed = true,
                    .number_x = 540,
                    .number_y = 786,
                    .number_w = 888,
                    .facts_y = 963,
                    .facts_right = 720,
                    .qr_x = 854,
                    .qr_y = 872,
                    .qr_side = 261},
};

static void heading(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct hall *hall = ui_hall(ui);
    int service = hall_service(hall, ticket_of(ui)->service), class = hall_class(hall, ticket_of(ui)->class);
    const char *name = service < 0 ? "" : text_in(&hall->services[service].name, ui_lang(ui));
    struct type bold = {scene->large && !scene->landscape ? TYPE_SERVICE : TYPE_LIST, true, COL_INK},
                small = {TYPE_BODY, false, COL_INK2};
    float room = plan->right - plan->left;
    char hhmm[8], line[WORDS], both[SCENE_TEXT];

    clock_hhmm(ticket_of(ui)->issued_at, hhmm);
    snprintf(line, sizeof line, ui_tr(ui, "Taken %s"), hhmm);
    if (class > 0)
        snprintf(both, sizeof both, "%s · %s", name, ui_tr(ui, "Priority"));
    else
        snprintf(both, sizeof both, "%s", name);
    scene_text_fit(scene, plan->left, plan->heading_y, plan->timed ? room - 220 : room, bold, LEFT, both);
    if (plan->timed) scene_text(scene, plan->right, plan->heading_y - 3, small, RIGHT, line);
}

static void number(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type type = {TYPE_NUMBER, true, COL_ACTION};
    struct place place = {plan->number_x - plan->number_w / 2, plan->number_y - 256, plan->number_w, 260};

    if (ticket_of(ui)->state == TICKET_CANCELLED) type.colour = COL_EDGE;
    scene_text_fit(scene, plan->number_x, plan->number_y, plan->number_w, type, CENTRE, ticket_of(ui)->number);
    scene_note(scene, "ticket.number", "text", place, ticket_of(ui)->number, ticket_of(ui)->number);
}

/* Those ahead as outlines, oneself filled. Returns where they end. */
static float people(struct scene *scene, float x, float y, float size, float pitch, int ahead)
{
    int shown = SDL_min(ahead, PEOPLE_SHOWN);

    for (int i = 0; i < shown; i++, x += pitch)
        scene_icon(scene, (struct place){x, y, size, size}, "person", COL_ACTION, COL_AMBER);
    if (ahead > shown) {
        scene_text(scene, x + 4, y + size * 0.6f, (struct type){TYPE_BODY, true, COL_ACTION}, LEFT, "…");
        x += pitch * 0.8f;
    }
    scene_icon(scene, (struct place){x, y, size, size}, "you", COL_AMBER, COL_AMBER);
    return x + pitch;
}

static void wait_note(struct ui *ui, struct scene *scene, struct place place, int ahead, const struct wait *wait)
{
    char range[WORDS], label[2 * WORDS], value[WORDS];

    if (words_range(wait, range))
        snprintf(label, sizeof label, ui_tr(ui, "%s min"), range);
    else
        str_copy(label, sizeof label, ticket_state_no_range(ui, wait, false));
    snprintf(value, sizeof value, "%d", ahead);
    scene_note(scene, "ticket.wait", "text", place, label, value);
}

/* 8–12 分钟 with its figure in brackets; false: words that say why there is none. */
static bool wait_words(struct ui *ui, const struct wait *wait, char out[SCENE_TEXT])
{
    char range[WORDS];

    if (words_range(wait, range)) {
        snprintf(out, SCENE_TEXT, ui_tr(ui, "[%s] min"), range);
        return true;
    }
    str_copy(out, SCENE_TEXT, ticket_state_no_range(ui, wait, false));
    return false;
}

static void ahead_words(struct ui *ui, int ahead, char out[SCENE_TEXT])
{
    snprintf(out, SCENE_TEXT, trn(ui_lang(ui), "[%d] person", "[%d] people", (unsigned long)ahead), ahead);
}

/* Captions above their figures, then the queue as people. */
static void portrait_facts(struct ui *ui, struct scene *scene, const struct plan *plan, int ahead,
                           const struct wait *wait)
{
    struct type small = {TYPE_CAPTION, false, COL_INK2}, unit = {38, true, COL_INK}, big = {84, true, COL_INK};
    struct type here = {TYPE_BODY, true, COL_AMBER_TEXT}, words = {46, true, COL_ACTION};
    float x = plan->left, y = plan->facts_y, width, next;
    char line[SCENE_TEXT];

    ahead_words(ui, ahead, line);
    scene_text(scene, x, y, small, LEFT, ui_tr(ui, "Ahead of you"));
    width = scene_mixed(scene, x, y + 94, unit, big, LEFT, line);
    width = SDL_max(width, scene_text_width(scene, small, ui_tr(ui, "Ahead of you")));
    next = SDL_max(x + width + 57, 272);
    scene_text(scene, next, y, small, LEFT, ui_tr(ui, "Time left"));
    if (wait_words(ui, wait, line)) {
        scene_mixed_fit(scene, next, y + 94, plan->facts_right - next, unit, big, LEFT, line);
    } else {
        if (!scene_text_fits(scene, plan->facts_right - next, words, line))
            str_copy(line, sizeof line, ticket_state_no_range(ui, wait, true));
        scene_text_fit(scene, next, y + 84, plan->facts_right - next, words, LEFT, line);
    }
    width = people(scene, x, y + 156, 56, 62, ahead);
    scene_text_fit(scene, width + 10, y + 198, plan->facts_right - width, here, LEFT, ticket_state_here(ui));
}

/* Large print: one fact a line, its caption before it. */
static void large_facts(struct ui *ui, struct scene *scene, const struct plan *plan, int ahead,
                        const struct wait *wait)
{
    struct type small = {TYPE_SMALL, false, COL_INK2}, unit = {38, true, COL_INK}, big = {84, true, COL_INK};
    struct type words = {38, true, COL_ACTION};
    const char *first = trc(ui_lang(ui), "brief", "Ahead"), *second = trc(ui_lang(ui), "brief", "Wait");
    float x = plan->left, y = plan->facts_y, value;
    char line[SCENE_TEXT];

    value = x + 22 + SDL_max(scene_text_width(scene, small, first), scene_text_width(scene, small, second));
    ahead_words(ui, ahead, line);
    scene_text(scene, x, y, small, LEFT, first);
    scene_mixed(scene, value, y, unit, big, LEFT, line);
    scene_text(scene, x, y + 152, small, LEFT, second);
    if (wait_words(ui, wait, line))
        scene_mixed_fit(scene, value, y + 152, plan->facts_right - value, unit, big, LEFT, line);
    else
        scene_text_fit(scene, value, y + 152, plan->facts_right - value, words, LEFT, line);
}

/* A small caption and its fact on one line: in words where there is no figure. */
static float caption_and_fact(struct scene *scene, float x, float y, float room, enum align align,
                              const char *caption, const char *value)
{
    struct type plain = {TYPE_BODY, false, COL_INK}, strong = {TYPE_TITLE, true, COL_INK};
    float said = scene_text_width(scene, plain, caption) + 16, width;

    if (align == RIGHT) {
        width = scene_mixed_fit(scene, x, y, room - said, plain, strong, RIGHT, value);
        scene_text(scene, x - width - 16, y, plain, RIGHT, caption);
    } else {
        scene_text(scene, x, y, plain, LEFT, caption);
        width = scene_mixed_fit(scene, x + said, y, room - said, plain, strong, LEFT, value);
    }
    return said + width;
}

/* Both facts on one line; the people between them as long as there is room. */
static void landscape_facts(struct ui *ui, struct scene *scene, const struct plan *plan, int ahead,
                            const struct wait *wait)
{
    struct type plain = {TYPE_BODY, false, COL_INK}, strong = {TYPE_TITLE, true, COL_INK};
    struct type words = {38, true, COL_ACTION}, here = {TYPE_BODY, true, COL_AMBER_TEXT};
    char line[SCENE_TEXT], range[WORDS];
    float width, from, room = plan->facts_right - plan->left;
    int shown;

    snprintf(line, sizeof line, trn(ui_lang(ui), "[%d] ahead", "[%d] ahead", (unsigned long)ahead), ahead);
    width = scene_mixed(scene, plan->left, plan->facts_y, plain, strong, LEFT, line) + 20;
    if (words_range(wait, range)) {
        snprintf(line, sizeof line, ui_tr(ui, "[%s] min left"), range);
        from =
            room - scene_mixed_fit(scene, plan->facts_right, plan->facts_y, room - width, plain, strong, RIGHT, line);
    } else {
        (void)wait_words(ui, wait, line);
        from = room - scene_text_fit(scene, plan->facts_right, plan->facts_y, room - width, words, RIGHT, line);
    }
    shown = SDL_min(5, (int)((from - width) / PEOPLE_PITCH) - 2);
    if (!scene->large && shown >= SDL_min(ahead, 1))
        width += people(scene, plan->left + width, plan->facts_y - 49, 48, PEOPLE_PITCH, SDL_min(ahead, shown)) -
                 (plan->left + width);
    if (ui_snapshot(ui)->next && scene_text_width(scene, here, ticket_state_here(ui)) + 30 < from - width)
        scene_text(scene, plan->left + width + 10, plan->facts_y - 8, here, LEFT, ticket_state_here(ui));
}

/* What is known of a ticket that no longer waits: where, and when it came to this. */
static void state_facts(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type small = {TYPE_CAPTION, false, COL_INK2}, unit = {38, true, COL_INK}, big = {84, true, COL_INK};
    struct fact facts[STATE_FACTS] = {{0}};
    int n = ticket_state_facts(ui, facts);
    const struct fact *shown[2] = {&facts[0], &facts[SDL_max(1, n - 1)]};
    float x = plan->left, y = plan->facts_y, room = plan->facts_right - plan->left, caption, value;

    for (int i = 0; i < SDL_min(n, 2); i++) {
        if (scene->landscape) {
            caption_and_fact(scene, i ? plan->facts_right : x, y, room / 2, i ? RIGHT : LEFT, shown[i]->caption,
                             shown[i]->value);
        } else if (scene->large) {
            caption_and_fact(scene, x, y + 152 * (float)i, room, LEFT, shown[i]->caption, shown[i]->value);
        } else {
            caption = scene_text(scene, x, y, small, LEFT, shown[i]->caption);
            value = scene_mixed(scene, x, y + 94, unit, big, LEFT, shown[i]->value);
            x = SDL_max(x + SDL_max(caption, value) + 57, 320);
        }
    }
}

static void facts(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct place place = {plan->left, plan->facts_y - 60, plan->facts_right - plan->left,
                          scene->landscape ? 80 : 290};
    int ahead;
    struct wait wait;

    if (scene->landscape && scene->low)
        scene_panel(scene, (struct place){618, 548, 1254, 108}, RADIUS_TILE, COL_FACE);
    if (ticket_of(ui)->state != TICKET_WAITING) {
        state_facts(ui, scene, plan);
        return;
    }
    facts_of(ui, &ahead, &wait);
    if (scene->landscape)
        landscape_facts(ui, scene, plan, ahead, &wait);
    else if (scene->large)
        large_facts(ui, scene, plan, ahead, &wait);
    else
        portrait_facts(ui, scene, plan, ahead, &wait);
    wait_note(ui, scene, place, ahead, &wait);
}

/* The QR, what it is for, and the code that stands for it. */
static void qr(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const char *code = ticket_of(ui)->code;
    int size = scene->large ? TYPE_SMALL : TYPE_CAPTION;
    struct type caption = {size, false, COL_INK}, strong = {size, true, COL_INK};
    bool dark = scene_contrast(scene); /* the card is: the code needs white around it, and words clear of that */
    float cx = plan->qr_x, top = plan->qr_y - (dark ? 6 : 0), side = plan->qr_side, pitch = scene->large ? 52 : 40;
    float in = dark ? 14 : 0, below = plan->qr_y + side + (dark ? 8 : 4);
    char url[ITEM_VALUE], line[2 * WORDS];

    if (ticket_of(ui)->state == TICKET_CANCELLED) return;
    ui_ticket_url(ui, ticket_of(ui), url, sizeof url);
    scene_rect(scene, (struct place){cx - side / 2 - 16, top - 16, side + 32, side + 32}, COL_PAPER);
    scene_qr(scene, (struct place){cx - side / 2 + in, top + in, side - 2 * in, side - 2 * in}, url);
    scene_note(scene, "ticket.qr", "image", (struct place){cx - side / 2, top, side, side},
               ui_tr(ui, "Scan to follow"), url);
    scene_text_fit(scene, cx, below + pitch, side + 84, caption, CENTRE, ui_tr(ui, "Scan to follow"));
    if (strlen(code) != 4) return;
    snprintf(line, sizeof line, ui_tr(ui, "Code [%.2s %.2s]"), code, code + 2);
    scene_mixed(scene, cx, below + 2 * pitch, caption, strong, CENTRE, line);
    scene_note(scene, "ticket.code", "text", (struct place){cx - 110, top + side + 56, 220, 40},
               ui_tr(ui, "Ticket code"), code);
}

void ticket_card(struct ui *ui, struct scene *scene, bool photo)
{
    const struct plan *plan = &plans[photo ? (int)WITH_PHOTO : (int)scene_layout(scene)];
    const struct place *card = &plan->card;

    if (photo) scene_corners(scene, (struct place){24, card->y - 24, 1032, card->h + 48}, 54, 10, 96, COL_AMBER);
    panel_ticket(scene, *card, plan->tear, plan->down);
    heading(ui, scene, plan);
    number(ui, scene, plan);
    facts(ui, scene, plan);
    qr(ui, scene, plan);
}
