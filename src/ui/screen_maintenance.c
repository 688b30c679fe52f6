/* maintenance: the machine itself, for staff. Who comes in gives login and password (staff_keys.c); then
 * printer, receipts, today's figures, tickets stopped or not, network and log. Visitors can't get here. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "ui/excerpt.h"
#include "ui/panel.h"
#include "ui/staff_keys.h"
#include "ui/upkeep_log.h"

/* Where the parts stand. */
struct plan {
    float title_y, who_y, who_x;
    enum align who_align;
    struct place printer, receipts, counts, state, toggle, details, leave, restart;
};
/* clang-format off */
static const struct plan plans[2] = {
    {222, 218, 1032, RIGHT, {48, 248, 984, 300}, {48, 568, 984, 408}, {48, 996, 984, 188}, {48, 1204, 484, 108},
     {548, 1204, 484, 108}, {48, 1344, 984, 96}, {548, 1476, 484, 104}, {48, 1476, 484, 104}},
    {344, 388, 48, LEFT, {618, 44, 1254, 232}, {618, 292, 1254, 372}, {618, 676, 1254, 120}, {48, 404, 520, 96},
     {48, 508, 520, 84}, {48, 606, 520, 84}, {316, 704, 252, 84}, {48, 704, 252, 84}},
};
/* clang-format on */

static struct maintenance *state_of(struct ui *ui)
{
    return &ui_visit(ui)->maintenance;
}

static const struct plan *plan_for(const struct scene *scene)
{
    return &plans[scene->landscape];
}

static const char *role_words(struct ui *ui, enum staff_role role)
{
    if (role == ROLE_ADMIN) return ui_tr(ui, "Administrator");
    return role == ROLE_MANAGER ? ui_tr(ui, "Manager") : ui_tr(ui, "Supervisor");
}

/* Who that is; that steps are recorded is said where it has room. */
static void who_words(struct ui *ui, const struct scene *scene, struct type type, float room, char out[SCENE_TEXT])
{
    const struct staff *staff = &state_of(ui)->staff;

    snprintf(out, SCENE_TEXT, "%s · %s · %s", staff->name, role_words(ui, staff->role),
             ui_tr(ui, "every step is recorded"));
    if (!scene_text_fits(scene, room, type, out))
        snprintf(out, SCENE_TEXT, "%s · %s", staff->name, role_words(ui, staff->role));
}

static void head(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct type type = {TYPE_CAPTION, false, COL_INK2};
    bool left = plan->who_align == LEFT;
    char who[SCENE_TEXT];
    float w, room = 466;

    w = scene_text(scene, MARGIN, plan->title_y, (struct type){scene->landscape ? 60 : TYPE_GREETING, true, COL_INK},
                   LEFT, ui_tr(ui, "Maintenance"));
    if (!left) room = 984 - w - 96;
    who_words(ui, scene, type, room, who);
    w = scene_text_fit(scene, plan->who_x + (left ? 54 : 0), plan->who_y, room, type, plan->who_align, who);
    scene_icon(scene, (struct place){left ? MARGIN : plan->who_x - w - 56, plan->who_y - 33, 40, 40}, "person",
               COL_ACTION, COL_AMBER);
    scene_note(scene, "maintenance.staff", "text", (struct place){MARGIN, plan->who_y - 40, 984, 50}, who,
               state_of(ui)->staff.login);
}

/* ---- printer ---- */

static const char *printer_title(struct ui *ui, enum machine_printer printer)
{
    static const char *const words[MACHINE_STATES] = {
        [MACHINE_UNKNOWN] = N_("The printer does not answer"),
        [MACHINE_READY] = N_("The printer is ready"),
        [MACHINE_NEAR_END] = N_("The paper is running low"),
        [MACHINE_PAPER_OUT] = N_("The printer is out of paper"),
        [MACHINE_COVER_OPEN] = N_("The printer's cover is open"),
        [MACHINE_OFFLINE] = N_("The printer can't be reached"),
    };

    return ui_tr(ui, words[printer]);
}

static void printer_keys(struct ui *ui, struct scene *scene, struct place card)
{
    float w = (card.w - 72 - 16) / 2, y = card.y + card.h - 92 - (scene->landscape ? 12 : 24) - LIP;
    struct key test = {.id = "maintenance.test",
                       .kind = KEY_NORMAL,
                       .place = {card.x + 36, y, w, 92},
                       .label = ui_tr(ui, "Print a test receipt"),
                       .icon = "print",
                       .disabled = state_of(ui)->checking};
    struct key look = {.id = "maintenance.look",
                       .kind = KEY_NORMAL,
                       .place = {card.x + 36 + w + 16, y, w, 92},
                       .label = ui_tr(ui, "Ask the printer again"),
                       .icon = "repeat",
                       .disabled = state_of(ui)->checking};

    widget_key(scene, &test);
    widget_key(scene, &look);
}

static void printer(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct upkeep_report *report = &state_of(ui)->report;
    struct place card = plan->printer;
    bool well = report->printer == MACHINE_READY;
    struct type title = {TYPE_LIST, true, well ? COL_INK : COL_AMBER_TEXT}, line = {TYPE_CAPTION, false, COL_INK2};
    const char *told = state_of(ui)->told, *more = told ? ui_tr(ui, told) : ui_machine(ui)->device;
    float down = (scene->landscape ? 56.f : 66.f) + (more[0] ? 0 : 21);

    scene_panel(scene, card, RADIUS_TILE, COL_FACE);
    widget_icon_box(scene, card.x + 36, card.y + (scene->landscape ? 18 : 25), 88, 60, "print", NULL);
    scene_text_fit(scene, card.x + 148, card.y + down, card.w - 190, title, LEFT, printer_title(ui, report->printer));
    scene_text_fit(scene, card.x + 148, card.y + (scene->landscape ? 98 : 108), card.w - 190, line, LEFT, more);
    scene_note(scene, "maintenance.printer", "text", card, printer_title(ui, report->printer), report->printer_words);
    printer_keys(ui, scene, card);
}

/* ---- receipts ---- */

static const char *print_words(struct ui *ui, enum print_state print)
{
    if (print == PRINT_PRINTED) return ui_tr(ui, "printed");
    if (print == PRINT_PENDING) return ui_tr(ui, "printing");
    return print == PRINT_FAILED ? ui_tr(ui, "not printed") : ui_tr(ui, "uncertain");
}

static void receipt_row(struct ui *ui, struct scene *scene, const struct ticket *ticket, int index, struct place row)
{
    bool wrong = ticket->print == PRINT_FAILED || ticket->print == PRINT_UNKNOWN;
    float base = row.y + row.h / 2 + 12, wide = scene->landscape ? 1.28f : 1;
    struct type plain = {34, false, COL_INK2}, name = {34, false, COL_INK};
    struct type how = {TYPE_CAPTION, wrong, wrong ? COL_AMBER_TEXT : COL_INK2};
    int service = hall_service(ui_hall(ui), ticket->service);
    char hhmm[8], id[ITEM_ID];

    clock_hhmm(ticket->issued_at, hhmm);
    scene_text(scene, row.x + 36, base, (struct type){34, true, COL_INK}, LEFT, ticket->number);
    if (service >= 0)
        scene_text_fit(scene, row.x + 236 * wide, base, 200 * wide, name, LEFT,
                       text_in(&ui_hall(ui)->services[service].name, ui_lang(ui)));
    scene_text(scene, row.x + 460 * wide, base, plain, LEFT, hhmm);
    scene_text_fit(scene, row.x + 600 * wide, base, 190 * wide, how, LEFT, print_words(ui, ticket->print));
    snprintf(id, sizeof id, "maintenance.reprint.%d", index + 1);
    widget_key(scene, &(struct key){.id = id,
                                    .kind = KEY_NORMAL,
                                    .place = {row.x + row.w - 172, row.y + (row.h - 94) / 2, 148, 88},
                                    .label = ui_tr(ui, "Reprint"),
                                    .value = ticket->number,
                                    .size = 34,
                                    .disabled = ui_visit(ui)->sending || ticket->print == PRINT_PENDING});
}

static void receipts(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct upkeep_report *report = &state_of(ui)->report;
    struct place card = plan->receipts;
    float top = scene->landscape ? 60 : 72, pitch = (card.h - top) / UPKEEP_RECEIPTS;

    scene_panel(scene, card, RADIUS_TILE, COL_FACE);
    scene_text(scene, card.x + 36, card.y + top - (scene->landscape ? 18 : 22), (struct type){38, true, COL_INK},
               LEFT, ui_tr(ui, "Print a receipt again"));
    scene_text(scene, card.x + card.w - 36, card.y + top - (scene->landscape ? 20 : 24),
               (struct type){TYPE_SMALL, false, COL_INK2}, RIGHT, ui_tr(ui, "the number stays"));
    for (int i = 0; i < report->receipt_count; i++) {
        struct place row = {card.x, card.y + top + pitch * (float)i, card.w, pitch};

        scene_rect(scene, (struct place){row.x, row.y - 1, row.w, 2}, COL_LINE);
        receipt_row(ui, scene, &report->receipts[i], i, row);
    }
    if (report->receipt_count == 0)
        scene_text(scene, card.x + card.w / 2, card.y + card.h / 2 + 30, (struct type){34, false, COL_INK2}, CENTRE,
                   ui_tr(ui, "No receipt yet today"));
}

/* ---- today ---- */

static void counts(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct upkeep_report *report = &state_of(ui)->report;
    struct place card = plan->counts;
    const struct {
        int count;
        const char *word;
    } cells[] = {{report->issued, ui_tr(ui, "tickets")},  {report->served, ui_tr(ui, "served")},
                 {report->waiting, ui_tr(ui, "waiting")}, {report->absent, ui_tr(ui, "absent")},
                 {report->rated, ui_tr(ui, "ratings")},   {report->filed, ui_tr(ui, "cases")}};
    float left = scene->landscape ? 260 : 36, w = (card.w - left - 36) / (float)SDL_arraysize(cells);
    float base = scene->landscape ? card.y + 62 : card.y + 126, words = base + (scene->landscape ? 38 : 46);
    char line[SCENE_TEXT] = "";

    scene_panel(scene, card, RADIUS_TILE, COL_FACE);
    scene_text(scene, card.x + 36, card.y + (scene->landscape ? 76 : 52), (struct type){TYPE_BODY, true, COL_INK},
               LEFT, ui_tr(ui, "Today so far"));
    for (size_t i = 0; i < SDL_arraysize(cells); i++) {
        float cx = card.x + left + w * ((float)i + 0.5f);
        char figure[16];

        snprintf(figure, sizeof figure, "%d", cells[i].count);
        scene_text(scene, cx, base, (struct type){60, true, i ? COL_INK : COL_ACTION}, CENTRE, figure);
        scene_text(scene, cx, words, (struct type){TYPE_SMALL, false, COL_INK2}, CENTRE, cells[i].word);
        snprintf(line + strlen(line), sizeof line - strlen(line), "%s%s %s", i ? " · " : "", cells[i].word, figure);
    }
    scene_note(scene, "maintenance.counts", "text", card, line, NULL);
}

static void tickets(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    const struct hall_view *hall = ui_hall_view(ui);
    struct place card = plan->state;
    const char *title = hall->stopped ? ui_tr(ui, "Tickets are stopped")
                        : hall->open  ? ui_tr(ui, "Tickets are issued")
                                      : ui_tr(ui, "Closed by its hours");
    const char *line = hall->stopped ? ui_tr(ui, "until the next business day")
                       : hall->open  ? ui_tr(ui, "visitors can take numbers")
                                     : ui_tr(ui, "opens by itself");

    scene_panel(scene, card, RADIUS_TILE, COL_FACE);
    scene_circle(scene, card.x + 36, card.y + card.h / 2, 8, hall->open ? COL_OPEN : COL_AMBER);
    scene_text_fit(scene, card.x + 62, card.y + card.h / 2 - 5, card.w - 90, (struct type){36, true, COL_INK}, LEFT,
                   title);
    scene_text_fit(scene, card.x + 62, card.y + card.h / 2 + 33, card.w - 90,
                   (struct type){TYPE_SMALL, false, COL_INK2}, LEFT, line);
    scene_note(scene, "maintenance.tickets", "text", card, title,
               hall->stopped ? "stopped"
               : hall->open  ? "open"
                             : "closed");
    widget_key(scene, &(struct key){.id = hall->stopped ? "maintenance.open" : "maintenance.close",
                                    .kind = KEY_NORMAL,
                                    .place = plan->toggle,
                                    .label = hall->stopped ? ui_tr(ui, "Issue tickets again")
                                                           : ui_tr(ui, "Stop tickets for today"),
                                    .icon = hall->stopped ? "play" : "pause",
                                    .size = scene->landscape ? TYPE_BUTTON : TYPE_LIST,
                                    .bold = true,
                                    .disabled = ui_visit(ui)->sending});
}

/* ---- network, version, log ---- */

static void details_key(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    char label[ITEM_LABEL];

    if (state_of(ui)->details)
        str_copy(label, sizeof label, ui_tr(ui, "Back to printer and tickets"));
    else if (scene->landscape)
        str_copy(label, sizeof label, ui_tr(ui, "Network, version, log"));
    else
        snprintf(label, sizeof label, "%s · %s %s · %s", ui_tr(ui, "Network"), ui_tr(ui, "version"), KIOSK_VERSION,
                 ui_tr(ui, "log"));
    widget_key(scene, &(struct key){.id = "maintenance.details",
                                    .kind = KEY_QUIET,
                                    .place = plan->details,
                                    .label = label,
                                    .icon = state_of(ui)->details ? "print" : "net",
                                    .size = 34,
                                    .gap = 16});
}

/* In a smaller size on two lines where one does not do. */
static void fact(struct scene *scene, float x, float y, float width, const char *value)
{
    struct type type = {TYPE_CAPTION, true, COL_INK}, small = {TYPE_FLOOR, true, COL_INK};

    if (excerpt_lines(scene, type, width, 1, value) <= 1)
        scene_text(scene, x, y, type, LEFT, value);
    else
        excerpt_build(scene, x, y - 14, width, 32, 2, small, value);
}

static void facts(struct ui *ui, struct scene *scene, struct place card)
{
    const struct upkeep_report *report = &state_of(ui)->report;
    const struct {
        const char *name, *value;
    } rows[] = {{ui_tr(ui, "Network"), report->address[0] ? report->address : ui_tr(ui, "not connected")},
                {ui_tr(ui, "Pages"), ui_machine(ui)->pages},
                {ui_tr(ui, "Version"), KIOSK_VERSION},
                {ui_tr(ui, "Printer"), report->printer_words}};
    float pitch = (card.h - 24) / (float)(SDL_arraysize(rows) + 1); /* the last may take two lines */

    scene_panel(scene, card, RADIUS_TILE, COL_FACE);
    for (size_t i = 0; i < SDL_arraysize(rows); i++) {
        float last = i + 1 == SDL_arraysize(rows) ? 0.5f : 0;
        float y = card.y + 12 + pitch * ((float)i + 0.5f + last) + 11;

        scene_text(scene, card.x + 36, y, (struct type){TYPE_CAPTION, false, COL_INK2}, LEFT, rows[i].name);
        fact(scene, card.x + 236, y, card.w - 270, rows[i].value);
    }
}

static void details(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct place log = plan->receipts;

    log.h = plan->counts.y + plan->counts.h - log.y;
    facts(ui, scene, plan->printer);
    upkeep_log_build(ui, scene, log);
}

static void leave_keys(struct ui *ui, struct scene *scene, const struct plan *plan)
{
    struct place leave = plan->leave;

    if (ui_managed(ui))
        widget_key(scene, &(struct key){.id = "maintenance.restart",
                                        .kind = KEY_QUIET,
                                        .place = plan->restart,
                                        .label = ui_tr(ui, "Restart the program"),
                                        .icon = "repeat",
                                        .size = scene->landscape ? 32 : TYPE_BUTTON,
                                        .gap = 14});
    else
        leave = (struct place){plan->restart.x, leave.y, leave.x + leave.w - plan->restart.x, leave.h};
    widget_key(scene, &(struct key){.id = "nav.home",
                                    .kind = KEY_PRIMARY,
                                    .place = leave,
                                    .label = ui_tr(ui, "Leave maintenance"),
                                    .icon = "leave",
                                    .size = scene->landscape ? 34 : TYPE_LIST,
                                    .gap = 16,
                                    .bold = true});
}

static void build(struct ui *ui, struct scene *scene)
{
    const struct plan *plan = plan_for(scene);

    if (!state_of(ui)->staff.id) {
        staff_keys_build(ui, scene);
        return;
    }
    head(ui, scene, plan);
    if (state_of(ui)->details) {
        details(ui, scene, plan);
    } else {
        printer(ui, scene, plan);
        receipts(ui, scene, plan);
        counts(ui, scene, plan);
    }
    tickets(ui, scene, plan);
    details_key(ui, scene, plan);
    leave_keys(ui, scene, plan);
}

static void ask(struct ui *ui, enum upkeep_kind kind)
{
    state_of(ui)->checking = ui_staff_ask(ui, kind);
    state_of(ui)->asked = kind;
}

/* The figures anew, while the keys stay as they are: a finger may be on its way to one. */
static void look_again(struct ui *ui)
{
    struct maintenance *state = state_of(ui);

    state->stale = state->looking;
    if (!state->looking) state->looking = ui_staff_ask(ui, UPKEEP_LOOK);
}

static void reprint(struct ui *ui, int index)
{
    const struct upkeep_report *report = &state_of(ui)->report;

    if (index < 0 || index >= report->receipt_count) return;
    ui_send(ui, (struct command){
                    .kind = CMD_REPRINT, .staff = state_of(ui)->staff.id, .ticket = report->receipts[index].id});
}

static void act(struct ui *ui, const char *id)
{
    static const char again[] = "maintenance.reprint.";
    int64_t staff = state_of(ui)->staff.id;

    state_of(ui)->told = NULL;
    if (!staff) {
        staff_keys_press(ui, id);
    } else if (strcmp(id, "maintenance.test") == 0) {
        ask(ui, UPKEEP_TEST);
    } else if (strcmp(id, "maintenance.look") == 0) {
        ask(ui, UPKEEP_LOOK);
    } else if (strcmp(id, "maintenance.close") == 0) {
        ui_send(ui, (struct command){.kind = CMD_HALL_CLOSE, .staff = staff});
    } else if (strcmp(id, "maintenance.open") == 0) {
        ui_send(ui, (struct command){.kind = CMD_HALL_OPEN, .staff = staff});
    } else if (strcmp(id, "maintenance.details") == 0) {
        state_of(ui)->details = !state_of(ui)->details;
        state_of(ui)->log_from = 0;
    } else if (strcmp(id, "maintenance.restart") == 0) {
        ui_restart(ui);
    } else if (strncmp(id, again, sizeof again - 1) == 0) {
        reprint(ui, id[sizeof again - 1] - '1');
    } else {
        upkeep_log_press(ui, id);
    }
}

static void answer(struct ui *ui, const struct outcome *outcome)
{
    if (outcome->code != OUT_OK) log_warn("maintenance: %s", outcome->message);
    ui_watch(ui, -1, 0);
    look_again(ui);
}

static void told(struct ui *ui, const struct upkeep_news *news)
{
    struct maintenance *state = state_of(ui);

    /* A log-in of somebody who has left meanwhile is nobody's. */
    if (news->kind == UPKEEP_LOGIN && !state->checking) return;
    if (news->kind == state->asked) state->checking = false;
    if (news->kind == UPKEEP_LOOK) state->looking = false;
    if (news->kind == UPKEEP_LOGIN) {
        staff_keys_told(ui, news);
        if (!news->good) return;
        state->staff = news->staff;
    }
    if (!state->staff.id) return;
    state->report = news->report;
    if (news->kind == UPKEEP_TEST)
        state->told = news->good ? N_("The test receipt was printed") : N_("The test receipt was not printed");
    if (state->stale) look_again(ui);
}

static void typed(struct ui *ui, const char *utf8)
{
    if (!state_of(ui)->staff.id) staff_keys_type(ui, utf8);
}

static bool key(struct ui *ui, SDL_Keycode code)
{
    return !state_of(ui)->staff.id && staff_keys_key(ui, code);
}

/* A new receipt or figure: everything is read again. */
static void news(struct ui *ui)
{
    if (state_of(ui)->staff.id) look_again(ui);
}

static void leave(struct ui *ui)
{
    if (state_of(ui)->staff.id) (void)ui_staff_ask(ui, UPKEEP_LEFT);
}

/* While tries are slowed down the seconds are counted on the screen. */
static ms_t tick(struct ui *ui, ms_t now)
{
    return !state_of(ui)->staff.id && ui_staff_wait(ui) ? now + 1000 : 0;
}

const struct screen screen_maintenance = {.name = "maintenance",
                                          .for_staff = true,
                                          .personal = true,
                                          .build = build,
                                          .act = act,
                                          .leave = leave,
                                          .news = news,
                                          .answer = answer,
                                          .told = told,
                                          .typed = typed,
                                          .key = key,
                                          .tick = tick};
