/* Matching: what pairs there are, in which order, the same from both sides, and what it costs. */
#include "small_site.h"

static const char needs_schema[] =
    "label: Needs\n"
    "expires: until\n"
    "matches:\n"
    "  - with: offers\n"
    "    label: Offers\n"
    "    reverse: Needs\n"
    "    limit: 3\n"
    "    require:\n"
    "      - {ours: subjects, theirs: subjects, tree: yes, reason: 'Subject: {value}'}\n"
    "      - {ours: [country, country.region], theirs: [for, for_regions], empty: matches,\n"
    "         reason: 'Open to {value}', reason_any: Open to all}\n"
    "      - {ours: state, theirs: state, of: open}\n"
    "    prefer:\n"
    "      - {ours: languages, theirs: languages, reason: 'Language: {value}'}\n"
    "      - {ours: country.region, theirs: country.region, reason: Same region}\n"
    "fields:\n"
    "  title: {type: text, required: yes, translatable: yes}\n"
    "  country: {type: reference, to: countries}\n"
    "  subjects: {type: list, of: {type: reference, to: subjects}}\n"
    "  languages: {type: list, of: {type: language}}\n"
    "  state: {type: term, of: state}\n"
    "  until: {type: date}\n";

static void start(struct fixture *f) {
    begin(f);
    folder_put(&f->folder, "content/site.yaml",
               "title: Test\ntheme: plain\nlanguages: {official: [en]}\n"
               "taxonomies: {region: {africa: Africa, asia: Asia}, state: {open: Open, done: "
               "Done}}\n");
    folder_put(&f->folder, "content/countries/_collection.yaml",
               "label: Countries\nfields:\n"
               "  title: {type: text, required: yes, translatable: yes}\n"
               "  region: {type: term, of: region}\n");
    folder_put(&f->folder, "content/subjects/_collection.yaml",
               "label: Subjects\nfields:\n"
               "  title: {type: text, required: yes, translatable: yes}\n"
               "  parent: {type: reference, to: subjects, parent: yes}\n");
    folder_put(&f->folder, "content/needs/_collection.yaml", needs_schema);
    folder_put(&f->folder, "content/offers/_collection.yaml",
               "label: Offers\nfields:\n"
               "  title: {type: text, required: yes, translatable: yes}\n"
               "  country: {type: reference, to: countries}\n"
               "  subjects: {type: list, of: {type: reference, to: subjects}}\n"
               "  languages: {type: list, of: {type: language}}\n"
               "  state: {type: term, of: state}\n"
               "  for: {type: list, of: {type: reference, to: countries}}\n"
               "  for_regions: {type: list, of: {type: term, of: region}}\n");
    folder_put(&f->folder, "content/countries/eg.en.yaml", "title: Egypt\nregion: africa\n");
    folder_put(&f->folder, "content/countries/ke.en.yaml", "title: Kenya\nregion: africa\n");
    folder_put(&f->folder, "content/countries/in.en.yaml", "title: India\nregion: asia\n");
    folder_put(&f->folder, "content/subjects/patents.en.yaml", "title: Patents\n");
    folder_put(&f->folder, "content/subjects/marks.en.yaml", "title: Marks\n");
    folder_put(&f->folder, "content/subjects/searches.en.yaml",
               "title: Searches\nparent: patents\n");
    folder_put(&f->folder, "content/subjects/drafting.en.yaml",
               "title: Drafting\nparent: patents\n");
    folder_put(&f->folder, "locales/en/portal.po", "");
    folder_put(&f->folder, "themes/plain/theme.yaml", "name: plain\n");
}

static void put(struct fixture *f, const char *collection, const char *id, const char *text) {
    char path[64], whole[256];
    snprintf(path, sizeof path, "content/%s/%s.en.yaml", collection, id);
    snprintf(whole, sizeof whole, "title: T\n%s", text);
    folder_put(&f->folder, path, whole);
}

static void build(struct fixture *f) {
    read_site(f, 1700000000);
    assert_false(diags_have_errors(&f->diags));
}

static void assert_candidates(const struct fixture *f, const char *collection, const char *id,
                              const char *expected) {
    const struct item *item = site_item(&f->site, str_from(collection), str_from(id));
    char ids[256] = "";
    size_t length = 0;
    for (size_t i = 0; i < item->candidate_count; i++) {
        length += (size_t)snprintf(ids + length, sizeof ids - length, "%s%.*s", i > 0 ? " " : "",
                                   STR_ARG(item->candidates[i].item->id));
    }
    assert_string_equal(ids, expected);
}

static void all_that_is_required_must_be_shared(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    put(&f, "needs", "n", "subjects: [searches]\ncountry: eg\nstate: open\n");
    put(&f, "offers", "same", "subjects: [searches]\nstate: open\n");
    put(&f, "offers", "broader", "subjects: [patents]\nstate: open\n");
    put(&f, "offers", "sister", "subjects: [drafting]\nstate: open\n");
    put(&f, "offers", "other", "subjects: [marks]\nstate: open\n");
    put(&f, "offers", "done", "subjects: [searches]\nstate: done\n");
    put(&f, "offers", "elsewhere", "subjects: [searches]\nstate: open\nfor: [in]\n");
    put(&f, "offers", "region", "subjects: [searches]\nstate: open\nfor_regions: [africa]\n");
    build(&f);
    assert_candidates(&f, "needs", "n", "broader region same");
    assert_candidates(&f, "offers", "broader", "n");
    assert_candidates(&f, "offers", "sister", "");
    assert_candidates(&f, "offers", "elsewhere", "");
    finish(&f);
}

static void preferences_rank_in_their_order(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    put(&f, "needs", "n", "subjects: [marks]\ncountry: eg\nlanguages: [ar, fr]\nstate: open\n");
    put(&f, "offers", "a-region", "subjects: [marks]\ncountry: ke\nstate: open\n");
    put(&f, "offers", "b-both",
        "subjects: [marks]\ncountry: ke\nlanguages: [en, fr]\nstate: open\n");
    put(&f, "offers", "c-language",
        "subjects: [marks]\ncountry: in\nlanguages: [ar]\nstate: open\n");
    build(&f);
    assert_candidates(&f, "needs", "n", "b-both c-language a-region");
    finish(&f);
}

static void expired_needs_have_no_candidates(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    put(&f, "needs", "n", "subjects: [marks]\nstate: open\nuntil: 2020\n");
    put(&f, "offers", "o", "subjects: [marks]\nstate: open\n");
    build(&f);
    assert_candidates(&f, "needs", "n", "");
    assert_candidates(&f, "offers", "o", "");
    finish(&f);
}

/* Every need keeps the three offers that come first; the last offer keeps three needs of its own,
   so they are on both pages. */
static void a_pair_is_on_both_sides(void **state) {
    (void)state;
    struct fixture f;
    start(&f);
    for (char c = '1'; c <= '5'; c++) {
        put(&f, "needs", (char[]){'n', c, 0}, "subjects: [marks]\nstate: open\n");
        put(&f, "offers", (char[]){'o', c, 0}, "subjects: [marks]\nstate: open\n");
    }
    build(&f);
    assert_candidates(&f, "needs", "n1", "o1 o2 o3 o4 o5");
    assert_candidates(&f, "needs", "n5", "o1 o2 o3");
    assert_candidates(&f, "offers", "o5", "n1 n2 n3");
    assert_candidates(&f, "offers", "o1", "n1 n2 n3 n4 n5");
    finish(&f);
}

/* ---- Against every pair ---------------------------------------------------------------------- */

static unsigned next_random(unsigned *seed) {
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

static void put_random(struct fixture *f, const char *collection, unsigned number, unsigned *seed) {
    static const char *const subjects[] = {"patents", "marks", "searches", "drafting"};
    static const char *const countries[] = {"eg", "ke", "in"};
    static const char *const languages[] = {"ar", "fr", "en", "pt", "sw"};
    static const char *const eligible[] = {
        "", "", "", "for: [eg]\n", "for: [ke, in]\n", "for_regions: [asia]\n"};
    char id[16], text[256];
    bool is_offer = collection[0] == 'o';
    unsigned first = next_random(seed) % 5;
    snprintf(id, sizeof id, "%c%05u", collection[0], number);
    snprintf(text, sizeof text, "subjects: [%s]\ncountry: %s\nlanguages: [%s, %s]\nstate: %s\n%s",
             subjects[next_random(seed) % 4], countries[next_random(seed) % 3], languages[first],
             languages[(first + 1 + next_random(seed) % 4) % 5],
             next_random(seed) % 8 == 0 ? "done" : "open",
             is_offer ? eligible[next_random(seed) % 6] : "");
    put(f, collection, id, text);
}

static void start_random(struct fixture *f, unsigned count, unsigned seed) {
    start(f);
    for (unsigned i = 0; i < count; i++) {
        put_random(f, "needs", i, &seed);
        put_random(f, "offers", i, &seed);
    }
}

static void note(void *context, const struct field *field, const struct value *value) {
    (void)field;
    (void)value;
    *(bool *)context = true;
}

static bool holds(const struct fixture *f, const struct match_criterion *criterion,
                  const struct item *ours, const struct item *theirs) {
    struct arena scratch = {0};
    bool is_shared = false;
    match_shared(criterion, ours, theirs, f->site.clock.now, &scratch, note, &is_shared);
    arena_release(&scratch);
    return is_shared;
}

/* -1 where something required is missing. */
static int score_of(const struct fixture *f, const struct match_rule *rule, const struct item *ours,
                    const struct item *theirs) {
    int bits = 0;
    for (size_t i = 0; i < rule->required_count; i++) {
        if (!holds(f, &rule->required[i], ours, theirs)) {
            return -1;
        }
    }
    for (size_t i = 0; i < rule->preferred_count; i++) {
        bits = bits * 2 + holds(f, &rule->preferred[i], ours, theirs);
    }
    return bits;
}

/* How many of `others` an item would rather have than `pair`. */
static size_t count_better(const struct fixture *f, const struct match_rule *rule,
                           const struct item *item, bool is_ours, const struct item *pair) {
    const struct collection *others = is_ours ? rule->theirs : rule->ours;
    int mine = is_ours ? score_of(f, rule, item, pair) : score_of(f, rule, pair, item);
    size_t count = 0;
    for (size_t i = 0; i < others->item_count; i++) {
        const struct item *other = others->items[i];
        int score = is_ours ? score_of(f, rule, item, other) : score_of(f, rule, other, item);
        count += score > mine || (score == mine && str_compare(other->id, pair->id) < 0);
    }
    return count;
}

static bool has_candidate(const struct item *item, const struct item *other) {
    for (size_t i = 0; i < item->candidate_count; i++) {
        if (item->candidates[i].item == other) {
            return true;
        }
    }
    return false;
}

/* Buckets large enough that preferences are indexed give what a look at every pair gives. */
static void the_best_are_found_without_looking_at_all(void **state) {
    (void)state;
    struct fixture f;
    start_random(&f, 900, 7);
    build(&f);
    const struct match_rule *rule = &site_collection(&f.site, STR("needs"))->match_rules[0];
    size_t pairs = 0;
    for (size_t i = 0; i < rule->ours->item_count; i += 61) {
        for (size_t j = 0; j < rule->theirs->item_count; j++) {
            const struct item *need = rule->ours->items[i], *offer = rule->theirs->items[j];
            bool is_kept = false;
            if (score_of(&f, rule, need, offer) >= 0) {
                is_kept = count_better(&f, rule, need, true, offer) < rule->limit ||
                          count_better(&f, rule, offer, false, need) < rule->limit;
            }
            assert_int_equal(has_candidate(need, offer), is_kept);
            assert_int_equal(has_candidate(offer, need), is_kept);
            pairs += is_kept;
        }
    }
    assert_true(pairs > 50);
    finish(&f);
}

/* Four times as many may take four times the steps and a logarithm more, never sixteen times. */
static void the_cost_grows_as_sorting_does(void **state) {
    (void)state;
    struct fixture small, large;
    start_random(&small, 500, 3);
    build(&small);
    start_random(&large, 2000, 3);
    build(&large);
    assert_true(small.site.match_steps > 0);
    assert_true(large.site.match_steps < 6 * small.site.match_steps);
    finish(&small);
    finish(&large);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_is_required_must_be_shared),
        cmocka_unit_test(preferences_rank_in_their_order),
        cmocka_unit_test(expired_needs_have_no_candidates),
        cmocka_unit_test(a_pair_is_on_both_sides),
        cmocka_unit_test(the_best_are_found_without_looking_at_all),
        cmocka_unit_test(the_cost_grows_as_sorting_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
