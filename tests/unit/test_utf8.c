#include "base/utf8.h"

#include <setjmp.h>

#include <cmocka.h>

/* The offset of the bad byte with `lead_length` ASCII bytes before, so that each case also meets
   the end of an eight-byte step. */
static void assert_invalid_at(struct str bad, size_t at) {
    char text[64];

    for (size_t lead_length = 0; lead_length < 20; lead_length++) {
        memset(text, 'a', lead_length);
        memcpy(text + lead_length, bad.data, bad.length);
        assert_int_equal(utf8_find_invalid((struct str){text, lead_length + bad.length}),
                         lead_length + at);
        memset(text + lead_length + bad.length, 'z', 9);
        assert_int_equal(utf8_find_invalid((struct str){text, lead_length + bad.length + 9}),
                         lead_length + at);
    }
}

static void every_class_of_invalid_bytes_is_found(void **state) {
    (void)state;
    assert_invalid_at(STR("\x80"), 0); /* continuation alone */
    assert_invalid_at(STR("\xBF"), 0);
    assert_invalid_at(STR("\xC0\x80"), 0);         /* overlong NUL */
    assert_invalid_at(STR("\xC1\xBF"), 0);         /* overlong ASCII */
    assert_invalid_at(STR("\xE0\x9F\xBF"), 0);     /* overlong in three */
    assert_invalid_at(STR("\xF0\x8F\xBF\xBF"), 0); /* overlong in four */
    assert_invalid_at(STR("\xED\xA0\x80"), 0);     /* U+D800 */
    assert_invalid_at(STR("\xED\xBF\xBF"), 0);     /* U+DFFF */
    assert_invalid_at(STR("\xF4\x90\x80\x80"), 0); /* U+110000 */
    assert_invalid_at(STR("\xF5\x80\x80\x80"), 0);
    assert_invalid_at(STR("\xF8\x88\x80\x80\x80"), 0); /* five bytes */
    assert_invalid_at(STR("\xFE"), 0);
    assert_invalid_at(STR("\xFF"), 0);
    assert_invalid_at(STR("\xC3"), 0); /* truncated, at the end and before z */
    assert_invalid_at(STR("\xE2\x82"), 0);
    assert_invalid_at(STR("\xF0\x9F\x98"), 0);
    assert_invalid_at(STR("\xC3\xC3\xA9"), 0);
    /* What stands behind the end is no part of the text. */
    assert_int_equal(utf8_find_invalid((struct str){"\xE2\x82\xAC", 2}), 0);
    assert_int_equal(utf8_find_invalid((struct str){"\xC3\xA9", 1}), 0);
    assert_invalid_at(STR("\xC3\xA9\xA9"), 2);             /* one continuation too many */
    assert_invalid_at(STR("\xE2\x82\xAC\xED\xA0\x80"), 3); /* behind a valid one */
}

static void the_bounds_of_every_length_are_valid(void **state) {
    static const uint32_t bounds[] = {0,      1,      0x7F,   0x80,    0x7FF,   0x800,
                                      0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
    struct strbuf buf = {0};
    size_t at = 0;

    (void)state;
    for (size_t i = 0; i < 11; i++) {
        strbuf_add_rune(&buf, bounds[i]);
    }
    assert_int_equal(utf8_find_invalid(strbuf_view(&buf)), STR_NONE);
    assert_int_equal(utf8_find_invalid((struct str){0}), STR_NONE);
    assert_int_equal(utf8_count(strbuf_view(&buf)), 11);
    for (size_t i = 0; i < 11; i++) {
        assert_int_equal(utf8_next(strbuf_view(&buf), &at), bounds[i]);
    }
    assert_int_equal(at, buf.length);
    strbuf_release(&buf);
}

/* Against the definition: a text is valid if it is what its decoded runes encode to. */
static void all_three_byte_texts_agree_with_the_definition(void **state) {
    static const unsigned char second[] = {0x00, 0x7F, 0x80, 0x8F, 0x90,
                                           0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
    struct strbuf buf = {0};

    (void)state;
    for (int lead = 0xE0; lead <= 0xEF; lead++) {
        for (size_t i = 0; i < sizeof second; i++) {
            char text[3] = {(char)lead, (char)second[i], (char)0x81};
            struct str view = {text, 3};
            bool continues = (second[i] & 0xC0) == 0x80;
            uint32_t rune = (uint32_t)(lead & 0xF) << 12 | (uint32_t)(second[i] & 0x3F) << 6 | 1;

            strbuf_clear(&buf);
            strbuf_add_rune(&buf, rune);
            assert_int_equal(utf8_find_invalid(view) == STR_NONE,
                             continues && str_equal(strbuf_view(&buf), view));
        }
    }
    strbuf_release(&buf);
}

static void decoding_never_reads_past_the_end(void **state) {
    char *tail = test_malloc(2);
    size_t at = 0;

    (void)state;
    tail[0] = '\xF0';
    tail[1] = '\x9F';
    assert_int_equal(utf8_next((struct str){tail, 2}, &at), 0xFFFD);
    assert_int_equal(at, 1);
    assert_int_equal(utf8_next((struct str){tail, 2}, &at), 0xFFFD);
    assert_int_equal(at, 2);
    test_free(tail);
}

static void assert_position(const char *text, size_t at, uint32_t line, uint32_t column) {
    struct utf8_position position = utf8_position(str_from(text), at);

    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static void columns_count_characters_and_lines_end_once(void **state) {
    (void)state;
    assert_position("", 0, 1, 1);
    assert_position("abc", 0, 1, 1);
    assert_position("abc", 2, 1, 3);
    assert_position("abc", 3, 1, 4);
    assert_position("abc", 99, 1, 4);
    assert_position("a\nb", 1, 1, 2);
    assert_position("a\nb", 2, 2, 1);
    assert_position("a\r\nb", 2, 1, 3);
    assert_position("a\r\nb", 3, 2, 1);
    assert_position("a\rb", 2, 2, 1);
    assert_position("a\n\nb", 3, 3, 1);
    assert_position("a\n\r\nb", 4, 3, 1);
    assert_position("\xC3\xA9x", 2, 1, 2);
    assert_position("\xF0\x9F\x98\x80x", 4, 1, 2);
    assert_position("\xF0\x9F\x98\x80x", 2, 1, 1); /* inside the character */
    assert_position("\xC3\xA9\xA9x", 2, 1, 2);     /* the place of a stray byte */
    assert_position("\xC3\xA9\xA9x", 3, 1, 3);
}

static void kinds_of_runes_do_not_leak_into_neighbours(void **state) {
    (void)state;
    assert_true(rune_is_control(0) && rune_is_control(0x1B) && rune_is_control(0x7F));
    assert_true(rune_is_control(0x80) && rune_is_control(0x9F) && rune_is_control(0x1F));
    assert_false(rune_is_control('\t') || rune_is_control('\n') || rune_is_control('\r'));
    assert_false(rune_is_control(0x20) || rune_is_control(0x7E) || rune_is_control(0xA0));
    assert_true(rune_is_bidi_override(0x202A) && rune_is_bidi_override(0x202E));
    assert_false(rune_is_bidi_override(0x2029) || rune_is_bidi_override(0x202F));
    assert_true(rune_is_bidi_isolate(0x2066) && rune_is_bidi_isolate(0x2069));
    assert_false(rune_is_bidi_isolate(0x2065) || rune_is_bidi_isolate(0x206A));
    assert_true(rune_is_invisible(0x200B) && rune_is_invisible(0xFEFF) &&
                rune_is_invisible(0x2060));
    assert_false(rune_is_invisible(0x200C) || rune_is_invisible(0x200D) ||
                 rune_is_invisible(0x200E) || rune_is_invisible('a'));
}

static void assert_visible(struct str text, const char *expected) {
    struct strbuf buf = {0};

    strbuf_add_visible(&buf, text);
    assert_string_equal(buf.data ? buf.data : "", expected);
    strbuf_release(&buf);
}

static void nothing_hides_in_a_visible_text(void **state) {
    (void)state;
    assert_visible((struct str){0}, "");
    assert_visible(STR("plain caf\xC3\xA9 \xD8\xB9 \xF0\x9F\x98\x80"),
                   "plain caf\xC3\xA9 \xD8\xB9 \xF0\x9F\x98\x80");
    assert_visible(STR("\x1B[31m"), "<U+001B>[31m");
    assert_visible(STR("a\0b\n\t\r"), "a<U+0000>b<U+000A><U+0009><U+000D>");
    assert_visible(STR("\xC2\x9B"), "<U+009B>");
    assert_visible(STR("\xE2\x80\xAE\xE2\x81\xA6"), "<U+202E><U+2066>");
    assert_visible(STR("\xE2\x80\x8B\xEF\xBB\xBF"), "<U+200B><U+FEFF>");
    assert_visible(STR("\xE2\x80\x8E\xE2\x80\xA8"), "<U+200E><U+2028>");
    assert_visible(STR("\xF3\xA0\x81\xA1"), "<U+E0061>");
    assert_visible(STR("\xFF\xC3"), "<0xFF><0xC3>");
    assert_visible(STR("\xED\xA0\x80!"), "<0xED><0xA0><0x80>!");
}

static void blank_is_only_what_shows_nothing(void **state) {
    (void)state;
    assert_true(utf8_is_blank((struct str){0}));
    assert_true(utf8_is_blank(STR(" \t\n")));
    assert_true(utf8_is_blank(STR("\xC2\xA0\xE3\x80\x80\xE2\x80\x83"))); /* U+00A0 3000 2003 */
    assert_true(utf8_is_blank(STR("\xE2\x80\x8B")));                     /* U+200B */
    assert_false(utf8_is_blank(STR(" . ")));
    assert_false(utf8_is_blank(STR("\xE3\x80\x81"))); /* U+3001 */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_class_of_invalid_bytes_is_found),
        cmocka_unit_test(the_bounds_of_every_length_are_valid),
        cmocka_unit_test(all_three_byte_texts_agree_with_the_definition),
        cmocka_unit_test(decoding_never_reads_past_the_end),
        cmocka_unit_test(columns_count_characters_and_lines_end_once),
        cmocka_unit_test(kinds_of_runes_do_not_leak_into_neighbours),
        cmocka_unit_test(nothing_hides_in_a_visible_text),
        cmocka_unit_test(blank_is_only_what_shows_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
