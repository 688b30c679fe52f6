/* lookup: asks for a number, and the 小票码 where more than place and wait is wanted. */
#include <stdio.h>
#include <string.h>

#include "ui/frame.h"
#include "ui/lookup.h"
#include "ui/lookup_parts.h"
#include "ui/pad.h"
#include "ui/panel.h"

/* The keys of the letters stay 20 mm wide. */
enum { LETTERS_AT_EASE = 6, LETTERS_PORTRAIT = 11, LETTERS_LANDSCAPE = 14 };

static struct lookup *fields(struct ui *ui)
{
    return &ui_visit(ui)->lookup;
}

/* Where things stand, by orientation and by how many rows the letters take. */
struct plan {
    float title_y;
    struct place tabs[2], scan, letters, number, code, answer, submit; /* letters: the first row */
    int letters_a_row;
    bool one_row; /* of letters: a key turns to the others */
    bool no_hint;
    float hint_y; /* 0: above the letters */
    int number_size, code_size;
    float checks_x, checks_y, checks_w; /* checks_y 0: no room for them */
    struct pad pad;
};

/* More than one row of letters takes the scan panel's room. */
static struct plan portrait_plan(int rows)
{
    bool more = rows > 1;
    float y = more ? 744 : 690;
    struct plan plan = {
        .title_y = 239,
        .tabs = {{MARGIN, 276, 484, 96}, {548, 276, 484, 96}},
        .scan = {MARGIN, 390, 984, more ? 0 : 116},
        .letters = {MARGIN, more ? 432 : 576, 984, 88},
        .letters_a_row = LETTERS_PORTRAIT,
        .number = {MARGIN, y, 452, 216},
        .code = {MARGIN, y + 240, 452, 206},
        .answer = {MARGIN, 1302, 984, 140},
        .checks_x = MARGIN,
        .checks_y = more ? 0 : 1222,
        .checks_w = 984,
        .pad = {.x = 532, .y = y, .w = 156, .h = 106, .gap_x = 16, .gap_y = 18},
    };

    return plan;
}

/* At most two rows: the second takes the room of the hint above and of the checks below. */
static struct plan landscape_plan(int rows)
{
    float down = rows < 2 ? 0 : 34, pad_h = rows < 2 ? 96 : 88;
    struct plan plan = {
        .title_y = 352,
        .tabs = {{MARGIN, 452, 252, 88}, {316, 452, 252, 88}},
        .scan = {MARGIN, 558, 520, 102},
        .letters = {618, rows < 2 ? 96 : 44, 1254, rows < 2 ? 96 : 88},
        .letters_a_row = LETTERS_LANDSCAPE,
        .no_hint = rows > 1,
        .number = {618, 222 + down, 400, 190},
        .code = {1034, 222 + down, 306, 190},
        .answer = {618, 548, 722, 104},
        .checks_x = 618,
        .checks_y = rows < 2 ? 464 : 0,
        .checks_w = 722,
        .pad = {.x = 1372, .y = 222 + down, .w = 156, .h = pad_h, .gap_x = 16, .gap_y = 15},
    };

    return plan;
}

/* Large print leaves out what need not be read to find a number. */
static const struct plan large_plans[2] = {
    {
        .title_y = 246,
        .tabs = {{MARGIN, 276, 484, 104}, {548, 276, 484, 104}},
        .letters = {MARGIN, 404, 984, 112},
        .letters_a_row = LETTERS_PORTRAIT,
        .no_hint = true,
        .number = {MARGIN, 544, 452, 238},
        .code = {MARGIN, 806, 452, 238},
        .answer = {MARGIN, 1090, 984, 190},
        .pad = {.x = 532, .y = 544, .w = 156, .h = 112, .gap_x = 16, .gap_y = 22},
    },
    {
        .title_y = 372,
        .tabs = {{MARGIN, 500, 252, 112}, {316, 500, 252, 112}},
        .letters = {618, 44, 1254, 112},
        .letters_a_row = LETTERS_LANDSCAPE,
        .no_hint = true,
        .number = {618, 186, 360, 200},
        .code = {994, 186, 346, 200},
        .answer = {618, 420, 722, 220},
        .pad = {.x = 1372, .y = 186, .w = 156, .h = 96, .gap_x = 16, .gap_y = 22},
    },
};

/* In low mode what is read stands above the middle of the window, the keys below. */
static const struct plan low_plans[2] = {
    {
        .title_y = 239,
        .scan = {MARGIN, 276, 984, 152},
        .tabs = {{MARGIN, 1344, 218, 90}, {282, 1344, 218, 90}},
        .letters = {MARGIN, 962, 984, 84},
        .letters_a_row = LETTERS_PORTRAIT,
        .one_row = true,
        .hint_y = 840,
        .number = {MARGIN, 1064, 452, 126},
        .code = {MARGIN, 1204, 452, 126},
        .answer = {MARGIN, 620, 984, 140},
        .checks_x = MARGIN,
        .checks_y = 500,
        .checks_w = 984,
        .pad = {.x = 532, .y = 1064, .w = 156, .h = 82, .gap_x = 16, .gap_y = 14},
    },
    {
        .title_y = 326,
        .scan = {618, 44, 1254, 112},
        .tabs = {{740, 650, 292, 96}, {1048, 650, 292, 96}},
        .letters = {MARGIN, 548, 1292, 84},
        .letters_a_row = LETTERS_LANDSCAPE,
        .one_row = true,
        .no_hint = true,
        .number = {MARGIN, 650, 330, 166},
        .code = {394, 650, 330, 166},
        .answer = {618, 304, 1254, 112},
        .checks_x = 618,
        .checks_y = 216,
        .checks_w = 1254,
        .pad = {.x = 1372, .y = 548, .w = 156, .h = 82, .gap_x = 16, .gap_y = 14},
    },
};

static struct plan plan_for(const struct ui *ui, const struct scene *scene)
{
    int services = ui_hall(ui)->service_count, a_row = scene->landscape ? LETTERS_LANDSCAPE : LETTERS_PORTRAIT;
    int rows = (services + a_row - 1) / a_row;
    struct plan plan = scene->large       ? large_plans[scene->landscape]
                       : scene->low       ? low_plans[scene->landscape]
                       : scene->landscape ? landscape_plan(rows)
                                          : portrait_plan(rows);

    plan.submit = frame_of(scene)->primary;
    if (scene->landscape && scene->low) plan.submit = (struct place){618, plan.submit.y, 722, plan.submit.h};
    plan.number_size = scene->landscape ? 104 : 132;
    plan.code_size = scene->landscape ? 72 : 96;
    if (scene->low) plan.number_size = plan.code_size = scene->landscape ? 84 : 60;
    return plan;
}

static void title(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type type = {scene->landscape ? 60 : TYPE_GREETING, true, COL_INK};
    const char *text = fields(ui)->to_complain ? ui_tr(ui, "Which visit is it about?")
                       : fields(ui)->to_rate   ? ui_tr(ui, "Which visit would you rate?")
                                               : ui_tr(ui, "Where am I in the queue?");

    if (scene->landscape)
        scene_paragraph(scene, MARGIN, plan->title_y, 520, 76, 2, type, LEFT, text);
    else
        scene_text_fit(scene, MARGIN, plan->title_y, 984, type, LEFT, text);
}

static void scan_panel(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct notice notice = {.place = plan->scan,
                            .icon = "qr",
                            .icon_size = scene->landscape ? 64 : 96,
                            .head = ui_tr(ui, "Have your ticket? Scan it"),
                            .line = plan->scan.h < 110 ? NULL : ui_tr(ui, "Hold the QR code to the scanner below"),
                            .points_down = !scene->landscape};

    if (plan->scan.h > 0) panel_notice(scene, &notice);
}

static void letter_key(struct ui *ui, struct scene *scene, int index, struct place place)
{
    const char *prefix = ui_hall(ui)->services[index].prefix;
    size_t n = lookup_prefix_length(fields(ui));
    char id[ITEM_ID];

    snprintf(id, sizeof id, "lookup.letter.%s", prefix);
    widget_key(scene, &(struct key){.id = id,
                                    .kind = KEY_TOGGLE,
                                    .place = place,
                                    .label = prefix,
                                    .size = strlen(prefix) > 1 ? TYPE_BUTTON : TYPE_SERVICE,
                                    .bold = true,
                                    .chosen = n == strlen(prefix) && strncmp(fields(ui)->number, prefix, n) == 0});
}

/* The services in the order of their letters; returns how many. */
static int by_letter(const struct hall *hall, int order[MAX_SERVICES])
{
    for (int i = 0; i < hall->service_count; i++) {
        int at = i;

        for (; at > 0 && strcmp(hall->services[i].prefix, hall->services[order[at - 1]].prefix) < 0; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return hall->service_count;
}

/* The letters that are up, from the first of a row that is turned by the key at its end; returns that key's place
 * in the row, 0: all have room. */
static int letter_row(struct ui *ui, const struct plan *plan, int count, int *first, int *shown)
{
    *first = 0;
    *shown = count;
    if (!plan->one_row || count <= plan->letters_a_row) return 0;
    *shown = plan->letters_a_row - 1;
    *first = fields(ui)->letters % ((count + *shown - 1) / *shown) * *shown;
    return *shown;
}

static void letters(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    int order[MAX_SERVICES], count = by_letter(ui_hall(ui), order), first, shown;
    int turn = letter_row(ui, plan, count, &first, &shown);
    int columns = turn ? turn + 1 : SDL_clamp(count, LETTERS_AT_EASE, plan->letters_a_row);
    float gap = columns > LETTERS_AT_EASE ? 8 : 16;
    float w = (plan->letters.w - gap * (float)(columns - 1)) / (float)columns;
    struct type hint = {TYPE_CAPTION, false, COL_INK2};

    if (!plan->no_hint)
        scene_text_fit(scene, plan->letters.x, plan->hint_y > 0 ? plan->hint_y : plan->letters.y - 22,
                       plan->letters.w, hint, LEFT,
                       fields(ui)->to_rate ? ui_tr(ui, "Number and code are on your ticket")
                                           : ui_tr(ui, "No ticket? Enter the number: letter first, then digits"));
    for (int i = 0; i < shown && first + i < count; i++) {
        struct place place = {plan->letters.x + (w + gap) * (float)(i % columns),
                              plan->letters.y + (plan->letters.h + 10) * (float)(i / columns), w, plan->letters.h};

        letter_key(ui, scene, order[first + i], place);
    }
    if (turn)
        widget_key(scene, &(struct key){.id = "lookup.letters.next",
                                        .kind = KEY_QUIET,
                                        .place = {plan->letters.x + (w + gap) * (float)turn, plan->letters.y, w,
                                                  plan->letters.h},
                                        .label = ui_tr(ui, "Other letters"),
                                        .icon = "next",
                                        .icon_only = true});
}

static void both_fields(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct lookup *lookup = fields(ui);
    const char *caption = lookup->to_rate ? ui_tr(ui, "Ticket code, 4 digits") : ui_tr(ui, "Ticket code (optional)");
    char spaced[NUMBER_SIZE + 4];

    lookup_field(scene, &(struct lookup_field){.id = "lookup.number",
                                               .place = plan->number,
                                               .caption = ui_tr(ui, "Your number"),
                                               .value = lookup->number,
                                               .size = plan->number_size,
                                               .in_use = !lookup->in_code});
    snprintf(spaced, sizeof spaced, "%.2s%s%s", lookup->code, lookup->code[0] && lookup->code[1] ? " " : "",
             lookup->code[0] && lookup->code[1] ? lookup->code + 2 : "");
    lookup_field(scene, &(struct lookup_field){.id = "lookup.code",
                                               .place = plan->code,
                                               .caption = caption,
                                               .brief = ui_tr(ui, "Ticket code"),
                                               .value = lookup->code,
                                               .shown = spaced,
                                               .size = plan->code_size,
                                               .in_use = lookup->in_code});
}

static void checks(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type type = {TYPE_BODY, false, COL_INK};
    bool rates = fields(ui)->to_rate && !fields(ui)->to_complain;
    const char *lines[] = {rates ? ui_tr(ui, "Rating is up to you, once a visit")
                                 : ui_tr(ui, "Number only: your place, your wait, missed or not"),
                           rates ? ui_tr(ui, "Staff do not see who rated")
                                 : ui_tr(ui, "With the ticket code: leave, print again or rate")};

    if (plan->checks_y <= 0) return;
    type.size = scene_common_size(scene, type, plan->checks_w - 60, lines, 2);
    panel_check(scene, plan->checks_x, plan->checks_y, plan->checks_w, type, lines[0]);
    panel_check(scene, plan->checks_x, plan->checks_y + (scene->landscape ? 50 : 52), plan->checks_w, type, lines[1]);
}

/* What came of the last search, or what is missing for the next one. */
static void answer_panel(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const char *trouble = fields(ui)->trouble;
    struct notice notice = {.place = plan->answer, .icon = "alert", .warns = true};

    if (!trouble) {
        bool rates = fields(ui)->to_rate && !fields(ui)->to_complain;

        panel_empty(scene, plan->answer, rates ? "rate" : "lookup",
                    rates ? ui_tr(ui, "Then you choose a face, that is all")
                          : ui_tr(ui, "Your result will show here"));
        return;
    }
    notice.head = ui_tr(ui, trouble);
    panel_notice(scene, &notice);
    scene_note(scene, "lookup.trouble", "text", plan->answer, notice.head, NULL);
}

static void submit_key(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const char *missing = lookup_missing(fields(ui));
    struct key key = {.id = "lookup.submit", .kind = KEY_PRIMARY, .place = plan->submit, .size = 42, .bold = true};

    key.label = missing ? ui_tr(ui, missing) : fields(ui)->to_rate ? ui_tr(ui, "Go on") : ui_tr(ui, "Look up");
    key.disabled = missing || fields(ui)->seeking;
    if (missing) key.size = 34;
    widget_key(scene, &key);
}

/* Who came for one visit is not asked which. */
static void tabs(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    if (!fields(ui)->to_rate) lookup_tabs(ui, scene, plan->tabs, false);
}

static void build(struct ui *ui, struct scene *scene)
{
    struct plan plan = plan_for(ui, scene);

    plan.pad.clear = ui_tr(ui, "Clear");
    plan.pad.erase = ui_tr(ui, "Take back the last digit");
    title(ui, scene, &plan);
    if (!scene->low) tabs(ui, scene, &plan);
    scan_panel(ui, scene, &plan);
    if (scene->low && !scene->landscape) frame_mark(scene, 917);
    letters(ui, scene, &plan);
    both_fields(ui, scene, &plan);
    if (scene->low) tabs(ui, scene, &plan);
    pad_build(scene, &plan.pad);
    checks(ui, scene, &plan);
    answer_panel(ui, scene, &plan);
    ui_build_nav(ui, scene);
    submit_key(ui, scene, &plan);
}

static void seek(struct ui *ui, const struct feed_search *search)
{
    if (fields(ui)->seeking) return;
    fields(ui)->seeking = true;
    fields(ui)->trouble = NULL;
    ui_search(ui, search);
}

static void submit(struct ui *ui)
{
    struct feed_search search = lookup_search(fields(ui));

    if (!lookup_missing(fields(ui))) seek(ui, &search);
}

static void act(struct ui *ui, const char *id)
{
    struct lookup *lookup = fields(ui);
    static const char letter[] = "lookup.letter.";

    lookup->keyed = false;
    if (strcmp(id, "lookup.submit") == 0) {
        submit(ui);
        return;
    }
    lookup->trouble = NULL;
    if (strcmp(id, "lookup.tab.case") == 0)
        ui_turn(ui, SCREEN_LOOKUP_CASE);
    else if (strcmp(id, "lookup.letters.next") == 0)
        lookup->letters++;
    else if (strncmp(id, letter, sizeof letter - 1) == 0)
        lookup_set_prefix(lookup, id + sizeof letter - 1);
    else if (strcmp(id, "lookup.number") == 0)
        lookup->in_code = false;
    else if (strcmp(id, "lookup.code") == 0)
        lookup->in_code = true;
    else if (lookup->in_code)
        (void)pad_press(id, lookup->code, sizeof lookup->code);
    else
        (void)pad_press(id, lookup->number, sizeof lookup->number);
}

static void typed(struct ui *ui, const char *utf8)
{
    fields(ui)->trouble = NULL;
    fields(ui)->keyed = true;
    lookup_type(ui_hall(ui), fields(ui), utf8);
}

/* Return ends what a person typed; with nothing typed it is the focused key's. */
static bool key(struct ui *ui, SDL_Keycode code)
{
    if (code == SDLK_BACKSPACE) {
        act(ui, "digit.backspace");
        return true;
    }
    if ((code != SDLK_RETURN && code != SDLK_KP_ENTER) || !fields(ui)->keyed) return false;
    fields(ui)->keyed = false;
    submit(ui);
    return true;
}

static void enter(struct ui *ui)
{
    struct visit *visit = ui_visit(ui);

    memset(&visit->ticket, 0, sizeof visit->ticket);
    visit->own = visit->lookup.seeking = visit->lookup.keyed = false;
    visit->lookup.trouble = NULL;
}

/* One who came to rate goes on to the faces, or is told why not. */
static void go_rate(struct ui *ui)
{
    const struct ticket *ticket = &ui_visit(ui)->ticket;

    if (ticket->score)
        fields(ui)->trouble = N_("This visit is rated already, thank you");
    else if (ticket->state == TICKET_DONE)
        ui_turn(ui, SCREEN_RATE);
    else if (ticket->state == TICKET_CANCELLED || ticket->state == TICKET_ABSENT || ticket->state == TICKET_EXPIRED)
        fields(ui)->trouble = N_("This number was not served, there is nothing to rate");
    else
        fields(ui)->trouble = N_("Not finished yet: rate it when it is done");
}

static void show(struct ui *ui, const struct ticket *ticket, bool own)
{
    ui_visit(ui)->ticket = *ticket;
    ui_visit(ui)->own = own;
    if (fields(ui)->to_complain) {
        ui_back(ui); /* which visit the case is about is known now */
        return;
    }
    if (fields(ui)->to_rate)
        go_rate(ui);
    else
        ui_go(ui, SCREEN_RESULT);
}

/* Found by its number: with a code, the writer says whether it fits, and counts when it does not. */
static void news(struct ui *ui)
{
    enum found found = ui_snapshot(ui)->found;
    const char *code = fields(ui)->code;

    if (!fields(ui)->seeking || found == FOUND_NOT_ASKED) return;
    if (found == FOUND_PLACE && code[0]) {
        ui_send(ui, (struct command){.kind = CMD_CODE, .ticket = ui_snapshot(ui)->ticket.id, .text = code});
        return;
    }
    fields(ui)->seeking = false;
    if (found == FOUND_NOBODY)
        fields(ui)->trouble = N_("There is no such number today");
    else
        show(ui, &ui_snapshot(ui)->ticket, found == FOUND_OWN);
}

static void answer(struct ui *ui, const struct outcome *outcome)
{
    fields(ui)->seeking = false;
    if (outcome->code == OUT_OK) {
        show(ui, &outcome->ticket, true);
        return;
    }
    fields(ui)->trouble = outcome->code == OUT_CODE_LOCKED ? N_("Too many wrong codes today: please ask at a counter")
                                                           : N_("The ticket code does not match this number");
    memset(fields(ui)->code, 0, sizeof fields(ui)->code);
    fields(ui)->in_code = true;
}

const struct screen screen_lookup = {.name = "lookup",
                                     .build = build,
                                     .act = act,
                                     .enter = enter,
                                     .news = news,
                                     .answer = answer,
                                     .typed = typed,
                                     .key = key};
