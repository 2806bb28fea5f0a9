#include "base/store.h"
#include "folder.h"

#include <iconv.h>
#include <setjmp.h>

#include <cmocka.h>

static const struct digest key = {1, 2};

static bool is_read(const struct folder *folder, struct digest for_key, const char *wanted) {
    struct arena arena = {0};
    struct str payload;
    bool is_believed = store_read(folder->descriptor, STR("x"), for_key, &arena, &payload);
    bool is_right = is_believed && str_equal(payload, str_from(wanted));

    assert_true(is_right || !is_believed);
    arena_release(&arena);
    return is_right;
}

static void remember(const struct folder *folder, const char *payload) {
    struct strbuf file = {0};

    store_begin(&file);
    strbuf_add_c(&file, payload);
    assert_int_equal(store_write(folder->descriptor, STR("x"), key, &file), FILE_OK);
    strbuf_release(&file);
}

static void the_last_payload_is_read(void **state) {
    struct folder folder;

    (void)state;
    folder_make_temporary(&folder);
    assert_false(is_read(&folder, key, ""));
    remember(&folder, "");
    assert_true(is_read(&folder, key, ""));
    remember(&folder, "a payload");
    assert_true(is_read(&folder, key, "a payload"));
    folder_remove(&folder);
}

static void another_program_does_not_read_it(void **state) {
    struct folder folder;

    (void)state;
    folder_make_temporary(&folder);
    remember(&folder, "a payload");
    assert_false(is_read(&folder, (struct digest){1, 3}, "a payload"));
    assert_false(is_read(&folder, (struct digest){0, 2}, "a payload"));
    folder_remove(&folder);
}

/* Any byte that is changed, missing or added makes a file of no use. */
static void a_damaged_file_is_no_file(void **state) {
    struct folder folder;
    struct strbuf whole = {0};

    (void)state;
    folder_make_temporary(&folder);
    remember(&folder, "a payload");
    assert_int_equal(file_read_into(folder.descriptor, STR(".isogloss/x"), 1000, &whole), FILE_OK);
    for (size_t i = 0; i < whole.length; i++) {
        struct str part = str_slice(strbuf_view(&whole), 0, i);

        assert_int_equal(file_replace_unsynced(folder.descriptor, STR(".isogloss/x"), part),
                         FILE_OK);
        assert_false(is_read(&folder, key, "a payload"));
        whole.data[i] ^= 4;
        assert_int_equal(
            file_replace_unsynced(folder.descriptor, STR(".isogloss/x"), strbuf_view(&whole)),
            FILE_OK);
        assert_false(is_read(&folder, key, "a payload"));
        whole.data[i] ^= 4;
    }
    strbuf_add_char(&whole, '.');
    assert_int_equal(
        file_replace_unsynced(folder.descriptor, STR(".isogloss/x"), strbuf_view(&whole)), FILE_OK);
    assert_false(is_read(&folder, key, "a payload"));
    strbuf_release(&whole);
    folder_remove(&folder);
}

static void a_program_knows_itself(void **state) {
    (void)state;
    assert_true(digest_equal(program_digest(), program_digest()));
    assert_false(digest_equal(program_digest(), (struct digest){0}));
}

/* The C library loads a module for it. */
static void a_program_knows_itself_after_it_met_a_charset(void **state) {
    struct digest before = program_digest();
    iconv_t converter = iconv_open("UTF-8", "WINDOWS-1252");

    (void)state;
    assert_true(converter != (iconv_t)-1);
    assert_true(digest_equal(program_digest(), before));
    iconv_close(converter);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_payload_is_read),
        cmocka_unit_test(another_program_does_not_read_it),
        cmocka_unit_test(a_damaged_file_is_no_file),
        cmocka_unit_test(a_program_knows_itself),
        cmocka_unit_test(a_program_knows_itself_after_it_met_a_charset),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
