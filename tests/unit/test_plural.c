#include "reports.h"

#include "sources/catalog.h"

static struct arena arena;
static struct diags diags;

static const struct plural_rule *parse(const char *header, uint32_t *count) {
    return plural_parse(str_from(header), place_at(STR("a.po"), 3, 0), count, &arena, &diags);
}

static void refuse(const char *header, const char *expected) {
    uint32_t count;
    assert_null(parse(header, &count));
    assert_reports(&diags, expected);
}

/* The forms for n = 0, 1, 2 ... as digits. */
static void assert_forms(const char *header, const char *expected) {
    uint32_t count;
    const struct plural_rule *rule = parse(header, &count);
    assert_reports(&diags, "");
    assert_non_null(rule);
    for (uint32_t n = 0; expected[n] != '\0'; n++) {
        if (plural_index(rule, n) != (uint32_t)(expected[n] - '0')) {
            fail_msg("%s: n = %u has form %u", header, (unsigned)n,
                     (unsigned)plural_index(rule, n));
        }
    }
}

static void rules_of_the_six_languages(void **state) {
    (void)state;
    assert_forms("nplurals=2; plural=(n != 1);", "1011");
    assert_forms("nplurals=2; plural=n > 1;", "0011");
    assert_forms("nplurals=1; plural=0;", "0000");
    assert_forms("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
                 "(n%100<10 || n%100>=20) ? 1 : 2);",
                 "2011122222222222222220111222222");
    assert_forms("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 "
                 ": n%100>=11 ? 4 : 5);\n",
                 "0123333333344444");
}

static void operators_bind_as_in_c(void **state) {
    (void)state;
    assert_forms("nplurals=6; plural=1+2*n%3", "132132"); /* (2*n)%3: 0 2 1 */
    assert_forms("nplurals=6; plural=5-2-1", "22");
    assert_forms("nplurals=6; plural=8/2/2", "22");
    assert_forms("nplurals=2; plural=!n", "100");
    assert_forms("nplurals=2; plural=!!n", "011");
    assert_forms("nplurals=2; plural=1<2==1", "11");
    assert_forms("nplurals=2; plural=n<=2!=0", "1110");
    assert_forms("nplurals=2; plural=1||0&&0", "11");
    assert_forms("nplurals=2; plural=7&&n", "011");
    assert_forms("nplurals=3; plural=n?n==1?1:2:0", "0122");
    assert_forms("nplurals=2; plural = ( ( n ) > ( 1 ) ) ", "0011");
}

/* Only the branch that is taken counts. */
static void a_division_that_never_happens_is_fine(void **state) {
    (void)state;
    assert_forms("nplurals=2; plural=n==0?0:10/n>4", "0110000000");
    assert_forms("nplurals=2; plural=n&&10%n==0", "0110010000");
    assert_forms("nplurals=2; plural=n==0||10%n==0", "1110010000");
}

static void rules_that_cannot_be_trusted_are_refused(void **state) {
    (void)state;
    refuse("nplurals=2; plural=n/0;", "plural-number 3:0");
    refuse("nplurals=2; plural=10%n;", "plural-number 3:0");
    refuse("nplurals=2; plural=n;", "plural-number 3:0");
    refuse("nplurals=2; plural=n==1000?2:0;", "plural-number 3:0");
    refuse("nplurals=2; plural=0-1;", "plural-number 3:0");
    refuse("nplurals=0; plural=0;", "plural-count 3:0");
    refuse("nplurals=7; plural=0;", "plural-count 3:0");
    refuse("nplurals=INTEGER; plural=EXPRESSION;", "plural-count 3:0");
    refuse("", "plural-count 3:0");
    refuse("nplurals=2;", "plural-syntax 3:0");
    refuse("nplurals=2; plural=;", "plural-syntax 3:0");
    refuse("nplurals=2; plural=n!=;", "plural-syntax 3:0");
    refuse("nplurals=2; plural=n=1;", "plural-syntax 3:0");
    refuse("nplurals=2; plural=n?1;", "plural-syntax 3:0");
    refuse("nplurals=2; plural=(n;", "plural-syntax 3:0");
    refuse("nplurals=2; plural=n);", "plural-syntax 3:0");
    refuse("nplurals=2; plural=m>1;", "plural-syntax 3:0");
    refuse("nplurals=2; plural=n>1; x=1;", "plural-syntax 3:0");
    refuse("nplurals=2; plural=99999999999;", "plural-syntax 3:0");
    refuse("nplurals=2; plural=system(1);", "plural-syntax 3:0");
}

static void depth_is_limited(void **state) {
    (void)state;
    struct strbuf text = {0};
    strbuf_add_c(&text, "nplurals=2; plural=");
    for (int i = 0; i < 200000; i++) {
        strbuf_add_char(&text, '(');
    }
    refuse(text.data, "plural-syntax 3:0");
    strbuf_clear(&text);
    strbuf_add_c(&text, "nplurals=2; plural=");
    for (int i = 0; i < 200000; i++) {
        strbuf_add_char(&text, '!');
    }
    strbuf_add_char(&text, 'n');
    refuse(text.data, "plural-syntax 3:0");
    strbuf_clear(&text);
    strbuf_add_c(&text, "nplurals=2; plural=n");
    for (int i = 0; i < 200000; i++) {
        strbuf_add_c(&text, "||n");
    }
    refuse(text.data, "plural-syntax 3:0");
    strbuf_release(&text);
}

static void large_numbers_keep_their_last_digits(void **state) {
    (void)state;
    uint32_t count;
    const struct plural_rule *rule =
        parse("nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n==1000001 ? 1 : 2;", &count);
    assert_int_equal(plural_index(rule, UINT64_C(4294967301)), 0);
    assert_int_equal(plural_index(rule, UINT64_C(18446744073709551611)), 2);
    assert_int_equal(plural_index(NULL, 5), 0);
}

static int release(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_of_the_six_languages),
        cmocka_unit_test(operators_bind_as_in_c),
        cmocka_unit_test(a_division_that_never_happens_is_fine),
        cmocka_unit_test(rules_that_cannot_be_trusted_are_refused),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(large_numbers_keep_their_last_digits),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
