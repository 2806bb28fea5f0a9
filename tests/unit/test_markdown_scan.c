#include "markdown_cases.h"

static void assert_all(const struct report_case *cases, size_t count,
                       enum markdown_numbering numbering) {
    for (size_t i = 0; i < count; i++) {
        assert_scan(cases[i].text, numbering, cases[i].reports);
    }
}
#define ASSERT_ALL(cases, numbering) assert_all((cases), sizeof(cases) / sizeof *(cases), numbering)

static void raw_html_is_found_wherever_it_stands(void **state) {
    static const struct report_case cases[] = {
        {"text <b>bold</b>", "raw-html 1:6"},
        {"<div>\nblock\n</div>", "raw-html-other 1:1"},
        {"<script>alert(1)</script>", "raw-html-other 1:1"},
        {"> - é <br> x", "raw-html 1:7"},
        {"a\n<!-- c -->", "html-comment 2:1"},
        {"a <!-- c --> b", "html-comment 1:3"},
        {"a </b>", "raw-html 1:3"},
        {"a <?php x ?> b", "raw-html-other 1:3"},
        {"a <![CDATA[x]]> b", "raw-html-other 1:3"},
        {"| a |\n|---|\n| <i>x</i> |", "raw-html 3:3"},
        {"a < b > c, 1<2, `<b>`, \\<b>, &lt;b&gt;\n\n    <b>\n", ""},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_PLAIN);
}

static void only_listed_schemes_pass(void **state) {
    static const struct report_case cases[] = {
        {"[a](https://e.org) [a](http://e.org/x) [a](mailto:a@e.org) [a](tel:+41)", ""},
        {"<https://e.org> <a@e.org>", ""},
        {"[a](HTTPS://e.org)", ""},
        {"[a](javascript:alert(1))", "link-scheme 1:1"},
        {"[a](JaVaScRiPt:x)", "link-scheme 1:1"},
        {"[a](javascript&colon;x)", "link-scheme 1:1"},
        {"[a](&#106;avascript:x)", "link-scheme 1:1"},
        {"[a](javascript%3Ax)", "link-scheme 1:1"},
        {"[a](%6Aavascript:x)", "link-scheme 1:1"},
        {"[a](https%3A//e.org)", "link-scheme 1:1"},
        {"[a](java&Tab;script:x)", "link-control 1:1"},
        {"[a](java%09script:x)", "link-control 1:1"},
        {"[a](&#1;javascript:x)", "link-control 1:1"},
        {"[a](<java\u200Bscript:x>)", "link-control 1:1"},
        {"[a](https://e.org/\u202Ex)", "link-control 1:1"},
        {"[a](reports/x%00)", "link-control 1:1"},
        {"[a](blob:x) [a](feed:javascript:x)", "link-scheme 1:1, link-scheme 1:13"},
        {"[a](data:text/html,x) [a](file:///etc/passwd)", "link-scheme 1:1, link-scheme 1:23"},
        {"[a](vbscript:x) [a](C:\\x)", "link-scheme 1:1, link-scheme 1:17"},
        {"<irc://e.org>", "link-scheme 1:1"},
        {"[a][r]\n\n[r]: javascript:x", "link-scheme 1:1"},
        {"[a](//e.org/x)", "link-double-slash 1:1"},
        {"[a](%2F/e.org/x)", "link-double-slash 1:1"},
        {"[a](https:e.org) [a](https:///x) [a](mailto:)",
         "link-form 1:1, link-form 1:18, link-form 1:34"},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_PLAIN);
}

static void links_without_a_scheme_are_items_or_anchors(void **state) {
    static const struct report_case cases[] = {
        {"[a](reports/2013-geneva) [a](reports/2013-geneva#p7) [](reports/x) [a](#p7)", ""},
        {"[a](/x) [a](../x) [a](a/../b) [a](./a/b)",
         "link-outside 1:1, link-outside 1:9, link-outside 1:19, link-outside 1:31"},
        {"[a](%2e%2e/%2e%2e/etc/passwd)", "link-outside 1:1"},
        {"[a](reports\\\\x)", "link-outside 1:1"},
        {"[a](foo) [a](a/b/c) [a](a/b.html) [a](A/b) [a](a/b?c)",
         "link-form 1:1, link-form 1:10, link-form 1:21, link-form 1:35, link-form 1:44"},
        {"[a](#) [a](#a/b) [a](a/b#)", "link-form 1:1, link-form 1:8, link-form 1:18"},
        {"[a]() [a](<>)", "link-empty 1:1, link-empty 1:7"},
        {"[](https://e.org) [](#p1)", "link-no-text 1:1, link-no-text 1:19"},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_PLAIN);
}

static void images_come_from_the_content_and_are_described(void **state) {
    static const struct report_case cases[] = {
        {"![Map](media/map.png) ![Map](media/2013/map.png \"t\")", ""},
        {"![a](https://e.org/a.png) ![a](//e.org/a.png)", "image-remote 1:1, image-remote 1:27"},
        {"![a](data:image/png;base64,x)", "link-scheme 1:1"},
        {"![a](../../etc/passwd) ![a](/x/a.png) ![a](a.png) ![a]()",
         "image-path 1:1, image-path 1:24, image-path 1:39, image-path 1:51"},
        {"![a](media/a.png#x) ![a](#x)", "image-path 1:1, image-path 1:21"},
        {"![](media/a.png)", "image-alt 1:1"},
        {"![ ](media/a.png)", "image-alt 1:1"},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_PLAIN);
}

static void tables_that_do_not_fit_are_found(void **state) {
    static const struct report_case cases[] = {
        {"| a | b |\n|---|---|\n| 1 |\n| 1 | 2 |\n", ""},
        {"x\n\n> | a | b |\n> |---|\n", "table-header 3:3"},
        {"- | a |\n  |---|\n  | 1 | 2 | 3 |\n", "table-row-long 3:3"},
        {"a | b\n-|-\n1 | 2\n", ""},
        {"a | b\nc | d\n", ""},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_PLAIN);
}

static void footnotes_and_references_must_meet(void **state) {
    static const struct report_case cases[] = {
        {"a[^n]\n\n[^n]: note\n", ""},
        {"ab [^no] c", "footnote-undefined 1:4"},
        {"é[^n]\n\n[^n]: note [^m]\n", "footnote-undefined 3:12"},
        {"a[^n]\n\n[^n]: one\n\n[^n]: two\n", "footnote-twice 5:1"},
        {"a\n\n[^n]: note\n", "footnote-unused 3:1"},
        {"[a[^n]](https://e.org)\n\n[^n]: note\n", "footnote-in-link 1:3, footnote-unused 3:1"},
        {"| a |\n|---|\n| \\| [^x] |\n", "footnote-undefined 3:6"},
        {"a[^n]\n\n[^n]: one\n\n    two <b>\n", "raw-html 5:9"},
        {"a[^n]\n\n[^n]: one\n<b>\n", "raw-html 4:1"},
        {"\\[^n] `[^n]` \\\\`[^n]`\n\n    [^n]\n\n```\n[^n]: x\n```\n", ""},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_PLAIN);
}

static void headings_go_down_one_level_at_a_time(void **state) {
    static const struct report_case cases[] = {
        {"## a\n\n### b\n\n## c\n", ""},
        {"# a\n", "heading-title 1:1"},
        {"a\n===\n\nb\n===\n", "heading-title 1:1, heading-title 4:1"},
        {"### a\n", "heading-skipped 1:1"},
        {"## a\n\n#### b\n", "heading-skipped 3:1"},
        {"##\n", "heading-empty 1:1"},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_PLAIN);
}

static void numbers_of_paragraphs_have_no_gaps(void **state) {
    static const struct report_case cases[] = {
        {"1. a\n\n2. b\n\n## h\n\n3. c\n", ""},
        {"1. a\n1. b\n1. c\n", ""},
        {"2. a\n", "paragraph-number 1:1"},
        {"1. a\n\n## h\n\n3. c\n\n## h\n\n4. c\n", "paragraph-number 5:1"},
        {"1. a\n2. b\n4. c\n5. d\n", "paragraph-number 3:1"},
        {"1. a\n   1. b\n   3. c\n", "sub-paragraph-number 3:4"},
        {"1. a\n   1. b\n\n   x\n\n   1. c\n", "sub-paragraph-number 6:4"},
        {"1. a\n   1. b\n\n   x\n\n   2. c\n      7. deeper\n", ""},
        {"- 7. a\n- 3. b\n", ""},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_NUMBERED);
    assert_scan("2. a\n4. b\n", MARKDOWN_PLAIN, "");
}

static void spans_name_a_language(void **state) {
    static const struct report_case cases[] = {
        {"[a]{lang=fr} [b]{lang=\"ar\" dir=rtl} [*c* [d](#x)]{lang=zh-Hant}", ""},
        {"[a]{lang=!!}", "span-lang 1:4"},
        {"é [a]{lang=français}", "span-lang 1:6"},
        {"[a]{lang=}", "span-lang 1:4"},
        {"[a]{lang=fr dir=up}", "span-dir 1:4"},
        {"[a]{dir=rtl}", "span-no-lang 1:4"},
        {"[a]{.big} [b]{#id} [c]{title=x}",
         "span-attribute 1:4, span-attribute 1:14, span-attribute 1:23"},
        {"*[a*]{lang=fr}", "span-crossed 1:5, span-crossed 1:2"},
        {"| a |\n|---|\n| [a | b]{lang=fr} |", "table-row-long 3:1, span-crossed 3:3"},
        {"a]{lang=!} [a]{x} [b] {lang=fr} \\[c]{lang=fr} [d\\]{lang=fr} `[e]{lang=xx!}`", ""},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_PLAIN);
}

static void letters_that_deceive_are_found(void **state) {
    static const struct report_case cases[] = {
        {"\u0639\u200F\u200E\u061C \u06CC\u200C\u06A9", ""},
        {"a \u2067b\u2069 \u2066\u2067c\u2069\u2069", ""},
        {"a \u202Eb\u202C", "markdown-bidi-override 1:3"},
        {"a \u202Eb", "markdown-bidi-override 1:3"},
        {"a \u202Ab\u202C", "markdown-bidi-embedding 1:3"},
        {"a \u202Ab", "markdown-bidi-unbalanced 1:3"},
        {"a \u202Ab\n\nc\u202C", "markdown-bidi-unbalanced 1:3, markdown-bidi-unbalanced 3:2"},
        {"a \u2067b", "markdown-bidi-unbalanced 1:3"},
        {"a \u2069b", "markdown-bidi-unbalanced 1:3"},
        {"\u2067a\u202C", "markdown-bidi-unbalanced 1:3, markdown-bidi-unbalanced 1:1"},
        {"a &#x202E; b", "markdown-bidi-override 1:3"},
        {"a `b\u2067c\u2069`", "markdown-bidi-code 1:4"},
        {"```\n\u2067c\u2069\n```", "markdown-bidi-code 1:1"},
        {"a\u200Bb\uFEFF", "markdown-invisible 1:2, markdown-invisible 1:4"},
        {"[a](https://e.org \"\u2067\")", "markdown-bidi-unbalanced 1:1"},
        {"## \u2067a", "markdown-bidi-unbalanced 1:4"},
        {"| a |\n|---|\n| \u2067 |\n: \u2069", /* each cell stands alone */
         "markdown-bidi-unbalanced 4:3, markdown-bidi-unbalanced 3:3"},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_PLAIN);
}

static void fences_are_closed_and_name_a_language(void **state) {
    static const struct report_case cases[] = {
        {"```c++\nx\n```\n\n~~~ x86-asm more words\n~~~~\n", ""},
        {"a\n\n```\nx\n", "fence-open 3:1"},
        {"> ~~~\n> x\n\ny\n", "fence-open 1:3"},
        {"````\n```\n", "fence-open 1:1"},
        {"- ```\n  x\n  ```\n", ""},
        {"```x\" onclick=\"y\n```\n", "fence-info 1:1"},
        {"~~~x\" onclick=\"y\n~~~\n", "fence-info 1:1"},
        {"    indented\n", ""},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_PLAIN);
}

static void lines_count_from_the_first_line(void **state) {
    struct arena arena = {0};
    struct outline outline;
    struct diags diags = {0};

    (void)state;
    markdown_scan(STR("x\n<b>\n"), STR("a.md"), 12, MARKDOWN_PLAIN, &arena, &outline, &diags);
    assert_reports(&diags, "raw-html 13:1");
    arena_release(&arena);
}

static void columns_are_right_in_every_container(void **state) {
    static const struct report_case cases[] = {
        {"> a\n>   b <b>", "raw-html 2:7"},
        {"> a\nb <b>", "raw-html 2:3"},
        {"- > a\n  >b <b>", "raw-html 2:6"},
        {"1. a\n   b\n   éé <b>", "raw-html 3:7"},
        {"[two\nlines](foo)", "link-form 1:2"},
        {"> # a <b>", "heading-title 1:3, raw-html 1:7"},
        {"a\nb <b>\n===", "heading-title 1:1, raw-html 2:3"},
        {"[a]{lang=fr} [b]{lang=fr} <b>", "raw-html 1:27"},
        {"a[^n] <b>\n\n[^n]: [a]{lang=fr}\n      <b>\n", "raw-html 1:7, raw-html 4:7"},
        {"| a |\n|---|\n| [x]{lang=fr} | \n| \\|\\| <b> |", "raw-html 4:8"},
    };

    (void)state;
    ASSERT_ALL(cases, MARKDOWN_PLAIN);
}

static void the_outline_says_what_others_may_point_at(void **state) {
    static const char text[] = "## Les **r\u00E9sultats** `x`\n"
                               "\n"
                               "1. one [a](reports/x#p1) and \u77E5\u8BC6\n"
                               "   1. sub\n"
                               "\n"
                               "   2. sub\n"
                               "\n"
                               "2. ![m](media/m.png) [b](https://e.org) [c](#p1)\n"
                               "\n"
                               "| a |\n"
                               "|---|\n"
                               "\n"
                               "x[^n][^n]\n"
                               "\n"
                               "[^n]: note\n";
    static const char *const ids[] = {"s-les-resultats-x", "p1", "p1-a", "p1-b", "p2"};
    static const char *const destinations[] = {"reports/x#p1", "media/m.png", "https://e.org",
                                               "#p1"};
    struct arena arena = {0};
    struct outline outline;
    struct diags diags = {0};

    (void)state;
    scan_text(str_from(text), MARKDOWN_NUMBERED, &arena, &outline, &diags);
    assert_reports(&diags, "");
    assert_int_equal(outline.anchors.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_text(outline.anchors.items[i].id, ids[i]);
    }
    assert_text(outline.anchors.items[0].text, "Les r\u00E9sultats x");
    assert_int_equal(outline.anchors.items[0].kind, ANCHOR_HEADING);
    assert_int_equal(outline.anchors.items[0].level, 2);
    assert_int_equal(outline.anchors.items[1].kind, ANCHOR_PARAGRAPH);
    assert_int_equal(outline.anchors.items[3].kind, ANCHOR_SUB_PARAGRAPH);
    assert_int_equal(outline.anchors.items[3].line, 6);
    assert_int_equal(outline.references.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_text(outline.references.items[i].destination, destinations[i]);
    }
    assert_int_equal(outline.references.items[0].kind, REFERENCE_ITEM);
    assert_int_equal(outline.references.items[1].kind, REFERENCE_IMAGE);
    assert_int_equal(outline.references.items[2].kind, REFERENCE_EXTERNAL);
    assert_int_equal(outline.references.items[3].kind, REFERENCE_SAME_PAGE);
    assert_int_equal(outline.references.items[1].line, 8);
    assert_int_equal(outline.references.items[1].column, 4);
    assert_int_equal(outline.paragraph_count, 2);
    assert_int_equal(outline.table_count, 1);
    assert_int_equal(outline.footnote_count, 1);
    arena_release(&arena);
}

/* Text is passed over eight bytes at a time. */
static void letters_that_deceive_are_found_at_every_distance(void **state) {
    (void)state;
    for (unsigned before = 0; before < 20; before++) {
        for (unsigned behind = 0; behind < 10; behind += 9) {
            char text[64], report[32];

            snprintf(text, sizeof text, "%.*s\u200B%.*s", (int)before, "xxxxxxxxxxxxxxxxxxxx",
                     (int)behind, "xxxxxxxxxx");
            snprintf(report, sizeof report, "markdown-invisible 1:%u", before + 1);
            assert_scan(text, MARKDOWN_PLAIN, report);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(raw_html_is_found_wherever_it_stands),
        cmocka_unit_test(only_listed_schemes_pass),
        cmocka_unit_test(links_without_a_scheme_are_items_or_anchors),
        cmocka_unit_test(images_come_from_the_content_and_are_described),
        cmocka_unit_test(tables_that_do_not_fit_are_found),
        cmocka_unit_test(footnotes_and_references_must_meet),
        cmocka_unit_test(headings_go_down_one_level_at_a_time),
        cmocka_unit_test(numbers_of_paragraphs_have_no_gaps),
        cmocka_unit_test(spans_name_a_language),
        cmocka_unit_test(letters_that_deceive_are_found),
        cmocka_unit_test(letters_that_deceive_are_found_at_every_distance),
        cmocka_unit_test(fences_are_closed_and_name_a_language),
        cmocka_unit_test(lines_count_from_the_first_line),
        cmocka_unit_test(columns_are_right_in_every_container),
        cmocka_unit_test(the_outline_says_what_others_may_point_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
