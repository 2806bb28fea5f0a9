/*
 * po_document.h - a PO file as its translator keeps it, of which some messages are changed.
 *
 * Reads    the text of a PO file, decoded, that catalog_parse() found to be good.
 * Makes    the text again: what was not changed stays byte for byte, whatever editor wrapped it;
 *          what was is written as msgcat --no-wrap writes it. Comments, flags and obsolete messages
 *          stay.
 * Owns     nothing; all of it lives on the arena given, and in the text.
 * Threads  any number of documents in parallel: libgettextpo, which knows one at a time, has no
 *          part in it, for it would wrap what it does not change.
 */
#ifndef ISOGLOSS_TRANSLATE_PO_DOCUMENT_H
#define ISOGLOSS_TRANSLATE_PO_DOCUMENT_H

#include "sources/sources.h"

struct po_message {
    struct str context, msgid, msgid_plural;
    struct str forms[CATALOG_MAX_PLURAL_FORMS]; /* msgstr, or msgstr[0] ... */
    uint32_t form_count;
    bool is_fuzzy, is_obsolete;
    bool has_context, has_previous_context;
    struct str previous_context, previous, previous_plural; /* of "#|" */
    struct str remarks; /* the lines of the translator, with their "#" */
    struct str comment; /* the lines of "#.", without it */
    struct str flags;   /* but fuzzy: "c-format, no-wrap" */
    LIST(struct str) references;
    struct str gap;  /* the empty lines before it */
    struct str text; /* as it stands in the file; of a new one, empty */
    bool is_changed; /* and so is written anew */
};

struct po_document {
    LIST(struct po_message) messages; /* the header first, if there is one */
    struct str rest;                  /* behind the last one */
    struct arena *arena;
};

void po_document_read(struct po_document *document, struct str text, struct arena *arena);
void po_document_add_text(const struct po_document *document, struct strbuf *out);

/* The same of a file of the site, `*text` its text as it was read. False, after a report, if it is
   not there or not a PO file to rely on. */
bool po_document_open(struct po_document *document, const struct sources *sources, struct str path,
                      struct str lang, enum catalog_use use, struct str *text, struct arena *arena,
                      struct diags *diags);

/* Is it the header? */
bool po_message_is_header(const struct po_message *message);
/* A field of a header, or the empty view. */
struct str po_header_value(const struct po_message *header, struct str name);
/* Does some form have a text? */
bool po_message_is_translated(const struct po_message *message);

#endif
