#include "ui/theme.h"

#include <stddef.h>

static const uint32_t colours[THEME_COUNT][COL_COUNT] = {
    [THEME_DAY] =
        {
            [COL_GROUND] = 0xFFF5F2EC,     [COL_FACE] = 0xFFFFFFFF,        [COL_SUNK] = 0xFFEAE6DD,
            [COL_LINE] = 0xFFDDD8CC,       [COL_INK] = 0xFF10262C,         [COL_INK2] = 0xFF45575C,
            [COL_EDGE] = 0xFF76878B,       [COL_ACTION] = 0xFF0B5462,      [COL_ACTION_EDGE] = 0xFF073C47,
            [COL_ACTION_LIP] = 0xFF052C34, [COL_ACTION_DOWN] = 0xFF073C47, [COL_ON_ACTION] = 0xFFFFFFFF,
            [COL_TINT] = 0xFFDDECEE,       [COL_FLAME] = 0xFFF2A541,       [COL_AMBER] = 0xFFC8660E,
            [COL_AMBER_TEXT] = 0xFF85480A, [COL_AMBER_TINT] = 0xFFFDEFD9,  [COL_RED] = 0xFFB3261E,
            [COL_RED_DARK] = 0xFF7E1811,   [COL_RED_TINT] = 0xFFFBEAE7,    [COL_ON_RED] = 0xFFFFFFFF,
            [COL_RED_INK] = 0xFF10262C,    [COL_FOCUS] = 0xFFC8660E,       [COL_OPEN] = 0xFF2E8B57,
            [COL_SCRIM] = 0xC706303A,      [COL_PAPER] = 0xFFFFFFFF,       [COL_BLACK] = 0xFF000000,
            [COL_CAPTION] = 0xFF10262C,    [COL_CAPTION_NAME] = 0xFFFFC46B, [COL_CAPTION2] = 0xFFBFD8DC,
            [COL_RULE] = 0xFFB9C8CC,       [COL_CAPTION_LINE] = 0xFF10262C,
        },
    [THEME_NIGHT] =
        {
            [COL_GROUND] = 0xFF06303A,     [COL_FACE] = 0xFF0B4250,        [COL_SUNK] = 0xFF05262E,
            [COL_LINE] = 0xFF1D5562,       [COL_INK] = 0xFFFFFFFF,         [COL_INK2] = 0xFFBFD8DC,
            [COL_EDGE] = 0xFF7FA6AE,       [COL_ACTION] = 0xFFFFC46B,      [COL_ACTION_EDGE] = 0xFFFFC46B,
            [COL_ACTION_LIP] = 0xFFB57A22, [COL_ACTION_DOWN] = 0xFFB57A22, [COL_ON_ACTION] = 0xFF10262C,
            [COL_TINT] = 0xFF0B4250,       [COL_FLAME] = 0xFFF2A541,       [COL_AMBER] = 0xFFFFC46B,
            [COL_AMBER_TEXT] = 0xFFFFC46B, [COL_AMBER_TINT] = 0xFF0B4250,  [COL_RED] = 0xFFB3261E,
            [COL_RED_DARK] = 0xFF7E1811,   [COL_RED_TINT] = 0xFFFBEAE7,    [COL_ON_RED] = 0xFFFFFFFF,
            [COL_RED_INK] = 0xFF10262C,    [COL_FOCUS] = 0xFFFFC46B,       [COL_OPEN] = 0xFF5BBF86,
            [COL_SCRIM] = 0xC706303A,      [COL_PAPER] = 0xFFFFFFFF,       [COL_BLACK] = 0xFF000000,
            [COL_CAPTION] = 0xFF05262E,    [COL_CAPTION_NAME] = 0xFFFFC46B, [COL_CAPTION2] = 0xFFBFD8DC,
            [COL_RULE] = 0xFF1D5562,       [COL_CAPTION_LINE] = 0xFF7FA6AE,
        },
    [THEME_CONTRAST] =
        {
            [COL_GROUND] = 0xFF000000,     [COL_FACE] = 0xFF000000,        [COL_SUNK] = 0xFF000000,
            [COL_LINE] = 0xFFFFFFFF,       [COL_INK] = 0xFFFFFFFF,         [COL_INK2] = 0xFFFFFFFF,
            [COL_EDGE] = 0xFFFFFFFF,       [COL_ACTION] = 0xFFFFD60A,      [COL_ACTION_EDGE] = 0xFFFFFFFF,
            [COL_ACTION_LIP] = 0xFFFFFFFF, [COL_ACTION_DOWN] = 0xFFFFFFFF, [COL_ON_ACTION] = 0xFF000000,
            [COL_TINT] = 0xFF000000,       [COL_FLAME] = 0xFF000000,       [COL_AMBER] = 0xFFFFD60A,
            [COL_AMBER_TEXT] = 0xFFFFD60A, [COL_AMBER_TINT] = 0xFF000000,  [COL_RED] = 0xFFFF9A85,
            [COL_RED_DARK] = 0xFFFF9A85,   [COL_RED_TINT] = 0xFF000000,    [COL_ON_RED] = 0xFF000000,
            [COL_RED_INK] = 0xFFFFFFFF,    [COL_FOCUS] = 0xFF7FE3FF,       [COL_OPEN] = 0xFFFFFFFF,
            [COL_SCRIM] = 0xC7000000,      [COL_PAPER] = 0xFFFFFFFF,       [COL_BLACK] = 0xFF000000,
            [COL_CAPTION] = 0xFF000000,    [COL_CAPTION_NAME] = 0xFFFFD60A, [COL_CAPTION2] = 0xFFFFFFFF,
            [COL_RULE] = 0xFFFFFFFF,       [COL_CAPTION_LINE] = 0xFFFFFFFF,
        },
};

uint32_t theme_colour(enum theme theme, enum colour colour)
{
    return colours[theme][colour];
}

int theme_large(int size)
{
    static const struct {
        int up_to, large;
    } steps[] = {{TYPE_SMALL, 42}, {34, 44}, {42, 50}, {48, 60}, {72, 72}, {76, 76}, {82, 84}, {TYPE_FIGURE, 104}};

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (size <= steps[i].up_to) return steps[i].large;
    return size;
}
