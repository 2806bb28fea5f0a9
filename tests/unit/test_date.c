#include "site/date.h"

#include <setjmp.h>

#include <cmocka.h>

static enum date_problem parse(const char *text, struct date *date) {
    return date_parse(str_from(text), date);
}

static void precision_is_kept(void **state) {
    (void)state;
    struct date date;
    struct arena arena = {0};
    static const char *const texts[] = {"2013", "2013-11", "2013-11-22", "2012-02-29"};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(parse(texts[i], &date), DATE_OK);
        assert_true(str_equal(date_iso(&arena, date), str_from(texts[i])));
    }
    arena_release(&arena);
}

static void days_that_do_not_exist_are_told_apart_from_bad_forms(void **state) {
    (void)state;
    struct date date;
    assert_int_equal(parse("2013-02-29", &date), DATE_NOT_IN_CALENDAR);
    assert_int_equal(parse("1900-02-29", &date), DATE_NOT_IN_CALENDAR);
    assert_int_equal(parse("2000-02-29", &date), DATE_OK);
    assert_int_equal(parse("2013-13", &date), DATE_NOT_IN_CALENDAR);
    assert_int_equal(parse("2013-00-10", &date), DATE_NOT_IN_CALENDAR);
    assert_int_equal(parse("2013-04-31", &date), DATE_NOT_IN_CALENDAR);
    assert_int_equal(parse("13/05/2013", &date), DATE_NOT_ISO);
    assert_int_equal(parse("2013-5-1", &date), DATE_NOT_ISO);
    assert_int_equal(parse("2013-11-22T00", &date), DATE_NOT_ISO);
    assert_int_equal(parse("", &date), DATE_NOT_ISO);
    assert_int_equal(parse("٢٠١٣-١١-٢٢", &date), DATE_OTHER_DIGITS);
}

static void a_range_ends_after_it_starts(void **state) {
    (void)state;
    struct date from, to;
    assert_int_equal(date_range_parse(STR("2013-05-06/2013-05-08"), &from, &to), DATE_OK);
    assert_int_equal(from.day, 6);
    assert_int_equal(to.day, 8);
    assert_int_equal(date_range_parse(STR("2013-05-08/2013-05-06"), &from, &to), DATE_REVERSED);
    assert_int_equal(date_range_parse(STR("2013-11-22"), &from, &to), DATE_OK);
    assert_int_equal(date_compare(from, to), 0);
    assert_int_equal(date_range_parse(STR("2013-05-06/"), &from, &to), DATE_NOT_ISO);
}

static void order_of_dates(void **state) {
    (void)state;
    struct date year = {2013, 0, 0}, month = {2013, 5, 0}, day = {2013, 5, 6}, next = {2014, 1, 1};
    assert_true(date_compare(year, month) < 0);
    assert_true(date_compare(month, day) < 0);
    assert_true(date_compare(next, day) > 0);
    assert_int_equal(date_compare(day, day), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(precision_is_kept),
        cmocka_unit_test(days_that_do_not_exist_are_told_apart_from_bad_forms),
        cmocka_unit_test(a_range_ends_after_it_starts),
        cmocka_unit_test(order_of_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
