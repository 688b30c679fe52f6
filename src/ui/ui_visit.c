/* One visitor after the other: screens, languages, time-outs, news of the hall. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ui/terminal.h"

enum { LONGEST_SLEEP_MS = 60000 };

const struct hall *ui_hall(const struct ui *ui)
{
    return ui->hall;
}

enum lang ui_lang(const struct ui *ui)
{
    return ui->lang;
}

const struct modes *ui_modes(const struct ui *ui)
{
    return &ui->modes;
}

struct visit *ui_visit(struct ui *ui)
{
    return &ui->visit;
}

const struct hall_view *ui_hall_view(const struct ui *ui)
{
    return &ui->snapshot->hall;
}

const struct snapshot *ui_snapshot(const struct ui *ui)
{
    return ui->snapshot;
}

ms_t ui_now(const struct ui *ui)
{
    return (ui->still ? ui->still : clock_monotonic()) + ui->shift;
}

ms_t ui_time(const struct ui *ui)
{
    return ui->time ? ui->time : clock_now(writer_clock(ui->writer));
}

bool ui_motion(const struct ui *ui)
{
    return ui->conf->motion && ui->window;
}

struct ime *ui_ime(struct ui *ui)
{
    if (!ui->ime && !ui->ime_tried) ui->ime = ime_open(ui->conf->ime);
    ui->ime_tried = true;
    return ui->ime;
}

int ui_same_key_ms(const struct ui *ui)
{
    return ui->conf->same_key_ms;
}

bool ui_focus_shown(const struct ui *ui)
{
    return ui->focus_seen;
}

void ui_case_url(const struct ui *ui, const struct complaint *complaint, char *out, size_t size)
{
    snprintf(out, size, "%s/c/%s", ui->conf->public_url, complaint->token);
}

void ui_ticket_url(const struct ui *ui, const struct ticket *ticket, char *out, size_t size)
{
    snprintf(out, size, "%s/t/%s", ui->conf->public_url, ticket->token);
}

const char *ui_tr(const struct ui *ui, const char *msgid)
{
    return tr(ui->lang, msgid);
}

const struct screen *ui_screen(const struct ui *ui)
{
    return screen_of(ui->stack[ui->depth - 1]);
}

bool ui_tells(const struct ui *ui)
{
    return ui->visit.filing.begun && !ui->visit.filing.made.id;
}

bool ui_rates_on(const struct ui *ui, const struct screen *screen)
{
    return ui->visit.score && (screen == screen_of(SCREEN_RATE) || screen == screen_of(SCREEN_COMMENT));
}

bool ui_shows_call(const struct ui *ui)
{
    const struct screen *screen = ui_screen(ui);

    return ui->visit.ticket.id && ui->visit.ticket.state == TICKET_CALLED &&
           (screen == screen_of(SCREEN_TICKET) || screen == screen_of(SCREEN_RESULT));
}

enum ui_question ui_question(const struct ui *ui)
{
    if (ui_shows_call(ui)) return QUESTION_NONE;
    if (ui->asked) return QUESTION_IDLE;
    if (ui->visit.asking_scan) return QUESTION_SCAN;
    return ui_remote_asks(ui) ? QUESTION_REMOTE : QUESTION_NONE;
}

void ui_change(struct ui *ui)
{
    ui->changed = true;
}

/* Does it stand there by itself, as long as the hall is as it was? */
static bool is_resting(const struct screen *screen)
{
    return screen == screen_of(SCREEN_HOME) || screen == screen_of(SCREEN_CLOSED) ||
           screen == screen_of(SCREEN_ATTRACT);
}

/* A changed kiosk.conf waits for the visit to end: what was chosen in it is known by its place in the hall. */
static const struct hall *hall_to_read(const struct ui *ui)
{
    return is_resting(ui_screen(ui)) ? writer_hall(ui->writer) : ui->hall;
}

void ui_watch(struct ui *ui, int service, int64_t ticket)
{
    if (!ui->feed) return;
    feed_ask(ui->feed, (struct feed_query){hall_to_read(ui), service, ticket, ui->visit.filing.made.id});
}

void ui_search(struct ui *ui, const struct feed_search *search)
{
    if (ui->feed) feed_find(ui->feed, search);
}

/* The screen on top of the stack has become another. */
static void arrive(struct ui *ui)
{
    const struct screen *screen = ui_screen(ui);

    ui->pressed[0] = ui->focus[0] = '\0';
    ui->retrying = false;
    ui->visit.shown = ui_now(ui);
    ui->asked = 0;
    ui->visit.asking_scan = false;
    ui->touched = ui_now(ui);
    ui_change(ui);
    if (ui->writer && writer_hall(ui->writer) != ui->hall) ui_watch(ui, ui->visit.service, ui->visit.ticket.id);
    if (screen->enter) screen->enter(ui);
    ui_move(ui, screen->drops);
}

static void depart(struct ui *ui)
{
    if (ui_screen(ui)->leave) ui_screen(ui)->leave(ui);
}

void ui_go(struct ui *ui, enum screen_id id)
{
    if (!screen_of(id)) return;
    depart(ui);
    if (ui->depth == STACK_MAX) {
        memmove(ui->stack + 1, ui->stack + 2, (STACK_MAX - 2) * sizeof *ui->stack); /* home stays */
        ui->depth--;
    }
    ui->stack[ui->depth++] = id;
    arrive(ui);
}

void ui_turn(struct ui *ui, enum screen_id id)
{
    if (!screen_of(id)) return;
    depart(ui);
    ui->stack[ui->depth - 1] = id;
    arrive(ui);
}

void ui_back(struct ui *ui)
{
    if (ui->depth < 2) return;
    if (ui->depth == 2) {
        ui_home(ui);
        return;
    }
    depart(ui);
    ui->depth--;
    arrive(ui);
}

/* What stands there while nobody does anything. */
static enum screen_id resting_screen(const struct ui *ui)
{
    return ui->snapshot->hall.open || !screen_of(SCREEN_CLOSED) ? SCREEN_HOME : SCREEN_CLOSED;
}

void ui_home(struct ui *ui)
{
    depart(ui);
    ui_remote_visit_ends(ui);
    if (ui->visit.typed) ui_wipe(ui);
    explicit_bzero(&ui->visit, sizeof ui->visit);
    ui->visits++;
    ui->visit.service = -1;
    ui->warmed = 0;
    ui->stack[0] = resting_screen(ui);
    ui->depth = 1;
    arrive(ui);
    ui_watch(ui, -1, 0);
}

/* The next visitor finds the terminal as the hall has set it up. */
static void forget_wishes(struct ui *ui)
{
    ui->lang = ui->conf->lang;
    ui->modes = (struct modes){0};
    ui->focus_seen = false;
    voice_switch(ui, false);
}

static bool has_wishes(const struct ui *ui)
{
    const struct modes *modes = &ui->modes;

    return ui->lang != ui->conf->lang || ui->focus_seen || modes->large || modes->contrast || modes->low;
}

void ui_leave(struct ui *ui)
{
    forget_wishes(ui);
    ui_home(ui);
}

void ui_touched(struct ui *ui)
{
    ui->touched = ui_now(ui);
    if (ui->asked) ui->asked = ui->touched;
}

/* One tap each way; large and low want the same room, so one ends the other. */
static bool switch_mode(struct ui *ui, const char *name)
{
    struct modes *modes = &ui->modes;

    if (strcmp(name, "large") == 0)
        modes->large = !modes->large, modes->low = false;
    else if (strcmp(name, "low") == 0)
        modes->low = !modes->low, modes->large = false;
    else if (strcmp(name, "contrast") == 0)
        modes->contrast = !modes->contrast;
    else
        return false;
    return true;
}

static bool act_everywhere(struct ui *ui, const char *id)
{
    enum lang lang;

    if (strncmp(id, "lang.", 5) == 0 && lang_parse(id + 5, &lang))
        ui->lang = lang;
    else if (strncmp(id, "mode.", 5) == 0 && switch_mode(ui, id + 5))
        ui_change(ui);
    else if (strcmp(id, "mode.voice") == 0)
        voice_switch(ui, !ui->voice.on);
    else if (strcmp(id, "remote.yes") == 0 || strcmp(id, "remote.no") == 0)
        ui_remote_answer(ui, strcmp(id, "remote.yes") == 0);
    else if (strcmp(id, "voice.repeat") == 0)
        voice_repeat(ui);
    else if (strcmp(id, "timeout.stay") == 0)
        ui->asked = 0;
    else if (scan_act(ui, id))
        ui_change(ui);
    else if (strcmp(id, "timeout.leave") == 0)
        ui_leave(ui);
    else if (strcmp(id, "nav.back") == 0)
        ui_back(ui);
    else if (strcmp(id, "nav.home") == 0 && ui_screen(ui) != screen_of(SCREEN_TICKET))
        ui_home(ui);
    else
        return false;
    return true;
}

void ui_act(struct ui *ui, const char *id)
{
    char kept[ITEM_ID]; /* id may point into a scene that a new screen describes anew */

    str_copy(kept, sizeof kept, id);
    ui_touched(ui);
    ui_change(ui);
    /* Whoever has just asked for a number waits for it: it must not come up on another screen. */
    if (ui->visit.sending && strncmp(kept, "nav.", 4) == 0) return;
    if (!act_everywhere(ui, kept) && ui_screen(ui)->act) ui_screen(ui)->act(ui, kept);
}

static void pass_minute(struct ui *ui)
{
    ms_t minute = ui_time(ui) / 60000;

    if (minute == ui->minute) return;
    ui->minute = minute;
    ui_change(ui);
    ui_watch(ui, ui->visit.service, ui->visit.ticket.id);
}

bool ui_wake(struct ui *ui)
{
    if (ui_screen(ui) != screen_of(SCREEN_ATTRACT)) return false;
    ui_home(ui);
    return true;
}

/* When the attract screen takes home's place, 0: not. */
static ms_t attract_due(const struct ui *ui)
{
    bool at_home = ui->depth == 1 && ui_screen(ui) == screen_of(SCREEN_HOME);

    return at_home && ui->conf->attract_s ? ui->touched + (ms_t)ui->conf->attract_s * 1000 : 0;
}

static void pass_attract(struct ui *ui)
{
    ms_t due = attract_due(ui), touched = ui->touched;

    if (!due || ui_now(ui) < due) return;
    ui_leave(ui);
    ui_turn(ui, SCREEN_ATTRACT);
    ui->touched = touched; /* that was nobody */
    ui->motion.from = 0;   /* and nobody is there to see it slide in */
}

/* A called visitor is on the way to the counter and answers nothing: the call stands as long as question and answer. */
static ms_t end_of_call(const struct ui *ui)
{
    return ui_shows_call(ui) ? ui->touched + (ms_t)(ui->conf->idle_s + ui->conf->idle_answer_s) * 1000 : 0;
}

/* A screen where nobody need be only goes back to the hall's first language. */
static void pass_idle(struct ui *ui)
{
    ms_t idle = ui_now(ui) - ui->touched, asks = (ms_t)ui->conf->idle_s * 1000;

    if (ui_screen(ui)->at_rest) {
        if (idle < asks || !has_wishes(ui)) return;
        forget_wishes(ui);
        ui_change(ui);
    } else if (ui_shows_call(ui)) {
        if (ui_now(ui) >= end_of_call(ui)) ui_leave(ui);
    } else if (ui->asked) {
        ui_change(ui);
        if (ui_now(ui) - ui->asked >= (ms_t)ui->conf->idle_answer_s * 1000) ui_leave(ui);
    } else if (idle >= asks) {
        ui->asked = ui->asked_first = ui->touched + asks;
        ui->pressed[0] = '\0';
        if (ui->voice.on) ui->focus[0] = '\0'; /* on the answer, wherever it was */
        /* An idle clock moved far ahead still leaves the whole time to answer. */
        if (ui_now(ui) - ui->asked > 1000) ui->asked = ui_now(ui);
        ui_change(ui);
    }
}

/* When the screen that is up ends the visit by itself, 0: not. */
static ms_t end_of_screen(const struct ui *ui)
{
    int lasts_s = ui_screen(ui)->lasts_s;

    return lasts_s ? ui->visit.shown + (ms_t)lasts_s * 1000 : 0;
}

static void pass_end(struct ui *ui)
{
    ms_t end = end_of_screen(ui);

    if (end && ui_now(ui) >= end) ui_leave(ui);
}

void ui_pass_time(struct ui *ui)
{
    pass_minute(ui);
    pass_idle(ui);
    pass_attract(ui);
    ui_error_pass(ui);
    pass_end(ui);
    ui_staff_pass(ui);
    ui_remote_pass(ui);
    ui_elbow_pass(ui);
    scan_pass(ui);
    ui_hold_pass(ui);
    ui_warm_pass(ui);
    if (ui->next_tick && ui_now(ui) >= ui->next_tick) ui_change(ui);
}

static void sooner(ms_t *least, ms_t ms)
{
    if (ms < *least) *least = ms;
}

int ui_due_ms(const struct ui *ui)
{
    ms_t now = ui_now(ui), least = LONGEST_SLEEP_MS;

    if (ui->changed || ui->repaint) return 0;
    if (ui->motion.from) sooner(&least, FRAME_MS);
    if (ui->next_tick) sooner(&least, ui->next_tick - now);
    if (ui_elbow_due(ui)) sooner(&least, ui_elbow_due(ui) - now);
    if (scan_due(ui)) sooner(&least, scan_due(ui) - now);
    if (ui_hold_due(ui)) sooner(&least, ui_hold_due(ui) - now);
    if (ui_warm_due(ui)) sooner(&least, ui_warm_due(ui) - now);
    if (ui_remote_due(ui)) sooner(&least, ui_remote_due(ui) - now);
    if (ui_staff_due(ui)) sooner(&least, ui_staff_due(ui) - now);
    if (attract_due(ui)) sooner(&least, attract_due(ui) - now);
    if (end_of_screen(ui)) sooner(&least, end_of_screen(ui) - now);
    sooner(&least, 60000 - ui_time(ui) % 60000);
    if (end_of_call(ui))
        sooner(&least, end_of_call(ui) - now);
    else if (ui->asked)
        sooner(&least, 1000 - (now - ui->asked) % 1000);
    else if (now - ui->touched < (ms_t)ui->conf->idle_s * 1000)
        sooner(&least, ui->touched + (ms_t)ui->conf->idle_s * 1000 - now);
    if (ui_error_due(ui)) sooner(&least, ui_error_due(ui) - now);
    if (ui->pending && ui->pending->until) sooner(&least, ui->pending->until - clock_monotonic());
    return (int)SDL_max(least, 1);
}

/* A call, or one more, is shown for as long as if it had been touched: no question lies over it. */
static void take_ticket(struct ui *ui, const struct ticket *now)
{
    int calls = ui->visit.ticket.calls;

    ui->visit.ticket = *now;
    if (!ui_shows_call(ui) || now->calls == calls) return;
    ui->asked = 0;
    ui->visit.asking_cancel = false;
    ui->touched = ui_now(ui);
}

void ui_news(struct ui *ui, struct snapshot *snapshot)
{
    const struct screen *screen = ui_screen(ui);
    bool open = ui->snapshot->hall.open;

    if (snapshot->of != ui->hall && !is_resting(screen)) { /* asked for before this visitor came */
        free(snapshot);
        return;
    }
    if (snapshot->of != ui->hall) ui->warmed = 0;
    ui->hall = snapshot->of;
    free(ui->snapshot);
    ui->snapshot = snapshot;
    ui_change(ui);
    if (!snapshot->ok) {
        snapshot->hall.open = open; /* unknown: as it was */
        ui_error_show(ui);
        return;
    }
    ui->hall_read = true;
    if (ui->visit.ticket.id && snapshot->ticket.id == ui->visit.ticket.id) take_ticket(ui, &snapshot->ticket);
    if (ui->visit.filing.made.id && snapshot->filed == ui->visit.filing.made.id)
        ui->visit.filing.made.print = snapshot->filed_print;
    if (screen == screen_of(SCREEN_ERROR)) {
        ui_error_read(ui);
    } else if (is_resting(screen) && (screen == screen_of(SCREEN_CLOSED)) == snapshot->hall.open) {
        ui_home(ui);
    } else if (screen->news) {
        screen->news(ui);
    }
}
