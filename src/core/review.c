/* Ratings as those rated may read them, their review, and what the tablet at a counter may ask about. */
#include "core/review.h"

#include <sodium.h>

#include "base/str.h"
#include "core/change.h"

enum { REASON_MAX = 500 };

/* ---- reading ---- */

static void read_review(struct stmt *q, int col, struct rated *out)
{
    out->review.id = stmt_int(q, col);
    out->review.asked_by_id = stmt_int(q, col + 1);
    str_copy(out->review.asked_by, sizeof out->review.asked_by, stmt_text(q, col + 2));
    out->review.reason = stmt_text(q, col + 3);
    out->review.asked_at = stmt_int(q, col + 4);
    out->review.decided_at = stmt_int(q, col + 5);
    str_copy(out->review.decided_by, sizeof out->review.decided_by, stmt_text(q, col + 6));
    out->review.why = stmt_text(q, col + 7);
}

/* Columns of the query; IN_CLEAR: a comment given before they were sealed. */
enum { IN_CLEAR = 7, REVIEW = 9, SEALED = 17 };

/* Into room; NULL when there is none. */
static const char *read_comment(struct stmt *q, struct vault *vault, char room[VAULT_TEXT])
{
    struct err err;
    size_t size;
    const void *sealed = stmt_blob(q, SEALED, &size);
    if (!stmt_is_null(q, IN_CLEAR)) return stmt_text(q, IN_CLEAR);
    if (!sealed) return NULL;
    if (!vault_open(vault, sealed, size, room, &err)) str_copy(room, VAULT_TEXT, "*");
    return room;
}

static void read_rated(struct stmt *q, struct rated *out)
{
    *out = (struct rated){.rating = stmt_int(q, 0),
                          .staff = stmt_int(q, 3),
                          .score = (int)stmt_int(q, 5),
                          .reasons = stmt_text(q, 6),
                          .set_aside = stmt_int(q, 8) != 0};
    str_copy(out->day, sizeof out->day, stmt_text(q, 1));
    str_copy(out->service, sizeof out->service, stmt_text(q, 2));
    str_copy(out->staff_name, sizeof out->staff_name, stmt_text(q, 4));
    if (!stmt_is_null(q, REVIEW)) read_review(q, REVIEW, out);
}

bool ratings_read(struct db *db, struct vault *vault, int64_t staff, bool only_asked, int max, rated_each *each,
                  void *arg, struct err *err)
{
    struct stmt *q = db_prepare(
        db, "SELECT r.id, t.day, t.service, t.staff, p.name, r.score, r.reasons, r.comment, r.set_aside,"
            " v.id, v.asked_by, a.name, v.reason, v.asked_at, v.decided_at, d.name, v.why, r.sealed"
            " FROM rating r JOIN ticket t ON t.id = r.ticket LEFT JOIN staff p ON p.id = t.staff"
            " LEFT JOIN rating_review v ON v.rating = r.id LEFT JOIN staff a ON a.id = v.asked_by"
            " LEFT JOIN staff d ON d.id = v.decided_by"
            " WHERE ($1 = 0 OR t.staff = $1) AND ($2 = 0 OR v.id IS NOT NULL) ORDER BY r.id DESC LIMIT $3");
    stmt_bind_int(q, 1, staff);
    stmt_bind_int(q, 2, only_asked);
    stmt_bind_int(q, 3, max);
    while (stmt_step(q)) {
        struct rated rated;
        char comment[VAULT_TEXT];
        read_rated(q, &rated);
        rated.comment = read_comment(q, vault, comment);
        each(arg, &rated);
        sodium_memzero(comment, sizeof comment);
    }
    return stmt_end(q, err);
}

/* ---- review ---- */

/* A rating with what its review has come to. */
struct reviewed {
    int64_t rated, asked_by;
    bool asked, decided;
};

static bool load(struct change *c, struct reviewed *out)
{
    struct stmt *q =
        db_prepare(c->db, "SELECT t.staff, v.asked_by, v.decided_at FROM rating r"
                          " JOIN ticket t ON t.id = r.ticket LEFT JOIN rating_review v ON v.rating = r.id"
                          " WHERE r.id = $1");
    stmt_bind_int(q, 1, c->command->rating);
    bool found = stmt_step(q);
    if (found)
        *out = (struct reviewed){.rated = stmt_int(q, 0),
                                 .asked_by = stmt_int(q, 1),
                                 .asked = !stmt_is_null(q, 1),
                                 .decided = !stmt_is_null(q, 2)};
    if (!change_end(c, q)) return false;
    return found || change_refuse(c, OUT_NOT_FOUND, "there is no rating %lld", (long long)c->command->rating);
}

static bool reason_ok(struct change *c, const char *missing)
{
    if (!c->command->text || utf8_blank(c->command->text)) return change_refuse(c, OUT_INVALID, "%s", missing);
    return change_text_ok(c, "text", c->command->text, REASON_MAX);
}

/* Who it is about, and why it is asked for, stays in the row: the journal is read by more people. */
static bool journal(struct change *c, const char *kind, json_t *body)
{
    json_object_set_new(body, "rating", json_integer((json_int_t)c->command->rating));
    return change_journal(c, kind, 0, 0, body);
}

void review_ask(struct change *c)
{
    struct reviewed found;
    enum staff_role role;
    if (!change_role(c, &role)) return;
    if (role == ROLE_NONE) {
        change_refuse(c, OUT_NOT_ALLOWED, "only staff may ask for the review of a rating");
        return;
    }
    if (!reason_ok(c, "text is empty; say why the rating is to be set aside") || !load(c, &found)) return;
    if (found.asked) {
        change_refuse(c, OUT_WRONG_STATE,
                      found.decided ? "this rating was reviewed already, and once only"
                                    : "the review of this rating was asked for already");
        return;
    }
    struct stmt *q =
        db_prepare(c->db, "INSERT INTO rating_review (rating, asked_by, asked_at, reason) VALUES ($1, $2, $3, $4)");
    stmt_bind_int(q, 1, c->command->rating);
    stmt_bind_int(q, 2, c->command->staff);
    stmt_bind_int(q, 3, c->now);
    stmt_bind_text(q, 4, c->command->text);
    if (!change_run(c, q)) return;
    c->out->id = db_insert_id(c->db);
    journal(c, "review.asked", json_object());
}

static bool may_decide(struct change *c, const struct reviewed *found)
{
    enum staff_role role;
    if (!change_role(c, &role)) return false;
    if (role < ROLE_SUPERVISOR)
        return change_refuse(c, OUT_NOT_ALLOWED, "a supervisor decides on the review of a rating");
    if (found->rated == c->command->staff)
        return change_refuse(c, OUT_NOT_ALLOWED, "whoever was rated does not decide; another supervisor does");
    if (!found->asked) return change_refuse(c, OUT_WRONG_STATE, "nobody asked for the review of this rating");
    if (found->asked_by == c->command->staff)
        return change_refuse(c, OUT_NOT_ALLOWED, "whoever asked for it does not decide; another supervisor does");
    return !found->decided || change_refuse(c, OUT_WRONG_STATE, "this rating was reviewed already, and once only");
}

static bool set_aside(struct change *c)
{
    struct stmt *q = db_prepare(c->db, "UPDATE rating SET set_aside = 1 WHERE id = $1");
    stmt_bind_int(q, 1, c->command->rating);
    return change_run(c, q);
}

void review_decide(struct change *c)
{
    struct reviewed found;
    if (!load(c, &found) || !may_decide(c, &found) || !reason_ok(c, "text is empty; say why it is decided so"))
        return;
    struct stmt *q =
        db_prepare(c->db, "UPDATE rating_review SET decided_by = $2, decided_at = $3, set_aside = $4, why = $5"
                          " WHERE rating = $1 AND decided_at IS NULL");
    stmt_bind_int(q, 1, c->command->rating);
    stmt_bind_int(q, 2, c->command->staff);
    stmt_bind_int(q, 3, c->now);
    stmt_bind_int(q, 4, c->command->agrees);
    stmt_bind_text(q, 5, c->command->text);
    if (!change_run(c, q) || (c->command->agrees && !set_aside(c))) return;
    journal(c, "review.decided", json_pack("{s:b}", "set_aside", c->command->agrees));
}

/* ---- the tablet ---- */

/* Was somebody else called to that counter since then, or is somebody there now? */
static bool called_since(struct db *db, int counter, const struct ticket *finished, bool *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT ticket, called_at FROM call WHERE counter = $1 ORDER BY id DESC LIMIT 1");
    stmt_bind_int(q, 1, counter);
    *out = stmt_step(q) && stmt_int(q, 0) != finished->id && stmt_int(q, 1) >= finished->ended_at;
    if (!stmt_end(q, err)) return false;
    if (*out) return true;
    q = db_prepare(db, "SELECT 1 FROM ticket WHERE counter = $1 AND state IN (1, 2)");
    stmt_bind_int(q, 1, counter);
    *out = stmt_step(q);
    return stmt_end(q, err);
}

bool tablet_visit(struct db *db, int counter, ms_t now, struct ticket *out, struct err *err)
{
    bool found, called = false;
    err->text[0] = '\0';
    struct stmt *q = db_prepare(db, "SELECT " TICKET_COLUMNS TICKET_TABLES "WHERE t.state = 4 AND t.counter = $1"
                                    " AND t.ended_at >= $2 AND t.ended_at <= $3 ORDER BY t.ended_at DESC LIMIT 1");
    stmt_bind_int(q, 1, counter);
    stmt_bind_int(q, 2, now - (ms_t)TABLET_S * 1000);
    stmt_bind_int(q, 3, now);
    if (!ticket_one(q, out, &found, err) || !found || out->score) return false;
    return called_since(db, counter, out, &called, err) && !called;
}

void rating_give_counter(struct change *c)
{
    struct ticket visit;
    struct err err;
    if (!tablet_visit(c->db, c->command->counter, c->now, &visit, &err)) {
        if (err.text[0])
            change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
        else
            change_refuse(c, OUT_NOTHING_TO_RATE,
                          "counter %d has finished no visit in the last two minutes that is"
                          " not rated yet",
                          c->command->counter);
        return;
    }
    /* From here on as if the visitor had used the link on their own phone. */
    struct command by_link = *c->command;
    const struct command *asked = c->command;
    by_link.token = visit.token;
    c->command = &by_link;
    rating_give(c);
    c->command = asked;
}
