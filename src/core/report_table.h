/* report_table.h - managers' figures as a table of cells, for text and workbook. */
#ifndef CORE_REPORT_TABLE_H
#define CORE_REPORT_TABLE_H

#include "base/err.h"
#include "base/i18n.h"
#include "base/str.h"
#include "core/report.h"

enum cell_kind {
    CELL_TEXT,
    CELL_COUNT,
    CELL_RATE,    /* 0…1 */
    CELL_MEAN,
    CELL_SECONDS,
    CELL_TOO_FEW, /* a rate on fewer than REPORT_LEAST ratings: not told */
    CELL_NONE,    /* there is no such figure */
};
struct cell {
    enum cell_kind kind;
    double number;
    const char *text; /* of the row it came from */
};

struct report_table {
    const char *name;          /* ratings, waits, complaints */
    const char *title;         /* of the whole; this and those of the columns are English, to be translated */
    const char *const *titles; /* the first is "" */
    int column_count, row_count;
    struct cell *cells; /* row_count * column_count, freed by report_table_free */
};

/* The rows must outlive the table. */
void report_table_ratings(struct report_table *out, const struct rating_row *rows, int count);
void report_table_waits(struct report_table *out, const struct wait_row *rows, int count);
void report_table_cases(struct report_table *out, const struct case_row *rows, int count);
void report_table_free(struct report_table *table);

/* Written for a person, aligned; headings in that language. */
void report_write_text(struct str *out, const struct report_table *table, enum lang lang);
/* The bytes of a workbook. False with err. */
bool report_write_xlsx(struct str *out, const struct report_table *table, enum lang lang, struct err *err);

#endif
