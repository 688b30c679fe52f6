/* What happens to cases by themselves: going up, the quarterly sample, erasing what is old. */
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support/cmocka_all.h"
#include "support/fixture.h"

#include "core/journal.h"
#include "core/sample.h"

static int64_t add(struct fixture *f, const char *login, enum staff_role role)
{
    struct outcome out = fixture_do(
        f, (struct command){
               .kind = CMD_STAFF_ADD, .login = login, .name = login, .role = role, .secret = FIXTURE_SECRET});
    assert_int_equal(out.code, OUT_OK);
    return out.id;
}

/* Wednesday 2026-11-18, 10:45, as in the drawings. */
static int setup(void **state)
{
    static struct fixture f;
    fixture_open(&f);
    f.now = clock_from_local(2026, 11, 18, 10, 45);
    f.hall.day_starts = 4 * 60;
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    fixture_close(*state);
    return 0;
}

static ms_t at(int year, int month, int day, int hour, int minute)
{
    return clock_from_local(year, month, day, hour, minute);
}

static struct outcome must(struct fixture *f, struct command command)
{
    struct outcome out = fixture_do(f, command);
    if (out.code != OUT_OK) fail_msg("command %d: %s", command.kind, out.message);
    return out;
}

static int64_t file(struct fixture *f, enum case_kind kind)
{
    return must(f, (struct command){.kind = CMD_COMPLAIN, .case_kind = kind, .about = ABOUT_HALL, .text = "等了很久"})
        .complaint.id;
}

static struct complaint look(struct fixture *f, int64_t id)
{
    struct complaint found;
    struct err err = {""};
    if (!complaint_by_id(f->db, NULL, NULL, id, &found, &err)) fail_msg("no case %lld %s", (long long)id, err.text);
    return found;
}

/* The hall has been at work until now. */
static void steady(struct fixture *f)
{
    assert_int_equal(fixture_do(f, (struct command){.kind = CMD_CLOCK_ACCEPT}).code, OUT_OK);
}

static void due(struct fixture *f)
{
    must(f, (struct command){.kind = CMD_CASES_DUE, .channel = "program"});
}

static int count_events(struct fixture *f, const char *kind)
{
    struct err err;
    struct stmt *q = db_prepare(f->db, "SELECT count(*) FROM complaint_event WHERE kind = $1");
    stmt_bind_text(q, 1, kind);
    int n = stmt_step(q) ? (int)stmt_int(q, 0) : -1;
    assert_true(stmt_end(q, &err));
    return n;
}

/* ---- going up ---- */

static void keep_body(void *arg, const struct case_event *event)
{
    if (strcmp(event->kind, "escalated") == 0) snprintf(arg, 256, "%s", event->body);
}

static void it_goes_up_when_the_second_day_begins(void **state)
{
    struct fixture *f = *state;
    char body[256] = "";
    struct err err;
    int64_t id = file(f, CASE_COMPLAINT);
    must(f, (struct command){.kind = CMD_CASE_ACCEPT, .complaint = id, .staff = f->clerks[1]});
    f->now = at(2026, 11, 20, 8, 0) - 1;
    due(f);
    assert_int_equal(look(f, id).level, LEVEL_CLERK);
    f->now++;
    due(f);
    assert_int_equal(look(f, id).level, LEVEL_SUPERVISOR);
    assert_int_equal(look(f, id).owner, f->supervisor);
    due(f);
    assert_int_equal(count_events(f, "escalated"), 1);
    assert_true(complaint_story(f->db, NULL, id, false, keep_body, body, &err));
    assert_non_null(strstr(body, "\"due\":\"2026-11-20T08:00:00+08:00\""));
    assert_non_null(strstr(body, "\"level\":\"supervisor\""));
}

static void then_to_the_manager(void **state)
{
    struct fixture *f = *state;
    int64_t manager = add(f, "manager", ROLE_MANAGER);
    int64_t id = file(f, CASE_COMPLAINT);
    f->now = at(2026, 11, 20, 8, 0);
    due(f);
    assert_int_equal(look(f, id).owner, f->supervisor);
    f->now = at(2026, 11, 27, 8, 0) - 1;
    due(f);
    assert_int_equal(look(f, id).level, LEVEL_SUPERVISOR);
    f->now++;
    due(f);
    assert_int_equal(look(f, id).level, LEVEL_MANAGER);
    assert_int_equal(look(f, id).owner, manager);
    f->now = at(2027, 11, 27, 8, 0);
    due(f);
    assert_int_equal(count_events(f, "escalated"), 2);
}

/* Off from the day of filing until the tenth: it goes to where it belongs by now, and the story says since when. */
static void a_machine_that_was_off_catches_up(void **state)
{
    struct fixture *f = *state;
    char body[256] = "";
    struct err err;
    int64_t id = file(f, CASE_COMPLAINT);
    f->now = at(2026, 12, 3, 7, 30);
    fixture_restart(f);
    due(f);
    assert_int_equal(look(f, id).level, LEVEL_MANAGER);
    assert_int_equal(look(f, id).owner, 0); /* there is no manager */
    assert_int_equal(look(f, id).state, CASE_FILED);
    assert_int_equal(count_events(f, "escalated"), 1);
    assert_true(complaint_story(f->db, NULL, id, false, keep_body, body, &err));
    assert_non_null(strstr(body, "\"due\":\"2026-11-27T08:00:00+08:00\""));
}

static void nobody_gets_a_case_about_themselves(void **state)
{
    struct fixture *f = *state;
    int64_t second = add(f, "boss2", ROLE_SUPERVISOR);
    int64_t id =
        must(f,
             (struct command){
                 .kind = CMD_COMPLAIN, .about = ABOUT_STAFF, .staff = f->clerks[0], .login = "boss", .text = "冷淡"})
            .complaint.id;
    f->now = at(2026, 11, 20, 8, 0);
    due(f);
    assert_int_equal(look(f, id).owner, second);
}

static void what_is_done_or_has_no_time_stays(void **state)
{
    struct fixture *f = *state;
    int64_t praise = file(f, CASE_PRAISE), done = file(f, CASE_COMPLAINT), idea = file(f, CASE_SUGGESTION);
    struct command move = {.complaint = done, .staff = f->clerks[0], .text = "已处理", .case_outcome = CASE_UPHELD};
    static const enum command_kind moves[] = {CMD_CASE_ACCEPT, CMD_CASE_REPLY, CMD_CASE_RESOLVE};
    for (size_t i = 0; i < 3; i++) {
        move.kind = moves[i];
        must(f, move);
    }
    must(f, (struct command){
                .kind = CMD_CASE_ACCEPT, .complaint = idea, .staff = f->clerks[0], .due = at(2026, 12, 9, 17, 0)});
    f->now = at(2026, 12, 9, 8, 0);
    due(f);
    assert_int_equal(look(f, praise).level, LEVEL_CLERK);
    assert_int_equal(look(f, done).level, LEVEL_CLERK);
    assert_int_equal(look(f, idea).level, LEVEL_CLERK); /* not before the promised date */
    f->now = at(2026, 12, 11, 8, 0);
    due(f);
    assert_int_equal(look(f, idea).level, LEVEL_SUPERVISOR);
    assert_int_equal(look(f, praise).level, LEVEL_CLERK);
}

static void many_go_up_a_batch_at_a_time(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 60; i++) file(f, CASE_COMPLAINT);
    f->now = at(2026, 11, 20, 9, 0);
    due(f);
    assert_int_equal(count_events(f, "escalated"), 50);
    due(f);
    assert_int_equal(count_events(f, "escalated"), 60);
    struct err err;
    assert_true(complaint_verify(f->db, &err));
    assert_true(journal_verify(f->db, &err));
}

/* ---- the sample ---- */

/* Filed, answered and resolved at once. */
static int64_t resolve_one(struct fixture *f)
{
    static const enum command_kind moves[] = {CMD_CASE_ACCEPT, CMD_CASE_REPLY, CMD_CASE_RESOLVE};
    struct command move = {
        .complaint = file(f, CASE_COMPLAINT), .staff = f->clerks[0], .text = "已处理", .case_outcome = CASE_UPHELD};
    for (size_t i = 0; i < 3; i++) {
        move.kind = moves[i];
        must(f, move);
    }
    return move.complaint;
}

enum { MOST = 64 };
struct drawn {
    struct sample head;
    struct sample_case cases[MOST];
    int count;
};

static void keep_case(void *arg, const struct sample_case *one)
{
    struct drawn *drawn = arg;
    assert_true(drawn->count < MOST);
    drawn->cases[drawn->count++] = *one;
}

static bool read_sample(struct fixture *f, const char *quarter, struct drawn *out)
{
    struct err err;
    memset(out, 0, sizeof *out);
    bool found = sample_read(f->db, quarter, &out->head, keep_case, out, &err);
    assert_string_equal(err.text, "");
    return found;
}

/* BLAKE2b-256 over seed, zero byte, number: as anybody would who checks the draw. */
static void hash_of(const char *seed, const char *number, unsigned char out[32])
{
    unsigned char text[128];
    size_t n = strlen(seed) + 1;
    memcpy(text, seed, n);
    memcpy(text + n, number, strlen(number));
    crypto_generichash(out, 32, text, n + strlen(number), NULL, 0);
}

static void a_fifth_is_drawn_when_the_quarter_is_over(void **state)
{
    struct fixture *f = *state;
    struct drawn drawn;
    char seed[JOURNAL_HASH];
    int64_t last;
    struct err err;
    for (int i = 0; i < 11; i++) resolve_one(f);
    f->now = at(2027, 1, 1, 3, 59); /* the business day still belongs to December */
    due(f);
    assert_false(read_sample(f, NULL, &drawn));
    f->now = at(2027, 1, 1, 4, 0);
    assert_true(journal_head(f->db, &last, seed, &err));
    due(f);
    assert_true(read_sample(f, NULL, &drawn));
    assert_string_equal(drawn.head.quarter, "2026Q4");
    assert_string_equal(drawn.head.seed, seed);
    assert_int_equal(drawn.head.population, 11);
    assert_int_equal(drawn.head.drawn, 3); /* 2.2, rounded up */
    assert_int_equal(drawn.head.checked, 0);
    due(f);
    assert_true(read_sample(f, "2026Q4", &drawn));
    assert_int_equal(drawn.count, 3);
    assert_false(read_sample(f, "2026Q3", &drawn));
}

static void anybody_can_draw_it_again(void **state)
{
    struct fixture *f = *state;
    struct drawn drawn;
    unsigned char worst[32], hash[32];
    int64_t ids[20];
    for (int i = 0; i < 20; i++) ids[i] = resolve_one(f);
    f->now = at(2027, 1, 4, 9, 0);
    due(f);
    assert_true(read_sample(f, NULL, &drawn));
    assert_int_equal(drawn.count, 4);
    hash_of(drawn.head.seed, drawn.cases[3].number, worst);
    int below = 0;
    for (int i = 0; i < 20; i++) {
        hash_of(drawn.head.seed, look(f, ids[i]).number, hash);
        below += memcmp(hash, worst, sizeof hash) <= 0;
    }
    assert_int_equal(below, 4);
}

static void reopened_cases_are_not_in_it(void **state)
{
    struct fixture *f = *state;
    struct drawn drawn;
    resolve_one(f);
    int64_t again = resolve_one(f);
    must(f, (struct command){
                .kind = CMD_CASE_REOPEN, .complaint = again, .staff = f->supervisor, .text = "客户说没有解决"});
    f->now = at(2027, 1, 4, 9, 0);
    due(f);
    assert_true(read_sample(f, NULL, &drawn));
    assert_int_equal(drawn.head.population, 1);
    assert_int_equal(drawn.count, 1);
}

/* Quarters that were missed are drawn one after the other; one without cases leaves nothing. */
static void missed_quarters_are_made_up_for(void **state)
{
    struct fixture *f = *state;
    struct drawn drawn;
    resolve_one(f);
    f->now = at(2027, 4, 1, 9, 0);
    resolve_one(f);
    f->now = at(2027, 8, 1, 9, 0);
    due(f);
    due(f);
    due(f);
    assert_true(read_sample(f, "2026Q4", &drawn));
    assert_false(read_sample(f, "2027Q1", &drawn));
    assert_true(read_sample(f, "2027Q2", &drawn));
    assert_true(read_sample(f, NULL, &drawn));
    assert_string_equal(drawn.head.quarter, "2027Q2");
}

/* ---- erasing ---- */

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
    return must(f,
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
        must(f, move);
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
    f->now = at(2027, 11, 18, 10, 44);
    steady(f);
    due(f);
    assert_int_equal(look(f, id).erased_at, 0);
    f->now = at(2027, 11, 18, 10, 45);
    due(f);
    assert_int_equal(look(f, id).erased_at, f->now);
    for (int i = 0; i < SEALED; i++) assert_false(on_disk(f, sealed.bytes[i], sealed.size[i]));
    /* Those that are not finished keep theirs. */
    assert_int_equal(look(f, others[0]).erased_at, 0);
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
    struct complaint before = look(f, id);
    f->now = at(2027, 11, 18, 12, 0);
    steady(f);
    due(f);
    struct complaint after = look(f, id);
    assert_string_equal(after.phone, "");
    assert_string_equal(after.number, before.number);
    assert_int_equal(after.outcome, CASE_UPHELD);
    assert_int_equal(after.replied_at, before.replied_at);
    assert_int_equal(after.content, CONTENT_YES);
    int texts = 0;
    assert_true(complaint_story(f->db, NULL, id, false, erased_texts, &texts, &err));
    assert_int_equal(texts, 3);
    assert_int_equal(count_events(f, "erased"), 1);
    due(f);
    assert_int_equal(count_events(f, "erased"), 1);
}

static void important_ones_are_kept_longer(void **state)
{
    struct fixture *f = *state;
    int64_t id = file_with_contact(f);
    must(f,
         (struct command){
             .kind = CMD_CASE_KEEP, .complaint = id, .staff = f->supervisor, .important = true, .text = "涉及赔偿"});
    finish(f, id);
    f->now = at(2029, 11, 18, 10, 44);
    steady(f);
    due(f);
    assert_int_equal(look(f, id).erased_at, 0);
    f->now = at(2029, 11, 18, 10, 45);
    due(f);
    assert_int_equal(look(f, id).erased_at, f->now);
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
    look(f, id);
    f->now = at(2027, 11, 18, 12, 0);
    steady(f);
    due(f);
    db_rollback(f->db);
    assert_int_equal(look(f, id).erased_at, f->now);
    due(f);
    for (int i = 0; i < SEALED; i++) assert_false(on_disk(f, sealed.bytes[i], sealed.size[i]));
}

#define SURNAME "慕容记号"
#define COMMENT "评语记号四五六"

/* A visit with surname and comment; a bad rating has opened a case of it. */
static struct ticket rated_visit(struct fixture *f, int score)
{
    struct ticket t = must(f, (struct command){.kind = CMD_ISSUE, .service = "pay", .surname = SURNAME}).ticket;
    assert_int_equal(fixture_next(f, 1).code, OUT_OK);
    must(f, (struct command){.kind = CMD_START, .ticket = t.id, .staff = f->clerks[0]});
    must(f, (struct command){.kind = CMD_FINISH, .ticket = t.id, .staff = f->clerks[0]});
    must(f, (struct command){.kind = CMD_RATE, .token = t.token, .score = score, .text = COMMENT});
    return t;
}

static void surnames_and_comments_go_too(void **state)
{
    struct fixture *f = *state;
    rated_visit(f, 5);
    assert_true(on_disk(f, SURNAME, strlen(SURNAME)));
    assert_true(on_disk(f, COMMENT, strlen(COMMENT)));
    f->now = at(2027, 11, 18, 10, 44);
    steady(f);
    due(f);
    assert_true(on_disk(f, COMMENT, strlen(COMMENT)));
    f->now = at(2027, 11, 19, 10, 45);
    due(f);
    assert_false(on_disk(f, SURNAME, strlen(SURNAME)));
    assert_false(on_disk(f, COMMENT, strlen(COMMENT)));
}

static void a_case_that_is_kept_keeps_its_visit(void **state)
{
    struct fixture *f = *state;
    rated_visit(f, 1);
    f->now = at(2027, 11, 19, 10, 45);
    steady(f);
    due(f);
    assert_true(on_disk(f, SURNAME, strlen(SURNAME)));
    assert_true(on_disk(f, COMMENT, strlen(COMMENT)));
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
    due(f);
    f->now = at(2029, 11, 18, 10, 45);
    for (int i = 0; i < 3; i++) {
        due(f);
        must(f, (struct command){.kind = CMD_ISSUE, .service = "pay"});
    }
    assert_int_equal(look(f, id).erased_at, 0);
    assert_int_equal(entries_of(f, "clock.doubted"), 1);
    fixture_restart(f);
    due(f);
    assert_int_equal(look(f, id).erased_at, 0);
    /* Set right: nothing is doubted any more, and nothing is old. */
    f->now = at(2026, 12, 1, 9, 0);
    due(f);
    assert_int_equal(look(f, id).erased_at, 0);
    /* Two weeks on, as after a holiday, it is believed; more takes a person's word. */
    for (int day = 15; day < 352; day += 14) {
        f->now = at(2026, 12, 1, 9, 0) + day * 24 * 3600 * (ms_t)1000 - 24 * 3600 * (ms_t)1000;
        due(f);
    }
    assert_int_equal(look(f, id).erased_at, 0);
    f->now = at(2028, 1, 2, 9, 0);
    due(f);
    assert_int_equal(look(f, id).erased_at, 0);
    assert_int_equal(entries_of(f, "clock.doubted"), 2);
    steady(f);
    due(f);
    assert_int_equal(look(f, id).erased_at, f->now);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_goes_up_when_the_second_day_begins),
        TEST(then_to_the_manager),
        TEST(a_machine_that_was_off_catches_up),
        TEST(nobody_gets_a_case_about_themselves),
        TEST(what_is_done_or_has_no_time_stays),
        TEST(many_go_up_a_batch_at_a_time),
        TEST(a_fifth_is_drawn_when_the_quarter_is_over),
        TEST(anybody_can_draw_it_again),
        TEST(reopened_cases_are_not_in_it),
        TEST(missed_quarters_are_made_up_for),
        TEST(nothing_is_readable_on_the_disk),
        TEST(the_bytes_are_gone_after_a_year),
        TEST(the_story_and_the_figures_stay),
        TEST(important_ones_are_kept_longer),
        TEST(a_reader_only_delays_it),
        TEST(surnames_and_comments_go_too),
        TEST(a_case_that_is_kept_keeps_its_visit),
        TEST(a_clock_that_leapt_erases_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
