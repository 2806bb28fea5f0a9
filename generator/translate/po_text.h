/*
 * po_text.h - the text of a PO file, as msgfmt and the editors of translators take it.
 *
 * Lines of text are kept whole, for they are read by people and compared by version control; only
 * references are wrapped.
 */
#ifndef ISOGLOSS_TRANSLATE_PO_TEXT_H
#define ISOGLOSS_TRANSLATE_PO_TEXT_H

#include "base/list.h"
#include "base/str.h"

/* One entry without a translation. */
struct po_entry {
    struct str context;      /* msgctxt, or empty */
    struct str msgid;        /* never empty: that is the header */
    struct str msgid_plural; /* or empty */
    struct str comment;      /* for translators, one line; or empty */
    LIST(struct str) paths;  /* the files that need it */
};

/* What the header of a catalog says beside the encoding. */
struct po_header {
    struct str project; /* the title of the site */
    struct str lang;
    struct str plurals; /* "nplurals=2; plural=(n != 1);" */
};

/* Appends the header. Who translated what, and when, is left for editors to fill in. */
void po_add_header(struct strbuf *out, const struct po_header *header);
/* Appends an empty line and the entry, which has that many plural forms if it is counted. */
void po_add_entry(struct strbuf *out, const struct po_entry *entry, uint32_t form_count);

#endif
