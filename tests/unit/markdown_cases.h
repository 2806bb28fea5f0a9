/*
 * markdown_cases.h - tables of small Markdown texts and what must become of them.
 */
#ifndef ISOGLOSS_TESTS_MARKDOWN_CASES_H
#define ISOGLOSS_TESTS_MARKDOWN_CASES_H

#include "reports.h"
#include "sources/markdown.h"

/* A text and what scan says of it, as reports_text() writes it. */
struct report_case {
    const char *text, *reports;
};

/* A text and its HTML. */
struct html_case {
    const char *text, *html;
};

static inline void scan_text(struct str text, enum markdown_numbering numbering,
                             struct arena *arena, struct outline *outline, struct diags *diags) {
    markdown_scan(text, STR("a.md"), 1, numbering, arena, outline, diags);
}

static inline void assert_scan(const char *text, enum markdown_numbering numbering,
                               const char *expected) {
    struct arena arena = {0};
    struct outline outline;
    struct diags diags = {0};

    scan_text(str_from(text), numbering, &arena, &outline, &diags);
    assert_reports(&diags, expected);
    arena_release(&arena);
}

/* Answers as a site would: every item has a page, and is called "Title". */
static inline struct markdown_target find_target(void *context, struct str destination) {
    (void)context;
    return (struct markdown_target){.href = destination, .title = STR("Title")};
}

static inline struct markdown_setting setting_of(enum markdown_numbering numbering) {
    return (struct markdown_setting){
        .numbering = numbering,
        .resolve = find_target,
        .footnotes_title = STR_INIT("Notes"),
        .back_label = STR_INIT("Back to {n}"),
        .paragraph_label = STR_INIT("Paragraph {n}"),
        .sub_paragraph_form = STR_INIT("({letter})"),
        .sub_paragraph_alphabet = STR_INIT("abcdefghijklmnopqrstuvwxyz"),
    };
}

static inline void assert_html_with(const char *text, const struct markdown_setting *setting,
                                    const char *expected) {
    struct arena arena = {0};
    struct strbuf html = {0};

    markdown_render(str_from(text), setting, &arena, &html);
    if (!str_equal(strbuf_view(&html), str_from(expected))) {
        fail_msg("%s\n--- became\n%.*s--- instead of\n%s", text, STR_ARG(strbuf_view(&html)),
                 expected);
    }
    strbuf_release(&html);
    arena_release(&arena);
}

static inline void assert_html(const char *text, const char *expected) {
    struct markdown_setting setting = setting_of(MARKDOWN_PLAIN);

    assert_html_with(text, &setting, expected);
}

#endif
