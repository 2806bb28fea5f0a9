#include "base/str.h"

#include "ending.h"

#include <setjmp.h>

#include <cmocka.h>

#define assert_text(actual, expected) assert_same(__LINE__, (actual), STR(expected))

static void assert_same(int line, struct str actual, struct str expected) {
    if (!str_equal(actual, expected)) {
        fail_msg("line %d: \"%.*s\" is not \"%.*s\"", line, STR_ARG(actual), STR_ARG(expected));
    }
}

static const struct str NOTHING = {NULL, 0};

static void null_is_the_empty_text(void **state) {
    (void)state;
    assert_true(str_is_empty(str_from(NULL)));
    assert_true(str_equal(NOTHING, STR("")));
    assert_true(str_equal_ascii_case(NOTHING, STR("")));
    assert_int_equal(str_compare(NOTHING, STR("")), 0);
    assert_true(str_compare(NOTHING, STR("a")) < 0);
    assert_true(str_starts(NOTHING, NOTHING));
    assert_true(str_starts(STR("a"), NOTHING));
    assert_true(str_ends(NOTHING, NOTHING));
    assert_int_equal(str_find(NOTHING, STR("a"), 0), STR_NONE);
    assert_int_equal(str_find(NOTHING, NOTHING, 0), 0);
    assert_int_equal(str_find_char(NOTHING, 'a', 0), STR_NONE);
    assert_int_equal(str_find_last_char(NOTHING, 'a'), STR_NONE);
    assert_int_equal(str_slice(NOTHING, 0, 5).length, 0);
    assert_int_equal(str_trim(NOTHING).length, 0);
    assert_int_equal(str_distance(NOTHING, STR("ab")), 2);
}

static void nul_is_a_byte_like_any_other(void **state) {
    struct arena arena = {0};
    struct str text = STR("a\0b");

    (void)state;
    assert_int_equal(text.length, 3);
    assert_false(str_equal(text, STR("a\0c")));
    assert_true(str_compare(text, STR("a")) > 0);
    assert_int_equal(str_find(text, STR("b"), 0), 2);
    assert_int_equal(str_find_char(text, '\0', 0), 1);
    assert_true(str_equal(str_copy(&arena, text), text));
    assert_string_equal(str_to_c(&arena, text), "a");
    arena_release(&arena);
}

static void order_is_by_unsigned_bytes_then_length(void **state) {
    (void)state;
    assert_true(str_compare(STR("z"), STR("\xC3\xA9")) < 0);
    assert_true(str_compare(STR("ab"), STR("abc")) < 0);
    assert_true(str_compare(STR("abc"), STR("ab")) > 0);
    assert_true(str_compare(STR("ab"), STR("b")) < 0);
    assert_int_equal(str_compare(STR("ab"), STR("ab")), 0);
}

static void case_is_folded_in_ascii_only(void **state) {
    struct arena arena = {0};

    (void)state;
    assert_true(str_equal_ascii_case(STR("zh-Hans"), STR("ZH-hANS")));
    assert_false(str_equal_ascii_case(STR("\xC3\x89"), STR("\xC3\xA9")));
    assert_false(str_equal_ascii_case(STR("@[`{"), STR("`{@[")));
    assert_false(str_equal_ascii_case(STR("a"), STR("ab")));
    assert_text(str_to_ascii_lower(&arena, STR("AZ@[\xC3\x89")), "az@[\xC3\x89");
    assert_true(char_is_ascii_letter('Z') && char_is_ascii_letter('a'));
    assert_false(char_is_ascii_letter('@') || char_is_ascii_letter('[') ||
                 char_is_ascii_letter('`') || char_is_ascii_letter('{'));
    assert_false(char_is_digit('/') || char_is_digit(':') || char_is_ascii_lower('A'));
    arena_release(&arena);
}

static void beginnings_and_ends_are_not_longer_than_the_text(void **state) {
    (void)state;
    assert_true(str_starts(STR("abc"), STR("ab")));
    assert_false(str_starts(STR("ab"), STR("abc")));
    assert_false(str_starts(STR("abc"), STR("b")));
    assert_true(str_ends(STR("a.md"), STR(".md")));
    assert_false(str_ends(STR("md"), STR(".md")));
    assert_false(str_ends(STR("a.mdx"), STR(".md")));
}

static void find_respects_its_start(void **state) {
    (void)state;
    assert_int_equal(str_find(STR("abcabc"), STR("abc"), 0), 0);
    assert_int_equal(str_find(STR("abcabc"), STR("abc"), 1), 3);
    assert_int_equal(str_find(STR("abcabc"), STR("abc"), 4), STR_NONE);
    assert_int_equal(str_find(STR("abc"), STR(""), 3), 3);
    assert_int_equal(str_find(STR("abc"), STR(""), 4), STR_NONE);
    assert_int_equal(str_find(STR("abc"), STR("c"), SIZE_MAX), STR_NONE);
    assert_int_equal(str_find_char(STR("abca"), 'a', 1), 3);
    assert_int_equal(str_find_char(STR("abca"), 'a', 4), STR_NONE);
    assert_int_equal(str_find_last_char(STR("abca"), 'a'), 3);
    assert_int_equal(str_find_last_char(STR("abca"), 'x'), STR_NONE);
}

static void slices_are_clamped(void **state) {
    (void)state;
    assert_text(str_slice(STR("hello"), 1, 3), "el");
    assert_text(str_slice(STR("hello"), 1, SIZE_MAX), "ello");
    assert_text(str_slice(STR("hello"), 4, 2), "");
    assert_text(str_slice(STR("hello"), 9, 12), "");
    assert_text(str_from_byte(STR("hello"), 2), "llo");
    assert_text(str_from_byte(STR("hello"), 6), "");
}

static void trim_takes_blanks_of_both_ends_only(void **state) {
    (void)state;
    assert_text(str_trim(STR(" \t\r\n a b \n")), "a b");
    assert_text(str_trim(STR(" \n")), "");
    assert_text(str_trim(STR("\xC2\xA0x")), "\xC2\xA0x");
}

static void cut_tells_an_empty_rest_from_none(void **state) {
    struct str rest = STR("a,,b,");

    (void)state;
    assert_text(str_cut(&rest, ','), "a");
    assert_text(str_cut(&rest, ','), "");
    assert_text(str_cut(&rest, ','), "b");
    assert_non_null(rest.data);
    assert_int_equal(rest.length, 0);
    assert_text(str_cut(&rest, ','), "");
    assert_null(rest.data);
}

static void numbers_are_taken_whole_and_in_range(void **state) {
    static const struct str wrong[] = {
        STR_INIT(""),    STR_INIT("+1"), STR_INIT(" 1"),  STR_INIT("1 "),  STR_INIT("1a"),
        STR_INIT("0x1"), STR_INIT("-"),  STR_INIT("1\0"), STR_INIT("--1"), STR_INIT("\xD9\xA1")};
    uint32_t small = 7;
    int64_t large = 7;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(str_to_u32(wrong[i], &small));
        assert_false(str_to_i64(wrong[i], &large));
    }
    assert_false(str_to_u32(STR("-1"), &small));
    assert_false(str_to_u32(STR("4294967296"), &small));
    assert_false(str_to_i64(STR("9223372036854775808"), &large));
    assert_false(str_to_i64(STR("-9223372036854775809"), &large));
    assert_false(str_to_i64(STR("18446744073709551617"), &large));
    assert_int_equal(small, 7);
    assert_int_equal(large, 7);
    assert_true(str_to_u32(STR("4294967295"), &small));
    assert_int_equal(small, UINT32_MAX);
    assert_true(str_to_u32(STR("007"), &small));
    assert_int_equal(small, 7);
    assert_true(str_to_i64(STR("9223372036854775807"), &large));
    assert_true(large == INT64_MAX);
    assert_true(str_to_i64(STR("-9223372036854775808"), &large));
    assert_true(large == INT64_MIN);
    assert_true(str_to_i64(STR("-0"), &large));
    assert_true(large == 0);
}

/* At each place of a word of eight bytes, and beside what looks like it. */
static void special_bytes_are_found_among_any_others(void **state) {
    static const char fillers[] = {'x', '#', '\xA6', '\xBC', '\x80', '\xFF', ' '};
    char text[24];

    (void)state;
    assert_int_equal(str_find_special(NOTHING, 0), 0);
    assert_int_equal(str_find_special(STR("<b"), 1), 2);
    for (size_t i = 0; i < sizeof fillers; i++) {
        for (int byte = 0; byte < 256; byte++) {
            bool is_special = byte < ' ' || (byte < 0x80 && strchr("&<>\"'", byte));

            for (size_t at = 0; at < sizeof text; at++) {
                memset(text, fillers[i], sizeof text);
                text[at] = (char)byte;
                assert_int_equal(str_find_special((struct str){text, sizeof text}, 0),
                                 is_special ? at : sizeof text);
            }
        }
    }
}

static void copies_end_with_nul_and_stand_alone(void **state) {
    struct arena arena = {0};
    char source[] = "abc";
    struct str copy;

    (void)state;
    memset(arena_alloc(&arena, 1000), 'x', 1000);
    arena_reset(&arena);
    copy = str_copy(&arena, (struct str){source, 2});
    source[0] = 'x';
    assert_text(copy, "ab");
    assert_int_equal(copy.data[2], '\0');
    assert_string_equal(str_to_c(&arena, NOTHING), "");
    assert_text(str_join(&arena, STR("a"), NOTHING, STR("b\0"), STR("c")), "ab\0c");
    assert_text(str_format(&arena, "%d-%s", 42, "x"), "42-x");
    assert_text(str_format(&arena, "%s", ""), "");
    assert_int_equal(str_to_ascii_lower(&arena, STR("AB")).data[2], '\0');
    arena_release(&arena);
}

static void join_lengths_that_overflow(void) {
    struct arena arena = {0};
    const struct str parts[] = {{"a", SIZE_MAX}, {"b", 2}};

    str_concat(&arena, parts, 2);
}

static void copy_a_length_without_room_for_nul(void) {
    struct arena arena = {0};

    str_copy(&arena, (struct str){"a", SIZE_MAX});
}

static void reserve_more_than_there_is(void) {
    struct strbuf buf = {0};

    strbuf_add(&buf, STR("abc"));
    strbuf_reserve(&buf, SIZE_MAX - 2);
}

static void reserve_without_room_for_nul(void) {
    struct strbuf buf = {0};

    strbuf_reserve(&buf, SIZE_MAX);
}

static void lengths_that_overflow_end_with_3(void **state) {
    void (*const bodies[])(void) = {join_lengths_that_overflow, copy_a_length_without_room_for_nul,
                                    reserve_more_than_there_is, reserve_without_room_for_nul};
    char said[200];

    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        assert_int_equal(ending_of(bodies[i], said, sizeof said), 3);
    }
}

static void distance_counts_slips(void **state) {
    char long_id[300];

    (void)state;
    assert_int_equal(str_distance(STR("title"), STR("title")), 0);
    assert_int_equal(str_distance(STR("titel"), STR("title")), 1);
    assert_int_equal(str_distance(STR("tile"), STR("title")), 1);
    assert_int_equal(str_distance(STR("tittle"), STR("title")), 1);
    assert_int_equal(str_distance(STR("tithe"), STR("title")), 1);
    assert_int_equal(str_distance(STR("kitten"), STR("sitting")), 3);
    assert_int_equal(str_distance(STR(""), STR("abc")), 3);
    assert_int_equal(str_distance(STR("abc"), STR("")), 3);
    memset(long_id, 'a', sizeof long_id);
    assert_int_equal(str_distance((struct str){long_id, 255}, (struct str){long_id, 254}), 1);
    assert_int_equal(str_distance((struct str){long_id, 256}, (struct str){long_id, 254}), 256);
    assert_int_equal(str_distance((struct str){long_id, 300}, (struct str){long_id, 300}), 0);
}

static void nearest_offers_only_slips_of_the_pen(void **state) {
    static const struct str keys[] = {STR_INIT("title"), STR_INIT("date"), STR_INIT("languages"),
                                      STR_INIT("fr")};

    (void)state;
    assert_text(str_nearest(STR("titel"), keys, 4), "title");
    assert_text(str_nearest(STR("TITLE"), keys, 4), "title");
    assert_text(str_nearest(STR("data"), keys, 4), "date");
    assert_text(str_nearest(STR("langauge"), keys, 4), "languages");
    assert_text(str_nearest(STR("rf"), keys, 4), "fr");
    assert_text(str_nearest(STR("author"), keys, 4), "");
    assert_text(str_nearest(STR("doto"), keys, 4), "");
    assert_text(str_nearest(STR("xy"), keys, 4), "");
    assert_text(str_nearest(STR("x"), (const struct str[]){STR("y")}, 1), "");
    assert_text(str_nearest(STR("x"), keys, 4), "");
    assert_text(str_nearest(STR(""), keys, 4), "");
    assert_text(str_nearest(STR("title"), keys, 0), "");
}

static void a_buffer_is_null_until_the_first_byte_then_ends_with_nul(void **state) {
    struct strbuf buf = {0};

    (void)state;
    strbuf_add(&buf, NOTHING);
    strbuf_add_c(&buf, NULL);
    strbuf_add_format(&buf, "%s", "");
    strbuf_clear(&buf);
    assert_null(buf.data);
    for (size_t i = 0; i < 1000; i++) {
        strbuf_add_char(&buf, 'x');
        assert_int_equal(buf.length, i + 1);
        assert_int_equal(buf.data[buf.length], '\0');
    }
    strbuf_clear(&buf);
    assert_int_equal(buf.length, 0);
    assert_string_equal(buf.data, "");
    strbuf_release(&buf);
    assert_null(buf.data);
}

static void a_buffer_takes_a_view_of_itself(void **state) {
    struct strbuf buf = {0};

    (void)state;
    strbuf_add(&buf, STR("ab"));
    for (int i = 0; i < 10; i++) {
        strbuf_add(&buf, strbuf_view(&buf));
    }
    assert_int_equal(buf.length, 2048);
    assert_memory_equal(buf.data + 2046, "ab", 2);
    strbuf_release(&buf);
}

static void numbers_and_formats_are_appended(void **state) {
    struct strbuf buf = {0};

    (void)state;
    strbuf_add_u64(&buf, 0);
    strbuf_add_char(&buf, ' ');
    strbuf_add_u64(&buf, UINT64_MAX);
    strbuf_add_format(&buf, " %0200d", 7);
    assert_int_equal(buf.length, 1 + 1 + 20 + 1 + 200);
    assert_memory_equal(buf.data, "0 18446744073709551615 000", 26);
    assert_int_equal(buf.data[buf.length - 1], '7');
    for (int length = 250; length < 262; length++) {
        strbuf_clear(&buf);
        strbuf_add_format(&buf, "%0*d", length, 7);
        assert_int_equal(buf.length, length);
        assert_int_equal(buf.data[buf.length - 1], '7');
        assert_int_equal(buf.data[buf.length], '\0');
    }
    strbuf_release(&buf);
}

static void runes_are_written_at_every_length(void **state) {
    struct strbuf buf = {0};

    (void)state;
    strbuf_add_rune(&buf, 0x7F);
    strbuf_add_rune(&buf, 0x80);
    strbuf_add_rune(&buf, 0x7FF);
    strbuf_add_rune(&buf, 0x800);
    strbuf_add_rune(&buf, 0xFFFF);
    strbuf_add_rune(&buf, 0x10000);
    strbuf_add_rune(&buf, 0x10FFFF);
    assert_text(strbuf_view(&buf), "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80"
                                   "\xF4\x8F\xBF\xBF");
    strbuf_clear(&buf);
    strbuf_add_rune(&buf, 0xD800);
    strbuf_add_rune(&buf, 0x110000);
    assert_text(strbuf_view(&buf), "\xEF\xBF\xBD\xEF\xBF\xBD");
    strbuf_release(&buf);
}

static void reserved_room_can_be_filled_by_the_caller(void **state) {
    struct strbuf buf = {0};

    (void)state;
    strbuf_add(&buf, STR("ab"));
    memset(strbuf_reserve(&buf, 500), 'x', 500);
    assert_int_equal(buf.length, 2);
    buf.length += 500;
    assert_int_equal(buf.data[502], '\0');
    assert_memory_equal(buf.data, "abx", 3);
    strbuf_release(&buf);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(null_is_the_empty_text),
        cmocka_unit_test(nul_is_a_byte_like_any_other),
        cmocka_unit_test(order_is_by_unsigned_bytes_then_length),
        cmocka_unit_test(case_is_folded_in_ascii_only),
        cmocka_unit_test(beginnings_and_ends_are_not_longer_than_the_text),
        cmocka_unit_test(find_respects_its_start),
        cmocka_unit_test(slices_are_clamped),
        cmocka_unit_test(trim_takes_blanks_of_both_ends_only),
        cmocka_unit_test(cut_tells_an_empty_rest_from_none),
        cmocka_unit_test(numbers_are_taken_whole_and_in_range),
        cmocka_unit_test(special_bytes_are_found_among_any_others),
        cmocka_unit_test(copies_end_with_nul_and_stand_alone),
        cmocka_unit_test(lengths_that_overflow_end_with_3),
        cmocka_unit_test(distance_counts_slips),
        cmocka_unit_test(nearest_offers_only_slips_of_the_pen),
        cmocka_unit_test(a_buffer_is_null_until_the_first_byte_then_ends_with_nul),
        cmocka_unit_test(a_buffer_takes_a_view_of_itself),
        cmocka_unit_test(numbers_and_formats_are_appended),
        cmocka_unit_test(runes_are_written_at_every_length),
        cmocka_unit_test(reserved_room_can_be_filled_by_the_caller),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
