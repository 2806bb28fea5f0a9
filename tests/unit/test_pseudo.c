/* Texts of the languages that nobody speaks. */
#include "site/pseudo.h"

#include "base/utf8.h"

#include <setjmp.h>

#include <cmocka.h>

static struct arena arena;

static void assert_text(enum pseudo pseudo, const char *text, const char *expected) {
    struct str made = pseudo_text(pseudo, str_from(text), &arena);

    assert_string_equal(str_to_c(&arena, made), expected);
}

static void short_texts_grow_more_than_long_ones(void **state) {
    (void)state;
    assert_text(PSEUDO_ACCENTED, "Site map", "⟦Šîîîţééé ṁáááṗ⟧");
    assert_text(PSEUDO_ACCENTED, "Symbols and archives:", "⟦Šýýṁḃööļš ááñď ááŕçĥîîṽééš:⟧");
}

static void letters_of_the_other_direction_stand_in_the_order_of_the_text(void **state) {
    (void)state;
    assert_text(PSEUDO_ARABIC, "Site map", "⟦سيييتععع ماااپ⟧");
}

/* What a program reads must be what the program wrote. */
static void what_is_no_language_stays(void **state) {
    static const char *const kept[] = {
        "{n}",  "{{name}}", "{{{name}}}", "https://example.org/a?b=c", "name@example.org", "<b>",
        "</b>", "&amp;",    "&#39;"};

    (void)state;
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        struct str text = str_join(&arena, STR("No "), str_from(kept[i]), STR(" no"));
        struct str expected = str_join(&arena, STR(" "), str_from(kept[i]), STR(" "));
        struct str made = pseudo_text(PSEUDO_ACCENTED, text, &arena);

        assert_int_not_equal(str_find(made, expected, 0), STR_NONE);
    }
    assert_text(PSEUDO_ACCENTED, "[Go](media/a.pdf) on", "⟦[Ğööö](media/a.pdf) öööñ⟧");
}

static void a_text_without_letters_is_no_text(void **state) {
    (void)state;
    assert_text(PSEUDO_ACCENTED, ", ", ", ");
    assert_text(PSEUDO_ACCENTED, "({letter})", "({letter})");
    assert_text(PSEUDO_ACCENTED, "", "");
}

/* A brace alone, a mark of order, an "and": nothing may be read beyond the end. */
static void what_only_begins_like_code_is_language(void **state) {
    (void)state;
    assert_text(PSEUDO_ACCENTED, "a {b", "⟦ááá {ḃ⟧");
    assert_text(PSEUDO_ACCENTED, "a < b", "⟦ááá < ḃ⟧");
    assert_text(PSEUDO_ACCENTED, "a <b", "⟦ááá <ḃ⟧");
    assert_text(PSEUDO_ACCENTED, "a & b", "⟦ááá & ḃ⟧");
    assert_text(PSEUDO_ACCENTED, "a](", "⟦ááá](⟧");
    assert_text(PSEUDO_ACCENTED, "{", "{");
}

/* Counted letter by letter: (a), (b). */
static void an_alphabet_keeps_its_length(void **state) {
    (void)state;
    for (enum pseudo pseudo = PSEUDO_ACCENTED; pseudo <= PSEUDO_COUNT; pseudo++) {
        struct str letters = pseudo_letters(pseudo, STR("abcdefghijklmnopqrstuvwxyz"), &arena);
        struct str capitals = pseudo_letters(pseudo, STR("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), &arena);

        assert_int_equal(utf8_count(letters), 26);
        assert_int_equal(utf8_count(capitals), 26);
        for (size_t at = 0; at < letters.length;) {
            assert_true(utf8_next(letters, &at) > 0x7F);
        }
    }
}

static int release(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_texts_grow_more_than_long_ones),
        cmocka_unit_test(letters_of_the_other_direction_stand_in_the_order_of_the_text),
        cmocka_unit_test(what_is_no_language_stays),
        cmocka_unit_test(a_text_without_letters_is_no_text),
        cmocka_unit_test(what_only_begins_like_code_is_language),
        cmocka_unit_test(an_alphabet_keeps_its_length),
    };

    return cmocka_run_group_tests(tests, NULL, release);
}
