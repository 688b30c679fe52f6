/* Random moves of cases by anybody: what is refused changes nothing, what is done was legal, and what must always hold
 * of a case holds after each. */
#include <stdlib.h>
#include <string.h>

#include "core/journal.h"
#include "support/cases.h"
#include "support/cmocka_all.h"

enum { RUNS = 6, STEPS = 600, CASES = 8, PEOPLE = 7 };

struct play {
    struct cases *t;
    struct staff people[PEOPLE]; /* the last is nobody: a visitor */
    struct complaint cases[CASES];
    int events[CASES];
    int count;
};

static uint64_t seed;
static int reached[CASE_STATE_COUNT], done; /* over all runs: a play that gets nowhere proves nothing */

static int pick(int n)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (int)((seed >> 33) % (uint64_t)n);
}

static void count_event(void *arg, const struct case_event *event)
{
    int *count = arg;
    assert_int_equal(event->seq, ++*count); /* no gap */
}

static int events_of(struct play *p, int64_t id)
{
    int count = 0;
    assert_true(complaint_story(p->t->f.db, &p->t->vault, id, false, count_event, &count, NULL));
    return count;
}

static bool concerned(struct play *p, int64_t id, int64_t staff)
{
    bool is = true;
    assert_true(case_concerns(p->t->f.db, id, staff, &is, NULL));
    return is;
}

static void same(const struct complaint *a, const struct complaint *b)
{
    assert_int_equal(a->state, b->state);
    assert_int_equal(a->owner, b->owner);
    assert_int_equal(a->level, b->level);
    assert_int_equal(a->severity, b->severity);
    assert_int_equal(a->outcome, b->outcome);
    assert_int_equal(a->attempts, b->attempts);
    assert_int_equal(a->answered, b->answered);
    assert_true(a->since == b->since && a->reply_due == b->reply_due && a->resolve_due == b->resolve_due);
    assert_true(a->replied_at == b->replied_at && a->resolved_at == b->resolved_at && a->closed_at == b->closed_at);
    assert_int_equal(a->important, b->important);
}

static const struct staff *person(const struct play *p, int64_t id)
{
    for (int i = 0; i < PEOPLE; i++)
        if (p->people[i].id == id) return &p->people[i];
    fail_msg("nobody is %lld", (long long)id);
    return NULL;
}

/* What holds of every case at any time. */
static void holds(struct play *p, const struct complaint *c)
{
    static const enum staff_role least[LEVEL_COUNT] = {ROLE_CLERK, ROLE_SUPERVISOR, ROLE_MANAGER};
    if (c->owner) {
        assert_false(concerned(p, c->id, c->owner));
        assert_true(person(p, c->owner)->role >= least[c->level]);
    }
    if (c->state == CASE_FILED) assert_int_equal(c->owner, 0);
    assert_int_equal(c->state == CASE_CLOSED, c->closed_at != 0);
    if (c->state == CASE_RESOLVED) {
        assert_true(c->resolved_at && c->outcome != CASE_NO_OUTCOME);
        assert_true(c->kind == CASE_PRAISE || c->replied_at);
    }
    if (c->state == CASE_CLOSED)
        assert_true(c->outcome == CASE_NOT_RESOLVABLE || c->kind == CASE_PRAISE || c->answered || c->attempts > 0);
    if (c->severity != SEVERITY_NORMAL) assert_int_equal(c->level, LEVEL_MANAGER);
}

static void file_one(struct play *p)
{
    struct command command = case_command(pick(6) ? "等了很久" : "漏气了");
    command.case_kind = (enum case_kind)pick(CASE_TOLD_COUNT);
    if (pick(2)) command.phone = CASE_PHONE;
    struct complaint c = case_file(p->t, command);
    holds(p, &c);
    p->events[p->count] = events_of(p, c.id);
    p->cases[p->count++] = c;
}

static struct command any_command(const struct play *p, const struct complaint *c, bool visitor)
{
    static const char *const logins[] = {"c1", "c2", "c3", "boss", "boss2", "chief", "nobody"};
    struct command command = {.login = logins[pick(7)],
                              .event = 1 + pick(4),
                              .severity = (enum case_severity)pick(SEVERITY_COUNT),
                              .case_outcome = (enum case_outcome)pick(CASE_OUTCOME_COUNT),
                              .case_result = (enum case_result)pick(RESULT_COUNT),
                              .case_content = (enum case_content)pick(CONTENT_COUNT),
                              .satisfied = pick(2),
                              .important = pick(2),
                              .due = pick(2) ? p->t->f.now + 86400000 : 0};
    if (visitor) command.token = c->token;
    if (pick(20) == 0) command.text = "";
    return command;
}

/* Was that move open to that person, by the table, before it was made? */
static void was_legal(struct play *p, const struct case_move *move, const struct complaint *before,
                      const struct staff *who)
{
    assert_true(case_move_allows(move, before->state));
    assert_int_equal(move->who == CASE_VISITOR, who->id == 0);
    /* Whoever says that it is about themselves was not concerned until then. */
    if (who->id && move->kind != CMD_CASE_CONCERN) assert_false(concerned(p, before->id, who->id));
    if (move->who == CASE_OTHER) assert_true(before->owner != who->id && before->resolved_by != who->id);
    if (move->who == CASE_SUPERVISOR) assert_true(who->role >= ROLE_SUPERVISOR);
    if (move->who == CASE_MANAGER) assert_true(who->role >= ROLE_MANAGER);
}

static void any_move(struct play *p)
{
    int i = pick(p->count);
    const struct case_move *move = &case_moves[pick(case_move_count)];
    bool visitor = move->who == CASE_VISITOR;
    const struct staff *who = visitor ? &p->people[PEOPLE - 1] : &p->people[pick(PEOPLE)];
    struct complaint before = p->cases[i];
    struct outcome out =
        case_make(p->t, move->kind, visitor ? 0 : before.id, who->id, any_command(p, &before, visitor));
    struct complaint now = case_now(p->t, before.id);
    int events = events_of(p, before.id);
    assert_true(out.code != OUT_UNAVAILABLE);
    if (out.code == OUT_OK) {
        was_legal(p, move, &before, who);
        reached[now.state]++;
        done++;
        assert_true(events > p->events[i]);
        assert_true(now.level >= before.level);
    } else {
        assert_int_equal(events, p->events[i]);
        same(&before, &now);
    }
    holds(p, &now);
    p->cases[i] = now;
    p->events[i] = events;
}

static void run(uint64_t start)
{
    struct play p = {.count = 0};
    struct err err;
    void *state;
    int people;
    seed = start;
    cases_open(&state);
    p.t = state;
    assert_true(staff_list(p.t->f.db, p.people, PEOPLE - 1, &people, NULL));
    assert_int_equal(people, PEOPLE - 1);
    for (int step = 0; step < STEPS; step++) {
        if (p.count < CASES && (p.count == 0 || pick(30) == 0))
            file_one(&p);
        else
            any_move(&p);
        p.t->f.now += pick(3600) * 1000;
        if (pick(100) == 0) fixture_restart(&p.t->f);
    }
    if (!journal_verify(p.t->f.db, &err) || !complaint_verify(p.t->f.db, &err)) fail_msg("%s", err.text);
    cases_close(&state);
}

static void random_moves_keep_the_rules(void **state)
{
    (void)state;
    for (uint64_t i = 1; i <= RUNS; i++) run(i * 7919);
    for (int i = 0; i < CASE_STATE_COUNT; i++) assert_in_range(reached[i], 5, done);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_moves_keep_the_rules)};
    return cmocka_run_group_tests_name("case_property", tests, NULL, NULL);
}
