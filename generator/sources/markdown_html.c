#include "sources/markdown_html.h"

void put_attribute(struct renderer *renderer, struct str name, struct str value) {
    strbuf_add_char(renderer->out, ' ');
    put(renderer, name);
    put(renderer, STR("=\""));
    put_text(renderer, value);
    strbuf_add_char(renderer->out, '"');
}

/* Blocks begin on a line of their own. */
static void start_line(struct renderer *renderer) {
    struct strbuf *out = renderer->out;

    if (out->length > renderer->start && out->data[out->length - 1] != '\n') {
        strbuf_add_char(out, '\n');
    }
}

static void start_block(struct renderer *renderer, struct str text) {
    start_line(renderer);
    put(renderer, text);
}

uint32_t html_heading_level(const struct renderer *renderer, uint32_t level) {
    level += renderer->setting->heading_shift < 6 ? renderer->setting->heading_shift : 6;
    return level < 1 ? 1 : level > 6 ? 6 : level;
}

/* ---- lists ---- */

static void begin_list(struct renderer *renderer, const struct mark *list) {
    if (!list->is_ordered) {
        start_block(renderer, STR("<ul>\n"));
        return;
    }
    start_block(renderer, STR("<ol"));
    if (list->numbering == NUMBERING_PARAGRAPHS) {
        put(renderer, STR(" class=\"paragraphs\""));
    } else if (list->numbering == NUMBERING_SUB_PARAGRAPHS) {
        put(renderer, STR(" class=\"sub-paragraphs\""));
    }
    if (list->number != 1) {
        put(renderer, STR(" start=\""));
        strbuf_add_u64(renderer->out, list->number);
        put(renderer, STR("\""));
    }
    put(renderer, STR(">\n"));
}

static bool is_numbered(const struct mark *item) {
    return item->kind == MARK_ITEM && item->parent->numbering != NUMBERING_NONE;
}

static void begin_item(struct renderer *renderer, const struct mark *item) {
    start_block(renderer, STR("<li"));
    if (is_numbered(item)) {
        put_attribute(renderer, STR("id"), item->id);
        if (item->parent->numbering == NUMBERING_PARAGRAPHS) {
            put(renderer, STR(" value=\""));
            strbuf_add_u64(renderer->out, item->number);
            put(renderer, STR("\""));
        }
    }
    put(renderer, STR(">"));
    if (is_numbered(item) &&
        (!item->first || item->first->kind != MARK_PARAGRAPH || mark_is_figure(item->first))) {
        start_block(renderer, STR("<p>"));
        html_marker(renderer, item);
        html_permalink(renderer, item);
        put(renderer, STR("</p>\n"));
    }
}

/* ---- segments that readers are told of ---- */

/* The text of a block in the language of its source; what stands around it is in the reader's. */
static void begin_followed(struct renderer *renderer, const struct mark *block) {
    if (!block->followed || str_is_empty(block->followed->lang)) {
        return;
    }
    put(renderer, STR("<span"));
    put_attribute(renderer, STR("lang"), block->followed->lang);
    put_attribute(renderer, STR("dir"), block->followed->dir);
    put(renderer, STR(">"));
}

static void end_followed(struct renderer *renderer, const struct mark *block) {
    if (!block->followed) {
        return;
    }
    if (!str_is_empty(block->followed->lang)) {
        put(renderer, STR("</span>"));
    }
    if (!str_is_empty(block->followed->note)) {
        put(renderer, STR(" <small"));
        if (!str_is_empty(renderer->setting->lang)) {
            put_attribute(renderer, STR("lang"), renderer->setting->lang);
            put_attribute(renderer, STR("dir"), renderer->setting->dir);
        }
        put(renderer, STR(">"));
        put_text(renderer, block->followed->note);
        put(renderer, STR("</small>"));
    }
}

/* ---- paragraphs ---- */

/* In a tight list paragraphs have no <p>; numbered ones always do, for the sake of their links. */
static bool is_bare(const struct mark *paragraph) {
    const struct mark *item = paragraph->parent;

    return item->kind == MARK_ITEM && item->parent->is_tight && !is_numbered(item);
}

static bool has_permalink(const struct mark *paragraph) {
    return is_numbered(paragraph->parent) && paragraph->parent->first == paragraph;
}

static enum html_step begin_paragraph(struct renderer *renderer, const struct mark *paragraph) {
    if (mark_is_figure(paragraph)) {
        start_line(renderer);
        html_figure(renderer, paragraph);
        return HTML_PAST;
    }
    if (!is_bare(paragraph)) {
        start_block(renderer, STR("<p>"));
    }
    if (has_permalink(paragraph)) {
        html_marker(renderer, paragraph->parent);
    }
    begin_followed(renderer, paragraph);
    return HTML_INTO;
}

static void end_paragraph(struct renderer *renderer, const struct mark *paragraph) {
    if (mark_is_figure(paragraph)) {
        return;
    }
    end_followed(renderer, paragraph);
    if (has_permalink(paragraph)) {
        put(renderer, STR(" "));
        html_permalink(renderer, paragraph->parent);
    }
    if (paragraph == renderer->back_link_after) {
        html_back_links(renderer, renderer->footnote);
    }
    if (!is_bare(paragraph)) {
        put(renderer, STR("</p>\n"));
    }
}

/* ---- code and headings ---- */

/* The language of code goes into a class as it is; what could end the attribute does not. */
static bool is_harmless_info(struct str info) {
    for (size_t i = 0; i < info.length; i++) {
        if ((unsigned char)info.data[i] <= ' ' || strchr("\"'<>&`=", info.data[i])) {
            return false;
        }
    }
    return info.length > 0;
}

static void write_code_block(struct renderer *renderer, const struct mark *code) {
    struct str info = mark_info_word(code);

    start_block(renderer, STR("<pre"));
    html_put_code_dir(renderer);
    put(renderer, STR("><code"));
    if (is_harmless_info(info)) {
        put(renderer, STR(" class=\"language-"));
        put_text(renderer, info);
        put(renderer, STR("\""));
    }
    put(renderer, STR(">"));
    put_text(renderer, code->text);
    put(renderer, STR("</code></pre>\n"));
}

static void begin_heading(struct renderer *renderer, const struct mark *heading) {
    start_block(renderer, STR("<h"));
    strbuf_add_u64(renderer->out, html_heading_level(renderer, heading->number));
    if (!str_is_empty(heading->id)) {
        put(renderer, STR(" id=\""));
        put_text(renderer, renderer->setting->id_prefix);
        put_text(renderer, heading->id);
        put(renderer, STR("\""));
    }
    put(renderer, STR(">"));
    begin_followed(renderer, heading);
}

static void end_heading(struct renderer *renderer, const struct mark *heading) {
    end_followed(renderer, heading);
    put(renderer, STR("</h"));
    strbuf_add_u64(renderer->out, html_heading_level(renderer, heading->number));
    put(renderer, STR(">\n"));
}

/* ---- tables ---- */

/* An attribute cannot say that its text is in another language. */
static bool is_foreign(const struct mark *block) {
    return block->followed && !str_is_empty(block->followed->lang);
}

/* A wide table scrolls in its box; the box takes the keyboard, and the caption is its name. */
static void begin_table(struct renderer *renderer, const struct mark *table) {
    start_block(renderer, STR("<div class=\"table\""));
    if (table->first->kind == MARK_CAPTION && !is_foreign(table->first)) {
        put(renderer, STR(" role=\"region\""));
        put_attribute(renderer, STR("aria-label"),
                      mark_plain_text(renderer->document->arena, table->first));
    }
    put(renderer, STR(" tabindex=\"0\">\n<table>\n"));
}

static bool is_header(const struct mark *row) {
    const struct mark *first = row->parent->first;

    return row == (first->kind == MARK_CAPTION ? first->next : first);
}

static void begin_row(struct renderer *renderer, const struct mark *row) {
    put(renderer, is_header(row) ? STR("<thead>\n<tr>\n") : STR("<tr>\n"));
}

static void end_row(struct renderer *renderer, const struct mark *row) {
    put(renderer, STR("</tr>\n"));
    if (is_header(row)) {
        put(renderer, row->next ? STR("</thead>\n<tbody>\n") : STR("</thead>\n"));
    } else if (!row->next) {
        put(renderer, STR("</tbody>\n"));
    }
}

static void begin_cell(struct renderer *renderer, const struct mark *cell) {
    static const struct str classes[] = {
        [ALIGN_START] = STR_INIT(" class=\"start\""),
        [ALIGN_CENTER] = STR_INIT(" class=\"center\""),
        [ALIGN_END] = STR_INIT(" class=\"end\""),
    };

    put(renderer, cell->cell == CELL_COLUMN_HEADER ? STR("<th scope=\"col\"")
                  : cell->cell == CELL_ROW_HEADER  ? STR("<th scope=\"row\"")
                                                   : STR("<td"));
    if (cell->alignment != ALIGN_NONE) {
        put(renderer, classes[cell->alignment]);
    }
    put(renderer, STR(">"));
    begin_followed(renderer, cell);
}

/* ---- the walk ---- */

static enum html_step begin(struct renderer *renderer, const struct mark *mark) {
    switch (mark->kind) {
    case MARK_QUOTE:
        start_block(renderer, STR("<blockquote>\n"));
        break;
    case MARK_LIST:
        begin_list(renderer, mark);
        break;
    case MARK_ITEM:
        begin_item(renderer, mark);
        break;
    case MARK_CODE_BLOCK:
        write_code_block(renderer, mark);
        break;
    case MARK_HTML_BLOCK:
        /* An error, so nobody sees it; but if it were seen, it would be text. */
        start_block(renderer, STR("<p>"));
        put_text(renderer, str_trim(mark->text));
        put(renderer, STR("</p>\n"));
        break;
    case MARK_PARAGRAPH:
        return begin_paragraph(renderer, mark);
    case MARK_HEADING:
        begin_heading(renderer, mark);
        break;
    case MARK_RULE:
        start_block(renderer, STR("<hr />\n"));
        break;
    case MARK_TABLE:
        begin_table(renderer, mark);
        break;
    case MARK_CAPTION:
        put(renderer, STR("<caption>"));
        begin_followed(renderer, mark);
        break;
    case MARK_ROW:
        begin_row(renderer, mark);
        break;
    case MARK_CELL:
        begin_cell(renderer, mark);
        break;
    default:
        return html_inline_begin(renderer, mark);
    }
    return HTML_INTO;
}

static void end(struct renderer *renderer, const struct mark *mark) {
    switch (mark->kind) {
    case MARK_QUOTE:
        start_block(renderer, STR("</blockquote>\n"));
        break;
    case MARK_LIST:
        put(renderer, mark->is_ordered ? STR("</ol>\n") : STR("</ul>\n"));
        break;
    case MARK_ITEM:
        put(renderer, STR("</li>\n"));
        break;
    case MARK_PARAGRAPH:
        end_paragraph(renderer, mark);
        break;
    case MARK_HEADING:
        end_heading(renderer, mark);
        break;
    case MARK_TABLE:
        put(renderer, STR("</table>\n</div>\n"));
        break;
    case MARK_CAPTION:
        end_followed(renderer, mark);
        put(renderer, STR("</caption>\n"));
        break;
    case MARK_ROW:
        end_row(renderer, mark);
        break;
    case MARK_CELL:
        end_followed(renderer, mark);
        put(renderer, mark->cell == CELL_DATA ? STR("</td>\n") : STR("</th>\n"));
        break;
    default:
        html_inline_end(renderer, mark);
    }
}

void html_below(struct renderer *renderer, const struct mark *root) {
    const struct mark *mark = root->first;

    while (mark) {
        if (begin(renderer, mark) == HTML_INTO && mark->first) {
            mark = mark->first;
            continue;
        }
        end(renderer, mark);
        while (!mark->next && mark->parent != root) {
            mark = mark->parent;
            end(renderer, mark);
        }
        mark = mark->next;
    }
}

void markdown_render(struct str text, const struct markdown_setting *setting, struct arena *scratch,
                     struct strbuf *out) {
    struct document document = {
        .arena = scratch, .first_line = 1, .numbering = setting->numbering, .setting = setting};
    struct renderer renderer = {
        .document = &document, .setting = setting, .out = out, .start = out->length};

    document_read(&document, text);
    if (!document.root) {
        return;
    }
    segments_mark(&document);
    strbuf_reserve(out, text.length + text.length / 4);
    html_below(&renderer, document.root);
    html_footnotes(&renderer);
}
