/* Charts: what is counted, that rows and totals agree, and that right-to-left is the mirror. */
#include "editions/editions.h"
#include "folder.h"
#include "pages/chart.h"

#include <setjmp.h>

#include <cmocka.h>

struct fixture {
    struct folder folder;
    struct sources sources;
    struct site site;
    struct editions editions;
    struct diags diags;
    struct arena arena;
};

static const char talks_schema[] =
    "label: Talks\n"
    "charts:\n"
    "  - {id: who, title: Who, rows: from, columns: to.land.code, kind: matrix}\n"
    "  - {id: years, title: Years, rows: date, columns: kind, kind: stacked}\n"
    "  - {id: kinds, title: Kinds, rows: kind, with: plans}\n"
    "  - {id: balance, title: Balance, rows: kind, columns: date, with: plans}\n"
    "fields:\n"
    "  title: {type: text, required: yes, translatable: yes}\n"
    "  from: {type: list, of: {type: reference, to: lands}, label: From,\n"
    "    facet: {id: from, label: By sender}}\n"
    "  to: {type: list, of: {type: map, fields: {land: {type: reference, to: lands}}}}\n"
    "  date: {type: date_range}\n"
    "  kind: {type: term, of: kind, label: Kind}\n"
    "  until: {type: date}\n"
    "expires: until\n";

static const char plans_schema[] = "label: Plans\n"
                                   "fields:\n"
                                   "  title: {type: text, required: yes, translatable: yes}\n"
                                   "  date: {type: date}\n"
                                   "  kind: {type: term, of: kind}\n";

static void put(struct fixture *f, const char *path, const char *text) {
    folder_put(&f->folder, path, text);
}

static void start(struct fixture *f) {
    *f = (struct fixture){0};
    folder_make_temporary(&f->folder);
    put(f, "content/site.yaml",
        "title: Test\ntheme: plain\nlanguages: {official: [ar, en]}\n"
        "taxonomies: {kind: {visit: Visit, course: Course}}\n");
    put(f, "content/lands/_collection.yaml",
        "label: Lands\nfields:\n  title: {type: text, required: yes, translatable: yes}\n"
        "  code: {type: country}\n");
    put(f, "content/talks/_collection.yaml", talks_schema);
    put(f, "content/plans/_collection.yaml", plans_schema);
    put(f, "content/lands/eg.en.yaml", "title: Egypt\ncode: eg\n");
    put(f, "content/lands/pe.en.yaml", "title: Peru\ncode: pe\n");
    put(f, "content/lands/br.en.yaml", "title: Brazil\ncode: br\n");
    put(f, "content/talks/a.en.yaml",
        "title: A\nfrom: [pe, br]\nto: [{land: eg}, {land: eg}]\ndate: 2012-11/2013-02\n"
        "kind: course\n");
    put(f, "content/talks/b.en.yaml",
        "title: B\nfrom: [br]\nto: [{land: eg}, {land: pe}]\ndate: 2013\nkind: visit\n");
    put(f, "content/talks/c.en.yaml", "title: C\nfrom: [br]\n");
    put(f, "content/talks/d.en.yaml",
        "title: D\nfrom: [br]\nto: [{land: eg}]\ndate: 2013\nkind: visit\nuntil: 2014-01-01\n");
    put(f, "content/plans/a.en.yaml", "title: A\ndate: 2011\nkind: visit\n");
    put(f, "locales/en/portal.po", "");
    put(f, "locales/ar/portal.po", "");
    put(f, "themes/plain/theme.yaml", "name: plain\n");
}

static void build(struct fixture *f) {
    const struct sources_options options = {.workers = 1};
    f->diags = (struct diags){0};
    assert_true(editions_prepare(&f->diags));
    sources_read(&f->sources, f->folder.path, &options, &f->diags);
    site_build(&f->site, &f->sources, &(struct site_options){.now_s = 1700000000}, &f->diags);
    editions_build(&f->editions, &f->site, 1, &f->diags);
    assert_false(diags_have_errors(&f->diags));
}

static void finish(struct fixture *f) {
    editions_release(&f->editions);
    site_release(&f->site);
    sources_release(&f->sources);
    diags_release(&f->diags);
    arena_release(&f->arena);
    folder_remove(&f->folder);
}

static const struct edition *edition_of(const struct fixture *f, const char *tag) {
    return &f->editions.items[site_language(&f->site, str_from(tag))->index];
}

static const struct chart *find_chart(const struct edition *edition, const char *id) {
    const struct collection *talks = site_collection(edition->editions->site, STR("talks"));
    const struct shelf *shelf = &edition->shelves[talks->index];
    for (size_t i = 0; i < shelf->chart_count; i++) {
        if (str_equal(shelf->charts[i].rule->id, str_from(id))) {
            return &shelf->charts[i];
        }
    }
    fail_msg("no chart %s", id);
    return NULL;
}

/* "Brazil 2 1 = 2" a line: the cells of each row, then its totals. */
static const char *numbers_of(struct fixture *f, const struct chart *chart) {
    struct strbuf out = {0};
    size_t depth = chart->rule->series_count;
    size_t width = depth * (chart->columns.count > 0 ? chart->columns.count : 1);
    for (size_t i = 0; i < chart->rows.count; i++) {
        strbuf_add(&out, chart->rows.marks[i].label.text);
        for (size_t j = 0; j < width; j++) {
            strbuf_add_format(&out, " %u", chart->cells[i * width + j].count);
        }
        strbuf_add_c(&out, " =");
        for (size_t j = 0; j < depth; j++) {
            strbuf_add_format(&out, " %u", chart->totals[i * depth + j].count);
        }
        strbuf_add_char(&out, '\n');
    }
    const char *text = str_to_c(&f->arena, strbuf_view(&out));
    strbuf_release(&out);
    return text;
}

static void an_entry_counts_once_in_each_cell(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    build(&f);
    const struct edition *english = edition_of(&f, "en");
    const struct chart *who = find_chart(english, "who");
    assert_string_equal(numbers_of(&f, who), "Brazil 2 1 = 2\nPeru 1 0 = 1\n");
    assert_true(who->is_overlapping);
    assert_int_equal(who->columns.count, 2);
    assert_true(str_equal(who->rows.label.text, STR("From")));
    assert_true(who->rows.marks[0].value && str_equal(who->rows.marks[0].value->id, STR("br")));
    assert_null(who->columns.marks[0].value);
    finish(&f);
}

static void years_are_in_order_and_a_range_counts_in_each(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    build(&f);
    const struct chart *years = find_chart(edition_of(&f, "en"), "years");
    assert_string_equal(numbers_of(&f, years), "2012 0 1 = 1\n2013 1 1 = 2\n");
    finish(&f);
}

static void a_second_collection_is_counted_beside_the_first(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    build(&f);
    const struct edition *english = edition_of(&f, "en");
    assert_string_equal(numbers_of(&f, find_chart(english, "kinds")),
                        "Visit 1 1 = 1 1\nCourse 1 0 = 1 0\n");
    assert_string_equal(numbers_of(&f, find_chart(english, "balance")),
                        "Visit 0 1 0 0 1 0 = 1 1\nCourse 0 0 1 0 1 0 = 1 0\n");
    finish(&f);
}

/* 30 lands, of which the last five have two talks each. */
static void what_most_have_stays_and_the_others_are_one(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    for (int i = 0; i < 30; i++) {
        char path[64], text[128];
        snprintf(path, sizeof path, "content/lands/land-%02d.en.yaml", i);
        snprintf(text, sizeof text, "title: Land %02d\n", i);
        put(&f, path, text);
        snprintf(path, sizeof path, "content/talks/talk-%02d.en.yaml", i);
        snprintf(text, sizeof text, "title: T\nkind: visit\nto: [{land: eg}]\nfrom: [land-%02d]\n",
                 i);
        put(&f, path, text);
        if (i >= 25) {
            snprintf(path, sizeof path, "content/talks/more-%02d.en.yaml", i);
            put(&f, path, text);
        }
    }
    /* In two that are among the others: once in their row. */
    put(&f, "content/talks/two.en.yaml",
        "title: Two\nto: [{land: eg}]\nfrom: [land-20, land-21, land-22]\n");
    build(&f);
    const struct chart *who = find_chart(edition_of(&f, "en"), "who");
    assert_int_equal(who->rows.count, 26);
    assert_true(str_equal(who->rows.marks[25].label.text, STR("All others")));
    uint32_t entries = 0;
    for (size_t i = 0; i < who->rows.count; i++) {
        entries += who->totals[i].count;
    }
    /* 35 of the lands, 3 of land-20..22 and 3 of the fixture; what the others share counts once. */
    assert_in_range(entries, 39, 41);
    assert_null(who->rows.marks[25].value);
    finish(&f);
}

/* The numbers of each attribute `name` in turn. */
static size_t read_all(struct str svg, const char *name, long *numbers, size_t most) {
    char needle[16];
    size_t count = 0, at = 0;
    int length = snprintf(needle, sizeof needle, " %s=\"", name);
    while (count < most && (at = str_find(svg, str_from(needle), at)) != STR_NONE) {
        at += (size_t)length;
        numbers[count++] = strtol(svg.data + at, NULL, 10);
    }
    return count;
}

#define MANY 400

static struct str only_rects(struct arena *arena, struct str svg, const char *begin) {
    struct strbuf out = {0};
    for (size_t at = 0; (at = str_find(svg, str_from(begin), at)) != STR_NONE; at++) {
        size_t end = str_find_char(svg, '>', at);
        struct str rect = str_slice(svg, at, end);
        if (str_find(rect, STR("hatch"), 0) == STR_NONE) {
            strbuf_add(&out, rect);
        }
    }
    struct str copy = str_copy(arena, strbuf_view(&out));
    strbuf_release(&out);
    return copy;
}

static struct str draw(struct fixture *f, const struct edition *edition, const char *id) {
    struct strbuf out = {0};
    chart_draw(find_chart(edition, id), edition, &f->arena, &out);
    struct str svg = str_copy(&f->arena, strbuf_view(&out));
    strbuf_release(&out);
    return svg;
}

/* The same data and labels in both directions, so each shape is the other's mirror image. */
static void right_to_left_is_the_mirror(void **state) {
    (void)state;
    static const char *const ids[] = {"who", "years", "kinds", "balance"};
    struct fixture f;
    start(&f);
    build(&f);
    struct edition ltr = *edition_of(&f, "en"), rtl = ltr;
    rtl.direction = STR("rtl");
    for (size_t i = 0; i < 4; i++) {
        struct str left = draw(&f, &ltr, ids[i]), right = draw(&f, &rtl, ids[i]);
        long width = 0, x[MANY], mirrored[MANY], widths[MANY];
        assert_int_equal(read_all(left, "width", &width, 1), 1);
        struct str from = only_rects(&f.arena, left, "<rect class=\""),
                   to = only_rects(&f.arena, right, "<rect class=\"");
        size_t count = read_all(from, "x", x, MANY);
        assert_true(count > 2);
        assert_int_equal(read_all(from, "width", widths, MANY), count);
        assert_int_equal(read_all(to, "x", mirrored, MANY), count);
        for (size_t j = 0; j < count; j++) {
            assert_int_equal(mirrored[j], width - x[j] - widths[j]);
            assert_in_range(x[j], 0, width - widths[j]);
        }
    }
    finish(&f);
}

static void parts_of_a_bar_touch_and_are_as_long_as_their_sum(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    build(&f);
    struct str svg = draw(&f, edition_of(&f, "en"), "years");
    long x[MANY], widths[MANY];
    struct str rects = only_rects(&f.arena, svg, "<rect class=\"s");
    /* two swatches, one part for 2012, two for 2013 */
    assert_int_equal(read_all(rects, "x", x, MANY), 5);
    assert_int_equal(read_all(rects, "width", widths, MANY), 5);
    assert_int_equal(x[2], x[3]);
    assert_int_equal(x[3] + widths[3], x[4]);
    assert_int_equal(widths[2], widths[3]);
    assert_in_range(widths[4], widths[3], widths[3] + 1);
    finish(&f);
}

static void a_text_in_another_language_is_marked(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    build(&f);
    struct str svg = draw(&f, edition_of(&f, "ar"), "who");
    assert_true(str_find(svg,
                         STR("lang=\"en\">\xE2\x81\xA8"
                             "Brazil"),
                         0) != STR_NONE);
    assert_true(str_find(svg, STR("role=\"img\" aria-labelledby=\"who-title\""), 0) != STR_NONE);
    assert_true(str_find(svg, STR("style="), 0) == STR_NONE);
    finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_counts_once_in_each_cell),
        cmocka_unit_test(years_are_in_order_and_a_range_counts_in_each),
        cmocka_unit_test(a_second_collection_is_counted_beside_the_first),
        cmocka_unit_test(what_most_have_stays_and_the_others_are_one),
        cmocka_unit_test(right_to_left_is_the_mirror),
        cmocka_unit_test(parts_of_a_bar_touch_and_are_as_long_as_their_sum),
        cmocka_unit_test(a_text_in_another_language_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
