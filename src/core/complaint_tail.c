/* A case without its receipt: found by its number and the last four digits of the phone that was left. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/change.h"
#include "core/complaint.h"
#include "core/vault.h"

/* What a case's number says: T261118-001. */
struct parts {
    char day[CLOCK_DAY], letter[2];
    int64_t seq;
};

bool case_number_is_wellformed(const char *number)
{
    size_t seq;
    if (!number || number[0] < 'A' || number[0] > 'Z' || strspn(number + 1, "0123456789") != 6 || number[7] != '-')
        return false;
    seq = strspn(number + 8, "0123456789");
    return seq >= 3 && seq <= 6 && !number[8 + seq];
}

static bool take_apart(const char *number, struct parts *out)
{
    long long seq;
    if (!case_number_is_wellformed(number) || !str_to_int(number + 8, 1, 999999, &seq)) return false;
    snprintf(out->day, sizeof out->day, "20%.2s-%.2s-%.2s", number + 1, number + 3, number + 5);
    snprintf(out->letter, sizeof out->letter, "%c", number[0]);
    out->seq = seq;
    return true;
}

/* Counts a wrong try, whether or not there is such a case: a number that is closed tells nothing either. */
static bool count_wrong_tail(struct change *c)
{
    struct stmt *q = db_prepare(c->db, "DELETE FROM complaint_try WHERE day <> $1");
    stmt_bind_text(q, 1, c->day);
    if (!change_run(c, q)) return false;
    q = db_prepare(c->db, "INSERT INTO complaint_try (day, number, wrong) VALUES ($1, $2, 1)"
                          " ON CONFLICT (day, number) DO UPDATE SET wrong = wrong + 1");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, c->command->number);
    return change_run(c, q) &&
           change_journal(c, "complaint.wrong_tail", 0, 0, json_pack("{s:s}", "number", c->command->number));
}

static bool is_locked(struct change *c, bool *out)
{
    struct stmt *q = db_prepare(c->db, "SELECT wrong FROM complaint_try WHERE day = $1 AND number = $2");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, c->command->number);
    *out = stmt_step(q) && stmt_int(q, 0) >= CASE_TRIES;
    return change_end(c, q);
}

/* Does the phone left with the case of that row end in tail? A phone that can't be opened fits nothing. */
static bool tail_fits(struct change *c, struct stmt *q, int col, const char *tail)
{
    char phone[VAULT_TEXT];
    struct err err;
    size_t size;
    const void *sealed = stmt_blob(q, col, &size);
    bool fits = sealed && vault_open(c->vault, sealed, size, phone, &err) && strlen(phone) >= CASE_TAIL_DIGITS &&
                sodium_memcmp(phone + strlen(phone) - CASE_TAIL_DIGITS, tail, CASE_TAIL_DIGITS) == 0;
    sodium_memzero(phone, sizeof phone);
    return fits;
}

/* The case with that number and such a phone; *id 0: none. */
static bool find(struct change *c, const struct parts *parts, const char *tail, int64_t *id)
{
    struct stmt *q =
        db_prepare(c->db, "SELECT id, phone FROM complaint WHERE day = $1 AND letter = $2 AND seq = $3");
    stmt_bind_text(q, 1, parts->day);
    stmt_bind_text(q, 2, parts->letter);
    stmt_bind_int(q, 3, parts->seq);
    *id = stmt_step(q) && tail_fits(c, q, 1, tail) ? stmt_int(q, 0) : 0;
    return change_end(c, q);
}

/* The check and the count are one command, so that nobody tries without being counted. */
void complaint_tail(struct change *c)
{
    const char *tail = c->command->text ? c->command->text : "";
    struct parts parts;
    struct err err = {""};
    bool locked;
    int64_t id;
    if (!take_apart(c->command->number, &parts) || strlen(tail) != CASE_TAIL_DIGITS ||
        strspn(tail, "0123456789") != CASE_TAIL_DIGITS) {
        change_refuse(c, OUT_INVALID, "a case is found by its number, as T261118-001, and four digits");
        return;
    }
    if (!is_locked(c, &locked)) return;
    if (locked) {
        change_refuse(c, OUT_CODE_LOCKED, "too many wrong tries for %s today", c->command->number);
        return;
    }
    if (!find(c, &parts, tail, &id)) return;
    if (!id) {
        if (count_wrong_tail(c)) change_refuse(c, OUT_WRONG_CODE, "no case fits that number and those digits");
        return;
    }
    if (!complaint_by_id(c->db, c->vault, id, &c->out->complaint, &err))
        change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}
