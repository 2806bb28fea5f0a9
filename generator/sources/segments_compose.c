/* A text with other segments. */
#include "sources/segments.h"

#include <stdlib.h>

/* ---- What would begin something else at the start of a line --------------------------------- */

static size_t count_run(struct str line, char c) {
    size_t count = 0;
    while (count < line.length && line.data[count] == c) {
        count++;
    }
    return count;
}

static bool has_blank_at(struct str line, size_t at) {
    return at >= line.length || char_is_blank(line.data[at]);
}

/* "---", "* * *", "===", "|---|:--": rules, underlines, the second row of a table. */
static bool has_only(struct str line, const char *characters) {
    for (size_t i = 0; i < line.length; i++) {
        if (!char_is_blank(line.data[i]) && !strchr(characters, line.data[i])) {
            return false;
        }
    }
    return true;
}

/* "[name]:" begins a definition. */
static bool is_definition(struct str line) {
    size_t end = str_find_char(line, ']', 0);
    return line.data[0] == '[' && end != STR_NONE && end + 1 < line.length &&
           line.data[end + 1] == ':';
}

/* Where a backslash must go so that the line is text; STR_NONE: nowhere. */
static size_t find_escape(struct str line) {
    size_t digits = 0;
    switch (line.data[0]) {
    case '#':
        return has_blank_at(line, count_run(line, '#')) ? 0 : STR_NONE;
    case '>':
    case '<':
    case '|':
        return 0;
    case '-':
    case '+':
    case '*':
        return has_blank_at(line, 1) || has_only(line, "-*|:") ? 0 : STR_NONE;
    case '_':
        return has_only(line, "_") ? 0 : STR_NONE;
    case '=':
        return has_only(line, "=") ? 0 : STR_NONE;
    case ':':
        return has_blank_at(line, 1) || has_only(line, "-|:") ? 0 : STR_NONE;
    case '`':
    case '~':
        return count_run(line, line.data[0]) >= 3 ? 0 : STR_NONE;
    case '[':
        return is_definition(line) ? 0 : STR_NONE;
    default:
        break;
    }
    while (digits < line.length && char_is_digit(line.data[digits])) {
        digits++;
    }
    bool is_marker = digits > 0 && digits < line.length &&
                     (line.data[digits] == '.' || line.data[digits] == ')') &&
                     has_blank_at(line, digits + 1);
    return is_marker ? digits : STR_NONE;
}

static void add_escaped_at(struct strbuf *out, struct str line, size_t at) {
    if (at == STR_NONE) {
        strbuf_add(out, line);
        return;
    }
    strbuf_add(out, str_slice(line, 0, at));
    strbuf_add_char(out, '\\');
    strbuf_add(out, str_from_byte(line, at));
}

/* ---- One segment ----------------------------------------------------------------------------- */

/* The source begins so and is a paragraph, so the translation may too; definitions of links may
   begin further lines. */
static bool may_begin_alike(const struct segment *segment, struct str line, bool is_first) {
    struct str source = segment->text;
    return source.data[0] == line.data[0] &&
           (source.data[0] == '[' || (is_first && find_escape(source) != STR_NONE));
}

static void add_paragraph(struct strbuf *out, const struct segment *segment, struct str text) {
    bool is_first = true;
    while (text.length > 0) {
        struct str line = str_cut(&text, '\n');
        size_t from = 0;
        while (from < line.length && char_is_blank(line.data[from])) {
            from++;
        }
        line = str_from_byte(line, from);
        if (str_is_empty(str_trim(line))) {
            continue; /* would end the paragraph */
        }
        if (!is_first) {
            strbuf_add_char(out, '\n');
            strbuf_add(out, segment->prefix);
        }
        add_escaped_at(out, line,
                       may_begin_alike(segment, line, is_first) ? STR_NONE : find_escape(line));
        is_first = false;
    }
}

/* The one line of a heading, cell or caption. */
static void add_inline(struct strbuf *out, enum segment_kind kind, struct str text) {
    bool is_escaped = false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        bool is_end_sign = kind == SEGMENT_HEADING && c == '#' && i + 1 == text.length;
        if (!is_escaped && (is_end_sign || (kind == SEGMENT_CELL && c == '|'))) {
            strbuf_add_char(out, '\\');
        }
        is_escaped = c == '\\' && !is_escaped;
        strbuf_add_char(out, c == '\n' ? ' ' : c);
    }
}

static void add_segment(struct strbuf *out, const struct segment *segment, struct str source,
                        struct str translation) {
    struct str text = str_trim(translation);
    if (str_is_empty(text)) {
        strbuf_add(out, source);
    } else if (segment->kind == SEGMENT_PARAGRAPH) {
        add_paragraph(out, segment, text);
    } else {
        add_inline(out, segment->kind, text);
    }
}

/* ---- All of them ----------------------------------------------------------------------------- */

static int compare_spots(const void *left, const void *right) {
    const struct segment_spot *a = left, *b = right;
    return a->at < b->at ? -1 : a->at > b->at;
}

void segments_compose(struct str text, const struct segments *segments,
                      const struct str *translations, struct strbuf *out,
                      struct segment_spot *spots) {
    size_t count = segments->list.count, at = 0, start = out->length;
    struct arena arena = {0};
    struct segment_spot *order = spots ? spots : ARENA_ARRAY(&arena, struct segment_spot, count);
    for (size_t i = 0; i < count; i++) {
        order[i] = (struct segment_spot){segments->list.items[i].at, i};
    }
    if (count > 1) {
        qsort(order, count, sizeof *order, compare_spots);
    }
    for (size_t i = 0; i < count; i++) {
        const struct segment *segment = &segments->list.items[order[i].index];
        strbuf_add(out, str_slice(text, at, segment->at));
        order[i].at = out->length - start;
        add_segment(out, segment, str_slice(text, segment->at, segment->end),
                    translations[order[i].index]);
        at = segment->end;
    }
    strbuf_add(out, str_from_byte(text, at));
    arena_release(&arena);
}
