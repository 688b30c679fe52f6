#include "ui/frame.h"

/* clang-format off */
static const struct frame frames[LAYOUT_COUNT] = {
    [PORTRAIT] = {
        .x = 48, .w = 984, .top = 160, .bottom = 1450, .side = 48, .side_w = 984,
        .back = {48, 1476, 236, 104}, .home = {300, 1476, 236, 104}, .primary = {560, 1476, 472, 104},
        .left = {48, 1476, 484, 104}, .right = {548, 1476, 484, 104},
        .strip = 1628, .strip_h = 88, .bar = 1744},
    [PORTRAIT_LARGE] = {
        .x = 48, .w = 984, .top = 160, .bottom = 1336, .side = 48, .side_w = 984,
        .back = {48, 1356, 288, 112}, .home = {352, 1356, 224, 112}, .primary = {632, 1356, 400, 112},
        .left = {48, 1356, 484, 112}, .right = {548, 1356, 484, 112},
        .strip = 1494, .strip_h = 106, .bar = 1644},
    [PORTRAIT_LOW] = {
        .x = 48, .w = 984, .top = 160, .bottom = 1450, .side = 48, .side_w = 984, .reach = 960,
        .back = {48, 1476, 236, 104}, .home = {300, 1476, 236, 104}, .primary = {560, 1476, 472, 104},
        .left = {48, 1476, 484, 104}, .right = {548, 1476, 484, 104},
        .again = {796, 1628, 236, 88}, .strip = 1628, .strip_h = 88, .bar = 1744},
    [LANDSCAPE] = {
        .x = 618, .w = 1254, .top = 44, .bottom = 660, .side = 48, .side_w = 520,
        .back = {48, 676, 252, 104}, .home = {316, 676, 252, 104}, .primary = {1252, 676, 620, 104},
        .left = {618, 676, 618, 104}, .right = {1254, 676, 618, 104},
        .again = {912, 959, 304, 102}, .strip = 812, .strip_h = 96, .bar = 944},
    [LANDSCAPE_LARGE] = {
        .x = 618, .w = 1254, .top = 44, .bottom = 660, .side = 48, .side_w = 520,
        .back = {48, 676, 280, 112}, .home = {344, 676, 224, 112}, .primary = {1252, 676, 620, 112},
        .left = {618, 676, 618, 112}, .right = {1254, 676, 618, 112},
        .strip = 812, .strip_h = 106, .bar = 944},
    /* The strip, which nobody presses, leaves the lower half to the keys. */
    [LANDSCAPE_LOW] = {
        .x = 618, .w = 1254, .top = 44, .bottom = 420, .side = 48, .side_w = 520, .reach = 540,
        .back = {48, 832, 252, 96}, .home = {316, 832, 252, 96}, .primary = {1252, 832, 620, 96},
        .left = {618, 832, 618, 96}, .right = {1254, 832, 618, 96},
        .again = {912, 959, 304, 102}, .strip = 440, .strip_h = 80, .bar = 944},
};
/* clang-format on */

const struct frame *frame_of(const struct scene *scene)
{
    return &frames[scene_layout(scene)];
}

void frame_mark(struct scene *scene, float y)
{
    float w = scene_width(scene), x = w / 2;

    scene_rect(scene, (struct place){MARGIN, y - 2, x - 44 - MARGIN, 4}, COL_LINE);
    scene_rect(scene, (struct place){x + 44, y - 2, x - 44 - MARGIN, 4}, COL_LINE);
    scene_icon(scene, (struct place){x - 32, y - 32, 64, 64}, "down", COL_ACTION, COL_AMBER);
}
