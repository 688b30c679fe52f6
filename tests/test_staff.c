/* Accounts, passwords, sessions. */
#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/fixture.h"

static int setup(void **state)
{
    static struct fixture f;
    fixture_open(&f);
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    fixture_close(*state);
    return 0;
}

static int64_t add(struct fixture *f, const char *login, const char *password, bool one_time)
{
    char hash[SECRET_SIZE];
    assert_true(staff_hash_password(password, hash));
    struct outcome out = fixture_do(f, (struct command){.kind = CMD_STAFF_ADD,
                                                        .login = login,
                                                        .name = "李敏",
                                                        .role = ROLE_CLERK,
                                                        .secret = hash,
                                                        .one_time = one_time});
    assert_int_equal(out.code, OUT_OK);
    return out.id;
}

static void only_the_right_password_opens(void **state)
{
    struct fixture *f = *state;
    struct staff staff;
    struct err err;
    int64_t id = add(f, "limin", "correct horse battery", true);
    assert_true(staff_authenticate(f->db, "limin", "correct horse battery", &staff, &err));
    assert_int_equal(staff.id, id);
    assert_string_equal(staff.name, "李敏");
    assert_true(staff.must_change);
    assert_false(staff_authenticate(f->db, "limin", "correct horse batterz", &staff, &err));
    assert_false(staff_authenticate(f->db, "nobody", "correct horse battery", &staff, &err));
    assert_false(staff_authenticate(f->db, "limin", "", &staff, &err));
    assert_int_equal(fixture_do(f, (struct command){.kind = CMD_STAFF_DISABLE, .login = "limin"}).code, OUT_OK);
    assert_false(staff_authenticate(f->db, "limin", "correct horse battery", &staff, &err));
}

static void passwords_are_neither_short_nor_common(void **state)
{
    (void)state;
    struct err err;
    const char *bad[] = {
        "", "1234567", "12345678", "Password1", "woaini1314", "caroline", "\xff\xff\xff\xff\xff\xff\xff\xff"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(staff_password_ok("caroline", bad[i], &err));
    assert_true(staff_password_ok("caroline", "四个字四个字四个", &err)); /* eight characters of any kind */
    assert_true(staff_password_ok("caroline", "correct horse battery", &err));
    char one[24], two[24];
    staff_random_password(one);
    staff_random_password(two);
    assert_int_equal(strlen(one), 19);
    assert_null(strpbrk(one, "01OI"));
    assert_string_not_equal(one, two);
}

static void logins_are_plain_and_unique(void **state)
{
    struct fixture *f = *state;
    add(f, "limin", "correct horse battery", false);
    struct command c = {.kind = CMD_STAFF_ADD, .login = "limin", .name = "x", .role = ROLE_CLERK, .secret = "h"};
    assert_int_equal(fixture_do(f, c).code, OUT_EXISTS);
    const char *bad[] = {"", "Li Min", "a;b", "李敏", "0123456789012345678901234567890123456789"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        c.login = bad[i];
        assert_int_equal(fixture_do(f, c).code, OUT_INVALID);
    }
}

static void open_session(struct fixture *f, int64_t staff, char id[SESSION_ID_SIZE])
{
    char hash[SESSION_HASH_SIZE], mark[MARK_SIZE];
    session_new_id(id);
    session_hash(id, hash);
    staff_mark(FIXTURE_SECRET, mark);
    struct command c = {.kind = CMD_SESSION_OPEN, .staff = staff, .session = hash, .csrf = "csrf", .secret = mark};
    assert_int_equal(fixture_do(f, c).code, OUT_OK);
}

static bool alive(struct fixture *f, const char *id)
{
    struct staff staff;
    char csrf[CSRF_SIZE];
    ms_t touched;
    return session_find(f->db, id, f->now, 1800, 43200, &staff, csrf, &touched, NULL);
}

static void sessions_end_by_idling_by_age_by_logout_by_disabling(void **state)
{
    struct fixture *f = *state;
    char a[SESSION_ID_SIZE], hash[SESSION_HASH_SIZE];
    open_session(f, f->clerks[0], a);
    assert_true(alive(f, a));
    assert_false(alive(f, "00000000000000000000000000000000"));
    f->now += 1801 * 1000;
    assert_false(alive(f, a));
    open_session(f, f->clerks[0], a);
    session_hash(a, hash);
    for (int i = 0; i < 25; i++) { /* busy all day, yet over after twelve hours */
        f->now += 1790 * 1000;
        fixture_do(f, (struct command){.kind = CMD_SESSION_TOUCH, .session = hash});
    }
    assert_false(alive(f, a));
    open_session(f, f->clerks[0], a);
    session_hash(a, hash);
    fixture_do(f, (struct command){.kind = CMD_SESSION_CLOSE, .session = hash});
    assert_false(alive(f, a));
    open_session(f, f->clerks[0], a);
    fixture_do(f, (struct command){.kind = CMD_STAFF_DISABLE, .login = "c1"});
    assert_false(alive(f, a));
    open_session(f, f->clerks[1], a);
    fixture_do(f, (struct command){.kind = CMD_STAFF_PASSWORD, .login = "c2", .secret = "new"});
    assert_false(alive(f, a));
}

/* A table that can't be read is neither a wrong password nor a session that ended. */
static void devices_are_known_until_the_password_changes(void **state)
{
    struct fixture *f = *state;
    struct err err;
    char hash[SESSION_HASH_SIZE], device[SESSION_ID_SIZE], session[SESSION_ID_SIZE], secret[SECRET_SIZE];
    struct staff staff;
    add(f, "limin", "correct horse battery", false);
    add(f, "zhoulin", "correct horse battery", false);
    assert_true(staff_authenticate(f->db, "limin", "correct horse battery", &staff, &err));
    session_new_id(device);
    session_new_id(session);
    session_hash(device, hash);
    assert_false(device_known(f->db, device, NULL, &err));
    struct command open = {.kind = CMD_SESSION_OPEN,
                           .staff = staff.id,
                           .session = session,
                           .csrf = session,
                           .device = hash,
                           .secret = staff.mark};
    assert_int_equal(fixture_do(f, open).code, OUT_OK);
    assert_true(device_known(f->db, device, NULL, &err));
    assert_true(device_known(f->db, device, "limin", &err));
    assert_false(device_known(f->db, device, "zhoulin", &err));
    assert_string_equal(err.text, "");
    assert_false(device_known(f->db, hash, "limin", &err)); /* who reads the database can't use what it says */
    assert_true(staff_hash_password("another horse battery", secret));
    struct command change = {.kind = CMD_STAFF_PASSWORD, .login = "limin", .secret = secret};
    assert_int_equal(fixture_do(f, change).code, OUT_OK);
    assert_false(device_known(f->db, device, NULL, &err));
}

static void a_database_that_fails_is_told_as_such(void **state)
{
    struct fixture *f = *state;
    struct staff staff;
    struct err err;
    char id[SESSION_ID_SIZE], csrf[CSRF_SIZE], path[128];
    ms_t touched;
    int count;
    open_session(f, f->clerks[0], id);
    assert_false(staff_by_login(f->db, "nobody", &staff, &err));
    assert_string_equal(err.text, "");
    assert_false(staff_by_id(f->db, 999, &staff, &err));
    assert_string_equal(err.text, "");
    assert_false(staff_authenticate(f->db, "c1", "not this one", &staff, &err));
    assert_string_equal(err.text, "");
    assert_false(session_find(f->db, "0", f->now, 60, 60, &staff, csrf, &touched, &err));
    assert_string_equal(err.text, "");
    struct ticket t = fixture_issue(f, "pay", NULL);
    fixture_next(f, 1);
    snprintf(path, sizeof path, "%s/kiosk.db", f->dir);
    struct db *db = db_open(path, DB_WRITE, 1000, &err);
    assert_true(db_exec(db, "ALTER TABLE staff RENAME TO away", &err));
    assert_false(staff_by_login(f->db, "c1", &staff, &err));
    assert_true(strlen(err.text) > 0);
    assert_false(staff_by_id(f->db, f->clerks[0], &staff, &err));
    assert_true(strlen(err.text) > 0);
    assert_false(staff_authenticate(f->db, "c1", "not this one", &staff, &err));
    assert_true(strlen(err.text) > 0);
    assert_false(session_find(f->db, id, f->now, 60, 60, &staff, csrf, &touched, &err));
    assert_true(strlen(err.text) > 0);
    assert_false(staff_list(f->db, &staff, 1, &count, &err));
    assert_true(strlen(err.text) > 0);
    /* A supervisor's role that can't be read is not that of a visitor. */
    struct command move = {.kind = CMD_START, .ticket = t.id, .staff = f->supervisor};
    assert_int_equal(fixture_do(f, move).code, OUT_UNAVAILABLE);
    struct command disable = {.kind = CMD_STAFF_DISABLE, .login = "c1"};
    assert_int_equal(fixture_do(f, disable).code, OUT_UNAVAILABLE);
    assert_true(db_exec(db, "ALTER TABLE away RENAME TO staff", &err));
    assert_int_equal(fixture_do(f, move).code, OUT_OK);
    db_close(db);
}

static void an_old_password_opens_nothing_once_it_was_changed(void **state)
{
    struct fixture *f = *state;
    struct err err;
    struct staff staff;
    char id[SESSION_ID_SIZE], hash[SESSION_HASH_SIZE];
    add(f, "limin", "correct horse battery", false);
    assert_true(staff_authenticate(f->db, "limin", "correct horse battery", &staff, &err));
    fixture_do(f, (struct command){.kind = CMD_STAFF_PASSWORD, .login = "limin", .secret = "$argon2id$another"});
    session_new_id(id);
    session_hash(id, hash);
    struct command c = {
        .kind = CMD_SESSION_OPEN, .staff = staff.id, .session = hash, .csrf = "csrf", .secret = staff.mark};
    assert_int_equal(fixture_do(f, c).code, OUT_STALE);
    assert_false(alive(f, id));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(only_the_right_password_opens),
        cmocka_unit_test(passwords_are_neither_short_nor_common),
        CASE(logins_are_plain_and_unique),
        CASE(sessions_end_by_idling_by_age_by_logout_by_disabling),
        CASE(an_old_password_opens_nothing_once_it_was_changed),
        CASE(devices_are_known_until_the_password_changes),
        CASE(a_database_that_fails_is_told_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
