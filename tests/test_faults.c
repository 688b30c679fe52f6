/* A disk whose Nth write or sync fails, for N = 1, 2, 3 … until a run passes: whatever was acknowledged is there,
 * whatever was refused is not, and the hall goes on once the disk is well again. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "core/journal.h"
#include "support/cmocka_all.h"
#include "support/faults.h"
#include "support/fixture.h"

enum { TICKETS = 4, FILED = TICKETS, ACCEPTED, BATCH, MOST = 300 };

struct answers {
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct outcome outcomes[BATCH];
    int count;
};

static void answered(void *arg, const struct outcome *outcome)
{
    struct answers *a = arg;
    pthread_mutex_lock(&a->lock);
    a->outcomes[a->count++] = *outcome;
    pthread_cond_signal(&a->more);
    pthread_mutex_unlock(&a->lock);
}

static int64_t first_case; /* that was there before */

/* Several tickets at once, so that they share a commit, a case, and a move of the one that was there. */
static void some_work(struct fixture *f, struct answers *a)
{
    *a = (struct answers){.lock = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER};
    struct command issue = {.kind = CMD_ISSUE, .service = "pay", .surname = "一个很长的姓氏用来占满页面"};
    struct command file = {.kind = CMD_COMPLAIN, .about = ABOUT_HALL, .text = "等了很久", .phone = "13812345678"};
    struct command accept = {
        .kind = CMD_CASE_ACCEPT, .complaint = first_case, .staff = f->clerks[0], .channel = "console"};
    for (int i = 0; i < TICKETS; i++) assert_true(writer_post(f->writer, &issue, answered, a));
    assert_true(writer_post(f->writer, &file, answered, a));
    assert_true(writer_post(f->writer, &accept, answered, a));
    pthread_mutex_lock(&a->lock);
    while (a->count < BATCH) pthread_cond_wait(&a->more, &a->lock);
    pthread_mutex_unlock(&a->lock);
}

static int count_tickets(struct fixture *f)
{
    int count, total;
    struct ticket one;
    assert_true(queue_list(f->db, &f->hall, f->now, TICKET_WAITING, &one, 1, &count, &total, NULL));
    return total;
}

static void told_why(const struct outcome *out)
{
    assert_int_equal(out->code, OUT_UNAVAILABLE);
    assert_true(strlen(out->message) > 0);
}

static int check_tickets(struct fixture *f, const struct outcome *outcomes)
{
    int good = 0;
    for (int i = 0; i < TICKETS; i++) {
        const struct outcome *out = &outcomes[i];
        struct ticket t;
        if (out->code == OUT_OK) {
            good++;
            assert_true(queue_by_token(f->db, out->ticket.token, &t, NULL));
            assert_string_equal(t.number, out->ticket.number);
        } else {
            told_why(out);
        }
    }
    return good;
}

static int count_cases(struct fixture *f)
{
    struct err err;
    struct stmt *q = db_prepare(f->db, "SELECT count(*) FROM complaint");
    int n = stmt_step(q) ? (int)stmt_int(q, 0) : -1;
    assert_true(stmt_end(q, &err));
    return n;
}

static void check_cases(struct fixture *f, const struct outcome *filed, const struct outcome *accepted)
{
    struct complaint c;
    struct err err;
    if (filed->code == OUT_OK)
        assert_true(complaint_by_token(f->db, NULL, filed->complaint.token, &c, NULL));
    else
        told_why(filed);
    if (accepted->code != OUT_OK) told_why(accepted);
    assert_true(complaint_by_id(f->db, NULL, NULL, first_case, &c, NULL));
    assert_int_equal(c.state, accepted->code == OUT_OK ? CASE_OPEN : CASE_FILED);
    assert_int_equal(count_cases(f), filed->code == OUT_OK ? 2 : 1);
    if (!complaint_verify(f->db, &err)) fail_msg("%s", err.text);
}

static void check(struct fixture *f, const struct answers *a, int before)
{
    struct err err;
    assert_int_equal(count_tickets(f), before + check_tickets(f, a->outcomes));
    check_cases(f, &a->outcomes[FILED], &a->outcomes[ACCEPTED]);
    if (!journal_verify(f->db, &err)) fail_msg("%s", err.text);
}

static void every(enum fault_kind kind)
{
    for (int n = 1;; n++) {
        struct fixture f;
        struct answers a;
        assert_in_range(n, 1, MOST);
        fixture_open(&f);
        fixture_issue(&f, "open", NULL);
        struct command there = {.kind = CMD_COMPLAIN, .about = ABOUT_HALL, .text = "第一件"};
        struct outcome out = fixture_do(&f, there);
        assert_int_equal(out.code, OUT_OK);
        first_case = out.complaint.id;
        int before = count_tickets(&f);
        faults_set(kind, n);
        some_work(&f, &a);
        int failed = faults_met();
        faults_set(FAULT_NONE, 0);
        check(&f, &a, before);
        fixture_restart(&f); /* a failed log may only be trusted after it was read anew */
        check(&f, &a, before);
        fixture_issue(&f, "open", NULL);
        fixture_close(&f);
        if (!failed) return;
    }
}

static void a_write_that_fails(void **state)
{
    (void)state;
    every(FAULT_WRITE);
}

static void a_sync_that_fails(void **state)
{
    (void)state;
    every(FAULT_SYNC);
}

static void a_disk_that_is_full(void **state)
{
    (void)state;
    every(FAULT_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_write_that_fails),
        cmocka_unit_test(a_sync_that_fails),
        cmocka_unit_test(a_disk_that_is_full),
    };
    faults_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
