/* The API's moves are those of core's one table, in its description as in its answers; a past day's tickets stay put. */
#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/fixture.h"

#include "base/str.h"
#include "web/api_moves.h"
#include "web/reader.h"
#include "web/request.h"
#include "web/standing.h"
#include "web/view.h"

static void the_description_lists_the_moves(void **state)
{
    static const char calls[] = "/tickets/{id}/";
    (void)state;
    json_error_t error;
    json_t *described = json_load_file(KIOSK_SOURCE_DIR "/assets/web/openapi.json", 0, &error);
    if (!described) fail_msg("line %d: %s", error.line, error.text);
    int found = 0, wanted = 0;
    const char *path;
    json_t *call;
    json_object_foreach(json_object_get(described, "paths"), path, call)
    {
        const char *name = path + strlen(calls);
        if (strncmp(path, calls, strlen(calls)) != 0 || strcmp(name, "reprint") == 0) continue;
        if (!move_called(name, strlen(name)) || !json_object_get(call, "post")) fail_msg("%s is no move", path);
        found++;
    }
    for (int i = 0; i < move_count; i++) wanted += move_is_call(&moves[i]);
    assert_int_equal(found, wanted);
    json_decref(described);
}

static void next_and_expire_are_no_calls_on_a_ticket(void **state)
{
    (void)state;
    assert_non_null(move_called("hold", 4));
    assert_null(move_called("hold/", 5));
    assert_null(move_called("hol", 3));
    assert_null(move_called("", 0));
    assert_null(move_called("next", 4));
    assert_null(move_called("expire", 6));
}

static void the_table_is_told_whole(void **state)
{
    (void)state;
    json_t *table = view_move_table();
    assert_int_equal(json_array_size(table), move_count);
    for (int i = 0; i < move_count; i++) {
        char from[128];
        struct str told = {0};
        size_t at;
        json_t *name, *move = json_array_get(table, (size_t)i);
        json_array_foreach(json_object_get(move, "from"), at, name)
            str_addf(&told, "%s%s", at ? " " : "", json_string_value(name));
        move_from_names(&moves[i], from, sizeof from);
        assert_string_equal(json_string_value(json_object_get(move, "name")), moves[i].name);
        assert_string_equal(told.s, from);
        str_free(&told);
    }
    json_decref(table);
}

/* What a request at f->now is told of that ticket. */
static void expect(struct fixture *f, const struct ticket *ticket, bool visitor, const char *state,
                   const char *moves_told)
{
    struct web_env env = {.writer = f->writer, .readers = readers_new(f->writer)};
    struct request *request = request_new(&env, NULL);
    struct standing standing;
    request->hall = &f->hall;
    request->now = f->now;
    request_standing(request, ticket, &standing);
    json_t *json = visitor ? view_visit(ticket, &standing, f->now) : view_ticket(ticket, &standing);
    char *told = json_dumps(json_object_get(json, "moves"), JSON_COMPACT);
    assert_string_equal(json_string_value(json_object_get(json, "state")), state);
    assert_string_equal(told, moves_told);
    free(told);
    json_decref(json);
    request_free(request);
    reader_drop(env.readers);
    readers_free(env.readers);
}

static void yesterdays_tickets_have_expired_before_anybody_wrote_it(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f);
    struct ticket gone = fixture_issue(&f, "pay", NULL), served = fixture_issue(&f, "pay", NULL);
    gone = fixture_next(&f, 1).ticket;
    struct command c = {.kind = CMD_ABSENT, .ticket = gone.id, .staff = f.clerks[0]};
    gone = fixture_do(&f, c).ticket;
    served = fixture_next(&f, 1).ticket;
    c = (struct command){.kind = CMD_START, .ticket = served.id, .staff = f.clerks[0]};
    served = fixture_do(&f, c).ticket;
    struct ticket waiting = fixture_issue(&f, "pay", NULL);
    expect(&f, &waiting, false, "waiting", "[\"cancel\"]");
    expect(&f, &gone, false, "absent", "[\"requeue\"]");
    expect(&f, &waiting, true, "waiting", "[\"cancel\"]");
    f.now += 24 * 3600 * 1000;
    expect(&f, &waiting, true, "expired", "[]");
    expect(&f, &waiting, false, "expired", "[]");
    expect(&f, &gone, false, "absent", "[]");
    expect(&f, &served, true, "serving", "[]");
    expect(&f, &served, false, "serving", "[\"recall\",\"finish\",\"hold\",\"transfer\"]");
    c = (struct command){.kind = CMD_CANCEL, .token = waiting.token};
    struct outcome out = fixture_do(&f, c);
    assert_int_equal(out.code, OUT_WRONG_STATE);
    assert_int_equal(out.ticket.state, TICKET_EXPIRED);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_description_lists_the_moves),
        cmocka_unit_test(next_and_expire_are_no_calls_on_a_ticket),
        cmocka_unit_test(the_table_is_told_whole),
        cmocka_unit_test(yesterdays_tickets_have_expired_before_anybody_wrote_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
