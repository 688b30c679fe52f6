/* sample.h - the cases a manager checks again: a share of each quarter's resolved ones, drawn so that anybody can
 * draw them again.
 *
 * Population: the cases resolved (and not reopened) in that quarter, by number. Each gets BLAKE2b-256 over the seed
 * (its hex digits), a zero byte and its number; those with the smallest are drawn, the share rounded up. The seed is the
 * journal's head at the moment of drawing, which nobody could choose. The draw is in the journal as well. */
#ifndef CORE_SAMPLE_H
#define CORE_SAMPLE_H

#include "core/complaint.h"

enum { QUARTER_SIZE = 8, SEED_SIZE = 65 };

struct sample {
    char quarter[QUARTER_SIZE]; /* 2026Q3 */
    ms_t drawn_at;
    char seed[SEED_SIZE];
    int population, drawn, checked;
};
struct sample_case {
    int64_t complaint;
    char number[CASE_NUMBER_SIZE];
    enum case_kind kind;
    ms_t checked_at; /* 0: not yet */
    bool agrees;
};
typedef void sample_each(void *arg, const struct sample_case *drawn);
/* The newest draw (quarter NULL) or that one. False without err->text when there is none. */
bool sample_read(struct db *db, const char *quarter, struct sample *out, sample_each *each, void *arg,
                 struct err *err);

#endif
