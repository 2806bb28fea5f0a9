/* xml.h - writing XML: text is escaped, and characters that XML 1.0 does not know are left out. */
#ifndef ISOGLOSS_PAGES_XML_H
#define ISOGLOSS_PAGES_XML_H

#include "base/str.h"

/* Text between tags or in a double-quoted attribute. */
void xml_add_text(struct strbuf *out, struct str text);
/* <name>text</name> and a line end. */
void xml_add_element(struct strbuf *out, const char *name, struct str text);

#endif
