/* What became of items, as site/ understands it. */
#include "small_site.h"

static void start(struct fixture *f) {
    begin(f);
    folder_put(&f->folder, "content/site.yaml",
               "title: Test\ntheme: plain\nlanguages: {official: [en, fr]}\n");
    folder_put(&f->folder, "content/reports/_collection.yaml",
               "label: Reports\nbody: optional\nfields:\n"
               "  title: {type: text, required: yes, translatable: yes}\n"
               "  date: {type: date, required: yes}\n"
               "  symbol: {type: symbol}\n"
               "  others: {type: list, of: {type: symbol}}\n");
    folder_put(&f->folder, "locales/en/portal.po", "");
    folder_put(&f->folder, "locales/fr/portal.po", "");
    folder_put(&f->folder, "themes/plain/theme.yaml", "name: plain\n");
}

static void build(struct fixture *f) {
    read_site(f, 0);
}

static const struct item *report(const struct fixture *f, const char *id) {
    const struct item *item = site_item(&f->site, STR("reports"), str_from(id));
    assert_non_null(item);
    return item;
}

static const struct symbol *find_symbol(const struct fixture *f, const char *text) {
    for (size_t i = 0; i < f->site.symbol_count; i++) {
        if (str_equal(f->site.symbols[i].text, str_from(text))) {
            return &f->site.symbols[i];
        }
    }
    return NULL;
}

static void an_item_without_a_life_has_none(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.en.yaml", "title: A\ndate: 2013\n");
    build(&f);
    assert_null(report(&f, "a")->life);
    assert_true(item_is_listed(report(&f, "a")));
    assert_ptr_equal(item_newest(report(&f, "a")), report(&f, "a"));
    assert_false(site_has_archive(&f.site));
    finish(&f);
}

static void a_history_is_read_and_its_notes_are_translated(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.en.yaml",
               "title: A\ndate: 2013-11\nhistory:\n"
               "  - {date: 2014-01-05, type: corr, revision: 1, languages: [fr], note: One}\n"
               "  - {date: 2013-12-01, type: adopted}\n"
               "  - {date: 2014-01-05, type: add, note: Two}\n");
    folder_put(&f.folder, "content/reports/a.fr.yaml",
               "translates: en\ntitle: A\nhistory:\n"
               "  - {date: 2014-01-05, type: add, note: Deux}\n"
               "  - {date: 2014-01-05, note: Un}\n");
    build(&f);
    assert_false(diags_have_errors(&f.diags));
    const struct item *item = report(&f, "a");
    const struct life *life = item->life;
    assert_int_equal(life->event_count, 3);
    assert_int_equal(life->events[0].type, EVENT_CORR);
    assert_true(event_concerns(&life->events[0], site_language(&f.site, STR("fr"))));
    assert_false(event_concerns(&life->events[0], site_language(&f.site, STR("en"))));
    assert_true(event_concerns(&life->events[1], site_language(&f.site, STR("en"))));
    assert_int_equal(life->adopted.month, 12);
    const struct life_texts *french = item->versions[1].life;
    assert_true(str_equal(french->notes[0], STR("Un")));
    assert_true(str_equal(french->notes[1], STR("")));
    assert_true(str_equal(french->notes[2], STR("Deux")));
    /* What concerns all languages changed the item; the correction of one did not. */
    assert_int_equal(item->updated.year, 2014);
    finish(&f);
}

static void a_correction_of_one_language_does_not_change_the_others(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.en.yaml",
               "title: A\ndate: 2013-11-22\n"
               "history: [{date: 2014-01-05, type: corr, languages: [fr]}]\n");
    build(&f);
    assert_int_equal(report(&f, "a")->updated.year, 2013);
    finish(&f);
}

static void a_chain_of_revisions_ends_at_the_newest(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.en.yaml",
               "title: A\ndate: 2013\nsymbol: R/1\nsuperseded_by: b\n");
    folder_put(&f.folder, "content/reports/b.en.yaml",
               "title: B\ndate: 2014\nsymbol: R/1\nothers: [R/1 Rev.1, R/7]\nsuperseded_by: c\n");
    folder_put(&f.folder, "content/reports/c.en.yaml",
               "title: C\ndate: 2015\nhistory: [{date: 2012, type: prov, symbol: R/1 Prov.}]\n");
    folder_put(&f.folder, "content/reports/d.en.yaml", "title: D\ndate: 2015\nsuperseded_by: c\n");
    build(&f);
    assert_false(diags_have_errors(&f.diags));
    const struct item *newest = report(&f, "c");
    assert_ptr_equal(item_newest(report(&f, "a")), newest);
    assert_ptr_equal(item_newest(report(&f, "b")), newest);
    assert_ptr_equal(item_newest(newest), newest);
    assert_false(item_is_listed(report(&f, "a")));
    assert_false(item_is_listed(report(&f, "b")));
    assert_true(item_is_listed(newest));
    assert_int_equal(newest->life->earlier_count, 2);
    assert_ptr_equal(newest->life->earlier[0], report(&f, "b"));
    assert_ptr_equal(newest->life->earlier[1], report(&f, "d"));
    assert_ptr_equal(report(&f, "b")->life->earlier[0], report(&f, "a"));
    /* Every symbol ever used leads there. */
    assert_int_equal(f.site.symbol_count, 4);
    assert_ptr_equal(find_symbol(&f, "R/1")->item, newest);
    assert_ptr_equal(find_symbol(&f, "R/1 Rev.1")->item, newest);
    assert_ptr_equal(find_symbol(&f, "R/1 Prov.")->item, newest);
    assert_true(str_equal(find_symbol(&f, "R/1 Prov.")->address, STR("r/1-prov")));
    finish(&f);
}

static void what_a_draft_will_supersede_still_stands(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.en.yaml",
               "title: A\ndate: 2013\nsymbol: R/1\nsuperseded_by: b\n");
    folder_put(&f.folder, "content/reports/b.en.yaml",
               "title: B\ndate: 2014\nsymbol: R/1 Rev.1\nstatus: draft\n");
    build(&f);
    assert_false(diags_have_errors(&f.diags));
    assert_true(item_is_listed(report(&f, "a")));
    assert_null(find_symbol(&f, "R/1 Rev.1"));
    finish(&f);
}

static void of_what_was_withdrawn_only_the_title_need_stay(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.en.yaml",
               "title: A\nstatus: withdrawn\n"
               "withdrawn: {date: 2014-02-03, reason: Gone, successor: reports/b}\n");
    folder_put(&f.folder, "content/reports/a.fr.yaml",
               "translates: en\ntitle: A\nwithdrawn: {reason: Parti}\n");
    folder_put(&f.folder, "content/reports/b.en.yaml",
               "title: B\ndate: 2014\nformer_ids: [old, older]\n");
    build(&f);
    assert_false(diags_have_errors(&f.diags));
    const struct item *item = report(&f, "a");
    assert_true(item_is_withdrawn(item));
    assert_false(item_is_listed(item));
    assert_ptr_equal(item->life->successor, report(&f, "b"));
    assert_true(str_equal(item->versions[0].life->reason, STR("Gone")));
    assert_true(str_equal(item->versions[1].life->reason, STR("Parti")));
    assert_int_equal(report(&f, "b")->life->former_id_count, 2);
    finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_item_without_a_life_has_none),
        cmocka_unit_test(a_history_is_read_and_its_notes_are_translated),
        cmocka_unit_test(a_correction_of_one_language_does_not_change_the_others),
        cmocka_unit_test(a_chain_of_revisions_ends_at_the_newest),
        cmocka_unit_test(what_a_draft_will_supersede_still_stands),
        cmocka_unit_test(of_what_was_withdrawn_only_the_title_need_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
