#include "support/due.h"

#include "support/cmocka_all.h"

int64_t due_staff(struct fixture *f, const char *login, enum staff_role role)
{
    struct outcome out = fixture_do(
        f, (struct command){
               .kind = CMD_STAFF_ADD, .login = login, .name = login, .role = role, .secret = FIXTURE_SECRET});
    assert_int_equal(out.code, OUT_OK);
    return out.id;
}

int due_open(void **state)
{
    static struct fixture f;
    fixture_open(&f);
    f.now = clock_from_local(2026, 11, 18, 10, 45);
    f.hall.day_starts = 4 * 60;
    *state = &f;
    return 0;
}

int due_close(void **state)
{
    fixture_close(*state);
    return 0;
}

ms_t due_at(int year, int month, int day, int hour, int minute)
{
    return clock_from_local(year, month, day, hour, minute);
}

struct outcome due_must(struct fixture *f, struct command command)
{
    struct outcome out = fixture_do(f, command);
    if (out.code != OUT_OK) fail_msg("command %d: %s", command.kind, out.message);
    return out;
}

int64_t due_file(struct fixture *f, enum case_kind kind)
{
    return due_must(
               f, (struct command){.kind = CMD_COMPLAIN, .case_kind = kind, .about = ABOUT_HALL, .text = "等了很久"})
        .complaint.id;
}

struct complaint due_look(struct fixture *f, int64_t id)
{
    struct complaint found;
    struct err err = {""};
    if (!complaint_by_id(f->db, NULL, NULL, id, &found, &err)) fail_msg("no case %lld %s", (long long)id, err.text);
    return found;
}

void due_steady(struct fixture *f)
{
    assert_int_equal(fixture_do(f, (struct command){.kind = CMD_CLOCK_ACCEPT}).code, OUT_OK);
}

void due_run(struct fixture *f)
{
    due_must(f, (struct command){.kind = CMD_CASES_DUE, .channel = "program"});
}

int due_events(struct fixture *f, const char *kind)
{
    struct err err;
    struct stmt *q = db_prepare(f->db, "SELECT count(*) FROM complaint_event WHERE kind = $1");
    stmt_bind_text(q, 1, kind);
    int n = stmt_step(q) ? (int)stmt_int(q, 0) : -1;
    assert_true(stmt_end(q, &err));
    return n;
}
