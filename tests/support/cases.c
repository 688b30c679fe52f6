#include "support/cases.h"

#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"

static int64_t add(struct cases *t, const char *login, enum staff_role role)
{
    struct outcome out = fixture_do(
        &t->f, (struct command){
                   .kind = CMD_STAFF_ADD, .login = login, .name = login, .role = role, .secret = FIXTURE_SECRET});
    assert_int_equal(out.code, OUT_OK);
    return out.id;
}

int cases_open(void **state)
{
    struct cases *t = calloc(1, sizeof *t);
    fixture_open(&t->f);
    strcpy(t->f.hall.notice, "3");
    strcpy(t->f.hall.danger, "着火 | 漏气 | gas leak");
    t->supervisor2 = add(t, "boss2", ROLE_SUPERVISOR);
    t->manager = add(t, "chief", ROLE_MANAGER);
    writer_vault(t->f.writer, &t->vault);
    *state = t;
    return 0;
}

int cases_close(void **state)
{
    struct cases *t = *state;
    vault_wipe(&t->vault);
    fixture_close(&t->f);
    free(t);
    return 0;
}

struct command case_command(const char *text)
{
    return (struct command){
        .kind = CMD_COMPLAIN, .channel = "terminal", .about = ABOUT_HALL, .text = text, .print = PRINT_PENDING};
}

struct complaint case_file(struct cases *t, struct command command)
{
    struct outcome out = fixture_do(&t->f, command);
    if (out.code != OUT_OK) fail_msg("filing: %s", out.message);
    return out.complaint;
}

struct complaint case_about_clerk(struct cases *t, int clerk)
{
    static const char *const services[FIXTURE_CLERKS] = {"pay", "open", "ask"};
    struct command command = case_command("等了很久");
    command.phone = CASE_PHONE;
    command.surname = "张三丰";
    if (clerk < 0) return case_file(t, command);
    struct ticket ticket = fixture_issue(&t->f, services[clerk], NULL);
    ticket = fixture_next(&t->f, clerk + 1).ticket;
    for (int i = 0; i < 2; i++) {
        struct command move = {.kind = i ? CMD_FINISH : CMD_START, .ticket = ticket.id, .staff = t->f.clerks[clerk]};
        assert_int_equal(fixture_do(&t->f, move).code, OUT_OK);
    }
    command.about = ABOUT_VISIT;
    command.token = ticket.token;
    return case_file(t, command);
}

struct outcome case_make(struct cases *t, enum command_kind kind, int64_t id, int64_t staff, struct command with)
{
    with.kind = kind;
    with.complaint = id;
    with.staff = staff;
    if (!with.channel) with.channel = staff ? "console" : "phone";
    if (!with.text) with.text = "核实过了";
    if (kind == CMD_CASE_RESOLVE && !with.case_outcome) with.case_outcome = CASE_UPHELD;
    return fixture_do(&t->f, with);
}

struct complaint case_made(struct cases *t, enum command_kind kind, int64_t id, int64_t staff)
{
    struct outcome out = case_make(t, kind, id, staff, (struct command){0});
    if (out.code != OUT_OK) fail_msg("%s: %s", case_move_of(kind)->name, out.message);
    return out.complaint;
}

struct complaint case_now(struct cases *t, int64_t id)
{
    struct complaint found;
    struct err err;
    if (!complaint_by_id(t->f.db, &t->vault, NULL, id, &found, &err))
        fail_msg("case %lld: %s", (long long)id, err.text);
    return found;
}

struct complaint case_brought(struct cases *t, int64_t id, enum case_state state)
{
    int64_t owner = t->f.clerks[0], other = t->f.clerks[1];
    if (state >= CASE_OPEN) case_made(t, CMD_CASE_ACCEPT, id, owner);
    if (state >= CASE_RESOLVED) case_made(t, CMD_CASE_REPLY, id, owner);
    if (state >= CASE_RESOLVED) case_made(t, CMD_CASE_RESOLVE, id, owner);
    if (state >= CASE_CLOSED) case_made(t, CMD_CASE_FOLLOW_UP, id, other);
    if (state >= CASE_CLOSED) case_made(t, CMD_CASE_CLOSE, id, owner);
    return case_now(t, id);
}
