/* The cases that are checked again: drawing them once a quarter is over, and reading a draw. */
#include "core/sample.h"

#include <math.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/complaint_change.h"
#include "core/journal.h"

enum { DRAW_HASH = 32, PPM = 1000000 };
_Static_assert((int)SEED_SIZE == (int)JOURNAL_HASH, "the seed is the journal's head");

/* A quarter of a year, by the hall's business days: from its first moment until the next one's. */
struct quarter {
    char name[QUARTER_SIZE];
    ms_t from, to;
};

static ms_t first_moment(const struct hall *hall, int year, int quarter)
{
    char day[32];
    snprintf(day, sizeof day, "%04d-%02d-01", year + quarter / 4, quarter % 4 * 3 + 1);
    return hall_minute(day, hall->day_starts);
}

static struct quarter quarter_of(const struct hall *hall, ms_t t)
{
    enum { YEAR = 4 }; /* digits */
    char day[CLOCK_DAY];
    int year = 1970, month = 1;
    struct quarter q;
    hall_day(hall, t, day);
    sscanf(day, "%4d-%2d", &year, &month);
    int n = (month - 1) / 3;
    memcpy(q.name, day, YEAR);
    q.name[YEAR] = 'Q';
    q.name[YEAR + 1] = (char)('1' + n);
    q.name[YEAR + 2] = '\0';
    q.from = first_moment(hall, year, n);
    q.to = first_moment(hall, year, n + 1);
    return q;
}

/* ---- drawing ---- */

/* Where the quarter that was drawn last ends, 0: none was. */
static bool drawn_until(struct change *c, ms_t *out)
{
    int year = 0, n = 0;
    struct stmt *q = db_prepare(c->db, "SELECT quarter FROM sample ORDER BY quarter DESC LIMIT 1");
    bool any = stmt_step(q) && sscanf(stmt_text(q, 0), "%4dQ%1d", &year, &n) == 2;
    *out = any ? first_moment(c->hall, year, n) : 0;
    return change_end(c, q);
}

/* The oldest quarter that is over, has cases and was not drawn yet; out->name is "" when there is none. */
static bool next_quarter(struct change *c, struct quarter *out)
{
    ms_t from, first = 0;
    *out = (struct quarter){.name = ""};
    if (!drawn_until(c, &from)) return false;
    struct stmt *q = db_prepare(c->db, "SELECT min(resolved_at) FROM complaint WHERE resolved_at >= $1");
    stmt_bind_int(q, 1, from);
    if (stmt_step(q)) first = stmt_int(q, 0);
    if (!change_end(c, q)) return false;
    if (!first) return true;
    struct quarter oldest = quarter_of(c->hall, first);
    if (oldest.to <= c->now) *out = oldest;
    return true;
}

struct lot {
    unsigned char hash[DRAW_HASH];
    int64_t complaint;
};

static int by_hash(const void *a, const void *b)
{
    return memcmp(((const struct lot *)a)->hash, ((const struct lot *)b)->hash, DRAW_HASH);
}

static struct lot lot_of(const char *seed, const struct complaint *found)
{
    struct lot lot = {.complaint = found->id};
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, DRAW_HASH);
    crypto_generichash_update(&state, (const unsigned char *)seed, strlen(seed) + 1); /* its end is the zero byte */
    crypto_generichash_update(&state, (const unsigned char *)found->number, strlen(found->number));
    crypto_generichash_final(&state, lot.hash, DRAW_HASH);
    return lot;
}

/* All cases of the quarter, in the order they are drawn in. *lots is to be freed. */
static bool shuffle(struct change *c, const struct quarter *quarter, const char *seed, struct lot **lots, int *count)
{
    int room = 0;
    struct stmt *q =
        db_prepare(c->db, "SELECT " CASE_COLUMNS CASE_TABLES "WHERE c.resolved_at >= $1 AND c.resolved_at < $2");
    stmt_bind_int(q, 1, quarter->from);
    stmt_bind_int(q, 2, quarter->to);
    *lots = NULL;
    for (*count = 0; stmt_step(q);) {
        struct complaint found;
        case_read(q, NULL, &found);
        if (*count == room) {
            room = room ? room * 2 : 64;
            *lots = mem_resize(*lots, (size_t)room, sizeof **lots);
        }
        (*lots)[(*count)++] = lot_of(seed, &found);
    }
    if (!change_end(c, q)) return false;
    if (*count > 1) qsort(*lots, (size_t)*count, sizeof **lots, by_hash);
    return true;
}

static bool keep_draw(struct change *c, const struct quarter *quarter, const char *seed, int population)
{
    struct stmt *q =
        db_prepare(c->db, "INSERT INTO sample (quarter, drawn_at, seed, population) VALUES ($1, $2, $3, $4)");
    stmt_bind_text(q, 1, quarter->name);
    stmt_bind_int(q, 2, c->now);
    stmt_bind_text(q, 3, seed);
    stmt_bind_int(q, 4, population);
    return change_run(c, q);
}

static bool keep_lot(struct change *c, const struct quarter *quarter, int place, const struct lot *lot)
{
    struct stmt *q = db_prepare(c->db, "INSERT INTO sample_case (quarter, place, complaint) VALUES ($1, $2, $3)");
    stmt_bind_text(q, 1, quarter->name);
    stmt_bind_int(q, 2, place);
    stmt_bind_int(q, 3, lot->complaint);
    return change_run(c, q);
}

/* The share rounded up; in whole millionths, lest a fifth of 35 be 7.000000001. */
static int share_of(double share, int population)
{
    return (int)((llround(share * PPM) * population + PPM - 1) / PPM);
}

static bool draw(struct change *c, const struct quarter *quarter, const char *seed)
{
    struct lot *lots;
    int population;
    bool ok = shuffle(c, quarter, seed, &lots, &population);
    int drawn = ok ? share_of(c->hall->sample, population) : 0;
    ok = ok && keep_draw(c, quarter, seed, population);
    for (int i = 0; ok && i < drawn; i++) ok = keep_lot(c, quarter, i + 1, &lots[i]);
    free(lots);
    return ok && change_journal(c, "sample.drawn", 0, 0,
                                json_pack("{s:s, s:i, s:i, s:s}", "quarter", quarter->name, "population", population,
                                          "drawn", drawn, "seed", seed));
}

bool sample_draw_due(struct change *c)
{
    struct quarter quarter;
    char seed[SEED_SIZE];
    int64_t last;
    struct err err;
    if (!next_quarter(c, &quarter)) return false;
    if (!quarter.name[0]) return true;
    if (!journal_head(c->db, &last, seed, &err)) return change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
    return draw(c, &quarter, seed);
}

/* ---- reading ---- */

static bool read_head(struct db *db, const char *quarter, struct sample *out, bool *found, struct err *err)
{
    *out = (struct sample){.quarter = ""};
    struct stmt *q = db_prepare(db, "SELECT quarter, drawn_at, seed, population FROM sample"
                                    " WHERE $1 IS NULL OR quarter = $1 ORDER BY quarter DESC LIMIT 1");
    stmt_bind_text(q, 1, quarter);
    *found = stmt_step(q);
    if (*found) {
        str_copy(out->quarter, sizeof out->quarter, stmt_text(q, 0));
        out->drawn_at = stmt_int(q, 1);
        str_copy(out->seed, sizeof out->seed, stmt_text(q, 2));
        out->population = (int)stmt_int(q, 3);
    }
    return stmt_end(q, err);
}

bool sample_read(struct db *db, const char *quarter, struct sample *out, sample_each *each, void *arg,
                 struct err *err)
{
    bool found;
    err->text[0] = '\0';
    if (!read_head(db, quarter, out, &found, err) || !found) return false;
    struct stmt *q = db_prepare(db, "SELECT " CASE_COLUMNS ", s.checked_at, s.agrees" CASE_TABLES
                                    "JOIN sample_case s ON s.complaint = c.id WHERE s.quarter = $1 ORDER BY s.place");
    stmt_bind_text(q, 1, out->quarter);
    while (stmt_step(q)) {
        struct complaint drawn;
        case_read(q, NULL, &drawn);
        struct sample_case entry = {.complaint = drawn.id,
                                    .kind = drawn.kind,
                                    .checked_at = stmt_int(q, CASE_COLUMN_COUNT),
                                    .agrees = stmt_int(q, CASE_COLUMN_COUNT + 1) != 0};
        str_copy(entry.number, sizeof entry.number, drawn.number);
        out->drawn++;
        out->checked += entry.checked_at != 0;
        if (each) each(arg, &entry);
    }
    return stmt_end(q, err);
}
