/* Pages as the preview shows them: the script gets in, and nothing else does. */
#include "preview/served_page.h"

#include "preview/content_policy.h"

#include <setjmp.h>

#include <cmocka.h>

#define SELF "'self'"
#define SELF_ENCODED "&#39;self&#39;"
#define SCRIPT "<script src=\"/.isogloss/reload.js\" data-version=\"7\"></script>\n"

static void assert_holds(const struct strbuf *text, const char *expected) {
    if (!str_equal(strbuf_view(text), str_from(expected))) {
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(strbuf_view(text)), expected);
    }
}

static void assert_relaxed(const char *policy, const char *expected) {
    struct strbuf out = {0};

    content_policy_relax(str_from(policy), &out);
    assert_holds(&out, expected);
    strbuf_release(&out);
}

static void a_policy_gives_way_no_further_than_needed(void **state) {
    (void)state;
    assert_relaxed("default-src 'none'; img-src 'self'",
                   "default-src 'none'; img-src 'self'; script-src " SELF "; connect-src " SELF);
    assert_relaxed("default-src a.example", "default-src a.example; script-src a.example " SELF
                                            "; connect-src a.example " SELF);
    assert_relaxed("Script-Src b.example;connect-src 'none'",
                   " Script-Src b.example " SELF "; connect-src " SELF);
    assert_relaxed("script-src-elem 'none'; script-src; default-src 'none'",
                   " script-src-elem " SELF "; script-src " SELF
                   "; default-src 'none'; connect-src " SELF);
}

static void a_policy_that_forbids_nothing_stays(void **state) {
    (void)state;
    assert_relaxed("img-src 'self'", "img-src 'self'");
    assert_relaxed("img-src 'self';", "img-src 'self';");
    assert_relaxed("", "");
    assert_relaxed(";;", ";;");
}

static void assert_served(const char *page, const char *expected) {
    struct strbuf out = {0};

    served_page_add(str_from(page), STR("7"), &out);
    assert_holds(&out, expected);
    strbuf_release(&out);
}

static void the_script_ends_the_body(void **state) {
    (void)state;
    assert_served("<p>a</p>\n</body></html>", "<p>a</p>\n" SCRIPT "</body></html>");
    assert_served("<p></body><p>b</BODY >", "<p></body><p>b" SCRIPT "</BODY >");
    assert_served("<p>a</bod", "<p>a</bod" SCRIPT);
    assert_served("", SCRIPT);
}

static void policies_are_found_however_they_are_written(void **state) {
    (void)state;
    assert_served(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src a\">",
        "<meta http-equiv=\"Content-Security-Policy\" content=\" connect-src a " SELF_ENCODED
        "\">" SCRIPT);
    assert_served("<META  content = 'connect-src a'\nHTTP-EQUIV=content-security-policy >",
                  "<META  content = ' connect-src a " SELF_ENCODED
                  "'\nHTTP-EQUIV=content-security-policy >" SCRIPT);
    assert_served(
        "<meta http-equiv='Content-Security-Policy' content='default-src &#39;none&#39;'>",
        "<meta http-equiv='Content-Security-Policy' content='default-src &#39;none&#39;; "
        "script-src " SELF_ENCODED "; connect-src " SELF_ENCODED "'>" SCRIPT);
}

static void other_tags_are_left_alone(void **state) {
    static const char *const pages[] = {
        "<meta name=\"description\" content=\"connect-src a\">",
        "<metadata http-equiv=\"content-security-policy\" content=\"connect-src a\">",
        "<meta http-equiv=\"content-security-policy\">",
        "<meta http-equiv=\"content-security-policy\" content=\"connect-src a",
        "<meta",
        "<meta ",
        "<meta content",
        "<meta content=",
        "<meta content=\"",
        "<",
    };

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        struct arena arena = {0};

        assert_served(pages[i], str_join(&arena, str_from(pages[i]), STR(SCRIPT)).data);
        arena_release(&arena);
    }
}

static void a_message_is_text_and_no_markup(void **state) {
    struct strbuf out = {0};
    struct str made;

    (void)state;
    served_page_add_notice(STR("1 < 2"), STR("<script>alert(1)</script>\na & b\n"), STR("7"), &out);
    made = strbuf_view(&out);
    assert_true(str_find(made, STR("<script>"), 0) == STR_NONE);
    assert_false(str_find(made, STR("<p dir=\"auto\">&lt;script&gt;alert(1)"), 0) == STR_NONE);
    assert_false(str_find(made, STR("<p dir=\"auto\">a &amp; b</p>"), 0) == STR_NONE);
    assert_false(str_find(made, STR("<title>1 &lt; 2</title>"), 0) == STR_NONE);
    assert_true(str_ends(made, STR(SCRIPT)));
    strbuf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_policy_gives_way_no_further_than_needed),
        cmocka_unit_test(a_policy_that_forbids_nothing_stays),
        cmocka_unit_test(the_script_ends_the_body),
        cmocka_unit_test(policies_are_found_however_they_are_written),
        cmocka_unit_test(other_tags_are_left_alone),
        cmocka_unit_test(a_message_is_text_and_no_markup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
