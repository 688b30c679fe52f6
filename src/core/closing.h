/* closing.h - 结班小票, the day's closing report: the day's figures and where the journal ends, printed by a supervisor
 * and pinned into the duty book. Whoever rewrites the journal later does not rewrite that paper.
 *
 * A report is kept as it was made, so that another copy says the same. No visitor's name stands in it. */
#ifndef CORE_CLOSING_H
#define CORE_CLOSING_H

#include "core/journal.h"
#include "core/service.h"
#include "core/staff.h"
#include "core/ticket.h"

struct db;

enum { CLOSING_COUNTERS = MAX_COUNTERS };

/* Times in seconds, 0 where there is none. */
struct closing_figures {
    int issued, served, absent, cancelled;
    int called, within_target; /* called within the hall's wait target */
    int wait_target_s, wait_median_s, wait_p90_s, wait_longest_s;
    char longest[NUMBER_SIZE]; /* who waited longest, "" : nobody was called */
    ms_t longest_at;           /* and when they were called */
    struct {
        char code[CODE_SIZE];
        int target_s, mean_s;
    } services[MAX_SERVICES]; /* those that served somebody */
    int service_count;
    int rated, satisfied, bad;
    int filed, resolved, overdue; /* cases: of the day; of the day; now */
    struct {
        int counter, served, mean_s;
        char name[STAFF_NAME_SIZE];
    } counters[CLOSING_COUNTERS]; /* who served where; the first so many */
    int counter_count;
    int printed, unprinted; /* receipts of the day; those that failed or may have */
};

struct closing {
    int64_t id;
    char day[CLOCK_DAY];
    ms_t made_at;
    char staff_name[STAFF_NAME_SIZE]; /* who made it */
    enum lang lang;
    enum print_state print;
    int64_t entry;           /* the newest of the journal then */
    char hash[JOURNAL_HASH]; /* and its hash */
    struct closing_figures figures;
};

/* False without err->text when there is none: that one; the newest of that day; the first that wants printing. */
bool closing_by_id(struct db *db, int64_t id, struct closing *out, struct err *err);
bool closing_of_day(struct db *db, const char *day, struct closing *out, struct err *err);
bool closing_next_print(struct db *db, struct closing *out, struct err *err);

#endif
