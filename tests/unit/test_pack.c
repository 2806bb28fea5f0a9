#include "base/pack.h"

#include <setjmp.h>

#include <cmocka.h>

static void what_is_packed_is_unpacked(void **state) {
    static const uint64_t numbers[] = {0, 1, 127, 128, 16383, 16384, UINT32_MAX, UINT64_MAX};
    const size_t count = sizeof numbers / sizeof numbers[0];
    const struct digest digest = {1, UINT64_MAX};
    struct strbuf bytes = {0};

    (void)state;
    for (size_t i = 0; i < count; i++) {
        pack_u64(&bytes, numbers[i]);
    }
    pack_str(&bytes, STR("a\0b"));
    pack_str(&bytes, (struct str){0});
    pack_digest(&bytes, digest);
    struct unpacker unpacker = {strbuf_view(&bytes), false};
    for (size_t i = 0; i < count; i++) {
        assert_true(unpack_u64(&unpacker) == numbers[i]);
    }
    assert_true(str_equal(unpack_str(&unpacker), STR("a\0b")));
    assert_int_equal(unpack_str(&unpacker).length, 0);
    assert_true(digest_equal(unpack_digest(&unpacker), digest));
    assert_false(unpacker.is_bad);
    assert_int_equal(unpacker.rest.length, 0);
    strbuf_release(&bytes);
}

/* Whatever was cut off is missed, and nothing is read behind the end. */
static void bytes_that_are_cut_off_are_bad(void **state) {
    struct strbuf bytes = {0};

    (void)state;
    pack_u64(&bytes, UINT64_MAX);
    pack_str(&bytes, STR("text"));
    pack_digest(&bytes, (struct digest){1, 2});
    for (size_t length = 0; length < bytes.length; length++) {
        char *copy = test_malloc(length + 1);
        struct unpacker unpacker = {{copy, length}, false};

        memcpy(copy, bytes.data, length);
        unpack_u64(&unpacker);
        unpack_str(&unpacker);
        unpack_digest(&unpacker);
        assert_true(unpacker.is_bad);
        assert_int_equal(unpack_u64(&unpacker), 0);
        assert_int_equal(unpack_str(&unpacker).length, 0);
        test_free(copy);
    }
    strbuf_release(&bytes);
}

static void numbers_out_of_range_are_bad(void **state) {
    static const struct str endless = STR_INIT("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01");
    static const struct str five_billion = STR_INIT("\x80\xE4\x97\xD0\x12");
    struct unpacker unpacker = {endless, false};

    (void)state;
    unpack_u64(&unpacker);
    assert_true(unpacker.is_bad);
    unpacker = (struct unpacker){five_billion, false};
    assert_int_equal(unpack_u32(&unpacker), 0);
    assert_true(unpacker.is_bad);
}

/* A count is believed only if so many things could follow. */
static void counts_that_cannot_be_are_bad(void **state) {
    struct unpacker unpacker = {STR("\x02"
                                    "ab"),
                                false};

    (void)state;
    assert_int_equal(unpack_count(&unpacker, 1), 2);
    assert_false(unpacker.is_bad);
    unpacker = (struct unpacker){STR("\x02"
                                     "ab"),
                                 false};
    assert_int_equal(unpack_count(&unpacker, 2), 0);
    assert_true(unpacker.is_bad);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_packed_is_unpacked),
        cmocka_unit_test(bytes_that_are_cut_off_are_bad),
        cmocka_unit_test(numbers_out_of_range_are_bad),
        cmocka_unit_test(counts_that_cannot_be_are_bad),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
