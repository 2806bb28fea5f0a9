#include "sources/markdown_document.h"

#define NAME_MAX 64
#define ATTRIBUTES_MAX 128
#define SPAN_MAX_DEPTH 32

/* ---- before cmark ---- */

/* The text while its brackets are looked at, one paragraph at a time. */
struct bracket_reader {
    char *data;
    size_t length;
    size_t at;
    LIST(size_t) open;         /* offsets of `[` that are not closed yet */
    size_t no_fence_until[17]; /* by length of a backtick run: none closes it before this offset */
    struct arena *arena;
    size_t span_count;
};

static bool is_name_char(char c) {
    return char_is_ascii_letter(c) || char_is_digit(c) || c == '-' || c == '_' || c == '.' ||
           c == ':' || c == '+' || (unsigned char)c >= 0x80;
}

static bool is_attribute_char(char c) {
    return char_is_ascii_letter(c) || char_is_digit(c) || c == '-' || c == '_' || c == '.' ||
           c == ':' || c == '#' || c == '=' || c == '"' || c == '\'' || c == ' ' || c == ',' ||
           c == ';' || c == '/' || c == '?' || c == '@' || c == '%' || c == '!' || c == '+' ||
           (unsigned char)c >= 0x80;
}

/* The end of the run of characters from `from`, at most `limit`, that `is_wanted`. */
static size_t run_end(const struct bracket_reader *reader, size_t from, size_t limit,
                      bool (*is_wanted)(char)) {
    size_t at = from;

    while (at < reader->length && at - from < limit && is_wanted(reader->data[at])) {
        at++;
    }
    return at;
}

static void hide_underscores(struct bracket_reader *reader, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (reader->data[i] == '_') {
            reader->data[i] = TOKEN_UNDERSCORE;
        }
    }
}

/* `[^name]` at the place of the reader. */
static bool take_footnote(struct bracket_reader *reader) {
    char *start = reader->data + reader->at;
    size_t from = reader->at + 2, end;

    if (from >= reader->length || start[1] != '^') {
        return false;
    }
    end = run_end(reader, from, NAME_MAX, is_name_char);
    if (end == from || end == reader->length || reader->data[end] != ']') {
        return false;
    }
    start[0] = '^';
    start[1] = TOKEN_FOOTNOTE;
    reader->data[end] = '^';
    hide_underscores(reader, from, end);
    reader->at = end + 1;
    return true;
}

/* Whether braces hold attributes, right or wrong, and not just text. */
static bool are_attributes(const char *text, size_t length) {
    if (length > 0 && (text[0] == '.' || text[0] == '#' || text[0] == ':')) {
        return length > 1 && char_is_ascii_letter(text[1]);
    }
    return length > 0 && char_is_ascii_letter(text[0]) && memchr(text, '=', length) != NULL;
}

/* `]{lang=fr}` at the place of the reader. */
static bool take_span(struct bracket_reader *reader) {
    size_t from = reader->at + 2, end;

    if (reader->open.count == 0 || from >= reader->length || reader->data[from - 1] != '{') {
        return false;
    }
    end = run_end(reader, from, ATTRIBUTES_MAX, is_attribute_char);
    if (end == reader->length || reader->data[end] != '}' ||
        !are_attributes(reader->data + from, end - from)) {
        return false;
    }
    reader->data[reader->open.items[reader->open.count - 1]] = TOKEN_SPAN_START;
    reader->data[from - 2] = '^';
    reader->data[from - 1] = TOKEN_SPAN_END;
    hide_underscores(reader, from, end);
    reader->span_count++;
    reader->at = end + 1;
    return true;
}

static size_t backticks_end(const struct bracket_reader *reader, size_t at) {
    while (at < reader->length && reader->data[at] == '`') {
        at++;
    }
    return at;
}

static bool is_paragraph_end(const struct bracket_reader *reader, size_t at) {
    return reader->data[at] == '\n' && at + 1 < reader->length && reader->data[at + 1] == '\n';
}

/* Moves behind code in backticks, so that its brackets pair with nothing outside. */
static void skip_code(struct bracket_reader *reader) {
    size_t end = backticks_end(reader, reader->at);
    size_t length = end - reader->at, at = end;

    reader->at = end;
    if (length >= sizeof reader->no_fence_until / sizeof *reader->no_fence_until ||
        reader->no_fence_until[length] > end) {
        return;
    }
    while (at < reader->length && !is_paragraph_end(reader, at)) {
        if (reader->data[at] == '`') {
            size_t run = at;

            at = backticks_end(reader, at);
            if (at - run == length) {
                reader->at = at;
                return;
            }
        } else {
            at++;
        }
    }
    reader->no_fence_until[length] = at + 1;
}

/* A blank line ends a paragraph and what was open in it. */
static void take_line_end(struct bracket_reader *reader) {
    size_t at = reader->at + 1;

    while (at < reader->length && (reader->data[at] == ' ' || reader->data[at] == '>')) {
        at++;
    }
    if (at < reader->length && reader->data[at] == '\n') {
        reader->open.count = 0;
    }
    reader->at++;
}

static void take_next(struct bracket_reader *reader) {
    switch (reader->data[reader->at]) {
    case '\\':
        reader->at++;
        reader->at += reader->at < reader->length && reader->data[reader->at] != '\n';
        break;
    case '`':
        skip_code(reader);
        break;
    case '\n':
        take_line_end(reader);
        break;
    case '[':
        if (!take_footnote(reader)) {
            *LIST_ADD(&reader->open, reader->arena) = reader->at++;
        }
        break;
    case ']':
        if (!take_span(reader)) {
            reader->at++;
        }
        reader->open.count -= reader->open.count > 0;
        break;
    default:
        reader->at++;
    }
}

/* The start of a span needs punctuation on both sides of its token, so that emphasis beside it is
   seen as beside a bracket. */
static struct str widen_starts(struct arena *arena, struct str text, size_t count) {
    char *wide = arena_alloc(arena, text.length + 2 * count + 1);
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == TOKEN_SPAN_START) {
            wide[length++] = '^';
            wide[length++] = TOKEN_SPAN_START;
            wide[length++] = '^';
        } else {
            wide[length++] = text.data[i];
        }
    }
    return (struct str){wide, length};
}

struct str tokens_put(struct document *document, struct str text) {
    struct bracket_reader reader = {.length = text.length, .arena = document->arena};

    if (text_find_pair(text, '[', '^', 0) == STR_NONE &&
        text_find_pair(text, ']', '{', 0) == STR_NONE) {
        return text;
    }
    document->has_tokens = true;
    reader.data = arena_alloc(document->arena, text.length + 1);
    for (size_t i = 0; i < text.length; i++) {
        /* A control character is an error of the file; here it must not pass for a token. */
        reader.data[i] = text.data[i] > 0 && text.data[i] <= TOKEN_LAST ? '?' : text.data[i];
    }
    while (reader.at < reader.length) {
        take_next(&reader);
    }
    return reader.span_count == 0
               ? (struct str){reader.data, reader.length}
               : widen_starts(document->arena, (struct str){reader.data, reader.length},
                              reader.span_count);
}

/* ---- back to text ---- */

static bool is_token(char c) {
    return c > 0 && c <= TOKEN_LAST;
}

static bool has_tokens(struct str text) {
    for (size_t i = 0; i < text.length; i++) {
        if (is_token(text.data[i])) {
            return true;
        }
    }
    return false;
}

/* Writes what the token at `at` (its first '^') stands for, and returns where it ends. */
static size_t restore_token(struct str text, size_t at, char *out, size_t *length) {
    char token = text.data[at + 1];

    if (token == TOKEN_SPAN_START) {
        out[(*length)++] = '[';
        return at + 3;
    }
    if (token == TOKEN_SPAN_END) {
        out[(*length)++] = ']';
        out[(*length)++] = '{';
        return at + 2;
    }
    out[(*length)++] = '[';
    out[(*length)++] = '^';
    for (at += 2; at < text.length && text.data[at] != '^'; at++) {
        out[(*length)++] = text.data[at] == TOKEN_UNDERSCORE ? '_' : text.data[at];
    }
    out[(*length)++] = ']';
    return at + 1;
}

struct str tokens_restore(struct arena *arena, struct str text) {
    size_t length = 0, at = 0;
    char *out;

    if (!has_tokens(text)) {
        return text;
    }
    out = arena_alloc(arena, text.length + 2);
    while (at < text.length) {
        if (text.data[at] == '^' && at + 1 < text.length && is_token(text.data[at + 1]) &&
            text.data[at + 1] != TOKEN_UNDERSCORE) {
            at = restore_token(text, at, out, &length);
            continue;
        }
        out[length++] = text.data[at] == TOKEN_UNDERSCORE ? '_' : text.data[at];
        at++;
    }
    return (struct str){out, length};
}

/* ---- after cmark ---- */

/* The end of the token whose first '^' is at `at`, or 0 if it is none of ours. */
static size_t token_end(struct str text, size_t at) {
    char end = '^';
    size_t close;

    if (at + 2 >= text.length || text.data[at] != '^') {
        return 0;
    }
    switch (text.data[at + 1]) {
    case TOKEN_SPAN_START:
        return text.data[at + 2] == '^' ? at + 3 : 0;
    case TOKEN_SPAN_END:
        end = '}';
        break;
    case TOKEN_FOOTNOTE:
        break;
    default:
        return 0;
    }
    close = str_find_char(text, end, at + 2);
    return close == STR_NONE ? 0 : close + 1;
}

static enum mark_kind token_kind(char token) {
    return token == TOKEN_FOOTNOTE     ? MARK_FOOTNOTE
           : token == TOKEN_SPAN_START ? MARK_SPAN_START
                                       : MARK_SPAN_END;
}

static struct str token_text(struct document *document, struct str token) {
    return tokens_restore(document->arena, str_slice(token, 2, token.length - 1));
}

static struct mark *add_piece(struct document *document, struct mark *behind,
                              const struct mark *whole, size_t from, enum mark_kind kind) {
    struct mark *piece = mark_add_behind(document->arena, behind, kind);

    piece->line = whole->line;
    piece->column = whole->column + (uint32_t)from;
    return piece;
}

/* Cuts a text into texts and tokens; returns the last piece. */
static struct mark *cut_text(struct document *document, struct mark *mark) {
    struct mark whole = *mark, *last = mark;
    struct str text = whole.text;
    size_t start = 0, at = 0;

    while (at < text.length) {
        size_t end = token_end(text, at);

        if (end == 0) {
            at++;
            continue;
        }
        if (last == mark) {
            mark->text = str_slice(text, 0, at);
        } else if (at > start) {
            last = add_piece(document, last, &whole, start, MARK_TEXT);
            last->text = str_slice(text, start, at);
        }
        last = add_piece(document, last, &whole, at, token_kind(text.data[at + 1]));
        last->text = token_text(document, str_slice(text, at, end));
        start = at = end;
    }
    if (last != mark && start < text.length) {
        last = add_piece(document, last, &whole, start, MARK_TEXT);
        last->text = str_slice(text, start, text.length);
    }
    return last;
}

/* Puts what stands between `start` and `end` into a span; `before_end` is the sibling before. */
static void close_span(struct document *document, struct mark *start, struct mark *before_end,
                       struct mark *end) {
    struct str attributes = end->text;

    if (before_end != start) {
        start->first = start->next;
        start->last = before_end;
        before_end->next = NULL;
        for (struct mark *child = start->first; child; child = child->next) {
            child->parent = start;
        }
    }
    start->next = end->next;
    if (start->parent->last == end) {
        start->parent->last = start;
    }
    start->kind = MARK_SPAN;
    if (!span_read(document, start, attributes, end)) {
        start->text = (struct str){0};
    }
}

static void make_text(struct document *document, struct mark *mark) {
    REPORT(document, &MSG_SPAN_CROSSED, document_place(document, mark));
    mark->text = mark->kind == MARK_SPAN_START
                     ? STR("[")
                     : str_join(document->arena, STR("]{"), mark->text, STR("}"));
    mark->kind = MARK_TEXT;
}

/* Pairs the ends of spans among the children of one mark. */
static void pair_spans(struct document *document, struct mark *parent) {
    struct mark *open[SPAN_MAX_DEPTH];
    struct mark *before = NULL;
    size_t count = 0;

    for (struct mark *mark = parent->first; mark; before = mark, mark = mark->next) {
        if (mark->kind == MARK_SPAN_START) {
            if (count == SPAN_MAX_DEPTH) {
                make_text(document, mark);
            } else {
                open[count++] = mark;
            }
        } else if (mark->kind == MARK_SPAN_END && count > 0) {
            close_span(document, open[count - 1], before, mark);
            mark = open[--count];
        } else if (mark->kind == MARK_SPAN_END) {
            make_text(document, mark);
        }
    }
    while (count > 0) {
        make_text(document, open[--count]);
    }
}

void tokens_take(struct document *document, struct mark *root) {
    for (struct mark *parent = root; parent; parent = mark_after(parent, root)) {
        bool has_any = false;

        for (struct mark *mark = parent->first; mark; mark = mark->next) {
            if (mark->kind == MARK_TEXT && has_tokens(mark->text)) {
                mark = cut_text(document, mark);
                has_any = true;
            }
        }
        if (has_any) {
            pair_spans(document, parent);
        }
    }
}
