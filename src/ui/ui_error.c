/* Out of order: the error screen comes up, tries again by itself, and goes when all is well. */
#include "base/log.h"
#include "ui/terminal.h"

enum { RETRY_MS = 10000 };

static bool is_up(const struct ui *ui)
{
    return ui_screen(ui) == screen_of(SCREEN_ERROR);
}

void ui_error_show(struct ui *ui)
{
    if (!is_up(ui)) ui_go(ui, SCREEN_ERROR);
}

bool ui_keeps_unsent(const struct ui *ui)
{
    enum screen_id below = ui->depth > 1 ? ui->stack[ui->depth - 2] : SCREEN_HOME;

    return ui_tells(ui) || ui_rates_on(ui, screen_of(below));
}

/* Whoever was telling or rating something may be waiting for it to go on; after a while they have left. */
static void pass_unsent(struct ui *ui)
{
    enum outcome_code refused = ui->visit.refused;

    if (!ui_keeps_unsent(ui) || ui_now(ui) - ui->touched < (ms_t)ui->conf->idle_s * 1000) return;
    ui_leave(ui);
    ui->visit.refused = refused;
    ui_error_show(ui);
}

ms_t ui_error_due(const struct ui *ui)
{
    return is_up(ui) ? ui->visit.shown + RETRY_MS : 0;
}

/* Where something could not be saved, reading well would prove nothing: it is a command that is tried. */
void ui_error_pass(struct ui *ui)
{
    if (!is_up(ui)) return;
    pass_unsent(ui);
    if (ui_now(ui) < ui_error_due(ui)) return;
    ui->visit.shown = ui_now(ui);
    ui->retrying = true;
    if (ui->visit.refused != OUT_OK)
        ui_send(ui, (struct command){.kind = CMD_TRY});
    else
        ui_watch(ui, -1, 0);
}

void ui_error_answered(struct ui *ui, const struct outcome *outcome)
{
    bool well = outcome->code != OUT_UNAVAILABLE && outcome->code != OUT_CLOCK_BEHIND;

    ui->retrying = well;
    ui->visit.refused = well ? OUT_OK : outcome->code;
    if (well) ui_watch(ui, -1, 0); /* and then it has to be readable as well */
}

void ui_error_back(struct ui *ui)
{
    if (!is_up(ui)) return;
    ui->visit.rating_on = ui->visit.score != 0;
    ui_back(ui);
}

void ui_error_read(struct ui *ui)
{
    if (!ui->retrying || ui->visit.sending || ui->visit.refused != OUT_OK) return;
    log_info("the terminal takes orders again");
    if (ui_keeps_unsent(ui))
        ui_error_back(ui);
    else
        ui_leave(ui);
}
