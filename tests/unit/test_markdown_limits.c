#include "markdown_cases.h"

/* A text being made. */
static struct strbuf made;

static void add(const char *text, size_t times) {
    for (size_t i = 0; i < times; i++) {
        strbuf_add_c(&made, text);
    }
}

/* Scans what was made and forgets it; compares the first report, its place left out. */
static void assert_first(const char *code) {
    struct arena arena = {0};
    struct outline outline;
    struct diags diags = {0};
    const char *first = "";

    scan_text(strbuf_view(&made), MARKDOWN_PLAIN, &arena, &outline, &diags);
    if (diags.list.count > 0) {
        first = diags.list.items[0]->message->code;
    }
    assert_string_equal(first, code);
    diags_release(&diags);
    arena_release(&arena);
    strbuf_release(&made);
}

static void a_text_has_at_most_a_mebibyte(void **state) {
    (void)state;
    add("abcdefg\n\n", 116508);
    add("abc\n", 1);
    assert_int_equal(made.length, MARKDOWN_MAX_FILE_BYTES);
    assert_first("");
    add("abcdefg\n\n", 116508);
    add("abcd\n", 1);
    assert_first(
        "markdown-size"); /* [markdown-size]: in a site, the limit of the file comes first */
}

static void a_line_has_at_most_32_kibibytes(void **state) {
    (void)state;
    add("    ", 1);
    add("x", MARKDOWN_MAX_LINE_BYTES - 4);
    assert_first("");
    add("x\n    ", 1);
    add("x", MARKDOWN_MAX_LINE_BYTES - 3);
    assert_first("markdown-line");
}

static void a_paragraph_has_at_most_16_kibibytes(void **state) {
    (void)state;
    add("abc ", 1000);
    add("\nabc", 3096);
    assert_int_equal(made.length, MARKDOWN_MAX_PARAGRAPH_BYTES);
    assert_first("");
    add("- abc ", 1000);
    add("\nabc", 2597);
    assert_first("markdown-paragraph");
}

static void containers_nest_32_deep(void **state) {
    (void)state;
    add(">", 32);
    add("a", 1);
    assert_first("");
    add(">", 33);
    add("a", 1);
    assert_first("markdown-depth");
    add("- ", 32);
    add("a", 1);
    assert_first("");
    add("x\n\n1) ", 1);
    add("- ", 32);
    add("a", 1);
    assert_first("markdown-depth");
    for (size_t i = 0; i < 33; i++) {
        add("  ", i);
        add("- a\n", 1);
    }
    assert_first("markdown-depth");
    add(" ", 129);
    add("- a\n", 1);
    assert_first("markdown-depth");
    add("- ", 40);
    add("\n", 1);
    add("* ", 40);
    add("\n", 1);
    add("> * ", 1);
    add(" *", 40);
    assert_first("");
}

static void emphasis_nests_32_deep(void **state) {
    (void)state;
    add("*a **b ", 16);
    add("c** d* ", 16);
    assert_first("");
    add("*a **b ", 16);
    add("*x* ", 1);
    add("c** d* ", 16);
    assert_first("markdown-emphasis-depth");
}

static void open_images_cannot_pile_up(void **state) {
    (void)state;
    for (size_t i = 0; i < 40; i++) {
        add("![[]()", 1000);
        add("\n", 1);
    }
    assert_first("markdown-brackets");
    for (size_t i = 0; i < 40; i++) {
        add("![a](media/a.png)", 500);
        add("\n\n", 1);
    }
    assert_first("");
}

static void addresses_and_titles_have_at_most_2_kibibytes(void **state) {
    (void)state;
    add("[a](https://e.org/", 1);
    add("x", MARKDOWN_MAX_URL_BYTES - 14);
    add(" \"", 1);
    add("t", MARKDOWN_MAX_URL_BYTES);
    add("\")", 1);
    assert_first("");
    add("[a](https://e.org/", 1);
    add("x", MARKDOWN_MAX_URL_BYTES - 13);
    add(")", 1);
    assert_first("link-too-long");
    add("[a](https://e.org \"", 1);
    add("t", MARKDOWN_MAX_URL_BYTES + 1);
    add("\")", 1);
    assert_first("link-title-long");
    add("![a](media/", 1);
    add("x", MARKDOWN_MAX_URL_BYTES - 5);
    add(")", 1);
    assert_first("link-too-long");
}

static void make_table(size_t columns, size_t rows) {
    add("|a", columns);
    add("|\n", 1);
    add("|-", columns);
    add("|\n", 1);
    for (size_t i = 0; i < rows; i++) {
        add("|", 1);
        add("x|", columns);
        add("\n", 1);
    }
    add("\n", 1);
}

static void tables_have_at_most_64_columns(void **state) {
    (void)state;
    make_table(MARKDOWN_MAX_COLUMNS, 1);
    assert_first("");
    make_table(MARKDOWN_MAX_COLUMNS + 1, 1);
    assert_first("table-columns");
}

static void tables_have_at_most_5000_rows(void **state) {
    (void)state;
    make_table(2, MARKDOWN_MAX_ROWS - 1); /* and the header */
    assert_first("");
    make_table(2, MARKDOWN_MAX_ROWS);
    assert_first("table-rows");
}

static void all_tables_have_at_most_65536_cells(void **state) {
    (void)state;
    make_table(64, 511);
    make_table(64, 511);
    assert_first("");
    make_table(64, 511);
    make_table(64, 511);
    make_table(1, 0);
    assert_first("table-cells");
}

/* Empty cells cost memory as well. */
static void empty_cells_count(void **state) {
    (void)state;
    for (size_t table = 0; table < 2; table++) {
        add("|a", 64);
        add("\n", 1);
        add("|-", 64);
        add("|\n", 1);
        add("|a\n", 600);
        add("\n", 1);
    }
    assert_first("table-cells");
}

static void make_footnotes(size_t definitions, size_t references) {
    for (size_t i = 0; i < definitions; i++) {
        strbuf_add_format(&made, "[^n%zu]: x\n\n", i);
    }
    for (size_t i = 0; i < references; i++) {
        strbuf_add_format(&made, "[^n%zu]%s", definitions ? i % definitions : 0,
                          i % 100 == 99 ? "\n\n" : " ");
    }
}

static void a_text_has_at_most_1000_footnotes(void **state) {
    (void)state;
    make_footnotes(MARKDOWN_MAX_FOOTNOTES, MARKDOWN_MAX_FOOTNOTES);
    assert_first("");
    make_footnotes(MARKDOWN_MAX_FOOTNOTES + 1, 1);
    assert_first("footnote-many");
}

static void a_text_refers_to_footnotes_at_most_5000_times(void **state) {
    (void)state;
    make_footnotes(10, MARKDOWN_MAX_FOOTNOTE_REFERENCES);
    assert_first("");
    make_footnotes(10, MARKDOWN_MAX_FOOTNOTE_REFERENCES + 1);
    assert_first("footnote-references");
}

/* Emphasis on every letter costs three hundred times its size. */
static void memory_has_an_end(void **state) {
    (void)state;
    add("a\n\n", 349000);
    assert_first("");
    for (size_t i = 0; i < 64; i++) {
        add("_a_ ", 4000);
        add("\n\n", 1);
    }
    assert_first("markdown-memory");
}

/* Each of these took seconds, or for ever, with a parser without limits. */
static void hostile_texts_are_finished_quickly(void **state) {
    static const char *const shapes[] = {
        "![[]()",  "*a ",        "_a*_ ",        "a**b",     "<?",          "<![CDATA[",
        "<!A ",    "`a``",       "[a]{lang=fr}", "[",        "![",          "]{a=",
        "[^a]",    "|",          "|-",           "&#x202E;", "\u2067",      "\\",
        "> ",      "1. ",        "- ",           "\"",       "~~~",         "[a]: b\n",
        "[^a]: ",  "|a|\n|-|\n", "## a\n",       "<b>\n\n",  "[[]{lang=x}", ":\n",
        "- a\n\n", "1. 1. a\n",  "    ",         "\t",       "``` ` ",
    };
    struct markdown_setting setting = setting_of(MARKDOWN_NUMBERED);

    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        struct arena arena = {0};
        struct strbuf html = {0};
        struct outline outline;
        struct diags diags = {0};

        while (made.length + 20 < MARKDOWN_MAX_PARAGRAPH_BYTES * 8) {
            add(shapes[i], 1);
            if (made.length / 16000 != (made.length + strlen(shapes[i])) / 16000) {
                add("\n\n", i % 2 + 1);
            }
        }
        scan_text(strbuf_view(&made), MARKDOWN_NUMBERED, &arena, &outline, &diags);
        markdown_render(strbuf_view(&made), &setting, &arena, &html);
        assert_true(html.length < 80 * made.length);
        strbuf_release(&html);
        strbuf_release(&made);
        diags_release(&diags);
        arena_release(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_has_at_most_a_mebibyte),
        cmocka_unit_test(a_line_has_at_most_32_kibibytes),
        cmocka_unit_test(a_paragraph_has_at_most_16_kibibytes),
        cmocka_unit_test(containers_nest_32_deep),
        cmocka_unit_test(emphasis_nests_32_deep),
        cmocka_unit_test(open_images_cannot_pile_up),
        cmocka_unit_test(addresses_and_titles_have_at_most_2_kibibytes),
        cmocka_unit_test(tables_have_at_most_64_columns),
        cmocka_unit_test(tables_have_at_most_5000_rows),
        cmocka_unit_test(all_tables_have_at_most_65536_cells),
        cmocka_unit_test(empty_cells_count),
        cmocka_unit_test(a_text_has_at_most_1000_footnotes),
        cmocka_unit_test(a_text_refers_to_footnotes_at_most_5000_times),
        cmocka_unit_test(memory_has_an_end),
        cmocka_unit_test(hostile_texts_are_finished_quickly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
