/* cmd_report.c - `kiosk report`: managers' figures. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "base/clock.h"
#include "cmd.h"
#include "core/report_answer.h"
#include "store/db.h"

static int answer(const struct config *config, const struct report_question *q)
{
    struct err err;
    struct report_answer a = {0};
    struct str out = {0};
    struct db *db = app_open_reader(config, &err);
    bool good = db && report_read(db, &config->hall, q, &a, &err) && report_write(&config->hall, q, &a, &out, &err);
    db_close(db);
    if (good && (fwrite(out.s, 1, out.n, stdout) != out.n || fflush(stdout) != 0))
        good = err_set(&err, "standard output can't be written: %s", strerror(errno));
    report_answer_free(&a);
    str_free(&out);
    return good ? EXIT_DONE : cmd_failed("%s", err.text);
}

/* Without any day it is today, with one of them that day alone. */
static int ask(const struct cmd *cmd, const struct config *config, struct report_question *q)
{
    char today[CLOCK_DAY];
    q->at = clock_now(&clock_system);
    q->lang = config->ui.lang;
    hall_day(&config->hall, q->at, today);
    if (!q->from) q->from = q->to;
    if (!q->from) q->from = today;
    if (!q->to) q->to = today;
    if (strcmp(q->from, q->to) > 0) return cmd_wrong(cmd, "--from %s is after --to %s", q->from, q->to);
    return answer(config, q);
}

int cmd_report(const struct cmd *cmd, const struct cmd_line *line)
{
    const char *by = NULL, *format = "text";
    struct report_question q = {0};
    struct config config;
    const struct opt opts[] = {
        {"--from", &q.from, NULL}, {"--to", &q.to, NULL}, {"--by", &by, NULL}, {"--format", &format, NULL}, {0}};
    if (!cmd_options(cmd, line, opts, "which report: ratings, waits or complaints")) return EXIT_WRONG;
    if (!report_kind_parse(line->argv[0], &q.kind))
        return cmd_wrong(cmd, "there is no report \"%s\"; valid: ratings, waits, complaints", line->argv[0]);
    if (q.from && !clock_is_day(q.from)) return cmd_wrong(cmd, "--from \"%s\" is no day; valid: YYYY-MM-DD", q.from);
    if (q.to && !clock_is_day(q.to)) return cmd_wrong(cmd, "--to \"%s\" is no day; valid: YYYY-MM-DD", q.to);
    if (by && !report_by_parse(by, &q.by))
        return cmd_wrong(cmd, "--by \"%s\" is unknown; valid: service, counter, staff, hour, day", by);
    if (!report_form_parse(format, &q.form))
        return cmd_wrong(cmd, "--format \"%s\" is unknown; valid: text, csv, json, xlsx", format);
    if (q.form == REPORT_XLSX && isatty(STDOUT_FILENO))
        return cmd_wrong(cmd, "a workbook is nothing to read here; send it to a file: > report.xlsx");
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    status = ask(cmd, &config, &q);
    config_free(&config);
    return status;
}
