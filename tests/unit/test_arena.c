#include "base/arena.h"
#include "base/list.h"

#include "ending.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void memory_is_zero_also_after_a_reset(void **state) {
    struct arena arena = {0};

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t size = 1; size < 3000; size += 7) {
            unsigned char *bytes = arena_alloc(&arena, size);

            for (size_t i = 0; i < size; i++) {
                assert_int_equal(bytes[i], 0);
            }
            memset(bytes, 0xA5, size);
        }
        arena_reset(&arena);
    }
    arena_release(&arena);
}

static void every_size_is_aligned_for_any_type(void **state) {
    struct arena arena = {0};

    (void)state;
    for (size_t size = 0; size < 5000; size++) {
        assert_int_equal((uintptr_t)arena_alloc(&arena, size) % alignof(max_align_t), 0);
    }
    arena_release(&arena);
}

static void no_bytes_is_a_pointer_of_its_own(void **state) {
    struct arena arena = {0};
    void *first = arena_alloc(&arena, 0);
    void *second = arena_alloc(&arena, 0);

    (void)state;
    assert_non_null(first);
    assert_ptr_not_equal(first, second);
    arena_release(&arena);
}

static void allocations_do_not_overlap(void **state) {
    struct arena arena = {0};
    unsigned char *pieces[400];

    (void)state;
    for (size_t i = 0; i < 400; i++) {
        pieces[i] = arena_alloc(&arena, i * 37);
        memset(pieces[i], (int)(i & 0xFF), i * 37);
    }
    for (size_t i = 0; i < 400; i++) {
        for (size_t j = 0; j < i * 37; j++) {
            assert_int_equal(pieces[i][j], i & 0xFF);
        }
    }
    arena_release(&arena);
}

static void a_large_piece_does_not_waste_the_block(void **state) {
    struct arena arena = {0};
    struct arena_block *block;

    (void)state;
    arena_alloc(&arena, 100);
    block = arena.newest;
    arena_alloc(&arena, (size_t)8 << 20);
    assert_ptr_equal(arena.newest, block);
    arena_alloc(&arena, 100);
    assert_ptr_equal(arena.newest, block);
    arena_release(&arena);
}

static void reset_counts_from_zero_and_keeps_a_block(void **state) {
    struct arena arena = {0};
    struct arena_block *block;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        arena_alloc(&arena, 1000);
    }
    assert_true(arena.total_bytes >= 1000 * 1000);
    block = arena.newest;
    arena_reset(&arena);
    assert_int_equal(arena.total_bytes, 0);
    arena_alloc(&arena, 10);
    assert_ptr_equal(arena.newest, block);
    arena_release(&arena);
    assert_null(arena.newest);
    arena_reset(&arena); /* an empty one too */
    arena_alloc(&arena, 10);
    arena_release(&arena);
}

static void join_keeps_pointers_and_empties_the_other(void **state) {
    struct arena into = {0};
    struct arena from = {0};
    char *old = arena_alloc(&into, 9000);
    char *older = arena_alloc(&into, 100);
    char *pieces[50];
    size_t sum;

    (void)state;
    memset(old, 'o', 9000);
    memset(older, 'p', 100);
    memset(arena_alloc(&into, 9000), 'q', 9000);
    for (size_t i = 0; i < 50; i++) {
        pieces[i] = arena_alloc(&from, 3000);
        memset(pieces[i], 'a' + (int)(i % 26), 3000);
    }
    sum = into.total_bytes + from.total_bytes;
    arena_join(&into, &from);
    assert_null(from.newest);
    assert_int_equal(from.total_bytes, 0);
    assert_int_equal(into.total_bytes, sum);
    memset(arena_alloc(&from, 100), 'f', 100); /* usable, and not the same memory */
    arena_release(&from);
    memset(arena_alloc(&into, 9000), 'n', 9000);
    assert_int_equal(old[8999], 'o');
    assert_int_equal(older[99], 'p');
    for (size_t i = 0; i < 50; i++) {
        assert_int_equal(pieces[i][0], 'a' + (int)(i % 26));
        assert_int_equal(pieces[i][2999], 'a' + (int)(i % 26));
    }
    arena_release(&into); /* the sanitizer tells if a block was lost */
}

static void join_with_nothing_or_itself_changes_nothing(void **state) {
    struct arena arena = {0};
    struct arena empty = {0};
    char *text = arena_alloc(&arena, 10);

    (void)state;
    text[0] = 'x';
    arena_join(&arena, &empty);
    arena_join(&arena, &arena);
    assert_int_equal(text[0], 'x');
    assert_non_null(arena.newest);
    arena_join(&empty, &arena);
    assert_int_equal(text[0], 'x');
    assert_null(arena.newest);
    arena_release(&empty);
}

static void ask_for_everything(void) {
    struct arena arena = {0};

    arena_alloc(&arena, SIZE_MAX);
}

static void ask_for_more_than_a_pointer_can_span(void) {
    struct arena arena = {0};

    arena_alloc(&arena, (size_t)PTRDIFF_MAX - 8);
}

static void ask_for_a_product_that_wraps_to_16(void) {
    struct arena arena = {0};

    arena_alloc_array(&arena, SIZE_MAX / 16 + 2, 16);
}

static void ask_for_a_list_that_cannot_double(void) {
    struct arena arena = {0};
    size_t capacity = SIZE_MAX / 2 + 1;

    list_grow(&arena, NULL, SIZE_MAX / 2 + 1, &capacity, 1);
}

static void no_memory_ends_with_3_and_one_line(void **state) {
    void (*const bodies[])(void) = {ask_for_everything, ask_for_more_than_a_pointer_can_span,
                                    ask_for_a_product_that_wraps_to_16,
                                    ask_for_a_list_that_cannot_double, out_of_memory};
    char said[500];

    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        assert_int_equal(ending_of(bodies[i], said, sizeof said), 3);
        assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
        assert_memory_equal(said, "isogloss: ", 10);
    }
}

static void a_list_keeps_its_items_while_it_grows(void **state) {
    struct arena arena = {0};
    LIST(int) numbers = {0};

    (void)state;
    for (int i = 0; i < 5000; i++) {
        *LIST_ADD(&numbers, &arena) = i;
    }
    assert_int_equal(numbers.count, 5000);
    for (int i = 0; i < 5000; i++) {
        assert_int_equal(numbers.items[i], i);
    }
    arena_release(&arena);
}

static void a_shortened_list_gives_zeroed_items_again(void **state) {
    struct arena arena = {0};
    LIST(int) numbers = {0};

    (void)state;
    *LIST_ADD(&numbers, &arena) = 7;
    numbers.count = 0;
    assert_int_equal(*LIST_ADD(&numbers, &arena), 0);
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zero_also_after_a_reset),
        cmocka_unit_test(every_size_is_aligned_for_any_type),
        cmocka_unit_test(no_bytes_is_a_pointer_of_its_own),
        cmocka_unit_test(allocations_do_not_overlap),
        cmocka_unit_test(a_large_piece_does_not_waste_the_block),
        cmocka_unit_test(reset_counts_from_zero_and_keeps_a_block),
        cmocka_unit_test(join_keeps_pointers_and_empties_the_other),
        cmocka_unit_test(join_with_nothing_or_itself_changes_nothing),
        cmocka_unit_test(no_memory_ends_with_3_and_one_line),
        cmocka_unit_test(a_list_keeps_its_items_while_it_grows),
        cmocka_unit_test(a_shortened_list_gives_zeroed_items_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
