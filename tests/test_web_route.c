/* A path finds its row of the table, or is told what the path does answer; values of a wrong form never match. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/case_moves.h"
#include "core/moves.h"
#include "web/route.h"

static void nothing(struct request *request, struct reply *reply)
{
    (void)request;
    (void)reply;
}

static const struct route routes[] = {
    {"GET", "/", ROLE_NONE, 0, nothing},
    {"GET", "/t/{token}", ROLE_NONE, 0, nothing},
    {"GET", "/web/{file}", ROLE_NONE, 0, nothing},
    {"GET", "/tickets/{id}", ROLE_CLERK, 0, nothing},
    {"DELETE", "/tickets/{id}", ROLE_CLERK, 0, nothing},
    {"POST", "/counters/{n}/next", ROLE_CLERK, ROUTE_CSRF, nothing},
    {"POST", "/tickets/{id}/{move}", ROLE_CLERK, ROUTE_CSRF, nothing},
    {"POST", "/complaints/{id}/{case_move}", ROLE_CLERK, ROUTE_CSRF, nothing},
};

static const struct route *find(const char *method, const char *path, struct path_parts *parts, char allow[64])
{
    return route_find(routes, sizeof routes / sizeof *routes, method, path, parts, allow, 64);
}

static void finds_the_row(void **state)
{
    struct path_parts parts;
    char allow[64];
    (void)state;
    assert_ptr_equal(find("GET", "/", &parts, allow), &routes[0]);
    assert_ptr_equal(find("HEAD", "/", &parts, allow), &routes[0]);
    assert_ptr_equal(find("GET", "/tickets/12", &parts, allow), &routes[3]);
    assert_int_equal(parts.id, 12);
    assert_ptr_equal(find("DELETE", "/tickets/999999999999999999", &parts, allow), &routes[4]);
    assert_true(parts.id == 999999999999999999);
    assert_ptr_equal(find("POST", "/counters/3/next", &parts, allow), &routes[5]);
    assert_int_equal(parts.counter, 3);
    assert_ptr_equal(find("POST", "/tickets/12/hold", &parts, allow), &routes[6]);
    assert_int_equal(parts.move->kind, CMD_HOLD);
    assert_ptr_equal(find("POST", "/complaints/12/follow-up", &parts, allow), &routes[7]);
    assert_int_equal(parts.case_move->kind, CMD_CASE_FOLLOW_UP);
    assert_ptr_equal(find("GET", "/t/abcdefghij_-0123456789", &parts, allow), &routes[1]);
    assert_string_equal(parts.token, "abcdefghij_-0123456789");
    assert_ptr_equal(find("GET", "/web/base.css", &parts, allow), &routes[2]);
    assert_string_equal(parts.file, "base.css");
}

static void wrong_method_tells_the_right_ones(void **state)
{
    struct path_parts parts;
    char allow[64];
    (void)state;
    assert_null(find("PUT", "/tickets/12", &parts, allow));
    assert_string_equal(allow, "GET, HEAD, DELETE");
    assert_null(find("HEAD", "/counters/3/next", &parts, allow));
    assert_string_equal(allow, "POST");
    assert_null(find("GET", "/nothing", &parts, allow));
    assert_string_equal(allow, "");
}

static void wrong_forms_do_not_match(void **state)
{
    static const char *const paths[] = {
        "",
        "tickets/1",
        "//",
        "/tickets",
        "/tickets/",
        "/tickets/0",
        "/tickets/01",
        "/tickets/-1",
        "/tickets/+1",
        "/tickets/1 ",
        "/tickets/1x",
        "/tickets/1/",
        "/tickets/1/2",
        "/tickets/9999999999999999999",
        "/tickets/1/holds",
        "/tickets/1/next",
        "/tickets/1/expire",
        "/complaints/1/holds",
        "/complaints/1/answer",
        "/complaints/1/message",
        "/counters/1000/next",
        "/counters//next",
        "/counters/3/next/",
        "/t/",
        "/t/abcdefghij_-012345678",
        "/t/abcdefghij_-01234567890",
        "/t/abcdefghij_-01234567=9",
        "/web/",
        "/web/.",
        "/web/..",
        "/web/.htaccess",
        "/web/a..b",
        "/web/a.",
        "/web/../kiosk.conf",
        "/web/a/b",
        "/web/a\\b",
        "/web/页.css",
        "/web/0123456789012345678901234567890123456789012345678901234567890123",
    };
    struct path_parts parts;
    char allow[64];
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        if (find("GET", paths[i], &parts, allow) || allow[0]) fail_msg("%s matches", paths[i]);
    }
}

static void allow_is_cut_not_overrun(void **state)
{
    struct path_parts parts;
    char allow[8];
    (void)state;
    assert_null(route_find(routes, sizeof routes / sizeof *routes, "PUT", "/tickets/1", &parts, allow, sizeof allow));
    assert_true(strlen(allow) < sizeof allow);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_row),
        cmocka_unit_test(wrong_method_tells_the_right_ones),
        cmocka_unit_test(wrong_forms_do_not_match),
        cmocka_unit_test(allow_is_cut_not_overrun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
