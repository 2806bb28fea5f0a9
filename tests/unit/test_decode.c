#include "reports.h"

#include "sources/charset.h"
#include "sources/decode.h"
#include "sources/normalize.h"
#include "sources/sources.h"

#include <iconv.h>

static struct arena arena;
static struct diags diags;

static struct str decode(struct str bytes, const char *encoding) {
    return source_decode(bytes, str_from(encoding), STR("a.md"), &arena, &diags);
}

static void assert_decoded(struct str bytes, const char *encoding, const char *expected) {
    struct str text = decode(bytes, encoding);
    assert_reports(&diags, "");
    assert_non_null(text.data);
    assert_text(text, expected);
}

static void refuse(struct str bytes, const char *encoding, const char *expected) {
    assert_null(decode(bytes, encoding).data);
    assert_reports(&diags, expected);
}

/* The text of the only message, for the bytes and offsets it names. */
static void assert_says(struct str bytes, const char *encoding, const char *part) {
    assert_null(decode(bytes, encoding).data);
    assert_int_equal(diags.list.count, 1);
    if (str_find(diags.list.items[0]->text, str_from(part), 0) == STR_NONE) {
        fail_msg("\"%.*s\" does not say \"%s\"", STR_ARG(diags.list.items[0]->text), part);
    }
    diags_release(&diags);
}

static void clean_text_is_not_copied(void **state) {
    (void)state;
    struct str text = STR("Genève\n\tاللغة 南南\n");
    assert_ptr_equal(decode(text, "").data, text.data);
    assert_ptr_equal(decode(STR(""), "").length, 0);
    assert_non_null(decode((struct str){0}, "").data);
    assert_reports(&diags, "");
}

static void bad_utf8_is_named_by_byte_and_place(void **state) {
    (void)state;
    assert_says(STR("a\ngen\xE8ve\n"), "", "E8 at offset 5");
    assert_says(STR("\xEF\xBB\xBF"
                    "a\xFF"),
                "", "FF at offset 4");
    assert_says(STR("\xC0\x80"), "", "C0 80 at offset 0");
    assert_says(STR("\xED\xA0\x80"), "", "ED A0 80 at offset 0");
    assert_says(STR("\xF4\x90\x80\x80"), "", "F4 90 80 80 at offset 0");
    assert_says(STR("ab\xE5\x8D"), "", "E5 8D at offset 2");
    refuse(STR("a\ngen\xE8ve\n"), "", "encoding-utf8 2:4");
    refuse(STR("a\r\nb\rجني\xFF\n"), "", "encoding-utf8 3:4");
}

static void marks_at_the_start(void **state) {
    (void)state;
    assert_decoded(STR("\xEF\xBB\xBF---\n"), "", "---\n");
    assert_says(STR("\xFF\xFE"
                    "a\0"),
                "", "UTF-16LE");
    assert_says(STR("\xFE\xFF\0a"), "", "UTF-16BE");
    assert_says(STR("\xFF\xFE\0\0a\0\0\0"), "", "UTF-32LE");
    assert_says(STR("\0\0\xFE\xFF\0\0\0a"), "", "UTF-32BE");
    refuse(STR("\xEF\xBB\xBF"
               "a"),
           "windows-1252", "encoding-contradicted 1:1");
    refuse(STR("t\0e\0x\0t\0"), "", "encoding-nul 1:2");
}

static void every_line_end_becomes_lf(void **state) {
    (void)state;
    assert_decoded(STR("a\r\nb\rc\n\rd\xE2\x80\xA8"
                       "e\xE2\x80\xA9"
                       "f\r\n"),
                   "", "a\nb\nc\n\nd\ne\nf\n");
    assert_decoded(STR("\r"), "", "\n");
    assert_decoded(STR("a\xE2\x80"
                       "\xA6\n"),
                   "", "a…\n");
}

static void control_characters_are_named(void **state) {
    (void)state;
    refuse(STR("a\0b"), "", "encoding-nul 1:2");
    refuse(STR("a\r\nb\x1B[31m"), "", "encoding-control 2:2");
    refuse(STR("\x7F"), "", "encoding-control 1:1");
    refuse(STR("é\xC2\x92"), "", "encoding-control 1:2");
    assert_says(STR("l\x92\xE9t\xE9"), "ISO-8859-1", "U+0092");
}

static void text_becomes_nfc(void **state) {
    (void)state;
    assert_decoded(STR("Gene\xCC\x80ve"), "", "Gen\xC3\xA8ve");
    assert_decoded(STR("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), "", "\xED\x95\x9C"); /* 한 */
    assert_decoded(STR("\xE2\x84\xAB"), "", "\xC3\x85");                             /* Å */
    assert_decoded(STR("\xD8\xA7\xD9\x93"), "", "\xD8\xA2");                         /* آ */
}

static bool is_nfc(struct str text) {
    /* A control character is never settled, and never changes either: ICU has to look. */
    struct str closed = str_join(&arena, text, STR("\x1F"));
    return str_equal(text_to_nfc(&arena, closed), closed);
}

static void assert_settled_is_nfc(uint32_t first, uint32_t second, uint32_t third) {
    struct strbuf text = {0};
    strbuf_add_rune(&text, first);
    strbuf_add_rune(&text, second);
    strbuf_add_rune(&text, third);
    if (text_is_settled(strbuf_view(&text)) && !is_nfc(strbuf_view(&text))) {
        fail_msg("U+%04X U+%04X U+%04X is not NFC", first, second, third);
    }
    strbuf_release(&text);
}

static void settled_text_is_nfc(void **state) {
    static const uint32_t others[] = {'a',   0x301, 0x316, 0x627,  0x64B,
                                      0x653, 0x9C7, 0x94D, 0x1100, 0xAC00};
    (void)state;
    for (uint32_t rune = 0x80; rune < 0x10000; rune += rune < 0x3400 || rune >= 0xF900 ? 1 : 55) {
        for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
            assert_settled_is_nfc(rune, others[i], rune);
            assert_settled_is_nfc(others[i], rune, others[i]);
        }
        arena_reset(&arena);
    }
}

static void most_text_is_settled_at_once(void **state) {
    (void)state;
    assert_true(text_is_settled((struct str){0}));
    assert_true(text_is_settled(STR("# Plain text\n\twith two lines ~\n")));
    assert_true(text_is_settled(STR("Genève, \xC2\xA0«Юг – Юг»… 南南合作 대한민국 देवनागरी")));
    assert_true(text_is_settled(STR("\xD8\xA3\xD9\x8A\xD8\xB6\xD8\xA7\xD9\x8B"))); /* one mark */
}

/* At each place of a word of eight bytes, for they are looked at together. */
static void what_decoding_changes_or_refuses_is_not_settled(void **state) {
    static const struct str bad[] = {
        STR_INIT("\r"),
        STR_INIT("\0"),
        STR_INIT("\x1F"),
        STR_INIT("\x7F"),
        STR_INIT("\x80"),
        STR_INIT("\xC2\x80"),
        STR_INIT("\xC2\x9F"),
        STR_INIT("\xC3"),
        STR_INIT("\xC0\xAF"),
        STR_INIT("\xE0\x9F\xBF"),
        STR_INIT("\xED\xA0\x80"),
        STR_INIT("\xE2\x80\xA8"),
        STR_INIT("\xE2\x80\xA9"),
        STR_INIT("\xE5\x8D"),
        STR_INIT("e\xCC\x81"),
        STR_INIT("\xFF"),
        STR_INIT("\xF4\x90\x80\x80"),
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        for (size_t before = 0; before < 18; before++) {
            struct strbuf text = {0};
            strbuf_add(&text, str_slice(STR("0123456789abcdefgh"), 0, before));
            strbuf_add(&text, bad[i]);
            assert_false(text_is_settled(strbuf_view(&text)));
            strbuf_add(&text, STR("0123456789"));
            assert_false(text_is_settled(strbuf_view(&text)));
            strbuf_release(&text);
        }
    }
}

static void legacy_texts_of_four_scripts(void **state) {
    (void)state;
    assert_decoded(STR("\xC7\xE1\xCA\xDA\xC7\xE6\xE4 \xC8\xED\xE4 \xC8\xE1\xCF\xC7\xE4 "
                       "\xC7\xE1\xCC\xE4\xE6\xC8\xA1 \xCC\xE4\xED\xDD"),
                   "windows-1256", "التعاون بين بلدان الجنوب، جنيف");
    assert_decoded(STR("\xF3\xCF\xD4\xD2\xD5\xC4\xCE\xC9\xDE\xC5\xD3\xD4\xD7\xCF \xE0\xC7 - "
                       "\xE0\xC7"),
                   "koi8-r", "Сотрудничество Юг - Юг");
    assert_decoded(STR("\xC4\xCF\xC4\xCF\xBA\xCF\xD7\xF7\xD3\xEB\xD6\xAA\xCA\xB6\xB2\xFA\xC8\xA8"
                       "\xA2\xE3\x81"
                       "9\xEE"
                       "9"),
                   "GB18030", "南南合作与知识产权€㐀");
    assert_decoded(STR("Coop\xE9ration \xAB Sud-Sud \xBB : l\x92\x9Cuvre \xE0 50 \x80\r\n"),
                   "Windows-1252", "Coopération « Sud-Sud » : l’œuvre à 50 €\n");
    assert_decoded(STR("Genève"), "utf-8", "Genève");
}

static void undecodable_legacy_bytes_are_named(void **state) {
    (void)state;
    assert_says(STR("abc\n\xE9\x81x"), "windows-1252", "81 at offset 5");
    refuse(STR("abc\n\xE9\x81x"), "windows-1252", "encoding-bytes 2:2");
    /* the lead byte of a pair, cut off */
    assert_says(STR("\xC4\xCF\xC4"), "GB18030", "C4 at offset 2");
    refuse(STR("\xC4\xCF\xC4"), "GB18030", "encoding-bytes 1:2");
    refuse(STR("\xFF\xFF"), "EUC-KR", "encoding-bytes 1:1");
}

static void backslashes_survive_shift_jis(void **state) {
    (void)state;
    assert_decoded(STR("a\\~\x83\x5C\n"), "Shift_JIS", "a\\~ソ\n");
}

/* [encoding-not-installed] */
static void every_charset_of_the_list_is_known_to_iconv(void **state) {
    (void)state;
    size_t count;
    const struct str *list = charset_list(&count);
    for (size_t i = 0; i < count; i++) {
        assert_decoded(STR("ascii: {a}\n"), list[i].data, "ascii: {a}\n");
    }
    assert_true(str_is_empty(charset_find(STR("ISO-2022-JP"))));
    assert_true(str_is_empty(charset_find(STR("UTF-7"))));
    assert_true(str_is_empty(charset_find(STR("UTF-16"))));
    refuse(STR("a"), "ISO-2022-JP", "encoding-not-installed 0:0");
}

/* Any bytes give text or exactly one error; text is clean. */
static void any_byte_in_any_charset_is_decoded_or_refused(void **state) {
    (void)state;
    size_t count;
    const struct str *list = charset_list(&count);
    for (size_t i = 0; i < count; i++) {
        for (unsigned byte = 0; byte < 65536; byte += i < 12 ? 255 : 257) {
            char bytes[4] = {'a', (char)(byte & 0xFF), (char)(byte >> 8), 'b'};
            struct str text = decode((struct str){bytes, 4}, list[i].data);
            assert_int_equal(diags.list.count, text.data == NULL ? 1 : 0);
            assert_true(text.data == NULL || utf8_find_invalid(text) == STR_NONE);
            diags_release(&diags);
            arena_reset(&arena);
        }
    }
}

static void names_fold_as_on_fat_and_macos(void **state) {
    (void)state;
    assert_text(name_fold(&arena, STR("A.MD")), "a.md");
    assert_text(name_fold(&arena, STR("E\xCC\x81")), "é");
    assert_text(name_fold(&arena, STR("É")), "é");
    assert_text(name_fold(&arena, STR("ПЛАН")), "план");
    assert_text(name_fold(&arena, STR("\xFF")), "\xFF");
}

static int release(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean_text_is_not_copied),
        cmocka_unit_test(bad_utf8_is_named_by_byte_and_place),
        cmocka_unit_test(marks_at_the_start),
        cmocka_unit_test(every_line_end_becomes_lf),
        cmocka_unit_test(control_characters_are_named),
        cmocka_unit_test(text_becomes_nfc),
        cmocka_unit_test(settled_text_is_nfc),
        cmocka_unit_test(most_text_is_settled_at_once),
        cmocka_unit_test(what_decoding_changes_or_refuses_is_not_settled),
        cmocka_unit_test(legacy_texts_of_four_scripts),
        cmocka_unit_test(undecodable_legacy_bytes_are_named),
        cmocka_unit_test(backslashes_survive_shift_jis),
        cmocka_unit_test(every_charset_of_the_list_is_known_to_iconv),
        cmocka_unit_test(any_byte_in_any_charset_is_decoded_or_refused),
        cmocka_unit_test(names_fold_as_on_fat_and_macos),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
