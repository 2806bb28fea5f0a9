#include "pages/datum.h"

#include <setjmp.h>

#include <cmocka.h>

struct fixture {
    struct arena arena;
    struct datum *map;
};

static int set_up(void **state) {
    static struct fixture fixture;

    fixture = (struct fixture){0};
    fixture.map = datum_map(&fixture.arena);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    arena_release(&fixture->arena);
    return 0;
}

static void keys_are_found_whole(void **state) {
    struct fixture *fixture = *state;

    datum_put_text(&fixture->arena, fixture->map, STR("ab"), STR("1"));
    datum_put_text(&fixture->arena, fixture->map, STR("a"), STR("2"));
    datum_put_text(&fixture->arena, fixture->map, STR(""), STR("3"));
    assert_string_equal(datum_get(fixture->map, STR("a"))->text.data, "2");
    assert_string_equal(datum_get(fixture->map, STR("ab"))->text.data, "1");
    assert_string_equal(datum_get(fixture->map, (struct str){NULL, 0})->text.data, "3");
    assert_null(datum_get(fixture->map, STR("abc")));
    assert_null(datum_get(fixture->map, STR("b")));
}

static void only_maps_have_keys(void **state) {
    struct fixture *fixture = *state;
    struct datum *list = datum_put_list(&fixture->arena, fixture->map, STR("l"));

    datum_add_text(&fixture->arena, list, STR("x"));
    assert_null(datum_get(list, STR("")));
    assert_null(datum_get(NULL, STR("x")));
    assert_null(datum_get(list->first, STR("x")));
}

static void children_keep_their_order(void **state) {
    struct fixture *fixture = *state;
    struct datum *list = datum_put_list(&fixture->arena, fixture->map, STR("l"));
    const struct datum *child;

    datum_add_text(&fixture->arena, list, STR("1"));
    datum_add_map(&fixture->arena, list);
    datum_add_text(&fixture->arena, list, STR("3"));
    child = list->first;
    assert_int_equal(child->kind, DATUM_TEXT);
    child = child->next;
    assert_int_equal(child->kind, DATUM_MAP);
    child = child->next;
    assert_string_equal(child->text.data, "3");
    assert_ptr_equal(list->last, child);
    assert_null(child->next);
}

static void truth_is_the_template_s(void **state) {
    struct fixture *fixture = *state;
    struct datum *list = datum_put_list(&fixture->arena, fixture->map, STR("l"));

    assert_false(datum_is_true(NULL));
    assert_false(datum_is_true(datum_put(&fixture->arena, fixture->map, STR("n"), DATUM_NULL)));
    assert_false(datum_is_true(datum_put(&fixture->arena, fixture->map, STR("f"), DATUM_FALSE)));
    assert_true(datum_is_true(datum_put_true(&fixture->arena, fixture->map, STR("t"))));
    assert_false(datum_is_true(datum_put_text(&fixture->arena, fixture->map, STR("e"), STR(""))));
    assert_true(datum_is_true(datum_put_text(&fixture->arena, fixture->map, STR("x"), STR("0"))));
    assert_false(datum_is_true(datum_put_html(&fixture->arena, fixture->map, STR("h"), STR(""))));
    assert_false(datum_is_true(list));
    datum_add_text(&fixture->arena, list, STR(""));
    assert_true(datum_is_true(list));
    assert_true(datum_is_true(datum_put_map(&fixture->arena, fixture->map, STR("m"))));
}

/* A tree {a: TEXT, l: [ITEM, ...]}. */
static struct datum *tree(struct arena *arena, enum datum_kind kind, struct str text,
                          const char *item, int items) {
    struct datum *map = datum_map(arena);
    struct datum *list;

    datum_put(arena, map, STR("a"), kind)->text = text;
    list = datum_put_list(arena, map, STR("l"));
    for (int i = 0; i < items; i++) {
        datum_add_text(arena, list, str_from(item));
    }
    return map;
}

static void whatever_differs_has_another_digest(void **state) {
    struct fixture *fixture = *state;
    struct arena *arena = &fixture->arena;
    struct datum *nested = datum_map(arena), *flat = datum_map(arena);
    const struct datum *trees[10];
    size_t count = 0;

    trees[count++] = tree(arena, DATUM_TEXT, STR("x"), "i", 2);
    trees[count++] = tree(arena, DATUM_HTML, STR("x"), "i", 2);
    trees[count++] = tree(arena, DATUM_TEXT, STR("y"), "i", 2);
    trees[count++] = tree(arena, DATUM_TEXT, STR("x"), "i", 3);
    trees[count++] = tree(arena, DATUM_TEXT, STR("x"), "ii", 1);
    trees[count++] = datum_map(arena);
    trees[count++] = datum_list(arena);
    datum_put_text(arena, datum_put_map(arena, nested, STR("m")), STR("k"), STR("v"));
    datum_put_map(arena, flat, STR("m"));
    datum_put_text(arena, flat, STR("k"), STR("v"));
    trees[count++] = nested;
    trees[count++] = flat;
    trees[count++] = NULL;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_false(digest_equal(datum_digest(trees[i]), datum_digest(trees[j])));
        }
    }
    assert_true(digest_equal(datum_digest(tree(arena, DATUM_TEXT, STR("x"), "i", 2)),
                             datum_digest(trees[0])));
}

static void html_is_what_it_is_made_of(void **state) {
    struct fixture *fixture = *state;
    const struct digest first = {1, 2}, second = {1, 3};
    struct datum *html = datum_put_html(&fixture->arena, fixture->map, STR("html"), STR("<p>a"));
    struct digest plain = datum_digest(fixture->map), known;

    html->origin = &first;
    known = datum_digest(fixture->map);
    assert_false(digest_equal(plain, known));
    html->text = STR("<p>b</p>");
    assert_true(digest_equal(known, datum_digest(fixture->map)));
    html->key = STR("body");
    assert_false(digest_equal(known, datum_digest(fixture->map)));
    html->key = STR("html");
    html->origin = &second;
    assert_false(digest_equal(known, datum_digest(fixture->map)));
}

/* [{}, {x}] and [{{}, x}]: the same maps in the same order, with the children elsewhere. */
static void nesting_counts(void **state) {
    struct fixture *fixture = *state;
    struct arena *arena = &fixture->arena;
    struct datum *flat = datum_list(arena), *deep = datum_list(arena), *outer;

    datum_add_map(arena, flat);
    datum_put_true(arena, datum_add_map(arena, flat), (struct str){0});
    outer = datum_add_map(arena, deep);
    datum_put_map(arena, outer, (struct str){0});
    datum_put_true(arena, outer, (struct str){0});
    assert_false(digest_equal(datum_digest(flat), datum_digest(deep)));
}

static void a_mark_is_part_of_the_digest(void **state) {
    struct arena *arena = *state;
    struct datum *maps[3];

    for (size_t i = 0; i < 3; i++) {
        maps[i] = datum_map(arena);
    }
    datum_put_text(arena, maps[0], STR("x"), STR("a"));
    datum_put_marked(arena, maps[1], STR("x"), STR("a"), STR("en"), STR("ltr"));
    datum_put_marked(arena, maps[2], STR("x"), STR("a"), STR("fr"), STR("ltr"));
    assert_false(digest_equal(datum_digest(maps[0]), datum_digest(maps[1])));
    assert_false(digest_equal(datum_digest(maps[1]), datum_digest(maps[2])));
}

/* Around the size of the buffer in which the digest gathers its bytes. */
static void long_texts_count_to_their_last_byte(void **state) {
    struct fixture *fixture = *state;

    for (size_t length = 1990; length < 2100; length++) {
        struct datum *map = datum_map(&fixture->arena);
        char *text = ARENA_ARRAY(&fixture->arena, char, length);
        struct digest before;

        memset(text, 'x', length);
        datum_put_text(&fixture->arena, map, STR("k"), (struct str){text, length});
        datum_put_text(&fixture->arena, map, STR("after"), STR("z"));
        before = datum_digest(map);
        assert_true(digest_equal(before, datum_digest(map)));
        text[length - 1] = 'y';
        assert_false(digest_equal(before, datum_digest(map)));
    }
}

static void json_is_json(void **state) {
    struct fixture *fixture = *state;
    struct arena *arena = &fixture->arena;
    struct strbuf out = {0};
    struct datum *list;

    datum_put_text(arena, fixture->map, STR("a\"b"), STR("\\ \n \t \x01 \x7f é"));
    datum_put_html(arena, fixture->map, STR("h"), STR("<b>"));
    list = datum_put_list(arena, fixture->map, STR("l"));
    datum_put_list(arena, datum_add_map(arena, list), STR("e"));
    datum_add(arena, list, DATUM_NULL);
    datum_add(arena, list, DATUM_FALSE);
    datum_put_true(arena, fixture->map, STR("t"));
    datum_put_map(arena, fixture->map, STR("m"));
    datum_print_json(fixture->map, &out);
    assert_string_equal(out.data, "{\n"
                                  "  \"a\\\"b\": \"\\\\ \\n \\u0009 \\u0001 \\u007f é\",\n"
                                  "  \"h\": \"<b>\",\n"
                                  "  \"l\": [\n"
                                  "    {\n"
                                  "      \"e\": []\n"
                                  "    },\n"
                                  "    null,\n"
                                  "    false\n"
                                  "  ],\n"
                                  "  \"t\": true,\n"
                                  "  \"m\": {}\n"
                                  "}\n");
    strbuf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_are_found_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_maps_have_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(children_keep_their_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(truth_is_the_template_s, set_up, tear_down),
        cmocka_unit_test_setup_teardown(whatever_differs_has_another_digest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(html_is_what_it_is_made_of, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nesting_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_mark_is_part_of_the_digest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_texts_count_to_their_last_byte, set_up, tear_down),
        cmocka_unit_test_setup_teardown(json_is_json, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
