/* The moment of a build: what has passed, and until when the answers hold. */
#include "site/clock.h"

#include <setjmp.h>

#include <cmocka.h>

static void now_has_passed(void **state) {
    (void)state;
    struct clock clock = clock_at(1000);
    assert_true(clock_has_passed(&clock, 1000));
    assert_false(clock_has_passed(&clock, 1001));
}

static void nearest_instants_are_kept(void **state) {
    (void)state;
    struct clock clock = clock_at(1000);
    assert_int_equal(clock.changed_at, INT64_MIN);
    assert_int_equal(clock.changes_at, INT64_MAX);
    clock_has_passed(&clock, 1);
    clock_has_passed(&clock, 900);
    clock_has_passed(&clock, 20);
    clock_has_passed(&clock, 5000);
    clock_has_passed(&clock, 1200);
    clock_has_passed(&clock, 3000);
    assert_int_equal(clock.changed_at, 900);
    assert_int_equal(clock.changes_at, 1200);
}

static void answers_hold_from_one_change_to_the_next(void **state) {
    (void)state;
    struct clock clock = clock_at(1000);
    assert_true(clock_holds(&clock, INT64_MIN));
    clock_has_passed(&clock, 900);
    clock_has_passed(&clock, 1200);
    assert_false(clock_holds(&clock, 899));
    assert_true(clock_holds(&clock, 900));
    assert_true(clock_holds(&clock, 1199));
    assert_false(clock_holds(&clock, 1200));
}

/* What `date -u +%s` says. */
static void dates_begin_and_end(void **state) {
    (void)state;
    assert_int_equal(date_begin((struct date){1970, 1, 1}), 0);
    assert_int_equal(date_begin((struct date){2000, 2, 29}), 951782400);
    assert_int_equal(date_end((struct date){2000, 2, 29}), 951868800);
    assert_int_equal(date_begin((struct date){2026, 11, 24}), 1795478400);
    assert_int_equal(date_begin((struct date){1969, 12, 31}), -86400);
}

static void months_and_years_have_all_their_days(void **state) {
    (void)state;
    assert_int_equal(date_begin((struct date){2013, 0, 0}), date_begin((struct date){2013, 1, 1}));
    assert_int_equal(date_end((struct date){2013, 0, 0}), date_begin((struct date){2014, 1, 1}));
    assert_int_equal(date_end((struct date){2012, 2, 0}), date_begin((struct date){2012, 3, 1}));
    assert_int_equal(date_end((struct date){2012, 12, 0}), date_begin((struct date){2013, 1, 1}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(now_has_passed),
        cmocka_unit_test(nearest_instants_are_kept),
        cmocka_unit_test(answers_hold_from_one_change_to_the_next),
        cmocka_unit_test(dates_begin_and_end),
        cmocka_unit_test(months_and_years_have_all_their_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
