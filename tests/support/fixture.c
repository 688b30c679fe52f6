#include "support/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"

#include "base/mem.h"
#include "base/str.h"

static struct service service(const char *code, const char *prefix, const char *name, int target_s, int expected_s)
{
    struct service s = {.target_s = target_s, .expected_s = expected_s};
    str_copy(s.code, sizeof s.code, code);
    str_copy(s.prefix, sizeof s.prefix, prefix);
    str_copy(s.icon, sizeof s.icon, code);
    s.name.in[LANG_ZH_CN] = mem_strdup(name);
    return s;
}

static struct visitor_class visitor_class(const char *code, const char *name, int head_start_s)
{
    struct visitor_class c = {.head_start_s = head_start_s};
    str_copy(c.code, sizeof c.code, code);
    str_copy(c.icon, sizeof c.icon, "elder");
    c.name.in[LANG_ZH_CN] = mem_strdup(name);
    return c;
}

static struct reason reason(const char *code, const char *name)
{
    struct reason r = {.name.in[LANG_ZH_CN] = mem_strdup(name)};
    str_copy(r.code, sizeof r.code, code);
    return r;
}

static struct term days(int n)
{
    return (struct term){.days = n};
}

/* Deadlines and the rest of cases, as kiosk.conf has them when it says nothing. */
static void cases(struct hall *hall)
{
    enum { MONDAY_TO_FRIDAY = 0x3e };
    hall->workdays_of_week = MONDAY_TO_FRIDAY;
    hall->reply[CASE_COMPLAINT] = hall->reply[CASE_SUGGESTION] = days(3);
    hall->resolve[CASE_COMPLAINT] = hall->resolve[CASE_BAD_RATING] = days(5);
    hall->reply[CASE_ENQUIRY] = hall->resolve[CASE_ENQUIRY] = (struct term){.hours = 24};
    hall->reply[CASE_BAD_RATING] = hall->follow_up = days(1);
    hall->extended = hall->to_manager = days(7);
    hall->to_supervisor = days(2);
    hall->call_attempts = 3;
    hall->sample = 0.2;
    hall->keep_years = 1;
    hall->keep_important_years = 3;
    str_copy(hall->notice, sizeof hall->notice, "1");
}

void fixture_hall(struct hall *hall)
{
    *hall = (struct hall){.zone = "Asia/Shanghai",
                          .return_grace_s = 120,
                          .emergency = "96777",
                          .wait_target_s = 900,
                          .recall_after_s = 60,
                          .satisfied_target = 0.9,
                          .link_days = 7};
    for (int i = 0; i < 7; i++) hall->week[i] = (struct hours){8 * 60, 17 * 60};
    hall->name.in[LANG_ZH_CN] = mem_strdup("港城燃气客服中心");
    hall->services[0] = service("pay", "B", "燃气缴费", 180, 180);
    hall->services[1] = service("open", "A", "开户", 300, 300);
    hall->services[2] = service("ask", "F", "咨询", 300, 240);
    hall->service_count = 3;
    hall->counters[0] = (struct counter){.number = 1, .own = {0}, .own_count = 1, .helps = {2}, .helps_count = 1};
    hall->counters[1] = (struct counter){.number = 2, .own = {1, 2}, .own_count = 2};
    hall->counters[2] = (struct counter){.number = 3, .own = {2}, .own_count = 1, .helps = {0, 1}, .helps_count = 2};
    hall->counter_count = 3;
    hall->classes[0] = visitor_class("normal", "普通", 0);
    hall->classes[1] = visitor_class("elderly", "老年人", 900);
    hall->class_count = 2;
    hall->good[0] = reason("kind", "态度亲切");
    hall->good[1] = reason("fast", "办得快");
    hall->good_count = 2;
    hall->bad[0] = reason("long_wait", "等得太久");
    hall->bad_count = 1;
    cases(hall);
}

static void start(struct fixture *f)
{
    struct err err;
    f->writer = writer_open(&f->hall, f->dir, &f->clock, &err);
    if (!f->writer) fail_msg("%s", err.text);
    f->db = writer_reader(f->writer, &err);
    if (!f->db) fail_msg("%s", err.text);
}

static int64_t add_staff(struct fixture *f, const char *login, enum staff_role role)
{
    struct outcome out = fixture_do(f, (struct command){.kind = CMD_STAFF_ADD,
                                                        .login = login,
                                                        .name = login,
                                                        .role = role,
                                                        .secret = FIXTURE_SECRET});
    assert_int_equal(out.code, OUT_OK);
    return out.id;
}

void fixture_open(struct fixture *f)
{
    *f = (struct fixture){.dir = "/tmp/kiosk-test-XXXXXX"};
    assert_true(clock_zone("Asia/Shanghai"));
    assert_non_null(mkdtemp(f->dir));
    fixture_hall(&f->hall);
    f->now = clock_from_local(2026, 11, 18, 10, 0);
    f->clock = clock_fake(&f->now);
    start(f);
    for (int i = 0; i < FIXTURE_CLERKS; i++) {
        char login[16];
        snprintf(login, sizeof login, "c%d", i + 1);
        f->clerks[i] = add_staff(f, login, ROLE_CLERK);
    }
    f->supervisor = add_staff(f, "boss", ROLE_SUPERVISOR);
}

void fixture_restart(struct fixture *f)
{
    db_close(f->db);
    writer_close(f->writer);
    start(f);
}

void fixture_close(struct fixture *f)
{
    char rm[128];
    db_close(f->db);
    writer_close(f->writer);
    hall_free(&f->hall);
    snprintf(rm, sizeof rm, "rm -rf '%s'", f->dir);
    assert_int_equal(system(rm), 0);
}

struct outcome fixture_do(struct fixture *f, struct command command)
{
    struct outcome out;
    writer_do(f->writer, &command, &out);
    return out;
}

struct ticket fixture_issue(struct fixture *f, const char *service, const char *class)
{
    struct outcome out = fixture_do(f, (struct command){.kind = CMD_ISSUE, .service = service, .class = class});
    if (out.code != OUT_OK) fail_msg("issue: %s", out.message);
    return out.ticket;
}

struct outcome fixture_next(struct fixture *f, int counter)
{
    return fixture_do(f, (struct command){.kind = CMD_NEXT, .counter = counter, .staff = f->clerks[counter - 1]});
}

struct ticket fixture_visit(struct fixture *f, const char *service, int wait_s, int handle_s)
{
    struct ticket t = fixture_issue(f, service, NULL);
    f->now += wait_s * 1000;
    assert_int_equal(fixture_next(f, 1).ticket.id, t.id);
    struct command move = {.kind = CMD_START, .ticket = t.id, .staff = f->clerks[0]};
    assert_int_equal(fixture_do(f, move).code, OUT_OK);
    f->now += handle_s * 1000;
    move.kind = CMD_FINISH;
    struct outcome out = fixture_do(f, move);
    assert_int_equal(out.code, OUT_OK);
    return out.ticket;
}
