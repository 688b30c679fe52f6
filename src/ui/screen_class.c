/* class: who is helped first. Each key takes the number at once. */
#include <stdio.h>
#include <string.h>

#include "ui/issue.h"
#include "ui/offer.h"
#include "ui/panel.h"
#include "ui/words.h"

static void head(struct ui *ui, struct scene *scene)
{
    struct type title = {TYPE_TITLE + 4, true, COL_INK}, line = {TYPE_BODY, false, COL_INK2};
    const char *hint = ui_tr(ui, "A touch takes a priority number; the counter may ask for a card");

    if (scene->landscape) {
        title.size = 56;
        scene_paragraph(scene, MARGIN, 380, 520, 70, 2, title, LEFT, ui_tr(ui, "Which one is you?"));
        scene_paragraph(scene, MARGIN, 500, 520, 46, 3, line, LEFT, hint);
        return;
    }
    scene_text_fit(scene, MARGIN, 239, 984, title, LEFT, ui_tr(ui, "Which one is you?"));
    scene_text_fit(scene, MARGIN, 297, 984, line, LEFT, hint);
}

/* One of the two waits, or in words that there is none or none is known. */
static void figure(struct ui *ui, struct scene *scene, float x, float y, const struct wait *wait, enum colour colour)
{
    struct type unit = {38, true, colour}, big = {80, true, colour}, words = {48, true, colour};
    char range[WORDS], line[2 * WORDS];

    if (words_range(wait, range)) {
        snprintf(line, sizeof line, ui_tr(ui, "[%s] min"), range);
        scene_mixed(scene, x, y, unit, big, LEFT, line);
    } else {
        scene_text_fit(scene, x, y - 6, 440, words, LEFT,
                       wait->known ? ui_tr(ui, "No wait now") : ui_tr(ui, "Not open yet"));
    }
}

static void figures(struct ui *ui, struct scene *scene)
{
    const struct snapshot *snapshot = ui_snapshot(ui);
    int service = SDL_max(0, ui_visit(ui)->service);
    struct place panel = scene->landscape ? (struct place){618, 44, 1254, 172} : (struct place){48, 332, 984, 188};
    float half = panel.x + (scene->landscape ? 640 : 552), y = panel.y + (scene->landscape ? 48 : 55);
    struct type small = {TYPE_CAPTION, false, COL_INK2}, bold = {TYPE_CAPTION, true, COL_INK};
    char caption[SCENE_TEXT];

    snprintf(caption, sizeof caption, ui_tr(ui, "%s · ordinary"),
             text_in(&ui_hall(ui)->services[service].name, ui_lang(ui)));
    scene_round(scene, panel, RADIUS_TILE, COL_TINT);
    scene_text_fit(scene, panel.x + 40, y, 440, small, LEFT, caption);
    figure(ui, scene, panel.x + 40, y + 98, &snapshot->hall.services[service].wait, COL_INK);
    scene_icon(scene, (struct place){half - 109, panel.y + (scene->landscape ? 54 : 62), 64, 64}, "right", COL_ACTION,
               COL_AMBER);
    scene_text(scene, half, y, bold, LEFT, ui_tr(ui, "Priority"));
    if (snapshot->service == service) figure(ui, scene, half, y + 98, &snapshot->priority, COL_ACTION);
}

static void class_key(struct ui *ui, struct scene *scene, int index, struct place place, bool refused)
{
    const struct visitor_class *class = &ui_hall(ui)->classes[index];
    struct type name = {52, true, COL_INK}, note = {TYPE_CAPTION, false, COL_INK2};
    char id[ITEM_ID];
    struct key key = {.id = id, .kind = KEY_TILE, .place = place, .label = text_in(&class->name, ui_lang(ui))};
    float side = SDL_min(100, place.h - 28), x = place.x + 38 + side + 32, room = place.w - side - 190;
    struct face face;
    float middle;

    snprintf(id, sizeof id, "class.%s", class->code);
    key.disabled = refused || ui_visit(ui)->sending;
    face = widget_face(scene, &key);
    name.colour = face.ink;
    middle = face.place.y + face.place.h / 2;
    if (place.h < 120) name.size = 42;
    widget_icon_box(scene, place.x + 38, middle - side / 2, side, side * 0.68f, class->icon, &face);
    scene_text_fit(scene, x, middle + (place.h < 120 ? -3 : 1), room, name, LEFT, key.label);
    scene_text_fit(scene, x, middle + (place.h < 120 ? 36 : 45), room, note, LEFT,
                   text_in(&class->note, ui_lang(ui)));
    scene_icon(scene, (struct place){place.x + place.w - 86, middle - 24, 48, 48}, "next", face.ink2, face.ink2);
}

/* What priority means, openly: how much earlier the ticket counts. */
static void rule(struct ui *ui, struct scene *scene, float x, float y, float width)
{
    const struct hall *hall = ui_hall(ui);
    struct type plain = {TYPE_CAPTION, false, COL_INK}, strong = {TYPE_CAPTION, true, COL_INK};
    struct type second = {TYPE_CAPTION, false, COL_INK2};
    int most = 0;
    char line[SCENE_TEXT];

    for (int i = 1; i < hall->class_count; i++) most = SDL_max(most, hall->classes[i].head_start_s);
    snprintf(line, sizeof line, ui_tr(ui, "[How it works]: your number counts as [%d minutes] earlier."), most / 60);
    scene_icon(scene, (struct place){x - 2, y - 35, 56, 56}, "heart", COL_AMBER, COL_AMBER);
    scene_mixed(scene, x + 72, y, plain, strong, LEFT, line);
    scene_paragraph(scene, x + 72, y + 43, width - 72, 42, scene->landscape ? 1 : 2, second, LEFT,
                    ui_tr(ui, "Board and slip say “priority” for all to see; please leave it to those who need it."));
}

/* Sold out, say, in the meantime. */
static void why_not(struct scene *scene, struct place place, const struct offer_words *words)
{
    struct notice notice = {.place = place, .icon = "alert", .head = words->reason, .warns = true};

    if (words->next[0]) notice.line = words->next;
    panel_notice(scene, &notice);
    scene_note(scene, "class.trouble", "text", place, words->reason, words->next);
}

static void build(struct ui *ui, struct scene *scene)
{
    int n = SDL_max(1, ui_hall(ui)->class_count - 1);
    bool wide = scene->landscape;
    int columns = wide ? 2 : 1, rows = (n + columns - 1) / columns;
    float top = wide ? 240 : 560, pitch = wide ? 154 : 158, w = wide ? 617 : 984, gap = 20;
    float most = wide ? 308 : 632;
    struct offer_words words;
    bool refused = offer_refused(ui, SDL_max(0, ui_visit(ui)->service), &words);

    if (pitch * (float)rows > most) pitch = most / (float)rows;
    head(ui, scene);
    figures(ui, scene);
    for (int i = 1; i < ui_hall(ui)->class_count; i++) {
        float x = (wide ? 618 : MARGIN) + (w + gap) * (float)((i - 1) % columns);

        class_key(ui, scene, i, (struct place){x, top + pitch * (float)((i - 1) / columns), w, pitch - gap}, refused);
    }
    if (refused)
        why_not(scene, wide ? (struct place){618, 548, 1254, 104} : (struct place){MARGIN, 1196, 984, 112}, &words);
    else
        rule(ui, scene, wide ? 618 : MARGIN, wide ? 590 : 1233, wide ? 1254 : 984);
    widget_key(scene, &(struct key){.id = "class.normal",
                                    .kind = KEY_QUIET,
                                    .place = wide ? (struct place){618, 676, 1254, 104}
                                                  : (struct place){MARGIN, 1336, 984, 108},
                                    .label = ui_tr(ui, "No priority, an ordinary number"),
                                    .icon = "ticket",
                                    .icon_size = 52,
                                    .gap = 24,
                                    .size = 38,
                                    .bold = true,
                                    .disabled = refused || ui_visit(ui)->sending});
    ui_build_nav(ui, scene);
}

static void enter(struct ui *ui)
{
    ui_watch(ui, ui_visit(ui)->service, 0);
}

static void act(struct ui *ui, const char *id)
{
    if (strcmp(id, "class.normal") == 0)
        issue_send(ui, NULL);
    else if (strncmp(id, "class.", 6) == 0)
        issue_send(ui, id + 6);
}

const struct screen screen_class = {
    .name = "class", .build = build, .act = act, .enter = enter, .answer = issue_answered};
