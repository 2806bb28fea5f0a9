/* TMX 1.4b: a unit a segment, in all languages that it is published in. */
#include "translate/exchange.h"
#include "translate/xml_write.h"

struct variant {
    const struct language *language;
    struct str text;
};

/* A segment of an item. */
struct memory_unit {
    struct str id;
    LIST(struct variant) variants; /* the original first */
};

struct exporter {
    const struct site *site;
    struct diags *diags;
    struct xml_writer *xml;
    struct map seen; /* texts of units that are written, as text_of() has them */
    struct arena kept;
    struct arena scratch; /* of one item: */
    struct map by_id;     /* "p5" -> struct memory_unit */
    LIST(struct memory_unit *) units;
};

/* ---- Gathering -------------------------------------------------------------------------------
 */

static void add_variant(struct exporter *e, struct memory_unit *unit,
                        const struct language *language, struct str text) {
    *LIST_ADD(&unit->variants, &e->scratch) = (struct variant){language, text};
}

/* The unit of a pair; what is translated from the original makes it. */
static struct memory_unit *unit_of(struct exporter *e, const struct pairs *pairs,
                                   const struct pair *pair) {
    struct memory_unit *unit = map_get(&e->by_id, pair->id);
    if (!unit && !pairs->source->translates) {
        unit = ARENA_NEW(&e->scratch, struct memory_unit);
        unit->id = pair->id;
        add_variant(e, unit, pairs->source->language, pair->source);
        map_put(&e->by_id, pair->id, unit);
        *LIST_ADD(&e->units, &e->scratch) = unit;
    }
    return unit;
}

static bool gather_version(struct exporter *e, const struct version *version) {
    struct pairs pairs;
    if (!pairs_read(e->site, version->item, version->language, &e->scratch, &pairs, e->diags)) {
        return false;
    }
    for (size_t i = 0; i < pairs.list.count; i++) {
        const struct pair *pair = &pairs.list.items[i];
        bool is_good = pair->state == SEGMENT_CURRENT && pair_is_translation(&pairs, pair) &&
                       !str_is_empty(pair->text) && !str_is_empty(str_trim(pair->source));
        struct memory_unit *unit = is_good ? unit_of(e, &pairs, pair) : NULL;
        if (unit) {
            add_variant(e, unit, version->language, pair->text);
        }
    }
    return true;
}

/* First what is translated from the original, then what is from that. */
static bool gather(struct exporter *e, const struct item *item) {
    const struct language *original = item->versions[0].language;
    e->by_id = map_make(&e->scratch);
    e->units.items = NULL;
    e->units.count = e->units.capacity = 0;
    for (int is_indirect = 0; is_indirect <= 1; is_indirect++) {
        for (size_t i = 1; i < item->version_count; i++) {
            const struct version *version = &item->versions[i];
            if ((version->translates != original) == (is_indirect == 1) &&
                !gather_version(e, version)) {
                return false;
            }
        }
    }
    return true;
}

/* ---- Writing ---------------------------------------------------------------------------------
 */

/* All that a unit says, to tell whether another has said it. */
static struct str text_of(struct exporter *e, const struct memory_unit *unit) {
    struct str text = {0};
    for (size_t i = 0; i < unit->variants.count; i++) {
        const struct variant *variant = &unit->variants.items[i];
        text = str_join(&e->kept, text, variant->language->tag, STR("\001"), variant->text,
                        STR("\002"));
    }
    return text;
}

static void add_unit(struct exporter *e, const struct item *item, struct memory_unit *unit) {
    struct str text = text_of(e, unit);
    if (map_get(&e->seen, text)) {
        return;
    }
    map_put(&e->seen, text, unit);
    xml_writer_open(e->xml, "tu");
    xml_writer_attribute(
        e->xml, "tuid",
        str_join(&e->scratch, item->collection->id, STR("/"), item->id, STR("#"), unit->id));
    xml_writer_attribute(e->xml, "srclang", unit->variants.items[0].language->tag);
    for (size_t i = 0; i < unit->variants.count; i++) {
        const struct variant *variant = &unit->variants.items[i];
        xml_writer_open(e->xml, "tuv");
        xml_writer_attribute(e->xml, "xml:lang", variant->language->tag);
        xml_writer_leaf(e->xml, "seg", variant->text);
        xml_writer_close(e->xml);
    }
    xml_writer_close(e->xml);
}

static void add_header(struct exporter *e, struct str version) {
    xml_writer_open(e->xml, "header");
    xml_writer_attribute(e->xml, "creationtool", STR("isogloss"));
    xml_writer_attribute(e->xml, "creationtoolversion", version);
    xml_writer_attribute(e->xml, "segtype", STR("paragraph"));
    xml_writer_attribute(e->xml, "o-tmf", STR("isogloss"));
    xml_writer_attribute(e->xml, "adminlang", STR("en"));
    xml_writer_attribute(e->xml, "srclang", STR("*all*"));
    xml_writer_attribute(e->xml, "datatype", STR("plaintext"));
    xml_writer_close(e->xml);
}

static bool add_items(struct exporter *e) {
    for (size_t i = 0; i < e->site->item_count; i++) {
        const struct item *item = e->site->items[i];
        arena_reset(&e->scratch);
        if (!gather(e, item)) {
            return false;
        }
        for (size_t u = 0; u < e->units.count; u++) {
            add_unit(e, item, e->units.items[u]);
        }
    }
    return true;
}

bool tmx_export(const struct site *site, struct str version, struct strbuf *out,
                struct diags *diags) {
    struct exporter e = {.site = site, .diags = diags, .xml = xml_writer_begin()};
    e.seen = map_make(&e.kept);
    xml_writer_open(e.xml, "tmx");
    xml_writer_attribute(e.xml, "version", STR("1.4"));
    add_header(&e, version);
    xml_writer_open(e.xml, "body");
    bool is_good = add_items(&e);
    xml_writer_end(e.xml, out);
    arena_release(&e.scratch);
    arena_release(&e.kept);
    return is_good;
}
