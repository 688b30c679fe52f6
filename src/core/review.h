/* review.h - 申诉: the review of a rating. Anybody who works here may ask for it, with a reason; a supervisor who is
 * not the one rated, nor the one who asked, decides. A rating that was set aside stays, marked so. */
#ifndef CORE_REVIEW_H
#define CORE_REVIEW_H

#include "core/complaint.h"
#include "core/vault.h"

/* A rating as staff read it: nothing in it tells whose it is. */
struct rated {
    int64_t rating;
    char day[CLOCK_DAY]; /* no time of day: a clerk would know the visitor by it */
    char service[CODE_SIZE];
    int64_t staff; /* who was rated */
    char staff_name[STAFF_NAME_SIZE];
    int score;
    const char *reasons; /* JSON array of codes */
    const char *comment; /* NULL: none; an asterisk: it can't be opened */
    bool set_aside;
    struct {
        int64_t id; /* 0: nobody asked for one */
        char asked_by[STAFF_NAME_SIZE];
        int64_t asked_by_id;
        const char *reason;
        ms_t asked_at, decided_at; /* 0: not yet */
        char decided_by[STAFF_NAME_SIZE];
        const char *why;
    } review;
};
typedef void rated_each(void *arg, const struct rated *rated);
/* The newest first, at most max: those of that person (0: of everybody), only_asked: those whose review was asked. */
bool ratings_read(struct db *db, struct vault *vault, int64_t staff, bool only_asked, int max, rated_each *each,
                  void *arg, struct err *err);

/* What the tablet at a counter may ask about: the visit that was finished there at most TABLET_S ago, with no other
 * called since, and is not rated. False without err->text when there is none. */
enum { TABLET_S = 120 };
bool tablet_visit(struct db *db, int counter, ms_t now, struct ticket *out, struct err *err);

#endif
