/* report.h - managers' figures, computed from the tables at the time of asking.
 *
 * Days are business days, both ends included. Rates carry a 95 % Wilson score interval
 * (Wilson 1927, z = 1.959964); below REPORT_LEAST ratings a rate is not shown and ranks nobody. */
#ifndef CORE_REPORT_H
#define CORE_REPORT_H

#include "base/err.h"
#include "core/service.h"

struct db;

enum { REPORT_LEAST = 10 };
enum report_by { BY_ALL, BY_SERVICE, BY_COUNTER, BY_STAFF, BY_HOUR, BY_DAY, BY_COUNT };
bool report_by_parse(const char *name, enum report_by *out); /* service counter staff hour day */
const char *report_by_name(enum report_by by);

struct interval {
    double lo, hi;
};
/* k of n; n = 0 gives 0…1. */
struct interval wilson95(int k, int n);

struct rating_row {
    char key[64];       /* service code, counter number, login, 09, 2026-11-18; "" for all */
    char label[96];     /* what a person reads: the service's name, 3号窗口, the clerk's name … */
    int served;         /* visits finished */
    int rated;
    int set_aside;      /* ratings taken out by a review; not counted in the rest */
    int level[6];       /* ratings by level, [1]…[5] */
    int satisfied;      /* levels 3-5 */
    double participation; /* rated / served, 0 when none were served */
    double satisfaction;  /* satisfied / rated, 0 when none were rated */
    struct interval satisfaction95;
    double mean;          /* of the levels, 0 when none were rated */
    bool enough;          /* rated >= REPORT_LEAST */
};
struct wait_row {
    char key[64];
    char label[96];
    int issued, served, absent, cancelled, waiting;
    int wait_mean_s, wait_median_s, wait_p90_s; /* issue to call, of those called */
    int within_target;      /* called within the hall's wait target */
    int called;
    int handling_mean_s;    /* start to finish, of those served */
    int handling_target_s;  /* the service's; with BY_SERVICE only, else 0 */
};

/* Rows are in the order of the conf (services, counters), of names (staff), of time. *rows is to
 * be freed with free(). With BY_ALL exactly one row. Labels are in that language. */
bool report_ratings(struct db *db, const struct hall *hall, const char *from, const char *to, enum report_by by,
                    enum lang lang, struct rating_row **rows, int *count, struct err *err);
bool report_waits(struct db *db, const struct hall *hall, const char *from, const char *to, enum report_by by,
                  enum lang lang, struct wait_row **rows, int *count, struct err *err);

#endif
