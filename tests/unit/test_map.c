#include "base/map.h"

#include <setjmp.h>

#include <cmocka.h>

static int one, two;

static void an_empty_map_has_nothing(void **state) {
    struct map zeroed = {0};
    struct arena arena = {0};
    struct map map = map_make(&arena);

    (void)state;
    assert_null(map_get(&zeroed, STR("a")));
    assert_null(map_get(&map, STR("a")));
    assert_null(map_get(&map, STR("")));
    arena_release(&arena);
}

static void put_keeps_the_first_and_set_the_last(void **state) {
    struct arena arena = {0};
    struct map map = map_make(&arena);

    (void)state;
    assert_ptr_equal(map_put(&map, STR("key"), &one), &one);
    assert_ptr_equal(map_put(&map, STR("key"), &two), &one);
    assert_ptr_equal(map_get(&map, STR("key")), &one);
    assert_int_equal(map.count, 1);
    map_set(&map, STR("key"), &two);
    assert_ptr_equal(map_get(&map, STR("key")), &two);
    assert_int_equal(map.count, 1);
    map_set(&map, STR("other"), &one);
    assert_ptr_equal(map_get(&map, STR("other")), &one);
    assert_int_equal(map.count, 2);
    arena_release(&arena);
}

static void keys_are_whole_texts(void **state) {
    struct arena arena = {0};
    struct map map = map_make(&arena);

    (void)state;
    map_put(&map, STR(""), &one);
    map_put(&map, STR("a\0b"), &two);
    assert_ptr_equal(map_get(&map, (struct str){0}), &one);
    assert_ptr_equal(map_get(&map, STR("a\0b")), &two);
    assert_null(map_get(&map, STR("a")));
    assert_null(map_get(&map, STR("a\0c")));
    assert_null(map_get(&map, STR("A\0b")));
    arena_release(&arena);
}

/* 100,000 entries pass every growth; what is not there must not be found, nor loop for ever. */
static void growing_loses_and_invents_nothing(void **state) {
    enum { COUNT = 100000 };
    static int values[COUNT];
    struct arena arena = {0};
    struct map map = map_make(&arena);

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        map_put(&map, str_format(&arena, "key-%d", i), &values[i]);
        assert_int_equal(map.count, i + 1);
        assert_null(map_get(&map, STR("missing"))); /* a table that is full has no end */
    }
    for (int i = 0; i < COUNT; i++) {
        assert_ptr_equal(map_get(&map, str_format(&arena, "key-%d", i)), &values[i]);
        assert_null(map_get(&map, str_format(&arena, "Key-%d", i)));
    }
    assert_true(map.slot_count > map.count);
    arena_release(&arena);
}

static void what_is_reserved_is_not_outgrown(void **state) {
    enum { COUNT = 1000 };
    static int values[COUNT];
    struct arena arena = {0};
    struct map map = map_make(&arena);
    size_t slots;

    (void)state;
    map_put(&map, STR("first"), &values[0]);
    map_reserve(&map, COUNT);
    slots = map.slot_count;
    for (int i = 1; i < COUNT; i++) {
        map_put(&map, str_format(&arena, "key-%d", i), &values[i]);
    }
    assert_int_equal(map.slot_count, slots);
    assert_ptr_equal(map_get(&map, STR("first")), &values[0]);
    map_reserve(&map, 10); /* less than there is: nothing happens */
    assert_int_equal(map.slot_count, slots);
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map_has_nothing),
        cmocka_unit_test(put_keeps_the_first_and_set_the_last),
        cmocka_unit_test(keys_are_whole_texts),
        cmocka_unit_test(growing_loses_and_invents_nothing),
        cmocka_unit_test(what_is_reserved_is_not_outgrown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
