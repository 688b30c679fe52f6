#include "ui/upkeep_log.h"

#include <string.h>

#include "base/log.h"
#include "ui/excerpt.h"

static void turn_key(struct scene *scene, const char *id, struct place place, const char *label, const char *icon,
                     bool disabled)
{
    widget_key(scene, &(struct key){.id = id,
                                    .kind = KEY_QUIET,
                                    .place = place,
                                    .label = label,
                                    .icon = icon,
                                    .icon_only = true,
                                    .disabled = disabled});
}

/* To the lines before those, and back to the newest. */
static void turn_keys(struct ui *ui, struct scene *scene, struct place card, bool newest, bool oldest)
{
    struct place key = {card.x + card.w - 36 - 96, card.y + 12, 96, 82};

    turn_key(scene, "maintenance.log.older", key, ui_tr(ui, "Older lines"), "next", oldest);
    key.x -= key.w + 16;
    turn_key(scene, "maintenance.log.newest", key, ui_tr(ui, "Newest lines"), "prev", newest);
}

/* The newest lines first, as many as have room, a long one in two. */
void upkeep_log_build(struct ui *ui, struct scene *scene, struct place card)
{
    struct maintenance *state = &ui_visit(ui)->maintenance;
    struct type type = {TYPE_SMALL, false, COL_INK2};
    char lines[LOG_KEPT][LOG_LINE];
    int n = log_last(lines, LOG_KEPT), from = SDL_min(state->log_from, SDL_max(n - 1, 0)), shown = 0;
    float y = card.y + 142, width = card.w - 72;

    scene_panel(scene, card, RADIUS_TILE, COL_FACE);
    scene_text(scene, card.x + 36, card.y + 66, (struct type){38, true, COL_INK}, LEFT,
               ui_tr(ui, "Last lines of the log"));
    for (int i = n - 1 - from; i >= 0; i--, shown++) {
        float needs = 40 * (float)SDL_min(2, excerpt_lines(scene, type, width, 2, lines[i]));

        if (y + needs - 40 > card.y + card.h - 16) break;
        excerpt_build(scene, card.x + 36, y, width, 40, 2, type, lines[i]);
        y += needs + 16;
    }
    state->log_shown = shown;
    turn_keys(ui, scene, card, from == 0, from + shown >= n);
    if (n == 0) scene_text(scene, card.x + 36, y, type, LEFT, ui_tr(ui, "Nothing has been noted yet"));
    scene_note(scene, "maintenance.log", "text", card, ui_tr(ui, "Last lines of the log"),
               shown ? lines[n - 1 - from] : "");
}

void upkeep_log_press(struct ui *ui, const char *id)
{
    struct maintenance *state = &ui_visit(ui)->maintenance;

    if (strcmp(id, "maintenance.log.older") == 0) state->log_from += state->log_shown;
    if (strcmp(id, "maintenance.log.newest") == 0) state->log_from = 0;
}
