/* markdown_escape.h - text into HTML, byte for byte as the CommonMark specification shows it. */
#ifndef ISOGLOSS_SOURCES_MARKDOWN_ESCAPE_H
#define ISOGLOSS_SOURCES_MARKDOWN_ESCAPE_H

#include "base/str.h"

/* For text and for attributes in double quotes: & < > ". C0 controls become U+FFFD. */
void escape_html(struct strbuf *out, struct str text);
/* For the address in an href or src: what may not stand in a URL becomes %XX, then as above. */
void escape_href(struct strbuf *out, struct str url);

#endif
