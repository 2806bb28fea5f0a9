#include "pages/route.h"
#include "pages/view.h"

#include <setjmp.h>

#include <cmocka.h>

static struct arena arena;
static const struct edition french = {.tag = STR_INIT("fr")};
static const struct collection reports = {.id = STR_INIT("reports")};
static const struct facet by_year = {.id = STR_INIT("year")};
static const struct facet_value year = {.facet = &by_year, .id = STR_INIT("2013")};

static void assert_path(struct str actual, const char *expected) {
    if (!str_equal(actual, str_from(expected))) {
        fail_msg("%.*s is not %s", STR_ARG(actual), expected);
    }
}

static void every_address_names_a_file(void **state) {
    (void)state;
    assert_path(route_home(&arena, &french), "fr/index.html");
    assert_path(route_fixed(&arena, &french, "a-z", ".html"), "fr/a-z.html");
    const struct group alif = {.id = STR_INIT("letter-0627")};
    assert_path(route_letter(&arena, &french, &alif, 1), "fr/a-z-0627.html");
    assert_path(route_letter(&arena, &french, &alif, 2), "fr/a-z-0627--2.html");
    assert_path(route_index(&arena, &french, &reports, 1), "fr/reports/index.html");
    assert_path(route_index(&arena, &french, &reports, 2), "fr/reports/index-2.html");
    assert_path(route_facet(&arena, &french, &reports, &by_year), "fr/reports/by-year.html");
    assert_path(route_charts(&arena, &french, &reports), "fr/reports/charts.html");
    assert_path(route_collection_feed(&arena, &french, &reports), "fr/reports/feed.xml");
    assert_path(route_sitemap(&arena, 0), "sitemap.xml");
    assert_path(route_sitemap(&arena, 2), "sitemap-2.xml");
}

static void a_second_page_cannot_be_taken_for_another_value(void **state) {
    (void)state;
    const struct facet_value other = {.facet = &by_year, .id = STR_INIT("2013-2")};
    assert_path(route_facet_value(&arena, &french, &reports, &year, 1),
                "fr/reports/by-year-2013.html");
    assert_path(route_facet_value(&arena, &french, &reports, &year, 2),
                "fr/reports/by-year-2013--2.html");
    assert_path(route_facet_value(&arena, &french, &reports, &other, 1),
                "fr/reports/by-year-2013-2.html");
}

/* The id of a facet begins with a letter, the number of a page does not. */
static void a_combination_cannot_be_taken_for_a_second_page(void **state) {
    (void)state;
    const struct facet by_subject = {.id = STR_INIT("subject")};
    const struct facet_value both = {
        .facet = &by_subject, .within = &year, .id = STR_INIT("patents")};
    assert_path(route_facet_value(&arena, &french, &reports, &both, 1),
                "fr/reports/by-year-2013--subject-patents.html");
    assert_path(route_facet_value(&arena, &french, &reports, &both, 2),
                "fr/reports/by-year-2013--subject-patents--2.html");
}

static void style_sheets_carry_their_digest_and_pictures_do_not(void **state) {
    (void)state;
    struct source css = {.id = STR_INIT("portal.css"), .digest = {0x0123456789abcdef, 1}};
    struct source icon = {.id = STR_INIT("icons/favicon.svg"), .digest = {2, 3}};
    assert_path(route_asset(&arena, &css), "assets/portal-01234567.css");
    assert_path(route_asset(&arena, &icon), "assets/icons/favicon.svg");
}

/* sitemaps.org: 50,000 addresses and 50 MB, of some 100 bytes a link. */
static void a_sitemap_stays_within_its_limits_in_any_number_of_languages(void **state) {
    (void)state;
    for (size_t languages = 1; languages < 1000; languages++) {
        struct editions editions = {.count = languages};
        size_t addresses = sitemap_max_addresses(&editions);
        assert_in_range(addresses, 1, 50000);
        assert_true(addresses * (languages + 2) * 500 <= 50000000);
    }
}

static int release(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_address_names_a_file),
        cmocka_unit_test(a_second_page_cannot_be_taken_for_another_value),
        cmocka_unit_test(a_combination_cannot_be_taken_for_a_second_page),
        cmocka_unit_test(a_sitemap_stays_within_its_limits_in_any_number_of_languages),
        cmocka_unit_test(style_sheets_carry_their_digest_and_pictures_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
