/* Small sites on disk, read by sources/ and understood by site/. */
#include "small_site.h"

static const char schema[] = "label: Reports\n"
                             "body: optional\n"
                             "fields:\n"
                             "  title: {type: text, required: yes, translatable: yes}\n"
                             "  date: {type: date, facet: {id: year, label: By year}}\n"
                             "  countries: {type: list, of: {type: reference, to: countries}}\n"
                             "  parent: {type: reference, to: reports, parent: yes}\n"
                             "  kind: {type: term, of: kinds}\n"
                             "  shares: {type: map, fields: {part: {type: number, unit: percent}, "
                             "note: {type: text, translatable: yes}}}\n";

static void start(struct fixture *f) {
    begin(f);
    folder_put(&f->folder, "content/site.yaml",
               "title: Test\ntheme: plain\nlanguages: {official: [fr, en]}\n"
               "taxonomies: {kinds: {summary: Summary, full: Full report}}\n");
    folder_put(&f->folder, "content/reports/_collection.yaml", schema);
    folder_put(&f->folder, "content/countries/_collection.yaml",
               "label: Countries\nfields:\n  title: {type: text, required: yes, translatable: "
               "yes}\n");
    folder_put(&f->folder, "content/countries/pe.en.yaml", "title: Peru\n");
    folder_put(&f->folder, "locales/en/portal.po", "");
    folder_put(&f->folder, "locales/fr/portal.po", "");
    folder_put(&f->folder, "locales/ar/portal.po", "");
    folder_put(&f->folder, "themes/plain/theme.yaml", "name: plain\n");
}

static void build(struct fixture *f) {
    read_site(f, 1700000000);
}

static const struct diag *find(const struct fixture *f, const char *code) {
    for (size_t i = 0; i < f->diags.list.count; i++) {
        if (strcmp(f->diags.list.items[i]->message->code, code) == 0) {
            return f->diags.list.items[i];
        }
    }
    return NULL;
}

static void assert_reported(const struct fixture *f, const char *code, const char *path,
                            uint32_t line) {
    const struct diag *diag = find(f, code);
    if (!diag) {
        fail_msg("%s was not reported", code);
    }
    assert_true(str_equal(diag->place.path, str_from(path)));
    assert_int_equal(diag->place.line, line);
}

static void official_languages_keep_their_order(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    build(&f);
    assert_int_equal(f.site.language_count, 3);
    assert_true(str_equal(f.site.languages[0].tag, STR("fr")));
    assert_true(str_equal(f.site.languages[1].tag, STR("en")));
    assert_true(str_equal(f.site.languages[2].tag, STR("ar")));
    assert_false(f.site.languages[2].is_official);
    assert_false(diags_have_errors(&f.diags));
    finish(&f);
}

static void values_get_their_types(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.en.yaml",
               "title: A\ndate: 2013-11\ncountries: [pe]\nkind: full\n"
               "shares: {part: 0.5, note: half}\n");
    folder_put(&f.folder, "content/reports/a.fr.yaml", "translates: en\nshares: {note: moitié}\n");
    build(&f);
    assert_false(diags_have_errors(&f.diags));
    const struct item *item = site_item(&f.site, STR("reports"), STR("a"));
    const struct value *values = item->versions[0].values;
    assert_int_equal(values[1].dates.from.month, 11);
    assert_ptr_equal(values[2].list.values[0].item,
                     site_item(&f.site, STR("countries"), STR("pe")));
    assert_true(str_equal(values[4].term->label, STR("Full report")));
    assert_true(str_equal(values[5].list.values[0].text, STR("0.5")));
    /* The translation restates one field of the map, and nothing else. */
    const struct version *french = item_version(item, site_language(&f.site, STR("fr")));
    assert_false(french->values[0].is_set);
    assert_true(french->values[5].list.values[1].is_set);
    assert_false(french->values[5].list.values[0].is_set);
    finish(&f);
}

static void references_are_seen_from_both_ends(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/b.en.yaml", "title: B\ncountries: [pe]\n");
    folder_put(&f.folder, "content/reports/a.en.yaml", "title: A\ncountries: [pe, pe]\n");
    build(&f);
    const struct item *peru = site_item(&f.site, STR("countries"), STR("pe"));
    assert_int_equal(peru->referrer_count, 2);
    assert_true(str_equal(peru->referrers[0].item->id, STR("a")));
    assert_true(str_equal(peru->referrers[0].field->id, STR("countries")));
    assert_reported(&f, "repeated-value", "content/reports/a.en.yaml", 2);
    finish(&f);
}

static void a_draft_is_in_no_list(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/countries/eg.en.yaml", "title: Egypt\nstatus: draft\n");
    folder_put(&f.folder, "content/reports/a.en.yaml", "title: A\ncountries: [eg, pe]\n");
    folder_put(&f.folder, "content/reports/a.fr.yaml", "translates: en\ntitle: B\nstatus: draft\n");
    build(&f);
    assert_false(diags_have_errors(&f.diags));
    assert_null(site_item(&f.site, STR("countries"), STR("eg")));
    const struct item *item = site_item(&f.site, STR("reports"), STR("a"));
    assert_int_equal(item->versions[0].values[2].list.count, 1);
    assert_int_equal(item->version_count, 1);
    assert_reported(&f, "reference-to-draft", "content/reports/a.en.yaml", 2);
    finish(&f);
}

static void an_item_has_one_original(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/two.en.yaml", "title: A\n");
    folder_put(&f.folder, "content/reports/two.fr.yaml", "title: B\n");
    folder_put(&f.folder, "content/reports/none.en.yaml", "title: A\ntranslates: fr\n");
    folder_put(&f.folder, "content/reports/none.fr.yaml", "title: B\ntranslates: en\n");
    build(&f);
    assert_reported(&f, "two-originals", "content/reports/two.fr.yaml", 0);
    assert_reported(&f, "no-original", "content/reports/none.en.yaml", 0);
    finish(&f);
}

static void slips_are_reported_where_they_stand(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.en.yaml",
               "title: A\ntitel: B\ndate: 2013-02-30\ncountries: [pr]\nkind: fulll\nshares: no\n");
    folder_put(&f.folder, "content/reports/b.en.yaml", "date: 2013\n");
    folder_put(&f.folder, "content/reports/b.fr.yaml", "translates: en\ndate: 2014\n");
    build(&f);
    assert_reported(&f, "unknown-key", "content/reports/a.en.yaml", 2);
    assert_true(str_find(find(&f, "unknown-key")->notes->text, STR("title"), 0) != STR_NONE);
    assert_reported(&f, "no-such-date", "content/reports/a.en.yaml", 3);
    assert_reported(&f, "dangling-reference", "content/reports/a.en.yaml", 4);
    assert_reported(&f, "unknown-term", "content/reports/a.en.yaml", 5);
    assert_reported(&f, "wrong-kind", "content/reports/a.en.yaml", 6);
    assert_reported(&f, "missing-key", "content/reports/b.en.yaml", 1);
    assert_reported(&f, "not-translatable", "content/reports/b.fr.yaml", 2);
    finish(&f);
}

static void circles_of_parents_are_broken(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.en.yaml", "title: A\nparent: b\n");
    folder_put(&f.folder, "content/reports/b.en.yaml", "title: B\nparent: c\n");
    folder_put(&f.folder, "content/reports/c.en.yaml", "title: C\nparent: a\n");
    folder_put(&f.folder, "content/reports/d.en.yaml", "title: D\nparent: d\n");
    build(&f);
    assert_reported(&f, "circular-parent", "content/reports/a.en.yaml", 2);
    assert_null(site_item(&f.site, STR("reports"), STR("a"))->parent);
    assert_null(site_item(&f.site, STR("reports"), STR("d"))->parent);
    assert_non_null(site_item(&f.site, STR("reports"), STR("b"))->parent);
    finish(&f);
}

static void links_in_texts_lead_somewhere(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.en.md",
               "---\ntitle: A\n---\n\n## One\n\n[x](countries/pr) [y](reports/a#s-two) "
               "[z](reports/a#s-one)\n");
    build(&f);
    assert_reported(&f, "dangling-link", "content/reports/a.en.md", 7);
    assert_reported(&f, "dangling-anchor", "content/reports/a.en.md", 7);
    assert_int_equal(f.diags.count_by_severity[SEVERITY_ERROR], 2);
    finish(&f);
}

static void a_translation_has_the_paragraphs_of_its_original(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/notes/_collection.yaml",
               "label: Notes\nbody: required\nnumbered_paragraphs: yes\nfields:\n"
               "  title: {type: text, required: yes, translatable: yes}\n");
    folder_put(&f.folder, "content/notes/n.fr.md", "---\ntitle: N\n---\n1. un\n\n2. deux\n");
    folder_put(&f.folder, "content/notes/n.en.md", "---\ntranslates: fr\ntitle: N\n---\n1. one\n");
    build(&f);
    assert_reported(&f, "missing-paragraph", "content/notes/n.en.md", 0);
    finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(official_languages_keep_their_order),
        cmocka_unit_test(values_get_their_types),
        cmocka_unit_test(references_are_seen_from_both_ends),
        cmocka_unit_test(a_draft_is_in_no_list),
        cmocka_unit_test(an_item_has_one_original),
        cmocka_unit_test(slips_are_reported_where_they_stand),
        cmocka_unit_test(circles_of_parents_are_broken),
        cmocka_unit_test(links_in_texts_lead_somewhere),
        cmocka_unit_test(a_translation_has_the_paragraphs_of_its_original),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
