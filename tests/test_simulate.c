/* The simulation: the same for the same seed, a plausible world, and an estimate that keeps what it promises. */
#include <math.h>
#include <string.h>

#include "simulate.h"
#include "simulate_world.h"
#include "support/cmocka_all.h"

/* ---- the world ---- */

enum { NUMBERS = 2000 };
struct census {
    int issued, called, absent, served, priority, opened, left, odd;
    double last;
    double issued_at[NUMBERS];
    bool in_hand[WORLD_COUNTERS], open[WORLD_COUNTERS], gone[NUMBERS];
};

static void look(void *arg, const struct happening *h)
{
    struct census *c = arg;
    assert_true(h->t >= c->last); /* time runs forward */
    c->last = h->t;
    switch (h->kind) {
    case HAPPENED_ISSUE:
        assert_int_equal(h->ticket, ++c->issued);
        assert_true(h->ticket < NUMBERS);
        c->issued_at[h->ticket] = h->t;
        c->priority += h->class;
        break;
    case HAPPENED_CALL:
        assert_false(c->gone[h->ticket]); /* called once */
        assert_true(c->open[h->counter] && !c->in_hand[h->counter]);
        c->gone[h->ticket] = c->in_hand[h->counter] = true;
        c->called++;
        break;
    case HAPPENED_START:
        break;
    case HAPPENED_END:
    case HAPPENED_ABSENT:
        c->in_hand[h->counter] = false;
        c->absent += h->kind == HAPPENED_ABSENT;
        c->served += h->kind == HAPPENED_END;
        break;
    case HAPPENED_OPEN:
        c->open[h->counter] = true;
        c->opened++;
        break;
    case HAPPENED_PAUSE:
    case HAPPENED_CLOSE:
        assert_false(c->in_hand[h->counter]); /* a counter leaves when it is free */
        c->open[h->counter] = false;
        c->left++;
        break;
    }
}

static void the_world_is_as_described(void **state)
{
    (void)state;
    int issued = 0, called = 0, absent = 0, priority = 0;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        struct world *world = world_new(seed, false);
        int counters;
        world_counters(world, &counters);
        assert_in_range(counters, 2, WORLD_COUNTERS);
        for (int day = 0; day < 5; day++) {
            struct census c = {0};
            world_day(world, look, &c);
            assert_true(c.issued > 30);
            assert_int_equal(c.called, c.served + c.absent);
            assert_int_equal(c.opened, c.left); /* everybody went home */
            issued += c.issued;
            called += c.called;
            absent += c.absent;
            priority += c.priority;
        }
        world_free(world);
    }
    assert_true(called > issued * 97 / 100);
    assert_in_range(absent * 1000 / called, 65, 95);    /* 8 % */
    assert_in_range(priority * 1000 / issued, 80, 120); /* 10 % */
}

/* ---- the whole ---- */

static void the_same_seed_gives_the_same_report(void **state)
{
    (void)state;
    struct simulate_report a, b, other;
    simulate(1, 3, false, &a);
    simulate(1, 3, false, &b);
    simulate(1, 4, false, &other);
    assert_int_equal(a.tickets, b.tickets);
    assert_memory_equal(&a.estimators[EST_KIOSK].score[SCORE_ALL].mae, &b.estimators[EST_KIOSK].score[SCORE_ALL].mae,
                        sizeof(double));
    assert_memory_equal(&a.estimators[EST_ORACLE].score[SCORE_ALL].mae,
                        &b.estimators[EST_ORACLE].score[SCORE_ALL].mae, sizeof(double));
    assert_true(a.tickets != other.tickets || a.mean_wait < other.mean_wait || a.mean_wait > other.mean_wait);
    simulate_free(&a);
    simulate_free(&b);
    simulate_free(&other);
}

static double mae(const struct simulate_report *r, enum estimator e)
{
    return r->estimators[e].score[SCORE_ALL].mae;
}

static void check(const struct simulate_report *r)
{
    const struct score *kiosk = &r->estimators[EST_KIOSK].score[SCORE_ALL];
    assert_true(r->tickets > 500);
    assert_true(mae(r, EST_KIOSK) < mae(r, EST_WORK_AHEAD_ROSTER));
    for (int e = EST_LES; e <= EST_QUEUE_LENGTH; e++) assert_true(mae(r, EST_KIOSK) < .7 * mae(r, (enum estimator)e));
    assert_true(mae(r, EST_KIOSK) < 1.25 * mae(r, EST_ORACLE));
    assert_true(kiosk->p50_coverage > .42 && kiosk->p50_coverage < .58);
    assert_true(kiosk->p80_coverage > .72 && kiosk->p80_coverage < .88);
    assert_true(r->estimators[EST_KIOSK].p80_pinball < r->estimators[EST_WORK_AHEAD_ROSTER].p80_pinball);
    assert_true(isnan(r->estimators[EST_LES].p80_pinball));
}

static void the_estimate_keeps_its_promises(void **state)
{
    (void)state;
    struct simulate_report r;
    simulate(6, 1, false, &r);
    assert_int_equal(r.office_count, 1);
    check(&r);
    simulate_free(&r);
}

static void also_in_a_harsh_world(void **state)
{
    (void)state;
    struct simulate_report r;
    simulate(6, 1, true, &r);
    check(&r);
    simulate_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_world_is_as_described),
        cmocka_unit_test(the_same_seed_gives_the_same_report),
        cmocka_unit_test(the_estimate_keeps_its_promises),
        cmocka_unit_test(also_in_a_harsh_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
