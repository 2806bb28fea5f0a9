/* Moments: RFC 3339 with its offset, and nothing that reads like one. */
#include "site/instant.h"

#include <setjmp.h>

#include <cmocka.h>

static enum instant_problem parse(const char *text, int64_t *at) {
    struct instant instant = {0};
    enum instant_problem problem = instant_parse(str_from(text), &instant);
    *at = instant.at;
    if (problem == INSTANT_OK) {
        assert_true(str_equal(instant.text, str_from(text)));
    } else {
        assert_int_equal(instant.text.length, 0);
    }
    return problem;
}

/* What `date -d TEXT +%s` says. */
static void moments_are_seconds_of_utc(void **state) {
    static const struct {
        const char *text;
        int64_t at;
    } moments[] = {
        {"1970-01-01T00:00Z", 0},
        {"2026-05-06T09:00+02:00", 1778050800},
        {"2026-05-06T09:00:00+02:00", 1778050800},
        {"2026-05-06T07:00Z", 1778050800},
        {"2026-05-06T12:30+05:30", 1778050800},
        {"2026-05-05T21:00-10:00", 1778050800},
        {"2026-05-06T07:00:59-00:00", 1778050859},
        {"2026-12-31T23:59:59-00:30", 1798763399},
        {"2024-02-29T00:00+00:00", 1709164800},
        {"1969-12-31T23:59:59Z", -1},
        {"9999-12-31T23:59:59Z", 253402300799},
    };
    (void)state;
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        int64_t at;
        assert_int_equal(parse(moments[i].text, &at), INSTANT_OK);
        assert_int_equal(at, moments[i].at);
    }
}

static void each_problem_has_its_name(void **state) {
    static const struct {
        const char *text;
        enum instant_problem problem;
    } wrong[] = {
        {"2026-05-06T09:00", INSTANT_NO_OFFSET},
        {"2026-05-06T09:00:30", INSTANT_NO_OFFSET},
        {"", INSTANT_NOT_RFC_3339},
        {"tomorrow", INSTANT_NOT_RFC_3339},
        {"2026-05-06", INSTANT_NOT_RFC_3339},
        {"2026-05-06 09:00+02:00", INSTANT_NOT_RFC_3339},
        {"2026-05-06t09:00z", INSTANT_NOT_RFC_3339},
        {"2026-05-06T9:00+02:00", INSTANT_NOT_RFC_3339},
        {"2026-05-06T09:00:00.5Z", INSTANT_NOT_RFC_3339},
        {"2026-05-06T09:00+02", INSTANT_NOT_RFC_3339},
        {"2026-05-06T09:00+0200", INSTANT_NOT_RFC_3339},
        {"2026-05-06T09:00 CEST", INSTANT_NOT_RFC_3339},
        {"2026-05-06T09:00Zulu", INSTANT_NOT_RFC_3339},
        {"2026-05-06T09:00+02:000", INSTANT_NOT_RFC_3339},
        {"2026-05-06T09:00:", INSTANT_NOT_RFC_3339},
        {"٢٠٢٦-٠٥-٠٦T٠٩:٠٠Z", INSTANT_NOT_RFC_3339},
        {"2026-02-29T09:00Z", INSTANT_DOES_NOT_EXIST},
        {"2026-13-01T09:00Z", INSTANT_DOES_NOT_EXIST},
        {"2026-00-01T09:00Z", INSTANT_DOES_NOT_EXIST},
        {"0000-01-01T09:00Z", INSTANT_DOES_NOT_EXIST},
        {"2026-05-06T24:00Z", INSTANT_DOES_NOT_EXIST},
        {"2026-05-06T09:60Z", INSTANT_DOES_NOT_EXIST},
        {"2026-05-06T09:00:60Z", INSTANT_DOES_NOT_EXIST},
        {"2026-05-06T09:00+24:00", INSTANT_DOES_NOT_EXIST},
        {"2026-05-06T09:00-02:60", INSTANT_DOES_NOT_EXIST},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        int64_t at;
        assert_int_equal(parse(wrong[i].text, &at), wrong[i].problem);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_seconds_of_utc),
        cmocka_unit_test(each_problem_has_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
