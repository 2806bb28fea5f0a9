#include "publish/manifest.h"

#include <setjmp.h>

#include <cmocka.h>

static struct manifest make(struct arena *arena, const char *const *paths, size_t count) {
    struct manifest manifest = {.count = count};

    manifest.entries = ARENA_ARRAY(arena, struct manifest_entry, count);
    for (size_t i = 0; i < count; i++) {
        manifest.entries[i] =
            (struct manifest_entry){str_from(paths[i]), digest_of(str_from(paths[i]))};
    }
    manifest_sort(&manifest);
    return manifest;
}

static const char *const some[] = {"index.html", "fr/a-z.html", "fr/a/b.html", "media/two  words"};

static struct str written(struct arena *arena, const struct manifest *manifest) {
    struct strbuf text = {0};
    manifest_write(manifest, &text);
    struct str copy = str_copy(arena, strbuf_view(&text));

    strbuf_release(&text);
    return copy;
}

static void what_is_written_is_read(void **state) {
    struct arena arena = {0};
    struct manifest made = make(&arena, some, 4), read;
    struct str text = written(&arena, &made);

    (void)state;
    assert_true(manifest_parse(&read, text, &arena));
    assert_int_equal(read.count, 4);
    assert_true(str_equal(read.entries[0].path, STR("fr/a-z.html")));
    assert_true(digest_equal(read.entries[3].digest, digest_of(STR("media/two  words"))));
    assert_true(manifest_has(&read, STR("fr/a/b.html")));
    assert_false(manifest_has(&read, STR("fr/a")));
    assert_true(str_equal(written(&arena, &read), text));
    arena_release(&arena);
}

static void an_empty_list_is_a_list(void **state) {
    struct arena arena = {0};
    struct manifest none = {0}, read;

    (void)state;
    assert_true(manifest_parse(&read, written(&arena, &none), &arena));
    assert_int_equal(read.count, 0);
    assert_false(manifest_has(&read, STR("a")));
    assert_false(manifest_has(&none, STR("a")));
    arena_release(&arena);
}

static void half_a_list_is_not_believed(void **state) {
    struct arena arena = {0};
    struct manifest made = make(&arena, some, 4), read;
    struct str text = written(&arena, &made);

    (void)state;
    for (size_t length = 0; length < text.length; length++) {
        assert_false(manifest_parse(&read, str_slice(text, 0, length), &arena));
    }
    assert_false(manifest_parse(&read, str_join(&arena, text, STR("\n")), &arena));
    arena_release(&arena);
}

static void a_changed_byte_is_noticed(void **state) {
    struct arena arena = {0};
    struct manifest made = make(&arena, some, 4), read;
    struct str text = str_copy(&arena, written(&arena, &made));
    char *bytes = (char *)text.data;

    (void)state;
    for (size_t i = 0; i < text.length; i++) {
        bytes[i] ^= 1;
        assert_false(manifest_parse(&read, text, &arena));
        bytes[i] ^= 1;
    }
    arena_release(&arena);
}

static void paths_that_leave_the_folder_are_refused(void **state) {
    static const char *const wrong[] = {
        "../a", "/etc/passwd", "a/../b",      "a//b",
        ".",    "a\nb",        MANIFEST_NAME, MANIFEST_NAME "-1-of-2"};
    struct arena arena = {0};
    struct manifest read;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct manifest made = make(&arena, &wrong[i], 1);

        assert_false(manifest_parse(&read, written(&arena, &made), &arena));
    }
    arena_release(&arena);
}

static void lists_of_other_versions_are_refused(void **state) {
    struct arena arena = {0};
    struct manifest read;

    (void)state;
    assert_false(manifest_parse(&read, STR(""), &arena));
    assert_false(manifest_parse(&read, STR("isogloss-manifest 2 0 x\n"), &arena));
    assert_false(manifest_parse(&read, STR("d41d8cd98f00b204e9800998ecf8427e  a\n"), &arena));
    arena_release(&arena);
}

static void paths_twice_or_unsorted_are_refused(void **state) {
    struct arena arena = {0};
    struct manifest made = make(&arena, some, 4), read;

    (void)state;
    made.entries[1] = made.entries[0];
    assert_false(manifest_parse(&read, written(&arena, &made), &arena));
    arena_release(&arena);
}

static void a_union_has_the_paths_of_both_and_the_fresh_digests(void **state) {
    static const char *const olds[] = {"a", "b", "d"}, *const news[] = {"b", "c", "e"};
    struct arena arena = {0};
    struct manifest old = make(&arena, olds, 3), fresh = make(&arena, news, 3);

    (void)state;
    fresh.entries[0].digest = digest_of(STR("fresh"));
    struct manifest all = manifest_union(&old, &fresh, &arena);

    assert_int_equal(all.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_true(str_equal(all.entries[i].path, str_slice(STR("abcde"), i, i + 1)));
    }
    assert_true(digest_equal(all.entries[1].digest, digest_of(STR("fresh"))));
    arena_release(&arena);
}

static void parts_are_joined_to_one_list(void **state) {
    static const char *const firsts[] = {"a", "d"}, *const seconds[] = {"b", "e"},
                             *const whole[] = {"a", "b", "c"};
    struct arena arena = {0};
    struct manifest parts[] = {make(&arena, firsts, 2), make(&arena, seconds, 2),
                               make(&arena, whole, 3)};
    struct manifest all = manifest_join(parts, 3, &arena), read;

    (void)state;
    assert_int_equal(all.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_true(manifest_has(&all, str_slice(STR("abcde"), i, i + 1)));
    }
    assert_false(manifest_has(&all, STR("f")));
    assert_true(manifest_parse(&read, written(&arena, &all), &arena));
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(an_empty_list_is_a_list),
        cmocka_unit_test(half_a_list_is_not_believed),
        cmocka_unit_test(a_changed_byte_is_noticed),
        cmocka_unit_test(paths_that_leave_the_folder_are_refused),
        cmocka_unit_test(lists_of_other_versions_are_refused),
        cmocka_unit_test(paths_twice_or_unsorted_are_refused),
        cmocka_unit_test(a_union_has_the_paths_of_both_and_the_fresh_digests),
        cmocka_unit_test(parts_are_joined_to_one_list),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
