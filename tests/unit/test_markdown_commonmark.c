/*
 * The constructs of CommonMark against libcmark's own HTML. Called with the argument "render" it is
 * the renderer of tests/stages/commonmark: Markdown from standard input, HTML to standard output.
 */
#include "markdown_cases.h"

#include <cmark.h>

/* Takes out what we add to headings. */
static void drop_heading_ids(struct strbuf *html) {
    struct str text = strbuf_view(html), mark = STR(" id=\"s-");
    size_t length = 0, at = 0;

    while (at < text.length) {
        if (str_starts(str_from_byte(text, at), mark) && at >= 3 && text.data[at - 2] == 'h') {
            at = str_find_char(text, '"', at + mark.length) + 1;
        } else {
            html->data[length++] = text.data[at++];
        }
    }
    html->length = length;
}

static void render(struct str text, struct strbuf *html) {
    struct arena arena = {0};
    struct markdown_setting setting = setting_of(MARKDOWN_PLAIN);

    markdown_render(text, &setting, &arena, html);
    drop_heading_ids(html);
    arena_release(&arena);
}

static void assert_like_cmark(struct str text) {
    struct strbuf html = {0};
    char *expected = cmark_markdown_to_html(text.data, text.length, CMARK_OPT_DEFAULT);

    render(text, &html);
    /* What could end an attribute is no language's name for us: see test_markdown_html. */
    if (!strstr(expected, "class=\"language-") &&
        !str_equal(strbuf_view(&html), str_from(expected))) {
        fail_msg("%.*s\n--- became\n%.*s--- instead of\n%s", STR_ARG(text),
                 STR_ARG(strbuf_view(&html)), expected);
    }
    strbuf_release(&html);
    free(expected);
}

static void every_byte_is_escaped_alike(void **state) {
    char text[] = "a. [b](<https://e.org/x.y> \"t.t\") `c.c`\n\n    d.d\n";
    size_t length = sizeof text - 1;

    (void)state;
    for (int byte = ' '; byte < 0x7F; byte++) {
        struct strbuf made = {0};

        if (strchr("<>[]|^{!", byte)) {
            continue;
        }
        for (size_t i = 0; i < length; i++) {
            strbuf_add_char(&made, text[i] == '.' ? (char)byte : text[i]);
        }
        assert_like_cmark(strbuf_view(&made));
        strbuf_release(&made);
    }
}

static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Pieces of every construct that we do not extend, in any order. */
static void random_texts_become_the_same(void **state) {
    static const char *const pieces[] = {
        "a",
        "b ",
        " ",
        "  ",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        "    ",
        "\t",
        "*",
        "**",
        "_",
        "__",
        "***",
        "`",
        "``",
        "```",
        "~~~",
        "\n```\n",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2) ",
        "10. ",
        "> ",
        ">",
        "#",
        "## ",
        "\n===\n",
        "\n---\n",
        "---",
        "***",
        "\\",
        "\\\n",
        "  \n",
        "&amp;",
        "&#35;",
        "&copy;",
        "&",
        "\"",
        "'",
        ")",
        "[",
        "]",
        "[a](https://e.org)",
        "[b](<mailto:a@e.org> 'T')",
        "[r]",
        "[a][r]",
        "[r][]",
        "<https://e.org/?a=b&c>",
        "<a@e.org>",
        "\n[r]: https://r.org \"R\"\n",
        "\u00E9",
        "\u00A0",
        "\u201C",
        "\u4E2D",
        "\u0639",
        ".",
        "~",
        "=",
        "+",
        "< ",
        " > ",
        "https://",
    };
    uint32_t random = 20130506;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct strbuf made = {0};
        uint32_t count = 1 + next_random(&random) % 40;

        while (count-- > 0) {
            strbuf_add_c(&made, pieces[next_random(&random) % (sizeof pieces / sizeof *pieces)]);
        }
        strbuf_add_c(&made, "\n\n[r]: https://last.org\n");
        assert_like_cmark(strbuf_view(&made));
        strbuf_release(&made);
    }
}

static int render_standard_input(void) {
    struct strbuf text = {0}, html = {0};
    int c;

    while ((c = getchar()) != EOF) {
        strbuf_add_char(&text, (char)c);
    }
    render(strbuf_view(&text), &html);
    fwrite(html.data ? html.data : "", 1, html.length, stdout);
    strbuf_release(&text);
    strbuf_release(&html);
    return fflush(stdout) == 0 ? 0 : 1;
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_is_escaped_alike),
        cmocka_unit_test(random_texts_become_the_same),
    };

    if (argc > 1 && strcmp(argv[1], "render") == 0) {
        return render_standard_input();
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
