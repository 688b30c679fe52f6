/* A picture of every screen, every language, both orientations, from a made-up queue. */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/db.h"
#include "ui/picture.h"
#include "ui/terminal.h"
#include "ui/tour_cast.h"

struct tour {
    struct ui *ui;
    struct db *db;
    const char *dir;
    ms_t *now; /* the hall's clock */
    struct tour_cast cast;
    struct err *err;
};

static bool save(struct tour *tour, const char *name, bool landscape)
{
    struct ui *ui = tour->ui;
    int a = SDL_min(ui->conf->width, ui->conf->height), b = SDL_max(ui->conf->width, ui->conf->height);
    char path[1024];

    snprintf(path, sizeof path, "%s/%s.%s%s.png", tour->dir, name, lang_code(ui->lang),
             landscape ? ".landscape" : "");
    ui->repaint = true;
    ui_describe(ui, landscape ? b : a, landscape ? a : b);
    return ui->canvas ? picture_save(ui->canvas, path, tour->err) : err_set(tour->err, "no memory to draw %s", path);
}

static bool save_both(struct tour *tour, const char *name)
{
    return save(tour, name, false) && save(tour, name, true);
}

static void look(struct tour *tour)
{
    struct ui *ui = tour->ui;
    struct feed_query query = {ui->visit.service, ui->visit.ticket.id};

    feed_read(tour->db, ui->hall, ui_time(ui), query, ui->snapshot);
    ui->snapshot->hall.open = true; /* the tour is given at night as well */
}

/* An hour and twelve minutes after closing. */
static bool save_closed(struct tour *tour)
{
    struct ui *ui = tour->ui;
    ms_t day = *tour->now;
    struct hours hours = hall_hours_at(ui->hall, day);
    struct tm at = clock_local(day);
    int minute = SDL_min(hours.closes + 72, 23 * 60 + 59);

    *tour->now = clock_from_local(at.tm_year + 1900, at.tm_mon + 1, at.tm_mday, minute / 60, minute % 60);
    ui_home(ui);
    look(tour);
    ui->snapshot->hall.open = false;
    ui_turn(ui, SCREEN_CLOSED);
    bool ok = save_both(tour, "closed");
    *tour->now = day;
    look(tour);
    return ok;
}

/* Every screen that is not made here, from its own empty beginning. */
static bool save_others(struct tour *tour)
{
    static const bool made[SCREEN_COUNT] = {
        [SCREEN_HOME] = true,   [SCREEN_GUIDE] = true, [SCREEN_CLASS] = true,  [SCREEN_TICKET] = true,
        [SCREEN_RESULT] = true, [SCREEN_RATE] = true,  [SCREEN_THANKS] = true, [SCREEN_CLOSED] = true,
    };

    for (int i = 0; i < SCREEN_COUNT; i++) {
        const struct screen *screen = screen_of((enum screen_id)i);

        if (!screen || made[i]) continue;
        ui_home(tour->ui);
        ui_turn(tour->ui, (enum screen_id)i);
        if (!save_both(tour, screen->name)) return false;
    }
    return true;
}

static bool save_ticket(struct tour *tour)
{
    struct ui *ui = tour->ui;

    ui->visit.ticket = tour->cast.fresh;
    look(tour);
    ui_turn(ui, SCREEN_TICKET);
    ui->visit.ticket.print = PRINT_PENDING;
    if (!save_both(tour, "ticket")) return false;
    ui->visit.ticket.print = PRINT_FAILED;
    if (!save_both(tour, "ticket_nopaper")) return false;
    ui->visit.ticket.print = PRINT_PRINTED;
    ui->visit.asking_cancel = true;
    if (!save_both(tour, "ticket_cancel")) return false;
    ui->visit.asking_cancel = false;
    ui->asked = ui_now(ui);
    return save_both(tour, "timeout");
}

/* A visitor's own ticket, as after number and code. */
static void look_up(struct tour *tour, const struct ticket *ticket)
{
    struct ui *ui = tour->ui;

    ui_home(ui);
    ui->visit.ticket = *ticket;
    ui->visit.own = true;
    look(tour);
    ui_go(ui, SCREEN_RESULT);
}

static bool save_rating(struct tour *tour)
{
    struct ui *ui = tour->ui;

    look_up(tour, &tour->cast.done);
    if (!save_both(tour, "lookup_result_done")) return false;
    ui_go(ui, SCREEN_RATE);
    if (!save_both(tour, "rate")) return false;
    ui->visit.score = 4;
    ui->visit.ticked = 1;
    if (!save_both(tour, "rate_chosen")) return false;
    ui_turn(ui, SCREEN_THANKS);
    if (!save_both(tour, "thanks")) return false;
    ui->visit.score = 1;
    return save_both(tour, "thanks_bad");
}

static bool save_language(struct tour *tour, enum lang lang)
{
    struct ui *ui = tour->ui;

    ui->lang = lang;
    look(tour);
    ui_home(ui);
    if (!save_both(tour, "home")) return false;
    ui->visit.service = SDL_min(1, ui->hall->service_count - 1);
    look(tour);
    ui_go(ui, SCREEN_GUIDE);
    if (!save_both(tour, "guide")) return false;
    ui_go(ui, SCREEN_CLASS);
    if (!save_both(tour, "class") || !save_ticket(tour)) return false;
    look_up(tour, &tour->cast.waiting);
    return save_both(tour, "lookup_result") && save_rating(tour) && save_others(tour) && save_closed(tour);
}

static bool save_all(struct tour *tour, struct writer *writer)
{
    if (!tour_cast_play(writer, tour->now, &tour->cast, tour->err)) return false;
    for (int lang = 0; lang < LANG_COUNT; lang++)
        if (i18n_has((enum lang)lang) && !save_language(tour, (enum lang)lang)) return false;
    return true;
}

bool ui_tour(const char *dir, const struct ui_conf *conf, struct writer *writer, ms_t *now, struct err *err)
{
    struct ui *ui = mem_zalloc(1, sizeof *ui);
    struct tour tour = {.ui = ui, .db = writer_reader(writer, err), .dir = dir, .now = now, .err = err};
    bool ok = tour.db && ui_open(ui, writer, conf, err) && save_all(&tour, writer);

    db_close(tour.db);
    ui_close(ui);
    free(ui);
    return ok;
}
