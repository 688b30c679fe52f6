/* attract: what the terminal shows while nobody is there. Nothing on it moves, and the first touch only
 * wakes it (ui_wake), wherever it lands. */
#include <stdio.h>

#include "core/wait.h"
#include "ui/panel.h"

enum { SCENE_W = 1080, SCENE_H = 560, SEA_FROM = 420 };

/* Where things stand; it comes up without modes, so there is one plan each way. */
struct plan {
    float sea, scene_x, scene_w; /* the waterline and the picture of the harbour above it */
    float x, w;                  /* column of the words */
    enum align align;
    float head, head_pitch, line; /* baselines of the greeting and what is below it */
    int head_size, line_size;
    float figures, figure_pitch; /* baseline; pitch 0: all in one line */
    struct place key;
    float others; /* baseline of the other languages */
};
static const struct plan plans[2] = {
    {.sea = 898,
     .scene_x = 0,
     .scene_w = 1080,
     .x = 48,
     .w = 984,
     .align = CENTRE,
     .head = 348,
     .head_size = 104,
     .line = 424,
     .line_size = 40,
     .figures = 1114,
     .key = {48, 1172, 984, 236},
     .others = 1484},
    {.sea = 500,
     .scene_x = 754,
     .scene_w = 1166,
     .x = 48,
     .w = 520,
     .align = LEFT,
     .head = 362,
     .head_pitch = 88,
     .head_size = 70,
     .line = 562,
     .line_size = TYPE_BODY,
     .figures = 640,
     .figure_pitch = 60,
     .key = {618, 644, 1254, 100},
     .others = 792},
};

static const struct plan *plan_for(const struct scene *scene)
{
    return &plans[scene->landscape];
}

static float anchor(const struct plan *plan)
{
    return plan->align == CENTRE ? plan->x + plan->w / 2 : plan->x;
}

/* The sea goes on to the window's foot. */
static void harbour(struct scene *scene, const struct plan *plan)
{
    float h = plan->scene_w * SCENE_H / SCENE_W;

    scene_band(scene, plan->sea, 0, true, COL_TINT);
    scene_picture(scene, (struct place){plan->scene_x, plan->sea - h * SEA_FROM / SCENE_H, plan->scene_w, h},
                  "harbour-wide");
}

static void greeting(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type head = {plan->head_size, true, COL_INK}, line = {plan->line_size, false, COL_INK2};

    if (plan->head_pitch > 0)
        scene_paragraph(scene, plan->x, plan->head, plan->w, plan->head_pitch, 2, head, plan->align,
                        ui_tr(ui, "Hello,\nget a ticket here"));
    else
        scene_text_fit(scene, anchor(plan), plan->head, plan->w, head, plan->align,
                       ui_tr(ui, "Hello, get a ticket here"));
    scene_text_fit(scene, anchor(plan), plan->line, plan->w, line, plan->align,
                   ui_tr(ui, "Tickets, ratings, complaints: all here"));
}

/* ---- how busy the hall is ---- */

static int open_counters(const struct ui *ui)
{
    int open = 0;

    for (int i = 0; i < ui_hall(ui)->counter_count; i++) open += ui_hall_view(ui)->counters[i].seat == SEAT_OPEN;
    return open;
}

/* At each service four of five are called within its P80, so within the longest of these most are; 0: unknown. */
static int most_within(const struct ui *ui)
{
    int most = 0;

    for (int i = 0; i < ui_hall(ui)->service_count; i++) {
        const struct wait *wait = &ui_hall_view(ui)->services[i].wait;
        int lo, hi;

        if (wait->known && wait_minutes(wait, &lo, &hi)) most = SDL_max(most, hi);
    }
    return most;
}

enum { FIGURES = 3 };

/* What is known, as lines with the figure in [brackets]. */
static int figures(struct ui *ui, char lines[FIGURES][SCENE_TEXT])
{
    int waiting = ui_hall_view(ui)->waiting, open = open_counters(ui), within = most_within(ui), n = 0;

    if (!open) return 0;
    if (waiting)
        snprintf(lines[n++], SCENE_TEXT, ui_tr(ui, "[%d] waiting now"), waiting);
    else
        snprintf(lines[n++], SCENE_TEXT, "%s", ui_tr(ui, "No wait now"));
    snprintf(lines[n++], SCENE_TEXT, trn(ui_lang(ui), "[%d] counter open", "[%d] counters open", (unsigned long)open),
             open);
    if (waiting && within) snprintf(lines[n++], SCENE_TEXT, ui_tr(ui, "most called within [%d] min"), within);
    return n;
}

/* Small words around a large figure, smaller until they fit. */
static void figure_line(struct scene *scene, const struct plan *plan, float y, const char *text)
{
    struct type plain = {TYPE_BUTTON, false, COL_INK}, strong = {TYPE_HALL + 8, true, COL_INK};

    while (plain.size > TYPE_FLOOR && scene_text_width(scene, plain, text) > plan->w) plain.size--, strong.size--;
    scene_mixed(scene, anchor(plan), y, plain, strong, plan->align, text);
}

static void figure_lines(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    char lines[FIGURES][SCENE_TEXT], whole[FIGURES * SCENE_TEXT] = "", plain[SCENE_TEXT];
    int count = figures(ui, lines), n = 0;

    for (int i = 0; i < count; i++) {
        n += snprintf(whole + n, sizeof whole - (size_t)n, "%s%s", i ? "  ·  " : "", lines[i]);
        if (plan->figure_pitch > 0) figure_line(scene, plan, plan->figures + plan->figure_pitch * (float)i, lines[i]);
    }
    if (!count) return;
    if (plan->figure_pitch == 0) figure_line(scene, plan, plan->figures, whole);
    panel_plain(whole, plain, sizeof plain);
    scene_note(scene, "attract.figures", "text",
               (struct place){plan->x, plan->figures - 48, plan->w, plan->figure_pitch > 0 ? 190 : 64}, plain, NULL);
}

/* ---- how to begin ---- */

/* In the other languages, each in its own letters. */
static void other_languages(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type type = {TYPE_BUTTON, false, COL_INK2};
    char words[LANG_COUNT][SCENE_TEXT];
    enum lang shown[LANG_COUNT];
    float gap = scene_text_width(scene, type, "  ·  "), width = 0, x;
    int count = 0;

    for (int i = 0; i < LANG_COUNT; i++) {
        if ((enum lang)i == ui_lang(ui) || !i18n_has((enum lang)i)) continue;
        scene->lang = shown[count] = (enum lang)i;
        snprintf(words[count], SCENE_TEXT, "%s", tr((enum lang)i, "Touch to start"));
        width += scene_text_width(scene, type, words[count]) + (count ? gap : 0);
        count++;
    }
    x = plan->key.x + (plan->key.w - width) / 2;
    for (int i = 0; i < count; i++) {
        scene->lang = ui_lang(ui);
        if (i) x += scene_text(scene, x, plan->others, type, LEFT, "  ·  ");
        scene->lang = shown[i];
        x += scene_text(scene, x, plan->others, type, LEFT, words[i]);
    }
    scene->lang = ui_lang(ui);
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = plan_for(scene);

    harbour(scene, plan);
    greeting(ui, scene, plan);
    figure_lines(ui, scene, plan);
    widget_key(scene, &(struct key){.id = "attract.start",
                                    .kind = KEY_PRIMARY,
                                    .place = plan->key,
                                    .label = trc(ui_lang(ui), "key", "Touch to start"),
                                    .icon = "touch",
                                    .icon_size = scene->landscape ? 76 : 132,
                                    .gap = scene->landscape ? 32 : 48,
                                    .size = scene->landscape ? 60 : 92,
                                    .bold = true});
    other_languages(ui, scene, plan);
}

const struct screen screen_attract = {.name = "attract", .at_rest = true, .build = build};
