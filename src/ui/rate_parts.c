#include "ui/rate_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ui/panel.h"
#include "ui/rating.h"
#include "ui/service_tile.h"
#include "ui/words.h"

enum { HIGHEST = 5 };

struct plan {
    struct place which;
    int number_size;
    struct place face; /* of the first; the others follow right of it, or below */
    float face_dx, face_dy, face_icon;
    bool in_rows;       /* the word stands right of its face */
    struct place empty; /* where reasons will come; h 0: nothing there */
    float head_y;       /* of the question above the reasons; 0: none */
    struct place reasons;
    int columns;
    float gap_x, gap_y, most;
    struct place summary; /* its first row */
};
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {.which = {48, 276, 984, 104},
                  .number_size = TYPE_SERVICE,
                  .face = {48, 424, 184, 256},
                  .face_dx = 200,
                  .face_icon = 128,
                  .empty = {48, 740, 984, 500},
                  .head_y = 784,
                  .reasons = {48, 816, 984, 360},
                  .columns = 2,
                  .gap_x = 16,
                  .gap_y = 24,
                  .most = 104},
    [PORTRAIT_LARGE] = {.which = {48, 268, 984, 96},
                        .number_size = TYPE_SERVICE,
                        .face = {48, 384, 984, 114},
                        .face_dy = 132,
                        .face_icon = 92,
                        .in_rows = true,
                        .reasons = {48, 384, 984, 940},
                        .columns = 1,
                        .gap_y = 18,
                        .most = 114},
    [PORTRAIT_LOW] = {.which = {48, 300, 984, 128},
                      .number_size = TYPE_TITLE,
                      .face = {48, 984, 184, 204},
                      .face_dx = 200,
                      .face_icon = 112,
                      .reasons = {48, 1222, 984, 218},
                      .columns = 4,
                      .gap_x = 12,
                      .gap_y = 22,
                      .most = 96,
                      .summary = {48, 460, 984, 96}},
    [LANDSCAPE] = {.which = {48, 480, 520, 168},
                   .number_size = TYPE_TITLE,
                   .face = {618, 44, 238, 228},
                   .face_dx = 254,
                   .face_icon = 128,
                   .empty = {618, 312, 1254, 268},
                   .head_y = 341,
                   .reasons = {618, 365, 1254, 212},
                   .columns = 3,
                   .gap_x = 17,
                   .gap_y = 20,
                   .most = 96},
    [LANDSCAPE_LARGE] = {.which = {48, 488, 520, 168},
                         .number_size = TYPE_TITLE,
                         .face = {618, 44, 238, 236},
                         .face_dx = 254,
                         .face_icon = 116,
                         .empty = {618, 330, 1254, 210},
                         .head_y = 346,
                         .reasons = {618, 370, 1254, 290},
                         .columns = 2,
                         .gap_x = 16,
                         .gap_y = 16,
                         .most = 92},
    [LANDSCAPE_LOW] = {.which = {618, 44, 1254, 92},
                       .number_size = TYPE_SERVICE,
                       .face = {48, 548, 352, 126},
                       .face_dx = 368,
                       .face_icon = 92,
                       .in_rows = true,
                       .reasons = {48, 696, 1824, 116},
                       .columns = 6,
                       .gap_x = 16,
                       .gap_y = 16,
                       .most = 112,
                       .summary = {618, 152, 1254, 84}},
};

static const struct plan *plan_for(const struct scene *scene)
{
    return &plans[scene_layout(scene)];
}

static struct visit *visit_of(struct ui *ui)
{
    return ui_visit(ui);
}

/* 今天 10:36 办完; of an earlier day its date. */
static void ended_words(struct ui *ui, bool brief, char out[SCENE_TEXT])
{
    const struct ticket *ticket = &visit_of(ui)->ticket;
    char hhmm[8], day[WORDS];

    clock_hhmm(ticket->ended_at, hhmm);
    words_day(ui_lang(ui), ticket->ended_at, day);
    if (strcmp(ticket->day, ui_hall_view(ui)->day) != 0)
        snprintf(out, SCENE_TEXT, ui_tr(ui, "finished %1$s, %2$s"), day, hhmm);
    else
        snprintf(out, SCENE_TEXT, brief ? ui_tr(ui, "finished %s") : ui_tr(ui, "finished today %s"), hhmm);
}

void rate_which(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = plan_for(scene);
    const struct place *at = &plan->which;
    bool two = at->h > 150, timed = !scene->large;
    struct type number = {plan->number_size, true, COL_ACTION}, words = {34, false, COL_INK};
    struct type small = {two ? TYPE_CAPTION : TYPE_BODY, false, COL_INK2};
    float x = at->x + (scene->landscape ? 32 : 36), middle = at->y + at->h / 2, width, right = at->x + at->w - 36,
          said = 0;
    char where[SCENE_TEXT], ended[SCENE_TEXT];

    panel_where(ui, &visit_of(ui)->ticket, where);
    ended_words(ui, two, ended);
    scene_panel(scene, *at, RADIUS_TILE, COL_TINT);
    width = scene_text(scene, x, two ? at->y + 85 : middle + 22, number, LEFT, visit_of(ui)->ticket.number);
    if (two) {
        if (timed) scene_text_fit(scene, x + width + 25, at->y + 71, right - x - width - 25, small, LEFT, ended);
        scene_text_fit(scene, x, at->y + (scene->large ? 142 : 134), right - x, words, LEFT, where);
    } else {
        if (timed) said = scene_text(scene, right, middle + 14, small, RIGHT, ended) + 30;
        scene_text_fit(scene, x + width + 29, middle + 14, right - said - x - width - 29, words, LEFT, where);
    }
    scene_note(scene, "rate.visit", "text", *at, visit_of(ui)->ticket.number, where);
}

/* The words of the levels are of one size, which leaves room for the chosen one to be bold. */
static int word_size(const struct ui *ui, const struct scene *scene, int size, float room)
{
    const char *words[HIGHEST];

    for (int score = 1; score <= HIGHEST; score++) words[score - 1] = rating_word(ui_lang(ui), score);
    return scene_common_size(scene, (struct type){size, true, COL_INK}, room, words, HIGHEST);
}

/* Do the words of some level need a second line below their face? */
static bool two_lines(const struct ui *ui, const struct scene *scene, struct type type, float room)
{
    for (int score = 1; score <= HIGHEST; score++)
        if (scene_text_width(scene, type, rating_word(ui_lang(ui), score)) > room) return true;
    return false;
}

/* The mark of the chosen face, set off from what it overlaps. */
static void badge(struct scene *scene, float cx, float cy)
{
    scene_circle(scene, cx, cy, 30, COL_GROUND);
    widget_badge(scene, cx, cy, 26, COL_FLAME, COL_INK);
}

/* The word right of its face, the mark at the end. */
static void face_row(struct ui *ui, struct scene *scene, const struct face *face, const char *icon, const char *word,
                     bool chosen)
{
    const struct place *at = &face->place;
    bool list = at->w > 500;
    float side = plan_for(scene)->face_icon, middle = at->y + at->h / 2, x = at->x + (list ? 32 : 18);
    float text = x + side + (list ? 30 : 16), right = at->x + at->w - (list && chosen ? 100 : 12);
    struct type type = {word_size(ui, scene, scene->large ? TYPE_LIST : 34, at->x + at->w - (list ? 100 : 12) - text),
                        face->bold, face->ink};

    scene_icon(scene, (struct place){x, middle - side / 2, side, side}, icon, face->icon, face->accent);
    scene_text_fit(scene, text, middle + (scene->large ? 18 : 13), right - text, type, LEFT, word);
    if (chosen && list)
        widget_badge(scene, at->x + at->w - 66, middle, 32, COL_FLAME, COL_INK);
    else if (chosen)
        badge(scene, at->x + at->w - 16, at->y + 12);
}

/* The word below its face. */
static void face_column(struct ui *ui, struct scene *scene, const struct face *face, const char *icon,
                        const char *word, bool chosen)
{
    const struct place *at = &face->place;
    struct type type = {scene->landscape ? 34 : TYPE_BODY, face->bold, face->ink};
    float room = at->w - 18, pitch = scene->large ? 46 : 34, cx = at->x + at->w / 2;
    bool long_words = two_lines(ui, scene, (struct type){type.size, false, COL_INK}, room), two, alone;

    type.size = long_words ? TYPE_SMALL : word_size(ui, scene, type.size, at->w - 24);
    two = long_words && two_lines(ui, scene, (struct type){type.size, false, COL_INK}, room);
    float side = plan_for(scene)->face_icon - (two ? 16 : 0), lines = two ? pitch : 0;
    float top = at->y + SDL_max(10, (at->h - side - 56 - lines) / 2);
    float base = SDL_min(top + side + (scene->large ? 50 : 48), at->y + at->h - 16 - lines);

    alone = two && (!strchr(word, ' ') || scene_text_width(scene, type, word) <= room - 4);
    scene_icon(scene, (struct place){cx - side / 2, top, side, side}, icon, face->icon, face->accent);
    if (two && !alone)
        scene_paragraph(scene, cx, base, room - 4, pitch, 2, type, CENTRE, word);
    else
        scene_text_fit(scene, cx, base + lines / 2, room, type, CENTRE, word);
    if (chosen) badge(scene, at->x + at->w - 18, at->y + 14);
}

void rate_faces(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = plan_for(scene);
    struct place place = plan->face;

    for (int score = HIGHEST; score >= 1; score--, place.x += plan->face_dx, place.y += plan->face_dy) {
        char id[ITEM_ID], icon[16];
        const char *word = rating_word(ui_lang(ui), score);
        struct key key = {.id = id, .kind = KEY_FACE, .place = place, .label = word};
        struct face face;

        snprintf(id, sizeof id, "rate.%d", score);
        snprintf(icon, sizeof icon, "face%d", score);
        key.chosen = visit_of(ui)->score == score;
        face = widget_face(scene, &key);
        if (plan->in_rows)
            face_row(ui, scene, &face, icon, word, key.chosen);
        else
            face_column(ui, scene, &face, icon, word, key.chosen);
    }
}

static const struct reason *reasons_of(struct ui *ui, int *count)
{
    return hall_reasons(ui_hall(ui), visit_of(ui)->score, count);
}

static struct grid reason_grid(const struct scene *scene, int count)
{
    const struct plan *plan = plan_for(scene);

    return grid_in(plan->reasons, count, SDL_clamp(count, 1, plan->columns), plan->gap_x, plan->gap_y,
                   scene->large ? 80 : 76, plan->most);
}

/* The reasons are of one size; where that would be a small one, of the least, and long ones take two lines. */
static int reason_size(struct ui *ui, const struct scene *scene, const struct grid *grid)
{
    int count, size = grid->first.w < 320 ? 34 : 38;
    const struct reason *reasons = reasons_of(ui, &count);
    const char *names[MAX_REASONS];

    for (int i = 0; i < count; i++) names[i] = text_in(&reasons[i].name, ui_lang(ui));
    size = scene_common_size(scene, (struct type){size, true, COL_INK}, grid->first.w - 94, names, count);
    return size < 31 ? TYPE_SMALL : size;
}

static void reason_keys(struct ui *ui, struct scene *scene)
{
    int count;
    const struct reason *reasons = reasons_of(ui, &count);
    struct grid grid = reason_grid(scene, count);
    int size = reason_size(ui, scene, &grid);

    for (int i = 0; i < count; i++) {
        char id[ITEM_ID];

        snprintf(id, sizeof id, "reason.%s", reasons[i].code);
        widget_key(scene, &(struct key){.id = id,
                                        .kind = KEY_OPTION,
                                        .place = grid_place(&grid, i),
                                        .label = text_in(&reasons[i].name, ui_lang(ui)),
                                        .size = size,
                                        .chosen = visit_of(ui)->ticked >> i & 1u});
    }
}

struct place rate_beside_reasons(struct ui *ui, const struct scene *scene, struct place place)
{
    const struct plan *plan = plan_for(scene);
    int count;

    if (place.h > 0 || !visit_of(ui)->score) return place;
    (void)reasons_of(ui, &count);
    if (count % plan->columns == 0) return place;
    struct grid grid = reason_grid(scene, count);
    place = grid_place(&grid, count);
    place.w = plan->reasons.x + plan->reasons.w - place.x;
    return place;
}

static const char *question(struct ui *ui)
{
    return rating_is_good(visit_of(ui)->score) ? ui_tr(ui, "What was good?") : ui_tr(ui, "What was not good enough?");
}

/* The key to the page of the reasons; what is ticked there stands on it. */
static void reasons_door(struct ui *ui, struct scene *scene)
{
    struct key key = {.id = "rate.reasons", .kind = KEY_TILE, .place = {48, 1060, 984, 112}};
    struct type label = {38, false, COL_INK}, small = {TYPE_CAPTION, false, COL_INK2};
    char ticked[SCENE_TEXT];
    struct face face;
    float x, base, width;

    rate_reason_words(ui, ticked);
    key.label = ui_tr(ui, "Say why");
    key.value = ticked;
    face = widget_face(scene, &key);
    label.colour = face.ink;
    small.colour = face.ink2;
    x = face.place.x;
    base = face.place.y + 74;
    scene_icon(scene, (struct place){x + 36, face.place.y + 28, 56, 56}, "edit", face.icon, face.accent);
    width = scene_text(scene, x + 122, base, label, LEFT, key.label);
    scene_text_fit(scene, x + 122 + width + 28, base - 1, 984 - 122 - width - 28 - 100, small, LEFT,
                   ticked[0] ? ticked : ui_tr(ui, "optional"));
    scene_icon(scene, (struct place){x + 900, face.place.y + 32, 48, 48}, "next", face.ink, face.ink);
}

bool rate_reasons_apart(const struct scene *scene)
{
    return scene->large && !scene->landscape;
}

/* The question, and behind it that none need be ticked. */
static void ask_why(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = plan_for(scene);
    struct type head = {scene->landscape ? TYPE_LIST : TYPE_WAIT, true, COL_INK};
    struct type line = {TYPE_CAPTION, false, COL_INK2};
    float x = plan->reasons.x, width = scene_text(scene, x, plan->head_y, head, LEFT, question(ui));

    scene_text_fit(scene, x + width + 20, plan->head_y, plan->reasons.w - width - 20, line, LEFT,
                   ui_tr(ui, "Tick as many as you like, or none"));
}

void rate_reasons(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = plan_for(scene);
    int count;

    if (!visit_of(ui)->score) {
        if (plan->empty.h > 0)
            panel_empty(scene, plan->empty, "touch", ui_tr(ui, "Just touch a face. Reasons are optional"));
        return;
    }
    (void)reasons_of(ui, &count);
    if (!count) return;
    if (rate_reasons_apart(scene)) {
        reasons_door(ui, scene);
        return;
    }
    if (plan->head_y > 0) ask_why(ui, scene);
    reason_keys(ui, scene);
}

void rate_reasons_page(struct ui *ui, struct scene *scene)
{
    struct type line = {TYPE_CAPTION, false, COL_INK2};

    panel_title(scene, question(ui));
    scene_text_fit(scene, MARGIN, 330, 984, line, LEFT, ui_tr(ui, "Tick as many as you like, or none"));
    reason_keys(ui, scene);
}

void rate_reason_words(struct ui *ui, char out[SCENE_TEXT])
{
    int count;
    const struct reason *list = reasons_of(ui, &count);
    size_t n = 0;

    out[0] = '\0';
    for (int i = 0; i < count && n < SCENE_TEXT; i++) {
        if (!(visit_of(ui)->ticked >> i & 1u)) continue;
        n += (size_t)snprintf(out + n, SCENE_TEXT - n, "%s%s", n ? ui_tr(ui, ", ") : "",
                              text_in(&list[i].name, ui_lang(ui)));
    }
}

/* One row of what is chosen below. */
static void summary_row(struct ui *ui, struct scene *scene, struct place row, const char *caption, const char *text)
{
    struct type small = {TYPE_BODY, false, COL_INK2}, value = {38, text[0] != '\0', text[0] ? COL_INK : COL_INK2};
    float base = row.y + row.h / 2 + 13, x = row.x + 224;

    scene_text_fit(scene, row.x + 40, base, 176, small, LEFT, caption);
    scene_text_fit(scene, x, base, row.x + row.w - 30 - x, value, LEFT, text[0] ? text : ui_tr(ui, "nothing yet"));
}

void rate_summary(struct ui *ui, struct scene *scene)
{
    struct place row = plan_for(scene)->summary, card = row;
    int score = visit_of(ui)->score, rows = scene->landscape ? 2 : 3;
    char why[SCENE_TEXT], words[SCENE_TEXT];

    rate_reason_words(ui, why);
    str_copy(words, sizeof words, visit_of(ui)->comment.text);
    card.h *= (float)rows;
    widget_rows(scene, card, rows);
    summary_row(ui, scene, row, ui_tr(ui, "Chosen"), score ? rating_word(ui_lang(ui), score) : "");
    row.y += row.h;
    summary_row(ui, scene, row, !score || rating_is_good(score) ? ui_tr(ui, "Good") : ui_tr(ui, "Problem"), why);
    row.y += row.h;
    if (rows > 2) summary_row(ui, scene, row, ui_tr(ui, "Words"), words);
    explicit_bzero(words, sizeof words);
}
