/* closed: outside business hours; says when the hall opens again. */
#include <stdio.h>

#include "ui/screen.h"
#include "ui/words.h"

static void build(struct ui *ui, struct scene *scene)
{
    const struct hall *hall = ui_hall(ui);
    ms_t opens = hall_next_open(hall, ui_time(ui));
    struct type plain = {TYPE_COUNTDOWN - 4, true, COL_INK}, strong = {TYPE_COUNTDOWN, true, COL_ACTION};
    struct type small = {44, false, COL_INK2};
    float cx = scene->landscape ? 1245 : 540, top = scene->landscape ? 120 : 240;
    char hhmm[8], day[WORDS], hours[WORDS], line[3 * WORDS];

    scene_text_fit(scene, cx, top + 16, 1000, small, CENTRE, ui_tr(ui, "Closed for today, thank you for coming"));
    clock_hhmm(opens, hhmm);
    snprintf(line, sizeof line, "[%s]", hhmm);
    scene_mixed(scene, cx, top + 190, plain, strong, CENTRE, line);
    words_date(ui_lang(ui), opens, day);
    words_hours(hall, hours);
    snprintf(line, sizeof line, "%s · %s", day, hours);
    scene_text(scene, cx, top + 264, small, CENTRE, line);
    scene_note(scene, "closed.opens", "text", (struct place){cx - 500, top, 1000, 280}, line, hhmm);
}

const struct screen screen_closed = {.name = "closed", .theme = THEME_NIGHT, .at_rest = true, .build = build};
