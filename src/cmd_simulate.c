/* cmd_simulate.c - `kiosk simulate`: how good the wait estimate is, in synthetic halls. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "simulate.h"

enum { DAYS_MOST = 100000 };

static json_t *number(double value)
{
    return isnan(value) ? json_null() : json_real(round(value * 10000) / 10000);
}

/* Adds a figure unless there is none. */
static void put(json_t *object, const char *key, double value)
{
    if (!isnan(value)) json_object_set_new(object, key, number(value));
}

static json_t *estimator_json(enum estimator e, const struct estimator_report *r)
{
    const struct score *s = r->score;
    json_t *json = json_pack("{s:s, s:o, s:o, s:o, s:o}", "name", estimator_name(e), "mae_minutes",
                             number(s[SCORE_ALL].mae), "mae_near_change", number(s[SCORE_NEAR].mae), "mae_elsewhere",
                             number(s[SCORE_ELSEWHERE].mae), "mae_day_one", number(s[SCORE_DAY_ONE].mae));
    put(json, "p50_coverage", s[SCORE_ALL].p50_coverage);
    put(json, "p80_coverage", s[SCORE_ALL].p80_coverage);
    put(json, "p50_coverage_near_change", s[SCORE_NEAR].p50_coverage);
    put(json, "p80_coverage_near_change", s[SCORE_NEAR].p80_coverage);
    put(json, "p50_coverage_elsewhere", s[SCORE_ELSEWHERE].p50_coverage);
    put(json, "p80_coverage_elsewhere", s[SCORE_ELSEWHERE].p80_coverage);
    put(json, "p80_pinball", r->p80_pinball);
    return json;
}

static json_t *office_json(const struct office_report *o)
{
    return json_pack("{s:i, s:i, s:o, s:o, s:o, s:o, s:o}", "counters", o->counters, "tickets", o->tickets,
                     "mean_wait_minutes", number(o->mean_wait), "mae_minutes", number(o->kiosk.mae),
                     "best_simple_mae_minutes", number(o->best_simple), "p50_coverage", number(o->kiosk.p50_coverage),
                     "p80_coverage", number(o->kiosk.p80_coverage));
}

static void write_json(const struct simulate_report *r, bool harsh)
{
    json_t *json = json_pack("{s:i, s:i, s:s, s:o, s:i, s:i}", "days", r->days, "tickets", r->tickets, "world",
                             harsh ? "harsh" : "base", "mean_wait_minutes", number(r->mean_wait), "unserved",
                             r->unserved, "unknown", r->unknown);
    json_t *estimators = json_array(), *offices = json_array();
    for (int e = 0; e < ESTIMATORS; e++)
        json_array_append_new(estimators, estimator_json((enum estimator)e, &r->estimators[e]));
    for (int i = 0; i < r->office_count; i++) json_array_append_new(offices, office_json(&r->offices[i]));
    json_object_set_new(json, "estimators", estimators);
    json_object_set_new(json, "offices", offices);
    json_dumpf(json, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
    printf("\n");
    json_decref(json);
}

static void write_figure(double value, int decimals)
{
    if (isnan(value))
        printf("  %8s", "");
    else
        printf("  %8.*f", decimals, value);
}

static void write_text(const struct simulate_report *r, bool harsh)
{
    printf("%d days in %d offices (%s), %d waits of %.1f min on average; %d never called, %d told no minutes\n\n",
           r->days, r->office_count, harsh ? "harsh" : "base", r->tickets, r->mean_wait, r->unserved, r->unknown);
    printf("%-18s  %8s  %8s  %8s  %8s  %8s  %8s  %8s\n", "mean error, min", "all", "near", "else", "day 1",
           "P50 hold", "P80 hold", "pinball");
    for (int e = 0; e < ESTIMATORS; e++) {
        const struct estimator_report *x = &r->estimators[e];
        printf("%-18s", estimator_name((enum estimator)e));
        for (int g = 0; g < SCORE_GROUPS; g++) write_figure(x->score[g].mae, 2);
        write_figure(x->score[SCORE_ALL].p50_coverage, 3);
        write_figure(x->score[SCORE_ALL].p80_coverage, 3);
        write_figure(x->p80_pinball, 2);
        printf("\n");
    }
    printf("\nnear, else: whether the roster changes from 15 minutes before to half an hour after the ticket\n");
}

static bool take_number(const char *given, long long lo, long long hi, long long *out)
{
    return !given || str_to_int(given, lo, hi, out);
}

int cmd_simulate(const struct cmd *cmd, const struct cmd_line *line)
{
    const char *days_given = NULL, *seed_given = NULL, *world = "base", *format = "text";
    long long days = 28, seed = 1;
    const struct opt opts[] = {{"--days", &days_given, NULL},
                               {"--seed", &seed_given, NULL},
                               {"--world", &world, NULL},
                               {"--format", &format, NULL},
                               {0}};
    if (!cmd_options(cmd, line, opts, NULL)) return EXIT_WRONG;
    if (!take_number(days_given, 1, DAYS_MOST, &days))
        return cmd_wrong(cmd, "--days \"%s\" is no number of days; valid: 1 to %d", days_given, DAYS_MOST);
    if (!take_number(seed_given, 0, INT32_MAX, &seed))
        return cmd_wrong(cmd, "--seed \"%s\" can't be used; valid: 0 to %d", seed_given, INT32_MAX);
    bool harsh = strcmp(world, "harsh") == 0, json = strcmp(format, "json") == 0;
    if (!harsh && strcmp(world, "base") != 0)
        return cmd_wrong(cmd, "there is no world \"%s\"; valid: base, harsh", world);
    if (!json && strcmp(format, "text") != 0)
        return cmd_wrong(cmd, "there is no format \"%s\"; valid: text, json", format);
    struct simulate_report report;
    simulate((int)days, (uint64_t)seed, harsh, &report);
    if (json)
        write_json(&report, harsh);
    else
        write_text(&report, harsh);
    simulate_free(&report);
    return fflush(stdout) == 0 ? EXIT_DONE : cmd_failed("standard output can't be written");
}
