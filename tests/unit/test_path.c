#include "base/path.h"

#include <setjmp.h>

#include <cmocka.h>

static void assert_text(struct str actual, const char *expected) {
    if (!str_equal(actual, str_from(expected))) {
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(actual), expected);
    }
}

static void join_needs_no_folder(void **state) {
    struct arena arena = {0};

    (void)state;
    assert_text(path_join(&arena, STR("a/b"), STR("c")), "a/b/c");
    assert_text(path_join(&arena, STR(""), STR("c")), "c");
    assert_text(path_join(&arena, STR("a"), STR("")), "a");
    arena_release(&arena);
}

static void parts_of_a_path(void **state) {
    (void)state;
    assert_text(path_folder(STR("fr/reports/a.html")), "fr/reports");
    assert_text(path_folder(STR("a.html")), "");
    assert_text(path_name(STR("fr/reports/a.html")), "a.html");
    assert_text(path_name(STR("a.html")), "a.html");
    assert_text(path_extension(STR("x/a.fr.md")), ".md");
    assert_text(path_extension(STR("x.y/a")), "");
    assert_text(path_extension(STR("a.")), ".");
}

static void assert_relative(const char *from, const char *to, const char *expected) {
    struct arena arena = {0};

    assert_text(path_relative(&arena, str_from(from), str_from(to)), expected);
    arena_release(&arena);
}

static void relative_links_name_a_file(void **state) {
    (void)state;
    assert_relative("fr/reports/a.html", "fr/index.html", "../index.html");
    assert_relative("fr/reports/a.html", "fr/reports/a.html", "a.html");
    assert_relative("fr/reports/a.html", "fr/reports/b.html", "b.html");
    assert_relative("index.html", "fr/index.html", "fr/index.html");
    assert_relative("fr/a/b/c.html", "index.html", "../../../index.html");
    assert_relative("fr/a.html", "es/a.html", "../es/a.html");
    /* A common beginning of names is not a common folder. */
    assert_relative("reports/a.html", "reports-old/a.html", "../reports-old/a.html");
    assert_relative("fr/re.html", "fr/re/x.html", "re/x.html");
    assert_relative("fr/re/x.html", "fr/re.html", "../re.html");
}

static void only_clean_paths_are_clean(void **state) {
    static const struct str wrong[] = {STR_INIT(""),      STR_INIT("/a"),     STR_INIT("a/"),
                                       STR_INIT("a//b"),  STR_INIT("."),      STR_INIT(".."),
                                       STR_INIT("a/./b"), STR_INIT("a/../b"), STR_INIT("../a"),
                                       STR_INIT("a\\b"),  STR_INIT("a\nb"),   STR_INIT("a\tb"),
                                       STR_INIT("a\x1B"), STR_INIT("a\x7F"),  STR_INIT("\xC2\x85"),
                                       STR_INIT("a\0b"),  STR_INIT("\xFF"),   STR_INIT("a/b/..")};
    static const struct str right[] = {
        STR_INIT("a"),   STR_INIT("a/b.c"), STR_INIT(".gitignore"),  STR_INIT("a/..b"),
        STR_INIT("..."), STR_INIT("a b"),   STR_INIT("caf\xC3\xA9"), STR_INIT("a/b../c")};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        if (path_is_clean(wrong[i])) {
            fail_msg("\"%.*s\" passes", STR_ARG(wrong[i]));
        }
    }
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        if (!path_is_clean(right[i])) {
            fail_msg("\"%.*s\" does not pass", STR_ARG(right[i]));
        }
    }
}

static void only_ids_are_ids(void **state) {
    static const struct str wrong[] = {
        STR_INIT(""),     STR_INIT("-a"),   STR_INIT("A"),   STR_INIT("a_b"),
        STR_INIT("a.b"),  STR_INIT("a/b"),  STR_INIT("a b"), STR_INIT("con"),
        STR_INIT("nul"),  STR_INIT("prn"),  STR_INIT("aux"), STR_INIT("com1"),
        STR_INIT("lpt9"), STR_INIT("com0"), STR_INIT("a\0"), STR_INIT("\xC3\xA9")};
    static const struct str right[] = {STR_INIT("a"),    STR_INIT("0"),     STR_INIT("a-b-2"),
                                       STR_INIT("cons"), STR_INIT("com10"), STR_INIT("coma"),
                                       STR_INIT("a-"),   STR_INIT("com"),   STR_INIT("con-1")};
    char longest[NAME_MAX_BYTES + 1];

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        if (path_is_id(wrong[i])) {
            fail_msg("\"%.*s\" passes", STR_ARG(wrong[i]));
        }
    }
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        if (!path_is_id(right[i])) {
            fail_msg("\"%.*s\" does not pass", STR_ARG(right[i]));
        }
    }
    memset(longest, 'a', sizeof longest);
    assert_true(path_is_id((struct str){longest, NAME_MAX_BYTES}));
    assert_false(path_is_id((struct str){longest, NAME_MAX_BYTES + 1}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(join_needs_no_folder),       cmocka_unit_test(parts_of_a_path),
        cmocka_unit_test(relative_links_name_a_file), cmocka_unit_test(only_clean_paths_are_clean),
        cmocka_unit_test(only_ids_are_ids),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
