#include "sources/segments.h"

#include "sources/markdown_document.h"

struct finder {
    struct document *document;
    struct segments *segments;
    struct map counts;    /* id of a place -> uint32_t, the texts it has had */
    struct str section;   /* id of the last heading */
    struct str table;     /* id of the table being walked through */
    uint32_t row, column; /* in it */
    struct str note;      /* id of the footnote being walked through; or empty */
    const struct footnote *footnote;
    size_t cell; /* next in document->cells */
};

/* ---- Ids ---------------------------------------------------------------------------------------
 */

/* The numbered paragraph, section or footnote that a block stands in. */
static struct str place_of(const struct finder *finder, const struct mark *block) {
    if (!str_is_empty(finder->note)) {
        return finder->note;
    }
    for (const struct mark *at = block; at; at = at->parent) {
        if (at->kind == MARK_ITEM && !str_is_empty(at->id)) {
            return at->id;
        }
    }
    return finder->section;
}

static struct str next_id(struct finder *finder, struct str place) {
    struct arena *arena = finder->document->arena;
    uint32_t *count = map_get(&finder->counts, place);
    if (!count) {
        count = ARENA_NEW(arena, uint32_t);
        map_put(&finder->counts, place, count);
    }
    ++*count;
    return *count == 1 ? place : str_join(arena, place, STR("."), text_of_number(arena, *count));
}

/* ---- Texts -------------------------------------------------------------------------------------
 */

/* Whether a line ends so that the next one begins on a line of its own. */
static bool is_hard_break(struct str line) {
    size_t backslashes = 0;
    while (backslashes < line.length && line.data[line.length - 1 - backslashes] == '\\') {
        backslashes++;
    }
    return backslashes % 2 == 1 || str_ends(line, STR("  "));
}

/* Definitions of links need lines of their own, so a text that may begin with them keeps its lines.
 */
static void add_line(struct strbuf *out, struct str line, struct str before) {
    if (out->length > 0) {
        bool is_kept = is_hard_break(before) || out->data[0] == '[';
        strbuf_add_char(out, is_kept ? '\n' : ' ');
    }
    strbuf_add(out, line);
}

/* A line without the blanks at its ends, but for those that are a hard break. */
static struct str trim_line(struct str line) {
    struct str trimmed = str_trim(line);
    if (is_hard_break(line) && !str_ends(trimmed, STR("\\"))) {
        trimmed.length += 2;
    }
    return trimmed;
}

struct str segment_one_line(struct str text, struct arena *arena) {
    struct strbuf out = {0};
    struct str rest = str_trim(text), before = {0};
    while (rest.length > 0) {
        struct str line = trim_line(str_cut(&rest, '\n'));
        if (!str_is_empty(str_trim(line))) {
            add_line(&out, line, before);
            before = line;
        }
    }
    struct str one = str_trim(str_copy(arena, strbuf_view(&out)));
    strbuf_release(&out);
    return one;
}

/* Lists and quotations go on in the next line where their marks were. */
static struct str make_prefix(struct arena *arena, struct str before) {
    char *prefix = arena_alloc(arena, before.length + 1);
    for (size_t i = 0; i < before.length; i++) {
        prefix[i] = before.data[i] == '>' || before.data[i] == '\t' ? before.data[i] : ' ';
    }
    return (struct str){prefix, before.length};
}

/* ---- Segments ----------------------------------------------------------------------------------
 */

static size_t offset_of(const struct finder *finder, struct text_spot spot) {
    const struct lines *source = &finder->document->source;
    return source->starts[spot.line - 1] + spot.at;
}

/* From the spot on, to the end of its line. */
static struct str line_from(const struct finder *finder, struct text_spot spot) {
    return str_from_byte(lines_get(&finder->document->source, spot.line), spot.at);
}

static void add(struct finder *finder, struct str id, const struct mark *mark,
                enum segment_kind kind, struct text_spot first, size_t end, struct str text) {
    struct document *document = finder->document;
    struct str line = lines_get(&document->source, first.line);
    *LIST_ADD(&finder->segments->list, document->arena) =
        (struct segment){.id = id,
                         .text = text,
                         .line = first.line,
                         .at = offset_of(finder, first),
                         .end = end,
                         .prefix = make_prefix(document->arena, str_slice(line, 0, first.at)),
                         .kind = kind,
                         .mark = mark,
                         .footnote = finder->footnote};
}

/* Some lines of a block, without what its containers put before each. */
static void add_lines(struct finder *finder, struct str id, const struct mark *block,
                      uint32_t last) {
    struct document *document = finder->document;
    uint32_t quotes = mark_quote_count(block);
    struct strbuf text = {0};
    struct str before = {0};
    struct text_spot first = document_spot(document, block->line, block->column - 1);
    size_t end = 0;
    for (uint32_t at = block->line; at <= last && at <= document->lines.count; at++) {
        size_t from = at == block->line
                          ? block->column - 1
                          : line_prefix_bytes(lines_get(&document->lines, at), quotes);
        struct text_spot spot = document_spot(document, at, from);
        struct str line = trim_line(line_from(finder, spot));
        add_line(&text, line, before);
        end = offset_of(finder, spot) + str_trim(line_from(finder, spot)).length;
        before = line;
    }
    struct str all = str_trim(str_copy(document->arena, strbuf_view(&text)));
    strbuf_release(&text);
    if (all.length > 0) {
        add(finder, id, block, SEGMENT_PARAGRAPH, first, end, all);
    }
}

/* What stands between the signs of a heading: "## Results ##". */
static struct str heading_text(struct str line, size_t *from) {
    size_t to = str_trim(line).length, signs;
    *from = 0;
    while (*from < to && line.data[*from] == '#') {
        ++*from;
    }
    while (*from < to && char_is_blank(line.data[*from])) {
        ++*from;
    }
    signs = to;
    while (signs > *from && line.data[signs - 1] == '#') {
        signs--;
    }
    if (signs == *from || char_is_blank(line.data[signs - 1])) {
        to = signs;
    }
    while (to > *from && char_is_blank(line.data[to - 1])) {
        to--;
    }
    return str_slice(line, *from, to);
}

static bool is_underline(struct str line) {
    line = str_trim(line);
    for (size_t i = 0; i < line.length; i++) {
        if (line.data[i] != line.data[0] || (line.data[i] != '=' && line.data[i] != '-')) {
            return false;
        }
    }
    return line.length > 0;
}

/* cmark says now the line of the underline, now the one behind it. */
static uint32_t last_line_of_underlined(const struct finder *finder, const struct mark *heading) {
    const struct lines *lines = &finder->document->lines;
    uint32_t quotes = mark_quote_count(heading), at = heading->line + 1;
    while (at <= lines->count) {
        struct str line = lines_get(lines, at);
        if (is_underline(str_from_byte(line, line_prefix_bytes(line, quotes)))) {
            break;
        }
        at++;
    }
    return at - 1;
}

static void add_heading(struct finder *finder, struct str id, const struct mark *heading) {
    struct text_spot spot = document_spot(finder->document, heading->line, heading->column - 1);
    struct str line = line_from(finder, spot);
    if (!str_starts(line, STR("#"))) {
        add_lines(finder, id, heading, last_line_of_underlined(finder, heading));
        return;
    }
    size_t from;
    struct str text = heading_text(line, &from);
    if (text.length > 0) {
        spot.at += from;
        add(finder, id, heading, SEGMENT_HEADING, spot, offset_of(finder, spot) + text.length,
            text);
    }
}

/* A cell or caption that is not empty. */
static void add_cell(struct finder *finder, struct str id, const struct mark *cell,
                     enum segment_kind kind) {
    struct document *document = finder->document;
    if (finder->cell >= document->cells.count || document->cells.items[finder->cell].cell != cell) {
        return;
    }
    const struct cell_source *source = &document->cells.items[finder->cell++];
    struct str text = tokens_restore(document->arena, source->raw);
    struct text_spot spot = document_spot(document, source->line, source->column - 1);
    add(finder, id, cell, kind, spot, offset_of(finder, spot) + text.length, text);
}

static void find_in_table(struct finder *finder, const struct mark *mark) {
    struct arena *arena = finder->document->arena;
    if (mark->kind == MARK_ROW) {
        finder->row++;
        finder->column = 0;
    } else if (mark->kind == MARK_CAPTION) {
        add_cell(finder, str_join(arena, finder->table, STR("-caption")), mark, SEGMENT_CAPTION);
    } else {
        struct str id =
            str_format(arena, "%.*s-r%uc%u", STR_ARG(finder->table), finder->row, ++finder->column);
        add_cell(finder, id, mark, SEGMENT_CELL);
    }
}

static void find_in(struct finder *finder, const struct mark *mark) {
    switch (mark->kind) {
    case MARK_HEADING:
        if (str_is_empty(finder->note)) {
            finder->section = str_is_empty(mark->id) ? finder->section : mark->id;
        }
        add_heading(finder, next_id(finder, place_of(finder, mark)), mark);
        break;
    case MARK_PARAGRAPH:
        add_lines(finder, next_id(finder, place_of(finder, mark)), mark, mark->end_line);
        break;
    case MARK_TABLE:
        finder->table = next_id(finder, place_of(finder, mark));
        finder->row = UINT32_MAX; /* the header is row 0 */
        break;
    case MARK_CAPTION:
    case MARK_ROW:
    case MARK_CELL:
        find_in_table(finder, mark);
        break;
    default:
        break;
    }
}

static void find_below(struct finder *finder, const struct mark *root) {
    for (const struct mark *mark = root->first; mark; mark = mark_after(mark, root)) {
        find_in(finder, mark);
    }
}

void segments_find(struct document *document, struct segments *segments) {
    struct finder finder = {.document = document, .segments = segments, .section = STR("body")};

    *segments = (struct segments){0};
    if (!document->root) {
        return;
    }
    finder.counts = map_make(document->arena);
    find_below(&finder, document->root);
    for (size_t i = 0; i < document->footnotes.count; i++) {
        finder.footnote = &document->footnotes.items[i];
        finder.note = str_join(document->arena, STR("note-"), finder.footnote->name);
        find_below(&finder, finder.footnote->body);
    }
}

void segments_mark(struct document *document) {
    const struct markdown_setting *setting = document->setting;
    struct segments segments;
    if (setting->followed_count == 0) {
        return;
    }
    struct map followed = map_make(document->arena);
    for (size_t i = 0; i < setting->followed_count; i++) {
        map_put(&followed, setting->followed[i].id, (void *)&setting->followed[i]);
    }
    segments_find(document, &segments);
    for (size_t i = 0; i < segments.list.count; i++) {
        const struct segment *segment = &segments.list.items[i];
        struct mark *block = (struct mark *)segment->mark; /* the document is ours */
        block->followed = map_get(&followed, segment->id);
    }
}

void segments_read(struct str text, enum markdown_numbering numbering,
                   const struct outline *original, struct arena *arena, struct segments *segments) {
    struct markdown_setting setting = {0};
    struct document document = {
        .arena = arena, .first_line = 1, .numbering = numbering, .setting = &setting};

    markdown_take_heading_ids(&setting, original, arena);
    document_read(&document, text);
    segments_find(&document, segments);
}
