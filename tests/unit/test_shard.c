/* Which shard a file belongs to, and what shards call their own. */
#include "publish/shard.h"

#include <setjmp.h>

#include <cmocka.h>

#define PATHS 20000

static struct str path_at(struct arena *arena, size_t index) {
    return str_format(arena, "fr/reports/%zu-meeting.html", index);
}

static void each_file_belongs_to_one_shard(void **state) {
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < 100; i++) {
        struct str path = path_at(&arena, i);

        assert_true(shard_has((struct shard){0}, path));
        for (uint32_t count = 1; count <= 40; count++) {
            size_t owners = 0;

            for (uint32_t number = 1; number <= count; number++) {
                owners += shard_has((struct shard){number, count}, path);
            }
            assert_int_equal(owners, 1);
        }
    }
    arena_release(&arena);
}

/* Five times as much as chance does. */
static void shares_of_neighbours_are_alike(void **state) {
    static const uint32_t counts[] = {2, 3, 7, 8, 16, 100};
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        size_t wanted = PATHS / counts[i], share = 0;

        for (size_t j = 0; j < PATHS; j++) {
            share += shard_has((struct shard){counts[i], counts[i]}, path_at(&arena, j));
        }
        size_t away = share > wanted ? share - wanted : wanted - share;

        assert_true(away * away < 25 * wanted);
        arena_reset(&arena);
    }
    arena_release(&arena);
}

static void pages_are_counted(void **state) {
    struct page pages[30] = {0};
    struct plan plan = {.pages = pages, .count = 30};
    struct arena arena = {0};
    size_t sum = 0;

    (void)state;
    for (size_t i = 0; i < plan.count; i++) {
        pages[i].path = path_at(&arena, i);
    }
    assert_int_equal(shard_count_pages((struct shard){0}, &plan), 30);
    for (uint32_t i = 1; i <= 4; i++) {
        sum += shard_count_pages((struct shard){i, 4}, &plan);
    }
    assert_int_equal(sum, 30);
    arena_release(&arena);
}

static void names_are_read_back(void **state) {
    static const struct shard some[] = {{0, 0}, {1, 1}, {2, 3}, {1000, 1000}};
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
        struct shard read = {7, 7};

        assert_true(
            shard_parse_name(shard_name(some[i], STR(".list"), &arena), STR(".list"), &read));
        assert_int_equal(read.number, some[i].number);
        assert_int_equal(read.count, some[i].count);
    }
    assert_true(str_equal(shard_name(some[2], STR("pages"), &arena), STR("pages-2-of-3")));
    arena_release(&arena);
}

static void other_names_are_not(void **state) {
    static const char *const wrong[] = {"",
                                        "list",
                                        ".lis",
                                        ".list-",
                                        ".list~",
                                        ".list-of-",
                                        ".list-1-of-",
                                        ".list--of-3",
                                        ".list-0-of-3",
                                        ".list-4-of-3",
                                        ".list-of-3",
                                        ".list-01-of-3",
                                        ".list-1-of-03",
                                        ".list-1-of-3~",
                                        ".list-1-of-0",
                                        ".list 1-of-3",
                                        ".list-1-of-1001",
                                        ".list-1-of-3-of-3",
                                        ".list-1-of-4294967299"};
    struct shard shard;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(shard_parse_name(str_from(wrong[i]), STR(".list"), &shard));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_file_belongs_to_one_shard),
        cmocka_unit_test(shares_of_neighbours_are_alike),
        cmocka_unit_test(pages_are_counted),
        cmocka_unit_test(names_are_read_back),
        cmocka_unit_test(other_names_are_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
