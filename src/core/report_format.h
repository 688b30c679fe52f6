/* report_format.h - managers' figures as JSON and CSV, for programs. */
#ifndef CORE_REPORT_FORMAT_H
#define CORE_REPORT_FORMAT_H

#include <jansson.h>

#include "base/str.h"
#include "core/report.h"

/* What was asked for, told again in the answer. */
struct report_span {
    const char *from, *to; /* business days */
    enum report_by by;
    ms_t at;
};

/* New references. A figure that does not exist (no visits) or may not be shown yet (too few ratings) is null. */
json_t *ratings_json(const struct hall *hall, const struct report_span *span, const struct rating_row *rows,
                     int count);
json_t *waits_json(const struct hall *hall, const struct report_span *span, const struct wait_row *rows, int count);
json_t *cases_json(const struct report_span *span, const struct case_row *rows, int count);

/* RFC 4180 with a line of names; such figures are empty fields. */
void ratings_csv(struct str *out, const struct rating_row *rows, int count);
void waits_csv(struct str *out, const struct wait_row *rows, int count);
void cases_csv(struct str *out, const struct case_row *rows, int count);

#endif
