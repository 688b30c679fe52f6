/* Every screen in every language, mode and orientation, from a made-up queue. */
#include "ui/tour.h"

#include <SDL_image.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/deadline.h"
#include "store/db.h"

struct tour {
    struct ui *ui;
    struct db *db;
    const struct tour_plan *plan;
    struct err *err;
};

static const struct {
    const char *name;
    struct modes modes;
    bool mixed, voice;
} ways[] = {
    {.name = ""},
    {"large", .modes = {.large = true}},
    {"contrast", .modes = {.contrast = true}},
    {"low", .modes = {.low = true}},
    {"large.contrast", .modes = {.large = true, .contrast = true}, .mixed = true},
    {"low.contrast", .modes = {.low = true, .contrast = true}, .mixed = true},
    {"voice", .voice = true},
    {"large.voice", .modes = {.large = true}, .mixed = true, .voice = true},
    {"low.voice", .modes = {.low = true}, .mixed = true, .voice = true},
};

static bool do_command(struct writer *writer, struct command command, struct ticket *out, struct err *err)
{
    struct outcome outcome;

    command.channel = "program";
    writer_do(writer, &command, &outcome);
    if (out) *out = outcome.ticket;
    return outcome.code == OUT_OK || outcome.code == OUT_CLOSED || err_set(err, "tour: %s", outcome.message);
}

static bool open_counters(struct writer *writer, struct err *err)
{
    const struct hall *hall = writer_hall(writer);
    bool ok = true;

    for (int i = 0; ok && i < hall->counter_count; i++) {
        char login[LOGIN_SIZE];
        struct outcome made;

        snprintf(login, sizeof login, "tour%d", i + 1);
        writer_do(writer,
                  &(struct command){.kind = CMD_STAFF_ADD,
                                    .channel = "program",
                                    .login = login,
                                    .name = login,
                                    .secret = "nobody can log in with this",
                                    .role = ROLE_CLERK},
                  &made);
        ok = made.code == OUT_OK || err_set(err, "tour: %s", made.message);
        if (ok)
            ok = do_command(
                writer,
                (struct command){.kind = CMD_COUNTER_OPEN, .counter = hall->counters[i].number, .staff = made.id},
                NULL, err);
    }
    return ok;
}

/* Visitors at every service but one, where nobody waits. */
static bool people_hall(struct writer *writer, struct err *err)
{
    static const int waiting[] = {4, 5, 2, 0, 1, 3};
    const struct hall *hall = writer_hall(writer);
    bool ok = open_counters(writer, err);

    for (int i = 0; i < hall->service_count; i++) {
        for (int n = 0; ok && n < waiting[i % 6]; n++)
            ok = do_command(writer,
                            (struct command){.kind = CMD_ISSUE,
                                             .service = hall->services[i].code,
                                             .class = hall->classes[0].code,
                                             .print = PRINT_NONE},
                            NULL, err);
    }
    return ok;
}

void tour_describe(struct ui *ui, int w, int h)
{
    ui_describe_into(ui, &ui->scenes[!ui->front], w, h);
    ui->front = !ui->front;
    voice_tell(ui);
}

/* One state of a screen in one mode. */
static bool stop_in(struct tour *tour, const char *name, size_t way, bool landscape)
{
    struct ui *ui = tour->ui;
    int a = SDL_min(ui->conf->width, ui->conf->height), b = SDL_max(ui->conf->width, ui->conf->height);
    struct tour_stop at = {name, ways[way].name, ways[way].mixed, landscape};

    /* Modes have ended when it comes up. */
    if (way > 0 && ui_screen(ui) == screen_of(SCREEN_ATTRACT)) return true;
    if (ways[way].voice && ui_screen(ui)->for_staff) return true;
    ui->modes = ways[way].modes;
    ui->voice.on = ui->focus_seen = ways[way].voice;
    ui->focus[0] = '\0';
    ui->changed = true;
    (tour->plan->painted ? ui_describe : tour_describe)(ui, landscape ? b : a, landscape ? a : b);
    return tour->plan->see(tour->plan->arg, ui, &at, tour->err);
}

/* One state of a screen, in every mode, upright and then lying: a canvas that is turned is painted anew. */
static bool stop(struct tour *tour, const char *name)
{
    struct ui *ui = tour->ui;
    bool ok = true;

    for (size_t i = 0; ok && i < 2 * SDL_arraysize(ways); i++)
        ok = stop_in(tour, name, i % SDL_arraysize(ways), i >= SDL_arraysize(ways));
    ui->modes = (struct modes){0};
    ui->voice.on = ui->focus_seen = false;
    return ok;
}

static void look(struct tour *tour)
{
    struct ui *ui = tour->ui;
    struct feed_query query = {ui->hall, ui->visit.service, ui->visit.ticket.id, 0};

    feed_read(tour->db, ui_time(ui), query, ui->snapshot, tour->err);
    ui->snapshot->hall.open = true; /* the tour is given at night as well */
}

/* Half past eight in the evening of that day. */
static ms_t evening(ms_t t)
{
    struct tm day = clock_local(t);

    return clock_from_local(day.tm_year + 1900, day.tm_mon + 1, day.tm_mday, 20, 30);
}

/* Every screen that is not made here, from its own empty beginning. */
static bool walk_others(struct tour *tour)
{
    for (int i = 0; i < SCREEN_COUNT; i++) {
        const struct screen *screen = screen_of((enum screen_id)i);

        if (!screen || i == SCREEN_HOME || i == SCREEN_SERVICE || i == SCREEN_GUIDE || i == SCREEN_CLASS ||
            i == SCREEN_TICKET || (i >= SCREEN_RESULT && i <= SCREEN_CASE) || i == SCREEN_RATE ||
            i == SCREEN_THANKS || i == SCREEN_MAINTENANCE || (i >= SCREEN_COMMENT && i <= SCREEN_COMPLAINT_DONE))
            continue;
        ui_home(tour->ui);
        tour->ui->snapshot->hall.open = i != SCREEN_CLOSED;
        tour->ui->time = i == SCREEN_CLOSED ? evening(ui_time(tour->ui)) : 0;
        ui_turn(tour->ui, (enum screen_id)i);
        if (!stop(tour, screen->name)) return false;
    }
    tour->ui->snapshot->hall.open = true;
    tour->ui->time = 0;
    return true;
}

/* Somebody looks from afar and asks for more, with a reason as long as there is room for. */
static bool walk_remote(struct tour *tour)
{
    struct remote_view *view = &tour->ui->remote;
    bool ok;

    view->state = (struct remote_state){.lookers = 1, .asked = REMOTE_SEE};
    str_copy(view->state.who, sizeof view->state.who, "欧阳建国");
    str_copy(view->state.reason, sizeof view->state.reason,
             "您刚才按了求助，我想看看您填到哪一步了，好告诉您下一步怎么填");
    ok = stop(tour, "remote_question");
    *view = (struct remote_view){0};
    return ok;
}

static bool walk_ticket(struct tour *tour, const struct ticket *ticket)
{
    struct ui *ui = tour->ui;

    ui->visit.ticket = *ticket;
    look(tour);
    ui_turn(ui, SCREEN_TICKET);
    ui->visit.ticket.print = PRINT_PENDING;
    if (!stop(tour, "ticket")) return false;
    ui->visit.ticket.print = PRINT_FAILED;
    if (!stop(tour, "ticket_nopaper")) return false;
    ui->visit.ticket.print = PRINT_PRINTED;
    ui->visit.asking_cancel = true;
    if (!stop(tour, "ticket_cancel")) return false;
    ui->visit.asking_cancel = false;
    ui->asked = ui_now(ui);
    if (!stop(tour, "timeout")) return false;
    ui->asked = 0;
    return walk_remote(tour);
}

/* What somebody has to tell, and the keys of a word that is being composed after it. */
static const struct {
    const char *text, *keys, *danger;
} stories[LANG_COUNT] = {
    [LANG_ZH_CN] = {"昨天下午在 2号窗口办过户，排了 40 分钟才轮到，这时才告诉我少带一份材料。", "ranqi",
                    "家里有燃气味"},
    [LANG_ZH_TW] = {"昨天下午在 2號櫃檯辦過戶，排了 40 分鐘才輪到，這時才告訴我少帶一份文件。", "", "家裡有瓦斯味"},
    [LANG_EN] = {"I waited 40 minutes at counter 2 yesterday, and only then was told that a document is missing.", "",
                 "I smell gas at home"},
};

/* The same ticket looked up, then rated once it is done. */
static bool walk_rating(struct tour *tour, const struct ticket *ticket)
{
    struct ui *ui = tour->ui;

    ui_home(ui);
    ui->visit.ticket = *ticket;
    ui->visit.own = true;
    look(tour);
    ui_go(ui, SCREEN_RESULT);
    if (!stop(tour, "lookup_result")) return false;
    ui->visit.ticket.state = TICKET_DONE;
    ui->visit.ticket.counter = ui->hall->counters[0].number;
    ui->visit.ticket.started_at = ui->visit.ticket.ended_at = ui_time(ui);
    ui_go(ui, SCREEN_RATE);
    if (!stop(tour, "rate")) return false;
    ui->visit.score = 4;
    ui->visit.ticked = 1;
    if (!stop(tour, "rate_chosen")) return false;
    ui->visit.at_reasons = true;
    if (!stop(tour, "rate_reasons")) return false;
    ui->visit.at_reasons = false;
    ui->visit.asking_scan = true;
    if (!stop(tour, "rate_scan")) return false;
    ui_go(ui, SCREEN_COMMENT);
    (void)field_insert(&ui->visit.comment, stories[ui->lang].text);
    if (!stop(tour, "rate_comment")) return false;
    ui_turn(ui, SCREEN_THANKS);
    if (!stop(tour, "thanks")) return false;
    ui->visit.score = 1;
    return stop(tour, "thanks_bad");
}

/* A text as long as one may be. */
static void tell_all(struct field *field, enum lang lang)
{
    while (field_insert(field, stories[lang].text)) continue;
}

/* What is told again before it is filed: without a phone number, and at its longest. */
static bool walk_review(struct tour *tour)
{
    struct ui *ui = tour->ui;
    struct filing *f = &ui->visit.filing;

    ui_turn(ui, SCREEN_COMPLAINT_REVIEW);
    if (!stop(tour, "complaint_review")) return false;
    f->consent = false;
    f->about = ABOUT_HALL;
    tell_all(&f->text, ui->lang);
    return stop(tour, "complaint_review_long");
}

/* Each step's other questions and answers. */
static bool walk_filing_odd(struct tour *tour)
{
    struct ui *ui = tour->ui;
    struct filing *f = &ui->visit.filing;

    ui->visit.asking_scan = true;
    f->made.id = 0;
    if (!stop(tour, "complaint_scan")) return false;
    f->made.id = 1;
    ui_turn(ui, SCREEN_COMPLAINT_ABOUT);
    f->about = ABOUT_SERVICE;
    f->service = 1;
    if (!stop(tour, "complaint_about_service")) return false;
    ui_turn(ui, SCREEN_COMPLAINT_TEXT);
    memset(&f->text, 0, sizeof f->text);
    if (!stop(tour, "complaint_text_empty")) return false;
    (void)field_insert(&f->text, stories[ui->lang].danger);
    if (!stop(tour, "complaint_text_danger")) return false;
    ui_turn(ui, SCREEN_COMPLAINT_DONE);
    f->made.print = PRINT_FAILED;
    f->made.phone[0] = '\0';
    return stop(tour, "complaint_done_nopaper");
}

/* Somebody tells the hall something, step by step. */
static bool walk_filing(struct tour *tour)
{
    static const struct {
        enum screen_id screen;
        const char *name;
    } steps[] = {
        {SCREEN_COMPLAINT_KIND, "complaint_kind"},   {SCREEN_COMPLAINT_ABOUT, "complaint_about"},
        {SCREEN_COMPLAINT_TEXT, "complaint_text"},   {SCREEN_COMPLAINT_CONTACT, "complaint_contact"},
        {SCREEN_COMPLAINT_PHONE, "complaint_phone"}, {SCREEN_COMPLAINT_DONE, "complaint_done"},
    };
    struct ui *ui = tour->ui;
    struct filing *f = &ui->visit.filing;

    ui_home(ui);
    f->begun = f->about_chosen = f->consent = true;
    f->about = ABOUT_COUNTER;
    f->counter = ui->hall->counters[0].number;
    (void)field_insert(&f->text, stories[ui->lang].text);
    filing_phone_type(f, "13812345678");
    f->made = (struct complaint){.id = 1,
                                 .number = "T261118-001",
                                 .counter = f->counter,
                                 .filed_at = ui_time(ui),
                                 .print = PRINT_PRINTED,
                                 .token = "0000000000000000000000",
                                 .phone = "138****5678"};
    for (size_t i = 0; i < SDL_arraysize(steps); i++) {
        const char *key = steps[i].screen == SCREEN_COMPLAINT_TEXT && ui_ime(ui) ? stories[ui->lang].keys : "";

        ui_turn(ui, steps[i].screen);
        while (*key) (void)ime_key(ui->ime, *key++);
        if (!stop(tour, steps[i].name)) return false;
        if (ui->ime) ime_clear(ui->ime);
    }
    return walk_review(tour) && walk_filing_odd(tour);
}

/* A case looked up: asked for, refused, found. */
static bool walk_case(struct tour *tour)
{
    struct ui *ui = tour->ui;
    struct complaint *found = &ui->visit.found;

    ui_home(ui);
    ui_go(ui, SCREEN_LOOKUP_CASE);
    ui->visit.case_lookup =
        (struct case_lookup){.letter = "T", .digits = "261118001", .tail = "567", .in_tail = true};
    if (!stop(tour, "lookup_case")) return false;
    ui->visit.case_lookup.trouble = N_("Too many wrong tries: ask at a counter");
    if (!stop(tour, "lookup_case_closed")) return false;
    ui_turn(ui, SCREEN_CASE);
    *found = (struct complaint){.id = 1,
                                .number = "T261118-001",
                                .about = ABOUT_COUNTER,
                                .counter = ui->hall->counters[0].number,
                                .phone = "****",
                                .filed_at = ui_time(ui),
                                .token = "0000000000000000000000"};
    if (!stop(tour, "lookup_case_found")) return false;
    found->reply_due = deadline_due(ui->hall, found->filed_at, ui->hall->reply[found->kind]);
    found->resolve_due = deadline_due(ui->hall, found->filed_at, ui->hall->resolve[found->kind]);
    return stop(tour, "lookup_case_due");
}

/* Staff at the machine. */
static bool walk_maintenance(struct tour *tour, const struct ticket *ticket)
{
    struct ui *ui = tour->ui;
    struct maintenance *state = &ui->visit.maintenance;

    ui_home(ui);
    ui_turn(ui, SCREEN_MAINTENANCE);
    if (!stop(tour, "maintenance_login")) return false;
    state->staff = (struct staff){.id = 1, .login = "wang", .name = "王敏", .role = ROLE_SUPERVISOR};
    state->report = (struct upkeep_report){.ok = true,
                                           .printer = MACHINE_READY,
                                           .issued = 128,
                                           .served = 96,
                                           .waiting = 15,
                                           .absent = 4,
                                           .rated = 41,
                                           .filed = 2};
    state->report.receipt_count = ticket->id ? UPKEEP_RECEIPTS : 0;
    for (int i = 0; i < state->report.receipt_count; i++) {
        state->report.receipts[i] = *ticket;
        state->report.receipts[i].print = (enum print_state[]){PRINT_FAILED, PRINT_UNKNOWN, PRINT_PRINTED}[i];
    }
    if (!stop(tour, "maintenance")) return false;
    state->details = true;
    return stop(tour, "maintenance_details");
}

/* Groups for a hall that has none: its services in order, each group named after its first. */
static void group_up(struct hall *hall)
{
    int size = SDL_max(2, (hall->service_count + MAX_GROUPS - 1) / MAX_GROUPS);

    for (int i = 0; i < hall->service_count; i++) {
        struct service_group *group = &hall->groups[i / size];

        if (i % size == 0) {
            hall->group_count++;
            group->name = hall->services[i].name; /* the service's own: it is not freed here */
            str_copy(group->code, sizeof group->code, hall->services[i].code);
            str_copy(group->icon, sizeof group->icon, hall->services[i].icon);
        }
        group->services[group->service_count++] = i;
    }
}

static bool walk_groups(struct tour *tour)
{
    struct ui *ui = tour->ui;
    const struct hall *hall = ui->hall;
    struct hall *grouped = mem_zalloc(1, sizeof *grouped);
    bool ok;

    *grouped = *hall;
    if (!grouped->group_count) group_up(grouped);
    ui->hall = grouped;
    look(tour);
    ui_home(ui);
    ok = stop(tour, "home_groups");
    for (int i = 0; ok && i < (hall->group_count ? hall->group_count : 1); i++) {
        ui_home(ui);
        ui->visit.group = i;
        ui_go(ui, SCREEN_SERVICE);
        ok = stop(tour, "service");
    }
    ui->hall = hall;
    ui_home(ui);
    free(grouped);
    return ok;
}

static bool walk_language(struct tour *tour, enum lang lang, const struct ticket *ticket)
{
    struct ui *ui = tour->ui;

    ui->lang = lang;
    if (!walk_groups(tour)) return false;
    if (tour->plan->part == TOUR_GROUPS) return true;
    look(tour);
    ui_home(ui);
    if (!stop(tour, "home")) return false;
    ui->visit.service = SDL_min(1, ui->hall->service_count - 1);
    look(tour);
    ui_go(ui, SCREEN_GUIDE);
    if (!stop(tour, "guide")) return false;
    ui_go(ui, SCREEN_CLASS);
    return stop(tour, "class") && (!ticket->id || (walk_ticket(tour, ticket) && walk_rating(tour, ticket))) &&
           walk_filing(tour) && walk_case(tour) && walk_maintenance(tour, ticket) && walk_others(tour);
}

static bool walk_all(struct tour *tour, struct writer *writer)
{
    const struct hall *hall = writer_hall(writer);
    struct ticket ticket = {0};

    if (!people_hall(writer, tour->err)) return false;
    if (!do_command(writer,
                    (struct command){.kind = CMD_ISSUE,
                                     .service = hall->services[0].code,
                                     .class = hall->classes[0].code,
                                     .print = PRINT_NONE},
                    &ticket, tour->err))
        return false;
    str_copy(ticket.token, sizeof ticket.token, "AAAAAAAAAAAAAAAAAAAAAA"); /* the same in every tour */
    str_copy(ticket.code, sizeof ticket.code, "1234");
    for (int lang = 0; lang < LANG_COUNT; lang++)
        if (i18n_has((enum lang)lang) && !walk_language(tour, (enum lang)lang, &ticket)) return false;
    return true;
}

bool tour_walk(const struct ui_conf *conf, struct writer *writer, const struct tour_plan *plan, struct err *err)
{
    struct ui *ui = mem_zalloc(1, sizeof *ui);
    struct tour tour = {ui, writer_reader(writer, err), plan, err};
    bool ok = tour.db && ui_open(ui, writer, conf, err);

    if (ok) {
        ui->still = clock_monotonic(); /* countdowns stand, so that a slow machine makes the same pictures */
        ok = walk_all(&tour, writer);
    }
    db_close(tour.db);
    ui_close(ui);
    free(ui);
    return ok;
}

/* Two modes at once look like both: their pictures would only be more of the same. */
static bool save(void *dir, struct ui *ui, const struct tour_stop *stop, struct err *err)
{
    char path[1024];

    if (stop->mixed) return true;
    snprintf(path, sizeof path, "%s/%s.%s%s%s%s.png", (const char *)dir, stop->name, lang_code(ui->lang),
             stop->mode[0] ? "." : "", stop->mode, stop->landscape ? ".landscape" : "");
    if (ui->canvas && IMG_SavePNG(ui->canvas, path) == 0) return true;
    return err_set(err, "%s can't be written: %s", path, SDL_GetError());
}

bool ui_tour(const char *dir, const struct ui_conf *conf, struct writer *writer, struct err *err)
{
    struct tour_plan plan = {TOUR_ALL, .painted = true, save, (void *)(uintptr_t)dir};

    return tour_walk(conf, writer, &plan, err);
}
