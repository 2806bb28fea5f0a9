/* TBX-Basic of ISO 30042:2019, in the style DCA: a concept an item, a section a language. */
#include "translate/exchange.h"
#include "translate/messages.h"
#include "translate/xml_write.h"

static const struct place COMMAND_LINE = {0};

/* Longer than any definition of a term. */
#define DEFINITION_MAX_CHARACTERS 10000

struct exporter {
    const struct editions *editions;
    struct xml_writer *xml;
    struct arena scratch; /* of one concept */
};

static const struct value *value_of(const struct version *version, const struct field *field) {
    const struct value *value =
        field ? &version->values[field - version->item->collection->fields] : NULL;
    return value && value->is_set ? value : NULL;
}

static bool is_text(const struct field *field) {
    return field && (field->type == FIELD_TEXT || field->type == FIELD_MARKDOWN);
}

/* The term that a value is; NULL: it is none. */
static const struct term *term_of(const struct field *field, const struct value *value) {
    return field && field->type == FIELD_TERM && value && value->is_set ? value->term : NULL;
}

/* ---- Terms -----------------------------------------------------------------------------------
 */

static void add_term(struct exporter *e, struct str term, const char *status) {
    xml_writer_open(e->xml, "termSec");
    xml_writer_leaf(e->xml, "term", term);
    xml_writer_leaf_with(e->xml, "termNote", "type", STR("administrativeStatus"), str_from(status));
    xml_writer_close(e->xml);
}

/* How a usage is called in TBX: what is neither bound to nor to be avoided may be used. */
static const char *status_of(const struct glossary_rule *rule, const struct term *usage) {
    return usage && usage == rule->avoid   ? "deprecatedTerm-admn-sts"
           : usage && usage == rule->binds ? "preferredTerm-admn-sts"
                                           : "admittedTerm-admn-sts";
}

/* The main term; where nothing is said of its use, it is the one to write. */
static void add_main_term(struct exporter *e, const struct version *version,
                          const struct glossary_rule *rule) {
    const struct version *original = &version->item->versions[0];
    const struct term *usage = term_of(rule->binding, value_of(original, rule->binding));
    add_term(e, value_of(version, rule->term)->text,
             usage ? status_of(rule, usage) : "preferredTerm-admn-sts");
}

static void add_variants(struct exporter *e, const struct version *version,
                         const struct glossary_rule *rule) {
    const struct value *variants = value_of(version, rule->variants);
    const struct field *fields = rule->variants ? field_innermost(rule->variants)->fields : NULL;
    for (size_t i = 0; variants && is_text(rule->text) && i < variants->list.count; i++) {
        const struct value *variant = variants->list.values[i].list.values;
        const struct value *text = &variant[rule->text - fields];
        const struct value *usage = rule->usage ? &variant[rule->usage - fields] : NULL;
        if (text->is_set) {
            add_term(e, text->text, status_of(rule, term_of(rule->usage, usage)));
        }
    }
}

/* ---- Concepts --------------------------------------------------------------------------------
 */

static struct str plain(struct exporter *e, const struct field *field, struct str text) {
    struct strbuf out = {0};
    if (field->type != FIELD_MARKDOWN) {
        return text;
    }
    markdown_plain(text, DEFINITION_MAX_CHARACTERS, &e->scratch, &out);
    struct str copy = str_copy(&e->scratch, strbuf_view(&out));
    strbuf_release(&out);
    return copy;
}

static void add_language(struct exporter *e, const struct version *version,
                         const struct glossary_rule *rule) {
    const struct value *definition = value_of(version, rule->definition);
    const struct edition *edition = &e->editions->items[version->language->index];
    if (!value_of(version, rule->term)) {
        return;
    }
    xml_writer_open(e->xml, "langSec");
    xml_writer_attribute(e->xml, "xml:lang", version->language->tag);
    if (definition && is_text(rule->definition)) {
        xml_writer_leaf_with(e->xml, "descrip", "type", STR("definition"),
                             plain(e, rule->definition, definition->text));
    }
    if (e->editions->site->base_url.length > 0) {
        struct str path = edition->entries[version->item->index].path;
        struct str address = str_join(&e->scratch, e->editions->site->base_url, path);
        xml_writer_open(e->xml, "xref");
        xml_writer_attribute(e->xml, "type", STR("externalCrossReference"));
        xml_writer_attribute(e->xml, "target", address);
        xml_writer_text(e->xml, address);
        xml_writer_close(e->xml);
    }
    add_main_term(e, version, rule);
    add_variants(e, version, rule);
    xml_writer_close(e->xml);
}

/* In English, as the header: the label of a term, or the title of what is referred to. */
static void add_subject(struct exporter *e, const struct version *original,
                        const struct glossary_rule *rule) {
    const struct value *subject = value_of(original, rule->subject);
    const struct language *english = site_language(e->editions->site, STR("en"));
    struct str name = {0};
    if (subject && rule->subject->type == FIELD_TERM) {
        name = subject->term->label;
    } else if (subject && rule->subject->type == FIELD_REFERENCE && subject->item) {
        const struct language *language = english ? english : subject->item->versions[0].language;
        name = e->editions->items[language->index].entries[subject->item->index].title.text;
    }
    if (!str_is_empty(name)) {
        xml_writer_leaf_with(e->xml, "descrip", "type", STR("subjectField"), name);
    }
}

static void add_concept(struct exporter *e, const struct item *item) {
    const struct glossary_rule *rule = item->collection->glossary;
    xml_writer_open(e->xml, "conceptEntry");
    xml_writer_attribute(e->xml, "id",
                         str_join(&e->scratch, item->collection->id, STR("."), item->id));
    add_subject(e, &item->versions[0], rule);
    for (size_t i = 0; i < item->version_count; i++) {
        add_language(e, &item->versions[i], rule);
    }
    xml_writer_close(e->xml);
}

/* ---- The document ----------------------------------------------------------------------------
 */

static void add_header(struct exporter *e) {
    const struct site *site = e->editions->site;
    xml_writer_open(e->xml, "tbxHeader");
    xml_writer_open(e->xml, "fileDesc");
    xml_writer_open(e->xml, "titleStmt");
    xml_writer_leaf(e->xml, "title", site->title);
    xml_writer_close(e->xml);
    xml_writer_open(e->xml, "sourceDesc");
    xml_writer_leaf(e->xml, "p", str_is_empty(site->base_url) ? site->title : site->base_url);
    xml_writer_close(e->xml);
    xml_writer_close(e->xml);
    xml_writer_close(e->xml);
}

static void add_concepts(struct exporter *e) {
    const struct site *site = e->editions->site;
    for (size_t i = 0; i < site->item_count; i++) {
        const struct item *item = site->items[i];
        /* A concept has a term in its first language. */
        if (item->collection->glossary &&
            value_of(&item->versions[0], item->collection->glossary->term)) {
            add_concept(e, item);
            arena_reset(&e->scratch);
        }
    }
}

static bool has_glossary(const struct site *site) {
    for (size_t i = 0; i < site->collection_count; i++) {
        if (site->collections[i].glossary) {
            return true;
        }
    }
    return false;
}

bool tbx_export(const struct editions *editions, struct strbuf *out, struct diags *diags) {
    struct exporter e = {.editions = editions};
    if (!has_glossary(editions->site)) {
        diag(diags, &MSG_EXPORT_NO_GLOSSARY, COMMAND_LINE);
        return false;
    }
    e.xml = xml_writer_begin();
    xml_writer_open(e.xml, "tbx");
    xml_writer_attribute(e.xml, "xmlns", STR("urn:iso:std:iso:30042:ed-2"));
    xml_writer_attribute(e.xml, "type", STR("TBX-Basic"));
    xml_writer_attribute(e.xml, "style", STR("dca"));
    xml_writer_attribute(e.xml, "xml:lang", STR("en"));
    add_header(&e);
    xml_writer_open(e.xml, "text");
    xml_writer_open(e.xml, "body");
    add_concepts(&e);
    xml_writer_end(e.xml, out);
    arena_release(&e.scratch);
    return true;
}
