/*
 * xml_read.h - an XML document that came from outside, into a tree, by libxml2.
 *
 * libxml2 parses; what it may meet is decided here. A DOCTYPE ends the reading before anything in
 * it is looked at, so there are no entities to expand and no files to fetch. It parses by events,
 * for these know where in the file they are; its reader and its trees know no columns.
 *
 * Reads    UTF-8, whatever the document says of its encoding.
 * Makes    elements and texts; comments and processing instructions are passed over.
 * Reports  bytes that are no text, syntax, a DOCTYPE, and anything over the limits below.
 * Threads  any number of documents in parallel.
 */
#ifndef ISOGLOSS_TRANSLATE_XML_READ_H
#define ISOGLOSS_TRANSLATE_XML_READ_H

#include "base/diag.h"

#define XML_MAX_DEPTH 32
#define XML_MAX_NODES 1000000 /* with attributes */

struct xml_attribute {
    struct str name; /* with its prefix, if it has one: xml:lang */
    struct str value;
};

struct xml_node {
    struct str space; /* the namespace; empty: none */
    struct str name;  /* without prefix; empty: this is text */
    struct str text;  /* of text */
    LIST(struct xml_attribute) attributes;
    struct xml_node *parent, *first, *last, *next;
    struct place place; /* of its "<" */
};

/* The outermost element, on `arena`; NULL after a report. */
const struct xml_node *xml_read(struct str bytes, struct str path, struct arena *arena,
                                struct diags *diags);

bool xml_is(const struct xml_node *node, const char *space, const char *name);
/* The first child of that name, or NULL. */
const struct xml_node *xml_child(const struct xml_node *node, const char *space, const char *name);
/* The value of an attribute; data is NULL if there is none. `node` may be NULL. */
struct str xml_value(const struct xml_node *node, const char *name);

#endif
