#include "sources/markdown_document.h"

struct builder {
    struct document *document;
    struct mark *table;
    const struct mark *paragraph; /* a copy of what the table was */
    uint32_t quote_count;
    uint32_t column_count;
    enum mark_alignment alignments[MARKDOWN_MAX_COLUMNS];
    struct strbuf *text; /* cells, one a line, for cmark */
};

/* A row being cut into cells. */
struct row_reader {
    struct str line;
    size_t at, end;
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static bool is_end_pipe(struct str line, size_t at) {
    size_t backslashes = 0;

    while (backslashes < at && line.data[at - 1 - backslashes] == '\\') {
        backslashes++;
    }
    return line.data[at] == '|' && backslashes % 2 == 0;
}

/* The text of a row without the pipes at its ends. */
static struct row_reader row_start(struct str line, size_t from) {
    struct row_reader row = {line, from, line.length};

    while (row.at < row.end && is_blank(line.data[row.at])) {
        row.at++;
    }
    while (row.end > row.at && is_blank(line.data[row.end - 1])) {
        row.end--;
    }
    if (row.at < row.end && line.data[row.at] == '|') {
        row.at++;
    }
    if (row.end > row.at && is_end_pipe(line, row.end - 1)) {
        row.end--;
    }
    return row;
}

/* Cuts the next cell off, trimmed; false behind the last. `*at` is where it starts in the line. */
static bool row_next(struct row_reader *row, struct str *cell, size_t *at) {
    size_t from = row->at, to;

    if (from > row->end) {
        return false;
    }
    for (to = from; to < row->end && row->line.data[to] != '|'; to++) {
        if (row->line.data[to] == '\\' && to + 1 < row->end) {
            to++;
        }
    }
    row->at = to + 1;
    while (from < to && is_blank(row->line.data[from])) {
        from++;
    }
    while (to > from && is_blank(row->line.data[to - 1])) {
        to--;
    }
    *cell = str_slice(row->line, from, to);
    *at = from;
    return true;
}

static size_t count_cells(struct str line, size_t from) {
    struct row_reader row = row_start(line, from);
    struct str cell;
    size_t count = 0, at;

    while (row_next(&row, &cell, &at)) {
        count++;
    }
    return count;
}

/* "---", ":--", "--:" or ":-:" */
static bool read_alignment(struct str cell, enum mark_alignment *alignment) {
    bool is_start = cell.length > 0 && cell.data[0] == ':';
    bool is_end = cell.length > 1 && cell.data[cell.length - 1] == ':';

    cell = str_slice(cell, is_start, cell.length - is_end);
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.data[i] != '-') {
            return false;
        }
    }
    *alignment = is_start && is_end ? ALIGN_CENTER
                 : is_start         ? ALIGN_START
                 : is_end           ? ALIGN_END
                                    : ALIGN_NONE;
    return cell.length > 0;
}

/* Whether a line is a delimiter row: cells of dashes, and at least one pipe. */
static bool is_delimiter_row(struct str line, size_t from) {
    struct row_reader row = row_start(line, from);
    enum mark_alignment alignment;
    struct str cell;
    size_t at;

    if (from >= line.length || !strchr("|:-", line.data[from]) ||
        str_find_char(line, '|', from) == STR_NONE) {
        return false;
    }
    while (row_next(&row, &cell, &at)) {
        if (!read_alignment(cell, &alignment)) {
            return false;
        }
    }
    return true;
}

static struct str line_of(const struct builder *builder, uint32_t line, size_t *from) {
    struct str text = lines_get(&builder->document->lines, line);

    *from = line == builder->paragraph->line ? builder->paragraph->column - 1
                                             : line_prefix_bytes(text, builder->quote_count);
    return text;
}

static struct place row_place(const struct builder *builder, uint32_t line) {
    struct mark at = {.kind = MARK_PARAGRAPH, .line = line};
    size_t from;

    line_of(builder, line, &from);
    at.column = (uint32_t)from + 1;
    return document_place(builder->document, &at);
}

static struct mark *add_mark(struct builder *builder, struct mark *parent, enum mark_kind kind,
                             uint32_t line, size_t at) {
    struct mark *mark = mark_add(builder->document->arena, parent, kind);

    mark->line = line;
    mark->end_line = line;
    mark->column = (uint32_t)at + 1;
    return mark;
}

/* Writes the text of a cell as a heading, the one block that is one line of inline text and nothing
   else, whatever it begins or ends with. */
static void give_to_cmark(struct builder *builder, struct mark *cell, struct str raw) {
    struct document *document = builder->document;
    struct cell_source source = {cell, cell->line, cell->column, raw};

    if (raw.length == 0) {
        return;
    }
    *LIST_ADD(&document->cells, document->arena) = source;
    strbuf_add(builder->text, STR("# "));
    for (size_t i = 0; i < raw.length; i++) {
        if (raw.data[i] == '\\' && i + 1 < raw.length) {
            i++;
            if (raw.data[i] != '|') {
                strbuf_add_char(builder->text, '\\');
            }
        }
        strbuf_add_char(builder->text, raw.data[i]);
    }
    strbuf_add(builder->text, STR(" #\n"));
}

static void add_cell(struct builder *builder, struct mark *row, struct str raw, size_t at,
                     uint32_t index) {
    struct mark *cell = add_mark(builder, row, MARK_CELL, row->line, at);

    cell->alignment = builder->alignments[index];
    give_to_cmark(builder, cell, raw);
}

static void add_row(struct builder *builder, uint32_t line) {
    struct mark *row;
    struct row_reader reader;
    struct str text, raw;
    size_t from, at = 0;
    uint32_t count = 0;

    text = line_of(builder, line, &from);
    row = add_mark(builder, builder->table, MARK_ROW, line, from);
    reader = row_start(text, from);
    while (row_next(&reader, &raw, &at)) {
        if (count == builder->column_count) {
            REPORT(builder->document, &MSG_TABLE_ROW_LONG, row_place(builder, line),
                   str_format(builder->document->arena, "%zu", count_cells(text, from)),
                   text_of_number(builder->document->arena, builder->column_count));
            break;
        }
        add_cell(builder, row, raw, at, count++);
    }
    while (count < builder->column_count) {
        add_cell(builder, row, (struct str){0}, at, count++);
    }
}

/* Whether the last line is ": caption"; `*at` is where the caption begins. */
static bool is_caption(struct str line, size_t *at) {
    if (*at + 1 >= line.length || line.data[*at] != ':' || !is_blank(line.data[*at + 1])) {
        return false;
    }
    while (*at + 1 < line.length && is_blank(line.data[*at + 1])) {
        ++*at;
    }
    ++*at;
    return *at < line.length;
}

static void add_caption(struct builder *builder, uint32_t line, size_t at) {
    struct str text = lines_get(&builder->document->lines, line);
    struct mark *caption = add_mark(builder, builder->table, MARK_CAPTION, line, at);

    give_to_cmark(builder, caption, str_trim(str_from_byte(text, at)));
}

/* Cells of the header name columns. If its first cell is empty, the first column names the rows. */
static void set_headers(struct mark *table) {
    struct mark *header = table->first;
    bool names_rows;

    while (header->kind != MARK_ROW) {
        header = header->next;
    }
    names_rows = !header->first->first;
    for (struct mark *cell = header->first; cell; cell = cell->next) {
        cell->cell = cell->first ? CELL_COLUMN_HEADER : CELL_DATA;
    }
    for (struct mark *row = header->next; row && names_rows; row = row->next) {
        row->first->cell = row->first->first ? CELL_ROW_HEADER : CELL_DATA;
    }
}

static bool check_size(struct builder *builder, uint32_t row_count) {
    struct document *document = builder->document;
    struct place place = row_place(builder, builder->paragraph->line);
    size_t cells = (size_t)row_count * builder->column_count + document->cell_count;

    if (row_count > MARKDOWN_MAX_ROWS) {
        REPORT(document, &MSG_TABLE_ROWS, place, text_of_number(document->arena, row_count),
               str_format(document->arena, "%d", MARKDOWN_MAX_ROWS));
        return false;
    }
    if (cells > MARKDOWN_MAX_CELLS) {
        REPORT(document, &MSG_TABLE_CELLS, place, str_format(document->arena, "%zu", cells),
               str_format(document->arena, "%d", MARKDOWN_MAX_CELLS));
        return false;
    }
    return true;
}

static bool check_columns(struct builder *builder, size_t header_count, size_t delimiter_count) {
    struct document *document = builder->document;
    struct place place = row_place(builder, builder->paragraph->line);

    if (header_count != delimiter_count) {
        REPORT(document, &MSG_TABLE_HEADER, place, str_format(document->arena, "%zu", header_count),
               str_format(document->arena, "%zu", delimiter_count));
        return false;
    }
    if (header_count > MARKDOWN_MAX_COLUMNS) {
        REPORT(document, &MSG_TABLE_COLUMNS, place,
               str_format(document->arena, "%zu", header_count),
               str_format(document->arena, "%d", MARKDOWN_MAX_COLUMNS));
        return false;
    }
    return true;
}

static void read_delimiter_row(struct builder *builder, struct str line, size_t from) {
    struct row_reader row = row_start(line, from);
    struct str cell;
    size_t at;

    while (row_next(&row, &cell, &at)) {
        read_alignment(cell, &builder->alignments[builder->column_count++]);
    }
}

static void build(struct builder *builder) {
    uint32_t first = builder->paragraph->line, last = builder->paragraph->end_line;
    size_t from;
    struct str line = line_of(builder, last, &from);
    bool has_caption = last > first + 1 && is_caption(line, &from);

    builder->table->first = builder->table->last = NULL;
    if (!check_size(builder, last - first - has_caption)) {
        builder->table->end_line = first; /* not a long paragraph besides */
        return;
    }
    builder->table->kind = MARK_TABLE;
    builder->document->cell_count += (size_t)(last - first - has_caption) * builder->column_count;
    if (has_caption) {
        add_caption(builder, last, from);
    }
    add_row(builder, first);
    for (uint32_t at = first + 2; at <= last - has_caption; at++) {
        add_row(builder, at);
    }
}

/* Makes a table of a paragraph that is one. */
static void try_paragraph(struct document *document, struct mark *paragraph, struct strbuf *text) {
    struct mark before = *paragraph;
    struct builder builder = {
        .document = document, .table = paragraph, .paragraph = &before, .text = text};
    struct str line;
    size_t from, header_count;

    if (paragraph->end_line <= paragraph->line || paragraph->end_line > document->lines.count) {
        return;
    }
    builder.quote_count = mark_quote_count(paragraph);
    line = line_of(&builder, paragraph->line + 1, &from);
    if (!is_delimiter_row(line, from)) {
        return;
    }
    header_count = count_cells(line, from);
    line = line_of(&builder, paragraph->line, &from);
    if (!check_columns(&builder, count_cells(line, from), header_count)) {
        return;
    }
    line = line_of(&builder, paragraph->line + 1, &from);
    read_delimiter_row(&builder, line, from);
    build(&builder);
}

/* Lets cmark read all cells at once and gives each its text. */
static void read_cells(struct document *document, struct strbuf *text) {
    struct mark *root, *heading;
    struct str copy;

    if (text_find_pair(document->lines.text, ']', ':', 0) != STR_NONE) {
        /* Definitions of links may stand anywhere in the text. */
        strbuf_add_char(text, '\n');
        strbuf_add(text, document->lines.text);
    }
    copy = str_copy(document->arena, strbuf_view(text));
    strbuf_release(text);
    root = markdown_parse(document, copy, CELL_LINE);
    heading = root ? root->first : NULL;
    for (size_t i = 0; i < document->cells.count && heading; i++) {
        mark_move_children(document->cells.items[i].cell, heading);
        heading = heading->next;
    }
}

void tables_build(struct document *document) {
    struct strbuf text = {0};

    if (str_find_char(document->lines.text, '|', 0) == STR_NONE) {
        return;
    }
    for (size_t i = 0; i <= document->footnotes.count; i++) {
        struct mark *root = i == 0 ? document->root : document->footnotes.items[i - 1].body;

        for (struct mark *mark = root; mark; mark = mark_after(mark, root)) {
            if (mark->kind == MARK_PARAGRAPH) {
                try_paragraph(document, mark, &text);
            }
        }
    }
    if (document->cells.count > 0) {
        read_cells(document, &text);
    }
    for (size_t i = 0; i <= document->footnotes.count; i++) {
        struct mark *root = i == 0 ? document->root : document->footnotes.items[i - 1].body;

        for (struct mark *mark = root; mark; mark = mark_after(mark, root)) {
            if (mark->kind == MARK_TABLE) {
                set_headers(mark);
            }
        }
    }
}
