/*
 * pairs.h - a version of an item beside the one it was made from, segment by segment.
 *
 * Reads    the texts of both again, from the disk: nobody keeps them.
 * Makes    a pair for each text of the source that is to be translated: first the fields, in the
 *          order of its file, then the body. Ids are those of sources/segments.h and
 *          sources/translation.h.
 * Owns     nothing; all of it lives on the arena given, and in the site.
 * Reports  files that changed since they were read.
 * Threads  any number of items in parallel, with an arena each.
 */
#ifndef ISOGLOSS_SITE_PAIRS_H
#define ISOGLOSS_SITE_PAIRS_H

#include "sources/sources.h"

struct site;
struct item;
struct language;
struct version;
struct collection;
struct field;

/* How much a change of a text matters to those who read its translations; the author says. */
enum change_weight { CHANGE_SUBSTANTIVE, CHANGE_MINOR, CHANGE_LEGAL };

enum pair_form {
    PAIR_TEXT,     /* the value of a text field */
    PAIR_MARKDOWN, /* the value of a Markdown field, which may have several paragraphs */
    PAIR_SEGMENT   /* of the body: Markdown in one line */
};

struct pair {
    struct str id;
    enum pair_form form;
    struct str source;  /* what the source says now */
    struct str text;    /* the translation, also one of an earlier text; empty: there is none */
    struct str earlier; /* the text that the translation was made from, if that was another and it
                           is known; or empty */
    enum segment_state state;
    enum change_weight weight; /* SEGMENT_STALE */
    bool is_fuzzy;             /* a PO file has a text that its translator has to look at */
    uint32_t source_line;      /* in the file of the source */
    struct place place;        /* of the translation; of its file where there is none */
    const struct node *node;   /* that says it, or NULL; for node_text_place() */
    struct str allowed;        /* kinds of findings that its translator allows: "number, term" */
    struct place allowed_place;
};

struct pairs {
    const struct item *item;
    const struct language *language;
    const struct version *source;  /* what is translated */
    const struct version *version; /* the translation, or NULL if there is none, or too little */
    const struct source *file;     /* of the translation: content/... or a PO file; or NULL */
    bool is_recorded;              /* it is known what the translation was made from */
    LIST(struct pair) list;
};

/* The pairs of an item in a language, which is not that of its original. What is not translated at
   all has the original as its source, and no texts. False after a report. */
bool pairs_read(const struct site *site, const struct item *item, const struct language *language,
                struct arena *arena, struct pairs *pairs, struct diags *diags);

/* The texts of a version that are to be translated, as pairs that have no translation. */
bool pairs_read_source(const struct site *site, const struct version *version, struct arena *arena,
                       struct pairs *pairs, struct diags *diags);

/* The declared field that a segment is a value of, also in lists and maps; NULL: none, or one that
   is not translated. */
const struct field *pair_field(const struct collection *collection, struct str id);

#endif
