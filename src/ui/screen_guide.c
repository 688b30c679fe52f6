/* guide: one service before queueing: who waits, how long, what to bring; takes the number. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/issue.h"
#include "ui/offer.h"
#include "ui/screen.h"
#include "ui/words.h"

static const struct service *chosen(struct ui *ui)
{
    return &ui_hall(ui)->services[SDL_max(0, ui_visit(ui)->service)];
}

static const struct service_view *view_of(struct ui *ui)
{
    return &ui_hall_view(ui)->services[SDL_max(0, ui_visit(ui)->service)];
}

static const char *about(struct ui *ui)
{
    const struct service *service = chosen(ui);
    const char *text = text_in(&service->about, ui_lang(ui));

    return text[0] ? text : text_in(&service->line, ui_lang(ui));
}

/* The advice for those who lack a document names the service that answers questions, if there is one. */
static bool advice(struct ui *ui, char out[SCENE_TEXT])
{
    int ask = hall_service(ui_hall(ui), "ask");

    if (ask < 0 || ask == ui_visit(ui)->service || !chosen(ui)->document_count) return false;
    snprintf(out, SCENE_TEXT, ui_tr(ui, "Something missing? Ask first at “%s”"),
             text_in(&ui_hall(ui)->services[ask].name, ui_lang(ui)));
    return true;
}

static void head(struct ui *ui, struct scene *scene)
{
    struct type name = {72, true, COL_INK}, line = {TYPE_BODY, false, COL_INK2};
    const char *text = text_in(&chosen(ui)->name, ui_lang(ui));
    char both[2 * SCENE_TEXT], missing[SCENE_TEXT];

    if (!scene->landscape) {
        widget_icon_box(scene, 48, 172, 128, 88, chosen(ui)->icon, NULL);
        scene_text_fit(scene, 208, 245, 824, name, LEFT, text);
        scene_text_fit(scene, 208, 290, 824, line, LEFT, about(ui));
        return;
    }
    widget_icon_box(scene, 48, 324, 128, 88, chosen(ui)->icon, NULL);
    scene_text_fit(scene, 204, 419, 380, name, LEFT, text);
    if (advice(ui, missing))
        snprintf(both, sizeof both, ui_tr(ui, "%s.\n%s."), about(ui), missing);
    else
        snprintf(both, sizeof both, "%s", about(ui));
    scene_paragraph(scene, 48, 518, 500, 48, 3, line, LEFT, both);
}

/* A caption above a figure with its unit. */
static void figure(struct scene *scene, float x, float y, const char *caption, const char *value)
{
    struct type small = {TYPE_CAPTION, false, COL_INK2}, unit = {TYPE_LIST, true, COL_ACTION};
    struct type big = {TYPE_FIGURE, true, COL_ACTION};

    scene_text(scene, x, y, small, LEFT, caption);
    scene_mixed(scene, x, y + 103, unit, big, LEFT, value);
}

static void figures(struct ui *ui, struct scene *scene)
{
    struct place panel = scene->landscape ? (struct place){618, 44, 1254, 172} : (struct place){48, 336, 984, 192};
    const struct service_view *view = view_of(ui);
    float divide = panel.x + (scene->landscape ? 420 : 384), y = panel.y + (scene->landscape ? 41 : 55);
    struct type words = {56, true, COL_ACTION};
    char range[WORDS], people[WORDS], wait[2 * WORDS];

    snprintf(people, sizeof people, trn(ui_lang(ui), "[%d] person", "[%d] people", (unsigned long)view->waiting),
             view->waiting);
    scene_round(scene, panel, RADIUS_TILE, COL_TINT);
    figure(scene, panel.x + 40, y, ui_tr(ui, "Waiting now"), people);
    scene_rect(scene, (struct place){divide, panel.y + 28, 2, panel.h - 60}, COL_RULE);
    if (words_range(&view->wait, range)) {
        snprintf(wait, sizeof wait, ui_tr(ui, "[%s] min"), range);
        figure(scene, divide + 42, y, ui_tr(ui, "Expected wait"), wait);
    } else {
        snprintf(wait, sizeof wait, "%s",
                 view->open_counters ? ui_tr(ui, "No wait now") : ui_tr(ui, "No counter open yet"));
        scene_text(scene, divide + 42, y, (struct type){TYPE_CAPTION, false, COL_INK2}, LEFT,
                   ui_tr(ui, "Expected wait"));
        scene_text_fit(scene, divide + 42, y + 98, panel.x + panel.w - divide - 60, words, LEFT, wait);
    }
    scene_note(scene, "guide.wait", "text", panel, wait, range);
}

/* The card with one row a document. */
static void documents(struct ui *ui, struct scene *scene, float x, float y, float w)
{
    const struct service *service = chosen(ui);
    struct type name = {TYPE_LIST, true, COL_INK}, note = {TYPE_CAPTION, false, COL_INK2};
    bool wide = scene->landscape;
    int n = service->document_count, room = wide ? 336 : 396;
    float row = wide ? 112 : 132;

    if (row * (float)n > (float)room) row = (float)room / (float)n;
    widget_rows(scene, (struct place){x, y, w, row * (float)n}, n);
    for (int i = 0; i < n; i++) {
        const struct document *document = &service->documents[i];
        float top = y + row * (float)i, middle = top + row / 2;

        scene_icon(scene, (struct place){x + 36, middle - 36, 72, 72}, document->icon, COL_ACTION, COL_AMBER);
        scene_text_fit(scene, x + (wide ? 140 : 136), wide ? middle + 18 : middle - 3, wide ? 430 : w - 170, name,
                       LEFT, text_in(&document->name, ui_lang(ui)));
        if (wide || row >= 110)
            scene_text_fit(scene, x + (wide ? 592 : 136), wide ? middle + 14 : middle + 39, wide ? 640 : w - 170,
                           note, LEFT, text_in(&document->note, ui_lang(ui)));
    }
}

static void bring(struct ui *ui, struct scene *scene)
{
    int n = chosen(ui)->document_count;
    float x = scene->landscape ? 618 : MARGIN, y = scene->landscape ? 287 : 615;
    struct type title = {TYPE_WAIT, true, COL_INK}, line = {TYPE_CAPTION, false, COL_INK2};
    struct place none = {x, scene->landscape ? 312 : 644, scene->landscape ? 1254 : 984, 132};
    char text[SCENE_TEXT];

    if (n) {
        snprintf(text, sizeof text, trn(ui_lang(ui), "Please bring this", "Please bring these %d", (unsigned long)n),
                 n);
        scene_text(scene, x, y, title, LEFT, text);
        documents(ui, scene, x, none.y, none.w);
    } else {
        scene_text(scene, x, y, title, LEFT, ui_tr(ui, "Nothing to bring"));
        scene_round(scene, none, RADIUS_TILE, COL_FACE);
        scene_icon(scene, (struct place){x + 40, none.y + 34, 64, 64}, "check", COL_ACTION, COL_AMBER);
        scene_text_fit(scene, x + 136, none.y + 80, none.w - 170, (struct type){TYPE_LIST, true, COL_INK}, LEFT,
                       ui_tr(ui, "No documents needed for this"));
    }
    if (!scene->landscape && advice(ui, text)) scene_text_fit(scene, x, 1100, 984, line, LEFT, text);
}

/* 老年人 · 残障人士 · … : the classes but the ordinary one, as many as fit. */
static void class_names(struct ui *ui, const struct scene *scene, struct type type, float room, char out[SCENE_TEXT])
{
    const struct hall *hall = ui_hall(ui);
    const char *more = ui_tr(ui, " and others");

    out[0] = '\0';
    for (int i = 1; i < hall->class_count; i++) {
        bool last = i == hall->class_count - 1;
        char longer[SCENE_TEXT], whole[SCENE_TEXT + 64];

        if (snprintf(longer, sizeof longer, "%s%s%s", out, i > 1 ? " · " : "",
                     text_in(&hall->classes[i].name, ui_lang(ui))) >= (int)sizeof longer)
            return;
        snprintf(whole, sizeof whole, "%s%s", longer, last ? "" : more);
        if (i > 1 && scene_text_width(scene, type, whole) > room) {
            str_copy(out + strlen(out), SCENE_TEXT - strlen(out), more);
            return;
        }
        str_copy(out, SCENE_TEXT, longer);
    }
}

static void priority(struct ui *ui, struct scene *scene, bool refused)
{
    struct type title = {scene->landscape ? TYPE_BUTTON : 38, true, COL_INK};
    struct type small = {scene->landscape ? TYPE_SMALL : TYPE_CAPTION, false, COL_INK2};
    struct key key = {.id = "guide.priority",
                      .kind = KEY_NORMAL,
                      .place = {MARGIN, 1336, 984, 108},
                      .label = ui_tr(ui, "I need priority"),
                      .disabled = refused};
    char names[SCENE_TEXT];
    enum colour heart = refused ? COL_INK2 : COL_AMBER;
    struct face face;
    float x, y, width, room;

    if (scene->landscape) key.place = (struct place){618, 676, 452, 104};
    face = widget_face(scene, &key);
    title.colour = face.ink;
    x = face.place.x;
    y = face.place.y;
    if (scene->landscape) {
        class_names(ui, scene, small, 305, names);
        scene_icon(scene, (struct place){x + 57, y + 26, 52, 52}, "heart", heart, heart);
        scene_text_fit(scene, x + 131, y + 48, 305, title, LEFT, key.label);
        scene_text_fit(scene, x + 131, y + 85, 305, small, LEFT, names);
        return;
    }
    width = scene_text_width(scene, title, key.label);
    room = 984 - 40 - 75 - width - 24;
    class_names(ui, scene, small, room, names);
    x += (984 - 75 - width - 24 - SDL_min(room, scene_text_width(scene, small, names))) / 2;
    scene_icon(scene, (struct place){x, y + 28, 52, 52}, "heart", heart, heart);
    scene_text(scene, x + 75, y + 69, title, LEFT, key.label);
    scene_text_fit(scene, x + 75 + width + 24, y + 67, room, small, LEFT, names);
}

/* Sold out, say, since the home screen showed it: the key says so itself. */
static void take_refused(struct scene *scene, struct place place, const struct offer_words *words)
{
    struct key key = {.id = "guide.take",
                      .kind = KEY_PRIMARY,
                      .place = place,
                      .label = words->reason,
                      .value = words->next,
                      .disabled = true};
    struct face face = widget_face(scene, &key);
    struct type head = {scene->landscape ? TYPE_WAIT : TYPE_SERVICE - 8, true, COL_INK}, line = {TYPE_BODY, false, face.ink2};
    float cx = place.x + place.w / 2, middle = place.y + place.h / 2;

    scene_text_fit(scene, cx, middle + (words->next[0] ? -6 : 18), place.w - 32, head, CENTRE, words->reason);
    scene_text_fit(scene, cx, middle + 40, place.w - 32, line, CENTRE, words->next);
}

static void take(struct ui *ui, struct scene *scene, const struct offer_words *refused)
{
    bool wide = scene->landscape;
    struct place place = wide ? (struct place){1086, 676, 786, 104} : (struct place){MARGIN, 1140, 984, 164};

    if (refused) {
        take_refused(scene, place, refused);
        return;
    }
    widget_key(scene, &(struct key){.id = "guide.take",
                                    .kind = KEY_PRIMARY,
                                    .place = place,
                                    .label = ui_tr(ui, "Take a number"),
                                    .icon = "ticket",
                                    .icon_size = wide ? 76 : 92,
                                    .gap = wide ? 28 : 36,
                                    .size = wide ? 64 : 80,
                                    .bold = true,
                                    .disabled = ui_visit(ui)->sending});
}

static void build(struct ui *ui, struct scene *scene)
{
    struct offer_words words;
    bool refused = offer_refused(ui, SDL_max(0, ui_visit(ui)->service), &words);

    head(ui, scene);
    figures(ui, scene);
    bring(ui, scene);
    take(ui, scene, refused ? &words : NULL);
    if (ui_hall(ui)->class_count > 1) priority(ui, scene, refused);
    ui_build_nav(ui, scene);
}

static void enter(struct ui *ui)
{
    ui_visit(ui)->refused = OUT_OK;
    ui_watch(ui, ui_visit(ui)->service, 0);
}

static void act(struct ui *ui, const char *id)
{
    if (strcmp(id, "guide.take") == 0)
        issue_send(ui, NULL);
    else if (strcmp(id, "guide.priority") == 0)
        ui_go(ui, SCREEN_CLASS);
}

const struct screen screen_guide = {
    .name = "guide", .build = build, .act = act, .enter = enter, .answer = issue_answered};
