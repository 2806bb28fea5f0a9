/*
 * markdown_html.h - the tree of a text into HTML: what the files of the renderer share.
 *
 * html writes blocks and walks the tree, html_inline what stands in a line, html_labels what is put
 * together from the reader's language: numbers, permanent links, footnotes; html_figures keeps
 * figures in their order.
 */
#ifndef ISOGLOSS_SOURCES_MARKDOWN_HTML_H
#define ISOGLOSS_SOURCES_MARKDOWN_HTML_H

#include "sources/markdown_document.h"
#include "sources/markdown_escape.h"

/* What the destination of a link became. */
struct html_link {
    enum { LINK_NONE, LINK_EXTERNAL, LINK_SAME_PAGE, LINK_ITEM } kind;
    struct markdown_target target; /* of an item, also where it has no page */
    struct str destination;
};

/* The link of each paragraph to the same one in another language, up to the paragraph's id and
   behind it. */
struct html_version {
    struct str before, after;
};

struct renderer {
    struct document *document;
    const struct markdown_setting *setting;
    struct strbuf *out;
    size_t start;                        /* where the text began in `out` */
    struct html_link link;               /* being written; links do not nest */
    const struct footnote *footnote;     /* being written */
    const struct html_version *versions; /* NULL until the first paragraph needs them */
    const struct mark
        *back_link_after; /* the paragraph of a footnote that ends with its links back */
};

/* What to do after a mark was begun. */
enum html_step { HTML_INTO, HTML_PAST };

static inline void put(struct renderer *renderer, struct str text) {
    strbuf_add(renderer->out, text);
}
static inline void put_text(struct renderer *renderer, struct str text) {
    escape_html(renderer->out, text);
}
/* ` name="value"` */
void put_attribute(struct renderer *renderer, struct str name, struct str value);

/* Writes everything below `root`, not `root` itself. */
void html_below(struct renderer *renderer, const struct mark *root);

enum html_step html_inline_begin(struct renderer *renderer, const struct mark *mark);
void html_inline_end(struct renderer *renderer, const struct mark *mark);
/* An image with its caption below. */
void html_figure(struct renderer *renderer, const struct mark *paragraph);

/* Text, with its figures isolated where the setting says so. */
void html_put_text(struct renderer *renderer, struct str text);
/* The `dir` of what is no language: code and bare addresses. */
void html_put_code_dir(struct renderer *renderer);
/* "(a)" before a sub-paragraph; nothing before other items. */
void html_marker(struct renderer *renderer, const struct mark *item);
/* "5" or "(a)", and "Paragraph 5 (a)", of an item that is numbered. */
struct str html_item_marker(const struct renderer *renderer, const struct mark *item);
struct str html_item_label(const struct renderer *renderer, const struct mark *item);
/* fn-1, with the prefix of the text. */
struct str html_footnote_id(const struct renderer *renderer, const struct footnote *footnote);
/* A number in the digits of the reader's language. */
struct str html_number(const struct renderer *renderer, uint32_t number);
/* The permanent link of a numbered item. */
void html_permalink(struct renderer *renderer, const struct mark *item);
void html_footnote_reference(struct renderer *renderer, const struct mark *mark);
/* The links from a footnote back to where it is referred to. */
void html_back_links(struct renderer *renderer, const struct footnote *footnote);
/* The section with all footnotes. */
void html_footnotes(struct renderer *renderer);
uint32_t html_heading_level(const struct renderer *renderer, uint32_t level);

#endif
