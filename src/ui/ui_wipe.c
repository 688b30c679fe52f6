/* What a visitor typed leaves the machine's memory with the visitor. */
#include <string.h>

#include "ui/terminal.h"

enum { STACK_BYTES = 128 * 1024, EVENTS = 512 };

/* Texts of pictures are put together on the stack; what lies below the present depth is nobody's. */
static __attribute__((noinline)) void wipe_stack(void)
{
    char below[STACK_BYTES];

    explicit_bzero(below, sizeof below);
}

static void wipe_scene(struct scene *scene)
{
    explicit_bzero(scene->nodes, sizeof scene->nodes);
    explicit_bzero(scene->items, sizeof scene->items);
    scene->node_count = scene->item_count = 0;
}

/* SDL keeps the events that were taken from its queue, to use them again, with the text typed in them. */
static void wipe_events(void)
{
    static Uint32 type; /* of its own, so that nobody's events are flushed with it */
    SDL_Event blank = {0};

    if (!type) type = SDL_RegisterEvents(1);
    blank.type = type;
    for (int i = 0; i < EVENTS; i++)
        if (SDL_PeepEvents(&blank, 1, SDL_ADDEVENT, 0, 0) != 1) break;
    SDL_FlushEvent(type);
}

void ui_wipe(struct ui *ui)
{
    if (ui->ime) ime_wipe(ui->ime);
    for (int i = 0; i < 2; i++) wipe_scene(&ui->scenes[i]);
    fonts_forget(ui->fonts);
    if (ui->window) wipe_events();
    wipe_stack();
    ui->changed = ui->repaint = true;
}
