/* The decision: what goes out, and what holds the rest, row by row. */
#include "site/release.h"

#include <setjmp.h>

#include <cmocka.h>

/* Languages are told apart by their place only. */
static const char places[4];
#define LANGUAGE(n) ((const struct language *)(const void *)&places[n])

#define NOW 1000
#define PAST                                                                                       \
    { .at = 1000, .text = STR_INIT("past") }
#define FUTURE                                                                                     \
    { .at = 1001, .text = STR_INIT("future") }

#define DRAFT HOLD_BIT(HOLD_DRAFT)
#define NOT_FINAL HOLD_BIT(HOLD_NOT_FINAL)
#define NO_REVISER HOLD_BIT(HOLD_NO_REVISER)
#define EMBARGO HOLD_BIT(HOLD_EMBARGO)
#define RESTRICTED HOLD_BIT(HOLD_RESTRICTED)
#define NO_CONSENT HOLD_BIT(HOLD_NO_CONSENT)
#define LANGUAGES HOLD_BIT(HOLD_LANGUAGES)

/* An original in language 0, and a translation into language 1. */
struct row {
    const char *what;
    struct version_terms original, translation;
    bool is_simultaneous, requires_other, is_restricted, lacks_consent;
    unsigned item, alone; /* what holds all of it, and the translation by itself */
};

static const struct row rows[] = {
    {.what = "both are ready"},
    {.what = "a draft", .original = {.state = TEXT_DRAFT}, .item = DRAFT},
    {.what = "the hour has come", .original = {.publish_at = PAST}},
    {.what = "it has not", .original = {.publish_at = FUTURE}, .item = EMBARGO},
    {.what = "two things at once",
     .original = {.state = TEXT_DRAFT, .publish_at = FUTURE},
     .item = DRAFT | EMBARGO},
    {.what = "restricted", .is_restricted = true, .item = RESTRICTED},
    {.what = "no consent", .lacks_consent = true, .item = NO_CONSENT},
    {.what = "all that an item can lack",
     .original = {.publish_at = FUTURE},
     .is_restricted = true,
     .lacks_consent = true,
     .item = EMBARGO | RESTRICTED | NO_CONSENT},

    {.what = "a translation is a draft", .translation = {.state = TEXT_DRAFT}, .alone = DRAFT},
    {.what = "reviewed only", .translation = {.state = TEXT_REVIEWED}, .alone = NOT_FINAL},
    {.what = "revised by nobody", .translation = {.lacks_reviser = true}, .alone = NO_REVISER},
    {.what = "a translation opens later", .translation = {.publish_at = FUTURE}, .alone = EMBARGO},
    {.what = "a translation cannot open before its original",
     .original = {.publish_at = FUTURE},
     .translation = {.publish_at = PAST},
     .item = EMBARGO},

    {.what = "at once, and all ready", .is_simultaneous = true},
    {.what = "at once, but one is a draft",
     .translation = {.state = TEXT_DRAFT},
     .is_simultaneous = true,
     .item = LANGUAGES,
     .alone = DRAFT},
    {.what = "at once, but one is reviewed only",
     .translation = {.state = TEXT_REVIEWED},
     .is_simultaneous = true,
     .item = LANGUAGES,
     .alone = NOT_FINAL},
    {.what = "at once, but one opens later",
     .translation = {.publish_at = FUTURE},
     .is_simultaneous = true,
     .item = LANGUAGES,
     .alone = EMBARGO},
    {.what = "at once, and what waits is only the original",
     .original = {.publish_at = FUTURE},
     .is_simultaneous = true,
     .item = EMBARGO},
    {.what = "at once, but one is missing",
     .is_simultaneous = true,
     .requires_other = true,
     .item = LANGUAGES},
    {.what = "one after the other, whatever is required", .requires_other = true},
};

static void each_row_is_decided(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row *row = &rows[i];
        const struct language *required[] = {LANGUAGE(0), LANGUAGE(1), LANGUAGE(2)};
        struct version_terms versions[] = {row->original, row->translation};
        struct clock clock = clock_at(NOW);
        struct item_terms item = {
            .settings = {row->is_simultaneous ? RELEASE_SIMULTANEOUS : RELEASE_ROLLING, required,
                         row->requires_other ? 3 : 2},
            .is_restricted = row->is_restricted,
            .lacks_consent = row->lacks_consent,
            .versions = versions,
            .version_count = 2,
        };
        versions[0].language = LANGUAGE(0);
        versions[1].language = LANGUAGE(1);
        release_decide(&item, &clock);
        if (item.holds != row->item || versions[1].holds != row->alone) {
            fail_msg("%s: %x %x", row->what, item.holds, versions[1].holds);
        }
        /* What concerns persons is all that a look ahead may not show. */
        release_look_ahead(&item);
        if (item.holds != (row->item & (RESTRICTED | NO_CONSENT)) || versions[1].holds != 0) {
            fail_msg("%s, ahead: %x %x", row->what, item.holds, versions[1].holds);
        }
    }
}

/* A language that nobody requires may wait, be missing or be ready: the others do not care. */
static void others_are_not_waited_for(void **state) {
    (void)state;
    const struct language *required[] = {LANGUAGE(0)};
    struct version_terms versions[] = {{.language = LANGUAGE(0)},
                                       {.language = LANGUAGE(3), .state = TEXT_DRAFT}};
    struct item_terms item = {
        .settings = {RELEASE_SIMULTANEOUS, required, 1}, .versions = versions, .version_count = 2};
    struct clock clock = clock_at(NOW);
    release_decide(&item, &clock);
    assert_int_equal(item.holds, 0);
    assert_int_equal(versions[1].holds, DRAFT);
}

/* Else a build would not know that it is out of date when the hour comes. */
static void the_clock_is_asked_whatever_else_holds(void **state) {
    (void)state;
    struct version_terms version = {
        .language = LANGUAGE(0), .state = TEXT_DRAFT, .publish_at = FUTURE};
    struct item_terms item = {.is_restricted = true, .versions = &version, .version_count = 1};
    struct clock clock = clock_at(NOW);
    release_decide(&item, &clock);
    assert_int_equal(clock.changes_at, 1001);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_is_decided),
        cmocka_unit_test(others_are_not_waited_for),
        cmocka_unit_test(the_clock_is_asked_whatever_else_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
