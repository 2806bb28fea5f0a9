/* Each item as one language sees it, without a look at any other item. */
#include "editions/build.h"

#include <stdlib.h>

const struct version *version_behind(const struct version *version) {
    if (!version->translates) {
        return NULL;
    }
    const struct version *source = item_version(version->item, version->translates);
    return source && source != version ? source : &version->item->versions[0];
}

/* Field by field: the version's own value, else that of what it translates, back to the original.
   Two translations of each other lead nowhere; then too the original speaks. */
static const struct version *version_with(const struct version *version, size_t field) {
    const struct version *at = version;
    for (size_t steps = 0; at && steps < version->item->version_count; steps++) {
        if (at->values[field].is_set) {
            return at;
        }
        at = version_behind(at);
    }
    return &version->item->versions[0];
}

static struct text own_text(const struct edition *edition, const struct version *version,
                            size_t field) {
    if (field == FIELD_NONE) {
        return (struct text){0};
    }
    const struct version *from = version_with(version, field);
    if (!from->values[field].is_set) {
        return (struct text){0};
    }
    bool is_own = from->language == edition->language;
    return (struct text){from->values[field].text, is_own ? NULL : from->language};
}

/* A version in the language or in a wider one, as pt is for pt-BR: its title is a person's choice.
 */
static bool is_in_language(const struct version *version, const struct language *language) {
    while (language && version->language != language) {
        language = language->parent;
    }
    return language != NULL;
}

static struct str name_of_code(struct edition_builder *b, const struct field *field,
                               struct str code) {
    return field->type == FIELD_COUNTRY ? culture_country_name(b->culture, code, b->arena)
                                        : culture_language_name(b->culture, code, b->arena);
}

/* Where the collection names its titles after a code, language data or the catalog may know them in
   this language. */
static struct text title_of(struct edition_builder *b, const struct entry *entry) {
    const struct collection *collection = entry->item->collection;
    struct text title = own_text(b->edition, entry->version, collection->title);
    const struct field *from = collection->title_from;
    if (from && !is_in_language(entry->version, b->edition->language)) {
        const struct value *code = &entry->item->versions[0].values[from - collection->fields];
        struct str name = code->is_set ? name_of_code(b, from, code->text) : (struct str){0};
        /* What nobody knows stays a code. */
        if (code->is_set && !str_equal_ascii_case(name, code->text)) {
            return (struct text){name, NULL};
        }
    }
    return title;
}

static enum entry_state state_of(const struct edition *edition, const struct item *item) {
    if (item_version(item, edition->language)) {
        return ENTRY_OWN;
    }
    /* Every language says that something is gone; and a pseudo-language shows every template. */
    if (item_is_withdrawn(item) || edition->language->pseudo) {
        return ENTRY_PAGE;
    }
    switch (item->collection->untranslated) {
    case UNTRANSLATED_PAGE:
        return ENTRY_PAGE;
    case UNTRANSLATED_HIDE:
        return ENTRY_HIDDEN;
    default:
        return ENTRY_LINK;
    }
}

static struct str path_of(struct edition_builder *b, const struct entry *entry) {
    const struct item *item = entry->item;
    struct str tag = entry->state == ENTRY_LINK ? entry->version->language->tag : b->edition->tag;
    if (item == b->site->home) {
        return str_join(b->arena, b->edition->tag, STR("/index.html"));
    }
    return str_join(b->arena, tag, STR("/"), item->collection->id, STR("/"), item->id,
                    STR(".html"));
}

static void file(struct edition_builder *b, const struct entry *entry, struct filing *filing) {
    bool has_own_key = entry->version->sort_key.length > 0 && !entry->title.language &&
                       entry->version->language == b->edition->language;
    struct str text = has_own_key ? entry->version->sort_key : entry->title.text;
    /* A number says where an entry stands among its like; nobody looks for it under "3". */
    bool is_number = has_own_key && char_is_digit(text.data[0]);
    struct str spelling = is_number ? entry->title.text : text;
    filing->key = culture_sort_key(b->culture, text, &b->keys);
    filing->title_key = is_number ? culture_sort_key(b->culture, spelling, &b->keys) : filing->key;
    filing->letter = culture_index_letter(b->culture, spelling, &filing->letter_rank, &b->keys);
}

/* A phrase in English names the language in English. */
static struct text note_of(struct edition_builder *b, const struct language *language) {
    struct text phrase = b->edition->phrases[PHRASE_IN_LANGUAGE];
    struct text name = phrase.language ? english_name(b, language->tag)
                                       : b->edition->language_names[language->index];
    return phrase_fill(b->arena, phrase, STR("language"), name.text);
}

static void build_entry(struct edition_builder *b, const struct item *item, struct entry *entry) {
    entry->item = item;
    entry->edition = b->edition;
    entry->state = state_of(b->edition, item);
    entry->version = item_version_or_fallback(item, b->edition->language);
    entry->title = title_of(b, entry);
    entry->path = path_of(b, entry);
    if (entry->state == ENTRY_LINK && item != b->site->home) {
        entry->note = note_of(b, entry->version->language);
    }
}

static int compare_keys(const void *left, const void *right, void *filings) {
    const struct filing *a = (const struct filing *)filings + *(const uint32_t *)left;
    const struct filing *b = (const struct filing *)filings + *(const uint32_t *)right;
    return str_compare(a->key, b->key);
}

/* Keys are compared here once; lists are sorted by rank. */
static void rank_entries(struct edition_builder *b) {
    size_t count = b->site->item_count;
    uint32_t *order = ARENA_ARRAY(&b->scratch, uint32_t, count);
    uint32_t rank = 1; /* 0 is where nothing is referred to */
    for (size_t i = 0; i < count; i++) {
        order[i] = (uint32_t)i;
    }
    if (count > 1) {
        qsort_r(order, count, sizeof *order, compare_keys, b->filings);
    }
    for (size_t i = 0; i < count; i++) {
        rank += i > 0 && compare_keys(&order[i - 1], &order[i], b->filings) != 0;
        b->edition->entries[order[i]].rank = rank;
    }
    arena_reset(&b->scratch);
}

void build_entries(struct edition_builder *b) {
    b->edition->entries = ARENA_ARRAY(b->arena, struct entry, b->site->item_count);
    b->filings = ARENA_ARRAY(&b->keys, struct filing, b->site->item_count);
    for (size_t i = 0; i < b->site->item_count; i++) {
        build_entry(b, b->site->items[i], &b->edition->entries[i]);
        file(b, &b->edition->entries[i], &b->filings[i]);
    }
    rank_entries(b);
}

struct text entry_summary(const struct entry *entry) {
    return own_text(entry->edition, entry->version, entry->item->collection->summary);
}
