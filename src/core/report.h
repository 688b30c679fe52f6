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
/* BY_KIND is what cases are told by when nothing else is asked for; there is no asking for it. */
enum report_by { BY_ALL, BY_SERVICE, BY_COUNTER, BY_STAFF, BY_HOUR, BY_DAY, BY_KIND, BY_COUNT };
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
/* Cases filed in the span. What counts against a time counts once that time has come. */
struct case_row {
    char key[64]; /* kind, service code, counter number, owner's login, 09, 2026-11-18; "" for all */
    char label[96];
    int accepted;
    int unfinished;                  /* of those */
    int reply_due, replied_in_time;
    int resolve_due, resolved_in_time;
    int overdue;                     /* at that moment, whatever is due */
    int follow_up_due, followed_up;  /* resolved ones; called, or heard by themselves */
    int asked, satisfied;            /* who said how content they are with the handling; and are */
    struct interval satisfied95;
    int bad, put_right;              /* cases of bad ratings that count; those resolved (差评整改) */
    int set_aside;                   /* cases of ratings that a review took out: not among the bad */
};

/* Rows are in the order of the conf (services, counters), of names (staff), of time. *rows is to
 * be freed with free(). With BY_ALL exactly one row. Labels are in that language. */
bool report_ratings(struct db *db, const struct hall *hall, const char *from, const char *to, enum report_by by,
                    enum lang lang, struct rating_row **rows, int *count, struct err *err);
bool report_waits(struct db *db, const struct hall *hall, const char *from, const char *to, enum report_by by,
                  enum lang lang, struct wait_row **rows, int *count, struct err *err);
/* The same of cases as of `now`; those about `reader` (0: nobody) are left out. By kind there is a row each; by staff it
 * is the owner's. */
bool report_cases(struct db *db, const struct hall *hall, const char *from, const char *to, enum report_by by,
                  enum lang lang, ms_t now, int64_t reader, struct case_row **rows, int *count, struct err *err);

#endif
