#include "markdown_cases.h"

static void assert_all(const struct html_case *cases, size_t count,
                       const struct markdown_setting *setting) {
    for (size_t i = 0; i < count; i++) {
        assert_html_with(cases[i].text, setting, cases[i].html);
    }
}
#define ASSERT_ALL(cases, setting)                                                                 \
    do {                                                                                           \
        struct markdown_setting used = (setting);                                                  \
        assert_all((cases), sizeof(cases) / sizeof *(cases), &used);                               \
    } while (0)

static void what_is_not_allowed_becomes_text(void **state) {
    static const struct html_case cases[] = {
        {"a <b onclick=\"x\">c</b>", "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>\n"},
        {"<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"},
        {"a <!-- b -->", "<p>a &lt;!-- b --&gt;</p>\n"},
        {"[a](javascript:x)", "<p>a</p>\n"},
        {"[*a*](//e.org)", "<p><em>a</em></p>\n"},
        {"![a](https://e.org/a.png)", "<p>a</p>\n"},
        {"~~~x\" onclick=\"y\na\n~~~", "<pre><code>a\n</code></pre>\n"},
        {"&#1;&#x7;", "<p>\uFFFD\uFFFD</p>\n"},
        {"[^no]", "<p>[^no]</p>\n"},
        {"^&#1;n^ ^&#3;^ ^&#4;}", "<p>^\uFFFDn^ ^\uFFFD^ ^\uFFFD}</p>\n"},
    };

    (void)state;
    ASSERT_ALL(cases, setting_of(MARKDOWN_PLAIN));
}

static void headings_have_stable_ids(void **state) {
    static const struct html_case cases[] = {
        {"## The results", "<h2 id=\"s-the-results\">The results</h2>\n"},
        {"## \u00C9tudes : l\u2019\u0153uvre \u2014 2013!",
         "<h2 id=\"s-etudes-l-oeuvre-2013\">\u00C9tudes : l\u2019\u0153uvre \u2014 2013!</h2>\n"},
        {"## Stra\u00DFe \u0141\u00F3d\u017A \u00C6 \u00DE \u0130 \u017F",
         "<h2 id=\"s-strasse-lodz-ae-th-i-s\">Stra\u00DFe \u0141\u00F3d\u017A \u00C6 \u00DE "
         "\u0130 \u017F</h2>\n"},
        {"## \u7ED3\u679C\n## \u0646\u062A\u0627\u0626\u062C",
         "<h2 id=\"s-1\">\u7ED3\u679C</h2>\n<h2 id=\"s-2\">\u0646\u062A\u0627\u0626\u062C</h2>\n"},
        {"## a\n## a\n## a-2\n## a", "<h2 id=\"s-a\">a</h2>\n<h2 id=\"s-a-2\">a</h2>\n"
                                     "<h2 id=\"s-a-2-2\">a-2</h2>\n<h2 id=\"s-a-3\">a</h2>\n"},
        {"## [a](b/c) `d`[^n]\n\n[^n]: x", "<h2 id=\"s-a-d\"><a href=\"b/c\">a</a> <code>d</code>"
                                           "<sup class=\"footnote\"><a href=\"#fn-1\" "
                                           "id=\"fnref-1\" role=\"doc-noteref\">1</a></sup></h2>\n"
                                           "<section class=\"footnotes\" role=\"doc-endnotes\" "
                                           "aria-label=\"Notes\">\n<ol>\n<li id=\"fn-1\">\n<p>x "
                                           "<a class=\"back\" href=\"#fnref-1\" "
                                           "role=\"doc-backlink\" aria-label=\"Back to 1\">"
                                           "\u21A9\uFE0E</a></p>\n</li>\n</ol>\n</section>\n"},
    };

    (void)state;
    ASSERT_ALL(cases, setting_of(MARKDOWN_PLAIN));
}

static void the_page_may_shift_and_name_headings(void **state) {
    static const struct str ids[] = {STR_INIT("s-original"), STR_INIT("s-other")};
    struct markdown_setting setting = setting_of(MARKDOWN_PLAIN);

    (void)state;
    setting.heading_ids = ids;
    setting.heading_id_count = 2;
    assert_html_with("## x\n## y\n## other", &setting,
                     "<h2 id=\"s-original\">x</h2>\n<h2 id=\"s-other\">y</h2>\n"
                     "<h2 id=\"s-other-2\">other</h2>\n");
    setting.heading_id_count = 0;
    setting.heading_shift = 2;
    setting.id_prefix = STR("f-");
    assert_html_with("## x\n###### y", &setting,
                     "<h4 id=\"f-s-x\">x</h4>\n<h6 id=\"f-s-y\">y</h6>\n");
}

static void numbered_paragraphs_have_permanent_links(void **state) {
    static const struct html_case cases[] = {
        {"1. a\n2. b", "<ol class=\"paragraphs\">\n<li id=\"p1\" value=\"1\">\n<p>a "
                       "<a class=\"permalink\" href=\"#p1\" aria-label=\"Paragraph 1\">\u00B6</a>"
                       "</p>\n</li>\n<li id=\"p2\" value=\"2\">\n<p>b <a class=\"permalink\" "
                       "href=\"#p2\" aria-label=\"Paragraph 2\">\u00B6</a></p>\n</li>\n</ol>\n"},
        {"7. a\n   1. b\n      1. c",
         "<ol class=\"paragraphs\" start=\"7\">\n<li id=\"p7\" value=\"7\">\n<p>a "
         "<a class=\"permalink\" href=\"#p7\" aria-label=\"Paragraph 7\">\u00B6</a></p>\n"
         "<ol class=\"sub-paragraphs\">\n<li id=\"p7-a\">\n<p><span class=\"marker\">(a)</span> b "
         "<a class=\"permalink\" href=\"#p7-a\" aria-label=\"Paragraph 7 (a)\">\u00B6</a></p>\n"
         "<ol>\n<li>c</li>\n</ol>\n</li>\n</ol>\n</li>\n</ol>\n"},
        {"1. # a", "<ol class=\"paragraphs\">\n<li id=\"p1\" value=\"1\">\n<p>"
                   "<a class=\"permalink\" href=\"#p1\" aria-label=\"Paragraph 1\">\u00B6</a></p>\n"
                   "<h1 id=\"s-a\">a</h1>\n</li>\n</ol>\n"},
        {"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
    };

    (void)state;
    ASSERT_ALL(cases, setting_of(MARKDOWN_NUMBERED));
    assert_html("7. a", "<ol start=\"7\">\n<li>a</li>\n</ol>\n");
}

static void numbers_and_letters_are_the_readers_own(void **state) {
    struct markdown_setting setting = setting_of(MARKDOWN_NUMBERED);

    (void)state;
    setting.digits = STR("\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669");
    setting.paragraph_label = STR("\u0627\u0644\u0641\u0642\u0631\u0629 {n}");
    setting.sub_paragraph_form = STR("{letter})");
    setting.sub_paragraph_alphabet = STR("\u0623\u0628");
    assert_html_with(
        "12. x\n\n    3. y", &setting,
        "<ol class=\"paragraphs\" start=\"12\">\n<li id=\"p12\" value=\"12\">\n<p>x "
        "<a class=\"permalink\" href=\"#p12\" aria-label=\"\u0627\u0644\u0641\u0642\u0631\u0629 "
        "\u0661\u0662\">\u00B6</a></p>\n<ol class=\"sub-paragraphs\" start=\"3\">\n"
        "<li id=\"p12-c\">\n<p><span class=\"marker\">\u0623\u0623)</span> y "
        "<a class=\"permalink\" href=\"#p12-c\" aria-label=\"\u0627\u0644\u0641\u0642\u0631\u0629 "
        "\u0661\u0662 \u0623\u0623)\">\u00B6</a></p>\n</li>\n</ol>\n</li>\n</ol>\n");
}

/* A browser puts the sign on the other side of a number in a text from right to left. */
static void figures_stay_in_their_order(void **state) {
    static const struct html_case cases[] = {
        {"\u0646 0.5% \u0646", "<p>\u0646 <bdi dir=\"ltr\">0.5%</bdi> \u0646</p>\n"},
        {"\u064812,5\u00A0%", "<p>\u0648<bdi dir=\"ltr\">12,5\u00A0%</bdi></p>\n"},
        {"(-3) \u22121,250.75",
         "<p>(<bdi dir=\"ltr\">-3</bdi>) <bdi dir=\"ltr\">\u22121,250.75</bdi></p>\n"},
        {"3-5%.", "<p><bdi dir=\"ltr\">3-5%</bdi>.</p>\n"},
        {"**7%**", "<p><strong><bdi dir=\"ltr\">7%</bdi></strong></p>\n"},
        /* What is right as it stands, or is no figure. */
        {"12/2 2013-2014 1.", "<p>12/2 2013-2014 1.</p>\n"},
        {"A-3 x5% 1.-3 % -", "<p>A-3 x5% 1.-3 % -</p>\n"},
        {"`5%`", "<p><code>5%</code></p>\n"},
    };
    struct markdown_setting setting = setting_of(MARKDOWN_PLAIN);

    (void)state;
    setting.figure_dir = STR("ltr");
    assert_html_with("5%\n", &setting, "<p><bdi dir=\"ltr\">5%</bdi></p>\n");
    ASSERT_ALL(cases, setting);
    setting.figure_dir = (struct str){0};
    assert_html_with("5%\n", &setting, "<p>5%</p>\n");
}

static void a_paragraph_leads_to_itself_in_other_languages(void **state) {
    static const struct markdown_version versions[] = {
        {STR_INIT("../ar/r.html"), STR_INIT("ar")},
    };
    struct markdown_setting setting = setting_of(MARKDOWN_NUMBERED);

    (void)state;
    setting.versions = versions;
    setting.version_count = 1;
    assert_html_with("1. a\n2. b", &setting,
                     "<ol class=\"paragraphs\">\n<li id=\"p1\" value=\"1\">\n<p>a "
                     "<a class=\"permalink\" href=\"#p1\" aria-label=\"Paragraph 1\">\u00B6</a>"
                     " <a href=\"../ar/r.html#p1\" hreflang=\"ar\">ar</a></p>\n"
                     "</li>\n<li id=\"p2\" value=\"2\">\n<p>b "
                     "<a class=\"permalink\" href=\"#p2\" aria-label=\"Paragraph 2\">\u00B6</a>"
                     " <a href=\"../ar/r.html#p2\" hreflang=\"ar\">ar</a></p>\n"
                     "</li>\n</ol>\n");
}

static void tables_are_for_everybody(void **state) {
    static const struct html_case cases[] = {
        {"| a | b |\n|:--|--:|\n| *c* |\n: Cap `t`",
         "<div class=\"table\" role=\"region\" aria-label=\"Cap t\" tabindex=\"0\">\n<table>\n"
         "<caption>Cap <code>t</code></caption>\n<thead>\n<tr>\n"
         "<th scope=\"col\" class=\"start\">a</th>\n<th scope=\"col\" class=\"end\">b</th>\n</tr>\n"
         "</thead>\n<tbody>\n<tr>\n<td class=\"start\"><em>c</em></td>\n<td class=\"end\"></td>\n"
         "</tr>\n</tbody>\n</table>\n</div>\n"},
        {"| | b |\n|-|:-:|\n| r | 1 |",
         "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<td></td>\n"
         "<th scope=\"col\" class=\"center\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
         "<th scope=\"row\">r</th>\n<td class=\"center\">1</td>\n</tr>\n</tbody>\n</table>\n"
         "</div>\n"},
        {"a|b\n-|-", "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n"
                     "<th scope=\"col\">a</th>\n<th scope=\"col\">b</th>\n</tr>\n</thead>\n"
                     "</table>\n</div>\n"},
        {"| `a\\|b` \\| c \\\\| [r] |\n|-|-|\n\n[r]: https://e.org",
         "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n"
         "<th scope=\"col\"><code>a|b</code> | c \\</th>\n"
         "<th scope=\"col\"><a href=\"https://e.org\">r</a></th>\n</tr>\n</thead>\n</table>\n"
         "</div>\n"},
        {"| # a | - b | [c]: d | 1. e | f # |\n|-|-|-|-|-|",
         "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n"
         "<th scope=\"col\"># a</th>\n<th scope=\"col\">- b</th>\n<th scope=\"col\">[c]: d</th>\n"
         "<th scope=\"col\">1. e</th>\n<th scope=\"col\">f #</th>\n</tr>\n</thead>\n</table>\n"
         "</div>\n"},
        {"a | b\nc | d", "<p>a | b\nc | d</p>\n"},
        {"`|` | b\n---", "<h2 id=\"s-b\"><code>|</code> | b</h2>\n"},
    };

    (void)state;
    ASSERT_ALL(cases, setting_of(MARKDOWN_PLAIN));
}

static void tables_stand_in_quotations_and_lists(void **state) {
    static const char table[] = "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n"
                                "<th scope=\"col\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
                                "<td>1</td>\n</tr>\n</tbody>\n</table>\n</div>\n";
    static const struct {
        const char *text, *before, *after;
    } cases[] = {
        {"> | a |\n> |---|\n> | 1 |", "<blockquote>\n", "</blockquote>\n"},
        {"- | a |\n  |---|\n  | 1 |", "<ul>\n<li>\n", "</li>\n</ul>\n"},
        {"> 1. | a |\n>    |---|\n>    | 1 |", "<blockquote>\n<ol>\n<li>\n",
         "</li>\n</ol>\n</blockquote>\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strbuf expected = {0};

        strbuf_add_c(&expected, cases[i].before);
        strbuf_add_c(&expected, table);
        strbuf_add_c(&expected, cases[i].after);
        assert_html(cases[i].text, expected.data);
        strbuf_release(&expected);
    }
}

static void footnotes_lead_there_and_back(void **state) {
    struct markdown_setting setting = setting_of(MARKDOWN_PLAIN);

    (void)state;
    setting.id_prefix = STR("x-");
    assert_html_with(
        "**a.**[^n_1] b[^m] c[^n_1]\n\n[^m]:\n    - list\n\n[^n_1]: one\n"
        "lazy\n\n    two\n\n        code\n\n[^unused]: x\n\nlast",
        &setting,
        "<p><strong>a.</strong><sup class=\"footnote\"><a href=\"#x-fn-1\" id=\"x-fnref-1\" "
        "role=\"doc-noteref\">1</a></sup> b<sup class=\"footnote\"><a href=\"#x-fn-2\" "
        "id=\"x-fnref-2\" role=\"doc-noteref\">2</a></sup> c<sup class=\"footnote\">"
        "<a href=\"#x-fn-1\" id=\"x-fnref-1-2\" role=\"doc-noteref\">1</a></sup></p>\n"
        "<p>last</p>\n"
        "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol>\n"
        "<li id=\"x-fn-1\">\n<p>one\nlazy</p>\n<p>two</p>\n<pre><code>code\n</code></pre>\n"
        "<p> <a class=\"back\" href=\"#x-fnref-1\" role=\"doc-backlink\" "
        "aria-label=\"Back to 1\">\u21A9\uFE0E<sup>1</sup></a> <a class=\"back\" "
        "href=\"#x-fnref-1-2\" role=\"doc-backlink\" aria-label=\"Back to 1-2\">"
        "\u21A9\uFE0E<sup>2</sup></a></p>\n</li>\n"
        "<li id=\"x-fn-2\">\n<ul>\n<li>list</li>\n</ul>\n<p> <a class=\"back\" "
        "href=\"#x-fnref-2\" role=\"doc-backlink\" aria-label=\"Back to 2\">\u21A9\uFE0E</a></p>\n"
        "</li>\n</ol>\n</section>\n");
}

static void brackets_in_code_and_addresses_stay(void **state) {
    static const struct html_case cases[] = {
        {"`[^a] [b]{lang=fr} [^b_c]`", "<p><code>[^a] [b]{lang=fr} [^b_c]</code></p>\n"},
        {"```\n[^a]: [b]{lang=fr}\n```", "<pre><code>[^a]: [b]{lang=fr}\n</code></pre>\n"},
        {"    [b]{lang=fr}", "<pre><code>[b]{lang=fr}\n</code></pre>\n"},
        {"[a](https://e.org/[^b]?[c]{d=e} \"[^t]\")",
         "<p><a href=\"https://e.org/%5B%5Eb%5D?%5Bc%5D%7Bd=e%7D\" title=\"[^t]\">a</a></p>\n"},
        {"a <b [^c]>", "<p>a &lt;b [^c]&gt;</p>\n"},
    };

    (void)state;
    ASSERT_ALL(cases, setting_of(MARKDOWN_PLAIN));
}

static void spans_carry_language_and_direction(void **state) {
    static const struct html_case cases[] = {
        {"[Plate-forme]{lang=fr}", "<p><span lang=\"fr\" dir=\"ltr\">Plate-forme</span></p>\n"},
        {"[x]{lang=AR-eg}", "<p><span lang=\"ar-EG\" dir=\"rtl\">x</span></p>\n"},
        {"[x]{lang=az-Arab} [y]{lang=ks-Deva} [z]{lang=he} [w]{lang=fa-Latn}",
         "<p><span lang=\"az-Arab\" dir=\"rtl\">x</span> <span lang=\"ks-Deva\" "
         "dir=\"ltr\">y</span>"
         " <span lang=\"he\" dir=\"rtl\">z</span> <span lang=\"fa-Latn\" "
         "dir=\"ltr\">w</span></p>\n"},
        {"[x]{lang=en dir=rtl}", "<p><span lang=\"en\" dir=\"rtl\">x</span></p>\n"},
        {"*[a **b** [c](#d) [e]{lang=es}\nf]{lang=fr}*",
         "<p><em><span lang=\"fr\" dir=\"ltr\">a <strong>b</strong> <a href=\"#d\">c</a> "
         "<span lang=\"es\" dir=\"ltr\">e</span>\nf</span></em></p>\n"},
        {"[[Plate]{lang=fr}](a/b)",
         "<p><a href=\"a/b\"><span lang=\"fr\" dir=\"ltr\">Plate</span></a></p>\n"},
        {"foo_[a_]{lang=fr}_ [_b_]{lang=fr}*c*",
         "<p>foo_<span lang=\"fr\" dir=\"ltr\">a_</span>_ <span lang=\"fr\" dir=\"ltr\">"
         "<em>b</em></span><em>c</em></p>\n"},
        {"[`]`]{lang=fr}", "<p><span lang=\"fr\" dir=\"ltr\"><code>]</code></span></p>\n"},
        {"[a]{b} [c]", "<p>[a]{b} [c]</p>\n"},
    };

    (void)state;
    ASSERT_ALL(cases, setting_of(MARKDOWN_PLAIN));
}

static void code_and_bare_addresses_say_their_direction(void **state) {
    static const struct html_case cases[] = {
        {"`a/b`", "<p><code dir=\"ltr\">a/b</code></p>\n"},
        {"```sh\nls\n```", "<pre dir=\"ltr\"><code class=\"language-sh\">ls\n</code></pre>\n"},
        {"<https://x.example/> <a@x.example>",
         "<p><a href=\"https://x.example/\" dir=\"ltr\">https://x.example/</a> "
         "<a href=\"mailto:a@x.example\" dir=\"ltr\">a@x.example</a></p>\n"},
        {"[text](https://x.example/) [https://x.example/ *b*](https://x.example/)",
         "<p><a href=\"https://x.example/\">text</a> "
         "<a href=\"https://x.example/\">https://x.example/ <em>b</em></a></p>\n"},
    };
    struct markdown_setting setting = setting_of(MARKDOWN_PLAIN);

    (void)state;
    setting.code_dir = STR("ltr");
    ASSERT_ALL(cases, setting);
}

static struct markdown_target find_french(void *context, struct str destination) {
    (void)context;
    if (str_equal(destination, STR("a/gone"))) {
        return (struct markdown_target){.title = STR("Gone & away")};
    }
    return (struct markdown_target){.href = STR("../fr/x.html?a&b"),
                                    .title = STR("L\u2019\u00E9tude"),
                                    .lang = STR("fr"),
                                    .hreflang = STR("fr"),
                                    .dir = STR("ltr"),
                                    .note = STR("(in <French>)")};
}

static void links_to_items_say_their_language(void **state) {
    static const struct html_case cases[] = {
        {"[text](a/b \"t\")",
         "<p><a href=\"../fr/x.html?a&amp;b\" hreflang=\"fr\" title=\"t\">text "
         "<span class=\"note\">(in &lt;French&gt;)</span></a></p>\n"},
        {"[](a/b)", "<p><a href=\"../fr/x.html?a&amp;b\" hreflang=\"fr\"><span lang=\"fr\" "
                    "dir=\"ltr\">L\u2019\u00E9tude</span> "
                    "<span class=\"note\">(in &lt;French&gt;)</span></a></p>\n"},
        {"[text](a/gone) [](a/gone)", "<p>text Gone &amp; away</p>\n"},
    };
    struct markdown_setting setting = setting_of(MARKDOWN_PLAIN);

    (void)state;
    setting.resolve = find_french;
    ASSERT_ALL(cases, setting);
}

static void images_with_titles_are_figures(void **state) {
    static const struct html_case cases[] = {
        {"![Map *of*](media/m.png \"The <map>\")",
         "<figure>\n<img src=\"media/m.png\" alt=\"Map of\" />\n"
         "<figcaption>The &lt;map&gt;</figcaption>\n</figure>\n"},
        {"![Map](media/m.png)", "<p><img src=\"media/m.png\" alt=\"Map\" /></p>\n"},
        {"a ![M \"q\"](media/m.png \"t\")",
         "<p>a <img src=\"media/m.png\" alt=\"M &quot;q&quot;\" title=\"t\" /></p>\n"},
        {"- ![Map](media/m.png \"t\")",
         "<ul>\n<li>\n<figure>\n<img src=\"media/m.png\" alt=\"Map\" />\n"
         "<figcaption>t</figcaption>\n</figure>\n</li>\n</ul>\n"},
    };

    (void)state;
    ASSERT_ALL(cases, setting_of(MARKDOWN_PLAIN));
}

static void html_is_appended(void **state) {
    struct arena arena = {0};
    struct strbuf html = {0};
    struct markdown_setting setting = setting_of(MARKDOWN_PLAIN);

    (void)state;
    strbuf_add_c(&html, "before");
    markdown_render(STR("a"), &setting, &arena, &html);
    markdown_render(STR(""), &setting, &arena, &html);
    markdown_render((struct str){0}, &setting, &arena, &html);
    assert_text(strbuf_view(&html), "before<p>a</p>\n");
    strbuf_release(&html);
    arena_release(&arena);
}

static void assert_plain(const char *text, size_t limit, const char *expected) {
    struct arena arena = {0};
    struct strbuf plain = {0};

    markdown_plain(str_from(text), limit, &arena, &plain);
    assert_text(strbuf_view(&plain), expected);
    strbuf_release(&plain);
    arena_release(&arena);
}

static void plain_text_is_cut_at_a_word(void **state) {
    (void)state;
    assert_plain("## A *b*\n\nc [d](e/f) `g`\\\nh[^n] [i]{lang=fr}\n\n[^n]: x\n", 100,
                 "A b c d g h i");
    assert_plain("one two three", 13, "one two three");
    assert_plain("one two three", 12, "one two");
    assert_plain("one two three", 8, "one two");
    assert_plain("one two three", 7, "one two");
    assert_plain("one two three", 0, "");
    assert_plain("\u77E5\u8BC6\u4EA7\u6743\u5408\u4F5C", 4, "\u77E5\u8BC6\u4EA7\u6743");
    assert_plain("abcde\u0301f", 5, "abcd");
    assert_plain("| a | b |\n|---|---|\n| c | d |", 20, "a b c d");
    assert_plain("", 10, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_allowed_becomes_text),
        cmocka_unit_test(headings_have_stable_ids),
        cmocka_unit_test(the_page_may_shift_and_name_headings),
        cmocka_unit_test(numbered_paragraphs_have_permanent_links),
        cmocka_unit_test(numbers_and_letters_are_the_readers_own),
        cmocka_unit_test(figures_stay_in_their_order),
        cmocka_unit_test(a_paragraph_leads_to_itself_in_other_languages),
        cmocka_unit_test(tables_are_for_everybody),
        cmocka_unit_test(tables_stand_in_quotations_and_lists),
        cmocka_unit_test(footnotes_lead_there_and_back),
        cmocka_unit_test(brackets_in_code_and_addresses_stay),
        cmocka_unit_test(spans_carry_language_and_direction),
        cmocka_unit_test(code_and_bare_addresses_say_their_direction),
        cmocka_unit_test(links_to_items_say_their_language),
        cmocka_unit_test(images_with_titles_are_figures),
        cmocka_unit_test(html_is_appended),
        cmocka_unit_test(plain_text_is_cut_at_a_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
