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
    struct str comment;      /* for translators, lines with LF between them; or empty */
    LIST(struct str) paths;  /* the files that need it */
};

/* What the header of a catalog says beside the encoding. */
struct po_header {
    struct str project;     /* the title of the site */
    struct str lang;        /* empty: of a template, which is in no language yet */
    struct str plurals;     /* "nplurals=2; plural=(n != 1);"; or empty, if nothing is counted */
    struct str source_lang; /* what msgids are in; or empty */
};

/* Appends the header. Who translated what, and when, is left for editors to fill in. */
void po_add_header(struct strbuf *out, const struct po_header *header);
/* Appends `prefix` and the keyword with its text, in more than one line if it has more than one. */
void po_add_text(struct strbuf *out, const char *prefix, const char *keyword, struct str text);
/* Appends references, as many in a line as it holds; nothing if there are none. */
void po_add_references(struct strbuf *out, const struct str *references, size_t count);
/* Appends each line of a comment behind "#. ". */
void po_add_comment(struct strbuf *out, struct str comment);
/* Appends an empty line and the entry, which has that many plural forms if it is counted. */
void po_add_entry(struct strbuf *out, const struct po_entry *entry, uint32_t form_count);

#endif
