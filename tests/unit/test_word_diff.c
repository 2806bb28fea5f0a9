/* Which words two texts share: what translators are shown of a change. */
#include "base/word_diff.h"

#include "reports.h"

static void assert_diff(const char *before, const char *after, const char *expected) {
    struct arena arena = {0};
    struct word_diff diff;
    struct strbuf found = {0};
    word_diff(str_from(before), str_from(after), &arena, &diff);
    for (size_t i = 0; i < diff.list.count; i++) {
        static const char *const before_after[][2] = {{"", ""}, {"[-", "]"}, {"{+", "}"}};
        const char *const *signs = before_after[diff.list.items[i].kind];
        strbuf_add_format(&found, "%s%.*s%s", signs[0], STR_ARG(diff.list.items[i].text), signs[1]);
    }
    strbuf_add_char(&found, '\n');
    assert_string_equal(strbuf_view(&found).data, expected);
    strbuf_release(&found);
    arena_release(&arena);
}

static void only_changed_words_are_shown(void **state) {
    (void)state;
    assert_diff("a b c", "a b c", "a b c\n");
    assert_diff("a 32 c", "a 33 c", "a [-32 ]{+33 }c\n");
    assert_diff("a", "a b", "a {+b}\n");
    assert_diff("", "a b", "{+a b}\n");
    assert_diff("a b", "", "[-a b]\n");
    assert_diff("a\nb", "a b", "a b\n");
}

static void characters_without_blanks_are_words(void **state) {
    (void)state;
    assert_diff("第二届会议", "第三届会议", "第[-二]{+三}届会议\n");
    assert_int_equal(word_count(STR("第二届 x y会")), 6);
}

static void likeness_is_the_share_of_common_words(void **state) {
    struct arena arena = {0};
    (void)state;
    assert_int_equal(word_likeness(STR("a b c d"), STR("a b c d"), &arena), 1000);
    assert_int_equal(word_likeness(STR("a b c d"), STR("a x c d"), &arena), 750);
    assert_int_equal(word_likeness(STR("a b"), STR("c d"), &arena), 0);
    assert_int_equal(word_likeness(STR(""), STR(""), &arena), 1000);
    arena_release(&arena);
}

/* What is beyond the limit is shown as changed, and nothing is lost. */
static void long_texts_are_told_in_full(void **state) {
    struct arena arena = {0};
    struct strbuf text = {0};
    struct word_diff diff;
    size_t bytes[3] = {0};
    (void)state;
    for (int i = 0; i < 2 * WORD_DIFF_MAX_WORDS; i++) {
        strbuf_add_format(&text, "%d ", i);
    }
    word_diff(strbuf_view(&text), strbuf_view(&text), &arena, &diff);
    for (size_t i = 0; i < diff.list.count; i++) {
        bytes[diff.list.items[i].kind] += diff.list.items[i].text.length;
    }
    assert_int_equal(bytes[WORDS_SAME] + bytes[WORDS_REMOVED], text.length);
    assert_int_equal(bytes[WORDS_SAME] + bytes[WORDS_ADDED], text.length);
    strbuf_release(&text);
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_changed_words_are_shown),
        cmocka_unit_test(characters_without_blanks_are_words),
        cmocka_unit_test(likeness_is_the_share_of_common_words),
        cmocka_unit_test(long_texts_are_told_in_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
