#include "ui/panel.h"

#include <stdio.h>
#include <string.h>

#include "ui/frame.h"

static const char *service_name(struct ui *ui, const struct ticket *ticket)
{
    int service = hall_service(ui_hall(ui), ticket->service);

    return service < 0 ? "" : text_in(&ui_hall(ui)->services[service].name, ui_lang(ui));
}

void panel_where(struct ui *ui, const struct ticket *ticket, char out[SCENE_TEXT])
{
    char counter[SCENE_TEXT] = "";

    if (ticket->counter) snprintf(counter, sizeof counter, ui_tr(ui, "Counter %d"), ticket->counter);
    snprintf(out, SCENE_TEXT, "%.90s%s%.90s", counter, counter[0] ? " · " : "", service_name(ui, ticket));
}

void panel_title(struct scene *scene, const char *text)
{
    static const float baselines[LAYOUT_COUNT] = {241, 246, 241, 372, 372, 326};
    struct type type = {scene->landscape ? TYPE_CLOCK : TYPE_GREETING, true, COL_INK};
    const struct frame *frame = frame_of(scene);
    float y = baselines[scene_layout(scene)], width = scene_text_width(scene, type, text);

    /* A title that is only a little too long rather shrinks than leaves one word on a line. */
    if (!strchr(text, '\n') && (!scene->landscape || width < frame->side_w * 1.25f))
        scene_text_fit(scene, frame->side, y, frame->side_w, type, LEFT, text);
    else
        scene_paragraph(scene, frame->side, y, frame->side_w, scene->low ? 70 : 76, scene->low ? 2 : 3, type, LEFT,
                        text);
}

/* A half-round notch in an edge of the card: what is outside `edge` stays the window's. */
static void notch(struct scene *scene, float cx, float cy, struct place outside)
{
    if (scene_contrast(scene)) scene_circle(scene, cx, cy, 24, COL_EDGE);
    scene_circle(scene, cx, cy, scene_contrast(scene) ? 20 : 24, COL_GROUND);
    if (scene_contrast(scene)) scene_rect(scene, outside, COL_GROUND);
}

void panel_ticket(struct scene *scene, struct place card, float tear, bool down)
{
    float right = card.x + card.w, bottom = card.y + card.h, x = card.x + tear, y = card.y + tear;

    scene_panel(scene, card, RADIUS_TICKET, COL_FACE);
    if (down) {
        notch(scene, x, card.y, (struct place){x - 26, card.y - 26, 52, 26});
        notch(scene, x, bottom, (struct place){x - 26, bottom, 52, 26});
        scene_dots(scene, (struct place){x - 3, card.y + 48, 6, card.h - 96}, 12, COL_LINE);
    } else {
        notch(scene, card.x, y, (struct place){card.x - 26, y - 26, 26, 52});
        notch(scene, right, y, (struct place){right, y - 26, 26, 52});
        scene_dots(scene, (struct place){card.x + 48, y - 3, card.w - 96, 6}, 12, COL_LINE);
    }
}

void panel_plain(const char *text, char *out, size_t size)
{
    for (; *text && size > 1; text++) {
        if (*text == '[' || *text == ']') continue;
        *out++ = *text;
        size--;
    }
    *out = '\0';
}

void panel_mixed(struct scene *scene, float x, float y, float max, int size, enum align align, const char *text)
{
    struct type plain = {size, false, COL_INK}, strong = {size, true, COL_INK};

    while (plain.size > TYPE_FLOOR && scene_text_width(scene, strong, text) > max) strong.size = --plain.size;
    scene_mixed(scene, x, y, plain, strong, align, text);
}

/* The words of a notice between x and x + room. Where the room is narrow and high they take more lines. */
static void notice_words(struct scene *scene, const struct notice *notice, float x, float middle, float room)
{
    struct type head = {TYPE_LIST, true, COL_INK}, line = {TYPE_CAPTION, false, notice->warns ? COL_INK : COL_INK2};
    bool narrow = notice->place.w < 600;
    float pitch = scene->large ? 54 : 46;
    char plain[SCENE_TEXT];
    int lines;

    if (!notice->line && (narrow || !scene_text_fits(scene, room, head, notice->head))) {
        head.size = TYPE_BUTTON - 2;
        panel_plain(notice->head, plain, sizeof plain);
        lines = scene_text_width(scene, head, plain) > 1.9f * room ? 3
                : scene_text_width(scene, head, plain) > room      ? 2
                                                                   : 1;
        if (lines > 1) room = SDL_min(room, scene_text_width(scene, head, plain) / (float)lines * 1.2f);
        scene_paragraph(scene, x, middle + 13 - pitch / 2 * (float)(lines - 1), room, pitch, 3, head, LEFT, plain);
    } else if (!notice->line) {
        panel_mixed(scene, x, middle + (scene->large ? 17 : 13), room, TYPE_BUTTON, LEFT, notice->head);
    } else {
        bool breaks = narrow && scene_text_width(scene, line, notice->line) > room;

        scene_text_fit(scene, x, middle - (breaks ? 26 : scene->large ? 9 : 5), room, head, LEFT, notice->head);
        scene_paragraph(scene, x,
                        middle + (breaks         ? 18
                                  : scene->large ? 44
                                                 : 38),
                        room, 40, breaks ? 2 : 1, line, LEFT, notice->line);
    }
}

void panel_notice(struct scene *scene, const struct notice *notice)
{
    const struct place *at = &notice->place;
    float icon = notice->icon_size > 0 ? notice->icon_size : 64, middle = at->y + at->h / 2;
    float left = at->w < 600 ? 24 : 38, gap = at->w < 600 ? 20 : 32, x = at->x + left + icon + gap;
    enum colour ink = notice->warns ? COL_AMBER_TEXT : COL_ACTION;

    scene_panel(scene, *at, RADIUS_TILE, notice->warns ? COL_AMBER_TINT : COL_TINT);
    scene_icon(scene, (struct place){at->x + left, middle - icon / 2, icon, icon}, notice->icon, ink,
               notice->warns ? COL_AMBER_TEXT : COL_AMBER);
    notice_words(scene, notice, x, middle, at->x + at->w - x - (notice->points_down ? 140 : 24));
    if (notice->points_down)
        scene_icon(scene, (struct place){at->x + at->w - 116, middle - 40, 80, 80}, "down-bold", COL_ACTION,
                   COL_AMBER);
}

void panel_empty(struct scene *scene, struct place place, const char *icon, const char *text)
{
    struct type type = {TYPE_BODY, false, COL_INK2};
    float room = place.w - 64 - 76, width = SDL_min(scene_text_width(scene, type, text), room);
    float x = place.x + (place.w - width - 76) / 2, middle = place.y + place.h / 2;
    bool two = scene_text_width(scene, type, text) > room;

    if (!scene_contrast(scene)) scene_dashes(scene, place, RADIUS_TILE, 3, COL_LINE); /* there dashes mean disabled */
    scene_icon(scene, (struct place){x, middle - 28, 56, 56}, icon, COL_INK2, COL_AMBER);
    scene_paragraph(scene, x + 76, middle + (two ? -14 : 12), room, scene->large ? 54 : 44, 2, type, LEFT, text);
}

void panel_check(struct scene *scene, float x, float y, float width, struct type type, const char *text)
{
    float side = type.size > TYPE_BODY ? 52 : 48, indent = type.size > TYPE_BODY ? 64 : 56;

    scene_icon(scene, (struct place){x - 2, y - (float)type.size * 0.36f - side / 2, side, side}, "check-bold",
               COL_ACTION, COL_ACTION);
    scene_text_fit(scene, x + indent, y, width - indent, type, LEFT, text);
}

void panel_countdown(struct ui *ui, struct scene *scene, float cx, float cy, int lasts_s, const char *text)
{
    int gone = (int)((ui_now(ui) - ui_visit(ui)->shown) / 1000), left = SDL_max(0, lasts_s - gone);
    struct type figure = {46, true, COL_INK}, after = {TYPE_BUTTON, false, COL_INK2};
    float ring = 104, room = (scene->landscape ? 520 : 984) - ring - 32, x;
    float width = SDL_min(room, scene_text_width(scene, after, text));
    bool two = !scene_text_fits(scene, room, after, text);
    char words[16];

    x = scene->landscape ? MARGIN : cx - (ring + 32 + width) / 2;
    snprintf(words, sizeof words, "%d", left);
    scene_ring(scene, (struct place){x, cy - ring / 2, ring, ring}, 10, 1,
               scene_contrast(scene) ? COL_NONE : COL_LINE);
    scene_ring(scene, (struct place){x, cy - ring / 2, ring, ring}, 10, (float)left / (float)lasts_s, COL_AMBER);
    scene_text_fit(scene, x + ring / 2, cy + (scene->large ? 19 : 17), ring - 40, figure, CENTRE, words);
    if (two)
        scene_paragraph(scene, x + ring + 32, cy - 12, room, 54, 2, after, LEFT, text);
    else
        scene_text_fit(scene, x + ring + 32, cy + (scene->large ? 18 : 14), room, after, LEFT, text);
}

ms_t panel_countdown_tick(struct ui *ui, ms_t now)
{
    return now + 1000 - (now - ui_visit(ui)->shown) % 1000;
}

void panel_leave_question(struct ui *ui, struct scene *scene, const char *stay_id, const char *leave_id)
{
    char text[SCENE_TEXT];
    struct sheet sheet = {.title = ui_tr(ui, "Leave the queue?"),
                          .text = text,
                          .stay_id = stay_id,
                          .stay = ui_tr(ui, "Keep my place"),
                          .leave_id = leave_id,
                          .leave = ui_tr(ui, "Leave the queue"),
                          .seconds = -1};

    snprintf(text, sizeof text, ui_tr(ui, "%s will not be called.\nTo come back, take a new ticket."),
             ui_visit(ui)->ticket.number);
    widget_sheet(scene, &sheet, "");
}
