/* report_write.c - a report's table as text and as a workbook. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/str.h"
#include "base/width.h"
#include "core/report_table.h"

static const char *title(const struct report_table *table, int column, enum lang lang)
{
    const char *english = table->titles[column];
    return *english ? trc(lang, "report", english) : "";
}

static const struct cell *cell_at(const struct report_table *table, int row, int column)
{
    return &table->cells[row * table->column_count + column];
}

/* ---- text ---- */

static void cell_words(const struct cell *cell, enum lang lang, char *out, size_t size)
{
    switch (cell->kind) {
    case CELL_TEXT:
        str_copy(out, size, cell->text);
        break;
    case CELL_COUNT:
        snprintf(out, size, "%.0f", cell->number);
        break;
    case CELL_RATE:
        snprintf(out, size, "%.1f%%", cell->number * 100);
        break;
    case CELL_MEAN:
        snprintf(out, size, "%.2f", cell->number);
        break;
    case CELL_SECONDS:
        snprintf(out, size, "%d:%02d", (int)cell->number / 60, (int)cell->number % 60);
        break;
    case CELL_TOO_FEW:
        str_copy(out, size, trc(lang, "report", "too few ratings"));
        break;
    case CELL_NONE:
        str_copy(out, size, "–");
        break;
    }
}

static int column_width(const struct report_table *table, int column, enum lang lang)
{
    char words[128];
    int most = width_of(title(table, column, lang));
    for (int row = 0; row < table->row_count; row++) {
        cell_words(cell_at(table, row, column), lang, words, sizeof words);
        if (width_of(words) > most) most = width_of(words);
    }
    return most;
}

static void put(struct str *out, const char *words, int width, bool left)
{
    int pad = width_pad(words, width);
    if (left)
        str_addf(out, "%s%*s", words, pad, "");
    else
        str_addf(out, "  %*s%s", pad, "", words);
}

void report_write_text(struct str *out, const struct report_table *table, enum lang lang)
{
    char words[128];
    for (int row = -1; row < table->row_count; row++) {
        for (int column = 0; column < table->column_count; column++) {
            if (row < 0)
                str_copy(words, sizeof words, title(table, column, lang));
            else
                cell_words(cell_at(table, row, column), lang, words, sizeof words);
            put(out, words, column_width(table, column, lang), column == 0);
        }
        str_add(out, "\n");
    }
}

/* ---- workbook ---- */

struct formats {
    lxw_format *head, *by_kind[CELL_NONE + 1];
};

static struct formats make_formats(lxw_workbook *book)
{
    static const char *const shown[CELL_NONE + 1] = {
        [CELL_COUNT] = "0", [CELL_RATE] = "0.0%", [CELL_MEAN] = "0.00", [CELL_SECONDS] = "[m]:ss"};
    struct formats f = {.head = workbook_add_format(book)};
    format_set_bold(f.head);
    for (int kind = 0; kind <= CELL_NONE; kind++) {
        if (!shown[kind]) continue;
        f.by_kind[kind] = workbook_add_format(book);
        format_set_num_format(f.by_kind[kind], shown[kind]);
    }
    return f;
}

static void put_cell(lxw_worksheet *sheet, int row, int column, const struct cell *cell, const struct formats *f,
                     enum lang lang)
{
    double day = 24 * 60 * 60; /* a workbook counts time in days */
    lxw_row_t r = (lxw_row_t)row;
    lxw_col_t c = (lxw_col_t)column;
    if (cell->kind == CELL_TEXT)
        worksheet_write_string(sheet, r, c, cell->text, NULL);
    else if (cell->kind == CELL_TOO_FEW)
        worksheet_write_string(sheet, r, c, trc(lang, "report", "too few ratings"), NULL);
    else if (cell->kind != CELL_NONE)
        worksheet_write_number(sheet, r, c, cell->kind == CELL_SECONDS ? cell->number / day : cell->number,
                               f->by_kind[cell->kind]);
}

static lxw_error fill_workbook(const char *path, const struct report_table *table, enum lang lang)
{
    lxw_workbook *book = workbook_new(path);
    if (!book) return LXW_ERROR_MEMORY_MALLOC_FAILED;
    lxw_worksheet *sheet = workbook_add_worksheet(book, table->name);
    struct formats f = make_formats(book);
    for (int column = 0; column < table->column_count; column++) {
        lxw_col_t c = (lxw_col_t)column;
        worksheet_set_column(sheet, c, c, column_width(table, column, lang) + 3, NULL);
        worksheet_write_string(sheet, 0, c, title(table, column, lang), f.head);
        for (int row = 0; row < table->row_count; row++)
            put_cell(sheet, row + 1, column, cell_at(table, row, column), &f, lang);
    }
    worksheet_freeze_panes(sheet, 1, 1);
    return workbook_close(book);
}

static bool read_back(const char *path, struct str *out)
{
    char bytes[8192];
    size_t n;
    FILE *in = fopen(path, "rbe");
    if (!in) return false;
    while ((n = fread(bytes, 1, sizeof bytes, in)) > 0) str_add_n(out, bytes, n);
    bool good = !ferror(in);
    fclose(in);
    return good;
}

bool report_write_xlsx(struct str *out, const struct report_table *table, enum lang lang, struct err *err)
{
    /* The library writes files only. */
    char path[] = "/tmp/kiosk-report-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0) return err_set(err, "no temporary file can be made in /tmp");
    close(fd);
    lxw_error failed = fill_workbook(path, table, lang);
    bool good = failed == LXW_NO_ERROR && read_back(path, out);
    unlink(path);
    return good || err_set(err, "the workbook can't be written: %s",
                           failed ? lxw_strerror(failed) : "it can't be read back from /tmp");
}
