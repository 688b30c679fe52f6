/* The quarterly sample of cases that a manager checks again. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/due.h"

#include "core/journal.h"
#include "core/sample.h"

/* Filed, answered and resolved at once. */
static int64_t resolve_one(struct fixture *f)
{
    static const enum command_kind moves[] = {CMD_CASE_ACCEPT, CMD_CASE_REPLY, CMD_CASE_RESOLVE};
    struct command move = {.complaint = due_file(f, CASE_COMPLAINT),
                           .staff = f->clerks[0],
                           .text = "已处理",
                           .case_outcome = CASE_UPHELD};
    for (size_t i = 0; i < 3; i++) {
        move.kind = moves[i];
        due_must(f, move);
    }
    return move.complaint;
}

enum { MOST = 64 };
struct drawn {
    struct sample head;
    struct sample_case cases[MOST];
    int count;
};

static void keep_case(void *arg, const struct sample_case *one)
{
    struct drawn *drawn = arg;
    assert_true(drawn->count < MOST);
    drawn->cases[drawn->count++] = *one;
}

static bool read_sample(struct fixture *f, const char *quarter, struct drawn *out)
{
    struct err err;
    memset(out, 0, sizeof *out);
    bool found = sample_read(f->db, quarter, &out->head, keep_case, out, &err);
    assert_string_equal(err.text, "");
    return found;
}

/* BLAKE2b-256 over seed, zero byte, number: as anybody would who checks the draw. */
static void hash_of(const char *seed, const char *number, unsigned char out[32])
{
    unsigned char text[128];
    size_t n = strlen(seed) + 1;
    memcpy(text, seed, n);
    memcpy(text + n, number, strlen(number));
    crypto_generichash(out, 32, text, n + strlen(number), NULL, 0);
}

static void a_fifth_is_drawn_when_the_quarter_is_over(void **state)
{
    struct fixture *f = *state;
    struct drawn drawn;
    char seed[JOURNAL_HASH];
    int64_t last;
    struct err err;
    for (int i = 0; i < 11; i++) resolve_one(f);
    f->now = due_at(2027, 1, 1, 3, 59); /* the business day still belongs to December */
    due_run(f);
    assert_false(read_sample(f, NULL, &drawn));
    f->now = due_at(2027, 1, 1, 4, 0);
    assert_true(journal_head(f->db, &last, seed, &err));
    due_run(f);
    assert_true(read_sample(f, NULL, &drawn));
    assert_string_equal(drawn.head.quarter, "2026Q4");
    assert_string_equal(drawn.head.seed, seed);
    assert_int_equal(drawn.head.population, 11);
    assert_int_equal(drawn.head.drawn, 3); /* 2.2, rounded up */
    assert_int_equal(drawn.head.checked, 0);
    due_run(f);
    assert_true(read_sample(f, "2026Q4", &drawn));
    assert_int_equal(drawn.count, 3);
    assert_false(read_sample(f, "2026Q3", &drawn));
}

static void anybody_can_draw_it_again(void **state)
{
    struct fixture *f = *state;
    struct drawn drawn;
    unsigned char worst[32], hash[32];
    int64_t ids[20];
    for (int i = 0; i < 20; i++) ids[i] = resolve_one(f);
    f->now = due_at(2027, 1, 4, 9, 0);
    due_run(f);
    assert_true(read_sample(f, NULL, &drawn));
    assert_int_equal(drawn.count, 4);
    hash_of(drawn.head.seed, drawn.cases[3].number, worst);
    int below = 0;
    for (int i = 0; i < 20; i++) {
        hash_of(drawn.head.seed, due_look(f, ids[i]).number, hash);
        below += memcmp(hash, worst, sizeof hash) <= 0;
    }
    assert_int_equal(below, 4);
}

static void reopened_cases_are_not_in_it(void **state)
{
    struct fixture *f = *state;
    struct drawn drawn;
    resolve_one(f);
    int64_t again = resolve_one(f);
    due_must(f, (struct command){
                    .kind = CMD_CASE_REOPEN, .complaint = again, .staff = f->supervisor, .text = "客户说没有解决"});
    f->now = due_at(2027, 1, 4, 9, 0);
    due_run(f);
    assert_true(read_sample(f, NULL, &drawn));
    assert_int_equal(drawn.head.population, 1);
    assert_int_equal(drawn.count, 1);
}

/* Quarters that were missed are drawn one after the other; one without cases leaves nothing. */
static void missed_quarters_are_made_up_for(void **state)
{
    struct fixture *f = *state;
    struct drawn drawn;
    resolve_one(f);
    f->now = due_at(2027, 4, 1, 9, 0);
    resolve_one(f);
    f->now = due_at(2027, 8, 1, 9, 0);
    due_run(f);
    due_run(f);
    due_run(f);
    assert_true(read_sample(f, "2026Q4", &drawn));
    assert_false(read_sample(f, "2027Q1", &drawn));
    assert_true(read_sample(f, "2027Q2", &drawn));
    assert_true(read_sample(f, NULL, &drawn));
    assert_string_equal(drawn.head.quarter, "2027Q2");
}

/* The two of a sample of two. */
static void ids_drawn(struct fixture *f, int64_t ids[2])
{
    struct err err;
    struct stmt *q = db_prepare(f->db, "SELECT complaint FROM sample_case ORDER BY complaint");
    for (int i = 0; i < 2; i++) {
        assert_true(stmt_step(q));
        ids[i] = stmt_int(q, 0);
    }
    assert_true(stmt_end(q, &err));
}

static void what_is_told_otherwise_is_taken_up_again(void **state)
{
    struct fixture *f = *state;
    int64_t drawn[2], manager = due_staff(f, "manager", ROLE_MANAGER);
    for (int i = 0; i < 10; i++) resolve_one(f);
    f->now = due_at(2027, 1, 4, 9, 0);
    due_run(f);
    ids_drawn(f, drawn);
    struct command check = {.kind = CMD_CASE_RECHECK, .complaint = drawn[0], .staff = manager, .agrees = true};
    due_must(f, check);
    assert_int_equal(due_look(f, drawn[0]).state, CASE_RESOLVED);
    check.complaint = drawn[1];
    check.agrees = false;
    check.text = "客户说没有人来过";
    due_must(f, check);
    assert_int_equal(due_look(f, drawn[1]).state, CASE_OPEN);
    assert_int_equal(due_events(f, "reopened"), 1);
    assert_int_equal(fixture_do(f, check).code, OUT_WRONG_STATE); /* once only */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DUE_TEST(a_fifth_is_drawn_when_the_quarter_is_over),
        DUE_TEST(anybody_can_draw_it_again),
        DUE_TEST(reopened_cases_are_not_in_it),
        DUE_TEST(missed_quarters_are_made_up_for),
        DUE_TEST(what_is_told_otherwise_is_taken_up_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
