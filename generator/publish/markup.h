/*
 * markup.h - the attributes of a HTML or XML text, one after the other.
 *
 * Reads    what pages/ makes: markup that is well-formed or nearly so. Anything else is passed over
 *          without harm, for the scanner only goes forward.
 * Makes    views into the text.
 */
#ifndef ISOGLOSS_PUBLISH_MARKUP_H
#define ISOGLOSS_PUBLISH_MARKUP_H

#include "base/str.h"

enum markup_language { MARKUP_HTML, MARKUP_XML };

/* Where the scanner is. Start with {.text = …, .language = …}. */
struct markup {
    struct str text;
    enum markup_language language;
    size_t at;
    struct str element; /* whose attributes are being read; data NULL between tags */
};

struct markup_attribute {
    struct str element, name; /* as written; HTML does not care for case */
    struct str value;         /* between the quotes, character references as they are */
};

/* The next attribute; false at the end. In XML, text that follows a start tag at once is given as
   an attribute without name: <loc>https://…</loc>. */
bool markup_next(struct markup *markup, struct markup_attribute *attribute);

/* Appends `value` with its character references replaced: &amp; &lt; &gt; &quot; &apos; and
   numbers. Others stay as they are. */
void markup_decode(struct str value, struct strbuf *out);

#endif
