/* Names that the site itself has in several languages: countries, and the terms of the glossary. */
#include "translate/check.h"
#include "translate/messages.h"

/* ---- What the site knows ----------------------------------------------------------------------
 */

static struct str text_value(const struct version *version, const struct field *field) {
    const struct collection *collection = version->item->collection;
    const struct value *value = &version->values[field - collection->fields];
    return value->is_set ? value->text : (struct str){0};
}

static struct known_name name_of(const struct site *site, const struct item *item,
                                 const struct field *field, struct arena *arena) {
    struct known_name name = {.item = item};
    name.by_language = ARENA_ARRAY(arena, struct words, site->language_count);
    name.also = ARENA_ARRAY(arena, struct words_list, site->language_count);
    name.avoided = ARENA_ARRAY(arena, struct words_list, site->language_count);
    for (size_t i = 0; i < item->version_count; i++) {
        const struct version *version = &item->versions[i];
        words_read(text_value(version, field), arena, &name.by_language[version->language->index]);
    }
    return name;
}

static void add_variants(const struct glossary_rule *rule, const struct version *version,
                         struct known_name *name, struct arena *arena) {
    const struct field *fields = field_innermost(rule->variants)->fields;
    const struct value *variants =
        &version->values[rule->variants - version->item->collection->fields];
    size_t language = version->language->index;
    for (size_t i = 0; variants->is_set && i < variants->list.count; i++) {
        const struct value *variant = variants->list.values[i].list.values;
        const struct value *text = &variant[rule->text - fields];
        const struct value *usage = &variant[rule->usage - fields];
        bool is_avoided = rule->avoid && usage->is_set && usage->term == rule->avoid;
        struct words_list *list = is_avoided ? &name->avoided[language] : &name->also[language];
        if (text->is_set) {
            words_read(text->text, arena, LIST_ADD(&list->list, arena));
        }
    }
}

static void read_term(struct check_facts *facts, const struct item *item, struct arena *arena) {
    const struct glossary_rule *rule = item->collection->glossary;
    struct known_name name = name_of(facts->site, item, rule->term, arena);
    for (size_t i = 0; rule->variants && i < item->version_count; i++) {
        add_variants(rule, &item->versions[i], &name, arena);
    }
    if (rule->binds) {
        const struct field *fields = item->collection->fields;
        const struct value *value = &item->versions[0].values[rule->binding - fields];
        name.is_binding = value->is_set && value->term == rule->binds;
    }
    *LIST_ADD(&facts->terms, arena) = name;
}

static bool names_countries(const struct collection *collection) {
    return collection->title_from && collection->title_from->type == FIELD_COUNTRY &&
           collection->title != FIELD_NONE;
}

void check_facts_read(struct check_facts *facts, const struct site *site, struct arena *arena) {
    *facts = (struct check_facts){.site = site};
    facts->months = ARENA_ARRAY(arena, struct months, site->language_count);
    for (size_t i = 0; i < site->language_count; i++) {
        months_read(&site->languages[i], arena, &facts->months[i]);
    }
    for (size_t i = 0; i < site->item_count; i++) {
        const struct item *item = site->items[i];
        const struct collection *collection = item->collection;
        if (names_countries(collection)) {
            *LIST_ADD(&facts->countries, arena) =
                name_of(site, item, &collection->fields[collection->title], arena);
        } else if (collection->glossary) {
            read_term(facts, item, arena);
        }
    }
}

/* ---- Names within others ----------------------------------------------------------------------
 */

static bool is_within(const struct words *text, const struct words *name,
                      const struct words *longer) {
    return longer->letters.length > name->letters.length &&
           words_find(longer, name, 0) != STR_NONE && words_find(text, longer, 0) != STR_NONE;
}

/* A name may be part of a term: of "brand name" the word "brand", and 中国 of 发展中国家. */
static bool is_part_of_term(const struct check *check, const struct words *text,
                            const struct words *name, const struct language *language) {
    for (size_t i = 0; i < check->facts->terms.count; i++) {
        const struct known_name *term = &check->facts->terms.items[i];
        const struct words_list *also = &term->also[language->index];
        bool is_part = is_within(text, name, &term->by_language[language->index]);
        for (size_t j = 0; !is_part && j < also->list.count; j++) {
            is_part = is_within(text, name, &also->list.items[j]);
        }
        if (is_part) {
            return true;
        }
    }
    return false;
}

/* ---- Countries --------------------------------------------------------------------------------
 */

/* A link without a text shows the title of what it leads to. */
static bool shows_title(const struct check *check, const struct item *item) {
    struct str name = str_join(check->arena, item->collection->id, STR("/"), item->id);
    for (size_t i = 0; i < check->text.titles.list.count; i++) {
        if (str_equal(check->text.titles.list.items[i], name)) {
            return true;
        }
    }
    return false;
}

void check_countries(struct check *check) {
    for (size_t i = 0; i < check->facts->countries.count; i++) {
        const struct known_name *country = &check->facts->countries.items[i];
        const struct words *source = &country->by_language[check->from->index];
        const struct words *wanted = &country->by_language[check->to->index];
        bool is_named = !str_is_empty(source->letters) && !str_is_empty(wanted->letters) &&
                        words_find(&check->source_words, source, 0) != STR_NONE &&
                        !is_part_of_term(check, &check->source_words, source, check->from);
        if (is_named && country->item != check->pairs->item &&
            !words_have(&check->words, wanted, WORD_RELATED) &&
            !shows_title(check, country->item)) {
            check_found(check, CHECK_COUNTRY, &MSG_TRANSLATION_COUNTRY, source->text, wanted->text);
        }
    }
}

/* ---- Terms ------------------------------------------------------------------------------------
 */

/* Whether one of the forms of a name stands in a text. */
static bool has_form(const struct words *words, const struct known_name *name,
                     const struct language *language) {
    const struct words_list *also = &name->also[language->index];
    bool is_there = words_have(words, &name->by_language[language->index], WORD_INFLECTED);
    for (size_t i = 0; !is_there && i < also->list.count; i++) {
        is_there = words_have(words, &also->list.items[i], WORD_INFLECTED);
    }
    return is_there;
}

static bool begins_as_written(const struct words *a, size_t at, const struct words *b, size_t of) {
    return a->text.data[a->list.items[at].at] == b->text.data[b->list.items[of].at];
}

/* Whether a term stands in the source, and not as part of a name: capital letters, where
   the term has none, make it one, as in "Intellectual Property Watch". */
static bool is_used(const struct words *text, const struct words *term) {
    size_t at = words_find(text, term, 0);
    if (term->has_han) {
        return at != STR_NONE;
    }
    for (; at != STR_NONE; at = words_find(text, term, at + 1)) {
        bool is_plain = term->list.count == 1;
        for (size_t i = 1; !is_plain && i < term->list.count; i++) {
            is_plain = begins_as_written(text, at + i, term, i);
        }
        if (is_plain) {
            return true;
        }
    }
    return false;
}

/* True if a form that is to be avoided was found. */
static bool check_avoided(struct check *check, const struct known_name *term, struct str wanted) {
    bool has_avoided = false;
    const struct words_list *avoided = &term->avoided[check->to->index];
    for (size_t i = 0; i < avoided->list.count; i++) {
        const struct words *phrase = &avoided->list.items[i];
        size_t at = words_find(&check->words, phrase, 0);
        if (at != STR_NONE && !is_part_of_term(check, &check->words, phrase, check->to)) {
            at = phrase->has_han ? STR_NONE : check->words.list.items[at].at;
            check_found_at(check, at, CHECK_TERM, &MSG_TRANSLATION_TERM_AVOIDED, phrase->text,
                           wanted);
            has_avoided = true;
        }
    }
    return has_avoided;
}

/* The same word for another thing is no mistake, so that of the source decides. */
static void check_term(struct check *check, const struct known_name *term) {
    const struct words *source = &term->by_language[check->from->index];
    struct str wanted = term->by_language[check->to->index].text;
    if (str_is_empty(wanted) || !is_used(&check->source_words, source) ||
        is_part_of_term(check, &check->source_words, source, check->from)) {
        return;
    }
    if (!check_avoided(check, term, wanted) && term->is_binding &&
        !has_form(&check->words, term, check->to)) {
        check_found(check, CHECK_TERM, &MSG_TRANSLATION_TERM, source->text, wanted);
    }
}

void check_terms(struct check *check) {
    bool is_about_terms = check->pairs->item->collection->glossary != NULL;
    for (size_t i = 0; !is_about_terms && i < check->facts->terms.count; i++) {
        check_term(check, &check->facts->terms.items[i]);
    }
}
