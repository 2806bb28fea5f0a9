#include "sources/markdown_document.h"

/* ---- before cmark: definitions are moved to the front ---- */

/* A definition as its lines stand in the text. */
struct definition {
    struct str name;
    size_t text_at;       /* where its first line's text begins */
    uint32_t first, last; /* lines */
};

struct mover {
    struct document *document;
    struct lines lines; /* with tokens */
    bool *is_code;      /* by line: stands in a code block; NULL if there is none */
    bool *is_moved;     /* by line */
    LIST(struct definition) definitions;
    LIST(struct moved_line) moved;
};

/* Reads `^ \1 name ^ :` at the start of a line. */
static bool read_definition(struct document *document, struct str line,
                            struct definition *definition) {
    size_t at = 0, end;

    while (at < line.length && at < 3 && line.data[at] == ' ') {
        at++;
    }
    if (at + 2 >= line.length || line.data[at] != '^' || line.data[at + 1] != TOKEN_FOOTNOTE) {
        return false;
    }
    end = str_find_char(line, '^', at + 2);
    if (end == STR_NONE || end + 1 >= line.length || line.data[end + 1] != ':') {
        return false;
    }
    definition->name = tokens_restore(document->arena, str_slice(line, at + 2, end));
    definition->text_at = end + 2;
    while (definition->text_at < line.length && char_is_blank(line.data[definition->text_at])) {
        definition->text_at++;
    }
    return true;
}

/* The bytes of an indentation of four columns, or 0 if there is less. */
static size_t indent_bytes(struct str line) {
    size_t at = 0, column = 0;

    while (at < line.length && column < 4 && (line.data[at] == ' ' || line.data[at] == '\t')) {
        column = line.data[at] == '\t' ? 4 : column + 1;
        at++;
    }
    return column >= 4 ? at : 0;
}

/* Whether an unindented line just goes on with the paragraph above it. */
static bool goes_on(struct mover *mover, struct str line) {
    struct definition other;
    size_t at = 0;
    char c;

    if (read_definition(mover->document, line, &other)) {
        return false;
    }
    while (at < line.length && line.data[at] == ' ') {
        at++;
    }
    c = line.data[at];
    return c != '#' && c != '>' && c != '|' && c != '`' && c != '~' && c != '<' && c != '-' &&
           c != '*' && c != '+' && c != '=' && c != ':' && !char_is_digit(c);
}

static bool is_empty_line(struct str line) {
    return str_is_empty(str_trim(line));
}

static uint32_t find_last_line(struct mover *mover, uint32_t first) {
    uint32_t last = first;
    bool is_after_blank = false;

    for (uint32_t at = first + 1; at <= mover->lines.count; at++) {
        struct str line = lines_get(&mover->lines, at);

        if (is_empty_line(line)) {
            is_after_blank = true;
        } else if (indent_bytes(line) > 0 || (!is_after_blank && goes_on(mover, line))) {
            last = at;
            is_after_blank = false;
        } else {
            break;
        }
    }
    return last;
}

/* cmark knows best which lines are code; it is asked only if there may be any. */
static void find_code(struct mover *mover) {
    struct document *document = mover->document;
    struct diags *diags = document->diags;
    struct str text = mover->lines.text;
    struct mark *root;

    if (str_find(text, STR("```"), 0) == STR_NONE && str_find(text, STR("~~~"), 0) == STR_NONE) {
        return;
    }
    document->diags = NULL;
    root = markdown_parse(document, text, 0);
    document->diags = diags;
    if (!root) {
        return;
    }
    mover->is_code = ARENA_ARRAY(document->arena, bool, (size_t)mover->lines.count + 1);
    for (const struct mark *mark = root; mark; mark = mark_after(mark, root)) {
        for (uint32_t line = mark->line;
             mark->kind == MARK_CODE_BLOCK && line <= mark->end_line && line <= mover->lines.count;
             line++) {
            mover->is_code[line] = true;
        }
    }
}

static void find_definitions(struct mover *mover) {
    for (uint32_t line = 1; line <= mover->lines.count; line++) {
        struct definition found = {.first = line};

        if (!read_definition(mover->document, lines_get(&mover->lines, line), &found)) {
            continue;
        }
        if (mover->definitions.count == 0) {
            find_code(mover);
        }
        if (mover->is_code && mover->is_code[line]) {
            continue;
        }
        found.last = find_last_line(mover, line);
        *LIST_ADD(&mover->definitions, mover->document->arena) = found;
        line = found.last;
    }
}

static void add_moved_line(struct mover *mover, struct strbuf *out, struct str line,
                           struct moved_line moved) {
    strbuf_add(out, STR("> "));
    strbuf_add(out, str_from_byte(line, moved.removed_bytes));
    strbuf_add_char(out, '\n');
    *LIST_ADD(&mover->moved, mover->document->arena) = moved;
}

/* Each definition as a quotation of its own. */
static void move_definition(struct mover *mover, const struct definition *definition,
                            struct strbuf *out) {
    for (uint32_t at = definition->first; at <= definition->last; at++) {
        struct str line = lines_get(&mover->lines, at);
        size_t removed = at == definition->first ? definition->text_at : indent_bytes(line);

        add_moved_line(mover, out, line, (struct moved_line){at, (uint32_t)removed});
        mover->is_moved[at] = true;
    }
    strbuf_add_char(out, '\n');
    *LIST_ADD(&mover->moved, mover->document->arena) = (struct moved_line){definition->last, 0};
}

static void add_footnote(struct document *document, const struct definition *definition) {
    struct footnote *footnote = LIST_ADD(&document->footnotes, document->arena);

    footnote->name = definition->name;
    footnote->line = definition->first;
}

/* The footnotes stand still now: pointers to them may be kept. */
static void name_footnotes(struct document *document) {
    document->footnotes_by_name = map_make(document->arena);
    for (size_t i = 0; i < document->footnotes.count; i++) {
        struct footnote *footnote = &document->footnotes.items[i];
        struct footnote *first = map_put(&document->footnotes_by_name, footnote->name, footnote);

        if (first != footnote && document->diags) {
            struct diag *twice = diag(document->diags, &MSG_FOOTNOTE_TWICE,
                                      source_place(document, footnote->line, 0), footnote->name);

            diag_note(document->diags, twice, &MSG_FOOTNOTE_FIRST,
                      source_place(document, first->line, 0));
        }
    }
}

static struct str write_text(struct mover *mover) {
    struct arena *arena = mover->document->arena;
    struct strbuf out = {0};
    struct str text;

    for (size_t i = 0; i < mover->definitions.count; i++) {
        move_definition(mover, &mover->definitions.items[i], &out);
    }
    for (uint32_t line = 1; line <= mover->lines.count; line++) {
        if (!mover->is_moved[line]) {
            strbuf_add(&out, lines_get(&mover->lines, line));
        }
        strbuf_add_char(&out, '\n');
    }
    text = str_copy(arena, strbuf_view(&out));
    strbuf_release(&out);
    return text;
}

struct str footnotes_take_out(struct document *document, struct str text) {
    struct mover mover = {.document = document};

    if (!document->has_tokens) {
        return text;
    }
    mover.lines = lines_make(document->arena, text);
    find_definitions(&mover);
    if (mover.definitions.count == 0) {
        return text;
    }
    if (mover.definitions.count > MARKDOWN_MAX_FOOTNOTES) {
        REPORT(document, &MSG_FOOTNOTE_MANY,
               source_place(document, mover.definitions.items[MARKDOWN_MAX_FOOTNOTES].first, 0),
               str_format(document->arena, "%zu", mover.definitions.count),
               str_format(document->arena, "%d", MARKDOWN_MAX_FOOTNOTES));
        mover.definitions.count = MARKDOWN_MAX_FOOTNOTES;
    }
    mover.is_moved = ARENA_ARRAY(document->arena, bool, (size_t)mover.lines.count + 1);
    text = write_text(&mover);
    for (size_t i = 0; i < mover.definitions.count; i++) {
        add_footnote(document, &mover.definitions.items[i]);
    }
    name_footnotes(document);
    document->moved_lines = mover.moved.items;
    document->moved_line_count = (uint32_t)mover.moved.count;
    return text;
}

/* ---- after cmark ---- */

void footnotes_take_bodies(struct document *document) {
    struct mark *root = document->root;

    for (size_t i = 0; i < document->footnotes.count; i++) {
        struct mark *body = root->first;

        if (body && body->kind == MARK_QUOTE && body->line <= document->moved_line_count) {
            root->first = body->next;
            root->last = root->first ? root->last : NULL;
            body->next = NULL;
            body->parent = NULL;
        } else {
            body = ARENA_NEW(document->arena, struct mark);
            body->kind = MARK_QUOTE;
        }
        document->footnotes.items[i].body = body;
    }
}

static bool is_in_link(const struct mark *mark) {
    for (; mark; mark = mark->parent) {
        if (mark->kind == MARK_LINK || mark->kind == MARK_IMAGE) {
            return true;
        }
    }
    return false;
}

static struct footnote *find(struct document *document, const struct mark *reference) {
    struct footnote *footnote = NULL;

    if (document->footnotes.count > 0) {
        footnote = map_get(&document->footnotes_by_name, reference->text);
    }
    if (!footnote) {
        REPORT(document, &MSG_FOOTNOTE_UNDEFINED, document_place(document, reference),
               reference->text);
    } else if (is_in_link(reference)) {
        REPORT(document, &MSG_FOOTNOTE_IN_LINK, document_place(document, reference),
               reference->text);
        footnote = NULL;
    }
    return footnote;
}

/* Numbers the references below `root`; returns how many there are. */
static size_t number_below(struct document *document, const struct mark *root) {
    size_t count = 0;

    for (struct mark *mark = root->first; mark; mark = mark_after(mark, root)) {
        struct footnote *footnote;

        if (mark->kind != MARK_FOOTNOTE) {
            continue;
        }
        count++;
        footnote = find(document, mark);
        if (!footnote) {
            continue;
        }
        if (footnote->number == 0) {
            *LIST_ADD(&document->shown_footnotes, document->arena) = footnote;
            footnote->number = (uint32_t)document->shown_footnotes.count;
        }
        mark->number = footnote->number;
        mark->count = ++footnote->reference_count;
    }
    return count;
}

void footnotes_number(struct document *document) {
    size_t count;

    if (!document->has_tokens) {
        return;
    }
    count = number_below(document, document->root);
    for (size_t i = 0; i < document->shown_footnotes.count; i++) {
        count += number_below(document, document->shown_footnotes.items[i]->body);
    }
    for (size_t i = 0; i < document->footnotes.count; i++) {
        struct footnote *footnote = &document->footnotes.items[i];

        if (footnote->number == 0 &&
            map_get(&document->footnotes_by_name, footnote->name) == footnote) {
            REPORT(document, &MSG_FOOTNOTE_UNUSED, source_place(document, footnote->line, 0),
                   footnote->name);
        }
    }
    if (count > MARKDOWN_MAX_FOOTNOTE_REFERENCES) {
        REPORT(document, &MSG_FOOTNOTE_REFERENCES, source_place(document, 1, 0),
               str_format(document->arena, "%zu", count),
               str_format(document->arena, "%d", MARKDOWN_MAX_FOOTNOTE_REFERENCES));
    }
}
