/* Every screen in every language, mode and orientation: sizes and gaps of keys, heights of letters,
 * contrast, reach in low mode, reach by keys; and that nothing is cut off or lies over another, in other windows
 * than the panel's as well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "support/tour_fixture.h"
#include "ui/draw.h"

#define LEAST_KEY_MM 20.0
#define CAPITALS 0.733 /* of the em */
enum { LEAST_GAP_PX = 8, LEAST_MARGIN_PX = 8, LEAST_LEADING_PX = 8, COMPLAINTS_SHOWN = 100 };

static struct {
    struct scene bare;           /* the scene without its texts */
    const struct scene *painted; /* on it */
    SDL_Surface *surface;
    char where[240];
    int pictures, complaints;
} test;

static void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

static void complain(const char *fmt, ...)
{
    va_list args;

    if (test.complaints++ >= COMPLAINTS_SHOWN) return;
    fprintf(stderr, "%s: ", test.where);
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputc('\n', stderr);
}

static void begin_picture(const struct ui *ui, const struct tour_stop *stop, const char *state)
{
    const struct scene *scene = ui_scene(ui);

    snprintf(test.where, sizeof test.where, "%d×%d %s%s.%s.%s", scene->w, scene->h, stop->name, state,
             lang_code(ui->lang), stop->mode);
    test.pictures++;
    test.painted = NULL;
}

static double mm_per_px(const struct ui *ui)
{
    return ui->conf->panel_width_mm / SDL_min(ui->conf->width, ui->conf->height);
}

/* ---- keys ---- */

static bool is_key(const struct item *item)
{
    return !item->passive;
}

static bool is_pressable(const struct item *item)
{
    return item->enabled && !item->passive;
}

static void check_key(const struct ui *ui, const struct scene *scene, const struct item *item)
{
    const SDL_Rect *box = &item->box;
    double w = box->w * mm_per_px(ui), h = box->h * mm_per_px(ui);

    if (!item->label[0]) complain("%s has no label", item->id);
    if (w < LEAST_KEY_MM || h < LEAST_KEY_MM) complain("%s is only %.1f × %.1f mm", item->id, w, h);
    if (box->x < 0 || box->y < 0 || box->x + box->w > scene->w || box->y + box->h > scene->h)
        complain("%s reaches out of the window", item->id);
    /* What is being written is read above; its keys are below, and it need not be touched. */
    if (scene->low && is_pressable(item) && strcmp(item->role, "field") != 0 && box->y < scene->h / 2)
        complain("%s is %d px above the lower half", item->id, scene->h / 2 - box->y);
}

/* The room between two boxes; negative: they overlap. */
static int gap_between(const SDL_Rect *a, const SDL_Rect *b)
{
    int across = SDL_max(a->x - (b->x + b->w), b->x - (a->x + a->w));
    int down = SDL_max(a->y - (b->y + b->h), b->y - (a->y + a->h));

    return SDL_max(across, down);
}

static void check_gaps(const struct scene *scene)
{
    for (int i = 0; i < scene->item_count; i++) {
        for (int j = i + 1; j < scene->item_count; j++) {
            const struct item *a = &scene->items[i], *b = &scene->items[j];

            if (!is_key(a) || !is_key(b) || gap_between(&a->box, &b->box) >= LEAST_GAP_PX) continue;
            complain("%s and %s are %d px apart", a->id, b->id, gap_between(&a->box, &b->box));
        }
    }
}

/* From nothing focused, each step reaches another key until all were. */
static void check_focus(const struct scene *scene)
{
    const struct item *item = scene_next(scene, "", 1), *first = item;
    int keys = 0, met = 0;

    for (int i = 0; i < scene->item_count; i++) keys += is_pressable(&scene->items[i]);
    while (item && met < keys) {
        met++;
        item = scene_next(scene, item->id, 1);
        if (item == first) break;
    }
    if (met != keys) complain("keys reach %d of %d controls", met, keys);
}

/* ---- texts ---- */

static bool inside(const SDL_Rect *in, const SDL_Rect *around)
{
    return in->x >= around->x && in->y >= around->y && in->x + in->w <= around->x + around->w &&
           in->y + in->h <= around->y + around->h;
}

/* The part of a text's box that capitals and figures fill. */
static SDL_Rect ink_of(const struct scene *scene, const struct node *node)
{
    struct text_style style = {node->size, node->bold, (enum lang)node->lang};
    int high = (int)(node->size * CAPITALS);

    return (SDL_Rect){node->box.x, node->box.y + text_ascent(scene->fonts, style) - high, node->box.w, high};
}

/* Is it painted over by what comes before `end`, by a sheet or its dimmed surroundings, say? */
static bool is_covered_until(const struct scene *scene, int index, int end)
{
    const struct node *covered = &scene->nodes[index];
    SDL_Rect ink = covered->kind == NODE_TEXT ? ink_of(scene, covered) : covered->box;

    for (int i = index + 1; i < end; i++) {
        const struct node *node = &scene->nodes[i];

        if ((node->kind == NODE_RECT || node->kind == NODE_ROUND) && inside(&ink, &node->box)) return true;
    }
    return false;
}

static bool is_covered(const struct scene *scene, int index)
{
    return is_covered_until(scene, index, scene->node_count);
}

static void check_height(const struct ui *ui, const struct scene *scene, const struct node *node)
{
    double high = node->size * CAPITALS * mm_per_px(ui), least = scene->large ? 7.4 : 4.8;

    if (high < least) complain("“%s” has capitals of %.2f mm", node->text, high);
}

static void check_overlap(const struct scene *scene, int index)
{
    SDL_Rect a = ink_of(scene, &scene->nodes[index]);

    for (int i = index + 1; i < scene->node_count; i++) {
        SDL_Rect b, both;

        if (scene->nodes[i].kind != NODE_TEXT || is_covered(scene, i)) continue;
        b = ink_of(scene, &scene->nodes[i]);
        if (SDL_IntersectRect(&a, &b, &both) && both.w > 2 && both.h > 2)
            complain("“%s” lies over “%s”", scene->nodes[index].text, scene->nodes[i].text);
    }
}

/* Lines one below the other have air between capitals and baseline. */
static void check_leading(const struct scene *scene, int index)
{
    const struct node *node = &scene->nodes[index];
    SDL_Rect a = ink_of(scene, node);

    for (int i = 0; i < scene->node_count; i++) {
        SDL_Rect b;
        int gap;

        if (i == index || scene->nodes[i].kind != NODE_TEXT || is_covered(scene, i)) continue;
        b = ink_of(scene, &scene->nodes[i]);
        gap = b.y - (a.y + a.h);
        if (a.x + a.w > b.x && b.x + b.w > a.x && gap >= 0 && gap < LEAST_LEADING_PX)
            complain("“%s” is %d px above “%s”", node->text, gap, scene->nodes[i].text);
    }
}

/* What stands on a key stays clear of its edges. */
static void check_margin(const struct scene *scene, const struct node *node)
{
    SDL_Rect ink = ink_of(scene, node);

    for (int i = 0; i < scene->item_count; i++) {
        const SDL_Rect *box = &scene->items[i].box;
        SDL_Rect both, core = {box->x + LEAST_MARGIN_PX, box->y + LEAST_MARGIN_PX, box->w - 2 * LEAST_MARGIN_PX,
                               box->h - 2 * LEAST_MARGIN_PX};

        if (is_key(&scene->items[i]) && SDL_IntersectRect(&ink, box, &both) && !inside(&ink, &core))
            complain("“%s” comes too near the edge of %s", node->text, scene->items[i].id);
    }
}

static double linear(uint32_t channel)
{
    double c = (double)(channel & 0xFF) / 255;

    return c <= 0.04045 ? c / 12.92 : SDL_pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
}

static double contrast(uint32_t a, uint32_t b)
{
    double la = luminance(a), lb = luminance(b);

    return (SDL_max(la, lb) + 0.05) / (SDL_min(la, lb) + 0.05);
}

/* What the text is read on: the picture without texts, at a few points of it. */
static void check_contrast(const struct scene *scene, const struct node *node)
{
    enum { ACROSS = 9, DOWN = 3 };
    SDL_Rect ink = ink_of(scene, node);
    bool big = node->size >= 24 && node->bold;
    double least = scene->theme == THEME_CONTRAST ? 7.0 : big ? 3.0 : 4.5, worst = 21;

    for (int i = 0; i < ACROSS * DOWN; i++) {
        int x = ink.x + ink.w * (1 + i % ACROSS) / (ACROSS + 1), y = ink.y + ink.h * (1 + i / ACROSS) / (DOWN + 1);

        if (x < 0 || y < 0 || x >= test.surface->w || y >= test.surface->h) continue;
        worst = SDL_min(worst,
                        contrast(node->colour, *(const uint32_t *)(const void *)((const char *)test.surface->pixels +
                                                                                 y * test.surface->pitch + 4 * x)));
    }
    if (worst < least) complain("“%s” has a contrast of %.1f", node->text, worst);
}

static bool ends_in_ellipsis(const struct node *node)
{
    size_t n = strlen(node->text);

    return node->kind == NODE_TEXT && n > 3 && strcmp(node->text + n - 3, "…") == 0;
}

static void check_cut(const struct scene *scene)
{
    for (int i = 0; scene->cut && i < scene->node_count; i++)
        if (ends_in_ellipsis(&scene->nodes[i])) complain("cut off: “%s”", scene->nodes[i].text);
}

/* The texts from the node `from` on. */
static void check_texts(const struct ui *ui, const struct scene *scene, int from)
{
    SDL_Rect window = {0, 0, scene->w, scene->h};

    for (int i = from; i < scene->node_count; i++) {
        const struct node *node = &scene->nodes[i];
        SDL_Rect ink;

        if (node->kind != NODE_TEXT || is_covered(scene, i)) continue;
        ink = ink_of(scene, node);
        if (!inside(&ink, &window)) complain("“%s” reaches out of the window", node->text);
        check_height(ui, scene, node);
        check_overlap(scene, i);
        check_leading(scene, i);
        check_margin(scene, node);
        if (test.painted == scene) check_contrast(scene, node);
    }
    check_cut(scene);
}

static void paint_bare(struct ui *ui, const struct scene *scene)
{
    int n = 0;

    test.bare = *scene;
    for (int i = 0; i < scene->node_count; i++)
        if (scene->nodes[i].kind != NODE_TEXT) test.bare.nodes[n++] = scene->nodes[i];
    test.bare.node_count = n;
    if (!test.surface || test.surface->w != scene->w || test.surface->h != scene->h) {
        SDL_FreeSurface(test.surface);
        test.surface = draw_surface(scene->w, scene->h);
    }
    assert_non_null(test.surface);
    test.painted = scene;
    scene_paint(&test.bare, ui->icons, test.surface, (SDL_Rect){0, 0, scene->w, scene->h});
}

/* ---- the voice's caption ---- */

static bool is_to_be_seen(const struct node *node)
{
    return node->kind == NODE_TEXT || node->kind == NODE_ICON || node->kind == NODE_QR || node->kind == NODE_RING;
}

static int ground_of(const struct scene *scene, const struct item *caption)
{
    int i = scene->node_count - 1;

    while (i >= 0 && (scene->nodes[i].kind != NODE_ROUND || !SDL_RectEquals(&scene->nodes[i].box, &caption->box)))
        i--;
    return i;
}

/* Nothing lies under the caption but the header, and of that no part looks out; no key is too near to it. */
static void check_caption(const struct ui *ui, const struct scene *scene)
{
    const struct item *caption = scene_find(scene, "voice.caption");
    int ground = caption ? ground_of(scene, caption) : -1;

    if (ground < 0) complain("what is said is not to be seen");
    for (int i = 0; caption && i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];

        if (item->passive || gap_between(&item->box, &caption->box) >= LEAST_GAP_PX) continue;
        if (strcmp(item->id, "voice.repeat") != 0 || !inside(&item->box, &caption->box))
            complain("the caption comes too near to %s", item->id);
    }
    for (int i = 0; i < ground; i++) {
        const struct node *node = &scene->nodes[i];
        SDL_Rect seen = node->kind == NODE_TEXT ? ink_of(scene, node) : node->box;

        if (!is_to_be_seen(node) || gap_between(&seen, &caption->box) >= LEAST_GAP_PX) continue;
        if (is_covered_until(scene, i, ground) || (i < scene->content_from && inside(&seen, &caption->box))) continue;
        complain("the caption lies over or touches “%s”", node->text);
    }
    check_texts(ui, scene, SDL_max(0, ground));
}

static void check_layout(const struct ui *ui, const struct scene *scene)
{
    if (scene->node_count == SCENE_NODES || scene->item_count == SCENE_ITEMS) complain("there is too much on it");
    for (int i = 0; i < scene->item_count; i++)
        if (is_key(&scene->items[i])) check_key(ui, scene, &scene->items[i]);
    check_gaps(scene);
}

/* With each key in focus, for the words of each are of another length. */
static void check_voice(struct ui *ui, const struct scene *scene)
{
    static struct scene heard;
    const struct item *item = scene_next(scene, "", 1);
    char stop[sizeof test.where];

    str_copy(stop, sizeof stop, test.where);
    for (int n = 0; item && n < scene->item_count; n++) {
        str_copy(ui->focus, sizeof ui->focus, item->id);
        ui_describe_into(ui, &heard, scene->w, scene->h);
        snprintf(test.where, sizeof test.where, "%.180s at %s", stop, item->id);
        check_caption(ui, &heard);
        item = scene_next(scene, item->id, 1);
    }
    str_copy(test.where, sizeof test.where, stop);
}

/* ---- other windows than the panel's ---- */

static void check_text_in_window(const struct scene *scene, int index)
{
    SDL_Rect window = {0, 0, scene->w, scene->h}, ink = ink_of(scene, &scene->nodes[index]), both;

    if (!inside(&ink, &window)) complain("“%s” reaches out of the window", scene->nodes[index].text);
    check_overlap(scene, index);
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];

        if (is_key(item) && SDL_IntersectRect(&ink, &item->box, &both) && both.w > 2 && both.h > 1 &&
            !inside(&ink, &item->box))
            complain("“%s” is wider than %s", scene->nodes[index].text, item->id);
    }
}

/* Where pixels are few, sizes are what they can be; but nothing is cut, and no key is on another. */
static bool see_window(void *arg, struct ui *ui, const struct tour_stop *stop, struct err *err)
{
    const struct scene *scene = ui_scene(ui);
    SDL_Rect window = {0, 0, scene->w, scene->h};

    (void)arg;
    (void)err;
    begin_picture(ui, stop, "");
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];

        if (!inside(&item->box, &window)) complain("%s reaches out of the window", item->id);
        for (int j = i + 1; is_key(item) && j < scene->item_count; j++)
            if (is_key(&scene->items[j]) && gap_between(&item->box, &scene->items[j].box) < 0)
                complain("%s lies over %s", scene->items[j].id, item->id);
    }
    for (int i = 0; i < scene->node_count; i++)
        if (scene->nodes[i].kind == NODE_TEXT && !is_covered(scene, i)) check_text_in_window(scene, i);
    check_cut(scene);
    return true;
}

/* ---- the walk ---- */

static void check_picture(struct ui *ui, const struct tour_stop *stop, const char *state)
{
    const struct scene *scene = ui_scene(ui);

    begin_picture(ui, stop, state);
    check_layout(ui, scene);
    check_focus(scene);
    if (!ui->voice.on || !stop->mixed) paint_bare(ui, scene);
    check_texts(ui, scene, 0);
    if (ui->voice.on) check_voice(ui, scene);
}

/* The same screen again, as it is now. */
static void check_again(struct ui *ui, const struct tour_stop *stop, const char *state)
{
    const struct scene *scene = ui_scene(ui);

    ui->changed = true;
    ui_describe(ui, scene->w, scene->h);
    check_picture(ui, stop, state);
}

/* What becomes of a ticket while it is looked at, with a number past 999 and a counter of two figures. */
static void check_ticket_states(struct ui *ui, const struct tour_stop *stop)
{
    static const struct {
        enum ticket_state state;
        const char *name;
    } states[] = {
        {TICKET_CALLED, " called"}, {TICKET_HELD, " held"}, {TICKET_ABSENT, " absent"}, {TICKET_DONE, " done"}};
    struct ticket *ticket = &ui->visit.ticket, was = *ticket;

    ticket->counter = 12;
    ticket->called_at = ticket->started_at = ticket->ended_at = ticket->issued_at;
    str_copy(ticket->number, sizeof ticket->number, "A1024");
    for (size_t i = 0; i < SDL_arraysize(states); i++) {
        ticket->state = states[i].state;
        check_again(ui, stop, states[i].name);
    }
    *ticket = was;
}

/* More people than usual, and nobody can tell how long they will wait; the ticket on show is one of them. */
static void check_crowd(struct ui *ui, const struct tour_stop *stop)
{
    struct snapshot *snapshot = ui->snapshot, was = *snapshot;

    for (int open = 1; open >= 0; open--) {
        for (int i = 0; i < ui->hall->service_count; i++) {
            snapshot->hall.services[i].waiting = 1500;
            snapshot->hall.services[i].wait = (struct wait){.known = false};
            snapshot->hall.services[i].open_counters = open;
        }
        snapshot->ahead = 1500;
        snapshot->wait = snapshot->priority = (struct wait){.known = false};
        check_again(ui, stop, open ? " crowd" : " crowd, closed");
    }
    *snapshot = was;
}

/* No number is to be had, for each of the reasons in turn, until tomorrow. */
static void check_refused(struct ui *ui, const struct tour_stop *stop)
{
    static const enum offer why[] = {OFFER_SOLD_OUT, OFFER_AFTER_LAST, OFFER_NOT_TODAY};
    struct snapshot *snapshot = ui->snapshot, was = *snapshot;

    for (int i = 0; i < ui->hall->service_count; i++) {
        snapshot->hall.services[i].offer = why[(size_t)i % SDL_arraysize(why)];
        snapshot->hall.services[i].next_offer = ui_time(ui) + 22 * (ms_t)3600000;
    }
    check_again(ui, stop, " refused");
    *snapshot = was;
}

static bool is_at(const struct tour_stop *stop, const char *const names[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(stop->name, names[i]) == 0) return true;
    return false;
}

static bool see(void *arg, struct ui *ui, const struct tour_stop *stop, struct err *err)
{
    static const char *const tickets[] = {"ticket", "lookup_result"};
    static const char *const waits[] = {"home", "guide", "class", "ticket", "lookup_result"};

    (void)arg;
    (void)err;
    check_picture(ui, stop, "");
    if (stop->mixed) return true;
    if (is_at(stop, tickets, SDL_arraysize(tickets))) check_ticket_states(ui, stop);
    if (is_at(stop, waits, SDL_arraysize(waits))) check_crowd(ui, stop);
    if (strcmp(stop->name, "home") == 0) check_refused(ui, stop);
    ui->changed = true;
    return true;
}

static void check_hall_in(int width, int height, enum tour_part part, void make(struct hall *hall), tour_see *see_it)
{
    test.complaints = test.pictures = 0;
    walk_hall_in(width, height, part, make, see_it);
    SDL_FreeSurface(test.surface);
    test.surface = NULL;
    printf("%d pictures\n", test.pictures);
    assert_int_equal(test.complaints, 0);
}

static void check_hall(enum tour_part part, void make(struct hall *hall))
{
    check_hall_in(0, 0, part, make, see);
}

static void everybody_reaches_everything(void **state)
{
    (void)state;
    check_hall(TOUR_ALL, NULL);
}

static char group_name[LANG_COUNT][32] = {"燃气具与咨询", "燃氣具與諮詢", "Appliances, advice"};

/* As many services and groups as there may be; the texts stay the sample's own. */
static void fill(struct hall *hall)
{
    static const int sizes[MAX_GROUPS] = {GROUP_SERVICES, 6, 4, 3, 2, 1};
    int own = hall->service_count, n = 0;

    for (int i = own; i < MAX_SERVICES; i++) {
        hall->services[i] = hall->services[i % own];
        snprintf(hall->services[i].code, CODE_SIZE, "more%d", i);
        snprintf(hall->services[i].prefix, PREFIX_SIZE, "%c", 'A' + i);
    }
    hall->service_count = MAX_SERVICES;
    hall->group_count = MAX_GROUPS;
    for (int g = 0; g < MAX_GROUPS; g++) {
        struct service_group *group = &hall->groups[g];

        for (int l = 0; l < LANG_COUNT; l++) group->name.in[l] = group_name[l];
        snprintf(group->code, CODE_SIZE, "group%d", g);
        str_copy(group->icon, CODE_SIZE, hall->services[g].icon);
        while (group->service_count < sizes[g]) group->services[group->service_count++] = n++;
    }
    assert_int_equal(n, MAX_SERVICES);
}

static void every_service_of_a_full_hall_too(void **state)
{
    (void)state;
    check_hall(TOUR_GROUPS, fill);
}

static void four_groups(struct hall *hall)
{
    fill(hall);
    hall->group_count = 4;
}

static void and_of_fewer_groups(void **state)
{
    (void)state;
    check_hall(TOUR_GROUPS, four_groups);
}

static void a_small_window_is_whole(void **state)
{
    (void)state;
    check_hall_in(240, 320, TOUR_ALL, NULL, see_window);
}

static void a_window_of_odd_size_is_whole(void **state)
{
    (void)state;
    check_hall_in(375, 667, TOUR_ALL, NULL, see_window);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_reaches_everything), cmocka_unit_test(every_service_of_a_full_hall_too),
        cmocka_unit_test(and_of_fewer_groups), cmocka_unit_test(a_small_window_is_whole),
        cmocka_unit_test(a_window_of_odd_size_is_whole)};

    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests_name("ui_reach", tests, NULL, NULL);
}
