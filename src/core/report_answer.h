/* report_answer.h - a report as asked for, in the form asked for: the same for the API and for `kiosk report`. */
#ifndef CORE_REPORT_ANSWER_H
#define CORE_REPORT_ANSWER_H

#include "base/err.h"
#include "base/str.h"
#include "core/report.h"

struct db;

enum report_kind { REPORT_RATINGS, REPORT_WAITS, REPORT_CASES, REPORT_KINDS };
enum report_form { REPORT_JSON, REPORT_CSV, REPORT_XLSX, REPORT_TEXT, REPORT_FORMS };

struct report_question {
    enum report_kind kind;
    const char *from, *to; /* business days, both included */
    enum report_by by;
    enum report_form form;
    enum lang lang; /* of labels and headings */
    ms_t at;        /* when it is asked */
    int64_t reader; /* cases about that person are left out; 0: none are */
};

/* What was found: one of these kinds of rows. */
struct report_answer {
    struct rating_row *ratings;
    struct wait_row *waits;
    struct case_row *cases;
    int count;
};

const char *report_kind_name(enum report_kind kind); /* ratings waits complaints */
bool report_kind_parse(const char *name, enum report_kind *out);
const char *report_form_name(enum report_form form); /* json csv xlsx text; also a file's ending */
bool report_form_parse(const char *name, enum report_form *out);
const char *report_form_type(enum report_form form); /* its media type */

/* Reads the figures; report_answer_free in any case. False with err when the database fails. */
bool report_read(struct db *db, const struct hall *hall, const struct report_question *question,
                 struct report_answer *answer, struct err *err);
/* Adds the answer's bytes to out. False with err when a workbook can't be made. */
bool report_write(const struct hall *hall, const struct report_question *question,
                  const struct report_answer *answer, struct str *out, struct err *err);
void report_answer_free(struct report_answer *answer);

#endif
