#include "ui/scan.h"

#include <string.h>

#include "ui/lookup.h"
#include "ui/terminal.h"

/* Not in the midst of telling the hall something: that would be lost. */
static bool is_welcome(const struct ui *ui)
{
    const struct visit *visit = &ui->visit;

    return !ui->asked && !ui_screen(ui)->for_staff && !visit->sending && !visit->filing.begun && !visit->score;
}

void scan_type(struct ui *ui, const char *utf8)
{
    if (is_welcome(ui)) lookup_remember(&ui->visit.lookup, utf8);
}

void scan_seek(struct ui *ui, const struct feed_search *search)
{
    enum screen_id id = search->of_case ? SCREEN_LOOKUP_CASE : SCREEN_LOOKUP,
                   other = search->of_case ? SCREEN_LOOKUP : SCREEN_LOOKUP_CASE;

    if (ui_screen(ui) == screen_of(other))
        ui_turn(ui, id);
    else if (ui_screen(ui) != screen_of(id))
        ui_go(ui, id);
    if (search->of_case)
        ui_visit(ui)->case_lookup.seeking = true;
    else
        ui_visit(ui)->lookup.seeking = true;
    ui_search(ui, search);
}

bool scan_ends(struct ui *ui)
{
    struct lookup *lookup = &ui->visit.lookup;
    struct feed_search search;
    bool scanned = is_welcome(ui) && lookup_scanned(lookup, &search);

    memset(lookup->keyed, 0, sizeof lookup->keyed);
    if (scanned) scan_seek(ui, &search);
    return scanned;
}
