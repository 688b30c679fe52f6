/* What the visitor asks of the hall, and what the hall answers. */
#include "base/log.h"
#include "base/mem.h"
#include "ui/terminal.h"

static void deliver(void *arg, const struct outcome *outcome)
{
    struct ui_answer *answer = mem_zalloc(1, sizeof *answer);

    *answer = (struct ui_answer){(unsigned)(uintptr_t)arg, *outcome};
    ui_post(UI_ANSWER, answer);
}

void ui_send(struct ui *ui, struct command command)
{
    if (ui->visit.sending) return;
    command.channel = "terminal";
    command.lang = ui->lang;
    ui->visit.sending = writer_post(ui->writer, &command, deliver, (void *)(uintptr_t)ui->visits);
    ui_change(ui);
    if (!ui->visit.sending) ui_error_show(ui);
}

void ui_answered(struct ui *ui, const struct ui_answer *answer)
{
    const struct outcome *outcome = &answer->outcome;

    if (answer->visit != ui->visits || !ui->visit.sending) return; /* the visitor who asked has left */
    ui->visit.sending = false;
    ui_change(ui);
    if (ui->visit.refused != OUT_OK && ui_screen(ui) == screen_of(SCREEN_ERROR)) {
        ui_error_answered(ui, outcome);
        return;
    }
    if (outcome->code == OUT_UNAVAILABLE || outcome->code == OUT_CLOCK_BEHIND) {
        log_error("the terminal can't take orders: %s", outcome->message);
        ui->visit.refused = outcome->code;
        ui_error_show(ui);
        return;
    }
    ui_error_back(ui); /* reading failed while the order was under way; it was taken all the same */
    if (outcome->code == OUT_CLOSED) {
        ui_leave(ui);
    } else if (ui_screen(ui)->answer) {
        ui_screen(ui)->answer(ui, outcome);
    }
}
