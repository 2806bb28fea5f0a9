/*
 * xml_write.h - writing XML, indented, by libxml2's writer.
 *
 * Makes    a document in UTF-8. Text is escaped; characters that XML 1.0 does not know are left
 *          out, for nobody could read the file otherwise.
 * Owns     its buffer, until xml_writer_end().
 */
#ifndef ISOGLOSS_TRANSLATE_XML_WRITE_H
#define ISOGLOSS_TRANSLATE_XML_WRITE_H

#include "base/str.h"

struct xml_writer;

/* Begins a document. */
struct xml_writer *xml_writer_begin(void);
/* Closes what is open, appends the document to `out` and releases the writer. */
void xml_writer_end(struct xml_writer *writer, struct strbuf *out);

/* <name>, its attributes, its text, and its end. */
void xml_writer_open(struct xml_writer *writer, const char *name);
void xml_writer_attribute(struct xml_writer *writer, const char *name, struct str value);
void xml_writer_text(struct xml_writer *writer, struct str text);
void xml_writer_close(struct xml_writer *writer);

/* <name>text</name> */
void xml_writer_leaf(struct xml_writer *writer, const char *name, struct str text);
/* <name attribute="value">text</name> */
void xml_writer_leaf_with(struct xml_writer *writer, const char *name, const char *attribute,
                          struct str value, struct str text);

#endif
