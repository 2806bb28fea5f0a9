#include "reports.h"
#include "sources/packed.h"

#include <stdlib.h>

#define SETTINGS STR("3 1 ")

static struct arena arena;
static struct diags diags;
static struct strbuf packed;

static int end(void **state) {
    (void)state;
    arena_release(&arena);
    diags_release(&diags);
    strbuf_release(&packed);
    return 0;
}

/* A file and what it was parsed into. */
struct full {
    struct source source;
    const struct node *data;
    struct outline *outline;
};

/* A text with one of everything: all kinds and styles of nodes, texts in pieces, and an outline
   with all kinds of anchors and references. */
static struct full full_source(void) {
    static const struct str yaml =
        STR_INIT("title: \"In \\u0041 quotes\"\nempty:\nlist: [a, {b: c, d: []}, [x, y]]\n"
                 "block: |\n  one\n\n    two\n'long key': plain\n  goes on\n  and on\nعربي: {}\n");
    static const struct str body =
        STR_INIT("## First\n\n### Second *part*\n\n1. See [](reports/b#p2).\n\n   1. [x](#p1)\n\n"
                 "2. ![m](media/map.png \"T\") <https://example.org/>[^1]\n\n| a | b |\n|---|---|\n"
                 "| 1 | 2 |\n\n[^1]: Note.\n");
    struct full full = {.source = {.kind = SOURCE_TEXT,
                                   .digest = {7, 1ull << 63},
                                   .is_verbatim = true,
                                   .width = 1,
                                   .height = UINT32_MAX,
                                   .body_line = 9,
                                   .body_bytes = 1 << 20}};

    full.outline = ARENA_NEW(&arena, struct outline);
    full.data = yaml_parse(yaml, STR("a.md"), 2, &arena, &diags);
    markdown_scan(body, STR("a.md"), 9, MARKDOWN_NUMBERED, &arena, full.outline, &diags);
    residue_find(STR("TODO {++"), STR("en"), 9, &arena, &full.outline->residues);
    assert_int_equal(full.outline->residues.count, 2);
    assert_reports(&diags, "");
    assert_true(full.outline->anchors.count >= 5 && full.outline->references.count >= 4);
    return full;
}

static struct str pack(struct full *full) {
    strbuf_clear(&packed);
    source_pack(&full->source, full->data, full->outline, SETTINGS, &packed);
    return str_copy(&arena, strbuf_view(&packed));
}

/* What the walk and the digest know of a file before it is unpacked. */
static struct source bare(const struct source *source) {
    return (struct source){.kind = source->kind, .digest = source->digest};
}

static void assert_same_text(struct str a, struct str b) {
    assert_true(str_equal(a, b));
}

static void assert_same_node(const struct node *a, const struct node *b) {
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->column, b->column);
    assert_int_equal(a->key_line, b->key_line);
    assert_int_equal(a->key_column, b->key_column);
    assert_int_equal(a->style, b->style);
    assert_int_equal(a->count, b->count);
    assert_same_text(a->key, b->key);
    assert_same_text(a->text, b->text);
    assert_int_equal(a->piece_count, b->piece_count);
    assert_true(a->piece_count == 0 ||
                memcmp(a->pieces, b->pieces, a->piece_count * sizeof *a->pieces) == 0);
    const struct node *other = b->first;

    for (const struct node *child = a->first; child; child = child->next) {
        assert_non_null(other);
        assert_same_node(child, other);
        other = other->next;
    }
    assert_null(other);
}

static void assert_same_outline(const struct outline *a, const struct outline *b) {
    assert_int_equal(a->anchors.count, b->anchors.count);
    for (size_t i = 0; i < a->anchors.count; i++) {
        assert_int_equal(a->anchors.items[i].kind, b->anchors.items[i].kind);
        assert_same_text(a->anchors.items[i].id, b->anchors.items[i].id);
        assert_same_text(a->anchors.items[i].text, b->anchors.items[i].text);
        assert_int_equal(a->anchors.items[i].level, b->anchors.items[i].level);
        assert_int_equal(a->anchors.items[i].line, b->anchors.items[i].line);
    }
    assert_int_equal(a->references.count, b->references.count);
    for (size_t i = 0; i < a->references.count; i++) {
        assert_int_equal(a->references.items[i].kind, b->references.items[i].kind);
        assert_same_text(a->references.items[i].destination, b->references.items[i].destination);
        assert_int_equal(a->references.items[i].line, b->references.items[i].line);
        assert_int_equal(a->references.items[i].column, b->references.items[i].column);
    }
    assert_int_equal(a->residues.count, b->residues.count);
    for (size_t i = 0; i < a->residues.count; i++) {
        assert_int_equal(a->residues.items[i].kind, b->residues.items[i].kind);
        assert_same_text(a->residues.items[i].text, b->residues.items[i].text);
        assert_int_equal(a->residues.items[i].line, b->residues.items[i].line);
        assert_int_equal(a->residues.items[i].column, b->residues.items[i].column);
    }
    assert_int_equal(a->paragraph_count, b->paragraph_count);
    assert_int_equal(a->table_count, b->table_count);
    assert_int_equal(a->footnote_count, b->footnote_count);
}

static void all_that_was_parsed_comes_back(void **state) {
    struct full full = full_source();
    struct source found = bare(&full.source);

    (void)state;
    assert_true(source_unpack(&found, SETTINGS, pack(&full)));
    assert_same_node(full.data, source_data(&found, &arena));
    assert_same_outline(full.outline, source_outline(&found, &arena));
    assert_int_equal(found.width, full.source.width);
    assert_int_equal(found.height, full.source.height);
    assert_int_equal(found.body_line, full.source.body_line);
    assert_int_equal(found.body_bytes, full.source.body_bytes);
    assert_true(found.is_verbatim);
}

static void a_picture_has_neither_data_nor_outline(void **state) {
    struct full full = {.source = {.kind = SOURCE_MEDIA, .width = 640, .height = 480}};
    struct source found = bare(&full.source);

    (void)state;
    assert_true(source_unpack(&found, SETTINGS, pack(&full)));
    assert_int_equal(found.width, 640);
    assert_null(source_data(&found, &arena));
    assert_null(source_outline(&found, &arena));
    assert_false(found.is_verbatim);
}

static void other_bytes_or_settings_are_refused(void **state) {
    struct full full = full_source();
    struct source other = bare(&full.source), found = bare(&full.source);
    struct str bytes = pack(&full);

    (void)state;
    other.digest.high ^= 1;
    assert_false(source_unpack(&other, SETTINGS, bytes));
    assert_false(source_unpack(&found, STR("3 0 "), bytes));
    assert_false(source_unpack(&found, (struct str){0}, bytes));
    assert_null(source_data(&found, &arena));
}

/* `bytes` in a block of their own, so that ASan sees who reads behind them. What is not refused has
   to be good enough to be walked through. */
enum fate { REFUSED, IN_PART, WHOLE };
static enum fate fate_of(const struct source *source, struct str bytes) {
    struct full found = {.source = bare(source)};
    struct arena own = {0};
    char *block = malloc(bytes.length > 0 ? bytes.length : 1);
    enum fate fate = REFUSED;

    assert_non_null(block);
    memcpy(block, bytes.data, bytes.length);
    if (source_unpack(&found.source, SETTINGS, (struct str){block, bytes.length})) {
        const struct outline *outline = source_outline(&found.source, &own);

        found.data = source_data(&found.source, &own);
        fate = found.data && outline ? WHOLE : IN_PART;
        strbuf_clear(&packed);
        source_pack(&found.source, found.data, outline, SETTINGS, &packed);
    }
    free(block);
    arena_release(&own);
    return fate;
}

/* As where a list of files names the length of another version, before or behind that one. */
static void bytes_that_go_on_are_not_believed(void **state) {
    struct full full = full_source();
    struct source found = bare(&full.source);
    struct str bytes = pack(&full);

    (void)state;
    assert_false(source_unpack(&found, SETTINGS, str_join(&arena, bytes, STR("s2"))));
    assert_false(source_unpack(&found, SETTINGS, str_slice(bytes, 0, bytes.length - 1)));
    assert_true(source_unpack(&found, SETTINGS, bytes));
}

static void bytes_that_are_cut_off_are_not_believed(void **state) {
    struct full full = full_source();
    struct str bytes = pack(&full);

    (void)state;
    for (size_t i = 0; i < bytes.length; i++) {
        assert_true(fate_of(&full.source, str_slice(bytes, 0, i)) != WHOLE);
    }
    assert_true(fate_of(&full.source, str_join(&arena, bytes, STR("\0"))) != WHOLE);
    assert_int_equal(fate_of(&full.source, bytes), WHOLE);
}

static void a_changed_byte_does_no_harm(void **state) {
    struct full full = full_source();
    struct str bytes = pack(&full);
    char *changed = (char *)str_copy(&arena, bytes).data;

    (void)state;
    for (size_t i = 0; i < bytes.length; i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            changed[i] = (char)(bytes.data[i] ^ (1 << bit));
            (void)fate_of(&full.source, (struct str){changed, bytes.length});
        }
        changed[i] = bytes.data[i];
    }
}

/* Lists in lists, deeper than the YAML reader lets them be: no stack is worth that. */
static void no_depth_is_believed(void **state) {
    struct full full = full_source();
    struct node *outer = NULL;

    (void)state;
    for (unsigned i = 0; i < YAML_MAX_DEPTH + 10; i++) {
        struct node *node = ARENA_NEW(&arena, struct node);

        *node = (struct node){.kind = NODE_LIST, .first = outer, .count = outer != NULL};
        outer = node;
        full.data = outer;
        bool is_whole = fate_of(&full.source, pack(&full)) == WHOLE;

        assert_true(is_whole || i >= YAML_MAX_DEPTH);
        assert_true(!is_whole || i <= YAML_MAX_DEPTH);
    }
}

static void style_sheets_are_read_each_time(void **state) {
    struct source source = {.kind = SOURCE_ASSET, .path = STR("themes/t/assets/a.svg")};

    (void)state;
    assert_true(source_is_packable(&source));
    source.path = STR("themes/t/assets/A.CSS");
    assert_false(source_is_packable(&source));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(all_that_was_parsed_comes_back, end),
        cmocka_unit_test_teardown(a_picture_has_neither_data_nor_outline, end),
        cmocka_unit_test_teardown(other_bytes_or_settings_are_refused, end),
        cmocka_unit_test_teardown(bytes_that_go_on_are_not_believed, end),
        cmocka_unit_test_teardown(bytes_that_are_cut_off_are_not_believed, end),
        cmocka_unit_test_teardown(a_changed_byte_does_no_harm, end),
        cmocka_unit_test_teardown(no_depth_is_believed, end),
        cmocka_unit_test_teardown(style_sheets_are_read_each_time, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
