/* Reading cases: one, a list of them, how many. Whoever a case is about gets nothing of it, but for managers. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/complaint_change.h"
#include "core/vault.h"

/* ---- a row ---- */

void case_number(const char *day, const char *letter, int64_t seq, char out[CASE_NUMBER_SIZE])
{
    if (strlen(day) == CLOCK_DAY - 1)
        snprintf(out, CASE_NUMBER_SIZE, "%.1s%.2s%.2s%.2s-%03d", letter, day + 2, day + 5, day + 8, (int)seq);
    else
        str_copy(out, CASE_NUMBER_SIZE, "");
}

/* A contact that can't be opened any more hides nothing else of the case: it shows as one that was given. */
static void read_contact(struct stmt *q, int col, struct vault *vault, char out[VAULT_TEXT])
{
    struct err err;
    size_t size;
    const void *sealed = stmt_blob(q, col, &size);
    if (!sealed)
        out[0] = '\0';
    else if (!vault || !vault_open(vault, sealed, size, out, &err))
        str_copy(out, VAULT_TEXT, "*");
}

static void read_phone(struct stmt *q, int col, struct vault *vault, char out[PHONE_SIZE])
{
    char phone[VAULT_TEXT];
    read_contact(q, col, vault, phone);
    phone_mask(phone, out);
    sodium_memzero(phone, sizeof phone);
}

static void read_name(struct stmt *q, int col, struct vault *vault, char out[NAME_MASKED_SIZE])
{
    char name[VAULT_TEXT];
    read_contact(q, col, vault, name);
    if (strcmp(name, "*") == 0)
        str_copy(out, NAME_MASKED_SIZE, name);
    else
        name_mask(name, out);
    sodium_memzero(name, sizeof name);
}

/* A number that names none of `count` is the first, lest a file from elsewhere make the program read past a table. */
static int one_of(struct stmt *q, int col, int count)
{
    int64_t value = stmt_int(q, col);
    return value >= 0 && value < count ? (int)value : 0;
}

static void read_filed(struct stmt *q, struct vault *vault, struct complaint *out)
{
    *out = (struct complaint){.id = stmt_int(q, 0)};
    case_number(stmt_text(q, 1), stmt_text(q, 2), stmt_int(q, 3), out->number);
    out->kind = (enum case_kind)one_of(q, 4, CASE_KIND_COUNT);
    out->about = (enum case_about)one_of(q, 5, CASE_ABOUT_COUNT);
    str_copy(out->service, sizeof out->service, stmt_text(q, 6));
    out->counter = (int)stmt_int(q, 7);
    out->ticket_id = stmt_int(q, 8);
    if (out->ticket_id) ticket_number(stmt_text(q, 9), stmt_int(q, 10), out->ticket);
    out->about_staff = stmt_int(q, 11);
    out->rating = stmt_int(q, 12);
    out->score = (int)stmt_int(q, 13);
    read_phone(q, 14, vault, out->phone);
    read_name(q, 15, vault, out->name);
    out->print = (enum print_state)one_of(q, 16, PRINT_STATE_COUNT);
    out->lang = (enum lang)one_of(q, 17, LANG_COUNT);
    str_copy(out->channel, sizeof out->channel, stmt_text(q, 18));
    out->filed_at = stmt_int(q, 19);
    str_copy(out->token, sizeof out->token, stmt_text(q, 20));
    str_copy(out->code, sizeof out->code, stmt_text(q, 21));
}

void case_read(struct stmt *q, struct vault *vault, struct complaint *out)
{
    read_filed(q, vault, out);
    out->state = (enum case_state)one_of(q, 22, CASE_STATE_COUNT);
    out->severity = (enum case_severity)one_of(q, 23, SEVERITY_COUNT);
    out->urgent = out->severity == SEVERITY_URGENT;
    out->level = (enum case_level)one_of(q, 24, LEVEL_COUNT);
    out->owner = stmt_int(q, 25);
    str_copy(out->owner_name, sizeof out->owner_name, stmt_text(q, 26));
    out->since = stmt_int(q, 27);
    out->reply_due = stmt_int(q, 28);
    out->resolve_due = stmt_int(q, 29);
    out->follow_up_due = stmt_int(q, 30);
    out->extended = stmt_int(q, 31) != 0;
    out->replied_at = stmt_int(q, 32);
    out->resolved_at = stmt_int(q, 33);
    out->closed_at = stmt_int(q, 34);
    out->erased_at = stmt_int(q, 35);
    out->attempts = (int)stmt_int(q, 36);
    out->answered = stmt_int(q, 37) != 0;
    if (!stmt_is_null(q, 38)) out->content = (enum case_content)(one_of(q, 38, CONTENT_COUNT - 1) + 1);
    case_outcome_parse(stmt_text(q, 39), &out->outcome);
    out->important = stmt_int(q, 40) != 0;
    out->resolved_by = stmt_int(q, 41);
}

/* ---- one ---- */

static bool read_one(struct stmt *q, struct vault *vault, struct complaint *out, struct err *err)
{
    bool found = stmt_step(q);
    if (found) case_read(q, vault, out);
    if (!stmt_end(q, err)) return false;
    return found || err_set(err, "%s", "");
}

bool complaint_by_token(struct db *db, struct vault *vault, const char *token, struct complaint *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT " CASE_COLUMNS CASE_TABLES "WHERE c.token = $1");
    stmt_bind_text(q, 1, token);
    return read_one(q, vault, out, err);
}

/* Who is kept from cases about them; 0: nobody, as a manager answers for all of them. */
static int64_t kept_from(const struct case_reader *reader)
{
    return reader && reader->role < ROLE_MANAGER ? reader->staff : 0;
}

bool complaint_by_id(struct db *db, struct vault *vault, const struct case_reader *reader, int64_t id,
                     struct complaint *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT " CASE_COLUMNS CASE_TABLES "WHERE c.id = $1 AND c.id NOT IN"
                                    " (SELECT complaint FROM complaint_concerned WHERE staff = $2)");
    stmt_bind_int(q, 1, id);
    stmt_bind_int(q, 2, kept_from(reader));
    return read_one(q, vault, out, err);
}

bool complaint_next_print(struct db *db, struct vault *vault, struct complaint *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT " CASE_COLUMNS CASE_TABLES "WHERE c.print = 1 ORDER BY c.id LIMIT 1");
    return read_one(q, vault, out, err);
}

/* ---- a list ---- */

/* What is due next, as case_due says it. */
#define DUE                                                                                                          \
    "CASE WHEN c.state < 2 AND c.replied_at IS NULL AND c.reply_due IS NOT NULL THEN c.reply_due"                    \
    " WHEN c.state < 2 THEN c.resolve_due WHEN c.state = 2 AND c.answered = 0 THEN c.follow_up_due END"
/* What a filter ($1-$7) leaves to a reader ($8). */
#define FITS                                                                                                         \
    " ($1 = 0 OR ($1 >> c.state) & 1) AND ($2 = 0 OR ($2 >> c.kind) & 1)"                                            \
    " AND ($3 = 0 OR c.owner = $3 OR ($3 = -1 AND c.owner IS NULL)) AND ($4 = 0 OR " DUE " < $5)"                    \
    " AND ($6 = 0 OR (c.state = 2 AND c.answered = 0 AND c.follow_up_due IS NOT NULL))"                              \
    " AND ($7 IS NULL OR c.day = $7)"                                                                                \
    " AND c.id NOT IN (SELECT complaint FROM complaint_concerned WHERE staff = $8) "
#define FILED_TEXT                                                                                                   \
    ", (SELECT x.sealed FROM complaint_event e JOIN complaint_text x ON x.event = e.id"                              \
    " WHERE e.complaint = c.id AND e.seq = 1)"

struct listing {
    struct db *db;
    struct vault *vault;
    const struct case_reader *reader;
    const struct case_filter *filter;
    int skip, max;
    case_each *each;
    void *arg;
    int total;
    struct err *err;
};

static void bind_filter(struct stmt *q, const struct listing *list)
{
    const struct case_filter *filter = list->filter;
    stmt_bind_int(q, 1, filter->states);
    stmt_bind_int(q, 2, filter->kinds);
    stmt_bind_int(q, 3, filter->owner);
    stmt_bind_int(q, 4, filter->overdue);
    stmt_bind_int(q, 5, filter->now);
    stmt_bind_int(q, 6, filter->to_follow_up);
    stmt_bind_text(q, 7, filter->day);
    stmt_bind_int(q, 8, kept_from(list->reader));
}

static bool wants(const struct case_filter *filter, unsigned states)
{
    return !filter->states || (filter->states & states);
}

static const char *open_text(struct stmt *q, int col, struct vault *vault, char out[VAULT_TEXT])
{
    read_contact(q, col, vault, out);
    return out;
}

static void tell(const struct listing *list, struct stmt *q)
{
    struct complaint found;
    char text[VAULT_TEXT];
    case_read(q, list->vault, &found);
    list->each(list->arg, &found, open_text(q, CASE_COLUMN_COUNT, list->vault, text));
    sodium_memzero(text, sizeof text);
}

/* ---- searching: every text has to be opened ---- */

static bool in_texts(struct listing *list, int64_t id, bool *found)
{
    char text[VAULT_TEXT];
    *found = false;
    struct stmt *q = db_prepare(list->db, "SELECT sealed FROM complaint_text WHERE complaint = $1 ORDER BY event");
    stmt_bind_int(q, 1, id);
    while (!*found && stmt_step(q)) *found = strcasestr(open_text(q, 0, list->vault, text), list->filter->search);
    sodium_memzero(text, sizeof text);
    return stmt_end(q, list->err);
}

static bool fits_search(struct listing *list, const struct complaint *found, bool *fits)
{
    const char *search = list->filter->search;
    size_t n = strlen(search), phone = strlen(found->phone);
    *fits = strncasecmp(found->number, search, n) == 0 ||
            (n == PHONE_TAIL && phone > n && strcmp(found->phone + phone - n, search) == 0);
    return *fits || in_texts(list, found->id, fits);
}

/* Tells those of q that fit the search and ends q. */
static bool search_rows(struct listing *list, struct stmt *q)
{
    bool ok = true;
    while (ok && stmt_step(q)) {
        struct complaint found;
        bool fits;
        case_read(q, list->vault, &found);
        ok = fits_search(list, &found, &fits);
        if (!ok || !fits) continue;
        if (list->total >= list->skip && list->total < list->skip + list->max) tell(list, q);
        list->total++;
    }
    return stmt_end(q, ok ? list->err : NULL) && ok;
}

static bool read_rows(struct listing *list, struct stmt *q)
{
    while (stmt_step(q)) tell(list, q);
    return stmt_end(q, list->err);
}

/* Tells the part of the list that q (its last values: how many, from where) has, of which there are `count`. */
static bool read_part(struct listing *list, struct stmt *q, int count)
{
    bool searching = list->filter->search && *list->filter->search;
    int from = list->skip > list->total ? list->skip - list->total : 0;
    int room = list->skip + list->max - list->total;
    bind_filter(q, list);
    stmt_bind_int(q, 9, searching ? -1 : room > list->max ? list->max : room > 0 ? room : 0);
    stmt_bind_int(q, 10, searching ? 0 : from);
    if (searching) return search_rows(list, q);
    list->total += count;
    return read_rows(list, q);
}

static bool count_rows(struct listing *list, struct stmt *q, int *count)
{
    *count = 0;
    bind_filter(q, list);
    if (stmt_step(q)) *count = (int)stmt_int(q, 0);
    return stmt_end(q, list->err);
}

static bool list_unfinished(struct listing *list)
{
    int count;
    if (!wants(list->filter, ~(1U << CASE_CLOSED))) return true;
    if (!count_rows(list, db_prepare(list->db, "SELECT count(*) FROM complaint c WHERE c.state < 3 AND" FITS),
                    &count))
        return false;
    return read_part(list,
                     db_prepare(list->db, "SELECT " CASE_COLUMNS FILED_TEXT CASE_TABLES "WHERE c.state < 3 AND" FITS
                                          "ORDER BY " DUE " IS NULL, " DUE ", c.id LIMIT $9 OFFSET $10"),
                     count);
}

/* A closed case is neither overdue nor to be followed up. */
static bool list_closed(struct listing *list)
{
    int count;
    if (!wants(list->filter, 1U << CASE_CLOSED) || list->filter->overdue || list->filter->to_follow_up) return true;
    if (!count_rows(list, db_prepare(list->db, "SELECT count(*) FROM complaint c WHERE c.state = 3 AND" FITS),
                    &count))
        return false;
    return read_part(list,
                     db_prepare(list->db, "SELECT " CASE_COLUMNS FILED_TEXT CASE_TABLES "WHERE c.state = 3 AND" FITS
                                          "ORDER BY c.closed_at DESC, c.id DESC LIMIT $9 OFFSET $10"),
                     count);
}

bool complaint_list(struct db *db, struct vault *vault, const struct case_reader *reader,
                    const struct case_filter *filter, int skip, int max, case_each *each, void *arg, int *total,
                    struct err *err)
{
    struct listing list = {.db = db,
                           .vault = vault,
                           .reader = reader,
                           .filter = filter,
                           .skip = skip,
                           .max = max,
                           .each = each,
                           .arg = arg,
                           .err = err};
    bool ok = list_unfinished(&list) && list_closed(&list);
    *total = list.total;
    return ok;
}

/* ---- how many ---- */

bool complaint_counts(struct db *db, const struct hall *hall, const struct case_reader *reader, ms_t now,
                      struct case_counts *out, struct err *err)
{
    enum { HALF_DAY_MS = 12 * 3600 * 1000 };
    ms_t today = hall_day_start(hall, now);
    /* By way of noon, since a day with a change of the clock has no 24 hours. */
    ms_t tomorrow = hall_day_start(hall, today + 3 * (ms_t)HALF_DAY_MS);
    ms_t later = hall_day_start(hall, tomorrow + 3 * (ms_t)HALF_DAY_MS);
    *out = (struct case_counts){0};
    struct stmt *q = db_prepare(
        db,
        "SELECT count(*) FILTER (WHERE owner = $1), count(*), count(*) FILTER (WHERE due < $3),"
        " count(*) FILTER (WHERE due >= $3 AND due < $4), count(*) FILTER (WHERE due >= max($3, $4) AND due < $5),"
        " count(*) FILTER (WHERE due >= $5),"
        " count(*) FILTER (WHERE state = 2 AND answered = 0 AND follow_up_due IS NOT NULL)"
        " FROM (SELECT c.owner, c.state, c.answered, c.follow_up_due, " DUE " AS due FROM complaint c"
        " WHERE c.state < 3 AND c.id NOT IN (SELECT complaint FROM complaint_concerned WHERE staff = $2))");
    stmt_bind_int(q, 1, reader->staff);
    stmt_bind_int(q, 2, kept_from(reader));
    stmt_bind_int(q, 3, now);
    stmt_bind_int(q, 4, tomorrow);
    stmt_bind_int(q, 5, later);
    if (stmt_step(q))
        *out =
            (struct case_counts){(int)stmt_int(q, 0), (int)stmt_int(q, 1), (int)stmt_int(q, 2), (int)stmt_int(q, 3),
                                 (int)stmt_int(q, 4), (int)stmt_int(q, 5), (int)stmt_int(q, 6)};
    return stmt_end(q, err);
}
