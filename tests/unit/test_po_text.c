/* PO files that we write, byte for byte. */
#include "translate/po_text.h"

#include <assert.h>
#include <setjmp.h>
#include <stdlib.h>

#include <cmocka.h>

static struct arena arena;
static struct strbuf out;

static int clear(void **state) {
    (void)state;
    strbuf_release(&out);
    arena_release(&arena);
    return 0;
}

static void wrote(const char *wanted) {
    assert_string_equal(out.data, wanted);
    strbuf_clear(&out);
}

static void texts_that_are_more_than_letters_are_escaped(void **state) {
    (void)state;
    po_add_entry(&out, &(struct po_entry){.msgid = STR("a \"b\" \\ c\td")}, 1);
    wrote("\nmsgid \"a \\\"b\\\" \\\\ c\\td\"\nmsgstr \"\"\n");
    po_add_entry(&out, &(struct po_entry){.msgid = STR("one\ntwo\n")}, 1);
    wrote("\nmsgid \"\"\n\"one\\n\"\n\"two\\n\"\nmsgstr \"\"\n");
    po_add_entry(&out, &(struct po_entry){.msgid = STR("\n")}, 1);
    wrote("\nmsgid \"\\n\"\nmsgstr \"\"\n");
    po_add_entry(&out, &(struct po_entry){.msgid = STR("one\n")}, 1);
    wrote("\nmsgid \"one\\n\"\nmsgstr \"\"\n");
}

static void a_counted_text_has_as_many_forms_as_the_language(void **state) {
    (void)state;
    struct po_entry entry = {.msgid = STR("{n} dog"), .msgid_plural = STR("{n} dogs")};
    po_add_entry(&out, &entry, 3);
    wrote("\nmsgid \"{n} dog\"\nmsgid_plural \"{n} dogs\"\n"
          "msgstr[0] \"\"\nmsgstr[1] \"\"\nmsgstr[2] \"\"\n");
}

static void names_say_what_they_are(void **state) {
    (void)state;
    struct po_entry entry = {.context = STR("country"), .msgid = STR("PE"), .comment = STR("Peru")};
    po_add_entry(&out, &entry, 2);
    wrote("\n#. Peru\nmsgctxt \"country\"\nmsgid \"PE\"\nmsgstr \"\"\n");
}

/* As msgcat wraps them; a path that is too long for a line has one of its own. */
static void references_are_wrapped(void **state) {
    (void)state;
    static const char *const paths[] = {
        "content/activities/_collection.yaml", "content/case-studies/_collection.yaml",
        "content/pages/_collection.yaml",
        "themes/a-theme-with-a-name/templates/and-a-template-with-an-even-longer-name.mustache",
        "content/site.yaml"};
    struct po_entry entry = {.msgid = STR("a")};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        *LIST_ADD(&entry.paths, &arena) = str_from(paths[i]);
    }
    po_add_entry(&out, &entry, 1);
    wrote("\n#: content/activities/_collection.yaml content/case-studies/_collection.yaml\n"
          "#: content/pages/_collection.yaml\n"
          "#: themes/a-theme-with-a-name/templates/and-a-template-with-an-even-longer-name"
          ".mustache\n"
          "#: content/site.yaml\nmsgid \"a\"\nmsgstr \"\"\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(texts_that_are_more_than_letters_are_escaped, clear),
        cmocka_unit_test_teardown(a_counted_text_has_as_many_forms_as_the_language, clear),
        cmocka_unit_test_teardown(names_say_what_they_are, clear),
        cmocka_unit_test_teardown(references_are_wrapped, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
