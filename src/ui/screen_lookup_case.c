/* lookup of a case: its number with the phone's last digits, or its receipt scanned. */
#include <stdio.h>
#include <string.h>

#include "ui/case_lookup.h"
#include "ui/frame.h"
#include "ui/lookup.h"
#include "ui/lookup_parts.h"
#include "ui/pad.h"
#include "ui/panel.h"
#include "ui/wizard.h"

static struct case_lookup *fields(struct ui *ui)
{
    return &ui_visit(ui)->case_lookup;
}

struct plan {
    struct place tabs[2];
    struct place scan; /* the scan panel, and in its place what went wrong; h 0: only the latter, at trouble */
    struct place number, letters, tail;
    int number_size, tail_size;
    struct place hint; /* text from its top left; h 0: no room */
    struct place trouble;
    struct pad pad;
    struct place submit; /* h 0: that of every screen */
};

/* clang-format off */
static const struct plan plans[LAYOUT_COUNT] = {
    [PORTRAIT] = {{{48, 276, 484, 96}, {548, 276, 484, 96}}, {48, 404, 984, 128}, {48, 561, 984, 166},
                  {48, 753, 984, 100}, {48, 882, 452, 236}, 98, 124, {48, 1180, 452, 190}, {48, 404, 984, 128},
                  {.x = 532, .y = 884, .w = 156, .h = 106, .gap_x = 16, .gap_y = 20}, {0}},
    [PORTRAIT_LARGE] = {{{48, 276, 484, 104}, {548, 276, 484, 104}}, {0}, {48, 404, 984, 170},
                        {48, 598, 984, 112}, {48, 738, 452, 236}, 72, 96, {0}, {48, 1000, 452, 230},
                        {.x = 532, .y = 738, .w = 156, .h = 112, .gap_x = 16, .gap_y = 20}, {0}},
    [PORTRAIT_LOW] = {{{48, 962, 484, 84}, {548, 962, 484, 84}}, {48, 276, 984, 152}, {48, 1164, 452, 126},
                      {48, 1064, 452, 84}, {48, 1304, 452, 130}, 60, 60, {48, 520, 984, 190}, {48, 620, 984, 140},
                      {.x = 532, .y = 1064, .w = 156, .h = 82, .gap_x = 16, .gap_y = 14}, {0}},
    [LANDSCAPE] = {{{48, 452, 252, 88}, {316, 452, 252, 88}}, {48, 558, 520, 102}, {618, 164, 722, 172},
                   {618, 44, 1254, 96}, {618, 358, 722, 172}, 92, 92, {618, 588, 722, 80}, {618, 552, 722, 104},
                   {.x = 1372, .y = 164, .w = 156, .h = 106, .gap_x = 16, .gap_y = 20}, {0}},
    [LANDSCAPE_LARGE] = {{{48, 500, 252, 112}, {316, 500, 252, 112}}, {0}, {618, 186, 722, 160},
                         {618, 44, 1254, 112}, {618, 368, 722, 160}, 72, 72, {0}, {618, 546, 722, 112},
                         {.x = 1372, .y = 186, .w = 156, .h = 102, .gap_x = 16, .gap_y = 20}, {0}},
    [LANDSCAPE_LOW] = {{{48, 548, 390, 84}, {446, 548, 390, 84}}, {618, 44, 1254, 112}, {48, 650, 780, 166},
                       {844, 548, 496, 84}, {844, 650, 496, 166}, 84, 84, {618, 216, 1254, 140},
                       {618, 304, 1254, 112},
                       {.x = 1372, .y = 548, .w = 156, .h = 82, .gap_x = 16, .gap_y = 14}, {618, 832, 722, 96}},
};
/* clang-format on */

static void scan_panel(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct notice notice = {.place = plan->scan,
                            .icon = "qr",
                            .icon_size = scene->landscape ? 64 : 80,
                            .head = ui_tr(ui, "Fastest: scan the receipt"),
                            .line = ui_tr(ui, "Hold the QR code to the scanner below"),
                            .points_down = !scene->landscape};

    if (plan->scan.h < 110) notice.line = NULL;
    if (plan->scan.h > 0) panel_notice(scene, &notice);
}

/* Over the scan panel where that is its place. */
static void trouble_panel(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct place *at = &plan->trouble;
    struct type type = {TYPE_BODY, true, COL_AMBER_TEXT};
    const char *text = ui_tr(ui, fields(ui)->trouble);
    float pitch = scene->large ? 50 : 44, middle = at->y + at->h / 2, room = at->w - 150;
    /* About as many as it will take: words do not fill every line. */
    int lines = SDL_min(4, (int)(scene_text_width(scene, type, text) / room * 1.12f) + 1);

    scene_panel(scene, *at, RADIUS_TILE, COL_AMBER_TINT);
    scene_icon(scene, (struct place){at->x + 32, middle - 30, 60, 60}, "alert", COL_AMBER_TEXT, COL_AMBER_TEXT);
    scene_paragraph(scene, at->x + 118, middle + 12 - pitch * (float)(lines - 1) / 2, room, pitch, 4, type, LEFT,
                    text);
    scene_note(scene, "lookup.trouble", "text", *at, text, NULL);
}

static void letters(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    static const char *const letter[CASE_TOLD_COUNT] = {"T", "J", "Z", "B"};
    const struct place *at = &plan->letters;
    float gap = at->w > 600 ? 16 : 8, w = (at->w - gap * (CASE_TOLD_COUNT - 1)) / CASE_TOLD_COUNT;
    struct type type = {TYPE_HALL, true, COL_INK};
    bool named = at->w > 900;

    for (int i = 0; i < CASE_TOLD_COUNT; i++)
        named &= scene_text_width(scene, type, wizard_kind(ui_lang(ui), (enum case_kind)i)) < w - 90;

    for (int i = 0; i < CASE_TOLD_COUNT; i++) {
        char id[ITEM_ID], label[SCENE_TEXT];
        const char *kind = wizard_kind(ui_lang(ui), (enum case_kind)i);
        struct key key = {.id = id, .kind = KEY_TOGGLE, .label = label, .size = TYPE_HALL, .bold = true};

        snprintf(id, sizeof id, "lookup.kind.%s", letter[i]);
        snprintf(label, sizeof label, named ? "%s %s" : "%s", letter[i], kind);
        key.value = kind;
        key.place = (struct place){at->x + (w + gap) * (float)i, at->y, w, at->h};
        key.chosen = strcmp(fields(ui)->letter, letter[i]) == 0;
        widget_key(scene, &key);
    }
}

static void number_field(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    char number[CASE_NUMBER_SIZE];

    case_lookup_number(fields(ui), number);
    lookup_field(scene, &(struct lookup_field){.id = "lookup.case",
                                               .place = plan->number,
                                               .caption = ui_tr(ui, "Number on the receipt"),
                                               .value = number,
                                               .size = plan->number_size,
                                               .in_use = !fields(ui)->in_tail});
}

static void tail_field(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    lookup_field(scene, &(struct lookup_field){.id = "lookup.tail",
                                               .place = plan->tail,
                                               .caption = ui_tr(ui, "Last 4 digits of your phone"),
                                               .brief = ui_tr(ui, "Phone, last 4 digits"),
                                               .value = fields(ui)->tail,
                                               .size = plan->tail_size,
                                               .in_use = fields(ui)->in_tail,
                                               .personal = true});
}

static void hint(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct place *at = &plan->hint;
    struct type type = {TYPE_SMALL, false, COL_INK2};

    if (at->h <= 0 || (scene->landscape && fields(ui)->trouble)) return;
    scene_icon(scene, (struct place){at->x, at->y - 34, 48, 48}, "shield", COL_ACTION, COL_AMBER);
    scene_paragraph(
        scene, at->x + 64, at->y, at->w - 64, 40, at->w < 600 ? 5 : 2, type, LEFT,
        ui_tr(ui, "The number alone shows nothing. No phone given? Scan the receipt or ask at the desk."));
}

static void submit_key(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const char *missing = case_lookup_missing(fields(ui));

    widget_key(scene, &(struct key){.id = "lookup.submit",
                                    .kind = KEY_PRIMARY,
                                    .place = plan->submit.h > 0 ? plan->submit : frame_of(scene)->primary,
                                    .label = ui_tr(ui, missing ? missing : "Look up"),
                                    .size = missing ? 34 : 42,
                                    .bold = true,
                                    .disabled = missing || fields(ui)->seeking});
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = &plans[scene_layout(scene)];
    bool hides_scan = fields(ui)->trouble && plan->trouble.y == plan->scan.y && plan->trouble.x == plan->scan.x;
    bool letters_first = plan->letters.y < plan->number.y;
    struct pad pad = plan->pad;

    pad.clear = ui_tr(ui, "Clear");
    pad.erase = ui_tr(ui, "Take back the last digit");
    panel_title(scene, ui_tr(ui, "Where is my case?"));
    if (fields(ui)->trouble) trouble_panel(ui, scene, plan);
    if (!hides_scan) scan_panel(ui, scene, plan);
    if (scene->low && !scene->landscape) frame_mark(scene, 917);
    lookup_tabs(ui, scene, plan->tabs, true);
    /* As they are read: some layouts have the letters above the field they begin. */
    if (!letters_first) number_field(ui, scene, plan);
    letters(ui, scene, plan);
    if (letters_first) number_field(ui, scene, plan);
    tail_field(ui, scene, plan);
    pad_build(scene, &pad);
    hint(ui, scene, plan);
    ui_build_nav(ui, scene);
    submit_key(ui, scene, plan);
}

/* The writer says whether number and digits fit, and counts when they do not. */
static void submit(struct ui *ui)
{
    char number[CASE_NUMBER_SIZE];

    if (case_lookup_missing(fields(ui)) || fields(ui)->seeking) return;
    case_lookup_number(fields(ui), number);
    fields(ui)->seeking = true;
    fields(ui)->trouble = NULL;
    ui_send(ui, (struct command){.kind = CMD_CASE_TAIL, .number = number, .text = fields(ui)->tail});
}

static void act(struct ui *ui, const char *id)
{
    struct case_lookup *lookup = fields(ui);
    static const char kind[] = "lookup.kind.";

    ui_visit(ui)->lookup.keyed = false;
    if (strcmp(id, "lookup.submit") == 0) {
        submit(ui);
        return;
    }
    lookup->trouble = NULL;
    if (strcmp(id, "lookup.tab.ticket") == 0) {
        ui_turn(ui, SCREEN_LOOKUP);
    } else if (strncmp(id, kind, sizeof kind - 1) == 0) {
        snprintf(lookup->letter, sizeof lookup->letter, "%s", id + sizeof kind - 1);
        lookup->in_tail = false;
    } else if (strcmp(id, "lookup.case") == 0 || strcmp(id, "lookup.tail") == 0) {
        lookup->in_tail = strcmp(id, "lookup.tail") == 0;
    } else if (strcmp(id, "digit.clear") == 0 || strcmp(id, "digit.backspace") == 0) {
        case_lookup_erase(lookup, strcmp(id, "digit.clear") == 0);
    } else if (strncmp(id, "digit.", 6) == 0) {
        case_lookup_digit(lookup, id[6]);
    }
}

static void typed(struct ui *ui, const char *utf8)
{
    fields(ui)->trouble = NULL;
    ui_visit(ui)->lookup.keyed = true;
    case_lookup_type(fields(ui), utf8);
}

static void forget_typed(struct case_lookup *lookup)
{
    explicit_bzero(lookup, sizeof *lookup);
}

/* Return ends what a person typed; with nothing typed it is the focused key's. */
static bool key(struct ui *ui, SDL_Keycode code)
{
    bool *keyed = &ui_visit(ui)->lookup.keyed;

    if (code == SDLK_BACKSPACE) {
        act(ui, "digit.backspace");
        return true;
    }
    if ((code != SDLK_RETURN && code != SDLK_KP_ENTER) || !*keyed) return false;
    *keyed = false;
    submit(ui);
    return true;
}

static void enter(struct ui *ui)
{
    struct visit *visit = ui_visit(ui);

    visit->typed = true;
    visit->case_lookup.seeking = visit->lookup.keyed = false;
    visit->case_lookup.trouble = NULL;
    memset(&visit->found, 0, sizeof visit->found);
}

static void show(struct ui *ui, const struct complaint *found)
{
    forget_typed(fields(ui));
    ui_visit(ui)->found = *found;
    ui_go(ui, SCREEN_CASE);
}

/* Of a scanned link. */
static void news(struct ui *ui)
{
    const struct snapshot *snapshot = ui_snapshot(ui);

    if (!fields(ui)->seeking || snapshot->found == FOUND_NOT_ASKED) return;
    fields(ui)->seeking = false;
    if (snapshot->complaint.id)
        show(ui, &snapshot->complaint);
    else
        fields(ui)->trouble = N_("This receipt is not one of ours");
}

/* Of number and digits. */
static void answer(struct ui *ui, const struct outcome *outcome)
{
    fields(ui)->seeking = false;
    if (outcome->code == OUT_OK) {
        show(ui, &outcome->complaint);
        return;
    }
    fields(ui)->trouble = outcome->code == OUT_CODE_LOCKED ? N_("Too many wrong tries: ask at a counter")
                                                           : N_("Number and phone do not fit together");
    explicit_bzero(fields(ui)->tail, sizeof fields(ui)->tail);
    fields(ui)->in_tail = true;
}

const struct screen screen_lookup_case = {.name = "lookup",
                                          .personal = true,
                                          .build = build,
                                          .act = act,
                                          .enter = enter,
                                          .news = news,
                                          .answer = answer,
                                          .typed = typed,
                                          .key = key};
