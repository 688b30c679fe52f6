/* Erasing what is old: off the disk, out of the pages, and not by a clock that leapt. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support/cmocka_all.h"
#include "support/due.h"

#include "core/journal.h"

enum { SEALED = 4 };
/* What lies sealed of a case: name, phone, what was filed, what was answered. */
struct sealed {
    unsigned char bytes[SEALED][2200];
    size_t size[SEALED];
};

static void take(struct stmt *q, int col, struct sealed *out, int i)
{
    size_t size;
    const void *bytes = stmt_blob(q, col, &size);
    assert_true(size > 40 && size <= sizeof out->bytes[i]);
    memcpy(out->bytes[i], bytes, size);
    out->size[i] = size;
}

/* texts: how many of its texts. */
static void read_sealed(struct fixture *f, int64_t id, int texts, struct sealed *out)
{
    struct err err;
    memset(out, 0, sizeof *out);
    struct stmt *q = db_prepare(f->db, "SELECT name, phone FROM complaint WHERE id = $1");
    stmt_bind_int(q, 1, id);
    assert_true(stmt_step(q));
    take(q, 0, out, 0);
    take(q, 1, out, 1);
    assert_true(stmt_end(q, &err));
    q = db_prepare(f->db, "SELECT sealed FROM complaint_text WHERE complaint = $1 ORDER BY event");
    stmt_bind_int(q, 1, id);
    for (int i = 2; i < 2 + texts; i++) {
        assert_true(stmt_step(q));
        take(q, 0, out, i);
    }
    assert_true(stmt_end(q, &err));
}

/* Does that file of the data folder hold those bytes? */
static bool in_file(const struct fixture *f, const char *name, const void *bytes, size_t n)
{
    char path[160];
    struct stat st;
    snprintf(path, sizeof path, "%s/%s", f->dir, name);
    FILE *in = fopen(path, "rb");
    if (!in) return false;
    assert_int_equal(fstat(fileno(in), &st), 0);
    char *all = malloc((size_t)st.st_size + 1);
    size_t got = fread(all, 1, (size_t)st.st_size, in);
    bool found = got >= n && memmem(all, got, bytes, n) != NULL;
    free(all);
    fclose(in);
    return found;
}

static bool on_disk(struct fixture *f, const void *bytes, size_t n)
{
    static const char *const files[] = {"kiosk.db", "kiosk.db-wal", "kiosk.db-shm", "backup"};
    struct err err;
    char backup[160];
    bool found = false;
    snprintf(backup, sizeof backup, "%s/backup", f->dir);
    remove(backup);
    if (!db_copy(f->db, backup, &err)) fail_msg("%s", err.text);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) found = in_file(f, files[i], bytes, n) || found;
    return found;
}

#define NAME "欧阳标记"
#define PHONE "13912349876"
#define TEXT "记号文字一二三"

static int64_t file_with_contact(struct fixture *f)
{
    return due_must(f,
                    (struct command){
                        .kind = CMD_COMPLAIN, .about = ABOUT_HALL, .text = TEXT, .surname = NAME, .phone = PHONE})
        .complaint.id;
}

/* From filing to closing on the same day. */
static void finish(struct fixture *f, int64_t id)
{
    const struct command moves[] = {
        {.kind = CMD_CASE_ACCEPT, .staff = f->clerks[0]},
        {.kind = CMD_CASE_REPLY, .staff = f->clerks[0], .text = TEXT "的答复"},
        {.kind = CMD_CASE_RESOLVE, .staff = f->clerks[0], .text = "已处理", .case_outcome = CASE_UPHELD},
        {.kind = CMD_CASE_FOLLOW_UP,
         .staff = f->clerks[1],
         .case_result = RESULT_SOLVED,
         .case_content = CONTENT_YES},
        {.kind = CMD_CASE_CLOSE, .staff = f->clerks[0]},
    };
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        struct command move = moves[i];
        move.complaint = id;
        due_must(f, move);
    }
}

static void nothing_is_readable_on_the_disk(void **state)
{
    struct fixture *f = *state;
    struct sealed sealed;
    int64_t id = file_with_contact(f);
    finish(f, id);
    assert_false(on_disk(f, NAME, strlen(NAME)));
    assert_false(on_disk(f, PHONE, strlen(PHONE)));
    assert_false(on_disk(f, TEXT, strlen(TEXT)));
    read_sealed(f, id, 2, &sealed);
    for (int i = 0; i < SEALED; i++) assert_true(on_disk(f, sealed.bytes[i], sealed.size[i]));
}

static void the_bytes_are_gone_after_a_year(void **state)
{
    struct fixture *f = *state;
    struct sealed sealed;
    struct err err;
    int64_t others[40], id = file_with_contact(f);
    for (int i = 0; i < 40; i++) others[i] = file_with_contact(f);
    finish(f, id);
    read_sealed(f, id, 2, &sealed);
    f->now = due_at(2027, 11, 18, 10, 44);
    due_steady(f);
    due_run(f);
    assert_int_equal(due_look(f, id).erased_at, 0);
    f->now = due_at(2027, 11, 18, 10, 45);
    due_run(f);
    assert_int_equal(due_look(f, id).erased_at, f->now);
    for (int i = 0; i < SEALED; i++) assert_false(on_disk(f, sealed.bytes[i], sealed.size[i]));
    /* Those that are not finished keep theirs. */
    assert_int_equal(due_look(f, others[0]).erased_at, 0);
    read_sealed(f, others[39], 1, &sealed);
    for (int i = 0; i < 3; i++) assert_true(on_disk(f, sealed.bytes[i], sealed.size[i]));
    assert_true(complaint_verify(f->db, &err));
    assert_true(journal_verify(f->db, &err));
}

static void erased_texts(void *arg, const struct case_event *event)
{
    if (event->erased) ++*(int *)arg;
    assert_null(event->text);
}

static void the_story_and_the_figures_stay(void **state)
{
    struct fixture *f = *state;
    struct err err;
    int64_t id = file_with_contact(f);
    finish(f, id);
    struct complaint before = due_look(f, id);
    f->now = due_at(2027, 11, 18, 12, 0);
    due_steady(f);
    due_run(f);
    struct complaint after = due_look(f, id);
    assert_string_equal(after.phone, "");
    assert_string_equal(after.number, before.number);
    assert_int_equal(after.outcome, CASE_UPHELD);
    assert_int_equal(after.replied_at, before.replied_at);
    assert_int_equal(after.content, CONTENT_YES);
    int texts = 0;
    assert_true(complaint_story(f->db, NULL, id, false, erased_texts, &texts, &err));
    assert_int_equal(texts, 3);
    assert_int_equal(due_events(f, "erased"), 1);
    due_run(f);
    assert_int_equal(due_events(f, "erased"), 1);
}

static void important_ones_are_kept_longer(void **state)
{
    struct fixture *f = *state;
    int64_t id = file_with_contact(f);
    due_must(
        f,
        (struct command){
            .kind = CMD_CASE_KEEP, .complaint = id, .staff = f->supervisor, .important = true, .text = "涉及赔偿"});
    finish(f, id);
    f->now = due_at(2029, 11, 18, 10, 44);
    due_steady(f);
    due_run(f);
    assert_int_equal(due_look(f, id).erased_at, 0);
    f->now = due_at(2029, 11, 18, 10, 45);
    due_run(f);
    assert_int_equal(due_look(f, id).erased_at, f->now);
}

/* While somebody reads, the log keeps what it holds; the next look empties it. */
static void a_reader_only_delays_it(void **state)
{
    struct fixture *f = *state;
    struct sealed sealed;
    struct err err;
    int64_t id = file_with_contact(f);
    finish(f, id);
    read_sealed(f, id, 2, &sealed);
    assert_true(db_begin_read(f->db, &err));
    due_look(f, id);
    f->now = due_at(2027, 11, 18, 12, 0);
    due_steady(f);
    due_run(f);
    db_rollback(f->db);
    assert_int_equal(due_look(f, id).erased_at, f->now);
    due_run(f);
    for (int i = 0; i < SEALED; i++) assert_false(on_disk(f, sealed.bytes[i], sealed.size[i]));
}

#define SURNAME "慕容记号"
#define COMMENT "评语记号四五六"

/* A visit with surname and comment; a bad rating has opened a case of it. */
static struct ticket rated_visit(struct fixture *f, int score)
{
    struct ticket t = due_must(f, (struct command){.kind = CMD_ISSUE, .service = "pay", .surname = SURNAME}).ticket;
    assert_int_equal(fixture_next(f, 1).code, OUT_OK);
    due_must(f, (struct command){.kind = CMD_START, .ticket = t.id, .staff = f->clerks[0]});
    due_must(f, (struct command){.kind = CMD_FINISH, .ticket = t.id, .staff = f->clerks[0]});
    due_must(f, (struct command){.kind = CMD_RATE, .token = t.token, .score = score, .text = COMMENT});
    return t;
}

/* Ratings that still have their comment; in clear it never was on the disk. */
static int comments_kept(struct fixture *f)
{
    struct err err;
    struct stmt *q = db_prepare(f->db, "SELECT count(sealed) FROM rating");
    int n = stmt_step(q) ? (int)stmt_int(q, 0) : -1;
    if (!stmt_end(q, &err)) fail_msg("%s", err.text);
    assert_false(on_disk(f, COMMENT, strlen(COMMENT)));
    return n;
}

static void surnames_and_comments_go_too(void **state)
{
    struct fixture *f = *state;
    rated_visit(f, 5);
    assert_true(on_disk(f, SURNAME, strlen(SURNAME)));
    assert_int_equal(comments_kept(f), 1);
    f->now = due_at(2027, 11, 18, 10, 44);
    due_steady(f);
    due_run(f);
    assert_int_equal(comments_kept(f), 1);
    f->now = due_at(2027, 11, 19, 10, 45);
    due_run(f);
    assert_false(on_disk(f, SURNAME, strlen(SURNAME)));
    assert_int_equal(comments_kept(f), 0);
}

static void a_case_that_is_kept_keeps_its_visit(void **state)
{
    struct fixture *f = *state;
    rated_visit(f, 1);
    f->now = due_at(2027, 11, 19, 10, 45);
    due_steady(f);
    due_run(f);
    assert_true(on_disk(f, SURNAME, strlen(SURNAME)));
    assert_int_equal(comments_kept(f), 1);
}

static int entries_of(struct fixture *f, const char *kind)
{
    struct err err;
    struct stmt *q = db_prepare(f->db, "SELECT count(*) FROM journal WHERE kind = $1");
    stmt_bind_text(q, 1, kind);
    int n = stmt_step(q) ? (int)stmt_int(q, 0) : -1;
    assert_true(stmt_end(q, &err));
    return n;
}

/* Years ahead by mistake, also while the hall goes on: nothing is erased before somebody says so. */
static void a_clock_that_leapt_erases_nothing(void **state)
{
    struct fixture *f = *state;
    int64_t id = file_with_contact(f);
    finish(f, id);
    due_run(f);
    f->now = due_at(2029, 11, 18, 10, 45);
    for (int i = 0; i < 3; i++) {
        due_run(f);
        due_must(f, (struct command){.kind = CMD_ISSUE, .service = "pay"});
    }
    assert_int_equal(due_look(f, id).erased_at, 0);
    assert_int_equal(entries_of(f, "clock.doubted"), 1);
    fixture_restart(f);
    due_run(f);
    assert_int_equal(due_look(f, id).erased_at, 0);
    /* Set right: nothing is doubted any more, and nothing is old. */
    f->now = due_at(2026, 12, 1, 9, 0);
    due_run(f);
    assert_int_equal(due_look(f, id).erased_at, 0);
    /* Two weeks on, as after a holiday, it is believed; more takes a person's word. */
    for (int day = 15; day < 352; day += 14) {
        f->now = due_at(2026, 12, 1, 9, 0) + day * 24 * 3600 * (ms_t)1000 - 24 * 3600 * (ms_t)1000;
        due_run(f);
    }
    assert_int_equal(due_look(f, id).erased_at, 0);
    f->now = due_at(2028, 1, 2, 9, 0);
    due_run(f);
    assert_int_equal(due_look(f, id).erased_at, 0);
    assert_int_equal(entries_of(f, "clock.doubted"), 2);
    due_steady(f);
    due_run(f);
    assert_int_equal(due_look(f, id).erased_at, f->now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DUE_TEST(nothing_is_readable_on_the_disk),
        DUE_TEST(the_bytes_are_gone_after_a_year),
        DUE_TEST(the_story_and_the_figures_stay),
        DUE_TEST(important_ones_are_kept_longer),
        DUE_TEST(a_reader_only_delays_it),
        DUE_TEST(surnames_and_comments_go_too),
        DUE_TEST(a_case_that_is_kept_keeps_its_visit),
        DUE_TEST(a_clock_that_leapt_erases_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
