#include "base/utf8.h"
#include "sources/markdown_document.h"

/* A list marker further to the right than this is nested deeper than any text needs. */
#define INDENT_MAX_COLUMNS 128
/* cmark walks over all open `![` at each link: together they may cost this many steps. */
#define BRACKETS_MAX_STEPS ((uint64_t)1 << 27)

struct lines lines_make(struct arena *arena, struct str text) {
    struct lines lines = {.text = text};
    size_t at = 0, count = 0;

    while ((at = str_find_char(text, '\n', at)) != STR_NONE) {
        at++;
        count++;
    }
    if (text.length > 0 && text.data[text.length - 1] != '\n') {
        count++;
    }
    lines.starts = ARENA_ARRAY(arena, uint32_t, count + 1);
    at = 0;
    while (lines.count < count) {
        size_t end = str_find_char(text, '\n', at);

        lines.starts[lines.count++] = (uint32_t)at;
        at = end == STR_NONE ? text.length : end + 1;
    }
    lines.starts[count] = (uint32_t)text.length;
    return lines;
}

struct str lines_get(const struct lines *lines, uint32_t line) {
    struct str text;

    if (line == 0 || line > lines->count) {
        return (struct str){0};
    }
    text = str_slice(lines->text, lines->starts[line - 1], lines->starts[line]);
    if (text.length > 0 && text.data[text.length - 1] == '\n') {
        text.length--;
    }
    return text;
}

size_t text_find_pair(struct str text, char first, char second, size_t from) {
    while ((from = str_find_char(text, first, from)) != STR_NONE) {
        from++;
        if (from < text.length && text.data[from] == second) {
            return from - 1;
        }
    }
    return STR_NONE;
}

struct str text_of_number(struct arena *arena, uint32_t number) {
    char digits[10];
    size_t at = sizeof digits;

    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return str_copy(arena, (struct str){digits + at, sizeof digits - at});
}

bool line_is_blank(struct str line) {
    for (size_t i = 0; i < line.length; i++) {
        if (!char_is_blank(line.data[i]) && line.data[i] != '>') {
            return false;
        }
    }
    return true;
}

size_t line_prefix_bytes(struct str line, uint32_t quote_count) {
    size_t at = 0;

    while (at < line.length) {
        if (line.data[at] == '>' && quote_count > 0) {
            quote_count--;
        } else if (line.data[at] != ' ' && line.data[at] != '\t') {
            break;
        }
        at++;
    }
    return at;
}

uint32_t mark_quote_count(const struct mark *mark) {
    uint32_t count = 0;

    for (const struct mark *at = mark; at; at = at->parent) {
        count += at->kind == MARK_QUOTE;
    }
    return count;
}

/* ---- limits ---- */

/* Where a thematic break could start: from here to the end there is only one of * - _ and blanks.
 */
static size_t rule_start(struct str line) {
    size_t at = line.length;
    char sign = '\0';

    while (at > 0) {
        char c = line.data[at - 1];

        if (!char_is_blank(c)) {
            if (sign == '\0' && (c == '*' || c == '-')) {
                sign = c;
            }
            if (c != sign) {
                break;
            }
        }
        at--;
    }
    return at;
}

/* The length of the container marker at `at`, or 0. */
static size_t marker_bytes(struct str line, size_t at) {
    char c = line.data[at];
    size_t end = at + 1;

    if (c == '>') {
        return 1;
    }
    if (char_is_digit(c)) {
        while (end < line.length && end - at < 9 && char_is_digit(line.data[end])) {
            end++;
        }
        if (end == line.length || (line.data[end] != '.' && line.data[end] != ')')) {
            return 0;
        }
        end++;
    } else if (c != '-' && c != '*' && c != '+') {
        return 0;
    }
    return end == line.length || char_is_blank(line.data[end]) ? end - at : 0;
}

/* The offset of the first container marker that is too deep, or STR_NONE. Deep nesting costs cmark
   the square of its depth, so such a line must not reach it, not even in code. */
static size_t find_too_deep(struct str line) {
    size_t at = 0, column = 0, count = 0;
    size_t rule = STR_NONE;

    while (at < line.length) {
        size_t bytes;

        if (char_is_blank(line.data[at])) {
            column = line.data[at] == '\t' ? (column / 4 + 1) * 4 : column + 1;
            at++;
            continue;
        }
        bytes = marker_bytes(line, at);
        if (bytes == 0) {
            return STR_NONE;
        }
        count++;
        if (count > MARKDOWN_MAX_DEPTH || column > INDENT_MAX_COLUMNS) {
            rule = rule == STR_NONE ? rule_start(line) : rule;
            return at >= rule ? STR_NONE : at;
        }
        at += bytes;
        column += bytes;
    }
    return STR_NONE;
}

static size_t count_pairs(struct str text, char first, char second) {
    size_t count = 0;

    for (size_t at = text_find_pair(text, first, second, 0); at != STR_NONE;
         at = text_find_pair(text, first, second, at + 1)) {
        count++;
    }
    return count;
}

static size_t count_char(struct str text, char c) {
    size_t count = 0;

    for (size_t at = str_find_char(text, c, 0); at != STR_NONE;
         at = str_find_char(text, c, at + 1)) {
        count++;
    }
    return count;
}

static bool check_line(struct document *document, uint32_t line) {
    struct str text = lines_get(&document->source, line);
    size_t deep;

    if (text.length > MARKDOWN_MAX_LINE_BYTES) {
        REPORT(document, &MSG_MARKDOWN_LINE, source_place(document, line, 0),
               str_format(document->arena, "%zu", text.length),
               str_format(document->arena, "%d", MARKDOWN_MAX_LINE_BYTES));
        return false;
    }
    deep = find_too_deep(text);
    if (deep != STR_NONE) {
        REPORT(document, &MSG_MARKDOWN_DEPTH, source_place(document, line, deep));
        return false;
    }
    return true;
}

/* Sums up, for each run of lines without a blank one, what its brackets may cost. */
static bool check_brackets(struct document *document) {
    struct str text = document->source.text;
    uint64_t images = count_pairs(text, '!', '['), steps = 0, closers = 0;

    if (images == 0 || images * count_char(text, ']') <= BRACKETS_MAX_STEPS) {
        return true;
    }
    images = 0;
    for (uint32_t line = 1; line <= document->source.count; line++) {
        struct str row = lines_get(&document->source, line);

        if (line_is_blank(row)) {
            images = closers = 0;
            continue;
        }
        steps -= images * closers;
        images += count_pairs(row, '!', '[');
        closers += count_char(row, ']');
        steps += images * closers;
        if (steps > BRACKETS_MAX_STEPS) {
            REPORT(document, &MSG_MARKDOWN_BRACKETS, source_place(document, line, 0));
            return false;
        }
    }
    return true;
}

bool lines_check(struct document *document) {
    bool is_good = true;

    if (document->source.text.length > MARKDOWN_MAX_FILE_BYTES) {
        REPORT(document, &MSG_MARKDOWN_SIZE, source_place(document, 1, 0),
               str_format(document->arena, "%zu", document->source.text.length),
               str_format(document->arena, "%d", MARKDOWN_MAX_FILE_BYTES));
        return false;
    }
    for (uint32_t line = 1; line <= document->source.count; line++) {
        is_good = check_line(document, line) && is_good;
    }
    return is_good && check_brackets(document);
}

/* ---- places ---- */

struct place source_place(const struct document *document, uint32_t line, size_t at) {
    struct str text = lines_get(&document->source, line);

    if (document->value && line > 0 && line <= document->source.count) {
        size_t start = document->source.starts[line - 1];

        return node_text_place(document->path, document->value,
                               start + (at < text.length ? at : text.length));
    }
    return (struct place){
        .path = document->path,
        .line = document->first_line + line - 1,
        .column = (uint32_t)utf8_count(str_slice(text, 0, at)) + 1,
    };
}

struct text_spot document_spot(const struct document *document, uint32_t line, size_t at) {
    struct str text = lines_get(&document->lines, line);
    size_t start = 0;

    at = at < text.length ? at : text.length;
    for (size_t i = 0; i < at; i++) {
        /* ^ \3 ^ stands for one bracket. */
        start += text.data[i] == TOKEN_SPAN_START ? 2 : 0;
    }
    at = at > start ? at - start : 0;
    if (line > document->moved_line_count) {
        return (struct text_spot){line - document->moved_line_count, at};
    }
    if (line == 0) {
        return (struct text_spot){1, 0};
    }
    at = (at > 2 ? at - 2 : 0) + document->moved_lines[line - 1].removed_bytes;
    return (struct text_spot){document->moved_lines[line - 1].line, at};
}

static struct place place_of(const struct document *document, uint32_t line, size_t at) {
    struct text_spot spot = document_spot(document, line, at);

    return source_place(document, spot.line, spot.at);
}

/* Bytes of raw cell text that give `bytes` bytes of a cell: "\|" gives one. */
static size_t raw_bytes(struct str raw, size_t bytes) {
    size_t at = 0;

    while (bytes > 0 && at < raw.length) {
        if (raw.data[at] == '\\' && at + 1 < raw.length && raw.data[at + 1] == '|') {
            at++;
        }
        at++;
        bytes--;
    }
    return at;
}

struct place document_place_behind(const struct document *document, const struct mark *mark,
                                   size_t bytes) {
    const struct mark *block = mark_block(mark);
    size_t at = (mark->column > 0 ? mark->column - 1 : 0) + bytes;
    size_t indent;

    if (mark->line & CELL_LINE) {
        size_t index = (mark->line & ~CELL_LINE) - 1;
        const struct cell_source *cell;

        if (index >= document->cells.count) {
            return place_of(document, 1, 0);
        }
        cell = &document->cells.items[index];
        return place_of(document, cell->line,
                        cell->column - 1 + raw_bytes(cell->raw, at > 2 ? at - 2 : 0));
    }
    if (mark->line > block->line && block->column > 0 && mark_is_inline(mark)) {
        /* cmark forgot what stood before the text in the second line and later ones. */
        indent = block->column - 1;
        at = (at > indent ? at - indent : 0) +
             line_prefix_bytes(lines_get(&document->lines, mark->line), mark_quote_count(block));
    }
    return place_of(document, mark->line, at);
}

struct place document_place(const struct document *document, const struct mark *mark) {
    if ((mark->kind == MARK_LINK || mark->kind == MARK_IMAGE) && mark->first &&
        mark->first->line < mark->line) {
        /* cmark gives a link the line it ends in. */
        return document_place_behind(document, mark->first, 0);
    }
    return document_place_behind(document, mark, 0);
}
