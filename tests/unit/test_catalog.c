#include "reports.h"

#include "sources/catalog.h"

#include <dirent.h>

static struct arena arena;
static struct diags diags;

#define HEADER(plural)                                                                             \
    "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n"                                               \
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: " plural "\\n\"\n\n"
#define FRENCH HEADER("nplurals=2; plural=(n > 1);")
#define RUSSIAN                                                                                    \
    HEADER("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || "    \
           "n%100>=20) ? 1 : 2);")

static const struct catalog *parse_str(struct str text) {
    return catalog_parse(text, STR("fr.po"), STR("fr"), CATALOG_OF_INTERFACE, &arena, &diags);
}

static const struct catalog *parse(const char *text) {
    const struct catalog *catalog = parse_str(str_from(text));
    assert_non_null(catalog);
    return catalog;
}

static void refuse(const char *text, const char *expected) {
    parse(text);
    assert_reports(&diags, expected);
}

static void texts_are_found_by_context_and_msgid(void **state) {
    (void)state;
    const struct catalog *catalog = parse(
        FRENCH "#: a.c:1\nmsgid \"Reports\"\nmsgstr \"Rapports\"\n\n"
               "msgctxt \"menu\"\nmsgid \"Reports\"\nmsgstr \"\"\n\"Les \"\n\"rapports\\n\"\n\n"
               "msgid \"{n} report\"\nmsgid_plural \"{n} reports\"\n"
               "msgstr[0] \"un rapport\"\nmsgstr[1] \"{n} rapports\"\n");
    assert_reports(&diags, "");
    assert_text(catalog_text(catalog, STR(""), STR("Reports")), "Rapports");
    assert_text(catalog_text(catalog, STR("menu"), STR("Reports")), "Les rapports\n");
    assert_text(catalog_text(catalog, STR("other"), STR("Reports")), "");
    assert_text(catalog_text(catalog, STR(""), STR("")), "");
    assert_text(catalog_plural(catalog, STR("{n} report"), 0), "un rapport");
    assert_text(catalog_plural(catalog, STR("{n} report"), 2), "{n} rapports");
    assert_text(catalog_plural(catalog, STR("Reports"), 2), "Rapports");
    assert_text(catalog_plural(catalog, STR("?"), 2), "");
    assert_text(catalog_text(NULL, STR(""), STR("Reports")), "");
    assert_text(catalog_plural(NULL, STR("Reports"), 2), "");
    assert_int_equal(catalog->messages.count, 3);
    assert_int_equal(catalog->translated_count, 3);
    assert_int_equal(catalog->messages.items[0].line, 8);
    assert_int_equal(catalog->messages.items[1].line, 12);
}

static void unfinished_entries_are_untranslated(void **state) {
    (void)state;
    const struct catalog *catalog =
        parse(FRENCH "#, fuzzy\nmsgid \"A\"\nmsgstr \"a\"\n\nmsgid \"B\"\nmsgstr \"\"\n\n"
                     "#, fuzzy\n#| msgid \"{n} x\"\nmsgid \"{n} c\"\nmsgid_plural \"{n} cs\"\n"
                     "msgstr[0] \"wrong {x}\"\nmsgstr[1] \"\"\n\n"
                     "msgid \"D\"\nmsgstr \"d\"\n\n#~ msgid \"E\"\n#~ msgstr \"e\"\n");
    assert_reports(&diags, "");
    assert_int_equal(catalog->messages.count, 4);
    assert_int_equal(catalog->translated_count, 1);
    assert_text(catalog_text(catalog, STR(""), STR("A")), "");
    assert_text(catalog_text(catalog, STR(""), STR("E")), "");
    assert_int_equal(catalog->messages.items[3].line, 21);
}

static void an_empty_file_is_a_language_to_be_translated(void **state) {
    (void)state;
    assert_int_equal(parse("")->plural_count, 1);
    assert_int_equal(parse("# to do\n")->messages.count, 0);
    assert_int_equal(parse("\xEF\xBB\xBF")->messages.count, 0);
    assert_reports(&diags, "");
    refuse("msgid \"A\"\nmsgstr \"a\"\n", "catalog-no-header 1:1");
}

static void other_files_are_told_apart(void **state) {
    (void)state;
    refuse("<!DOCTYPE html>\n<html>404</html>\n", "catalog-not-po 0:0");
    refuse("\n  <html>", "catalog-not-po 0:0");
    refuse("\xDE\x12\x04\x95????", "catalog-not-po 0:0");
    refuse(FRENCH "<<<<<<< ours\nmsgid \"A\"\n=======\nmsgid \"B\"\n>>>>>>> theirs\nmsgstr \"\"\n",
           "catalog-conflict 7:1, catalog-conflict 9:1, catalog-conflict 11:1");
    parse_str(STR(FRENCH "msgid \"A\0\"\nmsgstr \"a\"\n"));
    assert_reports(&diags, "encoding-nul 7:9");
}

static void a_mark_and_crlf_are_fine(void **state) {
    (void)state;
    parse("\xEF\xBB\xBF"
          "msgid \"\"\r\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\r\n\r\n"
          "msgid \"A\"\r\nmsgstr \"é\"\r\n");
    assert_reports(&diags, "");
}

static void charsets_other_than_utf8_are_refused(void **state) {
    (void)state;
    refuse("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\n"
           "msgid \"A\"\nmsgstr \"\xE9\"\n",
           "catalog-charset 3:36");
    refuse("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=CHARSET\\n\"\n",
           "catalog-charset 3:36");
    refuse("msgid \"\"\nmsgstr \"Language: fr\\n\"\n", "catalog-no-charset 1:1");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"\xE9\"\n", "encoding-utf8 8:9");
}

static void the_language_must_be_that_of_the_folder(void **state) {
    (void)state;
    refuse("msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n"
           "\"Content-Type: text/plain; charset=UTF-8\\n\"\n",
           "catalog-language 1:1");
    static const char *const same[][2] = {
        {"pt_BR", "pt-BR"}, {"sr@latin", "sr-Latn"}, {"zh_Hant", "zh-Hant"}, {"pt-br", "pt-BR"}};
    for (size_t i = 0; i < 4; i++) {
        struct str text =
            str_join(&arena, STR("msgid \"\"\nmsgstr \"\"\n\"Language: "), str_from(same[i][0]),
                     STR("\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"));
        catalog_parse(text, STR("a.po"), str_from(same[i][1]), CATALOG_OF_INTERFACE, &arena,
                      &diags);
        assert_reports(&diags, "");
    }
}

static void syntax_errors_name_line_and_column(void **state) {
    (void)state;
    refuse(FRENCH "msgid \"A\nmsgstr \"a\"\n", "catalog-string-open 7:7");
    refuse(FRENCH "msgid \"A \"quoted\" b\"\nmsgstr \"a\"\n", "catalog-unexpected 7:11");
    refuse(FRENCH "msgid \"A\"\n\nmsgid \"B\"\nmsgstr \"b\"\n", "catalog-unexpected 9:1");
    refuse(FRENCH "msgstr \"b\"\n", "catalog-unexpected 7:1");
    refuse(FRENCH "msgid \"A\"\n", "catalog-no-text 8:1");
    refuse(FRENCH "msgid\nmsgstr \"a\"\n", "catalog-no-text 8:1");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"\\q\"\n", "catalog-escape 8:9");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"\\0\"\n", "catalog-escape 8:9");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"\\303\\251\"\n", "catalog-escape 8:9");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"\\", "catalog-escape 8:9");
    refuse(FRENCH "domain \"x\"\n", "catalog-unexpected 7:1");
    refuse(FRENCH "bonjour\nmsgid \"A\"\nmsgstr \"a\"\n\nmsgid \"B\nmsgstr \"b\"\n",
           "catalog-unexpected 7:1, catalog-string-open 11:7");
    refuse(FRENCH "msgid \"A\"\nmsgid_plural \"B\"\nmsgstr[1] \"b\"\n", "catalog-unexpected 9:1");
    refuse(FRENCH "msgid \"A\"\nmsgstr[0] \"b\"\n", "catalog-unexpected 8:1");
    refuse("\"x\"\n", "catalog-unexpected 1:1");
}

static void duplicates_name_both_lines(void **state) {
    (void)state;
    parse(FRENCH "msgid \"A\"\nmsgstr \"a\"\n\nmsgid \"B\"\nmsgstr \"b\"\n\n"
                 "msgid \"A\"\nmsgstr \"x\"\n");
    assert_int_equal(diags.list.count, 1);
    assert_int_equal(diags.list.items[0]->notes->place.line, 7);
    assert_reports(&diags, "catalog-duplicate 13:1");
    refuse(FRENCH "msgctxt \"c\"\nmsgid \"A\"\nmsgstr \"a\"\n\nmsgid \"A\"\nmsgstr \"b\"\n\n"
                  "msgctxt \"c\"\nmsgid \"\"\n\"A\"\nmsgstr \"x\"\n",
           "catalog-duplicate 15:1");
    refuse(FRENCH FRENCH, "catalog-duplicate 7:1");
}

static void comments_stand_before_an_entry(void **state) {
    (void)state;
    refuse(FRENCH "msgid \"A\"\n# x\nmsgstr \"a\"\n", "catalog-unexpected 8:1");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"a\"\n# x\n\"b\"\n", "catalog-unexpected 10:1");
    refuse(FRENCH "#~ msgid \"A\"\n#~ nonsense\n", "");
}

static void plural_forms_must_fit_the_header(void **state) {
    (void)state;
#define PLURAL "msgid \"{n} r\"\nmsgid_plural \"{n} rs\"\n"
    refuse(FRENCH PLURAL "msgstr[0] \"{n} a\"\n", "catalog-form-count 7:1");
    refuse(FRENCH PLURAL "msgstr[0] \"{n} a\"\nmsgstr[1] \"{n} b\"\nmsgstr[2] \"{n} c\"\n",
           "catalog-form-count 7:1");
    refuse(FRENCH PLURAL "msgstr[0] \"{n} a\"\nmsgstr[1] \"\"\n", "catalog-form-empty 7:1");
    refuse("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n" PLURAL
           "msgstr[0] \"{n} a\"\n\nmsgid \"{n} b\"\nmsgid_plural \"x\"\nmsgstr[0] \"y\"\n",
           "plural-missing 4:1");
    refuse(HEADER("nplurals=2; plural=n/0;") PLURAL "msgstr[0] \"x\"\nmsgstr[1] \"y\"\n",
           "plural-number 1:1");
}

static void placeholders_must_be_the_same(void **state) {
    (void)state;
    refuse(FRENCH "msgid \"In {language}\"\nmsgstr \"En langue\"\n",
           "catalog-placeholder-missing 7:1");
    refuse(FRENCH "msgid \"In {language}\"\nmsgstr \"En {langue}\"\n",
           "catalog-placeholder-missing 7:1, catalog-placeholder-unknown 7:1");
    refuse(FRENCH "msgid \"{{a}} of {b}\"\nmsgstr \"{b} de {{a}}\"\n", "");
    refuse(FRENCH "msgid \"{{a}}\"\nmsgstr \"{a}\"\n",
           "catalog-placeholder-missing 7:1, catalog-placeholder-unknown 7:1");
    refuse(FRENCH "msgid \"A { b }\"\nmsgstr \"a {\"\n", "");
}

static void only_a_form_for_one_may_omit_its_number(void **state) {
    (void)state;
    refuse(FRENCH PLURAL "msgstr[0] \"un\"\nmsgstr[1] \"plusieurs\"\n",
           "catalog-placeholder-missing 7:1");
    refuse(FRENCH PLURAL "msgstr[0] \"un\"\nmsgstr[1] \"{n} plusieurs {x}\"\n",
           "catalog-placeholder-unknown 7:1");
    /* 1, 21, 31: not one thing only */
    refuse(RUSSIAN PLURAL "msgstr[0] \"один\"\nmsgstr[1] \"{n} а\"\nmsgstr[2] \"{n} б\"\n",
           "catalog-placeholder-missing 7:1");
    refuse(HEADER("nplurals=3; plural=n==1?0:n==2?1:2;") PLURAL
           "msgstr[0] \"واحد\"\nmsgstr[1] \"اثنان\"\nmsgstr[2] \"{n}\"\n",
           "");
}

static void html_and_bidi_controls_are_refused(void **state) {
    (void)state;
    refuse(FRENCH "msgid \"A\"\nmsgstr \"<b>a</b>\"\n", "catalog-html 7:1");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"a<!-- b -->\"\n", "catalog-html 7:1");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"a < b\"\n", "");
    refuse(FRENCH "msgid \"<b>A</b>\"\nmsgstr \"<b>a</b>\"\n", "");
    refuse(FRENCH "msgid \"<b>A</b>\"\nmsgstr \"<script>a</b>\"\n", "catalog-html 7:1");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"a\xE2\x80\xAE\"\n", "catalog-bidi 7:1");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"a\xE2\x81\xA7\"\n", "catalog-bidi 7:1");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"a\xE2\x80\x8F\xD8\x9C\"\n", "");
    refuse(FRENCH "msgid \"A\"\nmsgstr \"a\\r\"\n", "catalog-control 7:1");
}

static struct str many(struct strbuf *text, unsigned count) {
    strbuf_clear(text);
    strbuf_add_c(text, FRENCH);
    for (unsigned i = 0; i < count; i++) {
        strbuf_add_format(text, "msgid \"m%u\"\nmsgstr \"t%u\"\n\n", i, i);
    }
    return strbuf_view(text);
}

static void limits_hold(void **state) {
    (void)state;
    struct strbuf text = {0};
    assert_int_equal(parse_str(many(&text, CATALOG_MAX_MESSAGES))->translated_count,
                     CATALOG_MAX_MESSAGES);
    assert_reports(&diags, "");
    parse_str(many(&text, CATALOG_MAX_MESSAGES + 1));
    assert_reports(&diags, "catalog-too-many 0:0");
    strbuf_clear(&text);
    strbuf_add_c(&text, FRENCH "msgid \"A\"\nmsgstr \"");
    for (size_t i = 0; i <= CATALOG_MAX_STRING_BYTES; i++) {
        strbuf_add_char(&text, 'x');
    }
    strbuf_add_c(&text, "\"\n");
    parse_str(strbuf_view(&text));
    assert_reports(&diags, "catalog-string-too-long 7:1");
    while (text.length <= CATALOG_MAX_FILE_BYTES) {
        strbuf_add_c(&text, "# padding padding padding padding padding padding padding padding\n");
    }
    parse_str(strbuf_view(&text));
    assert_reports(&diags, "file-too-large 0:0");
    strbuf_release(&text);
}

static size_t open_descriptors(void) {
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;
    while (readdir(folder) != NULL) {
        count++;
    }
    closedir(folder);
    return count;
}

/* However a file is damaged, there is an answer, and nothing stays open. */
static void no_damage_crashes_or_leaks(void **state) {
    (void)state;
    struct str whole = STR(FRENCH "#, fuzzy\nmsgctxt \"m\"\nmsgid \"A {n}\"\nmsgid_plural \"B\"\n"
                                  "msgstr[0] \"a {n}\"\nmsgstr[1] \"b\"\n\n#~ msgid \"E\"\n");
    static const char damage[] = {'\n', '"', '\\', '[', '#', '\0'};
    size_t before = open_descriptors();
    for (size_t i = 0; i < whole.length; i++) {
        parse_str(str_slice(whole, 0, i));
        for (size_t d = 0; d < sizeof damage; d++) {
            char copy[400];
            memcpy(copy, whole.data, whole.length);
            copy[i] = damage[d];
            parse_str((struct str){copy, whole.length});
        }
    }
    assert_int_equal(open_descriptors(), before);
    diags_release(&diags);
}

static int release(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_found_by_context_and_msgid),
        cmocka_unit_test(unfinished_entries_are_untranslated),
        cmocka_unit_test(an_empty_file_is_a_language_to_be_translated),
        cmocka_unit_test(other_files_are_told_apart),
        cmocka_unit_test(a_mark_and_crlf_are_fine),
        cmocka_unit_test(charsets_other_than_utf8_are_refused),
        cmocka_unit_test(the_language_must_be_that_of_the_folder),
        cmocka_unit_test(syntax_errors_name_line_and_column),
        cmocka_unit_test(duplicates_name_both_lines),
        cmocka_unit_test(comments_stand_before_an_entry),
        cmocka_unit_test(plural_forms_must_fit_the_header),
        cmocka_unit_test(placeholders_must_be_the_same),
        cmocka_unit_test(only_a_form_for_one_may_omit_its_number),
        cmocka_unit_test(html_and_bidi_controls_are_refused),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(no_damage_crashes_or_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
