#include "ui/scan.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "ui/terminal.h"

/* A scanner's keys follow each other in a few milliseconds; a person's don't. */
enum { PAUSE_MS = 150 };

/* ---- what may become a link ---- */

/* Is it a link, or the beginning of one? */
static bool may_be_link(const char *text)
{
    static const char *const schemes[] = {"http://", "https://"};

    for (size_t i = 0; i < SDL_arraysize(schemes); i++)
        if (strncasecmp(text, schemes[i], SDL_min(strlen(text), strlen(schemes[i]))) == 0) return true;
    return false;
}

bool scan_under_way(const struct ui *ui)
{
    return strstr(ui->scan.text, "://") != NULL;
}

static void forget(struct scan *scan)
{
    explicit_bzero(scan->text, sizeof scan->text);
    scan->too_long = false;
}

static void keep(struct scan *scan, const char *utf8)
{
    size_t n = strlen(scan->text);

    scan->too_long = scan->too_long || n + strlen(utf8) >= sizeof scan->text;
    str_copy(scan->text + n, sizeof scan->text - n, utf8);
}

static void hand_on(struct ui *ui, const char *utf8)
{
    if (ui_question(ui) == QUESTION_NONE && ui_screen(ui)->typed) ui_screen(ui)->typed(ui, utf8);
    ui_change(ui);
}

void scan_settle(struct ui *ui)
{
    struct scan kept = ui->scan;

    if (scan_under_way(ui)) return;
    forget(&ui->scan);
    for (const char *key = kept.text; *key; key++) hand_on(ui, (char[]){*key, '\0'}); /* key by key, as they came */
}

void scan_type(struct ui *ui, const char *utf8)
{
    char joined[SCAN_TEXT];

    scan_pass(ui);
    str_copy(joined, sizeof joined, ui->scan.text);
    str_copy(joined + strlen(joined), sizeof joined - strlen(joined), utf8);
    if (!may_be_link(joined)) scan_settle(ui);
    if (may_be_link(joined) || may_be_link(utf8)) {
        keep(&ui->scan, utf8);
        ui->scan.last = ui_now(ui);
    } else {
        hand_on(ui, utf8);
    }
}

/* ---- what a link does ---- */

bool scan_link(const char *link, struct feed_search *search)
{
    size_t n = strlen(link), length = TOKEN_SIZE - 1;
    const char *token = link + n - length;

    memset(search, 0, sizeof *search);
    if (n < length + 3 || !token_is_wellformed(token)) return false;
    search->of_case = strncmp(token - 3, "/c/", 3) == 0;
    if (!search->of_case && strncmp(token - 3, "/t/", 3) != 0) return false;
    str_copy(search->token, TOKEN_SIZE, token);
    return true;
}

/* The look-up of tickets or that of cases comes up, instead of the other one, and looks for that. */
static void seek(struct ui *ui, const struct feed_search *search)
{
    enum screen_id id = search->of_case ? SCREEN_LOOKUP_CASE : SCREEN_LOOKUP,
                   other = search->of_case ? SCREEN_LOOKUP : SCREEN_LOOKUP_CASE;
    struct visit *visit = &ui->visit;

    if (ui_screen(ui) == screen_of(other))
        ui_turn(ui, id);
    else if (ui_screen(ui) != screen_of(id))
        ui_go(ui, id);
    explicit_bzero(&visit->case_lookup, sizeof visit->case_lookup);
    explicit_bzero(visit->lookup.number, sizeof visit->lookup.number);
    explicit_bzero(visit->lookup.code, sizeof visit->lookup.code);
    visit->lookup.trouble = NULL;
    if (search->of_case)
        visit->case_lookup.seeking = true;
    else
        visit->lookup.seeking = true;
    ui_search(ui, search);
}

/* Whatever was looked at before belongs to another matter: back leads home. */
static void open_anew(struct ui *ui, const struct feed_search *search)
{
    struct feed_search kept = *search; /* it may stand in the visit that ends */

    ui_home(ui);
    seek(ui, &kept);
}

/* Is it what the screen waits for? */
static bool is_awaited(const struct ui *ui, const struct feed_search *search)
{
    if (ui_screen(ui) == screen_of(SCREEN_LOOKUP_CASE)) return true;
    return ui_screen(ui) == screen_of(SCREEN_LOOKUP) && !(search->of_case && ui->visit.lookup.to_complain);
}

static void open_receipt(struct ui *ui, const struct feed_search *search)
{
    struct visit *visit = &ui->visit;

    ui->asked = 0; /* somebody is there */
    if (is_awaited(ui, search)) {
        if (!visit->lookup.seeking && !visit->case_lookup.seeking) seek(ui, search);
    } else if (ui_tells(ui) || ui_rates_on(ui, ui_screen(ui))) {
        visit->scanned = *search;
        visit->asking_scan = true;
    } else {
        open_anew(ui, search);
    }
}

static void say_foreign(struct ui *ui)
{
    const char *words = N_("This receipt is not one of ours");

    ui->visit.case_lookup.trouble = words;
    ui->visit.lookup.trouble = words;
}

static void finish(struct ui *ui)
{
    struct feed_search search;
    bool ours = scan_link(ui->scan.text, &search) && !ui->scan.too_long;

    forget(&ui->scan);
    ui_change(ui);
    if (ui_screen(ui)->for_staff || ui->visit.sending) return;
    if (ours)
        open_receipt(ui, &search);
    else
        say_foreign(ui);
    explicit_bzero(&search, sizeof search);
}

bool scan_ends(struct ui *ui)
{
    bool link = scan_under_way(ui);

    if (link)
        finish(ui);
    else
        scan_settle(ui);
    return link;
}

ms_t scan_due(const struct ui *ui)
{
    return ui->scan.text[0] ? ui->scan.last + PAUSE_MS : 0;
}

void scan_pass(struct ui *ui)
{
    if (scan_due(ui) && ui_now(ui) >= scan_due(ui)) (void)scan_ends(ui);
}

/* ---- the question ---- */

void scan_question(struct ui *ui, struct scene *scene)
{
    struct sheet sheet = {.title = ui_tr(ui, "Open this receipt?"),
                          .text = ui_tells(ui) ? ui_tr(ui, "What you are telling us is not sent yet.\n"
                                                           "Opening the receipt clears it.")
                                               : ui_tr(ui, "Your rating is not sent yet.\n"
                                                           "Opening the receipt clears it."),
                          .stay_id = "scan.stay",
                          .stay = ui_tr(ui, "Carry on here"),
                          .leave_id = "scan.open",
                          .leave = ui_tr(ui, "Clear and open it"),
                          .seconds = -1};

    widget_sheet(scene, &sheet, "");
}

bool scan_act(struct ui *ui, const char *id)
{
    if (strcmp(id, "scan.stay") != 0 && strcmp(id, "scan.open") != 0) return false;
    if (ui->visit.asking_scan && strcmp(id, "scan.open") == 0)
        open_anew(ui, &ui->visit.scanned);
    else
        ui->visit.asking_scan = false;
    return true;
}
