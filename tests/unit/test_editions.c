/* Small sites on disk, as the readers of each language see them. */
#include "editions/editions.h"
#include "folder.h"

#include <setjmp.h>

#include <cmocka.h>

struct fixture {
    struct folder folder;
    struct sources sources;
    struct site site;
    struct editions editions;
    struct diags diags;
};

#define TITLE "  title: {type: text, required: yes, translatable: yes}\n"

static const char reports[] =
    "label: Reports\n"
    "count: {one: \"{n} report\", many: \"{n} reports\"}\n"
    "body: optional\n"
    "untranslated: link\n"
    "index: {sort: date, order: descending, group: year}\n"
    "fields:\n" TITLE "  summary: {type: text, translatable: yes}\n"
    "  date: {type: date, facet: {id: year, label: By year}}\n"
    "  places: {type: list, of: {type: reference, to: places}, facet: {id: place, label: By "
    "place}, reverse: Reports}\n"
    "  host: {type: reference, to: places, reverse: Reports}\n"
    "  kind: {type: term, of: kinds, facet: {id: kind, label: By kind}}\n"
    "  themes: {type: list, of: {type: text}, translatable: yes}\n"
    "  lesson: {type: map, translatable: yes, fields: {first: {type: text, translatable: yes}, "
    "second: {type: text, translatable: yes}, third: {type: text, translatable: yes}}}\n"
    "  variants: {type: list, translatable: own, of: {type: map, fields: {text: {type: text}, "
    "kind: {type: term, of: kinds}}}}\n"
    "  note: {type: markdown, translatable: own}\n";

static void start(struct fixture *f) {
    *f = (struct fixture){0};
    folder_make_temporary(&f->folder);
    folder_put(&f->folder, "content/site.yaml",
               "title: Test\ntheme: plain\nhome: pages/home\nlanguages: {official: [fr, en, ru]}\n"
               "taxonomies: {kinds: {summary: Summary, full: Full report}}\n");
    folder_put(&f->folder, "content/reports/_collection.yaml", reports);
    folder_put(&f->folder, "content/places/_collection.yaml",
               "label: Places\ntitle_from: code\nuntranslated: link\n"
               "index: {sort: title, group: letter}\nfields:\n" TITLE "  code: {type: country}\n");
    folder_put(&f->folder, "content/pages/_collection.yaml",
               "label: Pages\nuntranslated: page\nfields:\n" TITLE);
    folder_put(&f->folder, "content/pages/home.fr.yaml", "title: Accueil\n");
    folder_put(&f->folder, "content/places/pe.fr.yaml", "title: Pérou\ncode: pe\n");
    folder_put(&f->folder, "content/places/eg.fr.yaml", "title: Égypte\ncode: eg\n");
    folder_put(&f->folder, "content/places/xx.fr.yaml", "title: Ailleurs\n");
    folder_put(&f->folder, "locales/fr/portal.po", "");
    folder_put(&f->folder, "locales/en/portal.po", "");
    folder_put(&f->folder, "locales/ru/portal.po", "");
    folder_put(&f->folder, "themes/plain/theme.yaml", "name: plain\n");
}

static void build_with(struct fixture *f, unsigned workers) {
    struct sources_options options = {.workers = 1};
    assert_true(sources_read(&f->sources, f->folder.path, &options, &f->diags));
    site_build(&f->site, &f->sources, &(struct site_options){.now_s = 1700000000}, &f->diags);
    assert_false(diags_have_errors(&f->diags));
    editions_build(&f->editions, &f->site, workers, &f->diags);
}

static void build(struct fixture *f) {
    build_with(f, 1);
}

static void finish(struct fixture *f) {
    editions_release(&f->editions);
    site_release(&f->site);
    sources_release(&f->sources);
    diags_release(&f->diags);
    folder_remove(&f->folder);
}

static const struct edition *edition_of(const struct fixture *f, const char *tag) {
    const struct language *language = site_language(&f->site, str_from(tag));
    assert_non_null(language);
    return &f->editions.items[language->index];
}

static const struct entry *entry_of(const struct fixture *f, const char *tag,
                                    const char *collection, const char *id) {
    const struct item *item = site_item(&f->site, str_from(collection), str_from(id));
    assert_non_null(item);
    return &edition_of(f, tag)->entries[item->index];
}

static const struct shelf *shelf_of(const struct fixture *f, const char *tag,
                                    const char *collection) {
    return &edition_of(f, tag)->shelves[site_collection(&f->site, str_from(collection))->index];
}

static void is_text(struct str got, const char *wanted) {
    char room[512];
    assert_true(got.length < sizeof room);
    snprintf(room, sizeof room, "%.*s", STR_ARG(got));
    assert_string_equal(room, wanted);
}

/* A text and the language it is marked with; "" for the edition's own. */
static void is_marked(struct text got, const char *wanted, const char *tag) {
    is_text(got.text, wanted);
    is_text(got.language ? got.language->tag : (struct str){0}, tag);
}

static void are_entries(const struct entry *const *entries, size_t count, const char *wanted) {
    struct strbuf ids = {0};
    for (size_t i = 0; i < count; i++) {
        strbuf_add_c(&ids, i > 0 ? " " : "");
        strbuf_add(&ids, entries[i]->item->id);
    }
    is_text(strbuf_view(&ids), wanted);
    strbuf_release(&ids);
}

static size_t count_reported(const struct fixture *f, const char *code) {
    size_t count = 0;
    for (size_t i = 0; i < f->diags.list.count; i++) {
        count += strcmp(f->diags.list.items[i]->message->code, code) == 0;
    }
    return count;
}

/* ---- Versions and fallback --------------------------------------------------------------------
 */

static void each_field_falls_back_along_the_chain(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.fr.yaml",
               "title: Un\nsummary: Résumé\nthemes: [un, deux]\n"
               "lesson: {first: premier, second: deuxième, third: troisième}\n");
    folder_put(
        &f.folder, "content/reports/a.en.yaml",
        "translates: fr\ntitle: One\nsummary: Abstract\nlesson: {first: one, second: two}\n");
    folder_put(&f.folder, "content/reports/a.ru.yaml",
               "translates: en\ntitle: Один\nlesson: {first: первый}\n");
    build(&f);
    const struct entry *entry = entry_of(&f, "ru", "reports", "a");
    const struct collection *collection = site_collection(&f.site, STR("reports"));
    assert_int_equal(entry->state, ENTRY_OWN);
    is_marked(entry->title, "Один", "");
    is_marked(entry_summary(entry), "Abstract", "en");
    struct arena arena = {0};
    struct shown themes = entry_field(entry, 6, &arena), lesson = entry_field(entry, 7, &arena);
    is_text(collection->fields[6].id, "themes");
    assert_int_equal(themes.count, 2);
    is_marked(themes.values[1].text, "deux", "fr");
    is_marked(lesson.values[0].text, "первый", "");
    is_marked(lesson.values[1].text, "two", "en");
    is_marked(lesson.values[2].text, "troisième", "fr");
    arena_release(&arena);
    finish(&f);
}

/* Other variants than the original has, as many as there are, with their kinds; and no note. */
static void what_is_a_version_s_own_never_falls_back(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.fr.yaml",
               "title: Un\nvariants: [{text: une, kind: full}]\nnote: Masculin.\n");
    folder_put(&f.folder, "content/reports/a.en.yaml",
               "translates: fr\ntitle: One\n"
               "variants: [{text: an, kind: full}, {text: ane, kind: summary}]\n");
    folder_put(&f.folder, "content/reports/a.ru.yaml", "translates: en\ntitle: Один\n");
    build(&f);
    struct arena arena = {0};
    const struct entry *entry = entry_of(&f, "en", "reports", "a");
    struct shown variants = entry_field(entry, 8, &arena), note = entry_field(entry, 9, &arena);
    assert_int_equal(variants.count, 2);
    is_marked(variants.values[1].values[0].text, "ane", "");
    is_text(variants.values[1].values[1].code, "summary");
    assert_int_equal(note.kind, SHOWN_NOTHING);
    variants = entry_field(entry_of(&f, "ru", "reports", "a"), 8, &arena);
    assert_int_equal(variants.kind, SHOWN_NOTHING);
    arena_release(&arena);
    finish(&f);
}

static void translations_of_each_other_do_not_hang(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/reports/a.fr.yaml", "title: Un\nsummary: Résumé\n");
    folder_put(&f.folder, "content/reports/a.en.yaml", "translates: ru\ntitle: One\n");
    folder_put(&f.folder, "content/reports/a.ru.yaml", "translates: en\ntitle: Один\n");
    build(&f);
    is_marked(entry_summary(entry_of(&f, "ru", "reports", "a")), "Résumé", "fr");
    struct arena arena = {0};
    struct shown summary = entry_field(entry_of(&f, "en", "reports", "a"), 1, &arena);
    is_marked(summary.text, "Résumé", "fr");
    arena_release(&arena);
    finish(&f);
}

static void a_region_reads_its_language_first(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "locales/pt/portal.po",
               "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
               "\"Language: pt\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n"
               "msgid \"Reports\"\nmsgstr \"Relatórios\"\n");
    folder_put(&f.folder, "locales/pt-BR/portal.po", "");
    folder_put(&f.folder, "content/reports/a.fr.yaml", "title: Un\nsummary: Résumé\n");
    folder_put(&f.folder, "content/reports/a.pt.yaml", "translates: fr\ntitle: Um\n");
    folder_put(&f.folder, "content/places/eg.pt.yaml", "translates: fr\ntitle: O Egito\n");
    build(&f);
    const struct entry *entry = entry_of(&f, "pt-BR", "reports", "a");
    assert_int_equal(entry->state, ENTRY_LINK);
    is_marked(entry->title, "Um", "pt");
    is_marked(entry_summary(entry), "Résumé", "fr");
    is_text(entry->path, "pt/reports/a.html");
    is_text(shelf_of(&f, "pt-BR", "reports")->label.text, "Relatórios");
    is_marked(entry_of(&f, "pt-BR", "places", "eg")->title, "O Egito", "pt");
    is_marked(entry_of(&f, "pt-BR", "places", "pe")->title, "Peru", "");
    finish(&f);
}

static void what_is_not_translated_says_where_it_leads(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/secret/_collection.yaml",
               "label: Secret\nuntranslated: hide\nfields:\n" TITLE);
    folder_put(&f.folder, "content/secret/s.fr.yaml", "title: S\n");
    folder_put(&f.folder, "content/pages/about.fr.yaml", "title: À propos\n");
    folder_put(&f.folder, "content/reports/a.fr.yaml", "title: Un\n");
    build(&f);
    const struct entry *link = entry_of(&f, "en", "reports", "a");
    const struct entry *page = entry_of(&f, "en", "pages", "about");
    const struct entry *home = entry_of(&f, "en", "pages", "home");
    assert_int_equal(link->state, ENTRY_LINK);
    is_text(link->path, "fr/reports/a.html");
    is_text(link->note.text, "(in French)");
    is_marked(link->title, "Un", "fr");
    assert_int_equal(page->state, ENTRY_PAGE);
    is_text(page->path, "en/pages/about.html");
    is_text(home->path, "en/index.html");
    is_text(home->note.text, "");
    assert_int_equal(entry_of(&f, "en", "secret", "s")->state, ENTRY_HIDDEN);
    assert_int_equal(entry_of(&f, "fr", "secret", "s")->state, ENTRY_OWN);
    assert_int_equal(shelf_of(&f, "en", "secret")->count, 0);
    is_text(entry_of(&f, "fr", "reports", "a")->note.text, "");
    finish(&f);
}

static void names_known_to_language_data_need_no_version(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/places/pe.en.yaml", "translates: fr\ntitle: Republic of Peru\n");
    folder_put(&f.folder, "locales/x-foo/portal.po", "");
    build(&f);
    is_marked(entry_of(&f, "ru", "places", "eg")->title, "Египет", "");
    is_marked(entry_of(&f, "en", "places", "pe")->title, "Republic of Peru", "");
    is_marked(entry_of(&f, "en", "places", "xx")->title, "Ailleurs", "fr");
    is_marked(entry_of(&f, "x-foo", "places", "eg")->title, "Égypte", "fr");
    assert_int_equal(entry_of(&f, "ru", "places", "eg")->state, ENTRY_LINK);
    finish(&f);
}

/* ---- Lists ------------------------------------------------------------------------------------
 */

static void put_reports(struct fixture *f) {
    folder_put(&f->folder, "content/reports/a.fr.yaml",
               "title: Zèbre\ndate: 2012-05\nplaces: [pe]\nhost: pe\nkind: full\n");
    folder_put(&f->folder, "content/reports/b.fr.yaml",
               "title: Âne\ndate: 2013-11-22\nplaces: [pe, eg]\nkind: summary\n");
    folder_put(&f->folder, "content/reports/c.fr.yaml", "title: Bœuf\nhost: pe\n");
    folder_put(&f->folder, "content/reports/d.fr.yaml", "title: Chat\ndate: 2013-11-22\n");
}

static void years_run_backwards_and_undated_entries_stand_last(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    put_reports(&f);
    build(&f);
    const struct shelf *shelf = shelf_of(&f, "fr", "reports");
    are_entries(shelf->entries, shelf->count, "b d a c");
    assert_int_equal(shelf->group_count, 3);
    is_text(shelf->groups[0].id, "year-2013");
    is_text(shelf->groups[1].label.text, "2012");
    is_text(shelf->groups[2].id, "undated");
    is_text(shelf->groups[2].label.text, "Undated");
    is_text(shelf->count_text.text, "4 reports");
    is_text(shelf->groups[1].count_text.text, "1 report");
    are_entries(edition_of(&f, "fr")->latest, edition_of(&f, "fr")->latest_count, "b d a");
    finish(&f);
}

static void letters_are_those_of_the_reader(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    put_reports(&f);
    build(&f);
    const struct edition *french = edition_of(&f, "fr"), *russian = edition_of(&f, "ru");
    const struct shelf *places = shelf_of(&f, "fr", "places");
    are_entries(places->entries, places->count, "xx eg pe");
    is_text(places->groups[1].label.text, "E");
    assert_int_equal(french->letter_count, 6);
    is_text(french->letters[0].label.text, "A");
    are_entries(french->letters[0].entries, french->letters[0].count, "xx b");
    is_text(french->letters[5].label.text, "Z");
    places = shelf_of(&f, "ru", "places");
    are_entries(places->entries, places->count, "eg pe xx");
    is_text(russian->letters[0].label.text, "Е");
    is_text(russian->letters[0].id, "letter-0415");
    is_text(russian->letters[2].id, "letter-a");
    is_text(russian->letters[2].label.text, "A"); /* Latin, after all of Cyrillic */
    finish(&f);
}

static void facets_hold_values_in_the_order_of_readers(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    put_reports(&f);
    build(&f);
    const struct shelf *shelf = shelf_of(&f, "fr", "reports");
    assert_int_equal(shelf->facet_count, 3);
    const struct facet *years = &shelf->facets[0], *places = &shelf->facets[1];
    const struct facet *kinds = &shelf->facets[2];
    is_text(years->values[0].id, "2013");
    are_entries(years->values[0].entries, years->values[0].count, "b d");
    is_text(places->values[0].id, "eg");
    is_text(places->values[1].id, "pe");
    are_entries(places->values[1].entries, places->values[1].count, "b a");
    assert_ptr_equal(places->values[1].entry, entry_of(&f, "fr", "places", "pe"));
    is_text(places->values[1].count_text.text, "2 reports");
    is_text(kinds->values[0].id, "summary"); /* as site.yaml orders them */
    is_text(kinds->values[1].label.text, "Full report");
    finish(&f);
}

static void fields_with_one_heading_share_a_list(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    put_reports(&f);
    build(&f);
    const struct entry *entry = entry_of(&f, "fr", "places", "pe");
    assert_int_equal(entry->reverse_count, 1);
    is_text(entry->reverse[0].label.text, "Reports");
    const struct entry *entries[3];
    assert_int_equal(entry->reverse[0].count, 3);
    for (size_t i = 0; i < 3; i++) {
        entries[i] = entry->reverse[0].mentions[i].entry;
    }
    are_entries(entries, 3, "b a c");
    finish(&f);
}

/* A text is found where it links to, by its numbered paragraphs in their order. */
static void texts_are_cited_with_their_paragraphs(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/papers/_collection.yaml",
               "label: Papers\nbody: required\nnumbered_paragraphs: yes\ncited_by: Cited in\n"
               "fields:\n" TITLE);
    folder_put(&f.folder, "content/papers/p.fr.md",
               "---\ntitle: P\n---\nSee [](places/pe) first[^n].\n\n1. No.\n\n2. Yes: "
               "[](places/pe).\n\n3. [](places/pe) and [](papers/p#p1).\n\n"
               "[^n]: And [](places/pe).\n");
    put_reports(&f);
    build(&f);
    const struct entry *entry = entry_of(&f, "fr", "places", "pe");
    assert_int_equal(entry->reverse_count, 2);
    const struct reverse_list *list = &entry->reverse[0];
    is_text(list->label.text, "Cited in");
    assert_int_equal(list->count, 3); /* the first and the footnote are both in no paragraph */
    is_text(list->mentions[0].paragraph, "");
    is_text(list->mentions[1].paragraph, "p2");
    is_text(list->mentions[2].paragraph, "p3");
    assert_int_equal(entry_of(&f, "fr", "papers", "p")->reverse_count, 0);
    finish(&f);
}

/* What is over has a page, and stands in no list. */
static void expired_entries_leave_the_lists(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/calls/_collection.yaml",
               "label: Calls\nexpires: until\nfields:\n" TITLE "  until: {type: date}\n"
               "  place: {type: reference, to: places, reverse: Calls, "
               "facet: {id: place, label: By place}}\n");
    folder_put(&f.folder, "content/calls/old.fr.yaml", "title: Old\nuntil: 2020\nplace: pe\n");
    folder_put(&f.folder, "content/calls/new.fr.yaml", "title: New\nuntil: 2090\nplace: pe\n");
    put_reports(&f);
    build(&f);
    const struct shelf *shelf = shelf_of(&f, "fr", "calls");
    are_entries(shelf->entries, shelf->count, "new");
    are_entries(shelf->expired, shelf->expired_count, "old");
    are_entries(shelf->facets[0].values[0].entries, shelf->facets[0].values[0].count, "new");
    const struct reverse_list *list = &entry_of(&f, "fr", "places", "pe")->reverse[0];
    assert_int_equal(list->count, 2);
    is_text(list->mentions[1].entry->item->id, "old");
    finish(&f);
}

static void numbers_sort_by_value_and_names_by_the_alphabet(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/sizes/_collection.yaml",
               "label: Sizes\nindex: {sort: size, group: place}\nfields:\n" TITLE
               "  size: {type: number}\n"
               "  place: {type: reference, to: places}\n");
    static const char *const sizes[][2] = {{"a", "100"},   {"b", "20.5"}, {"c", "-3"},
                                           {"d", "20.25"}, {"e", "-20"},  {"g", "007"}};
    for (size_t i = 0; i < 6; i++) {
        char path[64], text[128];
        snprintf(path, sizeof path, "content/sizes/%s.fr.yaml", sizes[i][0]);
        snprintf(text, sizeof text, "title: T\nsize: \"%s\"\nplace: pe\n", sizes[i][1]);
        folder_put(&f.folder, path, text);
    }
    folder_put(&f.folder, "content/sizes/h.fr.yaml", "title: T\nsize: 1\nplace: xx\n");
    folder_put(&f.folder, "content/sizes/i.fr.yaml", "title: T\nsize: 1\n");
    build(&f);
    const struct shelf *shelf = shelf_of(&f, "fr", "sizes");
    assert_int_equal(shelf->group_count, 3);
    is_text(shelf->groups[0].label.text, "Ailleurs");
    is_text(shelf->groups[1].label.text, "Pérou");
    are_entries(shelf->groups[1].entries, shelf->groups[1].count, "e c g d b a");
    is_text(shelf->groups[2].label.text, "Other");
    finish(&f);
}

static void trees_keep_children_of_hidden_parents(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/subjects/_collection.yaml",
               "label: Subjects\nuntranslated: hide\nfields:\n" TITLE
               "  parent: {type: reference, to: subjects, parent: yes}\n");
    folder_put(&f.folder, "content/subjects/top.fr.yaml", "title: Tout\n");
    folder_put(&f.folder, "content/subjects/b.fr.yaml", "title: Zut\nparent: top\n");
    folder_put(&f.folder, "content/subjects/c.fr.yaml", "title: Été\nparent: top\n");
    folder_put(&f.folder, "content/subjects/b.en.yaml", "translates: fr\ntitle: Z\n");
    build(&f);
    const struct shelf *french = shelf_of(&f, "fr", "subjects");
    const struct shelf *english = shelf_of(&f, "en", "subjects");
    are_entries(french->roots, french->root_count, "top");
    are_entries(french->roots[0]->children, french->roots[0]->child_count, "c b");
    are_entries(english->roots, english->root_count, "b");
    assert_null(shelf_of(&f, "fr", "places")->roots);
    finish(&f);
}

static void a_tree_with_groups_groups_its_roots(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/papers/_collection.yaml",
               "label: Papers\nindex: {sort: date, order: descending, group: year}\nfields:\n" TITLE
               "  date: {type: date}\n"
               "  annex_of: {type: reference, to: papers, parent: yes}\n");
    folder_put(&f.folder, "content/papers/a.fr.yaml", "title: A\ndate: 2013\n");
    folder_put(&f.folder, "content/papers/a1.fr.yaml", "title: A1\ndate: 2014\nannex_of: a\n");
    folder_put(&f.folder, "content/papers/a2.fr.yaml", "title: A2\ndate: 2013\nannex_of: a\n");
    folder_put(&f.folder, "content/papers/b.fr.yaml", "title: B\ndate: 2012\nsuperseded_by: a\n");
    folder_put(&f.folder, "content/papers/b1.fr.yaml", "title: B1\ndate: 2012\nannex_of: b\n");
    build(&f);
    const struct shelf *shelf = shelf_of(&f, "fr", "papers");
    assert_null(shelf->roots);
    assert_int_equal(shelf->count, 4);
    assert_int_equal(shelf->group_count, 2); /* none of 2014: what is of that year is an annex */
    are_entries(shelf->groups[0].entries, shelf->groups[0].count, "a");
    are_entries(shelf->groups[1].entries, shelf->groups[1].count, "b1");
    const struct entry *a = entry_of(&f, "fr", "papers", "a");
    const struct entry *b = entry_of(&f, "fr", "papers", "b");
    are_entries(a->children, a->child_count, "a1 a2");
    are_entries(b->children, b->child_count, "b1");
    finish(&f);
}

/* ---- Texts ------------------------------------------------------------------------------------
 */

static void counts_use_the_plural_of_the_language(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    put_reports(&f);
    folder_put(&f.folder, "locales/ru/portal.po",
               "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
               "\"Language: ru\\n\"\n\"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 "
               ": n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n\"\n\n"
               "msgid \"{n} report\"\nmsgid_plural \"{n} reports\"\n"
               "msgstr[0] \"{n} доклад\"\nmsgstr[1] \"{n} доклада\"\nmsgstr[2] \"{n} докладов\"\n\n"
               "msgid \"(in {language})\"\nmsgstr \"(язык: {language})\"\n");
    build(&f);
    is_text(shelf_of(&f, "ru", "reports")->count_text.text, "4 доклада");
    is_text(entry_of(&f, "ru", "reports", "a")->note.text, "(язык: французский)");
    is_text(edition_of(&f, "ru")->letters[0].count_text.text, "1 entry");
    finish(&f);
}

static void missing_texts_are_summed_up_but_not_for_english(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    build(&f);
    assert_int_equal(count_reported(&f, "missing-texts"), 2);
    assert_int_equal(edition_of(&f, "en")->missing_text_count, 0);
    assert_true(edition_of(&f, "fr")->missing_text_count > PHRASE_COUNT);
    assert_int_equal(f.diags.count_by_severity[SEVERITY_WARNING], 0);
    finish(&f);
}

static void languages_without_data_and_useless_pins_are_told(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/site.yaml",
               "title: Test\ntheme: plain\nhome: pages/home\nlanguages: {official: [fr, ht]}\n"
               "taxonomies: {kinds: {summary: Summary, full: Full report}}\n");
    folder_put(&f.folder, "locales/ht/portal.po", "");
    folder_put(&f.folder, "locales/sm/portal.po", "");
    folder_put(&f.folder, "locales/en/locale.yaml", "digits: arabic\n");
    folder_put(&f.folder, "locales/sm/locale.yaml", "name: Gagana Sāmoa\n");
    build(&f);
    assert_int_equal(count_reported(&f, "no-official-language-data"), 1);
    assert_int_equal(count_reported(&f, "no-language-data"), 1);
    assert_int_equal(count_reported(&f, "unknown-pin"), 1);
    /* A name that nobody has stands as its own speakers write it. */
    const struct edition *creole = edition_of(&f, "ht");
    is_text(creole->language_names[edition_of(&f, "fr")->language->index].text, "Français");
    is_text(creole->language_names[edition_of(&f, "sm")->language->index].text, "Gagana Sāmoa");
    finish(&f);
}

/* What ICU cannot name the catalog can; what neither can has its English name, not a code. */
static void a_language_without_data_is_named_by_its_catalog(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "content/offices/_collection.yaml",
               "label: Offices\nfields:\n" TITLE "  in: {type: country, label: Country}\n"
               "  speaks: {type: list, of: {type: language}, label: Languages}\n");
    folder_put(&f.folder, "content/offices/lima.en.yaml",
               "title: Lima\nin: pe\nspeaks: [es, qu]\n");
    folder_put(&f.folder, "content/offices/giza.en.yaml", "title: Giza\nin: eg\n");
    folder_put(&f.folder, "locales/ht/portal.po",
               "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
               "msgctxt \"country\"\nmsgid \"PE\"\nmsgstr \"Pewou\"\n\n"
               "msgctxt \"language\"\nmsgid \"es\"\nmsgstr \"panyòl\"\n");
    build(&f);
    is_marked(entry_of(&f, "ht", "places", "pe")->title, "Pewou", "");
    is_marked(entry_of(&f, "ht", "places", "eg")->title, "Égypte", "fr");
    struct arena arena = {0};
    const struct entry *lima = entry_of(&f, "ht", "offices", "lima");
    is_marked(entry_field(lima, 1, &arena).text, "Pewou", "");
    struct shown speaks = entry_field(lima, 2, &arena);
    is_marked(speaks.values[0].text, "panyòl", "");
    is_marked(speaks.values[1].text, "Quechua", "en");
    is_marked(entry_field(entry_of(&f, "ht", "offices", "giza"), 1, &arena).text, "Egypt", "en");
    arena_release(&arena);
    finish(&f);
}

struct heard {
    struct strbuf texts;
};

static void hear(void *context, const struct interface_text *text) {
    struct heard *heard = context;
    if (text->context.length > 0 || text->msgid_plural.length > 0) {
        strbuf_add_format(&heard->texts, "%.*s %.*s|%.*s %.*s %.*s\n", STR_ARG(text->context),
                          STR_ARG(text->msgid), STR_ARG(text->msgid_plural), STR_ARG(text->english),
                          STR_ARG(text->path));
    }
}

static void has_line(const struct heard *heard, const char *line) {
    assert_int_not_equal(str_find(strbuf_view(&heard->texts), str_from(line), 0), STR_NONE);
}

static void catalogs_are_told_what_is_counted_and_named_and_where(void **state) {
    (void)state;
    struct fixture f;
    struct heard heard = {0};
    start(&f);
    build(&f);
    editions_each_text(&f.site, hear, &heard);
    has_line(&heard, " {n} entry|{n} entries  generator/editions/phrases.def\n");
    has_line(&heard, " {n} report|{n} reports  content/reports/_collection.yaml\n");
    strbuf_clear(&heard.texts);
    editions_each_name(&f.site, hear, &heard);
    is_text(strbuf_view(&heard.texts), "language fr| French \n"
                                       "language en| English \n"
                                       "language ru| Russian \n"
                                       "country EG| Egypt content/places/_collection.yaml\n"
                                       "country PE| Peru content/places/_collection.yaml\n");
    strbuf_release(&heard.texts);
    finish(&f);
}

static void the_bar_has_official_languages_first(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    folder_put(&f.folder, "locales/sw/portal.po", "");
    folder_put(&f.folder, "locales/cs/portal.po", "");
    folder_put(&f.folder, "locales/ar/portal.po", "");
    build(&f);
    static const char *const wanted[] = {"fr", "en", "ru", "sw", "cs", "ar"};
    assert_int_equal(f.editions.count, 6);
    for (size_t i = 0; i < 6; i++) {
        is_text(f.editions.bar[i]->tag, wanted[i]);
    }
    is_text(edition_of(&f, "ar")->direction, "rtl");
    finish(&f);
}

static void phrases_are_filled_wherever_they_say_so(void **state) {
    (void)state;
    struct arena arena = {0};
    is_text(phrase_fill(&arena, (struct text){STR("{n} of {n}, {m}"), NULL}, STR("n"), STR("{n}3"))
                .text,
            "{n}3 of {n}3, {m}");
    is_text(phrase_fill(&arena, (struct text){STR("none"), NULL}, STR("n"), STR("3")).text, "none");
    arena_release(&arena);
}

static void the_number_of_workers_changes_nothing(void **state) {
    (void)state;
    struct strbuf dumps[2] = {0};
    for (size_t i = 0; i < 2; i++) {
        struct fixture f;
        start(&f);
        put_reports(&f);
        folder_put(&f.folder, "locales/ar/portal.po", "");
        folder_put(&f.folder, "locales/zh/portal.po", "");
        folder_put(&f.folder, "locales/x-foo/portal.po", "");
        build_with(&f, i == 0 ? 1 : 4);
        editions_dump(&f.editions, &dumps[i]);
        finish(&f);
    }
    assert_true(dumps[0].length > 1000);
    assert_true(str_equal(strbuf_view(&dumps[0]), strbuf_view(&dumps[1])));
    strbuf_release(&dumps[0]);
    strbuf_release(&dumps[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_field_falls_back_along_the_chain),
        cmocka_unit_test(what_is_a_version_s_own_never_falls_back),
        cmocka_unit_test(translations_of_each_other_do_not_hang),
        cmocka_unit_test(a_region_reads_its_language_first),
        cmocka_unit_test(what_is_not_translated_says_where_it_leads),
        cmocka_unit_test(names_known_to_language_data_need_no_version),
        cmocka_unit_test(years_run_backwards_and_undated_entries_stand_last),
        cmocka_unit_test(letters_are_those_of_the_reader),
        cmocka_unit_test(facets_hold_values_in_the_order_of_readers),
        cmocka_unit_test(fields_with_one_heading_share_a_list),
        cmocka_unit_test(texts_are_cited_with_their_paragraphs),
        cmocka_unit_test(expired_entries_leave_the_lists),
        cmocka_unit_test(numbers_sort_by_value_and_names_by_the_alphabet),
        cmocka_unit_test(trees_keep_children_of_hidden_parents),
        cmocka_unit_test(a_tree_with_groups_groups_its_roots),
        cmocka_unit_test(counts_use_the_plural_of_the_language),
        cmocka_unit_test(missing_texts_are_summed_up_but_not_for_english),
        cmocka_unit_test(languages_without_data_and_useless_pins_are_told),
        cmocka_unit_test(a_language_without_data_is_named_by_its_catalog),
        cmocka_unit_test(catalogs_are_told_what_is_counted_and_named_and_where),
        cmocka_unit_test(the_bar_has_official_languages_first),
        cmocka_unit_test(phrases_are_filled_wherever_they_say_so),
        cmocka_unit_test(the_number_of_workers_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
