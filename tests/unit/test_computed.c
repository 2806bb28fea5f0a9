/* Fields that follow from others, on small sites: paths, dated groups, cooperation types, sums. */
#include "small_site.h"

static void start(struct fixture *f) {
    begin(f);
    folder_put(&f->folder, "content/site.yaml",
               "title: Test\ntheme: plain\nlanguages: {official: [en, fr]}\n"
               "taxonomies:\n"
               "  region: {africa: Africa, asia: Asia, europe: Europe}\n"
               "  group: {south: South, ldc: LDC}\n"
               "  cooperation: {ss: South-South, tri: Triangular, ns: North-South}\n");
    folder_put(&f->folder, "content/countries/_collection.yaml",
               "label: Countries\n"
               "fields:\n"
               "  title: {type: text, required: yes, translatable: yes}\n"
               "  region: {type: term, of: region}\n"
               "  groups: {type: list, of: {type: map, valid: {from: from, to: to}, fields: {\n"
               "    group: {type: term, of: group}, from: {type: date}, to: {type: date}}}}\n"
               "  current: {type: list, of: {type: term, of: group},\n"
               "    compute: {path: groups.group, at: now}}\n");
    folder_put(&f->folder, "content/activities/_collection.yaml",
               "label: Activities\n"
               "expires: until\n"
               "fields:\n"
               "  title: {type: text, required: yes, translatable: yes}\n"
               "  date: {type: date_range}\n"
               "  until: {type: date}\n"
               "  providers: {type: list, of: {type: reference, to: countries}}\n"
               "  beneficiaries: {type: list, of: {type: map, fields: {\n"
               "    country: {type: reference, to: countries}, participants: {type: number}}}}\n"
               "  regions: {type: list, of: {type: term, of: region},\n"
               "    compute: {path: beneficiaries.country.region}}\n"
               "  groups: {type: list, of: {type: term, of: group},\n"
               "    compute: {path: beneficiaries.country.groups.group, at: date}}\n"
               "  participants: {type: number, compute: {sum: beneficiaries.participants}}\n"
               "  languages: {type: list, of: {type: language}, compute: {languages: versions}}\n"
               "  cooperation: {type: term, of: cooperation, compute: {\n"
               "    parties: [providers, beneficiaries.country], member: groups.group, of: south,\n"
               "    at: date, cases: [{is: ss, members: all}, {is: tri, members: 2, others: 1},\n"
               "    {is: ns}]}}\n");
    folder_put(&f->folder, "content/countries/eg.en.yaml",
               "title: Egypt\nregion: africa\ngroups: [{group: south}]\n");
    folder_put(&f->folder, "content/countries/in.en.yaml",
               "title: India\nregion: asia\ngroups: [{group: south}]\n");
    folder_put(&f->folder, "content/countries/bt.en.yaml",
               "title: Bhutan\nregion: asia\n"
               "groups: [{group: south}, {group: ldc, from: 1971, to: 2023-12-12}]\n");
    folder_put(&f->folder, "content/countries/ch.en.yaml", "title: Switzerland\nregion: europe\n");
    folder_put(&f->folder, "content/countries/kr.en.yaml",
               "title: Korea\nregion: asia\ngroups: [{group: south, to: 2021-07-01}]\n");
    folder_put(&f->folder, "locales/en/portal.po", "");
    folder_put(&f->folder, "locales/fr/portal.po", "");
    folder_put(&f->folder, "themes/plain/theme.yaml", "name: plain\n");
}

static void build(struct fixture *f, int64_t now_s) {
    read_site(f, now_s);
    assert_false(diags_have_errors(&f->diags));
}

#define IN_2023 1700000000 /* 14 November 2023: Bhutan is still a least developed country */
#define IN_2024 1710000000

static const struct value *value_of(const struct fixture *f, const char *collection, const char *id,
                                    const char *field) {
    const struct item *item = site_item(&f->site, str_from(collection), str_from(id));
    assert_non_null(item);
    for (size_t i = 0; i < item->collection->field_count; i++) {
        if (str_equal(item->collection->fields[i].id, str_from(field))) {
            return &item->versions[0].values[i];
        }
    }
    fail_msg("no field %s", field);
    return NULL;
}

/* The ids of a list of terms, such as "africa asia". */
static void assert_terms(const struct value *value, const char *expected) {
    char terms[100] = "";
    size_t length = 0;
    for (size_t i = 0; value->is_set && i < value->list.count; i++) {
        struct str id = value->list.values[i].term->id;
        length += (size_t)snprintf(terms + length, sizeof terms - length, "%s%.*s",
                                   i > 0 ? " " : "", STR_ARG(id));
    }
    assert_string_equal(terms, expected);
}

static void assert_cooperation(const struct fixture *f, const char *id, const char *expected) {
    const struct value *value = value_of(f, "activities", id, "cooperation");
    if (!expected) {
        assert_false(value->is_set);
        return;
    }
    assert_true(value->is_set);
    assert_true(str_equal(value->term->id, str_from(expected)));
}

static void paths_reach_each_value_once(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/activities/a.en.yaml",
               "title: A\nproviders: [eg]\n"
               "beneficiaries: [{country: in}, {country: bt}, {country: eg}, {participants: 3}]\n");
    folder_put(&f.folder, "content/activities/b.en.yaml", "title: B\n");
    build(&f, IN_2023);
    assert_terms(value_of(&f, "activities", "a", "regions"), "asia africa");
    assert_false(value_of(&f, "activities", "b", "regions")->is_set);
    finish(&f);
}

static void groups_count_on_the_date_of_the_item(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/activities/before.en.yaml",
               "title: A\ndate: 2023-12-12/2023-12-14\nbeneficiaries: [{country: bt}]\n");
    folder_put(&f.folder, "content/activities/after.en.yaml",
               "title: B\ndate: 2023-12-13\nbeneficiaries: [{country: bt}]\n");
    folder_put(&f.folder, "content/activities/long-ago.en.yaml",
               "title: C\ndate: 1970\nbeneficiaries: [{country: bt}]\n");
    build(&f, IN_2024);
    assert_terms(value_of(&f, "activities", "before", "groups"), "south ldc");
    assert_terms(value_of(&f, "activities", "after", "groups"), "south");
    assert_terms(value_of(&f, "activities", "long-ago", "groups"), "south");
    finish(&f);
}

static void groups_of_today_end_with_the_clock(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    build(&f, IN_2023);
    assert_terms(value_of(&f, "countries", "bt", "current"), "south ldc");
    assert_int_equal(f.site.clock.changes_at, date_begin((struct date){2023, 12, 13}));
    site_release(&f.site);
    site_build(&f.site, &f.sources, &(struct site_options){.now_s = IN_2024}, &f.diags);
    assert_terms(value_of(&f, "countries", "bt", "current"), "south");
    finish(&f);
}

static void cooperation_follows_from_the_parties(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/activities/south.en.yaml",
               "title: A\nproviders: [eg]\nbeneficiaries: [{country: in}]\n");
    folder_put(&f.folder, "content/activities/triangle.en.yaml",
               "title: B\nproviders: [ch, eg]\nbeneficiaries: [{country: in}]\n");
    folder_put(&f.folder, "content/activities/north.en.yaml",
               "title: C\nproviders: [ch]\nbeneficiaries: [{country: in}]\n");
    folder_put(&f.folder, "content/activities/alone.en.yaml",
               "title: D\nproviders: [eg]\nbeneficiaries: [{country: eg}]\n");
    folder_put(&f.folder, "content/activities/korea-2013.en.yaml",
               "title: E\ndate: 2013\nproviders: [kr]\nbeneficiaries: [{country: in}]\n");
    folder_put(&f.folder, "content/activities/korea-2022.en.yaml",
               "title: F\ndate: 2022\nproviders: [kr]\nbeneficiaries: [{country: in}]\n");
    build(&f, IN_2024);
    assert_cooperation(&f, "south", "ss");
    assert_cooperation(&f, "triangle", "tri");
    assert_cooperation(&f, "north", "ns");
    assert_cooperation(&f, "alone", NULL);
    assert_cooperation(&f, "korea-2013", "ss");
    assert_cooperation(&f, "korea-2022", "ns");
    finish(&f);
}

static void numbers_add_up(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/activities/a.en.yaml",
               "title: A\nbeneficiaries: [{country: in, participants: 12}, {country: bt}, "
               "{country: eg, participants: 30}]\n");
    folder_put(&f.folder, "content/activities/b.en.yaml",
               "title: B\nbeneficiaries: [{country: in}]\n");
    build(&f, IN_2024);
    assert_true(str_equal(value_of(&f, "activities", "a", "participants")->text, STR("42")));
    assert_false(value_of(&f, "activities", "b", "participants")->is_set);
    finish(&f);
}

static void languages_are_those_of_the_versions(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/activities/a.fr.yaml", "title: A\n");
    folder_put(&f.folder, "content/activities/a.en.yaml", "translates: fr\ntitle: A\n");
    build(&f, IN_2024);
    const struct value *languages = value_of(&f, "activities", "a", "languages");
    assert_int_equal(languages->list.count, 2);
    assert_true(str_equal(languages->list.values[0].text, STR("fr")));
    finish(&f);
}

static void what_is_over_has_expired(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/activities/a.en.yaml", "title: A\nuntil: 2023-11-14\n");
    folder_put(&f.folder, "content/activities/b.en.yaml", "title: B\nuntil: 2023-11-13\n");
    folder_put(&f.folder, "content/activities/c.en.yaml", "title: C\n");
    build(&f, IN_2023);
    assert_false(site_item(&f.site, STR("activities"), STR("a"))->is_expired);
    assert_true(site_item(&f.site, STR("activities"), STR("b"))->is_expired);
    assert_false(site_item(&f.site, STR("activities"), STR("c"))->is_expired);
    finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_reach_each_value_once),
        cmocka_unit_test(groups_count_on_the_date_of_the_item),
        cmocka_unit_test(groups_of_today_end_with_the_clock),
        cmocka_unit_test(cooperation_follows_from_the_parties),
        cmocka_unit_test(numbers_add_up),
        cmocka_unit_test(languages_are_those_of_the_versions),
        cmocka_unit_test(what_is_over_has_expired),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
