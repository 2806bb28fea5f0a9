/*
 * markdown.h - CommonMark 0.30 by libcmark, plus our bounded pass over its tree.
 *
 * The pass adds pipe tables, footnotes, numbered paragraphs, heading ids, figures, spans in another
 * language, and links between items. Raw HTML and unknown URL schemes are errors.
 *
 * A text is read twice and never kept: markdown_scan() checks it and notes what others may point
 * at; markdown_render() makes HTML when the page is written. Both see the same bytes.
 *
 * Reports  the section "Markdown" of messages.def; by scan only, render repeats nothing.
 * Threads  any number of texts in parallel.
 *
 * HTML     that of the specification, byte for byte, but for these:
 *          - headings have ids;
 *          - a paragraph with nothing but an image that has a title is a figure, the title its
 *            caption;
 *          - a table stands in <div class="table" tabindex="0">, with its caption as a label.
 *            Header cells name columns; if the first of them is empty, the first column names rows.
 *            Alignment is class="start", "center" or "end";
 *          - numbered paragraphs and their sub-paragraphs always have <p>, with a permanent link at
 *            its end; sub-paragraphs begin with <span class="marker">;
 *          - a percentage, or a number with a sign, is isolated by <bdi> in a text that runs from
 *            right to left;
 *          - footnotes come last, in <section class="footnotes">, numbered by first reference;
 *          - what scan calls an error is shown as text: raw HTML, links that are not allowed.
 */
#ifndef ISOGLOSS_SOURCES_MARKDOWN_H
#define ISOGLOSS_SOURCES_MARKDOWN_H

#include "base/diag.h"
#include "base/hash.h"
#include "base/list.h"
#include "sources/residue.h"
#include "sources/tree.h"

#define MARKDOWN_MAX_FILE_BYTES (1024 * 1024)
#define MARKDOWN_MAX_LINE_BYTES (32 * 1024)
#define MARKDOWN_MAX_PARAGRAPH_BYTES (16 * 1024)
#define MARKDOWN_MAX_DEPTH 32
#define MARKDOWN_MAX_URL_BYTES 2048
#define MARKDOWN_MAX_COLUMNS 64
#define MARKDOWN_MAX_ROWS 5000
#define MARKDOWN_MAX_CELLS 65536
#define MARKDOWN_MAX_FOOTNOTES 1000
#define MARKDOWN_MAX_FOOTNOTE_REFERENCES 5000

/* Something in the text that a link can name. */
struct anchor {
    enum { ANCHOR_HEADING, ANCHOR_PARAGRAPH, ANCHOR_SUB_PARAGRAPH } kind;
    struct str id;   /* s-results, p7, p7-a */
    struct str text; /* headings: the plain text */
    uint32_t level;  /* headings: 2..6 */
    uint32_t line;
};

/* A link or image in the text, for the check that its target exists. */
struct reference {
    enum { REFERENCE_ITEM, REFERENCE_IMAGE, REFERENCE_EXTERNAL, REFERENCE_SAME_PAGE } kind;
    struct str destination; /* as written, decoded: reports/2013-geneva#p7, media/map.png, #p3 */
    struct str paragraph;   /* the numbered paragraph it stands in, such as p3 or p3-a; or empty */
    uint32_t line, column;
};

/* A segment (segments.h) of a version that follows another and is not what it should be. */
enum segment_state {
    SEGMENT_CURRENT,
    SEGMENT_STALE,  /* made from an earlier text of the source */
    SEGMENT_MISSING /* not translated: there, it is in the language of the source */
};
struct segment_note {
    struct str id;
    enum segment_state state;
};
struct segment_notes {
    LIST(struct segment_note) list; /* in the order of the text */
    uint32_t segment_count;         /* with those that are current; 0: nobody keeps count */
};

/* What is known about a text without rendering it. */
struct outline {
    LIST(struct anchor) anchors;
    LIST(struct reference) references;
    struct residues residues; /* found by who knows the language */
    uint32_t paragraph_count; /* numbered paragraphs; their last number */
    uint32_t table_count, footnote_count;
    struct segment_notes notes; /* found by who knows what the text was made from */
};

enum markdown_numbering { MARKDOWN_PLAIN, MARKDOWN_NUMBERED };

/* Checks `text` (valid UTF-8, NFC, LF) and fills `outline`, which lives on `arena`, where all the
   work is done too: some twenty times the text. Lines count from `first_line`. MARKDOWN_NUMBERED
   gives top-level ordered lists their paragraph ids. */
void markdown_scan(struct str text, struct str path, uint32_t first_line,
                   enum markdown_numbering numbering, struct arena *arena, struct outline *outline,
                   struct diags *diags);

/* Checks a text that is the value of a key; places are those of the value's pieces. */
void markdown_scan_value(const struct node *value, struct str path,
                         enum markdown_numbering numbering, struct arena *arena,
                         struct outline *outline, struct diags *diags);

/* Where a link leads, told by the resolver. */
struct markdown_target {
    struct str href;      /* relative to the page, ready to be escaped; empty: no link, text only */
    struct str hreflang;  /* language of the page behind the link, if it is another one */
    struct str title;     /* fills an empty link text */
    struct str lang, dir; /* of `title`, if it is in another language than the text */
    struct str note;      /* shown behind the link: "(in French)", or empty */
};

/* The same text in another language. */
struct markdown_version {
    struct str href; /* of its page, relative to this one */
    struct str lang;
};

/* A segment (segments.h) that is not what the source says now. */
struct markdown_followed {
    struct str id;
    struct str lang, dir; /* of its text, if that is not translated; or empty */
    struct str note;      /* what readers are told behind it: "(not translated yet)", or empty */
};

/* What the page around the text decides. Whoever adds to it adds to markdown_origin(). */
struct markdown_setting {
    enum markdown_numbering numbering;
    /* Ids of headings in order, taken from the original; count 0: make them from the text. */
    const struct str *heading_ids;
    size_t heading_id_count;
    uint32_t heading_shift; /* added to heading levels, for a text inside a section */
    struct str id_prefix;   /* put before ids, but not of paragraphs: two texts can share a page */

    /* Resolves REFERENCE_ITEM and REFERENCE_IMAGE destinations. */
    struct markdown_target (*resolve)(void *context, struct str destination);
    void *context;

    /* Numbered paragraphs lead to themselves in other languages, by a link for each behind their
       permanent link. A long report has thousands, so each is short: its text is the tag, in
       no language, and a theme finds it as ".permalink ~ a" and shows those of the paragraph that
       the address names. */
    const struct markdown_version *versions;
    size_t version_count;

    /* The segments of a translation that readers are told of, by their ids. */
    const struct markdown_followed *followed;
    size_t followed_count;

    /* In the reader's language; `lang` and `dir` say which, where the text is in another one. */
    struct str lang, dir;
    struct str footnotes_title;        /* "Notes" */
    struct str back_label;             /* "Back to reference {n}" */
    struct str paragraph_label;        /* "Paragraph {n}" */
    struct str sub_paragraph_form;     /* "({letter})" or "{letter})" */
    struct str sub_paragraph_alphabet; /* letters in order: "abcdefghijklmnopqrstuvwxyz" */
    struct str digits;                 /* ten characters for 0..9, or empty for ASCII */
    struct str code_dir; /* direction of code and of bare addresses, "ltr"; or empty: not said */
    /* That of figures such as 0.5% or -3, "ltr", in a text that runs from right to left; or empty:
       they stand as all of the text. */
    struct str figure_dir;
};

/* Gives the setting the ids of the headings of the original, on the arena, if there is one. */
void markdown_take_heading_ids(struct markdown_setting *setting, const struct outline *original,
                               struct arena *arena);

/* Appends HTML. `scratch` is used and may be reset afterwards. A text that scans without an error
   renders without one; a text with errors renders what can be rendered. */
void markdown_render(struct str text, const struct markdown_setting *setting, struct arena *scratch,
                     struct strbuf *out);

/* The digest of all that markdown_render() would see, and so of what it would make: the text, whose
   digest and outline are given, the setting, and what its links resolve to. */
struct digest markdown_origin(struct digest text, const struct outline *outline,
                              const struct markdown_setting *setting);

/* Appends the plain text of Markdown, for descriptions and feeds, at most `limit` characters and
   cut at a word. */
void markdown_plain(struct str text, size_t limit, struct arena *scratch, struct strbuf *out);

#endif
