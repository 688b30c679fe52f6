/* report_label.h - inside the core only: which row of a report something belongs to. */
#ifndef CORE_REPORT_LABEL_H
#define CORE_REPORT_LABEL_H

#include "core/complaint.h"
#include "core/report.h"

/* What it may be sorted by. */
struct labelled {
    const char *day, *service, *login, *name;
    int counter;
    enum case_kind kind;
    ms_t at; /* for the hour */
};
/* key "": it belongs to none, such as to no counter as nobody has called it yet. */
struct label {
    char key[64], label[96];
    long order;
};
struct label report_label(const struct hall *hall, enum report_by by, enum lang lang, const struct labelled *of);
/* As qsort wants it: in the order of the conf, of names, of time. */
int report_label_order(const struct label *a, const struct label *b);
/* The nth row that is shown even when nothing happened: each service, counter, kind, the one row of all. False when
 * there are no more. */
bool report_label_seed(const struct hall *hall, enum report_by by, enum lang lang, int n, struct label *out);

#endif
