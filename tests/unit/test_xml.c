#include "pages/xml.h"

#include <setjmp.h>

#include <cmocka.h>

static void text_is_escaped_and_controls_are_left_out(void **state) {
    (void)state;
    struct strbuf out = {0};
    xml_add_element(&out, "title", STR("a < b & \"c\" > d\x01\x1F\tе\n"));
    assert_string_equal(out.data, "<title>a &lt; b &amp; &quot;c&quot; &gt; d\tе\n</title>\n");
    strbuf_clear(&out);
    xml_add_text(&out, STR("it's <\x7F"));
    assert_string_equal(out.data, "it's &lt;\x7F");
    strbuf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped_and_controls_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
