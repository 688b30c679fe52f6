/* Cases: numbers by kind and day, what they are about, personal data sealed and masked, nothing edited. */
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/journal.h"
#include "support/cases.h"

static void numbers_run_by_kind_and_day(void **state)
{
    struct cases *t = *state;
    struct fixture *f = &t->f;
    struct command praise = case_command("谢谢");

    praise.case_kind = CASE_PRAISE;
    assert_string_equal(fixture_do(f, praise).complaint.number, "B261118-001");
    for (int i = 1; i <= 3; i++) {
        char number[CASE_NUMBER_SIZE];
        snprintf(number, sizeof number, "T261118-%03d", i);
        assert_string_equal(case_file(t, case_command("等了很久")).number, number);
    }
    f->now += 24 * 3600 * 1000;
    assert_string_equal(fixture_do(f, case_command("又来了")).complaint.number, "T261119-001");
}

/* Does any file of the data folder hold that text? */
static bool on_disk(const struct fixture *f, const char *text)
{
    char command[256];

    snprintf(command, sizeof command, "grep -rqaF -- '%s' %s", text, f->dir);
    return system(command) == 0;
}

static void a_phone_number_never_lies_in_clear(void **state)
{
    struct cases *t = *state;
    struct fixture *f = &t->f;
    struct command command = case_command("请回电");
    struct complaint found;
    struct vault other;
    struct err err = {""};
    struct stat st;
    char path[128];

    command.phone = CASE_PHONE;
    command.surname = "张三丰";
    struct complaint made = case_file(t, command);
    assert_string_equal(made.phone, "138****5678");
    assert_false(on_disk(f, "请回电"));
    assert_true(on_disk(f, "terminal"));
    assert_false(on_disk(f, CASE_PHONE));
    assert_false(on_disk(f, "张三丰"));
    snprintf(path, sizeof path, "%s/" VAULT_FILE, f->dir);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_string_equal(case_now(t, made.id).phone, "138****5678");
    assert_string_equal(case_now(t, made.id).name, "张*");
    /* Without the key the case is still there, its phone number is not. */
    vault_init(&other, "/nowhere");
    assert_true(complaint_by_id(f->db, &other, NULL, made.id, &found, &err));
    assert_string_equal(found.phone, "****");
}

static void consent_is_kept_with_the_notice_agreed_to(void **state)
{
    struct cases *t = *state;
    struct fixture *f = &t->f;
    struct command command = case_command("请回电");
    struct stmt *q;

    command.phone = CASE_PHONE;
    assert_int_equal(fixture_do(f, command).code, OUT_OK);
    assert_int_equal(fixture_do(f, case_command("匿名")).code, OUT_OK);
    q = db_prepare(f->db, "SELECT notice FROM complaint ORDER BY id");
    assert_true(stmt_step(q));
    assert_string_equal(stmt_text(q, 0), "3");
    assert_true(stmt_step(q));
    assert_true(stmt_is_null(q, 0));
    stmt_end(q, NULL);
}

static void note_body(void *arg, const struct journal_entry *entry)
{
    if (strcmp(entry->kind, "complaint.filed") == 0) snprintf(arg, 512, "%s", entry->body);
}

static void the_journal_holds_neither_text_nor_contact(void **state)
{
    struct cases *t = *state;
    struct fixture *f = &t->f;
    struct command command = case_command("秘密的经过");
    char body[512] = "";

    command.phone = CASE_PHONE;
    struct outcome out = fixture_do(f, command);
    assert_int_equal(out.code, OUT_OK);
    assert_true(journal_read(f->db, 0, 1000, note_body, body, NULL));
    assert_non_null(strstr(body, out.complaint.number));
    assert_null(strstr(body, "秘密"));
    assert_null(strstr(body, "5678"));
}

static void a_case_is_about_what_is_there(void **state)
{
    struct cases *t = *state;
    struct fixture *f = &t->f;
    struct ticket ticket = fixture_issue(f, "pay", NULL);
    struct command command = case_command("说不清");
    struct outcome out;

    command.about = ABOUT_COUNTER;
    command.counter = 99;
    assert_int_equal(fixture_do(f, command).code, OUT_NOT_FOUND);
    command.counter = 2;
    assert_int_equal(fixture_do(f, command).complaint.counter, 2);
    command.about = ABOUT_SERVICE;
    command.service = "nothing";
    assert_int_equal(fixture_do(f, command).code, OUT_UNKNOWN_SERVICE);
    command.about = ABOUT_VISIT;
    command.token = "AAAAAAAAAAAAAAAAAAAAAA";
    assert_int_equal(fixture_do(f, command).code, OUT_NOT_FOUND);
    command.token = ticket.token;
    out = fixture_do(f, command);
    assert_string_equal(out.complaint.ticket, ticket.number);
    assert_string_equal(out.complaint.service, "pay");
}

static void what_is_not_fit_is_refused(void **state)
{
    struct cases *t = *state;
    struct fixture *f = &t->f;
    struct command command = case_command("");
    char long_text[4 * CASE_TEXT_MAX + 8] = "";

    assert_int_equal(fixture_do(f, command).code, OUT_INVALID);
    for (int i = 0; i <= CASE_TEXT_MAX; i++) strcat(long_text, "长");
    assert_int_equal(fixture_do(f, case_command(long_text)).code, OUT_INVALID);
    assert_int_equal(fixture_do(f, case_command("\xff")).code, OUT_INVALID);
    command = case_command("电话不对");
    command.phone = "1381234567";
    assert_int_equal(fixture_do(f, command).code, OUT_INVALID);
    command.phone = "1381234567x";
    assert_int_equal(fixture_do(f, command).code, OUT_INVALID);
    command.phone = NULL;
    command.case_kind = CASE_KIND_COUNT;
    assert_int_equal(fixture_do(f, command).code, OUT_INVALID);
}

static void words_of_danger_make_it_urgent(void **state)
{
    struct cases *t = *state;
    struct fixture *f = &t->f;

    assert_true(fixture_do(f, case_command("家里漏气了")).complaint.urgent);
    assert_true(fixture_do(f, case_command("There is a GAS LEAK")).complaint.urgent);
    assert_false(fixture_do(f, case_command("空气很好")).complaint.urgent);
    f->hall.danger[0] = '\0';
    assert_false(case_is_danger(&f->hall, "漏气"));
}

static void what_was_filed_stays_as_it_was(void **state)
{
    struct cases *t = *state;
    struct fixture *f = &t->f;
    struct err err = {""};
    char path[128];
    struct db *db;

    assert_int_equal(fixture_do(f, case_command("原样")).code, OUT_OK);
    snprintf(path, sizeof path, "%s/kiosk.db", f->dir);
    db = db_open(path, DB_WRITE, 1000, &err);
    assert_non_null(db);
    assert_false(db_exec(db, "UPDATE complaint SET text = 'x'", &err));
    assert_false(db_exec(db, "DELETE FROM complaint", &err));
    db_close(db);
}

static void its_receipt_is_printed_once(void **state)
{
    struct cases *t = *state;
    struct fixture *f = &t->f;
    struct complaint made = fixture_do(f, case_command("打印")).complaint, next;
    struct command printed = {.kind = CMD_COMPLAINT_PRINT, .complaint = made.id, .print = PRINT_PRINTED};

    assert_true(complaint_next_print(f->db, NULL, &next, NULL));
    assert_int_equal(next.id, made.id);
    assert_int_equal(fixture_do(f, printed).code, OUT_OK);
    assert_false(complaint_next_print(f->db, NULL, &next, NULL));
    printed.complaint = 77;
    assert_int_equal(fixture_do(f, printed).code, OUT_NOT_FOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, cases_open, cases_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_run_by_kind_and_day),
        TEST(a_phone_number_never_lies_in_clear),
        TEST(consent_is_kept_with_the_notice_agreed_to),
        TEST(the_journal_holds_neither_text_nor_contact),
        TEST(a_case_is_about_what_is_there),
        TEST(what_is_not_fit_is_refused),
        TEST(words_of_danger_make_it_urgent),
        TEST(what_was_filed_stays_as_it_was),
        TEST(its_receipt_is_printed_once),
    };

    return cmocka_run_group_tests_name("complaint", tests, NULL, NULL);
}
