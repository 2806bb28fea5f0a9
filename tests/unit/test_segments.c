/*
 * A text cut into segments and put together again is the text; and with whatever else in the place
 * of a segment it has the same blocks.
 *
 * Called with the argument "compose", it is the tool of tests/stages/segments.t: Markdown from
 * standard input, HTML of what is composed of its own segments to standard output.
 */
#include "markdown_cases.h"
#include "sources/segments.h"

static void assert_segments(const char *text, enum markdown_numbering numbering,
                            const char *expected) {
    struct arena arena = {0};
    struct segments segments;
    struct strbuf found = {0};
    segments_read(str_from(text), numbering, NULL, &arena, &segments);
    for (size_t i = 0; i < segments.list.count; i++) {
        const struct segment *segment = &segments.list.items[i];
        strbuf_add_format(&found, "%u %.*s: %.*s\n", segment->line, STR_ARG(segment->id),
                          STR_ARG(segment->text));
    }
    assert_string_equal(strbuf_view(&found).data ? strbuf_view(&found).data : "", expected);
    strbuf_release(&found);
    arena_release(&arena);
}

static void ids_say_where_a_text_stands(void **state) {
    (void)state;
    assert_segments(
        "Start.\n\n## Results\n\n1. One\n   goes on.\n\n   1. Sub.\n   2. Sub.\n\n"
        "   Rest.\n2. Two.\n\n# Aims #\n\nText.\n\n- a\n- b\n\nEnd\n===\n\nLast[^n].\n\n"
        "[^n]: A note\n    in lines.\n\n    More.\n",
        MARKDOWN_NUMBERED,
        "1 body: Start.\n3 s-results: Results\n5 p1: One goes on.\n8 p1-a: Sub.\n"
        "9 p1-b: Sub.\n11 p1.2: Rest.\n12 p2: Two.\n14 s-aims: Aims\n"
        "16 s-aims.2: Text.\n18 s-aims.3: a\n19 s-aims.4: b\n21 s-end: End\n"
        "24 s-end.2: Last[^n].\n26 note-n: A note in lines.\n29 note-n.2: More.\n");
    assert_segments("1. One.\n2. Two.\n", MARKDOWN_PLAIN, "1 body: One.\n2 body.2: Two.\n");
}

static void cells_and_captions_are_segments(void **state) {
    (void)state;
    assert_segments(
        "## T\n\nx\n\n| | [b]{lang=fr} | a\\|c |\n|-|-|-|\n| 1 | `x\\|y` | |\n: Cap *x*\n",
        MARKDOWN_PLAIN,
        "1 s-t: T\n3 s-t.2: x\n8 s-t.3-caption: Cap *x*\n5 s-t.3-r0c2: [b]{lang=fr}\n"
        "5 s-t.3-r0c3: a\\|c\n7 s-t.3-r1c1: 1\n7 s-t.3-r1c2: `x\\|y`\n");
}

static void hard_breaks_stay_and_others_do_not(void **state) {
    (void)state;
    assert_segments("> a\\\n> b  \n>c\nlazy\t\n", MARKDOWN_PLAIN, "1 body: a\\\nb  \nc lazy\n");
    assert_segments("```\ncode\n```\n\n    code\n\n---\n\n[r]: /x\n", MARKDOWN_PLAIN, "");
}

/* ---- Shown one by one ------------------------------------------------------------------------ */

static void segments_show_what_the_whole_text_shows(void **state) {
    (void)state;
    static const struct str ids[] = {STR_INIT("s-open")};
    struct arena arena = {0};
    struct segments_html shown;
    struct strbuf found = {0};
    struct markdown_setting setting = setting_of(MARKDOWN_NUMBERED);
    setting.heading_ids = ids;
    setting.heading_id_count = 1;
    setting.id_prefix = STR("fr-");
    segments_render(STR("# Ouverture\n\n3. *Un* [^n]\n\n   1. [r]\n\n- a\n\n  b\n\n"
                        "  7. sept\n  7. huit\n\n| x | |\n|-|-|\n| 1 | 2 |\n: Cap\n\n"
                        "![Carte](media/m.png \"T\")\n\n[r]: https://e.org\n[^n]: Note\n\n"
                        "    fin\n[^o]: Alone\n"),
                    &setting, &arena, &shown);
    for (size_t i = 0; i < shown.list.count; i++) {
        const struct segment_html *segment = &shown.list.items[i];
        strbuf_add_format(&found, "%.*s %u #%.*s %.*s|%.*s|%.*s\n", STR_ARG(segment->id),
                          segment->role, STR_ARG(segment->anchor), STR_ARG(segment->marker),
                          STR_ARG(segment->label), STR_ARG(segment->html));
    }
    strbuf_add_char(&found, '\0');
    assert_string_equal(found.data,
                        "s-open 1 #s-open ||<h1>Ouverture</h1>\n"
                        "p3 0 #p3 3|Paragraph 3|<em>Un</em> <sup class=\"footnote\"><a "
                        "href=\"#fr-fn-1\" id=\"fr-fnref-1\" role=\"doc-noteref\">1</a></sup>\n"
                        "p3-a 0 #p3-a (a)|Paragraph 3 (a)|<a href=\"https://e.org\">r</a>\n"
                        "s-open.2 2 # ||a\n"
                        "s-open.3 0 # ||b\n"
                        "s-open.4 2 # 7||sept\n"
                        "s-open.5 2 # 8||huit\n"
                        "s-open.6-caption 5 # ||Cap\n"
                        "s-open.6-r0c1 3 # ||x\n"
                        "s-open.6-r1c1 4 # ||1\n"
                        "s-open.6-r1c2 4 # ||2\n"
                        "s-open.7 0 # ||<figure>\n"
                        "<img src=\"media/m.png\" alt=\"Carte\" />\n"
                        "<figcaption>T</figcaption>\n"
                        "</figure>\n"
                        "\n"
                        "note-n 6 #fr-fn-1 1||Note\n"
                        "note-n.2 6 # ||fin\n");
    strbuf_release(&found);
    arena_release(&arena);
}

/* ---- Composing ------------------------------------------------------------------------------- */

static struct str compose_all(struct arena *arena, struct str text,
                              enum markdown_numbering numbering, const char *translation) {
    struct segments segments;
    struct strbuf out = {0};
    segments_read(text, numbering, NULL, arena, &segments);
    size_t count = segments.list.count;
    struct str *translations = ARENA_ARRAY(arena, struct str, count + 1);
    for (size_t i = 0; i < count; i++) {
        translations[i] = translation ? str_from(translation) : segments.list.items[i].text;
    }
    segments_compose(text, &segments, translations, &out, NULL);
    struct str composed = str_copy(arena, strbuf_view(&out));
    strbuf_release(&out);
    return composed;
}

static void put_html(struct str text, enum markdown_numbering numbering, struct strbuf *html) {
    struct arena arena = {0};
    struct markdown_setting setting = setting_of(numbering);
    markdown_render(text, &setting, &arena, html);
    arena_release(&arena);
    size_t length = 0; /* one blank stands for blanks and line ends */
    for (size_t i = 0; i < html->length; i++) {
        char c = html->data[i] == '\n' ? ' ' : html->data[i];
        if (c != ' ' || length == 0 || html->data[length - 1] != ' ') {
            html->data[length++] = c;
        }
    }
    html->length = length;
    strbuf_add_char(html, '\n');
}

static void assert_same_html(const char *text, enum markdown_numbering numbering) {
    struct arena arena = {0};
    struct strbuf before = {0}, after = {0};
    put_html(str_from(text), numbering, &before);
    put_html(compose_all(&arena, str_from(text), numbering, NULL), numbering, &after);
    assert_true(str_equal(strbuf_view(&before), strbuf_view(&after)));
    strbuf_release(&before);
    strbuf_release(&after);
    arena_release(&arena);
}

static const char everything[] =
    "Setext\nheading\n=======\n\n## Section *one* [^a] ##\n\n1. First [](reports/x#p1) [t](/u "
    "\"T\")\n"
    "   lazy `code`\n\n   1. sub\n   2. sub\n      goes on\n\n2. [Plate **x**]{lang=fr} "
    "and\nlazy\n\n"
    "| a | b\\|c |\n|:--|--:|\n| [r] | *x* [^b] |\n| `\\|` |\n: Caption\n\n> | q |\n> |---|\n> | 1 "
    "|\n\n"
    "![Map](media/m.png \"T\")\n\n```c++\nx\n```\n\n- a\n  - b\n\n    c\n- d\n\n> quoted\n> > "
    "deeper\n"
    "> > on\n\n[^a]: note\n    more\n\n    - list\n\n[^b]: other [^a] | x |\n\n"
    "[r]: https://r.org\n\na\\\nb  \nc &amp; d\n\n#\n\n---\n";

static void a_text_of_its_own_segments_is_itself(void **state) {
    (void)state;
    assert_same_html(everything, MARKDOWN_PLAIN);
    assert_same_html(everything, MARKDOWN_NUMBERED);
    assert_same_html("-\ta\n\n\tb\n", MARKDOWN_PLAIN);
    assert_same_html(">\ta\n>\tb\n", MARKDOWN_PLAIN);
    assert_same_html("1\\. x\n\n\\# y\n\n\\- z\n", MARKDOWN_PLAIN);
}

/* The names of block elements, and ids of paragraphs, in order. */
static void put_blocks(struct str html, struct strbuf *out) {
    static const struct str inlines[] = {STR_INIT("a"),    STR_INIT("em"),  STR_INIT("strong"),
                                         STR_INIT("code"), STR_INIT("img"), STR_INIT("span"),
                                         STR_INIT("sup"),  STR_INIT("br"),  STR_INIT("bdi")};
    for (size_t at = 0; (at = str_find_char(html, '<', at)) != STR_NONE; at++) {
        size_t end = at + 1;
        while (end < html.length && !strchr(" >", html.data[end])) {
            end++;
        }
        struct str name = str_slice(html, at + 1, end);
        bool is_block = true;
        for (size_t i = 0; i < sizeof inlines / sizeof *inlines; i++) {
            struct str bare = str_starts(name, STR("/")) ? str_from_byte(name, 1) : name;
            is_block = is_block && !str_equal(bare, inlines[i]);
        }
        if (is_block) {
            strbuf_add(out, name);
            strbuf_add_char(out, ' ');
        }
    }
}

static void no_translation_makes_other_blocks(void **state) {
    static const char text[] =
        "Setext\nheading\n=======\n\n## Section one ##\n\n1. First\n   lazy\n\n   1. sub\n   2. "
        "sub\n\n"
        "2. Two\n\n| a | b |\n|:--|--:|\n| c | d |\n| e |\n: Caption\n\n> quoted\n> > deeper\n\n"
        "- a\n  - b\n\n    c\n- d\n\nend\n";
    static const char *const translations[] = {
        "- x",     "* x",         "+ x",         "1. x",       "12) x",     "> x",
        "# x",     "###### x",    "#",           "---",        "***",       "___",
        "===",     "| x |",       ": x",         "```",        "~~~ x",     "[x]: /y",
        "[^x]: y", "a\n\nb",      "a\n- b",      "a\n===",     "a\n---",    "a | b\n--|--",
        "a\n# b",  "    code",    "a\n    b",    "a\n\n    b", "x #",       "x ##",
        "x |",     "x \\",        "a\n> b",      "a\n1. b",    "a\n```\nb", "a\n: b",
        "a\nb",    "<b>",         "a\n<div>\nb", "x\\|y",      "-",         "1.",
        "\\",      "a\n|b|\n|-|", "*",           "a\n=",       "\t- x",     "a\n\t- x",
    };
    struct strbuf html = {0}, expected = {0};
    (void)state;
    put_html(str_from(text), MARKDOWN_NUMBERED, &html);
    put_blocks(strbuf_view(&html), &expected);
    for (size_t i = 0; i < sizeof translations / sizeof *translations; i++) {
        struct arena arena = {0};
        struct strbuf made = {0}, blocks = {0};
        struct str composed =
            compose_all(&arena, str_from(text), MARKDOWN_NUMBERED, translations[i]);
        put_html(composed, MARKDOWN_NUMBERED, &made);
        put_blocks(strbuf_view(&made), &blocks);
        if (!str_equal(strbuf_view(&blocks), strbuf_view(&expected))) {
            fail_msg("“%s” made of it\n%.*s\n%.*s\n--- instead of\n%.*s", translations[i],
                     STR_ARG(composed), STR_ARG(strbuf_view(&blocks)),
                     STR_ARG(strbuf_view(&expected)));
        }
        strbuf_release(&made);
        strbuf_release(&blocks);
        arena_release(&arena);
    }
    strbuf_release(&html);
    strbuf_release(&expected);
}

static void spots_say_where_a_segment_went(void **state) {
    static const char text[] = "a[^n]\n\n[^n]: note\n\nb\n";
    struct arena arena = {0};
    struct segments segments;
    struct segment_spot spots[3];
    struct str translations[3] = {STR_INIT("one[^n]"), STR_INIT("two"), {0}};
    struct strbuf out = {0};
    (void)state;
    segments_read(str_from(text), MARKDOWN_PLAIN, NULL, &arena, &segments);
    assert_int_equal(segments.list.count, 3);
    segments_compose(str_from(text), &segments, translations, &out, spots);
    assert_string_equal(strbuf_view(&out).data, "one[^n]\n\n[^n]: note\n\ntwo\n");
    assert_int_equal(spots[0].at, 0);
    assert_int_equal(spots[1].index, 2);
    assert_int_equal(spots[1].at, 15);
    assert_int_equal(spots[2].index, 1);
    assert_int_equal(spots[2].at, 21);
    strbuf_release(&out);
    arena_release(&arena);
}

/* Two compositions: of a text with everything in it, and of each random change of it. */
static void random_texts_stay_the_same(void **state) {
    uint32_t seed = 2463534242u;
    (void)state;
    for (int round = 0; round < 3000; round++) {
        char text[sizeof everything];
        memcpy(text, everything, sizeof text);
        for (int i = 0; i < 4; i++) {
            static const char signs[] = " \n\t#>-*|`[]\\1.:_=a";
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            text[seed % (sizeof text - 1)] = signs[(seed >> 16) % (sizeof signs - 1)];
        }
        struct arena arena = {0};
        struct segments segments;
        struct str whole = {text, sizeof text - 1};
        segments_read(whole, MARKDOWN_NUMBERED, NULL, &arena, &segments);
        for (size_t i = 0; i < segments.list.count; i++) {
            const struct segment *segment = &segments.list.items[i];
            assert_true(segment->at < segment->end && segment->end <= whole.length);
        }
        struct str composed = compose_all(&arena, whole, MARKDOWN_NUMBERED, "- x\n\n# y");
        struct segments again;
        segments_read(composed, MARKDOWN_NUMBERED, NULL, &arena, &again);
        arena_release(&arena);
    }
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_say_where_a_text_stands),
        cmocka_unit_test(cells_and_captions_are_segments),
        cmocka_unit_test(segments_show_what_the_whole_text_shows),
        cmocka_unit_test(hard_breaks_stay_and_others_do_not),
        cmocka_unit_test(a_text_of_its_own_segments_is_itself),
        cmocka_unit_test(no_translation_makes_other_blocks),
        cmocka_unit_test(spots_say_where_a_segment_went),
        cmocka_unit_test(random_texts_stay_the_same),
    };
    if (argc > 1 && strcmp(argv[1], "compose") == 0) {
        struct strbuf text = {0}, html = {0};
        struct arena arena = {0};
        char buffer[4096];
        size_t got;
        while ((got = fread(buffer, 1, sizeof buffer, stdin)) > 0) {
            strbuf_add(&text, (struct str){buffer, got});
        }
        enum markdown_numbering numbering = argc > 2 ? MARKDOWN_NUMBERED : MARKDOWN_PLAIN;
        put_html(compose_all(&arena, strbuf_view(&text), numbering, NULL), numbering, &html);
        struct strbuf plain = {0};
        put_html(strbuf_view(&text), numbering, &plain);
        int is_other = !str_equal(strbuf_view(&html), strbuf_view(&plain));
        if (is_other) {
            printf("%.*s\n%.*s\n", STR_ARG(strbuf_view(&plain)), STR_ARG(strbuf_view(&html)));
        }
        return is_other;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
