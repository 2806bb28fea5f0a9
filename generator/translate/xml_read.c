#include "translate/xml_read.h"

#include "base/utf8.h"
#include "sources/sources.h"
#include "translate/messages.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

struct reading {
    struct str text, path;
    struct arena *arena;
    struct diags *diags;
    xmlParserCtxtPtr parser;
    struct xml_node *root, *open; /* the element whose children come */
    uint32_t depth, node_count;
    size_t at; /* a byte whose place is known: */
    uint32_t line, column;
    bool has_failed;
};

/* ---- Places ----------------------------------------------------------------------------------
 */

/* Goes on from the byte whose place was asked for before: elements come in their order. */
static struct place place_of(struct reading *r, size_t at) {
    for (; r->at < at; r->at++) {
        char c = r->text.data[r->at];
        if (c == '\n') {
            r->line++;
            r->column = 1;
        } else if (((unsigned char)c & 0xC0) != 0x80) { /* not within a character */
            r->column++;
        }
    }
    return place_at(r->path, r->line, r->column);
}

/* Of what is being parsed: the "<" before where the parser is; no value of an attribute has one. */
static struct place place_now(struct reading *r) {
    long consumed = xmlByteConsumed(r->parser);
    size_t at = consumed > 0 ? (size_t)consumed : 0;
    at = at < r->text.length ? at : r->text.length;
    while (at > 0 && (at == r->text.length || r->text.data[at] != '<')) {
        at--;
    }
    return place_of(r, at);
}

static void fail(struct reading *r, const struct message *message, struct str argument) {
    if (!r->has_failed) {
        diag(r->diags, message, place_now(r), argument);
        r->has_failed = true;
    }
    xmlStopParser(r->parser);
}

/* ---- Nodes -----------------------------------------------------------------------------------
 */

static struct str copy(struct reading *r, const xmlChar *start, size_t length) {
    return str_copy(r->arena, (struct str){(const char *)start, length});
}

static struct str copy_name(struct reading *r, const xmlChar *name) {
    return str_copy(r->arena, str_from((const char *)name));
}

/* NULL after a report. */
static struct xml_node *add_node(struct reading *r, uint32_t count) {
    if (r->node_count > XML_MAX_NODES - count) {
        fail(r, &MSG_XML_NODES, (struct str){0});
        return NULL;
    }
    r->node_count += count;
    struct xml_node *node = ARENA_NEW(r->arena, struct xml_node);
    node->parent = r->open;
    if (r->open && r->open->last) {
        r->open->last->next = node;
    } else if (r->open) {
        r->open->first = node;
    } else {
        r->root = node;
    }
    if (r->open) {
        r->open->last = node;
    }
    return node;
}

/* Attributes come as fives: name, prefix, namespace, where the value begins and ends. */
static void add_attributes(struct reading *r, struct xml_node *node, const xmlChar **five,
                           int count) {
    for (int i = 0; i < count; i++, five += 5) {
        struct xml_attribute *attribute = LIST_ADD(&node->attributes, r->arena);
        attribute->name = copy_name(r, five[0]);
        if (five[1]) {
            attribute->name =
                str_join(r->arena, str_from((const char *)five[1]), STR(":"), attribute->name);
        }
        attribute->value = copy(r, five[3], (size_t)(five[4] - five[3]));
    }
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *space, int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted_count, const xmlChar **attributes) {
    struct reading *r = context;
    (void)prefix;
    (void)namespace_count;
    (void)namespaces;
    (void)defaulted_count;
    if (r->has_failed) {
        return;
    }
    if (r->depth == XML_MAX_DEPTH) {
        fail(r, &MSG_XML_DEPTH, (struct str){0});
        return;
    }
    struct xml_node *node = add_node(r, 1 + (uint32_t)attribute_count);
    if (node) {
        node->name = copy_name(r, name);
        node->space = copy_name(r, space);
        node->place = place_now(r);
        add_attributes(r, node, attributes, attribute_count);
        r->open = node;
        r->depth++;
    }
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *space) {
    struct reading *r = context;
    (void)name;
    (void)prefix;
    (void)space;
    if (!r->has_failed) {
        r->open = r->open->parent;
        r->depth--;
    }
}

static void add_characters(void *context, const xmlChar *text, int length) {
    struct reading *r = context;
    struct xml_node *node = r->has_failed || !r->open ? NULL : add_node(r, 1);
    if (node) {
        node->text = copy(r, text, (size_t)length);
        node->place = r->open->place;
    }
}

static void refuse_doctype(void *context, const xmlChar *name, const xmlChar *external,
                           const xmlChar *address) {
    (void)name;
    (void)external;
    (void)address;
    fail(context, &MSG_XML_DOCTYPE, (struct str){0});
}

/* ---- Reading ---------------------------------------------------------------------------------
 */

/* libxml2 says a mistake of syntax in English, at a line and column. */
static void take_error(void *context, xmlErrorPtr error) {
    struct reading *r = context;
    if (r->has_failed || error->level < XML_ERR_ERROR) {
        return;
    }
    r->has_failed = true;
    diag(r->diags, &MSG_XML_SYNTAX,
         place_at(r->path, error->line > 0 ? (uint32_t)error->line : 1,
                  error->int2 > 0 ? (uint32_t)error->int2 : 1),
         str_trim(str_from(error->message)));
}

static void parse(struct reading *r) {
    static const int options = XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES;
    r->parser = xmlCreateMemoryParserCtxt(r->text.data, (int)r->text.length);
    if (!r->parser) {
        out_of_memory();
    }
    *r->parser->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                                      .startElementNs = start_element,
                                      .endElementNs = end_element,
                                      .characters = add_characters,
                                      .cdataBlock = add_characters,
                                      .ignorableWhitespace = add_characters,
                                      .internalSubset = refuse_doctype,
                                      .serror = take_error};
    r->parser->userData = r;
    xmlCtxtUseOptions(r->parser, options);
    xmlParseDocument(r->parser);
    if (!r->parser->wellFormed && !r->has_failed) {
        fail(r, &MSG_XML_SYNTAX, STR("?"));
    }
    xmlFreeParserCtxt(r->parser);
}

const struct xml_node *xml_read(struct str bytes, struct str path, struct arena *arena,
                                struct diags *diags) {
    struct reading r = {.path = path, .arena = arena, .diags = diags, .line = 1, .column = 1};
    r.text = source_decode(bytes, (struct str){0}, path, arena, diags);
    if (!r.text.data || diags_have_errors(diags)) {
        return NULL;
    }
    if (r.text.length == 0) {
        diag(diags, &MSG_XML_SYNTAX, place_file(path), STR("Document is empty"));
        return NULL;
    }
    parse(&r);
    return r.has_failed ? NULL : r.root;
}

/* ---- Looking ---------------------------------------------------------------------------------
 */

bool xml_is(const struct xml_node *node, const char *space, const char *name) {
    return str_equal(node->space, str_from(space)) && str_equal(node->name, str_from(name));
}

const struct xml_node *xml_child(const struct xml_node *node, const char *space, const char *name) {
    const struct xml_node *child = node->first;
    while (child && !xml_is(child, space, name)) {
        child = child->next;
    }
    return child;
}

struct str xml_value(const struct xml_node *node, const char *name) {
    for (size_t i = 0; node && i < node->attributes.count; i++) {
        if (str_equal(node->attributes.items[i].name, str_from(name))) {
            struct str value = node->attributes.items[i].value;
            return value.data ? value : STR("");
        }
    }
    return (struct str){0};
}
