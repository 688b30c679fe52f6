/* cmd_report.c - `kiosk report`: managers' figures. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "base/clock.h"
#include "cmd.h"
#include "report_table.h"
#include "store/db.h"
#include "web/report_format.h"

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_XLSX, FORMAT_COUNT };

struct question {
    bool waits;
    char from[CLOCK_DAY], to[CLOCK_DAY];
    enum report_by by;
    enum format format;
};

/* What was found: one of the two kinds of rows. */
struct answer {
    struct rating_row *ratings;
    struct wait_row *waits;
    int count;
};

/* ---- asking and answering ---- */

static void write_csv(const struct question *q, const struct answer *a)
{
    struct str text = {0};
    if (q->waits)
        waits_csv(&text, a->waits, a->count);
    else
        ratings_csv(&text, a->ratings, a->count);
    fputs(text.s, stdout);
    str_free(&text);
}

static void write_json(const struct hall *hall, const struct question *q, const struct answer *a)
{
    struct report_span span = {q->from, q->to, q->by, clock_now(&clock_system)};
    json_t *json =
        q->waits ? waits_json(hall, &span, a->waits, a->count) : ratings_json(hall, &span, a->ratings, a->count);
    json_dumpf(json, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
    printf("\n");
    json_decref(json);
}

/* As text or workbook: the two that people read. */
static bool write_table(const struct question *q, const struct answer *a, enum lang lang, struct err *err)
{
    struct report_table table;
    bool good = true;
    if (q->waits)
        report_table_waits(&table, a->waits, a->count);
    else
        report_table_ratings(&table, a->ratings, a->count);
    if (q->format == FORMAT_XLSX) {
        good = report_write_xlsx(stdout, &table, lang, err);
    } else {
        const char *what =
            q->waits ? trc(lang, "report", "Waits and handling times") : trc(lang, "report", "Ratings");
        printf("%s  %s – %s\n\n", what, q->from, q->to);
        report_write_text(stdout, &table, lang);
    }
    report_table_free(&table);
    return good;
}

static int write_answer(const struct config *config, const struct question *q, const struct answer *a)
{
    struct err err;
    if (q->format == FORMAT_CSV) write_csv(q, a);
    if (q->format == FORMAT_JSON) write_json(&config->hall, q, a);
    if ((q->format == FORMAT_TEXT || q->format == FORMAT_XLSX) && !write_table(q, a, config->ui.lang, &err))
        return cmd_failed("%s", err.text);
    return fflush(stdout) == 0 ? EXIT_DONE : cmd_failed("standard output can't be written");
}

static int answer(const struct config *config, const struct question *q)
{
    struct err err;
    struct answer a = {0};
    struct db *db = app_open_reader(config, &err);
    if (!db) return cmd_failed("%s", err.text);
    bool good = q->waits ? report_waits(db, &config->hall, q->from, q->to, q->by, &a.waits, &a.count, &err)
                         : report_ratings(db, &config->hall, q->from, q->to, q->by, &a.ratings, &a.count, &err);
    db_close(db);
    int status = good ? write_answer(config, q, &a) : cmd_failed("%s", err.text);
    free(a.waits);
    free(a.ratings);
    return status;
}

/* Fills in one end of the span; without a day it is today. */
static bool take_day(const struct hall *hall, const char *given, char out[CLOCK_DAY])
{
    if (given && !clock_is_day(given)) return false;
    if (given)
        str_copy(out, CLOCK_DAY, given);
    else
        hall_day(hall, clock_now(&clock_system), out);
    return true;
}

static bool format_parse(const char *name, enum format *out)
{
    static const char *const names[FORMAT_COUNT] = {"text", "csv", "json", "xlsx"};
    for (int i = 0; i < FORMAT_COUNT; i++) {
        if (strcmp(name, names[i]) != 0) continue;
        *out = (enum format)i;
        return true;
    }
    return false;
}

static int ask(const struct cmd *cmd, const struct config *config, struct question *q, const char *from,
               const char *to)
{
    if (!from) from = to; /* one day */
    if (!take_day(&config->hall, from, q->from))
        return cmd_wrong(cmd, "--from \"%s\" is no day; valid: YYYY-MM-DD", from);
    if (!take_day(&config->hall, to, q->to)) return cmd_wrong(cmd, "--to \"%s\" is no day; valid: YYYY-MM-DD", to);
    if (strcmp(q->from, q->to) > 0) return cmd_wrong(cmd, "--from %s is after --to %s", q->from, q->to);
    return answer(config, q);
}

int cmd_report(const struct cmd *cmd, const struct cmd_line *line)
{
    const char *from = NULL, *to = NULL, *by = NULL, *format = "text";
    struct question q = {0};
    struct config config;
    const struct opt opts[] = {
        {"--from", &from, NULL}, {"--to", &to, NULL}, {"--by", &by, NULL}, {"--format", &format, NULL}, {0}};
    if (!cmd_options(cmd, line, opts, 1)) return EXIT_WRONG;
    q.waits = strcmp(line->argv[0], "waits") == 0;
    if (!q.waits && strcmp(line->argv[0], "ratings") != 0)
        return cmd_wrong(cmd, "there is no report \"%s\"; valid: ratings, waits", line->argv[0]);
    if (by && !report_by_parse(by, &q.by))
        return cmd_wrong(cmd, "--by \"%s\" is unknown; valid: service, counter, staff, hour, day", by);
    if (!format_parse(format, &q.format))
        return cmd_wrong(cmd, "--format \"%s\" is unknown; valid: text, csv, json, xlsx", format);
    if (q.format == FORMAT_XLSX && isatty(STDOUT_FILENO))
        return cmd_wrong(cmd, "a workbook is nothing to read here; send it to a file: > report.xlsx");
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    status = ask(cmd, &config, &q, from, to);
    config_free(&config);
    return status;
}
