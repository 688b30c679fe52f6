/* Whatever comes from outside stands on a page as the words it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/html.h"

static void nothing_is_markup(void **state)
{
    struct str out = {0};
    (void)state;
    html_text(&out, "<a href=\"x\" title='y'>&amp; 话</a>");
    assert_string_equal(out.s, "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp; 话&lt;/a&gt;");
    str_free(&out);
    html_text(&out, "");
    html_text(&out, "&");
    assert_string_equal(out.s, "&amp;");
    str_free(&out);
}

static void a_value_is_filled_in_once(void **state)
{
    struct str out = {0};
    (void)state;
    html_fill(&out, "最迟 %s 办结 <", "<11月>%s");
    assert_string_equal(out.s, "最迟 <b>&lt;11月&gt;%s</b> 办结 &lt;");
    str_free(&out);
    html_fill(&out, "no place & no value", "x");
    assert_string_equal(out.s, "no place &amp; no value");
    str_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_markup),
        cmocka_unit_test(a_value_is_filled_in_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
