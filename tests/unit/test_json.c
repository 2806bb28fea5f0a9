#include "pages/json.h"

#include <setjmp.h>

#include <cmocka.h>

static void assert_text(struct str text, const char *expected) {
    struct strbuf out = {0};
    struct json json = {.out = &out};
    json_text(&json, text);
    assert_string_equal(out.data, expected);
    strbuf_release(&out);
}

static void texts_may_stand_in_a_script(void **state) {
    (void)state;
    assert_text(STR("a \"b\" \\ é"), "\"a \\\"b\\\" \\\\ é\"");
    assert_text(STR("</script><!--&"), "\"\\u003c/script\\u003e\\u003c!--\\u0026\"");
    assert_text(STR("a\nb\tc\x01\x7F"), "\"a\\nb\\u0009c\\u0001\\u007f\"");
    assert_text(STR("a\xE2\x80\xA8"
                    "b\xE2\x80\xA9"
                    "c\xE2\x80\xAA\xE2\x82\xAC"),
                "\"a\\u2028b\\u2029c\xE2\x80\xAA\xE2\x82\xAC\"");
    assert_text((struct str){"a\0b", 3}, "\"a\\u0000b\"");
    assert_text(STR("\xE2\x80"), "\"\xE2\x80\"");
    assert_text((struct str){0}, "\"\"");
}

static void commas_stand_between_values(void **state) {
    (void)state;
    struct strbuf out = {0};
    struct json json = {.out = &out};
    json_open(&json, '{');
    json_put(&json, "a", STR("1"));
    json_put_if(&json, "none", STR(""));
    json_key(&json, "b");
    json_open(&json, '[');
    json_line(&json);
    json_true(&json);
    json_line(&json);
    json_open(&json, '{');
    json_close(&json, '}');
    json_false(&json);
    json_close(&json, ']');
    json_key_text(&json, STR("c"));
    json_open(&json, '[');
    json_close(&json, ']');
    json_close(&json, '}');
    assert_string_equal(out.data, "{\"a\":\"1\",\"b\":[\ntrue,\n{},false],\"c\":[]}");
    strbuf_release(&out);
}

static void numbers_have_the_form_of_json(void **state) {
    (void)state;
    static const struct {
        const char *number, *expected;
    } cases[] = {{"0", "0"}, {"007", "7"}, {"-00.50", "-0.50"}, {"000", "0"}, {"12.5", "12.5"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strbuf out = {0};
        struct json json = {.out = &out};
        json_number(&json, str_from(cases[i].number));
        assert_string_equal(out.data, cases[i].expected);
        strbuf_release(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_may_stand_in_a_script),
        cmocka_unit_test(commas_stand_between_values),
        cmocka_unit_test(numbers_have_the_form_of_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
