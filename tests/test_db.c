/* The database below the hall: copies of one piece, and a log that keeps nothing back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/cmocka_all.h"

#include "store/db.h"

static char dir[64], path[96], copy[96];
static struct db *db;

static int setup(void **state)
{
    (void)state;
    struct err err;
    strcpy(dir, "/tmp/kiosk-db-XXXXXX");
    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/a.db", dir);
    snprintf(copy, sizeof copy, "%s/copy", dir);
    db = db_open(path, DB_WRITE, 50, &err);
    assert_non_null(db);
    assert_true(db_exec(db, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('one')", &err));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    char rm[128];
    db_close(db);
    snprintf(rm, sizeof rm, "rm -rf '%s'", dir);
    return system(rm);
}

static long file_size(const char *of, const char *suffix)
{
    char name[128];
    struct stat st;
    snprintf(name, sizeof name, "%s%s", of, suffix);
    return stat(name, &st) == 0 ? (long)st.st_size : -1;
}

static void expect_rows(struct db *of, int n)
{
    struct err err;
    struct stmt *q = db_prepare(of, "SELECT count(*) FROM t");
    assert_true(stmt_step(q));
    assert_int_equal(stmt_int(q, 0), n);
    assert_true(stmt_end(q, &err));
}

static void a_copy_is_one_whole_file(void **state)
{
    (void)state;
    struct err err;
    struct stat st;
    assert_true(db_copy(db, copy, &err));
    assert_int_equal(file_size(copy, "-wal"), -1);
    assert_int_equal(file_size(copy, "-journal"), -1);
    assert_int_equal(stat(copy, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    struct db *second = db_open(copy, DB_READ, 50, &err);
    assert_non_null(second);
    assert_true(db_check(second, true, &err));
    expect_rows(second, 1);
    db_close(second);
    assert_int_equal(file_size(copy, "-wal"), -1);
}

/* What a transaction that is still open wrote is not in it, nor does that writer have to wait. */
static void a_copy_is_of_one_moment(void **state)
{
    (void)state;
    struct err err;
    struct db *reader = db_open(path, DB_READ, 50, &err);
    assert_true(db_begin(db, &err));
    assert_true(db_exec(db, "INSERT INTO t VALUES ('two')", &err));
    assert_true(db_copy(reader, copy, &err));
    assert_true(db_commit(db, &err));
    db_close(reader);
    struct db *second = db_open(copy, DB_READ, 50, &err);
    expect_rows(second, 1);
    db_close(second);
    expect_rows(db, 2);
}

static void a_copy_writes_over_nothing(void **state)
{
    (void)state;
    struct err err;
    assert_true(db_copy(db, copy, &err));
    long size = file_size(copy, "");
    assert_false(db_copy(db, copy, &err));
    assert_non_null(strstr(err.text, "File exists; choose another name"));
    assert_int_equal(file_size(copy, ""), size);
    assert_false(db_copy(db, "/nowhere/copy", &err));
    assert_non_null(strstr(err.text, "/nowhere/copy can't be made: No such file or directory"));
}

static void the_log_is_emptied(void **state)
{
    (void)state;
    struct err err;
    bool emptied;
    assert_true(file_size(path, "-wal") > 0);
    assert_true(db_empty_log(db, &emptied, &err));
    assert_true(emptied);
    assert_int_equal(file_size(path, "-wal"), 0);
    expect_rows(db, 1);
}

static void the_log_waits_for_who_reads(void **state)
{
    (void)state;
    struct err err;
    bool emptied;
    struct db *reader = db_open(path, DB_READ, 50, &err);
    assert_true(db_begin_read(reader, &err));
    expect_rows(reader, 1);
    assert_true(db_exec(db, "INSERT INTO t VALUES ('two')", &err));
    assert_true(db_empty_log(db, &emptied, &err));
    assert_false(emptied);
    db_rollback(reader);
    assert_true(db_empty_log(db, &emptied, &err));
    assert_true(emptied);
    db_close(reader);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_copy_is_one_whole_file), TEST(a_copy_is_of_one_moment),     TEST(a_copy_writes_over_nothing),
        TEST(the_log_is_emptied),       TEST(the_log_waits_for_who_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
