#include "support/picture.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "support/tour_fixture.h"

enum { COMPLAINTS_SHOWN = 100, OVERLAP_PX = 2 };

struct picture_tally picture_tally;

void picture_complain(const char *fmt, ...)
{
    va_list args;

    if (picture_tally.complaints++ >= COMPLAINTS_SHOWN) return;
    fprintf(stderr, "%s: ", picture_tally.where);
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputc('\n', stderr);
}

void picture_begin(struct picture *picture, const struct ui *ui, const struct tour_stop *stop, const char *state)
{
    const struct scene *scene = ui_scene(ui);

    snprintf(picture_tally.where, sizeof picture_tally.where, "%d×%d %s%s.%s.%s", scene->w, scene->h, stop->name,
             state, lang_code(ui->lang), stop->mode);
    picture_tally.pictures++;
    picture_take(picture, scene);
}

static SDL_Rect ink_of(const struct scene *scene, const struct node *node)
{
    struct text_style style = {node->size, node->bold, (enum lang)node->lang};
    int high = (int)(node->size * CAPITALS);

    return (SDL_Rect){node->box.x, node->box.y + text_ascent(scene->fonts, style) - high, node->box.w, high};
}

void picture_take(struct picture *picture, const struct scene *scene)
{
    picture->scene = scene;
    for (int i = 0; i < scene->node_count; i++) {
        const struct node *node = &scene->nodes[i];

        picture->seen[i] = node->kind == NODE_TEXT ? ink_of(scene, node) : node->box;
        picture->covered[i] = node->kind == NODE_TEXT && picture_is_covered(picture, i, scene->node_count);
    }
}

bool picture_is_covered(const struct picture *picture, int index, int end)
{
    for (int i = index + 1; i < end; i++) {
        const struct node *node = &picture->scene->nodes[i];

        if ((node->kind == NODE_RECT || node->kind == NODE_ROUND) &&
            picture_is_inside(&picture->seen[index], &node->box))
            return true;
    }
    return false;
}

bool picture_is_key(const struct item *item)
{
    return !item->passive;
}

bool picture_is_inside(const SDL_Rect *in, const SDL_Rect *around)
{
    return in->x >= around->x && in->y >= around->y && in->x + in->w <= around->x + around->w &&
           in->y + in->h <= around->y + around->h;
}

int picture_gap(const SDL_Rect *a, const SDL_Rect *b)
{
    int across = SDL_max(a->x - (b->x + b->w), b->x - (a->x + a->w));
    int down = SDL_max(a->y - (b->y + b->h), b->y - (a->y + a->h));

    return SDL_max(across, down);
}

void picture_check_text(const struct picture *picture, int index)
{
    const struct scene *scene = picture->scene;
    const SDL_Rect *ink = &picture->seen[index], window = {0, 0, scene->w, scene->h};

    if (!picture_is_inside(ink, &window))
        picture_complain("“%s” reaches out of the window", scene->nodes[index].text);
    for (int i = index + 1; i < scene->node_count; i++) {
        SDL_Rect both;

        if (scene->nodes[i].kind != NODE_TEXT || picture->covered[i]) continue;
        if (SDL_IntersectRect(ink, &picture->seen[i], &both) && both.w > OVERLAP_PX && both.h > OVERLAP_PX)
            picture_complain("“%s” lies over “%s”", scene->nodes[index].text, scene->nodes[i].text);
    }
}

static bool ends_in_ellipsis(const struct node *node)
{
    size_t n = strlen(node->text);

    return node->kind == NODE_TEXT && n > 3 && strcmp(node->text + n - 3, "…") == 0;
}

void picture_check_cut(const struct picture *picture)
{
    const struct scene *scene = picture->scene;

    for (int i = 0; scene->cut && i < scene->node_count; i++)
        if (ends_in_ellipsis(&scene->nodes[i])) picture_complain("cut off: “%s”", scene->nodes[i].text);
}

void picture_walk(int width, int height, const struct tour_plan *plan, void make(struct hall *hall))
{
    picture_tally = (struct picture_tally){0};
    walk_hall(width, height, plan, make);
    printf("%d pictures\n", picture_tally.pictures);
    assert_int_equal(picture_tally.complaints, 0);
}
