/*
 * catalog.h - one PO file, read by libgettextpo after our own checks.
 *
 * Reads    locales/TAG/portal.po, locales/TAG/content/COLLECTION/NAME.po
 * Reports  everything libgettextpo calls an error or worse, charset other than UTF-8, merge
 * conflict markers, NUL, HTML, bidi controls in msgstr, placeholders ({name}, {{name}}) that differ
 *          between msgid and msgstr, plural rules that do not evaluate, the wrong number of
 * msgstr[], a Language: header that contradicts the folder.
 * Threads  any, but libgettextpo knows one only, so they wait for each other; look-ups in parallel.
 *
 * Fuzzy, obsolete and empty entries count as untranslated.
 */
#ifndef ISOGLOSS_SOURCES_CATALOG_H
#define ISOGLOSS_SOURCES_CATALOG_H

#include "base/diag.h"
#include "base/map.h"

#define CATALOG_MAX_FILE_BYTES (4 * 1024 * 1024)
#define CATALOG_MAX_MESSAGES 20000
#define CATALOG_MAX_STRING_BYTES (64 * 1024)
#define CATALOG_MAX_PLURAL_FORMS 6

struct catalog_message {
    struct str context; /* msgctxt or empty */
    struct str msgid, msgid_plural;
    struct str
        forms[CATALOG_MAX_PLURAL_FORMS]; /* msgstr, or msgstr[0..]; all empty if untranslated */
    uint32_t line, column;               /* of the msgid */
    /* CATALOG_OF_ITEM only: */
    struct str fuzzy;      /* the msgstr, if it is marked as fuzzy; or empty */
    struct str previous;   /* the msgid that it was made for, if that was another; or empty */
    struct str references; /* of "#:", with blanks between */
    struct str allowed;    /* of "# isogloss: allow", behind that: "number, term" */
};

/* Whose texts the messages are: those of the interface, or of one item (translation.h), which are
   prose: what stands in braces there is no placeholder. */
enum catalog_use { CATALOG_OF_INTERFACE, CATALOG_OF_ITEM };

struct plural_rule; /* a compiled Plural-Forms expression */

struct catalog {
    struct str path;
    struct str lang;
    uint32_t plural_count;
    const struct plural_rule *plural_rule;
    LIST(struct catalog_message) messages; /* in file order, translated or not */
    struct map by_msgid;                   /* context U+0004 msgid -> struct catalog_message */
    size_t translated_count;
    struct str header;      /* its lines "Name: value" */
    struct str source_lang; /* X-Source-Language: what msgids are in; or empty */
};

/* Parses the text of a PO file; never NULL: after an error the catalog holds what could be read. */
struct catalog *catalog_parse(struct str text, struct str path, struct str lang,
                              enum catalog_use use, struct arena *arena, struct diags *diags);

/* A catalog without messages, for a file that cannot be read: its language is there all the same.
 */
struct catalog *catalog_empty(struct str path, struct str lang, struct arena *arena);

static inline struct place catalog_place(const struct catalog *catalog,
                                         const struct catalog_message *message) {
    return place_at(catalog->path, message->line, message->column);
}

/* The translation, or the empty view where there is none. `catalog` may be NULL. */
struct str catalog_text(const struct catalog *catalog, struct str context, struct str msgid);
/* The plural form for `n`, or the empty view. */
struct str catalog_plural(const struct catalog *catalog, struct str msgid, uint64_t n);

/* Compiles "nplurals=2; plural=(n != 1);"; NULL with a diagnostic if it cannot be trusted. */
const struct plural_rule *plural_parse(struct str header, struct place place, uint32_t *count,
                                       struct arena *arena, struct diags *diags);
uint32_t plural_index(const struct plural_rule *rule, uint64_t n);
/* Is the form taken by no more than one number, or by 0 and 1 only? Then it can say it in words:
   "one report", "تقريران". */
bool plural_form_is_rare(const struct plural_rule *rule, uint32_t form);

#endif
