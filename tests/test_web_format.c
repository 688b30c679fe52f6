/* What leaves the server as events: nothing private among them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/sse.h"

static int in_shanghai(void **state)
{
    (void)state;
    return clock_zone("Asia/Shanghai") ? 0 : -1;
}

static void events(void **state)
{
    struct str out = {0};
    struct journal_entry called = {.id = 12,
                                   .at = 1794968640000,
                                   .kind = "ticket.called",
                                   .ticket = 5,
                                   .counter = 3,
                                   .staff = 9,
                                   .body = "{\"surname\":\"王\"}"};
    (void)state;
    sse_format(&out, &called, false, "B012", "pay");
    assert_string_equal(out.s, "id: 12\ndata: {\"kind\":\"ticket.called\",\"number\":\"B012\",\"counter\":3,"
                               "\"service\":\"pay\",\"at\":\"2026-11-18T10:24:00+08:00\"}\n\n");
    str_free(&out);
    struct journal_entry rated = {
        .id = 13, .at = 1794968640000, .kind = "rating.given", .ticket = 5, .counter = 3, .body = "{}"};
    sse_format(&out, &rated, true, "B012", "pay");
    assert_string_equal(out.s, "id: 13\ndata: {\"kind\":\"rating.given\",\"number\":null,\"counter\":null,"
                               "\"service\":null,\"at\":\"2026-11-18T10:24:00+08:00\"}\n\n");
    str_free(&out);
    static const struct {
        const char *kind;
        bool anyone, staff;
    } kinds[] = {{"ticket.issued", true, true},
                 {"ticket.expired", true, true},
                 {"counter.paused", true, true},
                 {"ticket.print", false, true},
                 {"ticket.reprint", false, true},
                 {"ticket.wrong_code", false, true},
                 {"rating.given", false, true},
                 {"staff.added", false, false},
                 {"session.opened", false, false},
                 {"tickets", false, false},
                 {"", false, false},
                 {"case.filed", false, false}};
    for (size_t i = 0; i < 2 * (sizeof kinds / sizeof *kinds); i++) {
        bool staff = i % 2;
        struct journal_entry entry = {.id = 14, .body = "{}"};
        str_copy(entry.kind, sizeof entry.kind, kinds[i / 2].kind);
        sse_format(&out, &entry, staff, NULL, NULL);
        assert_int_equal(out.n > 0, staff ? kinds[i / 2].staff : kinds[i / 2].anyone);
        str_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events),
    };
    return cmocka_run_group_tests(tests, in_shanghai, NULL);
}
