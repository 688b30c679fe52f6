/* guide: one service before queueing: who waits, how long, what to bring; takes the number. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/frame.h"
#include "ui/guide_plan.h"
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
    snprintf(out, SCENE_TEXT, ui_tr(ui, "Something missing? Choose %s first"),
             text_in(&ui_hall(ui)->services[ask].name, ui_lang(ui)));
    return true;
}

static void head(struct ui *ui, struct scene *scene)
{
    const struct guide_plan *plan = guide_plan(scene);
    struct type name = {plan->name_size, true, COL_INK}, line = {TYPE_BODY, false, COL_INK2};
    char text[2 * SCENE_TEXT], missing[SCENE_TEXT];
    int lines = (int)plan->about.h;

    widget_icon_box(scene, plan->box.x, plan->box.y, plan->box.w, plan->box.h, chosen(ui)->icon, NULL);
    scene_text_fit(scene, plan->name_x, plan->name_y, plan->name_w, name, LEFT,
                   text_in(&chosen(ui)->name, ui_lang(ui)));
    if (!lines) return;
    if (lines > 2 && advice(ui, missing))
        snprintf(text, sizeof text, ui_tr(ui, "%s.\n%s."), about(ui), missing);
    else
        str_copy(text, sizeof text, about(ui));
    scene_paragraph(scene, plan->about.x, plan->about.y, plan->about.w,
                    scene->large ? 58
                    : lines > 2  ? 48
                                 : 44,
                    lines > 2 ? 4 : lines, line, LEFT, text);
}

/* A caption above a figure with its unit, or above words. */
static void figure(struct scene *scene, float x, const char *caption, const char *value, float room)
{
    const struct guide_plan *plan = guide_plan(scene);
    struct type small = {TYPE_CAPTION, false, COL_INK2}, unit = {TYPE_LIST, true, COL_ACTION};
    struct type big = {TYPE_FIGURE, true, COL_ACTION}, words = {TYPE_SERVICE, true, COL_ACTION};

    if (scene->landscape && (scene->low || scene->large)) big.size = 76;
    scene_text_fit(scene, x, plan->panel.y + plan->caption_y, room, small, LEFT, caption);
    if (strchr(value, '['))
        scene_mixed_fit(scene, x, plan->panel.y + plan->figure_y, room, unit, big, LEFT, value);
    else
        scene_text_fit(scene, x, plan->panel.y + plan->figure_y - 5, room, words, LEFT, value);
}

static void figures(struct ui *ui, struct scene *scene)
{
    const struct guide_plan *plan = guide_plan(scene);
    const struct place *panel = &plan->panel;
    const struct service_view *view = view_of(ui);
    float divide = panel->x + plan->divide, in = scene->large ? 36 : 40;
    char range[WORDS], people[SCENE_TEXT], wait[SCENE_TEXT];

    snprintf(people, sizeof people, trn(ui_lang(ui), "[%d] person", "[%d] people", (unsigned long)view->waiting),
             view->waiting);
    if (words_range(&view->wait, range))
        snprintf(wait, sizeof wait, ui_tr(ui, "[%s] min"), range);
    else
        str_copy(wait, sizeof wait, words_no_range(ui_lang(ui), &view->wait, view->open_counters > 0));
    scene_panel(scene, *panel, RADIUS_TILE, COL_TINT);
    figure(scene, panel->x + in, ui_tr(ui, "Waiting now"), people, plan->divide - in - 8);
    scene_rect(scene, (struct place){divide, panel->y + 30, 2, panel->h - 60}, COL_RULE);
    figure(scene, divide + 42, ui_tr(ui, "Expected wait"), wait, panel->w - plan->divide - 60);
    scene_note(scene, "guide.wait", "text", *panel, wait, range);
}

/* Where the notes stand beside the names: right of the longest name, from the card's left edge. */
static float note_column(struct ui *ui, const struct scene *scene, struct type name)
{
    float column = 592;

    for (int i = 0; i < chosen(ui)->document_count; i++)
        column = SDL_max(column,
                         188 + scene_text_width(scene, name, text_in(&chosen(ui)->documents[i].name, ui_lang(ui))));
    return SDL_min(column, 760);
}

static void document_row(struct ui *ui, struct scene *scene, const struct document *document, struct place at)
{
    const struct guide_plan *plan = guide_plan(scene);
    struct type name = {scene->low ? 38 : TYPE_LIST, true, COL_INK};
    struct type note = {scene->low ? TYPE_SMALL : TYPE_CAPTION, false, COL_INK2};
    float middle = at.y + at.h / 2, icon = SDL_min(plan->columns ? 68 : 72, at.h - 8), x = at.x + 136, column;
    bool noted = at.h >= 106;
    const char *title = text_in(&document->name, ui_lang(ui)), *more = text_in(&document->note, ui_lang(ui));

    scene_icon(scene, (struct place){at.x + (plan->columns ? 74 : 72) - icon / 2, middle - icon / 2, icon, icon},
               document->icon, COL_ACTION, COL_AMBER);
    if (plan->columns) {
        column = note_column(ui, scene, name);
        scene_text_fit(scene, x + 4, middle + 16, column - 188, name, LEFT, title);
        scene_text_fit(scene, at.x + column, middle + 14, at.w - column - 32, note, LEFT, more);
    } else {
        scene_text_fit(scene, x, noted ? middle - (scene->large ? 4 : 3) : middle + 15, at.w - 170, name, LEFT,
                       title);
        if (noted) scene_text_fit(scene, x, middle + (scene->large ? 46 : 39), at.w - 170, note, LEFT, more);
    }
}

/* The card with one row a document. */
static void documents(struct ui *ui, struct scene *scene)
{
    const struct guide_plan *plan = guide_plan(scene);
    const struct service *service = chosen(ui);
    struct place card = plan->documents;
    int n = service->document_count;
    float row = SDL_min(plan->row, card.h / (float)n);

    card.h = row * (float)n;
    widget_rows(scene, card, n);
    for (int i = 0; i < n; i++)
        document_row(ui, scene, &service->documents[i], (struct place){card.x, card.y + row * (float)i, card.w, row});
}

static void nothing_to_bring(struct ui *ui, struct scene *scene)
{
    const struct guide_plan *plan = guide_plan(scene);
    struct place card = {plan->documents.x, plan->documents.y, plan->documents.w, SDL_max(plan->row, 112)};
    float middle = card.y + card.h / 2;

    scene_panel(scene, card, RADIUS_TILE, COL_FACE);
    scene_icon(scene, (struct place){card.x + 40, middle - 32, 64, 64}, "check", COL_ACTION, COL_AMBER);
    scene_text_fit(scene, card.x + 136, middle + 15, card.w - 170, (struct type){TYPE_LIST, true, COL_INK}, LEFT,
                   ui_tr(ui, "No documents needed for this"));
}

static void bring(struct ui *ui, struct scene *scene)
{
    const struct guide_plan *plan = guide_plan(scene);
    int n = chosen(ui)->document_count;
    float x = plan->documents.x;
    struct type title = {plan->bring_size, true, COL_INK}, line = {TYPE_CAPTION, false, COL_INK2};
    char text[SCENE_TEXT];

    if (n) {
        snprintf(text, sizeof text, trn(ui_lang(ui), "Please bring this", "Please bring these %d", (unsigned long)n),
                 n);
        scene_text(scene, x, plan->bring_y, title, LEFT, text);
        documents(ui, scene);
    } else {
        scene_text(scene, x, plan->bring_y, title, LEFT, ui_tr(ui, "Nothing to bring"));
        nothing_to_bring(ui, scene);
    }
    if (plan->advice_y > 0 && advice(ui, text))
        scene_text_fit(scene, x, plan->advice_y, plan->documents.w, line, LEFT, text);
}

/* 老年人 · 残障人士 · … : the classes but the ordinary one, as many as fit. */
static void class_names(struct ui *ui, const struct scene *scene, struct type type, float room, char out[SCENE_TEXT])
{
    const struct hall *hall = ui_hall(ui);
    const char *more = ui_tr(ui, " and others");

    out[0] = '\0';
    for (int i = 1; i < hall_self_classes(hall); i++) {
        bool last = i == hall_self_classes(hall) - 1;
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

/* In two lines beside the heart, as a block in the middle. */
static void priority_stacked(struct ui *ui, struct scene *scene, const struct face *face, const char *label)
{
    const struct place *at = &face->place;
    struct type title = {scene->low ? 44 : TYPE_BUTTON, true, face->ink};
    struct type small = {scene->low ? TYPE_CAPTION : TYPE_SMALL, false, face->ink2};
    float icon = scene->low ? 64 : 52, gap = 22, room = at->w - icon - gap - 64, width, x;
    float middle = at->y + at->h / 2;
    char names[SCENE_TEXT];

    class_names(ui, scene, small, room, names);
    if (scene->large) names[0] = '\0'; /* two lines of large print would touch the key's edges */
    width = SDL_min(room, SDL_max(scene_text_width(scene, title, label), scene_text_width(scene, small, names)));
    x = at->x + (at->w - icon - gap - width) / 2;
    scene_icon(scene, (struct place){x, middle - icon / 2, icon, icon}, "heart", face->accent, face->accent);
    x += icon + gap;
    scene_text_fit(scene, x, middle + (names[0] ? -2 : 18), room, title, LEFT, label);
    scene_text_fit(scene, x, middle + (scene->large ? 44 : scene->low ? 42 : 33), room, small, LEFT, names);
}

static void priority_flat(struct ui *ui, struct scene *scene, const struct face *face, const char *label)
{
    const struct place *at = &face->place;
    struct type title = {38, true, face->ink}, small = {scene->large ? TYPE_SMALL : TYPE_CAPTION, false, face->ink2};
    float width = scene_text_width(scene, title, label), room = at->w - 88 - 75 - width - 24, x;
    char names[SCENE_TEXT];

    class_names(ui, scene, small, room, names);
    if (scene_text_width(scene, small, names) > room) names[0] = '\0';
    x = at->x + (at->w - 75 - width - (names[0] ? 24 : 0) - scene_text_width(scene, small, names)) / 2;
    scene_icon(scene, (struct place){x, at->y + 28, 52, 52}, "heart", face->accent, face->accent);
    scene_text(scene, x + 75, at->y + (scene->large ? 73 : 69), title, LEFT, label);
    scene_text_fit(scene, x + 75 + width + 24, at->y + (scene->large ? 72 : 67), room, small, LEFT, names);
}

static void priority(struct ui *ui, struct scene *scene, bool refused)
{
    struct key key = {.id = "guide.priority",
                      .kind = KEY_NORMAL,
                      .place = guide_plan(scene)->priority,
                      .label = ui_tr(ui, "I need priority"),
                      .disabled = refused};
    struct face face = widget_face(scene, &key);

    if (guide_plan(scene)->stacked)
        priority_stacked(ui, scene, &face, key.label);
    else
        priority_flat(ui, scene, &face, key.label);
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
    struct type head = {scene->landscape ? TYPE_WAIT : TYPE_SERVICE - 8, true, COL_INK},
                line = {TYPE_BODY, false, face.ink2};
    float cx = place.x + place.w / 2, middle = place.y + place.h / 2;

    scene_text_fit(scene, cx, middle + (words->next[0] ? -6 : 18), place.w - 32, head, CENTRE, words->reason);
    scene_text_fit(scene, cx, middle + 40, place.w - 32, line, CENTRE, words->next);
}

static void take(struct ui *ui, struct scene *scene, const struct offer_words *refused)
{
    const struct guide_plan *plan = guide_plan(scene);

    if (refused) {
        take_refused(scene, plan->take, refused);
        return;
    }
    widget_key(scene, &(struct key){.id = "guide.take",
                                    .kind = KEY_PRIMARY,
                                    .place = plan->take,
                                    .label = ui_tr(ui, "Take a ticket"),
                                    .icon = "ticket",
                                    .icon_size = plan->take_icon,
                                    .gap = plan->take_icon * 0.38f,
                                    .size = plan->take_icon < 80 ? 64
                                            : scene->large       ? 94
                                                                 : 80,
                                    .bold = true,
                                    .disabled = ui_visit(ui)->sending});
}

static void build(struct ui *ui, struct scene *scene)
{
    struct offer_words words;
    bool refused = offer_refused(ui, SDL_max(0, ui_visit(ui)->service), &words);

    scene->caption = guide_plan(scene)->caption;
    head(ui, scene);
    figures(ui, scene);
    bring(ui, scene);
    take(ui, scene, refused ? &words : NULL);
    if (scene->low && !scene->landscape) frame_mark(scene, 949);
    if (hall_self_classes(ui_hall(ui)) > 1) priority(ui, scene, refused);
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
