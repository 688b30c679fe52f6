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

void issue_answered(struct ui *ui, const struct outcome *outcome)
{
    if (outcome->code != OUT_OK) {
        log_warn("a number could not be issued: %s", outcome->message);
        ui_home(ui);
        return;
    }
    ui_visit(ui)->ticket = outcome->ticket;
    ui_turn(ui, SCREEN_TICKET);
}
