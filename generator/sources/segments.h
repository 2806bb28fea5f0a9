/*
 * segments.h - a Markdown text as translators see it: one paragraph, heading, cell, caption after
 * the other.
 *
 * A segment has an id that stays when the text around it changes:
 *
 *     p7 p7-a          a numbered paragraph, a sub-paragraph
 *     s-results        a heading, by its id
 *     body             what stands before the first heading
 *     p7.2 s-results.3 the second and third text of these, from the top
 *     s-results.3-r1c2 a cell of a table that is such a text: row (0 is the header) and column
 *     s-results.3-caption
 *     note-NAME        a footnote
 *
 * What is in no segment is the same in all languages: code, rules, the marks of lists, tables and
 * quotations. So a translation is the source with other segments (segments_compose()), and cannot
 * differ from it in what is numbered, nested or a table.
 *
 * Owns     nothing; all of it lives on the arena given, texts may point into the source.
 * Threads  any number of texts in parallel.
 */
#ifndef ISOGLOSS_SOURCES_SEGMENTS_H
#define ISOGLOSS_SOURCES_SEGMENTS_H

#include "sources/markdown.h"

struct document;
struct footnote;
struct mark;

enum segment_kind {
    SEGMENT_PARAGRAPH, /* of one or more lines, also a heading that is underlined */
    SEGMENT_HEADING,
    SEGMENT_CELL,
    SEGMENT_CAPTION
};

struct segment {
    struct str id;
    struct str text;   /* Markdown in one line; a hard break stands at the end of a line */
    uint32_t line;     /* in the text, from 1 */
    size_t at, end;    /* the bytes of the text that it is */
    struct str prefix; /* what stands before it in its second line and later ones */
    enum segment_kind kind;
    const struct mark *mark;         /* in the tree of its text, on the same arena */
    const struct footnote *footnote; /* that it stands in, or NULL */
};

struct segments {
    LIST(struct segment) list; /* in the order of the text, footnotes last */
};

/* The segments of `text` (valid UTF-8, NFC, LF). Headings have the ids of those of `original`, in
   their order; NULL: the text is the original. A text that Markdown refuses has none. */
void segments_read(struct str text, enum markdown_numbering numbering,
                   const struct outline *original, struct arena *arena, struct segments *segments);

/* The same of a text that has been read; private to sources/. */
void segments_find(struct document *document, struct segments *segments);

/* A segment as a page shows it outside of its text: beside the same in another language. */
enum segment_role {
    ROLE_PARAGRAPH, /* numbered or not, and a sub-paragraph */
    ROLE_HEADING,
    ROLE_LIST_ITEM, /* the first text of one that is not numbered */
    ROLE_HEADER_CELL,
    ROLE_CELL,
    ROLE_CAPTION,
    ROLE_NOTE
};
struct segment_html {
    struct str id;
    enum segment_role role;
    struct str anchor; /* of the paragraph, heading or footnote that begins here; or empty */
    struct str marker; /* its number or letter in the reader's language; or empty */
    struct str label;  /* of a numbered paragraph in words: "Paragraph 5 (a)"; or empty */
    struct str html;   /* what stands in its block; a heading is there itself, without its id */
};
struct segments_html {
    LIST(struct segment_html) list; /* as in struct segments, without notes nobody refers to */
};

/* The segments of `text` as markdown_render() would show them, so its digest is markdown_origin()
   too. Footnotes and references to them have the setting's `id_prefix`, other anchors do not.
   There are no links back from a footnote: who shows segments one by one may leave some out. All
   of it is on `arena`. */
void segments_render(struct str text, const struct markdown_setting *setting, struct arena *arena,
                     struct segments_html *segments);

/* Where a segment of the composed text begins. */
struct segment_spot {
    size_t at;
    size_t index; /* in the list of segments */
};

/* Appends `text` with translations[i] in the place of segment i, or with the segment itself where
   that is empty. A translation cannot change what its segment is: what would begin a list, a
   heading or a new paragraph is escaped or becomes a blank. `spots`, if not NULL, has room for as
   many as there are segments, and becomes sorted by `at`. */
void segments_compose(struct str text, const struct segments *segments,
                      const struct str *translations, struct strbuf *out,
                      struct segment_spot *spots);

/* A text in one line, as segments have it: blanks and line ends are one blank, hard breaks stay. */
struct str segment_one_line(struct str text, struct arena *arena);

#endif
