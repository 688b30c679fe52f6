/* Eight threads issue and call at once: no number twice, no ticket twice, none lost. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/journal.h"
#include "support/cmocka_all.h"
#include "support/fixture.h"

enum { THREADS = 8, EACH = 40, COUNTERS = 3 };

static struct fixture f;
static struct ticket issued[THREADS][EACH];
static int64_t called[COUNTERS][THREADS * EACH];
static int calls[COUNTERS];
static int failures; /* only added to with __atomic */

static void *issue(void *arg)
{
    int me = (int)(intptr_t)arg;
    const char *services[] = {"pay", "open", "ask"};
    for (int i = 0; i < EACH; i++) {
        struct outcome out = fixture_do(&f, (struct command){.kind = CMD_ISSUE, .service = services[i % 3]});
        if (out.code != OUT_OK) __atomic_add_fetch(&failures, 1, __ATOMIC_RELAXED);
        issued[me][i] = out.ticket;
    }
    return NULL;
}

/* A clerk who calls and marks absent; two threads press at each counter at once. */
static void *call(void *arg)
{
    int counter = (int)(intptr_t)arg;
    for (int i = 0; i < EACH * 2; i++) {
        struct outcome out = fixture_next(&f, counter);
        if (out.code != OUT_OK && out.code != OUT_NOBODY && out.code != OUT_COUNTER_BUSY)
            __atomic_add_fetch(&failures, 1, __ATOMIC_RELAXED);
        if (out.code != OUT_OK) continue;
        called[counter - 1][__atomic_fetch_add(&calls[counter - 1], 1, __ATOMIC_RELAXED)] = out.ticket.id;
        struct command absent = {.kind = CMD_ABSENT, .ticket = out.ticket.id, .staff = f.clerks[counter - 1]};
        if (fixture_do(&f, absent).code != OUT_OK) __atomic_add_fetch(&failures, 1, __ATOMIC_RELAXED);
    }
    return NULL;
}

static int by_number(const void *a, const void *b)
{
    return strcmp(((const struct ticket *)a)->number, ((const struct ticket *)b)->number);
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void nothing_twice_nothing_lost(void **state)
{
    (void)state;
    pthread_t issuers[THREADS], callers[COUNTERS * 2];
    fixture_open(&f);
    for (int i = 0; i < THREADS; i++) pthread_create(&issuers[i], NULL, issue, (void *)(intptr_t)i);
    for (int i = 0; i < COUNTERS * 2; i++) pthread_create(&callers[i], NULL, call, (void *)(intptr_t)(i / 2 + 1));
    for (int i = 0; i < THREADS; i++) pthread_join(issuers[i], NULL);
    for (int i = 0; i < COUNTERS * 2; i++) pthread_join(callers[i], NULL);
    assert_int_equal(failures, 0);

    static struct ticket all[THREADS * EACH];
    memcpy(all, issued, sizeof all);
    qsort(all, THREADS * EACH, sizeof *all, by_number);
    for (int i = 1; i < THREADS * EACH; i++) assert_string_not_equal(all[i - 1].number, all[i].number);

    static int64_t ids[COUNTERS * THREADS * EACH];
    int n = 0;
    for (int c = 0; c < COUNTERS; c++)
        for (int i = 0; i < calls[c]; i++) ids[n++] = called[c][i];
    qsort(ids, (size_t)n, sizeof *ids, by_id);
    for (int i = 1; i < n; i++) assert_int_not_equal(ids[i - 1], ids[i]);

    int waiting, absent, count;
    struct ticket one;
    assert_true(queue_list(f.db, &f.hall, f.now, TICKET_WAITING, &one, 1, &count, &waiting, NULL));
    assert_true(queue_list(f.db, &f.hall, f.now, TICKET_ABSENT, &one, 1, &count, &absent, NULL));
    assert_int_equal(absent, n);
    assert_int_equal(waiting + absent, THREADS * EACH);
    struct err err;
    if (!journal_verify(f.db, &err)) fail_msg("%s", err.text);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_twice_nothing_lost)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
