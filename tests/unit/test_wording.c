#include "base/wording.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define NO_DOMAIN "isogloss-test" /* has no catalog anywhere */

static struct strbuf out;

static const char *filled(const char *text, const struct str *arguments, size_t count) {
    strbuf_clear(&out);
    strbuf_add(&out, STR(">"));
    wording_fill(&out, text, arguments, count);
    return out.data;
}

static void arguments_stand_where_a_translation_wants_them(void **state) {
    const struct str two[] = {STR_INIT("one"), STR_INIT("two")};

    (void)state;
    assert_string_equal(filled("{2} before {1}", two, 2), ">two before one");
    assert_string_equal(filled("{1}{1}", two, 2), ">oneone");
    assert_string_equal(filled("nothing", two, 2), ">nothing");
    assert_string_equal(filled("", two, 2), ">");
}

static void what_is_no_placeholder_stays(void **state) {
    const struct str arguments[] = {STR_INIT("{2}"), STR_INIT("two"), STR_INIT("3"),
                                    STR_INIT("4"),   STR_INIT("5"),   STR_INIT("6"),
                                    STR_INIT("7"),   STR_INIT("8"),   STR_INIT("nine")};

    (void)state;
    /* Beyond the arguments; and no argument is read for placeholders again. */
    assert_string_equal(filled("{1} {3}", arguments, 2), ">{2} {3}");
    assert_string_equal(filled("{9}", arguments, 9), ">nine");
    assert_string_equal(filled("{1}", NULL, 0), ">{1}");
    assert_string_equal(filled("{0} {10} {a} { 1} {1 {", arguments, 9), ">{0} {10} {a} { 1} {1 {");
}

static void numbers_choose_their_form(void **state) {
    static const struct {
        size_t n;
        const char *text;
    } cases[] = {{0, ">0 files"}, {1, ">1 file"}, {2, ">2 files"}, {21, ">21 files"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        strbuf_clear(&out);
        strbuf_add(&out, STR(">"));
        wording_add_counted(&out, P_("{1} file", "{1} files"), cases[i].n);
        assert_string_equal(out.data, cases[i].text);
    }
    assert_string_equal(wording_counted(P_("one", "many"), SIZE_MAX), "many");
}

/* Under the locale "C" gettext does not even look at LANGUAGE. */
static void a_locale_the_machine_lacks_becomes_a_language(void **state) {
    static const struct {
        const char *all, *messages, *lang, *language; /* what the environment says */
        const char *expected;                         /* of LANGUAGE afterwards */
    } cases[] = {
        {"qq_QQ.UTF-8", NULL, NULL, NULL, "qq_QQ.UTF-8"},
        {"", "qq_QQ", "rr_RR", NULL, "qq_QQ"},
        {NULL, NULL, "rr_RR@x", "", "rr_RR@x"},
        {"qq_QQ", NULL, NULL, "ss:tt", "ss:tt"},
        {"C", NULL, "qq_QQ", NULL, NULL},
        {NULL, NULL, NULL, NULL, NULL},
    };
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *const values[] = {cases[i].all, cases[i].messages, cases[i].lang,
                                      cases[i].language};
        const char *language;

        for (size_t j = 0; j < 4; j++) {
            if (values[j]) {
                setenv(names[j], values[j], 1);
            } else {
                unsetenv(names[j]);
            }
        }
        wording_open(NO_DOMAIN);
        language = getenv("LANGUAGE");
        if (cases[i].expected) {
            assert_non_null(language);
            assert_string_equal(language, cases[i].expected);
            assert_string_not_equal(setlocale(LC_MESSAGES, NULL), "C");
        } else {
            assert_null(language);
        }
    }
}

static void only_messages_and_characters_follow_the_locale(void **state) {
    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    wording_open(NO_DOMAIN);
    assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
    assert_string_equal(setlocale(LC_COLLATE, NULL), "C");
    assert_string_equal(setlocale(LC_TIME, NULL), "C");
    setenv("LC_ALL", "C", 1);
    wording_open(NO_DOMAIN);
    assert_string_equal(setlocale(LC_CTYPE, NULL), "C.UTF-8");
}

static int release(void **state) {
    (void)state;
    strbuf_release(&out);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_stand_where_a_translation_wants_them),
        cmocka_unit_test(what_is_no_placeholder_stays),
        cmocka_unit_test(numbers_choose_their_form),
        cmocka_unit_test(a_locale_the_machine_lacks_becomes_a_language),
        cmocka_unit_test(only_messages_and_characters_follow_the_locale),
    };

    return cmocka_run_group_tests(tests, NULL, release);
}
