#include "ui/lookup_parts.h"

void lookup_field(struct scene *scene, const struct lookup_field *field)
{
    const struct place *at = &field->place;
    const char *caption = field->caption, *shown = field->shown ? field->shown : field->value;
    struct item *item = scene_item(scene, field->id, "field", *at, caption, field->value);
    struct type type = {field->size, true, COL_ACTION}, small = {TYPE_CAPTION, false, COL_INK2};
    float base = at->y + at->h / 2 + (float)field->size * 0.37f + (scene->large ? 32 : 22), x = at->x + 42, width;

    if (item) {
        item->radius = (int)(RADIUS_TILE * scene->scale);
        item->personal = field->personal;
    }
    scene_round(scene, *at, RADIUS_TILE, COL_FACE);
    if (field->in_use)
        scene_outline(scene, (struct place){at->x - 4, at->y - 4, at->w + 8, at->h + 8}, RADIUS_TILE + 4, 6,
                      COL_ACTION);
    else
        scene_outline(scene, *at, RADIUS_TILE, scene_contrast(scene) ? OUTLINE_CONTRAST : OUTLINE, COL_EDGE);
    if (field->brief && !scene_text_fits(scene, at->w - 64, small, caption)) caption = field->brief;
    float line = at->h < 150 ? 42 : at->h < 180 ? 50 : 56;
    scene_text_fit(scene, at->x + 38, at->y + (scene->large ? 60 : line), at->w - 64, small, LEFT, caption);
    while (type.size > TYPE_LIST && scene_text_width(scene, type, shown) > at->w - 84) type.size -= 4;
    width = scene_text(scene, x, base, type, LEFT, shown);
    if (field->in_use)
        scene_round(scene,
                    (struct place){x + width + 12, base - (float)field->size * 0.82f, 8, (float)field->size * 0.9f},
                    4, COL_AMBER);
}

void lookup_tabs(struct ui *ui, struct scene *scene, const struct place places[2], bool of_case)
{
    bool narrow = places[0].w < 300;
    const struct key tabs[] = {
        {.id = "lookup.tab.ticket",
         .label = narrow ? trc(ui_lang(ui), "tab", "Ticket") : ui_tr(ui, "Ticket number"),
         .icon = "ticket",
         .chosen = !of_case},
        {.id = "lookup.tab.case",
         .label = narrow ? trc(ui_lang(ui), "tab", "Case") : ui_tr(ui, "Case number"),
         .icon = "complain",
         .chosen = of_case},
    };

    for (int i = 0; i < 2; i++) {
        struct key key = tabs[i];

        key.kind = KEY_TOGGLE;
        key.place = places[i];
        key.bold = key.chosen;
        if (narrow && scene->large) key.icon = NULL;
        key.size = narrow ? TYPE_CAPTION : TYPE_BUTTON;
        widget_key(scene, &key);
    }
}
