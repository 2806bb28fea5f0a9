/*
 * markdown_mark.h - the tree of a Markdown text, in our own words.
 *
 * Owns     nothing: marks and their texts live on the arena of the document.
 *
 * Whoever walks the tree uses mark_after(), never recursion, so that no input can exhaust the
 * stack.
 */
#ifndef ISOGLOSS_SOURCES_MARKDOWN_MARK_H
#define ISOGLOSS_SOURCES_MARKDOWN_MARK_H

#include "base/str.h"

struct markdown_followed;

enum mark_kind {
    MARK_DOCUMENT,
    MARK_QUOTE,
    MARK_LIST,
    MARK_ITEM,
    MARK_CODE_BLOCK,
    MARK_HTML_BLOCK,
    MARK_PARAGRAPH,
    MARK_HEADING,
    MARK_RULE,
    MARK_TABLE, /* children: MARK_CAPTION if there is one, then rows; the first row is the header */
    MARK_CAPTION,
    MARK_ROW,
    MARK_CELL,
    MARK_TEXT, /* from here on: inside a paragraph, heading, caption or cell */
    MARK_SOFT_BREAK,
    MARK_HARD_BREAK,
    MARK_CODE,
    MARK_HTML,
    MARK_EMPHASIS,
    MARK_STRONG,
    MARK_LINK,
    MARK_IMAGE,
    MARK_FOOTNOTE,   /* a reference to a footnote */
    MARK_SPAN,       /* text in another language */
    MARK_SPAN_START, /* the ends of a span, until they have found each other */
    MARK_SPAN_END
};

enum mark_alignment { ALIGN_NONE, ALIGN_START, ALIGN_CENTER, ALIGN_END };
enum mark_numbering { NUMBERING_NONE, NUMBERING_PARAGRAPHS, NUMBERING_SUB_PARAGRAPHS };

struct mark {
    enum mark_kind kind;
    uint32_t line, column; /* as cmark saw it; document_place() tells where that is in the file */
    uint32_t end_line;

    struct str
        text; /* what it says; link, image: destination; span: language; footnote: its name */
    struct str title; /* link, image: title; code block: info string; span: direction */
    struct str id;    /* heading, numbered item */

    struct mark *parent, *first, *last, *next;

    const struct markdown_followed *followed; /* of a block that readers are told of; or NULL */

    uint32_t
        number;     /* list: first number; item: its number; heading: level; footnote: its number */
    uint32_t count; /* footnote: which reference to it this is, from 1; list: its items */
    uint8_t block_depth, inline_depth;
    bool is_ordered, is_tight;                                    /* list */
    enum mark_numbering numbering;                                /* list */
    enum mark_alignment alignment;                                /* cell */
    enum { CELL_DATA, CELL_COLUMN_HEADER, CELL_ROW_HEADER } cell; /* cell */
};

bool mark_is_inline(const struct mark *mark);

/* A new last child of `parent`. */
struct mark *mark_add(struct arena *arena, struct mark *parent, enum mark_kind kind);
/* A new sibling behind `mark`, at its place. */
struct mark *mark_add_behind(struct arena *arena, struct mark *mark, enum mark_kind kind);
/* Gives all children of `from` to `to`, behind those it has. */
void mark_move_children(struct mark *to, struct mark *from);

/* The mark after `mark` in the order of the text, below `root`; NULL at the end. */
struct mark *mark_after(const struct mark *mark, const struct mark *root);
/* The same, but not into the children of `mark`. */
struct mark *mark_after_all_of(const struct mark *mark, const struct mark *root);

/* The paragraph, heading, caption or cell that an inline mark stands in; a block is its own. */
const struct mark *mark_block(const struct mark *mark);
/* The first word of the info string of a code block. */
struct str mark_info_word(const struct mark *code);
/* Whether `mark` is a paragraph with nothing but an image that has a title. */
bool mark_is_figure(const struct mark *mark);

/* Appends the text below `mark` without any markup; breaks become spaces, footnotes nothing. */
void mark_plain(const struct mark *mark, struct strbuf *out);
/* The same as text on the arena, trimmed. */
struct str mark_plain_text(struct arena *arena, const struct mark *mark);

#endif
