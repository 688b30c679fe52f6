/* api_closing.c - 结班小票: the day's closing report, made and printed by a supervisor. */
#include "core/closing.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/view.h"

static json_t *view_figures(const struct closing_figures *f)
{
    return json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "issued", f->issued, "served",
                     f->served, "absent", f->absent, "cancelled", f->cancelled, "called", f->called, "within_target",
                     f->within_target, "rated", f->rated, "satisfied", f->satisfied, "bad", f->bad, "filed", f->filed,
                     "resolved", f->resolved, "overdue", f->overdue);
}

static json_t *view_closing(const struct closing *closing)
{
    return json_pack("{s:I, s:s, s:o, s:s, s:I, s:s, s:s, s:o}", "id", (json_int_t)closing->id, "day", closing->day,
                     "made_at", view_time(closing->made_at), "staff", closing->staff_name, "entry",
                     (json_int_t)closing->entry, "hash", closing->hash, "print", print_state_name(closing->print),
                     "figures", view_figures(&closing->figures));
}

/* The newest of today, or 204: whoever made it asks whether it was printed. */
void closing_report_get(struct request *request, struct reply *reply)
{
    struct closing closing;
    struct err err = {0};
    char day[CLOCK_DAY];
    struct db *db = request_db(request, reply);
    if (!db) return;
    hall_day(request_hall(request), request->now, day);
    if (closing_of_day(db, day, &closing, &err))
        reply_json(reply, MHD_HTTP_OK, view_closing(&closing));
    else if (err.text[0])
        request_read_failed(request, reply, &err);
    else
        reply_empty(reply, MHD_HTTP_NO_CONTENT);
}

void closing_report_post(struct request *request, struct reply *reply)
{
    const struct command command = {.kind = CMD_CLOSING, .staff = request->staff.id, .channel = "console"};
    struct outcome outcome;
    struct closing closing;
    struct err err = {0};
    writer_do(request->env->writer, &command, &outcome);
    if (outcome.code != OUT_OK) {
        reply_outcome(reply, &outcome);
        return;
    }
    struct db *db = request_db(request, reply);
    if (!db) return;
    if (closing_by_id(db, outcome.id, &closing, &err))
        reply_json(reply, MHD_HTTP_CREATED, view_closing(&closing));
    else
        request_read_failed(request, reply, &err);
}
