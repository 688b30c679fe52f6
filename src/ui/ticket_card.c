#include "ui/ticket_card.h"

#include <stdio.h>
#include <string.h>

#include "ui/words.h"

enum { PEOPLE_SHOWN = 6 };

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

static void heading(struct ui *ui, struct scene *scene, float left, float right, float y)
{
    const struct hall *hall = ui_hall(ui);
    int service = hall_service(hall, ticket_of(ui)->service), class = hall_class(hall, ticket_of(ui)->class);
    const char *name = service < 0 ? "" : text_in(&hall->services[service].name, ui_lang(ui));
    struct type bold = {TYPE_LIST, true, COL_INK}, small = {TYPE_BODY, false, COL_INK2};
    char hhmm[8], line[WORDS], both[SCENE_TEXT];

    clock_hhmm(ticket_of(ui)->issued_at, hhmm);
    snprintf(line, sizeof line, ui_tr(ui, "taken %s"), hhmm);
    if (class > 0)
        snprintf(both, sizeof both, "%s · %s", name, ui_tr(ui, "Priority"));
    else
        snprintf(both, sizeof both, "%s", name);
    scene_text_fit(scene, left, y, right - left - 220, bold, LEFT, both);
    scene_text(scene, right, y - 3, small, RIGHT, line);
}

static void number(struct ui *ui, struct scene *scene, float cx, float baseline, float width)
{
    struct type type = {TYPE_NUMBER, true, COL_ACTION};
    struct place place = {cx - width / 2, baseline - 256, width, 260};

    if (ticket_of(ui)->state == TICKET_CANCELLED) type.colour = COL_EDGE;
    scene_text_fit(scene, cx, baseline, width, type, CENTRE, ticket_of(ui)->number);
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
        snprintf(label, sizeof label, "%s",
                 wait->known ? ui_tr(ui, "No wait now") : ui_tr(ui, "No counter open yet"));
    snprintf(value, sizeof value, "%d", ahead);
    scene_note(scene, "ticket.wait", "text", place, label, value);
}

/* What stands where the wait stood once the ticket is no longer waiting. */
static void state_words(struct ui *ui, char out[SCENE_TEXT])
{
    const struct ticket *ticket = ticket_of(ui);

    if (ticket->state == TICKET_CALLED)
        snprintf(out, SCENE_TEXT, ui_tr(ui, "Please go to counter %d"), ticket->counter);
    else if (ticket->state == TICKET_SERVING)
        snprintf(out, SCENE_TEXT, ui_tr(ui, "Being served at counter %d"), ticket->counter);
    else if (ticket->state == TICKET_CANCELLED)
        snprintf(out, SCENE_TEXT, "%s", ui_tr(ui, "To come back, take a new number"));
    else
        snprintf(out, SCENE_TEXT, "%s", ui_tr(ui, "This visit is over, thank you"));
}

static void portrait_facts(struct ui *ui, struct scene *scene, float y)
{
    struct type small = {TYPE_CAPTION, false, COL_INK2}, unit = {38, true, COL_INK}, big = {84, true, COL_INK};
    struct type here = {TYPE_BODY, true, COL_AMBER_TEXT}, words = {46, true, COL_ACTION};
    int ahead;
    struct wait wait;
    float width, next;
    char line[2 * WORDS], range[WORDS], state[SCENE_TEXT];

    facts_of(ui, &ahead, &wait);
    if (ticket_of(ui)->state != TICKET_WAITING) {
        state_words(ui, state);
        scene_paragraph(scene, 96, y + 62, 640, 64, 2, words, LEFT, state);
        scene_note(scene, "ticket.wait", "text", (struct place){96, y, 640, 130}, state, NULL);
        return;
    }
    snprintf(line, sizeof line, trn(ui_lang(ui), "[%d] person", "[%d] people", (unsigned long)ahead), ahead);
    scene_text(scene, 96, y, small, LEFT, ui_tr(ui, "Ahead of you"));
    width = scene_mixed(scene, 96, y + 94, unit, big, LEFT, line);
    width = SDL_max(width, scene_text_width(scene, small, ui_tr(ui, "Ahead of you")));
    next = SDL_max(96 + width + 57, 272);
    scene_text(scene, next, y, small, LEFT, ui_tr(ui, "Expected wait left"));
    if (words_range(&wait, range)) {
        snprintf(line, sizeof line, ui_tr(ui, "[%s] min"), range);
        scene_mixed(scene, next, y + 94, unit, big, LEFT, line);
    } else {
        scene_text_fit(scene, next, y + 84, 745 - next, words, LEFT,
                       wait.known ? ui_tr(ui, "No wait now") : ui_tr(ui, "No counter open yet"));
    }
    width = people(scene, 96, y + 156, 56, 62, ahead);
    scene_text_fit(scene, width + 10, y + 198, 745 - width, here, LEFT, ui_tr(ui, "You are here"));
    wait_note(ui, scene, (struct place){96, y - 30, 640, 240}, ahead, &wait);
}

/* The QR, what it is for, and the code that stands for it. */
static void qr(struct ui *ui, struct scene *scene, float cx, float top, float side)
{
    const char *code = ticket_of(ui)->code;
    struct type caption = {TYPE_CAPTION, false, COL_INK}, strong = {TYPE_CAPTION, true, COL_INK};
    char url[ITEM_VALUE], line[2 * WORDS];

    if (ticket_of(ui)->state == TICKET_CANCELLED) return;
    ui_ticket_url(ui, ticket_of(ui), url, sizeof url);
    scene_rect(scene, (struct place){cx - side / 2 - 16, top - 16, side + 32, side + 32}, COL_PAPER);
    scene_qr(scene, (struct place){cx - side / 2, top, side, side}, url);
    scene_note(scene, "ticket.qr", "image", (struct place){cx - side / 2, top, side, side},
               ui_tr(ui, "Scan to follow"), url);
    scene_text_fit(scene, cx, top + side + 44, side + 60, caption, CENTRE, ui_tr(ui, "Scan to follow"));
    if (strlen(code) != 4) return;
    snprintf(line, sizeof line, ui_tr(ui, "Slip code [%.2s %.2s]"), code, code + 2);
    scene_mixed(scene, cx, top + side + 84, caption, strong, CENTRE, line);
    scene_note(scene, "ticket.code", "text", (struct place){cx - 110, top + side + 56, 220, 40},
               ui_tr(ui, "Slip code"), code);
}

void ticket_card(struct ui *ui, struct scene *scene, float top, bool photo)
{
    float h = photo ? 836 : 772, tear = top + 428;
    float facts = top + (photo ? 555 : 523);

    if (photo) scene_corners(scene, (struct place){24, top - 24, 1032, h + 48}, 54, 10, 96, COL_AMBER);
    scene_round(scene, (struct place){MARGIN, top, 984, h}, RADIUS_TICKET, COL_FACE);
    scene_circle(scene, MARGIN, tear, 24, COL_GROUND);
    scene_circle(scene, MARGIN + 984, tear, 24, COL_GROUND);
    scene_dots(scene, (struct place){96, tear - 3, 888, 6}, 12, COL_LINE);
    heading(ui, scene, 96, 984, top + 79);
    number(ui, scene, 540, top + 378, 888);
    portrait_facts(ui, scene, facts);
    if (photo)
        qr(ui, scene, 854, top + 464, 261);
    else
        qr(ui, scene, 882, top + 462, 203);
}

static void landscape_facts(struct ui *ui, struct scene *scene, float y)
{
    struct type plain = {TYPE_BODY, false, COL_INK}, strong = {TYPE_TITLE, true, COL_INK};
    struct type words = {46, true, COL_ACTION};
    char line[2 * WORDS], range[WORDS], state[SCENE_TEXT];
    int ahead;
    struct wait wait;
    float width;

    facts_of(ui, &ahead, &wait);
    if (ticket_of(ui)->state != TICKET_WAITING) {
        state_words(ui, state);
        scene_text_fit(scene, 666, y, 796, words, LEFT, state);
        scene_note(scene, "ticket.wait", "text", (struct place){666, y - 60, 796, 80}, state, NULL);
        return;
    }
    snprintf(line, sizeof line, trn(ui_lang(ui), "[%d] ahead", "[%d] ahead", (unsigned long)ahead), ahead);
    width = scene_mixed(scene, 666, y, plain, strong, LEFT, line);
    people(scene, 666 + width + 20, y - 49, 48, 46, SDL_min(ahead, 5));
    if (words_range(&wait, range)) {
        snprintf(line, sizeof line, ui_tr(ui, "[%s] min left"), range);
        scene_mixed(scene, 1462, y, plain, strong, RIGHT, line);
    } else {
        words.size = 38;
        scene_text(scene, 1462, y, words, RIGHT,
                   wait.known ? ui_tr(ui, "No wait now") : ui_tr(ui, "No counter open yet"));
    }
    wait_note(ui, scene, (struct place){666, y - 60, 796, 80}, ahead, &wait);
}

void ticket_card_landscape(struct ui *ui, struct scene *scene)
{
    scene_round(scene, (struct place){618, 44, 1254, 488}, RADIUS_TICKET, COL_FACE);
    scene_circle(scene, 1510, 44, 24, COL_GROUND);
    scene_circle(scene, 1510, 532, 24, COL_GROUND);
    scene_dots(scene, (struct place){1507, 92, 6, 392}, 12, COL_LINE);
    heading(ui, scene, 666, 1462, 115);
    number(ui, scene, 1071, 402, 880);
    landscape_facts(ui, scene, 495);
    qr(ui, scene, 1691, 150, 203);
}
