/*
 * translation.h - versions of items that follow another one, segment by segment.
 *
 * Two kinds of files say of each segment which source text its translation was made from:
 *
 *     locales/TAG/content/COLLECTION/ID.po            the translation itself, as PO: a message a
 *                                                     segment, msgid the source text
 *     locales/TAG/content/COLLECTION/ID.source.yaml   beside a translation in content/: the source
 *                                                     texts it was made from
 *
 * Segments are those of the body (segments.h) and the scalars of the YAML, by their path: title,
 * lessons.2, questions.3.text (lists count from 1). A PO file says in "#:" which segments a message
 * is of: reports/2013-geneva#p5.
 *
 * Reads    the files above, and the version they follow, which is a file of content/.
 * Makes    of a PO file, a tree and a body as if they were a translation in content/: the source
 *          with other texts. A field is restated if all of it is translated; a segment of the body
 *          that is not stays as it is in the source, and is noted.
 * Reports  what the files follow and is not there.
 */
#ifndef ISOGLOSS_SOURCES_TRANSLATION_H
#define ISOGLOSS_SOURCES_TRANSLATION_H

#include "base/hash.h"
#include "sources/catalog.h"
#include "sources/segments.h"

struct source;
struct sources;

/* A segment of the YAML: a scalar and its path. */
struct field_segment {
    struct str id;
    const struct node *node;
};
struct field_segments {
    LIST(struct field_segment) list;
};
/* All scalars of a tree, in its order, but not those under keys that are not of the item itself:
   translates, lang, status ... */
void field_segments_find(const struct node *tree, struct arena *arena,
                         struct field_segments *fields);

/* The digest of all files of content/ that are versions of the same item. */
struct digest translation_digest_of_item(const struct sources *sources,
                                         const struct source *translation);

/* One segment of a version that a PO file says. */
struct po_segment {
    struct str text;    /* as readers see it: the translation, also an older one; or empty */
    struct str earlier; /* the source text that it was made from, if that was another; or empty */
    const struct catalog_message *message; /* or NULL */
};

enum segment_state po_segment_state(const struct po_segment *segment);

/* What a PO file says of the texts of an item. Ready when made. */
struct po_reader {
    const struct catalog *catalog;
    struct map by_segment; /* "p5" -> struct catalog_message */
    struct map current;    /* the source texts that there are now */
    struct arena *arena;
};
struct po_reader po_reader_make(const struct catalog *catalog, struct arena *arena);
/* Before anything is looked up: the source texts that there are. */
void po_reader_add_texts(struct po_reader *reader, const struct field_segments *fields,
                         const struct segments *segments);
struct po_segment po_reader_find(const struct po_reader *reader, struct str id, struct str text);

/* The version that a translation follows: a file of content/, or NULL after a report. `lang` may be
   empty: the original. */
const struct source *translation_followed(const struct sources *sources,
                                          const struct source *translation, struct str lang,
                                          struct diags *diags);

/* The segments of a version's body, with the ids of the original's headings; none if it has no
   body. `*body` becomes that, on the arena, where texts point. False after a report. */
bool translation_read_segments(const struct sources *sources, const struct source *version,
                               const struct source *original, struct arena *arena, struct str *body,
                               struct segments *segments, struct diags *diags);

/* What a PO file is made into. */
struct composed {
    const struct source *followed;
    const struct node *tree; /* its texts live on the arena */
    struct str body;         /* Markdown; its pieces say where in the PO file its texts stand */
    const struct node *body_node;
    struct segment_notes notes;
};
/* False after a report. */
bool translation_compose(const struct sources *sources, const struct source *translation,
                         const struct catalog *catalog, struct arena *arena,
                         struct composed *composed, struct diags *diags);

/* Notes which segments the followed version has changed since, of which `record`, the tree of an
   ID.source.yaml, has the earlier text. */
bool translation_compare(const struct sources *sources, const struct source *translation,
                         const struct node *record, struct arena *arena,
                         struct segment_notes *notes, struct diags *diags);

#endif
