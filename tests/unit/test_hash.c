#include "base/hash.h"

#include <setjmp.h>

#include <cmocka.h>

/* Values of the XXH3 128-bit reference; a change would rebuild every site and rename every asset.
 */
static void digests_are_those_of_xxh3(void **state) {
    struct arena arena = {0};

    (void)state;
    assert_string_equal(digest_hex(&arena, digest_of((struct str){0})).data,
                        "99aa06d3014798d86001c324468d497f");
    assert_string_equal(digest_hex(&arena, digest_of(STR("a"))).data,
                        "a96faf705af16834e6c632b61e964e1f");
    assert_true(digest_equal(digest_of((struct str){0}), digest_of(STR(""))));
    arena_release(&arena);
}

static void one_byte_makes_another_digest(void **state) {
    (void)state;
    assert_false(digest_equal(digest_of(STR("a\0b")), digest_of(STR("a\0c"))));
    assert_false(digest_equal(digest_of(STR("a")), digest_of(STR("a\0"))));
    assert_false(digest_equal((struct digest){1, 2}, (struct digest){1, 3}));
    assert_false(digest_equal((struct digest){1, 2}, (struct digest){3, 2}));
}

static void mixing_depends_on_order_and_both_sides(void **state) {
    struct digest a = digest_of(STR("a"));
    struct digest b = digest_of(STR("b"));

    (void)state;
    assert_false(digest_equal(digest_mix(a, b), digest_mix(b, a)));
    assert_false(digest_equal(digest_mix(a, b), digest_mix(a, a)));
    assert_false(digest_equal(digest_mix(a, a), a));
    assert_false(digest_equal(digest_mix((struct digest){0}, a), a));
    assert_false(
        digest_equal(digest_mix(a, (struct digest){1, 2}), digest_mix(a, (struct digest){1, 3})));
    assert_false(
        digest_equal(digest_mix(a, (struct digest){1, 2}), digest_mix(a, (struct digest){3, 2})));
    assert_false(
        digest_equal(digest_mix((struct digest){1, 2}, a), digest_mix((struct digest){1, 3}, a)));
    assert_true(digest_equal(digest_mix(a, b), digest_mix(a, b)));
}

static void hex_round_trips_and_nothing_else_parses(void **state) {
    struct arena arena = {0};
    struct digest digest = {.high = 0x00000000000000ffu, .low = 0x0123456789abcdefu};
    struct digest parsed = {1, 1};

    (void)state;
    assert_string_equal(digest_hex(&arena, digest).data, "00000000000000ff0123456789abcdef");
    assert_true(digest_parse(digest_hex(&arena, digest), &parsed));
    assert_true(digest_equal(parsed, digest));
    assert_false(digest_parse(STR(""), &parsed));
    assert_false(digest_parse(STR("00000000000000ff0123456789abcde"), &parsed));
    assert_false(digest_parse(STR("00000000000000ff0123456789abcdef0"), &parsed));
    assert_false(digest_parse(STR("00000000000000FF0123456789abcdef"), &parsed));
    assert_false(digest_parse(STR("00000000000000ff0123456789abcdeg"), &parsed));
    assert_false(digest_parse(STR("0x000000000000ff0123456789abcdef"), &parsed));
    assert_true(digest_equal(parsed, digest));
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_are_those_of_xxh3),
        cmocka_unit_test(one_byte_makes_another_digest),
        cmocka_unit_test(mixing_depends_on_order_and_both_sides),
        cmocka_unit_test(hex_round_trips_and_nothing_else_parses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
