/* What can be pressed in a scene, and how scenes are compared and painted. */
#include <string.h>

#include "base/str.h"
#include "ui/draw.h"
#include "ui/scene.h"

struct item *scene_item(struct scene *scene, const char *id, const char *role, struct place place, const char *label,
                        const char *value)
{
    struct item *item;

    if (scene->item_count == SCENE_ITEMS) return NULL;
    item = &scene->items[scene->item_count++];
    memset(item, 0, sizeof *item);
    str_copy(item->id, sizeof item->id, id);
    item->role = role;
    str_copy(item->label, sizeof item->label, label);
    str_copy(item->value, sizeof item->value, value);
    item->box = scene_pixels(scene, place);
    item->enabled = true;
    return item;
}

void scene_note(struct scene *scene, const char *id, const char *role, struct place place, const char *label,
                const char *value)
{
    struct item *item = scene_item(scene, id, role, place, label, value);

    if (item) item->passive = true;
}

void scene_spoken(struct scene *scene, const char *id, struct place place, const char *words)
{
    struct item *item = scene_item(scene, id, "text", place, words, NULL);

    if (!item) return;
    item->passive = true;
    str_copy(item->said, sizeof item->said, words);
}

void scene_shield(struct scene *scene, const char *id, struct place place)
{
    struct item *item = scene_item(scene, id, "image", place, "", "");

    if (item) item->passive = item->shield = true;
}

bool scene_is_pressed(const struct scene *scene, const char *id)
{
    return scene->pressed[0] && strcmp(scene->pressed, id) == 0;
}

void scene_cover(struct scene *scene)
{
    scene->item_count = 0;
    scene->content_from = scene->node_count;
    scene->covered = true;
    scene->caption = (struct place){0, 0, 0, 0};
}

const struct item *scene_find(const struct scene *scene, const char *id)
{
    for (int i = 0; i < scene->item_count; i++)
        if (strcmp(scene->items[i].id, id) == 0) return &scene->items[i];
    return NULL;
}

static bool pressable(const struct item *item)
{
    return item->enabled && !item->passive;
}

const struct item *scene_at(const struct scene *scene, int x, int y)
{
    for (int i = scene->item_count - 1; i >= 0; i--) {
        const struct item *item = &scene->items[i];

        if (!SDL_PointInRect(&(SDL_Point){x, y}, &item->box)) continue;
        if (item->shield) return NULL;
        if (pressable(item)) return item;
    }
    return NULL;
}

const struct item *scene_next(const struct scene *scene, const char *id, int step)
{
    int n = scene->item_count, at = step > 0 ? -1 : n;

    for (int i = 0; i < n; i++)
        if (strcmp(scene->items[i].id, id) == 0) at = i;
    for (int i = 1; i <= n; i++) {
        const struct item *item = &scene->items[((at + step * i) % n + n) % n];

        if (pressable(item) || (scene->voice && !item->passive)) return item;
    }
    return NULL;
}

void scene_end(struct scene *scene)
{
    const struct item *item = scene->focus[0] ? scene_find(scene, scene->focus) : NULL;
    struct node *node;
    int line, gap;

    if (!item || scene->node_count == SCENE_NODES) return;
    line = SDL_max(2, (int)((float)FOCUS_WIDTH * scene->scale + 0.5f));
    gap = line + (int)((float)FOCUS_GAP * scene->scale + 0.5f);
    node = &scene->nodes[scene->node_count++];
    memset(node, 0, sizeof *node);
    node->kind = NODE_OUTLINE;
    node->box = (SDL_Rect){item->box.x - gap, item->box.y - gap, item->box.w + 2 * gap, item->box.h + 2 * gap};
    node->radius = item->radius + gap;
    node->line = line;
    node->colour = theme_colour(scene->theme, COL_FOCUS);
}

/* Adds a rectangle to a list of at most max: joined with one it touches, or with the last. */
static int add_damage(SDL_Rect *list, int count, int max, SDL_Rect rect)
{
    if (SDL_RectEmpty(&rect)) return count;
    for (int i = 0; i < count; i++) {
        if (!SDL_HasIntersection(&list[i], &rect)) continue;
        SDL_UnionRect(&list[i], &rect, &list[i]);
        return count;
    }
    if (count < max) {
        list[count] = rect;
        return count + 1;
    }
    SDL_UnionRect(&list[max - 1], &rect, &list[max - 1]);
    return count;
}

static bool same(const struct node *a, const struct node *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

int scene_difference(const struct scene *a, const struct scene *b, SDL_Rect *out, int max)
{
    int head = 0, tail = 0, least = SDL_min(a->node_count, b->node_count), count = 0;
    int from_a, from_b, middle;

    while (head < least && same(&a->nodes[head], &b->nodes[head])) head++;
    while (tail < least - head && same(&a->nodes[a->node_count - 1 - tail], &b->nodes[b->node_count - 1 - tail]))
        tail++;
    from_a = a->node_count - tail;
    from_b = b->node_count - tail;
    middle = SDL_max(from_a, from_b);
    for (int i = head; i < middle; i++) {
        if (i < from_a && i < from_b && same(&a->nodes[i], &b->nodes[i])) continue;
        if (i < from_a) count = add_damage(out, count, max, a->nodes[i].box);
        if (i < from_b) count = add_damage(out, count, max, b->nodes[i].box);
    }
    return count;
}

static void paint_node(const struct node *node, const struct scene *scene, struct icons *icons, SDL_Surface *to)
{
    struct text_style style = {node->size, node->bold, (enum lang)node->lang};

    switch (node->kind) {
    case NODE_RECT:
        draw_rect(to, node->box, node->colour);
        break;
    case NODE_ROUND:
        draw_round(to, node->box, node->radius, node->colour);
        break;
    case NODE_OUTLINE:
        draw_outline(to, node->box, node->radius, node->line, node->colour);
        break;
    case NODE_CORNERS:
        draw_corners(to, node->box, node->radius, node->line, node->size, node->colour);
        break;
    case NODE_RING:
        draw_ring(to, node->box, node->line, node->share, node->colour);
        break;
    case NODE_DOTS:
        draw_dots(to, node->box, node->share, node->colour);
        break;
    case NODE_DASHES:
        draw_dashes(to, node->box, node->radius, node->line, node->colour);
        break;
    case NODE_TEXT:
        text_draw(scene->fonts, to, style, node->box.x, node->box.y, node->text, node->colour);
        break;
    case NODE_ICON:
        icon_draw(icons, to, node->box, node->text, node->colour, node->accent);
        break;
    case NODE_PICTURE:
        icon_draw_plain(icons, to, node->box, node->text);
        break;
    case NODE_QR:
        draw_qr(to, node->box, node->text, node->colour);
        break;
    }
}

void scene_paint(const struct scene *scene, struct icons *icons, SDL_Surface *to, SDL_Rect clip)
{
    SDL_SetClipRect(to, &clip);
    for (int i = 0; i < scene->node_count; i++)
        if (SDL_HasIntersection(&scene->nodes[i].box, &clip)) paint_node(&scene->nodes[i], scene, icons, to);
    SDL_SetClipRect(to, NULL);
}
