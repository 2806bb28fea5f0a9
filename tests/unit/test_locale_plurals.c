/* Our plural rules against those of ICU, for every language that ICU has one for. */
#include "translate/locale_plurals.h"

#include "sources/sources.h"

#include <assert.h>
#include <setjmp.h>
#include <stdlib.h>
#include <unicode/uloc.h>
#include <unicode/upluralrules.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

#include <cmocka.h>

#define LAST_NUMBER 1000

static struct arena arena;

static int clear(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

static const struct plural_rule *compile(struct str rule, uint32_t *count) {
    struct diags diags = {0};
    const struct plural_rule *compiled =
        plural_parse(rule, (struct place){0}, count, &arena, &diags);
    assert_non_null(compiled);
    diags_release(&diags);
    return compiled;
}

/* ---- ICU --------------------------------------------------------------------------------------
 */

/* Former tags, which nobody would give to a new language. */
static bool is_former(const char *locale) {
    static const char *const former[] = {"in", "iw", "ji", "jw", "mo", "root"};
    for (size_t i = 0; i < sizeof former / sizeof *former; i++) {
        if (strcmp(former[i], locale) == 0) {
            return true;
        }
    }
    return false;
}

enum keyword { ZERO, ONE, TWO, FEW, MANY, OTHER, KEYWORDS };

static enum keyword keyword(const UPluralRules *rules, unsigned n) {
    static const UChar *const names[KEYWORDS] = {u"zero", u"one", u"two", u"few", u"many"};
    UErrorCode status = U_ZERO_ERROR;
    UChar name[16] = {0};
    uplrules_select(rules, n, name, 15, &status);
    assert_true(U_SUCCESS(status));
    for (size_t i = 0; i < OTHER; i++) {
        if (u_strcmp(name, names[i]) == 0) {
            return (enum keyword)i;
        }
    }
    return OTHER;
}

/* ---- The comparison ---------------------------------------------------------------------------
 */

/* Numbers that ICU counts alike must have one form, others another one, and the forms must stand in
   the order of the keywords. */
static void compare(const char *locale, struct str rule) {
    UErrorCode status = U_ZERO_ERROR;
    UPluralRules *rules = uplrules_open(locale, &status);
    uint32_t count = 0, form_of[KEYWORDS], used = 0;
    const struct plural_rule *compiled = compile(rule, &count);
    assert_true(U_SUCCESS(status));
    memset(form_of, 0xFF, sizeof form_of);
    for (unsigned n = 0; n <= LAST_NUMBER; n++) {
        enum keyword key = keyword(rules, n);
        uint32_t form = plural_index(compiled, n);
        if (form_of[key] == UINT32_MAX) {
            form_of[key] = form;
            used++;
        }
        if (form_of[key] != form) {
            fail_msg("%s: %u has form %u", locale, n, (unsigned)form);
        }
    }
    if (used != count) {
        fail_msg("%s: %u forms, but ICU has %u", locale, (unsigned)count, (unsigned)used);
    }
    uint32_t next = 0;
    for (size_t key = 0; key < KEYWORDS; key++) {
        if (form_of[key] != UINT32_MAX && form_of[key] != next++) {
            fail_msg("%s: the forms are in another order", locale);
        }
    }
    uplrules_close(rules);
}

static void every_rule_of_icu_is_ours(void **state) {
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle *plurals = ures_openDirect(NULL, "plurals", &status);
    UResourceBundle *locales = ures_getByKey(plurals, "locales", NULL, &status);
    size_t count = 0;
    assert_true(U_SUCCESS(status));
    while (ures_hasNext(locales)) {
        UResourceBundle *row = ures_getNextResource(locales, NULL, &status);
        const char *locale = ures_getKey(row);
        char tag[ULOC_FULLNAME_CAPACITY] = {0};
        uloc_toLanguageTag(locale, tag, sizeof tag, false, &status);
        if (!is_former(locale)) {
            struct str rule = locale_plurals(str_from(tag));
            if (rule.length == 0) {
                fail_msg("%s: ICU has a rule and we have none", locale);
            }
            compare(locale, rule);
            count++;
        }
        ures_close(row);
    }
    ures_close(locales);
    ures_close(plurals);
    assert_true(count > 200);
}

static void a_region_counts_as_its_language_unless_it_has_a_rule(void **state) {
    (void)state;
    assert_true(str_equal(locale_plurals(STR("pt-BR")), locale_plurals(STR("pt"))));
    assert_true(str_equal(locale_plurals(STR("zh-Hant-TW")), locale_plurals(STR("zh"))));
    assert_true(str_equal(locale_plurals(STR("sr-Latn-RS")), locale_plurals(STR("sr"))));
    assert_false(str_equal(locale_plurals(STR("pt-PT")), locale_plurals(STR("pt"))));
    assert_true(str_equal(locale_plurals(STR("pt-PT-x-a")), locale_plurals(STR("pt-PT"))));
}

/* A rule that is made up is worse than a question. */
static void nothing_is_made_up(void **state) {
    (void)state;
    static const char *const unknown[] = {"", "qaa", "x-test", "ht", "x-en", "a", "n"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        assert_int_equal(locale_plurals(str_from(unknown[i])).length, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(every_rule_of_icu_is_ours, clear),
        cmocka_unit_test_teardown(a_region_counts_as_its_language_unless_it_has_a_rule, clear),
        cmocka_unit_test_teardown(nothing_is_made_up, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
