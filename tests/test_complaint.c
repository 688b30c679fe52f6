/* Cases: numbers by kind and day, what they are about, personal data sealed and masked, nothing edited. */
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/journal.h"
#include "core/vault.h"
#include "support/fixture.h"

#define PHONE "13812345678"

static int open_hall(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    fixture_open(*state);
    strcpy(((struct fixture *)*state)->hall.notice, "3");
    strcpy(((struct fixture *)*state)->hall.danger, "着火 | 漏气 | gas leak");
    return 0;
}

static int close_hall(void **state)
{
    fixture_close(*state);
    free(*state);
    return 0;
}

static struct command a_case(const char *text)
{
    return (struct command){
        .kind = CMD_COMPLAIN, .channel = "terminal", .about = ABOUT_HALL, .text = text, .print = PRINT_PENDING};
}

static void numbers_run_by_kind_and_day(void **state)
{
    struct fixture *f = *state;
    struct command praise = a_case("谢谢");

    praise.case_kind = CASE_PRAISE;
    assert_string_equal(fixture_do(f, a_case("等了很久")).complaint.number, "T261118-001");
    assert_string_equal(fixture_do(f, a_case("还在等")).complaint.number, "T261118-002");
    assert_string_equal(fixture_do(f, praise).complaint.number, "B261118-001");
    f->now += 24 * 3600 * 1000;
    assert_string_equal(fixture_do(f, a_case("又来了")).complaint.number, "T261119-001");
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
    struct fixture *f = *state;
    struct command command = a_case("请回电");
    struct complaint found;
    struct vault vault, other;
    struct err err = {""};
    struct stat st;
    char path[128];

    command.phone = PHONE;
    command.surname = "张三丰";
    assert_string_equal(fixture_do(f, command).complaint.phone, "138****5678");
    assert_true(on_disk(f, "请回电"));
    assert_false(on_disk(f, PHONE));
    assert_false(on_disk(f, "张三丰"));
    snprintf(path, sizeof path, "%s/" VAULT_FILE, f->dir);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    writer_vault(f->writer, &vault);
    assert_true(complaint_by_id(f->db, &vault, 1, &found, &err));
    assert_string_equal(found.phone, "138****5678");
    /* Without the key the case is still there, its phone number is not. */
    vault_init(&other, "/nowhere");
    assert_true(complaint_by_id(f->db, &other, 1, &found, &err));
    assert_string_equal(found.phone, "****");
    vault_wipe(&vault);
}

static void consent_is_kept_with_the_notice_agreed_to(void **state)
{
    struct fixture *f = *state;
    struct command command = a_case("请回电");
    struct stmt *q;

    command.phone = PHONE;
    assert_int_equal(fixture_do(f, command).code, OUT_OK);
    assert_int_equal(fixture_do(f, a_case("匿名")).code, OUT_OK);
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
    struct fixture *f = *state;
    struct command command = a_case("秘密的经过");
    char body[512] = "";

    command.phone = PHONE;
    assert_int_equal(fixture_do(f, command).code, OUT_OK);
    assert_true(journal_read(f->db, 0, 1000, note_body, body, NULL));
    assert_non_null(strstr(body, "T261118-001"));
    assert_null(strstr(body, "秘密"));
    assert_null(strstr(body, "5678"));
}

static void a_case_is_about_what_is_there(void **state)
{
    struct fixture *f = *state;
    struct ticket ticket = fixture_issue(f, "pay", NULL);
    struct command command = a_case("说不清");
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
    struct fixture *f = *state;
    struct command command = a_case("");
    char long_text[4 * CASE_TEXT_MAX + 8] = "";

    assert_int_equal(fixture_do(f, command).code, OUT_INVALID);
    for (int i = 0; i <= CASE_TEXT_MAX; i++) strcat(long_text, "长");
    assert_int_equal(fixture_do(f, a_case(long_text)).code, OUT_INVALID);
    assert_int_equal(fixture_do(f, a_case("\xff")).code, OUT_INVALID);
    command = a_case("电话不对");
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
    struct fixture *f = *state;

    assert_true(fixture_do(f, a_case("家里漏气了")).complaint.urgent);
    assert_true(fixture_do(f, a_case("There is a GAS LEAK")).complaint.urgent);
    assert_false(fixture_do(f, a_case("空气很好")).complaint.urgent);
    f->hall.danger[0] = '\0';
    assert_false(case_is_danger(&f->hall, "漏气"));
}

static void what_was_filed_stays_as_it_was(void **state)
{
    struct fixture *f = *state;
    struct err err = {""};
    char path[128];
    struct db *db;

    assert_int_equal(fixture_do(f, a_case("原样")).code, OUT_OK);
    snprintf(path, sizeof path, "%s/kiosk.db", f->dir);
    db = db_open(path, DB_WRITE, 1000, &err);
    assert_non_null(db);
    assert_false(db_exec(db, "UPDATE complaint SET text = 'x'", &err));
    assert_false(db_exec(db, "DELETE FROM complaint", &err));
    db_close(db);
}

static void note_entry(void *arg, const struct complaint_entry *entry)
{
    char *told = arg;
    size_t n = strlen(told);

    snprintf(told + n, 512 - n, "%s %s %s %s %s %d\n", entry->head.number, entry->text, entry->state, entry->name,
             entry->head.phone, entry->severity);
}

static void the_newest_are_read_first_and_masked(void **state)
{
    struct fixture *f = *state;
    struct command praise = a_case("谢谢");
    struct vault vault;
    struct err err = {""};
    char told[512] = "";
    int total;

    praise.case_kind = CASE_PRAISE;
    praise.phone = PHONE;
    praise.surname = "张三丰";
    assert_int_equal(fixture_do(f, a_case("等了很久")).code, OUT_OK);
    assert_int_equal(fixture_do(f, a_case("家里漏气了")).code, OUT_OK);
    assert_int_equal(fixture_do(f, praise).code, OUT_OK);
    writer_vault(f->writer, &vault);
    assert_true(complaint_list(f->db, &vault, CASE_KIND_COUNT, 2, note_entry, told, &total, &err));
    assert_int_equal(total, 3);
    assert_string_equal(told, "B261118-001 谢谢 filed 张* 138****5678 0\nT261118-002 家里漏气了 filed   1\n");
    told[0] = '\0';
    assert_true(complaint_list(f->db, &vault, CASE_PRAISE, 2, note_entry, told, &total, &err));
    assert_int_equal(total, 1);
    assert_string_equal(told, "B261118-001 谢谢 filed 张* 138****5678 0\n");
    vault_wipe(&vault);
}

static void its_receipt_is_printed_once(void **state)
{
    struct fixture *f = *state;
    struct complaint made = fixture_do(f, a_case("打印")).complaint, next;
    struct command printed = {.kind = CMD_COMPLAINT_PRINT, .complaint = made.id, .print = PRINT_PRINTED};

    assert_true(complaint_next_print(f->db, NULL, &next, NULL));
    assert_int_equal(next.id, made.id);
    assert_int_equal(fixture_do(f, printed).code, OUT_OK);
    assert_false(complaint_next_print(f->db, NULL, &next, NULL));
    printed.complaint = 77;
    assert_int_equal(fixture_do(f, printed).code, OUT_NOT_FOUND);
}

/* A try with that number and those digits. */
static enum outcome_code look_up(struct fixture *f, const char *number, const char *tail)
{
    return fixture_do(f, (struct command){.kind = CMD_CASE_TAIL, .number = number, .text = tail}).code;
}

static void number_and_last_digits_find_a_case(void **state)
{
    struct fixture *f = *state;
    struct command command = a_case("请回电");
    struct outcome out;

    command.phone = PHONE;
    assert_int_equal(fixture_do(f, command).code, OUT_OK);
    assert_int_equal(fixture_do(f, a_case("匿名")).code, OUT_OK);
    out = fixture_do(f, (struct command){.kind = CMD_CASE_TAIL, .number = "T261118-001", .text = "5678"});
    assert_int_equal(out.code, OUT_OK);
    assert_string_equal(out.complaint.number, "T261118-001");
    assert_int_equal(look_up(f, "T261118-001", "567"), OUT_INVALID);
    assert_int_equal(look_up(f, "T261118-001", "567x"), OUT_INVALID);
    assert_int_equal(look_up(f, "T261118", "5678"), OUT_INVALID);
    assert_int_equal(look_up(f, "T261118-001' OR 1", "5678"), OUT_INVALID);
    assert_int_equal(look_up(f, "T261118-002", "5678"), OUT_WRONG_CODE); /* nobody's phone */
}

/* Nothing differs between a case that is there and one that is not. */
static void a_number_alone_reveals_nothing(void **state)
{
    struct fixture *f = *state;
    struct command command = a_case("请回电");
    static const char *const numbers[] = {"T261118-001", "T261118-999"};
    struct outcome out;

    command.phone = PHONE;
    assert_int_equal(fixture_do(f, command).code, OUT_OK);
    for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++) {
        for (int i = 0; i < CASE_TRIES; i++) {
            out = fixture_do(f, (struct command){.kind = CMD_CASE_TAIL, .number = numbers[n], .text = "0000"});
            assert_int_equal(out.code, OUT_WRONG_CODE);
            assert_int_equal(out.complaint.id, 0);
        }
        out = fixture_do(f, (struct command){.kind = CMD_CASE_TAIL, .number = numbers[n], .text = "5678"});
        assert_int_equal(out.code, OUT_CODE_LOCKED);
        assert_int_equal(out.complaint.id, 0);
    }
    f->now += 24 * 3600 * 1000; /* tomorrow is another day */
    assert_int_equal(look_up(f, "T261118-001", "5678"), OUT_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

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
        TEST(the_newest_are_read_first_and_masked),
        TEST(its_receipt_is_printed_once),
        TEST(number_and_last_digits_find_a_case),
        TEST(a_number_alone_reveals_nothing),
    };

    return cmocka_run_group_tests_name("complaint", tests, NULL, NULL);
}
