/* A body becomes a JSON object or a clear 400 or 413; its members are what they should be or are refused by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/request.h"

static struct request *request;
static struct reply reply;

static int set_up(void **state)
{
    (void)state;
    request = request_new(NULL, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    request_free(request);
    if (reply.body) MHD_destroy_response(reply.body);
    reply = (struct reply){0};
    return 0;
}

static bool parse(const char *bytes, size_t n)
{
    tear_down(NULL);
    set_up(NULL);
    assert_true(request_receive(request, bytes, n));
    return request_parse(request, &reply);
}

static void good_bodies(void **state)
{
    (void)state;
    assert_true(request_parse(request, &reply));
    assert_true(json_is_object(request->body));
    const char *pieces = "{\"service\":\"pay\",\"surname\":\"王\"}";
    tear_down(NULL);
    set_up(NULL);
    for (const char *p = pieces; *p; p++) assert_true(request_receive(request, p, 1));
    assert_true(request_parse(request, &reply));
    const char *surname = NULL;
    assert_true(body_text(request, &reply, "surname", NEEDED, &surname));
    assert_string_equal(surname, "王");
}

static void bad_bodies(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
    } bodies[] = {
        {"{", 1},
        {"[]", 2},
        {"1", 1},
        {"null", 4},
        {"{} {}", 5},
        {"{\"a\":1,\"a\":2}", 13},
        {"{\"a\":\"\xff\"}", 9},
        {"\0", 1},
        {"{\"a\":\"\xed\xa0\x80\"}", 11},
        {"{\"a\":\"\\u0000\"}", 14},
        {"{\"a\":NaN}", 9},
    };
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        assert_false(parse(bodies[i].bytes, bodies[i].n));
        assert_int_equal(reply.status, 400);
    }
}

static void large_bodies_are_not_kept(void **state)
{
    static char piece[BODY_MAX];
    (void)state;
    memset(piece, ' ', sizeof piece);
    piece[0] = '{', piece[1] = '}';
    assert_true(parse(piece, sizeof piece));
    assert_true(request_receive(request, piece, 1));
    assert_null(request->bytes);
    json_decref(request->body);
    request->body = NULL;
    assert_false(request_parse(request, &reply));
    assert_int_equal(reply.status, 413);
    while (request->received + sizeof piece <= BODY_DRAINED)
        assert_true(request_receive(request, piece, sizeof piece));
    assert_null(request->bytes);
    assert_false(request_receive(request, piece, sizeof piece));
}

static void members_of_a_wrong_type(void **state)
{
    static const char body[] =
        "{\"text\":\"x\",\"int\":3,\"real\":3.0,\"huge\":9223372036854775807,\"bool\":true,\"null\":null,"
        "\"list\":[\"a\",\"b\"],\"mixed\":[\"a\",1]}";
    const char *text = "before", *list[2];
    int number = 7, count = 0;
    bool flag = false;
    (void)state;
    assert_true(parse(body, sizeof body - 1));
    assert_true(body_text(request, &reply, "absent", OPTIONAL, &text));
    assert_true(body_text(request, &reply, "null", OPTIONAL, &text));
    assert_string_equal(text, "before");
    assert_true(body_int(request, &reply, "int", NEEDED, 1, 5, &number));
    assert_int_equal(number, 3);
    assert_true(body_bool(request, &reply, "bool", &flag));
    assert_true(flag);
    assert_true(body_texts(request, &reply, "list", list, 2, &count));
    assert_int_equal(count, 2);
    assert_int_equal(reply.status, 0);
    assert_false(body_text(request, &reply, "absent", NEEDED, &text));
    assert_false(body_text(request, &reply, "null", NEEDED, &text));
    assert_false(body_text(request, &reply, "int", OPTIONAL, &text));
    assert_false(body_int(request, &reply, "text", OPTIONAL, 1, 5, &number));
    assert_false(body_int(request, &reply, "real", OPTIONAL, 1, 5, &number));
    assert_false(body_int(request, &reply, "huge", OPTIONAL, 1, 5, &number));
    assert_false(body_int(request, &reply, "int", OPTIONAL, 4, 5, &number));
    assert_false(body_bool(request, &reply, "int", &flag));
    assert_false(body_texts(request, &reply, "text", list, 2, &count));
    assert_false(body_texts(request, &reply, "list", list, 1, &count));
    assert_false(body_texts(request, &reply, "mixed", list, 2, &count));
    assert_int_equal(reply.status, 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(good_bodies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_bodies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(large_bodies_are_not_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(members_of_a_wrong_type, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
