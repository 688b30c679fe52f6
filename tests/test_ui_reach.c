/* Every screen in every language, mode and orientation: sizes and gaps of keys, heights of letters,
 * contrast, reach in low mode, reach by keys; and that nothing is cut off or lies over another. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "support/cmocka_all.h"
#include "support/picture.h"
#include "ui/draw.h"

#define LEAST_KEY_MM 20.0
enum { LEAST_GAP_PX = 8, LEAST_MARGIN_PX = 8, LEAST_LEADING_PX = 8 };

static struct {
    struct picture picture, heard; /* heard: with another key in focus, and what the voice says of it */
    struct scene bare;             /* the picture without its texts, for contrast */
    SDL_Surface *surface;          /* as much of that as was asked for */
} test;

static double mm_per_px(const struct ui *ui)
{
    return ui->conf->panel_width_mm / SDL_min(ui->conf->width, ui->conf->height);
}

/* ---- keys ---- */

static bool is_pressable(const struct item *item)
{
    return item->enabled && !item->passive;
}

static void check_key(const struct ui *ui, const struct scene *scene, const struct item *item)
{
    const SDL_Rect *box = &item->box;
    double w = box->w * mm_per_px(ui), h = box->h * mm_per_px(ui);

    if (!item->label[0]) picture_complain("%s has no label", item->id);
    if (w < LEAST_KEY_MM || h < LEAST_KEY_MM) picture_complain("%s is only %.1f × %.1f mm", item->id, w, h);
    if (box->x < 0 || box->y < 0 || box->x + box->w > scene->w || box->y + box->h > scene->h)
        picture_complain("%s reaches out of the window", item->id);
    /* What is being written is read above; its keys are below, and it need not be touched. */
    if (scene->low && is_pressable(item) && strcmp(item->role, "field") != 0 && box->y < scene->h / 2)
        picture_complain("%s is %d px above the lower half", item->id, scene->h / 2 - box->y);
}

static void check_gaps(const struct scene *scene)
{
    for (int i = 0; i < scene->item_count; i++) {
        for (int j = i + 1; j < scene->item_count; j++) {
            const struct item *a = &scene->items[i], *b = &scene->items[j];

            if (!picture_is_key(a) || !picture_is_key(b) || picture_gap(&a->box, &b->box) >= LEAST_GAP_PX) continue;
            picture_complain("%s and %s are %d px apart", a->id, b->id, picture_gap(&a->box, &b->box));
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
    if (met != keys) picture_complain("keys reach %d of %d controls", met, keys);
}

/* ---- texts ---- */

static void check_height(const struct ui *ui, const struct scene *scene, const struct node *node)
{
    double high = node->size * CAPITALS * mm_per_px(ui), least = scene->large ? 7.4 : 4.8;

    if (high < least) picture_complain("“%s” has capitals of %.2f mm", node->text, high);
}

/* Lines one below the other have air between capitals and baseline. */
static void check_leading(const struct picture *picture, int index)
{
    const struct node *nodes = picture->scene->nodes;
    const SDL_Rect *a = &picture->seen[index];

    for (int i = 0; i < picture->scene->node_count; i++) {
        const SDL_Rect *b = &picture->seen[i];
        int gap = b->y - (a->y + a->h);

        if (i == index || nodes[i].kind != NODE_TEXT || picture->covered[i]) continue;
        if (a->x + a->w > b->x && b->x + b->w > a->x && gap >= 0 && gap < LEAST_LEADING_PX)
            picture_complain("“%s” is %d px above “%s”", nodes[index].text, gap, nodes[i].text);
    }
}

/* What stands on a key stays clear of its edges. */
static void check_margin(const struct picture *picture, int index)
{
    const struct scene *scene = picture->scene;
    const SDL_Rect *ink = &picture->seen[index];

    for (int i = 0; i < scene->item_count; i++) {
        const SDL_Rect *box = &scene->items[i].box;
        SDL_Rect both, core = {box->x + LEAST_MARGIN_PX, box->y + LEAST_MARGIN_PX, box->w - 2 * LEAST_MARGIN_PX,
                               box->h - 2 * LEAST_MARGIN_PX};

        if (picture_is_key(&scene->items[i]) && SDL_IntersectRect(ink, box, &both) && !picture_is_inside(ink, &core))
            picture_complain("“%s” comes too near the edge of %s", scene->nodes[index].text, scene->items[i].id);
    }
}

/* The texts from the node `from` on. */
static void check_texts(const struct ui *ui, const struct picture *picture, int from)
{
    const struct scene *scene = picture->scene;

    for (int i = from; i < scene->node_count; i++) {
        if (scene->nodes[i].kind != NODE_TEXT || picture->covered[i]) continue;
        check_height(ui, scene, &scene->nodes[i]);
        picture_check_text(picture, i);
        check_leading(picture, i);
        check_margin(picture, i);
    }
    picture_check_cut(picture);
}

/* ---- contrast ---- */

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

static uint32_t pixel_at(const SDL_Surface *surface, int x, int y)
{
    return *(const uint32_t *)(const void *)((const char *)surface->pixels + y * surface->pitch + 4 * x);
}

/* What the text is read on: the picture without texts, at a few points of it. */
static void check_contrast(const struct ui *ui, const struct picture *picture, int index)
{
    enum { ACROSS = 9, DOWN = 3 };
    const struct node *node = &picture->scene->nodes[index];
    SDL_Rect ink = picture->seen[index];
    bool big = node->size >= 24 && node->bold;
    double least = picture->scene->theme == THEME_CONTRAST ? 7.0 : big ? 3.0 : 4.5, worst = 21;

    scene_paint(&test.bare, ui->icons, test.surface, ink);
    for (int i = 0; i < ACROSS * DOWN; i++) {
        int x = ink.x + ink.w * (1 + i % ACROSS) / (ACROSS + 1), y = ink.y + ink.h * (1 + i / ACROSS) / (DOWN + 1);

        if (x < 0 || y < 0 || x >= test.bare.w || y >= test.bare.h) continue;
        worst = SDL_min(worst, contrast(node->colour, pixel_at(test.surface, x, y)));
    }
    if (worst < least) picture_complain("“%s” has a contrast of %.1f", node->text, worst);
}

/* Of all texts. Only what is behind them is painted: whole pictures take most of the time of such a walk. */
static void check_contrasts(const struct ui *ui, const struct picture *picture)
{
    const struct scene *scene = picture->scene;
    int side = SDL_max(scene->w, scene->h), n = 0;

    test.bare = *scene;
    for (int i = 0; i < scene->node_count; i++)
        if (scene->nodes[i].kind != NODE_TEXT) test.bare.nodes[n++] = scene->nodes[i];
    test.bare.node_count = n;
    if (!test.surface) test.surface = draw_surface(side, side); /* upright and lying */
    assert_non_null(test.surface);
    for (int i = 0; i < scene->node_count; i++)
        if (scene->nodes[i].kind == NODE_TEXT && !picture->covered[i]) check_contrast(ui, picture, i);
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

/* No key is too near to the caption but the one within it. */
static void check_caption_keys(const struct scene *scene, const struct item *caption)
{
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];

        if (item->passive || picture_gap(&item->box, &caption->box) >= LEAST_GAP_PX) continue;
        if (strcmp(item->id, "voice.repeat") != 0 || !picture_is_inside(&item->box, &caption->box))
            picture_complain("the caption comes too near to %s", item->id);
    }
}

/* Nothing lies under the caption but the header, and of that no part looks out. */
static void check_caption(const struct ui *ui, const struct picture *picture)
{
    const struct scene *scene = picture->scene;
    const struct item *caption = scene_find(scene, "voice.caption");
    int ground = caption ? ground_of(scene, caption) : -1;

    if (ground < 0) picture_complain("what is said is not to be seen");
    if (caption) check_caption_keys(scene, caption);
    for (int i = 0; i < ground; i++) {
        const SDL_Rect *seen = &picture->seen[i];

        if (!is_to_be_seen(&scene->nodes[i]) || picture_gap(seen, &caption->box) >= LEAST_GAP_PX) continue;
        if (picture_is_covered(picture, i, ground)) continue;
        if (i < scene->content_from && picture_is_inside(seen, &caption->box)) continue;
        picture_complain("the caption lies over or touches “%s”", scene->nodes[i].text);
    }
    check_texts(ui, picture, SDL_max(0, ground));
}

static void check_layout(const struct ui *ui, const struct scene *scene)
{
    if (scene->node_count == SCENE_NODES || scene->item_count == SCENE_ITEMS)
        picture_complain("there is too much on it");
    for (int i = 0; i < scene->item_count; i++)
        if (picture_is_key(&scene->items[i])) check_key(ui, scene, &scene->items[i]);
    check_gaps(scene);
}

/* With each key in focus, for the words of each are of another length. */
static void check_voice(struct ui *ui, const struct scene *scene)
{
    static struct scene heard;
    const struct item *item = scene_next(scene, "", 1);
    char stop[sizeof picture_tally.where];

    str_copy(stop, sizeof stop, picture_tally.where);
    for (int n = 0; item && n < scene->item_count; n++) {
        str_copy(ui->focus, sizeof ui->focus, item->id);
        ui_describe_into(ui, &heard, scene->w, scene->h);
        snprintf(picture_tally.where, sizeof picture_tally.where, "%.180s at %s", stop, item->id);
        picture_take(&test.heard, &heard);
        check_caption(ui, &test.heard);
        item = scene_next(scene, item->id, 1);
    }
    str_copy(picture_tally.where, sizeof picture_tally.where, stop);
}

/* ---- the walk ---- */

static void check_picture(struct ui *ui, const struct tour_stop *stop, const char *state)
{
    const struct scene *scene = ui_scene(ui);

    picture_begin(&test.picture, ui, stop, state);
    check_layout(ui, scene);
    check_focus(scene);
    check_texts(ui, &test.picture, 0);
    if (!ui->voice.on || !stop->mixed) check_contrasts(ui, &test.picture);
    if (ui->voice.on) check_voice(ui, scene);
}

/* The same screen again, as it is now. */
static void check_again(struct ui *ui, const struct tour_stop *stop, const char *state)
{
    const struct scene *scene = ui_scene(ui);

    tour_describe(ui, scene->w, scene->h);
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
    return true;
}

static void check_hall(enum tour_part part, void make(struct hall *hall))
{
    picture_walk(0, 0, &(struct tour_plan){.part = part, .see = see}, make);
    SDL_FreeSurface(test.surface);
    test.surface = NULL;
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(everybody_reaches_everything),
                                       cmocka_unit_test(every_service_of_a_full_hall_too),
                                       cmocka_unit_test(and_of_fewer_groups)};

    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests_name("ui_reach", tests, NULL, NULL);
}
