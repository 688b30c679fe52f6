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

bool scan_ends(struct ui *ui)
{
    struct lookup *lookup = &ui->visit.lookup;
    struct feed_search search = {.number = ""};
    bool scanned = is_welcome(ui) && lookup_scanned(lookup, search.token);

    memset(lookup->keyed, 0, sizeof lookup->keyed);
    if (!scanned) return false;
    ui_go(ui, SCREEN_LOOKUP);
    lookup->seeking = true;
    ui_search(ui, &search);
    return true;
}
