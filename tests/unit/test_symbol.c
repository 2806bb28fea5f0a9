#include "site/symbol.h"

#include <setjmp.h>

#include <cmocka.h>

static struct arena arena;

static void assert_address(const char *symbol, const char *address) {
    assert_true(symbol_is_valid(str_from(symbol)));
    struct str actual = symbol_address(&arena, str_from(symbol));
    if (!str_equal(actual, str_from(address))) {
        fail_msg("the address of %s is %.*s, not %s", symbol, STR_ARG(actual), address);
    }
}

static void a_symbol_is_its_address(void **state) {
    (void)state;
    assert_address("WIPO/SSC/GE/13/2", "wipo/ssc/ge/13/2");
    assert_address("CDIP/12/12 PROV.", "cdip/12/12-prov");
    assert_address("CDIP/12/1 Prov.3", "cdip/12/1-prov-3");
    assert_address("CDIP/3/INF/2", "cdip/3/inf/2");
    assert_address("A/48/11 Add.", "a/48/11-add");
    assert_address("PCT/WG/13/7 Rev.", "pct/wg/13/7-rev");
    assert_address("ST/CS/SER.A/44/Rev.1*", "st/cs/ser-a/44/rev-1");
    assert_address("E/2014/(I)-2 & Corr.1", "e/2014/i-2-corr-1");
    assert_address("A", "a");
    assert_address("wipo_ssc_cai_13", "wipo-ssc-cai-13");
}

static void no_part_is_the_name_of_a_device(void **state) {
    (void)state;
    assert_address("CON/1", "con-/1");
    assert_address("A/NUL", "a/nul-");
    assert_address("CONF/1", "conf/1");
}

static void what_cannot_be_told_apart_is_the_same_address(void **state) {
    (void)state;
    assert_address("A/1 Rev.1", "a/1-rev-1");
    assert_address("A/1-REV-1", "a/1-rev-1");
    assert_address("A/1/Rev.1", "a/1/rev-1");
}

static void other_texts_are_no_symbols(void **state) {
    static const char *const bad[] = {"",      "/A",    "A/",   "A//B",  "A/ B",       "A /B",
                                      " A",    "A ",    "A  B", "A/-/B", "A/\xD0\x91", "A\tB",
                                      "A/..",  "../A",  "A?B",  "A#B",   "A\\B",       "A<B",
                                      "A/B\"", "A%2FB", "*"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (symbol_is_valid(str_from(bad[i]))) {
            fail_msg("%s is taken for a symbol", bad[i]);
        }
    }
}

static void a_symbol_has_at_most_120_bytes(void **state) {
    (void)state;
    char text[SYMBOL_MAX_BYTES + 1];
    memset(text, 'A', sizeof text);
    assert_true(symbol_is_valid((struct str){text, SYMBOL_MAX_BYTES}));
    assert_int_equal(symbol_address(&arena, (struct str){text, SYMBOL_MAX_BYTES}).length,
                     SYMBOL_MAX_BYTES);
    assert_false(symbol_is_valid((struct str){text, SYMBOL_MAX_BYTES + 1}));
}

static int release(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_symbol_is_its_address),
        cmocka_unit_test(no_part_is_the_name_of_a_device),
        cmocka_unit_test(what_cannot_be_told_apart_is_the_same_address),
        cmocka_unit_test(other_texts_are_no_symbols),
        cmocka_unit_test(a_symbol_has_at_most_120_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
