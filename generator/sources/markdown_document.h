/*
 * markdown_document.h - one Markdown text while it is being read: what the parts of the reader
 * share.
 *
 * A text goes through these steps, each in the file of its name:
 *
 *     lines      limits, the table of lines, where a mark is in the file
 *     tokens     footnote references and language spans get bytes that cmark leaves alone
 *     footnotes  definitions are taken out and put before the text, each as a quotation
 *     cmark      the only one that knows libcmark: text -> struct mark
 *     tables     paragraphs that are tables; their cells are read by cmark too
 *     tokens     the bytes become marks
 *     numbering  numbered paragraphs, ids of headings
 *     footnotes  numbers by first reference
 *
 * Then scan checks the tree, or html and plain write it.
 */
#ifndef ISOGLOSS_SOURCES_MARKDOWN_DOCUMENT_H
#define ISOGLOSS_SOURCES_MARKDOWN_DOCUMENT_H

#include "base/diag.h"
#include "base/map.h"
#include "sources/markdown.h"
#include "sources/markdown_mark.h"
#include "sources/messages.h"

/* Where the lines of a text start. */
struct lines {
    struct str text;
    uint32_t *starts; /* byte offsets; one more than there are lines */
    uint32_t count;
};

struct footnote {
    struct str name;
    uint32_t line;     /* of the definition, in the file's text, from 1 */
    struct mark *body; /* a MARK_QUOTE that is not shown as one */
    uint32_t number;   /* 0: nobody refers to it */
    uint32_t reference_count;
};

/* Where a line that stands before the text (a footnote's) comes from. */
struct moved_line {
    uint32_t line;          /* in the file's text; 0: an added line */
    uint32_t removed_bytes; /* at its start, for the two bytes "> " */
};

/* Where the text of a table cell comes from. */
struct cell_source {
    struct mark *cell;
    uint32_t line, column; /* as cmark saw the paragraph */
    struct str raw;        /* with its escaped pipes */
};

struct document {
    struct arena *arena;
    size_t start_bytes;  /* what the arena had handed out before */
    struct diags *diags; /* NULL: say nothing */
    uint32_t report_count;
    struct str path;
    uint32_t first_line;
    const struct node *value; /* that the text is, instead of first_line; or NULL */
    enum markdown_numbering numbering;
    const struct markdown_setting *setting; /* NULL while scanning */

    struct lines source; /* as in the file */
    struct lines lines;  /* as cmark read it */
    bool has_tokens;
    uint32_t moved_line_count;
    const struct moved_line *moved_lines;
    LIST(struct cell_source) cells;
    size_t cell_count; /* with the empty ones */

    struct mark *root; /* NULL: the text was refused */
    LIST(struct footnote) footnotes;
    LIST(struct footnote *) shown_footnotes; /* by number */
    struct map footnotes_by_name;
    uint32_t paragraph_count; /* numbered paragraphs */
};

/* Added to the line of marks that came from a table cell: they count cells, not lines. */
#define CELL_LINE UINT32_C(0x80000000)

/* Reads a text. The document is zeroed but for arena, diags, path, first_line, value, numbering,
   setting. */
void document_read(struct document *document, struct str text);

/* Enough for anybody to mend; a text made to annoy could have one a byte. */
#define REPORTS_MAX 1000

/* Records a diagnostic at a place, if this is a scan. */
#define REPORT(document, message, place, ...)                                                      \
    do {                                                                                           \
        if ((document)->diags && (document)->report_count++ < REPORTS_MAX) {                       \
            diag((document)->diags, (message), (place), ##__VA_ARGS__);                            \
        }                                                                                          \
    } while (0)

/* ---- lines ---- */

struct lines lines_make(struct arena *arena, struct str text);
/* Line `line` from 1, without its end; empty beyond the last. */
struct str lines_get(const struct lines *lines, uint32_t line);
/* False if a limit is exceeded that cmark must not see exceeded. */
bool lines_check(struct document *document);
/* The first place at or after `from` where `first` stands before `second`; faster than str_find().
 */
size_t text_find_pair(struct str text, char first, char second, size_t from);
/* A number in ASCII digits; each paragraph needs some, so it must be cheap. */
struct str text_of_number(struct arena *arena, uint32_t number);
/* Whether a line has nothing but blanks and quotation marks '>'. */
bool line_is_blank(struct str line);
/* The bytes at the start of a line that belong to quotations and indentation, not to the text. */
size_t line_prefix_bytes(struct str line, uint32_t quote_count);
/* How many quotations a block stands in. */
uint32_t mark_quote_count(const struct mark *mark);

struct place document_place(const struct document *document, const struct mark *mark);
/* The place `bytes` behind the start of the mark, as far as nothing in between was escaped. */
struct place document_place_behind(const struct document *document, const struct mark *mark,
                                   size_t bytes);
/* A byte `at` (from 0) of a line of the file's text. */
struct text_spot {
    uint32_t line;
    size_t at;
};
/* Where byte `at` of a line as cmark read it stands in the file's text. */
struct text_spot document_spot(const struct document *document, uint32_t line, size_t at);
/* The place of byte `at` (from 0) in line `line` of the file's text. */
struct place source_place(const struct document *document, uint32_t line, size_t at);

/* ---- tokens ---- */

#define TOKEN_FOOTNOTE '\1'   /* ^ \1 name ^       stands for [^name] */
#define TOKEN_SPAN_START '\3' /* ^ \3 ^            stands for [       */
#define TOKEN_SPAN_END '\4'   /* ^ \4 lang=fr }    stands for ]{lang=fr} */
#define TOKEN_UNDERSCORE '\5' /* within a token: _ would be emphasis */
#define TOKEN_LAST '\5'

/* Rewrites the text, line by line, and sets has_tokens; returns it as it was if it has none. */
struct str tokens_put(struct document *document, struct str text);
/* The text as it was written. */
struct str tokens_restore(struct arena *arena, struct str text);
/* Makes marks of the tokens in the texts below `root`. */
void tokens_take(struct document *document, struct mark *root);

/* ---- footnotes ---- */

/* Moves definitions to the front; returns the text for cmark. */
struct str footnotes_take_out(struct document *document, struct str text);
/* Takes the bodies off the tree. */
void footnotes_take_bodies(struct document *document);
/* Gives numbers to references and footnotes. */
void footnotes_number(struct document *document);

/* ---- cmark ---- */

/* Reads `text` into a tree. `line_flag` is added to every line. Returns NULL, with a diagnostic, if
   that needs too much memory. */
struct mark *markdown_parse(struct document *document, struct str text, uint32_t line_flag);

/* ---- tables ---- */

void tables_build(struct document *document);

/* ---- numbering ---- */

void numbering_set(struct document *document);
void headings_set_ids(struct document *document);

/* ---- segments ---- */

/* Tells blocks which of setting->followed they are. */
void segments_mark(struct document *document);

/* ---- letters ---- */

/* Reports characters that change the order of letters or cannot be seen, in the paragraph, heading,
   caption, cell or code block `block`. */
void letters_check(struct document *document, const struct mark *block);

/* ---- language spans ---- */

/* Reads `lang=fr dir=rtl`; false, with a diagnostic, if something is wrong. `end` is the mark they
   came with. */
bool span_read(struct document *document, struct mark *span, struct str attributes,
               const struct mark *end);

#endif
