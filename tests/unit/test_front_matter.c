#include "reports.h"

#include "sources/front_matter.h"
#include "sources/yaml.h"

static struct diags diags;
static struct front_matter parts;

static bool split(const char *text) {
    return front_matter_split(str_from(text), STR("a.md"), &parts, &diags);
}

static void body_begins_at_its_first_line(void **state) {
    (void)state;
    assert_true(split("---\ntitle: A\n---\n\n \nText.\n\nMore.\n"));
    assert_text(parts.yaml, "title: A\n");
    assert_int_equal(parts.yaml_line, 2);
    assert_text(parts.body, "Text.\n\nMore.\n");
    assert_int_equal(parts.body_line, 6);
    assert_true(split("---  \ntitle: A\n--- \nText without a line end"));
    assert_text(parts.body, "Text without a line end");
    assert_int_equal(parts.body_line, 4);
    assert_reports(&diags, "");
}

static void no_body_has_line_0(void **state) {
    (void)state;
    assert_true(split("---\ntitle: A\n---\n"));
    assert_int_equal(parts.body_line, 0);
    assert_int_equal(parts.body.length, 0);
    assert_true(split("---\ntitle: A\n---"));
    assert_int_equal(parts.body_line, 0);
    assert_true(split("---\n---\n\n  \n"));
    assert_int_equal(parts.yaml.length, 0);
    assert_int_equal(parts.body_line, 0);
    assert_reports(&diags, "");
}

/* A rule in the body is not a second front matter, and ---- is no fence. */
static void dashes_elsewhere_are_text(void **state) {
    (void)state;
    assert_true(split("---\na: b\n----: c\n---\nText\n\n---\n\nMore\n"));
    assert_text(parts.yaml, "a: b\n----: c\n");
    assert_text(parts.body, "Text\n\n---\n\nMore\n");
    assert_reports(&diags, "");
}

static void what_is_no_front_matter_is_told_apart(void **state) {
    (void)state;
    assert_false(split("---\ntitle: A\nText\n"));
    assert_reports(&diags, "front-matter-open 1:1");
    assert_false(split("---"));
    assert_reports(&diags, "front-matter-open 1:1");
    assert_false(split("# Title\n"));
    assert_reports(&diags, "front-matter-missing 1:1");
    assert_false(split(""));
    assert_reports(&diags, "front-matter-missing 1:1");
    assert_false(split("\n---\ntitle: A\n---\n"));
    assert_reports(&diags, "front-matter-missing 1:1");
    assert_false(split("+++\ntitle = 'A'\n+++\n"));
    assert_reports(&diags, "front-matter-foreign 1:1");
    assert_false(split("---js\n{}\n---\n"));
    assert_reports(&diags, "front-matter-foreign 1:1");
    assert_false(split(";;;\n{}\n;;;\n"));
    assert_reports(&diags, "front-matter-foreign 1:1");
    assert_false(split("{\n\"title\": \"A\"\n}\n"));
    assert_reports(&diags, "front-matter-foreign 1:1");
}

static void length_is_limited(void **state) {
    (void)state;
    struct strbuf text = {0};
    strbuf_add_c(&text, "---\n");
    for (size_t i = 0; i < YAML_MAX_FRONT_MATTER_BYTES / 4; i++) {
        strbuf_add_c(&text, "#  \n");
    }
    size_t length = text.length;
    strbuf_add_c(&text, "---\nText\n");
    assert_true(split(text.data));
    assert_reports(&diags, "");
    text.length = length;
    strbuf_add_c(&text, "#\n---\nText\n");
    assert_false(split(text.data));
    assert_reports(&diags, "front-matter-too-long 1:1");
    strbuf_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(body_begins_at_its_first_line),
        cmocka_unit_test(no_body_has_line_0),
        cmocka_unit_test(dashes_elsewhere_are_text),
        cmocka_unit_test(what_is_no_front_matter_is_told_apart),
        cmocka_unit_test(length_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
