#include "ui/pad.h"

#include <stdio.h>
#include <string.h>

#include "ui/widget.h"

/* On wide keys the figures and the rubber have room to be larger. */
static bool is_wide(const struct pad *pad)
{
    return pad->w >= 240;
}

/* Row by row, three to a row. */
static struct place place_of(const struct pad *pad, int index)
{
    return (struct place){pad->x + (float)(index % 3) * (pad->w + pad->gap_x),
                          pad->y + (float)(index / 3) * (pad->h + pad->gap_y), pad->w, pad->h};
}

static void digit_key(struct scene *scene, const struct pad *pad, int index, int digit)
{
    char id[ITEM_ID], label[16];

    snprintf(id, sizeof id, "digit.%d", digit);
    snprintf(label, sizeof label, "%d", digit);
    widget_key(scene, &(struct key){.id = id,
                                    .kind = KEY_NORMAL,
                                    .place = place_of(pad, index),
                                    .label = label,
                                    .size = is_wide(pad) ? TYPE_GREETING : TYPE_CLOCK,
                                    .bold = true});
}

static void erase_key(struct scene *scene, const struct pad *pad)
{
    struct key key = {.id = "digit.backspace", .kind = KEY_NORMAL, .place = place_of(pad, 11), .label = pad->erase};
    struct face face = widget_face(scene, &key);
    float cx = face.place.x + face.place.w / 2, cy = face.place.y + face.place.h / 2;
    float icon = is_wide(pad) ? 68 : 56;

    scene_icon(scene, (struct place){cx - icon / 2, cy - icon / 2, icon, icon}, "backspace", face.ink, face.ink);
}

void pad_build(struct scene *scene, const struct pad *pad)
{
    for (int digit = 1; digit <= 9; digit++) digit_key(scene, pad, digit - 1, digit);
    widget_key(scene, &(struct key){.id = "digit.clear",
                                    .kind = KEY_NORMAL,
                                    .place = place_of(pad, 9),
                                    .label = pad->clear,
                                    .size = is_wide(pad) ? TYPE_LIST : TYPE_BUTTON});
    digit_key(scene, pad, 10, 0);
    erase_key(scene, pad);
}

bool pad_press(const char *id, char *text, size_t size)
{
    size_t n = strlen(text);

    if (strncmp(id, "digit.", 6) != 0) return false;
    if (strcmp(id + 6, "clear") == 0) {
        memset(text, 0, size);
    } else if (strcmp(id + 6, "backspace") == 0) {
        if (n) text[n - 1] = '\0';
    } else if (n + 1 < size) {
        text[n] = id[6];
        text[n + 1] = '\0';
    }
    return true;
}
