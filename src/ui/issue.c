#include "ui/issue.h"

#include "base/log.h"

void issue_send(struct ui *ui, const char *class)
{
    const struct hall *hall = ui_hall(ui);
    int service = ui_visit(ui)->service;

    if (service < 0 || !hall->class_count) return;
    ui_send(ui, (struct command){.kind = CMD_ISSUE,
                                 .service = hall->services[service].code,
                                 .class = class ? class : hall->classes[0].code,
                                 .print = PRINT_PENDING});
}

/* The screen that is up says why, and fresh figures come. */
static bool is_offered_no_more(enum outcome_code code)
{
    return code == OUT_AFTER_LAST || code == OUT_SERVICE_CLOSED || code == OUT_SOLD_OUT;
}

void issue_answered(struct ui *ui, const struct outcome *outcome)
{
    if (is_offered_no_more(outcome->code)) {
        ui_visit(ui)->refused = outcome->code;
        ui_watch(ui, ui_visit(ui)->service, 0);
        return;
    }
    if (outcome->code != OUT_OK) {
        log_warn("a number could not be issued: %s", outcome->message);
        ui_home(ui);
        return;
    }
    ui_visit(ui)->ticket = outcome->ticket;
    ui_turn(ui, SCREEN_TICKET);
}
