#include "base/heap.h"

#include "ending.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* Where AddressSanitizer is in charge it warns, and then does as malloc() does. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "allocator_may_return_null=1";
}

static void memory_keeps_what_it_holds_when_it_grows(void **state) {
    char *memory = heap_alloc(NULL, 4);

    (void)state;
    memcpy(memory, "abc", 4);
    memory = heap_resize(NULL, memory, 1 << 20);
    assert_string_equal(memory, "abc");
    heap_free(NULL, memory);
    heap_free(NULL, NULL);
}

static void nothing_is_a_pointer_too(void **state) {
    void *memory = heap_alloc(NULL, 0);

    (void)state;
    assert_non_null(memory);
    memory = heap_resize(NULL, memory, 0);
    assert_non_null(memory);
    heap_free(NULL, memory);
}

static void ask_for_everything(void) {
    heap_alloc(NULL, PTRDIFF_MAX);
}

static void grow_to_everything(void) {
    heap_resize(NULL, heap_alloc(NULL, 1), PTRDIFF_MAX);
}

static void no_memory_ends_with_3_and_a_word(void **state) {
    void (*const bodies[])(void) = {ask_for_everything, grow_to_everything};
    char said[500];

    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        assert_int_equal(ending_of(bodies[i], said, sizeof said), 3);
        assert_non_null(strstr(said, "isogloss: not enough memory"));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_keeps_what_it_holds_when_it_grows),
        cmocka_unit_test(nothing_is_a_pointer_too),
        cmocka_unit_test(no_memory_ends_with_3_and_a_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
