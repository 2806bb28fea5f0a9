#include "reports.h"

#include "base/utf8.h"
#include "sources/messages.h"
#include "sources/yaml.h"
#include "sources/yaml_words.h"

static struct arena arena;
static struct diags diags;

static const struct node *parse_str(struct str text) {
    return yaml_parse(text, STR("a.yaml"), 1, &arena, &diags);
}

static const struct node *parse(const char *text) {
    return parse_str(str_from(text));
}

/* `text` is refused, with exactly these reports. */
static void refuse(const char *text, const char *expected) {
    assert_null(parse(text));
    assert_reports(&diags, expected);
    arena_reset(&arena);
}

static void accept(const char *text) {
    assert_non_null(parse(text));
    assert_reports(&diags, "");
    arena_reset(&arena);
}

static struct str text_of(const struct node *root, const char *key) {
    return node_text(root, str_from(key));
}

static void scalars_stay_text(void **state) {
    (void)state;
    const struct node *root = parse("no: no\nnull: ~\nnumber: 1e3\nhex: 0x1F\nyear: 2013\n"
                                    "empty:\nquoted: \"yes\"\nsingle: 'it''s'\n");
    assert_non_null(root);
    assert_int_equal(root->kind, NODE_MAP);
    assert_int_equal(root->count, 8);
    assert_text(text_of(root, "no"), "no");
    assert_text(text_of(root, "null"), "~");
    assert_text(text_of(root, "number"), "1e3");
    assert_text(text_of(root, "hex"), "0x1F");
    assert_text(text_of(root, "year"), "2013");
    assert_text(text_of(root, "empty"), "");
    assert_text(text_of(root, "quoted"), "yes");
    assert_text(text_of(root, "single"), "it's");
    assert_int_equal(node_get(root, STR("quoted"))->style, NODE_QUOTED);
    assert_int_equal(node_get(root, STR("no"))->style, NODE_PLAIN);
    assert_reports(&diags, "");
}

static void block_scalars_keep_their_text_exactly(void **state) {
    (void)state;
    const struct node *root = parse("literal: |\n  one\n\n    two\t\n  three\nfolded: >-\n  one\n"
                                    "  two\n\n  three\nkept: |+\n  x\n\n");
    assert_text(text_of(root, "literal"), "one\n\n  two\t\nthree\n");
    assert_text(text_of(root, "folded"), "one two\nthree");
    assert_text(text_of(root, "kept"), "x\n\n");
    assert_int_equal(node_get(root, STR("folded"))->style, NODE_BLOCK);
    assert_reports(&diags, "");
}

static void places_count_from_the_first_line_of_the_file(void **state) {
    (void)state;
    const struct node *root =
        yaml_parse(STR("a: 1\nعربي: [x, {y: z}]\n"), STR("a.md"), 2, &arena, &diags);
    const struct node *second = node_get(root, STR("عربي"));
    assert_int_equal(second->key_line, 3);
    assert_int_equal(second->key_column, 1);
    assert_int_equal(second->column, 7);
    assert_int_equal(second->kind, NODE_LIST);
    assert_int_equal(second->first->next->column, 11);
    assert_text(text_of(second->first->next, "y"), "z");
    assert_reports(&diags, "");
}

/* Every capital of the value of k, each there once, has the place where it stands in the YAML. */
static void assert_capitals_placed(const char *yaml) {
    const struct node *value = node_get(parse(yaml), STR("k"));
    size_t found = 0;
    assert_non_null(value);
    for (size_t at = 0; at < value->text.length; at++) {
        char c = value->text.data[at];
        if (c >= 'A' && c <= 'Z') {
            struct place place = node_text_place(STR("a.yaml"), value, at);
            struct utf8_position position =
                utf8_position(str_from(yaml), str_find_char(str_from(yaml), c, 0));
            assert_int_equal(place.line, position.line);
            assert_int_equal(place.column, position.column);
            found++;
        }
    }
    assert_true(found > 0);
    assert_reports(&diags, "");
    arena_reset(&arena);
}

static void places_in_a_text_are_those_in_the_file(void **state) {
    (void)state;
    assert_capitals_placed("k: \xC3\xA9 A\xD8\xB9 B\n");
    assert_capitals_placed("a: x\nk: A b\n  C   \n\n\n    d E\n  F\n");
    assert_capitals_placed("k: 'A''B '' C''''D'\n");
    assert_capitals_placed("k: 'A\n   B\n\n\n\n  C '\n");
    assert_capitals_placed("k: \"A\\\"B\\\\C\\u00e9D\\x21E\\u00e9\\xe9F\\_G\\nH\"\n");
    assert_capitals_placed("k: \"A  \\\n    B\\\n\n  C\n  D\\   \\\n  \\  E\"\n");
    assert_capitals_placed("k: |\n  A b\n\n    C\n   \n     \n  \xC3\xA9 D\nx: y\n");
    assert_capitals_placed("k: |2-  # comment\n\n    b\n   B\n");
    assert_capitals_placed("k: >\n\n\n  A b\n  C\n\n  D\n   E\n   F\n\n  G  \n  H");
    assert_capitals_placed("k: >+\n      A\n      B\n\n\n");
    assert_capitals_placed("l: ['a''a', \"b\\nb\", c, 'd\n  d']\nz: |\n  a\nk: 'A'\n");
}

static void slips_of_translators_get_a_hint(void **state) {
    (void)state;
    refuse("title: Report: second\n", "yaml-colon 1:14");
    refuse("a:\n\tb: c\n", "yaml-tab 2:1");
    refuse("a: x\n\ty\n", "yaml-tab 2:1");
    refuse("a: |\n\tb\n", "yaml-tab 2:1");
    refuse("k: @x\n", "yaml-special 1:4");
    refuse("k: `x`\n", "yaml-special 1:4");
    refuse("k: %x\n", "yaml-special 1:4");
    refuse("k: 'l'eau'\n", "yaml-after-value 1:7");
    refuse("t: \"Say \"hello\" now\"\n", "yaml-after-value 1:10");
    refuse("k: {n} reports\n", "yaml-after-value 1:8");
    refuse("a: b\nk: \"abc\n\nl: d\n", "yaml-quote-open 2:4");
    refuse("a: b\nc\n", "yaml-no-colon 2:1");
    refuse("a:\n  b: c\n d: e\n", "yaml-indent 3:2");
    refuse("- a\n- b\nc: d\n", "yaml-indent 3:1");
    refuse("a: - b\n", "yaml-dash 1:4");
    refuse("a: [1, 2\nb: c\n", "yaml-bracket 2:2");
    refuse("a: {b: c\n", "yaml-bracket 2:1");
    refuse("a: \"C:\\data\"\n", "yaml-escape 1:7");
    refuse("a: | text\n b\n", "yaml-block 1:6");
    refuse(": x\n", "yaml-empty-key 1:1");
    refuse("\"\": x\n", "yaml-empty-key 1:1");
}

static void bombs_and_code_are_refused(void **state) {
    (void)state;
    refuse("a: &x b\n", "yaml-anchor 1:4");
    refuse("a: &x [*x]\n", "yaml-anchor 1:4, yaml-anchor 1:8");
    refuse("t: *Important* news\n", "yaml-anchor 1:4");
    refuse("a: !!python/object:os.system x\n", "yaml-tag 1:4");
    refuse("a: !x\n", "yaml-tag 1:4");
    refuse("%TAG ! x\n---\na: b\n", "yaml-directive 1:1");
    refuse("%YAML 9.9\n---\na: b\n", "yaml-directive 1:1");
    refuse("%foo\na: b\n", "yaml-directive 1:1");
    refuse("a: {c: d}\nb:\n  <<: x\n", "yaml-merge 3:3");
    refuse("a: b\n---\nc: d\n", "yaml-second-document 2:1");
    refuse("a: b\n...\nc: d\n", "yaml-second-document 3:1");
    refuse("? [a]\n: b\n", "yaml-key-kind 1:3");
    refuse("{a: b}: c\n", "yaml-key-kind 1:1");
}

static void duplicate_keys_name_both_lines(void **state) {
    (void)state;
    assert_null(parse("a: 1\nb: 2\na: 3\n"));
    assert_int_equal(diags.list.count, 1);
    assert_int_equal(diags.list.items[0]->notes->place.line, 1);
    assert_reports(&diags, "yaml-duplicate-key 3:1");
}

/* Long maps look keys up in a table. */
static void duplicate_keys_are_found_in_long_maps(void **state) {
    (void)state;
    struct strbuf text = {0};
    for (unsigned i = 0; i < 300; i++) {
        strbuf_add_format(&text, "k%u: x\n", i % 200);
    }
    assert_null(parse_str(strbuf_view(&text)));
    assert_int_equal(diags.list.count, 20); /* then it gives up */
    assert_int_equal(diags.list.items[0]->place.line, 201);
    assert_int_equal(diags.list.items[0]->notes->place.line, 1);
    diags_release(&diags);
    strbuf_release(&text);
}

static void nul_and_controls_are_found_wherever_they_hide(void **state) {
    (void)state;
    refuse("a: \"a\\0b\"\n", "yaml-control 1:4");
    refuse("a: \"\\e[31m\"\n", "yaml-control 1:4");
    refuse("a: \"x\\r\"\n", "yaml-control 1:4");
    refuse("a: \"x\\Ly\"\n", "yaml-control 1:4");
    refuse("a: x\xE2\x80\xA8y\n", "yaml-control 1:5");
    refuse("b: c\na: x\xC2\x85y\n", "yaml-control 2:5");
    refuse("a: b\n\xEF\xBF\xBF: c\n", "yaml-control 2:1");
    assert_null(parse_str(STR("a: b\nc: \0\n")));
    assert_reports(&diags, "yaml-control 2:4");
    accept("a: \"x\\ty\\n\"\n");
}

static void bidi_controls_may_not_change_what_is_read(void **state) {
    (void)state;
    refuse("a: x\xE2\x80\xAEy\n", "yaml-bidi 1:4"); /* U+202E */
    refuse("a: \"\\u202Ey\"\n", "yaml-bidi 1:4");
    refuse("a: x\xE2\x81\xA8y\n", "yaml-bidi 1:4");            /* U+2068 never closed */
    refuse("a: x\xE2\x81\xA9y\n", "yaml-bidi 1:4");            /* U+2069 never opened */
    accept("a: x\xE2\x81\xA8y\xE2\x81\xA9z\n");                /* an isolate that closes */
    accept("a: \xE2\x80\x8Fx\xE2\x80\x8E\n");                  /* RLM, LRM */
    refuse("a\xE2\x80\x8B: b\n", "yaml-key-invisible 1:1");    /* zero-width space */
    refuse("\"\\uFEFFtitle\": b\n", "yaml-key-invisible 1:1"); /* a second byte order mark */
}

static void escapes_cannot_undo_nfc(void **state) {
    (void)state;
    assert_text(text_of(parse("a: \"e\\u0301\"\n"), "a"), "\xC3\xA9");
    assert_reports(&diags, "");
}

static struct str repeat(struct strbuf *text, const char *part, size_t count) {
    strbuf_clear(text);
    for (size_t i = 0; i < count; i++) {
        strbuf_add_c(text, part);
    }
    return strbuf_view(text);
}

static void depth_16_is_the_limit(void **state) {
    (void)state;
    struct strbuf text = {0};
    repeat(&text, "[", 16);
    for (int i = 0; i < 16; i++) {
        strbuf_add_char(&text, ']');
    }
    assert_non_null(parse_str(strbuf_view(&text)));
    assert_reports(&diags, "");
    assert_null(parse_str(repeat(&text, "[", 17)));
    assert_reports(&diags, "yaml-too-deep 1:17");
    assert_null(parse_str(repeat(&text, "[", 200000)));
    assert_reports(&diags, "yaml-too-deep 1:17");
    assert_null(parse_str(repeat(&text, "{a: ", 60000)));
    assert_reports(&diags, "yaml-too-deep 1:65");
    assert_null(parse_str(repeat(&text, "- ", 100000)));
    assert_reports(&diags, "yaml-too-deep 1:33");
    strbuf_release(&text);
}

static void node_and_size_limits_hold_at_the_limit(void **state) {
    (void)state;
    struct strbuf text = {0};
    repeat(&text, "- a\n", 49999); /* and the list itself */
    assert_non_null(parse_str(strbuf_view(&text)));
    assert_reports(&diags, "");
    repeat(&text, "- a\n", 50000);
    assert_null(parse_str(strbuf_view(&text)));
    assert_reports(&diags, "yaml-too-many 50000:3");

    repeat(&text, "x", YAML_MAX_SCALAR_BYTES);
    assert_non_null(parse_str(strbuf_view(&text)));
    strbuf_add_char(&text, 'x');
    assert_reports(&diags, "");
    assert_null(parse_str(strbuf_view(&text)));
    assert_reports(&diags, "yaml-value-too-long 1:1");

    assert_null(parse_str(repeat(&text, " ", YAML_MAX_FILE_BYTES)));
    assert_reports(&diags, "");
    assert_null(parse_str(repeat(&text, " ", YAML_MAX_FILE_BYTES + 1)));
    assert_reports(&diags, "file-too-large 0:0");
    strbuf_release(&text);
}

static void an_empty_document_is_no_error_here(void **state) {
    (void)state;
    assert_null(parse(""));
    assert_null(parse("# nothing\n"));
    assert_null(parse("---\n"));
    assert_null(parse_str((struct str){0}));
    assert_reports(&diags, "");
}

/* A newer libyaml may say something we have no hint for. [yaml-syntax] */
static void unknown_words_are_passed_on(void **state) {
    (void)state;
    struct yaml_complaint complaint = {.problem = STR("something new"), .text = STR("abc")};
    struct yaml_explanation explanation = yaml_explain(&complaint);
    assert_ptr_equal(explanation.message, &MSG_YAML_SYNTAX);
    assert_text(explanation.argument, "something new");
}

/* Whatever is cut off or damaged, there is an answer. */
static void no_damage_crashes(void **state) {
    (void)state;
    struct str whole =
        STR("a: {b: \"c\\n\", d: [1, 'x']}\ne: |\n  t\nf: &x *y\n? !!z g\n: >-\n q\n");
    static const char damage[] = {'\t', '\n', ' ', '"', '\'', ':', '[', '}', '%', '&', '\0'};
    for (size_t i = 0; i < whole.length; i++) {
        parse_str(str_slice(whole, 0, i));
        for (size_t d = 0; d < sizeof damage; d++) {
            char copy[100];
            memcpy(copy, whole.data, whole.length);
            copy[i] = damage[d];
            parse_str((struct str){copy, whole.length});
        }
    }
    diags_release(&diags);
}

static int release(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_stay_text),
        cmocka_unit_test(block_scalars_keep_their_text_exactly),
        cmocka_unit_test(places_count_from_the_first_line_of_the_file),
        cmocka_unit_test(places_in_a_text_are_those_in_the_file),
        cmocka_unit_test(slips_of_translators_get_a_hint),
        cmocka_unit_test(bombs_and_code_are_refused),
        cmocka_unit_test(duplicate_keys_name_both_lines),
        cmocka_unit_test(duplicate_keys_are_found_in_long_maps),
        cmocka_unit_test(nul_and_controls_are_found_wherever_they_hide),
        cmocka_unit_test(bidi_controls_may_not_change_what_is_read),
        cmocka_unit_test(escapes_cannot_undo_nfc),
        cmocka_unit_test(depth_16_is_the_limit),
        cmocka_unit_test(node_and_size_limits_hold_at_the_limit),
        cmocka_unit_test(an_empty_document_is_no_error_here),
        cmocka_unit_test(unknown_words_are_passed_on),
        cmocka_unit_test(no_damage_crashes),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
