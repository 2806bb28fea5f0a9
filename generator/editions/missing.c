/* Texts of the interface that stand in English because nobody has translated them. */
#include "editions/build.h"

struct counting {
    const struct edition *edition;
    struct arena arena;
    struct map seen;
    struct text_count count;
};

static bool is_translated(const struct edition *edition, struct str context, struct str msgid) {
    for (const struct language *at = edition->language; at; at = at->parent) {
        if (catalog_text(at->catalog, context, msgid).length > 0) {
            return true;
        }
    }
    return false;
}

static void count_text_once(struct counting *c, struct str context, struct str msgid) {
    static char mark;
    struct str key = str_join(&c->arena, context, STR("\004"), msgid);
    if (msgid.length == 0 || map_get(&c->seen, key)) {
        return;
    }
    map_put(&c->seen, key, &mark);
    c->count.total++;
    c->count.missing += !is_translated(c->edition, context, msgid);
}

static void count_plain(struct counting *c, struct str msgid) {
    count_text_once(c, (struct str){0}, msgid);
}

static void count_phrases(struct counting *c) {
    static const struct str msgids[] = {
#define PHRASE(name, msgid) STR_INIT(msgid),
#define PHRASES(name, msgid, msgid_plural) STR_INIT(msgid),
#include "editions/phrases.def"
#undef PHRASE
#undef PHRASES
    };
    for (size_t i = 0; i < PHRASE_COUNT; i++) {
        count_plain(c, msgids[i]);
    }
}

#define MAX_DEPTH 16 /* as deep as YAML may be */

static void count_fields(struct counting *c, const struct field *fields, size_t count,
                         unsigned depth);

/* What a list holds has no label of its own. */
static void count_field(struct counting *c, const struct field *field, unsigned depth) {
    for (const struct field *at = field; at && depth < MAX_DEPTH; at = at->element, depth++) {
        count_plain(c, at->unit.count_one);
        count_fields(c, at->fields, at->field_count, depth + 1);
    }
}

static void count_fields(struct counting *c, const struct field *fields, size_t count,
                         unsigned depth) {
    for (size_t i = 0; i < count && depth < MAX_DEPTH; i++) {
        count_plain(c, fields[i].label);
        count_plain(c, fields[i].facet_label);
        count_plain(c, fields[i].reverse);
        count_field(c, &fields[i], depth);
    }
}

static void count_site(struct counting *c, const struct site *site) {
    count_plain(c, site->title);
    count_plain(c, site->description);
    for (size_t i = 0; i < site->collection_count; i++) {
        const struct collection *collection = &site->collections[i];
        count_plain(c, collection->label);
        count_plain(c, collection->singular);
        count_plain(c, collection->description);
        count_plain(c, collection->count_one);
        count_fields(c, collection->fields, collection->field_count, 0);
    }
    for (size_t i = 0; i < site->taxonomy_count; i++) {
        for (size_t j = 0; j < site->taxonomies[i].term_count; j++) {
            count_plain(c, site->taxonomies[i].terms[j].label);
        }
    }
}

/* Texts of the theme's templates are known by the catalog only, once they have been put there. */
static void count_catalog(struct counting *c, const struct catalog *catalog) {
    for (size_t i = 0; i < catalog->messages.count; i++) {
        count_text_once(c, catalog->messages.items[i].context, catalog->messages.items[i].msgid);
    }
}

struct text_count count_texts(const struct edition *edition) {
    struct counting c = {.edition = edition};
    struct str rest = edition->tag;
    if (str_equal(str_cut(&rest, '-'), STR("en"))) {
        return c.count; /* the texts are English as they stand */
    }
    c.seen = map_make(&c.arena);
    count_phrases(&c);
    count_site(&c, edition->editions->site);
    count_catalog(&c, edition->language->catalog);
    arena_release(&c.arena);
    return c.count;
}
