#include "core/report_table.h"

#include <stdlib.h>

#include "base/mem.h"

static const char *const rating_titles[] = {
    "",
    NC_("report", "Served"),
    NC_("report", "Rated"),
    NC_("report", "Participation"),
    NC_("report", "Satisfaction"),
    NC_("report", "95% from"),
    NC_("report", "to"),
    NC_("report", "Mean"),
    NC_("report", "Very satisfied"),
    NC_("report", "Satisfied"),
    NC_("report", "Fairly satisfied"),
    NC_("report", "Dissatisfied"),
    NC_("report", "Very dissatisfied"),
    NC_("report", "Set aside"),
};
enum { RATING_COLUMNS = sizeof rating_titles / sizeof *rating_titles };

static const char *const wait_titles[] = {
    "",
    NC_("report", "Tickets"),
    NC_("report", "Called"),
    NC_("report", "Served"),
    NC_("report", "Absent"),
    NC_("report", "Cancelled"),
    NC_("report", "Waiting"),
    NC_("report", "Wait, mean"),
    NC_("report", "Wait, median"),
    NC_("report", "Wait, 90% within"),
    NC_("report", "Within target"),
    NC_("report", "Handling, mean"),
    NC_("report", "Handling, target"),
};
enum { WAIT_COLUMNS = sizeof wait_titles / sizeof *wait_titles };

static const char *const case_titles[] = {
    "",
    NC_("report", "Accepted"),
    NC_("report", "Unfinished"),
    NC_("report", "Replies due"),
    NC_("report", "In time"),
    NC_("report", "Resolutions due"),
    NC_("report", "In time"),
    NC_("report", "Overdue now"),
    NC_("report", "Called back"),
    NC_("report", "Satisfied after"),
    NC_("report", "95% from"),
    NC_("report", "to"),
    NC_("report", "Bad ratings"),
    NC_("report", "Put right"),
    NC_("report", "Set aside"),
};
enum { CASE_TITLES = sizeof case_titles / sizeof *case_titles };

static struct cell text(const char *s)
{
    return (struct cell){CELL_TEXT, 0, s};
}

static struct cell count(int n)
{
    return (struct cell){CELL_COUNT, n, NULL};
}

/* A figure that there is only when `there` holds; else what stands instead. */
static struct cell figure(enum cell_kind kind, double number, bool there, enum cell_kind otherwise)
{
    return there ? (struct cell){kind, number, NULL} : (struct cell){otherwise, 0, NULL};
}

static void start(struct report_table *out, const char *name, const char *title, const char *const *titles,
                  int column_count, int rows)
{
    size_t cells = (size_t)column_count * (size_t)rows;
    *out = (struct report_table){name,         title, titles,
                                 column_count, rows,  mem_zalloc(cells ? cells : 1, sizeof(struct cell))};
}

void report_table_ratings(struct report_table *out, const struct rating_row *rows, int n)
{
    start(out, "ratings", NC_("report", "Ratings"), rating_titles, RATING_COLUMNS, n);
    struct cell *c = out->cells;
    for (const struct rating_row *r = rows; r < rows + n; r++) {
        *c++ = text(r->label);
        *c++ = count(r->served);
        *c++ = count(r->rated);
        *c++ = figure(CELL_RATE, r->participation, r->served > 0, CELL_NONE);
        *c++ = figure(CELL_RATE, r->satisfaction, r->enough, CELL_TOO_FEW);
        *c++ = figure(CELL_RATE, r->satisfaction95.lo, r->enough, CELL_NONE);
        *c++ = figure(CELL_RATE, r->satisfaction95.hi, r->enough, CELL_NONE);
        *c++ = figure(CELL_MEAN, r->mean, r->enough, CELL_NONE);
        for (int level = 5; level >= 1; level--) *c++ = count(r->level[level]);
        *c++ = count(r->set_aside);
    }
}

void report_table_waits(struct report_table *out, const struct wait_row *rows, int n)
{
    start(out, "waits", NC_("report", "Waits and handling times"), wait_titles, WAIT_COLUMNS, n);
    struct cell *c = out->cells;
    for (const struct wait_row *r = rows; r < rows + n; r++) {
        *c++ = text(r->label);
        *c++ = count(r->issued);
        *c++ = count(r->called);
        *c++ = count(r->served);
        *c++ = count(r->absent);
        *c++ = count(r->cancelled);
        *c++ = count(r->waiting);
        *c++ = figure(CELL_SECONDS, r->wait_mean_s, r->called > 0, CELL_NONE);
        *c++ = figure(CELL_SECONDS, r->wait_median_s, r->called > 0, CELL_NONE);
        *c++ = figure(CELL_SECONDS, r->wait_p90_s, r->called > 0, CELL_NONE);
        *c++ = count(r->within_target);
        *c++ = figure(CELL_SECONDS, r->handling_mean_s, r->served > 0, CELL_NONE);
        *c++ = figure(CELL_SECONDS, r->handling_target_s, r->handling_target_s > 0, CELL_NONE);
    }
}

static struct cell share(int k, int n)
{
    return figure(CELL_RATE, n > 0 ? (double)k / n : 0, n > 0, CELL_NONE);
}

void report_table_cases(struct report_table *out, const struct case_row *rows, int n)
{
    start(out, "complaints", NC_("report", "Cases"), case_titles, CASE_TITLES, n);
    struct cell *c = out->cells;
    for (const struct case_row *r = rows; r < rows + n; r++) {
        bool enough = r->asked >= REPORT_LEAST;
        *c++ = text(r->label);
        *c++ = count(r->accepted);
        *c++ = count(r->unfinished);
        *c++ = count(r->reply_due);
        *c++ = share(r->replied_in_time, r->reply_due);
        *c++ = count(r->resolve_due);
        *c++ = share(r->resolved_in_time, r->resolve_due);
        *c++ = count(r->overdue);
        *c++ = share(r->followed_up, r->follow_up_due);
        *c++ = enough ? share(r->satisfied, r->asked) : (struct cell){r->asked ? CELL_TOO_FEW : CELL_NONE, 0, NULL};
        *c++ = figure(CELL_RATE, r->satisfied95.lo, enough, CELL_NONE);
        *c++ = figure(CELL_RATE, r->satisfied95.hi, enough, CELL_NONE);
        *c++ = count(r->bad);
        *c++ = share(r->put_right, r->bad);
        *c++ = count(r->set_aside);
    }
}

void report_table_free(struct report_table *table)
{
    free(table->cells);
    table->cells = NULL;
}
