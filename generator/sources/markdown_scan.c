#include "base/utf8.h"
#include "sources/markdown_document.h"
#include "sources/markdown_html_hint.h"
#include "sources/markdown_url.h"

#define QUOTE_MAX_CHARACTERS 40

struct scanner {
    struct document *document;
    struct outline *outline;
    uint32_t heading_level; /* of the last heading; the title of the page is 1 */
    bool has_reported_html;
};

static struct str number_text(struct scanner *scanner, size_t number) {
    return str_format(scanner->document->arena, "%zu", number);
}

/* The start of a text, as much as helps to find it. */
static struct str quote(struct scanner *scanner, struct str text) {
    size_t at = 0, count = 0;

    text = str_slice(text, 0, str_find_char(text, '\n', 0));
    while (at < text.length && count < QUOTE_MAX_CHARACTERS) {
        utf8_next(text, &at);
        count++;
    }
    return at < text.length ? str_join(scanner->document->arena, str_slice(text, 0, at), STR("..."))
                            : text;
}

/* ---- blocks ---- */

static void add_anchor(struct scanner *scanner, const struct mark *mark, int kind,
                       struct str text) {
    struct anchor *anchor = LIST_ADD(&scanner->outline->anchors, scanner->document->arena);

    *anchor = (struct anchor){
        .id = str_copy(scanner->document->arena, mark->id),
        .text = str_is_empty(text) ? (struct str){0} : str_copy(scanner->document->arena, text),
        .level = mark->kind == MARK_HEADING ? mark->number : 0,
        .line = document_place(scanner->document, mark).line,
    };
    anchor->kind = kind;
}

static void check_paragraph_size(struct scanner *scanner, const struct mark *block) {
    const struct lines *lines = &scanner->document->lines;
    size_t bytes = 0;

    for (uint32_t line = block->line; line <= block->end_line && line <= lines->count; line++) {
        bytes += lines_get(lines, line).length + 1;
    }
    if (bytes > MARKDOWN_MAX_PARAGRAPH_BYTES + 1) {
        REPORT(scanner->document, &MSG_MARKDOWN_PARAGRAPH, document_place(scanner->document, block),
               number_text(scanner, bytes - 1), number_text(scanner, MARKDOWN_MAX_PARAGRAPH_BYTES));
    }
}

static void scan_heading(struct scanner *scanner, const struct mark *heading) {
    struct document *document = scanner->document;
    struct place place = document_place(document, heading);
    struct str text = mark_plain_text(document->arena, heading);

    if (heading->number == 1) {
        REPORT(document, &MSG_HEADING_TITLE, place);
    } else if (heading->number > scanner->heading_level + 1) {
        REPORT(document, &MSG_HEADING_SKIPPED, place, number_text(scanner, heading->number),
               number_text(scanner, scanner->heading_level));
    }
    if (str_is_empty(text)) {
        REPORT(document, &MSG_HEADING_EMPTY, place);
    }
    scanner->heading_level = heading->number;
    if (!str_is_empty(heading->id)) {
        add_anchor(scanner, heading, ANCHOR_HEADING, text);
    }
}

static void scan_list(struct scanner *scanner, const struct mark *list) {
    if (list->numbering == NUMBERING_NONE) {
        return;
    }
    for (const struct mark *item = list->first; item; item = item->next) {
        if (list->numbering == NUMBERING_PARAGRAPHS) {
            add_anchor(scanner, item, ANCHOR_PARAGRAPH, (struct str){0});
        }
        for (const struct mark *child = item->first; child; child = child->next) {
            for (const struct mark *sub = child->first;
                 sub && list->numbering == NUMBERING_PARAGRAPHS &&
                 child->numbering == NUMBERING_SUB_PARAGRAPHS;
                 sub = sub->next) {
                add_anchor(scanner, sub, ANCHOR_SUB_PARAGRAPH, (struct str){0});
            }
        }
    }
}

/* The fence at the start of a line, behind quotations and indentation; empty if there is none. */
static struct str fence_in(struct str line, size_t from) {
    size_t to = from;

    if (from >= line.length || (line.data[from] != '`' && line.data[from] != '~')) {
        return (struct str){0};
    }
    while (to < line.length && line.data[to] == line.data[from]) {
        to++;
    }
    return str_slice(line, from, to);
}

static void check_fence_end(struct scanner *scanner, const struct mark *code) {
    const struct lines *lines = &scanner->document->lines;
    struct str last = lines_get(lines, code->end_line);
    struct str open = fence_in(lines_get(lines, code->line), code->column - 1);
    struct str close = fence_in(last, line_prefix_bytes(last, mark_quote_count(code)));

    if (open.length == 0 || (code->end_line > code->line && close.length >= open.length &&
                             close.data[0] == open.data[0])) {
        return;
    }
    REPORT(scanner->document, &MSG_FENCE_OPEN, document_place(scanner->document, code), open);
}

static bool is_info_char(char c) {
    return char_is_ascii_letter(c) || char_is_digit(c) || (c != '\0' && strchr("+#._-", c));
}

static void scan_code_block(struct scanner *scanner, const struct mark *code) {
    struct str word = mark_info_word(code);

    check_fence_end(scanner, code);
    for (size_t i = 0; i < word.length; i++) {
        if (!is_info_char(word.data[i])) {
            REPORT(scanner->document, &MSG_FENCE_INFO, document_place(scanner->document, code),
                   word);
            break;
        }
    }
    letters_check(scanner->document, code);
}

static void scan_html(struct scanner *scanner, const struct mark *html) {
    struct place place = document_place(scanner->document, html);
    struct str start = quote(scanner, html->text), hint = html_hint(html->text);

    if (str_starts(html->text, STR("<!--"))) {
        REPORT(scanner->document, &MSG_HTML_COMMENT, place, start);
    } else if (str_starts(html->text, STR("</")) && scanner->has_reported_html) {
        return; /* the end of what was reported already */
    } else if (str_is_empty(hint)) {
        REPORT(scanner->document, &MSG_RAW_HTML_OTHER, place, start);
    } else {
        REPORT(scanner->document, &MSG_RAW_HTML, place, start, hint);
    }
    scanner->has_reported_html = true;
}

/* ---- links ---- */

static struct str paragraph_of(const struct mark *mark) {
    while (mark && !(mark->kind == MARK_ITEM && mark->id.length > 0)) {
        mark = mark->parent;
    }
    return mark ? mark->id : (struct str){0};
}

static void add_reference(struct scanner *scanner, const struct mark *mark, const struct url *url) {
    struct place place = document_place(scanner->document, mark);
    struct reference *reference = LIST_ADD(&scanner->outline->references, scanner->document->arena);

    *reference = (struct reference){
        .destination = str_copy(scanner->document->arena, url->destination),
        .paragraph = paragraph_of(mark),
        .line = place.line,
        .column = place.column,
    };
    reference->kind = url->kind == URL_ITEM        ? REFERENCE_ITEM
                      : url->kind == URL_SAME_PAGE ? REFERENCE_SAME_PAGE
                      : url->kind == URL_MEDIA     ? REFERENCE_IMAGE
                                                   : REFERENCE_EXTERNAL;
}

static void report_url(struct scanner *scanner, const struct mark *mark, const struct url *url) {
    struct document *document = scanner->document;
    struct place place = document_place(document, mark);
    struct str start = quote(scanner, mark->text);

    switch (url->kind) {
    case URL_EMPTY:
        REPORT(document, &MSG_LINK_EMPTY, place);
        break;
    case URL_TOO_LONG:
        REPORT(document, &MSG_LINK_TOO_LONG, place, number_text(scanner, mark->text.length),
               number_text(scanner, MARKDOWN_MAX_URL_BYTES));
        break;
    case URL_CONTROL:
        REPORT(document, &MSG_LINK_CONTROL, place, start);
        break;
    case URL_DOUBLE_SLASH:
        REPORT(document, &MSG_LINK_DOUBLE_SLASH, place, start);
        break;
    case URL_SCHEME:
        REPORT(document, &MSG_LINK_SCHEME, place, quote(scanner, url->scheme));
        break;
    case URL_OUTSIDE:
        REPORT(document, &MSG_LINK_OUTSIDE, place, start);
        break;
    default:
        REPORT(document, &MSG_LINK_FORM, place, start);
    }
}

static void scan_link(struct scanner *scanner, const struct mark *link) {
    struct url url = url_read_link(scanner->document->arena, link->text);

    if (url.kind >= URL_EMPTY) {
        report_url(scanner, link, &url);
        return;
    }
    add_reference(scanner, link, &url);
    if (url.kind != URL_ITEM && !link->first) {
        REPORT(scanner->document, &MSG_LINK_NO_TEXT, document_place(scanner->document, link),
               quote(scanner, link->text));
    }
}

static void scan_image(struct scanner *scanner, const struct mark *image) {
    struct document *document = scanner->document;
    struct url url = url_read_image(document->arena, image->text);

    if (url.kind == URL_EXTERNAL || url.kind == URL_DOUBLE_SLASH) {
        REPORT(document, &MSG_IMAGE_REMOTE, document_place(document, image),
               quote(scanner, image->text));
    } else if (url.kind == URL_OTHER || url.kind == URL_EMPTY || url.kind == URL_OUTSIDE) {
        REPORT(document, &MSG_IMAGE_PATH, document_place(document, image),
               quote(scanner, image->text));
    } else if (url.kind > URL_EMPTY) {
        report_url(scanner, image, &url);
    } else {
        add_reference(scanner, image, &url);
    }
    if (str_is_empty(mark_plain_text(document->arena, image))) {
        REPORT(document, &MSG_IMAGE_ALT, document_place(document, image),
               quote(scanner, image->text));
    }
}

static void check_title_size(struct scanner *scanner, const struct mark *mark) {
    if (mark->title.length > MARKDOWN_MAX_URL_BYTES) {
        REPORT(scanner->document, &MSG_LINK_TITLE_LONG, document_place(scanner->document, mark),
               number_text(scanner, mark->title.length),
               number_text(scanner, MARKDOWN_MAX_URL_BYTES));
    }
}

/* ---- all of it ---- */

static void scan_mark(struct scanner *scanner, const struct mark *mark) {
    switch (mark->kind) {
    case MARK_PARAGRAPH:
        check_paragraph_size(scanner, mark);
        letters_check(scanner->document, mark);
        break;
    case MARK_HEADING:
        check_paragraph_size(scanner, mark);
        letters_check(scanner->document, mark);
        scan_heading(scanner, mark);
        break;
    case MARK_CAPTION:
    case MARK_CELL:
        letters_check(scanner->document, mark);
        break;
    case MARK_LIST:
        scan_list(scanner, mark);
        break;
    case MARK_TABLE:
        scanner->outline->table_count++;
        break;
    case MARK_CODE_BLOCK:
        scan_code_block(scanner, mark);
        break;
    case MARK_HTML_BLOCK:
    case MARK_HTML:
        scan_html(scanner, mark);
        break;
    case MARK_LINK:
        check_title_size(scanner, mark);
        scan_link(scanner, mark);
        break;
    case MARK_IMAGE:
        check_title_size(scanner, mark);
        scan_image(scanner, mark);
        break;
    default:
        break;
    }
}

static void scan_below(struct scanner *scanner, const struct mark *root) {
    for (const struct mark *mark = root->first; mark; mark = mark_after(mark, root)) {
        scan_mark(scanner, mark);
    }
}

static void scan(struct document *document, struct str text, struct outline *outline) {
    struct scanner scanner = {document, outline, 1, false};

    *outline = (struct outline){0};
    document_read(document, text);
    if (document->root) {
        scan_below(&scanner, document->root);
        for (size_t i = 0; i < document->footnotes.count; i++) {
            scan_below(&scanner, document->footnotes.items[i].body);
        }
        outline->paragraph_count = document->paragraph_count;
        outline->footnote_count = (uint32_t)document->shown_footnotes.count;
    }
}

void markdown_scan(struct str text, struct str path, uint32_t first_line,
                   enum markdown_numbering numbering, struct arena *arena, struct outline *outline,
                   struct diags *diags) {
    struct document document = {.arena = arena,
                                .diags = diags,
                                .path = path,
                                .first_line = first_line,
                                .numbering = numbering};

    scan(&document, text, outline);
}

void markdown_scan_value(const struct node *value, struct str path,
                         enum markdown_numbering numbering, struct arena *arena,
                         struct outline *outline, struct diags *diags) {
    struct document document = {.arena = arena,
                                .diags = diags,
                                .path = path,
                                .first_line = value->line,
                                .value = value,
                                .numbering = numbering};

    scan(&document, value->text, outline);
}
