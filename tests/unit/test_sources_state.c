#include "base/store.h"
#include "folder.h"
#include "reports.h"
#include "sources/state.h"

#define FILE_COUNT 40
#define PACKED_BYTES 100

static struct folder folder;
static struct arena arena;
static const struct sources_state nothing;

static int begin(void **state) {
    (void)state;
    folder_make_temporary(&folder);
    return 0;
}

static int end(void **state) {
    (void)state;
    folder_remove(&folder);
    arena_release(&arena);
    return 0;
}

static struct sources_state make(size_t count) {
    struct sources_state state = {
        .theme = STR("plain"), .walk = {1, 2}, .inputs = {3, 4}, .count = count};

    state.files = ARENA_ARRAY(&arena, struct source_state, count);
    for (size_t i = 0; i < count; i++) {
        char *packed = arena_alloc(&arena, PACKED_BYTES);

        memset(packed, 'a' + (int)(i % 26), PACKED_BYTES);
        state.files[i] = (struct source_state){
            .path = str_format(&arena, "content/reports/%02zu.en.md", i),
            .stat = {.kind = FILE_KIND_REGULAR, .size_bytes = i, .inode = 7, .modified_ns = -1},
            .digest = {i, ~i},
            .packed = {packed, PACKED_BYTES},
        };
    }
    return state;
}

/* What the next run reads, compared with what this one knows. */
static struct sources_state read_back(const struct sources_state *wanted) {
    struct sources_state got;

    assert_true(sources_state_read(&got, folder.descriptor, STATE_WITH_PARSED, &arena, &arena));
    assert_int_equal(got.count, wanted->count);
    assert_text(got.theme, "plain");
    assert_true(digest_equal(got.walk, wanted->walk));
    assert_true(digest_equal(got.inputs, wanted->inputs));
    for (size_t i = 0; i < got.count; i++) {
        assert_true(str_equal(got.files[i].path, wanted->files[i].path));
        assert_true(str_equal(got.files[i].packed, wanted->files[i].packed));
        assert_true(file_stat_equal(&got.files[i].stat, &wanted->files[i].stat));
        assert_true(digest_equal(got.files[i].digest, wanted->files[i].digest));
    }
    return got;
}

/* Parses the first `count` files anew. */
static void change(struct sources_state *state, size_t count, const char *text) {
    for (size_t i = 0; i < count; i++) {
        state->files[i].packed = str_copy(&arena, str_from(text));
        state->files[i].is_in_large = false;
    }
}

static uint64_t inode_of(const char *path) {
    struct file_stat stat;

    return file_stat_at(folder.descriptor, str_from(path), &stat) == FILE_OK ? stat.inode : 0;
}

static void what_was_found_is_read_again(void **unused) {
    struct sources_state state = make(FILE_COUNT), got;

    (void)unused;
    assert_false(sources_state_read(&got, folder.descriptor, STATE_WITH_PARSED, &arena, &arena));
    assert_int_equal(got.count, 0);
    state.files[3].packed = (struct str){0}; /* such as a catalog */
    sources_state_write(&state, &nothing, folder.descriptor);
    got = read_back(&state);
    assert_true(got.files[0].is_in_large);
    assert_true(sources_state_read(&got, folder.descriptor, STATE_FILES_ONLY, &arena, &arena));
    assert_int_equal(got.files[0].packed.length, 0);
}

/* While what changed is small, the large file stays as it is; changes add up. */
static void little_changes_go_to_the_small_file(void **unused) {
    struct sources_state state = make(FILE_COUNT), before;

    (void)unused;
    sources_state_write(&state, &nothing, folder.descriptor);
    uint64_t large = inode_of(".isogloss/parsed");

    for (size_t run = 1; run <= 3; run++) {
        before = read_back(&state);
        state = before;
        state.files = ARENA_ARRAY(&arena, struct source_state, state.count);
        memcpy(state.files, before.files, state.count * sizeof *state.files);
        change(&state, run, "changed");
        sources_state_write(&state, &before, folder.descriptor);
        before = read_back(&state);
        assert_false(before.files[run - 1].is_in_large);
        assert_true(before.files[run].is_in_large);
    }
    assert_int_equal(inode_of(".isogloss/parsed"), large);
}

/* At a quarter of the large file it stays, one byte more and all is written together. */
static void a_quarter_is_the_limit(void **unused) {
    static const size_t quarter = FILE_COUNT / 4 * PACKED_BYTES;

    (void)unused;
    for (size_t more = 0; more < 2; more++) {
        struct sources_state state = make(FILE_COUNT), before;

        sources_state_write(&state, &nothing, folder.descriptor);
        uint64_t large = inode_of(".isogloss/parsed");

        before = read_back(&state);
        state = make(FILE_COUNT);
        for (size_t i = 0; i < FILE_COUNT; i++) {
            state.files[i].packed = before.files[i].packed;
            state.files[i].is_in_large = true;
        }
        char *bytes = arena_alloc(&arena, quarter + more);

        memset(bytes, 'x', quarter + more);
        state.files[0].packed = (struct str){bytes, quarter + more};
        state.files[0].is_in_large = false;
        sources_state_write(&state, &before, folder.descriptor);
        assert_int_equal(inode_of(".isogloss/parsed") == large, more == 0);
        assert_int_equal(read_back(&state).files[0].is_in_large, more == 1);
    }
}

/* As a run that is cut off leaves them: bytes may be those of other files, which they say
   themselves (packed.h), but none lie outside. */
static void a_list_beside_other_parts_does_no_harm(void **unused) {
    struct sources_state state = make(FILE_COUNT), small = make(2), got;
    struct str list;

    (void)unused;
    sources_state_write(&state, &nothing, folder.descriptor);
    assert_int_equal(file_read(folder.descriptor, STR(".isogloss/sources"), 1 << 20, &arena, &list),
                     FILE_OK);
    sources_state_write(&small, &nothing, folder.descriptor);
    folder_put(&folder, ".isogloss/parsed-more", "garbage");
    assert_int_equal(file_replace(folder.descriptor, STR(".isogloss/sources"), list), FILE_OK);
    assert_true(sources_state_read(&got, folder.descriptor, STATE_WITH_PARSED, &arena, &arena));
    assert_int_equal(got.count, FILE_COUNT);
    for (size_t i = 0; i < FILE_COUNT; i++) {
        assert_int_equal(got.files[i].packed.length, i < 2 ? PACKED_BYTES : 0);
    }
    assert_int_equal(file_remove(folder.descriptor, STR(".isogloss/parsed")), FILE_OK);
    assert_true(sources_state_read(&got, folder.descriptor, STATE_WITH_PARSED, &arena, &arena));
    assert_int_equal(got.files[0].packed.length, 0);
    assert_int_equal(got.large_bytes, 0);
}

static void files_are_found_by_path(void **unused) {
    struct sources_state state = make(4);
    struct source files[] = {
        {.path = STR("content/reports/")}, /* new, before all */
        {.path = STR("content/reports/01.en.md")},
        {.path = STR("content/reports/01.fr.md")}, /* new, between */
        {.path = STR("content/reports/03.en.md")},
        {.path = STR("locales/ar/portal.po")}, /* new, behind all */
    };
    struct sources sources = {.files = files, .count = sizeof files / sizeof files[0]};

    (void)unused;
    const struct source_state **known = sources_state_match(&state, &sources, &arena);

    assert_null(known[0]);
    assert_ptr_equal(known[1], &state.files[1]);
    assert_null(known[2]);
    assert_ptr_equal(known[3], &state.files[3]);
    assert_null(known[4]);
    known = sources_state_match(&nothing, &sources, &arena);
    assert_null(known[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_found_is_read_again, begin, end),
        cmocka_unit_test_setup_teardown(little_changes_go_to_the_small_file, begin, end),
        cmocka_unit_test_setup_teardown(a_quarter_is_the_limit, begin, end),
        cmocka_unit_test_setup_teardown(a_list_beside_other_parts_does_no_harm, begin, end),
        cmocka_unit_test_setup_teardown(files_are_found_by_path, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
