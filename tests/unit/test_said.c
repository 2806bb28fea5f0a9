#include "base/said.h"

#include <setjmp.h>

#include <cmocka.h>

static const struct message WARNING = {"odd", SEVERITY_WARNING, "odd: {1}"};
static const struct message NOTE = {"see", SEVERITY_NOTE, "see {1}"};

static void say_all(struct diags *diags) {
    struct diag *first = diag(diags, &WARNING, place_at(STR("b.yaml"), 3, 4), STR("x"));

    diag_note(diags, first, &NOTE, place_file(STR("c.yaml")), STR("y"));
    diag_note(diags, first, &NOTE, place_at(STR("c.yaml"), 1, 1), STR("\u062F"));
    diag(diags, &NOTE, place_file(STR("a.yaml")), STR("only with --verbose"));
    diag(diags, &WARNING, place_file(STR("a.yaml")), STR("z"));
}

static void assert_same_text(struct diags *a, struct diags *b, enum diag_format format) {
    struct strbuf left = {0}, right = {0};

    diags_print(a, format, &left);
    diags_print(b, format, &right);
    assert_true(str_equal(strbuf_view(&left), strbuf_view(&right)));
    strbuf_release(&left);
    strbuf_release(&right);
}

static void warnings_are_said_again_word_for_word(void **state) {
    struct diags said = {0}, wanted = {0}, again = {0};
    struct strbuf bytes = {0};

    (void)state;
    say_all(&said);
    said_pack(&said, &bytes);
    assert_true(said_repeat(strbuf_view(&bytes), &again));
    struct diag *first = diag(&wanted, &WARNING, place_at(STR("b.yaml"), 3, 4), STR("x"));
    diag_note(&wanted, first, &NOTE, place_file(STR("c.yaml")), STR("y"));
    diag_note(&wanted, first, &NOTE, place_at(STR("c.yaml"), 1, 1), STR("\u062F"));
    diag(&wanted, &WARNING, place_file(STR("a.yaml")), STR("z"));
    assert_int_equal(again.count_by_severity[SEVERITY_WARNING], 2);
    assert_same_text(&again, &wanted, DIAG_TEXT);
    assert_same_text(&again, &wanted, DIAG_JSON);
    strbuf_release(&bytes);
    diags_release(&said);
    diags_release(&wanted);
    diags_release(&again);
}

static void in_another_language_they_are_not_repeated(void **state) {
    struct diags said = {0}, again = {0};
    struct strbuf bytes = {0};

    (void)state;
    say_all(&said);
    said_pack(&said, &bytes);
    struct digest before = said_digest(&said);
    setenv("LANGUAGE", "ar", 1);
    assert_false(said_repeat(strbuf_view(&bytes), &again));
    assert_false(digest_equal(before, said_digest(&said)));
    unsetenv("LANGUAGE");
    assert_int_equal(again.list.count, 0);
    strbuf_release(&bytes);
    diags_release(&said);
}

static void what_is_cut_off_is_not_said(void **state) {
    struct diags said = {0};
    struct strbuf bytes = {0};

    (void)state;
    say_all(&said);
    said_pack(&said, &bytes);
    for (size_t length = 0; length < bytes.length; length++) {
        struct diags again = {0};

        assert_false(said_repeat(str_slice(strbuf_view(&bytes), 0, length), &again));
        assert_int_equal(again.list.count, 0);
    }
    strbuf_release(&bytes);
    diags_release(&said);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(warnings_are_said_again_word_for_word),
        cmocka_unit_test(in_another_language_they_are_not_repeated),
        cmocka_unit_test(what_is_cut_off_is_not_said),
    };

    unsetenv("LANGUAGE");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
